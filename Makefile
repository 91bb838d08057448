# Builds the tool, the site and the tests; installs what they need from the system's packages.

TOOL := .build/release/literate

# Debian's packages, by what needs them.
SITE_APT := git pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev \
	libjavascriptcoregtk-4.1-0 libjs-katex fonts-katex libjs-highlight.js
TEST_APT := $(SITE_APT) cmark-gfm chromium poppler-utils python3
# Homebrew's.
SITE_BREW := pkgconf cmark-gfm xxhash katex
TEST_BREW := $(SITE_BREW) chromium poppler python

.PHONY: site test format lint bench clean tool site-packages test-packages

site: tool
	$(TOOL) build

test: test-packages
	swift test

tool: site-packages
	swift build -c release --product literate

bench: test-packages tool
	Tests/Benchmarks/run
	Tests/Benchmarks/LossCore/run

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
