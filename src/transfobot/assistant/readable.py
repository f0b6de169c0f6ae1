"""Who may see a kept conversation: what staff was told of internal documents stays with staff."""

from __future__ import annotations

import re
from collections.abc import Callable

from transfobot.domain.conversation import Conversation
from transfobot.domain.knowledge import Document, Visibility

_LINKED = re.compile(r"/dok/([^/?#]+)")


def document_ids(talk: Conversation) -> frozenset[str]:
    """The documents that answers cite, and those they name as possibly related."""
    answers = [turn.answer for turn in talk.turns]
    cited = {one.document_id for answer in answers for one in answer.citations}
    linked = (_LINKED.search(one.url) for answer in answers for one in answer.related)
    return frozenset(cited | {found[1] for found in linked if found})


def readable(
    talk: Conversation,
    allowed: frozenset[Visibility],
    document: Callable[[str], Document | None],
) -> bool:
    """Whether somebody with these rights may read it now, whatever it was when it was kept.

    Of a document that is gone nobody knows any more whether it was public.
    """
    if Visibility.INTERNAL in allowed:
        return True
    documents = (document(one) for one in document_ids(talk))
    return all(one is not None and one.visibility in allowed for one in documents)
