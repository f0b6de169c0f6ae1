"""Several questions in one about a network or an offer: each part is answered for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.entity import names_of, networks_named
from transfobot.assistant.register.gaps import settled
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.parts import asking_part, opens_with_asking, parts_of
from transfobot.assistant.understand.understanding import Category, Intent, Understanding
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
    parts = parts_of(asked) if not (_WHOLE & set(asked.intents) or asked.meta) else ()
    asked = _of_one_region(asked, parts)
    networks = networks_named(desk, asked)
    if not parts or not (0 < len(networks) <= _MOST or (asked.mentions.offers and not networks)):
        return None
    mentions = asked.mentions
    parts = tuple(_of_its_own(desk, replace(one, mentions=mentions), networks) for one in parts)
    drafts = [(one, answer(desk, one)) for one in parts]
    told = [settled(desk, one, draft) for one, draft in drafts if draft is not None]
    told = [one for one in told if one.clarification is None]
    if not any(one.outcome in _TOLD for one in told):
        return None
    rest = [one for one, draft in drafts if draft is None]
    whole = answer(desk, asked) if rest else None
    if whole is not None and not _of_others(desk, whole, networks):
        # "… und wo war der von 2023?" is only understood with what comes before.
        told, rest = [*told, settled(desk, asked, whole)], []
    first = next(one for one in told if one.outcome in _TOLD)
    full = not rest and all(one.outcome is Outcome.ANSWERED for one in told)
    names = " ".join(one.short_name for one in networks[:1])
    return replace(
        first,
        sentences=_once(desk, told),
        outcome=Outcome.ANSWERED if full else Outcome.PARTLY,
        open_parts=tuple(f"{one.core} {names}".strip() for one in rest if one.nouns),
    )


def _of_others(desk: Desk, draft: Draft, networks: Sequence[Network]) -> bool:
    """Whether a draft tells of other networks than those that are asked about."""
    cited = {one.document_id for line in draft.sentences for one in line.evidence}
    known = {one.document_id for one in networks}
    others = {one.document_id for one in desk.register.networks} - known
    return bool(cited & others) and not cited & known


def _of_one_region(asked: Understanding, parts: Sequence[Understanding]) -> Understanding:
    """ "Region 10: welche Kreise …, und wann war der Auftakt?": parts about its one network."""
    ids = asked.mentions.organisations
    reached = any(Intent.RESPONSIBLE in one.intents for one in parts)
    other = asked.category in (Category.FUNDING, Category.STUDY)
    if len(ids) != 1 or not asked.mentions.empty or asked.mentions.authored or reached or other:
        return asked
    return replace(asked, mentions=replace(asked.mentions, networks=ids, organisations=()))


def _once(desk: Desk, told: Sequence[Draft]) -> tuple[DraftSentence, ...]:
    """The sentences in a row, each fact once; the head of a list is said of each list.

    What answers one part is no mere neighbour where it stands beside another.
    """
    kept: dict[object, DraftSentence] = {}
    offers = {one.document_id for one in desk.register.offers}
    for at, one in enumerate(told):
        for line in one.sentences:
            cited = frozenset(each.document_id for each in line.evidence)
            # An offer is told in one line, however its parts are asked for.
            listed = line.text.startswith("–") and cited and cited <= offers
            key: object = cited if listed else (line.text, line.evidence)
            key = key if line.evidence else (at, line)
            if key not in kept or line.part is Part.ANSWER:
                kept[key] = line
    return tuple(kept.values())


def _of_its_own(desk: Desk, part: Understanding, networks: Sequence[Network]) -> Understanding:
    """The part with the networks it names itself, if it does: "… und wann endet TraSaar?"."""
    said = key_of(part.core)
    own = tuple(
        one.id
        for one in networks
        if any(key_of(name) in said for name in (one.short_name, *one.aliases))
    )
    part = _without_offer(desk, part, networks)
    return replace(part, mentions=replace(part.mentions, networks=own)) if own else part


def _without_offer(desk: Desk, part: Understanding, networks: Sequence[Network]) -> Understanding:
    """A member of an enumeration that says nothing of the offer named asks of its network."""
    words = words_of(part.core)
    offers = [one for one in map(desk.register.offer, part.mentions.offers) if one]
    if not (networks and offers and words) or opens_with_asking(words):
        return part
    titles = {word.folded for one in offers for word in words_of(f"{one.title} {one.place}")}
    if titles & {word.folded for word in words}:
        return part
    return replace(part, mentions=replace(part.mentions, offers=()))


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
