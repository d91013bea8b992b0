# Everything a developer does here. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
export PORT

BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help run test proofs exactness bench profile judge look lint format messages lock

help:  ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/installed  ## Install, prepare and serve the site (PORT=8000, DATABASE_URL=…)
	@exec $(BIN)/python -m lbf50.demo.run

test: .venv/installed-tests tests/audit/installed  ## Run every test, the browser's last (DATABASE_URL=… for PostgreSQL, ARGS=…)
	@.ci/need chromium=chromium fc-list=fontconfig xgettext=gettext
	$(BIN)/pytest $(ARGS)

proofs: .venv/installed-tests  ## Prove on PostgreSQL that races, crashes and mail servers cost no order
	PROOF_ORDERS=1000 .ci/with_postgres $(BIN)/pytest tests/resilience $(ARGS)

exactness: .venv/installed-tests  ## Try STEPS=10000 random edits, and look for a page that is stale after one
	EXACTNESS_STEPS=$(STEPS) $(BIN)/pytest tests/page_cache/test_exact_invalidation.py $(ARGS)
STEPS ?= 10000

bench: .venv/installed-tests  ## Measure the site (PART=pages|orders|admin|desk for one part, WRITE=1: to docs/)
	@.ci/need wrk=wrk nginx=nginx
	FSYNC=on .ci/with_postgres $(BIN)/python -m bench $(PART) $(if $(WRITE),--write)

profile: .venv/installed-tests  ## Show where the making of a page spends its time (PAGE=/temaer/bidrag-til-velfaerd/)
	$(BIN)/python -m bench.profile $(PAGE)
PAGE ?= /temaer/bidrag-til-velfaerd/

judge: .venv/installed-tests tests/audit/installed  ## Let Lighthouse judge every page type of the demo
	@.ci/need chromium=chromium
	$(BIN)/python -m tests.audit

look: .venv/installed-tests  ## Take pictures of every page and state, in every way it is shown, to look at
	@.ci/need chromium=chromium
	$(BIN)/python -m tests.audit.screenshots

lint: .venv/installed-tests  ## Check style, migrations and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint lbf50 themes staircase orders

format: .venv/installed-tests  ## Put the code in the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/installed-tests  ## Gather the texts to translate, and compile what is translated
	SECRET_KEY=unused $(BIN)/python manage.py makemessages --locale da --no-obsolete --no-location --no-wrap --ignore "tests/*" --ignore "var/*"
	cd lbf50 && ../$(BIN)/django-admin compilemessages --locale da

lock:  ## Choose the newest allowed versions of what we depend on
	$(BIN)/pip install --quiet uv
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) --group test --constraint requirements.txt --output-file tests/requirements.txt
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header

.venv/bin/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/pip
	@echo "Installing what the site needs …"
	@$(INSTALL) --requirement requirements.txt
	@touch $@

tests/audit/installed: tests/audit/package-lock.json
	@.ci/need npm=npm java=default-jre-headless
	@echo "Installing the judges of the pages …"
	@npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/installed-tests: tests/requirements.txt .venv/installed
	@echo "Installing what the tests need …"
	@$(INSTALL) --requirement tests/requirements.txt
	@touch $@
