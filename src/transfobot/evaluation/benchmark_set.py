"""Reading a retrieval set: corpus.jsonl, queries.jsonl, qrels.tsv and, if there, answers.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transfobot.domain.errors import InvalidInput
from transfobot.domain.knowledge import Locator, Passage, Unit, Visibility
from transfobot.german.sentences import split


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the ids of the passages that answer it; `group` is its article if known."""

    id: str
    text: str
    relevant: frozenset[str]
    group: str | None


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """Where an answer stands: a passage and (start, end) spans, any of which will do."""

    passage_id: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A set with its passages by id, questions, and gold answers by question id."""

    name: str
    passages: Mapping[str, Passage]
    questions: tuple[Question, ...]
    answers: Mapping[str, GoldAnswer]


def read_set(directory: Path) -> RetrievalSet:
    """Read a folder. Raises InvalidInput naming the file and line that is wrong."""
    passages = {row["_id"]: _passage(row) for row in _rows(directory / "corpus.jsonl")}
    relevant = _relevant(directory / "qrels.tsv")
    questions = tuple(
        Question(
            str(row["_id"]),
            str(row["text"]),
            frozenset(relevant.get(str(row["_id"]), ())),
            str(row["article"]) if row.get("article") else None,
        )
        for row in _rows(directory / "queries.jsonl")
    )
    answers: dict[str, GoldAnswer] = {}
    path = directory / "answers.jsonl"
    for row in _rows(path) if path.exists() else ():
        spans = tuple(
            (int(a["answer_start"]), int(a["answer_start"]) + len(a["text"]))
            for a in row["answers"]
        )
        answers[str(row["query_id"])] = GoldAnswer(str(row["corpus_id"]), spans)
    return RetrievalSet(directory.name, passages, questions, answers)


def passage_of(passage_id: str, title: str, text: str, document_id: str = "") -> Passage:
    """A public passage of its own document, its sentences as units."""
    return Passage(
        id=passage_id,
        document_id=document_id or passage_id,
        revision="1",
        ordinal=0,
        text=text,
        offset=0,
        title=title,
        locator=Locator(),
        units=tuple(Unit(start, end) for start, end in split(text)),
        visibility=Visibility.PUBLIC,
    )


def _passage(row: Mapping[str, Any]) -> Passage:
    return passage_of(str(row["_id"]), row.get("title", ""), row["text"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise InvalidInput(f"{path} fehlt: ein Suchtest braucht corpus, queries und qrels.")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise InvalidInput(f"{path}, Zeile {number}: kein gültiges JSON.") from error


def _relevant(path: Path) -> dict[str, set[str]]:
    if not path.exists():
        raise InvalidInput(f"{path} fehlt: ein Suchtest braucht corpus, queries und qrels.")
    relevant: dict[str, set[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            fields = line.rstrip("\n").split("\t")
            if number == 1 and fields[-1] == "score":
                continue
            if len(fields) != 3:
                raise InvalidInput(f"{path}, Zeile {number}: drei Spalten sind nötig.")
            if float(fields[2]) > 0:
                relevant.setdefault(fields[0], set()).add(fields[1])
    return relevant
