"""Verbs of taking part that are told by their end alone: "macht … mit"."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.understand.language import Word


def takes_part(core: str, words: Sequence[Word]) -> bool:
    """ "Wer macht bei … noch alles mit?": a verb whose end stands at the end of the sentence."""
    folded = [word.folded for word in words]
    ending = {at for at, word in enumerate(folded) if word == "mit" and _ends(core, words, at)}
    return any(
        folded[at] in _TAKING_PART and at < end for end in ending for at in range(len(folded))
    )


def _ends(core: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word ends its clause."""
    last = at + 1 == len(words)
    return last or any(mark in core[words[at].end : words[at + 1].start] for mark in ",.?!;")


_TAKING_PART = frozenset((
    "macht", "machen", "wirkt", "wirken", "arbeitet", "arbeiten", "mischt", "mischen", "rudert",
    "rudern", "zieht", "ziehen", "spielt", "spielen", "packt", "packen", "tut", "tun", "steckt",
    "stecken", "haengt", "haengen", "redet", "reden", "entscheidet", "entscheiden",
))  # fmt: skip
