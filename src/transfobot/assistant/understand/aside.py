"""Whether a text asks about the conversation itself: its sources, a doubt, a greeting."""

from __future__ import annotations

from transfobot.assistant.understand.read import Read
from transfobot.assistant.understand.understanding import Meta
from transfobot.assistant.understand.words import word_tables


def meta_of(read: Read) -> Meta | None:
    """A question about the conversation itself: short, and with no subject of its own."""
    keys = [one for one in read.found if one.group == "meta"]
    if not keys or any(name.kind != "author" for one in read.mentions for name in one.names):
        return None
    substance = [one for one in read.found if one.group in ("categories", "lands", "topics")]
    order = ("sources", "simpler", "doubt", "limits", "abilities", "greeting", "thanks")
    best = min((one.key for one in keys), key=order.index)
    asked = [one for one in read.found if one.group == "attributes" and one.key != "source"]
    if best in ("greeting", "thanks"):
        spoken = [word for word in read.words if not word_tables().is_filler(word.folded)]
        wants = asked or substance or read.keys("intents")
        return None if wants or len(spoken) > 3 else Meta(best)
    if best == "doubt" and read.mentions and read.has("intents", "count"):
        # "Was sagt Prognos, wie viele gehen wirklich?"
        return None
    whom = read.keys("audiences") or {"uns", "us"} & {word.folded for word in read.words}
    helped = best == "abilities" and read.has("intents", "help") and whom
    if (substance and best != "limits") or helped:
        return None
    return Meta(best) if len(read.words) <= 14 else None
