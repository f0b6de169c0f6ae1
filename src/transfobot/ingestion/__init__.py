"""How documents come in: source → parse in a killable child → clean → units → index."""
