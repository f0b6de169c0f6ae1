"""Front matter of a register file → validated record; checks across the files of a corpus.

`read_record` looks at one file alone. `Known` holds what the other files say (ids, districts), so
that a double id or an office that does not exist is refused with its file and field.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from transfobot.domain.errors import RecordError
from transfobot.domain.record_schema import decode
from transfobot.domain.register import CoordinationOffice, FundingProgramme, Network, Offer, Record

KIND_OF_FOLDER = {
    "networks": "network",
    "offices": "office",
    "funding": "funding",
    "studies": "study",
    "offers": "offer",
}
_ID_LINE = re.compile(r"^id:[ \t]*['\"]?([^'\"\s#]+)", re.MULTILINE)
_HEAD = 4096


@dataclass(frozen=True)
class Known:
    """What a record may refer to: ids with the files that claim them, and the districts' AGS.

    Empty `districts` means that no list of places is at hand; then none is called unknown.
    """

    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    districts: frozenset[str] = frozenset()


def known_in(root: Path) -> Known:
    """The ids of all record files under a corpus folder and the AGS of its list of districts.

    Reads only the head of each file; nothing is parsed. Paths are relative to `root`.
    """
    ids: dict[str, list[str]] = {}
    for folder in KIND_OF_FOLDER:
        for path in sorted((root / folder).glob("**/*.md")):
            claimed = _claimed_id(path)
            if claimed is not None:
                ids.setdefault(claimed, []).append(path.relative_to(root).as_posix())
    found = {record_id: tuple(paths) for record_id, paths in ids.items()}
    return Known(found, _districts_of(root / "places" / "districts.csv"))


def read_record(
    front_matter: Mapping[str, object],
    *,
    file: str,
    kind: str | None = None,
    document_id: str = "",
    known: Known | None = None,
) -> Record:
    """The record of a file's front matter; `kind` is read from its folder unless given.

    Raises RecordError with the file, the field and what was expected.
    """
    named = kind or KIND_OF_FOLDER.get(PurePosixPath(file).parent.name, "")
    try:
        record = decode(document_id, named, as_mapping(front_matter))
        if known is not None:
            _check(record, file, known)
    except RecordError as error:
        raise RecordError(error.field, error.sentence, file) from error
    return record


def as_mapping(front_matter: Mapping[str, object]) -> dict[str, object]:
    """Front matter as JSON knows it: days as ISO text; what is stored with the document."""
    return {str(key): _plain(value) for key, value in front_matter.items()}


def title_of(record: Record) -> str:
    """How a record's document is called in citations."""
    if isinstance(record, CoordinationOffice):
        return f"Koordinierungsstelle: {record.organisation}"
    if isinstance(record, Network | FundingProgramme):
        return record.name
    return record.title


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _check(record: Record, file: str, known: Known) -> None:
    holder = _holder(record.id, known)
    if holder and holder != file and not file.endswith(f"/{holder}"):
        raise RecordError("id", f"„{record.id}“ ist schon vergeben, in {holder}.")
    if known.districts:
        _check_districts(record, known)
    for key, target in _targets(record):
        if target is not None and known.ids and target not in known.ids:
            raise RecordError(key, f"„{target}“ gibt es nicht; erwartet wird eine Kennung.")


def _holder(record_id: str, known: Known) -> str | None:
    """Whose the id is: of the file that is named like it, else of the first by name."""
    holders = known.ids.get(record_id, ())
    named = [one for one in holders if PurePosixPath(one).stem == record_id]
    return next(iter(named or holders), None)


def check_contacts(record: Record, prose: str, file: str) -> None:
    """Every phone number and e-mail address of an office must stand in its text as well.

    An answer quotes the text: a number that only the front matter knows could not be backed, or
    would be quoted beside an old one. Raises RecordError.
    """
    if not isinstance(record, CoordinationOffice):
        return
    people = [(f"contacts[{number}]", one) for number, one in enumerate(record.contacts, 1)]
    given = [("phone", record.phone), ("email", record.email)]
    given += [(f"{where}.phone", one.phone) for where, one in people]
    given += [(f"{where}.email", one.email) for where, one in people]
    digits = re.sub(r"\D", "", prose)
    for key, value in given:
        if value is None:
            continue
        number = re.sub(r"\D", "", value)
        if number not in digits if key.endswith("phone") else value not in prose:
            raise RecordError(
                key, f"„{value}“ steht nicht im Text darunter; bitte beide Stellen ändern.", file
            )


def _check_districts(record: Record, known: Known) -> None:
    if isinstance(record, Network):
        key, districts = "districts", record.districts
    elif isinstance(record, CoordinationOffice):
        key, districts = "remit.districts", record.remit.districts
    else:
        return
    for number, district in enumerate(districts, 1):
        if district.ags not in known.districts:
            raise RecordError(
                f"{key}[{number}].ags",
                f"einen Kreis mit dem Schlüssel „{district.ags}“ gibt es nicht.",
            )


def _targets(record: Record) -> list[tuple[str, str | None]]:
    if isinstance(record, Network):
        return [("office", record.office_id)]
    if isinstance(record, CoordinationOffice):
        return [
            ("network", record.network_id),
            ("substitute_office", record.substitute_office_id),
        ]
    if isinstance(record, FundingProgramme):
        return [("successors", one) for one in record.successors]
    if isinstance(record, Offer):
        return [("networks", one) for one in record.network_ids]
    return []


def _claimed_id(path: Path) -> str | None:
    with path.open("rb") as stream:
        head = stream.read(_HEAD).decode("utf-8", errors="replace")
    if not head.startswith("---"):
        return None
    found = _ID_LINE.search(head.split("\n---", 1)[0])
    return found[1] if found else None


def _districts_of(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["ags"] for row in csv.DictReader(stream))
