"""Dialect, slips and words cut short are read as they would be written."""

from __future__ import annotations

import pytest

from transfobot.assistant.understand.dialect import undialected
from transfobot.assistant.understand.sites import at_site
from transfobot.assistant.understand.speech import written
from transfobot.domain.places import PlaceMatch

_WORDS = frozenset(
    ("kleine", "geschafft", "arbeiten", "sitzen", "gehoeren", "einer", "wichtig", "bietet", "was")
)


def _never(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("i hab in ra kloine Bud gschafft", "geschafft"),
        ("mir sitzet z'Aalen", "wir sitzen"),
        ("zu wem ghöret mir", "gehören wir"),
        ("is des wichtisch, du, i moin scho", "wichtig"),
    ],
)
def test_sounds_of_a_dialect_are_read(said: str, meant: str) -> None:
    """Shifts of sound lead from a word that no dictionary has to one that it has."""
    assert meant in written(undialected(said, _WORDS, _never))


@pytest.mark.parametrize(
    "said", ["Was mir AuToS bietet?", "Wer leitet TeamMit?", "a grant, please"]
)
def test_plain_questions_stay_as_they_are(said: str) -> None:
    """Names, English and plain German are no dialect."""
    assert undialected(said, _WORDS, _never) == said


def test_names_are_not_taken_for_dialect() -> None:
    """What names a record or a town is left alone."""
    assert undialected("wo isch Kloine", _WORDS, lambda word: word == "Kloine") == "wo isch Kloine"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mailadr. von TIM?", "Mailadresse von TIM?"),
        ("wia vui Geid", "wie viel Geld"),
        ("mir send a kloine Bude", "wir sind a kleine Bude"),
        ("wan wa der kikoff", "wann war der Kick-off"),
        ("GF", "GF"),
        ("Wer leidet den Verein?", "Wer leitet den Verein?"),
        ("wia vui leit san des", "wie viele leute sind des"),
        ("Wia oid is der Verein", "Wie alt is der Verein"),
        ("was ham Betriebe davon", "was haben Betriebe davon"),
        ("wo san die Büros", "wo sind die Büros"),
        ("wos hot des gekoscht", "was hat des gekostet"),
        ("die zuliefara inne ecke", "die zulieferer in der ecke"),
    ],
)
def test_words_cut_short_are_written_in_full(said: str, meant: str) -> None:
    """Of two spellings in one place the longer is read, and no abbreviation ends a sentence."""
    assert written(said).lower() == meant.lower()


@pytest.mark.parametrize(
    "text",
    [
        "My dad moved to San Jose, is a hot meal paid there?",
        "Are mei and wea names of networks?",
        "Helft ihr auch einem Händler?",
        "Ich werd versetzt. Wer berät mich?",
        "Mia hocke ich gegenüber",
        "Ein Termin bei Dr. Maier?",
        "Was hätt er davon?",
    ],
)
def test_english_and_everyday_words_are_no_dialect(text: str) -> None:
    """The tables of dialect touch no English text, nor a word that plain German has, too."""
    assert written(text) == text


def test_of_several_sites_the_one_asked_for_is_kept() -> None:
    """A clause that names the site of the question, with one place, is what counts."""
    places = _Places("Köln", "Wuppertal", "Berlin")
    told = "Sitz in Köln, die Lackiererei in Wuppertal. Wer ist für die Lackiererei da?"
    assert "Köln" not in at_site(told, places)
    both = "Wir haben Werke in Köln und Berlin. Wer ist für die Werke da?"
    assert at_site(both, places) == both


class _Places:
    """Knows the towns it is given."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def find(self, name: str) -> PlaceMatch:
        return PlaceMatch((), name)

    def spot(self, text: str) -> PlaceMatch | None:
        return next(iter(self.spots(text)), None)

    def spots(self, text: str) -> tuple[PlaceMatch, ...]:
        return tuple(PlaceMatch((), one) for one in self._names if one in text)
