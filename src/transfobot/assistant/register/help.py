"""What there is for whoever asks in general: a firm, a town hall for its firms, somebody at work.

Programmes that are open for them with their end, the network of their region, and a question for
the place where none is named. Of a single job nothing is foretold: only what studies say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.places import ask_where, coverages_of, place_answer
from transfobot.assistant.register.programme_filters import fits_size
from transfobot.assistant.register.programme_guideline import by_guideline, network_programmes
from transfobot.assistant.register.programme_unheld import aims_of, on_aims
from transfobot.assistant.register.qualities import joining_price, untold
from transfobot.assistant.register.say import Desk, backed, newest
from transfobot.assistant.register.status import (
    ORDER,
    network_status_short,
    programme_line,
    programme_open,
)
from transfobot.assistant.register.studies import source_needles
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingKind, FundingProgramme, Network, Study, last_day
from transfobot.german.text import fold

_MONEY = frozenset((FundingKind.GRANT, FundingKind.TAX, FundingKind.LOAN))
_STUDIES = 3
_RESULTS = 2
_FEW = 4
_UNTOPICAL = frozenset((Topic.FUNDING, Topic.NETWORKING, Topic.OTHER, Topic.LABOUR_RELATIONS))
_SOME = 5
_AT_WORK = frozenset((Topic.QUALIFICATION, Topic.LABOUR_RELATIONS, Topic.CLOSURE))
_OURS = re.compile(r"\b(?:wir|uns|unser\w*|we|us|our)\b")
_TRAINING = re.compile(r"train|kurs|schul|semin|lern|qualifi|webinar|studiengang", re.IGNORECASE)
_FREE = re.compile(r"kostenfrei|kostenlos", re.IGNORECASE)
_OWN = re.compile(r"\b(?:ich|wir|uns|mich|mir|unser\w*|mein\w*|i|we|us|our|my|me|eu(?:ch|re\w*))\b")
_PRICE = re.compile(r"\b(?:kosten|kostet|kostenlos|kostenfrei|gratis|umsonst|preis|free)\b")
_KINDS = (None, Category.OFFER, Category.FUNDING, Category.OFFICE)
_ELSEWHERE = frozenset((Intent.COUNT, Intent.COMPARE, Intent.SUMMARY, Intent.EXPLAIN))
_WANTING = frozenset((Intent.HELP, Intent.WORRY, Intent.RESPONSIBLE, Intent.CHANGE))
_OF_MONEY = frozenset((Attribute.RATE, Attribute.ELIGIBLE, Attribute.MONEY, Attribute.KIND))
_OF_HELP = _OF_MONEY | {Attribute.OFFERS, Attribute.AUDIENCES, Attribute.PLACE, Attribute.REGION}
_OF_ONESELF = _OF_HELP | {
    Attribute.STATUS, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.PURPOSE,
    Attribute.HOURS, Attribute.PERSON, Attribute.CONTACT, Attribute.FUNDER, Attribute.PARTNERS,
    Attribute.FOCUS, Attribute.LEAD,
}  # fmt: skip
"""What the words of a situation seem to ask of a record: "gibt es noch …", "was muss ich …"."""
_MUNICIPAL = re.compile(r"^(?:Stadt|Gemeinde|Landratsamt|Landkreis|Region Hannover)\b|kreis$")


def help_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The answer to a general question for help; None for any other question."""
    if not asked.mentions.empty or asked.category not in (None, Category.OFFER, Category.OFFICE):
        return None
    if Intent.WORRY in asked.intents and Topic.CLOSURE not in asked.topics:
        return _worried(desk, asked)
    if Intent.HELP not in asked.intents:
        return None
    audience = asker(asked)
    return placed(desk, asked, what_helps(desk, asked, audience)) if audience else None


def wish_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever needs something of ours, where no other reading answered."""
    if not desk.register.networks or not tells_of_need(asked):
        return None
    lines = what_helps(desk, asked, asker(asked) or Audience.EMPLOYEE)
    free = free_offers(desk) if _PRICE.search(fold(asked.core)) else []
    return placed(desk, asked, free + lines)


def tells_of_need(asked: Understanding) -> bool:
    """Whether somebody tells of a need in our field, and asks of no record or figure."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.authored
    other = asked.meta or asked.foreign_topic or asked.complaint
    intents, attributes = set(asked.intents), set(asked.attributes)
    if named or other or asked.category not in _KINDS or _ELSEWHERE & intents:
        return False
    if untold(asked, ""):
        # "Frauenanteil im Saarland?": a figure is asked for that nobody tells, and no help.
        return False
    topics = set(asked.topics) - {Topic.OTHER, Topic.FUNDING, Topic.NETWORKING}
    money, plain = Topic.FUNDING in asked.topics, not asked.subjects_anywhere
    if asked.audience_said or _OWN.search(fold(asked.text + asked.core)):
        money = money and _OURS.search(fold(asked.core)) is not None
        money = money and (plain or asker(asked) is Audience.COMPANY)
        # "Soll die Firma den Transporter leasen?": a noun of no table is what is asked of.
        told = plain and (asked.audience_said or _WANTING & intents)
        topics -= set() if plain or _WANTING & intents else {Topic.LABOUR_RELATIONS}
        return bool(topics or money or told) and attributes <= _OF_ONESELF
    if attributes - _OF_HELP or asked.filters.year:
        return False
    brief = len(words_of(asked.core)) <= _SOME or asked.category is Category.OFFER
    brief = brief or (Topic.QUALIFICATION in topics and Intent.LIST in intents)
    sought = plain and (money or _OF_MONEY & attributes) and speaks_of_towns(asked)
    return bool(sought or (topics and (brief or _WANTING & intents)))


def situation_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Mir wurde gekündigt, wer hilft mir?": of somebody's own work, and of no programme."""
    intents, attributes = set(asked.intents), set(asked.attributes)
    if not tells_of_need(asked):
        return None
    if Topic.QUALIFICATION in asked.topics and asked.category is Category.OFFER and asked.place:
        # "Kurse in Leipzig": what a network teaches, and no events that are over.
        return None if Intent.ELIGIBILITY in intents else wish_answer(desk, asked)
    work = {Topic.CLOSURE, Topic.LABOUR_RELATIONS} & set(asked.topics) and asked.audience_said
    if Topic.FUNDING in asked.topics or _OF_MONEY & attributes:
        sought = asked.place or (speaks_of_towns(asked) and not asked.filters.lands)
        fitting = bool(sought) and Intent.RESPONSIBLE not in intents
    else:
        turning = bool(work) or bool({Intent.WORRY, Intent.RESPONSIBLE} & intents)
        fitting = turning and not (asked.place or Attribute.FUNDER in attributes)
    if not fitting or asked.category:
        return None
    return help_answer(desk, asked) or wish_answer(desk, asked)


def asker(asked: Understanding) -> Audience | None:
    """Who asks, as said; else a firm where "wir" do and somebody at work where "ich" do."""
    if asked.audience in (Audience.COMPANY, Audience.MUNICIPALITY, Audience.EMPLOYEE):
        return asked.audience
    if speaks_of_towns(asked):
        return Audience.MUNICIPALITY
    if asked.filters.size is not None or _OURS.search(fold(asked.core)):
        return Audience.COMPANY
    others = Audience.COMPANY if asked.topics else None
    return Audience.EMPLOYEE if _AT_WORK & set(asked.topics) else others


def what_helps(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """What is not on file of a single case, training where it is sought, and what is open."""
    topics = set(asked.topics)
    losing = Topic.CLOSURE in topics
    lines = [DraftSentence(desk.say("help_single_case"))] if losing else []
    lines += _training(desk, asked) if Topic.QUALIFICATION in topics else []
    if losing and not topics - _UNTOPICAL - {Topic.CLOSURE}:
        asked = replace(asked, topics=(Topic.QUALIFICATION,))
    return lines + open_programmes(desk, asked, audience)


def _training(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """Training that the network of the place has on offer; without a place that of some."""
    place = asked.place.unique if asked.place else None
    near = [one.network for one in coverages_of(desk, place)] if place else []
    lines = []
    for network in near or desk.register.networks:
        offers = [one for one in network.offers if _TRAINING.search(one)]
        if offers and not _over(desk, network):
            said = {"name": network.short_name, "value": "; ".join(offers)}
            lines.append(desk.line("list_line_value", backed(network, *offers), **said))
    head = desk.say("help_training" if lines else "help_training_none")
    return [DraftSentence(head), *lines[:_SOME]]


def placed(desk: Desk, asked: Understanding, lines: Sequence[DraftSentence]) -> Draft:
    """The lines before the office of the place, or before the question where that is."""
    if asked.place is not None and asked.place.unique is not None:
        plain = replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,))
        known = place_answer(desk, plain)
        if known is not None:
            return replace(known, sentences=(*known.sentences, *lines), whole=True)
    if not lines:
        return ask_where(desk, asked)
    where = ask_where(desk, asked)
    question = DraftSentence(desk.say("help_where"))
    return Draft((*lines, question), referents=where.referents, whole=True)


def open_programmes(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """What is open for the audience: nationwide, and of the Land where the place is known."""
    if audience is Audience.MUNICIPALITY:
        own = _open_for(desk, asked, audience)
        head = DraftSentence(desk.say("help_town"))
        lines = [head, *(programme_line(desk, one) for one in own)] if own else []
        passed_on = _listed(desk, asked, audience, Audience.COMPANY)
        return lines + passed_on if speaks_of_towns(asked) else passed_on + lines
    return _listed(desk, asked, audience, audience)


def _listed(desk: Desk, asked: Understanding, who: Audience, of: Audience) -> list[DraftSentence]:
    fitting = _open_for(desk, asked, of)
    topics = set(asked.topics) - _UNTOPICAL
    on_topic = [one for one in fitting if topics & set(one.topics)]
    if Topic.FUNDING in asked.topics:
        fitting = [one for one in fitting if one.kind in _MONEY] or fitting
    aimed = on_aims(fitting, aims_of(asked))
    fitting = aimed or on_topic or fitting
    if not (aimed or on_topic or asked.audience_said or asked.place or asked.filters.size):
        fitting = fitting[:_SOME]
    if not fitting:
        return []
    size = asked.filters.size
    said = f" {desk.say('help_size', size=size)}" if size is not None else ""
    stand = desk.day_of(newest(one.as_of for one in fitting))
    head = desk.say(f"help_{who.value}", size=said, as_of=stand)
    few = len(fitting) <= _FEW
    return [DraftSentence(head), *(programme_line(desk, one, rate=few) for one in fitting)]


def _open_for(desk: Desk, asked: Understanding, audience: Audience) -> list[FundingProgramme]:
    place = asked.place.unique if asked.place else None
    lands = set(asked.filters.lands) | ({place.land} if place and place.land else set())
    size = asked.filters.size
    fitting = [
        one
        for one in desk.register.programmes
        if audience in one.audience
        and programme_open(one, desk.day)
        and (not one.lands or lands & set(one.lands))
        and (size is None or fits_size(one, size))
    ]
    return sorted(fitting, key=lambda one: (ORDER.index(one.kind), one.name))


def _worried(desk: Desk, asked: Understanding) -> Draft:
    """Figures of studies on jobs, paid training, and where to turn; nothing about one job."""
    lines = [DraftSentence(desk.say("worry_head"))]
    for study in job_studies(desk, asked):
        lines += job_figures(desk, asked, study)
    training = [
        one
        for one in _open_for(desk, asked, Audience.EMPLOYEE)
        if Topic.QUALIFICATION in one.topics and one.kind is FundingKind.WAGE_SUPPORT
    ]
    if training:
        lines.append(DraftSentence(desk.say("worry_training")))
        lines += [programme_line(desk, one, rate=True) for one in training]
        agencies = [one for one in training if one.agency]
        if agencies:
            evidence = backed(agencies[0], agencies[0].agency)
            lines.append(desk.line("worry_agency", evidence, agency=agencies[0].agency))
    return placed(desk, asked, lines)


def job_studies(desk: Desk, asked: Understanding) -> list[Study]:
    """The newest studies with figures on jobs, those of the Land first."""
    place = asked.place.unique if asked.place else None
    lands = set(asked.filters.lands) | ({place.land} if place and place.land else set())
    near = [one for one in desk.register.studies if not one.lands or lands & set(one.lands)]
    telling = [one for one in near if _on_jobs(asked, one)]
    telling.sort(key=lambda one: one.year, reverse=True)
    return telling[:_STUDIES]


def _on_jobs(asked: Understanding, study: Study) -> list[str]:
    """The results that speak of jobs lost, or of jobs on what the question names."""
    spoken = _meanings(asked.core) - {"employed"}
    return [
        one
        for one in study.results
        if any(letter.isdigit() for letter in one)
        and (_meanings(one) & ({"cuts"} | spoken))
        and _meanings(one) & {"employed", "cuts"}
    ]


def _meanings(text: str) -> set[str]:
    return word_tables().meanings(words_of(text))


def job_figures(desk: Desk, asked: Understanding, study: Study) -> list[DraftSentence]:
    results = _on_jobs(asked, study)[:_RESULTS]
    source = f"{study.author}, {study.year}" if study.year else study.author
    return [
        desk.line(
            "list_line",
            backed(study, one, *source_needles(study)),
            name=one.rstrip("."),
            detail=source,
        )
        for one in results
    ]


def joining_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Who may take part in a network: the rule of the guideline, and towns that do."""
    priced = joining_price(asked)
    joins = Intent.ADVICE in asked.intents and not set(asked.topics) - _UNTOPICAL
    joins = joins and asked.category in (None, Category.NETWORK, Category.OFFICE)
    if not (joins or priced) or not asked.mentions.empty or not desk.register.networks:
        # "Can I join a training course?" is no wish to join a network.
        return None
    if by_guideline(desk, asked) is not None:
        # "Dürfen Gewerkschaften bei der neuen Förderung mitmachen?": of who may apply.
        return None
    if asked.place is not None and asked.place.unique is not None:
        return None
    lines = [DraftSentence(desk.say("join_price_unknown"))] if priced else []
    programme = next(iter(network_programmes(desk)), None)
    municipal = asked.audience is Audience.MUNICIPALITY or speaks_of_towns(asked)
    if programme is not None and programme.eligible and municipal:
        evidence = backed(programme, programme.eligible)
        label = desk.label(Attribute.ELIGIBLE.value)
        value = programme.eligible.rstrip(".")
        lines.append(
            desk.line("funding_line", evidence, label=label, name=programme.name, value=value)
        )
    if municipal:
        lines += _towns_that_take_part(desk)
    lines.append(DraftSentence(desk.say("join_unknown")))
    if asked.audience is Audience.COMPANY:
        lines += _users(desk)
    lines += free_offers(desk) if priced else []
    where = ask_where(desk, asked)
    return Draft((*lines, *where.sentences), referents=where.referents)


def _users(desk: Desk) -> list[DraftSentence]:
    """That firms use the networks, where a guideline's record says so."""
    for one in network_programmes(desk):
        if one.note and "Unternehmen" in one.note:
            return [DraftSentence(one.note, (backed(one, one.note),))]
    return []


def speaks_of_towns(asked: Understanding) -> bool:
    """Whether a town or district is spoken of, by no name."""
    towns = {"stadt", "gemeinde", "kommune", "landkreis", "kreis", "town", "city", "municipality"}
    named = words_of(asked.place.matched) if asked.place else ()
    spoken = {word.folded for word in words_of(asked.core)} - {word.folded for word in named}
    return bool(towns & spoken)


def _towns_that_take_part(desk: Desk) -> list[DraftSentence]:
    found: list[tuple[Network, list[str]]] = []
    for network in desk.register.networks:
        towns = [one.name for one in network.partners if _MUNICIPAL.search(one.name)]
        if towns:
            found.append((network, towns))
    if not found:
        return []
    names = "; ".join(f"{one.short_name} ({', '.join(members)})" for one, members in found)
    evidence = [backed(one, *members) for one, members in found]
    return [desk.line("join_towns", *evidence, names=names)]


def free_offers(desk: Desk, *, past: bool = False) -> list[DraftSentence]:
    """Networks whose record calls their advice or training free of charge; with `past` all."""
    lines = []
    for network in desk.register.networks:
        free = [one for one in network.offers if _FREE.search(one)]
        over = _over(desk, network)
        if free and (past or not over):
            value = "; ".join((*free, network_status_short(desk, network)) if over else free)
            evidence = backed(network, *free)
            lines.append(
                desk.line("list_line_value", evidence, name=network.short_name, value=value)
            )
    return [DraftSentence(desk.say("free_head")), *lines] if lines else []


def _over(desk: Desk, network: Network) -> bool:
    ends = network.span.extension_until or network.span.ends
    return ends is not None and last_day(ends) < desk.day
