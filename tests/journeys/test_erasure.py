"""A marker in question, case, reply and document; after erasure no byte of it on disk."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from tests.fakes.assistant import settings_of
from transfobot.adapters.sql.storage import ErasureWatch
from transfobot.assistant.erasure import forget_person, person_of
from transfobot.bootstrap import open_doors
from transfobot.bootstrap.compaction import compact_all, compact_documents
from transfobot.domain.knowledge import Visibility

MARK = "Zinnobermarderwerk"
EMAIL = "zinnober@marder.example"
TOKEN = "das-erste-zugangswort-der-verwaltung"


def files_with(folder: Path, *marks: str) -> list[str]:
    forms = [mark.encode(code) for mark in marks for code in ("utf-8", "utf-16-le")]
    forms += [mark.lower().encode() for mark in marks]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_nothing_is_left_of_a_person_and_a_document(tmp_path: Path) -> None:
    corpus, papers, data = (tmp_path / name for name in ("corpus", "papiere", "var"))
    corpus.mkdir()
    papers.mkdir()
    (papers / "blatt.md").write_text(
        f"# Projektblatt\n\nDas {MARK} in Nordstadt wird mit 3,1 Mio. Euro gefördert.\n"
    )
    (papers / "bleibt.md").write_text("# Anderes\n\nDie Gießerei in Südstadt bleibt bestehen.\n")
    settings = settings_of(tmp_path, corpus_dir=corpus, data_dir=data, staff_token=TOKEN)
    with open_doors(settings) as doors, TestClient(doors.app) as client:
        ingestion = doors.stores.ingestion()
        ingestion.run([papers], Visibility.PUBLIC)
        question = {"question": f"Wie wird das {MARK} gefördert?"}
        asked = client.post("/api/questions", json=question).json()
        assert MARK in asked["text"]
        opened = client.post(
            "/api/handoffs",
            json={
                "message": f"Bitte um Rat zum {MARK}.",
                "email": EMAIL,
                "name": MARK,
                "consent": True,
                "conversation_id": asked["conversation_id"],
            },
        ).json()
        replied = client.post(
            f"/api/staff/handoffs/{opened['reference']}/replies",
            json={"text": f"Zum {MARK}: gern."},
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        assert replied.status_code == 200
        assert files_with(data, MARK, EMAIL)

        (papers / "blatt.md").unlink()
        ingestion.run([papers], Visibility.PUBLIC)
        gone = forget_person(doors.cases.privacy, person_of(EMAIL))
        assert gone.cases == (opened["reference"],)
        assert gone.conversations == 1
        assert compact_documents(doors.stores)
        assert not compact_documents(doors.stores)
        assert files_with(data, MARK, EMAIL) == []

        still = client.post("/api/questions", json={"question": "Was bleibt in Südstadt?"}).json()
        assert "Gießerei" in still["text"]
        secret = opened["status_url"].rpartition("/")[2]
        assert client.get(f"/api/handoffs/{secret}").status_code == 404
    assert files_with(data, MARK, EMAIL) == []


def test_what_somebody_erases_themselves_is_rewritten_within_a_day(tmp_path: Path) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "var"
    corpus.mkdir()
    settings = settings_of(tmp_path, corpus_dir=corpus, data_dir=data)
    with open_doors(settings) as doors, TestClient(doors.app) as client:
        watch = ErasureWatch(doors.stores.engine)
        assert compact_all(doors.stores, watch), "after a start nobody knows what was before"
        assert not compact_all(doors.stores, watch)
        opened = client.post("/api/handoffs", json={"message": MARK, "consent": True}).json()
        asked = client.post("/api/questions", json={"question": f"Was ist {MARK}?"}).json()
        assert not compact_all(doors.stores, watch), "nothing was erased"
        path = opened["status_url"].partition("/anfrage/")[2]
        assert client.post(f"/anfrage/{path}/loeschen").status_code == 200
        assert watch.erased
        assert compact_all(doors.stores, watch)
        client.delete(f"/api/conversations/{asked['conversation_id']}")
        assert compact_all(doors.stores, watch)
        assert files_with(data, MARK) == []
