# The two commands are `make serve` and `make test`. Everything they make lies in .venv/ and .forklore/ of this folder.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# The first Python on the machine that is new enough; `make PYTHON=…` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV_VERSION := 0.13.9
WORKERS ?= 2
SIZE ?= 10k
AMERICAN ?= 5000
DEVELOPMENT_HOME := .forklore/tests

VENV := $(CURDIR)/.venv
BIN := .venv/bin
UV := $(BIN)/uv

# Every cache stays inside; neither the user's home nor another virtual environment is looked at.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH
export UV_CACHE_DIR := $(VENV)/cache/uv
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON := $(VENV)/bin/python
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# A host behind a proxy of its own keeps the proxy's certificate in the system's store.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/ssl/cert.pem /etc/pki/tls/certs/ca-bundle.crt),)
export UV_SYSTEM_CERTS := 1
endif
export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export XDG_CACHE_HOME := $(VENV)/cache
export XDG_DATA_HOME := $(VENV)/cache/data
export XDG_STATE_HOME := $(VENV)/cache/state

CHECKS := check-lock check-format check-lint check-types check-contracts check-documents

.PHONY: help serve test check $(CHECKS) format documents screenshots bench bench-knowledge acceptance clean

help:
	@echo "make serve            prepare everything and serve the demo community on http://127.0.0.1:8000"
	@echo "make test             prepare everything and run all tests"
	@echo "make check            format, lint, types, contracts between the rooms, generated documents, lock"
	@echo "make format           write the code in the project's format"
	@echo "make documents        write the generated pages of docs/"
	@echo "make screenshots      take the pictures of docs/screenshots (needs Chromium)"
	@echo "make bench SIZE=10k   measure the service (10k, 100k or 1m recipes)"
	@echo "make bench-knowledge  measure what is read out of ingredient lines, forks and reviews"
	@echo "make acceptance       run real pages, recipes and ratings through everything, where they lie beside"
	@echo "make clean            remove .venv and the databases of the tests; .forklore keeps the community"

# A checkout that was moved or copied makes its virtual environment anew: paths are written into it.
moved := $(shell test "$$(cat .venv/made 2>/dev/null)" = "$(CURDIR)" || echo yes)
.PHONY: $(if $(moved),.venv/made)

.venv/ready: pyproject.toml uv.lock .venv/made
	@$(UV) sync --locked --inexact --quiet
	@test -x $(BIN)/forklore
	@touch $@

# pip asks rustc for its version, and a rustup on the machine would make a folder in the home.
.venv/made:
	@$(if $(PYTHON),,echo "Forklore needs Python 3.11 or newer; this machine has none under the usual names." >&2; exit 1)
	@export RUSTUP_HOME=$(VENV)/cache/rustup; $(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@export RUSTUP_HOME=$(VENV)/cache/rustup; $(BIN)/python -m pip install -qq --no-cache-dir "uv==$(UV_VERSION)"
	@printf '%s\n' "$(CURDIR)" > $@

serve: .venv/ready
	@$(BIN)/forklore demo
	@exec $(BIN)/forklore serve

test: .venv/ready
	@mkdir -p $(DEVELOPMENT_HOME)/tmp
	@PYTEST_DEBUG_TEMPROOT=$(CURDIR)/$(DEVELOPMENT_HOME)/tmp $(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

# Every check runs, also behind one that fails.
check: .venv/ready
	@$(MAKE) --keep-going $(CHECKS)

check-lock: .venv/ready
	$(UV) lock --check --quiet

check-format: .venv/ready
	$(BIN)/ruff format --check --quiet

check-lint: .venv/ready
	$(BIN)/ruff check --quiet

check-types: .venv/ready
	$(BIN)/mypy

check-contracts: .venv/ready
	$(BIN)/lint-imports --no-logo

check-documents: .venv/ready
	env -u DATABASE_URL FORKLORE_HOME=$(DEVELOPMENT_HOME) $(BIN)/forklore documents --check

format: .venv/ready
	$(BIN)/ruff check --quiet --fix-only
	$(BIN)/ruff format --quiet

documents: .venv/ready
	env -u DATABASE_URL FORKLORE_HOME=$(DEVELOPMENT_HOME) $(BIN)/forklore documents

screenshots: .venv/ready
	@$(BIN)/python benchmarks/screenshots.py

bench: .venv/ready
	@$(BIN)/python -m benchmarks.service $(SIZE)

bench-knowledge: .venv/ready
	@$(BIN)/python -m benchmarks.knowledge

acceptance: .venv/ready
	@$(BIN)/python benchmarks/real_run.py --american $(AMERICAN)

clean:
	rm -rf .venv $(DEVELOPMENT_HOME) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
