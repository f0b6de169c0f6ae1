"""The search of a deployment as a llama-index retriever, for programs that build on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transfobot.bootstrap.house import House
from transfobot.bootstrap.stores import open_stores
from transfobot.domain.knowledge import Visibility
from transfobot.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.retrievers import BaseRetriever


@contextmanager
def open_retriever(
    settings: Settings, k: int = 10, *, internal: bool = False
) -> Iterator[BaseRetriever]:
    """A retriever over the data directory, which this process holds meanwhile.

    Public documents only, unless `internal`. Raises BusyError, ConfigurationError.
    """
    from transfobot.adapters.llama_index import make_retriever

    seen = frozenset(Visibility) if internal else frozenset({Visibility.PUBLIC})
    with open_stores(settings) as stores:
        stores.ingestion().indexer.catch_up()
        house = House(stores)
        yield make_retriever(
            lambda text, most: house.search(text, seen, most), house.library.url, k
        )
