"""Another subject altogether, beside words that could be ours; and what only looks like it."""

from __future__ import annotations

import pytest

from tests.assistant.talk import Talk
from transfobot.domain.answers import Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Welcher Zuschuss gilt für eine Wärmepumpe im Einfamilienhaus?",
        "förderung lastenrad privat",
        "Wie hoch ist der Mindestlohn?",
        "Wie lang ist die Kündigungsfrist nach zehn Jahren?",
        "Wo isst man in Regensburg gute Maultaschen?",
        "Wer ist der Bundeswirtschaftsminister?",
        "Was kostet ein Visum?",
        "Was kostet so ein Elektroauto?",
    ],
)
def test_another_subject_is_out_of_scope(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is not None
    assert talk.draft.outcome is Outcome.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "question",
    [
        "Wir wollen im Werk eine Wärmepumpe einbauen. Welche Förderung gibt es?",
        "Wie viele Einwohner hat die Region Heilbronn-Franken?",
        "Wer hilft uns, wenn es um Abfindungen geht?",
        "Was ergab die Studie für das Bundeswirtschaftsministerium?",
    ],
)
def test_what_only_looks_like_another_subject(question: str) -> None:
    talk = Talk()
    talk.ask(question)
    assert talk.draft is None or talk.draft.outcome is not Outcome.OUT_OF_SCOPE
