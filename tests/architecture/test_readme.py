"""What the READMEs say can be done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
import typer.main

from transfobot.cli import build

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.de.md", ROOT / "CONTRIBUTING.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
COMMAND = re.compile(r"\.venv/bin/transfobot ([a-z]+)((?: +(?:\"[^\"]*\"|[^\s|`#)]+))*)")


def targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", text, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_understood(page: Path) -> None:
    commands = typer.main.get_command(build()).commands  # type: ignore[attr-defined]
    for name, arguments in COMMAND.findall(page.read_text(encoding="utf-8")):
        assert name in commands, name
        known = {option for parameter in commands[name].params for option in parameter.opts}
        given = set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", re.sub(r'"[^"]*"', "", arguments)))
        assert given <= known | {"--help"} or hasattr(commands[name], "commands"), (name, given)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_two_commands_stand_in_both_languages() -> None:
    english = PAGES[0].read_text(encoding="utf-8")
    assert "make run" in english
    assert "make test" in english
    assert "make run" in PAGES[1].read_text(encoding="utf-8")
