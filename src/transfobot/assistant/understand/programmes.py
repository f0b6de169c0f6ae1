"""How people name funding programmes: short, by number, by paragraph, or without the Land."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import Attribute
from transfobot.assistant.understand.words import WordTables, listed, word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.domain.register_index import Register
from transfobot.german.text import fold

_PIECES = re.compile(r"\s+[–—-]\s+|[()„“\";:?]|\s/\s")
_LONG_WORD = 10
_OF_TWO = 2
_NUMBERED = ("kfw", "erp", "kredit", "darlehen", "loan", "programm", "foerderkredit", "variante")
"""Words that make a bare number the number of a programme."""
_BEFORE_NUMBERS = frozenset(listed("before_numbers"))
_BETWEEN_NUMBERS = frozenset(("gegen", "versus", "vs", "oder", "und", "or", "against"))
""" "511 gegen 513": nothing is counted by a number that is set against another."""


def spellings_of(
    programme: FundingProgramme, register: Register, tables: WordTables
) -> Iterable[tuple[str, bool]]:
    """Every name of a programme; with it, whether it counts even where it is an everyday word."""
    for spelling in (programme.name, *programme.aliases):
        yield spelling, False
        yield from ((one, True) for one in (*declined(spelling), *_as_one_word(spelling)))
        for piece in pieces_of(spelling):
            if (piece.isdigit() and len(piece) < 3) or _everyday(piece, tables):
                continue
            if piece != spelling and _of_another(piece, programme, register):
                continue
            yield piece, False
            for number in re.findall(r"\b\d{3}\b", piece):
                yield from ((one, True) for one in _spoken(number))
                if "/" in piece:
                    yield from ((one, True) for one in (f"KfW {number}", f"{number}er", number))
        # "FZulG" is the law; people say "FZul" of what it pays.
        yield from ((one, True) for one in _LAW_SHORT.findall(spelling))
    for section in _sections(programme.law or ""):
        yield from ((f"{sign} {section}", True) for sign in ("§", "§§", "Paragraf"))
        yield f"{section} SGB", True
        if section[-1].isalpha():
            yield section, True
    for spelling in (programme.name, *programme.aliases):
        bare = _without_land(spelling, tables)
        if bare:
            yield bare, True
        # "Bundesförderung Energie- und Ressourceneffizienz", whoever it is for.
        short = re.split(r" (?:in der|in den|im|für|of) ", bare or spelling)[0]
        if short != spelling and len(words_of(short)) > _OF_TWO:
            yield short, True
        if match := re.fullmatch(r"([^\W\d]{6,}) ((?:19|20)\d\d)", spelling):
            yield from (
                (f"{match[1]} {one} {match[2]}", True)
                for one in ("von", "aus", "vom Jahr", "aus dem Jahr", "des Jahres")
            )
        if match := re.fullmatch(r"([A-ZÄÖÜ]{3,}) ([A-Z]{2,3})", spelling):
            yield f"{match[1]} in {match[2]}", True
    first = words_of(programme.name)[0]
    if first.shown.isupper() and len(first.shown) > 2:
        yield first.shown, True
    others = sum(first.folded in fold(other.name) for other in register.programmes)
    # A plural may be any such thing ("Welcome Center", "Zukunftsregionen"), and "Bundesförderung"
    # is whatever the Bund pays.
    general = "foerder" in first.folded and first.folded.startswith(("bundes", "landes"))
    unique = len(first.folded) >= _LONG_WORD and others == 1 and not general
    if unique and not tables.knows(first.folded):
        yield first.shown, not first.folded.endswith("en")


def _of_another(piece: str, programme: FundingProgramme, register: Register) -> bool:
    """ "Regionales Wachstum (JTF)": the part in brackets is what another programme is called."""
    return any(
        piece in (one.name, *one.aliases) for one in register.programmes if one is not programme
    )


_LAW_SHORT = re.compile(r"^([A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)G$")
_DIGITS = ("", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = ("zehn", "elf", "zwölf", *(f"{one}zehn" for one in ("drei", "vier", "fünf", "sech")))
_TENS = (
    "",
    "",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
)


def _spoken(number: str) -> Iterable[str]:
    """A number of three digits as it is said: "fünf elf", "fünfhundertelf", "fünf eins eins"."""
    first, rest = _DIGITS[int(number[0])], _below_hundred(int(number[1:]))
    if first and rest:
        yield f"{first} {rest}"
        yield f"{first}hundert{rest}"
        yield f"{first}hundertund{rest}"
    digits = [_DIGITS[int(one)] or "null" for one in number]
    yield " ".join(digits)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0 or ones == 0:
        return _DIGITS[ones] if tens == 0 else ("zehn" if tens == 1 else _TENS[tens])
    if tens == 1:
        return _TEENS[ones] if ones < len(_TEENS) else f"{_DIGITS[ones][:4]}zehn"
    return f"{_DIGITS[ones].removesuffix('s') if ones == 1 else _DIGITS[ones]}und{_TENS[tens]}"


def fields_of(programme: FundingProgramme) -> dict[Attribute, str | None]:
    """The fields of a record that are told as they stand."""
    return {
        Attribute.RATE: programme.rate,
        Attribute.ELIGIBLE: programme.eligible,
        Attribute.PURPOSE: programme.purpose,
        Attribute.AGENCY: programme.agency,
        Attribute.CONTACT: programme.contact,
        Attribute.FUNDER: programme.funder,
        Attribute.LAW: programme.law,
    }


def texts_of(programme: FundingProgramme) -> tuple[str | None, ...]:
    """Everything a record says in words."""
    told = fields_of(programme).values()
    return (*told, programme.term, programme.note, programme.status_note)


def _everyday(piece: str, tables: WordTables) -> bool:
    """ "Einzelhandel/Innenstadt": no name of its own, and no misspelt "Lennestadt"."""
    words = words_of(piece)
    return len(words) == 1 and not words[0].shown.isupper() and tables.knows(words[0].folded)


def declined(spelling: str) -> Iterable[str]:
    """A name with the other endings of its adjective: "Regionales Wachstum", "dem Regionalen …"."""
    match = re.fullmatch(r"(\w{5,}?)(?:es|er|e|en)( [A-ZÄÖÜ].+)", spelling)
    if match is not None:
        yield from (f"{match[1]}{ending}{match[2]}" for ending in ("e", "en", "er", "es", "em"))
    if " " in spelling and spelling.endswith("er"):
        yield f"{spelling}n"


def _as_one_word(spelling: str) -> Iterable[str]:
    """ "ERP-Förderkredit Innovation" is also an "Innovationskredit", or one "für Innovation"."""
    match = re.match(r"\w+-Förderkredit (\w+)", spelling)
    if match is None:
        return
    joint = "s" if match[1].endswith(("ung", "ion")) else ""
    short = match[1].removesuffix("isierung")
    for one in dict.fromkeys((f"{match[1]}{joint}kredit", f"{short}kredit", f"{match[1]}-Kredit")):
        yield from (one, f"{one} der KfW", f"KfW-{one}", f"ERP-{one}")
    yield from (f"{kind} {match[1]}" for kind in ("Förderkredit", "KfW-Kredit", "Kredit"))
    plural = ("Krediten", "Kredite", "KfW-Krediten", "KfW-Kredite", "ERP-Kredite", "ERP-Krediten")
    yield from (f"{kind} für {match[1]}" for kind in plural)
    yield from (f"{kind} für {match[1]}" for kind in ("Förderkredit", "KfW-Kredit", "ERP-Kredit"))


def pieces_of(spelling: str) -> list[str]:
    """The parts of a name between brackets, dashes and quotation marks."""
    return [piece.strip() for piece in _PIECES.split(spelling) if len(piece.strip()) > 1]


def _sections(law: str) -> Iterable[str]:
    """The paragraphs of a law: "§§ 82a bis 82c SGB III" are 82a, 82b and 82c."""
    for first, letter, last in re.findall(r"§\s*(\d+)([a-z]?)(?:\s*bis\s*\d+([a-z]))?", law):
        letters = range(ord(letter), ord(last or letter) + 1) if letter else ()
        yield from (f"{first}{chr(one)}" for one in letters) if letter else (first,)


def _without_land(spelling: str, tables: WordTables) -> str | None:
    """ "GRW RIGA Sachsen" is also "GRW RIGA"; a single general word left over is no name."""
    plain = re.sub(r"\(.*?\)", "", spelling).strip()
    words = words_of(plain)
    lands = [one for one in tables.find(words) if one.group == "lands" and one.start > 0]
    if not lands or lands[-1].end != len(words):
        return None
    rest = words[: lands[-1].start]
    single = len(rest) == 1 and (tables.knows(rest[0].folded) or len(rest[0].folded) < 4)
    return None if single else plain[: rest[-1].end]


def is_number_of_programme(words: Sequence[Word], start: int, end: int) -> bool:
    """ "KfW … 513", or "bei 513 auch": a number that nothing follows which it could count."""
    if any(word.folded.startswith(_NUMBERED) for word in words):
        return True
    before = words[start - 1].folded if start else ""
    after = words[end].folded if end < len(words) else ""
    alone = not after or word_tables().is_filler(after) or after in _BETWEEN_NUMBERS
    set_against = not before and after in _BETWEEN_NUMBERS
    return set_against or (alone and before in _BEFORE_NUMBERS)
