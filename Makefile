# `make run` serves the demo city; `make test` runs everything CI runs. Both set up .venv themselves.

# The first of these that runs and is new enough; a name on the PATH may be an empty shim.
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo $$name; break; }; done)
PORT ?= 8000
PIP = .venv/bin/python -m pip --disable-pip-version-check -q

.PHONY: run test lint types unit learn migration lock clean

run: .venv/ready-to-run
	@PORT=$(PORT) .venv/bin/jiesu run

test: lint types unit

lint: .venv/ready-to-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/ready-to-test
	.venv/bin/mypy

unit: .venv/ready-to-test
	.venv/bin/python -m pytest -n 2 --dist worksteal -q

# Learns the models anew after a change of the lexicon or of its messages; takes some minutes.
learn: .venv/ready-to-test
	.venv/bin/python -m nlp.asked.train
	.venv/bin/python -m nlp.tagging.train
	.venv/bin/python -m nlp.learnt.train
	.venv/bin/python -m bot.root.learning_names

# make migration NAME=what_changes
migration: .venv/ready-to-test
	.venv/bin/python -m api.migrations.draft $(NAME)

# Renews both lock files; uses uv, whose output is an ordinary requirements file with hashes.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv

.venv/made:
	@test -n "$(PYTHON)" || { echo "Jiesu needs Python 3.11 or newer, and none was found. Name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Jiesu needs Python 3.11 or newer; $(PYTHON) is something else. Name another with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python could not make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/ready-to-run: .venv/made requirements.lock pyproject.toml
	@echo "Installing Jiesu into .venv (about a minute, once) ..."
	@test -f .venv/ready-to-test || $(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-to-test: .venv/made requirements-dev.lock pyproject.toml
	@echo "Installing Jiesu and its tests into .venv (about two minutes, once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
