"""What was asked and is not on file: a number nobody counted, another year than the one recorded.

Decided here for all answers over the records, after they were found; `draft.with_gaps` turns it
into the outcome, which makes it a knowledge gap that the office sees.
"""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.register.contacts import reaches
from transfobot.assistant.register.counted import (
    asks_limit,
    counts,
    counts_next,
    strange,
    undated,
    what_is_counted,
)
from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.gaps_scope import (
    asks_amount,
    asks_figures,
    of_studies,
    other_place,
    other_time,
)
from transfobot.assistant.register.programme_wording import asks_as_running
from transfobot.assistant.register.qualities import FIRMS, Kind, unmet_quality, untold
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.typed import untyped
from transfobot.assistant.register.unheard import beyond_event, other_part, unheard_of, unnamed
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.answers import Mode, Outcome, Status
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import fold

_DENIED = re.compile(
    r"\b(?:nicht|kein\w*)\b[^;.]*\b(?:hinterlegt|belegt|genannt|bekannt|angegeben|beziffert)\b"
    r"|\b(?:zahlen|angaben|einzelheiten)\b[^;.]*\bnicht\b"
)
_CLAUSES = re.compile(r"[;.]\s+|[;.]$")


def denies(text: str) -> bool:
    """Whether a text says nothing but that something is not on file."""
    clauses = [one for one in _CLAUSES.split(fold(text)) if one.strip()]
    return bool(clauses) and all(_DENIED.search(one) for one in clauses)


def denied_part(text: str) -> str | None:
    """The clause of a text that says that something is not on file."""
    for clause in re.split(r";\s+|(?<=\w)[.]\s+(?=[A-ZÄÖÜ])", text):
        if _DENIED.search(fold(clause)):
            return clause
    return None


def settled(desk: Desk, asked: Understanding, draft: Draft, *, exact: bool = False) -> Draft:
    """The draft with what it leaves out said first, and its outcome.

    "Zu welchem Zinssatz bekomme ich den Kredit?": who may have it is no answer to that.
    """
    whole = draft.outcome is Outcome.ANSWERED
    if draft.mode is not Mode.REGISTER or asked.meta or draft.outcome not in _TOLD:
        return with_gaps(draft)
    if whole and of_studies(asked):
        draft = _denials(asked, draft)
    text = " ".join(one.text for one in draft.sentences)
    gap = desk.gap("gap_holder") if asks_next_holder(asked, text) else None
    if whole:
        gap = gap or other_time(desk, asked, draft) or other_place(desk, asked, draft)
        gap = gap or _uncounted(desk, asked, draft)
    gap = gap or _other_kind(desk, asked, draft, text)
    if gap is None:
        # A line that says all that is asked is of its kind, whatever else it is called.
        what = None if exact else unheard_of(desk, asked, draft)
        what = what or beyond_event(desk, asked, draft)
        if what is not None:
            gap = desk.gap("gap_kind", what=what) if what else desk.gap("offer_not_told")
    if gap is not None:
        near = _near(desk, asked, draft)
        draft = replace(draft, sentences=(gap, *near), outcome=Outcome.ANSWERED)
    return with_gaps(draft)


_TOLD = (Outcome.ANSWERED, Outcome.PARTLY)


def _of_ended(desk: Desk, asked: Understanding, draft: Draft) -> bool:
    named = draft.referents.programme
    programme = desk.register.programme(named) if named else None
    ended = programme is not None and programme.status_on(desk.day) is Status.ENDED
    return ended and asks_as_running(asked)


def _near(desk: Desk, asked: Understanding, draft: Draft) -> tuple[DraftSentence, ...]:
    """The lines that stand beside a gap.

    Asked as if it ran, that a programme has ended is the answer to whatever it lacks; so is it to
    a firm that firms cannot apply.
    """
    ended, firm = _of_ended(desk, asked, draft), re.search(FIRMS, asked.folded)
    return tuple(
        one if (ended and not at) or (firm and _BARRED.search(fold(one.text))) else one.beside()
        for at, one in enumerate(draft.sentences)
    )


_BARRED = re.compile(r"\b(?:unternehmen|firmen|betriebe)\b[^.;]*\bkeinen antrag\b")


def _other_kind(desk: Desk, asked: Understanding, draft: Draft, text: str) -> DraftSentence | None:
    """ "Zinssatz bei …", "Redner beim …": a kind of thing that no line of the answer holds."""
    near = asked.place or asked.filters.lands or asked.mentions.organisations or of_studies(asked)
    if (what := untold(asked, text) or untyped(asked, text)) is not None:
        return desk.gap("gap_kind", what=what)
    figures = asks_figures(asked) or asks_amount(asked)
    what = unnamed(asked, draft) or (other_part(asked, draft) if figures else None)
    if what is not None:
        return desk.gap("gap_kind", what=what)
    if of_studies(asked) and _undated(desk, asked, draft):
        return desk.gap("gap_kind", what=desk.label("year"))
    if asked.mentions.empty and not near:
        if _RATE.search(asked.folded) and _unrated(desk, draft, text):
            return desk.gap("gap_kind", what=desk.label("rate"))
        if not draft.referents.programme:
            return None
    if Attribute.HOURS in asked.attributes and _OPEN.search(asked.folded):
        # Days and hours are asked for, not only how to reach somebody.
        return None if _OPEN_FROM.search(text) else desk.gap("gap_kind", what=desk.label("hours"))
    # "Ich suche einen Redner von …": who answers there is told whoever may speak.
    reached = reaches(asked) and not asked.mentions.programmes
    reached = reached and bool({Attribute.PERSON, Attribute.EMAIL} & set(asked.attributes))
    word = unmet_quality(asked, text, _SAID_BESIDE if reached else frozenset())
    offer = asked.mentions.offers and not asked.mentions.networks
    if word is None and offer and Attribute.MONEY in asked.attributes and "€" not in text:
        return desk.gap("gap_kind", what=desk.label("money"))
    if word is None:
        return None
    what = desk.say(f"kind_{word}") if isinstance(word, Kind) else _nouns_of(word)
    return desk.gap("gap_kind", what=what) if what else desk.gap("offer_not_told")


def _nouns_of(said: str) -> str:
    """Those of some words of a question that name a thing: "Wie aufgeteilt" names none."""
    return " ".join(
        word.shown
        for word in words_of(said)
        if word.shown[:1].isupper() and word.folded not in _ASKING
    )


_ASKING = frozenset((*listed("asking_verbs"), *listed("asking"))) | STOP_WORDS


def _undated(desk: Desk, asked: Understanding, draft: Draft) -> bool:
    """ "In welchem Jahr ist sie erschienen?": of studies none of which has a year on record."""
    cited = {each.document_id for one in draft.sentences for each in one.evidence}
    studies = [one for one in desk.register.studies if one.document_id in cited]
    asks = _PUBLISHED.search(asked.folded) is not None
    return asks and bool(studies) and not any(one.year for one in studies)


_PUBLISHED = re.compile(
    r"\b(?:wann|welche[ms] jahr|seit wann)\b.*\b(?:erschien|veroeffentlich|herausgekommen|heraus"
    r"|publiziert|geschrieben|erstellt|raus|stammt|verfasst)|erscheinungsjahr|\bvon welchem jahr"
)
_OPEN = re.compile(
    r"\buhr\b|\bvon wann bis wann\b|\b(?:sams|sonn)tag\b|\bgeoeffnet\b|\boffen\b"
    r"|\bwann\b.*\b(?:auf|zu)\W*$|\bmacht\b.*\b(?:auf|zu)\b|mittag|morgens|abends|besetzt|sprechstunde"
    r"|\b(?:mon|diens|donners|frei|sams|sonn)tags\b|wochenende|uhrzeit|welchen zeiten"
)
_OPEN_FROM = re.compile(r"\d+(?:[:.]\d\d)? Uhr")
_SAID_BESIDE = frozenset(("speakers", "rooms", "clerk"))


def _unrated(desk: Desk, draft: Draft, text: str) -> bool:
    """Whether the whole field is told of without a share of the costs: it is dated, not rated."""
    general = {one.document_id for one in desk.register.general}
    cited = {each.document_id for one in draft.sentences for each in one.evidence}
    return bool(cited & general) and _PERCENT.search(fold(text)) is None


_RATE = re.compile(
    r"\bfoerder(?:satz|saetze\w*|quoten?)\b|\bwie ?viel prozent\b|\bwhat percentage\b"
)
_PERCENT = re.compile(r"prozent|%|percent")


def _denials(asked: Understanding, draft: Draft) -> Draft:
    """Lines that only deny are no answers, nor is one that has no figure where one is asked for."""
    # "Nennt der Bericht Zahlen?" is answered by saying that it does not.
    folded = asked.folded
    if _FIGURELESS.search(folded):
        return draft
    figures = asks_figures(asked) and not _YES_OR_NO.search(folded)
    lines = [
        replace(one, part=Part.MISSING)
        if one.text.startswith("–") and (denies(one.text) or (figures and _no_figure(one.text)))
        else one
        for one in draft.sentences
    ]
    told = any(one.part is Part.ANSWER and one.text.startswith("–") for one in lines)
    headed = {"author", "year"} & {one.value for one in asked.attributes}
    if not told and not headed and any(one.part is Part.MISSING for one in lines):
        # "Wer hat sie geschrieben, und nennt sie Zahlen?": the heading answers the one half.
        lines = [one.beside() for one in lines]
    return replace(draft, sentences=tuple(lines))


_YES_OR_NO = re.compile(
    r"(?:^|[,:;–-])\W*(?:nennt|enthaelt|gibt|hat|stehen|steht|sind|liefert|does|is|are)\b"
)


_FIGURELESS = re.compile(
    r"\b(?:keine?n?|ohne|no|without) (?:\w+ )?(?:zahl(?:en)?|ziffern?|werten?|kennzahlen|figures?)"
    r"|\b(?:zahl|zahlen|kennzahlen|figures) (?:\w+ )?(?:fehlen|fehlt|vermisst|missing)\b"
)
""" "Welche Studien nennen keine Zahlen?": that there are none is what is asked."""


def _no_figure(text: str) -> bool:
    """ "Zahlen enthält der Auszug nicht": figures are denied, and none is given beside."""
    return bool(_NO_FIGURE.search(fold(text))) and not _DIGIT.search(undated(text))


_DIGIT = re.compile(r"\d")
_NO_FIGURE = re.compile(r"\b(?:eine |keine )?zahl(?:en)?\b[^;.]*\b(?:nicht|keine)\b|\bkeine zahl")


def _uncounted(desk: Desk, asked: Understanding, draft: Draft) -> DraftSentence | None:
    """ "Wie viele Workshops …": a number that no line of the answer gives."""
    counted = what_is_counted(asked)
    mentions = asked.mentions
    if counted is None or not (
        mentions.networks
        or mentions.studies
        or mentions.offers
        or mentions.programmes
        or draft.referents.programme
        or draft.referents.offer
        or asked.place
        or Attribute.EVENTS in asked.attributes
        or (of_studies(asked) and strange(counted[0]))
    ):
        return None
    shown, words = counted
    about = mentions.programmes or draft.referents.programme
    of_programme = bool(about and not mentions.networks)
    # "Wie viele Betriebe haben sich beraten lassen?": how many work there is no such number.
    close = of_programme or _SERVED.search(asked.folded) is not None
    if any(counts(one, words) for one in draft.sentences) and not close:
        return None
    limit = of_programme and asks_limit(asked)
    if limit and any(counts(one, words) for one in draft.sentences):
        return None
    # "Wie viele Beschäftigte wurden gefördert?": a limit in a rule is no such number.
    taken = "employed" in words and _TAKEN_UP.search(asked.folded) is not None
    told = [one for one in draft.sentences if of_programme or _HELPING.search(fold(one.text))]
    if close and not taken and any(counts_next(one, words) for one in told):
        return None
    return desk.gap("gap_count", what=shown)


_TAKEN_UP = re.compile(
    r"\b(?:wurden|haben|sind|hat|were|have)\b.*\b(?:gefoerdert|bewilligt|beantragt|bekommen|erhalten"
    r"|genutzt|bezogen|geschult|qualifiziert|weitergebildet|umgeschult|profitiert|funded|supported"
    r"|trained|received)\W*(?:worden)?\W*$"
)


_SERVED = re.compile(
    r"\b(?:beraten|betreut|begleitet|geschult|gecoacht|unterstuetzt|versorgt|bedient"
    r"|weitergebildet|qualifiziert|fortgebildet)(?: lassen| worden| haben| wurden)?\W*(?:$|[.?!,])"
)
"""Said of whom a network has helped."""
_HELPING = re.compile(
    r"berat|berae?t|betreu|begleit|geschul|coach|unterstuetz|weitergebild|qualifiz"
)

_POSTS = frozenset((Attribute.PERSON, Attribute.LEAD))


def asks_next_holder(asked: Understanding, told: str) -> bool:
    """Whether the next one in a post is asked for: who holds it today says nothing of that.

    `told` is the answer, which may tell who took over.
    """
    core, mentions = asked.folded, asked.mentions
    to_come = _TO_COME.search(core) is not None
    if mentions.persons:
        return (to_come or _FOLLOWING.search(core) is not None) and not _AWAY.search(core)
    posted = mentions.networks or _POSTS & set(asked.attributes)
    return bool(to_come and posted and "takeover" not in word_tables().meanings(words_of(told)))


_TO_COME = re.compile(
    r"\bwer ersetzt\b|\bwho replace[sd]\b"
    r"|rueck\w* (?:\w+ ){0,6}nach\b|nachrueck|\bfolgt (?:\w+ ){0,5}(?:nach|auf)\b|\bbeerbt"
    r"|\bwer (?:wird|soll|koennte) (?:\w+ ){0,4}(?:20\d\d|kuenftig\w*|neue[rs]?|naechste[rs]?)\b"
    r"|\b(?:naechste[rn]?|kuenftige[rn]?|zukuenftige[rn]?|next|future) (?:\w+ )?"
    r"(?:chef|leit|geschaeftsfuehr|projektleit|ansprech|sprecher|vorstand|head|manager|director)"
)
""" "Wer rückt nach?", "wer wird 2027 Projektleiter?", "der nächste Vorstand"."""
_FOLLOWING = re.compile(
    r"nachfolge|\brueckt\b.*\bnach\b|beerb\w*|thronfolg|\bfolgt\b.*\b(?:auf|nach)\b"
    r"|\bloest\b.*\bab\b|\bwer kommt nach\b|\bstelle von\b.*\b(?:besetzt|uebernimmt)\b"
    r"|\b(?:falls|wenn|sobald|nachdem|if|when)\b.*\b(?:geht|aufhoert|ausscheidet|kuendigt|wechselt"
    r"|in rente|in pension|in den ruhestand|leaves|retires|quits)\b|\bsucceed\w*|\breplaces?\b"
)
""" "Wer folgt auf …?", "wer macht es, wenn … geht?"."""
_AWAY = re.compile(r"\burlaub|\bkrank|\bverhindert|\bmittagspause|\bholiday|\bnachsteh|\bnachsend")
