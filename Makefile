# Two commands are enough: `make demo` to see it, `make test` to trust it. `make` alone lists all.
# Both need Python 3.11 or newer and nothing else; PORT and DATABASE_URL come from the environment.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

bin := .venv/bin
locks := requirements.txt package-lock.json
build := pyproject.toml hatch_build.py package.json .npmrc
stamp := .venv/installed
catalogues := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
PYTEST_ARGS ?=

find_python := for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; \
	done

.PHONY: help demo test install check lock bench translate

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

demo: install ## Start the portal with invented data, and print its address and a sign-in link per role
	@exec $(bin)/portal demo

test: check ## Everything: style, types, import contracts, then all tests (PYTEST_ARGS="-k round" for some)
	@$(bin)/pytest $(PYTEST_ARGS)

install: $(stamp) $(catalogues) ## Make .venv with everything in it; does nothing when the locks have not changed

check: install ## Style, types and import contracts, without tests
	@$(bin)/ruff check --quiet .
	@$(bin)/ruff format --quiet --check . || { echo "Not formatted: run $(bin)/ruff format ." >&2; exit 1; }
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

lock: install ## Compile both locks again, after a change of pyproject.toml or package.json
	@$(bin)/uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.txt
	@$(bin)/python hatch_build.py
	@echo "requirements.txt and package-lock.json are up to date."

bench: install ## Measure speed as ratios (docs/performance.md)
	@$(bin)/python -m bench

translate: install ## Collect new texts into the catalogues, say what each language lacks, and compile them
	@$(bin)/portal translate
	@$(MAKE) --no-print-directory install

$(stamp): $(locks) $(build)
	@python=$$($(find_python)); \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer is needed, and none was found." >&2; exit 1; fi; \
	rm -f $@; \
	if [ ! -x $(bin)/python ]; then \
	  $$python -m venv .venv || { echo "Python's venv is missing (Debian: apt-get install python3-venv)." >&2; exit 1; }; \
	fi; \
	echo "Installing (a minute or two, once) ..."; \
	$(bin)/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r requirements.txt; \
	$(bin)/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
	@touch $@

# Babel's own compiler takes "80 % of" for a placeholder; the build's does not.
%.mo: %.po | $(stamp)
	@$(bin)/python hatch_build.py catalogues
