"""Register or documents: a draft that passes over what is asked yields to a document that says it.

The register answers first. But „Wann tagt das Steuerungsgremium?“ is not answered by a list of
events: the noun that the draft leaves unsaid decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from transfobot.assistant.register.counted import counts, what_is_counted
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.gaps import asks_next_holder
from transfobot.assistant.register.qualities import unmet_quality, untold
from transfobot.assistant.register.typed import untyped
from transfobot.assistant.retrieval.cues import level
from transfobot.assistant.retrieval.quotes import Quote
from transfobot.assistant.understand.language import of_oneself
from transfobot.assistant.understand.understanding import Intent, Meta, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.answers import Mode, Outcome
from transfobot.domain.knowledge import Kind
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import folded_words, tokens

_SHORTEST = 4

NEVER_OURS = frozenset({"instructions", "personal", "opinion"})
"""Foreign subjects that no document makes ours."""
_GENERIC = frozenset(stem(word) for word in listed("generic"))
"""Nouns that say what kind of thing is meant, not which: no draft must repeat them."""


_OF_PROGRAMMES = frozenset(
    stem(word) for word in ("antrag", "antraege", "frist", "programm", "foerderung", "bewerbung")
)


_GENERAL = frozenset((Intent.HELP, Intent.WORRY, Intent.ADVICE, Intent.CHANGE))
"""Whoever asks for help in general describes a firm or a life, not the subject of a passage."""


def unsaid(draft: Draft, asked: Understanding) -> frozenset[str]:
    """Stems of the question's own nouns that the draft says nothing about.

    A draft that has nothing leaves all of the question open.
    """
    nouns = _nouns(asked)
    if draft.whole:
        return frozenset()
    if draft.outcome is Outcome.CLARIFY and not _offers_choices(draft):
        # Who speaks of themselves wants help, not a passage.
        return frozenset() if of_oneself(asked.core) else _content_nouns(asked)
    if _GENERAL & set(asked.intents) and draft.mode is Mode.REGISTER:
        return frozenset()
    if draft.outcome is Outcome.OUT_OF_SCOPE and asked.foreign_topic not in NEVER_OURS:
        return _content_nouns(asked)
    if asked.place and Intent.BELONGS in asked.intents and of_oneself(asked.core):
        # "Wohin gehören wir, wenn es um … geht?": of a place of one's own, whatever it is about.
        return frozenset() if draft.office_id else nouns
    caring = Intent.RESPONSIBLE in asked.intents and asked.category is None
    if caring and not asked.subjects_anywhere and draft.outcome is Outcome.ANSWERED:
        # "Wer kümmert sich in Hessen um die Autobranche?": the field is that of all networks.
        return frozenset()
    if draft.clarification is not None or draft.mode is Mode.NONE or asked.meta:
        return frozenset()
    if draft.outcome in (Outcome.NO_SOURCE, Outcome.UNSUPPORTED):
        return nouns or frozenset(asked.content)
    if draft.referents.network and draft.outcome is Outcome.ANSWERED:
        nouns &= _asked_last(asked)
    texts = [sentence.text for sentence in draft.sentences]
    needles = [one.needle for sentence in draft.sentences for one in sentence.evidence]
    said = _words(texts + needles)
    if draft.referents.programme:
        # Whoever tells of a programme need not repeat that one applies for it.
        nouns -= _OF_PROGRAMMES
    return frozenset(noun for noun in nouns if not _stands(noun, said))


def _asked_last(asked: Understanding) -> frozenset[str]:
    """ "… hat ein Institut einen Verbund gegründet. Was steckte der Bund rein?": of the last."""
    spans = split(asked.core)
    start = spans[-1][0] if spans else 0
    return frozenset(stem(word) for word, _, _ in folded_words(asked.core[start:]))


def says_it(draft: Draft, nouns: frozenset[str], quotes: Sequence[Quote]) -> bool:
    """Whether the quotes, with their headings, hold most of what was left unsaid.

    What looks foreign must stand there altogether, in one quote: „Präsident der Kammer“.
    """
    if draft.outcome is Outcome.OUT_OF_SCOPE:
        said = _words([p.passage.text[p.start : p.end] for one in quotes[:1] for p in one.parts])
        return len(nouns) > 1 and all(_stands(noun, said) for noun in nouns)
    held = frozenset(noun for one in quotes for noun in told_by(one, nouns))
    return bool(nouns) and 2 * len(held) >= len(nouns)


def asked_words(asked: Understanding) -> frozenset[str]:
    """Stems of what a question says beside function words.

    None where it is for a person, on the answer before, or nobody's to answer.
    """
    ours = asked.meta not in (None, Meta.SERVICE) or asked.person_wanted
    if ours or asked.foreign_topic in NEVER_OURS:
        return frozenset()
    tables = word_tables()
    return (
        frozenset(
            stem(folded)
            for folded, _, _ in folded_words(asked.core)
            if len(folded) >= _SHORTEST and not tables.is_filler(folded)
        )
        - _GENERIC
    )


def told_by_draft(draft: Draft, titles: Sequence[str], words: Collection[str]) -> frozenset[str]:
    """Those of the words that stand in a draft, in what backs it, or in the titles of that."""
    needles = [one.needle for line in draft.sentences for one in line.evidence]
    said = _words([*(line.text for line in draft.sentences), *needles, *titles])
    return frozenset(one for one in words if _stands(one, said))


def told_by(quote: Quote, words: Collection[str]) -> frozenset[str]:
    """Those of the words that stand in a quote, its headings or the title of its document."""
    said = _words(
        text
        for part in quote.parts
        for text in (
            part.passage.text[part.start : part.end],
            part.passage.title,
            *part.passage.locator.headings,
        )
    )
    return frozenset(one for one in words if _stands(one, said))


def counting(
    draft: Draft, quotes: Sequence[Quote], record_kind: Callable[[str], Kind | None]
) -> Sequence[Quote]:
    """The quotes that count against a draft: none of a record where the records were refused.

    Whoever says "nicht hinterlegt" has read them, those of other years and networks as well; nor
    does the record of another programme, study or network speak against the one that is named.
    """
    if draft.mode is not Mode.REGISTER:
        return quotes
    if draft.outcome is Outcome.NO_SOURCE:
        read = frozenset(Kind) - {Kind.DOCUMENT, Kind.SECONDARY}
    else:
        of_record = draft.referents.programme or _cites_study(draft, record_kind)
        read = _BESIDE_PROGRAMMES if of_record else frozenset()
    return [
        one
        for one in quotes
        if not all(record_kind(part.passage.document_id) in read for part in one.parts)
    ]


def _cites_study(draft: Draft, record_kind: Callable[[str], Kind | None]) -> bool:
    """Whether a draft tells what a study says: another record is no better one."""
    cited = {one.document_id for line in draft.sentences for one in line.evidence}
    return any(record_kind(one) is Kind.STUDY for one in cited)


def elsewhere(
    asked: Understanding,
    quotes: Sequence[Quote],
    record_of: Callable[[str], Mapping[str, object] | None],
    *,
    whole: bool = False,
) -> bool:
    """Whether quotes of records speak of other Länder than asked, or not of the year to come.

    Or of another kind of thing: an offer is no entrance fee. `whole`: one quote holds every word.
    """
    records = [record_of(part.passage.document_id) for one in quotes for part in one.parts]
    if not records or any(one is None for one in records):
        return False
    said = _words(
        [
            text
            for one in quotes
            for part in one.parts
            for text in (part.passage.text, part.passage.title, *part.passage.locator.headings)
        ]
    )
    year = asked.filters.year
    if year is not None and year > asked.day.year and str(year) not in said:
        return True
    # One word that stands there is little, and so is any of whoever tells of themselves.
    plain = len(asked.content) >= _PAIR and not asked.place and not of_oneself(asked.core)
    if not (whole and plain) and _shares_a_word(asked, said):
        return True
    quoted = [part for one in quotes for part in one.parts]
    text = " ".join(part.passage.text[part.start : part.end] for part in quoted)
    if untold(asked, text) or untyped(asked, text):
        return True
    named = not (asked.mentions.empty and asked.spoken_of.empty)
    known = named or asked.mentions.organisations or asked.place or asked.filters.partner_kinds
    if known and (unmet_quality(asked, text) or asks_next_holder(asked, text)):
        return True
    if _uncounted_there(asked, [part.passage.text[part.start : part.end] for part in quoted]):
        return True
    lands = set(asked.filters.lands)
    held = {land for one in records if one for land in _listed(one.get("lands"))}
    named = any(set(tokens(level(land))) <= said for land in lands)
    return bool(lands) and not (lands & held or named)


def office_of(
    asked: Understanding,
    quotes: Sequence[Quote],
    record_of: Callable[[str], Mapping[str, object] | None],
) -> str | None:
    """The office of the one network that all quotes are of, where the question names nothing."""
    records = [record_of(part.passage.document_id) or {} for one in quotes for part in one.parts]
    offices = {str(one.get("office") or "") for one in records}
    named = asked.place or not (asked.mentions.empty and asked.spoken_of.empty)
    return None if named or len(offices) != 1 else offices.pop() or None


def _shares_a_word(asked: Understanding, said: frozenset[str]) -> bool:
    """ "Ist VW in der Krise?": records that only have a word in common with the question.

    Where nothing of the records is named, most of what is asked must stand there.
    """
    if asked.mentions.authored or not (asked.mentions.empty and asked.spoken_of.empty):
        return False
    long = {word for word in asked.content if len(word) > _SHORTEST}
    held = sum(_stands(one, said) if one in long else one in said for one in asked.content)
    told = asked.category is not None or Intent.COUNT in asked.intents
    if asked.place or asked.filters.lands or asked.mentions.organisations:
        return bool(asked.content) and not (held or told)
    return held < (1 if told else _PAIR) or (held < _MANY and _PAIR * held < len(asked.content))


_PAIR, _MANY = 2, 3


def _uncounted_there(asked: Understanding, texts: Sequence[str]) -> bool:
    """ "Wie viele nehmen an einem Lernpfad teil?": the guests of all events are none of those."""
    named = (*asked.mentions.networks, *asked.mentions.offers)
    counted = what_is_counted(asked) if named and Intent.COUNT in asked.intents else None
    if counted is None:
        return False
    telling = [one for one in texts if counts(DraftSentence(one), counted[1])]
    own = {*tokens(level(" ".join((*named, counted[0]))))}
    others = {
        stem(word.folded)
        for word in asked.words[1:]
        if word.shown[:1].isupper() and not _among_names(word.folded, own)
    }
    return not telling or (
        bool(others) and not any(_stands(noun, _words([one])) for noun in others for one in telling)
    )


def _among_names(word: str, names: set[str]) -> bool:
    """Whether a word is one of the names, or begins one."""
    return any(one.startswith(word) or word.startswith(one) for one in names)


def at_home(
    asked: Understanding,
    quotes: Sequence[Quote],
    record_of: Callable[[str], Mapping[str, object] | None],
) -> tuple[Quote, ...]:
    """The quotes without what the records of other regions tell of themselves.

    "Umsatz in Mainfranken", "die Strategie in Nordhessen": another network's answers neither.
    """
    place = asked.place.unique if asked.place else None
    ids = set(asked.mentions.organisations)
    if not (place or ids) or not asked.mentions.empty:
        return tuple(quotes)
    region = set(tokens(level(asked.place.matched if asked.place else ""))) - _OF_ANY_PLACE
    there = set(place.district_ags) if place else set()

    def away(quote: Quote) -> bool:
        part = quote.parts[0]
        record = record_of(part.passage.document_id) or {}
        said = _words([part.passage.text, *part.passage.locator.headings])
        if "short_name" not in record:
            lands = _listed(record.get("lands")) if "results" in record else ()
            return bool(lands and place and place.land and place.land not in lands)
        own = {str(one.get("ags")) for one in _entries(record.get("districts"))}
        return str(record.get("id")) not in ids and not (own & there or region & said)

    return tuple(one for one in quotes if not away(one))


_OF_ANY_PLACE = frozenset(
    ("landkreis", "kreis", "kreisfreie", "stadt", "stadtkreis", "region", "land")
)


def _entries(value: object) -> Sequence[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else ()


def _listed(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else ()


_BESIDE_PROGRAMMES = frozenset((Kind.FUNDING, Kind.NETWORK, Kind.OFFICE, Kind.STUDY))


def _offers_choices(draft: Draft) -> bool:
    return draft.clarification is not None and bool(draft.clarification.options)


def _nouns(asked: Understanding) -> frozenset[str]:
    return _content_nouns(asked) - set(asked.settled)


def _content_nouns(asked: Understanding) -> frozenset[str]:
    """The capitalised words of what is left of the question; all where nothing is capitalised."""
    content = {word for word in asked.content if len(word) >= _SHORTEST}
    capital = {
        stem(folded)
        for folded, start, _ in folded_words(asked.core)
        if asked.core[start].isupper() and folded not in STOP_WORDS and start > 0
    }
    # Where "Sie" is written large, nouns would be as well.
    spelled = any(letter.isupper() for letter in asked.core[1:])
    return frozenset((content & capital if spelled else content) - _GENERIC)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(level(text)))


def _stands(noun: str, words: frozenset[str]) -> bool:
    """As a word of its own or as the part of a compound."""
    wanted = level(noun)
    return any(wanted in word for word in words if len(word) >= len(wanted))
