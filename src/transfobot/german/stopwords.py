"""Words that carry no subject: they are left out of terms, of vectors and of the gap analysis."""

from __future__ import annotations

# Folded spelling (ae, oe, ue, ss). Function words, auxiliary verbs and fillers.
_FUNCTION = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes
auch auf aus bei beim bereits bin bis bist bitte bzw da dabei dadurch dafuer dagegen daher damit
danach daneben dann daran darauf daraus darf darin darueber darum darunter das dass davon davor
dazu dein deine deinem deinen deiner dem den denen denn dennoch der deren des dessen die dies
diese diesem diesen dieser dieses doch dort du durch duerfen eben ebenso eher ein eine einem
einen einer eines einige einigen einiger einiges einmal er es etwa etwas euch euer eure fuer gab
ganz gar gegen gegenueber geht gemaess gern gerne gibt gegeben genau habe haben hat hatte hatten
haette hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins
insbesondere ist ja je jede jedem jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt
kann kein keine keinem keinen keiner kommt koennen koennte koennten laut lassen laesst man
manche mehr mein meine meinem meinen meiner mich mir mit mittels moechte moechten moegen muessen
muss musste nach nachdem naemlich neben nein nicht nichts noch nun nur ob oder ohne per pro sehr
sein seine seinem seinen seiner seines seit selbst sich sie sind so sobald sofern sogar solche
solchem solchen solcher soll sollen sollte sollten somit sondern sonst soviel sowie sowohl statt
ueber um und uns unser unsere unserem unseren unserer unter usw viel viele vielen vieler vom von
vor waehrend war waere waren warst weder weg weil weiter welch wenn werde werden wie wieder wird
wirst wo wobei wodurch woher wohin wollen wollte worden wuerde wuerden wurde wurden zu zum zur
zwar zwischen
"""

# Words that only open a question; what they ask for is told by `german.cues`.
_QUESTION = """
wer wen wem wessen was wann warum weshalb wieso weswegen wozu wofuer womit woran worauf woraus
worin worueber worum wovon wogegen wonach welche welchem welchen welcher welches inwiefern
inwieweit wieviel wieviele
"""

STOP_WORDS: frozenset[str] = frozenset(_FUNCTION.split()) | frozenset(_QUESTION.split())
"""Folded function and question words."""
