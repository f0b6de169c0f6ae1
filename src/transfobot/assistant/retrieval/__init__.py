"""Finding in documents: candidates, ranking, refusal, and the units to quote."""
