# make setup | demo | test | lint | evaluate | floors | docs | pictures | clean. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3.11
BIN := .venv/bin
# Tests to run, as pytest's -m takes it; `make test SELECT=` runs the slow ones too.
SELECT ?= not slow
STORY ?= examples/ferry-lunna

.PHONY: setup demo test lint evaluate floors docs pictures clean
setup: .venv/stamp

.venv/stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --quiet --editable '.[dev]'
	touch $@

demo: setup
	mkdir -p out
	$(BIN)/crossread compare $(STORY) --html out/$(notdir $(STORY)).html

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m evaluation
	$(BIN)/pytest -n 2 -m '$(SELECT)'

evaluate: setup
	$(BIN)/python -m evaluation --keep

floors: setup
	$(BIN)/python -m evaluation --keep --raise-floors

docs: setup
	$(BIN)/python -m tools.documents

pictures: setup
	$(BIN)/python -m tools.pictures

clean:
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
