"""Read bytes as the child does, without the child."""

from __future__ import annotations

from pathlib import Path

from transfobot.domain.knowledge import Document, Kind, Visibility
from transfobot.ingestion.reading import read
from transfobot.ingestion.rules import Rules, load_rules, rules_for
from transfobot.ingestion.wire import Reading, Task

HOME = Path(__file__).parents[2]
RULES = rules_for("test", load_rules(HOME / "ingestion" / "rules"))


def task(name: str, rules: Rules = RULES, kind: Kind = Kind.DOCUMENT) -> Task:
    return Task("d" * 24, "r" * 20, "test", name, Visibility.PUBLIC, kind, rules)


def reading(name: str, data: bytes | str) -> Reading:
    return read(task(name), data.encode() if isinstance(data, str) else data)


def document(name: str, data: bytes | str) -> Document:
    """The document of a file; every passage is a piece of its text."""
    found = reading(name, data)
    for one, passages in ((found.document, found.passages), *found.attached):
        for passage in passages:
            assert one.text[passage.offset : passage.offset + len(passage.text)] == passage.text
    return found.document
