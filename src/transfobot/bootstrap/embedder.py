"""The embedder a deployment has set."""

from __future__ import annotations

from transfobot.domain.errors import ConfigurationError
from transfobot.ports import Embedder
from transfobot.settings import Settings


def choose_embedder(settings: Settings) -> Embedder | None:
    """None stands for the built-in hashing. Raises ConfigurationError."""
    if settings.embedding_provider == "hashed":
        return None
    raise ConfigurationError("TRANSFOBOT_EMBEDDING_PROVIDER: noch nicht angeschlossen.")
