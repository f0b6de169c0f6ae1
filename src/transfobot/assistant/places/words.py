"""Words that are both a municipality and an ordinary German word, and words that lead a place."""

from __future__ import annotations

from transfobot.assistant.understand.words import table
from transfobot.german.text import fold


def folded(text: str) -> frozenset[str]:
    """The words of a line, folded."""
    return frozenset(fold(text).split())


ORDINARY = folded(table("place_words")["ordinary"])
"""Capitalised in running text they usually mean the word, or a person: they need a marker."""

VERBS = folded(table("place_words")["verbs"])
"""Written small these are ordinary words too; capitalised they are places."""

ROLES = folded("""
Bürgermeister Bürgermeisterin Oberbürgermeister Oberbürgermeisterin Landrat Landrätin Gemeinderat
Gemeinderätin Stadtrat Stadträtin Stadtverwaltung Gemeindeverwaltung Ortschaft Rathaus Kämmerer
Kämmerin Wirtschaftsförderung Wirtschaftsförderer Wirtschaftsförderin mayor
""")
"""Whoever holds one of these holds it "von" a place."""

KIND_WORDS = folded("""
Gemeinde Stadt Markt Ort Ortschaft Kommune Städtchen Dorf Kleinstadt Standort Raum Großraum Umland
Stadtkreis Region Metropolregion town city municipality village
""")
"""A place follows them directly: "Gemeinde Pfedelbach"."""

ASKED_OFFICES = folded("""
Ansprechpartner Ansprechpartnerin Ansprechperson Ansprechstelle Anlaufstelle Netzwerk Zuständig
Zuständigkeit Transformationsnetzwerk Kontakt network
""")
"""What ends a text after one of these is a place, small as it is: "ansprechpartner calw"."""

PREPOSITIONS = folded("in aus bei nach für von um nahe Richtung of from near at for")
STRONG_PREPOSITIONS = folded("in aus nach nahe Richtung from near")

DISTRICT_OFFICES = folded(
    "Landratsamt Landratsamts Landratsamtes Kreisverwaltung Kreishaus Kreistag"
)
DISTRICT_WORDS = DISTRICT_OFFICES | folded(
    "Landkreis Landkreises Landkreise Kreis Kreises LK Lkr Lkrs Landkr Kr Kreisgebiet district"
)
ADMINISTRATIONS = DISTRICT_OFFICES | folded(
    "Rathaus Stadtverwaltung Gemeindeverwaltung Verwaltung Ordnungsamt Gemeinderat Stadtrat"
)
"""Whoever names one of these with its place speaks for that place."""
OURSELVES = folded("wir uns hier ich wohne wohnen sitze sitzen komme kommen arbeite arbeiten bin")
""" "Bei uns in …", "wir sitzen in …": one's own place, whatever others are named."""

PEOPLE = folded("Herr Herrn Frau Dr Prof Kollege Kollegin Kollegen mr mrs ms")
ORGANISATIONS = folded("""
IHK HWK Handwerkskammer Universität Uni Hochschule TU TH FH RWTH WZL Metall Campus DGB Bezirk
Kammer Fraunhofer Arbeit Agenturbezirk Arbeitsagentur Regierungspräsidium Messe Forum Villa
""")
"""Their place belongs to the organisation's name and says nothing about the inquirer."""

MASS_NOUNS = folded(
    "Stein Salz Holz Regen Fisch Fell Moos Filz Not Lage Acht Arbeit Zukunft Wissen"
)
"""They stand without an article after "aus", "bei", "nach": even so no place."""
