"""What asks nothing of the records: the conversation itself, and other subjects altogether."""

from __future__ import annotations

from transfobot.assistant.understand.read import Read, part_of_saying
from transfobot.assistant.understand.understanding import Mentions, Meta
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
    if best == "doubt" and asked and (read.mentions or read.elsewhere):
        # "Stimmt das, und wie viel war es?", of a record that is named.
        return None
    helped = best == "abilities" and read.has("intents", "help") and read.keys("audiences")
    if (substance and best != "limits") or helped:
        return None
    return Meta(best) if len(read.words) <= 14 else None


_OWN = ("mein", "unser", "uns", "wir", "ich")


def foreign_topic(read: Read, mentions: Mentions) -> str | None:
    """Another subject altogether: a signal of one, and nothing of ours."""
    keys = tuple(
        dict.fromkeys(
            one.key
            for one in read.found
            if one.group == "foreign" and not part_of_saying(one, read)
        )
    )
    if not keys:
        return None
    ours = read.keys("categories") or read.keys("topics")
    named = not mentions.empty or bool(mentions.organisations or mentions.authored)
    named = named or bool({"responsible", "belongs"} & set(read.keys("intents")))
    # "Wer zahlt mein Gehalt während der Umschulung?" is asked of a programme.
    paid = {"qualification", "funding"} & set(read.keys("topics"))
    own = paid and any(word.folded.startswith(_OWN) for word in read.words)
    always = [key for key in keys if key in ("instructions", "personal")]
    always = [key for key in always if key != "personal" or not own]
    if always:
        return always[0]
    return None if ours or named else keys[0]
