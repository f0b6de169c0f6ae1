"""Plain text and Markdown: encoding, front matter, marks that are not content."""

from __future__ import annotations

import re

import yaml

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.clean import (
    clean_characters,
    join_hyphens,
    tidy_lines,
    without_emphasis,
)
from transfobot.ingestion.dating import stated_day
from transfobot.ingestion.detect import Format
from transfobot.ingestion.parsed import Parsed
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.teasers import split_off_teasers
from transfobot.ingestion.titles import title_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]{0,200}\]:[^\n]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,400})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]{1,400})(?<!`)\1(?!`)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SETEXT = re.compile(r"^([^\n#>|*-][^\n]{0,150})\n(=+|-{3,})[ ]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)[^\n]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_TABLE_RULE = re.compile(r"^\|?[ :|-]*-{2,}[ :|-]*\|?$")
_FRONT_MATTER_CHARACTERS = 200_000


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of unknown encoding with warnings: UTF-8, UTF-16 with or without mark, else Western.

    Raises ParseFailed for content that is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").lstrip("\ufeff"), ()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    zeros = data[:4096].count(0)
    if zeros * 3 > len(data[:4096]) and len(data) % 2 == 0:
        return _utf16(data)
    if zeros > 64 or (zeros and zeros * 20 > len(data[:4096]) and len(data) > 200):
        raise ParseFailed("Die Datei enthält Nullzeichen statt Text; sie ist keine Textdatei.")
    warnings: tuple[str, ...] = ("Nullzeichen wurden entfernt.",) if b"\0" in data else ()
    data = data.replace(b"\0", b"")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        warnings = (*warnings, "Die Datei ist nicht in UTF-8 gespeichert; als Latin-1 gelesen.")
    sample = text[:8192]
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 4:
        raise ParseFailed("Die Datei ist keine Textdatei; ihre Zeichen lassen sich nicht lesen.")
    return text, warnings


def _utf16(data: bytes) -> tuple[str, tuple[str, ...]]:
    little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
    try:
        text = data.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError as error:
        raise ParseFailed("Die Zeichenkodierung der Datei ist nicht erkennbar.") from error
    if "\0" in text:
        raise ParseFailed("Die Datei besteht aus Nullzeichen; sie ist keine Textdatei.")
    return text, ("Die Datei ist in UTF-16 ohne Kennung gespeichert.",)


def parse_text(data: bytes, path: str, rules: Rules) -> Parsed:
    """Plain text. Raises ParseFailed."""
    text, warnings = decode(data)
    return from_text(text, path, rules, Format.TEXT, warnings)


def from_text(
    text: str, path: str, rules: Rules, media: Format, warnings: tuple[str, ...] = ()
) -> Parsed:
    """Text that stands on no pages: cleaned, its teasers apart, title and day found."""
    text = tidy_lines(without_emphasis(join_hyphens(clean_characters(text))))
    main, secondary = split_off_teasers(text, rules)
    main = tidy_lines(rules.without_dropped(main))
    return Parsed(
        media_type=media.value,
        pages=(main,),
        title=title_of(main, path),
        as_of=stated_day(main),
        secondary=secondary,
        warnings=warnings,
    )


def parse_markdown(data: bytes, path: str, rules: Rules) -> Parsed:
    """Markdown, with the front matter as data. Raises ParseFailed."""
    text, warnings = decode(data)
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    front_matter, body = _front_matter(text)
    parsed = from_text(_readable(body), path, rules, Format.MARKDOWN, warnings)
    if front_matter is None:
        return parsed
    return Parsed(
        media_type=parsed.media_type,
        pages=parsed.pages,
        title=_text_of(front_matter, "title", "name") or parsed.title,
        as_of=_text_of(front_matter, "as_of") or parsed.as_of,
        language=_text_of(front_matter, "language"),
        source_url=_text_of(front_matter, "source_url", "url"),
        front_matter=front_matter,
        secondary=parsed.secondary,
        warnings=parsed.warnings,
    )


def _front_matter(text: str) -> tuple[dict[str, object] | None, str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None, text
    if len(match[1]) > _FRONT_MATTER_CHARACTERS:
        raise ParseFailed("Die Kopfdaten (Front Matter) sind zu lang.")
    try:
        for token in yaml.scan(match[1], Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken):
                raise ParseFailed(
                    "Die Kopfdaten enthalten Verweise (*name); sie sind nicht erlaubt."
                )
        values = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", Zeile {mark.line + 2}" if mark else ""
        raise ParseFailed(
            f"Die Kopfdaten (Front Matter{where}) sind kein gültiges YAML."
        ) from error
    if values is None:
        return None, text[match.end() :]
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise ParseFailed("Die Kopfdaten (Front Matter) müssen aus „Feld: Wert“ bestehen.")
    return values, text[match.end() :]


def _text_of(values: dict[str, object], *names: str) -> str | None:
    for name in names:
        value = values.get(name)
        if value not in (None, "", [], {}) and not isinstance(value, (list, dict)):
            return str(value)
    return None


def _readable(text: str) -> str:
    """Markdown without comments, pictures, link targets, tags and fences; tables with tabs."""
    text = _HIDDEN_REFERENCE.sub("", _COMMENT.sub("", text))
    text = _TAG.sub("", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text)))
    text = _QUOTE.sub("", _FENCE.sub("", _CODE.sub(r"\2", text)))
    text = _SETEXT.sub(lambda m: ("# " if m[2][0] == "=" else "## ") + m[1], text)
    lines = [_row(line) for line in text.split("\n")]
    return _ESCAPED.sub(r"\1", "\n".join(line for line in lines if line is not None))


def _row(line: str) -> str | None:
    """A table row with tabs between its cells; None for the rule under the head."""
    stripped = line.strip()
    if not (stripped.startswith("|") and stripped.count("|") >= 3):
        return line
    if _TABLE_RULE.fullmatch(stripped):
        return None
    return "\t".join(cell.strip() for cell in stripped.strip("|").split("|"))
