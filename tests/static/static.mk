# Static programs, which run on any Linux system, and archives of them.
# tests/static/libraries.mk builds them from Debian's sources.

NATIVE_ARCH := $(patsubst x86_64,amd64,$(patsubst aarch64,arm64,$(shell uname -m)))
ARCH ?= $(NATIVE_ARCH)
ARCHES ?= amd64 arm64
STATIC_DIR = build/static$(if $(filter-out $(NATIVE_ARCH),$(ARCH)),/$(ARCH))

# LIBS_FROM=DIR builds against the static libraries in DIR (include/, lib/) with
# $(CC), without the curl tool. It is meant for Alpine's packages, but untested.
static: SETS = static $(if $(filter-out $(NATIVE_ARCH),$(ARCH)),cross)
static: ## build static port-token, port-get and curl in build/static [ARCH=amd64|arm64] [LIBS_FROM=DIR]
	@tests/deps $(SETS)
	@$(if $(LIBS_FROM),,tests/static/sources build/sources)
	+@$(LIBRARIES)

LIBRARIES = $(MAKE) --no-print-directory $(JOBS) -f tests/static/libraries.mk \
	ARCH='$(ARCH)' OUT='$(STATIC_DIR)' VERSION='$(VERSION)' V='$(V)' \
	KEYRING='$(KEYRING)' WARN='$(WARN) $(if $(DEV),-Werror)' \
	LIBS_FROM='$(LIBS_FROM)'

BUNDLE = build/port-token-$(VERSION)-linux

# One architecture after the other: each can use all jobs.
dist: ## pack them as build/port-token-VERSION-linux-ARCH.tar.gz, with SHA-256 [ARCHES='amd64 arm64']
	+@set -e; for arch in $(ARCHES); do \
		$(MAKE) --no-print-directory static ARCH=$$arch; \
		tests/static/dist '$(VERSION)' $$arch $(BUNDLE)-$$arch.tar.gz; \
	done
	@cd build && sha256sum $(foreach a,$(ARCHES),$(notdir $(BUNDLE))-$(a).tar.gz) \
		> $(notdir $(BUNDLE)).sha256
	@echo $(BUNDLE).sha256

# The tests of both programs and of the network that need no keyring, then
# tests/static/check. The stand-in is that of `make check`.
STATIC_TESTS = $(shell grep -L with_keyring tests/token/*.t tests/get/*.t \
	tests/network/*.t) tests/trust/hostile.t tests/static/bundle \
	tests/static/check

check-static: SETS = build demo check static cross roots
check-static: ## run the tests on the static programs, in an empty root and others [T=PART-OF-A-NAME]
	@tests/deps $(SETS)
	+@$(MAKE) --no-print-directory static ARCH=amd64
	+@$(MAKE) --no-print-directory static ARCH=arm64
	+@$(MAKE) --no-print-directory static-tests run-check-static

static-tests:
	+@$(LIBRARIES) tests

run-check-static: $(TEST_PROGRAMS)
	@PROGRAMS=$(STATIC_DIR) prove -j2 $(if $(T),$(foreach t,$(STATIC_TESTS),\
		$(if $(findstring $(T),$(t)),$(t))),$(STATIC_TESTS))

.PHONY: static dist check-static static-tests run-check-static
