# The README's commands. Everything goes into .venv; delete it to begin anew.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  := $(VENV)/sfia-store

.DEFAULT_GOAL := run
.PHONY: run test test-engines test-long lint format bench bench-scale docs editor data clean

run: $(VENV)/run.done ## load the shipped graph and answer two questions
	$(BIN)/sfia-graph load --shipped --into $(STORE)
	$(BIN)/sfia-graph query edition-counts --store $(STORE)
	$(BIN)/sfia-graph query describe-skill code=SLMO lang=fr --store $(STORE)

test: $(VENV)/test.done ## run the tests, three modules at a time, since they often wait
	$(BIN)/python -m pytest -n 3 --dist loadfile

test-engines: $(VENV)/test.done ## ask every engine, Virtuoso too; writes docs/engines.md
	$(BIN)/python -m pytest tests/test_engines.py -m "engines or not engines" --junitxml=$(VENV)/engines.xml
	$(BIN)/python -m pytest -m engines --ignore=tests/test_engines.py
	$(BIN)/python scripts/list_engines.py $(VENV)/engines.xml

test-long: $(VENV)/test.done ## run the tests with all their cases, and a whole site against its server
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "not engines"

lint: $(VENV)/test.done ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/test.done ## put code and Turtle into their canonical form
	$(BIN)/ruff format .
	$(BIN)/python scripts/format_turtle.py

bench: $(VENV)/test.done ## measure against named peers; writes RESULTS.md, SERVING.md and PUBLISHING.md
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks.run
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m benchmarks.serving_report
	$(BIN)/python -m benchmarks.publishing_report

bench-scale: $(VENV)/test.done ## measure a workforce of up to a million; writes benchmarks/SCALE.md
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks.scale_report

docs: $(VENV)/test.done ## draw the model, list the questions and the rules anew
	$(BIN)/python scripts/draw_model.py
	$(BIN)/python scripts/list_queries.py
	$(BIN)/python scripts/list_rules.py

editor: ## build the SPARQL page's editor and the engine for browsers; pages do without
	@if command -v npm >/dev/null; \
	then cd sfia_graph/web/editor && npm ci --ignore-scripts --no-audit --no-fund && npm run build; \
	else echo "npm is not here, so the SPARQL page keeps its plain form"; fi

clean:
	rm -rf $(VENV)

$(VENV)/run.done: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test.done: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@
