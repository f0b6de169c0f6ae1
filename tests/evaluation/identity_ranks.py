"""A digest of what the text part ranks: `python -m tests.evaluation.identity_ranks FOLDER`.

To be run where something is different: another processor, other numeric libraries, another seed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from tests.evaluation.identity_child import SUBJECTS, VERBS, documents, index_rest
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.assistant.retrieval.retrieve import Retriever
from transfobot.domain.knowledge import Visibility
from transfobot.evaluation.benchmark import HeldPassages
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer

PUBLIC = frozenset({Visibility.PUBLIC})
QUESTIONS = [
    *(f"Wer {verb} {subject}?" for verb in VERBS for subject in SUBJECTS),
    *(f"Wann begann Vorhaben {number}?" for number in range(0, 40, 3)),
    "Wer vernetzt Zuliferer?",
]

Ranked = list[list[tuple[str, float]]]


def ranked(index: SqliteTextIndex) -> Ranked:
    """The first ten of every question with their scores."""
    held = HeldPassages({p.id: p for _, passages in documents() for p in passages})
    retriever = Retriever(index, held, Analyzer(WordList.empty()))
    found = [retriever.search(text, visibilities=PUBLIC, k=10).hits for text in QUESTIONS]
    return [[(hit.passage.id, hit.score) for hit in hits] for hits in found]


def digest(found: Ranked) -> str:
    """Ids in order and scores to six decimals, in a few letters."""
    plain = [[(name, f"{score:.6f}") for name, score in hits] for hits in found]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]


if __name__ == "__main__":
    made = SqliteTextIndex(Path(sys.argv[1]) / "index.db", Analyzer(WordList.empty()))
    index_rest(made)
    print(digest(ranked(made)))
