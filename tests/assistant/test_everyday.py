"""Everyday words for what is asked, and what people say around a question."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk, says
from transfobot.domain.register import Network


def network(short_name: str) -> Network:
    return next(one for one in register().networks if one.short_name == short_name)


@pytest.mark.parametrize(
    "question",
    [
        "wie viel geld kriegt {} vom bund",
        "{}: wieviel geld und ursprünglich bis wann?",
        "Mit wie viel Bundesgeld ist {} gestartet?",
        "brauch die fördersumme von {}",
        "Sachstandsbericht, Kapitel Finanzen: Wie hoch ist die Fördersumme von {}?",
        "Für die Chronik brauche ich die Fördersumme von {}.",
    ],
)
@pytest.mark.parametrize("name", ["MoLeWa", "ITAS", "Transformotive"])
def test_money_in_everyday_words(question: str, name: str) -> None:
    assert (network(name).funding or "?") in says(question.format(name))


def test_who_else_takes_part_and_who_left() -> None:
    left = [one for one in network("AuToS").partners if "bis" in (one.role or "")]
    text = says("Welcher AuToS-Partner ist Mitte 2025 ausgestiegen?")
    assert left
    assert all(one.name in text for one in left)


def test_whoever_asks_is_no_subject_of_the_question() -> None:
    office = register().office_of(network("TRegKS"))
    assert office is not None
    phone = office.phone or next(one.phone for one in office.contacts if one.phone)
    for place in ("in Kassel", "aus Kassel"):
        asked = f"Unser Hauptamt in Wolfhagen sucht die Nummer vom Transformationsnetzwerk {place}."
        assert phone in says(asked)


def test_a_network_is_named_by_its_region_in_any_way() -> None:
    money = network("TRAIBER.NRW").funding or "?"
    for where in ("das Netzwerk im Bergischen", "das Bergische Netzwerk"):
        assert money in says(f"Wie viel Geld bekommt {where}?")


def test_two_networks_are_ranked_though_one_is_only_named_by_its_region() -> None:
    text = says("Wer hat mehr Bundesmittel bekommen, ATLAS oder das Netzwerk im Bergischen?")
    assert all((network(name).funding or "?") in text for name in ("ATLAS", "TRAIBER.NRW"))


@pytest.mark.parametrize("land", ["nordrhein westfalen", "nordrhein-westfalen", "NRW"])
def test_a_land_without_its_hyphen_is_no_mistyped_town(land: str) -> None:
    text = says(f"welche transformationsnetzerke gibts in {land}?")
    inside = register().in_land("Nordrhein-Westfalen")
    assert all(one.short_name in text for one in inside)


@pytest.mark.parametrize(
    "question",
    [
        "Wer macht bei neu/wagen neben der Region Hannover noch alles mit?",
        "wer arbeitet denn bei neu/wagen sonst noch mit",
    ],
)
def test_the_end_of_a_verb_may_stand_at_the_end(question: str) -> None:
    assert all(one.name in says(question) for one in network("neu/wagen").partners)


def test_next_month_asks_for_no_event() -> None:
    text = says("Läuft TraFoNetz nächsten Monat noch, und wann ist Schluss?")
    assert "31.12.2026" in text
    assert "Termin" not in text


def test_a_town_is_no_mistyped_programme() -> None:
    text = says("Firma in Lennestadt, 45 Beschäftigte. Wer ist unser regionales Netzwerk?")
    assert "ATLAS" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("wieviele firmen im nordschwarzwald triffts", "1.300"),
        ("Wie viele Firmen im Nordschwarzwald betrifft der Autowandel? Für den Kreistag.", "1.300"),
        ("wieviele autozulieferer gibts in solingen remscheid und wuppertal zusammen", "250"),
        ("Wie viele Stellenstreichungen wurden 2024 im Raum Nürnberg angekündigt?", "1.800"),
        ("thüringen autobranche 15000 oder 50000 beschäftigte?", "15.000"),
        ("Welcher Anteil der Beschäftigten im Nordschwarzwald arbeitet fürs Auto?", "siebte"),
    ],
)
def test_figures_of_a_region_or_town(question: str, told: str) -> None:
    assert told in says(question)


@pytest.mark.parametrize(
    "question",
    [
        "trafonetz oder autos, wo sind mehr beschäftigte betroffen",
        "Vergleiche TraFoNetz und AuToS nach der Zahl der Beschäftigten",
    ],
)
def test_a_figure_of_two_networks_side_by_side(question: str) -> None:
    text = says(question)
    assert "30.000" in text
    assert "25.400" in text


def test_what_happened_is_told_first() -> None:
    text = says("Wer hat für das Land unterschrieben beim Fachkräftebündnis Heilbronn-Franken?")
    assert text.splitlines()[0].count("Ingo Rust")
    assert "Innovationspreis" in says("Für welchen Preis war ReTraSON 2023 vorgeschlagen?")
    assert "Podiumsdiskussion" in says(
        "Was war 2019 der Anlass für das Bündnis für Transformation Heilbronn-Franken?"
    )


def test_the_last_event_and_one_of_another_month() -> None:
    text = says("Wann und wo war die letzte Veranstaltung von TraSaar, und wo die von März 2023?")
    assert "14.11.2025" in text
    assert "22.03.2023" in text


def test_a_chamber_of_crafts_is_not_any_chamber() -> None:
    for name in ("Handwerkskammer", "HWK"):
        text = says(f"Bei welchen Netzwerken oder Bündnissen ist eine {name} Partner?")
        bearing = [
            one.short_name
            for one in register().networks
            if any("Handwerkskammer" in partner.name for partner in one.partners)
        ]
        assert all(one in text for one in bearing)
        assert "MoLeWa" not in text


def test_two_names_of_one_partner() -> None:
    text = says("In welchen Netzwerken ist das Berufsfortbildungswerk, also das bfw, dabei?")
    assert "MoLeWa" in text
    assert "ReTraNetz" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("iw 2021 wie viele kreise autogeprägt", "118"),
        ("beschäftigte am verbrenner: iw 2021 und iw 2025 im vergleich", "260.000"),
        ("agora bcg: bleiben unterm strich mehr oder weniger jobs bis 2030", "25.000"),
        ("basisanalyse ostalb heidenheim von wem", "IW Consult"),
        ("womit vergleicht traiber seine region in der studie", "Bayern"),
        ("mit welcher uni hat tim die studie gemacht", "St. Gallen"),
    ],
)
def test_studies_as_they_are_cited(question: str, told: str) -> None:
    assert told in says(question)


def test_a_town_names_its_network() -> None:
    assert (network("ITAS").funding or "?") in says(
        "Wie viel Geld bekommt das Chemnitzer Netzwerk?"
    )
    text = says("Wer bekommt mehr Geld, das Leipziger oder das Chemnitzer Netzwerk?")
    assert all((network(name).funding or "?") in text for name in ("MoLeWa", "ITAS"))


def test_three_networks_are_compared_by_what_is_asked() -> None:
    text = says("Vergleich bitte die Fördersumme von TeamMit, TRegKS und #FDmobil")
    assert all((network(name).funding or "?") in text for name in ("TeamMit", "TRegKS", "#FDmobil"))


def test_a_network_that_is_set_apart_is_not_listed() -> None:
    text = says("Welche bayerischen Netzwerke gibt es außer transform_EMN?")
    assert "transform.r" in text
    assert "EMN" not in text


def test_kinds_of_partners_asked_for_together() -> None:
    text = says("Welche Netzwerke haben Hochschulen und Gewerkschaften als Partner?")
    assert "MoLeWa" in text
    assert "AuToS" not in text


def test_an_event_is_named_by_its_day() -> None:
    assert "Aula Sulzbach" in says("was war am 14.11.2025 in sulzbach")


def test_a_sum_is_held_against_the_record() -> None:
    assert (network("AuToS").funding or "?") in says("Stimmt es, dass AuToS 5 Mio bekommen hat?")


def test_columns_asked_for_beside_an_event() -> None:
    text = says("Welche Themen hat transform.10 auf der Agenda und wann gings los?")
    assert network("transform.10").focus[0] in text
    assert "9. November 2022" in text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["Was ist TeamMit?", "wie viel kam 2026 obendrauf"], "1,1 Mio. €"),
        (["Wie viele Beschäftigte hängen laut IW 2025 am Verbrenner?", "und 2021?"], "260.000"),
        (["Vergleiche MoLeWa und ITAS", "welches lief länger?"], "Vorn liegt ITAS"),
        (["Wie viel Geld bekam transform.10?", "Stimmt das?", "und transform.r?"], "2,3 Mio. €"),
        (["Was macht neu/wagen?", "wie viele workshops gab es"], "85 Workshops"),
        (
            ["Wie viele Firmen im Nordschwarzwald trifft es?", "und wie lange läuft das noch?"],
            "2026",
        ),
    ],
)
def test_follow_ups(turns: list[str], told: str) -> None:
    talk = Talk()
    assert told in [talk.ask(turn) for turn in turns][-1]


def test_a_figure_of_something_else_is_no_count() -> None:
    assert "15.000" not in says("Wie viele Firmen in Fulda sind vom Autowandel betroffen?")
    assert "15.000" in says("Wie viele Beschäftigte haben die Zulieferer in Fulda?")


def test_an_alliance_is_named_by_its_town_in_any_case() -> None:
    assert "Südwestmetall" in says("Wer sitzt im Arbeitskreis des Bündnisses Heilbronn?")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ["Wer leitet transform.r?", "Nein, nicht transform.r, sondern transform_EMN."],
            "Metropolregion",
        ),
        (
            [
                "Wer ist für Frankfurt (Oder) da?",
                "Sorry, nicht Frankfurt, sondern Eisenach im Wartburgkreis.",
            ],
            "ANeTT",
        ),
        (["Wer ist für Ahaus zuständig? Ach nein, ich meinte Aalen."], "Ostwürttemberg"),
    ],
)
def test_a_slip_is_put_right(turns: list[str], told: str) -> None:
    talk = Talk()
    text = [talk.ask(turn) for turn in turns][-1]
    assert told in text
    assert "TechBase" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Welches Netzwerk in Niedersachsen ist nicht ReTraSON?",
        "Welche Netzwerke außer ReTraSON gibt es in Niedersachsen?",
        "ReTraSON kennen wir schon. Welches Netzwerk gibt es sonst in Niedersachsen?",
        "Wie heißt das Netzwerk in Niedersachsen, das nicht in Wolfsburg sitzt?",
        "Welches andere Netzwerk als ReTraSON gibt es in Niedersachsen?",
    ],
)
def test_the_others_of_a_land_are_listed(question: str) -> None:
    text = says(question)
    assert "neu/wagen" in text
    assert "ReTraSON" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Womit befasst sich ITAS?", "Kreislaufwirtschaft"),
        ("Wann hat AuToS losgelegt?", "4. Mai 2023"),
        ("Wann war die Jahresveranstaltung von TraSaar?", "14.11.2025"),
        ("Was sagt die BMWi-Studie über Kassel?", "fünf"),
        ("Was wird mit ZIM bezahlt?", "Kooperationsprojekte"),
        ("Wer gibt Auskunft zu ZIM?", "www.zim.de"),
        ("Wie viele Menschen arbeiten laut transform.by in Bayern in der Autobranche?", "200.000"),
        ("Kann ich in vier Wochen noch zum TraFoNetz?", "31.12.2026"),
        ("TeamMitt Mittelhesen: wieviele veranstaltungn gab es", "Über 100"),
    ],
)
def test_everyday_ways_to_ask(question: str, told: str) -> None:
    assert told in says(question)


@pytest.mark.parametrize(
    "question",
    [
        "Mit wem hat das ACOD das Leipziger Vorhaben aufgezogen?",
        "Mit welchen Häusern gemeinsam hat die ACOD MoLeWa umgesetzt?",
        "Wer steckt alles hinter MoLeWa?",
    ],
)
def test_with_whom_a_bearer_did_it_asks_for_the_partners(question: str) -> None:
    assert "Universität Leipzig" in says(question)


def test_what_nobody_has_settled_is_said_first() -> None:
    assert "ungeklärt" in says("Seit wann fördert der Bund das Transformationsnetzwerk Pfalz?")
    assert "Pfalz" not in says("Welche Netzwerke laufen in Hessen weiter?")


def test_who_bore_the_paper_of_an_alliance() -> None:
    assert "Südwestmetall" in says("Wer hat das Papier in Heilbronn-Franken mitgetragen?")
