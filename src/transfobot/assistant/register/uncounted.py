"""Numbers and orders that no record measures: how many a network has, or the best known of all."""

from __future__ import annotations

import re

from transfobot.assistant.register.counted import YEARS, counted_noun
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.network import names_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import of_network, tells_number
from transfobot.assistant.register.wanted import wanted_of
from transfobot.assistant.understand.language import as_written, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents
from transfobot.german.figures import find_dates


def uncounted_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wie viele Seminare gab …": said to be missing where nothing of the network counts them."""
    networks, noun = networks_named(desk, asked), counted_noun(asked)
    if len(networks) != 1 or noun is None or Intent.COUNT not in asked.intents:
        return None
    network = networks[0]
    wanted = wanted_of(asked, names_of(network))
    if not wanted.counts or any(tells_number(one, wanted) for one in of_network(desk, network)):
        return None
    evidence = backed(network, network.short_name)
    line = desk.gap("uncounted", evidence, what=noun.shown, name=network.short_name)
    referents = Referents(network=network.id, office=network.office_id)
    return Draft((line,), Outcome.NO_SOURCE, referents=referents, office_id=network.office_id)


def reached_by_all(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wie viele Betriebe erreichten die Netzwerke?": no sum is on file, only what some tell."""
    noun = counted_noun(asked) if Intent.COUNT in asked.intents else None
    brought = _BROUGHT.search(asked.folded) and asked.category is Category.NETWORK
    mentions, filters = asked.mentions, asked.filters
    named = not mentions.empty or mentions.organisations or mentions.authored
    other = asked.category not in (None, Category.NETWORK, Category.OFFER)
    reached = _REACHED.search(asked.folded)
    if named or other or asked.place or filters.lands or not (brought or (noun and reached)):
        return None
    networks = {one.key for one in word_tables().find((noun,) if noun else ())}
    told = [
        DraftSentence(f"– {network.short_name}: {one.text}", (backed(network, one.text),))
        for network in desk.register.networks
        for one in network.facts
        if {"guests", "inhabitants"} & word_tables().meanings(words_of(one.text)) == {"guests"}
        and not find_dates(one.text)
        and len(_COUNTS.findall(YEARS.sub(" ", one.text))) >= _SUMS
    ]
    # "Wie viele Beschäftigte hatte die Branche insgesamt?": no network reached them.
    working = "industry" in asked.meanings and "employed" in networks
    if not told or "network" in networks or working:
        return None
    gap = desk.gap("reached_by_all", what=noun.shown if noun else desk.label("results"))
    return Draft((gap, *told), Outcome.PARTLY, referents=asked.referents)


_BROUGHT = re.compile(r"\bwas (?:hat|haben)\b.*\b(?:gebracht|erreicht|bewirkt|geschafft)\b")
_COUNTS, _SUMS = re.compile(r"\d[\d.]*"), 2
"""What sums a network's work up counts more than one thing."""
_REACHED = pattern("reached")


_WHICH = pattern("uncounted_which")
_OPINION = re.compile(rf"\b(?:am )?(?P<what>{'|'.join(listed('opinion'))})\b")
_MANY = pattern("uncounted_many")
_UNMEASURED = pattern("unmeasured")
_ONES = (Category.NETWORK, Category.FUNDING, Category.OFFER, Category.STUDY)


def unranked(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Das beliebteste", "die meisten Leute", "im Schnitt": nothing on file says it of all."""
    text = asked.folded
    if asked.category is Category.NETWORK and _AVERAGE.search(text):
        noun = counted_noun(asked)
        what = (noun.shown if noun else asked.core).rstrip("?! ")
        gap = DraftSentence(desk.say("no_average", what=what))
        return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)
    named = not asked.mentions.empty or asked.place is not None
    if named or asked.category not in _ONES or not _WHICH.search(text):
        return None
    found = _OPINION.search(text) or _MANY.search(text)
    if found is None:
        return None
    what = found["what"]
    if found.re is _MANY and not _unmeasured(asked, found):
        return None
    spoken = text[found.start("what") : found.end("what")]
    shown = as_written(asked.core, spoken)
    gap = DraftSentence(desk.say("unranked", what=shown or what))
    return Draft((gap,), Outcome.NO_SOURCE, referents=asked.referents)


_AVERAGE = pattern("average")


def _unmeasured(asked: Understanding, found: re.Match[str]) -> bool:
    """Whether what is counted is counted for none, or not for all; guests are of events."""
    words = found[0].split()[2:]
    guests = asked.category is Category.OFFER or Attribute.EVENTS in asked.attributes
    unmeasured = any(_UNMEASURED.fullmatch(one) for one in (*words, found["what"].split("-")[-1]))
    return unmeasured and not (guests and found["what"].startswith(("besucher", "leute")))
