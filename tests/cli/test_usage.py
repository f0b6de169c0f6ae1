"""What cannot work is one German sentence and the right exit code, never a traceback."""

from __future__ import annotations

import os
import random
import shutil
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.command import Deployment
from transfobot.cli import run

OWN = "Die Beratungsstelle Testtal hilft beim Wechselkurs der Blaubeeren."


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (("asl",), "Den Befehl „asl“ gibt es nicht; gemeint ist vielleicht ask."),
        (("xyz",), "Den Befehl „xyz“ gibt es nicht."),
        (("users", "nope"), "Den Befehl „nope“ gibt es nicht."),
        (("ask",), "Es fehlt die Angabe „question“."),
        (("evaluate",), "Es fehlt die Angabe „DATEI.jsonl“."),
        (("users", "add", "x"), "Es fehlt die Option „--role“."),
        (("ask", "a", "--nix"), "Die Option „--nix“ gibt es nicht."),
        (("ask", "a", "--plac", "x"), "gemeint ist vielleicht --lang, --place."),
        (("ask", "a", "b"), "Überzählig ist „b“"),
        (("ask", "a", "--place"), "Zur Option „--place“ fehlt der Wert."),
        (("ask", "a", "--json=1"), "Die Option „--json“ nimmt keinen Wert."),
        (("ask", "a", "--lang", "fr"), "--lang: „fr“ ist keiner der Werte de, en."),
        (("search", "a", "-k", "x"), "-k: erwartet wird eine ganze Zahl."),
        (("search", "a", "-k", "0"), "-k: erwartet wird mindestens 1."),
        (("users", "add", "x", "--role", "admin", "--days", "9999"), "höchstens 3650."),
    ],
)
def test_a_wrong_call(
    capsys: pytest.CaptureFixture[str], call: tuple[str, ...], sentence: str
) -> None:
    assert run(call) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.err.endswith("Hilfe: transfobot --help.\n")
    assert said.out == ""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one document, made once; tests damage copies."""
    base = tmp_path_factory.mktemp("filled")
    (base / "corpus" / "documents" / "public").mkdir(parents=True)
    (base / "corpus" / "documents" / "public" / "blatt.txt").write_text(OWN, encoding="utf-8")
    done = deployment(base).run("ingest")
    assert done.returncode == 0, done.stderr
    return base


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "home")
    return tmp_path / "home"


def deployment(home: Path, **settings: str) -> Deployment:
    return Deployment(home / "data", {"TRANSFOBOT_CORPUS_DIR": str(home / "corpus"), **settings})


@pytest.mark.parametrize(
    ("settings", "command", "words"),
    [
        ({"TRANSFOBOT_DATADIR": "x"}, "doctor", "vielleicht TRANSFOBOT_DATA_DIR"),
        ({"TRANSFOBOT_CORPUS_DIR": "/gibt/es/nicht"}, "doctor", "Den Ordner /gibt/es/nicht"),
        ({"TRANSFOBOT_PORT": "abc"}, "serve", "erwartet wird eine ganze Zahl"),
    ],
)
def test_a_wrong_setting(home: Path, settings: dict[str, str], command: str, words: str) -> None:
    done = deployment(home, **settings).run(command)
    assert done.returncode == 78
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = deployment(home).run("serve", "--port", str(port))
    assert done.returncode == 78
    assert f"Port {port} lauscht schon ein anderes Programm" in done.stderr
    assert done.stderr.count("\n") == 1


def scramble(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(20_000))


def cut(path: Path) -> None:
    os.truncate(path, 5_000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [scramble, cut, empty])
def test_damaged_records_are_said(home: Path, damage: Callable[[Path], None]) -> None:
    damage(home / "data" / "records.db")
    for command in (("doctor",), ("search", "Blaubeeren"), ("ingest",)):
        done = deployment(home).run(*command)
        assert done.returncode == 78
        assert "records.db ist beschädigt" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("damage", [scramble, cut, empty])
@pytest.mark.parametrize("name", ["index.db", "chroma/chroma.sqlite3"])
def test_a_damaged_index_is_built_again(
    home: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(home / "data" / name)
    here = deployment(home)
    (hit,) = here.read("search", "Blaubeeren")["hits"]
    assert hit["text"] == OWN
    healthy = here.read("doctor")
    assert healthy["problems"] == []
    assert healthy["facts"]["Stand des Textindex"] == healthy["facts"]["Stand der Daten"]
    assert healthy["facts"]["Stand der Vektoren"] == healthy["facts"]["Stand der Daten"]


def test_vectors_that_open_but_do_not_answer_are_found(home: Path) -> None:
    with sqlite3.connect(home / "data" / "chroma" / "chroma.sqlite3") as vectors:
        vectors.execute("DROP TABLE embeddings_queue")
    done = deployment(home).run("doctor")
    assert done.returncode == 1
    assert f"in {home / 'data'} löschen" in done.stderr
    assert done.stderr.count("\n") == 1
    shutil.rmtree(home / "data" / "chroma")
    (hit,) = deployment(home).read("search", "Blaubeeren")["hits"]
    assert hit["text"] == OWN


def test_an_index_of_an_older_layout_is_built_again(home: Path) -> None:
    with sqlite3.connect(home / "data" / "index.db") as index:
        index.execute("DROP TABLE tokens_public")
        index.execute("ALTER TABLE rows_public DROP COLUMN features")
        index.execute("PRAGMA user_version = 987")
    (hit,) = deployment(home).read("search", "Blaubeeren")["hits"]
    assert hit["text"] == OWN


def test_a_data_directory_that_is_a_file(home: Path) -> None:
    shutil.rmtree(home / "data")
    (home / "data").write_text("x")
    done = deployment(home).run("doctor")
    assert done.returncode == 78
    assert "Der Datenordner" in done.stderr
    assert done.stderr.count("\n") == 1
