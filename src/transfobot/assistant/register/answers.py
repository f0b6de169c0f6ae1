"""The register answers first: lists, attributes, contacts, places, funding, comparisons.

Everything is computed from the records for the day of the question. What the records do not hold is
left to the documents: then the answer is None, or a draft with `open_parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from transfobot.assistant.register.absent import abroad, firm_untold
from transfobot.assistant.register.compare import (
    compare_networks,
    compare_programmes,
    outline,
    summary,
)
from transfobot.assistant.register.contacts import reaches
from transfobot.assistant.register.draft import Draft, DraftSentence, with_gaps
from transfobot.assistant.register.entity import entity_answer, networks_named, told_in_prose
from transfobot.assistant.register.events import dated_event
from transfobot.assistant.register.exact import exact_line, with_exact
from transfobot.assistant.register.field import field_answer
from transfobot.assistant.register.figures import cited_sums, figures_apart, figures_compared
from transfobot.assistant.register.funding_answer import funding_answer
from transfobot.assistant.register.gaps import settled
from transfobot.assistant.register.help import (
    case_answer,
    change_answer,
    need_answer,
    placed,
    rule_answer,
    wish_answer,
)
from transfobot.assistant.register.listing import (
    LISTING,
    ending_list,
    free_list,
    joining_answer,
    network_list,
    region_list,
    with_networks_meant,
)
from transfobot.assistant.register.meta import (
    becoming_member,
    meta_answer,
    person_answer,
    repeats,
    said_again,
    set_phrase,
    told_before,
    wants_person,
)
from transfobot.assistant.register.names import named_on_file
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES
from transfobot.assistant.register.network_meant import as_meant
from transfobot.assistant.register.offer_meant import with_offer_meant
from transfobot.assistant.register.offers_asked import named_offer, offers_or_events, thing_offered
from transfobot.assistant.register.office_answers import office_asked, person_asked
from transfobot.assistant.register.onward import of_shown
from transfobot.assistant.register.onward_network import of_networks_shown
from transfobot.assistant.register.open_help import free_offers, with_advice
from transfobot.assistant.register.others import other_networks, under_umbrella, unsettled_kind
from transfobot.assistant.register.partners import nobody_within
from transfobot.assistant.register.places import (
    ask_where,
    ask_which_place,
    asks_of_several,
    coverages_of,
    place_alone,
    place_answer,
)
from transfobot.assistant.register.programme_finding import (
    described,
    network_programmes,
    programmes_of,
)
from transfobot.assistant.register.qualities import firms_said
from transfobot.assistant.register.ranking import ranking
from transfobot.assistant.register.regions import (
    region_answer,
    regions_compared,
    summed_there,
    told_of_region,
)
from transfobot.assistant.register.say import Desk, nowhere
from transfobot.assistant.register.studies import general_facts
from transfobot.assistant.register.studies_asked import (
    jobs_near,
    paper_of_region,
    papers_missing,
    source_unknown,
    studies_asked,
)
from transfobot.assistant.register.study_meant import with_study_meant
from transfobot.assistant.register.study_results import described_figure
from transfobot.assistant.register.subject import with_office, with_subject
from transfobot.assistant.register.uncounted import reached_by_all, uncounted_answer, unranked
from transfobot.assistant.understand.foreign import DECIDED_ELSEWHERE
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Mentions,
    Meta,
    Understanding,
)
from transfobot.domain.answers import Clarification, Mode, Outcome
from transfobot.domain.conversation import Topic
from transfobot.domain.places import Place
from transfobot.domain.register import FundingProgramme
from transfobot.domain.register_index import Register
from transfobot.german.stems import stem
from transfobot.prompts import Phrases

_OPEN = (Outcome.CLARIFY, Outcome.NO_SOURCE, Outcome.OUT_OF_SCOPE)
_MOST_NETWORKS, _PAIR, _LISTED = 12, 2, 2


def answer_from_register(
    asked: Understanding,
    register: Register,
    phrases: Phrases,
    place_of: Callable[[str], Place | None] = nowhere,
) -> Draft | None:
    """The answer over the records, or None when the documents have to answer."""
    desk = Desk(register, phrases, asked.day, asked.language, place_of)
    draft = _answer(desk, asked)
    where = draft is not None and draft.outcome is Outcome.CLARIFY
    if (draft is None or where) and not asked.spoken_of.empty:
        again = _answer(desk, _resumed(asked))
        draft = (again and with_office(desk, asked, again)) or draft
    draft = draft or told_before(asked)
    if asked.onward and (
        draft is None or draft.outcome in _OPEN or repeats(desk, asked, draft, mostly=True)
    ):
        draft = of_shown(desk, asked) or draft
    draft = said_again(desk, asked, draft) if draft and repeats(desk, asked, draft) else draft
    return with_subject(desk, asked, draft) if draft is not None else None


def _resumed(asked: Understanding) -> Understanding:
    """The question asked of what was spoken of before; a subject of its own must stand there."""
    return replace(
        asked,
        mentions=asked.spoken_of,
        spoken_of=Mentions(),
        subjects=asked.subjects_anywhere,
        followup=True,
    )


def _answer(desk: Desk, asked: Understanding) -> Draft | None:
    register = desk.register
    onward = asked.onward and asked.onward.first and of_shown(desk, asked)
    onward = onward or of_networks_shown(desk, asked)
    if onward:
        return onward
    told = thing_offered(desk, with_offer_meant(desk, asked))
    asked = with_networks_meant(asked)
    told = told or need_answer(desk, asked)
    if told is not None:
        return told
    if (whole := region_list(desk, asked)) is not None:
        return whole
    asked = with_study_meant(desk, with_offer_meant(desk, as_meant(desk, asked)))
    # A deployment with documents alone has no register to speak for.
    known = bool(register.networks or register.programmes or register.studies)
    draft = _first_answer(desk, asked) if known else _fixed(desk, asked)
    if draft is None and known:
        draft = uncounted_answer(desk, asked) or named_on_file(desk, asked)
    if known and (draft is None or (asked.place and draft.outcome is Outcome.NO_SOURCE)):
        draft = wish_answer(desk, asked) or draft
    exact = exact_line(desk, asked) if known else None
    draft = with_exact(draft, exact)
    if draft is None and known:
        draft = case_answer(desk, asked)
    if draft is None:
        return None
    said = exact is not None and exact.told_by(draft)
    draft = draft if draft.whole else settled(desk, asked, draft, exact=said)
    return with_office(desk, asked, draft)


def _first_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """The answer of the first reading that has one."""
    if not asked.meta and (untold := firm_untold(desk, asked)) is not None:
        return untold
    if told_in_prose(desk, asked):
        return None
    drafts = (answer(desk, asked) for answer in _ANSWERS)
    return next((draft for draft in drafts if draft is not None), None)


def _fixed(desk: Desk, asked: Understanding) -> Draft | None:
    """What needs no record: a person wanted, another subject, a question about the answer."""
    if asked.meta is Meta.SERVICE and not (asked.foreign_topic and "writing" in asked.service):
        return meta_answer(desk, asked)
    if wants_person(asked):
        return person_answer(desk, asked)
    if asked.foreign_topic:
        known = asked.foreign_topic in DECIDED_ELSEWHERE
        key = f"out_of_scope_{asked.foreign_topic}" if known else "out_of_scope"
        return set_phrase(desk, asked, key, Outcome.OUT_OF_SCOPE)
    if asked.meta:
        return meta_answer(desk, asked)
    if asked.missing_referent and desk.register.networks:
        # "Der KfW-Kredit …, ab wann gibt es das Programm?" tells which one it means.
        agency = Attribute.AGENCY in asked.attributes
        told_of = asked.missing_referent == "programme" and described(desk, asked)
        if agency or told_of or figures_apart(desk, asked):
            return None
        told = wish_answer(desk, asked) if asked.missing_referent == "network" else None
        told = field_answer(desk, asked) or told
        return told or _ask_which(desk, asked)
    return None


def _ask_which(desk: Desk, asked: Understanding) -> Draft:
    """Ask back what "in diesem Netzwerk" means, with choices where there are few."""
    networks = [one for one in map(desk.register.network, asked.referents.other_networks) if one]
    question = desk.say(f"which_{asked.missing_referent}")
    options = tuple(one.short_name for one in networks[:_MOST_NETWORKS])
    if {Attribute.RATE, Attribute.OFFERS} <= set(asked.attributes):
        return placed(desk, asked, free_offers(desk))
    return Draft(
        (DraftSentence(question),),
        Outcome.CLARIFY,
        mode=Mode.NONE,
        clarification=Clarification(question, options),
        referents=replace(
            asked.referents,
            pending=tuple((one.short_name, one.id) for one in networks[:_MOST_NETWORKS]),
            pending_question=asked.core,
        ),
    )


def _unclear_place(desk: Desk, asked: Understanding) -> Draft | None:
    """A name that stands for several places is asked back where the place matters."""
    mentions = asked.mentions
    # "TeamMit Live war in Frankfurt, oder?": an event has its place on file.
    named = mentions.networks or mentions.programmes or mentions.offers
    if named and Intent.BELONGS not in asked.intents:
        return None
    study = asked.category is Category.STUDY or asked.mentions.studies
    if study or (asked.category is Category.FUNDING and asked.filters.lands):
        return None
    return ask_which_place(desk, asked)


def _comparison(desk: Desk, asked: Understanding) -> Draft | None:
    networks = networks_named(desk, asked)
    programmes = programmes_of(desk, asked.mentions.programmes)
    comparing = {Intent.COMPARE, Intent.CHOOSE} & set(asked.intents)
    columns = NETWORK_ATTRIBUTES & set(asked.attributes)
    if len(networks) > _PAIR and columns:
        return None
    if len(networks) >= _PAIR and Intent.COMPARE in asked.intents:
        draft = compare_networks(desk, asked, networks)
        gaps = papers_missing(desk, asked, networks)
        whole = replace(draft, sentences=(*gaps, *draft.sentences), whole=True)
        return with_gaps(whole) if gaps else draft
    if len(programmes) == 1 and asked.category is Category.NETWORK:
        # "Netzwerk oder Hub": the programme that pays for networks stands for them.
        others = [one for one in network_programmes(desk) if one not in programmes]
        programmes += [one for one in others if not _shares_name(one, programmes[0])][:1]
    if len(programmes) == 2 and comparing:
        return compare_programmes(desk, asked, programmes)
    return None


def _shares_name(one: FundingProgramme, other: FundingProgramme) -> bool:
    words = {word.folded for word in words_of(other.name) if len(word.folded) > 3}
    return any(word.folded in words for word in words_of(one.name))


def _overview(desk: Desk, asked: Understanding) -> Draft | None:
    """A summary or the outline of a report on one network, also on that of a place or Land."""
    networks = networks_named(desk, asked)
    if not networks and Intent.SUMMARY in asked.intents:
        return summed_there(desk, asked)
    if len(networks) != 1 or len(NETWORK_ATTRIBUTES & set(asked.attributes)) >= _LISTED:
        return None
    if Intent.OUTLINE in asked.intents:
        return outline(desk, networks[0])
    if Intent.SUMMARY in asked.intents:
        return summary(desk, networks[0])
    return None


def _place(desk: Desk, asked: Understanding) -> Draft | None:
    """Who is responsible for a place, or what of its network is asked for."""
    if asked.place is None or asked.place.unique is None:
        return None
    reaching = {Intent.RESPONSIBLE, Intent.BELONGS, Intent.ADVICE} & set(asked.intents)
    # "Wie heißt der Vorsitzende in X?" does not ask what the network there is called.
    attributes = set(asked.attributes) & NETWORK_ATTRIBUTES - {Attribute.NAMES}
    listing = asked.category is Category.NETWORK and LISTING & set(asked.intents)
    place = asked.place.unique
    if Intent.COUNT in asked.intents and not reaching and not listing:
        return None
    bare = not asked.content and not asked.attributes and not asked.topics
    ours = asked.category in (Category.OFFICE, Category.NETWORK) or bare
    several = asks_of_several(asked)
    networks = [one.network for one in coverages_of(desk, place)]
    # "Bei mir in X, hat der Bodensee ein Netzwerk?": a word of its region is no matter of its own.
    area = {stem(word.folded) for one in networks for word in words_of(one.region)}
    subjects = set(asked.subjects) - area
    if subjects and not (reaching or reaches(asked) or several):
        return None
    if not (reaching or attributes or listing or asked.followup or ours or several):
        return None
    # "Wer leitet die Handwerkskammer in Kassel?": nobody who speaks for the network there.
    within = nobody_within(desk, asked, networks[0]) if networks else None
    return within or with_advice(desk, asked, place_answer(desk, asked))


def _named_alone(desk: Desk, asked: Understanding) -> Draft | None:
    return with_advice(desk, asked, place_alone(desk, asked))


def _general(desk: Desk, asked: Understanding) -> Draft | None:
    """Statements about the whole field."""
    if not asked.mentions.empty or asked.place or asked.filters.lands:
        return None
    if not asked.spoken_of.empty or asked.category is Category.STUDY:
        return None
    lines = general_facts(desk, asked)
    if not lines or Topic.QUALIFICATION in asked.topics:
        return None
    if Attribute.RESULTS in asked.attributes and _unsaid(asked, lines):
        # "Was steht in unserer Strategie zu Wasserstoff?": in which paper is not known.
        return None
    return Draft(tuple(lines), referents=asked.referents)


def _unsaid(asked: Understanding, lines: Sequence[DraftSentence]) -> bool:
    """Whether a noun of the question stands in none of the lines."""
    said = {stem(word.folded) for line in lines for word in words_of(line.text)}
    return not said >= set(asked.nouns)


def _advice(desk: Desk, asked: Understanding) -> Draft | None:
    """Somebody asks for help or wants to join: that depends on the place."""
    helped = {Intent.RESPONSIBLE, Intent.ADVICE} & set(asked.intents)
    named = not asked.mentions.empty or asked.mentions.organisations or asked.filters.lands
    if not helped or named or asked.place or set(asked.subjects_anywhere) - firms_said(asked):
        return None
    return wish_answer(desk, asked) or ask_where(desk, asked)


_Answer = Callable[[Desk, Understanding], Draft | None]
_ANSWERS: tuple[_Answer, ...] = (
    rule_answer,
    reached_by_all,
    unsettled_kind,
    _fixed,
    source_unknown,
    cited_sums,
    figures_apart,
    regions_compared,
    figures_compared,
    ranking,
    unranked,
    abroad,
    _comparison,
    under_umbrella,
    other_networks,
    paper_of_region,
    _overview,
    dated_event,
    _unclear_place,
    person_asked,
    field_answer,
    change_answer,
    joining_answer,
    becoming_member,
    described_figure,
    jobs_near,
    funding_answer,
    studies_asked,
    free_list,
    offers_or_events,
    entity_answer,
    office_asked,
    told_of_region,
    _place,
    network_list,
    ending_list,
    region_answer,
    _general,
    named_offer,
    _advice,
    _named_alone,
)
