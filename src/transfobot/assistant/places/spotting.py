"""The place that a whole question names, told apart from ordinary words.

Germany has municipalities called Essen, Hof, Berg, Wissen and Lage. The rules, in order:
1. "Kreis", "Landkreis", "LK" with a district's name is that district.
2. A name counts as a place by what stands before it: a kind ("Gemeinde", "Raum"), a role
   ("Bürgermeisterin von") or a preposition that takes no article before a place ("in", "aus").
   Without such a mark a capitalised name counts unless it is an ordinary word too.
3. Never: after "Herr"/"Frau" (a person), after an organisation ("IHK Chemnitz"), inside a hyphened
   word, or as the name of a Land.
4. Small letters count after a mark, and without one only where the whole text is written small.
5. Names left without umlauts, and then typing errors, are looked for only where no exact name was
   found, and only after a mark or in a text of at most three words.
The longest reading wins ("Heilbronn-Franken" before "Heilbronn"); a district, Land or region named
elsewhere in the text narrows several municipalities of one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.denial import denied
from transfobot.assistant.places.beside import (
    PARTS_OF_TOWNS,
    SOME_PARTS,
    as_listed,
    beside_river,
    ends_apart,
    framed_as_place,
    goes_on_with_or,
    landscape,
    leads_to_exactly,
    lying_in,
    named_like_town,
    of_area,
    whole_towns,
)
from transfobot.assistant.places.finding import exactly, numbered_place
from transfobot.assistant.places.index import PlaceTables, district_place, region_place
from transfobot.assistant.places.words import (
    ADMINISTRATIONS,
    ASKED_OFFICES,
    DISTRICT_OFFICES,
    DISTRICT_WORDS,
    KIND_WORDS,
    MASS_NOUNS,
    ORDINARY,
    ORGANISATIONS,
    OURSELVES,
    PEOPLE,
    PREPOSITIONS,
    ROLES,
    STRONG_PREPOSITIONS,
    VERBS,
)
from transfobot.assistant.understand.language import Word, words_of
from transfobot.domain.places import Place, PlaceMatch

LONGEST_NAME = 6
LARGE = 40_000
"""From this population on an ordinary word after a preposition is taken for the town."""
FEW_WORDS = 3
MOST_LOOKUPS = 12
"""Each costs a look over all names: a long text full of unknown words stays fast."""
_MARKED, _LED, _PLAIN = 3, 2, 1
_BREAK = re.compile(r"\s*[,;:.!?+/&→]|\s+[–—-]+\s")
_MARK_BEFORE = re.compile(r"[,;:.!?(+/&→]\s*$|\s[–—-]+\s*$")
_NEAR = frozenset(("bei", "near"))
_ASKING = frozenset(("wer", "wen", "wem", "was", "welches", "netzwerk", "zustaendig", "und"))


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    places: tuple[Place, ...]
    strength: int
    exact: bool = True
    own: bool = False
    """Whether people say that they sit there or speak for it."""

    @property
    def rank(self) -> tuple[bool, bool, int, int, int]:
        municipal = any(one.kind == "municipality" for one in self.places)
        return (self.own, municipal, self.strength, self.end - self.start, -self.start)


def spot(text: str, index: PlaceTables) -> PlaceMatch | None:
    """The place named in a text, with all candidates where the name is not unique; or None."""
    if len(text) > 20_000:
        text = text[-20_000:]
    words = words_of(text)
    if not words:
        return None
    if (numbered := numbered_place(text, index)) is not None:
        return numbered
    reader = _Reader(text, words, index, small=not any(letter.isupper() for letter in text))
    spans = reader.exact() or reader.marked(reader.bare_places) or reader.marked(reader.near_places)
    spans = reader.meant(spans)
    return reader.match(max(spans, key=lambda one: one.rank)) if spans else None


def spots(text: str, index: PlaceTables) -> tuple[PlaceMatch, ...]:
    """Every place named in a text by an exact name and meant, in order."""
    words = words_of(text)
    reader = _Reader(text, words, index, small=not any(letter.isupper() for letter in text))
    return tuple(map(reader.match, reader.meant(reader.exact())))


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    words: Sequence[Word]
    index: PlaceTables
    small: bool
    """Nothing in the text is capitalised."""

    def match(self, span: _Span) -> PlaceMatch:
        """What a span means: of several places of its name those that the rest of the text tells.

        "Lauterbach … im Vogelsbergkreis" is one whose full name is longer.
        """
        first, last = self.words[span.start], self.words[span.end - 1]
        candidates = span.places
        if len(candidates) > 1:
            rest = self.text[: first.start] + " · " + self.text[last.end :]
            wider = self.index.bearing(self._key(span.start, span.end))
            narrowed = self.index.narrow(candidates, rest) or self.index.narrow(wider, rest)
            candidates = narrowed or candidates
            candidates = whole_towns(candidates, self.words, span.start) or candidates
            candidates = of_area(candidates, self.words, span.start, self.index) or candidates
        parted = not self._joined(span.start, span.end) and self._glued(span.end)
        end = self.words[span.end].end if parted else last.end
        return PlaceMatch(candidates, self.text[first.start : end], span.exact)

    def exact(self) -> list[_Span]:
        """Every exact name that counts as a place."""
        spans: list[_Span] = []
        at = 0
        while at < len(self.words):
            span = self._district_at(at) or self._district_apart(at) or self._name_at(at)
            if span is None:
                at += 1
                continue
            # "Waldenburg bei Zwickau": the second name only says where the first one lies.
            near = bool(spans) and at == spans[-1].end + 1 and self.words[at - 1].folded in _NEAR
            if spans and (inside := lying_in(spans[-1].places[0], span.places, near)):
                spans[-1] = replace(span, places=inside)
            elif not near:
                spans.append(span)
            at = span.end
        return spans

    def meant(self, spans: list[_Span]) -> list[_Span]:
        """The names but for those that the text says are not meant, where others are."""
        refused = denied(self.text)
        kept = [
            one
            for one in spans
            if not any(start <= self.words[one.start].start < end for start, end in refused)
        ]
        return kept or spans

    # --- one position --------------------------------------------------------------------------

    def _district_at(self, at: int) -> _Span | None:
        if self.words[at].folded not in DISTRICT_WORDS or at + 1 == len(self.words):
            return None
        for end in range(min(len(self.words), at + 1 + LONGEST_NAME), at + 1, -1):
            key = self._key(at + 1, end)
            called = self.index.district_called
            found = called(key) or called(key.removesuffix("s"))
            if found:
                own = self.words[at].folded in DISTRICT_OFFICES
                return _Span(at, end, tuple(map(district_place, found)), _MARKED, own=own)
        return None

    def _district_apart(self, at: int) -> _Span | None:
        """ "Hoch Sauerland Kreis", "Ost Alb Kreis": a district's name in the parts of its word."""
        if not (self.small or self.words[at].shown[:1].isupper()):
            return None
        for end in ends_apart(self.words, at):
            found = self.index.district_joined(self._key(at, end))
            if found and not self._joined(at, end):
                return _Span(at, end, tuple(map(district_place, found)), _MARKED)
        return None

    def _name_at(self, at: int) -> _Span | None:
        longest = LONGEST_NAME if self.index.begins_name(self.words[at].folded) else 1
        for end in range(min(len(self.words), at + longest), at, -1):
            or_another = goes_on_with_or(self.words, at, end, small=self.small)
            places = self._places(self._key(at, end), end - at)
            if places and not (or_another or self._joined(at, end)):
                places = landscape(self.words, at, end, self.index) or places
                strength = self._strength(at, end, places)
                return _Span(at, end, places, strength, own=self._own(at)) if strength else None
        return None

    def _places(self, key: str, length: int) -> tuple[Place, ...]:
        if self.index.land_named(key) is not None:
            # A Land is no place here, but for the towns that are one, and regions of that name.
            exact = exactly(self.index, key)
            return tuple(
                one for one in exact if one.kind in ("municipality", "region", "landscape")
            )
        numbers = self.index.municipalities(key)
        if not numbers and length > 1:
            numbers = self.index.municipalities(as_listed(key))
        if not numbers and length == 1 and len(key) >= 7 and key.endswith("s"):
            numbers = self.index.municipalities(key[:-1])
        if numbers:
            return tuple(map(self.index.place, numbers))
        districts = self.index.districts(key) or self.index.districts(key.removesuffix("es"))
        if districts:
            return tuple(map(district_place, districts))
        return tuple(map(region_place, self.index.regions_named(key)))

    def _strength(self, at: int, end: int, places: tuple[Place, ...]) -> int:
        """How surely the words are meant as a place; 0 when they are not."""
        before = self.words[at - 1].folded if at else ""
        if before in PEOPLE or before in ORGANISATIONS:
            return 0
        capital = self.words[at].shown[0].isupper()
        if not capital and not self.small and not self._marked(at):
            return 0
        key = self._key(at, end)
        verb = not capital and key in VERBS and not self._opens(at)
        ordinary = end - at == 1 and (key in ORDINARY or verb)
        if before in KIND_WORDS or self._after_role(at):
            return 0 if ordinary and not (capital or self.small) else _MARKED
        if ordinary and framed_as_place(self.text, self.words, at, end):
            return _MARKED
        if ordinary and capital and beside_river(self.words, end):
            return _MARKED
        large = self._population(places) >= LARGE
        if before in STRONG_PREPOSITIONS:
            if key in MASS_NOUNS or (ordinary and not capital):
                return _MARKED if large and key not in MASS_NOUNS else 0
            return _MARKED
        if before in PREPOSITIONS:
            clear = capital or (self.small and key not in MASS_NOUNS)
            return _LED if not ordinary or (large and clear) else 0
        if ordinary:
            return _PLAIN if self._stands_alone(at, end) else 0
        if capital:
            return _PLAIN if len(key) >= 4 or large else 0
        unusual = len(key) >= 6 and key not in self.index.dictionary
        landscape = all(one.kind == "landscape" for one in places)
        told = unusual or large or landscape or named_like_town(key) or self._set_apart(at, end)
        told = told or (before in ASKED_OFFICES and len(key) >= 4 and end == len(self.words))
        return _PLAIN if told else 0

    def marked(self, look_up: Callable[[int], tuple[Place, ...]]) -> list[_Span]:
        """Single words after a mark (any word in a text of a few words) by another look-up."""
        spans: list[_Span] = []
        tried = 0
        for at, word in enumerate(self.words):
            few = len(self.words) <= FEW_WORDS
            fit = word.shown[0].isupper() or self.small
            if len(word.folded) < 5 or not fit or not (few or self._marked(at)):
                continue
            if self._joined(at, at + 1) or (
                word.folded in self.index.dictionary and not self._named_on(at)
            ):
                continue
            if self.index.land_named(word.folded):
                continue
            if at and self.words[at - 1].folded in PEOPLE | ORGANISATIONS:
                continue
            tried += 1
            if tried > MOST_LOOKUPS:
                break
            places = look_up(at)
            if places:
                spans.append(_Span(at, at + 1, places, _LED, exact=False))
        return spans

    def bare_places(self, at: int) -> tuple[Place, ...]:
        """The places of a name whose umlauts were left off."""
        return tuple(map(self.index.place, self.index.bare(self.words[at].shown)))

    def near_places(self, at: int) -> tuple[Place, ...]:
        """The places of a name with a typing error."""
        key = self.words[at].folded
        if key in ORDINARY or len(key) < 6:
            return ()
        places: list[Place] = []
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is not None and following.shown[0].isupper():
            # A name of two words ("Schwabisch Hall") comes before a name like its first.
            for name in self.index.near(f"{key} {following.folded}"):
                if " " in name:
                    places += map(self.index.place, self.index.municipalities(name))
            if places:
                return tuple({one.ags: one for one in places}.values())
        if key in self.index.dictionary:
            return ()
        led = at > 0 and self.words[at - 1].folded in DISTRICT_WORDS
        for name in self.index.near(key):
            districts = self.index.districts(name) if led else []
            places += map(district_place, districts)
            if not districts:
                places += map(self.index.place, self.index.municipalities(name))
        return tuple({one.ags: one for one in places}.values())

    def _named_on(self, at: int) -> bool:
        """ "Schwäbisch Gmünt": a word of the language that begins a name of two."""
        following = self.words[at + 1 : at + 2]
        return bool(following) and following[0].shown[0].isupper()

    def _opens(self, at: int) -> bool:
        """ "siegen wer zuständig": a town before the question, and no verb."""
        following = self.words[at + 1].folded if at + 1 < len(self.words) else ""
        return at == 0 and following in _ASKING

    # --- what stands around --------------------------------------------------------------------

    def _marked(self, at: int) -> bool:
        before = self.words[at - 1].folded if at else ""
        marks = KIND_WORDS | STRONG_PREPOSITIONS | DISTRICT_WORDS
        return before in marks or self._after_role(at)

    def _after_role(self, at: int) -> bool:
        """ "Bürgermeisterin von …", "Rathaus …"."""
        if at and self.words[at - 1].folded in ROLES:
            return True
        linked = at > 1 and self.words[at - 1].folded in ("von", "in", "aus", "of", "der", "stadt")
        return linked and self.words[at - 2].folded in ROLES

    def _own(self, at: int) -> bool:
        """ "Rathaus X", "bei uns in X", "wir sitzen in X"."""
        before = [word.folded for word in self.words[max(0, at - 2) : at]]
        if before[-1:] and before[-1] in ADMINISTRATIONS:
            return True
        if leads_to_exactly(self.text[: self.words[at].start]):
            return True
        return len(before) == 2 and before[1] in ("in", "aus") and before[0] in OURSELVES

    def _stands_alone(self, at: int, end: int) -> bool:
        """The whole text, or what opens it before a mark: "aalen, giengen – …"."""
        if end - at == len(self.words):
            return True
        following = self.text[self.words[end - 1].end :]
        return at == 0 and end < len(self.words) and bool(_BREAK.match(following))

    def _set_apart(self, at: int, end: int) -> bool:
        """Between two marks: "unser werk: neckarsulm. unser lager: mosbach"."""
        before = self.text[: self.words[at].start]
        after = self.text[self.words[end - 1].end :]
        opened = not before.strip() or _MARK_BEFORE.search(before) is not None
        return opened and (not after.strip() or _BREAK.match(after) is not None)

    def _joined(self, at: int, end: int) -> bool:
        """Whether the words are part of a longer hyphened or dotted one."""
        first, last = self.words[at], self.words[end - 1]
        before = self.text[first.start - 1 : first.start]
        led = self.text[first.start - 2 : first.start - 1].isalnum()
        if led and before in ("-", "_", "@", "/"):
            return before != "/"
        if led and before == ".":
            return True
        after = self.text[last.end : last.end + 2]
        glued = len(after) == 2 and after[0] in "-_@." and after[1].isalnum()
        return glued and not self._part_of_town(at, end)

    def _part_of_town(self, at: int, end: int) -> bool:
        """ "Aalen-Wasseralfingen": what follows a town's hyphen is called like a town itself."""
        last, following = self.words[end - 1], self.words[end : end + 1]
        if not following or self.text[last.end : following[0].start] != "-":
            return False
        if self.index.land_named(self._key(at, end + 1)) is not None:
            return False
        part = following[0].folded
        if part in PARTS_OF_TOWNS:
            return self._population(self._places(self._key(at, end), end - at)) >= SOME_PARTS
        return named_like_town(part) or part not in self.index.dictionary

    def _glued(self, end: int) -> bool:
        """Whether a hyphened part of the town follows: "Heilbronn-Süd"."""
        following = self.words[end : end + 1]
        between = self.text[self.words[end - 1].end : following[0].start] if following else ""
        return between == "-"

    def _key(self, at: int, end: int) -> str:
        return " ".join(word.folded for word in self.words[at:end])

    def _population(self, places: Sequence[Place]) -> int:
        return max((self.index.population(one.ags) for one in places), default=0)
