"""From a question to an answer: plain functions over ports and domain."""
