"""Words that only say what a question is asked for, or whose it is: "für die Chronik"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import Found, listed, pattern

THESIS = pattern("thesis")
OR_ANOTHER = pattern("or_another")
""" "Ist das Netzwerk in Y da oder welches sonst?": that depends on where somebody is."""


def framed(words: Sequence[Word], found: Sequence[Found]) -> set[int]:
    """The words that only say what the question is asked for, or whose: "für die Chronik"."""
    folded = [word.folded for word in words]
    placed: set[int] = set()
    for one in found:
        if one.group == "framing" and one.key == "paper":
            into = {*folded[max(0, one.start - 3) : one.start]} & _INTO
            placed |= set(range(one.start, one.end)) if into else set()
        if one.group != "framing" or one.length > 1:
            continue
        before, after = folded[max(0, one.start - 3) : one.start], folded[one.end : one.end + 4]
        purpose = one.key == "purpose" and bool({"fuer", "fuers", "fur"} & set(before))
        whose = bool(_POSSESSIVE & set(before[-1:]) and _WANTING & set(after))
        if purpose or whose:
            placed.add(one.start)
    return placed


def tells_purpose(words: Sequence[Word], found: Sequence[Found], text: str) -> bool:
    """ "Für eine Grafik brauche ich", "Fürs Protokoll:": whether nothing else is said yet."""
    opens = words[0].folded in _FOR and text.rstrip().endswith((":", " ich", " wir"))
    return opens and any(
        one.group == "framing" and one.key in ("purpose", "paper") for one in found
    )


_FOR = frozenset(("fuer", "fuers", "fur", "zum", "zur", "zwecks"))
_INTO = frozenset(("in", "ins", "im", "auf", "aufs", "an", "ans", "aus", "zu", "zum", "zur"))
""" "Welche Summe gehört in das Mitteilungsblatt?"."""
_POSSESSIVE = frozenset(("unser", "unsere", "mein", "meine", "das", "die", "der"))
_WANTING = frozenset(listed("wanting"))


def only_role(words: Sequence[Word], told: Sequence[Found]) -> bool:
    """ "Bin Betriebsrat bei einem Zulieferer.": nothing but who asks; not "in Kurzarbeit"."""
    roles = {at for one in told if one.group == "audiences" for at in one.at}
    within = any(at and words[at - 1].folded in ("in", "im") for at in roles)
    return bool(roles) and not within and all(roles.issuperset(one.at) for one in told)


def sets_apart(told: str, asking: str) -> bool:
    """ "Mal 260.000, mal 235.000 Beschäftigte. Wieso zwei Werte?"."""
    return len(_LARGE.findall(told)) > 1 and _WHICH_HOLDS.search(asking) is not None


_LARGE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{3,}")
_WHICH_HOLDS = pattern("which_holds", re.IGNORECASE)
