"""What is asked of the programmes that the answer before has shown: "Und wer zahlt das?".

Each aspect is answered for all of them, for the number of people told; what a record does not say
is said to be missing, and who decides is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.register import open_help
from transfobot.assistant.register.draft import Draft, DraftSentence, with_gaps
from transfobot.assistant.register.front_desk import rule_asked
from transfobot.assistant.register.programme_lines import attribute_lines_of, noted, said
from transfobot.assistant.register.programme_met import Statement, fits, statements_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.scales import Case, fitted
from transfobot.assistant.register.status import programme_line, programme_status_short
from transfobot.assistant.understand.language import stems_of
from transfobot.assistant.understand.onward import group_meant
from transfobot.assistant.understand.programmes import fields_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.text import fold

_FEW = 3
_PLAINLY = {
    "applicant": (Attribute.ELIGIBLE,), "deadline": (Attribute.STATUS,), "law": (Attribute.LAW,),
    "later": (Attribute.STATUS,), "worth": (Attribute.STATUS,), "rate": (Attribute.RATE,),
    "how": (Attribute.ELIGIBLE, Attribute.AGENCY),
}  # fmt: skip
"""What a field of the record answers."""
_UNTOLD = frozenset(("combine", "online", "rejected", "papers", "open"))
"""What no record of a programme tells."""
_Lines = list[DraftSentence]


def of_shown(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records of the programmes shown before say of what is asked now."""
    if asked.onward is None or not asked.onward.programmes:
        return None
    if asked.onward.aspects == ("group",) and rule_asked(asked):
        return None
    shown = [one for one in map(desk.register.programme, asked.onward.programmes) if one]
    running = [one for one in shown if one.status_on(desk.day) is not Status.ENDED]
    told = _Told(desk, asked, running or shown, asked.onward.size)
    lines = dict.fromkeys(line for key in asked.onward.aspects for line in told.of(key))
    only = shown[0].id if len(shown) == 1 else asked.referents.programme
    known = asked.onward.aspects != ("open",)
    draft = Draft(tuple(lines), referents=replace(asked.referents, programme=only), whole=known)
    return with_gaps(draft) if lines else None


@dataclass(frozen=True)
class _Told:
    """The programmes that are meant, and the lines on them."""

    desk: Desk
    asked: Understanding
    programmes: Sequence[FundingProgramme]
    size: int | None

    def of(self, key: str) -> _Lines:
        """What is told of one aspect."""
        if key in _UNTOLD:
            return self._untold(key, self.programmes)
        if key in _PLAINLY:
            head = [DraftSentence(self.desk.say("onward_worth"))] if key == "worth" else []
            return head + self._each(self.programmes, *_PLAINLY[key])
        ways = {
            "payer": self._payer, "agency": self._agency, "conditions": self._conditions,
            "decides": self._agency,
            "simpler": self._briefly, "least": self._least, "start": self._start,
            "kind": self._kind, "group": self._group,
        }  # fmt: skip
        return ways[key]() if self.programmes else []

    def _each(self, programmes: Sequence[FundingProgramme], *attributes: Attribute) -> _Lines:
        """The attributes of each; of many in a line for each."""
        year = self.asked.text if self.asked.filters.year else ""
        plain = replace(self.asked, core="", text=year, attributes=())
        lines: _Lines = []
        for one in programmes:
            for attribute in attributes:
                if attribute is Attribute.RATE and one.rate:
                    lines.append(self._height(one, one.rate))
                elif len(programmes) > _FEW:
                    lines.append(self._short(one, attribute))
                else:
                    lines += attribute_lines_of(self.desk, plain, one, attribute)
        return lines

    def _short(self, programme: FundingProgramme, attribute: Attribute) -> DraftSentence:
        value = fields_of(programme).get(attribute) or self.desk.say("not_on_file")
        if attribute is Attribute.STATUS:
            value = programme_status_short(self.desk, programme)
        evidence = backed(programme, value, programme.name)
        return self.desk.line("list_line_value", evidence, name=programme.name, value=value)

    def _height(self, programme: FundingProgramme, rate: str) -> DraftSentence:
        """How much it pays, to a firm of the size told where the record tells sizes apart."""
        value = fitted(rate, Case(self.size, None, disabled=False)).rstrip(".")
        label = self.desk.label("rate")
        if value != rate.rstrip("."):
            label = f"{label} {self.desk.say('help_size', size=self.size).strip()}"
        evidence, name = backed(programme, rate), programme.name
        return self.desk.line("funding_line", evidence, label=label, name=name, value=value)

    def _missing(
        self, key: str, programmes: Sequence[FundingProgramme], who: str = ""
    ) -> DraftSentence:
        evidence = [backed(one, one.name) for one in programmes]
        names = self.desk.joined([one.name for one in programmes])
        names = names if len(programmes) <= _FEW else self.desk.say("onward_these")
        return self.desk.gap(f"onward_{key}", *evidence, names=names, who=who)

    def _untold(self, key: str, programmes: Sequence[FundingProgramme], *, who: str = "") -> _Lines:
        """That it is not on file, and who tells it, each named once."""
        agencies: dict[str, FundingProgramme] = {}
        for one in programmes:
            if one.agency and not any(each in one.agency for each in agencies):
                agencies[one.agency] = one
        evidence = [backed(one, agency) for agency, one in agencies.items()]
        whom = self.desk.line("worry_agency", *evidence, agency="; ".join(agencies))
        gap = self._missing(key, programmes, who)
        return [gap, whom] if agencies else [gap]

    def _unsaid(self, lines: Iterable[DraftSentence]) -> _Lines:
        """Those that the answer before has not said."""
        before = self.asked.previous
        known = {one.text for one in before.sentences} if before else set()
        return [one for one in lines if one.text not in known]

    def _briefly(self) -> _Lines:
        """Of each what it is, who applies and whom to ask, in a line."""
        lines = [DraftSentence(self.desk.say("meta_simpler"))]
        for one in self.programmes[:_FEW]:
            told = {"eligible": one.eligible, "agency": one.contact or one.agency}
            evidence = backed(one, one.eligible, one.contact, one.agency)
            kind, missing = self.desk.say(f"kind_{one.kind.value}"), self.desk.say("not_on_file")
            values = {key: value or missing for key, value in told.items()}
            lines.append(
                self.desk.line("onward_simpler", evidence, name=one.name, kind=kind, **values)
            )
        return lines

    def _sized(self, statements: Iterable[Statement]) -> list[Statement]:
        return [one for one in statements if self.size is None or fits(one, self.size)]

    def _payer(self) -> _Lines:
        at_work = any(one.kind is FundingKind.WAGE_SUPPORT for one in self.programmes)
        head = DraftSentence(self.desk.say("help_payer"))
        paid = [head, *self._each(self.programmes, Attribute.PURPOSE)] if at_work else []
        return self._unsaid(paid) + self._each(self.programmes, Attribute.RATE, Attribute.FUNDER)

    def _agency(self) -> _Lines:
        contact = (Attribute.CONTACT,) if len(self.programmes) <= _FEW else ()
        return self._each(self.programmes, Attribute.AGENCY, *contact)

    def _conditions(self) -> _Lines:
        """What the records ask for, without what is asked of firms of another size."""
        lines = self._each(self.programmes, Attribute.ELIGIBLE)
        for one in self.programmes if len(self.programmes) <= _FEW else ():
            notes = [each for each in statements_of(one) if each.attribute is Attribute.CONDITIONS]
            lines += self._unsaid(self._each([one], Attribute.PURPOSE))
            lines += [said(self.desk, one, each) for each in self._sized(notes)]
        return lines

    def _least(self) -> _Lines:
        """How many people there must be: what the records count, else that they do not."""
        lines, without = [], []
        for one in self.programmes:
            stated = [each for each in statements_of(one) if each.attribute in _OF_PEOPLE]
            counted = [each for each in stated if _COUNTED.search(fold(each.text))]
            told = [noted(self.desk, one, each.text.rstrip(".")) for each in self._sized(counted)]
            lines += told
            without += [] if told else [one]
        return lines + ([self._missing("least", without)] if without else [])

    def _start(self) -> _Lines:
        ruled = [one for one in self.programmes if one.apply_before_start is not None]
        others = [one for one in self.programmes if one not in ruled]
        lines = self._each(ruled[:_FEW], Attribute.BEFORE_START)
        return lines + (self._untold("start", others) if others else [])

    def _kind(self) -> _Lines:
        """Which of them is a grant or a loan; else of each what it is."""
        text = fold(self.asked.text)
        wanted = {kind for word, kind in _KINDS.items() if word in text}
        if not wanted and "nicht" in text.split():
            wanted = set(FundingKind) - {FundingKind.LOAN}
        if not wanted or not _WHICH.search(text):
            return self._each(self.programmes, Attribute.KIND)
        kept = [one for one in self.programmes if one.kind in wanted]
        few = len(kept) <= _FEW
        told = [programme_line(self.desk, one, rate=few) for one in kept]
        kinds = self._each(self.programmes, Attribute.KIND)
        return told or [self._missing("kind", self.programmes), *kinds]

    def _group(self) -> _Lines:
        """Whether they are for somebody else: what records say of them, else that they do not."""
        who = group_meant(self.asked.text)
        words = {one for one in stems_of(who) if len(one) > 1} - _ANYBODY
        audience = audience_of_group(self.asked.text)
        audience = None if audience is Audience.EMPLOYEE and words else audience
        fitting = [one for one in self.programmes if audience in one.audience]
        if audience and fitting:
            return self._each(fitting, Attribute.ELIGIBLE)
        if audience:
            other = replace(self.asked, audience=audience, audience_said=True, core=self.asked.text)
            more = open_help.open_programmes(self.desk, other, audience)
            return [self._missing("not_for", self.programmes, who), *more]
        lines = [
            said(self.desk, one, each)
            for one in self.programmes
            for each in statements_of(one)
            if words & stems_of(" ".join(_NOUNS.findall(each.text)))
        ]
        shown, who = self.programmes[:_FEW], who or self.desk.say("onward_others")
        return lines or [
            *self._untold("group", shown, who=who), *self._each(shown, Attribute.ELIGIBLE)
        ]  # fmt: skip


def audience_of_group(text: str) -> Audience | None:
    """ "Und für Betriebe?", "was ist mit der Stadt?": a firm, a town or people at work."""
    groups = {Audience.COMPANY: _FIRM, Audience.MUNICIPALITY: _TOWN, Audience.EMPLOYEE: _AT_WORK}
    return next((one for one, said in groups.items() if said.search(fold(text))), None)


_COUNTED = re.compile(
    r"\b(?:prozent der|unter \d+|ab \w+|weniger als \w+|bis \d[\d.]*) beschaeftigte"
)
_OF_PEOPLE = (Attribute.CONDITIONS, Attribute.ELIGIBLE)
_NOUNS = re.compile(r"\b(?:[A-ZÄÖÜ]\w+|\d+)")
_KINDS = {
    "zuschu": FundingKind.GRANT, "kredit": FundingKind.LOAN, "darlehen": FundingKind.LOAN,
    "steuer": FundingKind.TAX,
}  # fmt: skip
_WHICH = re.compile(r"\bdavon\b|\bwelche\w*\b|\bwas (?:davon )?(?:ist|sind)\b")
_ANYBODY = stems_of(
    "leute kollegen kolleginnen mitarbeiter menschen betrieb firma alle andere arbeitnehmer"
    " beschaeftigte selbst belegschaft"
)
_TOWN = re.compile(r"\b(?:stadt|gemeinde|kommunen?|landkreis|kreis|staedte|gemeinden|rathaus)\b")
_AT_WORK = re.compile(
    r"\b(?:leute|arbeitnehmer\w*|beschaeftigten?|mitarbeiter\w*|kolleg\w*|belegschaft|arbeiter\w*)\b"
)
_FIRM = re.compile(r"\b(?:firmen|betriebe?n?|unternehmen|zulieferer\w*|mittelstaendler\w*)\b")
