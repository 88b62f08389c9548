# Two commands do everything on a fresh machine with Python 3.11, git and make:
#   make demo    the environment, then the status site of an embedded sample repository
#   make test    the environment, then the whole test suite
# `make` alone lists all of them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test lint fix accept site bench deep lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.12 demo'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP) ## build the sample repository and its site, and say where to look
	$(BIN)/sepkit demo --output build/demo

test: $(STAMP) ## run the whole test suite
	$(BIN)/python -m pytest

lint: $(STAMP) ## format, lint and types, as CI checks them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

fix: $(STAMP) ## format and mend what can be mended safely
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

accept: $(STAMP) ## write the golden files anew; review them before you commit
	$(BIN)/python -m pytest --accept

site: $(STAMP) ## build the site of a repository: make site REPO=../spec.git
	$(BIN)/sepkit build --repo $(or $(REPO),.) --output public

bench: $(STAMP) ## print ratios to the floors: make bench REPO=../spec.git
	$(BIN)/python -m benchmarks.run $(if $(REPO),--repo $(REPO))

deep: $(STAMP) ## the properties with twenty times as many examples, and all that is exhaustive
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -k 'law or laws or propert or hypothesis'
	$(BIN)/python -m pytest -m deep

lock: $(STAMP) ## resolve the lock file anew
	$(BIN)/uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --group dev --output-file requirements.lock pyproject.toml

clean: ## remove what the other commands made
	rm -rf $(VENV) build public .mypy_cache .pytest_cache .ruff_cache .hypothesis
