"""Answers about the conversation and the assistant itself: sources, doubts, limits, greetings."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Evidence
from transfobot.assistant.register.entity import entity_answer
from transfobot.assistant.register.help import placed
from transfobot.assistant.register.networks import facts_about
from transfobot.assistant.register.places import ask_which_place
from transfobot.assistant.register.say import Desk, newest
from transfobot.assistant.register.statements import Statement, best, covers, score
from transfobot.assistant.register.wanted import wanted_of
from transfobot.assistant.understand.understanding import Attribute, Meta, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Answer, Mode, Outcome, Status

_MOST = 6
_SHORT = 2


def meta_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """What the question about the conversation gets; None when it is none."""
    meta = asked.meta
    last = asked.previous
    if meta in (Meta.SOURCES, Meta.DOUBT, Meta.SIMPLER):
        if meta is Meta.SOURCES and last is None:
            return set_phrase(desk, asked, "meta_origin", Outcome.ANSWERED)
        if last is None or not last.citations:
            key = "meta_plain" if meta is Meta.SIMPLER else "meta_no_answer"
            return set_phrase(desk, asked, key, Outcome.CLARIFY)
        if meta is Meta.SIMPLER:
            return _again(desk, asked, last)
        return _sources(desk, asked, last, doubted=meta is Meta.DOUBT)
    if meta is Meta.LIMITS:
        return _limits(desk, asked)
    if meta is Meta.SERVICE:
        told = [_of_service(desk, asked, key) for key in asked.service]
        lines = tuple(line for one in told for line in one.sentences)
        return replace(told[0], sentences=lines)
    return set_phrase(desk, asked, f"meta_{meta}", Outcome.ANSWERED) if meta else None


_WHERE_ASKED = frozenset(("jobs", "newsletter"))
_ASKS_BACK = _WHERE_ASKED | {"upset", "despair", "writing"}
_FIRST_READ = ("definition", "count", "guideline_2026")


def _of_service(desk: Desk, asked: Understanding, key: str) -> Draft:
    """The set phrase on the service; what networks are for whoever begins to read."""
    if key == "currency":
        return _currency(desk, asked)
    outcome = Outcome.CLARIFY if key in _ASKS_BACK else Outcome.ANSWERED
    draft = set_phrase(desk, asked, f"meta_{key}", outcome)
    if key == "start":
        lines = [line for topic in _FIRST_READ for line in facts_about(desk, topic)]
        return replace(draft, sentences=(*lines, *draft.sentences), mode=Mode.REGISTER)
    if key not in _WHERE_ASKED or asked.place or asked.filters.lands:
        return draft
    where = DraftSentence(desk.say("where_are_you"))
    return replace(draft, sentences=(*draft.sentences, where))


def _currency(desk: Desk, asked: Understanding) -> Draft:
    """The days that the records are from."""
    days = sorted(one.verified_on for one in desk.register.offices if one.verified_on)
    funding = desk.day_of(newest(one.as_of for one in desk.register.programmes))
    oldest, latest = desk.day_of(days[0] if days else None), desk.day_of(newest(days))
    text = desk.say("meta_currency", oldest=oldest, newest=latest, funding=funding)
    return Draft((DraftSentence(text),), mode=Mode.NONE, referents=asked.referents)


def set_phrase(desk: Desk, asked: Understanding, key: str, outcome: Outcome) -> Draft:
    """A phrase that needs no source, as an answer."""
    return Draft(
        (DraftSentence(desk.say(key)),), outcome, mode=Mode.NONE, referents=asked.referents
    )


def wants_person(asked: Understanding) -> bool:
    """Whether a person is wanted, and not only the name of somebody at a network."""
    named = asked.mentions.networks and _BY_NAME.search(asked.folded)
    return asked.person_wanted and not named


_BY_NAME = re.compile(r"\bnamen?\b")


def person_answer(desk: Desk, asked: Understanding) -> Draft:
    """That a person can be talked to, and who: of the network named, else of the place."""
    told = set_phrase(desk, asked, "person_wanted", Outcome.PERSON_WANTED)
    if asked.mentions.networks:
        return with_contact(desk, asked, told)
    whom = ask_which_place(desk, asked) or placed(desk, asked, ())
    sentences = (*told.sentences, *whom.sentences)
    return replace(whom, sentences=sentences, outcome=told.outcome, whole=True)


def with_contact(desk: Desk, asked: Understanding, told: Draft) -> Draft:
    """A set phrase with how to reach the network that is named."""
    reached = replace(asked, attributes=(Attribute.CONTACT,), intents=(), person_wanted=False)
    whom = entity_answer(desk, reached)
    if whom is None:
        return told
    sentences = (*told.sentences, *whom.sentences)
    return replace(whom, sentences=sentences, outcome=told.outcome, whole=True)


def becoming_member(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wie werden wir Mitglied bei X?": how it takes in members is not on file, whom to ask is."""
    if len(asked.mentions.networks) != 1 or not _BECOMING.search(asked.folded):
        return None
    told = set_phrase(desk, asked, "join_unknown", Outcome.ANSWERED)
    return with_contact(desk, asked, told)


_BECOMING = pattern("becoming")


def _sources(desk: Desk, asked: Understanding, last: Answer, *, doubted: bool) -> Draft:
    """The documents of the answer before, each with its day."""
    sentences = [DraftSentence(desk.say("meta_doubt" if doubted else "meta_sources"))]
    sentences += _reserved(last) if doubted else []
    most = len(sentences) + _MOST
    seen: set[str] = set()
    for citation in last.citations:
        if citation.document_id in seen:
            continue
        seen.add(citation.document_id)
        evidence = Evidence(citation.document_id, citation.quote)
        if citation.as_of:
            as_of = desk.day_of(citation.as_of)
            line = desk.line("meta_source_line", evidence, title=citation.title, as_of=as_of)
        else:
            line = desk.line("meta_source_line_undated", evidence, title=citation.title)
        sentences.append(line)
    return Draft(tuple(sentences[:most]), referents=asked.referents)


def _reserved(last: Answer) -> list[DraftSentence]:
    """What the answer before said with a reservation: "voraussichtlich", "nicht belegt"."""
    return [one for one in sentences_of(last) if _RESERVED.search(one.text)]


_RESERVED = pattern("reserved")


def sentences_of(last: Answer) -> list[DraftSentence]:
    """The backed sentences of the answer before, with what backs them."""
    by_number = {citation.number: citation for citation in last.citations}
    told = []
    for sentence in last.sentences:
        cited = [by_number[number] for number in sentence.citations if number in by_number]
        if cited:
            evidence = tuple(Evidence(one.document_id, one.quote) for one in cited)
            told.append(DraftSentence(sentence.text, evidence))
    return told


def _again(desk: Desk, asked: Understanding, last: Answer) -> Draft:
    """The first backed sentences of the answer before; nothing is reworded without a source."""
    sentences = [DraftSentence(desk.say("meta_simpler")), *sentences_of(last)]
    return Draft(tuple(sentences[: _SHORT + 1]), referents=asked.referents)


def _limits(desk: Desk, asked: Understanding) -> Draft:
    """What the records lack, counted."""
    register, day = desk.register, desk.day
    reachable = sum(
        bool(office.phone or office.email or any(one.phone or one.email for one in office.contacts))
        for office in register.offices
    )
    unknown = sum(one.status_on(day) is Status.UNKNOWN for one in register.networks)
    programmes = sum(one.status_on(day) is Status.UNKNOWN for one in register.programmes)
    events = sum(one.status_on(day) is Status.ANNOUNCED for one in register.offers)
    text = desk.say(
        "meta_limits",
        offices=len(register.offices),
        reachable=reachable,
        unknown=unknown,
        networks=len(register.networks),
        programmes=programmes,
        events=events or desk.say("meta_limits_none"),
    )
    return Draft((DraftSentence(text),), referents=asked.referents)


def told_before(asked: Understanding) -> Draft | None:
    """The sentences of the answer before that say what is asked; None where none says all of it.

    Only for a text that names nothing itself: whoever names a record asks of that.
    """
    last = asked.previous
    if last is None or not asked.named.empty or asked.place or asked.filters.lands or asked.meta:
        return None
    wanted = wanted_of(asked)
    told = [Statement(one.text, one) for one in sentences_of(last)]
    fitting = [
        one
        for one in best(told, wanted)
        if all(one.holds(noun) for noun in asked.subjects_anywhere)
        and (not asked.nouns or any(one.holds(noun) for noun in asked.nouns))
        and (covers(one, wanted) or (wanted.counts and score(one, wanted)))
    ]
    if not fitting:
        return None
    return Draft(tuple(one.line for one in fitting), referents=asked.referents)


def repeats(desk: Desk, asked: Understanding, draft: Draft | None, *, mostly: bool = False) -> bool:
    """Whether an answer says nothing, or little, that the one before has not said word for word."""
    if draft is None or asked.previous is None or asked.meta:
        return False
    said = {one.text for one in asked.previous.sentences}
    again = sum(one.text in said for one in draft.sentences)
    nowhere = desk.say("said_nowhere") in said and draft.outcome is Outcome.NO_SOURCE
    if mostly and again > _SHORT:
        return 2 * again > len(draft.sentences)
    return again == len(draft.sentences) or (nowhere and asked.place_inherited)


def said_again(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """An answer that only repeats says so first."""
    if draft.outcome is Outcome.CLARIFY:
        return draft
    if draft.outcome is Outcome.NO_SOURCE:
        return replace(draft, sentences=(desk.gap("said_nowhere"),)) if asked.place else draft
    return replace(draft, sentences=(DraftSentence(desk.say("said_before")), *draft.sentences))
