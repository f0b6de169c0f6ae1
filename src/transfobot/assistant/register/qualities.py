"""The kind of thing that is asked for, and whether an answer holds one of that kind.

"Wie hoch ist der Zinssatz bei …" is not answered by the sum of the loan, nor "Wer waren die Redner"
by the day of the event. Without words of this topic: they stand in `qualities.toml`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from transfobot.assistant.register.counted import measures_asked
from transfobot.assistant.understand.clauses import told_of_oneself
from transfobot.assistant.understand.framing import framed
from transfobot.assistant.understand.language import as_written, words_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold


class Kind(StrEnum):
    """Kinds of things that no single word names; said by the prompt `kind_…`."""

    TURNOVER = "turnover"
    SHARE = "share"
    INHABITANTS = "inhabitants"
    AREA = "area"
    PRICE = "price"
    DURATION = "duration"
    OFTEN = "often"
    EACH = "each"


_SHARE = re.compile(
    r"\b(?:welche[nrs]? |wie hoch\w* (?:ist |war |der |die |ein )*)(?:prozentuale[nr]? )?anteil\b"
    r"|\b(?:wie ?viel|wie viele) prozent\b|\bprozentual\w*\b|\bwhat (?:share|percentage)\b"
)
_PER_CENT = re.compile(
    r"\bwie ?viele? prozent(?! oder )|\b(?:in|welche[nrs]?) prozent|\bprozentsa(?:tz|etze)"
)
_SHARED = re.compile(
    r"%|\bprozent|\banteil|\bdrittel\b|\bhaelfte\b|\bviertel\b|percent|\bshare\b"
    r"|\bjede[rsnm]? \w+te[rsn]?\b"
)


_PRICE = re.compile(r"\b(?:ge)?kost(?:et|ete|eten|en)?\b|\bteuer\b|\bpreis\b|\bcost\b")


def unmet_quality(
    asked: Understanding, text: str, beside: frozenset[str] = frozenset()
) -> str | None:
    """What is asked for, where the text of an answer holds nothing of its kind.

    As the question says it, or a `Kind` that has no word of its own there.

    Kinds that are only said `beside` ("ein Redner von X, wen frage ich?") are left out.
    """
    groups = _WHAT | (_DONE if _counts_here(asked) else _NOTHING)
    placed = {word.folded for word in words_of(asked.place.matched)} if asked.place else set()
    words = words_of(_asking_sentences(asked.core))
    found = word_tables().find(words)
    # "Fürs Aktenzeichen" says what it is asked for.
    purpose = framed(words, found)
    wanted = {
        one.key: [words[at] for at in one.at]
        for one in found
        if one.group in groups and one.key not in beside and one.start not in purpose
        if not {words[at].folded for at in one.at} <= placed
    }
    if wanted and not asked.mentions.persons:
        # "Ich bin Prokurist": who asks is nothing that is asked for.
        told = told_of_oneself(asked.core, word_tables())
        wanted = {
            key: said
            for key, said in wanted.items()
            if not all(stem(word.folded) in told for word in said)
        }
    if wanted:
        held = {one.key for one in word_tables().find(words_of(text)) if one.group in groups}
        held |= {key for key, said in _SAID_OTHERWISE.items() if said.search(fold(text))}
        missing = [said for key, said in wanted.items() if key not in held]
        if missing:
            return " ".join(word.shown for word in missing[0])
    if done := _done_by_others(asked, text):
        return done
    cited = asked.mentions.studies or asked.mentions.authored or asked.mentions.programmes
    measured = frozenset() if cited else measures_asked(asked)
    unmeasured = measured - word_tables().meanings(words_of(text))
    if unmeasured and asked.category is not Category.STUDY:
        return Kind(min(unmeasured))
    # Of a network's money a sum is no share.
    money = Attribute.MONEY in asked.attributes or asked.category is Category.FUNDING
    paid = asked.mentions.networks and money
    if _of_partner(asked, fold(text)):
        return Kind.SHARE
    core = asked.folded
    shared = _SHARE if paid else _PER_CENT
    if shared.search(core) and not _SHARED.search(fold(text)):
        return Kind.SHARE
    if paid and _EACH.search(core) and not _EACH.search(fold(text)):
        # A sum for all the years is none of one year.
        return Kind.EACH
    return _of_one_record(asked, fold(text))


def _asking_sentences(text: str) -> str:
    """The sentences with a question mark; all where there is none.

    "Mein Vorgänger hinterließ einen Zettel. Wer …?": what is told before is not asked for.
    """
    asking = [text[start:end] for start, end in split(text) if text[start:end].endswith("?")]
    return " ".join(asking) or text


def _of_partner(asked: Understanding, told: str) -> bool:
    """ "Was ging davon an die Hochschule?", "was gibt die Stadt dazu?": no sum of the whole."""
    core, filters = asked.folded, asked.filters
    parties = [*filters.partner_kinds, *filters.organisations]
    hired = bool(asked.mentions.networks and asked.mentions.authored)
    gave = asked.mentions.networks and (parties or asked.place) and _GAVE.search(core)
    summed = (parties or hired) and _SUM.search(core)
    got = _GOT.search(core) and (hired or _PART.search(core))
    if not (gave or (summed and (_WENT.search(core) or got))):
        return False
    clauses = [one for one in _SENTENCES.split(told) if "€" in one or "euro" in one]
    if asked.place and any(fold(asked.place.matched) in each for each in clauses):
        return False
    # The name of a place may also be the region's.
    named = parties if asked.mentions.programmes else filters.partner_kinds
    return not any(fold(one)[:_LONG_ROOT] in each for one in named for each in clauses)


_LONG_ROOT = 7
_SENTENCES = re.compile(r"[;.] ")
_SUM = re.compile(
    r"\b(?:mio|millionen|mrd|milliarden|euro|geld\w*|\w*mittel\w*|foerder\w*|\w*summe|\w*budget"
    r"|\w*betrag\w*|money|funding|million)\b|€"
)
_PART = re.compile(
    r"\b(?:teilbetrag|teilsumme|teil|anteil|davon|stueck|share|portion)\b"
    r"|\b(?:aus|von) (?:den|der|dem) (?:\w+[ -]){0,2}?(?:\w*mitteln|topf|foerderung|geldern?)\b"
    r"|\bwie ?viele? (?:von|vom|der|des)\b|\bhow much of\b"
)
_WENT = re.compile(
    r"\b(?:wie ?viel|was|welche[rnms]?|how much)\b.*"
    r"\b(?:ging|gingen|geht|gehen|floss|flossen|fliesst|entfiel|entfielen|entfaellt|entfallen"
    r"|landete|landeten|went|goes)\b.*\b(?:an|auf|bei|to)\b"
)
_GAVE = re.compile(
    r"\bseinen? (?:anteil|beitrag)\b.*zahlt\b|\b(?:eigenanteil\w*|eigenmittel\w*|eigenbeitrag\w*)\b"
    r"|\b(?:wie ?viel|welche[rnm]?|was|wie hoch)\b.*\b(?:beteiligt\w* sich|sich .*\bbeteilig\w*"
    r"|steuer(?:n|t|te|ten)? .*\bbei|beisteuer\w*|beigesteuert|beigetragen|zugeschossen"
    r"|(?:zahlt|gibt|legt|schiesst) .*\b(?:selbst|dazu|zu))\b"
)
_GOT = re.compile(
    r"\b(?:bekam|bekamen|bekommt|bekommen|erhielt|erhielten|erhaelt|erhalten|kriegte?|gekriegt"
    r"|abbekommen|kassiert\w*|got|received?)\b"
)


def _done_by_others(asked: Understanding, text: str) -> str | None:
    """ "Welche Firmen haben teilgenommen?", "wie oft wurde es gebucht?": no record tells it.

    Who may apply or is a partner is another question.
    """
    core, told = asked.folded, fold(text)
    firms = _FIRMS.search(core)
    single = asked.mentions.offers or (asked.mentions.networks and not asked.category)
    whom = {Attribute.ELIGIBLE, Attribute.AUDIENCES, Attribute.PARTNERS} & set(asked.attributes)
    industry = firms is not None and _MANY_FIRMS.match(firms[0])
    # Of whom a line tells ("berät Zulieferer"), those may be asked for.
    untold_of = single and industry and not (whom or re.search(FIRMS, told))
    did = _TOOK.search(core) or untold_of
    if firms is not None and did and not _PARTNERS.search(told):
        shown = as_written(asked.core, firms["firms"]) or firms["firms"]
        return shown[:1].upper() + shown[1:]
    often = _OFTEN.search(core)
    met = often is None or often["done"][:7] in told or _TIMES.search(told)
    return None if met else Kind.OFTEN


FIRMS = (
    r"(?:auto\w*|zuliefer\w*|fahrzeug\w*|industrie\w*|mittelstands\w*)?(?:firma|firmen|unternehmen"
    r"|betriebe?|konzerne?|zulieferer|autobauer|hersteller|autohersteller)"
    r"|companies|firms|suppliers|carmakers"
)
_FIRMS = re.compile(
    r"\b(?:welche[rsnm]?|nenn\w*|which|name)\b (?:(?:mir|uns|sie|bitte|the|ein paar|die) )*"
    rf"(?:\w+ ){{0,2}}?(?P<firms>{FIRMS}"
    r"|staedte|gemeinden|kommunen|vereine|hochschulen|landkreise)\b"
)
_MANY_FIRMS = re.compile(rf"welche (?:{FIRMS})")
_TOOK = re.compile(
    r"\b(?:teilgenommen|kuendigten|angekuendigt|aufgetreten|nahmen|mitgemacht|bekam\w*"
    r"|(?:bekommen|erhalten|gekriegt) haben"
    r"|(?:haben|hat)\b.*\b(?:bekommen|erhalten|gekriegt)(?=\W*$)|haben\b.*\bbekommen"
    r"|erhielt\w*|einen stand|ausgestellt|beschwert|namentlich|zahlt am"
    r"|haben\b.*\b(?:erhalten|gemacht|absolviert|abgeschlossen|durchlaufen|hinter sich)|genutzt"
    r"|nutzten|in anspruch|befragt|kunden?|profitiert\w*|gebucht"
    r"|besucht\w*|waren dabei|dabei waren|beraten|took part|attended|received)\b"
)
_PARTNERS = re.compile(r"\bpartner von\b|\bpartners? of\b")
_OFTEN = re.compile(
    r"\b(?:wie oft|wie haeufig|how often)\b.*\b(?P<done>genutzt|nutz\w+|aufgerufen|heruntergeladen"
    r"|gebucht|in anspruch|angeklickt|besucht|gelesen|verkauft|bestellt|zitiert|angefragt"
    r"|ausgeliehen|beantragt|abgerufen|downloaded|used|booked)\b"
)


_TIMES = re.compile(r"\d (?:mal|antraeg|anfrag|abruf|buchung|bestellung|download|besuch)")


def untold(asked: Understanding, text: str) -> str | None:
    """What no record tells of anybody: the share of women, the rent, the figures of a firm.

    Asked of whatever; None where the text of an answer speaks of it after all.
    """
    words = words_of(_asking_sentences(asked.core))
    found = [one for one in word_tables().find(words) if one.group in _UNTOLD]
    firms = _asks_of_firm(asked)
    told = told_of_oneself(asked.core, word_tables()) if found else frozenset()
    held = {(one.group, one.key) for one in word_tables().find(words_of(text))} if found else set()
    for one in found:
        said = [words[at] for at in one.at]
        if (one.group, one.key) in held or (one.group == "makers" and not firms):
            continue
        if not all(stem(word.folded) in told for word in said):
            return " ".join(word.shown for word in said)
    return None


_UNTOLD = frozenset(("absent", "makers"))


def firms_said(asked: Understanding) -> set[str]:
    """Stems of the names of firms that stand in a question: where somebody works, what is told."""
    words = asked.words
    found = (one for one in word_tables().find(words) if one.group == "makers")
    return {stem(words[at].folded) for one in found for at in one.at}


def _asks_of_firm(asked: Understanding) -> bool:
    """Whether figures or plans of a firm are asked for, not help for those who work there."""
    paying = asked.category is Category.FUNDING or Attribute.FUNDER in asked.attributes
    if paying or asked.audience_said or _HELPED & set(asked.intents):
        # "Wer zahlt die Umschulung, wenn … Stellen abbaut?" asks nothing of the firm.
        return False
    figures = Intent.COUNT in asked.intents or measures_asked(asked)
    return bool(figures or OF_FIRMS & asked.meanings or asked.followup)


_HELPED = frozenset((
    Intent.RESPONSIBLE, Intent.BELONGS, Intent.HELP, Intent.ADVICE, Intent.WORRY,
))  # fmt: skip
OF_FIRMS = frozenset(("cuts", "employed", "turnover"))


_SAID_OTHERWISE = {
    key: re.compile(said) for key, said in (one.split(": ", 1) for one in listed("said_otherwise"))
}
"""How an answer tells a kind of thing without a word for it."""
_WHAT, _DONE = frozenset(("qualities",)), frozenset(("deeds",))
_NOTHING: frozenset[str] = frozenset()


def _counts_here(asked: Understanding) -> bool:
    """Whether something of a network or place is counted, not of a study or programme."""
    mentions = asked.mentions
    read = bool(mentions.studies or mentions.programmes or mentions.authored)
    read = read or (asked.category is Category.STUDY and not mentions.networks)
    return Intent.COUNT in asked.intents and not read


def _of_one_record(asked: Understanding, told: str) -> str | None:
    """The price of an event, a study or a membership, how long a course takes."""
    core, mentions = asked.folded, asked.mentions
    joining = bool(mentions.networks) and _JOINING.search(core) is not None
    one_thing = bool(mentions.offers or mentions.studies)
    single = joining or one_thing or Attribute.EVENTS in asked.attributes
    named = bool(mentions.networks) and bool(asked.nouns or Attribute.OFFERS in asked.attributes)
    other = _COST_OF_ANOTHER.search(asked.core) if mentions.networks else None
    helper = other is not None and fold(other[1]) not in told
    named = named and Attribute.MONEY not in asked.attributes
    single = single or helper or (named and _COSTING.search(core) is not None)
    # "Wie viele Jobs kostet die Wende?" asks for no price.
    jobs = {"employed", "cuts"} & asked.meanings
    shared = Attribute.RATE in asked.attributes and mentions.programmes
    if single and not (jobs or shared) and _PRICE.search(core) and not _PRICED.search(told):
        # What a network was given is no price of one event.
        return Kind.PRICE
    taking = _TAKING.search(core) or (mentions.programmes and _MONTHS.search(core))
    if (taking or (mentions.offers and _LASTING.search(core))) and not _HOURS.search(told):
        return Kind.DURATION
    return None


_COST_OF_ANOTHER = pattern("cost_of_another")
""" "Was hat das Büro gekostet, das half?": not what the network was given."""
_COSTING = re.compile(
    r"\b(?:was|wie viel|wieviel|what|how much)\b.*\bkost(?:et|en)?\b|\bwie teuer\b"
)


def joining_price(asked: Understanding) -> bool:
    """ "Was kostet die Teilnahme am Netzwerk?", of no network that is named."""
    money = {Attribute.MONEY, Attribute.RATE} & set(asked.attributes)
    core = asked.folded
    joined = _JOINING.search(core) is not None and _PRICE.search(core) is not None
    return bool(money) and joined and asked.mentions.empty and asked.category is Category.NETWORK


_JOINING = re.compile(r"mitglied|beitritt|beitret|mitmach|teilnahme|teilnehm|aufnahme")
_TAKING = re.compile(
    r"\b(?:wie lange?|wie viele stunden|wie viele tage) (?:dauert|dauern|geht|gehen|ist|sind) "
    r"(?:\w+ )?(?:\w*(?:workshop|schulung|kurs|kurse|training|seminar|lehrgang|beratung|"
    r"sprechstunde|erstgespraech|coaching|veranstaltung|webinar)\w*)"
)
_LASTING = re.compile(r"\bwie lange? (?:\w+ )?dauer(?:t|te|n|ten)\b|\bdauer (?:der|des|von)\b")
_MONTHS = re.compile(r"\bwie viele (?:monate|wochen|tage|stunden)\b")
_HOURS = re.compile(r"stund|minut|\btage?n?\b|woche|monat|uhr|\b\d\d?\. (?:und|bis) \d\d?\. [a-z]")


_EACH = re.compile(
    r"\b(?:pro|je|per|im|jedes|einem) (?:jahr|monat|quartal|halbjahr|year|month)\b(?! \d)"
    r"|\bjaehrlich\w*|\bmonatlich\w*|\bjahresbudget|\bjahresetat|\bannual\w*|\byearly\b"
)
_PRICED = re.compile(r"\bkost|\bgratis|\beintritt|\bgebuehr|\bfree\b")
