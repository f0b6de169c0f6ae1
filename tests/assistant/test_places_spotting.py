"""The place in a whole question, and the ordinary words that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.corpus import places

NAMED = [
    ("Burgdorf, nicht das bei Hannover: wer hilft uns?", "Burgdorf im Landkreis Wolfenbüttel"),
    ("Nicht die Stadt bei Hannover, sondern Burgdorf", "Burgdorf im Landkreis Wolfenbüttel"),
    (
        "Mühlhausen, das thüringische, nicht das in Bayern",
        "Mühlhausen/Thüringen im Unstrut-Hainich-Kreis",
    ),
    (
        "Denkendorf (im Landkreis Esslingen, nicht im Landkreis Eichstätt)",
        "Denkendorf im Landkreis Esslingen",
    ),
    ("Ich sitze im Vogelsberg, wer hilft?", "Vogelsbergkreis"),
    ("Wer ist für die Gemeinde Vogelsberg da?", "Vogelsberg im Landkreis Sömmerda"),
    ("wer ist im ost alb kreis zuständig", "Ostalbkreis"),
    ("Unser Betrieb steht im Hoch Taunus Kreis.", "Hochtaunuskreis"),
    ("zuständig für aalen?", "Aalen im Ostalbkreis"),
    ("ansprechpartner nagold", "Nagold im Landkreis Calw"),
    ("Wer hilft in Waren?", "Waren (Müritz) im Landkreis Mecklenburgische Seenplatte"),
    ("Bodensee, genauer Meersburg: wer ist da?", "Meersburg im Bodenseekreis"),
    ("Wissen an der Sieg, gibt es da etwas?", "Wissen im Landkreis Altenkirchen (Westerwald)"),
    ("Unser Werk in Wuppertal-Süd", "Wuppertal in Nordrhein-Westfalen"),
    ("Ich arbeite in Köpenick.", "Berlin"),
    ("Alsdorf bei Aachen", "Alsdorf in der Städteregion Aachen"),
    ("Liegt Burgdorf nicht im Landkreis Wolfenbüttel?", "Burgdorf im Landkreis Wolfenbüttel"),
    ("Lauterbach, die Stadt im Vogelsbergkreis", "Lauterbach (Hessen) im Vogelsbergkreis"),
    ("Ansprechpartner für den Landkreis Altenkirchen", "Landkreis Altenkirchen (Westerwald)"),
    ("und frankfurt an der oder?", "Frankfurt (Oder) in Brandenburg"),
    ("Unser Werk in Aalen-Wasseralfingen", "Aalen im Ostalbkreis"),
    ("attendorn, armaturenbau, 80 leute", "Attendorn im Kreis Olpe"),
    ("Wir sitzen in Aue, wer kann uns helfen?", "Aue-Bad Schlema im Erzgebirgskreis"),
    ("Wer ist in Schwabisch Hall zuständig?", "Schwäbisch Hall im Landkreis Schwäbisch Hall"),
    ("Ich bin Bürgermeisterin von Öhringen, wer hilft uns?", "Öhringen im Hohenlohekreis"),
    ("wir sind eine kleine Gemeinde im Kreis Peine. Wer hilft uns?", "Landkreis Peine"),
    ("Gehört Hattingen zu eurem Gebiet?", "Hattingen im Ennepe-Ruhr-Kreis"),
    ("Gibt es einen Zuschuss für eine neue Maschine in Zwickau?", "Zwickau im Landkreis Zwickau"),
    ("Wann ist die nächste Veranstaltung in Leipzig?", "Leipzig in Sachsen"),
    ("Wer ist für den Hohenlohekreis zuständig?", "Hohenlohekreis"),
    ("Wer ist im Landkreis Goslar zuständig?", "Landkreis Goslar"),
    ("Unser Werk steht im LK Gifhorn.", "Landkreis Gifhorn"),
    ("Wer hilft in Neckarsulm?", "Neckarsulm im Landkreis Heilbronn"),
    ("wer hilft uns in öhringen", "Öhringen im Hohenlohekreis"),
    ("öhringen wer hilft", "Öhringen im Hohenlohekreis"),
    ("Öhringen?", "Öhringen im Hohenlohekreis"),
    ("Oehringen", "Öhringen im Hohenlohekreis"),
    ("Ohringen", "Öhringen im Hohenlohekreis"),
    ("Wer hilft einer Firma aus Ohringen?", "Öhringen im Hohenlohekreis"),
    ("Wir sitzen in Öhrigen, an wen wenden?", "Öhringen im Hohenlohekreis"),
    ("Unser Betrieb in Frankfurt am Main macht zu", "Frankfurt am Main in Hessen"),
    ("Wer ist für Bad Wimpfen zuständig", "Bad Wimpfen im Landkreis Heilbronn"),
    ("Wir sind aus Bad-Friedrichshall", "Bad Friedrichshall im Landkreis Heilbronn"),
    ("Rosenberg im Ostalbkreis", "Rosenberg im Ostalbkreis"),
    ("Wer ist für Waldenburg in Sachsen zuständig?", "Waldenburg im Landkreis Zwickau"),
    ("Wer hilft Waldenburg bei Zwickau?", "Waldenburg im Landkreis Zwickau"),
    ("Wer ist für Waldenburg (Hohenlohekreis) zuständig?", "Waldenburg im Hohenlohekreis"),
    ("Zulieferer aus Essen sucht Beratung", "Essen in Nordrhein-Westfalen"),
    (
        "Wer berät die Stadt Wissen im Kreis Altenkirchen?",
        "Wissen im Landkreis Altenkirchen (Westerwald)",
    ),
    ("74613", "Öhringen im Hohenlohekreis"),
    ("Wir sitzen in 74613 Öhringen", "Öhringen im Hohenlohekreis"),
    ("08126066", "Öhringen im Hohenlohekreis"),
    ("Wer ist in Heilbronn-Franken zuständig?", "Heilbronn-Franken"),
    ("Was gibt es in Südwestsachsen?", "Südwestsachsen"),
    ("Wo finde ich eine Schulung zu E-Mobilität in Südwestsachsen?", "Südwestsachsen"),
    ("Gibt es etwas im Bergischen Land? Bergisches Land meine ich.", "Bergische Region"),
    ("Wer ist in der Metropolregion Nürnberg dran?", "Metropolregion Nürnberg"),
    ("Wir sind im Raum Chemnitz.", "Chemnitz in Sachsen"),
    ("Who helps a supplier in Wolfsburg?", "Wolfsburg in Niedersachsen"),
    ("I am the mayor of Braunschweig", "Braunschweig in Niedersachsen"),
    ("Wir drehen Teile für Getriebe, 45 Leute, Standort Olpe.", "Olpe im Kreis Olpe"),
    ("Ich wohne in Glauchau und verliere meinen Job", "Glauchau im Landkreis Zwickau"),
    ("Aus Plauen: wer hilft?", "Plauen im Vogtlandkreis"),
    ("Was macht ihr in Mittelsachsen?", "Landkreis Mittelsachsen"),
    ("Und im Erzgebirge?", "Erzgebirgskreis"),
    ("Wer ist Ansprechpartner im Märkischen Kreis? Märkischer Kreis!", "Märkischer Kreis"),
    ("Unsere Firma sitzt in Velbert.", "Velbert im Kreis Mettmann"),
    ("Firma in Salzgitter sucht Förderung", "Salzgitter in Niedersachsen"),
    ("Öhringens Bürgermeister fragt", "Öhringen im Hohenlohekreis"),
    ("Wer ist für Berlin zuständig?", "Berlin"),
]

NOTHING = [
    "Welche Netzwerke gibt es in Baden-Württemberg?",
    "Welche Netzwerke gibt es in Sachsen?",
    "Welche Transformationsnetzwerke gibt es in NRW?",
    "Gibt es in Thüringen auch sowas?",
    "Was ist die Lage der Zulieferer?",
    "Wie viel Wissen steckt in den Studien?",
    "Ist mein Job am Motor in Gefahr?",
    "Gibt es Essen auf der Veranstaltung?",
    "Welche Halle wird genutzt?",
    "Der Hof steht leer, was tun?",
    "Wo liegt der Berg an Akten?",
    "Was macht Herr Weis?",
    "Wie ist die Telefonnummer von Herrn Kaiser?",
    "Ansprechpartner bei der IHK Chemnitz?",
    "Was forscht die Universität Leipzig?",
    "Wer sitzt bei der Agentur für Arbeit Heilbronn?",
    "meine firma hat zwanzig leute, was gibt es ohne kredit?",
    "Wer zahlt, wenn ich zehn Leute umschule?",
    "Brauche ich einen Betriebsrat für Qualifizierungsgeld?",
    "ZIM oder Forschungszulage – was passt besser?",
    "Darf ich während Kurzarbeit einen Kurs machen?",
    "Ich bin 52 und angelernt. Welche Weiterbildung wird bezahlt?",
    "Kostet die Beratung etwas?",
    "an wen wende ich mich wegen energieberatung",
    "Welche Förderprogramme sind gerade offen, welche vorbei?",
    "Wie hieß ITAS früher noch?",
    "Fasse ReTraSON in drei Sätzen zusammen.",
    "kannst du das nochmal einfacher sagen",
    "Was unterscheidet ein Netzwerk von einem Hub?",
    "Wir haben 52000 Beschäftigte und 25400 Euro",
    "Wie wird das Wetter morgen?",
    "Waren da viele Leute?",
    "Ich habe Salz und Stein aus Holz",
    "Wer sind die Konsortialführer in Bayern?",
    "Was ist mit der Region los?",
    "Sprich mit einem Menschen.",
    "Schreib an max@oehringen.example",
    "Was kostet das im Jahr 2026?",
    "",
    "???",
]


@pytest.mark.parametrize(("question", "label"), NAMED)
def test_the_place_is_found(question: str, label: str) -> None:
    match = places().spot(question)
    assert match is not None
    assert [one.label for one in match.candidates] == [label]


@pytest.mark.parametrize("question", NOTHING)
def test_ordinary_words_are_no_place(question: str) -> None:
    assert places().spot(question) is None


@pytest.mark.parametrize(
    ("question", "among"),
    [
        ("Wer ist für Waldenburg zuständig?", "Waldenburg im Hohenlohekreis"),
        ("Wer ist für Waldenburg zuständig?", "Waldenburg im Landkreis Zwickau"),
        ("Ich bin Bürgermeister in Hof", "Hof in Bayern"),
        ("Ich bin Bürgermeister in Hof", "Hof im Westerwaldkreis"),
        ("Die Gemeinde Berg braucht Hilfe", "Berg im Landkreis Ravensburg"),
        ("Wer hilft in Talheim?", "Talheim im Landkreis Heilbronn"),
        ("Wer hilft in Talheim?", "Talheim im Landkreis Tuttlingen"),
        ("Wir haben einen Standort in Hamm.", "Hamm in Nordrhein-Westfalen"),
        ("Frankfurt", "Frankfurt (Oder) in Brandenburg"),
    ],
)
def test_a_name_that_is_not_unique_keeps_its_candidates(question: str, among: str) -> None:
    match = places().spot(question)
    assert match is not None
    labels = [one.label for one in match.candidates]
    assert among in labels
    assert len(labels) == len(set(labels)) > 1
    assert match.unique is None


@pytest.mark.parametrize(
    "text", ["Gehören die zu Frankfurt oder zu niemandem?", "gehört das zu frankfurt oder zu uns"]
)
def test_an_or_behind_a_town_is_no_river(text: str) -> None:
    match = places().spot(text)
    assert match is not None
    assert len(match.candidates) > 1


def test_what_was_read_is_told() -> None:
    match = places().spot("Ich bin Bürgermeisterin von Öhringen, wer hilft uns?")
    assert match is not None
    assert (match.matched, match.exact) == ("Öhringen", True)
    misspelled = places().spot("Wir sitzen in Öhrigen, an wen wenden?")
    assert misspelled is not None
    assert (misspelled.matched, misspelled.exact) == ("Öhrigen", False)


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for match in (places().find(text), places().spot(text)):
        assert match is None or all(one.label for one in match.candidates)


def test_a_long_text_full_of_unknown_names_stays_fast() -> None:
    text = " ".join(f"Wir waren in Quark{number}heim und in Xylobad." for number in range(600))
    begun = time.process_time()
    places().spot(text)
    assert time.process_time() - begun < 2


def test_an_area_is_called_after_the_town() -> None:
    match = places().spot("Gibt es im Raum Esslingen etwas?")
    assert match is not None
    assert match.unique is not None
    assert match.unique.label == "Esslingen am Neckar im Landkreis Esslingen"
    bare = places().spot("Gibt es in Esslingen etwas?")
    assert bare is not None
    assert len(bare.candidates) > 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Landratsamt Haßberge hier: zählen wir zu Würzburg oder Nürnberg?", "Landkreis Haßberge"),
        ("Würzburg oder Nürnberg, was gilt für uns in Uffenheim?", "Uffenheim"),
        ("Die in Kassel haben das schon. Wir sitzen in Fulda.", "Fulda"),
    ],
)
def test_ones_own_place_counts_before_others(text: str, label: str) -> None:
    match = places().spot(text)
    assert match is not None
    assert match.unique is not None
    assert match.unique.label.startswith(label)
