"""What is asked of a programme in everyday words."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


def told(question: str, *before: str) -> tuple[str, Outcome]:
    talk = Talk()
    for one in before:
        talk.ask(one)
    text = talk.ask(question)
    assert talk.draft is not None, question
    return text, talk.draft.outcome


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("go-digital: auf wie viele Vorhaben kam es?", "7.200"),
        ("Ist INQA-Coaching vom Bund oder vom Land?", "BMAS"),
        ("Von wem stammt GRW RIGA?", "Freistaat"),
        ("Wer sponsert die Zukunftsregionen in Niedersachsen?", "EFRE"),
        ("Wo liegt beim INQA-Coaching die Schmerzgrenze?", "80 Prozent"),
        ("Zu welchem Empfängerkreis gehört man bei der Forschungszulage?", "steuerpflichtigen"),
        ("Ist KfW 513 neu?", "01.07.2025"),
        ("Seit wie vielen Jahren besteht das Qualifizierungschancengesetz?", "2019"),
        ("Ist bei der EEW der Zug schon abgefahren?", "2028"),
        ("Geltungsdauer von GRW RIGA?", "2027"),
        ("Gibt es zu GRW RIGA einen Erlass?", "Koordinierungsrahmen"),
        ("Wie stellt man den Antrag auf Umweltfinanzierung?", "Hausbank"),
        ("Was genau übernimmt GRW Infra?", "Gewerbeflächen"),
        ("INQA-Coaching: wie lange dauert das?", "12 Beratungstage"),
        ("Wer ist eigentlich hinter INQA-Coaching, ein Ministerium?", "BMAS"),
        ("Genügt beim Qualifizierungsgeld ein formloses Schreiben?", "schriftliche"),
        ("Zählt bei der EEW der Antrag vor oder nach der Bestellung?", "Bewilligung"),
        ("Umweltfinanzierung der L-Bank: seit?", "01.12.2025"),
        ("Potentialberatung: wie viele Tage in drei Jahren?", "10 Tage"),
        ("Wer leitet den Hub für Batterien?", "ACOD"),
        ("Honorar der Berater bei go-digital?", "1.100"),
        ("Weil INQA-Coaching bald ausläuft: müssen wir uns beeilen?", "2027"),
        ("Zukunft Region vom Bund: Satz, und wie lautet das Datum der Bekanntmachung?", "25. Juni"),
        ("Welche ERP-Förderkredite sind gerade zu kriegen?", "365"),
        ("Was legen Firmen ohne Tarifvertrag beim Qualifizierungsgeld stattdessen vor?", "zehn"),
        ("Was kostet TraSaar, und wie fett ist der Transformationsfonds Saarland?", "3 Mrd."),
        ("Von wem wurde man bei go-digital beraten?", "autorisierte"),
        ("Wie viele Jahre lief go-digital insgesamt?", "2017"),
        ("INQA-Coaching: wie viel muss ich selber aufbringen?", "80 Prozent"),
        ("Wie lange muss bei § 82 SGB III der Berufsabschluss zurückliegen?", "zwei Jahre"),
        ("Wer zahlt mir die Forschungszulage am Ende aus?", "Finanzamt"),
        ("Gibt es beim Sofortprogramm Innenstadt eine Untergrenze?", "5.000"),
        ("Welche Mailadresse hat das Sofortprogramm Innenstadt?", "poststelle@wm.bwl.de"),
        ("Welche Scheibe vom Kuchen JTF Sachsen bekommt Chemnitz?", "70 Mio."),
        ("was schießt das land beim welcome center dazu", "7,5 Mio."),
        ("Kann ich mit KfW 366 auch Vorräte finanzieren?", "Betriebsmittel"),
        ("Der Ofen ist schon gekauft. Bekommen wir trotzdem noch EEW?", "Bewilligung"),
        ("Kann unsere Stadt GRW Infra bei der Aufbaubank beantragen?", "Landesdirektion"),
        ("Dürfte eine Kammer bei der neuen Hub-Förderung etwas einreichen?", "Kammern"),
        ("Zukunftsregion SON: Summe, Enddatum?", "2028"),
        (
            "Digital Jetzt gilt ja noch. Bis wann muss der Antrag für unser neues CAD da sein?",
            "511",
        ),
        ("Ist die Forschungszulage älter als fünf Jahre?", "2020"),
        ("Aus welchem Topf kommt das Geld für die Zukunftsregionen?", "EFRE"),
        ("Bei welchem Amt gebe ich die Unterlagen fürs Qualifizierungsgeld ab?", "Agentur"),
        ("Lässt GRW Infra auch private Firmen zu?", "Kommunen"),
        ("Digital Jetzt ist ja weg, was nun?", "ERP-Förderkredit Digitalisierung"),
        ("Ist beim Beratungsgutschein in Baden-Württemberg der Ofen aus?", "31.05.2024"),
        ("Gibt es bei go-digital eine Kappungsgrenze?", "16.500"),
        ("Bis zu welchem Betrag gibt es den Kredit der L-Bank?", "25 Mio."),
        ("Muss man beim KfW-Kredit 511 alles zurückzahlen?", "200.000"),
        ("fzul deckel pro jahr?", "4,2 Mio."),
        ("rwp beratung nrw wer nimmt den antrag", "NRW.BANK"),
        ("GRW RIGA: geht das direkt an die SAB oder kommt vorher eine andere Stelle?", "SAB"),
        ("Muss KfW fünf dreizehn zuerst zur Hausbank?", "Hausbank"),
        ("Was ist aus KfW drei achtzig geworden?", "30.06.2025"),
        ("Welcher Teil des JTF Sachsen ist für die Lausitz vorgesehen?", "375 Mio."),
        ("Fallen wir mit 1.200 Mann beim ZIM komplett raus?", "unter 1.000"),
        ("INQA-Coaching ist bloß für Handwerker, oder?", "kleine und mittlere"),
        ("Deckt die EEW auch Messtechnik ab?", "Messtechnik"),
        ("Wir planen für 2029. Wird es die EEW dann noch geben?", "vor 2029"),
        ("Ist go-digital eingestampft?", "31.12.2024"),
        ("KfW 511: höchster Zuschuss, und bis zu welchem Gruppenumsatz?", "500 Mio."),
        ("L-Bank Umweltfinanzierung: wie viele tilgungs freie Jahre?", "drei tilgungsfreie"),
        ("Wem schicke ich die Unterlagen für GRW RIGA?", "SAB"),
        ("Wer entscheidet über einen Antrag bei GRW Infra Sachsen?", "Landesdirektion"),
        ("invest bw kann ich da grad einreichen", "10.10.2025"),
        ("Sofortprogramm Innenstadt: reicht das noch für Dezember?", "10 Wochen"),
        ("Bin ich beim Sofortprogramm Einzelhandel zu spät dran?", "nicht mehr möglich"),
        ("Darf ich die Anlage schon bestellen, während der EEW-Antrag läuft?", "Bewilligung"),
        ("Maschine kaufen bevor der ZIM-Bescheid da ist, geht das?", "vor Projektbeginn"),
        ("zim wie groß darf die firma sein", "unter 500"),
        ("transformationsfonds saarland wie groß", "3 Mrd."),
        ("neue richtlinie netzwerke und hubs: von wann ist die", "15.01.2026"),
        ("Wann brauche ich beim Qualifizierungsgeld keinen Tarifvertrag?", "weniger als zehn"),
        ("an wen wend ich mich wegen skizze für die neue netzwerk-richtlinie", "VDI/VDE"),
        ("Wer darf Skizzen für die Netzwerke ab 2027 einreichen?", "nicht-wirtschaftliche"),
        ("Wie viele Jahre durfte ein Projekt nach der Richtlinie von 2021 dauern?", "vier Jahre"),
        ("got an INQA coaching voucher, how long is it valid?", "sieben Monaten"),
        ("wie lang wart ich bei zim auf den bescheid", "drei Monaten"),
        ("bin 47, firma hat 200 leute. muss chef was zum lehrgang dazuzahlen", "ab 45 Jahren"),
        ("Hat der Transformationsfonds Saarland 5 Milliarden?", "3 Mrd."),
        ("Bekommt ein Großkonzern die Forschungszulage?", "alle steuerpflichtigen"),
        ("Wann war bei der alten Netzwerkrichtlinie Skizzenschluss?", "01.02.2022"),
        ("Unsere Stadt plant ein Fest, zahlt das Sofortprogramm noch?", "10 Wochen"),
        ("An welche Bank wende ich mich wegen 365?", "Hausbank"),
        ("Wie viel gab es bei go-digital maximal und was ersetzt es?", "16.500"),
        ("Was bekommen Beschäftigte mit Kind beim Qualifizierungsgeld?", "67 Prozent"),
        ("Wie hoch war die Zahl der Anträge beim Beratungsgutschein?", "700 Anträge"),
        ("Wir haben 1200 Leute, geht ZIM für uns?", "unter 1.000"),
        ("Wie viel Euro waren beim Aufruf von Mai 2025 bei Invest BW möglich?", "650.000"),
    ],
)
def test_everyday_words_ask_for_something_of_the_programme(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome in (Outcome.ANSWERED, Outcome.PARTLY)


def test_what_the_record_names_instead_is_told_beside_the_successor() -> None:
    text, _ = told("was nehm ich dann stattdessen", "gibts go-digital noch")
    assert "ERP-Förderkredit Digitalisierung" in text
    assert "Mittelstand-Digital-Zentren" in text


def test_a_town_is_no_misspelt_programme() -> None:
    talk = Talk()
    talk.ask("Firma in Lennestadt, 45 Beschäftigte. Wer ist unser regionales Netzwerk?")
    assert talk.asked is not None
    assert talk.asked.mentions.programmes == ()


def test_sums_of_networks_are_not_those_of_a_programme() -> None:
    text, _ = told("Fördersummen der drei hessischen Netzwerke als kleine Tabelle")
    assert "TRegKS" in text
    assert "ZIM" not in text


def test_a_meeting_of_networks_and_hubs_is_no_guideline() -> None:
    text, _ = told("In welcher Stadt trafen sich im September 2024 alle Netzwerke und Hubs?")
    assert "Bamberg" in text


@pytest.mark.parametrize(
    "question",
    [
        "Welche Gebühr fällt bei der Bescheinigung der Forschungszulage an?",
        "Bearbeitungsdauer Invest BW?",
        "Mit welcher Provision rechnet die Hausbank bei KfW 511?",
        "Bis zu welchem Tag läuft die RWP-Beratung NRW?",
        "Wie viele Vorhaben hat die Zukunftsregion Südostniedersachsen bewilligt?",
    ],
)
def test_a_quantity_or_day_that_no_record_has_is_said_to_be_missing(question: str) -> None:
    text, outcome = told(question)
    assert "nicht hinterlegt" in text
    assert outcome is Outcome.NO_SOURCE


def test_bis_wann_kann_ich_asks_for_no_verdict() -> None:
    text, outcome = told("Bis wann kann ich INQA-Coaching beantragen?")
    assert "2027" in text
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Moin! Bin Prokurist. Welche Konditionen gelten bei GRW Sachsen? LG", "30 Prozent"),
        ("Zuruf aus dem Einkauf: wer kommt beim INQA-Coaching zum Zug?", "kleine und mittlere"),
        ("Unser Chef drängelt. Wann ging es bei Zukunft Region los? Merci.", "2020"),
        ("Ist ZIM Geld vom Bund, vom Land oder von der EU?", "BMWE"),
        ("Gesetzliche Basis für die EEW?", "25. Januar 2024"),
        ("Was für eine Art Förderung ist GRW Infra?", "Zuschuss"),
        ("Gilt das ZIM bundesweit oder nur in einem Land?", "ganz Deutschland"),
        ("Ab wann galt der KfW-Digitalkredit?", "01.07.2025"),
        ("310 Leute, § 82: welchen Teil der Kursgebühr tragen wir?", "50 Prozent"),
        ("Wir sind 30 Leute: trägt die Agentur die Kurskosten voll?", "keiner"),
    ],
)
def test_each_column_has_many_everyday_names(question: str, words: str) -> None:
    text, outcome = told(question)
    assert words in text
    assert outcome in (Outcome.ANSWERED, Outcome.PARTLY)


def test_that_no_call_is_open_is_said_once() -> None:
    text, _ = told("Bis wann läuft Invest BW?")
    assert text.count("offener Aufruf") == 1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Fließt bei der GRW Infra Bundes- oder Landesgeld?", "Freistaat Sachsen"),
        ("Welches Regelwerk gilt für die RWP-Beratung?", "Beratungserlass"),
        ("Wann ist der Startschuss für die Umweltfinanzierung gefallen?", "01.12.2025"),
        ("Ist RIS BW auf ein Bundesland beschränkt?", "Baden-Württemberg"),
        ("Was legen wir beim Qualifizierungsgeld statt der Betriebsvereinbarung vor?", "Erklärung"),
    ],
)
def test_still_other_names_of_its_columns(question: str, words: str) -> None:
    assert words in told(question)[0]


@pytest.mark.parametrize(
    "question", ["KMU-innovativ: wie viel Prozent gibt es da?", "Was gibt es beim KfW 270?"]
)
def test_a_programme_that_is_not_on_record_is_no_other_one(question: str) -> None:
    assert told(question)[1] is Outcome.NO_SOURCE


@pytest.mark.parametrize(
    "question",
    [
        "Darf man ZIM und Forschungszulage kumulieren?",
        "Wie lang ist die Bearbeitungszeit bei GRW RIGA?",
        "Wie gut stehen die Chancen bei Invest BW?",
        "Wie viel Geld bekommt ein Hub?",
        "Welche Gemeinden haben schon etwas aus dem Sofortprogramm Innenstadt erhalten?",
        "Was für Unterlagen verlangt die KfW beim Kredit 513?",
        "Gibt es bei der EEW eine Bagatellgrenze?",
        "Zu welchem Zinssatz kriege ich den Innovationskredit 513?",
        "Zahlt das BAFA etwas für ein E-Auto?",
        "Von wem wurde die Netzwerkförderung von 2021 evaluiert?",
    ],
)
def test_what_no_record_of_a_programme_tells_is_not_on_file(question: str) -> None:
    _, outcome = told(question)
    assert outcome is Outcome.NO_SOURCE


def test_an_ended_programme_says_so_whatever_else_is_missing() -> None:
    text, outcome = told("Welche Unterlagen lege ich dem Antrag auf go-digital bei?")
    assert outcome is Outcome.PARTLY
    assert "31.12.2024" in text


def test_a_name_asked_for_points_at_no_programme_told_before() -> None:
    text, outcome = told("Unser Stromverbrauch ist zu hoch. Gibt es Geld? Wie heißt das Programm?")
    assert outcome is Outcome.ANSWERED
    assert "EEW" in text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Quali-Geld, aber ohne Tarif: was reicht stattdessen bei 7 Leuten?", "schriftliche Erkl"),
        ("Wie viele Tage Coaching zahlt INQA höchstens?", "12 Beratungstage"),
        ("Digital Jetzt ist weg, was nehmen wir stattdessen?", "ERP-Förderkredit"),
    ],
)
def test_instead_and_a_kind_of_it_are_read_from_the_record(question: str, first: str) -> None:
    text, outcome = told(question)
    assert outcome is not Outcome.NO_SOURCE
    assert first in text
    assert "Nachfolgeprogramm" not in text


def test_a_successor_that_is_asked_for_by_its_word_is_still_said_to_be_missing() -> None:
    text, outcome = told("Wie heißt das Nachfolgeprogramm vom Qualifizierungsgeld?")
    assert outcome is Outcome.NO_SOURCE
    assert "Nachfolgeprogramm ist nicht hinterlegt" in text


def test_somebody_at_the_office_of_a_programme_is_not_on_file() -> None:
    text, outcome = told("Namen der zuständigen Prüferin für das Welcome Center BW bitte")
    assert outcome is Outcome.NO_SOURCE
    assert text.startswith("Ansprechperson")


def test_what_is_told_of_firms_of_another_size_is_left_out() -> None:
    text, _ = told("Betrieb mit 8 Leuten: Qualifizierungsgeld ohne Betriebsvereinbarung?")
    assert "weniger als zehn" in text
    assert "ab zehn" not in text


def test_no_firm_may_apply_whatever_it_asks_of_its_application() -> None:
    question = (
        "Wir als Gießerei stellen 2027 einen Antrag nach der neuen Richtlinie für"
        " Transformationsnetzwerke und Hubs. Welche Formulare brauchen wir?"
    )
    text, outcome = told(question)
    assert outcome is not Outcome.NO_SOURCE
    assert "nicht-wirtschaftliche" in text


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (
            "Gilt das Qualifizierungschancengesetz auch, wenn ich erst seit Mai fertig bin?",
            "zwei J",
        ),
        (
            "Greift das Qualifizierungsgeld auch, falls wir nur sechs Leute sind?",
            "weniger als zehn",
        ),
    ],
)
def test_a_case_of_the_asker_is_held_against_the_conditions(question: str, rule: str) -> None:
    text, _ = told(question)
    assert rule in text
    assert "Beginn bei" not in text
