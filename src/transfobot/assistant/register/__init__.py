"""Answers over the records: lists, attributes, contacts, places, funding, comparisons."""
