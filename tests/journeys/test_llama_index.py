"""Building on the search with llama-index, over a real data directory."""

from __future__ import annotations

from pathlib import Path

from transfobot.bootstrap import open_retriever, open_stores
from transfobot.domain.knowledge import Visibility
from transfobot.settings import Settings, load_settings


def deployment(folder: Path) -> Settings:
    (folder / "corpus").mkdir()
    papers, minutes = folder / "papiere", folder / "protokolle"
    papers.mkdir()
    minutes.mkdir()
    (papers / "weiterbildung.md").write_text(
        "# Leitfaden Weiterbildung\n\n## Lotsen\n\n"
        "Die Weiterbildungslotsen beraten kleine Betriebe kostenlos in Musterstadt.\n",
        encoding="utf-8",
    )
    (minutes / "sitzung.md").write_text(
        "# Protokoll\n\nDie Weiterbildungslotsen kosten intern 4.711 Euro im Monat.\n",
        encoding="utf-8",
    )
    settings = load_settings(
        {"data_dir": folder / "var", "corpus_dir": folder / "corpus"}, environment={}
    )
    with open_stores(settings) as stores:
        stores.ingestion().run([papers], Visibility.PUBLIC)
        stores.ingestion().run([minutes], Visibility.INTERNAL)
    return settings


def test_a_retriever_gives_passages_as_nodes_with_where_they_stand(tmp_path: Path) -> None:
    settings = deployment(tmp_path)
    with open_retriever(settings, k=3) as retriever:
        found = retriever.retrieve("Wer berät Betriebe zur Weiterbildung?")
    first = found[0]
    assert "Weiterbildungslotsen beraten" in first.node.get_content()
    assert first.node.metadata["title"] == "Leitfaden Weiterbildung"
    assert "Lotsen" in first.node.metadata["headings"]
    assert str(first.node.metadata["url"]).startswith("http://127.0.0.1:8000/dok/")
    assert first.score is not None
    assert not any("4.711" in one.node.get_content() for one in found)


def test_internal_documents_need_the_operators_word(tmp_path: Path) -> None:
    settings = deployment(tmp_path)
    with open_retriever(settings, internal=True) as retriever:
        found = retriever.retrieve("Was kosten die Weiterbildungslotsen im Monat?")
    assert any("4.711" in one.node.get_content() for one in found)
