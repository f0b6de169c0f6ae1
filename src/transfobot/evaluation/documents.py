"""Do plain office documents answer: do the asked-for words stand in the answer's text?

Items are lines of `tests/data/documents_questions.jsonl`: `question`, `expected` (all must stand in
the text, `|` separates variants), `split` (`work` is tuned on, `aside` only reported). Run by hand:

    transfobot serve   # with TRANSFOBOT_CORPUS_DIR an empty folder and the documents ingested
    python -m transfobot.evaluation.documents tests/data/documents_questions.jsonl http://…
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transfobot.german.text import fold

MOST_QUOTES = 3
MOST_CHARACTERS = 900
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with what its answer's text lacked, how long it was and how many sentences."""

    id: str
    split: str
    missing: tuple[str, ...]
    length: int
    sentences: int
    outcome: str

    @property
    def within(self) -> bool:
        """Whether the answer kept to three quoted units and 900 characters."""
        return self.length <= MOST_CHARACTERS and self.sentences <= MOST_QUOTES

    @property
    def right(self) -> bool:
        """Whether everything asked for stands in an answer that kept to the limits."""
        return not self.missing and self.within


def holds(text: str, expected: str) -> bool:
    """Whether one of the variants stands in the text: from a word's beginning, numbers whole."""
    folded = _SPACES.sub(" ", fold(text))
    return any(_stands(folded, _SPACES.sub(" ", fold(v)).strip()) for v in expected.split("|"))


def _stands(text: str, variant: str) -> bool:
    number = variant[-1:].isdigit()
    pattern = rf"(?<![a-z0-9]){re.escape(variant)}" + (r"(?![0-9]|[.,][0-9])" if number else "")
    return bool(variant) and re.search(pattern, text) is not None


def judge(item: Mapping[str, Any], answer: Mapping[str, Any]) -> Judged:
    """An answer (the JSON of `POST /api/questions`) against an item."""
    text = str(answer["text"])
    missing = tuple(one for one in item["expected"] if not holds(text, one))
    cited = [one for one in answer["sentences"] if one["citations"]]
    return Judged(
        str(item["id"]), str(item["split"]), missing, len(text), len(cited), answer["outcome"]
    )


def report(judged: Iterable[Judged]) -> dict[str, dict[str, float]]:
    """Shares by split: `right` within the limits, `words` anywhere in the text; median length."""
    splits: dict[str, list[Judged]] = {}
    for one in judged:
        splits.setdefault(one.split, []).append(one)
        splits.setdefault("all", []).append(one)
    return {
        name: {
            "questions": len(of),
            "right": round(sum(one.right for one in of) / len(of), 3),
            "words": round(sum(not one.missing for one in of) / len(of), 3),
            "refused": sum(one.sentences == 0 for one in of),
            "median_characters": statistics.median(one.length for one in of),
            "longest": max(one.length for one in of),
        }
        for name, of in splits.items()
    }


def read_items(path: Path) -> list[dict[str, Any]]:
    """The questions of a file, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def run(
    items: Iterable[Mapping[str, Any]], ask: Callable[[str], Mapping[str, Any]]
) -> list[Judged]:
    """Every question asked and judged, each in a conversation of its own."""
    return [judge(item, ask(str(item["question"]))) for item in items]


def _over_http(base: str) -> Callable[[str], Mapping[str, Any]]:
    def ask(question: str) -> Mapping[str, Any]:
        body = json.dumps({"question": question, "store": False}).encode()
        request = urllib.request.Request(  # noqa: S310 - an address the operator gives
            f"{base}/api/questions", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            answer: dict[str, Any] = json.load(response)
        return answer

    return ask


def main(path: str, base: str) -> None:
    """Measure a running server and print the report; misses of `work` are named."""
    judged = run(read_items(Path(path)), _over_http(base.rstrip("/")))
    for one in judged:
        if one.split == "work" and not one.right:
            print(f"{one.id}: {one.outcome}, {one.length} Zeichen, fehlt: {one.missing}")
    print(json.dumps(report(judged), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:3])
