"""Another subject altogether: a signal of one, and nothing of ours beside it."""

from __future__ import annotations

from transfobot.assistant.understand.audience import audience_of
from transfobot.assistant.understand.read import Read, part_of_saying
from transfobot.assistant.understand.understanding import Mentions
from transfobot.assistant.understand.words import listed, pattern
from transfobot.german.text import fold

DECIDED_ELSEWHERE = frozenset(("labour_law", "pension", "wages", "jobless", "tax"))
"""Foreign subjects of people at work, each with its own word on who knows."""
_OWN = ("mein", "unser", "uns", "wir", "ich")
_TURNING = frozenset(("responsible", "belongs", "worry"))
_HELPING = _TURNING | {"help", "advice", "join"}
_CANCELLED = frozenset(listed("cancelled"))
_AT_WORK = pattern("at_work")


def foreign_topic(read: Read, mentions: Mentions) -> str | None:
    """The key of a foreign subject, where the question is about that."""
    keys = tuple(
        dict.fromkeys(
            one.key
            for one in read.found
            if one.group == "foreign" and not part_of_saying(one, read)
        )
    )
    if not keys:
        return None
    keys = tuple(sorted(keys, key=lambda key: key not in DECIDED_ELSEWHERE))
    always = [key for key in keys if _always(key, read, mentions)]
    if always:
        return always[0]
    ours = _of_ours(read)
    of_work = set(read.keys("topics")) == {"labour_relations"}
    if of_work and not _HELPING & set(read.keys("intents")):
        # "Mein Vermieter will kündigen": what is cancelled is no job.
        ours = ours and not _CANCELLED & set(keys)
    named = not mentions.empty or bool(mentions.authored)
    named = named or bool(_TURNING & set(read.keys("intents")))
    if mentions.organisations and "knowledge" in keys:
        # "Wie viele Einwohner hat die Region …?" is asked of what we have.
        return None
    return None if ours or named else keys[0]


def _of_ours(read: Read) -> bool:
    """Whether a record or topic is spoken of, and not only by a foreign word ("Kaffeemaschine")."""
    foreign = {at for one in read.found if one.group == "foreign" for at in one.at}
    ours = [one for one in read.found if one.group in ("categories", "topics")]
    # "Mein Salon lebt vom Zulieferer ums Eck": told of our field by whoever asks.
    told = any(word.folded.startswith(_OWN) for word in read.words)
    ours += [one for one in read.found if told and one.key == "industry"]
    return any(not set(one.at) <= foreign for one in ours)


def _always(key: str, read: Read, mentions: Mentions) -> bool:
    """Whether a key is foreign even where something of ours is spoken of."""
    if key in ("instructions", "opinion"):
        return True
    intents = set(read.keys("intents"))
    if key == "personal":
        # "Wer zahlt mein Gehalt während der Umschulung?" is asked of a programme.
        paid = {"qualification", "funding"} & set(read.keys("topics"))
        return not (paid and any(word.folded.startswith(_OWN) for word in read.words))
    cited = mentions.networks or mentions.studies or mentions.authored
    named = bool(cited) or len(mentions.programmes) == 1
    if key in DECIDED_ELSEWHERE:
        # "Wie viele gehen in Rente?" is asked of a study, help with a notice of a network,
        # and what to do about a boss who allows no course of neither.
        taught = set(read.keys("topics")) == {"qualification"}
        helping = _TURNING if taught else _HELPING
        turning = helping if key == "labour_law" else frozenset(("count",))
        return not (named or turning & intents)
    at_work = "business_model" in read.keys("topics") or _AT_WORK.search(fold(read.core))
    return key == "household" and not (named or at_work or _company(read))


def _company(read: Read) -> bool:
    audience = audience_of(read)
    return audience is not None and audience.value in ("company", "municipality")
