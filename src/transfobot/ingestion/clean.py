"""Clean characters and lines: what extraction leaves behind goes, what the author wrote stays."""

from __future__ import annotations

import re
import unicodedata

from transfobot.ingestion.limits import WORD_CHARACTERS

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_BULLETS = {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf02d": "–", "\uf0fc": "•"}
_REPLACED = (
    _LIGATURES
    | _BULLETS
    | {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u2028": "\n",
        "\u2029": "\n\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
    }
)
_REPLACEABLE = re.compile(f"[{''.join(_REPLACED)}]")
_LOOSE_UMLAUT = re.compile(r"¨ ?([aouAOU])|(?<=\w)([aouAOU]) ?¨")
_LETTERS = re.compile(r"[^\W\d_]")
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)?|.)")
_SOFT_HYPHEN = re.compile(r"\u00ad[ \t]*\n?[ \t]*|\u00ad")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_STACKED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{3})[\u0300-\u036f\u20d0-\u20ff]+"
)
_LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐]\n[ \t]*(?=(\w+))")
_KEEPS_HYPHEN = {"und", "oder", "bzw", "sowie", "als", "noch", "wie", "bis"}
_BLANKS = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_LINE_TAIL = re.compile(r"[ \r]+$|^[ \t]+$", re.MULTILINE)
_GAP = re.compile(r"\n{4,}")
_LONG_WORD = re.compile(rf"\S{{{WORD_CHARACTERS},}}")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,400}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![\w*])")
_WHOLE_LINE = re.compile(r"\s*(?:[-*•]\s+)?\*\*[^*]+\*\*:?\s*")


def clean_characters(text: str) -> str:
    """NFC text without ligatures, soft hyphens, control, direction and zero-width characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() or not text.isprintable():
        if "\x1b" in text:
            text = _ANSI.sub("", text)
        # A pattern over few characters: str.translate takes several times as long.
        text = _REPLACEABLE.sub(lambda found: _REPLACED[found[0]], text)
        text = unicodedata.normalize("NFC", text)
        if "\u00ad" in text:
            text = _SOFT_HYPHEN.sub("", text)
        if "¨" in text:
            text = _LOOSE_UMLAUT.sub(_umlaut, text)
        text = _STACKED.sub(r"\1", _INVISIBLE.sub("", text))
    return text


def _umlaut(match: re.Match[str]) -> str:
    """LaTeX's PDFs set the two dots as a character of their own, before or after the letter."""
    letter = match[1] or match[2]
    return unicodedata.normalize("NFC", f"{letter}\u0308")


def join_hyphens(text: str) -> str:
    """Words that were broken at the end of a line.

    „Trans-⏎formation“ loses its hyphen; before a capital or a figure it stays
    („Heilbronn-⏎Franken“), and before und/oder a blank follows („Fahrzeug-⏎und Zulieferindustrie“).
    """

    def joined(match: re.Match[str]) -> str:
        following = match[1]
        if following.lower() in _KEEPS_HYPHEN:
            return "- "
        return "" if following[0].islower() else "-"

    return _LINE_END_HYPHEN.sub(joined, text)


def tidy_lines(text: str) -> str:
    """Single blanks inside lines, none at their ends, at most two empty lines in a row."""
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    if _may_have_tails(text):
        text = _LINE_TAIL.sub("", text)
    return _GAP.sub("\n\n\n", text).strip("\n")


def _may_have_tails(text: str) -> bool:
    """Whether any line ends in a blank: found several times as fast as by the pattern."""
    return " \n" in text or "\t\n" in text or "\r" in text or text.endswith((" ", "\t"))


def without_emphasis(text: str) -> str:
    """Without `**`, `__` and `*` around words; a line that is bold as a whole stays: a heading."""
    if "*" not in text and "__" not in text:
        return text
    return "\n".join(
        line if _WHOLE_LINE.fullmatch(line) else _SLANTED.sub(r"\1", _STRONG.sub(r"\2", line))
        for line in text.split("\n")
    )


def cut_long_words(text: str) -> tuple[str, int]:
    """The text with runs that are no words cut, and how many there were."""
    return _LONG_WORD.subn(lambda match: match[0][:40] + "…", text)


def is_readable(text: str) -> bool:
    """Whether there are words at all; glyphs without meaning are none."""
    sample = "".join(text[:3_000].split())
    letters = len(_LETTERS.findall(sample))
    return letters >= 3 and letters >= 0.15 * len(sample)
