"""One error tree.

TransfobotError                    the sentence people read is `str(error)`
├── ConfigurationError             a setting or the home folder is wrong (exit 78)
├── BusyError                      another process owns the stores (exit 75)
├── InvalidInput                   a request, file or record that cannot be used
│   ├── RecordError                a register record: which file, which field, what was expected
│   └── TooLarge                   over a stated limit
├── NotFound                       no such document, case, conversation (or no right to see it)
├── NotAllowed                     known, but not permitted
├── Conflict                       an illegal move of a case, a used key with other content
├── ParseFailed                    a file that could not be read (rejected or quarantined)
└── Unavailable                    something outside does not answer; try again
    ├── SearchUnavailable          the vector store or the text index
    ├── StoreUnavailable           the records: locked, full, damaged
    ├── ModelUnavailable           the language model or the embedder
    └── DeliveryFailed             mail, desk or messenger; `permanent` tells whether to try again
        └── ServiceUnreachable     the server itself, not this one letter: others need not be tried
"""

from __future__ import annotations


class TransfobotError(Exception):
    """Something went wrong and one German sentence says what, where and what to do."""


class ConfigurationError(TransfobotError):
    """A setting, the home folder or the data directory cannot be used."""


class BusyError(TransfobotError):
    """Another process owns the stores."""


class InvalidInput(TransfobotError):
    """A request, file or record that cannot be used as it is; nothing was stored."""


class RecordError(InvalidInput):
    """A register record is wrong: `field` is named, the sentence says what was expected."""

    def __init__(self, field: str, sentence: str, file: str = "") -> None:
        place = f"{file}, Feld „{field}“" if file else f"Feld „{field}“"
        super().__init__(f"{place}: {sentence}")
        self.field = field
        self.sentence = sentence
        self.file = file


class TooLarge(InvalidInput):
    """Over a stated limit."""


class NotFound(TransfobotError):
    """There is none, or it may not be seen; the two are not told apart."""


class NotAllowed(TransfobotError):
    """Known, but not permitted for this account."""


class Conflict(TransfobotError):
    """An illegal move, or a key that was used with other content."""


class ParseFailed(TransfobotError):
    """A file that could not be read; `quarantined` when reading it was dangerous or too costly."""

    def __init__(self, sentence: str, *, quarantined: bool = False) -> None:
        super().__init__(sentence)
        self.quarantined = quarantined


class Unavailable(TransfobotError):
    """Something does not answer; `retry_after` seconds are worth waiting."""

    retry_after: int = 30


class SearchUnavailable(Unavailable):
    """The vector store or the text index does not answer."""


class StoreUnavailable(Unavailable):
    """The records cannot be read or written: locked, full or damaged."""


class ModelUnavailable(Unavailable):
    """The language model or the embedder does not answer."""


class DeliveryFailed(Unavailable):
    """Mail, desk or messenger refused; `permanent` when another try is pointless."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.permanent = permanent


class ServiceUnreachable(DeliveryFailed):
    """The server does not answer or does not let us in, whatever the letter is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, permanent=False)
