"""A name that stands in the records and is that of none: an institute, an agency, a hub.

"Was ist TraWeBa?", "Was macht das BAFA?": whatever the records say of it, line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from transfobot.assistant.register.contacts import reaches
from transfobot.assistant.register.draft import Draft, with_gaps
from transfobot.assistant.register.network import partner_name
from transfobot.assistant.register.programme import programme_answer
from transfobot.assistant.register.programme_lines import said
from transfobot.assistant.register.programme_met import statements_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import (
    Statement,
    of_network,
    of_offer,
    score,
    words_said,
)
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.register.wanted import Wanted, wanted_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Referents
from transfobot.german.stems import stem

_MOST = 6
_NAME = re.compile(r"[a-zäöü][A-ZÄÖÜ]|[A-ZÄÖÜ]{2}.|[A-ZÄÖÜ]\w*\d{3}")
"""Written as names of institutes and projects are: "TraWeBa", "BAFA", "ARENA2036"."""


def name_on_file(desk: Desk, asked: Understanding) -> str | None:
    """The first such name of a question, as the records write it; None where they have none."""
    names, tables = _names_in(desk.register.text), word_tables()
    for word in asked.words:
        sought = _NAME.search(word.shown) or stem(word.folded) in asked.content
        if sought and word.folded in names and not tables.is_filler(word.folded):
            return names[word.folded]
    return None


@lru_cache(maxsize=2)
def _names_in(text: str) -> dict[str, str]:
    """The names a text has, by their folded spelling: "BANK" is none beside "Bank"."""
    words = words_of(text)
    nouns = {one.folded for one in words if one.shown[0].isupper() and not _NAME.search(one.shown)}
    named = (one for one in words if _NAME.search(one.shown))
    return {one.folded: one.shown for one in named if one.folded not in nouns}


def named_on_file(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records say of a name that is no record's; first that what is asked is not there."""
    name = name_on_file(desk, asked) if asked.mentions.empty and not asked.place else None
    if name is None or Intent.COUNT in asked.intents or reaches(asked):
        return None
    # "unternehmensWert" is no name: only with ":Mensch" behind it.
    written = re.compile(rf"(?<![\w:.-]){re.escape(name)}(?![\w:]|[.-]\w)")
    wanted = wanted_of(asked, (name,))
    called = [one for one in desk.register.programmes if written.search(one.name)]
    if len(called) == 1:
        # "Was ist RIGA?": the one programme that has it in its name.
        return programme_answer(desk, asked, called[0])
    told = list(_lines_with(desk, written))
    told.sort(key=lambda one: (not _answers(asked, one, wanted), -score(one, wanted)))
    if not told:
        return None
    networks = {key for one in told for key in one.networks}
    network = desk.register.network(next(iter(networks))) if len(networks) == 1 else None
    referents = Referents(network=network.id if network else None)
    lines = tuple(one.line for one in told[:_MOST])
    if not _answers(asked, told[0], wanted):
        lines = (desk.gap("offer_not_told"), *(one.beside() for one in lines))
    draft = Draft(lines, referents=referents, office_id=network.office_id if network else None)
    return replace(with_gaps(draft), whole=True)


def _answers(asked: Understanding, line: Statement, wanted: Wanted) -> bool:
    """Whether a line tells what is asked of the name, or what it is is all that is asked."""
    keys = {one.key for one in word_tables().find(words_of(line.line.text))}
    keys |= {Attribute.MONEY.value, Attribute.RATE.value} if "€" in line.text else set()
    asks = {one.value for one in asked.attributes} - _GENERAL
    words = words_said(wanted) | wanted.named
    return asks <= keys and line.says(words, wanted) == words


_GENERAL = frozenset(
    one.value
    for one in (
        Attribute.RESULTS, Attribute.NAMES, Attribute.PARTNERS, Attribute.FOCUS, Attribute.OFFERS
    )
)  # fmt: skip
"""What is asked where somebody only wants to know what or who something is."""


def _lines_with(desk: Desk, name: re.Pattern[str]) -> Iterator[Statement]:
    """Every line of a record that has the name, told with whose it is."""
    register = desk.register
    for network in register.networks:
        labelled = [(Attribute.LEAD, network.lead or "")]
        labelled += [(Attribute.PARTNERS, partner_name(one)) for one in network.partners]
        for attribute, value in labelled:
            if name.search(value):
                evidence = backed(network, value.split(" (")[0])
                label, name_of = desk.label(attribute.value), network.short_name
                line = desk.line("value_of", evidence, label=label, name=name_of, value=value)
                yield Statement(line.text, line, networks=(network.id,))
        facts = of_network(desk, network)
        yield from (one for one in facts if name.search(one.text))
    for programme in register.programmes:
        for stated in statements_of(programme):
            if name.search(stated.text):
                line = said(desk, programme, stated)
                yield Statement(line.text, line)
    for offer in register.offers:
        if not offer.network_ids and name.search(f"{offer.title} {offer.description}"):
            yield of_offer(desk, offer)
    for study in register.studies:
        if name.search(study.author):
            line = study_line(desk, study, study.title)
            yield Statement(line.text, line)
