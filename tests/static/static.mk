# static [ARCH=amd64|arm64] [LIBS_FROM=DIR], dist [ARCHES='amd64 arm64'],
# check-static: the programs as one file each, which run in any Linux system.
#
# LIBS_FROM builds against static libraries below DIR (include/, lib/) with $(CC),
# without the curl tool; written for Alpine's own packages, and untested there.

ARCHES ?= amd64 arm64
NATIVE_ARCH := $(patsubst x86_64,amd64,$(patsubst aarch64,arm64,$(shell uname -m)))
ARCH ?= $(NATIVE_ARCH)

static: SETS = static $(if $(filter-out $(NATIVE_ARCH),$(ARCH)),cross)
static:
	@tests/deps $(SETS)
	@$(MAKE) --no-print-directory $(JOBS) static-$(ARCH)

# One after another: each makes use of all the jobs.
static-%: FORCE
	@$(if $(LIBS_FROM),,tests/static/sources build/sources)
	+@$(MAKE) --no-print-directory -f tests/static/libraries.mk ARCH=$* \
		OUT=build/static$(if $(filter $(NATIVE_ARCH),$*),,/$*) \
		VERSION='$(VERSION)' WARN='$(WARN) $(if $(DEV),-Werror)' V='$(V)' \
		LIBS_FROM='$(LIBS_FROM)'

.PHONY: static
