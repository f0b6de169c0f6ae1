"""The number that Chroma has applied, read without Chroma."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from transfobot.adapters.chroma import ChromaIndex
from transfobot.adapters.chroma_files import kept_number
from transfobot.domain.knowledge import Visibility

_EMBEDDER = "hashed-512-1"
_ROW = np.ones((1, 8), dtype=np.float32)


def _filled(path: Path) -> None:
    index = ChromaIndex(path=path, embedder=_EMBEDDER)
    index.replace("d1", Visibility.PUBLIC, ["p1"], _ROW, 3)
    index.replace("d2", Visibility.INTERNAL, ["p2"], _ROW, 7)
    index.close()


def test_the_file_holds_the_number_chroma_gives(tmp_path: Path) -> None:
    _filled(tmp_path / "chroma")
    index = ChromaIndex(path=tmp_path / "chroma", embedder=_EMBEDDER)
    index.nearest([Visibility.PUBLIC], _ROW[0], 1)  # opens Chroma
    assert kept_number(tmp_path / "chroma", _EMBEDDER) == index.applied() == 7
    index.close()


def test_another_embedder_or_no_file_has_to_be_asked(tmp_path: Path) -> None:
    assert kept_number(tmp_path / "chroma", _EMBEDDER) is None
    _filled(tmp_path / "chroma")
    assert kept_number(tmp_path / "chroma", "another") is None
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all")
    assert kept_number(tmp_path / "chroma", _EMBEDDER) is None


def test_asking_for_the_number_loads_no_chroma(tmp_path: Path) -> None:
    _filled(tmp_path / "chroma")
    script = (
        "import sys; from pathlib import Path; from transfobot.adapters.chroma import ChromaIndex;"
        f"print(ChromaIndex(path=Path(sys.argv[1]), embedder={_EMBEDDER!r}).applied(),"
        " 'chromadb' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "chroma")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["7", "False"]
