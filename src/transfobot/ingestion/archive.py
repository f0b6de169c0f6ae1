"""Office files are archives of XML: opened within limits, XML without entities or network."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.limits import (
    ARCHIVE_MEMBERS,
    MIB,
    UNPACKED_BYTES,
    UNPACKED_RATIO,
    XML_BYTES,
)

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SMALL = 1 * MIB


class Archive:
    """Members of an office file. Raises ParseFailed where a limit is passed."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
            raise ParseFailed("Die Office-Datei ist beschädigt oder unvollständig.") from error
        members = self._archive.infolist()
        if len(members) > ARCHIVE_MEMBERS:
            raise _too_much(f"mehr als {ARCHIVE_MEMBERS} Teile")
        if sum(member.file_size for member in members) > UNPACKED_BYTES:
            raise _too_much(f"ausgepackt mehr als {UNPACKED_BYTES // MIB} MiB")
        for member in members:
            ratio = member.file_size / max(1, member.compress_size)
            if member.file_size > _SMALL and ratio > UNPACKED_RATIO:
                raise _too_much("einen übermäßig gepackten Teil")
        self._names = {member.filename for member in members}
        self._check([member for member in members if member.filename.endswith((".xml", ".rels"))])

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        """Read every XML part once: a wrong check sum anywhere means a damaged file."""
        for member in members:
            if member.file_size <= XML_BYTES:
                self._read(member.filename)

    def _read(self, name: str) -> bytes:
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
            raise ParseFailed("Die Office-Datei ist beschädigt oder unvollständig.") from error

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """All member names in order."""
        return sorted(self._names)

    def xml(self, name: str) -> Any:
        """The root element of a member. Raises ParseFailed."""
        try:
            if self._archive.getinfo(name).file_size > XML_BYTES:
                raise _too_much(f"einen Teil über {XML_BYTES // MIB} MiB")
        except KeyError as error:
            raise ParseFailed(f"Der Office-Datei fehlt der Teil „{name}“.") from error
        data = self._read(name)
        if _DECLARATION.search(data[:64_000]):
            raise ParseFailed(
                "Die Office-Datei enthält unzulässige XML-Vereinbarungen.", quarantined=True
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(data, parser=parser)
        except etree.XMLSyntaxError as error:
            raise ParseFailed("Die Office-Datei enthält fehlerhaftes XML.") from error

    def targets(self, part: str) -> dict[str, str]:
        """The internal relations of a part: id to member name."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self:
            return {}
        return {
            one.get("Id"): _resolved(folder, one.get("Target") or "")
            for one in self.xml(relations)
            if one.get("TargetMode") != "External"
        }


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _too_much(what: str) -> ParseFailed:
    return ParseFailed(
        f"Die Office-Datei enthält {what}; sie wurde beiseitegelegt.", quarantined=True
    )
