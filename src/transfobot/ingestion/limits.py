"""How much one file may cost; over a limit it is refused with the figure named."""

from __future__ import annotations

MIB = 1 << 20

FILE_BYTES = 50 * MIB
"""Bytes of a file that is read at all."""

TEXT_CHARACTERS = 10 * MIB
"""Characters of clean text."""

PDF_PAGES = 2_000
HTML_BYTES = 10 * MIB
HTML_TAGS = 200_000
TAG_CHARACTERS = 64 << 10
UNPACKED_BYTES = 100 * MIB
UNPACKED_RATIO = 100
ARCHIVE_MEMBERS = 2_000
XML_BYTES = 20 * MIB

SECONDS = 20.0
"""Wall time of the child for one file."""

MEMORY_BYTES = 1 << 30
"""Address space of the child."""

WORD_CHARACTERS = 400
"""A longer run without a blank is no word; it is cut."""
