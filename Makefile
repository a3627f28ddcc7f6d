# What a newcomer types: `make demo`, `make test`. Everything else is listed by `make help`.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATA ?= var/demo
PORT ?= 8000
SOURCES := src tests tools benchmarks

.PHONY: help setup demo test test-more oracles check bench docs lock vendor clean

help:
	@echo "make demo       set everything up and serve the demo on http://127.0.0.1:$(PORT)/"
	@echo "make test       the tests a contributor needs green (under five minutes on two cores)"
	@echo "make test-more  PostgreSQL, every browser journey, the long properties"
	@echo "make oracles    scores beside the programs of others (krippendorff, mirt, RaschPy, pref-voting, …)"
	@echo "make check      style, types, import contracts, messages, generated docs"
	@echo "make bench      measured ratios against named peers"
	@echo "make docs       write the generated reference pages anew"
	@echo "make setup      only make $(VENV)"

setup: $(VENV)/.dev

$(VENV)/.base: requirements/base.txt requirements/build.txt pyproject.toml
	@python=$$(tools/find-python) || exit 1; \
	 if ! $(BIN)/python -c '' 2>/dev/null; then \
	   echo "[1/3] making $(VENV) with $$python"; "$$python" -m venv --clear $(VENV); fi
	@echo "[2/3] installing the pinned packages"
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/base.txt
	@echo "[3/3] installing paritrana itself"
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo "installing the pinned tools for tests and checks"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.base
	@$(BIN)/paritrana demo --data $(DATA) --port $(PORT)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 --nomigrations

test-more: $(VENV)/.dev
	@tools/test-more

# Programs that scores are compared with, in an environment of their own: they want older arrays, and one is GPL.
.venv-oracles/.done: $(VENV)/.base requirements/oracles.txt
	@$(BIN)/python -m venv --clear .venv-oracles
	@.venv-oracles/bin/python -m pip --disable-pip-version-check --quiet install --only-binary :all: \
	   --require-hashes -r requirements/oracles.txt
	@touch $@

oracles: $(VENV)/.dev .venv-oracles/.done
	@$(BIN)/python -m pytest -q -m oracles tests/oracles

check: $(VENV)/.dev
	@tools/check

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "installing the peers that are measured beside"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

bench: $(VENV)/.bench
	@for file in benchmarks/bench_*.py benchmarks/simulation_severity.py; do $(BIN)/python $$file || exit 1; done

docs: $(VENV)/.dev
	@$(BIN)/python tools/docs.py --write

# For maintainers: needs uv on the PATH. The files carry hashes and no addresses.
lock:
	@tools/lock

# For maintainers: needs npm on the PATH.
vendor: $(VENV)/.base
	@$(BIN)/python tools/vendor.py

clean:
	rm -rf $(VENV) .venv-oracles var build .pytest_cache .mypy_cache .ruff_cache .hypothesis
