"""Indexing that is killed on the way: `python -m tests.evaluation.identity_child FOLDER STATEMENT`.

The number counts the SQL statements of the writer; at that one the process gets SIGKILL. With 0 it
runs through and prints how many there are. What is already applied is not done again.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.contract.passages import a_passage
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.domain.knowledge import Passage
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer

SUBJECTS = [
    "Wasserstoff", "Weiterbildung", "Zulieferer", "Antrieb",
    "Gießerei", "Software", "Fläche", "Beratung",
]  # fmt: skip
VERBS = ["fördert", "plant", "untersucht", "begleitet", "vernetzt"]


def documents() -> list[tuple[str, list[Passage]]]:
    """Forty documents of two passages that share words with one another."""
    made = []
    for number in range(40):
        subject, verb = SUBJECTS[number % len(SUBJECTS)], VERBS[number % len(VERBS)]
        texts = (
            f"Das Vorhaben {number} {verb} {subject} vor Ort. Es begann im Jahr {1990 + number}.",
            f"Die Partner von Vorhaben {number} treffen sich zum Thema {subject}.",
        )
        made.append(
            (
                f"d{number}",
                [
                    a_passage(f"d{number}/{place}", text, title=f"Vorhaben {number}")
                    for place, text in enumerate(texts)
                ],
            )
        )
    return made


def index_rest(index: SqliteTextIndex) -> None:
    """Apply, five documents at a time, what the index does not have yet."""
    every = documents()
    for number in range(index.applied() + 1, len(every) // 5 + 1):
        index.replace_many(every[(number - 1) * 5 : number * 5], number)


def main(folder: Path, deadly: int) -> None:
    """Index into FOLDER and die at the statement."""
    index = SqliteTextIndex(folder / "index.db", Analyzer(WordList.empty()))
    steps = 0

    def step(_statement: str) -> None:
        nonlocal steps
        steps += 1
        if steps == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    index._connection().set_trace_callback(step)
    index_rest(index)
    print(steps)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
