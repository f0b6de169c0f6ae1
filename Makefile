# Two commands are enough: `make run` and `make test`. The rest is for whoever changes the code.
PYTHON ?= python3
# Folder with retrieval sets (corpus.jsonl, queries.jsonl, qrels.tsv, answers.jsonl) for `make bench`.
SETS ?= bench
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench evaluate lock clean

help: ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

# uv is itself pinned by hash and installs the rest in seconds; pip alone needs a minute.
$(BIN)/uv: requirements/uv.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.run: $(BIN)/uv requirements/run.txt pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.run ## The environment alone, in .venv

run: $(VENV)/.run ## Take in corpus/ and serve on 127.0.0.1:8000
	$(BIN)/transfobot ingest
	$(BIN)/transfobot serve

test: $(VENV)/.dev ## All tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## Format, lint, types, contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

format: $(VENV)/.dev ## Lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.run ## Retrieval and growth figures (docs/benchmarks.md)
	$(BIN)/transfobot benchmark all $(wildcard $(SETS)/*)

evaluate: $(VENV)/.run ## The gold questions
	$(BIN)/transfobot evaluate corpus/gold.jsonl

lock: $(VENV)/.dev ## Pin every requirement by hash, without any address
	cd requirements && for name in uv run dev; do ./lock $$name; done

clean: ## Remove the environment and the data directory
	rm -rf $(VENV) var
