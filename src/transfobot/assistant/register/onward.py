"""What is asked of the programmes that the answer before has shown: "Und wer zahlt das?".

Each aspect is answered for all of them, for the number of people told; what a record does not say
is said to be missing, and who decides is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from transfobot.assistant.register import open_help
from transfobot.assistant.register.draft import Draft, DraftSentence, with_gaps
from transfobot.assistant.register.programme_filters import fits_size
from transfobot.assistant.register.programme_lines import attribute_lines_of, noted
from transfobot.assistant.register.programme_met import fits, statements_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.status import programme_line, programme_status_short
from transfobot.assistant.understand.audience import audience_in
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.onward import group_meant
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Onward, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.text import fold

_FEW = 3
_Programmes = Sequence[FundingProgramme]


def of_shown(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records of the programmes shown before say of what is asked now."""
    onward = asked.onward
    programmes = _meant(desk, onward) if onward else []
    if not onward or not programmes:
        return None
    told = [_TOLD[one](desk, asked, programmes) for one in onward.aspects if one in _TOLD]
    lines = list(dict.fromkeys(chain.from_iterable(told)))
    if not lines:
        return None
    only = programmes[0].id if len(programmes) == 1 else None
    referents = replace(asked.referents, programme=only or asked.referents.programme)
    return with_gaps(Draft(tuple(lines), referents=referents, whole=True))


def _meant(desk: Desk, onward: Onward) -> list[FundingProgramme]:
    """Those that still run, where any of them does."""
    shown = [one for one in map(desk.register.programme, onward.programmes) if one]
    return [one for one in shown if one.status_on(desk.day) is not Status.ENDED] or shown


def _each(
    desk: Desk, asked: Understanding, programmes: _Programmes, *asked_for: Attribute
) -> list[DraftSentence]:
    """The attributes of each programme; of many in a line for each."""
    plain = replace(asked, core="", text=asked.text if asked.filters.year else "", attributes=())
    lines: list[DraftSentence] = []
    for one in programmes:
        for attribute in asked_for:
            if attribute is Attribute.RATE and one.rate:
                lines.append(_height(desk, one, asked.onward and asked.onward.size))
            elif len(programmes) > _FEW:
                lines.append(_short(desk, one, attribute))
            else:
                lines += attribute_lines_of(desk, plain, one, attribute)
    return lines


def _short(desk: Desk, programme: FundingProgramme, attribute: Attribute) -> DraftSentence:
    value = fields_of(programme).get(attribute) or desk.say("not_on_file")
    if attribute is Attribute.STATUS:
        value = programme_status_short(desk, programme)
    evidence = backed(programme, value, programme.name)
    return desk.line("list_line_value", evidence, name=programme.name, value=value)


def _height(desk: Desk, programme: FundingProgramme, size: int | None) -> DraftSentence:
    """How much it pays, to a firm of the size told where the record tells sizes apart."""
    rate = (programme.rate or "").rstrip(".")
    value, label = of_size(rate, size), desk.label("rate")
    if value != rate:
        label = f"{label} {desk.say('help_size', size=size).strip()}"
    return desk.line(
        "funding_line", backed(programme, rate), label=label, name=programme.name, value=value
    )


def of_size(text: str, size: int | None) -> str:
    """A rate in steps without those for firms of another size."""
    head, colon, steps = text.partition(": ")
    parts = re.split(r"(?<=[,;]) ", steps if colon else text)
    bounded = [part for part in parts if _BOUNDS.search(fold(part))]
    if size is None or len(bounded) < _STEPS:
        return text
    kept = " ".join(part for part in parts if _within(fold(part), size)).rstrip(",; ")
    return f"{head}: {kept}" if colon else kept


_STEPS = 2
_BOUNDS = re.compile(r"\b(unter|ab|von) (\d+)(?: bis (\d+))? beschaeftigte")


def _within(part: str, size: int) -> bool:
    match = _BOUNDS.search(part)
    if match is None:
        return True
    low, high = int(match[2]), int(match[3] or 0)
    if match[1] == "unter":
        return size < low
    return size >= low and (not high or size <= high)


def _paid(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    at_work = any(one.kind is FundingKind.WAGE_SUPPORT for one in programmes)
    paid = _unsaid(asked, _each(desk, asked, programmes, Attribute.PURPOSE)) if at_work else []
    return [*paid, *_each(desk, asked, programmes, Attribute.RATE, Attribute.FUNDER)]


def _unsaid(asked: Understanding, lines: Sequence[DraftSentence]) -> list[DraftSentence]:
    """The lines that the answer before has not said."""
    said = {one.text for one in asked.previous.sentences} if asked.previous else set()
    return [one for one in lines if one.text not in said]


def _worth(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    return [
        DraftSentence(desk.say("onward_worth")),
        *_each(desk, asked, programmes, Attribute.STATUS),
    ]


def _conditions(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    """What the records ask for, without what is asked of firms of another size."""
    if len(programmes) > _FEW:
        return _each(desk, asked, programmes, Attribute.ELIGIBLE)
    size = asked.onward.size if asked.onward else None
    lines = []
    for one in programmes:
        stated = [each for each in statements_of(one) if each.attribute is Attribute.CONDITIONS]
        lines += _each(desk, asked, [one], Attribute.ELIGIBLE)
        lines += _unsaid(asked, _each(desk, asked, [one], Attribute.PURPOSE))
        lines += [
            noted(desk, one, each.text.rstrip("."))
            for each in stated
            if size is None or fits(each, size)
        ]
    return lines


def _least(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    """How many people there must be: what the records count, else that they do not."""
    size = asked.onward.size if asked.onward else None
    lines, without = [], []
    for one in programmes:
        counted = [each for each in statements_of(one) if _COUNTED.search(fold(each.text))]
        counted = [
            each for each in counted if each.attribute in (Attribute.CONDITIONS, Attribute.ELIGIBLE)
        ]
        told = [
            noted(desk, one, each.text.rstrip("."))
            for each in counted
            if size is None or fits(each, size)
        ]
        lines += told
        without += [] if told else [one]
    return lines + [_missing(desk, "onward_least", without)] if without else lines


_COUNTED = re.compile(
    r"\b(?:prozent der|unter \d+|ab \w+|weniger als \w+|bis \d[\d.]*) beschaeftigte"
)


def _missing(desk: Desk, key: str, programmes: _Programmes, **values: str) -> DraftSentence:
    evidence = [backed(one, one.name) for one in programmes]
    names = desk.joined([one.name for one in programmes])
    names = names if len(programmes) <= _FEW else desk.say("onward_these")
    return desk.gap(key, *evidence, names=names, **values)


def _start(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    ruled = [one for one in programmes if one.apply_before_start is not None]
    others = [one for one in programmes if one not in ruled]
    lines = _each(desk, asked, ruled[:_FEW], Attribute.BEFORE_START)
    if others:
        lines += [_missing(desk, "onward_start", others), *_agencies(desk, others)]
    return lines


def _unheld(key: str) -> Callable[[Desk, Understanding, _Programmes], list[DraftSentence]]:
    """What no record tells, and who does."""
    return lambda desk, _asked, shown: [_missing(desk, key, shown), *_agencies(desk, shown)]


def _agencies(desk: Desk, programmes: _Programmes) -> list[DraftSentence]:
    """Who tells more, each named once."""
    agencies: dict[str, FundingProgramme] = {}
    for one in programmes:
        if one.agency and not any(each in one.agency for each in agencies):
            agencies[one.agency] = one
    if not agencies:
        return []
    evidence = [backed(one, agency) for agency, one in agencies.items()]
    return [desk.line("worry_agency", *evidence, agency="; ".join(agencies))]


def _asked_where(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    told = (Attribute.AGENCY,) if len(programmes) > _FEW else (Attribute.AGENCY, Attribute.CONTACT)
    return _each(desk, asked, programmes, *told)


_KINDS = {
    "zuschu": (FundingKind.GRANT,), "kredit": (FundingKind.LOAN,), "darlehen": (FundingKind.LOAN,),
    "steuer": (FundingKind.TAX,),
}  # fmt: skip
_WHICH = re.compile(r"\bdavon\b|\bwelche\w*\b|\bwas (?:davon )?(?:ist|sind)\b")


def _kinds(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    """Which of them is a grant or a loan; else of each what it is."""
    text = fold(asked.text)
    wanted = {kind for word, kinds in _KINDS.items() if word in text for kind in kinds}
    if not wanted and "nicht" in text.split():
        wanted = set(FundingKind) - {FundingKind.LOAN}
    kept = [one for one in programmes if one.kind in wanted] if _WHICH.search(text) else []
    if wanted and _WHICH.search(text) and not kept:
        return [
            _missing(desk, "onward_kind", programmes),
            *_each(desk, asked, programmes, Attribute.KIND),
        ]
    return [programme_line(desk, one, rate=len(kept) <= _FEW) for one in kept] or _each(
        desk, asked, programmes, Attribute.KIND
    )


def _group(desk: Desk, asked: Understanding, programmes: _Programmes) -> list[DraftSentence]:
    """Whether they are for somebody else: what the records say of them, else that they do not."""
    who = group_meant(asked.text)
    named = audience_of_group(asked.text)
    size = asked.onward.size if asked.onward else None
    if asked.filters.size or _COUNT.search(fold(asked.text)):
        return _sized(desk, asked, programmes, size)
    if named is not None and named is not Audience.EMPLOYEE:
        return _of_audience(desk, asked, programmes, named)
    words = {one for one in stems_of(who) if len(one) > 1} - _PLAIN
    lines = []
    for one in programmes:
        stated = [each for each in statements_of(one) if words & stems_of(each.text)]
        lines += [_stated(desk, one, each.attribute, each.text) for each in stated[:2]]
    if lines:
        return lines
    gap = _missing(desk, "onward_group", programmes[:_FEW], who=who or desk.say("onward_others"))
    shown = _each(desk, asked, programmes[:_FEW], Attribute.ELIGIBLE)
    return [gap, *shown, *_agencies(desk, programmes[:_FEW])]


_COUNT = re.compile(
    r"\b(?:\d+|zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|zwanzig|hundert) (?:leute|mann|mitarbeit|beschaeftigte|koepf|personen)|\bklein"
)
_PLAIN = stems_of("leute kollegen kolleginnen mitarbeiter menschen betrieb firma alle andere")


def _stated(
    desk: Desk, programme: FundingProgramme, attribute: Attribute, text: str
) -> DraftSentence:
    if attribute in (Attribute.CONDITIONS, Attribute.STATUS):
        return noted(desk, programme, text.rstrip("."))
    label = desk.label(attribute.value)
    return desk.line(
        "funding_line",
        backed(programme, text),
        label=label,
        name=programme.name,
        value=text.rstrip("."),
    )


def _sized(
    desk: Desk, asked: Understanding, programmes: _Programmes, size: int | None
) -> list[DraftSentence]:
    """What the records say of firms of that size."""
    lines = []
    for one in programmes:
        if size is not None and not fits_size(one, size):
            lines.append(
                desk.line(
                    "onward_not_of_size",
                    backed(one, one.eligible),
                    name=one.name,
                    eligible=one.eligible or "",
                )
            )
            continue
        stated = [each for each in statements_of(one) if _OF_SIZES.search(fold(each.text))]
        for each in stated:
            if each.attribute is Attribute.RATE:
                lines.append(_height(desk, one, size))
            elif size is None or fits(each, size):
                lines.append(_stated(desk, one, each.attribute, each.text))
        lines += [] if stated else _each(desk, asked, [one], Attribute.ELIGIBLE)
    return lines


_OF_SIZES = re.compile(
    r"(?:unter|ab|weniger als|von|bis) \w+ (?:bis \w+ )?beschaeftigte|kleine|jeder groesse|mittlere"
)


def audience_of_group(text: str) -> Audience | None:
    """ "Und für Betriebe?", "was ist mit der Stadt?": whom it is asked for."""
    words = words_of(text)
    found = [one.key for one in word_tables().find(words) if one.group == "audiences"]
    if _TOWN.search(fold(text)):
        return Audience.MUNICIPALITY
    if _FIRM.search(fold(text)):
        return Audience.COMPANY
    known = audience_in(words, word_tables().find(words))
    return known or (Audience(found[-1]) if found else None)


_TOWN = re.compile(r"\b(?:stadt|gemeinde|kommunen?|landkreis|kreis|staedte|gemeinden|rathaus)\b")
_FIRM = re.compile(r"\b(?:firmen|betriebe?n?|unternehmen|zulieferer\w*|mittelstaendler\w*)\b")


def _of_audience(
    desk: Desk, asked: Understanding, programmes: _Programmes, who: Audience
) -> list[DraftSentence]:
    """Those of them that are for the others too, else what else is open for those."""
    fitting = [one for one in programmes if who in one.audience]
    if fitting:
        return _each(desk, asked, fitting, Attribute.ELIGIBLE)
    other = replace(asked, audience=who, audience_said=True, core=asked.text)
    lines = open_help.open_programmes(desk, other, who)
    gap = _missing(desk, "onward_not_for", programmes[:_FEW], who=group_meant(asked.text))
    return [gap, *lines]


_Told = Callable[[Desk, Understanding, _Programmes], Iterable[DraftSentence]]


def _plainly(*attributes: Attribute) -> _Told:
    return lambda desk, asked, shown: _each(desk, asked, shown, *attributes)


_TOLD: dict[str, _Told] = {
    "applicant": _plainly(Attribute.ELIGIBLE),
    "payer": _paid,
    "agency": _asked_where,
    "deadline": _plainly(Attribute.STATUS),
    "later": _plainly(Attribute.STATUS),
    "worth": _worth,
    "conditions": _conditions,
    "least": _least,
    "rate": _plainly(Attribute.RATE),
    "start": _start,
    "combine": _unheld("onward_combine"),
    "online": _unheld("onward_online"),
    "rejected": _unheld("onward_rejected"),
    "papers": _unheld("onward_papers"),
    "kind": _kinds,
    "how": _plainly(Attribute.ELIGIBLE, Attribute.AGENCY),
    "law": _plainly(Attribute.LAW),
    "group": _group,
}
