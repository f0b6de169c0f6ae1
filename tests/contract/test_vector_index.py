"""What every vector index promises: the fake, embedded Chroma, and a Chroma server."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.vector_index import FakeVectorIndex
from transfobot.adapters import chroma
from transfobot.adapters.chroma import ChromaIndex
from transfobot.domain.errors import ConfigurationError, SearchUnavailable
from transfobot.domain.knowledge import Visibility
from transfobot.ports import VectorIndex

PUBLIC = [Visibility.PUBLIC]
VECTORS = np.eye(4, 8, dtype=np.float32)


def a_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_server(path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Chroma's own (Rust) server on a loopback port."""
    command = [str(Path(sys.executable).parent / "chroma"), "run"]
    process = subprocess.Popen(
        [*command, "--path", str(path), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = a_port()
    with a_server(tmp_path_factory.mktemp("server"), port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["fake", "embedded", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    if request.param == "fake":
        yield FakeVectorIndex()
        return
    if request.param == "embedded":
        opened = ChromaIndex(path=tmp_path / "chroma", embedder="test")
    else:
        url = request.getfixturevalue("server_url")
        opened = ChromaIndex(url=url, embedder="test")
    yield opened
    opened.clear()
    opened.close()


def names(index: VectorIndex, row: int, k: int = 10) -> list[str]:
    return [name for name, _ in index.nearest(PUBLIC, VECTORS[row], k)]


def test_an_empty_index_has_applied_nothing(index: VectorIndex) -> None:
    assert index.applied() == 0
    assert index.nearest(PUBLIC, VECTORS[0], 5) == []


def test_nearest_comes_first_with_its_cosine(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0", "a/1"], VECTORS[:2], 3)
    (first, likeness), (second, other) = index.nearest(PUBLIC, VECTORS[0], 5)
    assert (first, second) == ("a/0", "a/1")
    assert likeness == pytest.approx(1.0, abs=1e-5)
    assert other == pytest.approx(0.0, abs=1e-5)
    assert index.applied() == 3


def test_a_replacement_leaves_nothing_of_the_old_one(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0", "a/1"], VECTORS[:2], 1)
    index.replace("a", Visibility.PUBLIC, ["a/2"], VECTORS[2:3], 2)
    assert names(index, 0) == ["a/2"]


def test_the_same_ids_get_their_new_vectors(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 1)
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[1:2], 2)
    ((_, likeness),) = index.nearest(PUBLIC, VECTORS[1], 1)
    assert likeness == pytest.approx(1.0, abs=1e-5)


def test_public_rights_never_reach_internal_vectors(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 1)
    index.replace("b", Visibility.INTERNAL, ["b/0"], VECTORS[1:2], 2)
    assert names(index, 1) == ["a/0"]
    found = index.nearest(list(Visibility), VECTORS[1], 2)
    assert [name for name, _ in found] == ["b/0", "a/0"]


def test_a_document_can_change_its_visibility(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 1)
    index.replace("a", Visibility.INTERNAL, ["a/0"], VECTORS[:1], 2)
    assert names(index, 0) == []


def test_several_documents_at_once_and_removal(index: VectorIndex) -> None:
    index.replace_many(
        [
            ("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1]),
            ("b", Visibility.PUBLIC, ["b/0", "b/1"], VECTORS[1:3]),
            ("c", Visibility.PUBLIC, [], VECTORS[:0]),
        ],
        4,
    )
    assert sorted(names(index, 0)) == ["a/0", "b/0", "b/1"]
    index.remove("b", 5)
    assert names(index, 0) == ["a/0"]
    assert index.applied() == 5


def test_a_question_without_words_finds_nothing(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 1)
    assert index.nearest(PUBLIC, np.zeros(8, dtype=np.float32), 5) == []


def test_clear_begins_again(index: VectorIndex) -> None:
    index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 9)
    index.clear()
    assert index.applied() == 0
    assert names(index, 0) == []


# --- Chroma alone --------------------------------------------------------------------------------


def test_embedded_entries_survive_a_restart_and_clear_removes_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "chroma"
    first = ChromaIndex(path=path, embedder="test")
    first.replace("zzmarkerzz", Visibility.PUBLIC, ["zzmarkerzz/0"], VECTORS[:1], 5)
    first.close()
    again = ChromaIndex(path=path, embedder="test")
    assert again.applied() == 5
    assert names(again, 0) == ["zzmarkerzz/0"]
    again.clear()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(b"zzmarkerzz" in file.read_bytes() for file in files)
    again.close()


def test_vectors_of_another_embedder_are_dropped(tmp_path: Path) -> None:
    first = ChromaIndex(path=tmp_path, embedder="one")
    first.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 5)
    first.close()
    second = ChromaIndex(path=tmp_path, embedder="two")
    assert second.applied() == 0
    second.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1, :4], 6)
    assert [name for name, _ in second.nearest(PUBLIC, VECTORS[0, :4], 1)] == ["a/0"]
    second.close()


def test_a_path_or_a_url_but_not_both(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        ChromaIndex(path=tmp_path, url="http://127.0.0.1:1", embedder="x")


def test_a_server_that_is_down_fails_at_once_and_recovers(tmp_path: Path) -> None:
    port = a_port()
    index = ChromaIndex(url=f"http://127.0.0.1:{port}", embedder="test")
    started = time.monotonic()
    with pytest.raises(SearchUnavailable):
        index.nearest(PUBLIC, VECTORS[0], 1)
    assert time.monotonic() - started < chroma.DEADLINE
    started = time.monotonic()
    with pytest.raises(SearchUnavailable):
        index.nearest(PUBLIC, VECTORS[0], 1)
    assert time.monotonic() - started < 0.1
    assert not index.alive()
    with a_server(tmp_path, port):
        deadline = time.monotonic() + 30
        while not index.alive() and time.monotonic() < deadline:
            time.sleep(0.2)
        index.replace("a", Visibility.PUBLIC, ["a/0"], VECTORS[:1], 1)
        assert names(index, 0) == ["a/0"]


def test_a_server_that_hangs_is_given_up_after_the_deadline() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        held: list[socket.socket] = []
        threading.Thread(target=lambda: held.append(listener.accept()[0]), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        index = ChromaIndex(url=url, embedder="test")
        started = time.monotonic()
        with pytest.raises(SearchUnavailable):
            index.nearest(PUBLIC, VECTORS[0], 1)
        assert time.monotonic() - started < chroma.DEADLINE + 0.5
        for connection in held:
            connection.close()


def test_a_disk_that_was_full_at_first_is_no_trouble_later(tmp_path: Path) -> None:
    index = ChromaIndex(path=tmp_path / "chroma", embedder="probe")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        for _ in range(2):
            with pytest.raises(SearchUnavailable):
                index.nearest({Visibility.PUBLIC}, [1.0, 0.0], 3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    index.replace("d", Visibility.PUBLIC, ["p"], [[1.0, 0.0]], 1)
    assert [name for name, _ in index.nearest({Visibility.PUBLIC}, [1.0, 0.0], 3)] == ["p"]
    index.close()
