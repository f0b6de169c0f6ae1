"""What a list of programmes is narrowed by, and the words for it.

Land, who may apply, theme, kind of aid, size, who pays or decides, begin and end, what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from transfobot.assistant.denial import denied_before, set_aside
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.needs import aims_of, for_newcomers, on_aims
from transfobot.assistant.register.programme_finding import BY_LAND, FEDERAL
from transfobot.assistant.register.programme_parties import (
    audiences_denied,
    audiences_spoken,
    bodies_named,
    joins_audience,
    names_audience,
    payers_named,
    topics_apart,
)
from transfobot.assistant.register.programme_scores import GENERAL, KINDS, lands_of, name_words
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingKind, FundingProgramme, first_day, last_day
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LONG_NOUN, _FEW = 6, 4
_ONLY = pattern("only_of_land")
_BEGUN = pattern("begun")
_ENDS = pattern("ends")
_BEFORE = re.compile(r"\b(?:vor|before)\s+(?:anfang |ende )?(?:19|20)\d\d")
_SINCE = re.compile(r"\bseit\b|\bsince\b|\bab\b|\boder (?:spaeter|danach)\b|\bor later\b")
_PERMANENT = pattern("without_end")
_MISSING = pattern("missing")
_APPLIED = re.compile(r"antra|beantrag|zusage|bewillig|bescheid|appl|approv")
""" "Für Leute, die bei uns anfangen wollen" tells of no application."""
_TOO_BIG = pattern("too_big")
""" "Welche scheiden für uns aus?": those whose limit a firm is over."""
_LEFT = pattern("left")
_GRANTS = (FundingKind.GRANT, FundingKind.ADVICE, FundingKind.WAGE_SUPPORT)


@dataclass
class Narrowed:
    """The programmes that pass, what was narrowed in words, and whether a date or gap decides."""

    pool: list[FundingProgramme]
    what: list[str] = field(default_factory=list)
    dated: bool = False
    by_payer: bool = False
    """Whether who pays or decides narrows it."""

    def keep(self, passes: Callable[[FundingProgramme], bool], said: str) -> None:
        """Leave those that pass, and say so."""
        self.pool = [one for one in self.pool if passes(one)]
        self.what.append(said)

    def nearest(self, matched: Sequence[FundingProgramme]) -> Narrowed:
        """Itself with those that match the rest of the words, if any is left of them.

        That is not said: it must never make "none" of what there is.
        """
        self.pool = [one for one in self.pool if one in matched] or self.pool
        return self

    @property
    def said(self) -> str:
        """All of it, each part with a space before it."""
        return "".join(f" {part}" for part in self.what if part)


def narrowed(desk: Desk, asked: Understanding) -> Narrowed:
    """The programmes by everything the question narrows them by."""
    apart = programmes_apart(desk, asked)
    found = Narrowed([one for one in desk.register.programmes if one.id not in apart])
    _by_land(desk, asked, found)
    by_applicants = _by_applicants(desk, asked, found)
    if not by_applicants:
        _by_topic(desk, asked, found)
    _by_kind(desk, asked, found)
    _by_payer(desk, asked, found)
    broad = by_applicants or joins_audience(asked)
    matched = [] if broad else matching(found.pool, asked)
    if not (matched or broad) and len(found.pool) > _FEW:
        matched = on_aims(found.pool, aims_of(asked))
    if "ended" in asked.filters.statuses:
        # "Welche sind ausgelaufen, die mit Beratung …": one that runs is none of them.
        matched = [one for one in matched if one.status_on(asked.day) is Status.ENDED]
    size = asked.filters.size
    if size is not None and _TOO_BIG.search(fold(asked.text)) and not _LEFT.search(asked.folded):
        found.keep(lambda one: not fits_size(one, size), desk.say("funding_not_of_size", size=size))
        return found.nearest(matched)
    if size is not None:
        found.keep(lambda one: fits_size(one, size), desk.say("help_size", size=size).strip())
    _by_dates(desk, asked, found)
    _by_gap(desk, asked, found)
    _by_audience(desk, asked, found)
    return found.nearest(matched)


def programmes_apart(desk: Desk, asked: Understanding) -> frozenset[str]:
    """ "Außer dem Qualifizierungsgeld, was zahlt sie noch?": those named that are left out.

    Also where they are only told of: "INQA kenne ich. Was gibt es sonst?".
    """
    last = asked.core[split(asked.core)[-1][0] :] if asked.mentions.programmes else ""
    further = _FURTHER.search(fold(last))
    if further is None:
        return frozenset()
    aside = set(map(stem, set_aside(asked.core)))
    if last != asked.core and not further.start():
        aside |= {stem(one.folded) for one in words_of(asked.core.removesuffix(last))}
        aside -= {stem(one.folded) for one in words_of(last)}
    named = map(desk.register.programme, asked.mentions.programmes)
    return frozenset(one.id for one in named if one and name_words(one) & aside)


_FURTHER = pattern("further")


def _by_land(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    lands = set(lands_of(asked))
    text = asked.folded
    federal = FEDERAL.search(text)
    if federal and denied_before(text, federal.start()):
        found.keep(lambda one: bool(one.lands), desk.say("funding_not_federal"))
    if lands:
        # "Ein Landesprogramm, oder müssen wir zum Bund?": both are asked for.
        words = asked.words
        said = [one.start for one in word_tables().find(words) if one.group == "lands"]
        alone = any(words[at - 1].folded == "nur" for at in said if at)
        own = bool(alone or _ONLY.search(text) or BY_LAND.search(text)) and not federal
        key = "funding_for_land_only" if own else "funding_for_land"
        found.keep(
            lambda one: bool(set(one.lands) & lands) or not (own or one.lands),
            desk.say(key, land=desk.joined(lands_of(asked))),
        )
    elif federal and len(found.pool) == len(desk.register.programmes):
        found.keep(lambda one: not one.lands, desk.say("funding_federal"))


def _by_audience(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    apart = audiences_denied(asked)
    spoken = audiences_spoken(asked) - apart
    audience = asked.audience
    if len(spoken) == 1 and (asked.audience_said or audience in _UNSPECIFIC):
        # A town hall that asks for "kleine Firmen, die bei mir anrufen".
        audience = next(iter(spoken))
    if apart and not (spoken or audience in _SPECIFIC - apart):
        shown = desk.joined([desk.say(f"audience_{one.value}") for one in sorted(apart)])
        said = desk.say("funding_not_for_audience", audience=shown)
        found.keep(lambda one: not apart & set(one.audience), said)
        return
    if len(spoken) > 1:
        # "Betriebe oder Gemeinden": for the ones and for the others.
        shown = desk.joined([desk.say(f"audience_{one.value}") for one in sorted(spoken)])
        said = desk.say("funding_for_audience", audience=shown)
        found.keep(lambda one: bool(spoken & set(one.audience)), said)
        return
    if audience is None or joins_audience(asked):
        return
    shown = desk.say(f"audience_{audience.value}")
    others = apart - {audience}
    if _ONLY_FOR.search(asked.folded):
        # "Nur für Kommunen": what firms may have as well is left out.
        others = set(_SPECIFIC - {audience})
    if others:
        # "Nicht für Firmen, sondern für Kommunen".
        said = desk.say("funding_for_audience", audience=shown)
        found.keep(lambda one: audience in one.audience and not others & set(one.audience), said)
    elif audience in spoken or _for_audience(asked, audience, narrow=bool(found.what)):
        said = desk.say("funding_for_audience", audience=shown)
        if found.what and not (names_audience(asked) or asked.filters.size):
            # A town hall that asks what there is in Saxony gets that, if nothing is for itself.
            return
        found.keep(lambda one: audience in one.audience, said)


_ONLY_FOR = re.compile(r"\b(?:nur|ausschliesslich|allein|exklusiv|only|exclusively) (?:fuer|for)\b")
_UNSPECIFIC = frozenset((None, Audience.OTHER, Audience.STAFF))
_SPECIFIC = frozenset(Audience) - _UNSPECIFIC


def _for_audience(asked: Understanding, audience: Audience, *, narrow: bool) -> bool:
    """An audience that is only a hint of the channel does not shorten a list that says what of."""
    if audience in _UNSPECIFIC:
        return False
    if asked.audience_said or Intent.ELIGIBILITY in asked.intents or asked.individual:
        return True
    return not (narrow or asked.filters.statuses or Intent.COUNT in asked.intents)


def _by_applicants(desk: Desk, asked: Understanding, found: Narrowed) -> bool:
    """By a kind of applicant that records name ("Vereine", "Forschungseinrichtungen")."""
    named = bodies_named(desk, asked)
    if named is not None:
        shown, passes = named
        found.keep(passes, desk.say("funding_for_audience", audience=desk.joined(shown)))
    return named is not None


def _by_topic(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    apart = topics_apart(asked)
    if apart:
        found.keep(lambda one: not apart & set(one.topics), "")
    held = {topic for one in found.pool for topic in one.topics} - apart - {Topic.FUNDING}
    topics = [one for one in asked.topics if one in held]
    fitting = [one for one in found.pool if set(topics) & set(one.topics)]
    on_topic = [one for one in fitting if not for_newcomers(one, asked)]
    if topics and on_topic:
        shown = desk.joined([desk.say(f"topic_{one.value}") for one in topics])
        found.keep(on_topic.__contains__, desk.say("funding_for_topic", topic=shown))


def _by_kind(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    kinds = kinds_asked(asked)
    if kinds:
        named = kinds if len(kinds) <= len(_GRANTS) else ()
        shown = desk.joined([desk.say(f"kind_{one.value}") for one in named])
        said = shown and desk.say("funding_of_kind", kind=shown)
        found.keep(lambda one: one.kind in kinds, said)


def _by_payer(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    """By who pays, decides or is turned to, where the question names one of them."""
    levels = {word.folded for word in asked.words} & _LEVELS
    payers = payers_named(asked, desk.register.programmes)
    apart = map(desk.register.programme, programmes_apart(desk, asked))
    known = payers.keys & frozenset().union(*(name_words(one) for one in apart if one))
    if not payers.shown or known or (len(levels) > 1 and not payers.denied):
        return
    said = "funding_not_of_payer" if payers.denied else "funding_of_payer"
    found.keep(payers.fits, desk.say(said, name=desk.joined(payers.shown)))
    found.by_payer = not payers.denied


_LEVELS = frozenset(("bund", "eu", "land"))
"""Two of them side by side ("Bund/EU/Land gemischt") narrow nothing."""


def _by_dates(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    text, year = asked.folded, asked.filters.year
    if _PERMANENT.search(text):
        found.keep(lambda one: one.permanent, desk.say("funding_permanent_only"))
        found.dated = True
    elif year is not None and _BEFORE.search(text) and _ENDS.search(text):
        found.keep(
            lambda one: (
                bool(one.closes) and desk.day <= last_day(one.closes or "") and _end(one) < year
            ),
            desk.say("funding_ends_before", year=year),
        )
        found.dated = True
    elif year is not None and _BEGUN.search(text) and not _ENDS.search(text):
        since = _SINCE.search(text) is not None
        key = "funding_begun_since" if since else "funding_begun"
        found.keep(
            lambda one: _begin(one) >= year if since else _begin(one) == year,
            desk.say(key, year=year),
        )
        found.dated = True
    elif year is not None and _ENDS.search(text) and "open" not in asked.filters.statuses:
        found.keep(lambda one: _end(one) == year, desk.say("funding_ends_in", year=year))
        found.dated = True
    if Attribute.BEFORE_START in asked.attributes and _APPLIED.search(text):
        found.keep(lambda one: one.apply_before_start is True, desk.say("funding_before_only"))
        found.dated = True


def asks_permanent(asked: Understanding) -> bool:
    """Whether programmes without an end are asked for."""
    return _PERMANENT.search(asked.folded) is not None


def _begin(programme: FundingProgramme) -> int:
    return first_day(programme.opens).year if programme.opens else 0


def _end(programme: FundingProgramme) -> int:
    return last_day(programme.closes).year if programme.closes else 0


def _by_gap(desk: Desk, asked: Understanding, found: Narrowed) -> None:
    """ "Bei welchen ist der Fördersatz nicht hinterlegt?" """
    attribute = next((one for one in asked.attributes if one in _GAPS), None)
    text = asked.folded
    permanent = attribute is Attribute.ENDS and _PERMANENT.search(text)
    if attribute is None or permanent or not _MISSING.search(text):
        return
    label = desk.label("rate" if attribute is Attribute.MONEY else attribute.value)
    found.keep(_GAPS[attribute], desk.say("funding_without", label=label))
    found.dated = True


def _no_rate(programme: FundingProgramme) -> bool:
    return not programme.rate or denied_part(programme.rate) is not None


_GAPS: dict[Attribute, Callable[[FundingProgramme], bool]] = {
    Attribute.RATE: _no_rate,
    Attribute.MONEY: _no_rate,
    Attribute.AGENCY: lambda one: not one.agency,
    Attribute.ELIGIBLE: lambda one: not one.eligible,
    Attribute.LAW: lambda one: not one.law,
    Attribute.ENDS: lambda one: not one.closes and not one.permanent,
    Attribute.BEGINS: lambda one: not one.opens,
}


def matching(pool: Sequence[FundingProgramme], asked: Understanding) -> list[FundingProgramme]:
    """Programmes whose name, purpose or applicants hold the question's own nouns."""
    own = asked.subjects_anywhere or set(asked.content) - set(asked.settled)
    wanted = {
        one
        for one in own
        if len(one) >= _LONG_NOUN and one not in GENERAL and not FEDERAL.search(one)
    }
    return [
        one
        for one in pool
        if any(
            noun in fold(" ".join((one.name, one.purpose or "", one.eligible or "")))
            for noun in wanted
        )
    ]


def kinds_asked(asked: Understanding) -> tuple[FundingKind, ...]:
    """Only loans, grants, tax relief or paid advice, if one kind or several in a row are asked for.

    All but those that are set aside: "keine Kredite", "außer Darlehen".
    """
    text = asked.folded
    said = {kinds: [one.start() for one in signs.finditer(text)] for kinds, signs in _KINDS.items()}
    said = {kinds: starts for kinds, starts in said.items() if starts}
    apart = [key for key, at in said.items() if all(denied_before(text, one) for one in at)]
    if apart:
        return tuple(one for one in FundingKind if not any(one in kinds for kinds in apart))
    spoken = said.keys() - {_GRANTS}
    if any(_OR_ANY.search(signs.sub("¦", text)) for signs in _KINDS.values()):
        # "Welche Programme oder Kredite": whatever there is.
        return ()
    joined = [kinds for kinds, signs in _KINDS.items() if _JOINED.search(signs.sub("¦", text))]
    if len(joined) > 1:
        return tuple(one for one in FundingKind if any(one in kinds for kinds in joined))
    if len(spoken) == 1:
        return next(iter(spoken))
    return _GRANTS if _GRANTS in said and not spoken and "foerder" not in text else ()


_OR_ANY = re.compile(
    r"(?:programme?n?|hilfen|toepfe?n?|foerderungen) (?:oder|und|sowie|bzw\.?) \w*¦"
)
_JOINED = re.compile(
    r"¦\w*,? (?:oder|und|sowie|bzw|or|and)\b(?! (?:we|wi|wa|wo))|\b(?:oder|und|sowie|bzw\.?) \w*¦"
)
_KINDS = {
    (FundingKind.LOAN,): KINDS[FundingKind.LOAN],
    (FundingKind.TAX,): re.compile(r"steuer(?:[lvf]|b(?!erat|uero)|erl)|die steuer|finanzamt|tax "),
    (FundingKind.ADVICE,): re.compile(
        r"beratungsfoerder|beratungszusch|foerderten? beratung|beratungsprogramm|coaching"
        r"|beraten lassen|(?:programme?n?|foerderung(?:en)?|zuschuss|zuschuesse|toepfe)"
        r" (?:fuer|zur) (?:die |eine )?(?:\w+ )?beratung"
    ),
    _GRANTS: KINDS[FundingKind.GRANT],
}


def fits_size(programme: FundingProgramme, size: int) -> bool:
    """Whether a firm of this size is within the limits on file."""
    low, high = programme.size_min, programme.size_max
    return (low is None or size >= low) and (high is None or size <= high)
