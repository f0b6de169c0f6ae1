"""The embedder a deployment has set."""

from __future__ import annotations

from transfobot.ports import Embedder
from transfobot.settings import Settings


def choose_embedder(settings: Settings) -> Embedder | None:
    """None stands for the built-in hashing. Raises ConfigurationError."""
    url, model = settings.embedding_url, settings.embedding_model
    match settings.embedding_provider:
        case "openai":
            from transfobot.adapters.embedder_http import HttpEmbedder

            key = settings.embedding_api_key.get_secret_value()
            return HttpEmbedder(url=url or "https://api.openai.com/v1", model=model, api_key=key)
        case "ollama":
            from transfobot.adapters.embedder_http import OllamaEmbedder

            return OllamaEmbedder(url=url, model=model)
        case "fastembed":
            from transfobot.adapters.embedder_local import fastembed_embedder

            return fastembed_embedder(model)
        case "sentence-transformers":
            from transfobot.adapters.embedder_local import sentence_transformers_embedder

            return sentence_transformers_embedder(model)
        case _:
            return None
