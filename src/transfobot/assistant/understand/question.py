"""From a question and its conversation to what is asked (`Understanding`), in a few milliseconds.

Nothing here knows a question in advance: words come from the `*.toml` files beside it, names from
the register, places from the place index, the day from the clock.
"""

from __future__ import annotations

from dataclasses import replace

from transfobot.assistant.understand.again import (
    FEW_WORDS,
    may_add,
    may_be_added_to,
    narrowed_before,
    opens_as_followup,
    opens_narrowing,
    other_case,
    other_meant,
    reworded,
    tells_of_asker,
    without_said_along,
)
from transfobot.assistant.understand.aside import meta_of, service_of
from transfobot.assistant.understand.audience import asks_who_pays, audience_of, with_asker
from transfobot.assistant.understand.carried import (
    at_spoken_network,
    changed_by,
    funded_there,
    has_subject,
    names_of,
    of_counted,
    of_spoken,
    other_there,
    points_back,
    with_cited,
    with_place_meant,
    with_referents,
)
from transfobot.assistant.understand.changed_value import with_value
from transfobot.assistant.understand.clauses import without_introduction
from transfobot.assistant.understand.content import (
    content_of,
    kinds_of_place,
    nouns_of,
    organisations_of,
    settled_of,
    without_own_names,
    year_in,
)
from transfobot.assistant.understand.corrections import (
    at_place_meant,
    corrected_midway,
    takes_back,
    with_lender,
    without_rejected,
)
from transfobot.assistant.understand.dialect import heard_in
from transfobot.assistant.understand.filters import filters_of
from transfobot.assistant.understand.followup import chosen, ordinal_network, other_network
from transfobot.assistant.understand.foreign import foreign_topic
from transfobot.assistant.understand.frame import said_whole, without_frame
from transfobot.assistant.understand.language import language_of, of_oneself
from transfobot.assistant.understand.mentions import mentions_of
from transfobot.assistant.understand.once_more import asked_once_more
from transfobot.assistant.understand.onward import with_onward
from transfobot.assistant.understand.place import placed, sought_there, told_where
from transfobot.assistant.understand.read import (
    Read,
    Reading,
    attributes_of,
    category_of,
    read_text,
)
from transfobot.assistant.understand.turning import calls_back
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Mentions,
    Meta,
    Understanding,
)
from transfobot.domain.conversation import Conversation, Language, Question, Referents, Topic
from transfobot.domain.places import PlaceMatch


def understand(question: Question, conversation: Conversation, reading: Reading) -> Understanding:
    """What is asked; follow-ups, corrections and answers to a clarification are resolved."""
    conversation = with_cited(conversation, reading)
    referents, turns = conversation.referents, conversation.turns
    choice = chosen(question.text, referents.pending)
    if choice is not None and referents.pending_question:
        return _after_choice(question, conversation, reading, choice.value)
    heard = heard_in(question.text, reading)
    corrected = _corrected_midway(replace(question, text=heard), conversation, reading)
    if corrected is not None:
        return corrected
    kept = without_rejected(heard) if turns or takes_back(heard) else heard
    kept = with_lender(kept, reading.lexicon.kinds_named) if turns else kept
    taken_back = kept != heard
    kept = kept if taken_back else at_place_meant(kept, reading.places)
    bare = without_frame(kept, reading)
    read = read_text(bare, reading)
    first = _first_understanding(replace(question, text=bare), conversation, reading, read)
    first = said_whole(first, question.text, kept, bare)
    first = without_own_names(without_introduction(first, reading.lexicon.names_record), reading)
    first = with_place_meant(first, conversation.referents, reading, read)
    known = _in_conversation(first, conversation, reading, read, corrects=taken_back)
    known = known if bare == kept else told_where(known, kept, reading)
    around = kept if bare != kept else ""
    return with_onward(with_asker(known, turns, reading, around), first, turns, reading)


def _corrected_midway(
    question: Question, conversation: Conversation, reading: Reading
) -> Understanding | None:
    """ "Wer hilft in Ahaus? Ach nein, ich meinte Aalen.": the question, asked of the other one."""
    parts = corrected_midway(question.text)
    if parts is None:
        return None
    asked, kept = parts[0], without_rejected(parts[1])
    known, first = (
        _first_understanding(replace(question, text=one), conversation, reading, read)
        for one, read in ((one, read_text(one, reading)) for one in (asked, kept))
    )
    named = (has_subject(first) or first.place) and (has_subject(known) or known.place)
    if not named or _asks_anew(first):
        # A name alone is taken back before the question: "Bergheim? Nein, Köln: wer hilft da?"
        if not named or len(asked.split()) >= FEW_WORDS:
            return None
        return understand(replace(question, text=kept), conversation, reading)
    first = replace(first, text=question.text)
    known = understand(Question(text=asked, audience=first.audience), conversation, reading)
    return changed_by(known, first, reading, first.mentions)


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
    mentions = mentions_of(read, reading.lexicon.register)
    read, place, beside = placed(question, reading, read)
    who = organisations_of(read, reading, place)
    attributes = attributes_of(read)
    named = not mentions.empty or place is not None
    narrowed = filters_of(
        question.text, read.core, read.words, read.found, reading.day, who,
        kinds_of_place(read, place),
    )  # fmt: skip
    if narrowed.negated and place is not None and place.matched in narrowed.lands:
        # "Außerhalb von Berlin": nobody asks of the town.
        place = None
    content, settled = content_of(read, place, beside), settled_of(read)
    nouns = nouns_of(read, content)
    subjects = tuple(one for one in nouns if one not in settled)
    service = service_of(question.text, read, placed=place is not None)
    return Understanding(
        text=question.text,
        core=read.core,
        query=read.core
        if read.mentions
        else f"{read.core} {names_of(mentions, reading, None)}".strip(),
        language=language,
        day=reading.day,
        audience=question.audience or audience_of(read) or conversation.audience,
        topics=tuple(Topic(key) for key in read.keys("topics")),
        place=place,
        places_beside=beside,
        intents=sought_there(read, place),
        category=category_of(read),
        attributes=attributes,
        filters=narrowed,
        mentions=mentions,
        named=mentions,
        content=content,
        nouns=nouns,
        subjects=subjects if named else (),
        settled=settled,
        subjects_anywhere=subjects,
        year_said=year_in(read) if named else None,
        audience_said=audience_of(read) is not None,
        meta=Meta.SERVICE if service else _meta(read, place, conversation),
        service=service,
        person_wanted=read.has("flags", "person_wanted")
        and not calls_back(read.core, mentions, attributes, placed=place is not None),
        complaint=any(one.key == "complaint" for one in read.found),
        individual=read.has("flags", "individual") and read.has("intents", "eligibility"),
        foreign_topic=None
        if place and conversation.turns and opens_as_followup(read)
        else foreign_topic(read, mentions),
        referents=conversation.referents,
        previous=conversation.turns[-1].answer if conversation.turns else None,
    )


def _meta(read: Read, place: PlaceMatch | None, conversation: Conversation) -> Meta | None:
    """What is asked about the answer before; none where nothing was said before of a place."""
    if not read.words:
        # "👍", "??": no word that could be looked for.
        puzzled = Meta.SIMPLER if "?" in read.core else Meta.THANKS
        return puzzled if conversation.turns else Meta.GREETING
    meta = meta_of(read)
    itself = place is not None or bool(read.keys("makers"))
    return None if meta in _OF_AN_ANSWER and itself and not conversation.turns else meta


_OF_AN_ANSWER = frozenset((Meta.SOURCES, Meta.DOUBT, Meta.SIMPLER))


def _in_conversation(
    first: Understanding,
    conversation: Conversation,
    reading: Reading,
    read: Read,
    *,
    corrects: bool = False,
) -> Understanding:
    """The understanding with what the conversation adds."""
    referents, before = conversation.referents, _question_before(conversation)
    again = with_value(before, first) or _narrowed(first, conversation, reading)
    aside = again is None and not (first.meta or first.foreign_topic)
    once = asked_once_more(first, before, read, reading, aside=aside)
    if once is not None:
        return _again(once, conversation, reading, once.mentions)
    if again is None and not aside:
        return first
    corrects = corrects or read.has("flags", "correction")
    again = again or reworded(before, first, read, corrects=corrects)
    if again is not None and first.mentions.empty:
        known = _asked_before(again, first, conversation, reading)
        return replace(known, text=first.text, followup=True, referents=referents)
    known_of = _counted_or_other(first, conversation, reading, read)
    known_of = known_of or _told_further(first, conversation, reading, read)
    if known_of is not None:
        return known_of
    first = at_spoken_network(first, referents, reading)
    subject = has_subject(first) and not of_spoken(first, referents, read)
    if before and _is_same(first, referents, read, subject=subject, corrects=corrects):
        return _again(without_said_along(first), conversation, reading, first.mentions)
    first = funded_there(first, referents, reading)
    part = first.filters.lands and {"davon", "gilt"} & {word.folded for word in read.words}
    if referents.study and part and first.mentions.empty:
        # "Davon nur Sachsen?": of the figures just told, not of all there are.
        return replace(first, mentions=Mentions(studies=(referents.study,)), followup=True)
    if subject and not points_back(first, read):
        return first
    if before and not subject and opens_as_followup(read) and first.attributes:
        known = _asked_before(before, first, conversation, reading)
        bare = not (first.content or first.intents) and set(first.attributes) <= _OF_AN_EVENT
        if bare and Attribute.EVENTS in known.attributes:
            # "Wann war der Kick-off? Und wo?": of the event, and not of its network.
            return _again(first, conversation, reading, Mentions())
    if before and referents.programme and other_case(first, read):
        return _again(first, conversation, reading, Mentions())
    return with_referents(first, conversation, reading, read)


_OF_AN_EVENT = frozenset((Attribute.PLACE, Attribute.DATE))


def _is_same(
    first: Understanding, referents: Referents, read: Read, *, subject: bool, corrects: bool
) -> bool:
    """Whether a text asks what was asked before: of another, of some of them, or for another."""
    further = set(first.attributes) - {Attribute.STATUS}
    narrowing = (first.filters.statuses and not further) or (first.topics and not first.attributes)
    if narrowing and first.category is None and opens_as_followup(read) and not subject:
        return True
    same = read.has("flags", "same")
    bare = not (without_said_along(first) if same else first).attributes and not _asks_anew(
        first, corrects=corrects
    )
    asked_back = bool(referents.pending_question and not referents.pending)
    again = asked_back or corrects or same or opens_as_followup(read)
    # A name alone ("Kassel!") is the same asked of it.
    again = again or not (first.content or first.topics or len(read.words) > FEW_WORDS)
    another = again and (subject or first.place is not None)
    # "Gilt das auch für unser Schwesterwerk?"
    ours = (same and of_oneself(read.core)) or (corrects and tells_of_asker(first))
    return bare and (another or (ours and not subject))


def _told_further(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding | None:
    """ "30 Leute in Iserlohn", "abends": added to a wish that names no record."""
    before = _question_before(conversation)
    if not before or not may_add(first, read):
        return None
    known = _asked_before(before, first, replace(conversation, referents=Referents()), reading)
    foreign = asks_who_pays(first.core) and not (known.topics and of_oneself(known.core))
    if foreign or not may_be_added_to(known, first):
        return None
    added = first.core.strip(" .!?")
    whole = f"{known.core.rstrip(' .!?')}, {added}{'?' if '?' in known.core else ''}"
    again = understand(Question(text=whole, audience=first.audience), Conversation(""), reading)
    place = first.place or again.place or known.place
    again = replace(again, place=place, place_inherited=not first.place, text=first.text)
    return replace(again, followup=True, referents=conversation.referents)


def _counted_or_other(
    first: Understanding, conversation: Conversation, reading: Reading, read: Read
) -> Understanding | None:
    """ "Beim zweiten: …", "und das andere?": of one of the networks last spoken of."""
    referents = conversation.referents
    first = without_said_along(first) if read.has("flags", "same") else first
    counted = ordinal_network(referents, [word.folded for word in read.words])
    if counted is not None and first.mentions.empty:
        if counted == referents.network and not first.attributes:
            # "Und beim zweiten?" after the second of two that were listed: the other one.
            counted = other_network(referents) or counted
        if first.attributes or set(first.intents) - {Intent.LIST, Intent.BELONGS}:
            return of_counted(first, counted, reading)
        return _again(first, conversation, reading, Mentions(networks=(counted,)))
    elsewhere = first.place or first.mentions.organisations
    if other_meant(read) and not (first.mentions.authored or elsewhere):
        # "Einer sagt …, der andere …" of a study speaks of no network.
        other = other_network(referents) or other_there(referents, first, reading)
        if other is not None:
            return _again(first, conversation, reading, Mentions(networks=(other,)))
        if first.mentions.empty and not first.mentions.authored:
            # "Der eine sagt …, der andere …" of two sources speaks of no network.
            return replace(first, missing_referent="network")
    return None


def _narrowed(first: Understanding, conversation: Conversation, reading: Reading) -> str | None:
    """ "Welche davon laufen sicher weiter?": the list before, narrowed; it doubts nothing."""
    before = _question_before(conversation)
    other = first.meta not in (None, Meta.DOUBT) or first.foreign_topic
    if other or not before or not opens_narrowing(first.text):
        return None
    return narrowed_before(before, _asked_before(before, first, conversation, reading), first)


def _question_before(conversation: Conversation) -> str:
    return conversation.turns[-1].question if conversation.turns else ""


def _asked_before(
    text: str, first: Understanding, conversation: Conversation, reading: Reading
) -> Understanding:
    """What a text asks in place of the question before, of the same person."""
    alone = replace(conversation, turns=conversation.turns[:-1])
    return understand(Question(text=text, audience=first.audience), alone, reading)


def _asks_anew(first: Understanding, *, corrects: bool = False) -> bool:
    """Whether a text is a question of its own; "das Netzwerk in Kassel" as a correction is none."""
    # "Und welche in Hessen?": what of, the question before says.
    bare = not (first.content or first.topics or first.attributes)
    asking = set(first.intents) - {Intent.BELONGS, *([Intent.LIST] if bare else [])}
    asking -= {Intent.CHOOSE} if corrects else set()
    # "Falsches Programm, ich meine ZIM."
    named = corrects and (first.category is Category.NETWORK or not first.mentions.empty)
    return bool(asking or (first.category and not named))


def _again(
    first: Understanding, conversation: Conversation, reading: Reading, mentions: Mentions
) -> Understanding:
    """The question before, asked of another network, place or Land ("und in Sachsen?")."""
    if not (before := _question_before(conversation)):
        return replace(first, mentions=mentions, followup=True)
    known = _asked_before(before, first, conversation, reading)
    if known.meta and len(conversation.turns) > 1:
        # "Stimmt das?" in between is not what is asked again.
        earlier = replace(conversation, turns=conversation.turns[:-1])
        return _again(first, earlier, reading, mentions)
    again = changed_by(known, first, reading, mentions)
    if again.core != known.core and not (mentions.empty or first.attributes):
        # Read with the other name it may speak of more: an offer, a person, a year of its own.
        anew = _asked_before(again.core, first, conversation, reading)
        if set(mentions.networks) <= set(anew.mentions.networks):
            again = replace(anew, text=first.text, followup=True)
    return replace(again, referents=conversation.referents)
