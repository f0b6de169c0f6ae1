"""What is open for whoever asks: programmes, and training that the networks have on offer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register import needs
from transfobot.assistant.register.draft import DraftSentence
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
_SOME, FEW = 5, 4
_OF_TRAINING = frozenset(map(stem, ("weiterbildung", "qualifizierung", "beratung")))


def open_programmes(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """What is open for the audience: nationwide, and of the Land where the place is known."""
    if audience is Audience.MUNICIPALITY:
        own, themes = open_for(desk, asked, audience), needs.themes_of(asked, audience)
        aimed = needs.on_aims(own, needs.aims_of(asked))
        own = [one for one in own if themes & set(one.topics)] or aimed or own
        told = [programme_line(desk, one, rate=len(own) <= FEW) for one in own]
        lines = [DraftSentence(desk.say("help_town")), *told] if own else []
        if aimed or themes & {Topic.SITE, Topic.CLOSURE}:
            return lines
        passed_on = _listed(desk, asked, audience, Audience.COMPANY)
        return lines + passed_on if needs.speaks_of_towns(asked) else passed_on + lines
    return _listed(desk, asked, audience, audience)


def _listed(desk: Desk, asked: Understanding, who: Audience, of: Audience) -> list[DraftSentence]:
    fitting = open_for(desk, asked, of)
    for one in sorted({"apprentice", "jobless"} & needs.concerns_of(asked)):
        if who is Audience.EMPLOYEE:
            return [DraftSentence(desk.say(f"help_{one}"))]
    topics = needs.themes_of(asked, who)
    on_topic = [one for one in fitting if topics & set(one.topics)]
    if Topic.FUNDING in asked.topics:
        fitting = [one for one in fitting if one.kind in _MONEY] or fitting
    aimed = needs.on_aims(fitting, needs.aims_of(asked))
    if Topic.FUNDING in asked.topics and not (aimed or on_topic) and of_oneself(asked.core):
        told = {one.key for one in asked.found if one.group == "aims"}
        aimed = [one for one in fitting if told & needs.aims_in(one)]
    if "abroad" in needs.concerns_of(asked):
        aimed = [one for one in fitting if one.kind is FundingKind.SERVICE] or aimed
    fitting = aimed or on_topic or fitting
    if not (aimed or on_topic or asked.audience_said or asked.place or asked.filters.size):
        fitting = fitting[:_SOME]
    aimless = who is Audience.COMPANY and not (aimed or on_topic)
    if aimless and (needs.aims_of(asked) or not _asks_for_any(asked)):
        return []
    lost = aimless and who is of and "lost" in needs.concerns_of(asked)
    if lost:
        fitting = [one for one in fitting if one.kind is FundingKind.ADVICE]
    if not fitting:
        return []
    size = asked.filters.size
    said = f" {desk.say('help_size', size=size)}" if size is not None else ""
    stand = desk.day_of(newest(one.as_of for one in fitting))
    head = desk.say(f"help_{who.value}", size=said, as_of=stand)
    few = len(fitting) <= FEW
    lines = [*unproven(desk, asked), DraftSentence(head)]
    lines += [programme_line(desk, one, rate=few) for one in fitting]
    if few and Attribute.CONDITIONS in asked.attributes:
        lines += [noted(desk, one, one.note) for one in fitting if one.note]
    lines += [DraftSentence(desk.say("help_aim"))] if lost else []
    return lines + (agency_of(desk, fitting) if who is Audience.EMPLOYEE else [])


def _asks_for_any(asked: Understanding) -> bool:
    """ "Was könnt ihr für uns tun?": whatever is open, where nobody says what for."""
    wanted = {Intent.HELP, Intent.LIST, Intent.ELIGIBILITY, Intent.CHOOSE} & set(asked.intents)
    money = Topic.FUNDING in asked.topics and Intent.RESPONSIBLE not in asked.intents
    return bool(wanted or money or asked.category)


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
    concerns = needs.concerns_of(asked)
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
    councils = "council" in needs.concerns_of(asked)
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
