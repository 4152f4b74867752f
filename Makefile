# 明账: everything a user, a developer or CI does starts here. `make help` lists it.
# Needs only Python 3.11 or newer, make and git; each step leaves a stamp in the environment, so that it is done once.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := torch==2.13.0
HUB_MODEL := intfloat/multilingual-e5-small

# Tests run in three processes, as they wait for servers and pages a third of their time; a file's stay together, as what
# they share is made once for them, in the order that tests/conftest.py gives: long files first.
SIDE_BY_SIDE := --numprocesses=3 --dist=loadfile --no-loadscope-reorder

QUESTION ?= 示例市教育局2024年“三公”经费比上年减少了多少？为什么？
QUESTIONS ?=
DOCUMENTS ?= samples

export PYTHONUTF8 := 1
# Kept where a container forbids it, too: without bytecode each process of a test compiles all it imports again, torch and
# what goes with it among that, 15 seconds of 25.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test test-stores test-llm soak check format bench screenshots eval teach eval-machine eval-verify eval-audit lock sbom pip-audit clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(VENV)/.embedder ## build the environment: packages as pinned, and the embedder

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# First and alone: asked for by another package, torch would come as its newest build with gigabytes of CUDA.
# Nothing is compiled ahead: of what is installed most is never imported, and that costs a minute.
$(VENV)/.torch: $(VENV)/.venv
	$(PIP) install --quiet --no-compile $(TORCH)
	@touch $@

# The lock holds every package needed, so nothing is resolved here.
$(VENV)/.lock: requirements.lock $(VENV)/.torch
	$(PIP) install --quiet --no-compile --no-deps --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.lock
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

# Without the embedder the service still answers, so a machine that cannot have it is set up all the same.
$(VENV)/.embedder: index/e5.py index/e5_model.py | $(VENV)/.project
	@if $(BIN)/python -m index.e5; then touch $@; fi

run: setup ## read the samples, answer one question, start the service (Ctrl-C stops it)
	$(BIN)/mingzhang ingest samples
	@echo; echo "问：$(QUESTION)"
	@$(BIN)/mingzhang ask "$(QUESTION)"
	@echo
	@exec $(BIN)/mingzhang serve

test: setup ## all tests
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-stores: setup ## all tests that can meet a store, on PostgreSQL, a Chroma server and S3, which they start themselves
	$(BIN)/python -m pytest --stores=server $(SIDE_BY_SIDE)

# The settings name the endpoint: MINGZHANG_LLM_MODEL, MINGZHANG_LLM_BASE_URL, MINGZHANG_LLM_API_KEY.
test-llm: setup ## with the language model that the settings name: its tests, and sixty questions with and without it
	$(BIN)/python -m pytest -m llm
	$(BIN)/python -m tests.llm_sample --keep

# All are run whatever the first says: one look shows everything.
soak: setup ## what takes long: load over 1,000 documents; damaged files, ten minutes a format; all everyday words; 200 bodies in one store; every fault, all its rounds
	@failed=0; \
		$(BIN)/python -m tests.bench_load || failed=1; \
		$(BIN)/python -m tests.bench_replicas || failed=1; \
		FUZZ_SECONDS=600 $(BIN)/python -m pytest tests/ingest/test_fuzz.py || failed=1; \
		PROBED_BODIES=200 $(BIN)/python -m pytest tests/service/test_probes.py || failed=1; \
		EVERY_NTH_PHRASE=1 $(BIN)/python -m pytest tests/service/test_every_item.py || failed=1; \
		$(BIN)/python -m tests.faults || failed=1; \
		exit $$failed

check: setup ## format, ruff, mypy, who may import whom
	@failed=0; for tool in "ruff format --check --quiet ." "ruff check ." mypy lint-imports; do \
		echo "$$tool"; $(BIN)/$$tool || failed=1; \
	done; exit $$failed

format: setup ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure: asking, memory, ingest, growth to 1,000 documents; reading beside pdfplumber where ../shared is
	$(BIN)/python -m service.bench $(DOCUMENTS)
	$(BIN)/python -m tests.bench_http
	$(BIN)/python -m tests.bench_scale
	@if [ -d ../shared/samples/real ]; then \
		$(BIN)/python -m tests.bench_reading ../shared/samples/real ../shared/samples/beibei_2024_budget_scan.pdf; fi

screenshots: setup ## the chat page in its states, as pictures in screenshots/
	$(BIN)/python -m tests.screenshots

# Without QUESTIONS all of tests/eval is run and its result kept in tests/eval/result.json, where a change shows.
eval: setup ## questions with known answers, and retrieval; of your own: QUESTIONS=file.jsonl DOCUMENTS="file…"
	@if [ -z "$(QUESTIONS)" ]; then exec $(BIN)/python -m tests.evaluation --keep; fi; \
		MINGZHANG_DATA=$$(mktemp -d) && export MINGZHANG_DATA && trap 'rm -rf "$$MINGZHANG_DATA"' EXIT && \
		$(BIN)/mingzhang ingest $(DOCUMENTS) && $(BIN)/mingzhang eval $(QUESTIONS)

teach: setup ## teach anew how likely a passage answers, from the questions that may be looked at; half an hour
	$(BIN)/python -m tests.teach_passages

# Every printed line asked plainly, changes, shares, sums, gaps of random lines, questions in other words: SEED=2 draws anew.
eval-machine: setup ## questions made by machine out of what is printed; the counts are kept in tests/eval/machine_result.json
	$(BIN)/python -m tests.machine --seed $(or $(SEED),1) --keep

# Some thousand true statements about all samples and their false twins; the table is kept in tests/eval/verify_result.json.
eval-verify: setup ## the verifier: true statements passed, lies of every class caught; public benchmarks where ../shared is
	$(BIN)/python -m tests.mutation --keep
	$(BIN)/python -m tests.public_benchmarks

# A thousand invented disclosures without an error, a thousand with one each; kept in tests/eval/audit_result.json.
eval-audit: setup ## the tie-out: nothing found where nothing is wrong, one planted error found in each of a thousand
	$(BIN)/python -m tests.audit_evaluation --keep

# The packages that torch itself needs are named, torch is not: it is installed apart (see above).
lock: $(VENV)/.venv ## resolve the packages anew and pin them
	$(PIP) install --quiet uv
	printf '%s ; sys_platform == "never"\n' '$(TORCH)' > $(VENV)/override.txt
	printf '%s\n' filelock fsspec jinja2 networkx setuptools sympy | $(BIN)/uv pip compile pyproject.toml - --extra dev --extra postgresql --extra s3 \
		--universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-package torch --allow-unsafe \
		--override $(VENV)/override.txt --upgrade --quiet --output-file requirements.lock
	@# What runs the service alone, in the very same versions: for the image.
	printf '%s\n' filelock fsspec jinja2 networkx setuptools sympy | $(BIN)/uv pip compile pyproject.toml - \
		--extra postgresql --extra s3 --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-package torch --allow-unsafe --override $(VENV)/override.txt --quiet --output-file requirements-run.lock

sbom: setup ## what runs the service, with licences and digests, as CycloneDX in sbom.json
	$(BIN)/python deploy/sbom.py sbom.json

# Nobody's network is needed for anything else: where it is not there, one line says so.
pip-audit: setup ## known holes in what is pinned, where a service that knows can be reached
	$(BIN)/python deploy/known_holes.py requirements.lock

clean: ## remove the environment and what tools left; the data folder stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
