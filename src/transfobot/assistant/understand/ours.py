"""Whether a question is of our field, by its words: firms, work, money, networks, regions."""

from __future__ import annotations

from functools import lru_cache

from transfobot.assistant.understand.language import of_oneself, words_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern, tails_of, word_tables
from transfobot.domain.answers import Outcome
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LEAST_WORDS = 3
_TURNING = frozenset((Intent.RESPONSIBLE, Intent.BELONGS, Intent.ADVICE, Intent.WORRY))
_REACHING = frozenset((
    Attribute.LEAD, Attribute.PARTNERS, Attribute.PERSON, Attribute.PHONE, Attribute.EMAIL,
    Attribute.CONTACT, Attribute.FUNDER, Attribute.LAW,
))  # fmt: skip
_FIELD = pattern("ours")
"""What a question of our field is told by; each as a part of a word, in German or English."""


_ADDRESS = pattern("address")


def speaks_to_service(asked: Understanding) -> bool:
    """Whether somebody speaks to whoever answers here, in a few words."""
    return asked.foreign_topic is None and _ADDRESS.search(fold(asked.text)) is not None


def service_near(asked: Understanding) -> str | None:
    """What a text may ask of the service where nothing on file answers: by its single words."""
    named = not asked.mentions.empty or asked.place or asked.filters.lands or asked.followup
    if named or not (speaks_to_service(asked) or _OWN_THING.search(fold(asked.text))):
        return None
    found = word_tables().find(words_of(asked.text))
    # Of two the later one: German verbs stand at the end.
    near = [one.key for one in reversed(found) if one.group == "near"]
    return max(near, key=near.count, default=None)


_OWN_THING = pattern("own_thing")


def names_nothing(asked: Understanding) -> bool:
    """ "Bin ich zu spät dran?": somebody asks of their own matter and says not which it is."""
    ours = asked.nouns or asked.place or asked.category or asked.topics or asked.filters.lands
    named = (
        ours or asked.foreign_topic or asked.complaint or not asked.mentions.empty or asked.previous
    )
    return not named and of_oneself(asked.core)


def strangers(asked: Understanding) -> tuple[frozenset[str], int]:
    """Stems of the nouns that no table knows, and the number of all nouns.

    None where something on file is named, or where somebody tells of their own matter.
    """
    mentions = asked.mentions
    named = mentions.authored or mentions.organisations or not mentions.empty
    near = asked.place or asked.filters.lands or asked.followup or not asked.spoken_of.empty
    if named or near or of_oneself(asked.core):
        return frozenset(), 0
    nouns = {
        word.folded
        for word in asked.words[1:]
        if word.shown[:1].isupper() and stem(word.folded) in asked.content
    }
    return frozenset(stem(one) for one in nouns if not _in_a_table(one)), len(nouns)


@lru_cache(maxsize=1_024)
def _in_a_table(noun: str) -> bool:
    """Whether a table has a noun, or the last part of a compound."""
    tables = word_tables()
    tails = tails_of(noun)
    return any(tables.is_filler(one) or tables.find(words_of(one)) for one in tails)


def nothing_of_ours(asked: Understanding) -> bool:
    """Whether no record, no place and no word of our field is spoken of in a whole sentence."""
    near = asked.place or asked.filters.lands or asked.mentions.organisations
    told = asked.mentions.authored or not asked.mentions.empty or asked.category or near
    if told or asked.audience_said or asked.followup or not asked.spoken_of.empty:
        return False
    if asked.previous is not None and asked.previous.outcome is not Outcome.OUT_OF_SCOPE:
        # "Und was steht da drin?": it goes on with what was told before.
        return False
    if _TURNING & set(asked.intents) or _REACHING & set(asked.attributes) or asked.complaint:
        return False
    words = words_of(asked.text)
    telling = [one for one in words if not word_tables().is_filler(one.folded)]
    return len(words) >= _LEAST_WORDS and bool(telling) and not _FIELD.search(fold(asked.text))
