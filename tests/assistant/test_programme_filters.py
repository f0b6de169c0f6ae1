"""Lists of programmes hold exactly what the question narrows them to."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience

BY_NAME = {one.name: one.id for one in register().programmes}


def listed(question: str, audience: Audience | None = None) -> set[str]:
    text = Talk().ask(question, audience)
    rows = [line[2:] for line in text.splitlines() if line.startswith("– ")]
    return {key for name, key in BY_NAME.items() if any(row.startswith(f"{name}:") for row in rows)}


@pytest.mark.parametrize(
    ("question", "programmes"),
    [
        ("Welche Programme enden 2027?", {"grw_sn", "inqa", "jtf_sn", "regwachs", "ris_bw"}),
        ("Welche Programme sind unbefristet?", {"fzul", "quali_geld", "sgb82"}),
        ("Welche Förderprogramme sind 2024 ausgelaufen?", {"godigital", "gutschein_bw"}),
        (
            "Welche Förderprogramme starteten 2025?",
            {"investbw", "kfw_digi", "kfw_inno", "umweltfin", "zim"},
        ),
        ("Welche Programme laufen über die SAB?", {"grw_sn", "jtf_sn", "regwachs"}),
        ("Welche sächsische Förderung wickelt nicht die SAB ab?", {"grw_infra_sn"}),
        ("Welche Steuervorteile gibt es?", {"fzul"}),
        (
            "Welche sächsischen Programme gibt es (Bund, EU und Land gemischt)?",
            {"grw_sn", "grw_infra_sn", "jtf_sn", "regwachs"},
        ),
        (
            "Welche Beratungszuschüsse in NRW gibt es nicht mehr?",
            {"potenz_nrw", "godigital", "uwm"},
        ),
        ("In welchen Förderungen steckt Geld aus JTF oder EFRE?", {"jtf_sn", "regwachs", "ris_bw"}),
        (
            "Nennen Sie die Landesprogramme aus Baden-Württemberg, die noch laufen.",
            {"umweltfin", "ris_bw", "welcome_bw"},
        ),
        ("Welche Landesprogramme gibt es in Niedersachsen?", {"zr_nds"}),
        ("Welche eigenen Förderungen hat Niedersachsen?", {"zr_nds"}),
        ("Welche Programme kommen von der Arbeitsagentur?", {"quali_geld", "sgb82", "kug_quali"}),
        ("Welche Programme gibt es für Ausländer, die in Ulm loslegen?", {"welcome_bw"}),
        ("Welche Programme haben mit ESF oder EFRE zu tun?", {"inqa", "ris_bw", "zr_nds"}),
        ("Welche Programme richten sich an Forschungseinrichtungen?", {"grw_sn", "zim"}),
        ("Welche Steuervorteile oder Zuschüsse gibt es bundesweit für Forschung?", {"fzul", "zim"}),
        (
            "Welche Förderdarlehen laufen, bundesweit und im Südwesten?",
            {"kfw_digi", "kfw_inno", "umweltfin"},
        ),
        (
            "Welche Beratungsförderung des Landes NRW gibt es, egal ob offen oder schon vorbei?",
            {"potenz_nrw", "rwp_ber"},
        ),
    ],
)
def test_a_list_by_dates_payers_kinds_and_lands(question: str, programmes: set[str]) -> None:
    found = listed(question)
    assert programmes <= found
    assert len(found) <= len(programmes) + 2


def test_an_audience_of_the_channel_alone_does_not_shorten_a_list_of_a_land() -> None:
    found = listed("Welche sächsischen Förderprogramme kennt ihr?", Audience.MUNICIPALITY)
    assert {"grw_sn", "grw_infra_sn", "jtf_sn", "regwachs"} <= found


def test_a_list_shows_what_is_asked_of_each_line() -> None:
    text = Talk().ask("Welche Kredite gibt es und welche Stelle ist jeweils zuständig?")
    assert "KfW über die Hausbank" in text


@pytest.mark.parametrize(
    ("question", "shown", "gone"),
    [
        ("Welche Kredite der KfW gibt es ohne Innovation?", {"kfw_digi", "kfw_kmu"}, {"kfw_inno"}),
        ("Außer ZIM, welche Programme zur Innovation gibt es noch?", {"fzul"}, {"zim"}),
        ("INQA-Coaching kenne ich. Was gibt es sonst an Beratung?", {"rwp_ber"}, {"inqa"}),
        ("Alle Landesprogramme in NRW, laufend oder nicht", {"rwp_ber", "potenz_nrw"}, {"zim"}),
        ("Welche Förderungen gibt es ohne Enddatum?", {"fzul", "quali_geld"}, {"eew"}),
        ("Welche Hilfen haben keine Frist?", {"fzul", "quali_geld"}, {"eew"}),
        ("Welche Programme sind beendet, also ohne die laufenden?", {"uwm", "godigital"}, {"fzul"}),
    ],
)
def test_what_is_set_aside_is_not_listed(question: str, shown: set[str], gone: set[str]) -> None:
    found = listed(question)
    assert shown <= found
    assert not gone & found


def test_not_for_firms_but_for_towns() -> None:
    question = "Welche Förderung in Sachsen ist nicht für Betriebe, sondern für Kommunen?"
    found = listed(question, Audience.MUNICIPALITY)
    assert "grw_infra_sn" in found
    assert "grw_sn" not in found


def test_who_decides_lists_what_takes_no_applications_as_well() -> None:
    found = listed(
        "Bei welchen Programmen ist die VDI/VDE Innovation + Technik GmbH Projektträger?"
    )
    assert {"tn_2021", "investbw", "tn_2026"} <= found


def test_a_town_hall_asks_for_small_firms() -> None:
    question = "Kleine Firmen fragen mich nach Digitalzuschüssen. Welche davon sind beendet?"
    assert {"godigital", "digitaljetzt"} <= listed(question, Audience.MUNICIPALITY)


def test_what_the_land_itself_pays() -> None:
    assert listed("Welche Programme gibt es in Sachsen vom Freistaat?") >= {"grw_sn", "jtf_sn"}
    assert "zim" not in listed("Welche Programme gibt es in Sachsen vom Freistaat?")


@pytest.mark.parametrize(
    ("question", "within", "left_out"),
    [
        ("Welche Hilfen in Sachsen verwaltet die SAB nicht?", {"grw_infra_sn"}, {"jtf_sn"}),
        ("Welche Darlehen gibt es abgesehen von der KfW?", {"umweltfin"}, {"kfw_kmu"}),
        ("Welche Programme sind keine Darlehen?", {"zim", "fzul"}, {"kfw_kmu", "umweltfin"}),
        ("Welche offenen Programme sind nicht vom Bund?", {"grw_sn", "umweltfin"}, {"zim", "eew"}),
        ("Programme in Sachsen außer denen für Gemeinden", {"grw_sn"}, {"grw_infra_sn"}),
        ("Programme ohne Kredit für Betriebe in Sachsen", {"grw_sn", "fzul"}, {"kfw_kmu"}),
        ("Alle KfW-Programme, auch ausgelaufene", {"kfw_380", "kfw_digi", "kfw_kmu"}, {"zim"}),
        ("Programme des Bundesarbeitsministeriums?", {"inqa"}, {"zim"}),
        ("Wir sind 300 Leute. Welche Programme fallen für uns flach?", {"kfw_kmu"}, {"zim"}),
    ],
)
def test_what_is_set_aside_is_left_out(question: str, within: set[str], left_out: set[str]) -> None:
    found = listed(question)
    assert within <= found
    assert not left_out & found


def test_who_asks_pays_for_nothing() -> None:
    alike = listed("Wir sind ein Unternehmen in Sachsen. Welche Förderung gibt es?")
    assert len(alike) > 3
    for who in ("KMU", "mittelständischer Betrieb"):
        assert listed(f"Wir sind ein {who} in Sachsen. Welche Förderung gibt es?") == alike


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Wer fördert Trinkbrunnen auf dem Werksgelände?", "Trinkbrunnen"),
        ("Gibt es in Torgau eine Dienstrad Förderung?", "Dienstrad"),
        ("Wir wollen einen Fahrsimulator kaufen. Gibt es dafür Geld vom Staat?", "Fahrsimulator"),
        ("Is there a grant for drinking fountains?", "drinking fountains"),
        ("Was ist die Umstiegsprämie?", "Umstiegsprämie"),
        ("Bekommen wir eine Ausfallbürgschaft?", "Ausfallbürgschaft"),
    ],
)
def test_what_no_record_speaks_of_is_said_first_by_its_noun(question: str, thing: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert thing in text.splitlines()[0]
    assert talk.outcome is Outcome.NO_SOURCE


def test_a_loan_with_its_risk_covered_comes_near_a_guarantee() -> None:
    text = Talk().ask("Die Sparkasse will eine Bürgschaft. Gibt es Bürgschaften für Zulieferer?")
    assert "Haftungsfreistellung" in text
    assert "365/366" in text


@pytest.mark.parametrize(
    ("question", "programmes"),
    [
        ("Suche Zuschuss für eine neue Lackierstraßenanlage", {"grw_sn", "regwachs"}),
        ("Wir wollen eine Prüfanlage anschaffen. Welche Kredite gibt es dafür?", {"kfw_kmu"}),
        ("Welche Zuschüsse gibt es für eine Industriebrache?", {"grw_infra_sn"}),
    ],
)
def test_what_records_call_otherwise_narrows_the_list(question: str, programmes: set[str]) -> None:
    found = listed(question)
    assert programmes <= found
    assert len(found) <= len(programmes) + 2


@pytest.mark.parametrize(
    "question",
    [
        "Welche Zuschüsse gibt es für Mittelständler in Sachsen?",
        "Lohnt sich Förderung für unsere Leute, und welche gibt es?",
    ],
)
def test_words_around_a_list_are_nothing_that_money_is_sought_for(question: str) -> None:
    assert len(listed(question)) > 3


def test_what_takes_no_applications_stands_beside_what_has_ended() -> None:
    found = listed("Bei welchen Fördertöpfen kann man keinen Antrag mehr stellen?")
    assert {"godigital", "tn_2021", "sofort_bw"} <= found
    assert "tn_2021" not in listed("Welche Fördertöpfe sind beendet?")


def test_only_for_towns_leaves_out_what_firms_may_have_as_well() -> None:
    question = "Welche Förderprogramme sind {}für Kommunen?"
    assert "eew" in listed(question.format(""))
    assert "eew" not in listed(question.format("ausschließlich "))


def test_land_or_federal_government_names_both() -> None:
    both = listed("Hat Sachsen ein eigenes Förderprogramm oder gehen wir zum Bund?")
    assert {"grw_sn", "zim"} <= both
    assert "zim" not in listed("Hat Sachsen eigene Förderprogramme? Nur die vom Land bitte.")


def test_who_is_too_big_for_one_is_told_what_is_left() -> None:
    assert "zim" in listed("Mit 320 Leuten sind wir zu groß für vieles. Was bleibt an Förderung?")
    assert "zim" not in listed("Wir haben 320 Leute. Für welche Förderungen sind wir zu groß?")


@pytest.mark.parametrize("thing", ["eine alte Fabrikhalle", "neue Maschinen", "eine Seilbahn"])
def test_words_that_match_another_programme_never_make_none_of_what_there_is(thing: str) -> None:
    said = Talk().ask(f"Ich bin Kämmerin in Zwickau, gibt es Geld für {thing}?")
    assert "Kein Förderprogramm" not in said
