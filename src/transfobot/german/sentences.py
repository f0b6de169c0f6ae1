"""Where German sentences end, with abbreviations, ordinals, initials and list items in mind."""

from __future__ import annotations

import re

# In lower case, without the last dot.
_ABBREVIATIONS_TEXT = """
abb abds abg abk abs abschn abt allg anh anl anm apr art aufl aug ausg az bd bde begr beisp bes
best betr betriebl bgm bsp bspw bzgl bzw ca co corp dez dgl dipl dir dr ebd ed eig einschl engl
entspr erg evtl exkl fa feb ff fig fr frl frz geb gebr gegr gem ges gesetzl gest gez ggf ggfs
grds hl hon hr hrn hrsg inc ing inkl insb jan jg jh jhd jr jur kap kfm kl lat lfd lit ltd mag
max med min mind mio mrd mtl mär nat no nov nr nrn o.ä od okt op orig pos pp prof psych rd rel
rer resp rhet rs rspr s.a sa sen sept sog spez st staatl std stellv str tab techn tel tsd tägl
u.ä ugs univ urspr usf usw verf vers vgl vol vorm vors vs wg wiss ziff zit zt zz zzgl öffentl
"""
_MONTHS_TEXT = """
januar februar märz maerz april mai juni juli august september oktober november dezember jan feb
mär apr jun jul aug sep sept okt nov dez jänner
"""
_AFTER_ORDINAL_TEXT = """
abschnitt auflage ausgabe bundesliga bundestag etage halbjahr halbjahres jahr jahrestag
jahrhundert jahrhunderts jahrtausend jahrtausends jahrzehnt kapitel klasse lebensjahr
lebensjahres lebensjahrs legislaturperiode liga monat obergeschoss platz quartal quartals rang
runde sitzung stock stufe tag tages verordnung wahlperiode weltkrieg weltkrieges weltkriegs
woche änderung
"""
_STARTERS_TEXT = """
aber alle als am an auch auf aus bei beim bis da dabei daher damit dann das dem den denn der des
deshalb die diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines
einige er es für gegen hier ich ihr ihre im in jedoch kein keine laut man mehr mit nach nachdem
nicht nur ob obwohl oder ohne sein seine seit sie so trotz um und unter viele vom von vor wann
warum was wegen weil welche welcher welches wenn wer wie wir wo während zu zum zur über
"""
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
# "1. Juli", "3. Quartal", "20. Jahrhundert" are no sentence ends.
_AFTER_ORDINAL = frozenset(_MONTHS_TEXT.split()) | frozenset(_AFTER_ORDINAL_TEXT.split())
# How a German sentence typically begins.
_STARTERS = frozenset(_STARTERS_TEXT.split())
_ROMAN = re.compile(r"[IVXLC]{1,5}\Z")
_END = re.compile(
    r"[.!?…]+[\"'“”»«)\]’‘]*(?=\s)"
    r"|\n[ \t]*\n\s*"
    r"|\n(?=[ \t]*(?:[-–—•▪◦‣●○■□✓*·o]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s))"
)
_NEXT_WORD = re.compile(r"\s*[\"'“„»«(\[‚‘]*(\w*)")
_LONGEST_LOOK_BACK = 24


def split(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end) offsets, trimmed, in order, without overlap or lost words.

    A blank line or a list marker at the beginning of a line always ends a sentence; a single line
    break does not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and not _is_end(text, match.start(), match.end()):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _is_end(text: str, dot: int, end: int) -> bool:
    """Whether the dot ends a sentence rather than an abbreviation, an ordinal or an initial."""
    following = _NEXT_WORD.match(text, end)
    next_word = following.group(1) if following else ""
    if next_word and next_word[0].islower():
        return False
    word = _word_before(text, dot)
    if not word:
        return True
    last = word.rsplit(".", 1)[-1]
    if last.isdigit():
        return _number_ends(last, next_word)
    if not next_word:
        return last.lower() not in _ABBREVIATIONS
    if len(last) == 1 and last.isalpha():
        # "z. B." goes on; "Vitamin C." before a typical beginning ends.
        return next_word.lower() in _STARTERS and last.isupper() and word == last
    if _ROMAN.match(last) and last.isupper():
        return next_word.lower() in _STARTERS
    return last.lower() not in _ABBREVIATIONS and word.lower() not in _ABBREVIATIONS


def _word_before(text: str, dot: int) -> str:
    """Letters, figures and dots right before a position; going back beats a search for the end."""
    least = max(0, dot - _LONGEST_LOOK_BACK)
    word = text[max(text.rfind(" ", least, dot) + 1, least) : dot]
    if word.isalnum():
        return word
    start = dot
    while start > least and ((letter := text[start - 1]).isalnum() or letter in "._"):
        start -= 1
    return text[start:dot]


def _number_ends(number: str, next_word: str) -> bool:
    """Years and large numbers end a sentence; "1. Juli" and "3. Quartal" go on."""
    if next_word.lower() in _AFTER_ORDINAL:
        return False
    if len(number) >= 3:
        return True
    return not next_word or next_word.lower() in _STARTERS
