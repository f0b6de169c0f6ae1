"""What is open for whoever asks: programmes, and training that the networks have on offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register import askers, needs
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.fitted import fitting_line, sized_rules
from transfobot.assistant.register.front_desk import situations_of
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.programme_filters import fits_size
from transfobot.assistant.register.programme_lines import noted
from transfobot.assistant.register.programme_scores import lands_of
from transfobot.assistant.register.say import Desk, backed, newest
from transfobot.assistant.register.status import (
    ORDER,
    network_status_short,
    programme_line,
    programme_open,
)
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingKind, FundingProgramme, Network, last_day
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MONEY = frozenset((FundingKind.GRANT, FundingKind.TAX, FundingKind.LOAN))
_FREE = re.compile(r"kostenfrei|kostenlos", re.IGNORECASE)
_TRAINING = re.compile(r"train|kurs|schul|semin|lern|qualifi|webinar|studiengang", re.IGNORECASE)
_SOME, FEW, _ADVICE = 5, 4, 2
_OF_TRAINING = frozenset(map(stem, ("weiterbildung", "qualifizierung", "beratung")))


def open_programmes(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """What is open for the audience: nationwide, and of the Land where the place is known."""
    if audience is Audience.MUNICIPALITY:
        own, themes = open_for(desk, asked, audience), needs.themes_of(asked, audience)
        aimed = needs.on_aims(own, needs.aims_of(asked))
        if late := _late(desk, asked, audience):
            return late
        own = [one for one in own if themes & set(one.topics)] or aimed or own
        told = [fitting_line(desk, asked, one) for one in own]
        lines = [DraftSentence(desk.say("help_town")), *told] if own else []
        if aimed or themes & {Topic.SITE, Topic.CLOSURE}:
            return lines
        passed_on = _listed(desk, asked, audience, Audience.COMPANY)
        return lines + passed_on if askers.speaks_of_towns(asked) else passed_on + lines
    return _listed(desk, asked, audience, audience)


def _listed(desk: Desk, asked: Understanding, who: Audience, of: Audience) -> list[DraftSentence]:
    fitting = open_for(desk, asked, of)
    for one in sorted({"apprentice", "jobless"} & askers.concerns_of(asked)):
        if who is Audience.EMPLOYEE:
            return [DraftSentence(desk.say(f"help_{one}"))]
    if "abroad" in askers.concerns_of(asked) and who is not Audience.MUNICIPALITY:
        return _from_abroad(desk, asked, of)
    topics = needs.themes_of(asked, who)
    if who is Audience.COMPANY and Topic.CLOSURE in asked.topics:
        topics = {Topic.QUALIFICATION}
    on_topic = [one for one in fitting if topics & set(one.topics)]
    if Topic.FUNDING in asked.topics:
        fitting = [one for one in fitting if one.kind in _MONEY] or fitting
    aimed = needs.on_aims(fitting, needs.aims_of(asked))
    if not aimed and (late := _late(desk, asked, of)):
        return late
    if Topic.FUNDING in asked.topics and not (aimed or on_topic) and of_oneself(asked.core):
        told = {one.key for one in asked.found if one.group == "aims"}
        aimed = [one for one in fitting if told & needs.aims_in(one)]
    lost = topics == {Topic.BUSINESS_MODEL} and _LOSING.search(asked.folded)
    on_topic = [] if lost and Topic.FUNDING not in asked.topics else on_topic
    fitting = aimed or on_topic or fitting
    if not (aimed or on_topic or asked.audience_said or asked.place or asked.filters.size):
        fitting = fitting[:_SOME]
    aimless = of is Audience.COMPANY and not (aimed or on_topic)
    if aimless and who is of and not lost and (needs.aims_of(asked) or not _asks_for_any(asked)):
        return []
    if aimless:
        fitting = of_each_kind(open_for(desk, asked, of))
    if not fitting:
        return []
    size = asked.filters.size
    said = f" {desk.say('help_size', size=size)}" if size is not None else ""
    stand = desk.day_of(newest(one.as_of for one in fitting))
    head = desk.say(f"help_{who.value}", size=said, as_of=stand)
    lines = [*unproven(desk, asked), DraftSentence(head)]
    lines += [fitting_line(desk, asked, one) for one in fitting]
    lines += (sized := sized_rules(desk, asked, fitting))
    if not sized and len(fitting) <= FEW and Attribute.CONDITIONS in asked.attributes:
        lines += [noted(desk, one, one.note) for one in fitting if one.note]
    lines += [DraftSentence(desk.say("help_aim"))] if aimless and who is of else []
    return lines + (agency_of(desk, fitting) if who is Audience.EMPLOYEE else [])


def of_each_kind(programmes: Sequence[FundingProgramme]) -> list[FundingProgramme]:
    """One of each kind, where nobody says what for: the Land's own first, then the narrower.

    A grant for the whole country is for one aim; advice is for any.
    """
    near = sorted(programmes, key=lambda one: (not one.lands, one.size_max or 10**6, one.name))
    chosen = [one for one in near if one.kind is FundingKind.ADVICE][:_ADVICE]
    for kind in (FundingKind.WAGE_SUPPORT, FundingKind.GRANT, FundingKind.LOAN):
        held = [one for one in near if one.kind is kind]
        # The Land's own loans are for one aim as well.
        chosen += [one for one in held if bool(one.lands) == (kind is FundingKind.GRANT)][:1]
    return chosen


_LOSING = re.compile(
    r"\b(?:storniert|gekuendigt|kuendigt|weggebrochen|weggefallen|abgesprungen|verlier\w*|verloren"
    r"|halbiert|geht weg|eingebrochen|bricht|umsatz\w*)\b"
)
"""That customers are lost is no plan for new products yet."""


def _late(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """The Land's own programmes for what is sought that take no applications any more."""
    lands = set(lands_of(asked))
    there = [one for one in desk.register.programmes if lands & set(one.lands)]
    there = [one for one in there if audience in one.audience]
    aimed = needs.on_aims(there, needs.aims_of(asked))
    if not aimed or any(programme_open(one, desk.day) for one in aimed):
        return []
    lines = [programme_line(desk, one, rate=True) for one in aimed]
    lines += [noted(desk, one, one.note) for one in aimed if one.note]
    told = [noted(desk, one, one.contact) for one in aimed if one.contact]
    return [DraftSentence(desk.say("help_late")), *lines, *told]


def with_advice(desk: Desk, asked: Understanding, draft: Draft | None) -> Draft | None:
    """ "Einen Schweißer aus Indien eingestellt, wer berät uns in X?": not the network alone."""
    if draft is None or asked.followup or "abroad" not in askers.concerns_of(asked):
        return draft
    advice = _from_abroad(desk, asked, Audience.COMPANY)
    return replace(draft, sentences=(*advice, *draft.sentences))


def _from_abroad(desk: Desk, asked: Understanding, of: Audience) -> list[DraftSentence]:
    """Who advises on hiring, recognition and residence there, or where alone somebody does."""
    there = [one for one in open_for(desk, asked, of) if one.kind is FundingKind.SERVICE]
    if there:
        lines = [fitting_line(desk, asked, one) for one in there]
        return [DraftSentence(desk.say("help_abroad")), *lines]
    every = [one for one in desk.register.programmes if one.kind is FundingKind.SERVICE]
    evidence, names = [backed(one, one.purpose) for one in every], [one.name for one in every]
    return [desk.line("help_abroad_none", *evidence, names=desk.joined(names))] if every else []


def _asks_for_any(asked: Understanding) -> bool:
    """ "Was könnt ihr für uns tun?": whatever is open, where nobody says what for."""
    wanted = {Intent.HELP, Intent.LIST, Intent.ELIGIBILITY, Intent.CHOOSE} & set(asked.intents)
    money = Topic.FUNDING in asked.topics and Intent.RESPONSIBLE not in asked.intents
    may = Attribute.ELIGIBLE in asked.attributes
    return bool(wanted or money or may or asked.category)


def agency_of(desk: Desk, programmes: Sequence[FundingProgramme]) -> list[DraftSentence]:
    """Who tells more of what is paid to people at work."""
    paid = [one for one in programmes if one.agency and one.kind is FundingKind.WAGE_SUPPORT][:1]
    return [desk.line("worry_agency", backed(one, one.agency), agency=one.agency) for one in paid]


def unproven(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """ "Kurzarbeit": programmes by such a name that may not run any more."""
    return [
        programme_line(desk, one)
        for one in desk.register.programmes
        if one.status_on(desk.day) is Status.UNKNOWN
        and any(
            said.startswith(root)
            for root in {stem(word.folded) for word in words_of(one.name)} - _OF_TRAINING
            for said in asked.content
        )
    ]


def open_for(desk: Desk, asked: Understanding, audience: Audience) -> list[FundingProgramme]:
    """The open programmes that somebody of the audience may have, by kind."""
    lands = set(lands_of(asked))
    size = asked.filters.size
    concerns = askers.concerns_of(asked)
    abroad = audience is not Audience.EMPLOYEE or "abroad" in concerns
    fitting = [
        one
        for one in desk.register.programmes
        if audience in one.audience
        and programme_open(one, desk.day)
        and (not one.lands or lands & set(one.lands))
        # Advice to those from abroad is for nobody else at work.
        and (abroad or one.kind is not FundingKind.SERVICE)
        and not needs.for_newcomers(one, asked)
        and not ("freelance" in concerns and "Freiberuf" not in (one.eligible or ""))
        and (size is None or fits_size(one, size))
    ]
    return sorted(fitting, key=lambda one: (ORDER.index(one.kind), one.name))


def wage_support(desk: Desk, asked: Understanding) -> list[FundingProgramme]:
    """The programmes that pay for the training of people at work."""
    return [
        one
        for one in open_for(desk, asked, Audience.EMPLOYEE)
        if Topic.QUALIFICATION in one.topics and one.kind is FundingKind.WAGE_SUPPORT
    ]


def situations(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """That a rule for what is told of one's work is only on file where it stands."""
    what = desk.joined([desk.say(f"situation_{one}") for one in situations_of(asked)])
    return [DraftSentence(desk.say("help_situation", what=what))] if what else []


def single_case(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """That of a notice or a closing firm the single case is told elsewhere."""
    return [DraftSentence(desk.say("help_single_case"))] if Topic.CLOSURE in asked.topics else []


def training_near(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """Training that the networks have on offer, what is asked for first."""
    networks = _running(desk, asked)
    lines: list[DraftSentence] = []
    for network in networks:
        offers = [one for one in network.offers if _TRAINING.search(one)]
        near = [one for one in offers if any(each in fold(one) for each in asked.content)]
        if offers := near or offers:
            said = {"name": network.short_name, "value": "; ".join(offers)}
            line = desk.line("list_line_value", backed(network, *offers), **said)
            lines.insert(0 if near else len(lines), line)
    head = "help_training" if lines else "help_training_none" if networks else "help_training_far"
    councils = "council" in askers.concerns_of(asked)
    before = _for_councils(desk, networks) if councils else []
    return [*before, DraftSentence(desk.say(head)), *lines[:_SOME]]


def _for_councils(desk: Desk, networks: Sequence[Network]) -> list[DraftSentence]:
    """The networks that name works councils among those they are for."""
    meant = [(one, each) for one in networks for each in one.audiences if "Betriebsr" in each]
    if not meant:
        return [DraftSentence(desk.say("help_council_none"))]
    evidence = [backed(one, each) for one, each in meant]
    names = desk.joined([one.short_name for one, _ in meant])
    return [desk.line("help_council", *evidence, names=names)]


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


def _running(desk: Desk, asked: Understanding) -> list[Network]:
    """The networks of the place or Land that have not ended; without one all of them."""
    lands, networks = set(asked.filters.lands), desk.register.networks
    if asked.place is not None and asked.place.unique is not None:
        networks = tuple(one.network for one in coverages_of(desk, asked.place.unique))
    elif lands:
        networks = tuple(one for one in networks if lands & set(one.lands))
    return [one for one in networks if not _over(desk, one)]


def _over(desk: Desk, network: Network) -> bool:
    ends = network.span.extension_until or network.span.ends
    return ends is not None and last_day(ends) < desk.day
