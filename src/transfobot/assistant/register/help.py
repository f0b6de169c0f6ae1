"""What there is for whoever asks in general: a firm, a town hall for its firms, somebody at work.

Programmes that are open for them with their end, the network of their region, and a question for
the place where none is named. Of a single job nothing is foretold: only what studies say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register import askers, needs, open_help
from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.figures import place_figures
from transfobot.assistant.register.fitted import fitting_line, hours_told, sized_rules
from transfobot.assistant.register.front_desk import rule_asked, rule_told, situations_of
from transfobot.assistant.register.funding_answer import funding_answer
from transfobot.assistant.register.jobs import figures_there, job_figures
from transfobot.assistant.register.places import (
    ask_where,
    ask_which_place,
    place_answer,
)
from transfobot.assistant.register.programme_scores import BROAD, meanings_in
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import ORDER
from transfobot.assistant.register.studies import asks_most_affected
from transfobot.assistant.understand.audience import asks_who_pays
from transfobot.assistant.understand.foreign import DECIDED_ELSEWHERE
from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.text import fold

_PRICE = re.compile(r"\b(?:kosten|kostet|kostenlos|kostenfrei|gratis|umsonst|preis|free)\b")


def need_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever tells of a need, where no record is to be read for it."""
    if asked.mentions.empty and "provider" in askers.concerns_of(asked):
        # "Wir bieten Schulungen an": whoever has something to offer seeks none.
        return placed(desk, asked, (), before=[DraftSentence(desk.say("join_unknown"))])
    told = (
        _payers(desk, asked)
        or _unheld(desk, asked)
        or _unplaced(desk, asked)
        or _of_oneself(desk, asked)
    )
    return None if rule_asked(asked) else told


def _payers(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wer zahlt den Kurs, ich oder die Firma?": what each programme pays and leaves to whom."""
    paid = Topic.QUALIFICATION in asked.topics and asks_who_pays(asked.core)
    plain = needs.of_no_record(asked) and (asked.followup or of_oneself(asked.core))
    # "Zahlt das Amt in Kurzarbeit …?" is asked of a programme that may not run any more.
    unpaid = {"apprentice", "jobless"} & askers.concerns_of(asked)
    other = unpaid or open_help.unproven(desk, asked)
    pool = open_help.wage_support(desk, asked) if paid and plain and not other else []
    lines = [fitting_line(desk, asked, one, payer=True) for one in pool] + sized_rules(
        desk, asked, pool
    )
    head = [DraftSentence(desk.say("help_payer")), *hours_told(desk, asked, pool)]
    head += open_help.situations(desk, asked)
    return placed(desk, asked, [*lines, *open_help.agency_of(desk, pool)], head) if lines else None


def rule_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """A rule of applying, then what is open for a firm of the size told, and who is near."""
    rule = rule_told(desk, asked)
    if rule is None or len(rule.sentences) > 1:
        return rule
    town = asked.audience is Audience.MUNICIPALITY and needs.OF_MONEY & set(asked.attributes)
    who = Audience.MUNICIPALITY if town else Audience.COMPANY
    lines = open_help.open_programmes(desk, asked, who) if asked.filters.size or town else []
    return placed(desk, asked, lines, rule.sentences) if lines or asked.place else rule


def _unplaced(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Zu welchem Netzwerk gehören wir?": that depends on a place, which nobody named."""
    named = asked.place or asked.filters.lands or asked.mentions.organisations or asked.followup
    others = set(asked.attributes) - {Attribute.DISTRICTS, Attribute.REGION}
    if named or others or not (needs.of_no_record(asked) and desk.register.networks):
        return None
    belongs = Intent.BELONGS in asked.intents and of_oneself(asked.core)
    return ask_where(desk, asked) if belongs else None


def wish_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What there is for whoever needs something of ours, where no other reading answered."""
    if not desk.register.networks or not needs.tells_of_need(asked):
        return None
    whom = Intent.RESPONSIBLE in asked.intents and Intent.LIST not in asked.intents
    told = asked.topics or asked.filters.size or (asked.audience_said and not whom)
    lines = what_helps(desk, asked, askers.asker(asked) or Audience.EMPLOYEE) if told else []
    free = open_help.free_offers(desk) if _PRICE.search(asked.folded) else []
    return placed(desk, asked, free + lines)


def case_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wir sind 25 Leute in Wissen. Gibt es was für uns?": what there is for such a firm there."""
    told = asked.audience_said and (asked.place or asked.filters.size) and of_oneself(asked.core)
    whatever = _WHATEVER & set(asked.intents) or Attribute.ELIGIBLE in asked.attributes
    if (
        not (told and whatever and needs.of_no_record(asked))
        or asked.category
        or asked.filters.year
    ):
        return None
    who = askers.asker(asked) or Audience.EMPLOYEE
    if who is Audience.MUNICIPALITY:
        return None
    return placed(desk, asked, what_helps(desk, asked, who))


_WHATEVER = frozenset((Intent.LIST, Intent.HELP, Intent.ELIGIBILITY))


def _unheld(desk: Desk, asked: Understanding) -> Draft | None:
    """That nothing on what money is sought for is on record; then what comes near, briefly."""
    named = not asked.mentions.empty or asked.mentions.authored or asked.meta
    others = asked.category in (Category.STUDY, Category.NETWORK, Category.OFFER)
    if named or others or asked.foreign_topic in DECIDED_ELSEWHERE:
        return None
    called = needs.unheld_programme(asked, desk.register.programmes)
    name = called or needs.unheld_aim(asked, desk.register.programmes)
    if name is None:
        return None
    lines = [DraftSentence(desk.say("funding_unheld", name=name), part=Part.MISSING)]
    lines += [one.beside() for one in open_help.single_case(desk, asked)]
    if Intent.EXPLAIN in asked.intents and (doubtful := open_help.unproven(desk, asked)):
        told = [one.beside() for one in doubtful]
        return with_gaps(Draft((*lines, *told), referents=asked.referents, whole=True))
    near, itself = _near(desk, asked, name, instrument=called is not None)
    lines += [DraftSentence(desk.say("funding_near"), part=Part.BESIDE)] if near else []
    told = [*(fitting_line(desk, asked, one) for one in near), *sized_rules(desk, asked, near)]
    lines += told if itself else [one.beside() for one in told]
    return with_gaps(Draft(tuple(lines), referents=asked.referents))


def _near(
    desk: Desk, asked: Understanding, unheld: str, *, instrument: bool
) -> tuple[list[FundingProgramme], bool]:
    """Open programmes that come near, and whether they are on the theme of the very word."""
    words = words_of(unheld)
    pool = open_help.open_for(desk, asked, asked.audience or Audience.COMPANY)
    pool.sort(key=lambda one: (not one.lands, ORDER.index(one.kind)))
    meant = word_tables().meanings(words) - BROAD
    head = needs.money_called(words[-1])
    alike = [one for one in pool if meant & meanings_in(one) or (head and head in fold(one.name))]
    themes = {Topic(one.key) for one in word_tables().find(words) if one.group == "topics"}
    topics = themes.union(asked.topics if instrument else ()) - needs.UNTOPICAL - {Topic.CLOSURE}
    on_topic = [one for one in pool if topics & set(one.topics)]
    return (alike or on_topic)[: open_help.FEW], bool(on_topic) and not instrument


def _of_oneself(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Mir wurde gekündigt, wer hilft mir?": of somebody's own work, and of no programme."""
    intents, attributes, topics = set(asked.intents), set(asked.attributes), set(asked.topics)
    general = asked.mentions.empty and asked.category in (None, Category.OFFER, Category.OFFICE)
    if general and not (asked.meta or asked.foreign_topic):
        if Intent.WORRY in intents:
            return _worried(desk, asked)
        if Intent.HELP in intents and (audience := askers.asker(asked)):
            said = asked.content or needs.narrowed(asked)
            if asked.filters.statuses and not of_oneself(asked.core):
                # "Gibt es irgendwas für Firmen, das offen ist?" asks for the list.
                return funding_answer(desk, replace(asked, category=Category.FUNDING))
            return placed(desk, asked, what_helps(desk, asked, audience) if said else ())
    own = {"jobless", "abroad"} if of_oneself(asked.core) else {"jobless"}
    told = [*situations_of(asked), *(own & askers.concerns_of(asked))]
    if told and needs.tells_of_work(asked, lawful="parental" in told):
        return placed(
            desk, asked, what_helps(desk, asked, askers.asker(asked) or Audience.EMPLOYEE)
        )
    if not needs.tells_of_need(asked):
        return None
    if Topic.QUALIFICATION in topics and _lists_training(asked):
        return wish_answer(desk, asked)
    whom = Intent.RESPONSIBLE in intents and Attribute.PERSON in attributes
    # "An wen darf ich mich wenden?" asks for no right to money.
    money = Topic.FUNDING in topics or (needs.OF_MONEY & attributes and not whom)
    ours = of_oneself(asked.core)
    if asked.category is Category.FUNDING and not (asked.content or needs.narrowed(asked)):
        return wish_answer(desk, asked) if ours else None
    held = money and (ours or asked.audience_said) and needs.aims_of(asked)
    if money:
        sought = asked.place or (askers.speaks_of_towns(asked) and not asked.filters.lands)
        fitting = bool(sought or held)
    else:
        work = {Topic.CLOSURE, Topic.LABOUR_RELATIONS} & topics and asked.audience_said
        losing = (work and Topic.CLOSURE in topics) or (asked.followup and asked.filters.size)
        place = asked.place if asked.place and not (losing and asked.place.unique) else None
        turning = (work or Intent.RESPONSIBLE in intents) and Attribute.FUNDER not in attributes
        # Who only tells of a need: "Unser Kunde in Aalen hat storniert."
        wanted = topics - needs.UNTOPICAL if asked.followup else _NEEDS & topics
        telling = wanted and not (intents or attributes - {Attribute.PLACE})
        fitting = bool(telling or (turning and (not place or (ours and _STORIES & topics))))
    kinds = (None, Category.FUNDING) if held and _FOR_IT.search(asked.folded) else (None,)
    return wish_answer(desk, asked) if fitting and asked.category in kinds else None


_FOR_IT = re.compile(r"^(?!.*\bwelche).*\b(?:dafuer|dazu|hierfuer)\b")
_STORIES = frozenset((Topic.BUSINESS_MODEL, Topic.CLOSURE))
_NEEDS = _STORIES | {Topic.QUALIFICATION, Topic.SITE}


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
    lines = open_help.single_case(desk, asked)
    lines += (what := open_help.situations(desk, asked))
    if Topic.QUALIFICATION in topics:
        lines += hours_told(desk, asked, open_help.wage_support(desk, asked))
    if needs.seeks_training(asked) and (asked.place or not what):
        lines += open_help.training_near(desk, asked)
    town = audience is Audience.MUNICIPALITY
    if lines and not (town or topics - needs.UNTOPICAL - {Topic.CLOSURE}):
        asked = replace(asked, topics=(Topic.QUALIFICATION,))
    return lines + open_help.open_programmes(desk, asked, audience)


def placed(
    desk: Desk,
    asked: Understanding,
    lines: Sequence[DraftSentence],
    before: Sequence[DraftSentence] = (),
) -> Draft:
    """The lines before the office of the place, or before the question where that is."""
    case = situations_of(asked) or asks_who_pays(asked.core)
    if lines and ((asked.place_inherited and case) or (asked.referents.place and not asked.place)):
        # Who is there was told before.
        return Draft((*before, *lines), referents=asked.referents, whole=True)
    which = ask_which_place(desk, asked)
    if which and Intent.RESPONSIBLE in asked.intents:
        return which
    if which and (lines or before):
        told = (*before, *lines, *which.sentences)
        return replace(which, sentences=told, outcome=Outcome.ANSWERED, whole=True)
    if asked.place is not None and asked.place.unique is not None:
        plain = replace(asked, attributes=(), intents=(Intent.RESPONSIBLE,))
        known = place_answer(desk, plain)
        if known is not None:
            money = Topic.FUNDING in asked.topics or needs.OF_MONEY & set(asked.attributes)
            whom = _TO_WHOM & set(asked.intents) or not (money and lines)
            there = [one for one in known.sentences if one.part is not Part.BESIDE]
            told = (*there, *lines) if whom else (*lines, *there)
            return replace(known, sentences=(*before, *told), whole=True)
    where = ask_where(desk, asked)
    if not (lines or before):
        return where
    question = DraftSentence(desk.say("help_where"))
    return Draft((*before, *lines, question), referents=where.referents, whole=True)


_TO_WHOM = frozenset((Intent.RESPONSIBLE, Intent.HELP))


def _worried(desk: Desk, asked: Understanding) -> Draft:
    """Figures of studies on jobs, paid training, and where to turn; nothing about one job."""
    lines = job_figures(desk, asked)
    if lines:
        lines.insert(0, DraftSentence(desk.say("worry_figures")))
    training = open_help.wage_support(desk, asked)
    if "apprentice" in askers.concerns_of(asked):
        lines.append(DraftSentence(desk.say("help_apprentice")))
    elif training:
        lines.append(DraftSentence(desk.say("worry_training")))
        lines += [fitting_line(desk, asked, one) for one in training]
        lines += open_help.agency_of(desk, training)
    head = DraftSentence(desk.say("worry_head"))
    return placed(desk, asked, lines, before=(head, *open_help.single_case(desk, asked)))


def change_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What the change means: figures, what networks are for, and whom to turn to."""
    named = not asked.named.empty or asked.mentions.authored or asked.category
    # "Wann kommt das Verbrenneraus?" asks for a day.
    figures = Intent.COUNT in asked.intents or asks_most_affected(asked)
    figures = figures or Attribute.DATE in asked.attributes
    if Intent.CHANGE not in asked.intents or figures or named:
        return None
    near = (place_figures(desk, asked) if asked.place else []) or figures_there(desk, asked)
    lines = [*near, DraftSentence(desk.say("change_head")), *job_figures(desk, asked)]
    lines += [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == "definition"
    ]
    return placed(desk, asked, lines)
