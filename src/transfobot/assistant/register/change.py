"""What the change means for a town, a firm or somebody at work, as far as the records say it."""

from __future__ import annotations

from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.figures import place_figures
from transfobot.assistant.register.help import job_figures, job_studies, placed
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.studies import asks_most_affected
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding


def change_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Figures of the place or the industry, what networks are for, and whom to turn to."""
    named = not asked.named.empty or asked.mentions.authored or asked.category
    # "Wann kommt das Verbrenneraus?" asks for a day.
    figures = Intent.COUNT in asked.intents or asks_most_affected(asked)
    figures = figures or Attribute.DATE in asked.attributes
    if Intent.CHANGE not in asked.intents or figures or named:
        return None
    near = place_figures(desk, asked) if asked.place else []
    lines = [*near, DraftSentence(desk.say("change_head"))]
    for study in job_studies(desk, asked):
        lines += job_figures(desk, asked, study)
    return placed(desk, asked, (*lines, *_what_networks_do(desk)))


def _what_networks_do(desk: Desk) -> list[DraftSentence]:
    return [
        DraftSentence(fact.text, (backed(record, fact.text),))
        for record in desk.register.general
        for fact in record.facts
        if fact.topic == "definition"
    ]
