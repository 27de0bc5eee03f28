# Kouan: `make` builds everything, `make test` tests everything, `make serve` serves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared/corpus
DOCUMENTS := $(wildcard datasets/documents/*)
LISTS := $(wildcard datasets/reference/*.csv) $(wildcard datasets/curation/*.yml)
CODE := $(shell find scripts/kouan -name '*.py' -o -path 'scripts/kouan/site/*' -type f | grep -v __pycache__)

# What a build makes: where a part is missing, it is made again. Folders count as well, since a file may be taken away.
OUTPUTS := build/downloads.json build/kouan.db build/layout.json build/metadata.json build/settings.json build/parquet/tasks.parquet
MISSING := $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS))
FOLDERS := datasets/documents datasets/reference datasets/curation

.PHONY: all FORCE test check serve validate bench quality requirements clean

all: build/.built

build/.built: $(VENV)/.installed $(DOCUMENTS) $(LISTS) $(FOLDERS) $(CODE) CHANGELOG.md datapackage.json metadata.yml $(if $(MISSING),FORCE)
	@mkdir -p build
	@$(BIN)/kouan build
	@touch $@

$(VENV)/.installed: requirements.txt requirements-dev.txt pyproject.toml
	@echo "set up    $(VENV) from requirements-dev.txt"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test: all
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.installed
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check scripts tests
	$(BIN)/mypy

serve: all
	$(BIN)/kouan serve

validate: all
	$(BIN)/kouan validate

# Measures speed and size on made data; docs/benchmarks.md says how. Takes some minutes.
bench: all
	$(BIN)/python -m kouan.bench

# Measures accuracy against tests/gold and writes datasets/reference/quality.csv, which the build publishes. The texts of
# tests/gold/corpus are not part of the project; CORPUS is the folder that holds them.
quality: $(VENV)/.installed
	$(BIN)/kouan measure --corpus $(CORPUS)

# Pins versions and hashes anew; needs uv.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf build $(VENV)
