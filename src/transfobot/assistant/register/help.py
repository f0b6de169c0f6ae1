"""What there is for whoever asks in general: a firm, a town hall for its firms, somebody at work.

Programmes that are open for them with their end, the network of their region, and a question for
the place where none is named. Of a single job nothing is foretold: only what studies say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.figures import place_figures
from transfobot.assistant.register.front_desk import rule_asked, rule_told, situations_of
from transfobot.assistant.register.needs import (
    OF_MONEY,
    aims_of,
    asker,
    concerns_of,
    money_called,
    narrowed,
    of_no_record,
    on_aims,
    seeks_training,
    speaks_of_towns,
    tells_of_need,
    tells_of_work,
    unheld_aim,
    unheld_programme,
)
from transfobot.assistant.register.places import ask_where, coverages_of, place_answer
from transfobot.assistant.register.programme_filters import fits_size
from transfobot.assistant.register.programme_scores import BROAD, lands_of, meanings_in
from transfobot.assistant.register.say import Desk, backed, newest
from transfobot.assistant.register.status import (
    ORDER,
    network_status_short,
    programme_line,
    programme_open,
)
from transfobot.assistant.register.studies import asks_most_affected
from transfobot.assistant.register.study_results import job_figures
from transfobot.assistant.understand.foreign import DECIDED_ELSEWHERE
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingKind, FundingProgramme, Network, last_day
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MONEY = frozenset((FundingKind.GRANT, FundingKind.TAX, FundingKind.LOAN))
_FEW = 4
UNTOPICAL = frozenset((Topic.FUNDING, Topic.NETWORKING, Topic.OTHER, Topic.LABOUR_RELATIONS))
_SOME = 5
_TRAINING = re.compile(r"train|kurs|schul|semin|lern|qualifi|webinar|studiengang", re.IGNORECASE)
_FREE = re.compile(r"kostenfrei|kostenlos", re.IGNORECASE)
_PRICE = re.compile(r"\b(?:kosten|kostet|kostenlos|kostenfrei|gratis|umsonst|preis|free)\b")


def need_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever tells of a need, where no record is to be read for it."""
    if asked.mentions.empty and "provider" in concerns_of(asked):
        # "Wir bieten Schulungen an": whoever has something to offer seeks none.
        return placed(desk, asked, (), before=[DraftSentence(desk.say("join_unknown"))])
    told = _unheld(desk, asked) or _unplaced(desk, asked) or _of_oneself(desk, asked)
    return None if rule_asked(asked) else told


def rule_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """A rule of applying, then what is open for a firm of the size told, and who is near."""
    rule = rule_told(desk, asked)
    if rule is None or len(rule.sentences) > 1:
        return rule
    lines = open_programmes(desk, asked, Audience.COMPANY) if asked.filters.size else []
    return placed(desk, asked, lines, rule.sentences) if lines or asked.place else rule


def _unplaced(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Zu welchem Netzwerk gehören wir?": that depends on a place, which nobody named."""
    named = asked.place or asked.filters.lands or asked.mentions.organisations or asked.followup
    others = set(asked.attributes) - {Attribute.DISTRICTS, Attribute.REGION}
    if named or others or not (of_no_record(asked) and desk.register.networks):
        return None
    belongs = Intent.BELONGS in asked.intents and of_oneself(asked.core)
    return ask_where(desk, asked) if belongs else None


def wish_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever needs something of ours, where no other reading answered."""
    if not desk.register.networks or not tells_of_need(asked):
        return None
    whom = Intent.RESPONSIBLE in asked.intents and Intent.LIST not in asked.intents
    told = asked.topics or asked.filters.size or (asked.audience_said and not whom)
    lines = what_helps(desk, asked, asker(asked) or Audience.EMPLOYEE) if told else []
    free = free_offers(desk) if _PRICE.search(fold(asked.core)) else []
    return placed(desk, asked, free + lines)


def _unheld(desk: Desk, asked: Understanding) -> Draft | None:
    """That nothing on what money is sought for is on record; then what comes near, briefly."""
    named = not asked.mentions.empty or asked.mentions.authored or asked.meta
    others = asked.category in (Category.STUDY, Category.NETWORK, Category.OFFER)
    if named or others or asked.foreign_topic in DECIDED_ELSEWHERE:
        return None
    called = unheld_programme(asked, desk.register.programmes)
    name = called or unheld_aim(asked, desk.register.programmes)
    if name is None:
        return None
    lines = [DraftSentence(desk.say("funding_unheld", name=name), part=Part.MISSING)]
    lines += [one.beside() for one in _single_case(desk, asked)]
    if Intent.EXPLAIN in asked.intents and (unproven := _unproven(desk, asked)):
        told = [one.beside() for one in unproven]
        return with_gaps(Draft((*lines, *told), referents=asked.referents, whole=True))
    near, itself = _near(desk, asked, name, instrument=called is not None)
    lines += [DraftSentence(desk.say("funding_near"), part=Part.BESIDE)] if near else []
    told = [programme_line(desk, one, rate=True) for one in near]
    lines += told if itself else [one.beside() for one in told]
    return with_gaps(Draft(tuple(lines), referents=asked.referents))


def _near(
    desk: Desk, asked: Understanding, unheld: str, *, instrument: bool
) -> tuple[list[FundingProgramme], bool]:
    """Open programmes that come near, and whether they are on the theme of the very word."""
    words = words_of(unheld)
    pool = _open_for(desk, asked, asked.audience or Audience.COMPANY)
    pool.sort(key=lambda one: (not one.lands, ORDER.index(one.kind)))
    meant = word_tables().meanings(words) - BROAD
    head = money_called(words[-1])
    alike = [one for one in pool if meant & meanings_in(one) or (head and head in fold(one.name))]
    themes = {Topic(one.key) for one in word_tables().find(words) if one.group == "topics"}
    topics = (themes | (set(asked.topics) if instrument else set())) - UNTOPICAL - {Topic.CLOSURE}
    on_topic = [one for one in pool if topics & set(one.topics)]
    return (alike or on_topic)[:_FEW], bool(on_topic) and not instrument


def _of_oneself(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Mir wurde gekündigt, wer hilft mir?": of somebody's own work, and of no programme."""
    intents, attributes = set(asked.intents), set(asked.attributes)
    general = asked.mentions.empty and asked.category in (None, Category.OFFER, Category.OFFICE)
    if general and not (asked.meta or asked.foreign_topic):
        if Intent.WORRY in intents:
            return _worried(desk, asked)
        if Intent.HELP in intents and (audience := asker(asked)):
            lines = what_helps(desk, asked, audience) if asked.content or narrowed(asked) else ()
            return placed(desk, asked, lines)
    told = situations_of(asked)
    if told and tells_of_work(asked, lawful="parental" in told):
        return placed(desk, asked, what_helps(desk, asked, asker(asked) or Audience.EMPLOYEE))
    if not tells_of_need(asked):
        return None
    if Topic.QUALIFICATION in asked.topics and _lists_training(asked):
        return wish_answer(desk, asked)
    work = {Topic.CLOSURE, Topic.LABOUR_RELATIONS} & set(asked.topics) and asked.audience_said
    if asked.category is Category.FUNDING and not (asked.content or narrowed(asked)):
        return wish_answer(desk, asked) if of_oneself(asked.core) else None
    if Topic.FUNDING in asked.topics or OF_MONEY & attributes:
        sought = asked.place or (speaks_of_towns(asked) and not asked.filters.lands)
        fitting = bool(sought) and Intent.RESPONSIBLE not in intents
    else:
        turning = bool(work) or Intent.RESPONSIBLE in intents
        losing = work and Topic.CLOSURE in asked.topics
        place = asked.place if asked.place and not (losing and asked.place.unique) else None
        fitting = turning and not (place or Attribute.FUNDER in attributes)
    return wish_answer(desk, asked) if fitting and not asked.category else None


def _lists_training(asked: Understanding) -> bool:
    """ "Kurse in Leipzig", "welche kann ich machen?": what networks teach, not what there was."""
    if Intent.ELIGIBILITY in asked.intents or asked.filters.year:
        return False
    if asked.category is Category.OFFER:
        return bool(asked.place and "gab" not in asked.core.split()) or of_oneself(asked.core)
    return not (asked.category or asked.attributes) and Intent.LIST in asked.intents


def what_helps(desk: Desk, asked: Understanding, audience: Audience) -> list[DraftSentence]:
    """What is not on file of a single case, training where it is sought, and what is open."""
    topics = set(asked.topics)
    what = desk.joined([desk.say(f"situation_{one}") for one in situations_of(asked)])
    lines = _single_case(desk, asked)
    lines += [DraftSentence(desk.say("help_situation", what=what))] if what else []
    lines += _training(desk, asked) if seeks_training(asked) else []
    if lines and not topics - UNTOPICAL - {Topic.CLOSURE}:
        asked = replace(asked, topics=(Topic.QUALIFICATION,))
    return lines + open_programmes(desk, asked, audience)


def _single_case(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    return [DraftSentence(desk.say("help_single_case"))] if Topic.CLOSURE in asked.topics else []


def _running(desk: Desk, asked: Understanding) -> list[Network]:
    """The networks of the place or Land that have not ended; without one all of them."""
    lands, networks = set(asked.filters.lands), desk.register.networks
    if asked.place is not None and asked.place.unique is not None:
        networks = tuple(one.network for one in coverages_of(desk, asked.place.unique))
    elif lands:
        networks = tuple(one for one in networks if lands & set(one.lands))
    return [one for one in networks if not _over(desk, one)]


def _training(desk: Desk, asked: Understanding) -> list[DraftSentence]:
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
    councils = "council" in concerns_of(asked)
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


def placed(
    desk: Desk,
    asked: Understanding,
    lines: Sequence[DraftSentence],
    before: Sequence[DraftSentence] = (),
) -> Draft:
    """The lines before the office of the place, or before the question where that is."""
    if asked.place is not None and asked.place.unique is not None:
        plain = replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,))
        known = place_answer(desk, plain)
        if known is not None:
            return replace(known, sentences=(*before, *known.sentences, *lines), whole=True)
    where = ask_where(desk, asked)
    if not (lines or before):
        return where
    question = DraftSentence(desk.say("help_where"))
    return Draft((*before, *lines, question), referents=where.referents, whole=True)


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
    if who is Audience.EMPLOYEE and "apprentice" in concerns_of(asked):
        return [DraftSentence(desk.say("help_apprentice"))]
    topics = set(asked.topics) - UNTOPICAL
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
    lines = [*_unproven(desk, asked), DraftSentence(head)]
    lines += [programme_line(desk, one, rate=few) for one in fitting]
    return lines + (_agency(desk, fitting) if who is Audience.EMPLOYEE else [])


def _agency(desk: Desk, programmes: Sequence[FundingProgramme]) -> list[DraftSentence]:
    """Who tells more of what is paid to people at work."""
    paid = [one for one in programmes if one.agency and one.kind is FundingKind.WAGE_SUPPORT][:1]
    return [desk.line("worry_agency", backed(one, one.agency), agency=one.agency) for one in paid]


def _unproven(desk: Desk, asked: Understanding) -> list[DraftSentence]:
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


_OF_TRAINING = frozenset(map(stem, ("weiterbildung", "qualifizierung", "beratung")))


def _open_for(desk: Desk, asked: Understanding, audience: Audience) -> list[FundingProgramme]:
    lands = set(lands_of(asked))
    size = asked.filters.size
    of_workers = audience is Audience.EMPLOYEE and "abroad" not in concerns_of(asked)
    fitting = [
        one
        for one in desk.register.programmes
        if audience in one.audience
        and programme_open(one, desk.day)
        and (not one.lands or lands & set(one.lands))
        # Advice to those from abroad is for nobody else at work.
        and not (of_workers and one.kind is FundingKind.SERVICE)
        and (size is None or fits_size(one, size))
    ]
    return sorted(fitting, key=lambda one: (ORDER.index(one.kind), one.name))


def _worried(desk: Desk, asked: Understanding) -> Draft:
    """Figures of studies on jobs, paid training, and where to turn; nothing about one job."""
    lines = job_figures(desk, asked)
    if lines:
        lines.insert(0, DraftSentence(desk.say("worry_figures")))
    training = [
        one
        for one in _open_for(desk, asked, Audience.EMPLOYEE)
        if Topic.QUALIFICATION in one.topics and one.kind is FundingKind.WAGE_SUPPORT
    ]
    if training and "apprentice" not in concerns_of(asked):
        lines.append(DraftSentence(desk.say("worry_training")))
        lines += [programme_line(desk, one, rate=True) for one in training]
        lines += _agency(desk, training)
    head = DraftSentence(desk.say("worry_head"))
    return placed(desk, asked, lines, before=(head, *_single_case(desk, asked)))


def change_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What the change means: figures, what networks are for, and whom to turn to."""
    named = not asked.named.empty or asked.mentions.authored or asked.category
    # "Wann kommt das Verbrenneraus?" asks for a day.
    figures = Intent.COUNT in asked.intents or asks_most_affected(asked)
    figures = figures or Attribute.DATE in asked.attributes
    if Intent.CHANGE not in asked.intents or figures or named:
        return None
    near = place_figures(desk, asked) if asked.place else []
    lines = [*near, DraftSentence(desk.say("change_head")), *job_figures(desk, asked)]
    lines += [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == "definition"
    ]
    return placed(desk, asked, lines)


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
