"""Answers that need no source: set phrases for what is no question about the documents."""

from __future__ import annotations

import re

from transfobot.assistant.told import Told
from transfobot.assistant.understanding import Meta, Understanding
from transfobot.domain.answers import Mode, Outcome, Sentence
from transfobot.german.text import fold
from transfobot.prompts import Phrases

_MACHINE = re.compile(
    r"\b(?:bist du|sind sie|are you|seid ihr|ist (?:das|hier|da))\b[^.!?]{0,40}"
    r"\b(?:mensch|menschlich|echt|maschine|roboter|bot|chatbot|ki|person|computer|programm|"
    r"kuenstliche intelligenz|human|robot|machine|ai|real|echter?)\b"
    r"|\b(?:spreche|rede|schreibe|chatte)\b[^.!?]{0,30}\b(?:mensch\w*|maschine|bot|ki|computer|"
    r"programm|person|roboter)\b|\b(?:antwortet|schreibt|sitzt)\b[^.!?]{0,30}\bmensch"
    r"|\bhuman or\b|\bmensch oder\b"
)


def about_itself(text: str) -> bool:
    """Whether somebody asks if a person answers here („Bist du ein Mensch?“)."""
    return len(text) < 160 and bool(_MACHINE.search(fold(text)))


def phrase_first(asked: Understanding, phrases: Phrases, *, office: bool) -> Told | None:
    """A wish for a person, a question whether this is one, or one from another field."""
    if about_itself(asked.text):
        return _said(Outcome.ANSWERED, phrases, "machine", asked)
    if asked.person_wanted:
        key = "person_wanted" if office else "person_wanted_no_office"
        return _said(Outcome.PERSON_WANTED, phrases, key, asked)
    if asked.foreign_topic:
        return _said(Outcome.OUT_OF_SCOPE, phrases, "out_of_scope", asked)
    return None


def phrase_last(asked: Understanding, phrases: Phrases) -> Told | None:
    """A greeting, a thank-you, a question what this is for, when nothing else answers."""
    key = (
        {
            Meta.GREETING: "greeting",
            Meta.THANKS: "thanks",
            Meta.ABILITIES: "greeting",
        }.get(asked.meta)
        if asked.meta
        else None
    )
    return _said(Outcome.ANSWERED, phrases, key, asked) if key else None


def _said(outcome: Outcome, phrases: Phrases, key: str, asked: Understanding) -> Told:
    language = asked.language.value
    example = phrases.of("answers.example_question", language)
    text = phrases.of(f"answers.{key}", language, example=example)
    suggestions = (example,) if outcome is Outcome.OUT_OF_SCOPE else ()
    return Told(outcome, Mode.NONE, (Sentence(text),), suggestions=suggestions)
