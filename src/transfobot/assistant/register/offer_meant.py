"""„Die Checks der Bergischen“: the end of a word in an offer's title, and whose it is, name it."""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Category, Understanding
from transfobot.domain.register import Offer
from transfobot.german.stems import stem

_SHORTEST = 5
_HEAD = 4
"""What stands before it in a compound has at least so many letters."""
_OTHERS = frozenset((Category.STUDY, Category.OFFICE))


def with_offer_meant(desk: Desk, asked: Understanding) -> Understanding:
    """The question with the offer it means, where a noun no table knows ends a word of its title.

    Of the networks named, or of those of the region named; of several offers none is meant.
    """
    mentions = asked.mentions
    ids = mentions.networks or mentions.organisations
    spoken = [one.folded for one in words_of(asked.core) if len(one.folded) >= _SHORTEST]
    strange = set(map(stem, spoken)) & set(asked.subjects_anywhere)
    other = mentions.offers or mentions.programmes or mentions.studies or mentions.authored
    if not (ids and strange) or other or asked.category in _OTHERS:
        return asked
    offers = [one for one in desk.register.offers if set(ids) & set(one.network_ids)]
    meant = [one for one in offers if any(_ends(one, noun) for noun in strange)]
    if len(meant) != 1:
        return asked
    category = None if asked.category is Category.FUNDING else asked.category
    own = replace(mentions, offers=(meant[0].id,))
    return replace(asked, mentions=own, category=category)


def _ends(offer: Offer, noun: str) -> bool:
    """Whether a compound of the title ends in a noun, in whatever number ("-checks")."""
    return any(
        noun in word.folded[_HEAD:]
        and len(word.folded) - word.folded.rfind(noun) - len(noun) < _ENDING
        for word in words_of(offer.title)
    )


_ENDING = 3
