"""Web pages: the article as a reader sees it; hidden text never, teasers apart."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from transfobot.domain.errors import ParseFailed
from transfobot.ingestion.clean import clean_characters, is_readable, join_hyphens, tidy_lines
from transfobot.ingestion.dating import first_day_in, stated_day
from transfobot.ingestion.detect import Format
from transfobot.ingestion.html_text import text_of
from transfobot.ingestion.limits import HTML_BYTES, HTML_TAGS, TAG_CHARACTERS
from transfobot.ingestion.parsed import Parsed, Secondary
from transfobot.ingestion.plain_text import decode
from transfobot.ingestion.rules import Rules
from transfobot.ingestion.teasers import teaser_day
from transfobot.ingestion.titles import title_of

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,80},[^\"'\s>)]{200,}")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{TAG_CHARACTERS},}}")
_INVISIBLE = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg")
_CONTROLS = ("canvas", "button", "select", "input", "textarea")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
    r"|font-size\s*:\s*0*\.?0*(?:[1-9]\d{0,3}e-)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|;)\s*color\s*:\s*"
    r"(?:#f{3}(?:f{3})?\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)",
    re.IGNORECASE,
)
_OUTER = {"nav", "footer", "aside", "header"}
_LEAST_ARTICLE = 80
_DAY_NAMES = (
    "article:published_time",
    "og:published_time",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "datepublished",
)


def parse_html(data: bytes, path: str, rules: Rules) -> Parsed:
    """One page. Raises ParseFailed."""
    if len(data) > HTML_BYTES:
        raise ParseFailed(f"Die Webseite ist größer als {HTML_BYTES >> 20} MiB.")
    text, warnings = _decoded(data)
    root = _tree(text)
    hidden = _drop_hidden(root)
    if hidden:
        warnings = (*warnings, f"{hidden} verborgene Abschnitte wurden nicht übernommen.")
    head = _head(root)
    secondary = _take_teasers(root, rules)
    body = _article(root)
    main = tidy_lines(rules.without_dropped(tidy_lines(join_hyphens(clean_characters(body)))))
    if not main or not is_readable(main):
        raise ParseFailed(
            "Die Webseite enthält keinen Text (vielleicht entsteht er erst durch Skripte)."
        )
    return Parsed(
        media_type=Format.HTML.value,
        pages=(main,),
        title=head["title"] or title_of(main, path),
        as_of=head["day"] or stated_day(main),
        language=head["language"],
        source_url=head["address"],
        secondary=secondary,
        warnings=warnings,
    )


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text by its mark or its stated encoding where that fits, else as any text."""
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            name = stated[1].decode("ascii")
            if name.lower().replace("-", "") not in {"utf7", "utf8", "iso88591", "latin1"}:
                return data.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _tree(text: str) -> Any:
    text = _COMMENT.sub("", _DATA_ADDRESS.sub("", text))
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
    if text.count("<") > HTML_TAGS:
        raise ParseFailed(f"Die Webseite hat mehr als {HTML_TAGS} Elemente.", quarantined=True)
    if _LONG_TAG.search(text):
        raise ParseFailed("Die Webseite enthält ein übergroßes Element.", quarantined=True)
    try:
        parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ParseFailed("Die Webseite ist leer oder beschädigt.") from error
    return root


def _drop_hidden(root: Any) -> int:
    """Take out what a reader does not see; how many passages of text that were."""
    for element in list(root.iter(*_INVISIBLE, *_CONTROLS)):
        _drop(element)
    number = 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_hidden(element):
            number += bool("".join(element.itertext()).strip())
            _drop(element)
    return number


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style") or ""
    if not style:
        return False
    white = _WHITE.search(style) and "background" not in style
    return bool(white or _HIDING.search(style))


def _drop(element: Any) -> None:
    """Remove an element but keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


# --- what the head says ----------------------------------------------------------------------


def _head(root: Any) -> dict[str, str | None]:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            named.setdefault(name, " ".join(clean_characters(meta.get("content")).split()))
    headings = [_words(one) for one in root.iter("h1")]
    title = next((one for one in headings if len(one) >= 3), None) or named.get("og:title")
    if title is None:
        found = root.find(".//title")
        title = _words(found) if found is not None else None
    language = (root.get("lang") or "").split("-")[0].lower()
    return {
        "title": title[:200] if title else None,
        "day": _day(root, named),
        "language": language if re.fullmatch(r"[a-z]{2}", language) else None,
        "address": _address(root, named),
    }


def _words(element: Any) -> str:
    return " ".join(clean_characters("".join(element.itertext())).split())


def _day(root: Any, named: dict[str, str]) -> str | None:
    for name in _DAY_NAMES:
        if name in named and (day := first_day_in(named[name][:10])):
            return day
    for element in root.iter("time"):
        if not _inside(element, _OUTER) and (
            day := first_day_in((element.get("datetime") or _words(element))[:24])
        ):
            return day
    return None


def _address(root: Any, named: dict[str, str]) -> str | None:
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    address = named.get("og:url")
    return address if address and address.startswith("http") else None


def _inside(element: Any, tags: set[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


# --- teasers -----------------------------------------------------------------------------------


def _take_teasers(root: Any, rules: Rules) -> tuple[Secondary, ...]:
    """Cut the lists of other reports out of the page and give their items."""
    found: dict[str, Secondary] = {}
    for heading in list(root.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        if heading.getroottree().getroot() is not root or not rules.is_secondary(_words(heading)):
            continue
        region = _region(heading)
        for item in _items(region, heading):
            found.setdefault(item.text, item)
        for element in region:
            _drop(element)
    return tuple(found.values())


def _region(heading: Any) -> list[Any]:
    """The heading's own section, or what follows it where the section holds the article too."""
    section, best = heading, None
    while (section := section.getparent()) is not None and section.tag not in {
        "body",
        "html",
        "main",
    }:
        first = next((one for one in section.iter("h1", "h2", "h3", "h4", "h5", "h6")), None)
        if first is not heading or section.tag == "article":
            break
        best = section
    if best is not None and len(_words(best)) > len(_words(heading)) + 20:
        return [best]
    following = []
    for element in heading.itersiblings():
        if element.tag in {"h1", heading.tag}:
            break
        following.append(element)
    return [heading, *following]


def _items(region: list[Any], heading: Any) -> list[Secondary]:
    titles = [
        one
        for element in region
        for one in element.iter("h2", "h3", "h4", "h5", "h6", "a")
        if one is not heading
    ]
    items: list[Secondary] = []
    taken: set[Any] = set()
    for title in titles:
        words = _words(title)
        if len(words) < 12 or any(one in taken for one in (title, *title.iterancestors())):
            continue
        holder = _holder(title, region)
        whole = " ".join(_words(holder).split())
        body = whole.replace(words, "", 1).strip(" –|") if holder is not title else ""
        taken.update({title, holder} if holder not in region else {title})
        text = f"# {words}\n\n{body}".strip()
        items.append(Secondary(words, text, _item_day(holder) or teaser_day(f"{words} {body}")))
    return items


def _holder(title: Any, region: list[Any]) -> Any:
    """The smallest element around a title that says more than it and holds no second title."""
    holder = title
    for ancestor in title.iterancestors():
        headings = len(list(ancestor.iter("h2", "h3", "h4", "h5", "h6")))
        if ancestor in region or headings > 1 or ancestor.tag in {"ul", "ol", "body"}:
            break
        holder = ancestor
    return holder


def _item_day(holder: Any) -> str | None:
    for element in holder.iter("time"):
        if day := first_day_in((element.get("datetime") or _words(element))[:24]):
            return day
    return None


# --- the article -------------------------------------------------------------------------------


def _article(root: Any) -> str:
    """The main text: what trafilatura takes for it where that is enough, else what is visible."""
    marked = root.xpath("//main | //article | //*[@role='main']")
    whole = text_of(marked[0] if len(marked) == 1 else root)
    chosen = _extracted(root)
    if chosen is None or len(chosen) < max(_LEAST_ARTICLE, 0.5 * len(whole)):
        if len(marked) != 1:
            _drop_outer(root)
            whole = text_of(root)
        return whole
    return chosen


def _extracted(root: Any) -> str | None:
    """The subtree trafilatura finds, in our own lines.

    It drops the headings of a page that marks no article; there the whole body is marked as one.
    """
    found = _found(root)
    if found is None or _HEADING.search(found) or root.find(".//h2") is None:
        return found
    return _found(_marked(root)) or found


_HEADING = re.compile(r"^#", re.MULTILINE)


def _found(root: Any) -> str | None:
    import trafilatura

    found = trafilatura.bare_extraction(
        root, include_tables=True, include_comments=False, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    return text_of(body) if body is not None else None


def _marked(root: Any) -> Any:
    """A copy whose body is one article."""
    copied = deepcopy(root)
    body = copied.find("body")
    if body is not None:
        article = body.makeelement("article")
        article.text, body.text = body.text, None
        article.extend(list(body))
        body.append(article)
    return copied


def _drop_outer(root: Any) -> None:
    for element in list(root.iter(*_OUTER)):
        _drop(element)
