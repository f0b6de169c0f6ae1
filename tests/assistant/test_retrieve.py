"""The retriever over fakes: candidates, order, diversity, explanation, refusal."""

from __future__ import annotations

import pytest

from tests.contract.passages import a_passage
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.text_index import FakeTextIndex
from tests.fakes.vector_index import FakeVectorIndex
from transfobot.assistant.retrieval.calibration import calibrate, made_question
from transfobot.assistant.retrieval.query import plan, respelt, slips
from transfobot.assistant.retrieval.refuse import DEFAULT_THRESHOLD
from transfobot.assistant.retrieval.retrieve import PER_DOCUMENT, Retriever
from transfobot.assistant.retrieval.sentences import rank_units
from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.compounds import WordList
from transfobot.german.features import searchable
from transfobot.german.glossary import Glossary
from transfobot.german.stems import Analyzer, stem

PUBLIC = frozenset({Visibility.PUBLIC})
BOTH = frozenset(Visibility)

PASSAGES = [
    a_passage(
        "netz/0",
        "Das Netzwerk Nordwind begleitet Zulieferer im Wandel. Es begann im Jahr 2022. "
        "Die Federführung hat die Hochschule.",
        title="Netzwerk Nordwind",
    ),
    a_passage(
        "foerder/0",
        "Die Richtlinie fördert Weiterbildung in kleinen Betrieben. Der Zuschuss beträgt 50 %.",
        title="Richtlinie Weiterbildung",
    ),
    a_passage("studie/0", "Die Studie zählt Arbeitsplätze im Antriebsstrang.", title="Studie"),
    *(
        a_passage(f"bericht/{i}", f"Der Bericht zum Wasserstoff hat den Teil {i}.", title="Bericht")
        for i in range(6)
    ),
    a_passage(
        "intern/0", "Vertraulich: Nordwind verlegt den Sitz.", visibility=Visibility.INTERNAL
    ),
]


class Store:
    """Passages in memory."""

    def passages(self, passage_ids: list[str]) -> list[Passage]:
        known = {passage.id: passage for passage in PASSAGES}
        return [known[name] for name in passage_ids if name in known]


class World:
    """A retriever with its fakes."""

    def __init__(self, *, glossary: Glossary | None = None, vectors: bool = True) -> None:
        self.index = FakeTextIndex()
        self.vectors = FakeVectorIndex()
        self.embedder = FakeEmbedder()
        for number, passage in enumerate(PASSAGES, start=1):
            same = [p for p in PASSAGES if p.document_id == passage.document_id]
            self.index.replace(passage.document_id, same, number)
            rows = self.embedder.passages([searchable(p) for p in same])
            ids = [p.id for p in same]
            self.vectors.replace(passage.document_id, passage.visibility, ids, rows, number)
        self.retriever = Retriever(
            self.index,
            Store(),
            self.index.analyzer,
            vectors=self.vectors if vectors else None,
            embedder=self.embedder,
            glossary=glossary,
        )

    def first(self, question: str) -> str:
        return self.retriever.search(question, visibilities=PUBLIC).hits[0].passage.id


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wann begann Nordwind?", "netz/0"),
        ("Was wird bei der Weiterbildung gefördert?", "foerder/0"),
        ("Wie viele Arbeitsplätze hängen am Antriebsstrang?", "studie/0"),
        ("WEITERBILDUNG in kleinem Betrieb", "foerder/0"),
        ("Antriebsstrnag", "studie/0"),
        ("Foerderung von Weiterbildungen", "foerder/0"),
    ],
)
def test_the_passage_that_answers_comes_first(question: str, expected: str) -> None:
    assert World().first(question) == expected


def test_at_most_three_passages_of_one_document_are_found() -> None:
    found = World().retriever.search("Bericht Wasserstoff Teil", visibilities=PUBLIC)
    ids = [hit.passage.document_id for hit in found.hits]
    assert ids.count("bericht") == PER_DOCUMENT


def test_internal_passages_need_the_right() -> None:
    world = World()
    public = world.retriever.search("Nordwind verlegt Sitz", visibilities=PUBLIC)
    staff = world.retriever.search("Nordwind verlegt Sitz", visibilities=BOTH)
    assert "intern/0" not in {hit.passage.id for hit in public.hits}
    assert staff.hits[0].passage.id == "intern/0"


def test_a_passage_that_left_the_text_index_is_not_shown_though_its_vector_is_there() -> None:
    world = World()
    world.index.remove("netz", 99)
    found = world.retriever.search("Wann begann Nordwind?", visibilities=PUBLIC)
    assert "netz/0" not in {hit.passage.id for hit in found.hits}


def test_a_vector_store_that_is_down_is_said_and_words_alone_still_work() -> None:
    world = World()
    world.vectors.down = True
    with pytest.raises(SearchUnavailable):
        world.retriever.search("Nordwind", visibilities=PUBLIC)
    assert World(vectors=False).first("Nordwind") == "netz/0"


def test_the_glossary_finds_roles_and_says_what_it_added() -> None:
    entry = '[[entry]]\nkind = "role"\nasked = ["wer leitet"]\nfound = ["Federführung"]\n'
    world = World(glossary=Glossary.parse(entry))
    found = world.retriever.search("Wer leitet das?", visibilities=PUBLIC, explain=True)
    assert found.hits[0].passage.id == "netz/0"
    (added,) = found.hits[0].why["glossary"]
    assert added == {
        "asked": "wer leitet", "added": "Federführung", "weight": 0.4, "kind": "role",
    }  # fmt: skip


def test_an_explanation_has_scores_by_part_and_matched_terms() -> None:
    hit = (
        World().retriever.search("Wann begann Nordwind?", visibilities=PUBLIC, explain=True).hits[0]
    )
    assert set(hit.why["scores"]) >= {"stems", "passage", "sentence", "title", "words", "bm25"}
    assert "nordwind" in hit.why["matched"]
    assert hit.why["cue"]["asked"] == "date"
    assert "words" in hit.why["found_by"]


def test_nothing_in_common_is_refused_with_the_reason() -> None:
    found = World(vectors=False).retriever.search("Xylophon Quarzuhr", visibilities=PUBLIC)
    assert (found.hits, found.refused, found.reason) == ((), True, "nothing_found")


def test_what_is_not_said_is_refused_but_shows_its_nearest() -> None:
    question = "Welche Strafe droht Fahrgästen ohne Fahrschein im Wasserstoffbus?"
    found = World().retriever.search(question, visibilities=PUBLIC)
    assert found.refused
    assert found.reason == "not_said"
    assert found.hits
    assert found.confidence < 0.5


def test_what_is_said_is_not_refused() -> None:
    found = World().retriever.search("Was zählt die Studie im Antriebsstrang?", visibilities=PUBLIC)
    assert not found.refused
    assert found.confidence > 0.5


def test_unknown_terms_are_named() -> None:
    found = World().retriever.search("Nordwind Marsrakete", visibilities=PUBLIC)
    assert {term.term: term.known for term in found.terms} == {
        "nordwind": True,
        stem("marsrakete"): False,
    }


def test_the_order_is_the_same_every_time() -> None:
    runs = [
        [
            hit.passage.id
            for hit in World().retriever.search("Bericht Teil", visibilities=PUBLIC).hits
        ]
        for _ in range(3)
    ]
    assert runs[0] == runs[1] == runs[2]


def test_the_sentence_that_answers_comes_first() -> None:
    found = World().retriever.search("Wie hoch ist der Zuschuss?", visibilities=PUBLIC)
    best = rank_units(found)[0]
    passage = found.hits[best.hit].passage
    assert passage.text[best.unit.start : best.unit.end] == "Der Zuschuss beträgt 50 %."


def test_no_units_without_hits() -> None:
    found = World(vectors=False).retriever.search("Xylophon", visibilities=PUBLIC)
    assert rank_units(found) == []


@pytest.mark.parametrize("text", ["", "???", "§ 12 Abs. 3", '"a" OR b*', "x" * 5000, "\x00\ud7ff"])
def test_any_text_is_a_question(text: str) -> None:
    found = World().retriever.search(text, visibilities=PUBLIC)
    assert len(found.hits) <= 10


def test_few_passages_keep_the_default_threshold() -> None:
    world = World()
    kept = calibrate(world.retriever, world.index, Store())
    assert kept["threshold"] == DEFAULT_THRESHOLD
    assert world.index.calibration() == kept


def test_a_made_question_comes_from_the_passages_own_words() -> None:
    question = made_question(PASSAGES[1])
    assert question is not None
    assert all(word in PASSAGES[1].text for word in question.split())
    assert made_question(a_passage("kurz/0", "Ja.")) is None


DICTIONARY = Analyzer(WordList.of(["fragen", "franken", "wehen", "wenn", "stillen", "stielen"]))


def mended(question: str, known: dict[str, int]) -> str:
    asked = plan(question, DICTIONARY, Glossary.empty())
    return respelt(asked.text, slips(asked, DICTIONARY, known), DICTIONARY, known)


def test_a_slip_becomes_the_word_of_the_dictionary_that_the_corpus_has() -> None:
    assert mended("Was tun bei Wehhen?", {"weh": 2}) == "Was tun bei Wehen?"
    assert mended("Wer hat Fraegn?", {"frag": 3, "frank": 9}) == "Wer hat Fragen?"
    assert mended("Wer hat Fraken?", {"frank": 9}) == "Wer hat Franken?"


def test_a_function_word_is_mended_too() -> None:
    assert mended("Was gilt, wnen es brennt?", {}) == "Was gilt, wenn es brennt?"


def test_names_outside_the_dictionary_and_known_words_stay() -> None:
    assert mended("Was macht Nordwnd?", {"nordwind": 4}) == "Was macht Nordwnd?"
    assert mended("Was heißt stielen?", {"still": 5}) == "Was heißt stielen?"
    assert mended("Was macht Wehhen?", {"weh": 2, "wehh": 1}) == "Was macht Wehhen?"
    assert mended("Was macht Wehhen?", {}) == "Was macht Wehhen?"
