"""What a question takes over from the conversation: network, place, programme, person, choices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Mentions
from transfobot.domain.conversation import Referents
from transfobot.german.stopwords import STOP_WORDS

ORDINALS = {
    "erste": 0, "ersten": 0, "erstes": 0, "first": 0, "zweite": 1, "zweiten": 1, "zweites": 1,
    "second": 1, "dritte": 2, "dritten": 2, "third": 2, "letzte": -1, "letzten": -1, "last": -1,
    "erstem": 0, "erster": 0, "zweitem": 1, "zweiter": 1, "zweitens": 1, "drittem": 2,
    "dritter": 2, "drittes": 2, "letztem": -1, "letzter": -1, "letztes": -1,
    "letztgenannte": -1, "letztgenannten": -1, "erstgenannte": 0, "erstgenannten": 0,
    "zweitgenannte": 1, "zweitgenannten": 1,
}  # fmt: skip
_NUMBER = re.compile(r"(?:(?:nr|nummer|option|number)\W*)?(\d{1,2})[.)]?")
OF_PROGRAMMES = frozenset((
    Attribute.ELIGIBLE, Attribute.RATE, Attribute.AGENCY, Attribute.FUNDER, Attribute.LAW,
    Attribute.BEFORE_START, Attribute.CONDITIONS, Attribute.KIND, Attribute.SUCCESSOR,
    Attribute.PURPOSE,
))  # fmt: skip
OF_OFFICES = frozenset((
    Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS, Attribute.HOURS, Attribute.CONTACT,
    Attribute.PERSON, Attribute.DEPUTY,
))  # fmt: skip

OF_NETWORKS = OF_OFFICES | {
    Attribute.LEAD, Attribute.PARTNERS, Attribute.MONEY, Attribute.SPAN, Attribute.STATUS,
    Attribute.FOCUS, Attribute.DISTRICTS, Attribute.WEBSITE,
}  # fmt: skip
"""What is asked of a network, though one of its offers was spoken of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of an open clarification that the inquirer took."""

    shown: str
    value: str


def chosen(text: str, pending: Sequence[tuple[str, str]]) -> Choice | None:
    """The option meant by "1", "das in Sachsen", "die zweite" or the option's own words.

    None when nothing or more than one option fits: then the text is a new question.
    """
    if not pending:
        return None
    words = [word.folded for word in words_of(text)]
    number = _NUMBER.fullmatch(text.strip().lower())
    if number and 1 <= int(number[1]) <= len(pending):
        return Choice(*pending[int(number[1]) - 1])
    scores = _shared_words(words, pending)
    best = max(scores)
    if best > 0 and scores.count(best) == 1:
        return Choice(*pending[scores.index(best)])
    if best == 0 and len(words) <= 4:
        for word in words:
            if word in ORDINALS and abs(ORDINALS[word]) < len(pending):
                return Choice(*pending[ORDINALS[word]])
    return None


def _shared_words(words: Sequence[str], pending: Sequence[tuple[str, str]]) -> list[int]:
    """How many of an option's own words the text has; what all options share does not count."""
    options = [{word.folded for word in words_of(shown)} - STOP_WORDS for shown, _ in pending]
    shared = set.intersection(*options) if len(options) > 1 else set()
    spoken = set(words)
    return [len((option - shared) & spoken) for option in options]


def inherited(
    mentions: Mentions,
    referents: Referents,
    attributes: Sequence[Attribute],
    *,
    plural: bool = False,
    whom: bool = False,
) -> Mentions:
    """The mentions with what the conversation spoke of, by the kind of what is asked.

    `plural` asks of all networks last listed ("und wer leitet die jeweils?"), `whom` of the person
    last spoken of ("wer ist das?").
    """
    if whom and referents.person and referents.office:
        return replace(mentions, persons=(referents.person,), offices=(referents.office,))
    asked = set(attributes)
    programme, network = referents.programme, referents.network
    if programme and (asked & OF_PROGRAMMES or not network):
        return replace(mentions, programmes=(programme,))
    if referents.study and not network:
        return replace(mentions, studies=(referents.study,))
    if network and not (plural and referents.other_networks):
        office = (referents.office,) if referents.office and asked & OF_OFFICES else ()
        offer = (referents.offer,) if referents.offer and not asked & OF_NETWORKS else ()
        return replace(mentions, networks=(network,), offices=office, offers=offer)
    if referents.other_networks:
        return replace(mentions, networks=referents.other_networks)
    if referents.offer:
        return replace(mentions, offers=(referents.offer,))
    if referents.office and asked & OF_OFFICES:
        return replace(mentions, offices=(referents.office,))
    return mentions


def remembered(referents: Referents, mentions: Mentions) -> Referents:
    """What may be meant from now on where the answer itself does not say: what was named last."""
    if mentions.empty:
        return referents
    network, *others = mentions.networks or (None,)
    return Referents(
        network=network,
        other_networks=(network, *others) if network and others else (),
        place=referents.place,
        programme=_only(mentions.programmes),
        study=_only(mentions.studies),
        offer=_only(mentions.offers),
        person=_only(mentions.persons),
        office=_only(mentions.offices),
    )


def _only(ids: Sequence[str]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def other_network(referents: Referents) -> str | None:
    """What "das andere" means: the one other network last spoken of."""
    others = [one for one in referents.other_networks if one != referents.network]
    return others[0] if len(others) == 1 else None


def spoken_of(referents: Referents, networks: Sequence[str]) -> tuple[str, ...]:
    """The networks of the last questions in order, with those of this one at the end."""
    before = [one for one in (*referents.other_networks, referents.network) if one]
    earlier = [one for one in dict.fromkeys(before) if one not in networks]
    return (*earlier[-_REMEMBERED:], *networks) if earlier else ()


_REMEMBERED = 3


def ordinal_network(referents: Referents, words: Sequence[str]) -> str | None:
    """What "beim zweiten" means among the networks last compared or listed."""
    others = referents.other_networks
    # A list that holds the network last spoken of keeps its own order.
    first = () if referents.network in others else (referents.network,)
    networks: list[str] = list(dict.fromkeys(one for one in (*first, *others) if one))
    for before, word in zip(("", *words), words, strict=False):
        at = int(word) - 1 if before in _COUNTED and word.isdigit() else ORDINALS.get(word)
        if at is not None and len(networks) > 1 and -len(networks) <= at < len(networks):
            return networks[at]
    return None


_COUNTED = frozenset(("nr", "nummer", "number", "no", "punkt"))
