"""Where one question of a text ends and the next begins, by its words and marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.understand.clauses import CONDITIONS, OWN_VERBS
from transfobot.assistant.understand.collective_words import NETWORKS
from transfobot.assistant.understand.language import PERSONS, Word, words_of
from transfobot.assistant.understand.understanding import Attribute
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.german.sentences import split
from transfobot.german.text import fold

_ASKING = frozenset(listed("asking"))
_LEADING = frozenset(listed("leading"))
_CLEAR = frozenset(listed("clearly_asking"))
_VERBS = frozenset(listed("opening_verbs"))
_REQUESTING = frozenset(listed("requesting"))
_REMARKING = frozenset(listed("remarking"))
_KNOWING = frozenset(listed("knowing"))
_OPENING = _VERBS | {"ist", "sind", "war", "waren", "hat", "haben", "gibt", "gab", "kamen", "fand"}
_STATING = _OPENING | {"hatte", "hatten", "wird", "werden", "soll", "fragt", "sucht", "braucht"}
_AND = frozenset(("und", "sowie", "and"))
_FOR = frozenset(("fuer", "fuers", "zum", "zur", "for"))
_MEASURES = frozenset(listed("measures"))
_SMALL = re.compile(r"(?<=[^\W\d_]{4}\.)\s+(?=[a-zäöü]{2})")
"""A full stop before a word written small ends a sentence as well."""
_MARK = re.compile(r"[:;]|\s–")
_OF_BOTH = frozenset(("beide", "beiden", "beider", "jeweils", "jeweilige", "both", "each"))
"""Said of all that was named at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A question with what is told around it; `bare` is the question alone.

    `joined` goes on in the sentence before, `apposed` without "und". One that is not `opened` wants
    something without asking: it may only tell of whoever asks.
    """

    text: str
    bare: str
    opened: bool
    joined: bool = False
    apposed: bool = False


def questions_in(text: str) -> Iterator[Piece]:
    """The questions of a text, each with what is told before it.

    "Ich leite ein Werk in Olpe. Wer hilft uns, und seit wann? Ich brauche eine Nummer." asks twice
    and wants once.
    """
    told: list[str] = []
    asking: Piece | None = None
    for sentence in _sentences(text):
        for at, (one, bare, apposed) in enumerate(_clauses(sentence)):
            words = words_of(one)
            if not words:
                continue
            # "…, und Sitz von ATLAS?" asks, "…, und die noch laufen?" goes on.
            ended = one.endswith("?") and (at == 0 or _names_what(words))
            opened = asks(words) or asks(words_of(bare)) or ended
            same = asking is not None and _wants_all_of_it(words)
            if same or (not opened and not _wants(words)):
                told.append(one)
                continue
            if asking is not None:
                yield asking
            asking = Piece(" ".join((*told, one)), bare, opened, at > 0, apposed)
            told = []
    if asking is not None:
        yield replace(asking, text=" ".join((asking.text, *told)))


def listed_in(text: str) -> list[Piece]:
    """Nouns in a row, one of which is no column of a record: "zu X Träger und Ort des Auftakts"."""
    head, colon, row = text.rpartition(": ")
    first, *rest = [one.strip() for one in _NEXT.split(row) if words_of(one)] or [""]
    named = [{one.key for one in word_tables().find(words_of(one))} for one in (first, *rest)]
    # "Beginn und Schluss" is one.
    apart = any(not keys & _COLUMNS for keys in named) or any(map(_whether, rest))
    # "In Hessen: Netzwerke mit X und Y?" is one question.
    apart = apart and _NETWORKS.search(fold(first)) is None
    if not (rest and apart and all(map(_only_names, (first, *rest)))):
        return []
    return [Piece(one, one, True, False, True) for one in (f"{head}{colon}{first}", *rest)]


def _only_names(text: str) -> bool:
    """Whether a member of a list says no more than what is wanted: "Datum vom Auftakt"."""
    words = words_of(text)
    said = {one.folded for one in words}
    tables = {one.group for one in word_tables().find(words)}
    named = tables & _WANTED and _ends_in_noun(words)
    return _whether(text) or bool(named and not said & _NO_LIST and ". " not in text)


def _whether(text: str) -> bool:
    return any(one.folded in _WHETHER for one in words_of(text))


_NETWORKS = re.compile(rf"\b{NETWORKS}\b")
_WANTED = frozenset(("attributes", "categories", "intents", "deeds", "qualities"))
_NO_LIST = (_ASKING - {"wie"}) | OWN_VERBS | {"nicht", "sondern", "ist", "hat", "viel", "viele"}
_COLUMNS = frozenset((
    Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
    Attribute.MONEY, Attribute.PERSON, Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS,
    Attribute.WEBSITE, Attribute.DISTRICTS, Attribute.REGION,
))  # fmt: skip
_WHETHER = frozenset(("ob", "falls", "sofern", "whether"))
_NEXT = pattern("next")


def of_both(words: Sequence[Word]) -> bool:
    """Whether all that was named is meant at once; "welche beiden Hochschulen" are not named."""
    said = [at for at, one in enumerate(words) if one.folded in _OF_BOTH]
    return any(at == 0 or words[at - 1].folded not in _ASKING for at in said)


def opens_with_asking(words: Sequence[Word]) -> bool:
    """Whether a piece begins with a word of asking, or with a preposition before one."""
    return any(one.folded in _ASKING for one in words[:2])


def asks(words: Sequence[Word]) -> bool:
    """Whether a clause opens with a word of asking or a verb, or says a word that surely asks."""
    clear = any(_clearly(words, at) for at in range(len(words)))
    verb = any(one.folded in _VERBS for one in words[:1]) or _verb_first(words)
    return opens_with_asking(words) or clear or verb


def _verb_first(words: Sequence[Word]) -> bool:
    """ "Kosten die Checks etwas, und wer …?": a verb, by its end, before its subject."""
    first, after = (words[0].folded, words[1].folded) if words[1:] else ("", "")
    ends = first.endswith(("t", "en")) and not word_tables().is_filler(first)
    # "Gibt es Geld, und welches Netzwerk hilft?"
    return (ends or first == "gibt") and after in _SUBJECTS


def _wants(words: Sequence[Word]) -> bool:
    """ "Ich brauche die Summe", "Träger und Sitz von ATLAS": what is named is wanted."""
    said = {word.folded for word in words}
    named = _names_what(words)
    telling = said & (PERSONS | OWN_VERBS | _STATING) or words[0].folded in _REMARKING
    listed_alone = named and not telling and _ends_in_noun(words)
    # "Mehr brauche ich nicht."
    itself = [one.folded for one in words[:2]]
    # "Das brauche ich bis morgen.": what was asked before it.
    asked = said & _REQUESTING and "nicht" not in said and not _THAT_ALONE.issuperset(itself)
    return listed_alone or bool(asked and (named or not said & _FOR))


def _wants_all_of_it(words: Sequence[Word]) -> bool:
    """ "Bitte alle Netzwerke auflisten.", behind a question: the whole list, and nothing anew."""
    tables = word_tables()
    found = tables.find(words)
    told = {at for one in found for at in one.at}
    asked = {(one.group, one.key) for one in found} - _OF_ALL
    alone = {group for group, _ in asked} <= _OF_A_LIST and len(asked) < len(found)
    plain = all(at in told or tables.is_filler(one.folded) for at, one in enumerate(words))
    brief = len(words) <= _FEW or not opens_with_asking(words)
    return alone and plain and brief


_THAT_ALONE = frozenset(listed("requesting")) | {"das", "dies", "es"}
_FEW = 2
_SAID_ALONG = (("intents", "responsible"), ("intents", "belongs"))
_OF_ALL = frozenset((("intents", "list"), ("attributes", "names"), *_SAID_ALONG))
_OF_A_LIST = frozenset(("categories", "framing", "idioms", "flags", "askwords"))


def _names_what(words: Sequence[Word]) -> bool:
    return any(one.group == "attributes" for one in word_tables().find(words))


def _ends_in_noun(words: Sequence[Word]) -> bool:
    last = words[-1].shown[:1]
    return last.isupper() or last.isdigit()


def _sentences(text: str) -> Iterator[str]:
    for start, end in split(text):
        yield from (one.strip() for one in _SMALL.split(text[start:end]))


def _clauses(sentence: str) -> Iterator[tuple[str, str, bool]]:
    """A sentence cut where what follows asks anew; its question alone; whether no "und" joins it.

    What asks nothing stays with its neighbour.
    """
    words = words_of(sentence)
    begun = bare = 0
    apposed = False
    # "Wo ist unklar, wer führt?" asks once.
    unsettled = [one.end for one in word_tables().find(words) if one.key == "unproven"]
    for at in range(1, len(words)):
        first = at + (words[at].folded in _AND)
        if first >= len(words) or not _begins(words, at, first, sentence):
            continue
        if first == at and any(0 <= at - end <= _SAID_SO for end in unsettled):
            continue
        kept = words_of(sentence[begun : words[at - 1].end])
        wanted = first > at and _wants(kept)
        if not (wanted or asks(kept) or asks(words_of(sentence[bare : words[at - 1].end]))):
            bare = words[first].start
        elif _full(kept, sentence[words[at - 1].end :]):
            end = words[at - 1].end
            yield sentence[begun:end].strip(), sentence[bare:end], apposed
            begun = bare = words[first].start
            apposed = first == at
    yield sentence[begun:].strip(), sentence[bare:], apposed


_SAID_SO = 1


def _full(words: Sequence[Word], rest: str) -> bool:
    """Whether words are a question by themselves; "wie viele Firmen und wie viele …" is one."""
    at = max((at for at, one in enumerate(words) if one.folded in _ASKING), default=-1)
    said = [one for one in words[at + 1 :] if one.folded not in _MEASURES]
    return len(said) >= _LEAST or rest.lstrip().startswith((", und", ", and"))


_LEAST = 2
_SUBJECTS = PERSONS | {"die", "das", "der", "es", "da", "man", "denn"}


def _begins(words: Sequence[Word], at: int, first: int, text: str) -> bool:
    """Whether a question may begin at a word: behind ", und", or where something asks again."""
    gap = text[words[at - 1].end : words[at].start]
    if words[at - 1].folded in _ASKING or (words[at - 1].folded in _LEADING and "," not in gap):
        # "Wann und wo war …" is one question.
        return False
    asked = min(first + (words[first].folded in _LEADING), len(words) - 1)
    verb = words[first].folded in _OPENING
    before = {one.folded for one in words[:at]}
    if first > at:
        again = verb and asks(words[:at]) and not _goes_on(words, at, first)
        return "," in gap or words[asked].folded in _ASKING | _REQUESTING or again
    if _MARK.match(gap):
        return True
    if words[at - 1].folded in _KNOWING:
        return words[asked].folded in _ASKING
    clear = _clearly(words, asked)
    return "," in gap and (clear or (verb and bool(before & _ASKING) and not before & CONDITIONS))


def _goes_on(words: Sequence[Word], at: int, first: int) -> bool:
    """ "Welche Netzwerke sind in X und haben eine IHK als Partner?": of the same, one question."""
    asking = next((one.folded for one in words[:at] if one.folded in _ASKING), "")
    after = words[first + 1].folded if first + 1 < len(words) else ""
    return asking.startswith("welche") and after not in _SUBJECTS - {"die"}


def _clearly(words: Sequence[Word], at: int) -> bool:
    measured = {one.folded for one in words[at + 1 : at + 2]} & _MEASURES
    word = words[at].folded
    return word in _CLEAR or (word in ("wie", "how") and bool(measured))
