"""The rules of the house that a tool can check."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from transfobot.prompts import load_phrases
from transfobot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PHRASES = load_phrases(ROOT / "prompts")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "util", "misc"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert path.stem not in FORBIDDEN_NAMES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno <= 60, node.name


def test_every_german_phrase_has_its_english_twin_with_the_same_placeholders() -> None:
    assert PHRASES.keys("de") == PHRASES.keys("en")
    for key in sorted(PHRASES.keys("de")):
        assert PHRASES.placeholders(key, "de") == PHRASES.placeholders(key, "en"), key


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in Settings.model_fields
        if name != "home" and f"`{PREFIX}{name.upper()}`" not in text
    ]
    assert missing == []


def classes(paths: Iterable[Path]) -> Iterator[ast.ClassDef]:
    for path in paths:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield node


def test_every_port_has_a_fake() -> None:
    ports = {
        node.name
        for node in classes((ROOT / "src/transfobot/ports").glob("*.py"))
        if any(isinstance(parent, ast.Name) and parent.id == "Protocol" for parent in node.bases)
    }
    fakes = {node.name for node in classes((ROOT / "tests/fakes").glob("*.py"))}
    assert sorted(port for port in ports if f"Fake{port}" not in fakes) == []
