"""Places as people name them: several in a row, by their people, and what is asked of them."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk, says
from transfobot.assistant.understand.place import towns_of
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Calw, Rottweil und Peine: sind das drei verschiedene Netze?", "TraFoNetz AuToS ReTraSON"),
        (
            "Wir verlegen die Fertigung von Hildesheim nach Peine. Welches Netz?",
            "neu/wagen ReTraSON",
        ),
        ("saarlouis, völklingen, neunkirchen - dasselbe team?", "Neunkirchen TraSaar"),
        ("Stellen für Kempten, Erlangen und Fulda?", "Kempten transform_EMN #FDmobil"),
    ],
)
def test_places_in_a_row_are_each_answered(question: str, told: str) -> None:
    answer = Talk().ask(question)
    assert all(one in answer for one in told.split())


@pytest.mark.parametrize(
    ("question", "network"),
    [
        ("Ich wohne in Göttingen, die Firma ist in Baunatal. Wer hilft der Firma?", "TRegKS"),
        ("In Rottweil sitzt nur die Holding, das Werk steht in Nagold. Wer hilft?", "TraFoNetz"),
        ("Chefs in Lehrte, die Produktion in Homburg. Wer ist für die Produktion da?", "TraSaar"),
        ("Die Zentrale ist in Aalen, gebaut wird aber in Gotha. Wer ist zuständig?", "ANeTT"),
        ("Mein Kollege in Peine kennt sein Netzwerk. Und welches ist in Gotha da?", "ANeTT"),
        ("Wohne in Heuchelheim a. d. Lahn. Welches Netzwerk ist da?", "TeamMit"),
        ("Wer hilft in Gotha, aber nicht in der Stadt Erfurt?", "ANeTT"),
        ("Dormagen liegt am Rhein. Wieso soll TRAIBER.NRW für uns da sein?", "Rhein-Kreis Neuss"),
        ("Betriebsrätin, Werk in Wallhausen. An wen darf ich mich wenden?", "gibt es mehrfach"),
        ("Der Kämmerer von Peine hat Sorgen. Wer könnte mit uns reden?", "ReTraSON"),
    ],
)
def test_of_two_places_the_one_meant_is_answered(question: str, network: str) -> None:
    """Where one lives, where only the holding sits, what is said before "aber": not asked about."""
    assert network in Talk().ask(question).split("\n")[0]


@pytest.mark.parametrize(
    ("question", "office"),
    [
        (
            "Ein Lager in Aalen und das Werk in Gotha: wer ist wo zuständig?",
            "ostwuerttemberg",
        ),
        ("Hauptsitz Aalen, Zweigwerk Gotha: mit wem haben wir zu tun?", "ostwuerttemberg"),
        ("Wir ziehen von Aalen nach Gotha um. Wer ist für uns da?", "anett"),
        ("Wir haben Werke in Celle und Gotha. Wer hilft uns?", "anett"),
    ],
)
def test_where_both_places_may_be_meant_both_are_answered(question: str, office: str) -> None:
    """The office is that of the first that has one, or of where somebody moves to."""
    talk = Talk()
    assert "ANeTT" in talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.office_id == f"office_{office}"
    assert talk.outcome is Outcome.ANSWERED


def test_the_district_of_a_place_is_no_second_one() -> None:
    assert (
        "\n".join(Talk().ask("Wer hilft in Talheim, Kreis Heilbronn?").split("\n")[:2]).count(
            "zuständig"
        )
        == 1
    )


@pytest.mark.parametrize(
    ("question", "network"),
    [
        ("ein göppinger pressenbauer, wer hilft da", "CARS 2.0"),
        ("Ein Gothaer Spritzgießer fragt: An welches Netz wendet er sich?", "ANeTT"),
        ("Für eine erzgebirgische Härterei: welches Netz?", "ITAS"),
        ("Als Schweinfurter Betriebsrat suche ich das Netz hier.", "transform.RMF"),
        ("olpe, drahtzieherei, brauchen ein netz", "ATLAS"),
        ("38300, wer?", "ReTraSON"),
        ("Unsere Gießerei steht in Wissen. Zu welchem Netzwerk gehören wir?", "TraForce"),
        ("Fräserei, Rohr, 12 Leute. Wer betreut uns?", "Rohr gibt es mehrfach"),
        ("Gehört Lehre zu einem Netzwerk?", "ReTraSON"),
        ("Welche Netzwerke kommen für Süßen infrage?", "CARS 2.0"),
        ("Beschlägehersteller aus Velbert, 90 Leute: wo sind wir damit richtig?", "TRAIBER.NRW"),
        ("Auf wen kann ein Betrieb in Tübingen zugehen?", "CARS 2.0"),
        ("Wir würden uns in Hünfeld gern beraten lassen. Von wem?", "#FDmobil"),
        ("An welche Einrichtung wenden sich Firmen aus Laatzen?", "neu/wagen"),
        ("Ich ziehe demnächst nach Gotha, welches Netzwerk deckt die Stadt ab?", "ANeTT"),
        ("Welche Stelle betreut SüdOstNiedersachsen?", "ReTraSON"),
        ("Wer ist für Aachen-Bonn-Köln zuständig?", "zuständig: TrendAuto2030plus"),
        ("Wie groß ist bei uns im Landkreis Fulda die Belegschaft?", "15.000"),
        ("Welches Netzwerk deckt Floß ab?", "transform_EMN"),
        ("In welchem Netzwerkgebiet liegt Flöha?", "ITAS"),
        (
            "Darf sich eine Lackiererei aus Weilburg an ein Netzwerk wenden, und an welches?",
            "TeamMit",
        ),
        (
            "Olpe ist ja ein Fall für sich. Welche Netzwerke kommen für unsere Stadt infrage?",
            "ATLAS",
        ),
        ("Kabelwerk in Aalen, 60 MA. Wer betreut uns und ist das belegt?", "Ostwürttemberg"),
        ("Ein Schlosser aus Blankenburg: wer ist da für uns da?", "Blankenburg gibt es mehrfach"),
        ("Wir sind in Fulda. Ist TeamMit für uns da?", "FDmobil"),
        ("Ist ANeTT für Jena zuständig oder wer sonst?", "kein Netzwerk hinterlegt"),
        ("Nicht Boxberg in Sachsen, sondern das im Main-Tauber-Kreis: wer?", "Transformotive"),
        ("Wer hilft in Salem, aber dem im Bodenseekreis, nicht dem bei Ratzeburg?", "TIM"),
        ("Lkr. MSP – wer ist Ansprechpartner?", "transform.RMF"),
        ("Firma in 73061 Ebersbach sucht ein Netzwerk.", "CARS 2.0"),
        ("Eine Frage zu Kaufbeuen: Wer ist dort zuständig?", "TIM"),
        ("Goslar, Zeiss-Werk. Zu welchem Netzwerk zählt das?", "ReTraSON"),
        ("Bergheim? Nein, Köln-Niehl: Wer ist da für uns?", "TrendAuto2030plus"),
        ("Fürth in Franken, nicht Fürth im Odenwald: wer?", "transform_EMN"),
        ("Sind TeamMit-Leute auch für Hünfeld verantwortlich?", "FDmobil"),
        ("Unser Betrieb ist in Hünfeld. Gibt es so etwas in der Nähe?", "FDmobil"),
    ],
)
def test_who_is_there_for_a_town_by_few_words(question: str, network: str) -> None:
    assert network in Talk().ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "Welche Ausstellung zeigt das Netz in Göppingen?",
        "Gibt es ein Netzwerk für Lehre und Forschung?",
        "Wer ist Bürgermeister von Gifhorn?",
        "frankfurter würstchen kaufen, wo?",
        "Wie komme ich zum Aachener Dom?",
    ],
)
def test_what_no_record_tells_of_a_town_is_left(question: str) -> None:
    assert "zuständig" not in Talk().ask(question)


def test_a_concern_is_no_town() -> None:
    assert "Konz im" not in Talk().ask("Unser Konzern hat Werke. Wer hilft?")


def test_towns_behind_their_people() -> None:
    assert "soling" in towns_of("solinger")
    assert "solingen" in towns_of("solinger")
    assert "muenchen" in towns_of("muenchner")
    assert "darmstadt" in towns_of("darmstaedter")
    assert "vogtland" in towns_of("vogtlaendischer")
    assert "oberfranken" in towns_of("oberfraenkische")
    assert "odenwald" in towns_of("odenwaelder")
    assert not towns_of("leiter")
    assert not towns_of("buecher")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wir fertigen Bremsen in Suhl, 30 Leute.", "Für Suhl"),
        ("Betrieb in 74670", "Transformotive"),
        ("Im Schwarzwald, in Rottweil: welches Netzwerk?", "Für Rottweil"),
        ("Wer hilft mittelfränkischen Betrieben?", "transform_EMN"),
        ("Das Netz in Gotha, welche Partner hat es?", "ThIMo"),
    ],
)
def test_a_place_is_read_however_it_is_said(question: str, told: str) -> None:
    assert told in says(question)


def test_several_places_without_a_network_are_refused() -> None:
    talk = Talk()
    talk.ask("Emden und Leer, welches Netzwerk?")
    assert talk.outcome is Outcome.NO_SOURCE


def test_postcodes_of_one_district_are_not_asked_back() -> None:
    answer = Talk().ask("Zuständig für 57537?")
    assert "TraForce" in answer
    assert "Meinen Sie" not in answer


def test_whether_it_is_stated_that_a_place_belongs() -> None:
    assert "abgeleitet" in Talk().ask("Ist Torgau bei MoLeWa verbrieft oder eure Vermutung?")


def test_why_a_derived_place_is_taken_to_belong() -> None:
    assert "eingeladen" in Talk().ask("Ist Neuwied beim Netz im Westerwald dabei?")


@pytest.mark.parametrize("land", ["Hessen", "Rheinland-Pfalz"])
def test_who_cares_in_a_land_is_a_list(land: str) -> None:
    answer = Talk().ask(f"Wer kümmert sich in {land} um die Autobranche?")
    assert answer.count("\n–") > 1


def test_whether_a_place_spoken_of_belongs_for_sure() -> None:
    talk = Talk()
    talk.ask("Wer hilft in Kulmbach?")
    assert "abgeleitet" in talk.ask("Gehört das fest dazu oder vermutet ihr das nur?")


def test_several_places_in_a_further_question() -> None:
    talk = Talk()
    talk.ask("Welches Netz betreut Gotha?")
    assert "Coburg" in talk.ask("und Würzburg und Coburg?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("unser werk: neckarsulm. unser lager: gifhorn. je wer?", "Neckarsulm Gifhorn"),
        ("Bin ich mit meiner Firma in Kamen bei ATLAS richtig?", "nicht als Gebiet"),
        ("neustadt im kreis marburg, wer", "TeamMit"),
        ("Wer ist der richtige Draht für einen Maschinenbauer aus Plauen?", "Stadt Chemnitz"),
    ],
)
def test_places_set_apart_or_named_by_halves(question: str, told: str) -> None:
    answer = Talk().ask(question)
    assert all(one in answer for one in told.split(" ")) or told in answer


def test_a_network_that_is_said_to_serve_a_place_of_another_is_put_right() -> None:
    text = says("Da TraForce auch Chemnitz betreut: wer kommt dort vorbei?")
    assert "nicht als Gebiet von TraForce" in text
    assert "ITAS" in text
    assert "nicht als Gebiet von TeamMit" in says("Da TeamMit für Kassel da ist: wen rufe ich an?")
    assert "nicht als Gebiet" not in says("Weil ATLAS ja Olpe betreut: wer ist zuständig?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wer hilft Betrieben auf der Ostalb beim Wandel?", "Ostwürttemberg"),
        ("welches transformationsnetzwerk gibts in Unterfranken", "transform.RMF"),
        ("Ich betreue Betriebe in Goslar. Gibt es ein Automobil-Transformationsnetz?", "ReTraSON"),
        ("In Helmstedt soll es ein Projekt zum Wandel geben. Wie heißt das?", "ReTraSON"),
    ],
)
def test_landscapes_and_what_people_call_a_network(question: str, told: str) -> None:
    assert told in Talk().ask(question)


def test_a_landscape_is_never_stated() -> None:
    assert "abgeleitet" in Talk().ask("Welches Netzwerk arbeitet auf der Schwäbischen Alb?")


def test_a_landscape_outside_every_network() -> None:
    assert "kein Netzwerk" in Talk().ask("Gibt es in der Eifel ein Netzwerk für Zulieferer?")


@pytest.mark.parametrize(
    ("question", "networks"),
    [
        ("Wohne in Gießen, arbeite in Fulda. Dasselbe Netzwerk?", ("TeamMit", "#FDmobil")),
        ("Welches Netzwerk ist für den Kreis Olpe und den Hoch Sauerland Kreis da?", ("ATLAS",)),
        ("Gummersbach: dort überschneiden sich Netzwerke, welche?", ("TRAIBER", "TrendAuto")),
    ],
)
def test_places_in_other_sentences_and_areas_of_two(
    question: str, networks: tuple[str, ...]
) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in networks)
    assert "zuständig" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Ist Bad Laasphe abgedeckt?", "ATLAS"),
        ("Is Herzogenaurach covered by any network?", "transform_EMN"),
        ("Liegt Apolda im Gebiet von ANeTT?", "nicht als Gebiet von ANeTT"),
        ("Meine Tante lebt in Moers. Deckt eines der Netzwerke die Stadt ab?", "kein Netzwerk"),
        ("Fällt Witten unter eines der NRW-Netzwerke?", "TRAIBER"),
        ("Wir sitzen in Wiehl. Welche Netzwerke kommen für uns in Betracht?", "TrendAuto2030plus"),
        ("Is there a network for Nuremberg?", "transform_EMN"),
    ],
)
def test_every_word_of_covering_asks_whose_a_place_is(question: str, told: str) -> None:
    assert told in Talk().ask(question)


def test_the_area_of_a_network_is_asked_for_itself() -> None:
    assert "Gebiet von AuToS: " in Talk().ask("Welches Gebiet deckt AuToS ab?")


def test_whoever_says_no_place_is_asked_for_it() -> None:
    assert "In welchem Ort" in Talk().ask("Deckt eines der Netzwerke uns ab?")


@pytest.mark.parametrize(
    ("question", "shown", "gone"),
    [
        ("Gemeinde Wiehl hier. Alle Netzwerke in unserem Bundesland, bitte.", "ATLAS", "ITAS"),
        ("Wir sitzen in Peine, welche Netzwerke hat unser Land?", "neu/wagen", "TRegKS"),
        (
            "Landratsamt Fulda. Welche Netzwerke gibt es außer unserem hier im Land?",
            "TRegKS",
            "#FD",
        ),
        (
            "Ich bin aus Schweinfurt. Wie viele Netzwerke hat unser Freistaat?",
            "transform.r",
            "ITAS",
        ),
    ],
)
def test_our_land_is_that_of_the_place_told(question: str, shown: str, gone: str) -> None:
    text = Talk().ask(question)
    assert shown in text
    assert gone not in text


def test_our_land_without_a_place_names_none() -> None:
    talk = Talk()
    talk.ask("Was hat unser Land davon?")
    assert talk.asked is not None
    assert not talk.asked.filters.lands


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Wer hilft in Gotha, und wer hilft in Neuwied?", ("ANeTT", "TraForce")),
        ("Telefon in Kassel und Telefon in Betzdorf?", ("70733-50", "02742")),
    ],
)
def test_the_same_asked_of_two_places(question: str, names: tuple[str, ...]) -> None:
    text = Talk().ask(question)
    assert all(name in text for name in names)


def test_a_voucher_of_the_land_is_that_of_the_place() -> None:
    text = Talk().ask("Betrieb in Reutlingen. Den Landesgutschein für Beratung, gibt es den noch?")
    assert "31.05.2024" in text
    assert "NRW" not in text


def test_the_district_named_beside_a_place_tells_which_one_is_meant() -> None:
    told = Talk().ask("Waldenburg, das im Hohenlohekreis, nicht das in Sachsen: wer hilft uns?")
    assert told.startswith("Für Waldenburg im Hohenlohekreis")
    assert "gibt es mehrfach" in Talk().ask("Waldenburg, wer hilft uns?")


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Haßfurt: Mainfranken oder Nürnberg?", "Für Haßfurt"),
        ("Bestwig, Presswerk: noch ATLAS oder schon jemand anderes?", "Bestwig im Hochsauerland"),
        (
            "Härterei in Metzingen. Gehört das noch zu CARS 2.0 oder schon zu jemand anderem?",
            "Metzingen im Landkreis Reutlingen gehört",
        ),
        ("Wir bauen in Olpe Teile. Ist das Netzwerk in Kassel da oder wer sonst?", "Für Olpe"),
        ("Mein Neffe lernt in Peine und fragt nach dem Transformationsnetzwerk dort.", "Für Peine"),
        (
            "Ich sitze im Ortsvorstand und betreue Firmen in Olpe. Wie heißt das Netz dort?",
            "Für Olpe",
        ),
        ("Für meinen Vortrag im Rathaus Olpe: welches Netzwerk ist zuständig?", "Für Olpe"),
    ],
)
def test_a_town_between_two_networks_is_told_its_own(question: str, start: str) -> None:
    assert Talk().ask(question).startswith(start)


def test_a_speaker_for_the_town_hall_is_still_a_rule() -> None:
    assert "Ob jemand bei Ihnen vorträgt" in Talk().ask(
        "Wer hält bei uns im Rathaus einen Vortrag?"
    )


def test_a_town_is_said_to_belong_to_one_of_two_regions() -> None:
    text = says("Hückeswagen – sind da die Bergischen zuständig oder die Aachener?")
    assert "gehört zum Gebiet von TRAIBER.NRW" in text
    assert "TrendAuto2030plus" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Betrieb in Kamenz, 25 Leute. Gibt es hier in der Lausitz ein Netzwerk?", "Kamenz"),
        ("Lippstadt baut viel Licht. Gehört das noch zu Südwestfalen?", "Lippstadt im Kreis Soest"),
        ("Gehört Speyer zum Transformationsnetzwerk Pfalz?", "ob Speyer in Rheinland-Pfalz"),
    ],
)
def test_a_town_that_is_told_stands_before_the_region_around_it(question: str, told: str) -> None:
    text = says(question)
    assert told in text
    assert "ReTraNetz" not in text
