"""The head of a list is backed by what backs its lines."""

from __future__ import annotations

from transfobot.assistant.register.told import heads_backed
from transfobot.domain.answers import Answer, Citation, Mode, Outcome, Sentence


def cited(number: int) -> Citation:
    return Citation(number, "dok", f"stelle-{number}", "Titel", None, None, "Zitat", "u", None)


def test_a_head_takes_the_citations_of_its_lines_up_to_the_next_head() -> None:
    one, two, three = cited(1), cited(2), cited(3)
    backed = [
        (Sentence("Zwei sind hinterlegt:"), ()),
        (Sentence("– A", (1,)), (one,)),
        (Sentence("– B", (2,)), (two,)),
        (Sentence("Außerdem:"), ()),
        (Sentence("– C", (3,)), (three,)),
        (Sentence("Ein Schlusssatz."), ()),
    ]
    found = list(heads_backed(backed))
    assert [sentence.citations for sentence, _ in found] == [(1, 2), (1,), (2,), (3,), (3,), ()]
    assert found[0][1] == (one, two)


def test_the_marks_of_a_head_stand_behind_its_lines() -> None:
    sentences = (Sentence("Zwei sind hinterlegt:", (1, 2)), Sentence("– A", (1,)))
    answer = Answer("a", "g", Outcome.ANSWERED, Mode.REGISTER, sentences)
    assert answer.text == "Zwei sind hinterlegt:\n– A [1]"
