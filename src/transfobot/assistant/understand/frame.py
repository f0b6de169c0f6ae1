"""A question without what stands around it: who asks, what for, courtesies, complaints, remarks.

A message is cut where sentences, lines and lead-ins ("Frage einer Kollegin: …", "… hat mich gefragt
…") end. What asks is kept. What does not is left out where it adds nothing to the question: no
record, no place or Land that the question lacks, nothing that its "uns" or "dort" needs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.understand.audience import audience_in
from transfobot.assistant.understand.frame_part import OF_OTHERS, SUBSTANCE, Part
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.read import Reading
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import Found, listed, pattern, word_tables
from transfobot.german.sentences import split


def without_frame(text: str, reading: Reading) -> str:
    """The parts of a text that ask, with those that they need; all of it where none is idle."""
    text = _WHETHER.sub("", text).strip() or text
    pieces = _cut(text)
    if len(pieces) < _FEWEST:
        return text
    parts = [Part(one, reading) for one in pieces]
    asking = [at for at, one in enumerate(parts) if one.asks and not _announces(parts, at)]
    asking = asking or _led_to(parts)
    if not asking:
        return text
    between = (at for at in range(asking[0], asking[-1]) if not _aside(parts[at]))
    kept = {*asking, *between}
    for at in reversed(range(asking[0])):
        told = any(one.located or one.named for one in parts[:at])
        if told and _aside(parts[at]):
            continue
        if parts[at].needed_before(_joined(parts, kept, reading)):
            kept.add(at)
    for at in range(asking[-1] + 1, len(parts)):
        if parts[at].needed_after(_joined(parts, kept, reading)):
            kept.add(at)
    if len(kept) == len(parts):
        return text
    bare = " ".join(parts[at].text for at in sorted(kept)).strip(" ,–-")
    closed = text.rstrip().endswith("?") and bare[-1:].isalnum()
    return f"{bare}?" if closed else bare


def said_whole(first: Understanding, text: str, heard: str, bare: str) -> Understanding:
    """The understanding of what asks, with what only the whole text says: a complaint."""
    found = word_tables().find(words_of(heard))
    complains = first.complaint or any(one.key == "complaint" for one in found)
    audience = first.audience or audience_in(words_of(heard), found)
    text = text if bare == heard else bare
    return replace(first, text=text, complaint=complains, audience=audience)


_WHETHER = pattern("whether")
_FEWEST = 2


def _aside(part: Part) -> bool:
    """ "Mein Nachbar schwärmt heute noch davon.": of the asker, and nothing that is asked."""
    telling = part.groups & SUBSTANCE - OF_OTHERS - {"foreign"}
    told = bool(telling or part.asks or part.named or part.located or re.search(r"\d", part.text))
    return part.of_asker and not told


def _joined(parts: Sequence[Part], kept: set[int], reading: Reading) -> Part:
    return Part(" ".join(parts[at].text for at in sorted(kept)), reading)


def _announces(parts: Sequence[Part], at: int) -> bool:
    """ "Was sag ich einem Dreher: wie viel …?": whether it only leads to the question after it."""
    return parts[at].text.endswith(":") and at + 1 < len(parts) and parts[at + 1].asks


def _led_to(parts: Sequence[Part]) -> list[int]:
    """Where nothing asks: what a lead-in leads to, or what says something.

    "Fördersummen der hessischen Netzwerke, als Tabelle", "… hat mich gefragt zuständig für Gotha".
    """
    led = [at + 1 for at, one in enumerate(parts[:-1]) if one.leads]
    wanting = [
        at
        for at, one in enumerate(parts)
        if at >= max(led, default=0) and not (one.closes or one.uses)
        if one.named or one.groups & (SUBSTANCE - OF_OTHERS if one.of_asker else SUBSTANCE)
    ]
    first = next((at for at in wanting if parts[at].named or not parts[at].of_asker), None)
    return [first or wanting[0], wanting[-1]] if wanting else []


def _cut(text: str) -> list[str]:
    """The sentences, lines, lead-ins and afterwords of a text, in order."""
    pieces: list[str] = []
    for start, end in split(text):
        for line in text[start:end].split("\n"):
            small = _SMALL.split(line) if _PERSONAL.match(line) else [line]
            for one in small:
                pieces += _cut_leads(one, alone=one.strip() == text.strip())
    return [one.strip() for one in pieces if words_of(one)]


_SMALL = re.compile(r"(?<=[^\W\d_]{4}[.!?])\s+(?=[^\W\d_]{2})")
"""Also where what follows a mark is written small."""
_PERSONAL = re.compile(r"(?:hallo|hi|moin|servus|ich|wir|bin|hab|habe|arbeite|hier|mein|unser)\b")


def _cut_leads(sentence: str, *, alone: bool) -> list[str]:
    """A sentence cut behind a lead-in and before an afterword."""
    words = words_of(sentence)
    spoken = _MARKED.search(sentence.rstrip("?.! ")) is None
    found = word_tables().find(words)
    closing = any(one.group == "leads" and one.key == "after" and not one.start for one in found)
    ends = set() if closing else {match.end() for match in _LED.finditer(sentence)}
    ends |= {one.end() for one in _PURPOSE.finditer(sentence)}
    asks = [words[one.end - 1].end for one in found if one.group in _ASKS]
    told = (one for one in _TOLD_AFTER.finditer(sentence) if any(at <= one.start() for at in asks))
    ends |= {one.end() for one in told}
    greeting = _GREETING.match(sentence)
    if greeting is not None:
        ends.add(greeting.end())
    for one in found:
        if one.group != "leads":
            continue
        if one.key == "before" and one.end < len(words) and not _asked_of(words, one):
            gap = sentence[words[one.end - 1].end : words[one.end].start]
            ends |= {words[one.end - 1].end} if spoken or "," in gap else set()
        if one.key == "after" and one.start > 1 and not (alone and _cares(found, one.end)):
            gap = sentence[words[one.start - 1].end : words[one.start].start]
            ends |= {words[one.start].start} if spoken or _APART.search(gap) else set()
    if spoken and not ends:
        ends |= _told_before(words, found)
    if needing := _NEEDING.match(sentence):
        ends = {needing.end(), *(one for one in ends if one > needing.end())}
    edges = [0, *sorted(ends), len(sentence)]
    pieces = [sentence[one:two] for one, two in itertools.pairwise(edges)]
    # The mark is the question's, wherever it stands.
    return [one.rstrip(" ?") if at and _STATES.match(one) else one for at, one in enumerate(pieces)]


def _cares(found: Sequence[Found], at: int) -> bool:
    """ "Wer ist für X zuständig": no afterword, but what is asked."""
    whose = {("intents", "responsible"), ("intents", "belongs")}
    return any((one.group, one.key) in whose and one.end > at for one in found)


def _asked_of(words: Sequence[Word], one: Found) -> bool:
    """ "Was weißt du …": no lead-in, but what is asked."""
    return one.start > 0 and words[one.start - 1].folded in _ASKING


_ASKING = frozenset(("was", "wie", "wo", "woher", "wer", "what", "how"))
_LED = re.compile(r"[^?:]+:(?=\s)")
_GREETING = pattern("greeting")
_MARKED = re.compile(r"[.?!,;:](?=\s)")


def _told_before(words: Sequence[Word], found: Sequence[Found]) -> set[int]:
    """ "ich sitze in einer besprechung und keiner weiß es welche …": where the question begins."""
    for one in found:
        at = one.start
        if one.group != "askwords" or at < _LEAST_TOLD:
            continue
        at -= words[at - 1].folded in _LEADING
        if {word.folded for word in words[:at]} & _TELLING:
            return {words[at].start}
    return set()


_LEAST_TOLD = 5
_LEADING = frozenset(listed("frame_leading"))
_TELLING = frozenset(("ich", "wir", "hier", "bin"))
_NEEDING = pattern("needing")
_PURPOSE = pattern("purpose")
_ASKS = frozenset(("askwords", "intents", "categories"))
_SAID = (
    r"(?:denn )?(?:(?:ich|wir|bin|arbeite|sitze) \w+"
    r"|(?:das|die|sie|es) (?:brauch|komm|geh|soll|wird|werd|muss|müss)\w*)"
    r" (?!.*\b(?:wer|was|wie|wo|welche\w*|wann)\b)"
)
_STATES, _TOLD_AFTER = re.compile(_SAID), re.compile(rf"(?:,|\s[–—-])\s+(?={_SAID})")
""" "Welche gibt es, ich will sie weiterleiten?": what somebody does with the answer."""
_APART = re.compile(r"[,(–—-]")
