"""Who comes next in a post: "wer rückt nach, falls …?". No record tells it of anybody."""

from __future__ import annotations

import re

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.german.text import fold

_POSTS = frozenset((Attribute.PERSON, Attribute.LEAD))


def asks_next_holder(asked: Understanding, told: str) -> bool:
    """Whether the next one in a post is asked for: who holds it today says nothing of that.

    `told` is the answer, which may tell who took over.
    """
    core, mentions = fold(asked.core), asked.mentions
    to_come = _TO_COME.search(core) is not None
    if mentions.persons:
        return (to_come or _FOLLOWING.search(core) is not None) and not _AWAY.search(core)
    posted = mentions.networks or _POSTS & set(asked.attributes)
    return bool(to_come and posted and "takeover" not in word_tables().meanings(words_of(told)))


_TO_COME = re.compile(
    r"\bwer ersetzt\b|\bwho replace[sd]\b"
    r"|rueck\w* (?:\w+ ){0,6}nach\b|nachrueck|\bfolgt (?:\w+ ){0,5}(?:nach|auf)\b|\bbeerbt"
    r"|\bwer (?:wird|soll|koennte) (?:\w+ ){0,4}(?:20\d\d|kuenftig\w*|neue[rs]?|naechste[rs]?)\b"
    r"|\b(?:naechste[rn]?|kuenftige[rn]?|zukuenftige[rn]?|next|future) (?:\w+ )?"
    r"(?:chef|leit|geschaeftsfuehr|projektleit|ansprech|sprecher|vorstand|head|manager|director)"
)
""" "Wer rückt nach?", "wer wird 2027 Projektleiter?", "der nächste Vorstand"."""
_FOLLOWING = re.compile(
    r"nachfolge|\brueckt\b.*\bnach\b|beerb\w*|thronfolg|\bfolgt\b.*\b(?:auf|nach)\b"
    r"|\bloest\b.*\bab\b|\bwer kommt nach\b|\bstelle von\b.*\b(?:besetzt|uebernimmt)\b"
    r"|\b(?:falls|wenn|sobald|nachdem|if|when)\b.*\b(?:geht|aufhoert|ausscheidet|kuendigt|wechselt"
    r"|in rente|in pension|in den ruhestand|leaves|retires|quits)\b|\bsucceed\w*|\breplaces?\b"
)
""" "Wer folgt auf …?", "wer macht es, wenn … geht?"."""
_AWAY = re.compile(r"\burlaub|\bkrank|\bverhindert|\bmittagspause|\bholiday|\bnachsteh|\bnachsend")
