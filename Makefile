# Everything a developer does here. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
export PORT

BIN := .venv/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes
UV_VERSION := 0.13.9
# Test processes: one more than the cores, because browser tests often wait. Each has a database
# and, for browser tests, a demo of its own.
WORKERS ?= 3
# Without browser, Java, npm or apt.
QUICK := -m "not slow and not audit and not browser and not resilience"

.PHONY: help run dev quick test newest sbom resilience fuzz-cache bench profile audit screenshots archive lint format messages lock

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/installed  ## Install, prepare and serve the site as in production (PORT=8000, DATABASE_URL=…)
	@exec $(BIN)/python -m lbf50.demo.run

dev: .venv/installed-dev  ## Serve with Django's development server: reload, debug toolbar, mail on the console
	@exec $(BIN)/python -m lbf50.demo.run --dev

quick: .venv/installed-dev  ## Run unit and request tests on SQLite, without browser, Java, npm or apt (ARGS=…)
	@DATABASE_URL= $(BIN)/pytest -n $(WORKERS) $(QUICK) $(ARGS)

test: .venv/installed-dev tests/audit/installed  ## Run every test (DATABASE_URL=… for PostgreSQL, ARGS=…)
	@.ci/need chromium=chromium fc-list=fontconfig xgettext=gettext nginx=nginx openssl=openssl gpg=gnupg pg_dump=postgresql-client systemd-analyze=systemd wget=wget
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

newest: .venv/bin/uv  ## Run the quick tests on the newest Django and Wagtail
	@$(BIN)/uv venv --quiet --clear .venv-newest
	@$(BIN)/uv pip install --quiet --python .venv-newest/bin/python --overrides .ci/newest --requirement pyproject.toml --group dev
	@$(BIN)/uv pip list --python .venv-newest/bin/python | grep -E "^(django|wagtail) "
	@DATABASE_URL= .venv-newest/bin/pytest -n $(WORKERS) $(QUICK) $(ARGS)

sbom: .venv/bin/uv  ## List every package of the site, with version and hashes, in var/sbom.json (CycloneDX)
	@mkdir -p var
	@$(BIN)/uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py requirements --pyproject pyproject.toml --output-file var/sbom.json requirements.txt

resilience: .venv/installed-dev  ## Test races, crashes, mail servers and guesses at full size, on PostgreSQL
	RESILIENCE_ORDERS=1000 LOGIN_GUESSES=1000 .ci/with_postgres $(BIN)/pytest tests/resilience tests/lbf50/test_login.py $(ARGS)

fuzz-cache: .venv/installed-dev  ## Make STEPS=10000 random edits, and look for a stale page after each
	CACHE_FUZZ_STEPS=$(STEPS) $(BIN)/pytest tests/page_cache/test_exact_invalidation.py $(ARGS)
STEPS ?= 10000

bench: .venv/installed-dev  ## Compare speed with others (PART=pages|orders|admin|orders_admin, WRITE=1: to docs/)
	@.ci/need wrk=wrk nginx=nginx
	FSYNC=on .ci/with_postgres $(BIN)/python -m bench $(PART) $(if $(WRITE),--write)

profile: .venv/installed-dev  ## Show where rendering a page spends its time (PAGE=/temaer/bidrag-til-velfaerd/)
	$(BIN)/python -m bench.profile $(PAGE)
PAGE ?= /temaer/bidrag-til-velfaerd/

audit: .venv/installed-dev tests/audit/installed  ## Run Lighthouse on every page type of the demo
	@.ci/need chromium=chromium
	$(BIN)/python -m tests.audit

screenshots: .venv/installed-dev  ## Take screenshots of every page and state, at all widths, into var/screenshots
	@.ci/need chromium=chromium
	$(BIN)/python -m tests.audit.screenshots

archive: .venv/installed  ## Save the running site at URL as files and as WARC (URL=http://localhost:8000 DIR=var/archive)
	@.ci/need wget=wget
	$(BIN)/python manage.py archive $(URL) $(DIR)
URL ?= http://localhost:8000
DIR ?= var/archive

lint: .venv/installed-dev  ## Check style, types, templates and dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint lbf50 themes staircase orders
	$(BIN)/mypy
	$(BIN)/deptry lbf50 themes staircase orders
	$(BIN)/deptry . --ignore DEP002,DEP004

format: .venv/installed-dev  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/installed-dev  ## Collect the texts to translate, and compile the catalogue
	@.ci/need xgettext=gettext
	SECRET_KEY=unused $(BIN)/python manage.py makemessages --locale da --no-obsolete --no-location --no-wrap --ignore "tests/*" --ignore "var/*"
	cd lbf50 && ../$(BIN)/django-admin compilemessages --locale da

lock: .venv/bin/uv  ## Lock the newest allowed versions of the dependencies
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/installed: requirements.txt | .venv/bin/uv
	@echo "Installing what the site needs …"
	@$(INSTALL) --requirement requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what development needs …"
	@$(INSTALL) --requirement requirements-dev.txt
	@touch $@

tests/audit/installed: tests/audit/package-lock.json
	@.ci/need npm=npm java=default-jre-headless
	@echo "Installing the page checkers …"
	@npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
