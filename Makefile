# Everything runs in .venv; `make run` and `make test` need Python 3.11 or later, make and git, nothing else.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/.stamps
ROUNDS ?= 20
JOBS ?= 2
WEB_SOURCES := $(shell find web \( -path web/node_modules -o -path web/types \) -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup setup-test tools browser run check test pictures proof conformance soak format lock clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Khaneh needs Python 3.11 or later; '$(PYTHON)' is not. Give another one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || scripts/debian-packages python3-venv
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/build.txt -r requirements/run.txt
	@touch $@

$(STAMPS)/web: $(STAMPS)/run $(WEB_SOURCES)
	$(BIN)/python hatch_build.py
	@touch $@

$(STAMPS)/install: $(STAMPS)/run $(STAMPS)/web
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/test: $(STAMPS)/install requirements/test.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/test.txt
	@touch $@

setup: $(STAMPS)/install ## what `make run` does before it starts anything
	@scripts/debian-packages --optional bubblewrap

setup-test: $(STAMPS)/test
	@scripts/debian-packages bubblewrap chromium-headless-shell libatomic1 mosquitto-clients
	@scripts/mosquitto-binary

run: setup ## the whole lab on http://localhost:8000 and mqtt://localhost:1883
	@exec $(BIN)/khaneh up

check: $(STAMPS)/test ## style, types, imports, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python hatch_build.py check

test: setup-test ## every test; JOBS=n runs them in so many processes
	$(BIN)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

pictures: setup-test ## take the pictures of the README anew
	$(BIN)/pytest -q -m soak -n $(JOBS) tests/browser/test_screens.py
	$(BIN)/python -m tests.browser.pictures

proof: setup-test ## prove every exercise: its solution passes, its wrong programs fail
	$(BIN)/khaneh exercise check

conformance: $(STAMPS)/test ## write docs/conformance.md and its Persian twin from the tests
	$(BIN)/python -m tests.conformance.table

soak: setup-test ## the long tests; ROUNDS=n makes them shorter or longer
	@scripts/debian-packages postgresql
	$(BIN)/pytest -m soak --rounds $(ROUNDS) tests/soak tests/lockstep
	$(BIN)/pytest -m soak -n $(JOBS) tests/browser

format: $(STAMPS)/test ## put all code into the house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(STAMPS)/test ## write the pinned requirements anew from requirements/*.in
	$(BIN)/pip install --quiet pip-tools
	cd requirements && for set in run test; do ../$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-annotate --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file $$set.txt $$set.in; done

clean: ## remove what was built; the lab's data stays
	rm -rf .venv web/node_modules api/static .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
