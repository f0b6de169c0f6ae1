"""Side prompts of chat front ends: titles, tags, follow-up questions, search queries.

Open WebUI, LibreChat and others send them to the same model after an answer. They are no questions
of an inquirer: answered in the simplest way, never asked, so that they are no knowledge gaps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_ORDER = re.compile(
    r"^\W*(task\b|generate|create|write|provide|suggest|summari[sz]e|analy[sz]e|you are an? \w+|"
    r"based on (the|this)|erstelle|erzeuge|formuliere|fasse|schlage|nenne|gib)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"</?chat_history>|###\s*(chat history|task|guidelines|output)|\bjson format\b|"
    r"\b(conversation|chat history|unterhaltung|gesprächs?|chatverlaufs?)\b",
    re.IGNORECASE,
)
_WANTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("autocomplete", re.compile(r"autocomplet", re.IGNORECASE)),
    ("follow_ups", re.compile(r"follow[- _]?ups?\b|folgefragen|rückfragen vor", re.IGNORECASE)),
    ("queries", re.compile(r"search quer(y|ies)|suchanfragen", re.IGNORECASE)),
    ("tags", re.compile(r"\btags?\b|schlagw(o|ö)rte?r?", re.IGNORECASE)),
    ("title", re.compile(r"\btitle\b|\btitel\b|überschrift|\btopic\b", re.IGNORECASE)),
)
_FIRST = re.compile(
    r"^\W*(?:user|human|nutzer(?:in)?|frage)\W*:\W*(.+)$", re.IGNORECASE | re.MULTILINE
)
_HEAD = 600
"""Characters in which a side prompt says what it wants."""

TITLE_WORDS = 6


def side_reply(messages: Sequence[str]) -> str | None:
    """The reply to a side prompt; None for a real question. `messages` are the user's, in order."""
    prompt = messages[-1].strip()
    head = prompt[:_HEAD]
    if not (_ORDER.match(head) and _MARK.search(prompt)):
        return None
    wanted = next((name for name, words in _WANTED if words.search(head)), None)
    if wanted is None:
        return None
    if wanted == "title":
        title = _title(prompt, messages[:-1])
        return json.dumps({"title": title}, ensure_ascii=False) if '"title"' in prompt else title
    if wanted == "tags":
        return json.dumps({"tags": ["Transformation"]})
    if wanted == "autocomplete":
        return json.dumps({"text": ""})
    return json.dumps({wanted: []})


def _title(prompt: str, before: Sequence[str]) -> str:
    """The first words of the first question."""
    found = _FIRST.search(prompt)
    first = found[1] if found else (before[0] if before else "")
    words = first.split()
    if not words:
        return "Gespräch"
    cut = " ".join(words[:TITLE_WORDS]).rstrip(" ,;:.?!")
    return cut + (" …" if len(words) > TITLE_WORDS else "")
