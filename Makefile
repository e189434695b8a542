# Two commands for a fresh clone, `make site` and `make test`; everything else is a task: `.venv/bin/inv --list`.
# Needs Python 3.11 or newer and any make; written for POSIX sh and the GNU make 3.81 that macOS has.

# The first of these that is new enough makes the environment; PYTHON=/path/to/python3.13 says which.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
VENV = .venv
RUN = $(VENV)/bin/python
PORT ?= 8000
PYTEST_ARGS ?=

.DEFAULT_GOAL = help
.PHONY: help site test serve clean environment test-environment
.NOTPARALLEL:

help:
	@echo 'make site    build the site from inbox/ and content/ into output/'
	@echo 'make serve   show it on http://127.0.0.1:$(PORT)/ (PORT=8080 for another port)'
	@echo 'make test    run every test, in a real browser too (PYTEST_ARGS="-k feeds" for some)'
	@echo 'make clean   remove what was built; .venv, inbox/ and content/ stay'
	@echo 'Both site and test set themselves up in .venv. More: .venv/bin/inv --list'

# A text that cannot be imported does not keep the others from being published; the exit status tells of it.
site: environment
	@imported=0; \
	$(RUN) -m digest import inbox --into content --report report.jsonl || imported=$$?; \
	test $$imported -le 1 || exit $$imported; \
	$(RUN) -m digest build || exit $$?; \
	echo; \
	echo 'The site is in output/; its front page is output/index.html.'; \
	echo 'To look at it, search included: make serve (or .venv/bin/inv serve), then http://127.0.0.1:$(PORT)/'; \
	if test $$imported -eq 1; then echo 'Some texts in inbox/ need a look: see above and report.jsonl.' >&2; fi; \
	exit $$imported

serve: environment
	@test -f output/index.html || { echo 'There is no site yet: make site' >&2; exit 1; }
	@$(RUN) -m digest serve --output output --port $(PORT)

test: test-environment
	-@$(RUN) -m tests.support.browser install
	-@$(RUN) -m tests.support.firefox install
	-@$(RUN) -m tests.support.nginx install
	-@$(RUN) -m tests.support.caddy install
	-@$(RUN) -m tests.support.transport install
	-@$(RUN) -m tests.support.wrk install
	-@$(RUN) -m tests.support.faketime install
	-@$(RUN) -m tests.support.node install
	-@$(RUN) -m tests.support.validator install
	@$(RUN) -m pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

clean:
	rm -rf output output.* .output.digest .cache report.jsonl .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache

environment:
	@$(call prepare,requirements.txt)

# What the tests need holds what the site needs (a test says so), so that this also does for `make site`.
test-environment:
	@$(call prepare,requirements-test.txt)
	@cp $(VENV)/made-from-requirements-test.txt $(VENV)/made-from-requirements.txt

# $(call prepare,LOCK): $(VENV) with what LOCK pins and this project in it. A note in it says what it was made from,
# so that nothing is done twice; one that was moved, or whose Python is gone or too old, is made anew.
define prepare
set -e; \
note="$(VENV)/made-from-$(1)"; \
from="$(CURDIR) $$(cat requirements.txt requirements-test.txt pyproject.toml | cksum)"; \
if test "$$(cat "$$note" 2>/dev/null)" = "$$from" && $(RUN) -c ''; then exit 0; fi; \
kept=; \
case "$$(cat $(VENV)/made-from-* 2>/dev/null)" in \
    ''|"$(CURDIR) "*) if $(RUN) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then kept=yes; fi;; \
esac; \
rm -f $(VENV)/made-from-*; \
if test -z "$$kept"; then \
    python=; bare=; \
    for each in $(PYTHON); do \
        if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
            if "$$each" -c 'import ensurepip, venv' 2>/dev/null; then python="$$each"; break; fi; \
            bare="$$each"; \
        fi; \
    done; \
    if test -z "$$python" && test -n "$$bare"; then \
        version="$$("$$bare" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')"; \
        echo "$$bare cannot make virtual environments: its module venv or ensurepip is missing." >&2; \
        echo "Debian, Ubuntu: sudo apt-get install $$version-venv" >&2; \
        exit 1; \
    elif test -z "$$python"; then \
        echo 'Python 3.11 or newer is needed; there is none among: $(PYTHON)' >&2; \
        echo 'Debian 12, Ubuntu 24.04: sudo apt-get install python3 python3-venv' >&2; \
        echo 'Ubuntu 22.04:            sudo apt-get install python3.11 python3.11-venv' >&2; \
        echo 'macOS:                   brew install python@3.13' >&2; \
        echo 'Where it has another name or place: make site PYTHON=/path/to/python3.13' >&2; \
        exit 1; \
    fi; \
    echo "Making $(VENV) with $$("$$python" --version)"; \
    "$$python" -m venv --clear $(VENV); \
fi; \
echo 'Installing the packages that $(1) pins (a minute or two the first time)'; \
PIP_USER=0 $(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $(1); \
PIP_USER=0 $(RUN) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .; \
echo "$$from" > "$$note"
endef
