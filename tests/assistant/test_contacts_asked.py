"""Whom to turn to, in everyday words: the value or that it is not on file, and whose it is."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wir sitzen in Kassel und bauen Fahrzeugteile. Wen können wir anrufen?", "70733-50"),
        ("Wir bauen in Solms Achsen. Wen spreche ich an?", "Jens Ihle"),
        ("Ich will einen Brief schicken: Wie ist die Postadresse von ReTraSON?", "Frankfurter"),
        ("Wo sitzt die Geschäftsstelle von TRAIBER.NRW, also Straße und Hausnummer?", "automotive"),
        ("Betriebsrat aus Plauen: wen spreche ich heute zu ITAS an?", "Stadt Chemnitz"),
        ("Wer koordiniert TeamMit?", "Ihle"),
        ("Wer nimmt in Solms solche Anfragen entgegen?", "Jens Ihle"),
        ("Wann ist die Stelle für Hillerse erreichbar?", "Sprechzeiten"),
        ("Ich komme aus Gotha. Wo melde ich mich?", "LEG Thüringen"),
        ("Welchen Anschluss hat TrendAuto2030plus, und wer hebt da ab?", "80 26801"),
        ("Nach wem frage ich bei TeamMit am besten?", "Jens Ihle"),
        ("Zuständige Dame beim TraFoNetz?", "Katharina Bilaine"),
        ("Wann hat die Geschäftsstelle von TraForce offen?", "Sprechzeiten"),
        ("Wohin maile ich, wenn ich ReTraSON zur Versammlung einladen will?", "jana.kallwies@"),
        ("Wer vertritt das Mainfranken-Netz transform.RMF nach außen?", "Geschäftsführerin"),
        ("Den Verantwortlichen von ATLAS bitte", "Kudic"),
        ("Gibt's in Mainz beim Saarländer Netz TraSaar einen Cluster Manager?", "Cluster Manager"),
        ("Unter welchem Anschluss meldet sich die Geschäftsstelle von TRegKS?", "70733-50"),
        ("Name des Projektleiters von AuToS laut Unterlagen, mit Stand", "Martin Schmidt"),
        ("An welche Mailadresse kann ich TRegKS schreiben?", "Wirtschaftsförderung Region Kassel"),
        ("Frau Kallwies hat mich gesucht, ich will zurückrufen. Welche Durchwahl?", "12 18 190"),
        ("Anschrift gesucht: Wohin bringe ich Plakate für transform.RMF?", "Ludwigstraße"),
        ("Wem bei TeamMit schicke ich unsere Einladung?", "Ihle"),
        ("Wen bitte ich bei ATLAS um einen Vortrag?", "Kudic"),
        ("Wer steht bei neu/wagen für ein Interview bereit?", "Merwart"),
        ("Wie heißt der Mensch, der AuToS leitet? Ich soll ihn zum Fest einladen.", "Schmidt"),
        ("Was haben Sie an Kontaktangaben zu TraForce?", "912 720"),
        ("Zu welchen Zeiten ist bei TRegKS jemand da?", "Sprechzeiten"),
        ("Wie nennt sich die Dame, die TraFoNetz managt?", "Bilaine"),
        (
            "Ich brauche den Namen der Geschäftsführung beim Regionalmanagement Mittelhessen.",
            "Ihle",
        ),
        ("Wer ist bei der WFG Nordschwarzwald Geschäftsführer?", "Protzer"),
        ("Wer war vor Dr. Merwart Projektleiter?", "nichts hinterlegt"),
        ("Bei der CWE hebt keiner ab, gibt es einen Ersatz?", "Stadt Chemnitz"),
        ("Gibt es einen Ersatz für die Region Fulda GmbH?", "Eine Vertretung ist für #FDmobil"),
        ("Wo in Braunschweig sitzt denn die Allianz für die Region?", "Frankfurter Straße 284"),
        ("Wen darf ich bei neu/wagen nennen, mit Vor- und Nachname?", "Dr. Michael Merwart"),
        ("Geschäfsführer der TIME GmbH?", "Polzin"),
        ("Ich suche Herrn Pfeil von transform.r", "Clustermanager"),
        ("Ist der Kontakt von TeamMit bestätigt?", "nicht bestätigt"),
        ("Die Durchwahl der Wuppertaler Gesellschaft, die dort das Netz führt?", "88 16 06-60"),
        ("Nummer der nordhessischen Wirtschaftsförderung mit dem Autonetz", "70733-50"),
        ("Wer hat beim Bündnis die Leitung?", "Hertwig"),
        ("Who is in charge of the alliance in Heilbronn-Franken?", "Hertwig"),
        ("Heilbronner Bündnis: wer koordiniert das?", "Hertwig"),
        ("Wen erreiche ich beim Fachkräftebündnis Heilbronn-Franken?", "IHK Heilbronn-Franken"),
        ("Wer nimmt in Thüringen Anfragen der Betriebe entgegen?", "LEG Thüringen"),
        ("Ich will in Salzgitter jemanden sprechen, Namen und Nummern bitte", "12 18 165"),
        ("Wer ist bei automotiveland.nrw für TRAIBER.NRW da?", "Vogelskamp"),
        ("Wer ist neben der IHK Erfurt bei ANeTT Partner?", "ThIMo"),
    ],
)
def test_a_contact_is_told(question: str, told: str) -> None:
    assert told in Talk().ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "Welches Unternehmen in Lüdenscheid baut die meisten Stellen ab?",
        "Welche Firmen in Gifhorn machen zu?",
    ],
)
def test_a_firm_of_a_town_is_no_office(question: str) -> None:
    assert "Ansprechstelle" not in Talk().ask(question)


@pytest.mark.parametrize(
    "question", ["Kann mich jemand von ITAS zurückrufen?", "Ich bitte um Rückruf durch ReTraSON."]
)
def test_who_wants_to_be_called_hears_how_to_reach_a_person(question: str) -> None:
    talk = Talk()
    assert talk.ask(question).startswith("Sie können mit einem Menschen sprechen")
    assert talk.outcome is Outcome.PERSON_WANTED


def test_the_number_of_whoever_asks_is_nobodys_office() -> None:
    assert "Ansprechstelle" not in Talk().ask("Meine Nummer ist 0171 5550123, ruft mich an.")


def test_the_place_counts_more_than_what_an_offer_is_called() -> None:
    answer = Talk().ask("An wen in Olpe wende ich mich wegen der Plattform für Zulieferer?")
    assert "Kudic" in answer


def test_a_kind_of_firm_names_no_partner() -> None:
    answer = Talk().ask("Telefon der Remscheider Gesellschaft, die das Netz betreibt?")
    assert "TRAIBER.NRW" in answer
    assert "AuToS" not in answer


def test_who_is_partner_is_no_contact() -> None:
    assert "Partner" in Talk().ask("Mit wem kooperiert TRAIBER.NRW?")


def test_a_restaurant_is_no_contact() -> None:
    assert not Talk().ask("Welches Restaurant ist beim TraFoNetz-Büro in der Nähe?")


@pytest.mark.parametrize("town", ["Stadt Fürth", "Stadtverwaltung Amberg"])
def test_a_town_is_not_the_village_of_its_name(town: str) -> None:
    assert "transform_EMN" in Talk().ask(f"{town}, wer ist unser Ansprechpartner?")


def test_a_town_between_two_networks() -> None:
    answer = Talk().ask("Gehört Bayreuth zu transform.RMF oder zu transform_EMN?")
    assert answer.startswith("Bayreuth")
    assert "zum Gebiet von transform_EMN" in answer
    assert "nicht als Gebiet von transform.RMF" in answer


def test_which_of_two_networks_a_town_belongs_to() -> None:
    talk = Talk()
    answer = talk.ask("Ist Sonneberg bei ANeTT oder bei einem anderen Netzwerk?")
    assert "nicht als Gebiet von ANeTT" in answer
    assert "transform_EMN" in answer
    assert talk.draft is not None
    assert talk.draft.office_id == "office_emn"


def test_a_region_says_which_network_where_the_town_is_not_unique() -> None:
    answer = Talk().ask("Rathaus bei Altenkirchen: Wer leitet das Autonetzwerk im Westerwald?")
    assert "Polzin" in answer


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Mailadresse von TRAIBER?", "vogelskamp@", "Anschrift"),
        ("Wer vertritt die Ansprechperson bei transform_EMN?", "Vertretung", "Leitung"),
        ("Hat die Koordinierungsstelle in Berlin Sprechzeiten?", "Sprechzeiten", "Leitung"),
        ("Wer hat bei neu/wagen das Sagen?", "Merwart", "Kreislauf"),
    ],
)
def test_nothing_but_what_is_asked(question: str, told: str, untold: str) -> None:
    answer = Talk().ask(question)
    assert told in answer
    assert untold not in answer.replace("Leitung bei neu/wagen", "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Mit wem spreche ich wegen TeamMit Live?", "Ihle"),
        ("Wir wollen das InnoLab in Olpe sehen. Bei wem frage ich nach einem Termin?", "Kudic"),
        ("Rückfrage zum Strategiebaukasten: Wer ist da der Kontakt?", "Martin Schmidt"),
        ("Ohne Nummer komme ich nicht weiter: TraForce.", "912 720"),
        ("Ich mag keine Mails, ich rufe lieber an. Geht das bei TRegKS?", "70733-50"),
        ("Für Haiterbach brauche ich die Ansprechstelle, sonst nichts.", "TraFoNetz"),
    ],
)
def test_whom_to_turn_to_about_an_offer_or_in_two_sentences(question: str, told: str) -> None:
    """The contact of whose offer it is; what is wanted may stand before the bare name."""
    assert told in Talk().ask(question)


def test_a_region_and_a_town_of_several_beside_it() -> None:
    talk = Talk()
    asked = "Rathaus bei Altenkirchen: Wer leitet die Stelle, die im Westerwald das Netz führt?"
    assert "Polzin" in talk.ask(asked)
    assert talk.draft is not None
    assert talk.draft.office_id == "office_traforce"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("In welcher Funktion ist Jana Kallwies tätig?", "Projektleitung"),
        ("Mir gab auf einer Messe ein Herr Katzek die Hand. Wo gehört der hin?", "MoLeWa"),
        ("kallwies, die mailadresse bitte", "jana.kallwies@"),
        ("telefon techbase regensburg", "TechBase Regensburg"),
    ],
)
def test_people_and_offices_by_what_they_are_called(question: str, told: str) -> None:
    assert told in Talk().ask(question)


def test_a_speech_of_somebody_is_no_contact() -> None:
    assert "Projektleiter" not in Talk().ask("Was hat Dr. Kudic 2024 über Wasserstoff gesagt?")


def test_a_member_is_led_to_the_network_it_takes_part_in() -> None:
    text = "Unsere Firma macht bei OfraCar mit, das Partner eines Netzes ist. Wen sprechen wir an?"
    assert "transform_EMN" in Talk().ask(text)


def test_a_name_at_a_network_is_told_outright() -> None:
    talk = Talk()
    talk.ask("Mit wem kann ich bei transform.r persönlich sprechen? Ein Name würde mir reichen.")
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.ANSWERED
