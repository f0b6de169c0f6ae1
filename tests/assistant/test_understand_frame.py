"""What stands around a question does not change what is asked; what the question needs stays."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk

_BEFORE = (
    "Hallo zusammen, ",
    "Lehrerin an einer Gesamtschule, Dresden. ",
    "Anfrage aus einer Kammer: ",
    "Ich bin Notar und räume mein Büro auf. ",
    "Für die Wandtafel in der Kantine: ",
    "Ihre Suche ist ein Irrgarten. ",
    "Können Sie mir weiterhelfen? ",
)
_AFTER = (" Die Ortsgruppe dankt.", " Stichworte reichen.", " Kontext: Seminar Ökonomie.")


@pytest.mark.parametrize(
    "question",
    ["Welche Netzwerke gibt es in Thüringen?", "Wer leitet TraSaar?", "Was ist ANeTT?"],
)
def test_the_answer_is_the_same_with_what_stands_around(question: str) -> None:
    bare = Talk().ask(question)
    for before in _BEFORE:
        assert Talk().ask(before + question) == bare, before
    for after in _AFTER:
        assert Talk().ask(question + after) == bare, after


def test_dictated_lead_ins_and_afterwords() -> None:
    bare = Talk().ask("welche netzwerke gibt es in thüringen")
    spoken = "hallo ich bin der hausmeister und wollte mal wissen welche netzwerke gibt es in "
    assert Talk().ask(f"{spoken}thüringen das wär mir wichtig") == bare


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wir sitzen in Gotha. Wer ist für uns zuständig?", "ANeTT"),
        ("Gotha: welches Netzwerk?", "ANeTT"),
        ("Es geht um TraSaar. Wer leitet das?", "TraSaar"),
    ],
)
def test_what_a_question_needs_is_kept(question: str, told: str) -> None:
    assert told in Talk().ask(question)


@pytest.mark.parametrize(
    ("question", "listed", "left_out"),
    [
        (
            "Bin Küster und will sortieren: welche Netzwerke sitzen in Thüringen, alle bitte",
            ("ANeTT",),
            "ITAS",
        ),
        (
            "Welche Netzwerke stehen unter der Regie eines Clusters?",
            ("MoLeWa", "transform.r"),
            "TIM",
        ),
        ("Welche kamen mit unter 2 Mio. Euro aus? Netzwerke bitte.", ("ANeTT",), "TraFoNetz"),
        ("Die Namen aller Netzwerke mit Telefonnummer bitte", ("TraForce",), "TIM:"),
        (
            "Mit welchen Netzwerken in Hessen bekommen wir es zu tun?",
            ("TRegKS", "#FDmobil"),
            "ITAS",
        ),
    ],
)
def test_lists_whoever_asks(question: str, listed: tuple[str, ...], left_out: str) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in listed)
    assert left_out not in text.split("Nicht hinterlegt")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Zwecks Vorbereitung einer Sitzung wird um Angabe der Partner von ANeTT gebeten.", "IHK"),
        ("Ich arbeite in Bremen bei einer Bank. Es geht um Fulda. Wer ist dort Chef?", "Burkard"),
        ("Unser Stammtisch tagt bald. Welche Partner hat ANeTT?", "IHK Erfurt"),
        ("Im Radio hieß es neulich, MoLeWa habe 9 Mio. gekriegt. Wie viel war es?", "6 Mio"),
    ],
)
def test_what_is_told_of_the_asker_is_not_asked(question: str, told: str) -> None:
    assert told in Talk().ask(question)


def test_a_place_told_beside_a_question_leads_to_its_office() -> None:
    talk = Talk()
    refused = talk.ask("Stimmt es, dass das alte Stahlwerk ein Museum wird? Ich wohne in Olpe.")
    assert "zuständig" not in refused
    assert "ATLAS" in talk.ask("Und wer ist da zuständig?")
