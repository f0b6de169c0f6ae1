"""Names, spellings, AGS and postcodes; and every municipality of the five seed regions."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.assistant.corpus import CORPUS, places, register
from transfobot.adapters.places_csv import load_gazetteer
from transfobot.assistant.places.lookup import PlaceIndex, regions_of
from transfobot.domain.errors import ConfigurationError
from transfobot.domain.places import Gazetteer

SEED_NETWORKS = ("transformotive", "itas", "molewa", "traiber", "retrason")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Öhringen", "Öhringen im Hohenlohekreis"),
        ("  öhringen ", "Öhringen im Hohenlohekreis"),
        ("Oehringen", "Öhringen im Hohenlohekreis"),
        ("Ohringen", "Öhringen im Hohenlohekreis"),
        ("Öhrigen", "Öhringen im Hohenlohekreis"),
        ("Stadt Öhringen", "Öhringen im Hohenlohekreis"),
        ("Villingen", "Villingen-Schwenningen im Schwarzwald-Baar-Kreis"),
        ("Annaberg", "Annaberg-Buchholz im Erzgebirgskreis"),
        ("08126066", "Öhringen im Hohenlohekreis"),
        ("74613", "Öhringen im Hohenlohekreis"),
        ("08126", "Hohenlohekreis"),
        ("Hohenlohekreis", "Hohenlohekreis"),
        ("Kreis Gifhorn", "Landkreis Gifhorn"),
        ("Landkreis Zwickau", "Landkreis Zwickau"),
        ("LK Peine", "Landkreis Peine"),
        ("Kreis Giffhorn", "Landkreis Gifhorn"),
        ("Zwickau", "Zwickau im Landkreis Zwickau"),
        ("Heilbronn", "Heilbronn in Baden-Württemberg"),
        ("Kreis Heilbronn", "Landkreis Heilbronn"),
        ("Leipzig", "Leipzig in Sachsen"),
        ("Landkreis Leipzig", "Landkreis Leipzig"),
        ("Rosenberg im Ostalbkreis", "Rosenberg im Ostalbkreis"),
        ("Waldenburg (Sachsen)", "Waldenburg im Landkreis Zwickau"),
        ("Waldenburg, Hohenlohekreis", "Waldenburg im Hohenlohekreis"),
        ("Waldenburg im Hohenlohekreis", "Waldenburg im Hohenlohekreis"),
        ("Talheim Kreis Tuttlingen", "Talheim im Landkreis Tuttlingen"),
        ("Frankfurt am Main", "Frankfurt am Main in Hessen"),
        ("Frankfurt (Oder)", "Frankfurt (Oder) in Brandenburg"),
        ("Frankfurt an der Oder", "Frankfurt (Oder) in Brandenburg"),
        ("Bad-Wimpfen", "Bad Wimpfen im Landkreis Heilbronn"),
        ("badwimpfen", "Bad Wimpfen im Landkreis Heilbronn"),
        ("Leinfelden Echterdingen", "Leinfelden-Echterdingen im Landkreis Esslingen"),
        ("Mergentheim", "Bad Mergentheim im Main-Tauber-Kreis"),
        ("Taubertaubersheim", "Tauberbischofsheim im Main-Tauber-Kreis"),
        ("Pfaffenhofen an der Ilm", "Pfaffenhofen a.d.Ilm im Landkreis Pfaffenhofen a.d.Ilm"),
        ("Lüdenscheid", "Lüdenscheid im Märkischen Kreis"),
        ("Laatzen", "Laatzen in der Region Hannover"),
        ("Heilbronn-Franken", "Heilbronn-Franken"),
        ("Südwestsachsen", "Südwestsachsen"),
        ("Suedwestsachsen", "Südwestsachsen"),
        ("Bergisches Land", "Bergische Region"),
        ("Südostniedersachsen", "SüdOstNiedersachsen (Braunschweig-Wolfsburg)"),
        ("Sachsen", "Sachsen"),
        ("NRW", "Nordrhein-Westfalen"),
        ("Berlin", "Berlin"),
        ("Hamburg", "Hamburg"),
        ("Ich wohne in Öhringen", "Öhringen im Hohenlohekreis"),
    ],
)
def test_one_place(text: str, label: str) -> None:
    match = places().find(text)
    assert [one.label for one in match.candidates] == [label]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Waldenburg", {"Waldenburg im Hohenlohekreis", "Waldenburg im Landkreis Zwickau"}),
        ("Talheim", {"Talheim im Landkreis Heilbronn", "Talheim im Landkreis Tuttlingen"}),
        ("Frankfurt", {"Frankfurt am Main in Hessen", "Frankfurt (Oder) in Brandenburg"}),
        ("Pohl", {"Pohl im Rhein-Lahn-Kreis", "Pöhl im Vogtlandkreis"}),
        ("Boxberg", {"Boxberg im Main-Tauber-Kreis", "Boxberg im Landkreis Vulkaneifel"}),
    ],
)
def test_several_places_are_all_candidates(text: str, labels: set[str]) -> None:
    match = places().find(text)
    assert labels <= {one.label for one in match.candidates}
    assert match.unique is None


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "99999999", "Paris", "x" * 500, "😀", "' OR 1=1 --", "123"]
)
def test_no_place(text: str) -> None:
    assert places().find(text).candidates == ()


def test_kinds_and_districts() -> None:
    region = places().find("Heilbronn-Franken").candidates[0]
    assert (region.kind, region.ags) == ("region", "")
    assert set(region.district_ags) == {"08121", "08125", "08126", "08127", "08128"}
    land = places().find("Saarland").candidates[0]
    assert len(land.district_ags) == 6
    town = places().find("Öhringen").candidates[0]
    assert (town.kind, town.ags, town.district, town.land, town.district_ags) == (
        "municipality",
        "08126066",
        "Hohenlohekreis",
        "Baden-Württemberg",
        ("08126",),
    )


def test_the_lists_are_complete_and_every_ags_is_found() -> None:
    gazetteer = load_gazetteer(CORPUS / "places")
    assert (len(gazetteer.rows), len(gazetteer.districts)) == (10_775, 400)
    for row in gazetteer.rows:
        assert places().find(row[0]).candidates[0].ags == row[0]
    for ags in gazetteer.districts:
        assert ags in {one.ags for one in places().find(ags).candidates}


def test_every_municipality_is_found_by_name_and_without_umlauts() -> None:
    plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe"})
    lost = [
        (row[0], spelling)
        for row in load_gazetteer(CORPUS / "places").rows
        for spelling in (row[2], row[1], row[2].translate(plain).replace("Ü", "Ue"))
        if row[0] not in {one.ags for one in places().find(spelling).candidates}
    ]
    assert lost == []


def test_seed_regions_by_name_are_unique_or_all_candidates() -> None:
    gazetteer = load_gazetteer(CORPUS / "places")
    bearers: dict[str, set[str]] = {}
    for row in gazetteer.rows:
        bearers.setdefault(row[2], set()).add(row[0])
    covered = {
        district.ags
        for network in register().networks
        if network.id in SEED_NETWORKS
        for district in network.districts
    }
    asked = [row for row in gazetteer.rows if row[4] in covered]
    assert len(asked) > 500
    for row in asked:
        found = {one.ags for one in places().find(row[2]).candidates}
        assert bearers[row[2]] <= found, row[2]
        if len(bearers[row[2]]) == 1 and len(found) > 1:
            # Only a larger place of the same short name may join ("Halle").
            own = int(row[6])
            assert all(places().population(one) >= own for one in found - {row[0]}), row[2]


def test_suggestions_begin_with_what_was_typed() -> None:
    found = [one.label for one in places().suggest("öhr", 20)]
    assert found[0] == "Öhringen im Hohenlohekreis"
    assert "Hohenlohekreis" in [one.label for one in places().suggest("hohenl", 20)]
    assert places().suggest("", 20) == ()
    assert len(places().suggest("neu", 20)) == 20


def test_building_is_fast() -> None:
    best = 1.0
    for _ in range(5):
        begun = time.process_time()
        PlaceIndex.of(load_gazetteer(CORPUS / "places"), regions_of(register()))
        best = min(best, time.process_time() - begun)
    assert best < 0.12  # 40 ms on a quiet core; the bound leaves room for a busy machine


def test_without_lists_there_is_no_place(tmp_path: Path) -> None:
    index = PlaceIndex.of(load_gazetteer(tmp_path))
    assert index.find("Öhringen").candidates == ()
    assert index.spot("Wer hilft in Öhringen?") is None
    assert index.gazetteer == Gazetteer()


def test_a_list_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "districts.csv").write_text("ags,name,kind,seat,land\n08126,H,L,K,BW\n", "utf-8")
    (tmp_path / "municipalities.csv").write_text("ags,name\n08126066,Öhringen\n", "utf-8")
    with pytest.raises(ConfigurationError, match="Spalte „short_name“ fehlt"):
        load_gazetteer(tmp_path)
