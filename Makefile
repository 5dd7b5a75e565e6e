PYTHON ?= python3
PORT ?= 8501
SHOP ?= shops/demo
BIN := .venv/bin

.PHONY: run init test soak bench lint lock

run: .venv/installed
	$(if $(PLACE),VITRINE_SETTINGS="$(PLACE)/vitrine.toml",VITRINE_SHOP="$(SHOP)") $(BIN)/python -m dashboard demo --port $(PORT)

init: .venv/installed
	$(BIN)/python -m recommender init "$(PLACE)"

test: .venv/tested
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not soak"

soak: .venv/tested
	$(BIN)/python -m pytest -m soak

bench: .venv/tested
	$(BIN)/python -m benchmarks

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lock: .venv/tested
	set -e; for name in requirements requirements-test; do \
	  $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links --python-version 3.11 $$name.in --output-file $$name.txt; \
	done

.venv/created:
	$(PYTHON) -m venv .venv
	touch $@

.venv/installed: requirements.txt .venv/created
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements.txt
	touch $@

.venv/tested: requirements-test.txt .venv/created tests/install.py
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements-test.txt
	$(BIN)/python -m tests.install
	touch $@
