# Python 3.11 or newer; name another one with: make PYTHON=python3.13 test
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help site test pictures fuzz audit clean

help: ## List what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

site: $(READY) ## Build the demo board and tell how to see it
	@$(BIN)/ssg build
	@echo "See it:  $(BIN)/ssg serve --open"

test: $(READY) ## Run every check and test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

pictures: $(READY) ## Take the README's pictures anew (needs Chromium)
	@$(BIN)/python scripts/pictures.py

SECONDS ?= 600
fuzz: $(READY) ## Look for texts that break a promise, ten minutes a target (SECONDS=60 for less)
	@$(PIP) install --group fuzz
	@$(BIN)/python fuzz/run.py --seconds $(SECONDS)

audit: $(READY) ## Look up known vulnerabilities of the libraries (needs the network)
	@$(PIP) install --group audit && $(BIN)/python scripts/audit.py

clean: ## Remove what is made here: the set-up, the published board, caches
	rm -rf .venv .ssg-cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
	find output -mindepth 1 ! -path output/.gitignore -delete
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

# Redone when pyproject.toml changes; otherwise the second run costs nothing. Bytecode is made here, as
# pip makes it for what is not editable: many containers forbid Python to keep it, and each start would.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=...")'
	@echo "Setting up .venv; the first time this takes a minute."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install 'pip>=25.1'
	@$(PIP) install --editable . --group dev
	@$(BIN)/python -m compileall -q ssg
	@touch $@
