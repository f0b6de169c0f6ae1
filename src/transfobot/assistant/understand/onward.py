"""What goes on from the answer before: the programmes or networks shown there, and what is asked.

"Und wer zahlt das?" after three programmes names nothing, and is asked of all three. The words are
in `onward.toml`; `register/onward.py` and `register/onward_network.py` answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.understand.again import opens_narrowing
from transfobot.assistant.understand.audience import situations_in
from transfobot.assistant.understand.changed_value import with_value
from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.mentions import mentions_of
from transfobot.assistant.understand.pieces import opens_with_asking
from transfobot.assistant.understand.read import Reading, read_text
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Meta,
    Onward,
    Understanding,
)
from transfobot.assistant.understand.words import listed, onward_tables, pattern
from transfobot.domain.answers import Answer, Mode, Outcome
from transfobot.domain.conversation import Topic, Turn
from transfobot.domain.register import FundingProgramme, Network
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LATEST, _LONGEST, _MOST, _BRIEF, _PLAIN = 3, 16, 12, 7, 10
_BACK, _OPENING = pattern("onward_back"), pattern("onward_opening")
_OTHERS, _OF_THEM = pattern("onward_others"), pattern("onward_of_them")
_SAYS_WHICH = frozenset(
    ("applicant", "payer", "combine", "kind", "start", "papers", "rejected", "decides")
)
"""Asked of nothing but a programme, even where the answer before told of an office."""
_REACHING = frozenset(("first", "unreached", "member", "visit"))
"""Asked of nothing but an office, whatever programmes were shown with it."""
_UNTOLD = frozenset(("online", "rejected", "applicant", "worth", "papers", "combine", "simpler"))
"""What no other reading of a single programme knows."""
_MORE_TELLING = {
    # "Wie viel Prozent der Belegschaft?" asks for no sum; "zahle ich oder der Chef?" for no form.
    "rate": frozenset(("least", "payer")),
    "applicant": frozenset(("payer", "start")),
    "deadline": frozenset(("later",)),
    "agency": frozenset(("decides",)),
    "kind": frozenset(("start",)),
}
_WIDE = frozenset(("group", "how", "conditions"))
_OF_ATTRIBUTES = {
    Attribute.FUNDER: "payer", Attribute.AGENCY: "agency", Attribute.ENDS: "deadline",
    Attribute.CONDITIONS: "conditions", Attribute.RATE: "rate", Attribute.BEFORE_START: "start",
    Attribute.KIND: "kind", Attribute.LAW: "law",
}  # fmt: skip


def with_onward(
    known: Understanding, first: Understanding, turns: Sequence[Turn], reading: Reading
) -> Understanding:
    """The question with what it asks of what was shown before; none where it asks anew."""
    if turns and with_value(turns[-1].question, first):
        # It asks what was asked before, in another case.
        return known
    onward = None if not turns or _asks_anew(first) else _onward(first, turns, reading)
    if onward is None and known.onward is None:
        return known
    return replace(known, onward=onward, previous=first.previous)


def _onward(first: Understanding, turns: Sequence[Turn], reading: Reading) -> Onward | None:
    programmes, last = _shown(turns, first, reading)
    told = [one.question for one in turns[-_LATEST - 1 :]]
    sizes = map(size_of, (first.core, *reversed(told)))
    size = next((one for one in sizes if one), None)
    simpler = first.meta is Meta.SIMPLER
    decisive = _SAYS_WHICH & {*aspects_of(first)} if programmes else ()
    reaching = {one.key for one in onward_tables().find(first.words)} & _REACHING
    if (reaching or not (last or decisive)) and (
        onward := _of_networks(first, turns[-1].answer, reading, size)
    ):
        return onward
    if not programmes or _OTHERS.search(first.folded):
        return None
    named = _named(told, programmes, reading)
    aspects = aspects_of(first) or (() if named else _by_attributes(first))
    aspects = ("simpler",) if simpler else aspects
    if not (aspects or (last and not named)) or not (last or _SAYS_WHICH & set(aspects)):
        return None
    oneself = of_oneself(first.core) or first.words[0].folded == "bin"
    if oneself and situations_in(first.core, sized=False):
        # "Ich bin 52, geht das noch?" is told of the asker.
        return None
    if not aspects and not ("?" in first.text or opens_with_asking(first.words)):
        # "35 Leute, Metallbau" tells more.
        return None
    if not aspects:
        # What nobody can answer is told of the programmes, where no other reading knows it.
        plain = not (first.attributes or first.intents or first.category)
        return Onward(programmes, ("open",), size, first=plain)
    strange = {*first.subjects_anywhere, *first.nouns} - {stem(one) for one in _said(first)}
    if named and (strange or aspects == ("group",)):
        return None
    return Onward(programmes, aspects, size, first=not named or bool(_UNTOLD & set(aspects)))


def _of_networks(
    first: Understanding, before: Answer, reading: Reading, size: int | None
) -> Onward | None:
    """What is asked of the networks that the answer before told of, else of the one spoken of."""
    found = onward_tables().find(first.words)
    keys = tuple(dict.fromkeys(one.key for one in found if one.group == "network"))
    keys = ("simpler",) if first.meta is Meta.SIMPLER else keys
    if not before.answer_id:
        # The question before it in one message.
        return None
    shown = [one.id for one in _records(before, reading) if isinstance(one, Network)]
    spoken = first.referents.network
    networks = tuple(dict.fromkeys(shown)) if spoken in shown else ((spoken,) if spoken else ())
    programme = first.referents.programme and not shown
    nowhere = before.outcome is Outcome.NO_SOURCE and first.referents.place
    if not keys or programme or not (networks or nowhere):
        return None
    return Onward((), keys, size, networks=networks)


def _named(told: Sequence[str], programmes: Sequence[str], reading: Reading) -> bool:
    """Whether just one of the programmes that were shown had been asked for by its name."""
    reads = (read_text(one, reading) for one in told)
    register = reading.lexicon.register
    named = {each for read in reads for each in mentions_of(read, register).programmes}
    return len(named & set(programmes)) == 1


def aspects_of(first: Understanding) -> tuple[str, ...]:
    """What is asked of programmes; that of a group only where nothing else is."""
    found = onward_tables().find(first.words)
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


def _by_attributes(first: Understanding) -> tuple[str, ...]:
    told = (_OF_ATTRIBUTES[one] for one in first.attributes if one in _OF_ATTRIBUTES)
    return tuple(dict.fromkeys(told))


def _asks_anew(first: Understanding) -> bool:
    """Whether a text names a record, place or theme of its own, or asks of something else."""
    words = _said(first)
    named = not first.named.empty or first.mentions.organisations or first.mentions.authored
    # "Stelle" is a village too, but not where one asks for an office.
    placed = first.place is not None and fold(first.place.matched) not in words
    meta = first.meta not in (None, Meta.SIMPLER) or first.service or first.person_wanted
    if named or placed or meta or first.filters.lands or len(first.words) > _LONGEST:
        return True
    listing = first.category is Category.FUNDING and not aspects_of(first)
    if (
        (listing or first.filters.statuses)
        and Intent.LIST in first.intents
        and not _OF_THEM.search(first.folded)
    ):
        # "Und welche sind noch offen?": a list of all.
        return True
    narrowing = opens_narrowing(first.core) and not set(aspects_of(first)) - {"group"}
    if narrowing or first.foreign_topic or first.category in (Category.STUDY, Category.OFFER):
        return True
    themes = set(first.topics) - {Topic.FUNDING, Topic.LABOUR_RELATIONS, Topic.CLOSURE}
    training = Topic.QUALIFICATION in themes and any(one in first.folded for one in _TRAINING)
    themes -= {Topic.QUALIFICATION}
    if (themes or training) and not set(aspects_of(first)) - {"group"}:
        # "Und für Energie?": other programmes.
        return True
    goes_on = _OPENING.match(first.folded) or _BACK.search(first.folded)
    strange = {*first.subjects_anywhere} - {stem(one) for one in words}
    return not goes_on and bool(themes or len(first.words) > (_BRIEF if strange else _PLAIN))


def _said(first: Understanding) -> set[str]:
    """The words that ask of what was shown."""
    return {first.words[at].folded for one in onward_tables().find(first.words) for at in one.at}


_TRAINING = listed("onward_training")


def _shown(
    turns: Sequence[Turn], first: Understanding, reading: Reading
) -> tuple[tuple[str, ...], bool]:
    """The programmes last shown, and whether nothing else was shown after them."""
    last = True
    for turn in reversed(turns[-_LATEST:]):
        records = _records(turn.answer, reading)
        shown = [one for one in records if isinstance(one, FundingProgramme)]
        programmes = [one.id for one in shown]
        if first.referents.network and all(Topic.NETWORKING in one.topics for one in shown):
            # Who pays for a network is told along with it.
            return (), False
        if programmes:
            return tuple(dict.fromkeys(programmes))[:_MOST], last
        last = last and not records
    return (), False


def _records(answer: Answer, reading: Reading) -> list[object]:
    """The records that an answer over the register cites, in the order they stand there."""
    if answer.mode is Mode.EXTRACTIVE and answer.outcome is not Outcome.NO_SOURCE:
        return []
    register = reading.lexicon.register
    documents = {one.number: one.document_id for one in answer.citations}
    cited = [documents[at] for line in answer.sentences for at in line.citations if at in documents]
    return [one for one in map(register.of_document, cited) if one is not None]


def group_meant(text: str) -> str:
    """Whom "gilt das auch für Leiharbeiter?" asks of, as it is written."""
    match = _GROUP_OF.search(text) or _GROUP.search(text)
    words = match["who"].split() if match else []
    nouns = [at for at, word in enumerate(words) if word.lower() != word]
    return " ".join(words[: nouns[-1] + 1] if nouns else words).strip(" ?.!,")


_GROUP = pattern("onward_group", re.IGNORECASE)
_GROUP_OF = pattern("onward_group_of", re.IGNORECASE)
