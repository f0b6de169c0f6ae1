"""Which networks a list is about: by area, partner, subject, and time."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transfobot.assistant.denial import denied_before, set_aside
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, names_of, value_of
from transfobot.assistant.register.places import networks_there
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.selected_by import OF_NETWORKS, by_subject, by_time, subjects
from transfobot.assistant.understand.filters import NARROWER
from transfobot.assistant.understand.language import Word, as_written, words_of
from transfobot.assistant.understand.names import key_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import Found, pattern, word_tables
from transfobot.domain.conversation import Topic
from transfobot.domain.register import Network, NetworkKind, Partner
from transfobot.german.figures import find_amounts

_NARROWING = frozenset((Attribute.AUDIENCES, Attribute.FOCUS))
_WITH = re.compile(r"\b(?:mit|ohne|with|without)\b")


@dataclass(frozen=True, slots=True)
class Selection:
    """Networks that fit, those of which it is not proven, and what was looked for."""

    fitting: tuple[Network, ...]
    unproven: tuple[Network, ...]
    what: tuple[str, ...]
    when: str = ""
    over: bool = False
    """Whether ended networks are asked for."""
    shown: Attribute | None = None
    """An attribute that shows why a network fits (partners)."""


def select(
    desk: Desk, asked: Understanding, *, apart: bool = False, among: Sequence[Network] = ()
) -> Selection | None:
    """The networks that every filter keeps; None when part of the question is not understood."""
    networks = list(among or desk.register.networks)
    regions = {one.region for one in among}
    what = [desk.say("what_land", land=one) for one in regions if len(regions) == 1]
    what += [desk.say("what_named")] if len(regions) > 1 else []
    text = asked.core.lower()
    alone = not OF_NETWORKS.search(_ALLIANCES.sub(" ", text))
    there = [one for land in asked.filters.lands for one in desk.register.in_land(land)]
    on_file = not there or any(one.kind is NetworkKind.ALLIANCE for one in there)
    if _ALLIANCES.search(text) and alone and on_file and Intent.LIST in asked.intents:
        networks = [one for one in networks if one.kind is NetworkKind.ALLIANCE]
        what.append(desk.say("network_alliance"))
    if aside := asked.mentions.networks if apart else sets_apart(desk, asked):
        kept = [one for one in networks if one.id not in aside]
        # Unnamed in the answer as well: whoever sets it apart does not want to read of it.
        what += [desk.say("what_except")] if len(kept) < len(networks) else []
        networks = kept
    if leaves_out_funded(asked):
        networks = [one for one in networks if one.kind is not NetworkKind.FUNDED]
        what.append(desk.say("what_unfunded"))
    networks, said = _by_area(desk, asked, networks)
    what += said
    shown: Attribute | None = None
    partnered = _by_number(desk, asked, networks) or _by_partner(desk, asked, networks)
    if partnered is not None:
        networks, said = partnered
        networks, aside_said = _without_kinds(desk, asked, networks)
        what += said + aside_said
        shown = Attribute.PARTNERS
    networks, said = _without(desk, asked, networks)
    what += said
    networks, said = _by_money(desk, asked, networks)
    what += said
    sure = not among and (shown is None or _NARROWING & set(asked.attributes))
    subject = by_subject(asked, networks)
    if subject is not None and (sure or (subject[0] and set(asked.topics) - {Topic.FUNDING})):
        networks, words = subject
        if not networks:
            return None
        denied = Attribute.AUDIENCES in asked.filters.without
        said_so = desk.say("what_without", label=words)
        what.append(said_so if denied else desk.say("what_topic", name=words))
    fitting, unproven, said, when = by_time(desk, asked, networks)
    what += said
    over = bool({"ended", "end_now"} & set(asked.filters.statuses))
    return Selection(tuple(fitting), tuple(unproven), tuple(what), when, over, shown)


def sets_apart(desk: Desk, asked: Understanding) -> tuple[str, ...]:
    """The networks named that a list is asked without: "außer ITAS", "neben ITAS noch"."""
    named = asked.mentions.networks
    if _FURTHER.search(asked.core.lower()):
        return named
    found = [one for one in map(desk.register.network, named) if one]
    return tuple(one.id for one in found if named_aside(asked.core, one))


def named_aside(text: str, network: Network) -> bool:
    """Whether words of denial stand before, or right behind, the network's name."""
    keys, small = tuple(key_of(name) for name in names_of(network)), text.lower()
    return any(
        key_of(small[one.start :]).startswith(keys) and denied_before(small, one.start)
        for one in words_of(small)
    )


def leaves_out_funded(asked: Understanding) -> bool:
    """ "Nicht vom Bund gefördert", "keine geförderten Netzwerke"."""
    return _UNFUNDED.search(asked.core.lower()) is not None


_FURTHER = pattern("select_further")
_UNFUNDED = pattern("unfunded")
""" "Nicht vom Bund gefördert", "kein gefördertes Netzwerk"."""
_ALLIANCES = re.compile(r"bündnissen?\b|alliances")


def _by_area(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    lands = asked.filters.lands
    if lands:
        inside = {one.id for land in lands for one in desk.register.in_land(land)}
        keep = [one for one in networks if (one.id in inside) is not asked.filters.negated]
        key = "what_land_not" if asked.filters.negated else "what_land"
        return keep, [desk.say(key, land=desk.joined(lands))]
    place = asked.place.unique if asked.place else None
    if place is not None:
        covering = networks_there(desk, asked)
        keep = [one for one in networks if one in covering]
        return keep, [desk.say("what_land", land=place.label)]
    return networks, []


_NUMBERS = re.findall(
    r"\S+",
    "null|zero eine?[nm]?|one zwei|two drei|three vier|four fuenf|five sechs|six sieben|seven"
    " acht|eight neun|nine zehn|ten elf|eleven zwoelf|twelve",
)
_SIDES: Mapping[str, Callable[[int, int], bool]] = {
    "mehr als|ueber|more than": operator.gt,
    "mindestens|wenigstens|at least": operator.ge,
    "weniger als|unter|fewer than|less than": operator.lt,
    "hoechstens|maximal|at most": operator.le,
    "genau|nur|bloss|lediglich|only|exactly": operator.eq,
}
_BOUND = re.compile(
    rf"\b(?P<side>{'|'.join(_SIDES)}) (?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}) "
    r"(?:\w+ )?(?:(?:kooperations|konsortial)?partnern?|partners)\b"
)


def bounds_partners(asked: Understanding) -> bool:
    """Whether a number of partners bounds the list: "mehr als drei Partner"."""
    return _BOUND.search(asked.folded) is not None


def _by_number(
    desk: Desk, asked: Understanding, networks: Sequence[Network]
) -> tuple[list[Network], list[str]] | None:
    """Those with as many partners on file as are asked for; None where no number is asked for."""
    match = _BOUND.search(asked.folded)
    if match is None:
        return None
    said, side = match["number"], match["side"]
    spelled = (at for at, one in enumerate(_NUMBERS) if re.fullmatch(one, said))
    number = int(said) if said.isdigit() else next(spelled)
    holds = next(one for words, one in _SIDES.items() if side in words.split("|"))
    keep = [one for one in networks if one.partners and holds(len(one.partners), number)]
    shown = f"{as_written(asked.core, side) or side} {number} {desk.label('partners')}"
    return keep, [shown]


def _by_partner(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]] | None:
    """By who takes part: a named organisation, else a kind of organisation."""
    names, kinds = asked.filters.organisations, asked.filters.partner_kinds
    if names and _kinds_beside(asked, names):
        aside = set_aside(asked.core)
        names = tuple(one for one in names if one not in aside)
    parties = _leads if _asks_lead(asked) else _parties
    taking_part = bool(set(asked.attributes) & {Attribute.PARTNERS, Attribute.LEAD})
    taking_part = taking_part or _WHERE_IN.search(asked.core.lower()) is not None
    if not taking_part and not ((names or kinds) and _WITH.search(asked.core.lower())):
        return None
    negated = Attribute.PARTNERS in asked.filters.without
    if negated and not (names or kinds or asked.nouns):
        # "Gar keine Partner eingetragen".
        keep = [one for one in networks if not one.partners]
        return keep, [desk.say("what_without", label=desk.label(Attribute.PARTNERS.value))]
    negated = negated or _denied(asked, [*names, *kinds])
    # "Hat eine IHK nicht die Führung".
    negated = negated or (parties is _leads and Attribute.LEAD in asked.filters.without)
    if names:
        keep = [one for one in networks if _bears(parties(one), names) is not negated]
        if len(names) > 1 and not negated and _ALSO_CALLED.search(asked.core.lower()):
            keep = [one for one in networks if any(_bears(parties(one), [n]) for n in names)]
        of_name = _kind_in_name(asked, names)
        if of_name:
            # "TU Chemnitz" is neither the town nor its chamber.
            keep = [
                one
                for one in networks
                if any(involved_party(p, names) and _of_kind(p, of_name) for p in parties(one))
                is not negated
            ]
        shown = " ".join((*of_name, *_spelled(asked.core, names)))
        if kinds and not negated:
            # "Ein Fraunhofer-Institut oder eine IHK": of the name or of the kind.
            beside = {one.key for one in _kinds_beside(asked, names)}
            apart = [one for one in kinds if one in beside]
            of_kind = [one for one in networks if any(_of_kind(p, apart) for p in parties(one))]
            both = [one for one in keep if one in of_kind]
            if _OR.search(asked.core.lower()):
                keep = [one for one in networks if one in keep or one in of_kind]
            elif both and _BOTH.search(asked.core.lower()):
                keep, shown = both, desk.joined((shown, *apart))
        key = "what_organisation_not" if negated else "what_organisation"
        if keep or of_name or not kinds:
            return keep, [desk.say(key, name=shown)]
    if kinds:
        together = len(kinds) > 1 and not negated and _BOTH.search(asked.core.lower())
        sets = [[kind] for kind in kinds] if together else [kinds]
        keep = [
            one
            for one in networks
            if all(any(_of_kind(p, some) for p in parties(one)) for some in sets) is not negated
        ]
        key = "what_partner_kind_not" if negated else "what_partner_kind"
        return keep, [desk.say(key, name=desk.joined(kinds))]
    return None


def _without_kinds(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    """Without a kind set aside beside one that is wanted: "… aber keine Handwerkskammer"."""
    kinds, small, words = asked.filters.partner_kinds, asked.core.lower(), asked.words
    called = asked.filters.organisations
    said = set_aside(asked.core) & set(called) if _kinds_beside(asked, called) else set()
    named = _kinds_beside(asked, sorted(said))
    apart = {one.key for one in named if denied_before(small, words[one.start].start)}
    apart -= {*kinds, *map(NARROWER.get, (*apart, *kinds))}
    if not (apart and (kinds or asked.filters.organisations)) and not said:
        return networks, []
    parties, names = _leads if _asks_lead(asked) else _parties, sorted(apart)
    keep = [one for one in networks if not any(_of_kind(p, names) for p in parties(one))]
    keep = [one for one in keep if not any(_bears(parties(one), [name]) for name in said)]
    names += _spelled(asked.core, sorted(said))
    return keep, [desk.say("what_partner_kind_not", name=desk.joined(names))]


def _kind_in_name(asked: Understanding, names: Sequence[str]) -> list[str]:
    """The kinds whose word stands right before a name and belongs to it."""
    words = asked.words
    kinds = kinds_said(words)
    behind = {at for at, word in enumerate(words) if word.folded in names}
    return [one.key for one in kinds if one.at[-1] + 1 in behind and not set(one.at) & behind]


def _kinds_beside(asked: Understanding, names: Sequence[str]) -> list[Found]:
    """The kinds said but those of the names themselves: "ein Fraunhofer-Institut"."""
    named = {at for at, word in enumerate(asked.words) if word.folded in names}
    near = named | {at + step for at in named for step in (-1, 1)}
    return [one for one in kinds_said(asked.words) if not near & set(one.at)]


def _denied(asked: Understanding, parties: Sequence[str]) -> bool:
    """Whether all of them that the text speaks of are set aside: "wird nicht von ihr geführt"."""
    small, words = asked.core.lower(), asked.words
    kinds = kinds_said(words)
    spoken = [(word.start, word.start) for word in words if word.folded in parties]
    spoken += [(words[o.start].start, words[o.at[-1]].start) for o in kinds if o.key in parties]
    return bool(spoken) and all(
        denied_before(small, first) or _ABSENT.match(small[last:]) for first, last in spoken
    )


_ABSENT = pattern("absent_party")
""" "… ist eine Uni nicht an einem Netzwerk beteiligt"."""


_WHERE_IN = pattern("where_in")
_OR = re.compile(r"\b(?:oder|bzw|or)\b(?! (?:in |bei |an )?(?:welche|auch ))")
_BOTH = re.compile(r"\b(?:und|sowohl|and)\b(?!.*\b(?:oder|or)\b)")
_ALSO_CALLED = re.compile(r"\b(?:also|kurz|genannt|bzw|beziehungsweise|oder|jeweils)\b|\(")
"""Names of one organisation ("das Berufsfortbildungswerk, also das bfw"), or each by itself."""


def _spelled(text: str, names: Sequence[str]) -> list[str]:
    return [word.shown for word in words_of(text) if word.folded in names]


def _parties(network: Network) -> list[Partner]:
    return [*_leads(network), *network.partners]


def _asks_lead(asked: Understanding) -> bool:
    return Attribute.LEAD in asked.attributes and Attribute.PARTNERS not in asked.attributes


def _leads(network: Network) -> list[Partner]:
    return [Partner(network.lead)] if network.lead else []


def _bears(parties: Sequence[Partner], names: Sequence[str]) -> bool:
    """Whether one of the parties bears all the names asked for."""
    return any(involved_party(party, names) for party in parties)


def _same(name: str, word: str) -> bool:
    return word == name or (len(name) > 5 and word.startswith(name[:-1]))


def _of_kind(partner: Partner, kinds: Sequence[str]) -> bool:
    found = kinds_said(words_of(f"{partner.name} {partner.role or ''}"))
    return any(one.key in kinds for one in found)


def kinds_said(words: Sequence[Word]) -> list[Found]:
    """The words for kinds of organisations among some words."""
    return [one for one in word_tables().find(words) if one.group == "partner_kinds"]


def _without(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    wanted = [
        one
        for one in asked.filters.without
        if one in NETWORK_ATTRIBUTES and one is not Attribute.PARTNERS
    ]
    if asked.filters.organisations or asked.filters.partner_kinds:
        # "Not led by …" misses no lead.
        wanted = [one for one in wanted if one is not Attribute.LEAD]
    if asked.filters.amount is not None:
        # "Keine zwei Millionen": less than that, and not none.
        wanted = [one for one in wanted if one is not Attribute.MONEY]
    if subjects(asked):
        # "Ohne Betriebsräte als Zielgruppe": there are others.
        wanted = [one for one in wanted if one is not Attribute.AUDIENCES]
    if not wanted or asked.filters.statuses:
        return networks, []
    keep = [one for one in networks if all(value_of(desk, one, item)[0] is None for item in wanted)]
    labels = desk.joined([desk.label(one.value) for one in wanted])
    return keep, [desk.say("what_without", label=labels)]


def _by_money(
    desk: Desk, asked: Understanding, networks: list[Network]
) -> tuple[list[Network], list[str]]:
    """By the first sum of their funding; one without a sum on file is in no such list."""
    bound = asked.filters.amount
    if bound is None or Attribute.LEAD in asked.attributes:
        return networks, []
    # "Verlängerung … 1,1 Mio. €; die erste Fördersumme ist nicht hinterlegt" says no whole.
    said = {one.id: one.funding or "" for one in networks}
    sums = {key: None if _UNSAID in text else _first_sum(text) for key, text in said.items()}
    keep = [one for one in networks if (sum_ := sums[one.id]) is not None and bound.holds(sum_)]
    side = "within" if bound.most is not None else "over" if bound.over else "under"
    key = f"what_money_{side}{'_itself' if bound.itself and bound.most is None else ''}"
    return keep, [desk.say(key, amount=bound.shown, low=bound.lowest)]


_UNSAID = "nicht hinterlegt"


def _first_sum(text: str) -> Decimal | None:
    """The first sum; "knapp 3 Mio." is under three millions, "mehr als 12 Mio." over twelve."""
    amounts = find_amounts(text)
    if not amounts:
        return None
    before = text[: amounts[0].start].lower()
    less, more = before.rstrip().endswith("knapp"), _MORE.search(before) is not None
    return amounts[0].value + (more - less)


_MORE = re.compile(r"\b(?:über|mehr als|gut)\s*$")


def fitting_partners(network: Network, asked: Understanding) -> list[Partner]:
    """Those who take part and bear the name asked for, else are of the kind asked for."""
    names, kinds = asked.filters.organisations, asked.filters.partner_kinds
    parties = _leads(network) if _asks_lead(asked) else _parties(network)
    fitting = [one for one in parties if names and involved_party(one, names)]
    if names and not fitting:
        fitting = [one for one in parties if any(involved_party(one, [name]) for name in names)]
    return fitting or [one for one in parties if _of_kind(one, kinds)]


def involved_party(party: Partner, names: Sequence[str]) -> bool:
    """Whether a partner bears all the names."""
    words = [word.folded for word in words_of(f"{party.name} {party.role or ''}")]
    return all(any(_same(name, word) for word in words) for name in names)
