"""How a network is spoken of that is not named: what it is, who is there, whom they help.

Alternatives for regular expressions over a text in small letters; each is a group of its own.
"""

from __future__ import annotations

NOUN = (
    r"(?:\w*-?)(?:verbund(?:e?s)?|zusammenschlu(?:ss|ß)(?:e?s)?|zusamenschlu(?:ss|ß)"
    r"|bündnis(?:ses)?|(?:auto|branchen)allianz|konsortiums?|plattform|alliance|association"
    r"|partnership|initiative|auto-?(?:netz(?:es|werks?)?|ding|hilfe|club))"
)
"""What one is called in the singular."""
HELPING = (
    r"(?:hilf|helf|kümmer|unterstütz|begleit|berat|berät|betreu|beisteh|fit mach"
    r"|unter die arme|zur seite|help|support)"
)
"""What it does, as its verb begins."""
FIELD = (
    r"(?:auto\w*|\w*zuliefer\w*|fahrzeug\w*|kfz\w*|wandels?|transformation|cars?"
    r"|suppliers?)"
)
"""Whom or what it helps."""
FOLK = (
    r"(?:leuten?|people|truppe|stelle|einrichtung|organisation|team|gruppe|verein|menschen"
    r"|mannschaft|gesellschaft)"
)
"""Who helps there, or as what."""
