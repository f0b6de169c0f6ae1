"""What every embedder promises; services are played by a loopback server with their protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.embedder import FakeEmbedder
from transfobot.adapters.embedder_hashed import HashedEmbedder
from transfobot.adapters.embedder_http import HttpEmbedder, OllamaEmbedder
from transfobot.adapters.embedder_local import (
    LocalEmbedder,
    fastembed_embedder,
    sentence_transformers_embedder,
)
from transfobot.domain.errors import ConfigurationError, ModelUnavailable
from transfobot.german.compounds import WordList
from transfobot.german.features import analyse, frequencies
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer
from transfobot.ports import Embedder


class Service(BaseHTTPRequestHandler):
    """OpenAI's `/v1/embeddings` and Ollama's `/api/embed`: letters counted."""

    seen: list[tuple[str, dict[str, object], str | None]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, body, self.headers.get("Authorization")))
        if body["model"] == "broken":
            self._answer(200, {"unexpected": True})
            return
        if body["model"] == "missing":
            self._answer(404, {"error": "model not found"})
            return
        rows = [[float(text.count(letter)) + 1 for letter in "aeiou"] for text in body["input"]]
        if self.path == "/api/embed":
            self._answer(200, {"model": body["model"], "embeddings": rows})
            return
        items = [{"index": i, "embedding": row} for i, row in enumerate(rows)]
        self._answer(200, {"object": "list", "data": items[::-1]})

    def _answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def service() -> Iterator[str]:
    Service.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["fake", "hashed", "openai", "ollama", "local"])
def embedder(request: pytest.FixtureRequest, service: str) -> Embedder:
    return {
        "fake": FakeEmbedder,
        "hashed": HashedEmbedder,
        "openai": lambda: HttpEmbedder(url=f"{service}/v1", model="m", api_key="k"),
        "ollama": lambda: OllamaEmbedder(url=service, model="m"),
        "local": lambda: LocalEmbedder("l", lambda texts, _: [[len(t), 1.0] for t in texts]),
    }[request.param]()


TEXTS = ["Förderung für Betriebe", "Weiterbildung", "Standort und Fläche"]


def test_rows_have_length_one_and_the_promised_size(embedder: Embedder) -> None:
    rows = np.asarray(embedder.passages(TEXTS))
    assert rows.shape == (3, embedder.dimensions)
    assert rows.dtype == np.float32 or embedder.name == "letters"
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_the_same_text_gives_the_same_vector(embedder: Embedder) -> None:
    first, second = np.asarray(embedder.passages([TEXTS[0]])), np.asarray(embedder.passages(TEXTS))
    assert first[0] == pytest.approx(second[0], abs=1e-6)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert np.asarray(embedder.passages([])).shape == (0, embedder.dimensions)


def test_a_question_is_one_vector(embedder: Embedder) -> None:
    assert np.asarray(embedder.query("Wer fördert?")).shape == (embedder.dimensions,)


# --- hashing -------------------------------------------------------------------------------------


def test_kin_is_nearer_than_strangers_and_spelling_hardly_counts() -> None:
    embedder = HashedEmbedder()
    kin, typo, stranger = embedder.passages(
        ["Transformationsnetzwerke der Region", "Transformatoinsnetzwerk", "Rezept für Kuchen"]
    )
    asked = embedder.query("Transformationsnetzwerk")
    assert asked @ kin > 0.6
    assert asked @ typo > 0.6
    assert abs(asked @ stranger) < 0.3


def test_statistics_weigh_only_the_question() -> None:
    analysed = [analyse(Analyzer(WordList.empty()), [], [f"Netzwerk {w}"]) for w in "abcdef"]
    statistics = Statistics.empty() + frequencies(item.features for item in analysed)
    embedder = HashedEmbedder()
    common, rare = embedder.passages(["Netzwerk", "Quitte"])
    plain, weighed = (
        embedder.query("Netzwerk Quitte"),
        embedder.query("Netzwerk Quitte", statistics),
    )
    assert weighed @ rare > plain @ rare
    assert weighed @ common < plain @ common


@given(st.text())
def test_any_text_has_a_vector_of_length_one_or_zero(text: str) -> None:
    length = float(np.linalg.norm(HashedEmbedder().query(text)))
    assert length == pytest.approx(1.0, abs=1e-4) or length == 0.0


# --- services ------------------------------------------------------------------------------------


def test_openai_protocol_with_key_model_and_order(service: str) -> None:
    embedder = HttpEmbedder(url=f"{service}/v1/", model="m", api_key="secret")
    rows = embedder.passages(["aaa", "uuu"])
    path, body, authorization = Service.seen[0]
    assert (path, body["model"], authorization) == ("/v1/embeddings", "m", "Bearer secret")
    assert rows[0][0] > rows[0][4]
    assert rows[1][4] > rows[1][0]


def test_long_lists_go_in_batches(service: str) -> None:
    rows = OllamaEmbedder(url=service, model="m").passages(["a"] * 150)
    assert rows.shape == (150, 5)
    assert [len(list(body["input"])) for _, body, _ in Service.seen] == [64, 64, 22]


def test_e5_models_get_the_role_in_front(service: str) -> None:
    embedder = HttpEmbedder(url=f"{service}/v1", model="multilingual-e5-large")
    embedder.query("Frage")
    embedder.passages(["Text"])
    assert [body["input"] for _, body, _ in Service.seen] == [["query: Frage"], ["passage: Text"]]


@pytest.mark.parametrize("model", ["broken", "missing"])
def test_a_service_that_answers_wrongly_is_unavailable(service: str, model: str) -> None:
    with pytest.raises(ModelUnavailable):
        HttpEmbedder(url=f"{service}/v1", model=model).query("Frage")


def test_a_service_that_is_down_is_unavailable() -> None:
    with pytest.raises(ModelUnavailable):
        OllamaEmbedder(url="http://127.0.0.1:9", model="m").passages(["Text"])


def test_url_and_model_are_needed() -> None:
    with pytest.raises(ConfigurationError, match="EMBEDDING_MODEL"):
        HttpEmbedder(url="http://127.0.0.1:9", model="")


@pytest.mark.parametrize("make", [fastembed_embedder, sentence_transformers_embedder])
def test_a_missing_library_names_its_extra(make: object) -> None:
    assert callable(make)
    with pytest.raises(
        ConfigurationError, match=r"transfobot\[(fastembed|sentence-transformers)\]"
    ):
        make("some-model")
