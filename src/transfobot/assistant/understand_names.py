"""The names of the register, and where a question names one of them.

Look-alikes are one name (TrAlBeR, TRAIBER, traiber), as are spellings with or without hyphens,
dots and spaces ("trafo netz"). Short names that are also ordinary words count in their own
spelling, or where the question is about a network anyway ("autos" is mostly just cars).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from transfobot.assistant.language import Word, words_of
from transfobot.assistant.understand_nearest import nearest
from transfobot.assistant.understand_programmes import (
    is_number_of_programme,
    pieces_of,
    spellings_of,
)
from transfobot.assistant.understand_regions import adjectives, by_base
from transfobot.assistant.understand_words import WordTables, word_tables
from transfobot.domain.register import CoordinationOffice, FundingProgramme, Network, Offer, Study
from transfobot.domain.register_index import Register
from transfobot.german.text import fold

_SPLIT_AUTHORS = re.compile(r",|\(\s*(?:für|mit)?\b|\)|\bu\. a\.|/|;")
_WEAK_LENGTH = 5
_LONG_WORD = 10
_SHORT_AUTHOR = 3
_INFLECTED = re.compile(r"(?:s+es|s)$")
_LONG_KEY = 8
_TITLES = frozenset(("herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"))
_LONGEST_WINDOW = 9
_GENERIC_TEXT = """
gmbh ag ev e v ggmbh aoer mbh und der die das des dem den von vom fuer in im am an mit zu zum
region regionale regionaler regionales stadt land landkreis kreis netzwerk partner institut
hochschule universitaet amt bezirk geschaeftsstellen eingebunden dach strategie studie laut
mitwirkung fachliche leitung neu bis juni wirtschaft arbeit europaeische zusammen aus wissen
deutschland cluster automotive technologie engineering metall zentrale gemeinnuetzige
"""
_GENERIC = frozenset(_GENERIC_TEXT.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record; a weak one is also an ordinary or very short word."""

    kind: str
    record_id: str
    spelling: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Names found at words `start` to `end` (exclusive)."""

    names: tuple[Name, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """All names of one register by their key; built once per revision of the register."""

    register: Register
    by_key: dict[str, tuple[Name, ...]]
    by_letter: dict[str, tuple[str, ...]]
    organisation_words: frozenset[str] = field(default_factory=frozenset)
    by_region: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Networks by the bases of their regions' names ("leipzig", "mainfrank")."""

    @classmethod
    def of(cls, register: Register) -> Lexicon:
        """Collect the names of every record."""
        tables = word_tables()
        collected: dict[str, dict[Name, None]] = {}
        for name in _names(register, tables):
            key = key_of(name.spelling)
            if len(key) > 1:
                collected.setdefault(key, {})[name] = None
                bare = _bare(name.spelling)
                if bare != key and len(bare) >= _LONG_KEY and not name.weak:
                    collected.setdefault(bare, {})[name] = None
        by_key = {key: tuple(names) for key, names in collected.items()}
        by_letter: dict[str, list[str]] = {}
        for key, names in by_key.items():
            if len(key) >= _WEAK_LENGTH and any(not name.weak for name in names):
                by_letter.setdefault(key[0], []).append(key)
        return cls(
            register,
            by_key,
            {letter: tuple(keys) for letter, keys in by_letter.items()},
            frozenset(_organisation_words(register)),
            by_base(register.networks),
        )

    def find(
        self, words: Sequence[Word], known: Container[str] = (), typed: Sequence[Word] = ()
    ) -> list[Mention]:
        """The names in a question, longest first, without overlap; `known` are ordinary words.

        `typed` are the words before their mending: "Qualifizierungs Geld" is one name.
        """
        found = [*self._exact(words), *self._regional(words), *self._inexact(words, known)]
        found += [one for one in self._exact(typed) if one.end - one.start > 1]
        found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        taken: set[int] = set()
        kept: list[Mention] = []
        for mention in found:
            places = set(range(mention.start, mention.end))
            if not places & taken:
                taken |= places
                kept.append(mention)
        return _decided(sorted(kept, key=lambda mention: mention.start))

    def names_record(self, text: str) -> bool:
        """Whether a text names a network, a programme or a study."""
        return any(
            name.kind in ("network", "programme", "study")
            for mention in self._exact(words_of(text))
            for name in mention.names
        )

    def _exact(self, words: Sequence[Word]) -> Iterable[Mention]:
        for start in range(len(words)):
            key = bare = ""
            for end in range(start + 1, min(start + _LONGEST_WINDOW, len(words)) + 1):
                letters = _letters(words[end - 1].folded)
                key, bare = key + letters, bare + _INFLECTED.sub("", letters)
                names = self.by_key.get(key) or self.by_key.get(bare)
                if names:
                    paired = self._paired(words, start)
                    fitting = tuple(n for n in names if _counts(n, words, start, end) or paired)
                    if fitting:
                        yield Mention(fitting, start, end)

    def _paired(self, words: Sequence[Word], start: int) -> bool:
        """ "trafonetz oder autos": beside a network, another network is meant."""
        if start < 2 or words[start - 1].folded not in ("oder", "vs", "versus", "or"):
            return False
        names = self.by_key.get(_letters(words[start - 2].folded), ())
        return any(name.kind == "network" and not name.weak for name in names)

    def _regional(self, words: Sequence[Word]) -> Iterable[Mention]:
        """ "Das Kasseler Netzwerk"."""
        for at, ids in adjectives(words, self.by_region):
            yield Mention(tuple(Name("region", one, words[at].shown) for one in ids), at, at + 1)

    def _inexact(self, words: Sequence[Word], known: Container[str]) -> Iterable[Mention]:
        tables = word_tables()
        for at, word in enumerate(words):
            token = word.folded
            if len(token) < _WEAK_LENGTH or token in known:
                continue
            if tables.is_filler(token) or tables.knows(token) or token in tables.ordinary:
                continue
            key = _letters(token)
            allowed = 1 if len(key) < 8 else 2
            best = nearest(key, self.by_letter.get(key[0], ()), allowed)
            if best is not None:
                names = tuple(name for name in self.by_key[best] if not name.weak)
                yield Mention(names, at, at + 1)


def _decided(mentions: Sequence[Mention]) -> list[Mention]:
    """ "ERP … 365": a name of several programmes yields to one that says which."""
    sure = {
        one.names[0].record_id
        for one in mentions
        if {name.kind for name in one.names} == {"programme"} and len(_ids(one)) == 1
    }
    return [one for one in mentions if len(_ids(one)) == 1 or not sure & _ids(one)]


def _ids(mention: Mention) -> set[str]:
    return {name.record_id for name in mention.names}


def key_of(spelling: str) -> str:
    """The letters and digits of a name; capital I, small l and i are one letter."""
    return "".join(_letters(word.folded) for word in words_of(spelling))


def _bare(spelling: str) -> str:
    """The key without the endings of a genitive ("des Bündnisses")."""
    return "".join(
        # A made-up word has no endings: "AuToS-Netzwerk" is no "Autonetzwerk".
        letters if _is_coined(word.shown) else _INFLECTED.sub("", letters)
        for word, letters in ((word, _letters(word.folded)) for word in words_of(spelling))
    )


def _letters(folded: str) -> str:
    return folded.replace("i", "l")


def _counts(name: Name, words: Sequence[Word], start: int, end: int) -> bool:
    """Weak names count in their own spelling, or in lower-case text that speaks of networks."""
    if name.kind == "person" and " " not in name.spelling:
        titled = start > 0 and words[start - 1].folded in _TITLES
        return titled or words[start].shown[:1].isupper()
    if name.spelling.isdigit():
        return is_number_of_programme(words, start, end)
    if name.kind == "author" and len(name.spelling) <= _SHORT_AUTHOR:
        return words[start].shown == name.spelling or _cites(words, start, end)
    if not name.weak:
        return True
    shown = [word.shown for word in words[start:end]]
    if shown == [word.shown for word in words_of(name.spelling)]:
        return True
    before = words[start - 1].folded if start else ""
    after = words[end].folded if end < len(words) else ""
    if {before, after} & {"netzwerk", "netzwerks", "projekt", "network", "buendnis"}:
        return True
    if any(letter.isupper() for word in words for letter in word.shown[1:]):
        return False
    lower = not any(word.shown[:1].isupper() for word in words[1:])
    tables = word_tables()
    asked = any(
        found.group in ("attributes", "partner_kinds") or found.key in ("count", "compare")
        for found in tables.find(words)
    )
    plain = words[start].folded not in _EVERYDAY or before in _BEFORE_WEAK
    return lower and asked and plain


_EVERYDAY = frozenset(("auto", "autos", "cars", "wandel", "transform"))
"""Of the weak names those that ordinary sentences are full of."""


_BEFORE_WEAK_TEXT = """
von bei zu hat of is ist macht laut nach vs heisst leitet laeuft bekommt kriegt fuehrt partner
laufzeit foerdersumme telefon telefonnummer ansprechpartner
"""
_BEFORE_WEAK = frozenset(("", *_BEFORE_WEAK_TEXT.split()))


def _cites(words: Sequence[Word], start: int, end: int) -> bool:
    """ "iw 2021", "laut iw": how a short author is cited where nothing is capitalised."""
    if any(word.shown[:1].isupper() for word in words):
        return False
    after = words[end].folded if end < len(words) else ""
    dated = len(after) == _YEAR_DIGITS and after.isdigit()
    return dated or after == "studie" or (start > 0 and words[start - 1].folded == "laut")


_YEAR_DIGITS = 4


def _names(register: Register, tables: WordTables) -> Iterable[Name]:
    for network in register.networks:
        yield from _network_names(network)
    for programme in register.programmes:
        yield from _programme_names(programme, register, tables)
    parties = frozenset(_organisation_words(register))
    for study in register.studies:
        yield from _study_names(study, tables, parties)
    for offer in register.offers:
        elsewhere = _told_elsewhere(offer, register)
        yield from _offer_names(offer, tables, told_elsewhere=elsewhere)
    for office in register.offices:
        yield from _office_names(office)


_MUNICIPAL = re.compile(r"Stadt|Land|Region|Gemeinde|[\w-]+-Kreis|Wirtschaftsf")
"""Partners whose names are places that somebody may ask from."""


def _network_names(network: Network) -> Iterable[Name]:
    spellings = [network.short_name, network.name, *network.aliases]
    pieces = [
        piece
        for spelling in spellings
        for piece in pieces_of(spelling)
        if len(words_of(piece)) > 1 or any(_is_coined(one.shown) for one in words_of(piece))
    ]
    for spelling in dict.fromkeys((*spellings, *pieces)):
        yield _weighed("network", network.id, spelling)
        first = words_of(spelling)[:1]
        if first and _is_coined(first[0].shown):
            yield _weighed("network", network.id, first[0].shown)
            stem = re.match(r"[^\W\d_]{6,}(?=\d)", first[0].shown)
            if stem:
                yield _weighed("network", network.id, stem[0])
    for partner in network.partners:
        plain = re.sub(r"\(.*?\)", "", partner.name).strip()
        if len(words_of(plain)) > 1 and not _MUNICIPAL.match(plain):
            yield Name("partner", network.id, plain)
    region = re.sub(r"\(.*?\)", "", network.region).strip()
    if region not in network.lands:
        yield Name("region", network.id, region)
    for inner in re.findall(r"\(([^)]*)\)", network.region):
        if fold(inner) not in _GENERIC:
            yield Name("region", network.id, inner)
    for alias in network.region_aliases:
        yield Name("region", network.id, alias)
    if region.startswith("Region "):
        yield Name("region", network.id, region.removeprefix("Region "))


def _programme_names(
    programme: FundingProgramme, register: Register, tables: WordTables
) -> Iterable[Name]:
    for spelling, plain in spellings_of(programme, register, tables):
        name = Name("programme", programme.id, spelling)
        yield name if plain else _weighed("programme", programme.id, spelling)


def _study_names(study: Study, tables: WordTables, parties: frozenset[str]) -> Iterable[Name]:
    """Titles and authors; the first word of an author where no partner ("Allianz") bears it."""
    yield Name("study", study.id, study.title)
    for piece in pieces_of(study.title):
        if len(words_of(piece)) > 1:
            yield Name("study", study.id, piece)
    words = words_of(study.title)
    if len(words) > 2:
        yield Name("study", study.id, " ".join(word.shown for word in words[:2]))
    if len(words[0].folded) >= _LONG_WORD and not tables.knows(words[0].folded):
        yield Name("study", study.id, words[0].shown)
    for author in _SPLIT_AUTHORS.split(study.author):
        plain = author.replace("Institut", "").strip(" -.")
        if 2 < len(plain) <= 40 and fold(plain) not in ("hrsg", "studie"):
            yield _weighed("author", study.id, plain)
            if plain != author.strip():
                yield Name("author", study.id, author.strip())
            first = words_of(plain)[0]
            ordinary = first.folded.endswith(("e", "er", "es")) or tables.knows(first.folded)
            if len(first.folded) >= _WEAK_LENGTH and not (ordinary or first.folded in parties):
                yield _weighed("author", study.id, first.shown)
            for word in words_of(plain):
                if word.shown.isupper() and len(word.shown) > 1 and not _is_land(word, tables):
                    yield _weighed("author", study.id, word.shown)


def _is_land(word: Word, tables: WordTables) -> bool:
    return any(one.group == "lands" for one in tables.find([word]))


def _told_elsewhere(offer: Offer, register: Register) -> bool:
    """Whether the one word of a title stands in what another network tells as well."""
    words = words_of(offer.title)
    other = [one for one in register.networks if one.id not in offer.network_ids]
    told = " ".join(fact.text for one in other for fact in one.facts)
    return len(words) == 1 and words[0].folded in {word.folded for word in words_of(told)}


def _offer_names(offer: Offer, tables: WordTables, *, told_elsewhere: bool) -> Iterable[Name]:
    if not told_elsewhere:
        # "Jahresveranstaltung" alone is any network's.
        yield Name("offer", offer.id, offer.title)
    for piece in re.split(r"[,–„“]|\s-\s", offer.title):
        words = words_of(piece)
        if len(words) == 1 and (tables.knows(words[0].folded) or len(words[0].folded) < 8):
            continue
        if words:
            yield Name("offer", offer.id, piece.strip())
    first = words_of(offer.title)[0]
    if len(first.folded) >= _LONG_WORD and not tables.knows(first.folded):
        yield Name("offer", offer.id, first.shown)


def _office_names(office: CoordinationOffice) -> Iterable[Name]:
    pieces = pieces_of(office.organisation)
    for spelling in dict.fromkeys((office.organisation, *pieces)):
        for part in re.split(r",| und (?=[A-Z])|\s*/\s*", spelling):
            if len(part.strip()) > 2 and fold(part.strip()) not in _GENERIC:
                yield Name("office", office.id, part.strip())
                bare = re.sub(r"\b(?:g?GmbH|AöR|e\. ?V\.|mbH|AG)\b", "", part).strip()
                yield Name("office", office.id, bare)
    for contact in office.contacts:
        plain = re.sub(r"\b(?:Dr|Prof)\.\s*|Oberbürgermeister(?:in)?\s", "", contact.name).strip()
        yield Name("person", office.id, plain)
        yield Name("person", office.id, plain.split()[-1])


def _weighed(kind: str, record_id: str, spelling: str) -> Name:
    words = words_of(spelling)
    ordinary = len(words) == 1 and words[0].folded in word_tables().ordinary
    return Name(kind, record_id, spelling, weak=ordinary)


def _is_coined(shown: str) -> bool:
    """Whether a word is written like a made-up name: a capital after the first letter."""
    return len(shown) > 2 and any(letter.isupper() for letter in shown[1:])


def _organisation_words(register: Register) -> Iterable[str]:
    for network in register.networks:
        named = [network.lead or ""]
        named += [f"{partner.name} {partner.role or ''}" for partner in network.partners]
        for word in words_of(" ".join(named)):
            long_enough = len(word.folded) > 2 and not word.folded.isdigit()
            if long_enough and word.folded not in _GENERIC and word.shown[:1].isupper():
                yield word.folded
        for partner in network.partners:
            first = words_of(partner.name)[:1]
            if first and len(first[0].folded) > 2 and first[0].folded not in _GENERIC:
                yield first[0].folded
