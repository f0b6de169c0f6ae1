"""How a network is spoken of that is not named: what it is, who is there, whom they help.

Alternatives for regular expressions over a text in small letters, folded or not; each is a group of
its own.
"""

from __future__ import annotations

NOUN = (
    r"(?:\w*-?)(?:verbund(?:e?s)?|zusamm?enschlu(?:ss|ß)(?:e?s)?|konsortiums?"
    r"|b(?:ü|ue)ndnis(?:ses)?|(?:auto|branchen)allianz|plattform|alliance|association"
    r"|partnership|initiative|auto-?(?:netz(?:es|werks?)?|ding|hilfe|club))"
)
"""What one is called in the singular, where it is no "Netzwerk"."""
NETWORK = rf"(?:(?:\w*-?)(?:netzwerk(?:e?s)?|network)|netz(?:es)?|{NOUN})"
"""What one is called in the singular."""
NETWORKS = (
    r"(?:(?:\w*-?)(?:netzwerken?|networks|verb(?:ü|ue)nden?|zusammenschl(?:ü|ue)ssen?|konsortien"
    r"|b(?:ü|ue)ndnissen?|initiativen|(?:auto|branchen)allianzen|alliances|initiatives)"
    r"|(?:\w*(?:auto|zulieferer|transformations)-?)?netzen?)"
)
"""What several are called."""
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
