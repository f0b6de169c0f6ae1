"""Words that are both a municipality and an ordinary German word, and words that lead a place."""

from __future__ import annotations

from transfobot.german.text import fold


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


ORDINARY = _folded("""
Acht Ahorn Alf Alpen Anger Appel Arnis Asbach Au Auen Ausleben Baar Balge Bann Bark Baumgarten Bell
Bengel Benz Berg Berge Bergen Bescheid Besitz Binnen Blender Boden Bodensee Bogen Brand
Brechen Brecht Breit Bruch Brunnen Brücken Buch Buchet Bunde Burg Burgen Böhme Bücken Damp Dill
Dingen Dohr Drage Dümmer Ehr Eich Eichen Einhaus Einhausen Einig Elbe Elben Enger Engen Erden Ernst
Erpel Esche Essen Fahren Felde Fell Fellen Feucht Filz Finne Fisch Fitzen Flacht Floß Forst Frechen
Freistatt Furth Gering Gersten Geyer Gleichen Gottesgabe Graben Grafschaft Grande Gries Grub Grube
Gräben Göttin Haar Hagen Hage Hahn Halbe Halle Hamm Hasel Haste Hatten Hausen Hecken Heere Hehlen
Heide Heideland Heiden Heist Hemme Herold Hirten Hof Hohn Holle Holler Holm Holt Holzen Horn Horst
Häusern Hütten Igel Inden Insul Jade Jucken Kalbe Kalt Kamen Kandel Karenz Karl Kauern Kenn Kerben
Kirchdorf Klausen Klink Klötze Kommen Kopp Korb Kotzen Krempe Krempel Kuchen Körner Küsten Lachen
Lage Lahn Lam Landrecht Langen Lanze Lauben Lauf Laufen Lauter Leck Lederhose Lehmen Lehre Leimen
Lieg Lind Linden List Linsengericht Loop Lorch Lotte Lug Löf Macken Mandel Mantel Mark March Marl
Mauer Mauern Mehren Meine Mengen Moos Morschen Motten Much Murr Mähren Möser Mücke Müssen
Münster Nagel
Nahe Nebel Neu Nieden Norden Nützen Oberstadt Ohne Orbis Osten Otter Patzig Perl Plate Platten Pohl
Polle Pommern Pracht Puls Rade Rain Raum Rech Recke Regen Rehe Reich Reiff Reut Ried Ringe Roden
Rohr Rom Rosa Rosengarten Roth Rott Rust Saal Salz Salzburg Sande Scheid Scheuern Schierling
Schinkel Schlangen Schleich Schlier Schlitz Schmelz Schmitt Schotten Schuld Schutz Schwall Schwarz
Schwarzen Schwollen Seelen Seifen Sinn Sommerloch Sonnen Spalt Speicher Springe Stapel Stein Steinen
Stegen Steinreich Stelle Stemmen Strahlungen Stubben Stößen Süßen Sören Tamm Tann Tanna Tauche Thür
Train Treuen Trogen Twist Ulmen Urbar Userin Valley Viereck Vogt Vogtei Vorwerk Waal Wabern Wald
Waren Wallen Wehr Weil Welt Welle Wellen Wenden Werder Werda Weste Wieden Wiesen Winden Winzer Wirft
Wetter Wissen Wolken Worth Zell Zukunft Übersee Kaiser Koch Bauer Unser Neuer
""")
"""Capitalised in running text they usually mean the word, or a person: they need a marker."""

VERBS = _folded("""
aalen bingen gießen siegen weiden löhne kehl höhn grimmen senden merzen messingen rauen schieren
weisen zimmern erlangen empfangen barth heide celle stade damme worms marne
""")
"""Written small these are ordinary words too; capitalised they are places."""

ROLES = _folded("""
Bürgermeister Bürgermeisterin Oberbürgermeister Oberbürgermeisterin Landrat Landrätin Gemeinderat
Gemeinderätin Stadtrat Stadträtin Stadtverwaltung Gemeindeverwaltung Ortschaft Rathaus Kämmerer
Kämmerin Wirtschaftsförderung Wirtschaftsförderer Wirtschaftsförderin mayor
""")
"""Whoever holds one of these holds it "von" a place."""

KIND_WORDS = _folded("""
Gemeinde Stadt Markt Ort Ortschaft Kommune Städtchen Dorf Kleinstadt Standort Raum Großraum Umland
Stadtkreis Region Metropolregion town city municipality village
""")
"""A place follows them directly: "Gemeinde Pfedelbach"."""

ASKED_OFFICES = _folded("""
Ansprechpartner Ansprechpartnerin Ansprechperson Ansprechstelle Anlaufstelle Netzwerk Zuständig
Zuständigkeit Transformationsnetzwerk Kontakt network
""")
"""What ends a text after one of these is a place, small as it is: "ansprechpartner calw"."""

PREPOSITIONS = _folded("in aus bei nach für von um nahe Richtung of from near at for")
STRONG_PREPOSITIONS = _folded("in aus nach nahe Richtung from near")

DISTRICT_OFFICES = _folded(
    "Landratsamt Landratsamts Landratsamtes Kreisverwaltung Kreishaus Kreistag"
)
DISTRICT_WORDS = DISTRICT_OFFICES | _folded(
    "Landkreis Landkreises Landkreise Kreis Kreises LK Lkr Lkrs Landkr Kr Kreisgebiet district"
)
ADMINISTRATIONS = DISTRICT_OFFICES | _folded(
    "Rathaus Stadtverwaltung Gemeindeverwaltung Verwaltung Ordnungsamt Gemeinderat Stadtrat"
)
"""Whoever names one of these with its place speaks for that place."""
OURSELVES = _folded("wir uns hier ich wohne wohnen sitze sitzen komme kommen arbeite arbeiten bin")
""" "Bei uns in …", "wir sitzen in …": one's own place, whatever others are named."""

PEOPLE = _folded("Herr Herrn Frau Dr Prof Kollege Kollegin Kollegen mr mrs ms")
ORGANISATIONS = _folded("""
IHK HWK Handwerkskammer Universität Uni Hochschule TU TH FH RWTH WZL Metall Campus DGB Bezirk
Kammer Fraunhofer Arbeit Agenturbezirk Arbeitsagentur Regierungspräsidium Messe Forum Villa
""")
"""Their place belongs to the organisation's name and says nothing about the inquirer."""

MASS_NOUNS = _folded(
    "Stein Salz Holz Regen Fisch Fell Moos Filz Not Lage Acht Arbeit Zukunft Wissen"
)
"""They stand without an article after "aus", "bei", "nach": even so no place."""
