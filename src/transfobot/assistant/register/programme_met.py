"""What a programme's record states, which of it a question meets, and what of it is not on file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transfobot.assistant.register.counted import counted_noun, counts_next, what_is_counted
from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_scores import (
    GENERAL,
    meanings_in,
    name_words,
    wanted_words,
    within,
)
from transfobot.assistant.register.programme_wording import spoken_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.scales import case_of, fitted
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.german.spelling import nearest
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SENTENCES = re.compile(r"(?<=[.])\s+(?=[A-ZÄÖÜ])")
_NEAR = 0.6
_LEAST = 0.8
_MOST = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A field of the record, or one sentence of its note."""

    attribute: Attribute
    text: str


def statements_of(programme: FundingProgramme) -> list[Statement]:
    """What a record states in words, field by field, its note sentence by sentence."""
    states = ((Attribute.STATUS, one) for one in (programme.term, programme.status_note))
    notes = ((Attribute.CONDITIONS, one) for one in _SENTENCES.split(programme.note or ""))
    stated = (*fields_of(programme).items(), *states, *notes)
    return [Statement(attribute, text) for attribute, text in stated if text]


def met(asked: Understanding, programme: FundingProgramme) -> list[Statement]:
    """The statements that hold most of the question's own words, apart from the name."""
    spelt = " ".join((programme.name, *programme.aliases))
    names = stems_of(spelt)
    counted = counted_noun(asked)
    names -= {stem(counted.folded)} if counted else set()
    if counted is None and _HOW_MANY_ARE_THERE.search(asked.folded):
        # "Welcome Center: wie viele gibt es?": what is named is what is counted.
        names = frozenset()
    wanted = {one for one in wanted_words(asked, general=True) if one not in names}
    meant = _meanings(asked.core) - _meanings(spelt)
    every = statements_of(programme)
    rare = {key for key in meant if sum(key in _meanings(one.text) for one in every) == 1}
    scored = [(_shared(wanted, meant, rare, one.text), one) for one in every]
    best = max((score for score, _ in scored), default=0.0)
    numbered = _counting(asked, every)
    if best < _LEAST:
        return _with_sizes(asked, numbered, every)
    scored.sort(key=lambda pair: -pair[0])
    kept = [one for score, one in scored if score >= max(_LEAST, _NEAR * best)][:_MOST]
    kept += [one for one in numbered if one not in kept]
    kept += _covering(asked, names, kept, every)
    # "Wie viel Prozent, und wie lange warten wir?": a thing that one statement alone tells of.
    kept += [
        one
        for one in every
        if one not in kept
        and rare & _meanings(one.text) - set().union(*(_meanings(two.text) for two in kept))
    ][:_MOST]
    return _with_sizes(asked, kept, every)


_HOW_MANY_ARE_THERE = pattern("how_many_are_there")


def _counting(asked: Understanding, every: Sequence[Statement]) -> list[Statement]:
    """What gives the number of that which is counted: "auf wie viele Projekte kam es?"."""
    counted = what_is_counted(asked)
    if counted is None:
        return []
    return [one for one in every if counts_next(DraftSentence(one.text), counted[1])][:_MOST]


def _covering(
    asked: Understanding, names: frozenset[str], kept: Sequence[Statement], every: list[Statement]
) -> list[Statement]:
    """For each noun that the nearest statements leave out the one statement that has it.

    "Höchster Zuschuss, und bis zu welchem Gruppenumsatz?" is told by two fields.
    """
    found: list[Statement] = []
    for noun in asked.nouns:
        if noun in names or noun in GENERAL or any(_has(one, noun) for one in (*kept, *found)):
            continue
        telling = [one for one in every if _has(one, noun)]
        found += telling if len(telling) == 1 else []
    return found[:_MOST]


def _has(statement: Statement, noun: str) -> bool:
    words = stems_of(statement.text)
    return noun in words or within(noun, words)


def _with_sizes(
    asked: Understanding, kept: list[Statement], every: Sequence[Statement]
) -> list[Statement]:
    """What the record says of firms of some size, where the question names one.

    A condition that is denied comes with those for the other sizes.
    """
    denied = _DENYING_QUESTION.search(asked.folded) is not None
    conditions = Attribute.CONDITIONS in [one.attribute for one in kept]
    if asked.filters.size is None and not (denied and conditions):
        return kept
    size = asked.filters.size
    among = [one for one in every if size or one.attribute is Attribute.CONDITIONS]
    others = [one for one in among if one not in kept and _SIZED.search(fold(one.text))]
    case = case_of(asked)
    fitting = [one for one in (*kept, *others) if size is None or fits(one, size)]
    return [
        replace(one, text=fitted(one.text, case)) if one.attribute is Attribute.RATE else one
        for one in fitting
    ]


def fits(statement: Statement, size: int) -> bool:
    """Whether a statement is none that is told of firms of other sizes ("Betriebe ab zehn …")."""
    match = _OF_SIZE.match(fold(statement.text))
    limit = match and (_NUMBERS.get(match["limit"]) or match["limit"])
    if match is None or not str(limit).isdigit():
        return True
    return size < int(str(limit)) if match["below"] else size >= int(str(limit))


_OF_SIZE = pattern("of_size")
_NUMBERS = {"zehn": 10, "zwanzig": 20, "fuenfzig": 50}
_SIZED = re.compile(r"beschaeftigte|(?:kleine|mittlere|grosse) unternehmen|jeder groesse")
_DENYING_QUESTION = pattern("denying_question")


@lru_cache(maxsize=1024)
def _meanings(text: str) -> frozenset[str]:
    """What words stand for beside themselves: synonyms, and themes other than funding at large."""
    found = word_tables().find(words_of(text))
    keys = {one.key for one in found if one.group in ("synonyms", "topics")}
    return frozenset(keys - {"funding"})


def _shared(wanted: set[str], meant: frozenset[str], rare: set[str], text: str) -> float:
    """Words in common; a meaning that only this statement has weighs like a word."""
    words = stems_of(text)
    own = sum(1.0 if one in words else 0.8 * within(one, words) for one in wanted)
    alike = meant & _meanings(text)
    return own + sum(_LEAST if one in rare else 0.4 for one in alike)


def unsaid_of(lines: Sequence[DraftSentence], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that no line has given yet."""
    known = " ".join(line.text for line in lines)
    return [one for one in statements if one.text.rstrip(".") not in known]


def gaps_met(
    desk: Desk, asked: Understanding, programme: FundingProgramme, meant: Sequence[Attribute]
) -> list[DraftSentence]:
    """Clauses of the record saying that just what is asked is not on file.

    "An wen schicke ich die Skizze" is not asked of the clause on the day for them.
    """
    wanted = wanted_words(asked) - stems_of(programme.name)
    found = []
    elsewhere = {Attribute.AGENCY, Attribute.CONTACT} & set(meant)
    timed = not meant or bool(_TIMED & set(meant))
    timed = timed and not (elsewhere and not _ASKS_TIME.search(asked.folded))
    texts = (programme.term, programme.status_note) if timed else ()
    for text in (*texts, programme.note):
        clause = denied_part(text) if text else None
        if clause and wanted & (stems_of(clause) - _DENYING):
            # That no call is open is what the record knows of it, and answers when it ends.
            of_call = programme.call_open is False and _CALL.search(fold(clause))
            line = desk.line if of_call else desk.gap
            evidence, value = backed(programme, text), clause.rstrip(".")
            found.append(
                line("funding_ended_status", evidence, name=programme.name, status_note=value)
            )
    evidence = backed(programme, programme.contact, programme.name)
    unknown = (_unknown_quantity(desk, asked, programme), *_unreachable(desk, asked, programme))
    return [
        *found,
        *(
            desk.gap("funding_missing", evidence, label=label, name=programme.name)
            for label in unknown
            if label is not None
        ),
    ]


_ASKS_TIME = pattern("asks_time")
_CALL = re.compile(r"\baufruf")


_TIMED = frozenset((Attribute.STATUS, Attribute.ENDS, Attribute.SUCCESSOR))


def _unreachable(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[str]:
    """Telephone or e-mail where the contact on file has none."""
    contact = programme.contact or ""
    if names_person(asked):
        return [desk.label(Attribute.PERSON.value)]
    if not _NUMBER.search(asked.folded):
        # "Wen rufe ich an?" asks who it is.
        return []
    missing = {Attribute.PHONE: not _PHONE.search(contact), Attribute.EMAIL: "@" not in contact}
    spoken = spoken_of(asked)
    wanted = [one for one in missing if one in spoken and missing[one]]
    return [desk.label(one.value) for one in wanted]


def names_person(asked: Understanding) -> bool:
    """ "Name der Abteilungsleiterin": of somebody at work there, and not of the programme."""
    return _NAME_OF.search(asked.folded) is not None


_NAME_OF = pattern("name_of")
_NUMBER = pattern("number")
_PHONE = re.compile(r"\d[\d /-]{5,}")


_DENYING_TEXT = "nicht kein ist sind hinterlegt belegt genannt bekannt ob offen"
_DENYING = frozenset(stem(word) for word in _DENYING_TEXT.split())


def _unknown_quantity(desk: Desk, asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Wie hoch ist der Zinssatz": a quantity that neither we nor the record know.

    A compound tells of what it is a kind of: "Tage" are told where "Beratungstage" are.
    """
    folded, said = asked.folded, asked.words
    match = next((found for one in _QUANTITIES if (found := one.search(folded))), None)
    if match is None:
        return None
    noun, shown = match["noun"], said[len(words_of(folded[: match.start("noun")]))].shown
    capitals = any(one.shown[:1].isupper() for one in said)
    if shown[:1].islower() and capitals and not _QUANTITY_ALONE.fullmatch(noun):
        return None
    root = next((told for begun, told in _TOLD_BY.items() if noun.startswith(begun)), None)
    told = [programme.name, *programme.aliases, *(one.text for one in statements_of(programme))]
    words = stems_of(" ".join(told) if root != _WAIT else programme.note or "")
    known = any(one.startswith(root or stem(noun)) for one in words)
    if root is None:
        known = known or any(one.endswith(stem(noun)) for one in words)
        known = known or within(stem(noun), words) or _read_as_height(noun, programme)
        known = known or any(stem(noun) in name_words(one) for one in desk.register.programmes)
    return None if known else shown[:1].upper() + shown[1:]


def _read_as_height(noun: str, programme: FundingProgramme) -> bool:
    """Whether a table reads the word as more than the topic of a question ("CO2")."""
    tables, told = word_tables(), meanings_in(programme)
    found = [
        one for one in tables.find(words_of(noun)) if one.group != "synonyms" or one.key in told
    ]
    sums = nearest(noun, _SAID_OF_SUMS, 2 if len(noun) > _LONG else 1) is not None
    return sums or tables.is_filler(noun) or any(one.group != "topics" for one in found)


_SAID_OF_SUMS = ("prozent", "zuschuss", "foerderung", "kredit", "darlehen", "geld", "mittel")
_LONG = 7


_WAIT = "monat"
_TOLD_BY = {
    **dict.fromkeys(("mindest", "untergrenze", "bagatell"), "mindest"),
    **dict.fromkeys(("kreditl", "kreditd", "darlehensl"), "laufzeit"),
    **dict.fromkeys(("bearbeitungs", "entscheidungs", "bewilligungs", "warte"), _WAIT),
    "tilgungs": "tilgung",
}
"""What a quantity is told by that is called by its first part."""
_QUANTITY = (
    r"\w*(?:zinssatz|zinsen|zins|zinsbindung|gebuehr(?:en)?|provision|kosten|quote"
    r"|(?<!geltungs)dauer|laufzeit|anzahl)"
)
_QUANTITY_ALONE = pattern("quantity_alone")
_QUANTITIES = (
    _QUANTITY_ALONE,
    re.compile(
        r"\b(?:wie (?:hoch|gross)|how (?:high|large|big))\s+(?:\w+\s+){0,2}?"
        r"(?:der|die|das|den|the)\s+(?:\w+en?\s+)?(?P<noun>\w{5,})\b(?!-)"
    ),
    re.compile(
        r"\b(?:welche[rnms]?|was fuer eine?n?|which|what)\s+(?:\w+\s+){0,2}?"
        rf"(?P<noun>{_QUANTITY})\b(?!-)"
    ),
    re.compile(rf"^\W*(?:\w+\s+)?(?P<noun>{_QUANTITY})\b(?!-)"),
    re.compile(r"\bwie ?viel (?P<noun>[a-z]\w{2,})\b"),
    re.compile(r"\bwie lange? dauer\w* (?:der|die|das|eine?) (?P<noun>\w{5,})\b(?!-)"),
)
