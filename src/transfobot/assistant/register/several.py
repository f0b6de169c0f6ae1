"""Several questions in one about a network: each part is answered for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import names_of, networks_named
from transfobot.assistant.register.gaps import settled
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.parts import asking_part, parts_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.domain.answers import Outcome
from transfobot.domain.register import Network

_MOST = 2
_TOLD = frozenset((Outcome.ANSWERED, Outcome.PARTLY))
_WHOLE = frozenset((Intent.COMPARE, Intent.CHOOSE, Intent.SUMMARY, Intent.OUTLINE))
"""What is done with the record as a whole."""
Answering = Callable[[Desk, Understanding], Draft | None]


def part_by_part(desk: Desk, asked: Understanding, answer: Answering) -> Draft | None:
    """The answers to the parts in a row; None where the question has no parts, or none is known.

    A part that the records do not answer is left to the documents (`open_parts`).
    """
    networks = networks_named(desk, asked)
    if not 0 < len(networks) <= _MOST or _WHOLE & set(asked.intents) or asked.meta:
        return None
    parts = tuple(_of_its_own(one, networks) for one in parts_of(asked))
    drafts = [(one, answer(desk, one)) for one in parts]
    told = [settled(desk, one, draft) for one, draft in drafts if draft is not None]
    told = [one for one in told if one.clarification is None]
    if not any(one.outcome in _TOLD for one in told):
        return None
    rest = [one for one, draft in drafts if draft is None]
    if rest and (whole := answer(desk, asked)) is not None:
        # "… und wo war der von 2023?" is only understood with what comes before.
        told, rest = [*told, settled(desk, asked, whole)], []
    first = next(one for one in told if one.outcome in _TOLD)
    full = not rest and all(one.outcome is Outcome.ANSWERED for one in told)
    return replace(
        first,
        sentences=_once(told),
        outcome=Outcome.ANSWERED if full else Outcome.PARTLY,
        open_parts=tuple(f"{one.core} {networks[0].short_name}" for one in rest if one.nouns),
    )


def _once(told: Sequence[Draft]) -> tuple[DraftSentence, ...]:
    """The sentences in a row, each fact once; the head of a list is said of each list."""
    kept: dict[object, DraftSentence] = {}
    for at, one in enumerate(told):
        for line in one.sentences:
            kept.setdefault(line if line.evidence else (at, line), line)
    return tuple(kept.values())


def _of_its_own(part: Understanding, networks: Sequence[Network]) -> Understanding:
    """The part with the networks it names itself, if it does: "… und wann endet TraSaar?"."""
    said = key_of(part.core)
    own = tuple(
        one.id
        for one in networks
        if any(key_of(name) in said for name in (one.short_name, *one.aliases))
    )
    return replace(part, mentions=replace(part.mentions, networks=own)) if own else part


def without_telling(desk: Desk, asked: Understanding, answer: Answering) -> Draft | None:
    """The answer to the question alone, where a word of what is told around it is not known."""
    part = asking_part(asked) if not asked.meta else None
    ids = asked.mentions.networks or asked.mentions.organisations
    if part is None or not ids:
        return None
    spoken = {word.folded for word in words_of(part.core)}
    named = {
        word.folded
        for one in map(desk.register.network, ids)
        for name in ((*names_of(one), *one.region_aliases) if one else ())
        for word in words_of(name)
    }
    # "Es gibt dort eine Kantine. Wie hoch ist der Preis?": asked of what is told.
    own = spoken & (named | _POINTING) or NETWORK_ATTRIBUTES & set(part.attributes)
    return answer(desk, part) if own else None


_POINTING = frozenset(
    ("da", "dort", "die", "denen", "deren", "davon", "dabei", "dafuer", "daran", "dran", "there")
)
""" "Da war immer viel los. Wie viele machten dort mit?": of the network named before."""
