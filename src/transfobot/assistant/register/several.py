"""Several questions in one about a network or an offer: each part is answered for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.gaps import settled
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, names_of
from transfobot.assistant.register.programme_scores import name_words
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.parts import asking_part, parts_of
from transfobot.assistant.understand.pieces import OF_BOTH, opens_with_asking
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.domain.answers import Outcome
from transfobot.domain.register import Network
from transfobot.german.stems import stem

_MOST = 2
_TOLD = frozenset((Outcome.ANSWERED, Outcome.PARTLY))
_WHOLE = frozenset((Intent.COMPARE, Intent.CHOOSE))
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
    intents = [tuple(each for each in one.intents if each not in _SUMMED_UP) for one in parts]
    carried = [
        replace(one, mentions=mentions, intents=own)
        for one, own in zip(parts, intents, strict=True)
    ]
    parts = tuple(_of_its_own(desk, carried, networks))
    drafts = [(one, answer(desk, one)) for one in parts]
    told = [settled(desk, one, draft) for one, draft in drafts if draft is not None]
    told = [one for one in told if one.clarification is None]
    if not any(one.outcome in _TOLD for one in told):
        return None
    rest = [one for one, draft in drafts if draft is None]
    whole = answer(desk, asked) if rest else None
    if whole is not None:
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


def sums_up(asked: Understanding) -> bool:
    """Whether a record is to be summed up; "Steckbrief mit Träger und Start" names what of it."""
    listed = set(asked.attributes) & _OF_NETWORKS
    return bool(_SUMMED_UP & set(asked.intents)) and len(listed) < _LISTED


_SUMMED_UP = frozenset((Intent.SUMMARY, Intent.OUTLINE))
_LISTED = 2


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


def _of_its_own(
    desk: Desk, parts: Sequence[Understanding], networks: Sequence[Network]
) -> Iterator[Understanding]:
    """Each part with the networks it names itself, else with those the part before it names.

    "Wer führt ITAS, und wann endet TraSaar? Seit wann gibt es das?"; where no part before names
    one, it is asked of all.
    """
    spoken: tuple[str, ...] = ()
    for part in parts:
        if not networks and part.category is Category.NETWORK:
            # "Wann war der Gipfel, und läuft das Netzwerk noch?": of the one whose offer it is.
            offers = [one for one in map(desk.register.offer, part.mentions.offers) if one]
            ids = dict.fromkeys(each for one in offers for each in one.network_ids)
            part = replace(part, mentions=Mentions(networks=tuple(ids)))
        said = key_of(part.core)
        own = tuple(
            one.id
            for one in networks
            if any(key_of(name) in said for name in (one.short_name, *one.aliases))
        )
        if not own and part.category is Category.NETWORK and _LISTS & set(part.intents):
            # "Wer leitet X, und welche Netzwerke gibt es in Hessen?": a list is of all.
            yield replace(part, mentions=Mentions(), named=Mentions())
            continue
        named = own or (() if _OF_ALL & {one.folded for one in words_of(part.core)} else spoken)
        spoken = named
        part = _without_offer(desk, part, named=bool(own), known=bool(networks))
        programmes = _programmes_in(desk, part)
        if programmes and not own:
            # "Wie groß ist der Fonds, und wann endete das Netzwerk?": each of its own record.
            mentions = replace(part.mentions, networks=(), programmes=programmes)
            yield replace(part, mentions=mentions)
            continue
        part = replace(part, mentions=replace(part.mentions, programmes=programmes))
        yield replace(part, mentions=replace(part.mentions, networks=named)) if named else part


def _programmes_in(desk: Desk, part: Understanding) -> tuple[str, ...]:
    """Those of the programmes named whose own words stand in a part."""
    spoken = {stem(word.folded) for word in words_of(part.core)}
    named = [one for one in map(desk.register.programme, part.mentions.programmes) if one]
    lands = {stem(word.folded) for one in named for word in words_of(" ".join(one.lands))}
    return tuple(one.id for one in named if (name_words(one) - lands) & spoken)


_LISTS = frozenset((Intent.LIST, Intent.COUNT))
_OF_ALL = OF_BOTH | {"alle"}


def _without_offer(desk: Desk, part: Understanding, *, named: bool, known: bool) -> Understanding:
    """A part that says nothing of the offer named asks of its network, where only that has it.

    So does one that names the network itself ("Seit wann gibt es CARS 2.0, und wann war …?").
    """
    words = words_of(part.core)
    offers = [one for one in map(desk.register.offer, part.mentions.offers) if one]
    asked = set(part.attributes)
    of_network = bool(asked) and asked <= _OF_NETWORKS
    of_network = of_network or Attribute.MONEY in asked
    of_network = of_network or not opens_with_asking(words)
    if not (known and offers and words) or not (of_network or named):
        return part
    titles = {word.folded for one in offers for word in words_of(f"{one.title} {one.place}")}
    if titles & {word.folded for word in words}:
        return part
    return replace(part, mentions=replace(part.mentions, offers=()))


_OF_NETWORKS = CONTACT_ATTRIBUTES | {
    Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
    Attribute.MONEY, Attribute.WEBSITE, Attribute.DISTRICTS, Attribute.REGION, Attribute.STATUS,
    Attribute.FUNDER, Attribute.FOCUS,
}  # fmt: skip


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
