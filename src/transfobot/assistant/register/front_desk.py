"""What is asked of applying and of getting help in general, and told of one's own work.

No single record tells it: the answer is what is not on file and who tells it, then whatever records
say of it. The words are in `understand/rules.toml`, the phrases are `rule_…` and `situation_…`.
"""

from __future__ import annotations

import re

from transfobot.assistant.register.draft import Draft, with_gaps
from transfobot.assistant.register.programme_filters import narrowed
from transfobot.assistant.register.programme_lines import before_start, noted
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import programme_open
from transfobot.assistant.understand.audience import situations_in
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.understanding import Intent, Understanding
from transfobot.assistant.understand.words import rule_tables
from transfobot.domain.conversation import Language
from transfobot.german.sentences import split

_OTHERWISE = frozenset((Intent.LIST, Intent.RESPONSIBLE, Intent.HELP, Intent.WORRY))
_OF_EACH = frozenset(("deadline", "decision", "start"))
"""What each programme has a rule of its own for."""
_APPLICATION = re.compile(
    r"(?:f(?:oe|o)rder|antr|be(?:antr|scheid|will)|frist|projekt|zusch|skizz|aufruf|vorhab|massnahm)"
)
_PAST = re.compile(r"\b(?:musste|konnte|durfte)n?\b")
""" "Bis wann musste man …?": of a programme that is over, not of a rule."""


def rule_asked(asked: Understanding) -> str | None:
    """What is asked of applying in general, where nothing on file is named."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.organisations
    dated = asked.filters.year or set(asked.filters.statuses) - {"open", "running", "end_now"}
    past = asked.language is Language.DE and _PAST.search(asked.folded)
    if named or dated or past or asked.mentions.authored or asked.meta or asked.foreign_topic:
        return None
    found = [one for one in rule_tables().find(asked.words) if one.group == "rules"]
    found.sort(key=lambda one: (one.key in _OF_EACH, -len(one.at)))
    key = found[0].key if found else None
    # "Kann ich Elterngeld beantragen?": what is applied for is none of ours.
    subjects = {*asked.subjects_anywhere} & stems_of(asked.core[split(asked.core)[-1][0] :])
    other = any(not _APPLICATION.match(one) for one in subjects)
    other = other or (key != "deadline" and bool(_OTHERWISE & set(asked.intents)))
    return None if key in _OF_EACH and other else key


def rule_told(desk: Desk, asked: Understanding) -> Draft | None:
    """What is not on file of a rule and who tells it, then what records say of it."""
    key = rule_asked(asked)
    if key is None:
        return None
    pool = narrowed(desk, asked).pool if key in _OF_EACH else desk.register.programmes
    pool = [one for one in pool if programme_open(one, desk.day)]
    ruled = [one for one in pool if key == "start" and one.apply_before_start is not None]
    lines = [before_start(desk, one)[0] for one in ruled]
    ending = [one for one in pool if key == "deadline" and one.closes]
    lines += [noted(desk, one, one.term) for one in ending if one.term]
    for one in pool:
        texts = filter(None, (one.eligible, one.purpose, one.term, one.note))
        lines += [noted(desk, one, text) for text in texts if _tells(text, key)]
    for offer in desk.register.offers:
        if _tells(offer.description, key):
            said = {"title": offer.title, "value": offer.description}
            lines.append(desk.line("event_told", backed(offer, offer.description), **said))
    if key in _OF_EACH and not lines:
        return None
    head = desk.gap(f"rule_{key}")
    return with_gaps(Draft((head, *lines), referents=asked.referents, whole=True))


def _tells(text: str, key: str) -> bool:
    found = rule_tables().find(words_of(text))
    return any((one.group, one.key) == ("told", key) for one in found)


def situations_of(asked: Understanding) -> list[str]:
    """What somebody tells of their own work that a programme may have a rule of its own for."""
    return situations_in(asked.core, sized=asked.filters.size is not None)
