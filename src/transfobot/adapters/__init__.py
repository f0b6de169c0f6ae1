"""One outside thing per file; only bootstrap imports from here."""
