"""One piece of a message: what it says, and whether what is asked beside it needs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transfobot.assistant.understand import framing
from transfobot.assistant.understand.audience import of_a_case
from transfobot.assistant.understand.clauses import OWN_VERBS
from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.followup import OF_OFFICES, ORDINALS
from transfobot.assistant.understand.language import PERSONS, Word, words_of
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.words import Found, listed, pattern, word_tables
from transfobot.german.sentences import split
from transfobot.german.text import fold


@dataclass(frozen=True)
class Part:
    """A sentence, a line, a lead-in or an afterword; everything is read at first use."""

    text: str
    reading: Reading

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the piece."""
        return words_of(self.text)

    @cached_property
    def said(self) -> set[str]:
        """The same, folded."""
        return {word.folded for word in self.words}

    @cached_property
    def found(self) -> Sequence[Found]:
        """Every phrase but what it is asked for."""
        purpose = framing.framed(self.words, self.phrases)
        return [one for one in self.phrases if one.start not in purpose]

    @cached_property
    def phrases(self) -> Sequence[Found]:
        """Every phrase of the tables."""
        return word_tables().find(self.words)

    @cached_property
    def groups(self) -> set[str]:
        """The tables whose phrases stand here."""
        return {one.group for one in self.found}

    @cached_property
    def keys(self) -> set[tuple[str, str]]:
        """The tables with the keys of the phrases."""
        return {(one.group, one.key) for one in self.found}

    @cached_property
    def asks(self) -> bool:
        """Whether it asks or orders; "Können Sie mir helfen?" alone asks for nothing yet."""
        ended = self.text.rstrip(" )")
        # Of two things named behind a colon one is asked for.
        either = self.words[0].folded in _WHICH
        told = self.text.startswith("(") or (ended.endswith(":") and not either)
        if told or self.said <= _ASKING_NOTHING or self.leads or self.closes:
            return False
        opening = self.words[:_OPENING]
        within = _OPENING if self.text != self.text.lower() else len(self.words)
        opened = any(one.group == "askwords" and one.start < within for one in self.phrases)
        order = _NEED if self.words[0].folded in PERSONS else _ORDER
        opened = opened or _INDIRECT.search(self.text) is not None
        return ended.endswith("?") or opened or any(order.fullmatch(one.folded) for one in opening)

    @cached_property
    def leads(self) -> bool:
        """ "Ich hätte gern gewusst": whether it only leads to what follows."""
        ends = {(one.group, one.key) for one in self.phrases if one.end == len(self.words)}
        return ("leads", "before") in ends or framing.tells_purpose(
            self.words, self.phrases, self.text
        )

    @property
    def uses(self) -> bool:
        """ "Ich will sie weiterleiten": whether it tells what is done with the answer."""
        return ("framing", "use") in self.keys and not (self.named or self.located)

    @cached_property
    def closes(self) -> bool:
        """ "Wäre super, wenn …": whether it is an afterword, and asks nothing itself."""
        asking = any(one.group == "askwords" and one.start for one in self.phrases)
        opens = [one for one in self.phrases if one.start == 0]
        return not asking and any(one.group == "leads" and one.key == "after" for one in opens)

    @cached_property
    def named(self) -> bool:
        """Whether it names a record, somebody or an author, or something with a coined name."""
        coined = any(map(_COINED.search, (word.shown for word in self.words)))
        joined = _JOINED.search(self.text) is not None
        return coined or joined or bool(self.reading.lexicon.kinds_named(self.text) & _NAMED)

    @cached_property
    def placed(self) -> bool:
        """Whether it names a place or a region."""
        match = self.reading.places.spot(self.text)
        spotted = match is not None and match.exact and bool(match.candidates)
        return spotted or self._sited() or "region" in self.reading.lexicon.kinds_named(self.text)

    @cached_property
    def located(self) -> bool:
        """Whether it names a place, a region or a Land."""
        return bool(self.groups & _AREAS) or self.placed

    @cached_property
    def of_asker(self) -> bool:
        """Whether somebody tells of themselves or of us, or it only leads up to what follows."""
        opened = self.words[0].folded in OWN_VERBS | {"als"}
        role = any(one.group in _OF_ROLES for one in self.phrases)
        asking = any(map(_OF_ASKING.fullmatch, self.said)) or _WHO.fullmatch(self.text) is not None
        return bool(self.said & (PERSONS | _ADDRESSED)) or opened or role or asking

    @cached_property
    def short(self) -> bool:
        """ "Lokalreporter, Bielefeld.": a few words with no more to them."""
        return len(self.words) <= _FEW and self.text.rstrip()[-1:] in ".:"

    @cached_property
    def personal(self) -> bool:
        """Whether it asks for those who ask; "nennen Sie mir" does not."""
        text = _TELL_ME.sub(" ", self.text)
        return any(word.folded in PERSONS for word in words_of(text))

    @cached_property
    def points(self) -> bool:
        """Whether its first sentence points to something told before it."""
        first = self.text[: split(self.text)[0][1]]
        said = {word.folded for word in words_of(first)}
        flagged = any(
            one.group == "flags" and one.key in _THIS for one in word_tables().find(words_of(first))
        )
        if said & _LINKING or _UNCOUNTED.search(first):
            return True
        if self.named or (self.located and _BARE.search(first) is None):
            return False
        return bool(said & _POINTING) or flagged or _BARE.search(first) is not None

    @cached_property
    def whole(self) -> bool:
        """Whether it says what it is about."""
        if self.named or self.placed or any(self._subject(one) for one in self.found):
            return True
        if self.reading.lexicon.kinds_named(self.text) or (
            self.kinds and _FIGURE.search(self.text)
        ):
            return True
        tables = word_tables()
        nouns = [
            word.folded
            for word in self.words[1:]
            if word.shown[:1].isupper() and not tables.is_filler(word.folded)
        ]
        coined = any(one not in self.reading.dictionary for one in nouns)
        return len(nouns) >= _SEVERAL or coined

    @cached_property
    def settled(self) -> bool:
        """Whether it says so by a name, a place or the kind of record."""
        return self.named or self.located or bool(self.kinds - {"funding"})

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of record it speaks of."""
        return {one.key for one in self.found if one.group == "categories"}

    def _subject(self, one: Found) -> bool:
        """A word for what is asked about; "Geld", "Fördersumme" say what of it."""
        if one.group not in _SUBJECTS:
            return False
        attributes = {at for two in self.found if two.group == "attributes" for at in two.at}
        return one.group != "categories" or one.start not in attributes

    @cached_property
    def seeks_place(self) -> bool:
        """Whether an answer depends on where somebody is, and it does not say where."""
        if _OF_LAND.search(self.text):
            return not self.located
        beyond = self.groups & _AREAS and not self.keys & _BELONGING
        if _WHICH_OF_ALL.search(fold(self.text)) and "attributes" in self.groups:
            return False
        if self.named or self.placed or beyond:
            return framing.OR_ANOTHER.search(fold(self.text)) is not None
        if self.personal or self._sited():
            return self.personal
        return bool(self.keys & _PLACED or _THERE & self.said or _THE_NETWORK.search(self.text))

    @cached_property
    def seeks_one(self) -> bool:
        """Whether the one network is sought that is there for somebody."""
        bounded = self.located or self.groups & {"attributes", "topics", "statuses"}
        return not bounded and (self.belongs or _THE_NETWORK.search(self.text) is not None)

    @cached_property
    def belongs(self) -> bool:
        """Whether it asks who is there for somebody."""
        return bool(self.keys & _BELONGING) or _MEMBER.search(self.text.lower()) is not None

    @cached_property
    def counts_there(self) -> bool:
        """Whether firms or people at work are counted, of no record nor the whole country."""
        counted = ("intents", "count") in self.keys and bool(self.keys & _COUNTED_THERE)
        return counted and not (self.named or "categories" in self.groups)

    @cached_property
    def seeks_fit(self) -> bool:
        """Whether an answer depends on who asks and what for: which programme, which offer."""
        held = ("attributes", "events") in self.keys and _FIGURE.search(self.text)
        bound = self.groups & _OWN_BOUNDS or "network" in self.kinds
        return bool(self.keys & _FITTING) and not (self.named or held or bound)

    @cached_property
    def seeks_size(self) -> bool:
        """Whether an answer may depend on how many people a firm has."""
        named = self.reading.lexicon.kinds_named(self.text)
        return self.seeks_fit or self.personal or "programme" in named

    def _sited(self) -> bool:
        """Whether it names a misspelt place: "zu Kaufbeuen"."""
        sited = _SITED.search(self.text)
        unknown = sited is not None and sited[1].lower() not in self.reading.dictionary
        return unknown and sited is not None and bool(self.reading.places.find(sited[1]).candidates)

    def needed_before(self, asking: Part) -> bool:
        """Whether what is asked after it needs it: of a bare name, what is wanted."""
        wanted = asking.named and not asking.groups & _WANTING and "attributes" in self.groups
        wanted = wanted or (asking.points and _QUOTED.search(self.text) is not None)
        wanted = wanted or framing.sets_apart(self.text, asking.text)
        if wanted or self._only_of_asker(asking):
            return bool(wanted)
        if self._role_alone and asking.kinds and not asking.personal:
            return False
        aims = asking.said & _FOR_IT and self.said & _AIMING
        case = not (asking.named or asking.located) and of_a_case(self.text, self.keys)
        if aims or case or self._serves(asking) or self._misspelt():
            return True
        beyond = self._beyond(asking)
        # "Unser Verband tagt bald": when is told of those who ask, and not asked for.
        beyond -= OF_OTHERS if self.of_asker and not asking.said & _LINKING else set()
        tells = bool(beyond) or _FIGURE.search(self.text) is not None
        if asking.points:
            there = (_THERE & asking.said or asking.personal or self.placed) and not asking.located
            aside = self.of_asker or (self.short and not self._titles())
            return not self._idle() and bool(tells or there or not aside)
        if not tells:
            return False
        lacking = self.groups & _AREAS and not asking.located
        itself = asking.named and bool(asking.groups & {"attributes", "intents"})
        itself = itself and not self.text.endswith(":")
        bare = self.short and self._beyond(asking) <= {"categories", "attributes"}
        return asking.personal or bool(lacking) or not (self.of_asker or bare or itself)

    @property
    def _role_alone(self) -> bool:
        """ "Bin Betriebsrat bei einem Zulieferer.": nothing but who asks."""
        aside = self.of_asker and not (self.named or self.located or self._sized)
        return aside and framing.only_role(
            self.words, [o for o in self.found if o.group in _OF_ROLE]
        )

    def _only_of_asker(self, asking: Part) -> bool:
        """ "Ich lese schlecht. Was ist ReTraSON?": asked of a record, whoever asks it."""
        aim = framing.tells_purpose(self.words, self.phrases, self.text)
        told = (aim or self.personal) and not (self.named or self.groups & _KEPT or self._flagged)
        sought = asking.personal or asking.seeks_place or (asking.points and asking.belongs)
        there = self.placed and (sought or not asking.located)
        sized = asking.seeks_size and self._sized
        itself = bool(self.reading.lexicon.kinds_named(asking.text)) or "network" in asking.kinds
        return told and (aim or itself) and not (there or sized or asking.said & _LINKING)

    def needed_after(self, asking: Part) -> bool:
        """Whether it adds to what was asked before it."""
        if self.uses or self.said <= _ASKING_NOTHING:
            return False
        if self._only_of_asker(asking) and not self.groups & _ADDED:
            return False
        adding = self.said & _ADDING and self.words[0].folded not in OWN_VERBS
        # "Mich interessieren die Netzwerke, deren Summe unter 2 Mio. € liegt."
        bounding = self.kinds and _BOUNDING.search(self.text)
        of_others = OF_OTHERS if self.of_asker else set()
        adding = adding and self._beyond(asking, wanted=True) - of_others
        if bounding or self._serves(asking) or adding:
            return True
        remark = self.of_asker or self.closes or self.words[0].folded in _REMARKING
        if not self._beyond(asking, wanted=bool(self.said & _WANTED) or not remark) & _ADDED:
            return _FIGURE.search(self.text) is not None
        return not self.closes and (asking.personal or not remark)

    def _serves(self, asking: Part) -> bool:
        """Whether a question lacks what stands here: its subject, where, for whom, how many."""
        if self._flagged or self.named or self._counts() or _LANGUAGE.search(self.text):
            return True
        if not asking.whole or (self._titles() and not asking.settled):
            return not self._idle()
        if self._titles() and self.located and not (asking.named or asking.located):
            return True
        if asking.seeks_place and (self.located or (asking.seeks_one and not self._idle())):
            return True
        if self.placed and asking.personal and (asking.belongs or not asking.named):
            return True
        sought = asking.belongs if asking.points or not asking.located else False
        sought = sought or (asking.counts_there and not asking.located)
        fits = (self.placed and sought) or (asking.seeks_fit and self.groups & _OF_FIT)
        return bool(fits or (asking.seeks_size and self._sized))

    @property
    def _flagged(self) -> bool:
        return any(one.group == "flags" and one.key in _KEPT_FLAGS for one in self.found)

    @property
    def _sized(self) -> bool:
        return size_of(self.text) is not None

    def _counts(self) -> bool:
        """ "Beim zweiten: …"."""
        folded = [word.folded for word in self.words]
        return any(one in _ARTICLES and two in ORDINALS for one, two in pairwise(folded))

    def _titles(self) -> bool:
        """ "Kassel, Netzwerk: …": a few words that say what the question is about."""
        return self.short and self.text.endswith(":") and not self.of_asker

    def _misspelt(self) -> bool:
        """ "Qualifizirungsgelt: wie viel …": a single word that may be a name."""
        single = len(self.words) == 1 and self.words[0].folded not in self.reading.dictionary
        return single and not (self.of_asker or self.leads or self._idle())

    def _idle(self) -> bool:
        """Whether nothing in it could be meant: a courtesy, a lead-in."""
        courtesies = any(one.group == "meta" for one in self.phrases)
        telling = _SUBJECTS if self.leads else SUBSTANCE | {"audiences"}
        telling = telling - OF_OTHERS if self.of_asker else telling
        told = self.groups & telling or self.placed or self._sized
        nothing = courtesies or self.leads or self.closes or bool(self.groups & OF_OTHERS)
        return not told and nothing

    def _beyond(self, asking: Part, *, wanted: bool = False) -> set[str]:
        """What it tells that the question does not say itself; a source is always given."""
        groups = {one.group for one in self.found if one.key not in ("source", "sources")}
        own = {"attributes"} if asking.groups & {"attributes", "intents"} and not wanted else set()
        return groups & SUBSTANCE - own - ({"years"} if _FIGURE.search(asking.text) else set())


OF_OTHERS = frozenset(("statuses", "years", "qualities", "deeds"))
_OPENING, _FEW, _SEVERAL = 3, 5, 2
_INDIRECT, _MEMBER = pattern("indirect", re.IGNORECASE), re.compile(r"\bmitglied|\bmember\b")
_WHICH = frozenset(listed("asking_which"))
_ORDER = pattern("order")
_BOUNDING = re.compile(r"\w, (?:(?:bei|in|an|von|für|mit) )?(?:die|deren|denen)\b")
_NEED = re.compile(r"such\w*|brauch\w*|braeucht\w*|benoetig\w*|need")
_COINED = re.compile(r"^(?!gGmbH|GmbH|AöR)\w*[a-zäöüß][A-ZÄÖÜ]")
_JOINED = re.compile(r"\b[A-ZÄÖÜ]\w*-[a-zäöüß]{4,}")
_NAMED = frozenset(("network", "programme", "study", "offer", "person", "author"))
_AREAS, _WANTED = frozenset(("lands", "parts")), frozenset(("bitte", "gern", "gerne", "please"))
_OF_ROLES, _ADDRESSED = frozenset(("audiences", "framing", "leads")), frozenset(listed("addressed"))
_THIS = frozenset(("this_network", "this_programme", "other_network", "same"))
_BARE, _TELL_ME, _OF_ASKING = map(pattern, ("bare", "tell_me", "of_asking"))
_UNCOUNTED = re.compile(r"(?i)\bwie ?vielen? (?:da|davon|das|es|war(?:en)?|ist|sind)\b")
""" "Von wie vielen war da die Rede?": what is counted stands before."""
_WHO = re.compile(r"(?!Partner)[A-ZÄÖÜ]\w+(?:in|er|ist|ent|at|rat|kraft) (?:aus|in|bei) \w+[:.,]")
_SUBJECTS = frozenset(("categories", "lands", "parts", "topics", "foreign"))
SUBSTANCE = frozenset((
    "attributes", "categories", "lands", "parts", "topics", "statuses", "years", "foreign",
    "qualities", "deeds",
))  # fmt: skip
_WANTING = SUBSTANCE - {"statuses"} | {"intents", "meta"}
_ADDED = frozenset(("attributes", "lands", "parts", "topics", "statuses", "years", "foreign"))
_OF_FIT = frozenset(("topics", "audiences", "lands", "categories", "partner_kinds"))
_KEPT, _OWN_BOUNDS = frozenset(("lands", "topics")), frozenset(("statuses", "lands", "parts"))
_THERE, _REMARKING = frozenset(listed("around")), frozenset(listed("remarking"))
_LANGUAGE = re.compile(r"(?i)\b(?:english|englisch|auf deutsch|in german)\b")
_WHICH_OF_ALL, _OF_ROLE = pattern("which_of_all"), SUBSTANCE | {"audiences"}
_ARTICLES = frozenset(("beim", "zum", "zur", "dem", "der", "den", "das", "die", "the"))
_LINKING, _ADDING = frozenset(listed("linking")), frozenset(listed("adding"))
_ASKING_NOTHING, _POINTING = frozenset(listed("asking_nothing")), frozenset(listed("pointing"))
_FOR_IT, _AIMING = frozenset(listed("for_it")), frozenset(listed("aiming"))
""" "Wir wollen einen Ofen bauen. Gibt es dafür Geld?": what money is sought for."""
_KEPT_FLAGS = _THIS - {"this_programme"} | {"person_wanted", "correction"}
_COUNTED_THERE = frozenset(("synonyms", one) for one in listed("counted_there"))
_BELONGING = frozenset((("intents", "responsible"), ("intents", "belongs")))
_FITTING = frozenset((("categories", "funding"), ("categories", "offer"), ("intents", "help")))
_PLACED = _BELONGING | _FITTING | frozenset((
    ("categories", "office"), *(("attributes", one) for one in (*OF_OFFICES, "region")),
    *(("intents", one) for one in ("worry", "eligibility", "advice", "join")),
))  # fmt: skip
_THE_NETWORK = pattern("the_network")
_OF_LAND = re.compile(r"(?i)\blandes(?:gutschein|programm|förder|mittel|geld|zusch|topf|hilf)\w*")
_SITED = pattern("sited")
_QUOTED = re.compile(r"[„“»]\w[^„“”»«]{1,30}[“”«]")
_FIGURE = re.compile(r"(?i)\d{3}|\d\s*(?:%|prozent|mio|mill|mrd|euro|€)")
