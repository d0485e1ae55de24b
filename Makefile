# Antu's commands. Each first sets up what it needs: Python packages in .venv, npm's in node_modules.
# Nothing is written outside this folder and Ape's own (~/.ape).

PYTHON ?= python3

BIN := .venv/bin
PYTHON_READY := .venv/.ready
AUDIT_READY := .venv-audit/.ready
NODE_READY := node_modules/.ready

export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export npm_config_cache := $(CURDIR)/.cache/npm
export PRE_COMMIT_HOME := $(CURDIR)/.cache/pre-commit

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage audit gas gas-growth energy-report snapshots bench-matching simulate lint devnet requirements clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(PYTHON_READY) $(NODE_READY) $(BIN)/antu ## Install what Antu needs, once

demo: setup ## Run the whole market on a chain of its own
	$(BIN)/ape run demo

test: setup ## Run the tests of Ape and, beside them, the invariants of Forge
	sh toolchain/test.sh

coverage: setup ## List which functions, events and errors of the contracts the tests reach
	ANTU_COVERAGE=1 $(BIN)/ape test --ignore=tests/antu --ignore=tests/benchmarks --ignore=tests/gas

audit: setup $(AUDIT_READY) ## Prove, attack, mutate and rehearse: the security study, into reports/audit.json
	$(BIN)/python -m audit $(OPTIONS)

gas: setup ## Measure the gas of all work beside that of 2019, into reports/gas.json and energy.json
	ANTU_GAS_REPORT=1 $(BIN)/ape test tests/gas

gas-growth: setup ## Measure how gas grows with people and books, into reports/gas-growth.json and its plots
	$(BIN)/python -m benchmarks.growth $(OPTIONS)

energy-report: setup ## Measure the gas of readings and payments only, into reports/energy.json
	ANTU_GAS_REPORT=1 $(BIN)/ape test tests/gas/test_energy.py tests/gas/test_payments.py

snapshots: setup ## Write anew what gas, code sizes and storage are held to, docs/GAS.md too; commit that with the reason
	ANTU_SNAPSHOTS=write $(BIN)/ape test tests/gas tests/contracts/test_sizes.py tests/contracts/test_storage.py
	$(BIN)/python -m antu.reports.gas_page
	$(BIN)/python -m audit.access

bench-matching: setup ## Measure matching, also of a million demands and on a chain, into reports/matching.json
	$(BIN)/python -m benchmarks.matching $(OPTIONS)

simulate: setup ## Simulate a market of agents, into reports/simulation.html; SCENARIOS="chile adversarial" others
	$(BIN)/ape run simulate $(SCENARIOS) $(OPTIONS)

lint: setup ## Check the style and the types of everything
	$(BIN)/pre-commit run --all-files

devnet: setup ## Start a local chain that remembers, for --network ethereum:devnet
	$(BIN)/python toolchain/devnet.py

requirements: setup ## Compile requirements.in to requirements.txt (needs uv)
	uv pip compile requirements.in --output-file requirements.txt --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"
	uv pip compile audit/requirements.in --output-file audit/requirements.txt --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"

clean: ## Remove all that was built or installed
	rm -rf .venv .venv-audit node_modules build .build .cache contracts/.cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(PYTHON_READY): requirements.txt
	@sh toolchain/check.sh $(PYTHON)
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r requirements.txt
	@touch $@

$(AUDIT_READY): audit/requirements.txt
	@sh toolchain/check.sh $(PYTHON)
	$(PYTHON) -m venv --clear .venv-audit
	.venv-audit/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps -r audit/requirements.txt
	@touch $@

$(BIN)/antu: toolchain/environment.py $(PYTHON_READY)
	$(BIN)/python toolchain/environment.py --install

$(NODE_READY): package-lock.json .npmrc
	@sh toolchain/check.sh $(PYTHON)
	npm ci --no-progress
	@touch $@
