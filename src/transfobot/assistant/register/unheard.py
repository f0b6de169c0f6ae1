"""What is asked for by a noun that no record knows: a band, a lift, the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.german.stems import stem
from transfobot.german.text import fold


def unheard_of(desk: Desk, asked: Understanding, draft: Draft) -> str | None:
    """The first such noun, as it is written, of which no record cited speaks.

    None of programmes, whose rules are told in many pictures: the lid, the corridor.
    """
    programme = asked.mentions.programmes or draft.referents.programme
    if programme or not (nouns := tuple(_asked_for(asked))):
        return None
    cited = {each.document_id for one in draft.sentences for each in one.evidence}
    records = (re.sub(r"https?://\S+", " ", repr(desk.register.of_document(one))) for one in cited)
    texts = (*records, *(one.text for one in draft.sentences))
    said = " ".join(word for text in texts for word in stems_of(text))
    return next((one for one in nouns if stem(fold(one)) not in said), None)


def _asked_for(asked: Understanding) -> Iterator[str]:
    for match in _ASKED_FOR.finditer(asked.core):
        noun, root = (found := match[match.lastindex or 0]), stem(fold(found))
        written = root in asked.content and (noun[:1].isupper() or root in asked.nouns)
        if written and not _known(fold(noun)):
            yield noun


@lru_cache(maxsize=1_024)
def _known(noun: str) -> bool:
    """Whether a table tells what a noun, or the last part of a compound, is: a loss, an address."""
    tails = [noun, *(noun[at:] for at in range(_PART, len(noun) - _PART + 1))]
    found = (one for tail in tails for one in word_tables().find(words_of(tail)))
    return any(stem(tail) in _PLAIN for tail in tails) or any(one.group in _TOLD for one in found)


_PART = 4
_ASKED_FOR = re.compile("|".join(listed("asked_for")))
_TOLD = frozenset(listed("told_groups"))
_PLAIN = frozenset(map(stem, (*listed("generic"), *listed("said_around"), *listed("pictures"))))
