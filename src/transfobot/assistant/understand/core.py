"""The part of a message that asks, and typing errors in the words that matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.lead_in import without_lead_in
from transfobot.assistant.understand.pieces import asks_several, wants
from transfobot.assistant.understand.words import WordTables
from transfobot.german.sentences import split
from transfobot.german.spelling import nearest

_SHORT_MESSAGE = 28
_SHORT_SPEECH = 13
_TWO_QUESTIONS = 18
_SHORTEST_REPAIR = 6
_TAIL = 40
_ONE_QUESTION = 5
_SEVERAL = 50
_LONG = 8
"""As long as a word must be to be a mistyped form of any term of the tables."""


Naming = Callable[[str], bool]
"""Whether a text names a record."""


def names_nothing(_text: str) -> bool:
    """Where no register is at hand."""
    return False


def core_of(text: str, tables: WordTables, naming: Naming = names_nothing) -> str:
    """The sentences of a message that ask; the whole of a short one.

    A long message without any question mark (dictated, or a complaint) is read from its last
    question word on.
    """
    text = without_lead_in(text, tables, naming)
    text = _without_afterword(_after_colon(text, tables, naming), tables, naming)
    text = _without_introduction(text, tables, naming)
    words = words_of(text)
    spoken = not any(mark in text for mark in ".?!,;:") and text == text.lower()
    spoken = spoken and not (_opens_question(words[:2], tables) and len(words) <= _TWO_QUESTIONS)
    if len(words) <= (_SHORT_SPEECH if spoken else _SHORT_MESSAGE):
        return text
    if spoken:
        return _trimmed(text, tables, _SHORT_SPEECH)
    sentences = [text[start:end] for start, end in split(text)]
    asking = [one for one in sentences if one.rstrip().endswith("?") or wants(one, tables)]
    if not asking:
        asking = [one for one in sentences if _opens_question(words_of(one)[:3], tables)]
    if asking and all(_only_doubts(one, tables) for one in asking):
        # "Man zahle die Hälfte. Stimmt das?": what is doubted stands right before.
        asking = sentences[max(0, sentences.index(asking[0]) - 1) :]
    if asking and sum(len(words_of(one)) for one in asking) < len(words):
        return " ".join(_trimmed(one, tables) for one in asking[-3:])
    return _trimmed(text, tables)


def _only_doubts(sentence: str, tables: WordTables) -> bool:
    """ "Stimmt das überhaupt?": whether a sentence asks nothing but if something told is true."""
    words = words_of(sentence)
    found = tables.find(words)
    doubted = any(one.group == "meta" and one.key == "doubt" for one in found)
    asked = any(one.group in ("attributes", "categories") for one in found)
    return doubted and not asked and len(words) <= _SHORT_DOUBT


_SHORT_DOUBT = 8


def with_networks(text: str) -> str:
    """ "Welches Netz": what people call a network for short; "im Netz" is the internet."""
    text = _SAME_AGAIN.sub(r"\1\2 \3 die \1", _OF_PLACE.sub(r"\2 \1", text))
    return _NET.sub(lambda match: f"{match[1] or ''}{match[2]}werk{match[3] or ''}", text)


_OF_PLACE = re.compile(
    r"\b(?!Auto|Zuliefer|Kfz|Förder|Partner|Bundes|Landes|Trafo|Kompetenz|Fach)([A-ZÄÖÜ][a-zäöüß]{3,}[a-rt-zäöüß])-"
    r"(Verbund(?:e?s)?|(?:Auto)?[Nn]etz(?:werk)?(?:e?s)?|Initiative|Bündnis(?:ses)?)\b(?!-)"
)
""" "Der Ostalb-Verbund"."""

_SAME_AGAIN = re.compile(
    r"\b(Anzahl|Zahl)( (?:der|des|von) [\w-]+(?: \w+)?),? (und|sowie) die(?= (?:der|des|von)\b)"
)
""" "Die Zahl der Firmen und die der Leute"."""
_NET = re.compile(
    r"(?<!\bim )(?<!\bins )(?<!\btrafo[ -])(?<!tra[ -])"
    r"\b(transformations-?|förder-?|foerder-?)?(netz)(e|es|en)?\b(?!-?\w)",
    re.IGNORECASE,
)


def _after_colon(text: str, tables: WordTables, naming: Naming) -> str:
    """ "Ich schreibe eine Vorlage: Was ist …?": the question is what follows the colon.

    Not where the record that is meant is named before it: "Zu ITAS habe ich eine Frage: …".
    """
    before, colon, after = text.rpartition(": ")
    if not colon or "?" in before or len(words_of(after)) < _SHORTEST_QUESTION:
        return text
    if naming(before) and not naming(after):
        return text
    if _asks_how_to_reach(before, tables) and not _asks_how_to_reach(after, tables):
        # As in "Postanschrift gesucht: Wohin schicke ich …?", what is wanted stands before.
        return text
    alone = naming(after) and not _POINTS_BACK.search(after)
    if alone and not _TELLING & {one.group for one in tables.find(words_of(before))}:
        # "Zuruf aus dem Einkauf: wer prüft …?": whoever calls, the question has its own subject.
        return after
    introduced = bool({word.folded for word in words_of(before)} & _INTRODUCING)
    introduced = introduced or any(one.group == "framing" for one in tables.find(words_of(before)))
    asks = _opens_question(words_of(after)[:2], tables)
    return after if introduced and (asks or "?" in after) else text


def _asks_how_to_reach(text: str, tables: WordTables) -> bool:
    found = tables.find(words_of(text))
    return any(one.group == "attributes" and one.key in _REACHING for one in found)


_REACHING = frozenset(("phone", "email", "address", "person", "contact", "deputy", "hours"))
_TELLING = frozenset(("lands", "categories", "topics", "foreign", "flags"))
_POINTS_BACK = re.compile(r"(?i)\b(?:beiden?|davon|dessen|deren|dies\w*)\b")
""" "Boris oder Michael: welcher von beiden …": what stands before is asked of."""
_INTRODUCING = frozenset(
    ("ich", "wir", "mein", "meinen", "unser", "unseren", "frage", "bericht", "hallo", "i", "my")
)


_SHORTEST_QUESTION = 3


def _without_introduction(text: str, tables: WordTables, naming: Naming) -> str:
    """ "Ich lese schlecht. Was ist ReTraSON?": what people tell of themselves asks nothing.

    Only where the question names its own subject, and the sentences before it no Land.
    """
    sentences = [text[start:end] for start, end in split(text)]
    asking = [one for one in sentences if one.rstrip().endswith("?")]
    telling = [one for one in sentences if not one.rstrip().endswith("?")]
    if not asking or not telling or any(wants(one, tables) for one in telling):
        return text
    personal = all({word.folded for word in words_of(one)} & _PERSONS for one in telling)
    itself = naming(" ".join(asking)) and not _POINTS_BACK.search(" ".join(asking))
    if not personal and itself:
        # "Moin! Eine Kollegin hat es erwähnt." leads up to a question with its own subject.
        personal = all(_leads_up(one, tables) and not naming(one) for one in telling)
    found = [one.group for sentence in telling for one in tables.find(words_of(sentence))]
    words = words_of(" ".join(asking))
    networks = any(one.group == "categories" and one.key == "network" for one in tables.find(words))
    named = networks or any(_COINED.search(word.shown) for word in words)
    named = named or naming(" ".join(asking))
    beside = any(_COINED.search(word.shown) for one in telling for word in words_of(one))
    property_of = beside and any(one.group == "attributes" for one in tables.find(words))
    there = _THERE.search(" ".join(asking)) and any(map(_SOMEWHERE.search, telling))
    kept = "lands" in found or not personal or bool(there) or not (named or property_of)
    return text if kept else " ".join(asking)


_THERE = re.compile(r"(?i)\b(?:da|dort|hier|bei uns|für uns|in der nähe|in der gegend|vor ort)\b")
""" "Unser Werk steht in X. Gibt es da ein Netzwerk?"."""


def _leads_up(sentence: str, tables: WordTables) -> bool:
    """A greeting, somebody's errand, or what has been heard: nothing that narrows a question."""
    words = words_of(sentence)
    said = {word.folded for word in words}
    told = {one.group for one in tables.find(words)}
    return len(words) <= _SHORT_DOUBT and (bool(said & _THEIRS) or not told & _NEEDS)


_THEIRS = frozenset(
    ("unserer", "unserem", "unseren", "mein", "meine", "meinem", "meiner", "meinen", "bin")
)
_PERSONS = frozenset(
    ("ich", "wir", "mir", "mich", "uns", "unser", "unsere", "i", "we", "my", "our")
)
_COINED = re.compile(r"^(?!gGmbH|GmbH|AöR)\w*[a-zäöüß][A-ZÄÖÜ]|^[A-ZÄÖÜ]{4,}$")


def _without_afterword(text: str, tables: WordTables, naming: Naming) -> str:
    """ "Wie hoch ist der Umsatz? Brauche das für den Infokasten.": what follows asks nothing.

    Only where people say what they want it for, believe or have heard, and name neither a record
    nor a place nor what they need.
    """
    spans = list(split(text))
    last = max((at for at, one in enumerate(spans) if _asks(text, one)), default=len(spans))
    after = [text[start:end] for start, end in spans[last + 1 :]]
    if not after or len(words_of(text[: spans[last][1]])) < _SHORTEST_QUESTION:
        return text
    if any(not _is_remark(one, tables) or naming(one) for one in after):
        return text
    return text[: spans[last][1]]


def _asks(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] : span[1]].rstrip().endswith("?")


def _is_remark(sentence: str, tables: WordTables) -> bool:
    words = words_of(sentence)
    said = {word.folded for word in words}
    found = tables.find(words)
    told = {one.group for one in found}
    if any(one.group == "intents" and one.key == "count" for one in found):
        # "Bilanz?? Anzahl Events, brauch ich fürs Handout" goes on asking.
        return False
    heard = bool(said & _HEARD)
    if _PURPOSE.search(" ".join(word.folded for word in words)):
        return not told & _NEEDS
    doing = bool(words) and words[0].folded in _OF_ONESELF and not any(map(str.isdigit, said))
    if (
        not (heard or doing or said & _REMARKED)
        or _SOMEWHERE.search(sentence)
        or wants(sentence, tables)
    ):
        return False
    return not told & (_NEEDS if heard else _NEEDS | {"audiences"})


_HEARD = frozenset(
    ("gehoert", "gelesen", "lese", "lesen", "erzaehlt", "gesagt", "hoere", "hiess", "heard", "read")
)
_REMARKED_TEXT = """
brauche brauch braeuchte brauchen braeuchten benoetige glaube glaub glauben kenne kennt kennen
weiss wissen wuesste frage fragt interessiert danke hoffe denke finde bezweifle zweifle zweifel
vermute dachte schaetze verstehe traue nett toll super prima bitte need think believe thanks wonder
dank merci lg vg mfg gruss gruesse eilt eilig dringend schoenen schoene servus ciao tschuess
thx cheers regards
"""
_OF_ONESELF = frozenset(("ich", "wir"))
""" "Ich baue eine Zeitleiste."."""
_REMARKED = frozenset(_REMARKED_TEXT.split())
_PURPOSE = re.compile(
    r"^(?:ich|wir|er|sie|(?:der|die|mein\w*|unser\w*) \w+) (?:soll\w*|will|wollen|moecht\w*|muss"
    r"|muessen|wuerd\w*|darf|duerfen|trag\w*|nehm\w*|schreib\w*|notier\w*) (?:\w+ )?"
    r"(?:ihn|ihm|ihr|sie|es|das)\b"
)
""" "Ich soll ihn zur Versammlung einladen": what the answer is for, pointing back at it."""
_NEEDS = frozenset(("topics", "categories", "lands", "foreign"))
_SOMEWHERE = re.compile(r"\b(?:[Ii]n|[Aa]us|[Bb]ei|[Nn]ahe|[Uu]m|[Vv]on)\s+(?:\w+\s+)?[A-ZÄÖÜ]|[?]")
""" "Wir sitzen in Velbert" says where help is needed."""


def _opens_question(words: Sequence[Word], tables: WordTables) -> bool:
    return any(found.group == "askwords" and found.start < 2 for found in tables.find(words))


def _trimmed(text: str, tables: WordTables, longest: int = _SHORT_MESSAGE) -> str:
    """A long sentence from its last question word on, if enough follows."""
    words = words_of(text)
    if len(words) <= longest or (len(words) <= _SEVERAL and asks_several(text)):
        return text
    asking = [found.start for found in tables.find(words) if found.group == "askwords"]
    starts = [at for at in asking if len(words) - _TAIL <= at <= len(words) - 3]
    if not starts:
        return text[words[-min(_SHORT_MESSAGE, len(words))].start :]
    first = starts[-1]
    for start in reversed(starts):
        # "welche Förderung gibt es da" is one question, not the "gibt es da" at its end.
        if first - start <= _ONE_QUESTION:
            first = start
    for start in sorted(asking, reverse=True):
        # "In welcher Stadt war es, wie viele Gäste kamen, und wer sprach?" asks three things.
        if start < first and _ROW.search(text[: words[first].start]):
            first = start
    return text[words[first].start :]


_ROW = re.compile(
    r"(?:[,;]|,? (?:und|sowie|and))\s(?:(?:in|an|bei|von|bis|ab|auf|mit|aus)\s)?$", re.I
)


def repaired(words: Sequence[Word], tables: WordTables, known: Container[str]) -> tuple[Word, ...]:
    """The words with typing errors mended in the terms of the field ("Transformationsnetzerke")."""
    return tuple(mended(word, tables, known) for word in words)


def mended(word: Word, tables: WordTables, known: Container[str]) -> Word:
    """The word, or the term of the field it was meant to be."""
    token = word.folded
    # Five letters are only mended where a dictionary can tell a typing error from a word.
    shortest = _SHORTEST_REPAIR if known == () else _SHORTEST_REPAIR - 1
    if len(token) < shortest or token in tables.whole or token in known:
        return word
    if tables.is_filler(token):
        return word
    allowed = 1 if len(token) < 9 else 2
    # As near to two forms of one word ("veranstaltungn") is near to that word.
    best = nearest(token, tables.spelling, allowed) or nearest(token, tables.forms, allowed)
    if best is None and known != () and len(token) >= _LONG:
        best = nearest(token, tables.terms, 1)
    return word if best is None else word._replace(folded=best)
