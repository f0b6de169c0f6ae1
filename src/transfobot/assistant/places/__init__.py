"""Places by the names people give them."""
