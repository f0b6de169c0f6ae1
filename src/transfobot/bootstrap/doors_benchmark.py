"""The doors under load: a server of its own over the default corpus, in a scratch directory."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from transfobot.adapters.ownership import current_owner
from transfobot.adapters.server_client import ServerClient
from transfobot.domain.errors import ConfigurationError
from transfobot.evaluation import doors_ingest
from transfobot.evaluation.doors import measure
from transfobot.evaluation.doors_ingest import WhileIngesting
from transfobot.settings import Settings


def benchmark_doors(settings: Settings, say: Callable[[str], None]) -> dict[str, Any]:
    """All figures of `evaluation.doors`, asked with the gold questions of the corpus.

    `say` gets each figure as soon as it is there. Raises ConfigurationError.
    """
    questions = gold_questions(settings.corpus_dir / "gold.jsonl")
    with (
        tempfile.TemporaryDirectory(prefix="transfobot-doors-") as scratch,
        _served(settings, Path(scratch)) as (address, pid),
    ):
        return asyncio.run(measure(address, questions, pid, say=say))


def benchmark_ingesting(settings: Settings, passages: int) -> dict[str, Any]:
    """The figures of `evaluation.doors_ingest` beside so many passages. Raises ConfigurationError.

    The server takes as many again in while it is asked.
    """
    questions = gold_questions(settings.corpus_dir / "gold.jsonl")
    sources = doors_ingest.paragraphs_of(settings.corpus_dir)
    with (
        tempfile.TemporaryDirectory(prefix="transfobot-doors-") as scratch,
        _served(settings, Path(scratch)) as (address, _),
    ):
        folders = [Path(scratch) / name for name in ("before", "meanwhile")]
        for seed, folder in enumerate(folders):
            doors_ingest.write_documents(folder, sources, passages, seed)
        owner = current_owner(Path(scratch))
        assert owner is not None
        client = ServerClient(address, owner.secret)

        def take_in(folder: Path) -> object:
            return client.ingest({"paths": [str(folder)], "visibility": "public"})

        take_in(folders[0])

        async def ask_meanwhile() -> WhileIngesting:
            return await doors_ingest.measure(
                address, questions, lambda: asyncio.to_thread(take_in, folders[1]), passages
            )

        return asdict(asyncio.run(ask_meanwhile()))


def gold_questions(path: Path) -> Sequence[str]:
    """The different questions of a gold file. Raises ConfigurationError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigurationError(
            f"Die Fragen {path} lassen sich nicht lesen ({error.strerror}); "
            "bitte TRANSFOBOT_CORPUS_DIR prüfen."
        ) from None
    return list(dict.fromkeys(json.loads(line)["question"] for line in lines if line.strip()))


@contextmanager
def _served(settings: Settings, scratch: Path) -> Iterator[tuple[str, int]]:
    """A server process of its own; its address and process id."""
    kept = {name: value for name, value in os.environ.items() if "TRANSFOBOT_" not in name}
    own = {
        "TRANSFOBOT_DATA_DIR": str(scratch),
        "TRANSFOBOT_CORPUS_DIR": str(settings.corpus_dir),
        "TRANSFOBOT_INGESTION_DIR": str(settings.ingestion_dir),
        "TRANSFOBOT_PROMPTS_DIR": str(settings.prompts_dir),
        "TRANSFOBOT_RATE_LIMIT": "0",
        "TRANSFOBOT_PORT": "0",
        "TRANSFOBOT_LOG_LEVEL": "ERROR",
    }
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "transfobot", "serve"],
        env=kept | own,
        cwd=scratch,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield _address(process), process.pid
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = [word for word in line.split() if word.startswith("http://")]
        if found:
            return found[0]
    raise ConfigurationError("Der Dienst für die Messung ist nicht gestartet.")
