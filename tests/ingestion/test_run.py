"""What a run does with files that are new, changed, gone, copied or not to be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.ingestion.bench import Bench, by_name, outcomes
from transfobot.adapters.sql.documents import SqlRecords
from transfobot.adapters.sql.engine import open_engine
from transfobot.domain.errors import ConfigurationError, InvalidInput
from transfobot.domain.knowledge import Kind, Visibility

PUBLIC, INTERNAL = Visibility.PUBLIC, Visibility.INTERNAL


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(None, tmp_path / "data")
    yield opened
    opened.dispose()


@pytest.fixture
def bench(tmp_path: Path, engine: Engine) -> Bench:
    return Bench(tmp_path, SqlRecords(engine))


def texts(bench: Bench) -> set[str]:
    return {passage.text for its in bench.text.live.values() for passage in its}


def consistent(bench: Bench) -> bool:
    """Both indexes hold exactly the live passages."""
    live = {
        passage.id
        for document in bench.records.documents()
        for passage in bench.records.passages_of(document.id)
    }
    return live == bench.text.ids() == bench.vectors.ids()


def test_added_unchanged_updated_removed(bench: Bench) -> None:
    for name in ("a", "b", "c"):
        bench.write(f"{name}.txt", f"Das Netzwerk {name} berät kleine Betriebe.")
    assert outcomes(bench.run()) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), "added")
    before = set(bench.text.ids())

    again = bench.run()
    assert set(outcomes(again).values()) == {"unchanged"}
    assert (again.parsed, again.rows_written) == (0, 0)
    assert bench.calibrated == 1

    bench.write("a.txt", "Das Netzwerk a berät jetzt auch Gemeinden.")
    (bench.inbox / "c.txt").unlink()
    changed = bench.run()
    assert outcomes(changed) == {"a.txt": "updated", "b.txt": "unchanged", "c.txt": "removed"}
    assert changed.parsed == 1
    assert texts(bench) == {
        "Das Netzwerk a berät jetzt auch Gemeinden.",
        "Das Netzwerk b berät kleine Betriebe.",
    }
    assert len(before & bench.text.ids()) == 1
    assert consistent(bench)
    assert bench.calibrated == 2


def test_an_unchanged_run_writes_nothing_to_the_database_file(bench: Bench, engine: Engine) -> None:
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.write("leer.txt", "")
    bench.write("kopie.txt", "Das Netzwerk berät Betriebe.")
    bench.run()
    with engine.connect() as connection:
        before = connection.exec_driver_sql("PRAGMA data_version").scalar()
        report = bench.run()
        after = connection.exec_driver_sql("PRAGMA data_version").scalar()
    assert (report.parsed, report.rows_written) == (0, 0)
    assert before == after


def test_a_new_time_alone_reads_no_file_again(bench: Bench) -> None:
    path = bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.run()
    os.utime(path, (4_070_908_800, 4_070_908_800))
    report = bench.run()
    assert outcomes(report) == {"a.txt": "unchanged"}
    assert (report.parsed, report.rows_written) == (0, 1)
    assert bench.run().rows_written == 0


def test_removed_only_inside_what_was_scanned(bench: Bench, tmp_path: Path) -> None:
    bench.write("a/eins.txt", "Eins steht im ersten Ordner.")
    bench.write("b/zwei.txt", "Zwei steht im zweiten Ordner.")
    bench.run()
    (bench.inbox / "a/eins.txt").unlink()
    (bench.inbox / "b/zwei.txt").unlink()
    assert outcomes(bench.run(bench.inbox / "b")) == {"zwei.txt": "removed"}
    assert texts(bench) == {"Eins steht im ersten Ordner."}


def test_roots_are_remembered_and_a_missing_one_removes_nothing(bench: Bench) -> None:
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.run()
    bench.write("b.txt", "Die Stelle hilft Gemeinden.")
    assert outcomes(bench.ingestion.run()) == {"a.txt": "unchanged", "b.txt": "added"}
    shutil.move(bench.inbox, bench.inbox.with_name("weg"))
    report = bench.ingestion.run()
    assert [one.outcome.value for one in report.files] == ["rejected"]
    assert "fehlt" in (report.files[0].reason or "")
    assert len(texts(bench)) == 2


def test_a_path_that_does_not_exist_is_an_error(bench: Bench) -> None:
    with pytest.raises(InvalidInput, match="gibt es nicht"):
        bench.run(bench.inbox / "nichts")
    assert bench.records.roots() == []


def test_a_missing_corpus_is_a_configuration_error(bench: Bench) -> None:
    bench.corpus.rmdir()
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_CORPUS_DIR"):
        bench.run()


def test_a_single_file_and_its_folder_give_the_same_document(bench: Bench) -> None:
    path = bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.run(path)
    (alone,) = bench.records.documents()
    bench.run()
    (inside,) = bench.records.documents()
    assert alone.id == inside.id


def test_identity_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    found = []
    for place in ("hier", "dort"):
        engine = open_engine(None, tmp_path / place / "data")
        bench = Bench(tmp_path / place, SqlRecords(engine))
        bench.write("a.txt", "Das Netzwerk berät Betriebe. Es hilft auch Gemeinden.")
        bench.run()
        found.append((bench.records.documents()[0].id, bench.text.ids()))
        engine.dispose()
    assert found[0] == found[1]


# --- the same content ------------------------------------------------------------------------


def test_the_same_content_is_one_document(bench: Bench) -> None:
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.write("b.txt", "Das Netzwerk berät Betriebe.")
    report = by_name(bench.run())
    assert report["a.txt"].outcome.value == "added"
    assert report["b.txt"].outcome.value == "skipped"
    assert "Gleicher Inhalt wie a.txt" in (report["b.txt"].reason or "")
    assert len(bench.records.documents()) == 1
    again = bench.run()
    assert (again.parsed, again.rows_written) == (0, 0)


def test_removing_one_copy_keeps_the_content(bench: Bench) -> None:
    first = bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.write("b.txt", "Das Netzwerk berät Betriebe.")
    bench.run()
    first.unlink()
    assert outcomes(bench.run()) == {"a.txt": "removed", "b.txt": "added"}
    assert texts(bench) == {"Das Netzwerk berät Betriebe."}
    assert consistent(bench)
    assert bench.run().rows_written == 0


def test_renaming_moves_the_document(bench: Bench) -> None:
    path = bench.write("alt.txt", "Das Netzwerk berät Betriebe.")
    bench.run()
    path.rename(bench.inbox / "neu.txt")
    assert outcomes(bench.run()) == {"neu.txt": "added", "alt.txt": "removed"}
    assert [document.path for document in bench.records.documents()] == ["neu.txt"]
    assert consistent(bench)


def test_two_empty_files_fail_both(bench: Bench) -> None:
    bench.write("a.txt", "")
    bench.write("b.txt", "")
    assert outcomes(bench.run()) == {"a.txt": "rejected", "b.txt": "rejected"}


@pytest.mark.parametrize("public_first", [True, False])
def test_internal_wins_over_a_public_copy(bench: Bench, public_first: bool) -> None:
    public, internal = bench.inbox / "offen", bench.inbox / "intern"
    bench.write("offen/a.txt", "Das Strategiepapier ist vertraulich.")
    bench.write("intern/b.txt", "Das Strategiepapier ist vertraulich.")
    runs = [(public, PUBLIC), (internal, INTERNAL)]
    for folder, visibility in runs if public_first else reversed(runs):
        bench.run(folder, visibility=visibility)
    (document,) = bench.records.documents()
    assert document.visibility is INTERNAL
    assert bench.text.texts(PUBLIC) == ""
    assert "vertraulich" in bench.text.texts(INTERNAL)
    again = bench.ingestion.run()
    assert (again.parsed, again.rows_written) == (0, 0)


# --- who may read ----------------------------------------------------------------------------


def test_a_path_is_public_unless_told_otherwise_and_says_so(bench: Bench) -> None:
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    assert bench.run().notes == (f"{bench.inbox}: Sichtbarkeit öffentlich (public).",)
    report = bench.run(visibility=INTERNAL)
    assert report.notes == (f"{bench.inbox}: Sichtbarkeit intern (internal).",)
    assert outcomes(report) == {"a.txt": "updated"}
    assert bench.text.texts(PUBLIC) == ""
    # What was made internal stays so when the flag is left out.
    assert bench.run().notes == report.notes


def test_a_file_cannot_make_itself_public(bench: Bench) -> None:
    bench.write("a.md", "---\nvisibility: public\nkind: office\n---\nDas Papier ist intern.\n")
    bench.run(visibility=INTERNAL)
    (document,) = bench.records.documents()
    assert document.visibility is INTERNAL
    assert document.kind is Kind.DOCUMENT
    assert document.record is None


def test_the_corpus_folder_decides(bench: Bench) -> None:
    for folder in ("public", "internal"):
        path = bench.corpus / "documents" / folder / "a.txt"
        path.parent.mkdir(parents=True)
        path.write_text(f"Dieses Papier liegt in {folder}.", encoding="utf-8")
    bench.ingestion.run()
    assert bench.text.texts(PUBLIC) == "Dieses Papier liegt in public."
    bench.run(bench.corpus / "documents" / "internal", visibility=PUBLIC)
    assert bench.text.texts(PUBLIC) == "Dieses Papier liegt in public."


def test_the_corpus_comes_along_when_it_is_not_yet_in(bench: Bench) -> None:
    path = bench.corpus / "documents" / "public" / "korpus.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Der Korpus steht schon da.", encoding="utf-8")
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    assert outcomes(bench.run()) == {"a.txt": "added"}
    assert len(texts(bench)) == 2
    path.write_text("Der Korpus hat sich geändert.", encoding="utf-8")
    assert bench.run().parsed == 0


# --- what is not read ------------------------------------------------------------------------


def test_everything_that_is_not_read_has_a_reason(bench: Bench, tmp_path: Path) -> None:
    outside = tmp_path / "draussen.txt"
    outside.write_text("Das liegt draußen und geht niemanden etwas an.", encoding="utf-8")
    bench.write("gut.txt", "Das Netzwerk berät Betriebe.")
    bench.write("leer.txt", "")
    bench.write("bild.png", b"\x89PNG\r\n\x1a\n")
    bench.write("~$bericht.docx", b"x")
    bench.write(".git/config.txt", "x")
    os.symlink(outside, bench.inbox / "link.txt")
    os.symlink("/", bench.inbox / "wurzel")
    os.mkfifo(bench.inbox / "leitung.txt")
    with (bench.inbox / "riese.txt").open("wb") as file:
        file.truncate(8 << 30)
    report = bench.run()
    found = by_name(report)
    assert outcomes(report) == {
        "gut.txt": "added",
        "leer.txt": "rejected",
        "bild.png": "skipped",
        "~$bericht.docx": "skipped",
        ".git": "skipped",
        "link.txt": "skipped",
        "wurzel": "skipped",
        "leitung.txt": "skipped",
        "riese.txt": "rejected",
    }
    assert all(one.reason for name, one in found.items() if name != "gut.txt")
    assert "8192 MiB" in (found["riese.txt"].reason or "")
    assert report.failed
    assert "draußen" not in bench.text.texts()
    again = bench.run()
    assert outcomes(again)["leer.txt"] == "rejected"
    assert (again.parsed, again.rows_written) == (0, 0)


def test_names_of_any_kind_are_taken_as_they_are(bench: Bench) -> None:
    names = ["zeile1\nzeile2.txt", "'; DROP TABLE documents;--.txt", "-rf.txt", "عربى.txt"]
    for number, name in enumerate(names):
        bench.write(name, f"Das ist der Inhalt Nummer {number}.")
    with open(os.fsencode(bench.inbox) + b"/\xff\xe4.txt", "wb") as file:
        file.write("Der Name ist kein gültiges UTF-8.".encode())
    report = bench.run()
    assert {one.outcome.value for one in report.files} == {"added"}
    assert len(report.files) == 5
    assert all(one.path.encode("utf-8") for one in report.files)
    assert bench.run().rows_written == 0


def test_an_unreadable_new_version_leaves_the_old_one_answering(bench: Bench) -> None:
    bench.write("a.txt", "Die erste Fassung nennt die Frist.")
    bench.run()
    bench.write("a.txt", b"\0" * 500)
    report = bench.run()
    assert outcomes(report) == {"a.txt": "rejected"}
    assert "vorige Fassung gilt weiter" in (report.files[0].reason or "")
    assert texts(bench) == {"Die erste Fassung nennt die Frist."}
    (bench.inbox / "a.txt").unlink()
    bench.run()
    assert texts(bench) == set()
    assert bench.records.documents() == []


def test_an_unreadable_folder_is_reported_and_nothing_in_it_vanishes(bench: Bench) -> None:
    bench.write("zu/a.txt", "Das liegt im verschlossenen Ordner.")
    bench.run()
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (bench.inbox / "zu").chmod(0)
    try:
        report = bench.run()
    finally:
        (bench.inbox / "zu").chmod(0o700)
    assert outcomes(report) == {"zu": "rejected"}
    assert len(texts(bench)) == 1


def test_a_dry_run_reads_and_reports_but_stores_nothing(bench: Bench) -> None:
    bench.write("a.txt", "Das Netzwerk berät Betriebe.")
    bench.write("leer.txt", "")
    report = bench.run(dry_run=True)
    assert outcomes(report) == {"a.txt": "added", "leer.txt": "rejected"}
    assert report.rows_written == 0
    assert bench.records.documents() == []
    assert bench.records.roots() == []


# --- sources.toml ----------------------------------------------------------------------------


def test_a_configured_folder_is_internal_without_a_mark(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "ablage").mkdir()
    (tmp_path / "ablage" / "a.txt").write_text("Das Strategiepapier liegt in der Ablage.")
    (bench.rules / "sources.toml").write_text(
        '[[folders]]\nname = "ablage"\npath = "../ablage"\n', encoding="utf-8"
    )
    assert outcomes(bench.ingestion.run()) == {"a.txt": "added"}
    (document,) = bench.records.documents()
    assert (document.source, document.visibility) == ("ablage", INTERNAL)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[[folders]]\nname = "a"\n', "path"),
        ('[[folders]]\nname = "a"\npath = "."\nsichtbar = "ja"\n', "sichtbar"),
        ('[[folders]]\nname = "a"\npath = "."\nvisibility = "offen"\n', "visibility"),
        ('[[folders]]\nname = "corpus"\npath = "."\n', "name"),
        ("[[folders]\n", "sources.toml"),
        ('[ordner]\nname = "a"\n', "ordner"),
    ],
)
def test_a_wrong_source_names_file_and_field(bench: Bench, content: str, named: str) -> None:
    (bench.rules / "sources.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        bench.ingestion.run()
    assert named in str(caught.value)
    assert "sources.toml" in str(caught.value)


def test_a_changed_rule_reads_its_files_again(bench: Bench) -> None:
    bench.write("a.txt", "Weiter zur Startseite\n\nDas Netzwerk berät Betriebe in der Region.")
    bench.run()
    (bench.rules / "rules").mkdir()
    (bench.rules / "rules" / "haus.toml").write_text(
        'sources = ["inbox"]\ndrop_lines = ["Weiter zur .*"]\n', encoding="utf-8"
    )
    assert outcomes(bench.run()) == {"a.txt": "updated"}
    assert "Startseite" not in bench.text.texts()
    assert bench.run().parsed == 0
