"""What somebody only supposes of who leads a network, beside what the records say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.contacts import organisation_line
from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.entity import networks_named
from transfobot.assistant.register.network import attribute_lines
from transfobot.assistant.register.office_answers import named_people
from transfobot.assistant.register.say import Desk
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.domain.answers import Mode, Outcome
from transfobot.german.text import fold

_SUPPOSED = re.compile(
    r"\b(?:wird|wurde|ist|werden|is|was)\b.*\b(?:von|vom|durch|by)\b.*"
    r"\b(?:gefuehrt|geleitet|getragen|betrieben|organisiert|koordiniert|gesteuert|led|run)\b"
    r"|\b(?:fuehrt|leitet|betreibt|traegt|steuert|koordiniert) (?:ja|doch)\b"
)


_OF_PEOPLE = frozenset(
    (Attribute.LEAD, Attribute.PERSON, Attribute.CONTACT, Attribute.PARTNERS, Attribute.DEPUTY)
)


def with_beliefs_corrected(desk: Desk, asked: Understanding, draft: Draft) -> Draft:
    """The draft with the lead or the post that is on file, where the question takes another one.

    "X wird ja von Daimler geführt. Seit wann?" asks for a day and is wrong about the lead; "Frau Y
    leitet X?" is told where she sits.
    """
    networks = networks_named(desk, asked)
    told = draft.mode is Mode.REGISTER and draft.outcome is Outcome.ANSWERED
    if len(networks) != 1 or not told or draft.clarification is not None:
        return draft
    sentences = draft.sentences
    texts = " ".join(one.text for one in sentences)
    if Attribute.LEAD in asked.attributes and _SUPPOSED.search(fold(asked.core)):
        lead = attribute_lines(desk, networks[0], [Attribute.LEAD])
        sentences = (*(one for one in lead if one.text not in texts), *sentences)
    strangers = [one for one in asked.mentions.persons if one not in texts]
    if strangers and set(asked.attributes) <= _OF_PEOPLE:
        for office in filter(None, map(desk.register.office, asked.mentions.offices)):
            if office.network_id == networks[0].id:
                continue
            sentences = (*sentences, *named_people(desk, office, set(strangers)))
            if (own := desk.register.network_of(office)) is not None:
                sentences = (*sentences, organisation_line(desk, office, own.short_name))
    return replace(draft, sentences=sentences)
