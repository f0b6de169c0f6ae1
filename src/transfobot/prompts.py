"""The set phrases people read and the prompts a model is told: Markdown files under `prompts/`.

A phrase file is `prompts/<topic>.<language>.md`: front matter with `language`, then one `## key`
section per phrase. A phrase is addressed as "topic.key" and may hold `{placeholders}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from transfobot.domain.errors import ConfigurationError

_SECTION = re.compile(r"^## +([a-z0-9_]+)[ \t]*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Phrases:
    """Set phrases by language and key."""

    texts: dict[tuple[str, str], str]

    def of(self, key: str, language: str = "de", **values: object) -> str:
        """The phrase with its placeholders filled; English falls back to German.

        Raises KeyError for an unknown key or a placeholder without a value.
        """
        text = self.texts.get((language, key))
        if text is None:
            text = self.texts["de", key]
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), text)

    def keys(self, language: str) -> set[str]:
        """All keys of one language."""
        return {key for spoken, key in self.texts if spoken == language}

    def placeholders(self, key: str, language: str) -> set[str]:
        """The names a phrase wants filled."""
        return set(_PLACEHOLDER.findall(self.texts[language, key]))


def load_phrases(*folders: Path) -> Phrases:
    """Read every phrase file of the folders; of a phrase that is there twice the last counts.

    Raises ConfigurationError when there is none.
    """
    texts: dict[tuple[str, str], str] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.*.md"))):
        topic, language = path.name.split(".")[:2]
        body = _without_front_matter(path.read_text(encoding="utf-8"))
        parts = _SECTION.split(body)
        for key, text in zip(parts[1::2], parts[2::2], strict=True):
            texts[language, f"{topic}.{key}"] = text.strip()
    if not any(language == "de" for language, _ in texts):
        raise ConfigurationError(
            f"Im Ordner {folders[-1]} stehen keine Textbausteine; "
            "bitte TRANSFOBOT_PROMPTS_DIR prüfen."
        )
    return Phrases(texts)


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    return text.split("\n---\n", 1)[-1]
