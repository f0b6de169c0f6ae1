"""Everyday ways to ask for something of a programme that is named: „Wer nimmt den Antrag?“.

They are read only where a programme is meant; elsewhere the same words ask for something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.german.stems import stem
from transfobot.german.text import fold

_PAPERS = r"(?:\w*antr(?:ag|aeg)\w*|unterlagen|papiere|formular\w*)"
_WHO = (
    r"(?:wer|wem|wo|wohin|an wen|bei wem|ueber wen|welche\w* (?:stelle|bank|behoerde|amt|institut"
    r"|geldhaus|haus|einrichtung|institution|ministerium|anstalt|kasse|adresse|instanz|tisch))"
)
_FIRM = r"(?:firma|firmen|betrieb\w*|unternehmen|wir|mittelstaendler|company|firm|we|business)"
_STAFF = r"(?:leute|mitarbeiter\w*|mitarbeitende\w*|beschaeftigte\w*)"
_DOING = (
    r"(?:bestell|beauftrag|kauf|anschaff|beginn|begonn|start|anfang|angefang|loslegen|losgelegt"
    r"|unterschreib|unterschrieb|order|bought|buy|begin|sign)\w*"
)
_EARLY = (
    r"(?:schon|bereits|jetzt|gleich|sofort|vorher|vorab|bevor|waehrend|solange|ehe|parallel"
    r"|before|already|while)"
)
_STILL = (
    r"(?:moeglich|machbar|drin|zu haben|offen|rechtzeitig|was|etwas|geld|mittel|antrag|antraege"
    r"|rankommen|schaffen|stellen|beantragen|bewerben)"
)
_LIVING = (
    r"(?:besteht|bestehen|bestand|existier\w*|lebt|leben|laeuft|laufen|gibt|gibts|geben|da|aktiv"
    r"|aktuell|gueltig|vorhanden|verfuegbar|in kraft|am start|angeboten)"
)
_DEAD = (
    r"(?:tot|gestorben|eingestampft|eingestellt|abgeschafft|gestrichen|gekippt|ausgelaufen|vorbei"
    r"|weggefallen|passe|geschichte|beerdigt|hinfaellig|vom tisch|feierabend|finito|sense"
    r"|zapfenstreich|schicht im schacht|ende gelaende|der ofen aus|aus und vorbei|weg vom fenster"
    r"|ist weg|sind weg|weg ist|weg sind|schluss (?:ist|damit))"
)
_SENDING = r"(?:schick|send|reich|sende|uebergeb|abgeb|abzugeb|einwerf|faxe)\w*"
_OFFICE = r"(?:stelle|adresse|anlaufstelle|behoerde|amt|bank|station|instanz|tuer)"
_FIRST = r"(?:andere?|erste|richtige|zustaendige|naechste|weitere|zuerst|zuvor)"
_SUM = r"(?:summe|betrag|hoehe|satz|volumen|anteil|portion|quote|teil)"
_TERM = r"(?:jahre?n?|monate?n?|wochen?|quartale?n?|tage?n?)"
_PAID = r"(?:mit|vor|gegen|ko|co)?(?:be|ge)?(?:zahl|finanzier|speis|trag|stift|spendier)\w*"
_PAYER = (
    r"(?:vom|von|des|der|dem|aus|durch|beim)(?: de[rnm])? (?:bund|land|staat|eu|europa|bundes\w*"
    r"|landes|berlin|bruessel)"
)
_AID = r"\w*(?:zuschuss|kredit|darlehen|beratung|steuer\w*|coaching|gutschein)"
_PHRASES = {
    Attribute.BEGINS: (
        r"seit wann|wie (?:alt|jung|neu) (?:ist|sind)|wie lange (?:\w+ ){0,5}?(?:schon|bereits)",
        r"schon (?:laenger|ewig|immer)|schon seit|erst seit",
        r"(?:gibt|gibts|besteht|existiert|alt|juenger|aelter) (?:\w+ ){0,6}?als (?:\w+ )?"
        rf"{_TERM}",
        r"wann (?:\w+ ){0,6}?(?:eingefuehrt|aufgelegt|gestartet|erfunden|geschaffen|in kraft)",
        r"(?:juenger|aelter|neuer) als|eingefuehrt|in kraft (?:seit|getreten)",
        r"(?:ging|geht|gings|fing|faengt) (?:\w+ ){0,6}?(?:los|an)|losging\w*|anfing|geburtsstunde",
        r"(?:ab|seit|von|in) welche[mnr]? (?:datum|jahr|tag|monat|zeitpunkt) (?:\w+ ){0,2}?(?:gibt"
        r"|gilt|galt|laeuft|lief|besteht|wurde|an|ist|stammt)|(?:ab|von) wann (?:stammt|ist|gilt"
        r"|gibt)",
        r"startschuss|(?:kam|kamen) (?:\w+ ){0,4}?(?:auf den markt|heraus|raus)"
        r"|neu oder (?:schon|alt)",
        r"(?:jahr|wann) (?:\w+ ){0,6}?aufgelegt",
        r"start(?:datum|tag|termin|zeitpunkt|jahr)\w*|anfangsdatum|premiere",
    ),
    Attribute.KIND: (
        r"geschenkt\w*|zurueck ?(?:zahl|geb|erstatt|ueberweis)\w*|(?:alles|wieder|geld) zurueck",
        r"was fuer (?:eine |ein )?(?:art|form|sorte|typ)",
        r"welche\w* (?:art|form|sorte|typ)\b(?! von (?:organisation|firm|betrieb|unternehm"
        r"|einricht))",
        r"handelt es sich (?:\w+ ){0,8}?(?:kredit|zuschuss|darlehen|beratung)|geliehen\w*",
        r"foerder(?:art|form)|art (?:der|von|an) (?:foerderung|hilfe|unterstuetzung|geld)",
        rf"{_AID} (?:\w+ ){{0,3}}?oder (?:\w+ ){{0,3}}?{_AID}",
        r"tilg\w*|rueckzahl\w*|zurueckzuzahlen|abstotter\w*|abbezahl\w*|verlorene\w* zuschuss",
    ),
    Attribute.FUNDER: (
        r"aus welche[mnr] (?:\w+ ){0,3}?(?:fonds|topf|toepfen?|mitteln|kasse|haushalt|etat|budget)",
        r"woher (?:\w+ ){0,4}?(?:geld|mittel|gelder|kohle|millionen)|wessen (?:geld|kasse|topf)",
        rf"(?:wer|welche\w* (?:\w+ ){{0,2}}?(?:ebene|fonds)) (?:\w+ ){{0,6}}?{_PAID}",
        r"von wem (?:\w+ ){0,4}?(?:geld|mittel|gelder)|steuergeld\w*|geldquelle\w*",
        r"welche\w* (?:ministerium|land|ebene|haus|etat)\b(?: \w+){0,4}? (?:traegt|zahlt|bezahlt"
        r"|gibt"
        r"|finanziert|stellt|spendiert|foerdert)|welche\w* ministerium|(?:aus )?wessen \w+",
        r"wer (?:\w+ ){0,2}?(?:gibt|stellt|stiftet|spendiert|stemmt|bringt) (?:\w+ ){0,2}?(?:geld"
        r"|mittel|gelder)|wer (?:kommt|traegt|steht) (?:\w+ ){0,6}?(?:auf|gerade|traegt)$",
        r"wer hat (?:\w+ ){0,6}?(?:aufgelegt|ins leben|initiiert|erfunden|gestartet|gegruendet)",
        r"bundes (?:\w+ ){0,2}?oder (?:\w+ )?landes\w*|landes (?:\w+ )?oder (?:\w+ )?bundes\w*",
        rf"(?:\w*geld\w*|mittel|sache|programm) (?:von |aus )?{_PAYER}",
        rf"{_PAYER} (?:\w+ ){{0,4}}?oder (?:\w+ )?{_PAYER}|wessen (?:programm|foerderung)",
    ),
    Attribute.STATUS: (
        r"abgabe\w*|\w*schluss|deadline|frist",
        r"bis (?:zu )?welche[mnrs]? (?:tag|datum|termin|zeitpunkt|stichtag)",
        r"(?:klappt|geht|ginge|lohnt|reicht|schaff\w*) (?:\w+ ){0,3}?(?:das|noch|sich|es)",
        rf"noch (?:\w+ ){{0,3}}?{_STILL}",
        r"zu spaet|rechtzeitig|too late|in time|wie lange noch",
        r"grade?|gerade|derzeit|aktuell|momentan|still",
        r"welche jahre|welche[nrs]? zeitraum|naechste[nrms]? (?:aufruf|runde|stichtag)",
        rf"{_LIVING} (?:\w+ ){{0,6}}?noch|noch (?:\w+ ){{0,6}}?{_LIVING}",
        rf"(?:dann|da|danach|spaeter|ueberhaupt) noch|noch (?:{_DEAD}|nicht {_DEAD})|{_DEAD}",
    ),
    Attribute.AGENCY: (
        rf"{_WHO} (?:\w+ ){{0,8}}?{_PAPERS}",
        r"(?:\w*antrag|unterlagen|formular) (?:\w+ ){0,3}?(?:wohin|an wen|bei wem|ueber wen)",
        r"ueber wen laeuft|wer (?:\w+ ){0,3}?(?:entscheidet|entgegen|bewilligt|vergibt|betreibt)",
        r"wer (?:\w+ ){0,3}?(?:dahinter|verwaltet|wickelt|kuemmert sich)|getragen",
        rf"{_SENDING} (?:\w+ ){{0,6}}?(?:ans?|ins|zum|zur|beim?|direkt|an)",
        rf"{_FIRST}[nrms]? {_OFFICE}|welche[nrms]? {_OFFICE}",
        r"wer ist (?:\w+ )?(?:zuerst|vorher) dran",
        r"(?:direkt|gleich|sofort) (?:\w+ )?(?:ans|zum|zur|beim|bei der|bei dem)",
        r"wo (?:\w+ ){0,3}?(?:landet|lande|klopf\w*|anklopf\w*|hin|melde\w*)",
        r"wer (?:\w+ ){0,6}?(?:prueft|pruefen|checkt|begutachtet|bescheinigt|bestaetigt|genehmigt"
        r"|stempelt|absegnet|segnet|gibt (?:\w+ )?gruenes licht|sagt ja|zahlt aus|abwickelt)",
        r"(?:mit|an|bei|zu) (?:wem|wen|welche[mnr]) (?:\w+ ){0,9}?(?:reden|sprech\w*|wend\w*"
        r"|meld\w*|verhandeln|gehen|richten|klaeren)",
        r"(?:das )?letzte wort|ja oder nein|wo (?:\w+ ){0,3}?auskunft|bewilligungs(?:stelle"
        r"|behoerde)",
        r"(?:welche\w*|wer|wo) (?:\w+ ){0,7}?fuer (?:den|die|einen) (?:antrag|antraege)\b",
        r"(?:landet|gehoert|geht|kommt|muss) (?:\w+ ){0,3}?(?:\w*antrag|formular|papierkram)",
        r"(?:antrag|unterlagen|formular|skizze) (?:\w+ ){0,3}?(?:hin|ab|los|abgeben|einwerfen)",
        r"who (?:handles|decides|takes|processes)",
        r"where (?:do|can|to) (?:\w+ ){0,2}?(?:apply|submit|hand)",
    ),
    Attribute.BEFORE_START: (
        rf"{_EARLY} (?:\w+ ){{0,8}}?{_DOING}",
        rf"{_DOING} (?:\w+ ){{0,8}}?{_EARLY}",
        r"vor (?:der |dem )?(?:zusage|bescheid|bewilligung)",
    ),
    Attribute.ELIGIBLE: (
        rf"wie (?:gross|klein|viele {_STAFF}) (?:\w+ ){{0,4}}?{_FIRM}",
        rf"wie viele {_STAFF} (?:darf|duerfen|hoechstens|maximal)",
        rf"(?:bis|zu|unter|ab|ueber|hoechstens|maximal|fuer|mit) wie ?vielen? {_STAFF}",
        r"(?:ab|bis|bis zu|unter|ueber) welche[rn]? (?:\w*groesse|belegschaft)",
        r"(?:geht|gilt|passt|ginge|waere) (?:\w+ ){1,3}?fuer (?:uns|mich|unsere\w*)",
        r"zu (?:gross|klein|viele leute|wenig leute)|gross genug|klein genug",
        r"(?:offen ?steht|offen ?stehen|ausgeschlossen|aussen vor|zugelassen|rangelassen)",
        r"(?:scheid\w*|fall\w*|faellt|flieg\w*) (?:\w+ ){0,9}?(?:aus|raus|heraus|rein|hinein)",
        r"(?:faellt|fallen|fiele\w*) (?:\w+ ){0,5}?(?:darunter|drunter|unter)",
        r"(?:auch )?(?:ein|eine|der|die|unser\w*) (?:\w+ ){0,3}?(?:rein|mitmachen|mit dabei)",
        r"(?:nur|bloss|allein|ausschliesslich|lediglich) (?:was )?(?:fuer|an)|chancen?|aussicht\w*",
        r"zugang|rankommen|herankommen|drankommen|anzapfen",
        r"(?:geld|mittel|zuschuss|foerderung) (?:\w+ ){0,9}?(?:ziehen|abgreifen|abrufen|holen)",
        r"(?:laesst|lassen|liesse) (?:\w+ ){1,8}?zu|\w*empfaenger\w*|nutzniesser\w*",
        r"\w*(?:topf|fonds|toepfe|kasse) (?:\w+ ){0,9}?(?:greif\w*|bedien\w*|schoepf\w*)",
        r"^(?:bekommt|bekommen|kriegt|kriegen|erhaelt|erhalten)",
        r"(?:bekommt|kriegt|erhaelt|kriegen|bekommen) (?:auch )?(?:eine?|unser\w*|mein\w*|jede\w*"
        r"|die|der|das) (?:\w+ ){1,4}?(?:geld|was|etwas|zuschuss|foerderung|mittel|allein\w*)",
        r"(?:steht|stehen) (?:\w+ ){0,6}?(?:offen|zu)|wem|berechtigt|teilnehmen"
        r"|teilnahmeberechtigt",
        r"kreis der (?:\w+ )?\w*berechtigt\w*|\w*berechtigte[nr]?|richtig aufgehoben",
        r"(?:fuer|an) welche (?:art|sorte) (?:von )?(?:organisation|firm|betrieb|unternehm"
        r"|einrichtung"
        r"|traeger|antragsteller)\w*|darf (?:\w+ ){0,5}?in anspruch",
        r"zum zuge?|zielgruppe\w*|adressat\w*|antragsteller\w*|bewerber\w*|foerderberechtigt\w*",
        r"wer (?:\w+ ){0,3}?(?:profitier\w*|partizipier\w*|hat was davon|hat etwas davon)",
        r"wen (?:\w+ ){0,5}?(?:foerder\w*|unterstuetz\w*|beguenstig\w*|beruecksichtig\w*)",
        r"wer (?:\w+ ){0,3}?(?:kriegt|bekommt|erhaelt|kassiert|bekaeme|kann hin)",
        r"(?:welche|was fuer|welcher art) (?:\w+ ){0,2}?(?:firmen|betriebe|unternehmen"
        r"|einrichtungen"
        r"|organisationen|kommunen|traeger|leute|branchen) (?:\w+ ){0,6}?(?:darf|duerfen|koennen"
        r"|kann"
        r"|werden|kriegen|bekommen|erhalten|zugelassen|infrage|gemeint|angesprochen)",
        r"firmengroesse|betriebsgroesse|unternehmensgroesse|groessengrenze",
        rf"how (?:big|large|small) (?:\w+ ){{0,4}}?{_FIRM}",
    ),
    Attribute.REGION: (
        r"(?:gilt|gelten|galt|greift|nur|ob|laeuft) (?:\w+ ){0,6}?(?:bundesweit|deutschlandweit"
        r"|landesweit|(?:in|fuer) ganz deutschland)|(?:bundesweit|deutschlandweit) oder"
        r"|geltungsbereich",
        r"ueberall in|beschraenkt auf|auf (?:ein|das|dieses|welches) (?:bundesland|land|gebiet)",
        r"(?:gilt|gibt|laeuft) (?:\w+ ){0,6}?auch (?:bei uns )?in|bundes oder landesprogramm",
        r"fuer welches (?:bundes)?land|wo ueberall",
        r"(?:in|fuer) welche[mnrs]? (?:\w+ )?(?:land|bundesland|\w*laender\w*|region\w*|gebiete?\w*"
        r"|gegend\w*|kreise?)|wo (?:\w+ ){0,3}?(?:gilt|gelten|greift|verfuegbar|angeboten)",
        r"(?:nur|bloss|allein) (?:in|fuer) (?:ein\w*|einzelne\w*|bestimmte\w*) (?:land|bundesland"
        r"|\w*laender\w*|region\w*|gebiet\w*)|raeumlich\w*|ueberall in",
    ),
    Attribute.PURPOSE: (
        r"(?:passt|passen|passte) (?:\w+ ){0,4}?(?:das|es|zu\w*|dazu|rein|hinein|darunter|drunter)",
        r"(?:deckt|decken) (?:\w+ ){0,8}?ab|modul\w*|bausteine?|foerderlinien?",
        r"(?:kann|koennen|darf|duerfen|laesst) (?:\w+ ){0,3}?(?:damit|davon)",
        r"damit (?:\w+ ){0,6}?(?:bezahl|finanzier|anschaff|kauf|umbau|umruest)\w*",
        r"(?:was|wofuer) (?:alles )?(?:wird|werden|wurde|wurden) (?:\w+ ){0,8}?(?:\w*gefoerdert"
        r"|mitfinanziert|finanziert|bezuschusst|unterstuetzt|foerderfaehig)",
        r"was (?:soll|sollen|will|wollen) (?:\w+ ){0,6}?(?:erreich\w*|bezweck\w*|beweg\w*"
        r"|bewirk\w*)",
        r"was (?:\w+ ){0,4}?(?:faellt|fallen|faellt alles) (?:\w+ ){0,6}?unter",
        r"was (?:\w+ )?(?:kann|koennen|laesst) (?:\w+ ){0,8}?(?:machen|tun|anstellen|anfangen"
        r"|bezahlen|finanzieren|anschaffen|umsetzen|foerdern)",
        r"welche (?:vorhaben|projekte|massnahmen|investitionen|ausgaben|kosten|themen|dinge|sachen"
        r"|bereiche|zwecke|arbeiten|anschaffungen)|worum (?:geht|ging|dreht)|(?:sinn und )?zweck",
        r"gedacht fuer|taugt\w*|hilft (?:\w+ ){0,3}?(?:bei|fuer)|fuer welche zwecke",
    ),
    Attribute.SUCCESSOR: (
        r"was (?:dann|jetzt|nun)$|was nehm\w* (?:ich|wir)|ausweichen|wohin jetzt",
        r"was (?:\w+ ){0,4}?(?:statt|stattdessen|anstelle)",
        r"was (?:bleibt|kommt|gaebe es|gibt es|gibts) (?:\w+ )?"
        r"(?:jetzt|nun|noch|sonst|uebrig|danach)",
        r"was bleibt(?: uns| mir| da)?$|\w*verweis\w* (?:ich|wir|man|sie)|weiterverweis\w*",
        r"(?:heute|jetzt|heutzutage) (?:am )?(?:besten|ehesten)|womit (?:\w+ )?(?:jetzt|nun|heute)",
    ),
    Attribute.LAW: (
        r"wie heisst (?:\w+ ){0,3}?(?:richtlinie|gesetz|erlass|verordnung|bekanntmachung)",
        r"(?:welche\w*|nach welche\w*|auf welche\w*) (?:\w+ )?(?:richtlinie|gesetz\w*|erlass"
        r"|vorschrift|verordnung|bekanntmachung|paragraf\w*|paragraph\w*|rechtsgrundlage"
        r"|grundlage)",
        r"welche\w* (?:\w+ )?(?:regelung\w*|regelwerk|paragraf\w*|paragraph\w*|erlass|gesetz"
        r"|norm|bestimmung\w*)|zugrunde|zu grunde|auf welcher (?:\w+ )?grundlage",
        r"gesetz (?:\w+ ){0,2}?oder|oder (?:\w+ )?(?:richtlinie|erlass|verordnung|gesetz)\b",
        r"(?:gesetzlich|rechtlich|juristisch)\w* (?:\w+ )?(?:basis|grundlage\w*|fundament|regelung"
        r"|rahmen|handhabe|quelle)|vorschrift\w*|gesetzesgrundlage|rechtsnorm|rechtsrahmen",
        r"wo (?:\w+ ){0,6}?(?:geregelt|veroeffentlicht|nachlesen|nachzulesen|bekanntgemacht)",
        r"(?:richtlinie|gesetz|erlass) (?:\w+ )?(?:hinter|dahinter|zu|zum|zur)",
    ),
    Attribute.RATE: (
        r"wie (?:gross|hoch|viel|dick|ueppig)|wie ?viel",
        rf"was (?:ist|war|betraegt|betrug) (?:\w+ ){{0,5}}?\w*{_SUM}",
        r"was (?:bekomm\w*|krieg\w*|erhalt\w*|erhaelt)",
        rf"(?:welche[rsnm]?|wie gross\w*|welch\w*) (?:\w+ ){{0,2}}?\w*{_SUM}",
        r"wie weit (?:geht|reicht)|was gibt (?:\w+ ){1,5}?her\b|wo liegt (?:\w+ ){0,3}?grenze",
        r"\w*konditionen|(?:was|wie ?viel) (?:\w+ ){0,8}?(?:drin|heraus|raus|rausholen|zu holen)",
        r"(?:was|womit|wie ?viel|mit was) (?:\w+ ){0,7}?(?:rechnen|herausspring\w*|rausspring\w*)",
        r"wie (?:ueppig|grosszuegig|dick|fett|stattlich|gut (?:ausgestattet|dotiert|gefuellt))",
        r"was (?:\w+ ){0,2}?(?:bringt|braechte|zahlt|gibt|gaebe|legt) (?:\w+ ){0,6}?(?:geld|euro"
        r"|prozent|dazu|drauf|ein)",
        rf"(?:maximal|hoechst|gross)\w* (?:\w+ )?\w*{_SUM}|\w*{_SUM}n? (?:fuer|je|pro)",
        r"(?:entfaellt|entfallen|reserviert|vorgesehen|geht|gehen) (?:\w+ )?(?:auf|fuer|an)",
        r"(?:je|pro) (?:tag|tagewerk|beratungstag|stunde|kopf|monat|firma|betrieb|verbund|projekt)",
        r"\d+ (?:prozent|euro|mio|millionen|mrd|milliarden)",
        r"maximum amount|how (?:much|big|large|high)",
        r"\w*deckel\w*|gedeckelt|\w*kappung\w*|gekappt|limit\w*|oberkante|hoechstgrenze"
        r"|spitzensatz",
        r"mehr als \w+ (?:prozent|euro)",
    ),
}
_SUBMITTING = re.compile(r"\b(?:einreichen|einzureichen|eingereicht|abgegeben|submit\w*)\b")
"""It asks for the day only where nobody asks who may, or to whom."""
_SPOKEN = {
    attribute: re.compile(rf"\b(?:{'|'.join(phrases)})\b")
    for attribute, phrases in _PHRASES.items()
}
_HOW_BIG = re.compile(rf"\bwie (?:gross|klein|viele {_STAFF})\b")
_VAGUE = frozenset((Attribute.LEAD, Attribute.PLACE))
"""„Chef“ or „wo“ mean an office only where nothing more telling is said."""


_NO_LONGER = re.compile(r"\bseit wann (?:\w+ ){0,6}?nicht\b")
_HOW_MANY = re.compile(r"\bwie hoch (?:war|ist|waren|sind) die (?:an)?zahl\b")
_PAST = re.compile(r"\b(?:gab|war|waren|zahlte|bekam\w*|hatte)\b")


def asks_of_before(asked: Understanding) -> bool:
    """Whether what is asked beside the successor is asked of the programme that has ended."""
    return _PAST.search(fold(asked.core)) is not None


_BEGINNING = re.compile(rf"\b{_DOING}\b|\bbewillig\w*|\bvor (?:\w*beginn|dem start)")
_THE_OFFICE = re.compile(r"(?:[,:;]\s*|\bund\s+|\bdie\s+|\bwelche\w*\s+)Stelle\b")
""" "Fördergeber, Stelle, Beginn": one of several that are asked for."""
_WHOSE = frozenset(
    (Attribute.ELIGIBLE, Attribute.AGENCY, Attribute.CONTACT, Attribute.PERSON, Attribute.PLACE)
)


def _misread(plain: str) -> set[Attribute]:
    """What the tables read that is not asked: "bis zu welchem Satz" asks for no day."""
    misread: set[Attribute] = set()
    if _UP_TO_SUM.search(plain):
        misread |= {Attribute.ENDS, Attribute.STATUS}
    if _LONG_SINCE.search(plain):
        misread |= {Attribute.SPAN, Attribute.STATUS, Attribute.ENDS}
    if _WHICH_NUMBER.search(plain) and not _REACHING.search(plain):
        misread |= {Attribute.PHONE, Attribute.CONTACT, Attribute.PERSON}
    if _FALLS_UNDER.search(plain):
        misread.add(Attribute.ELIGIBLE)
    return misread | ({Attribute.ELIGIBLE} if _WHEN_OPEN.search(plain) else set())


def asks_when(asked: Understanding) -> bool:
    """ "Bis wann kann ich das beantragen?" asks for a day, and for no verdict."""
    return _WHEN_OPEN.search(" ".join(re.sub(r"[^\w ]", " ", fold(asked.core)).split())) is not None


_LONG_SINCE = re.compile(r"\bwie lange? (?:\w+ ){0,8}?(?:schon|bereits)\b")
""" "Wie lange gibt es das schon?" asks for its beginning."""
_FALLS_UNDER = re.compile(r"\bwas (?:\w+ ){0,4}?(?:faellt|fallen)\b")
_UP_TO_SUM = re.compile(
    r"\bbis (?:zu |zur )?welche[mnrs]? (?:\w+ )?"
    rf"(?:\w*{_SUM}|prozent\w*|umsatz\w*|groesse|grenze)\b"
)
_WHICH_NUMBER = re.compile(r"\bwelche[rsnm]? (?:\w*programm|\w*kredit|kfw )?nummer\b")
""" "Welche Nummer trägt das Risiko, 511 oder 512?" asks for no telephone."""
_REACHING = re.compile(r"\b(?:ruf\w*|anruf\w*|erreich\w*|waehl\w*|telefon\w*|durchwahl|dran)\b")
_WHEN_OPEN = re.compile(
    r"\b(?:seit|ab|bis) (?:wann|(?:zu )?welche[mnr] \w+) (?:\w+ ){0,2}?"
    r"(?:kann|konnte|koennen|darf|duerfen|laesst|muss|muessen) (?:\w+ ){0,2}?(?:man|ich|wir|sich)\b"
)
""" "Ab wann kann man ihn beantragen?" asks for a day, not who may."""


def _with_short_names(words: Sequence[str], names: frozenset[str]) -> str:
    kept = [
        word
        for at, word in enumerate(words)
        if not (at and names and _of_name(word, names) and _of_name(words[at - 1], names))
    ]
    return " ".join(kept)


def _of_name(word: str, names: frozenset[str]) -> bool:
    return stem(word) in names


_HEIGHT = re.compile(
    r"\bwie ?viel|\bwie (?:hoch|gross)|prozent|betrag|summe|hoehe\b|\w*satz\b|hoechst|maximal"
    r"|anteil"
    r"|\bhow (?:much|high)|konditionen|\beuro\b|\bdrin\b|kredit|zuschuss"
)


def spoken_of(asked: Understanding, names: frozenset[str] = frozenset()) -> tuple[Attribute, ...]:
    """What is asked of a programme, by the tables and by everyday wordings.

    A name of several words counts as one, so that a long one does not part what belongs together.
    """
    text = fold(asked.core)
    spelt = text.replace("%", " prozent ").replace("€", " euro ")
    plain = _with_short_names(re.sub(r"[^\w ]", " ", spelt).split(), names)
    found = [attribute for attribute, pattern in _SPOKEN.items() if pattern.search(plain)]
    if Attribute.ELIGIBLE in found and Attribute.RATE in found:
        # "Wie groß darf die Firma sein" asks for no sum.
        rest = _HOW_BIG.sub(" ", plain)
        found = [one for one in found if one is not Attribute.RATE or _SPOKEN[one].search(rest)]
    dropped = set(_VAGUE if found else ()) | _misread(plain)
    found = [one for one in found if one not in _misread(plain)]
    if {Attribute.FUNDER, Attribute.PURPOSE, Attribute.LAW} & set(found):
        # "Ist das Geld vom Bund?" asks for no sum.
        dropped |= set() if _HEIGHT.search(plain) else {Attribute.RATE, Attribute.MONEY}
    if Attribute.AGENCY in found and not _BEGINNING.search(plain):
        # "Ist vorher eine andere Stelle dran": before the other, not before the project.
        dropped.add(Attribute.BEFORE_START)
    if _NO_LONGER.search(plain):
        found.insert(0, Attribute.STATUS)
        dropped.add(Attribute.BEGINS)
    if _HOW_MANY.search(plain):
        dropped.add(Attribute.RATE)
        found = [one for one in found if one is not Attribute.RATE]
    if _THE_OFFICE.search(asked.core) and Attribute.AGENCY not in found:
        found.append(Attribute.AGENCY)
    if _UP_TO_SUM.search(plain) and Attribute.RATE not in found:
        found.append(Attribute.RATE)
    known = [one for one in asked.attributes if one not in dropped]
    if _SUBMITTING.search(plain) and not _WHOSE & {*known, *found}:
        found.insert(0, Attribute.STATUS)
    return tuple(dict.fromkeys((*known, *found)))
