"""One funding programme: who may apply, how much, until when, and who decides."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.register_draft import Draft, DraftSentence
from transfobot.assistant.register_say import Desk, backed
from transfobot.assistant.register_status import programme_open, programme_status
from transfobot.assistant.register_studies import speaks_of
from transfobot.assistant.understanding import Attribute, Category, Intent, Understanding
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents, Topic
from transfobot.domain.register import FundingProgramme

_MEANT = {
    Attribute.MONEY: Attribute.RATE,
    Attribute.SPAN: Attribute.STATUS,
    Attribute.ENDS: Attribute.STATUS,
    Attribute.DATE: Attribute.STATUS,
    Attribute.PERSON: Attribute.CONTACT,
    Attribute.PHONE: Attribute.CONTACT,
    Attribute.EMAIL: Attribute.CONTACT,
    Attribute.FOCUS: Attribute.PURPOSE,
    Attribute.AUDIENCES: Attribute.ELIGIBLE,
    Attribute.LEAD: Attribute.AGENCY,
    Attribute.PLACE: Attribute.AGENCY,
    Attribute.OFFERS: Attribute.PURPOSE,
}
_WHOLE = (
    Attribute.PURPOSE,
    Attribute.ELIGIBLE,
    Attribute.RATE,
    Attribute.STATUS,
    Attribute.AGENCY,
)
_EXAMPLES = 4
_GUIDELINE_WORDS = (
    "netzwerkförderung",
    "netzwerkfoerderung",
    "network funding",
    "richtlinie",
    "förderphase",
    "foerderphase",
    "bekanntmachung",
    "projekttr",
    "netzwerkprogramm",
    "netzwerkförderung",
    "guideline",
)


def programme_answer(desk: Desk, asked: Understanding, programme: FundingProgramme) -> Draft:
    """What is asked of a programme; an ended one says so first."""
    attributes = _meant(asked)
    personal = asked.individual or Intent.ELIGIBILITY in asked.intents
    lines: list[DraftSentence] = []
    dead = programme.status_on(desk.day) in (Status.ENDED, Status.UNKNOWN)
    late = programme.too_late_on(desk.day) or programme.call_open is False
    if dead or late or Attribute.STATUS in attributes:
        lines += programme_status(desk, programme)
        if programme.status_note and Attribute.STATUS in attributes:
            lines += _noted(desk, programme, programme.status_note)
    for attribute in attributes:
        lines += _attribute(desk, programme, attribute)
    lines += _noted_of(desk, programme, asked)
    outcome = Outcome.ANSWERED
    if personal and programme.status_on(desk.day) is not Status.ENDED:
        lines += _verdict(desk, asked, programme)
        outcome = Outcome.PARTLY
    return Draft(
        tuple(dict.fromkeys(lines)),
        outcome,
        referents=Referents(programme=programme.id, place=asked.referents.place),
    )


def _meant(asked: Understanding) -> list[Attribute]:
    spoken = asked.attributes
    if Attribute.PURPOSE in spoken:
        spoken = tuple(one for one in spoken if one is not Attribute.MONEY)
    meant = dict.fromkeys(_MEANT.get(one, one) for one in spoken)
    known = [one for one in meant if one in _KNOWN]
    if Intent.ELIGIBILITY in asked.intents and Attribute.ELIGIBLE not in known:
        known.insert(0, Attribute.ELIGIBLE)
    if asked.filters.statuses and Attribute.STATUS not in known:
        known.insert(0, Attribute.STATUS)
    if Intent.RESPONSIBLE in asked.intents and Attribute.AGENCY not in known:
        known.append(Attribute.AGENCY)
    return known or list(_WHOLE)


_KNOWN = frozenset(
    (
        Attribute.ELIGIBLE,
        Attribute.RATE,
        Attribute.PURPOSE,
        Attribute.AGENCY,
        Attribute.FUNDER,
        Attribute.LAW,
        Attribute.CONTACT,
        Attribute.WEBSITE,
        Attribute.BEFORE_START,
        Attribute.CONDITIONS,
        Attribute.KIND,
        Attribute.STATUS,
        Attribute.SUCCESSOR,
        Attribute.NAMES,
        Attribute.REGION,
        Attribute.BEGINS,
    )
)


def _attribute(
    desk: Desk, programme: FundingProgramme, attribute: Attribute
) -> list[DraftSentence]:
    if attribute is Attribute.STATUS:
        return []
    if attribute is Attribute.BEFORE_START:
        return _before_start(desk, programme)
    if attribute is Attribute.CONDITIONS:
        return _conditions(desk, programme)
    if attribute is Attribute.SUCCESSOR:
        return _successor(desk, programme)
    values = {
        Attribute.ELIGIBLE: programme.eligible,
        Attribute.RATE: programme.rate,
        Attribute.PURPOSE: programme.purpose,
        Attribute.AGENCY: programme.agency,
        Attribute.FUNDER: programme.funder,
        Attribute.LAW: programme.law,
        Attribute.CONTACT: programme.contact,
        Attribute.WEBSITE: programme.url,
        Attribute.KIND: desk.say(f"kind_{programme.kind.value}"),
        Attribute.NAMES: "; ".join((programme.name, *programme.aliases)),
        Attribute.REGION: desk.joined(programme.lands) or None,
        Attribute.BEGINS: desk.day_of(programme.opens) if programme.opens else None,
    }
    value, label = values.get(attribute), desk.label(attribute.value)
    if not value:
        evidence = backed(programme, programme.name)
        return [desk.gap("funding_missing", evidence, label=label, name=programme.name)]
    evidence = backed(programme, value)
    return [desk.line("funding_line", evidence, label=label, name=programme.name, value=value)]


def _noted(desk: Desk, programme: FundingProgramme, note: str) -> list[DraftSentence]:
    line = desk.line(
        "funding_ended_status", backed(programme, note), name=programme.name, status_note=note
    )
    return [line]


def _noted_of(desk: Desk, programme: FundingProgramme, asked: Understanding) -> list[DraftSentence]:
    """The note of the record, where it speaks of what is asked."""
    nouns = asked.nouns or asked.content
    if not programme.note or not nouns or not speaks_of(programme.note, nouns):
        return []
    return _noted(desk, programme, programme.note.rstrip("."))


def _before_start(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    evidence = backed(programme, programme.note, programme.term)
    lines = []
    if programme.apply_before_start is None:
        label = desk.label("before_start")
        lines.append(desk.gap("funding_missing", evidence, label=label, name=programme.name))
    else:
        key = "funding_before_yes" if programme.apply_before_start else "funding_before_no"
        lines.append(desk.line(key, evidence, name=programme.name))
    if programme.term and programme.lead_time_days:
        lines += _noted(desk, programme, programme.term)
    if programme.note:
        lines += _noted(desk, programme, programme.note.rstrip("."))
    return lines


def _conditions(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    label = desk.label("conditions")
    parts = [one for one in (programme.note, programme.purpose, programme.eligible) if one]
    if not parts:
        evidence = backed(programme, programme.name)
        return [desk.gap("funding_missing", evidence, label=label, name=programme.name)]
    return [
        desk.line(
            "funding_line",
            backed(programme, part),
            label=label,
            name=programme.name,
            value=part.rstrip("."),
        )
        for part in parts[:2]
    ]


def _successor(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    if programme.successors:
        names = [one.name for one in map(desk.register.programme, programme.successors) if one]
        evidence = backed(programme, programme.status_note, programme.contact)
        return [desk.line("funding_successor", evidence, names="; ".join(names))]
    evidence = backed(programme, programme.contact, programme.name)
    contact = programme.contact
    lines = [desk.gap("funding_successor_none", evidence)]
    if contact:
        label = desk.label("contact")
        lines.append(
            desk.line("funding_line", evidence, label=label, name=programme.name, value=contact)
        )
    return lines


def _verdict(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    """The rule with its source and who decides; never whether this firm may."""
    lines = []
    asks_as_firm = asked.audience is Audience.COMPANY
    if asks_as_firm and Audience.COMPANY not in programme.audience:
        evidence = backed(programme, programme.note, programme.eligible)
        lines.append(desk.line("funding_not_for_company", evidence))
        if programme.note:
            lines += _noted(desk, programme, programme.note.rstrip("."))
        lines += _instead(desk, asked)
    if programme.agency:
        evidence = backed(programme, programme.agency)
        lines.append(desk.line("funding_decides", evidence, agency=programme.agency))
    else:
        lines.append(desk.line("funding_decides_unknown", backed(programme, programme.name)))
    return lines


def _instead(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    place = asked.place.unique if asked.place else None
    land = place.land if place else next(iter(asked.filters.lands), None)
    fitting = [
        one
        for one in desk.register.programmes
        if Audience.COMPANY in one.audience
        and programme_open(one, desk.day)
        and (not one.lands or land in one.lands)
    ]
    if not fitting:
        return []
    chosen = fitting[:_EXAMPLES]
    evidence = [backed(one, one.name) for one in chosen]
    names = "; ".join(one.name for one in chosen)
    return [desk.line("funding_instead", *evidence, names=names)]


def by_guideline(desk: Desk, asked: Understanding) -> FundingProgramme | None:
    """The programme behind the networks, by its guideline, its year or what is asked of it."""
    text, year = asked.core.lower(), asked.filters.year
    of_programme = _OF_PROGRAMME & set(asked.attributes)
    named = any(word in text for word in _GUIDELINE_WORDS)
    if not named and not (of_programme and asked.category is Category.NETWORK):
        return None
    fitting = network_programmes(desk)
    if year is not None:
        return next((one for one in fitting if str(year) in _names(one)), None)
    return fitting[0] if fitting else None


_OF_PROGRAMME = frozenset((Attribute.FUNDER, Attribute.AGENCY, Attribute.LAW))


def _names(programme: FundingProgramme) -> str:
    return " ".join((programme.name, *programme.aliases, programme.law or ""))


def network_programmes(desk: Desk) -> list[FundingProgramme]:
    """Programmes that pay for networks themselves, those that can be applied for first."""
    fitting = [
        one
        for one in desk.register.programmes
        if Topic.NETWORKING in one.topics
        and not one.lands
        and Audience.COMPANY not in one.audience
        and "transformation" in one.name.lower()
    ]
    fitting.sort(key=lambda one: one.opens or "", reverse=True)
    return sorted(fitting, key=lambda one: not programme_open(one, desk.day))


def programmes_of(desk: Desk, ids: Sequence[str]) -> list[FundingProgramme]:
    """The programmes of some ids that are on record."""
    return [one for one in map(desk.register.programme, ids) if one is not None]
