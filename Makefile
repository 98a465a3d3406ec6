# `make demo` serves the sample archive, `make test` runs every test; either installs what it needs first.
PYTHON ?= python3
PORT ?= 8000

.PHONY: demo test lint requirements messages

demo: .venv/installed
	@.venv/bin/python manage.py demo --port $(PORT)

test: .venv/installed
	.venv/bin/python -m pytest -n auto

lint: .venv/installed
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

.venv/installed: requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.12 or newer is needed: '$(PYTHON)' was not found. Name yours with make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))' || { echo "Python 3.12 or newer is needed; '$(PYTHON)' is older. Name another with make PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "This Python cannot make virtual environments: install its venv package (Debian: python3-venv)."; exit 1; }
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@test -e .env || echo DEMO=yes > .env
	@touch $@

# Run after changing a dependency in pyproject.toml; needs uv.
requirements:
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra dev pyproject.toml -o requirements-dev.txt

# Run after changing words of the public pages: collects them in locale/cy.po, where those without Welsh stay empty.
messages: .venv/installed
	@mkdir -p var
	.venv/bin/pybabel -q extract -F babel.cfg --no-default-keywords -k _ -k gettext -k gettext_lazy -k gettext_noop -k ngettext:1,2 --no-wrap --add-location=file --sort-by-file -o var/messages.pot .
	.venv/bin/pybabel -q update -l cy -i var/messages.pot -o locale/cy.po --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
