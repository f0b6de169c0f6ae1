"""Our search as a llama-index retriever, so that others can build on it.

llama-index is imported when a retriever is made: it takes seconds and a hundred megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from transfobot.domain.knowledge import Hit, Passage

if TYPE_CHECKING:
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import TextNode

Find = Callable[[str, int], Sequence[Hit]]
"""Question and how many → hits, best first."""


def make_retriever(find: Find, link: Callable[[Passage], str], k: int = 10) -> BaseRetriever:
    """A retriever that gives the best `k` passages as nodes with our score.

    What it may see is what `find` may see. Raises SearchUnavailable while searching.
    """
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle

    class PassageRetriever(BaseRetriever):
        """Retrieves passages of the deployment's documents."""

        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            hits = find(query_bundle.query_str, k)
            return [
                NodeWithScore(node=to_node(hit.passage, link(hit.passage)), score=hit.score)
                for hit in hits
            ]

    return PassageRetriever()


def to_node(passage: Passage, url: str) -> TextNode:
    """A passage as a node: its own id, text, and where it stands; the source is its document."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

    where: dict[str, Any] = {
        "title": passage.title,
        "headings": " / ".join(passage.locator.headings),
        "page": passage.locator.page,
        "document_id": passage.document_id,
        "revision": passage.revision,
        "url": url,
    }
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=where,
        start_char_idx=passage.offset,
        end_char_idx=passage.offset + len(passage.text),
        # A model is told where a passage stands in words, not by ids and addresses.
        excluded_llm_metadata_keys=["document_id", "revision", "url"],
        excluded_embed_metadata_keys=["document_id", "revision", "url", "page"],
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.document_id),
        },
    )
