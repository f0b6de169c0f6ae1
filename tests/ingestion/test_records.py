"""A bad record names its file and field; the others go on working."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest

from transfobot.domain.errors import RecordError
from transfobot.domain.register import FundingProgramme, Network
from transfobot.domain.register_index import Register
from transfobot.ingestion.records import (
    Known,
    as_mapping,
    check_contacts,
    known_in,
    read_record,
    title_of,
)

FUNDING = {
    "id": "zuschuss",
    "name": "Zuschuss für Werkzeuge",
    "funder": "Land Hessen",
    "kind": "grant",
    "audience": ["company"],
    "closes": date(2026, 12, 31),
    "lands": ["Hessen"],
    "url": "https://example.org/zuschuss",
    "sources": [{"source": "https://example.org/zuschuss", "as_of": 2025}],
    "as_of": 2025,
}
NETWORK = {
    "id": "netz",
    "name": "Netz Nordhessen",
    "short_name": "Netz",
    "kind": "funded",
    "region": "Nordhessen",
    "lands": ["Hessen"],
    "districts": [{"ags": "06611"}, {"ags": "06633", "derived": True}],
    "office": "office_netz",
    "sources": ["https://example.org"],
}
KNOWN = Known(
    {"netz": ("networks/netz.md",), "office_netz": ("offices/office_netz.md",)},
    frozenset({"06611", "06633"}),
)


def funding(**changes: object) -> dict[str, object]:
    """The good funding record with changes; None takes a key out."""
    values = {**copy.deepcopy(FUNDING), **changes}
    return {key: value for key, value in values.items() if value is not None}


def test_a_good_record_is_read_and_days_become_text() -> None:
    record = read_record(funding(), file="funding/zuschuss.md", document_id="d1")
    assert isinstance(record, FundingProgramme)
    assert (record.closes, record.as_of, record.document_id) == ("2026-12-31", "2025", "d1")
    assert as_mapping(funding())["closes"] == "2026-12-31"
    assert title_of(record) == "Zuschuss für Werkzeuge"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"closes": "31.13.2026"}, "closes", "„31.13.2026“ ist kein Datum; erwartet wird JJJJ-MM"),
        ({"closes": "2026-13-31"}, "closes", "ist kein Datum"),
        ({"closes": "2026-02-30"}, "closes", "ist kein Datum"),
        ({"kind": "gift"}, "kind", "„gift“ gibt es nicht; erlaubt sind: grant, loan"),
        ({"kind": None}, "kind", "fehlt"),
        ({"audience": ["firma"]}, "audience", "„firma“ gibt es nicht"),
        ({"audience": "company"}, "audience", "keine Liste"),
        ({"sources": []}, "sources", "mindestens eine Quelle"),
        ({"sources": None}, "sources", "mindestens eine Quelle"),
        ({"closed": "2026-12-31"}, "closed", "gemeint ist vielleicht „closes“"),
        ({"id": "Zu Schuss"}, "id", "keine Kennung"),
        ({"name": None}, "name", "fehlt"),
        ({"size_min": "zehn"}, "size_min", "keine ganze Zahl"),
        ({"size_min": 50, "size_max": 10}, "size_max", "kleiner als size_min"),
        ({"call_open": "ja"}, "call_open", "weder true noch false"),
        ({"lands": ["Hesen"]}, "lands", "kein Land"),
        ({"url": "example.org"}, "url", "keine Adresse"),
        ({"calls": [{"name": "Aufruf", "closes": "bald"}]}, "calls[1].closes", "kein Datum"),
        ({"sources": [{"adresse": "x"}]}, "sources[1].source", "fehlt"),
        ({"rate": {"von": 1}}, "rate", "kein Text"),
    ],
)
def test_a_bad_field_is_named(changes: dict[str, object], field: str, sentence: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(funding(**changes), file="corpus/funding/zuschuss.md")
    assert caught.value.field == field
    assert sentence in caught.value.sentence
    assert str(caught.value).startswith(f"corpus/funding/zuschuss.md, Feld „{field}“: ")


def test_the_folder_decides_the_kind_and_others_are_refused() -> None:
    assert isinstance(read_record(NETWORK, file="networks/netz.md", known=KNOWN), Network)
    with pytest.raises(RecordError) as caught:
        read_record(NETWORK, file="elsewhere/netz.md")
    assert caught.value.field == "kind"


@pytest.mark.parametrize(
    ("changes", "file", "field"),
    [
        ({"districts": [{"ags": "99999"}]}, "networks/netz.md", "districts[1].ags"),
        ({"districts": [{"ags": "0661"}]}, "networks/netz.md", "districts[1].ags"),
        ({"office": "office_weg"}, "networks/netz.md", "office"),
        ({}, "networks/zweites.md", "id"),
    ],
)
def test_what_other_files_say_is_checked(changes: dict[str, object], file: str, field: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record({**NETWORK, **changes}, file=file, known=KNOWN)
    assert caught.value.field == field
    assert caught.value.file == file


def test_ids_of_a_corpus_are_found_without_parsing(tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    (tmp_path / "places").mkdir()
    (tmp_path / "networks" / "a.md").write_text("---\nid: eins\nname: [\n---\n# A\n", "utf-8")
    (tmp_path / "networks" / "b.md").write_text("---\nname: B\nid: 'eins'\n---\n# B\n", "utf-8")
    (tmp_path / "networks" / "c.md").write_text("# ohne\nid: keine\n", "utf-8")
    (tmp_path / "places" / "districts.csv").write_text("ags,name\n06611,Kassel\n", "utf-8")
    known = known_in(tmp_path)
    assert known.ids == {"eins": ("networks/a.md", "networks/b.md")}
    assert known.districts == {"06611"}


def test_a_bad_row_takes_no_other_away() -> None:
    rows = [
        ("d1", "network", NETWORK),
        ("d2", "network", {**NETWORK, "id": "kaputt", "kind": "unbekannt"}),
        ("d3", "network", {**NETWORK, "name": "dieselbe Kennung"}),
        ("d4", "funding", as_mapping(FUNDING)),
    ]
    register = Register.of(rows)
    assert [one.id for one in register.networks] == ["netz"]
    network = register.network("netz")
    assert network is not None
    assert network.document_id == "d1"
    assert [one.id for one in register.programmes] == ["zuschuss"]
    assert register.office_of(network) is None


def test_the_file_named_like_its_id_keeps_it() -> None:
    known = Known(ids={"muster": ("networks/doppelt.md", "networks/muster.md")})
    values = {
        "id": "muster",
        "name": "Netzwerk Muster",
        "short_name": "Muster",
        "kind": "unclear",
        "region": "Musterland",
        "sources": [{"source": "https://muster.example", "as_of": "2026-01"}],
    }
    with pytest.raises(RecordError, match=r"schon vergeben, in networks/muster\.md"):
        read_record(values, file="networks/doppelt.md", known=known)
    assert read_record(values, file="networks/muster.md", known=known).id == "muster"


@pytest.mark.parametrize(
    ("prose", "field"),
    [
        ("Telefon: 0531 12 18 165\nE-Mail: stelle@muster.example", None),
        ("Telefon: 0531 / 1218-165\nE-Mail: stelle@muster.example", None),
        ("Telefon: 0531 99 99 999\nE-Mail: stelle@muster.example", "phone"),
        ("Telefon: 0531 12 18 165", "email"),
    ],
)
def test_a_contact_must_stand_in_the_text_as_well(prose: str, field: str | None) -> None:
    values = {
        "id": "office_muster",
        "organisation": "Musterstelle",
        "status": "unverified",
        "phone": "0531 12 18 165",
        "email": "stelle@muster.example",
        "remit": {"text": "alle Anfragen"},
        "sources": [{"source": "https://muster.example", "as_of": "2026-01"}],
    }
    record = read_record(values, file="offices/office_muster.md")
    if field is None:
        check_contacts(record, prose, "offices/office_muster.md")
        assert record.id == "office_muster"
        return
    with pytest.raises(RecordError, match="steht nicht im Text") as error:
        check_contacts(record, prose, "offices/office_muster.md")
    assert error.value.field == field
