"""Examples of answers in the OpenAPI description; a test holds them to their schemas."""

from __future__ import annotations

from typing import Any

_BASE = "https://assistent.example.de"
_URL = f"{_BASE}/dok/1ac71d044798c8d7/36d31a796a4730ed/seite/1"

_OFFICE: dict[str, Any] = {
    "id": "office_retrason",
    "organisation": "Allianz für die Region GmbH",
    "status": "unverified",
    "contact": None,
    "role": None,
    "phone": None,
    "email": None,
    "website": None,
    "address": None,
    "substitute": None,
    "missing": ["contact", "phone", "email", "address", "website"],
    "reason": "Diese Stelle ist für ReTraSON hinterlegt.",
    "verified_on": "2022",
    "notes": [],
}
_PLACE: dict[str, Any] = {
    "name": "Waldenburg",
    "label": "Waldenburg im Hohenlohekreis",
    "ags": "08126085",
    "district": "Hohenlohekreis",
    "land": "Baden-Württemberg",
    "kind": "municipality",
}

ANSWER: dict[str, Any] = {
    "answer_id": "2yN9WrdnuFJYdRYKLyuAA8xy",
    "conversation_id": "1QR6TRsu6yVMw9NnGQ0Gc8a6",
    "outcome": "answered",
    "mode": "register",
    "text": "Förderung von ReTraSON: 7,6 Mio. € Fördersumme. [1]",
    "sentences": [{"text": "Förderung von ReTraSON: 7,6 Mio. € Fördersumme.", "citations": [1]}],
    "citations": [
        {
            "number": 1,
            "document_id": "1ac71d044798c8d7",
            "passage_id": "e2fd166fe5ace2fe",
            "title": "ReTraSON – Regionales Transformationsnetzwerk SüdOstNiedersachsen",
            "page": None,
            "heading": "Laufzeit und Förderung",
            "quote": "Fördersumme: 7,6 Mio. €",
            "url": f"{_URL}?stelle=e2fd166fe5ace2fe",
            "as_of": "2022",
            "status": "unknown",
        }
    ],
    "office": _OFFICE,
    "clarification": None,
    "related": [],
    "suggestions": ["Wie lange läuft ReTraSON?"],
    "notices": [],
    "language": "de",
    "ai_generated": True,
}

HITS: dict[str, Any] = {
    "hits": [
        {
            "passage_id": "e2fd166fe5ace2fe",
            "document_id": "1ac71d044798c8d7",
            "title": "ReTraSON – Regionales Transformationsnetzwerk SüdOstNiedersachsen",
            "page": None,
            "heading": "Laufzeit und Förderung",
            "text": "Fördersumme: 7,6 Mio. €",
            "url": f"{_URL}?stelle=e2fd166fe5ace2fe",
            "score": 0.91,
            "why": {"lexical": 0.8, "dense": 0.6},
        }
    ]
}

OFFICES: dict[str, Any] = {
    "place": None,
    "candidates": [
        _PLACE,
        _PLACE
        | {
            "label": "Waldenburg im Landkreis Zwickau",
            "ags": "14524290",
            "district": "Landkreis Zwickau",
            "land": "Sachsen",
        },
    ],
    "offices": [],
    "notices": [],
}

DOCUMENT: dict[str, Any] = {
    "id": "1ac71d044798c8d7",
    "title": "ReTraSON – Regionales Transformationsnetzwerk SüdOstNiedersachsen",
    "revision": "36d31a796a4730ed",
    "as_of": "2022",
    "text": "## Laufzeit und Förderung\n\nFördersumme: 7,6 Mio. €",
    "pages": None,
    "url": _URL,
}

PROGRAMMES: dict[str, Any] = {
    "programmes": [
        {
            "id": "inqa",
            "name": "INQA-Coaching",
            "funder": "BMAS, ESF Plus",
            "kind": "advice",
            "status": "running",
            "opens": "2023",
            "closes": "2027",
            "eligible": "kleine und mittlere Unternehmen bundesweit",
            "rate": "bis 80 Prozent Zuschuss für höchstens 12 Beratungstage",
            "apply_before_start": None,
            "lead_time_days": None,
            "call_open": None,
            "audience": ["company"],
            "lands": [],
            "too_late": False,
            "note": "laufend",
            "url": None,
            "source_url": f"{_BASE}/dok/5f2d8c7b90aa41e3",
            "as_of": "2024",
        }
    ],
    "as_of": "2024",
}
