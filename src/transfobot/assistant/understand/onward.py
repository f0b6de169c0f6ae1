"""What goes on from the answer before: the programmes shown there, and what is asked of them.

"Und wer zahlt das?" after three programmes names nothing, and is asked of all three. The words are
in `onward.toml`; `register/onward.py` answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.mentions import mentions_of
from transfobot.assistant.understand.read import Reading, read_text
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Onward,
    Understanding,
)
from transfobot.assistant.understand.words import onward_tables
from transfobot.domain.answers import Answer, Mode
from transfobot.domain.conversation import Topic, Turn
from transfobot.domain.register import CoordinationOffice, FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LATEST, _LONGEST, _MOST = 3, 16, 12
_BACK = re.compile(
    r"\b(?:das|dies\w*|dafuer|dazu|davon|damit|dabei|da|es|die|den|der|beide\w*|dort|sowas|so was)\b"
)
_OPENING = re.compile(
    r"\W*(?:(?:ok\w*|danke\w*|gut|ah\w*|aha|hm+|super|schoen)\b\W*)*(?:und|aber|also)\b"
)
_BRIEF, _PLAIN = 5, 10
_TRAINING = re.compile(r"bildung|schul|qualifi|kurs|lehrg")
_OTHERS = re.compile(
    r"\b(?:\w*netzwerk\w*|studien?|\w*veranstaltung\w*|workshops?|telefon\w*|durchwahl|anruf\w*"
    r"|was gibt es noch|sonst noch|andere\w*|weitere\w*)\b"
)
"""What is no question of the programmes, whatever else is said."""
_SAYS_WHICH = frozenset(("applicant", "payer", "combine", "kind", "start", "papers", "rejected"))
"""Asked of nothing but a programme, even where the answer before told of an office."""
_UNHELD = frozenset(("online", "rejected", "applicant", "worth", "papers", "combine"))
"""What no record tells: no other reading of a programme knows it."""


def with_onward(
    known: Understanding, first: Understanding, turns: Sequence[Turn], reading: Reading
) -> Understanding:
    """The question with what it asks of the programmes shown before; none where it asks anew."""
    onward = _onward(first, turns, reading)
    if onward is None and known.onward is None:
        return known
    return replace(known, onward=onward, previous=first.previous)


def _onward(first: Understanding, turns: Sequence[Turn], reading: Reading) -> Onward | None:
    if not turns or _asks_anew(first):
        return None
    programmes, last = _shown(turns, reading)
    if not programmes:
        return None
    told = [one.question for one in turns[-_LATEST - 1 :]]
    named = _named(told, programmes, reading)
    aspects = aspects_of(first) or (() if named else _by_attributes(first))
    if not aspects or not (last or _SAYS_WHICH & set(aspects)):
        return None
    size = next((one for one in map(size_of, (first.core, *reversed(told))) if one), None)
    return Onward(programmes, aspects, size, first=not named or bool(_UNHELD & set(aspects)))


def _named(told: Sequence[str], programmes: Sequence[str], reading: Reading) -> bool:
    """Whether just one of the programmes that were shown had been asked for by its name."""
    reads = (read_text(one, reading) for one in told)
    register = reading.lexicon.register
    named = {each for read in reads for each in mentions_of(read, register).programmes}
    return len(named & set(programmes)) == 1


def aspects_of(first: Understanding) -> tuple[str, ...]:
    """What is asked of programmes; that of a group only where nothing else is."""
    found = onward_tables().find(words_of(first.core))
    keys = dict.fromkeys(one.key for one in found if one.group == "aspects")
    narrow = tuple(
        one
        for one in keys
        if one not in _WIDE and not _MORE_TELLING.get(one, frozenset()) & keys.keys()
    )
    year = first.filters.year
    if year is not None and year >= first.day.year and not set(narrow) - {"deadline"}:
        return ("later",)
    return narrow or tuple(keys)[:1]


_MORE_TELLING = {
    # "Wie viel Prozent der Belegschaft?" asks for no sum; "zahle ich oder der Chef?" for no form.
    "rate": frozenset(("least", "payer")),
    "applicant": frozenset(("payer",)),
    "deadline": frozenset(("later",)),
}
_WIDE = frozenset(("group", "how", "conditions"))


def _by_attributes(first: Understanding) -> tuple[str, ...]:
    told = (_OF_ATTRIBUTES[one] for one in first.attributes if one in _OF_ATTRIBUTES)
    return tuple(dict.fromkeys(told))


_OF_ATTRIBUTES = {
    Attribute.FUNDER: "payer", Attribute.AGENCY: "agency", Attribute.ENDS: "deadline",
    Attribute.CONDITIONS: "conditions", Attribute.RATE: "rate", Attribute.BEFORE_START: "start",
    Attribute.ELIGIBLE: "applicant", Attribute.KIND: "kind", Attribute.LAW: "law",
}  # fmt: skip


def _asks_anew(first: Understanding) -> bool:
    """Whether a text names a record, place or theme of its own, or asks of something else."""
    named = not first.named.empty or first.mentions.organisations or first.mentions.authored
    if named or _placed(first) or first.filters.lands or first.meta or first.service:
        return True
    if first.person_wanted or first.foreign_topic or len(first.words) > _LONGEST:
        return True
    if first.category not in (None, Category.FUNDING) or _OTHERS.search(first.folded):
        return True
    goes_on = _OPENING.match(first.folded) or _BACK.search(first.folded)
    listing = first.category is Category.FUNDING and Intent.LIST in first.intents
    if listing and not re.search(r"\bdavon\b|\bdenen\b", first.folded):
        return True
    if first.filters.statuses and Intent.LIST in first.intents:
        # "Und welche sind noch offen?": a list of all.
        return True
    themes = set(first.topics) - {Topic.FUNDING, Topic.LABOUR_RELATIONS, Topic.CLOSURE}
    themes -= set() if _TRAINING.search(first.folded) else {Topic.QUALIFICATION}
    if themes and not set(aspects_of(first)) - {"group"}:
        # "Und für Energie?": other programmes.
        return True
    themes -= {Topic.QUALIFICATION}
    own = {stem(one) for one in _said(first)}
    most = _BRIEF if {*first.subjects_anywhere} - own else _PLAIN
    return not goes_on and bool(themes or len(first.words) > most)


def _placed(first: Understanding) -> bool:
    """Whether a place is named: "Stelle" is a village too, but not where one asks for an office."""
    if first.place is None:
        return False
    return fold(first.place.matched) not in _said(first)


def _said(first: Understanding) -> set[str]:
    """The words that ask of programmes."""
    words = words_of(first.core)
    return {words[at].folded for one in onward_tables().find(words) for at in one.at}


def _shown(turns: Sequence[Turn], reading: Reading) -> tuple[tuple[str, ...], bool]:
    """The programmes last shown, and whether nothing else was shown after them."""
    last = True
    for turn in reversed(turns[-_LATEST:]):
        records = _records(turn.answer, reading)
        programmes = [one.id for one in records if isinstance(one, FundingProgramme)]
        if programmes:
            others = [one for one in records if not isinstance(one, CoordinationOffice)]
            last = last and isinstance(others[-1], FundingProgramme)
            return tuple(dict.fromkeys(programmes))[:_MOST], last
        last = last and not records
    return (), False


def _records(answer: Answer, reading: Reading) -> list[object]:
    """The records that an answer over the register cites, in the order they stand there."""
    if answer.mode is not Mode.REGISTER:
        return []
    register = reading.lexicon.register
    documents = {one.number: one.document_id for one in answer.citations}
    cited = [documents[at] for line in answer.sentences for at in line.citations if at in documents]
    return [one for one in map(register.of_document, cited) if one is not None]


def group_meant(text: str) -> str:
    """Whom "gilt das auch für Leiharbeiter?" asks of, as it is written."""
    match = _GROUP.search(text)
    return match["who"].strip(" ?.!,") if match else ""


_GROUP = re.compile(
    r"(?i)\b(?:f(?:ü|ue)r|bei|mit|als|und|wenn)\s+(?:(?:nur|auch|uns|mich|den|die|der|das|einen?|einem|eine[rm]?|unsere?n?|meine?n?|alle)\s+)*"
    r"(?P<who>(?!f(?:ü|ue)r\b|was\b|bei\b|wenn\b|wie\b)\w[\w\- ]*)"
)
