"""A case from its opening to the last letter."""
