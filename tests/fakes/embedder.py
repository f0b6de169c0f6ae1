"""An embedder whose vectors are counts of letters: near texts share letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transfobot.german.statistics import Statistics


class FakeEmbedder:
    """Embedder port with 26 dimensions."""

    name = "letters"
    dimensions = 26

    def __init__(self, learned: bool = False) -> None:
        self.learned = learned

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self.query(text) for text in texts]) if texts else np.zeros((0, 26))

    def query(self, text: str, statistics: Statistics | None = None) -> np.ndarray:
        counts = np.array([text.lower().count(chr(97 + i)) for i in range(26)], dtype=np.float32)
        length = float(np.linalg.norm(counts))
        return counts / length if length else counts
