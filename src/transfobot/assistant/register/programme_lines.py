"""The lines of one programme's record: attribute by attribute, and the statements a question meets.

A figure in another unit than the one asked for is no answer: it is said to be what is on file.
"""

from __future__ import annotations

import re

from transfobot.assistant.register.counted import counts_next, what_is_counted
from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_met import Statement
from transfobot.assistant.register.programme_scores import scores
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.scales import case_of, fitted
from transfobot.assistant.register.status import (
    living_successors,
    programme_open,
    programme_status,
    programme_status_short,
)
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Status
from transfobot.domain.register import FundingProgramme, last_day
from transfobot.german.text import fold

_PLAIN = frozenset(("laufend", "offen", "unbefristet"))
_PERCENT = re.compile(r"prozent|satz\b|saetze|quote|percent")
_MONEY = re.compile(r"\beuros?\b|betrag|summe|million|amount|€")
_TIME = re.compile(r"\btage?\b|\btagen\b|monat|wochen|\bdays\b|\bmonths\b")


def said(desk: Desk, programme: FundingProgramme, statement: Statement) -> DraftSentence:
    """A statement as a line with its label; a sentence of the note under the name alone."""
    text = statement.text.rstrip(".")
    if statement.attribute in (Attribute.CONDITIONS, Attribute.STATUS):
        return noted(desk, programme, text)
    return _valued(desk, programme, statement.attribute, statement.text)


def _valued(
    desk: Desk, programme: FundingProgramme, attribute: Attribute, value: str
) -> DraftSentence:
    label, shown = desk.label(attribute.value), value.rstrip(".")
    evidence = backed(programme, value)
    return desk.line("funding_line", evidence, label=label, name=programme.name, value=shown)


def _untold(desk: Desk, programme: FundingProgramme, attribute: Attribute) -> DraftSentence:
    label, evidence = desk.label(attribute.value), backed(programme, programme.name)
    return desk.gap("funding_missing", evidence, label=label, name=programme.name)


def noted(desk: Desk, programme: FundingProgramme, note: str) -> DraftSentence:
    """A remark of the record under the programme's name."""
    evidence = backed(programme, note)
    return desk.line("funding_ended_status", evidence, name=programme.name, status_note=note)


def predecessors(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    """What has ended for this one, from the records that name it as what follows."""
    before = [one for one in desk.register.programmes if programme.id in one.successors]
    return [line for one in before for line in programme_status(desk, one)]


def attribute_lines_of(
    desk: Desk, asked: Understanding, programme: FundingProgramme, attribute: Attribute
) -> list[DraftSentence]:
    """What the record says of one attribute, or that it does not."""
    if attribute is Attribute.STATUS:
        return _status(desk, asked, programme)
    if attribute is Attribute.BEFORE_START:
        return before_start(desk, programme)
    if attribute is Attribute.CONDITIONS:
        return _conditions(desk, programme)
    if attribute is Attribute.SUCCESSOR:
        return _successor(desk, asked, programme)
    if attribute is Attribute.RATE:
        return _rate(desk, asked, programme)
    value = _values(desk, programme).get(attribute)
    if not value:
        return [_untold(desk, programme, attribute)]
    line = _valued(desk, programme, attribute, value)
    return [line, *_term(desk, programme)] if attribute is Attribute.BEGINS else [line]


def _values(desk: Desk, programme: FundingProgramme) -> dict[Attribute, str | None]:
    return {
        **fields_of(programme),
        Attribute.WEBSITE: programme.url,
        Attribute.KIND: desk.say(f"kind_{programme.kind.value}"),
        Attribute.NAMES: "; ".join((programme.name, *programme.aliases)),
        Attribute.REGION: desk.joined(programme.lands) or desk.say("funding_everywhere"),
        Attribute.BEGINS: desk.day_of(programme.opens) if programme.opens else None,
    }


def _status(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    lines = [*programme_status(desk, programme), *_over_by(desk, asked, programme)]
    if Attribute.ENDS in asked.attributes and _no_end(desk, programme):
        # "Bis zu welchem Jahr …?": that it runs is no answer.
        gap = _untold(desk, programme, Attribute.ENDS)
        return [gap, *(one.beside() for one in (*lines, *_term(desk, programme)))]
    known = stems_of(" ".join(line.text for line in lines))
    note = _unsaid_clauses(programme, known)
    if note:
        lines.append(noted(desk, programme, note))
    return [*lines, *_term(desk, programme)]


def _unsaid_clauses(programme: FundingProgramme, known: frozenset[str]) -> str:
    """The remark on its state without what the lines have said: each thing is said once."""
    note = programme.status_note or ""
    if note in _PLAIN or stems_of(note) <= known | _FUNCTION:
        return ""
    if programme.call_open is not False:
        return note.rstrip(".")
    # That no call is open stands in a line of its own.
    parts = re.split(r"[;,] ", note.rstrip("."))
    return "; ".join(one for one in parts if not stems_of(one) <= known | _FUNCTION | _ITSELF)


_ITSELF = stems_of("das programm dieses")


def _no_end(desk: Desk, programme: FundingProgramme) -> bool:
    """Whether a programme runs, and nothing on file says until when."""
    running = programme.status_on(desk.day) is Status.RUNNING
    told = _ENDING.search(fold(programme.term or "")) is not None
    return running and not (programme.closes or programme.permanent or told)


_ENDING = re.compile(r"\d|\boffen\b|unbefristet")


def _over_by(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    """That a programme which still runs will be over in the later year that is asked about."""
    said = [int(word.folded) for word in words_of(asked.text) if _YEAR.fullmatch(word.folded)]
    year = max((*said, asked.filters.year or 0))
    running = programme.closes and programme.status_on(desk.day) is Status.RUNNING
    if not running or year <= last_day(programme.closes or "").year:
        return []
    evidence = backed(programme, programme.term, desk.day_of(programme.closes))
    return [desk.line("funding_over_by", evidence, name=programme.name, year=year)]


_YEAR = re.compile(r"20\d\d")
_FUNCTION = stems_of("zum zur bis am laufend ende")


def _term(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    """The run time in words, where it says more than the days do."""
    term = programme.term
    if not term or term in _PLAIN or programme.status_on(desk.day) is Status.ENDED:
        return []
    return [noted(desk, programme, term.rstrip("."))]


def _rate(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    """The height of the aid; in another unit than asked for only as what is on file."""
    name, label, rate = programme.name, desk.label("rate"), programme.rate
    if not rate:
        return [_untold(desk, programme, Attribute.RATE)]
    evidence = backed(programme, rate)
    costs = _COSTS.search(asked.folded) and not _SHARED_COST.search(fold(rate))
    if costs or (_A_DAY.search(asked.folded) and not _OF_A_DAY.search(fold(rate))):
        # What the Land pays for it is not what it costs whoever uses it.
        gap = desk.gap("funding_missing", evidence, label=desk.say("label_costs"), name=name)
        return [gap, desk.line("gap_near", evidence, name=name, value=rate).beside()]
    if not _in_unit(asked.folded, fold(rate)):
        gap = desk.gap("funding_missing", evidence, label=label, name=name)
        near = rate.replace(denied_part(rate) or "", "").strip("; ")
        line = desk.line("gap_near", evidence, name=name, value=near)
        counted = what_is_counted(asked)
        if counted and counts_next(line, counted[1]) and not _PERCENT.search(asked.folded):
            # "Wie viele Anträge gab es?": that number is on file, whatever one was paid.
            return [line]
        return [gap, line.beside()]
    return [_valued(desk, programme, Attribute.RATE, fitted(rate, case_of(asked)))]


def _in_unit(question: str, rate: str) -> bool:
    """Whether the rate is given in the unit the question asks in; denied rates never are.

    "Was gibt es für eine Maschine zu 400.000 Euro?" tells a sum, and asks for none.
    """
    if denied_part(rate):
        return False
    question = _TOLD_SUM.sub(" ", question)
    figures = any(letter.isdigit() for letter in rate)
    if _PERCENT.search(question) and not _MONEY.search(question):
        return not figures or "prozent" in rate
    if _MONEY.search(question) and not _TIME.search(question):
        return not figures or "€" in rate or "euro" in rate
    return True


_COSTS = pattern("costs")
_A_DAY = pattern("a_day")
_OF_A_DAY = re.compile(r"tagen? zu \d|je tag|tagewerk|eintaegig")
_SHARED_COST = re.compile(r"prozent|anteil|je tag|kostenlos|kostenfrei|darlehen|kredit")
_TOLD_SUM = pattern("told_sum")


def before_start(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    """Whether one must apply before one starts, first; then what else the record says of it."""
    evidence = backed(programme, programme.note, programme.term)
    lines = []
    if programme.apply_before_start is None:
        label = desk.label("before_start")
        lines.append(desk.gap("funding_missing", evidence, label=label, name=programme.name))
    else:
        key = "funding_before_yes" if programme.apply_before_start else "funding_before_no"
        lines.append(desk.line(key, evidence, name=programme.name))
    if programme.term and programme.lead_time_days:
        lines.append(noted(desk, programme, programme.term))
    if programme.note:
        lines.append(noted(desk, programme, programme.note.rstrip(".")))
    return lines


def _conditions(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    parts = [one for one in (programme.note, programme.purpose, programme.eligible) if one]
    parts = parts[:_FEW_PARTS] if programme.note else parts
    if not parts:
        return [_untold(desk, programme, Attribute.CONDITIONS)]
    return [_valued(desk, programme, Attribute.CONDITIONS, part) for part in parts]


def _alike(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    """Open programmes of the same kind in the same Land, the nearest to what is told first."""
    pool = [
        one
        for one in desk.register.programmes
        if one.kind is programme.kind
        and set(one.lands) <= set(programme.lands)
        and set(one.audience) & set(programme.audience)
        and programme_open(one, desk.day)
    ]
    found = scores(asked, desk.register.programmes, pool)
    near = sorted(pool, key=lambda one: (not one.lands, -found[one.id]))[:_FEW_ALIKE]
    if programme.status_on(desk.day) is not Status.ENDED or not near:
        return []
    names = "; ".join(f"{one.name} ({programme_status_short(desk, one)})" for one in near)
    evidence = [backed(one, one.name) for one in near]
    return [desk.line("funding_alike", *evidence, names=names)]


_FEW_ALIKE = 3
_FEW_PARTS = 2


def _successor(
    desk: Desk, asked: Understanding, programme: FundingProgramme
) -> list[DraftSentence]:
    following = living_successors(desk.register, programme, desk.day)
    if following and programme.status_on(desk.day) is Status.ENDED:
        # The line on its end has named them already; the record may name more than programmes.
        contact = programme.contact or ""
        more = contact if _REPLACING.search(fold(contact)) else None
        return [noted(desk, programme, more.rstrip("."))] if more else []
    if programme.successors:
        names = [one.name for one in map(desk.register.programme, programme.successors) if one]
        evidence = backed(programme, programme.status_note, programme.contact)
        return [desk.line("funding_successor", evidence, names="; ".join(names))]
    evidence = backed(programme, programme.contact, programme.name)
    lines = [desk.gap("funding_successor_none", evidence), *_alike(desk, asked, programme)]
    if programme.contact:
        label = desk.label("contact")
        line = desk.line(
            "funding_line", evidence, label=label, name=programme.name, value=programme.contact
        )
        lines.append(line.beside())
    return lines


_REPLACING = re.compile(r"\b(?:ersatz|nachfolge)\b")
