# Kouan: `make` builds everything, `make test` tests everything, `make serve` serves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= ../shared/corpus
DOCUMENTS := $(wildcard datasets/documents/*)
LISTS := $(wildcard datasets/reference/*.csv) $(wildcard datasets/curation/*.yml)
CODE := $(shell find scripts/kouan -name '*.py' -o -path 'scripts/kouan/site/*' -type f | grep -v __pycache__)

# What a build reads, by its content: the times of files say nothing after the clock was set back.
READ := $(shell sha256sum $(DOCUMENTS) $(LISTS) $(CODE) CHANGELOG.md datapackage.json metadata.yml | sha256sum)
CHANGED := $(if $(filter $(firstword $(READ)),$(shell cat build/.built 2>&1)),,yes)

# What a build makes: where a part is missing, it is made again.
TABLES := $(shell sed -n 's|.*"path": "\(datasets/.*\.csv\)".*|\1|p' datapackage.json)
OUTPUTS := $(TABLES) $(TABLES:%=build/downloads/%) $(TABLES:datasets/%.csv=build/parquet/%.parquet) \
  $(addprefix build/,kouan.db metadata.json metadata.en.json settings.json openapi.json openapi.en.json layout.json \
  changes.json downloads.json downloads/datapackage.json downloads/kouan.zip)
MISSING := $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS))

.PHONY: all FORCE test check serve validate mutants bench torture docs release publish quality requirements clean

all: build/.built

build/.built: $(VENV)/.installed $(if $(CHANGED)$(MISSING),FORCE)
	@mkdir -p build
	@$(BIN)/kouan build
	@echo $(firstword $(READ)) > $@

$(VENV)/.installed: requirements.txt requirements-dev.txt pyproject.toml
	@echo "set up    $(VENV) from requirements-dev.txt"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# In CI nothing may be left out: a test that is skipped fails.
test: export KOUAN_NO_SKIP ?= $(if $(CI),1)
test: all packages
	$(BIN)/python -m pytest -rs -n 2 --dist worksteal

# The pictures of the READMEs, taken of the site in Chromium.
.PHONY: screenshots packages
screenshots: all packages
	$(BIN)/python -m pytest tests/browser/test_screenshots.py --update-screenshots

packages:
	@tests/install-packages.sh

check: $(VENV)/.installed
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check scripts tests
	$(BIN)/mypy

serve: all
	$(BIN)/kouan serve

validate: all
	$(BIN)/kouan validate

# Writes the documents for people as pages into build/docs.
docs: all
	$(BIN)/kouan docs

# Builds, then writes build/release/VERSION; CONTRIBUTING.md says how to release.
release: $(VENV)/.installed
	$(BIN)/kouan release

# Makes the release and puts it into the folder TO, for a static host: make publish TO=/srv/www/kouan
publish: release docs
	@test -n "$(TO)" || { echo "publish   where? make publish TO=FOLDER"; exit 2; }
	$(BIN)/kouan publish "$(TO)"

# Tests the validation: puts faults into the data and writes docs/mutants.md. Takes some minutes.
mutants: all
	$(BIN)/kouan mutants

# Measures speed and size on made data; docs/benchmarks.md says how. Takes some minutes.
bench: all
	$(BIN)/python -m kouan.bench

# Tries to break the server, the build and the reading of documents; docs/reliability.md says how. Takes some minutes.
torture: all
	$(BIN)/python -m kouan.torture

# Measures accuracy against tests/gold and writes datasets/reference/quality.csv, which the build publishes. The texts of
# tests/gold/corpus are not part of the project; CORPUS is the folder that holds them.
quality: $(VENV)/.installed
	$(BIN)/kouan measure --corpus $(CORPUS)

# Compares what is pinned with known vulnerabilities, offline. ADVISORIES is a clone of PyPA's advisory database, which is
# newer than the list that is installed: make audit ADVISORIES=../advisory-database
.PHONY: audit
audit: $(VENV)/.installed
	$(BIN)/python -m kouan.supply audit $(if $(ADVISORIES),--advisories "$(ADVISORIES)")

# Pins versions and hashes anew, and lists them in docs/dependencies.md; needs uv.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
	$(BIN)/python -m kouan.supply page

clean:
	rm -rf build $(VENV)
