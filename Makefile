# Each target does all its own set-up, in .venv, and touches nothing outside this folder.
PYTHON ?= python3
VENV := .venv
AXE := 4.14.1
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check --quiet
export TOCSIN_CACHE := $(CURDIR)/$(VENV)/share/tocsin

.PHONY: demo test check docs site wheel lock clean axe screenshots

demo: $(VENV)/.run  ## Read the reports in examples/ and print a brief about them.
	$(RUN)/tocsin brief examples

test: $(VENV)/.dev  ## Run the tests.
	$(RUN)/python -m pytest

check: $(VENV)/.dev  ## Lint, types, layers.
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/cog --check docs/commands.md docs/compare.md docs/exports.md docs/reference.md docs/scores.md || { echo 'What the pages show has changed: make docs writes them anew.'; exit 1; }

docs: $(VENV)/.dev  ## Write anew what the pages show of the commands and their output.
	$(RUN)/cog -r README.md docs/*.md

axe: $(VENV)/share/axe-core/axe.min.js  ## Fetch the checker of accessibility that the browser tests use (needs npm).

$(VENV)/share/axe-core/axe.min.js: | $(VENV)/bin/python
	@mkdir -p $(@D)
	@cd $(@D) && npm pack --silent axe-core@$(AXE) > /dev/null && tar -xzf axe-core-$(AXE).tgz --strip-components=1 package/axe.min.js

screenshots: $(VENV)/.dev  ## Take pictures of every page of a desk over the examples, into build/screenshots.
	$(RUN)/python tools/screenshots.py examples build/screenshots

site: $(VENV)/.dev  ## Build the documentation as pages in build/site, and refuse a broken link.
	NO_MKDOCS_2_WARNING=1 $(RUN)/python -W ignore -m mkdocs build --strict --quiet
	@echo "build/site/index.html"

wheel: $(VENV)/.dev  ## Build the wheel, install it into an empty environment, and go through the tutorial there.
	tools/try_wheel.sh

lock:  ## Resolve the dependencies anew (needs uv).
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -o requirements/run.txt
	uv pip compile -q pyproject.toml --group dev --extra postgresql --extra ray --universal --python-version 3.11 --generate-hashes --no-header -o requirements/dev.txt

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/python:
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit("Tocsin needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Tocsin needs …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --editable .
	@touch $@
