"""Whether a text sounds of a dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transfobot.assistant.understand.language import language_of
from transfobot.assistant.understand.words import Found
from transfobot.domain.conversation import Language

_SOUNDS = re.compile(
    r"(?i)(?<![\w'’])(?:i|isch|mir (?:send|san|sind|sin|hend|ham|\w+et)|mer|ned|net|wos|wia|"
    r"\w+[^\Wtd]et mir|"
    r"dat|wat|ick|icke|ik|vo|vun|uff|dit|det|mei|koa|oan|a|ä|nu|gell|gelle|fei|scho|ond|ons|"
    r"en|wi|bi|jetz|do|z|d|ghert|gude|host|hod)(?:['’](?=\w)|(?![\w'’]))"
)


def sounds_of_dialect(text: str, found: Iterable[Found]) -> bool:
    """Whether a text sounds of one, or the tables know one of its words; English never does."""
    told = any(one.group == "dialect" for one in found) or _SOUNDS.search(text) is not None
    return told and language_of(_SHARED.sub(" ", text)) is Language.DE


_SHARED = re.compile(r"(?i)\bis\b")
""" "Wia oid is er?": short for "ist", and no English."""
