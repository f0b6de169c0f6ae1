"""The one wiring place: settings in, running rooms out. Heavy libraries are imported late."""

from __future__ import annotations

from transfobot.bootstrap.desk import ingest, reach
from transfobot.bootstrap.doors import open_doors, serve
from transfobot.bootstrap.house import House
from transfobot.bootstrap.register_desk import reach_register
from transfobot.bootstrap.retriever import open_retriever
from transfobot.bootstrap.stores import open_stores

__all__ = [
    "House",
    "ingest",
    "open_doors",
    "open_retriever",
    "open_stores",
    "reach",
    "reach_register",
    "serve",
]
