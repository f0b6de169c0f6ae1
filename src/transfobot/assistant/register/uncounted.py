"""How many of something a network has, where its record counts none."""

from __future__ import annotations

from transfobot.assistant.register.counted import counted_noun
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.network import names_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import of_network, tells_number
from transfobot.assistant.register.wanted import wanted_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.domain.answers import Outcome
from transfobot.domain.conversation import Referents


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
