"""How people ask, and what it means: sums, parts of the country, words beside words, who leads."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import register
from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.understanding import Attribute
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Audience, Language
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.figures import find_amounts

EAST = {"Berlin", "Brandenburg", "Mecklenburg-Vorpommern", "Sachsen", "Sachsen-Anhalt", "Thüringen"}


def listed(text: str) -> set[str]:
    return {
        line[2:].split(": ")[0].split(" (")[0]
        for line in text.splitlines()
        if line.startswith("– ")
    }


def names(networks: list[Network]) -> set[str]:
    return {one.short_name for one in networks}


def asked_for(question: str) -> set[Attribute]:
    talk = Talk()
    talk.ask(question)
    assert talk.asked is not None
    return set(talk.asked.attributes)


def test_a_list_names_those_without_the_thing_asked_for_in_one_line() -> None:
    text = says("Welche Netzwerke haben eine Telefonnummer?")
    with_phone, without = [], []
    for one in register().networks:
        office = register().office_of(one)
        known = office and (office.phone or any(person.phone for person in office.contacts))
        (with_phone if known else without).append(one)
    assert listed(text) == names(with_phone)
    missing = next(line for line in text.splitlines() if line.startswith("Nicht hinterlegt"))
    assert all(one.short_name in missing for one in without)


@pytest.mark.parametrize(
    ("question", "least", "most"),
    [
        ("Welche Netzwerke bekommen mehr als 5 Millionen?", 5_000_000, None),
        ("Welche Netzwerke haben unter 2 Mio. € Förderung?", None, 2_000_000),
    ],
)
def test_networks_are_listed_by_their_sum(
    question: str, least: int | None, most: int | None
) -> None:
    whole = [one for one in register().networks if "nicht hinterlegt" not in (one.funding or "")]
    sums = {one.short_name: find_amounts(one.funding or "") for one in whole}
    expected = {
        name
        for name, found in sums.items()
        if found
        and (least is None or found[0].value > least)
        and (most is None or found[0].value <= most)
    }
    assert expected
    assert listed(says(question)) == expected


def test_a_part_of_the_country_is_its_laender() -> None:
    text = says("Welche Netzwerke gibt es in Ostdeutschland?")
    assert listed(text) == names([one for one in register().networks if EAST & set(one.lands)])


def test_without_somebody_leaves_out_whoever_takes_part() -> None:
    text = says("Welche Netzwerke arbeiten ohne die IG Metall?")
    with_union = [
        one for one in register().networks if any("IG Metall" in p.name for p in one.partners)
    ]
    assert with_union
    assert not listed(text) & names(with_union)
    assert "AuToS" in listed(text)


def test_all_contacts_of_a_land_are_named() -> None:
    text = says("Gib mir alle Ansprechpartner in Bayern")
    for one in register().in_land("Bayern"):
        office = register().office_of(one)
        if one.kind is NetworkKind.FUNDED and office is not None:
            assert all(person.name in text for person in office.contacts), one.short_name


def test_who_leads_may_mean_a_person() -> None:
    text = says("Wer leitet das ITAS-Projekt?")
    assert "CWE" in text
    assert "Boris Kaiser" in text
    assert "Juni 2023" in text


def test_a_supposed_number_of_networks_gets_the_counts_on_record() -> None:
    text = says("Warum sind es 40 Netzwerke?")
    assert all(count in text for count in ("27", "26", "25"))
    assert "sind 40" not in text


def test_what_ends_this_year_is_programmes_and_networks() -> None:
    text = says("Was endet dieses Jahr?")
    assert "Sofortprogramm" in text
    assert "TraFoNetz" in text


def test_network_and_hub_are_compared_by_the_programmes_behind_them() -> None:
    text = says("Was ist der Unterschied zwischen Transformationsnetzwerk und Transformations-Hub?")
    assert "Wissenstransfer in den Wertschöpfungsketten" in text
    assert "Zukunft Region" not in text


def test_an_alliance_beside_a_network_of_the_same_place_is_compared() -> None:
    text = says("Worin unterscheiden sich das Bündnis und Transformotive in Heilbronn?")
    head = text.splitlines()[0]
    assert "Bündnis für Transformation Heilbronn-Franken" in head
    assert "Transformotive" in head


def test_figures_on_the_whole_industry_come_from_the_studies_of_the_year() -> None:
    text = says("Wie viele Beschäftigte hatte die Autoindustrie 2025?")
    assert "721.400" in text
    assert "911.000" not in text


def test_figures_of_a_land_are_those_of_its_studies() -> None:
    assert "44.000" in says("Welche Zahlen gibt es zum Saarland?")


@pytest.mark.parametrize(
    "question",
    [
        "Gibt es einen Zuschuss für eine neue Maschine in Zwickau?",
        "Ich will was Neues lernen. Wer zahlt die Weiterbildung?",
    ],
)
def test_new_things_are_not_new_programmes(question: str) -> None:
    assert "neu seit" not in says(question)


def test_new_programmes_are() -> None:
    assert "neu seit" in says("Welche neuen Förderprogramme gibt es?")


def test_the_end_of_a_year_is_no_end_of_a_network() -> None:
    assert Attribute.ENDS not in asked_for("Was war Ende 2023 bei TRAIBER.NRW los?")
    assert Attribute.ENDS in asked_for("Wann ist das Ende von TRAIBER.NRW?")


def test_an_e_mail_address_is_no_address() -> None:
    assert asked_for("E-Mail-Adresse von ReTraSON?") == {Attribute.EMAIL}


def test_a_split_name_is_found_although_its_first_part_looks_misspelt() -> None:
    assert "60 Prozent" in says("Qualifizierungs Geld wie viel Prozent")


def test_a_greeting_before_a_question_is_no_greeting() -> None:
    assert "ReTraSON" in says("Hi, wer ist für Wolfsburg zuständig?")


@pytest.mark.parametrize("text", ["–", "👍", "…", "?!", "„“", "- - -"])
def test_a_message_without_a_word_is_met_and_looked_up_nowhere(text: str) -> None:
    talk = Talk()
    assert "Was möchten Sie" in talk.ask(text)
    talk.ask("Wer führt ITAS?")
    assert talk.ask(text).startswith("Das Wichtigste" if "?" in text else "Gern.")


def test_what_has_not_run_out_already_is_open() -> None:
    text = says("Wir suchen Förderprogramme vom Bund, die nicht schon abgelaufen sind.")
    assert "go-digital" not in text
    assert "Forschungszulage" in text


def test_a_dotted_name_does_not_make_a_question_english() -> None:
    talk = Talk()
    talk.ask("Kontakt transform.by?")
    assert talk.asked is not None
    assert talk.asked.language is Language.DE


def test_people_a_firm_counts_are_not_who_asks() -> None:
    text = says(
        "Bin Personalleiter, 120 Beschäftigte, will 15 Leute weiterbilden. Was bekomme ich?"
    )
    assert "50 bis 499" in text


def test_the_most_affected_regions_are_those_of_the_studies() -> None:
    text = says("Welche Kreise trifft der Wandel am härtesten?")
    assert "Schweinfurt" in text
    assert "2021" in text


def test_programmes_of_a_land_alone() -> None:
    text = says("Welche Förderprogramme gibt es nur in Baden-Württemberg?")
    expected = {one.name for one in register().programmes if one.lands == ("Baden-Württemberg",)}
    assert listed(text)
    assert listed(text) <= {name.split(": ")[0].split(" (")[0] for name in expected}


def test_programmes_that_are_not_for_firms_leave_those_out() -> None:
    text = says("Welche Förderprogramme sind nicht für Unternehmen?")
    firms = {one.name for one in register().programmes if Audience.COMPANY in one.audience}
    assert listed(text)
    assert not any(f"– {name}:" in text for name in firms)


def test_whom_a_question_is_about_narrows_it() -> None:
    text = says("Welche Förderung gibt es für Beschäftigte?")
    assert "Qualifizierungsgeld" in text
    assert "ERP-Förderkredit" not in text


def test_what_no_programme_speaks_of_is_not_answered_with_all_of_them() -> None:
    assert "sind nach den Unterlagen offen" not in says("Wird ein Segelboot gefördert?")


def test_a_question_after_a_colon_is_the_question() -> None:
    text = says("Ich schreibe für den Gemeinderat eine Vorlage: Was ist ReTraSON?")
    assert text.startswith("ReTraSON")


def test_a_firm_at_a_place_gets_its_network_whatever_else_it_tells() -> None:
    text = says("Unsere Gießerei in Aalen hat keine Aufträge mehr, ich bin der Inhaber.")
    assert "Ostwürttemberg" in text


def test_a_corrected_land_replaces_the_first() -> None:
    talk = Talk()
    talk.ask("Wie viele Beschäftigte gibt es in Sachsen?")
    text = talk.ask("Ich meinte Thüringen")
    assert "15.000" in text
    assert "95.000" not in text


def test_an_organisation_s_name_is_not_cut_at_its_for() -> None:
    text = says("Welche Partner hat die Region Mittelhessen?")
    assert "TransMIT" in text
    assert "ReTraSON" not in text


@pytest.mark.parametrize(
    "question",
    ["Welche Ansprechpartner gibt es in Sachsen?", "Welche Netzwerke haben eine Telefonnummer?"],
)
def test_an_ended_office_in_a_list_leads_with_its_substitute(question: str) -> None:
    line = next(one for one in says(question).splitlines() if one.startswith("– ITAS"))
    assert line.index("Stadt Chemnitz") < line.index("zuletzt bekannt")
    assert "beendet" in line


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was hat der Staat in TraForce gesteckt?", "2,44 Mio."),
        ("Unter wessen Regie läuft ReTraSON?", "Allianz für die Region"),
        ("Ist bei MoLeWa die Arbeitnehmerseite vertreten?", "IG Metall Leipzig"),
        ("Welche Rathäuser sind beim Bündnis für Transformation Partner?", "Stadt Neckarsulm"),
        ("Welcher Verband sitzt bei TrendAuto mit am Tisch?", "Unternehmerschaft"),
        ("Welches Netzwerk hat sich den Klimaschutz auf die Fahne geschrieben?", "TeamMit"),
        ("Wie viele Events hat Ostwürttemberg organisiert?", "200 Veranstaltungen"),
        ("Jede wievielte Stelle im Nordschwarzwald hängt an den Autofirmen?", "siebte"),
        ("Wer ist der Geschäftsführer beim Leipziger MoLeWa?", "Katzek"),
        ("Was gibt es im InnoLab in Olpe?", "3D-Druck"),
    ],
)
def test_everyday_words_for_what_a_record_says(question: str, expected: str) -> None:
    assert expected in says(question)


def test_what_one_network_lacks_lists_no_others() -> None:
    assert "hinterlegte Netzwerke passen" not in says(
        "Welcher Handelsverband ist bei TRegKS unter den Beteiligten?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Bei welchen Netzwerken ist die Fördersumme nicht vermerkt?",
        "Für welche Netzwerke fehlt euch die Angabe, wie viel Geld sie bekommen?",
    ],
)
def test_networks_are_listed_by_what_is_missing(question: str) -> None:
    expected = [one for one in register().networks if not one.funding]
    assert listed(says(question)) == names(expected)


def test_a_salary_is_still_no_question_of_ours() -> None:
    talk = Talk()
    talk.ask("Was verdient der Geschäftsführer von ATLAS?")
    assert talk.asked is not None
    assert talk.asked.foreign_topic == "personal"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer bringt bei ITAS die fachliche Expertise ein?", "AMZ"),
        ("was steckt der bund in atlas", "7,1 Mio."),
        ("Wann endet TRegKS?", "Mitte 2025"),
        ("Welche Hochschule steht hinter der Offensive transform.RMF?", "THWS"),
    ],
)
def test_roles_and_ends_in_the_words_of_the_record(question: str, expected: str) -> None:
    assert expected in says(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Hat die Region Fulda ein Leitbild?",
            "Für Region Fulda ist nicht hinterlegt: Leitbild.",
        ),
        ("Gibt es für den Nordschwarzwald einen Masterplan?", "ist nicht hinterlegt: Masterplan."),
        ("Gibt es eine Studie zu Gewerbeflächen in Thüringen?", "hinterlegt: Gewerbeflächen."),
        ("Studie zum Landkreis Rosenheim?", "Eine eigene Studie zu Landkreis Rosenheim"),
    ],
)
def test_a_paper_of_another_region_is_no_answer(question: str, words: str) -> None:
    talk = Talk()
    text = talk.ask(question)
    assert words in text.split("\n")[0]
    assert "Südwestsachsen" not in text
    assert talk.outcome is Outcome.NO_SOURCE


def test_the_paper_of_the_region_is_told_by_whatever_it_is_called() -> None:
    assert "Juni 2025" in says("Hat Südostniedersachsen einen Fahrplan?")
    assert "600 Unternehmen" in says("Was steht in der Studie über Ostwürttemberg?")


def test_of_two_regions_it_is_said_that_neither_has_such_a_paper() -> None:
    text = says("Vergleiche die Leitbilder von Saarland und Region Kassel")
    assert text.startswith("Für Region Kassel und Saarland ist nicht hinterlegt: Leitbilder.")
    assert "TRegKS und TraSaar im Vergleich" in text


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Firmen haben die Netzwerke bisher beraten?",
        "Wie viele Menschen wurden durch die Netzwerke weitergebildet?",
        "Was haben die Netzwerke denn erreicht?",
    ],
)
def test_whom_all_networks_reached_is_not_how_many_networks_there_are(question: str) -> None:
    text = says(question)
    assert text.startswith("Eine Gesamtzahl über alle Netzwerke ist nicht hinterlegt")
    assert "neu/wagen" in text
    assert "900.000" not in text


def test_who_takes_part_anywhere_is_listed_or_said_to_be_nobody() -> None:
    assert "TRegKS: DGB" in says("Macht der DGB irgendwo mit?")
    assert "NiedersachsenMetall" in says("Wer vertritt die Arbeitgeber in den Netzwerken?")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Ich brauche einen Sprechzettel zum Wandel in Chemnitz.", "ITAS"),
        ("Zwei Sätze zur Lage der Autobranche in Regensburg bitte", "60.000"),
    ],
)
def test_a_place_is_summed_up_by_its_network(question: str, words: str) -> None:
    text = says(question)
    assert words in text
    assert "Ansprechperson" not in text
