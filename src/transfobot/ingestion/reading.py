"""One file's bytes to a document with its passages. Runs in the child process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from transfobot.domain.errors import ParseFailed, RecordError
from transfobot.domain.knowledge import Document, Kind
from transfobot.ingestion.clean import cut_long_words, is_readable
from transfobot.ingestion.detect import Format, detect, suffix_of
from transfobot.ingestion.limits import TEXT_CHARACTERS
from transfobot.ingestion.parsed import Parsed, Secondary
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.titles import title_of as title_of_text
from transfobot.ingestion.units import passages_of
from transfobot.ingestion.wire import Reading, Task

Parser = Callable[[bytes, str, Rules], Parsed]

RECORD_KINDS = {Kind.NETWORK, Kind.OFFICE, Kind.FUNDING, Kind.STUDY, Kind.OFFER}
_PAGE_GAP = "\n\n"


def read(task: Task, data: bytes) -> Reading:
    """Read one file. Raises ParseFailed with one German sentence."""
    if not data:
        raise ParseFailed("Die Datei ist leer (0 Byte).")
    found = detect(data, task.path)
    parsed = _of_record(task, _parser(found)(data, task.path, task.rules))
    document = _document(task, parsed, _named_warnings(task, found))
    passages = tuple(passages_of(document))
    if not passages:
        raise ParseFailed("Die Datei enthält keinen lesbaren Text.")
    attached = tuple(_attached(document, parsed))
    return Reading(document, passages, attached)


def _parser(found: Format) -> Parser:
    """The parser of a format; each is imported when its first file comes."""
    if found is Format.PDF:
        from transfobot.ingestion.pdf import parse_pdf

        return parse_pdf
    if found is Format.HTML:
        from transfobot.ingestion.html import parse_html

        return parse_html
    if found in {Format.DOCX, Format.PPTX, Format.XLSX, Format.ODT}:
        from transfobot.ingestion.office import parser_of

        return parser_of(found)
    from transfobot.ingestion.plain_text import parse_markdown, parse_text

    return parse_markdown if found is Format.MARKDOWN else parse_text


def _named_warnings(task: Task, found: Format) -> tuple[str, ...]:
    suffix = suffix_of(task.path)
    if found is Format.PDF and suffix not in {".pdf", ""}:
        return (f"Die Endung ist „{suffix}“, der Inhalt ist eine PDF-Datei und wurde so gelesen.",)
    return ()


def _document(task: Task, parsed: Parsed, warnings: tuple[str, ...]) -> Document:
    pages, cut = [], 0
    for page in parsed.pages:
        text, number = cut_long_words(page)
        pages.append(text)
        cut += number
    whole = _PAGE_GAP.join(pages)
    if not whole.strip():
        raise ParseFailed("Die Datei enthält keinen Text.")
    if not is_readable(whole):
        raise ParseFailed("Die Textebene der Datei besteht nicht aus lesbaren Wörtern.")
    if len(whole) > TEXT_CHARACTERS:
        limit = TEXT_CHARACTERS >> 20
        raise ParseFailed(f"Der Text ist länger als {limit} Mio. Zeichen; bitte die Datei teilen.")
    if cut:
        warnings = (*warnings, f"{cut} überlange Zeichenketten wurden gekürzt.")
    return Document(
        id=task.document_id,
        revision=task.revision,
        source=task.source,
        path=task.path,
        title=parsed.title or title_of_text(whole, task.path),
        kind=task.kind,
        visibility=task.visibility,
        text=whole,
        as_of=parsed.as_of,
        language=parsed.language or "de",
        pages=len(pages) if parsed.paged else None,
        pages_at=_starts(pages) if parsed.paged else (),
        source_url=parsed.source_url,
        media_type=parsed.media_type,
        record=parsed.front_matter,
        warnings=(*parsed.warnings, *warnings),
    )


def _starts(pages: list[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + len(_PAGE_GAP)
    return tuple(starts)


def _of_record(task: Task, parsed: Parsed) -> Parsed:
    """A register file: its title and day come from the record, which has to be a valid one."""
    if task.kind not in RECORD_KINDS:
        return replace(parsed, front_matter=None)
    if parsed.front_matter is None:
        raise ParseFailed("Dem Datensatz fehlen die Kopfdaten (Front Matter).")
    from transfobot.ingestion.records import as_mapping, read_record, title_of

    values = as_mapping(parsed.front_matter)
    try:
        record = read_record(values, file=f"{task.source}/{task.path}", kind=task.kind.value)
    except RecordError as error:
        raise ParseFailed(f"{error} Der Datensatz wurde nicht übernommen.") from error
    as_of = getattr(record, "as_of", None) or getattr(record, "verified_on", None)
    return replace(parsed, front_matter=values, title=title_of(record), as_of=as_of)


def _attached(document: Document, parsed: Parsed) -> list[tuple[Document, tuple[Any, ...]]]:
    """Each teaser as a document of its own, next to the report it stood under."""
    found: dict[str, tuple[Document, tuple[Any, ...]]] = {}
    for item in parsed.secondary:
        one = _teaser(document, item)
        passages = tuple(passages_of(one))
        if passages:
            found[one.id] = (one, passages)
    return list(found.values())


def _teaser(document: Document, item: Secondary) -> Document:
    key = hashlib.sha256(item.text.encode()).hexdigest()[:8]
    return replace(
        document,
        id=f"{document.id}-{key}",
        title=item.title,
        kind=Kind.SECONDARY,
        text=item.text,
        as_of=item.as_of,
        pages=None,
        pages_at=(),
        record=None,
        warnings=(),
    )
