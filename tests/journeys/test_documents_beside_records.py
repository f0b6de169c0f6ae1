"""A network's own papers beside the delivered records: each answers what it knows better."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from transfobot import bootstrap
from transfobot.domain.knowledge import Visibility
from transfobot.evaluation.documents import holds, read_items
from transfobot.evaluation.documents import run as ask_each
from transfobot.evaluation.gold import Asker, load_items, run
from transfobot.settings import bundled, load_settings

DATA = Path(__file__).parents[1] / "data"
CORPUS = bundled("corpus")
LEAST_TOLD, LEAST_SHOWN, LEAST_REFUSED = 56, 76, 22
EVERY = 25
"""Of the questions on the records every so manieth is asked."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    data_dir = tmp_path_factory.mktemp("beside")
    settings = load_settings({"data_dir": data_dir, "corpus_dir": CORPUS}, environment={})
    bootstrap.ingest(settings, [], None, False, None)
    bootstrap.ingest(settings, [DATA / "office_documents"], Visibility.PUBLIC, False, None)
    with bootstrap.reach(settings) as reached:
        yield reached


def test_papers_answer_what_no_record_tells(desk: Asker) -> None:
    items = list(read_items(DATA / "office_questions.jsonl"))
    judged = ask_each(items, lambda text: desk.ask({"question": text}))
    missed = [f"{one.id}: {one.outcome}" for one in judged if not one.right]
    # "Was empfiehlt die Studie?" and a few more do not say which of the many they mean.
    assert len(missed) <= 11, missed


def test_records_answer_what_they_answered_without_the_papers(desk: Asker) -> None:
    judged = run(desk, load_items(CORPUS / "gold.jsonl")[::EVERY])
    wrong = [verdict.item.id for verdict, _ in judged if not verdict.right]
    assert len(wrong) <= len(judged) * 0.04, wrong


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Strategies, studies, minutes, a guideline and leaflets of two made-up networks."""
    data_dir = tmp_path_factory.mktemp("papers")
    settings = load_settings({"data_dir": data_dir, "corpus_dir": CORPUS}, environment={})
    bootstrap.ingest(settings, [], None, False, None)
    bootstrap.ingest(settings, [DATA / "network_papers"], Visibility.PUBLIC, False, None)
    with bootstrap.reach(settings) as reached:
        yield reached


def test_papers_of_a_network_answer_its_own_people(papers: Asker) -> None:
    items = list(read_items(DATA / "network_papers_questions.jsonl"))
    told, shown, refused = 0, 0, 0
    for item in items:
        answer = papers.ask({"question": item["question"]})
        answered = answer["outcome"] in ("answered", "partly")
        there = all(holds(answer["text"], one) for one in item["expected"])
        told += not item["unanswerable"] and answered and there
        shown += not item["unanswerable"] and there
        refused += item["unanswerable"] and not answered
    # 130 can be answered, most in other words than the papers'; 40 cannot.
    assert told >= LEAST_TOLD
    assert shown >= LEAST_SHOWN
    assert refused >= LEAST_REFUSED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Welches Netzwerk verband im Altertum die Häfen der Phönizier mit Karthago?", False),
        ("Wann begann der Niedergang der Wikinger in Grönland?", False),
        ("Welche Position spielt Platini im Trikot der Squadra Azzurra?", False),
        ("Bei welchen Netzwerken steht dabei, dass ein Check gratis ist?", True),
    ],
)
def test_one_word_of_ours_makes_no_question_ours(desk: Asker, question: str, told: bool) -> None:
    answer = desk.ask({"question": question})
    assert (answer["outcome"] in ("answered", "partly")) is told, answer["text"]
