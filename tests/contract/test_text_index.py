"""What every text index promises; the second half is about the file of the real one."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.passages import a_passage
from tests.fakes.text_index import FakeTextIndex
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.adapters.text_index_lengths import CLASSES, column_weights
from transfobot.adapters.text_index_vocabulary import Vocabulary
from transfobot.adapters.text_index_write import slot_of
from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.knowledge import Visibility
from transfobot.german.compounds import WordList
from transfobot.german.stems import Analyzer, stem
from transfobot.ports.search import TextIndex

PUBLIC = frozenset({Visibility.PUBLIC})
BOTH = frozenset(Visibility)
NETWORK = a_passage("a/0", "Das Netzwerk berät Zulieferer zur Transformation.", title="Netzwerk A")
FUNDING = a_passage("b/0", "Die Förderung deckt Weiterbildung. Sie endet 2026.", title="Förderung")
SECRET = a_passage("c/0", "Geheime Planung zum Standort.", visibility=Visibility.INTERNAL)


@pytest.fixture(params=["fake", "sqlite"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TextIndex]:
    if request.param == "fake":
        yield FakeTextIndex()
        return
    opened = SqliteTextIndex(tmp_path / "index.db", Analyzer(WordList.empty()))
    yield opened
    opened.close()


def names(index: TextIndex, *words: str, visibilities: frozenset[Visibility] = PUBLIC) -> list[str]:
    found = index.find(visibilities, [stem(word) for word in words], limit=10)
    return [candidate.passage_id for candidate in found]


def test_an_empty_index_finds_nothing(index: TextIndex) -> None:
    assert index.applied() == 0
    assert names(index, "netzwerk") == []
    assert index.statistics(PUBLIC).passages == 0


def test_words_of_text_title_and_headings_find_a_passage(index: TextIndex) -> None:
    index.replace("d", [a_passage("d/0", "Drei Sitze.", title="Titel", headings=("Beirat",))], 1)
    assert names(index, "sitze") == names(index, "titel") == names(index, "beirat") == ["d/0"]


def test_a_replacement_swaps_all_passages_and_the_number(index: TextIndex) -> None:
    index.replace("a", [NETWORK], 1)
    index.replace("a", [a_passage("a/new", "Der Verbund wurde umbenannt.")], 2)
    assert names(index, "netzwerk") == []
    assert names(index, "verbund") == ["a/new"]
    assert index.applied() == 2
    assert index.statistics(PUBLIC).passages == 1


def test_public_questions_never_meet_internal_text_or_its_numbers(index: TextIndex) -> None:
    index.replace("a", [NETWORK], 1)
    before = index.statistics(PUBLIC)
    index.replace("c", [SECRET], 2)
    after = index.statistics(PUBLIC)
    assert names(index, "planung", "geheime") == []
    assert index.frequencies(PUBLIC, [stem("planung")]) == {}
    assert index.similar_terms(PUBLIC, "planumg") == []
    assert (after.passages, after.sentences) == (before.passages, before.sentences)
    assert (after.in_passages == before.in_passages).all()
    assert index.find(PUBLIC, [], limit=10, also=["c/0"]) == []
    assert names(index, "planung", visibilities=BOTH) == ["c/0"]


def test_a_document_can_change_its_visibility(index: TextIndex) -> None:
    index.replace("c", [SECRET], 1)
    index.replace("c", [a_passage("c/0", SECRET.text)], 2)
    assert names(index, "planung") == ["c/0"]
    assert index.statistics(frozenset({Visibility.INTERNAL})).passages == 0


def test_ids_from_vectors_are_added_only_when_live(index: TextIndex) -> None:
    index.replace("a", [NETWORK], 1)
    found = index.find(PUBLIC, [], limit=10, also=["a/0", "gone/0"])
    assert [(c.passage_id, c.document_id, c.bm25) for c in found] == [("a/0", "a", None)]


def test_frequencies_count_passages_not_occurrences(index: TextIndex) -> None:
    index.replace("a", [a_passage("a/0", "Netz Netz Netz"), a_passage("a/1", "Netz")], 1)
    assert index.frequencies(PUBLIC, ["netz", "fehlt"]) == {"netz": 2}


def test_terms_spelt_nearly_alike_are_found(index: TextIndex) -> None:
    index.replace("a", [a_passage("a/0", "Die Weiterbildung beginnt.")], 1)
    (best, *_) = index.similar_terms(PUBLIC, stem("weiterbidlung"))
    assert best[0] == stem("weiterbildung")
    index.remove("a", 2)
    assert index.similar_terms(PUBLIC, stem("weiterbidlung")) == []


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "NEAR(x", "§ 12 Abs. 3", "C++", "datum:heute", "*"]
)
def test_query_language_in_a_question_is_just_words(index: TextIndex, text: str) -> None:
    index.replace("a", [a_passage("a/0", "Das Datum heute ist a und b.")], 1)
    analyzer = Analyzer(WordList.empty())
    found = index.find(PUBLIC, analyzer.terms(text), limit=5)
    assert {candidate.passage_id for candidate in found} <= {"a/0"}


def test_calibration_is_kept_and_cleared(index: TextIndex) -> None:
    index.keep_calibration({"threshold": -1.5})
    index.keep_calibration({"threshold": -2.0, "questions": 40})
    assert index.calibration() == {"threshold": -2.0, "questions": 40}
    index.clear()
    assert index.calibration() == {}


def test_samples_are_the_same_for_the_same_content(index: TextIndex) -> None:
    index.replace_many([(f"d{i}", [a_passage(f"d{i}/0", f"Text {i}")]) for i in range(20)], 1)
    first = index.sample(Visibility.PUBLIC, 5)
    assert len(first) == 5
    index.remove("d3", 2)
    index.replace("d3", [a_passage("d3/0", "Text 3")], 3)
    assert index.sample(Visibility.PUBLIC, 5) == first


# --- the file ------------------------------------------------------------------------------------


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the counters of writes and of FTS5's own segments."""
    connection = sqlite3.connect(path)
    tables = [
        f"{name}_{v.value}"
        for name in ("rows", "tokens", "terms", "sums", "grams")
        for v in Visibility
    ]
    content = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables
    }
    content["documents"] = connection.execute("SELECT * FROM documents ORDER BY 1").fetchall()
    for v in Visibility:
        vocabulary = f"v_{v.value}"
        table = f"fts5vocab(main, fts_{v.value}, instance)"
        connection.execute(f"CREATE VIRTUAL TABLE temp.{vocabulary} USING {table}")
        content[vocabulary] = connection.execute(
            f"SELECT * FROM {vocabulary} ORDER BY term, doc, offset"
        ).fetchall()
    connection.close()
    return content


WORDS = st.lists(
    st.sampled_from(["Netz", "Werk", "Förderung", "Öhringen", "2026", "Batterie", "Elektro"]),
    min_size=1,
)
TEXTS = st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(kept=TEXTS, passing=TEXTS, visibility=st.sampled_from(Visibility))
def test_delete_and_add_again_restores_every_table_bit_for_bit(
    tmp_path_factory: pytest.TempPathFactory,
    kept: list[str],
    passing: list[str],
    visibility: Visibility,
) -> None:
    path = tmp_path_factory.mktemp("index") / "index.db"
    index = SqliteTextIndex(path, Analyzer(WordList.empty()))
    stays = [a_passage(f"s/{i}", t, title="Bleibt") for i, t in enumerate(kept)]
    goes = [a_passage(f"g/{i}", t, visibility=visibility) for i, t in enumerate(passing)]
    index.replace("s", stays, 1)
    alone = dump(path)
    index.replace("g", goes, 2)
    both = dump(path)
    index.remove("g", 3)
    assert dump(path) == alone
    index.remove("s", 4)
    index.replace("g", goes, 5)
    index.replace("s", stays, 6)
    assert dump(path) == both
    index.close()


@pytest.mark.parametrize("average", [3.0, 20.0, 3.0 * CLASSES, 50.0, 400.0])
@pytest.mark.parametrize("found", [1, 4])
def test_a_columns_weight_stands_for_its_length(average: float, found: int) -> None:
    """What FTS5 makes of the weight is BM25 of a passage of the class's length."""
    mine = 0.25 - 0.75 * CLASSES / average
    for terms, weight in zip((7, 700), column_weights(average)[:: CLASSES - 1], strict=True):
        weighed = weight * found / (weight * found + 1.2 * mine)
        if mine == 0:
            assert weighed == 1
            continue
        right = [found / (found + 1.2 * (0.25 + 0.75 * n / average)) for n in (terms, terms / 6)]
        if terms < 8:
            assert weighed == pytest.approx(right[0], rel=0.05)
        else:
            assert min(right) < weighed < max(right)


def test_ranks_follow_bm25_with_lengths_by_class(tmp_path: Path) -> None:
    """Seen from outside: the same word, in passages of eight lengths, against the formula."""
    index = SqliteTextIndex(tmp_path / "index.db", Analyzer(WordList.empty()))
    for number, length in enumerate((5, 15, 24, 30, 48, 75, 120, 150)):
        filler = " ".join(f"zz{number}x{place}" for place in range(length - 1))
        index.replace(f"d{number}", [a_passage(f"d{number}/0", f"Batterie {filler}")], number)
    for number in range(20):
        index.replace(f"o{number}", [a_passage(f"o{number}/0", "Anderes Thema")], 50 + number)
    whole = index.statistics(PUBLIC)
    average = whole.passage_terms / whole.passages
    found = index.find(PUBLIC, [stem("batterie")], limit=50)
    index.close()
    assert len(found) == 8
    idf = math.log((28 - 8 + 0.5) / (8 + 0.5))
    for candidate in found:
        norm = 0.25 + 0.75 * len(candidate.features.terms) / average
        right = idf * 2.2 / (1 + 1.2 * norm)
        assert -(candidate.bm25 or 0.0) == pytest.approx(right, rel=0.1), candidate.passage_id


def test_no_byte_of_an_erased_word_remains(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    index = SqliteTextIndex(path, Analyzer(WordList.empty()))
    for number in range(30):
        index.replace(f"d{number}", [a_passage(f"d{number}/0", f"Text Nummer {number}")], number)
    index.replace("x", [a_passage("x/0", "Das Wort zzmarkerzz steht hier.")], 31)
    assert any(b"zzmarkerzz" in file.read_bytes() for file in tmp_path.iterdir())
    index.remove("x", 32)
    index.optimize()
    assert not any(b"zzmarkerzz" in file.read_bytes() for file in tmp_path.iterdir())
    assert names(index, "text") != []
    index.close()


def test_a_failed_write_leaves_the_old_state(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    index = SqliteTextIndex(path, Analyzer(WordList.empty()))
    index.replace("a", [NETWORK], 1)
    before = dump(path)
    twice = [a_passage("same", "Eins"), a_passage("same", "Zwei")]
    with pytest.raises(SearchUnavailable):
        index.replace_many([("a", [FUNDING]), ("z", twice)], 2)
    assert dump(path) == before
    assert index.applied() == 1
    assert names(index, "netzwerk") == ["a/0"]
    index.close()


def test_readers_in_threads_always_see_one_whole_revision(tmp_path: Path) -> None:
    index = SqliteTextIndex(tmp_path / "index.db", Analyzer(WordList.empty()))
    revisions = [
        [a_passage(f"a/{r}/{i}", f"Netzwerk Fassung {r} Teil {i}", document="a") for i in range(5)]
        for r in range(2)
    ]
    index.replace("a", revisions[0], 1)
    seen: list[set[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(set(names(index, "netzwerk")))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(2, 30):
        index.replace("a", revisions[number % 2], number)
    stop.set()
    for thread in threads:
        thread.join()
    whole = [{passage.id for passage in revision} for revision in revisions]
    assert seen
    assert all(found in whole for found in seen)
    index.close()


def test_another_connection_sees_new_statistics(tmp_path: Path) -> None:
    writer = SqliteTextIndex(tmp_path / "index.db", Analyzer(WordList.empty()))
    reader = SqliteTextIndex(tmp_path / "index.db", Analyzer(WordList.empty()))
    assert reader.statistics(PUBLIC).passages == 0
    writer.replace("a", [NETWORK], 1)
    assert reader.statistics(PUBLIC).passages == 1
    writer.close()
    reader.close()


def test_an_index_of_another_schema_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    index = SqliteTextIndex(path, Analyzer(WordList.empty()))
    index.replace("a", [NETWORK], 7)
    index.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=999")
    connection.close()
    again = SqliteTextIndex(path, Analyzer(WordList.empty()))
    assert again.applied() == 0
    assert names(again, "netzwerk") == []
    again.close()


def test_a_file_that_is_no_database_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    path.write_bytes(b"not a database" * 100)
    again = SqliteTextIndex(path, Analyzer(WordList.empty()))
    assert again.applied() == 0
    assert names(again, "netzwerk") == []
    again.close()


def test_row_numbers_do_not_depend_on_what_came_before() -> None:
    assert slot_of("dokument-1") == slot_of("dokument-1") != slot_of("dokument-2")
    assert 0 <= slot_of("x") < 1 << 44


def test_similar_words_do_not_depend_on_the_order_of_arrival() -> None:
    words = [f"weiterbildung{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] * 3
    forward, backward = Vocabulary(), Vocabulary()
    forward.add(words)
    backward.add(reversed(words))
    assert forward.similar("weiterbildungg") == backward.similar("weiterbildungg")
    assert len(forward) == 26
