"""The records put in an order that none of them can be measured by: the best known, the dearest."""

from __future__ import annotations

import re

from transfobot.assistant.register.counted import counted_noun
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.language import as_written
from transfobot.assistant.understand.understanding import Attribute, Category, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.domain.answers import Outcome
from transfobot.german.text import fold

_WHICH = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:welche[smrn]?|wer|wo|which|who|was)\b"
    r"|\b(?:rang(?:liste|folge)|ranking)\b"
)
_OPINION = re.compile(rf"\b(?:am )?(?P<what>{'|'.join(listed('opinion'))})\b")
_MANY = re.compile(
    r"\b(?:die|den|der|the) (?:meisten|wenigsten|most|fewest) "
    r"(?:\w+ )?(?P<what>[a-z]+(?:-[a-z]+)?)\b"
)
_UNMEASURED = re.compile("|".join(listed("unmeasured")))
_ONES = (Category.NETWORK, Category.FUNDING, Category.OFFER, Category.STUDY)


def unranked(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Das beliebteste", "die meisten Leute", "im Schnitt": nothing on file says it of all."""
    text = fold(asked.core)
    if asked.category is Category.NETWORK and _AVERAGE.search(text):
        what = (_noun(asked) or asked.core).rstrip("?! ")
        gap = DraftSentence(desk.say("no_average", what=what))
        return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)
    named = not asked.mentions.empty or asked.place is not None
    if named or asked.category not in _ONES or not _WHICH.search(text):
        return None
    found = _OPINION.search(text) or _MANY.search(text)
    if found is None:
        return None
    what = found["what"]
    if found.re is _MANY and not _unmeasured(asked, found):
        return None
    spoken = text[found.start("what") : found.end("what")]
    shown = as_written(asked.core, spoken)
    gap = DraftSentence(desk.say("unranked", what=shown or what))
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


def _noun(asked: Understanding) -> str:
    noun = counted_noun(asked)
    return noun.shown if noun else ""


_AVERAGE = re.compile(
    r"\b(?:im schnitt|durchschnittlich|im durchschnitt|im mittel|on average)\b.*"
    r"\b(?:pro|je|per|each)\b|\b(?:pro|je|per) netzwerk\b.*\b(?:im schnitt|durchschnitt\w*)\b"
)


def _unmeasured(asked: Understanding, found: re.Match[str]) -> bool:
    """Whether what is counted is counted for none, or not for all; guests are of events."""
    words = found[0].split()[2:]
    guests = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    unmeasured = any(_UNMEASURED.fullmatch(one) for one in (*words, found["what"].split("-")[-1]))
    return unmeasured and not (guests and found["what"].startswith(("besucher", "leute")))
