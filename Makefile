# `make help` lists what can be done. Everything is kept inside this folder: .boot, .venv and var.
PYTHON ?= python3
UV := .boot/bin/uv
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE = 1

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-full check bench mutants docs lock clean

help:  ## List what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: .venv/.ready mediation/web/static/manifest.json  ## Set up the tools and libraries this project needs, from the locked list

.venv/.ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@test -x $(UV) || { $(PYTHON) -m venv .boot && .boot/bin/pip install -q uv; }
	@test -x $(PY) || $(UV) venv -q --python $(PYTHON) .venv
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/dev.txt
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@

# Node and npm come from PyPI with the other tools; npm installs what package-lock.json holds, by its hashes.
mediation/web/static/manifest.json: .venv/.ready package-lock.json $(wildcard mediation/web/assets/*)
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --ignore-scripts --loglevel=error
	@PATH="$(CURDIR)/.venv/bin:$$PATH" node mediation/web/assets/build.mjs
	@$(PY) -m servestatic.compress -q mediation/web/static
	@touch $@

demo: setup  ## Play the demo office: one crime case from initiative to the last instalment, among forty
	$(PY) -W ignore::RuntimeWarning -m mediation demo play --folder var/demo

serve: setup  ## Serve the demo office, with a printed sign-in for each role
	$(PY) -W ignore::RuntimeWarning -m mediation demo serve --folder var/demo

test: setup  ## Run the checks and every test: SQLite, PostgreSQL and a real browser
	$(MAKE) --no-print-directory check
	$(PY) -m tests.web.browser.chromium
	$(PY) -m pytest -q -n 2 --dist loadfile -m "not heavy and not hsm" --ignore tests/web/browser
	$(PY) -m pytest -q -m "not heavy and not hsm" tests/web/browser

test-full: setup  ## Run the heavy suites too: real Prefect, hardware key store, long searches
	$(PY) -m tests.web.browser.chromium
	$(PY) -m pytest -q -n 2 --dist loadfile --ignore tests/web/browser
	$(PY) -m pytest -q tests/web/browser

check: setup  ## Lint, types, floors and sizes
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m pytest -q tests/architecture

bench: .venv/.bench  ## Measure ratios, side by side in one run
	$(PY) -W ignore -m benchmarks

.venv/.bench: .venv/.ready requirements/bench.txt
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/bench.txt
	@touch $@

SAMPLE ?= 40
mutants: setup  ## Alter the law's tables in a copy, place by place, and see that the tests notice (SAMPLE=0: all of them)
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/mutation.txt
	nice -n 10 $(PY) -W ignore -m benchmarks.mutants --sample $(SAMPLE)

docs: setup  ## Write the lifecycle pages and the page of the law anew from their tables
	$(PY) -W ignore -m mediation lifecycles write docs/lifecycles
	$(PY) -W ignore -m mediation law write docs/law.md

lock:  ## Resolve the locked lists anew, with hashes and without the names of hosts
	@test -x $(UV) || { $(PYTHON) -m venv .boot && .boot/bin/pip install -q uv; }
	$(UV) pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --all-extras --group dev -o requirements/dev.txt
	$(UV) pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --all-extras --group dev --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(UV) pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --all-extras --group dev --group mutation -c requirements/dev.txt -o requirements/mutation.txt
	$(UV) pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --all-extras -c requirements/dev.txt -o requirements/run.txt

clean:  ## Remove what this project has made outside git
	rm -rf .boot .venv var build node_modules mediation/web/static *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
