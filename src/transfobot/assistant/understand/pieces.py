"""Where one question of a text ends and the next begins, by its words and marks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.understand.clauses import CONDITIONS
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import listed
from transfobot.german.sentences import split

_ASKING = frozenset(listed("asking"))
_LEADING = frozenset(listed("leading"))
_JOINING = frozenset(("und", "sowie", "and", "ausserdem", "ferner", "dann", "auch", "noch"))
_ENDS = re.compile(r"[?!;:.–]\s|\s–")
_COMMA = re.compile(r",\s")
_CLEAR = frozenset(listed("clearly_asking"))
OF_BOTH = frozenset(("beide", "beiden", "beider", "jeweils", "jeweilige", "both", "each"))
"""Said of all that was named at once."""
_MEASURES = frozenset(
    ("viel", "viele", "vielen", "hoch", "lange", "lang", "gross", "much", "many", "long")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `opened` by a word of asking, else only ended by a question mark.

    `joined` goes on in the sentence of the piece before.
    """

    text: str
    opened: bool
    joined: bool = False


def pieces_of(text: str) -> Iterator[Piece]:
    """What a text asks in a row: "Summe? An welchem Tag war …, und wer leitet es?".

    A sentence without a word of asking is a list of what is wanted; what only tells something
    stands in none of the tables of what can be asked for, or it asks for nothing.
    """
    sentences = [text[start:end] for start, end in split(text)]
    opened = [list(_opened(one)) for one in sentences]
    among = any(opened)
    for sentence, pieces in zip(sentences, opened, strict=True):
        head = sentence[: pieces[0][0]] if pieces else sentence
        if not among or (_asks_beside(head, sentence) if not pieces else _only_lists(head)):
            yield from (Piece(one, opened=False) for one in members_of(head))
        elif pieces and (_asks_within(head) or _begins_with_verb(head)):
            yield Piece(head.strip(_AROUND), opened=True)
        yield from (Piece(one, opened=True) for _, one in pieces)


def members_of(text: str) -> Iterator[str]:
    """The members of an enumeration: "X – Summe? Start? 1) Sitz, Partner und Auftakt"."""
    for one in _MEMBERS.split(text.rpartition(": ")[2]):
        if words_of(one):
            yield one.strip(_AROUND)


_MEMBERS = re.compile(
    r"[;•?!]\s|,\s(?!(?:die|der|das|denen|deren) [a-zäöüß]\S* (?:[^,.?! ]+ )*"
    r"[a-zäöüß]+(?:en|t)\b(?=[.,?!]|$))"
    r"|\.\s(?=[1-9A-ZÄÖÜ])|\s[/–-]\s|,?\s(?:und|sowie|and|plus)\s|(?:^|\s)[1-9][.)]\s"
)
_AROUND = " ?.,;:!–-"


def listed_after(piece: Piece) -> list[Piece]:
    """A question with nouns listed behind it: "Wie steht es um den Träger, Beginn und Auftakt?"."""
    first, *rest = members_of(piece.text)
    listed = rest and _only_lists(", ".join(rest))
    return [Piece(one, opened=False) for one in (first, *rest)] if listed else []


def _asks_beside(head: str, sentence: str) -> bool:
    """Whether a sentence beside questions asks as well: "Mich interessiert noch die Homepage"."""
    words = words_of(head)
    if not words:
        return False
    adding = words[0].folded in _JOINING and len(words) <= _SHORT
    said = {one.folded for one in words}
    wanting = bool(said & _WANTING) and not said & _FOR
    return sentence.rstrip().endswith("?") or adding or wanting or _only_lists(head)


def _only_lists(text: str) -> bool:
    """Whether what stands before a question only lists nouns: "X: Träger, Start, und wer …"."""
    listed = text.rpartition(": ")[2]
    return bool(words_of(listed)) and all(
        len(words_of(one)) <= _FEW and words_of(one)[-1].shown[:1].isupper()
        for one in members_of(listed)
    )


def _asks_within(head: str) -> bool:
    """ "X hat wie viel bekommen, seit wann …": a clause that asks past its first words."""
    return any(one.folded in _CLEAR for one in words_of(head))


_FEW = 3
_SHORT = 6
_WANTING = frozenset(listed("wanting"))


def _opened(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a sentence that open with a word of asking, each with where it begins."""
    words = words_of(text)
    starts = [
        at
        for at, word in enumerate(words)
        if (word.folded in _ASKING and _opens(words, at, text)) or _goes_on(words, at, text)
    ]
    # "Wann und wo war …" is one question.
    starts = [at for at in starts if at == starts[0] or not _bare_before(words, at)]
    begins = [words[_from(words, at)].start for at in starts]
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=False):
        yield begin, _TAIL.sub("", text[begin:end]).strip(_AROUND)


def _begins_with_verb(head: str) -> bool:
    """ "Zählt X zu Y, und wer …": asked without any word of asking."""
    return any(one.folded in _VERBS for one in words_of(head)[:1])


def _goes_on(words: Sequence[Word], at: int, text: str) -> bool:
    """ "…, und gehört Gotha dazu?": a question without any word of asking, joined to another.

    "Wer leitet es, ist die Kammer dabei?", but not "wenn es endet, ist das schlimm?".
    """
    before = {one.folded for one in words[:at]}
    verb = words[at].folded in _VERBS or [one.folded for one in words[at : at + 2]] == _IS_THERE
    if at <= 1 or not (verb or words[at].folded in _BEING):
        return False
    comma = _COMMA.match(text[words[at - 1].end : words[at].start])
    aside = comma and before & _ASKING and not before & CONDITIONS
    return bool(aside or (verb and words[at - 1].folded in _JOINING))


_VERBS = frozenset(listed("opening_verbs"))
_IS_THERE = ["gibt", "es"]
_BEING = frozenset(("ist", "sind", "war", "waren", "hat", "haben"))


_TAIL = re.compile(
    r"(?:[\s,;–-]+(?:und|sowie|and|dann|ausserdem|erstens|zweitens|drittens))+[\s,;]*$"
)


def opens_with_asking(words: Sequence[Word]) -> bool:
    """Whether a piece begins with a word of asking, or with a preposition before one."""
    return any(one.folded in _ASKING for one in words[:2])


def _bare_before(words: Sequence[Word], at: int) -> bool:
    """Whether nothing but another word of asking stands before the one that opens here."""
    before = [word.folded for word in words[: _from(words, at)]]
    while before and before[-1] in _JOINING:
        before.pop()
    return bool(before) and before[-1] in _ASKING


def _from(words: Sequence[Word], at: int) -> int:
    """Where a piece begins: with the preposition before its word of asking."""
    return at - 1 if at and words[at - 1].folded in _LEADING else at


def _opens(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word of asking opens a question; "das Netzwerk, wo …" asks nothing further.

    After a comma "wer", "welche", "wie viele" and "wann" do, any other only where no noun stands
    before the comma ("ich wüsste gern, wo …").
    """
    first = _from(words, at)
    if first == 0:
        return True
    before = words[first - 1]
    gap = text[before.end : words[first].start]
    if before.folded in _JOINING or _ENDS.search(gap):
        return True
    if before.folded in _KNOWING:
        return True
    measured = at + 1 < len(words) and words[at + 1].folded in _MEASURES
    clear = words[at].folded in _CLEAR or measured
    told = before.shown[:1].isupper() or before.folded in _ANYTHING
    return bool(_COMMA.search(gap)) and (clear or not told)


_KNOWING = frozenset(listed("knowing"))
_ANYTHING = frozenset(("alles", "das", "nichts", "etwas", "so", "all", "dem", "den", "dort", "da"))


_FOR = frozenset(("fuer", "fuers", "zum", "zur", "for"))


def questions_in(text: str) -> Iterator[Piece]:
    """The questions of a text, each with what is told before it.

    "Ich leite ein Werk in Olpe. Wer hilft uns, und seit wann? Ich brauche eine Nummer." asks twice
    and wants once: the latter is not `opened`, it may only tell of whoever asks.
    """
    told: list[str] = []
    asking: Piece | None = None
    for start, end in split(text):
        sentence = text[start:end].strip()
        opened = sentence.endswith("?") or opens_with_asking(words_of(sentence))
        said = {word.folded for word in words_of(sentence)}
        if not opened and (not said & _REQUESTING or said & _FOR):
            told.append(sentence)
            continue
        for at, one in enumerate(_AND_ASKED.split(sentence)):
            if asking is not None:
                yield asking
            asking = Piece(" ".join((*told, one)), opened, joined=at > 0)
            told = []
    if asking is not None:
        yield replace(asking, text=" ".join((asking.text, *told)))


_REQUESTING = frozenset(listed("requesting"))
_AND_ASKED = re.compile(
    rf",\s+(?:und|and)\s+(?=(?:(?:{'|'.join(_LEADING)})\s)?(?:{'|'.join(_ASKING | _VERBS)})\b)",
    re.IGNORECASE,
)
