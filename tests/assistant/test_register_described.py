"""One network is spoken of by a general noun, by what it offers or by who takes part."""

from __future__ import annotations

import pytest

from tests.assistant.talk import says
from transfobot.assistant.register.collective import speaks_of_one, speaks_of_this


@pytest.mark.parametrize(
    "text",
    [
        "wie lange läuft der verbund in kassel noch?",
        "dieser regionale zusammenschluss, wer führt ihn?",
        "die leute, die bei uns den zulieferern helfen",
        "bei uns gibt es so ein autonetz. wer macht dort mit?",
    ],
)
def test_general_nouns_speak_of_one_network(text: str) -> None:
    assert speaks_of_this(text)


@pytest.mark.parametrize(
    "text",
    [
        "welche verbünde gibt es in hessen?",
        "sind beide werke im selben verbund?",
        "die leute im lager wollen mehr lohn",
        "welcher arzt hilft bei husten?",
    ],
)
def test_several_the_same_or_other_people_are_none(text: str) -> None:
    assert not speaks_of_this(text)


def test_one_may_be_unknown() -> None:
    assert speaks_of_one("gibt es in fulda einen verbund?")
    assert not speaks_of_one("gibt es in fulda eine förderung?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welche Partner hat der Zusammenschluss rund um Tuttlingen?", "Furtwangen"),
        ("Der Verbund in Aalen, welche Gewerkschaften?", "IG Metall Aalen"),
        ("Gehört eine Hochschule zum Zusammenschluss im Nordschwarzwald?", "Hochschule Pforzheim"),
        ("Wie viel hat der Autoverbund in Mittelhessen gekostet?", "5,5 Mio."),
        ("Im Raum Leipzig gibt es so eine Initiative. Wer führt die?", "ACOD"),
        ("Wer leitet den Nürnberg-Verbund?", "Metropolregion Nürnberg"),
        ("Der Zusammenschluss der Autozulieferer an der Saar: wer ist dabei?", "ZeMA"),
    ],
)
def test_what_is_asked_of_a_network_told_by_its_place(question: str, told: str) -> None:
    assert told in says(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Die Initiative, die Lernpfade anbietet: wer steckt dahinter?", "Mittelhessen"),
        ("Der Verbund mit dem InnoLab: wie viel Geld bekam er?", "7,1 Mio."),
        ("Das Netzwerk mit der Universität Marburg: bis wann läuft es?", "2026"),
    ],
)
def test_what_it_offers_or_who_takes_part_names_it(question: str, told: str) -> None:
    assert told in says(question)


def test_a_description_of_none_names_none() -> None:
    assert "Mio." not in says("Der Verbund mit dem Ponyhof: wie viel Geld bekam er?")
    assert "kein Netzwerk hinterlegt" in says("Wer leitet den Verbund in Osnabrück?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wer bekam mehr Geld, der Verbund in Fulda oder der in Kassel?", ("750.000", "3,1 Mio.")),
        (
            "Was unterscheidet den Verbund in Regensburg von dem in Ingolstadt?",
            ("transform.r", "transform.10"),
        ),
        (
            "Wer hat mehr Geld, das Netz in Berlin und Brandenburg oder das in Leipzig?",
            ("8 Mio.", "6 Mio."),
        ),
    ],
)
def test_two_described_networks_are_compared(question: str, told: tuple[str, ...]) -> None:
    text = says(question)
    assert all(one in text for one in told)


def test_what_all_networks_do_narrows_no_list() -> None:
    text = says("Welche Zusammenschlüsse, die Zulieferern beim Wandel helfen, hat Hessen?")
    assert all(one in text for one in ("TRegKS", "TeamMit", "#FDmobil"))


def test_an_alliance_is_told_by_what_it_is_for() -> None:
    text = says("Das Bündnis gegen den Fachkräftemangel in Heilbronn-Franken, wer führt es?")
    assert "IHK Heilbronn-Franken" in text


def test_an_umbrella_is_no_plural() -> None:
    assert "Bayern Innovativ" in says("Wer führt die Dachorganisation der Netzwerke in Bayern?")
    assert "transform_EMN" in says("Ist das Netz in Nürnberg Teil von transform.by?")


def test_alliances_of_a_land_that_has_none_are_its_networks() -> None:
    assert "ReTraSON" in says("Welche Bündnisse gibt es in Niedersachsen?")
