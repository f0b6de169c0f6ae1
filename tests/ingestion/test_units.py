"""From plain office text to passages and the units that are quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transfobot.domain.knowledge import Document, Kind, Passage, UnitKind, Visibility
from transfobot.ingestion.units import LONGEST, passages_of


def document(text: str, title: str = "Blatt", pages_at: tuple[int, ...] = ()) -> Document:
    return Document(
        id="d1",
        revision="r1",
        source="tests",
        path="blatt.txt",
        title=title,
        kind=Kind.DOCUMENT,
        visibility=Visibility.PUBLIC,
        text=text,
        pages=len(pages_at) or None,
        pages_at=pages_at,
    )


def units(passage: Passage) -> list[str]:
    return [passage.text[unit.start : unit.end] for unit in passage.units]


SHEET = """Musterprojekt

Eckdaten:

Dauer: 2 Jahre

Antragsteller: Muster GmbH | Bereich Technik

Volumen: 3 Mio. € | **Zuschuss:** 1 Mio. €

Ansprechpartner:

Muster GmbH

Eva Beispiel

Projektleitung

Musterweg 3

12345 Musterstadt

Tel.: 0123 45 67 89

eva@muster.example

Udo Probe

Buchhaltung

Tel.: 0123 45 67 90

udo@muster.example
"""


def test_labels_stay_together_and_two_on_a_line_are_two() -> None:
    labels = passages_of(document(SHEET))[0]
    assert labels.kind is UnitKind.LABELS
    assert labels.locator.headings == ("Musterprojekt", "Eckdaten")
    assert units(labels) == [
        "Dauer: 2 Jahre",
        "Antragsteller: Muster GmbH | Bereich Technik",
        "Volumen: 3 Mio. €",
        "**Zuschuss:** 1 Mio. €",
    ]


def test_a_contact_block_is_one_unit_a_person() -> None:
    contacts = passages_of(document(SHEET))[1]
    assert contacts.kind is UnitKind.CONTACT
    assert contacts.locator.heading == "Ansprechpartner"
    first, second = units(contacts)
    assert first.startswith("Muster GmbH")
    assert first.endswith("eva@muster.example")
    assert second.startswith("Udo Probe")
    assert "0123 45 67 90" in second


def test_bold_bullets_head_the_bullets_under_them() -> None:
    text = "Aufbau:\n\n- **Leitung**\n - Eva Beispiel\n\n- **Beirat**\n\n- Stadt A\n- Kreis B\n"
    leaders, council = passages_of(document(text))
    assert leaders.locator.headings == ("Aufbau", "Leitung")
    assert units(leaders) == ["Eva Beispiel"]
    assert council.locator.headings == ("Aufbau", "Beirat")
    assert units(council) == ["Stadt A", "Kreis B"]


def test_a_numbered_line_over_bullets_is_heading_and_quotable() -> None:
    text = (
        "Es gibt zwei Felder, die in diesem Jahr gemeinsam zu bearbeiten sind:\n\n"
        "1. Beratung der Betriebe.\n\n- Das macht die Kammer.\n\n"
        "2. Schulung der Beschäftigten.\n\n- Das macht die Agentur.\n"
    )
    first, second = passages_of(document(text))
    assert units(first)[1:] == ["1. Beratung der Betriebe.", "Das macht die Kammer."]
    assert second.locator.heading == "2. Schulung der Beschäftigten."
    assert second.locator.headings[-2].startswith("Es gibt zwei Felder")


def test_a_sentence_that_announces_a_list_goes_with_it() -> None:
    text = "Der Verein wächst. Mitglieder sind heute:\n\n- Stadt A\n- Stadt B\n- Stadt C\n"
    prose, members = passages_of(document(text))
    assert units(prose) == ["Der Verein wächst."]
    assert units(members) == ["Mitglieder sind heute:", "Stadt A", "Stadt B", "Stadt C"]


def test_signatures_leave_the_section_and_take_their_date() -> None:
    text = (
        "Kontakte:\n\n- Briefe gehen an die Stadt.\n\nMusterstadt, den 3. Mai 2021\n\n"
        ".....\nStadt Musterstadt\nBürgermeisterin Eva Beispiel\n\n.....\nVerein B\nUdo Probe\n"
    )
    signatures = passages_of(document(text))[-1]
    assert signatures.kind is UnitKind.SIGNATURE
    assert signatures.locator.headings == ()
    assert units(signatures) == [
        "Musterstadt, den 3. Mai 2021",
        "Stadt Musterstadt\nBürgermeisterin Eva Beispiel",
        "Verein B\nUdo Probe",
    ]


def test_a_table_is_one_passage_of_rows() -> None:
    text = "Plan:\n\nPhase\tA\tB\nPakete\tA1\tB1\n\tA2\tB2\n"
    (table,) = passages_of(document(text))
    assert table.kind is UnitKind.TABLE
    assert len(table.units) == 3


def test_a_short_line_over_running_text_is_its_heading() -> None:
    body = "Der Verbund berät Betriebe in der ganzen Region und bildet Beschäftigte weiter. " * 2
    text = f"{body}\n\nALFA: Neue Wege im Norden\n\n{body}"
    assert passages_of(document(text))[-1].locator.heading == "ALFA: Neue Wege im Norden"


def test_a_paragraph_that_breaks_off_goes_on_after_the_gap() -> None:
    text = "Das Netz erprobt Angebote, die so\n\npassend werden. Danach folgt der Bericht."
    (passage,) = passages_of(document(text))
    assert units(passage)[0] == "Das Netz erprobt Angebote, die so\n\npassend werden."


def test_long_text_is_split_between_units_and_pages_stay_apart() -> None:
    sentence = "Dieser Satz steht in einem langen Absatz und sagt wenig. "
    text = sentence * 60
    passages = passages_of(document(text))
    assert len(passages) > 2
    assert max(len(passage.text) for passage in passages) <= LONGEST
    first = sentence * 3 + "\n\n"
    paged = passages_of(document(first + sentence * 3, pages_at=(0, len(first))))
    assert [passage.locator.page for passage in paged] == [1, 2]


def test_ids_are_stable_and_differ() -> None:
    once, again = passages_of(document(SHEET)), passages_of(document(SHEET))
    assert [passage.id for passage in once] == [passage.id for passage in again]
    assert len({passage.id for passage in once}) == len(once)


@given(
    st.lists(
        st.sampled_from(
            ["", "", "Titel:", "- Punkt eins", "1. Erstens", "A: b", "Ein Satz steht hier.", "....",
             "**Fett**", "# Kopf", "a\tb\tc", "Tel.: 0123 45 67 89", "Eva Beispiel", "--> Pfeil"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_passages_are_substrings_in_order_without_overlap(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for passage in passages_of(document(text)):
        assert text[passage.offset : passage.offset + len(passage.text)] == passage.text
        assert passage.offset >= end
        end = passage.offset + len(passage.text)
        position = 0
        for unit in passage.units:
            assert position <= unit.start < unit.end <= len(passage.text)
            position = unit.end


def test_hostile_lines_are_read_in_time() -> None:
    for bait in (
        "a" * 100_000,
        "- " * 50_000,
        "A: " * 30_000,
        "\t" * 100_000,
        "@." * 50_000,
        "**" * 50_000,
    ):
        assert isinstance(passages_of(document(bait)), list)


def test_many_short_lines_take_linear_time() -> None:
    for line in (
        "Kurze Zeile\n\n",
        "Musterweg 3\n",
        "12345 Musterstadt\n\n",
        "- Punkt\n",
        "1. Punkt\n\n",
    ):
        assert passages_of(document(line * 20_000))
