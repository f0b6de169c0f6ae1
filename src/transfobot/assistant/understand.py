"""From a question and its conversation to what is asked (`Understanding`), in a few milliseconds.

Nothing here knows a question in advance: words come from `understand_words.toml`, names from the
register, places from the place index, the day from the clock.
"""

from __future__ import annotations

import re
from dataclasses import replace

from transfobot.assistant.followup import (
    ORDINALS,
    chosen,
    inherited,
    ordinal_network,
    other_network,
)
from transfobot.assistant.language import language_of, words_of
from transfobot.assistant.understand_content import (
    content_of,
    nouns_of,
    organisations_of,
    settled_of,
    subjects_of,
    year_in,
)
from transfobot.assistant.understand_correction import put_right
from transfobot.assistant.understand_filters import filters_of
from transfobot.assistant.understand_read import (
    Read,
    Reading,
    attributes_of,
    audience_of,
    category_of,
    foreign_topic,
    intents_of,
    mentions_of,
    meta_of,
    read_text,
    topic_keys,
    without_names,
)
from transfobot.assistant.understanding import (
    Attribute,
    Category,
    Filters,
    Intent,
    Mentions,
    Understanding,
)
from transfobot.domain.conversation import Conversation, Language, Question, Topic
from transfobot.domain.places import Place, PlaceMatch
from transfobot.german.stems import stem
from transfobot.german.text import fold

_FEW_WORDS = 7
_SHORTEST_PLACE = 5


def understand(question: Question, conversation: Conversation, reading: Reading) -> Understanding:
    """What is asked; follow-ups, corrections and answers to a clarification are resolved."""
    referents = conversation.referents
    choice = chosen(question.text, referents.pending)
    if choice is not None and referents.pending_question:
        return _after_choice(question, conversation, reading, choice.value)
    said = question.text
    question = replace(question, text=put_right(said, reading, talking=bool(conversation.turns)))
    read = read_text(question.text, reading)
    first = _first_understanding(question, conversation, reading, read)
    return replace(_in_conversation(first, conversation, reading, read), text=said)


def _after_choice(
    question: Question, conversation: Conversation, reading: Reading, value: str
) -> Understanding:
    """The question that led to the clarification, with the choice made."""
    asked = conversation.referents.pending_question or question.text
    settled = replace(conversation.referents, pending=(), pending_question=None)
    again = replace(question, text=asked)
    known = understand(again, replace(conversation, referents=settled), reading)
    known = replace(known, text=question.text, followup=True, missing_referent=None)
    record = reading.lexicon.register.network(value)
    if record is not None:
        mentions = replace(known.mentions, networks=(record.id,))
        return replace(known, mentions=mentions, query=f"{known.core} {record.short_name}")
    if reading.lexicon.register.programme(value) is not None:
        return replace(known, mentions=replace(known.mentions, programmes=(value,)))
    place = reading.places.find(value)
    if place.unique is None:
        return known
    return replace(known, place=place, query=f"{known.core} {place.unique.label}")


def _first_understanding(
    question: Question, conversation: Conversation, reading: Reading, read: Read
) -> Understanding:
    before = conversation.turns[-1].answer.language if conversation.turns else None
    language = question.language or language_of(question.text, Language(before or "de"))
    mentions = mentions_of(read)
    place = _place(question, reading, read)
    who = organisations_of(read, reading, place)
    attributes = attributes_of(read)
    named = not mentions.empty or place is not None
    return Understanding(
        text=question.text,
        core=read.core,
        query=read.core,
        language=language,
        day=reading.day,
        audience=question.audience or audience_of(read) or conversation.audience,
        topics=tuple(Topic(key) for key in topic_keys(read)),
        place=place,
        intents=intents_of(read),
        category=category_of(read),
        attributes=attributes,
        filters=filters_of(question.text, read.words, read.found, reading.day, who),
        mentions=mentions,
        named=mentions,
        content=content_of(read, place),
        nouns=nouns_of(read, place),
        subjects=subjects_of(read, place) if named else (),
        settled=settled_of(read),
        subjects_anywhere=subjects_of(read, place),
        year_said=year_in(read) if named else None,
        audience_said=audience_of(read) is not None,
        meta=meta_of(read),
        person_wanted=read.has("flags", "person_wanted"),
        complaint=any(one.key == "complaint" for one in (*read.found, *read.beside)),
        individual=read.has("flags", "individual") and read.has("intents", "eligibility"),
        foreign_topic=foreign_topic(read, mentions),
        referents=conversation.referents,
        previous=conversation.turns[-1].answer if conversation.turns else None,
    )


def _place(question: Question, reading: Reading, read: Read) -> PlaceMatch | None:
    """The place of the question, of its long rest, or the one given beside it."""
    core = without_names(read)
    match = reading.places.spot(core) if core.strip() else None
    if match is not None and _is_land(match, read):
        match = None
    if (match is None or not match.candidates) and question.text != read.core:
        match = reading.places.spot(question.text)
    if match is None or not match.candidates:
        match = _unspotted(reading, read) or _of_adjective(reading, read)
    if (match is None or not match.candidates) and question.place:
        match = reading.places.find(question.place)
    return match if match is not None and match.candidates else None


def _is_land(match: PlaceMatch, read: Read) -> bool:
    """Whether the words of a guessed place are a Land's ("Thuringen" is no misspelt Tuningen)."""
    guessed = {word.folded for word in words_of(match.matched)}
    lands = {
        form
        for one in read.found
        if one.group == "lands"
        for at in one.at
        for form in (read.words[at].folded, fold(read.words[at].shown))
    }
    return bool(guessed) and guessed <= lands and (len(match.candidates) > 1 or not match.exact)


def _unspotted(reading: Reading, read: Read) -> PlaceMatch | None:
    """A misspelled place: a word nothing else knows, where a place is what is missing."""
    if not (read.has("intents", "responsible") or read.has("intents", "belongs")) or read.mentions:
        return None
    wanted = set(content_of(read, None))
    for word in read.words:
        if len(word.folded) >= _SHORTEST_PLACE and stem(word.folded) in wanted:
            match = reading.places.find(word.shown)
            if match.candidates and word.folded not in reading.dictionary:
                return match
    return None


def _of_adjective(reading: Reading, read: Read) -> PlaceMatch | None:
    """The town of "das Chemnitzer Netzwerk", where no network's region is called so."""
    named = {at for one in read.mentions for at in range(one.start, one.end)}
    for at, (word, following) in enumerate(zip(read.words, read.words[1:], strict=False)):
        spoken = word.shown[:1].isupper() and word.folded.endswith("er")
        if spoken and following.folded.startswith(("netzwerk", "transformationsnetzwerk")):
            match = reading.places.find(word.shown[:-2])
            if match.exact and match.unique is not None and at not in named:
                return replace(match, matched=word.shown)
    return None


def _in_conversation(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding:
    """The understanding with what the conversation adds."""
    referents = conversation.referents
    if first.meta or first.foreign_topic:
        return first
    before = _question_before(conversation)
    reworded = _other_ordinal(before, read) or _other_year(before, first, read)
    if reworded is not None and first.mentions.empty:
        alone = replace(conversation, turns=conversation.turns[:-1])
        known = understand(Question(text=reworded, audience=first.audience), alone, reading)
        return replace(known, text=first.text, followup=True, referents=referents)
    counted = ordinal_network(referents, [word.folded for word in read.words])
    if counted is not None and first.mentions.empty:
        return _again(first, conversation, reading, Mentions(networks=(counted,)))
    if read.has("flags", "other_network"):
        other = other_network(referents)
        if other is not None:
            return _again(first, conversation, reading, Mentions(networks=(other,)))
        if first.mentions.empty:
            return replace(first, missing_referent="network")
    subject = _has_subject(first)
    further = set(first.attributes) - {Attribute.STATUS}
    narrowing = (first.filters.statuses and not further) or (first.topics and not first.attributes)
    narrowed = narrowing and first.category is None and _opens_as_followup(read)
    if conversation.turns and narrowed and not subject:
        return _again(first, conversation, reading, Mentions())
    bare = not first.attributes and not _asks_anew(first)
    asked_back = bool(referents.pending_question and not referents.pending)
    again = asked_back or read.has("flags", "correction") or _opens_as_followup(read)
    if conversation.turns and bare and (subject or first.place) and again:
        return _again(first, conversation, reading, first.mentions)
    if subject and not _points_back(first, read):
        return first
    return _with_referents(first, conversation, reading, read)


def _question_before(conversation: Conversation) -> str:
    return conversation.turns[-1].question if conversation.turns else ""


def _other_ordinal(before: str, read: Read) -> str | None:
    """ "Und der zweite?" after "Wann war der erste Kongress?": the same of the second."""
    said = [word.folded for word in read.words if word.folded in ORDINALS]
    if len(said) != 1 or len(read.words) > _FEW_ORDINAL or not _opens_as_followup(read):
        return None
    for word in words_of(before):
        if word.folded in ORDINALS and ORDINALS[word.folded] != ORDINALS[said[0]]:
            return before[: word.start] + said[0] + before[word.end :]
    return None


def _other_year(before: str, first: Understanding, read: Read) -> str | None:
    """ "Und 2021?" after "laut IW 2025 …": the same of the other year."""
    alone = not (first.attributes or first.content or first.place or first.intents)
    if not alone or len(read.words) > _FEW_ORDINAL or not _opens_as_followup(read):
        return None
    said = year_in(read)
    known = [word for word in words_of(before) if _YEAR.fullmatch(word.folded)]
    if said is None or len(known) != 1:
        return None
    return before[: known[0].start] + said + before[known[0].end :]


_YEAR = re.compile(r"(?:19|20)\d\d")
_FEW_ORDINAL = 4


def _has_subject(first: Understanding) -> bool:
    """Whether the text itself says what it is about."""
    return bool(
        not first.mentions.empty
        or first.mentions.organisations
        or first.mentions.authored
        or first.filters.lands
        or (first.category and Intent.LIST in first.intents)
    )


def _asks_anew(first: Understanding) -> bool:
    asking = set(first.intents) - {Intent.BELONGS}
    return bool(asking or first.category)


def _opens_as_followup(read: Read) -> bool:
    starts = [one for one in read.found if one.group == "flags" and one.key == "followup"]
    return len(read.words) <= _FEW_WORDS and any(one.start == 0 for one in starts)


def _points_back(first: Understanding, read: Read) -> bool:
    """ "In diesem Netzwerk", but not "das Netzwerk in der Pfalz"."""
    return _demonstrative(read) and not (first.mentions.organisations or first.filters.lands)


def _demonstrative(read: Read) -> bool:
    return read.has("flags", "this_network") or read.has("flags", "this_programme")


def _again(
    first: Understanding, conversation: Conversation, reading: Reading, mentions: Mentions
) -> Understanding:
    """The question before, asked of another network, place or Land ("und in Sachsen?")."""
    before = conversation.turns[-1].question if conversation.turns else ""
    if not before:
        return replace(first, mentions=mentions, followup=True)
    alone = replace(conversation, turns=conversation.turns[:-1])
    known = understand(Question(text=before, audience=first.audience), alone, reading)
    if known.meta and len(conversation.turns) > 1:
        # "Stimmt das?" in between is not what is asked again.
        return _again(first, alone, reading, mentions)
    changed: Filters = known.filters
    if first.filters.lands or first.place:
        changed = replace(changed, lands=first.filters.lands)
    if first.filters.year:
        changed = replace(changed, year=first.filters.year)
    if first.filters.statuses:
        changed = replace(changed, statuses=first.filters.statuses)
    place = first.place or (None if first.filters.lands or mentions.networks else known.place)
    named = mentions if not mentions.empty else Mentions()
    if mentions.empty and not (first.place or first.filters.lands):
        named = known.mentions
    return replace(
        known,
        text=first.text,
        topics=first.topics or known.topics,
        query=f"{known.core} {_names(named, reading, place)}".strip(),
        language=first.language,
        place=place,
        filters=changed,
        mentions=named,
        named=named,
        attributes=first.attributes or known.attributes,
        followup=True,
        missing_referent=None,
        referents=conversation.referents,
    )


def _with_referents(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding:
    referents = conversation.referents
    pointing = _points_back(first, read) and Intent.ELIGIBILITY not in first.intents
    short = len(read.words) <= _FEW_WORDS and bool(first.attributes)
    follows = any(one.group == "flags" and one.key == "followup" for one in read.found)
    which = bool(read.words) and read.words[0].folded in ("welches", "welcher", "wer", "which")
    ranked = read.has("flags", "superlative") or (which and _has_rank(read))
    ranked = ranked and bool(referents.other_networks) and (follows or which)
    if not (pointing or (follows and first.attributes) or short or ranked):
        return first
    mentions = first.mentions
    if ranked and mentions.empty and not first.place:
        spoken = dict.fromkeys(filter(None, (referents.network, *referents.other_networks)))
        mentions = replace(mentions, networks=tuple(spoken))
    if mentions.empty and not first.place:
        plural = any(
            word.folded in ("jeweils", "alle", "deren", "each", "their") for word in read.words
        )
        mentions = inherited(mentions, referents, first.attributes, plural)
    if mentions.empty and pointing and not first.place:
        kind = "network" if read.has("flags", "this_network") else "programme"
        return replace(first, missing_referent=kind)
    if mentions.empty and not first.place and referents.place:
        place = reading.places.find(referents.place)
        if place.candidates:
            return replace(first, place=place, place_inherited=True, followup=True)
    if mentions.empty:
        return replace(first, missing_referent="network") if _points_nowhere(first) else first
    names = _names(mentions, reading, None)
    return replace(first, mentions=mentions, followup=True, query=f"{first.core} {names}".strip())


def _has_rank(read: Read) -> bool:
    """ "Welches lief länger?", with nothing else to tell which are meant."""
    return len(read.words) <= _FEW_WORDS and any(
        word.folded in _COMPARATIVES for word in read.words
    )


_COMPARATIVES = frozenset(
    ("laenger", "mehr", "weniger", "frueher", "spaeter", "groesser", "hoeher")
)


def _points_nowhere(first: Understanding) -> bool:
    """ "Und die Nummer?" with nothing before it: a property of nothing."""
    about_nothing = not (first.content or first.topics or first.place or first.filters.lands)
    own = first.category in (None, Category.OFFICE) and not first.filters.statuses
    named = first.mentions.organisations or first.mentions.authored
    reaching = Intent.RESPONSIBLE in first.intents
    return about_nothing and own and not (named or reaching or first.filters.year)


def _names(mentions: Mentions, reading: Reading, place: PlaceMatch | None) -> str:
    register = reading.lexicon.register
    names = [one.short_name for one in map(register.network, mentions.networks) if one]
    names += [one.name for one in map(register.programme, mentions.programmes) if one]
    unique: Place | None = place.unique if place else None
    return " ".join([*names, unique.label if unique else ""]).strip()
