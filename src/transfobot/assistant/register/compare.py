"""Two networks or programmes side by side, a summary, an outline: several attributes at once."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.register.columns import wanted_columns
from transfobot.assistant.register.draft import Draft, DraftSentence, Evidence
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, summary_lines, value_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import network_status, programme_status_short
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.domain.conversation import Referents
from transfobot.domain.register import FundingProgramme, Network

_COMPARED = (
    Attribute.REGION, Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.MONEY,
    Attribute.FOCUS, Attribute.OFFERS, Attribute.STATUS,
)  # fmt: skip
_SHORT = frozenset((Attribute.PARTNERS, Attribute.OFFERS))


def compare_networks(desk: Desk, asked: Understanding, pair: Sequence[Network]) -> Draft:
    """Line by line what differs; attributes asked for alone where there are any."""
    left, right = pair[0], pair[1]
    wanted = [one for one in asked.attributes if one in NETWORK_ATTRIBUTES]
    if Attribute.MONEY not in wanted and Attribute.MONEY in wanted_columns(asked):
        # "Vergleiche … bei der Förderung": of networks, what they were given.
        wanted.append(Attribute.MONEY)
    lines = [
        desk.line(
            "compare_head",
            left=left.short_name,
            right=right.short_name,
        )
    ]
    for attribute in wanted or [one for one in _COMPARED if one not in _SHORT]:
        mine, left_evidence = value_of(desk, left, attribute)
        other, right_evidence = value_of(desk, right, attribute)
        if mine is None and other is None and not wanted:
            continue
        lines.append(
            desk.line(
                "compare_line",
                left_evidence,
                right_evidence,
                label=desk.label(attribute.value),
                left=left.short_name,
                left_value=mine or desk.say("not_on_file"),
                right=right.short_name,
                right_value=other or desk.say("not_on_file"),
            )
        )
    return Draft(
        tuple(lines),
        referents=Referents(network=left.id, other_networks=tuple(one.id for one in pair[1:])),
    )


def compare_programmes(desk: Desk, asked: Understanding, pair: Sequence[FundingProgramme]) -> Draft:
    """What fits better is not ours to say: the rules of both, side by side."""
    left, right = pair[0], pair[1]
    choosing = Intent.COMPARE not in asked.intents
    lines = [desk.line("funding_choice" if choosing else "compare_kinds")]
    for label, mine, other in _programme_rows(desk, left, right):
        if mine is None and other is None:
            continue
        lines.append(
            desk.line(
                "compare_line",
                _row_evidence(left, label, mine),
                _row_evidence(right, label, other),
                label=desk.label(label),
                left=left.name,
                left_value=mine or desk.say("not_on_file"),
                right=right.name,
                right_value=other or desk.say("not_on_file"),
            )
        )
    return Draft(tuple(lines), referents=Referents(programme=left.id))


def _row_evidence(programme: FundingProgramme, label: str, value: str | None) -> Evidence:
    """The line of the record; its kind and run time stand there in other words."""
    if label == "kind":
        return backed(programme, "Art:")
    if label == "status":
        return backed(programme, programme.term, programme.status_note)
    return backed(programme, value or programme.name)


def _programme_rows(
    desk: Desk, left: FundingProgramme, right: FundingProgramme
) -> list[tuple[str, str | None, str | None]]:
    return [
        ("kind", desk.say(f"kind_{left.kind.value}"), desk.say(f"kind_{right.kind.value}")),
        ("eligible", left.eligible, right.eligible),
        ("purpose", left.purpose, right.purpose),
        ("rate", left.rate, right.rate),
        ("agency", left.agency, right.agency),
        ("status", programme_status_short(desk, left), programme_status_short(desk, right)),
    ]


def summary(desk: Desk, network: Network) -> Draft:
    """A network in a few sentences."""
    return Draft(
        tuple(summary_lines(desk, network)),
        referents=Referents(network=network.id, office=network.office_id),
        suggestions=(
            desk.say("suggest_partners", name=network.short_name),
            desk.say("suggest_contact", name=network.short_name),
        ),
    )


def outline(desk: Desk, network: Network) -> Draft:
    """The headings of a report on a network, filled with what is on record."""
    name = network.short_name
    rows: list[tuple[str, list[str | None], Evidence]] = []
    pairs = (
        ("outline_1", (Attribute.REGION,)),
        ("outline_2", (Attribute.LEAD, Attribute.PARTNERS)),
        ("outline_3", (Attribute.SPAN, Attribute.MONEY)),
        ("outline_4", (Attribute.FOCUS, Attribute.OFFERS)),
    )
    for key, attributes in pairs:
        found = [value_of(desk, network, one) for one in attributes]
        needles = [evidence.needle for _, evidence in found]
        rows.append((key, [value for value, _ in found], backed(network, *needles)))
    facts = [fact.text for fact in network.facts[:4]]
    rows.append(("outline_5", [" ".join(facts)], backed(network, *facts)))
    lines: list[DraftSentence] = [
        desk.line("outline_head", backed(network, network.short_name), name=name)
    ]
    for key, values, evidence in rows:
        shown = "; ".join(value for value in values if value) or desk.say("not_on_file")
        lines.append(desk.line(key, evidence, value=shown))
    status = network_status(desk, network)
    lines.append(desk.line("outline_6", *status.evidence, value=status.text))
    return Draft(tuple(lines), referents=Referents(network=network.id))
