"""A question on what the answer before has just told: „… und wie viele Leute waren da?“."""

from __future__ import annotations

from transfobot.assistant.register.draft import Draft
from transfobot.assistant.register.meta import sentences_of
from transfobot.assistant.register.statements import Statement, best, covers, score
from transfobot.assistant.register.wanted import wanted_of
from transfobot.assistant.understand.understanding import Understanding


def told_before(asked: Understanding) -> Draft | None:
    """The sentences of the answer before that say what is asked; None where none says all of it.

    Only for a text that names nothing itself: whoever names a record asks of that.
    """
    last = asked.previous
    if last is None or not asked.named.empty or asked.place or asked.filters.lands or asked.meta:
        return None
    wanted = wanted_of(asked)
    told = [Statement(one.text, one) for one in sentences_of(last)]
    fitting = [
        one
        for one in best(told, wanted)
        if all(one.holds(noun) for noun in asked.subjects_anywhere)
        and (covers(one, wanted) or (wanted.counts and score(one, wanted)))
    ]
    if not fitting:
        return None
    return Draft(tuple(one.line for one in fitting), referents=asked.referents)
