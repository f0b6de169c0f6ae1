"""Countries beside Germany: no record is of one, whatever a partner of a network may be from."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import country_tables
from transfobot.domain.answers import Outcome

_TOWARDS = frozenset(("in", "im", "aus", "fuer", "zu", "ueber", "from", "for"))
_BETWEEN = frozenset(("der", "die", "den", "dem", "the", "volksrepublik"))
_ASKED = (Category.NETWORK, Category.OFFER, Category.STUDY, Category.FUNDING)
_ALONG = frozenset((Attribute.PARTNERS, Attribute.ELIGIBLE, Attribute.LEAD))


def abroad(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Welche Netzwerke gibt es in der Schweiz?": none that is on file."""
    found = _country(words_of(asked.core))
    named = not asked.mentions.empty or asked.filters.lands or asked.place
    if found is None or named or asked.category not in _ASKED or _ALONG & set(asked.attributes):
        return None
    if not (Intent.LIST in asked.intents or Intent.COUNT in asked.intents or _bare(asked)):
        return None
    gap = DraftSentence(desk.say("abroad", land=found))
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def _country(words: Sequence[Word]) -> str | None:
    """The country that is named as where something is ("in der Schweiz"), as it is written."""
    for one in country_tables().find(words):
        at = one.start - 1
        while at >= 0 and words[at].folded in _BETWEEN:
            at -= 1
        if one.group == "countries" and at >= 0 and words[at].folded in _TOWARDS:
            return " ".join(
                each.shown for each in words[one.start : one.end] if each.folded != "the"
            )
    return None


def _bare(asked: Understanding) -> bool:
    """ "Netzwerke in Polen?": nothing but the kind and the country is said."""
    return not asked.attributes and len(asked.content) <= 1
