# port-token and port-get. `make help` lists the targets.
#
# DEV=1: warnings are errors. SAN=1: build with ASan and UBSan, in build/san.
# TRACE=1: let gdb and strace attach to the programs, and let them leave core
# files; normally they forbid both. V=1: show the commands.

VERSION = 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
PKG_CONFIG ?= pkg-config

ifneq ($(SAN),)
B = build/san
else
B = build
endif

CFLAGS ?= -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wcast-qual -Wundef -Wvla \
	-Wformat=2
ALL_CPPFLAGS = -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS = -std=gnu11 $(WARN) $(CFLAGS) -fPIE -ffile-prefix-map=$(CURDIR)=.
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)
ifneq ($(DEV),)
ALL_CFLAGS += -Werror
endif
try = $(shell echo 'int main(void){return 0;}' | \
	$(CC) -Werror $(1) -x c -o /dev/null - 2>/dev/null && echo '$(1)')
ifneq ($(TRACE),)
ALL_CPPFLAGS += -DALLOW_TRACE
endif
ifneq ($(SAN),)
ALL_CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
ALL_CPPFLAGS += -DKEYRING_MS=6000
else
ALL_CPPFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
ALL_CFLAGS += -fstack-protector-strong
HARDEN := $(call try,-fstack-clash-protection) $(call try,-fcf-protection)
ALL_CFLAGS += $(HARDEN)
endif

# With libsecret's headers the keyring is built, else service_none.c in its
# place. The library itself is loaded at run time, as libcurl is.
SECRET_CFLAGS := $(shell $(PKG_CONFIG) --cflags libsecret-1 2>/dev/null)
KEYRING = $(patsubst %,helper/keyring/%.c,bus libsecret search service)
ifneq ($(SECRET_CFLAGS),)
ALL_CPPFLAGS += $(SECRET_CFLAGS)
LEFT_OUT = helper/keyring/service_none.c
else
LEFT_OUT = $(KEYRING)
endif
LIBS = -ljq -lm -ldl

ifeq ($(V),)
say = @echo '  $(1)	$@';
endif

HELPER = $(filter-out $(B)/obj/helper/port-token.o,\
	$(patsubst %.c,$(B)/obj/%.o,\
	$(filter-out $(LEFT_OUT),$(sort $(shell find helper -name '*.c')))))
FILTER = $(filter-out $(B)/obj/filter/port-get.o,\
	$(patsubst %.c,$(B)/obj/%.o,$(sort $(shell find filter -name '*.c'))))
ifneq ($(SAN),)
PROGRAMS = $(B)/helper/port-token $(B)/filter/port-get
else
PROGRAMS = helper/port-token filter/port-get
endif

all: $(PROGRAMS) ## build helper/port-token and filter/port-get
ifeq ($(SECRET_CFLAGS),)
	@echo 'note: built without keyring: libsecret-1 headers were not found' >&2
endif

%port-token: $(B)/obj/helper/port-token.o $(HELPER)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

%port-get: $(B)/obj/filter/port-get.o $(FILTER) $(HELPER)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(B)/obj/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Objects are rebuilt when the compiler or its flags change.
FLAGS = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(FLAGS))' > $@

-include tests/tests.mk
-include tests/static/static.mk

# mode:source:variable of the directory:name. One completion file per shell
# serves both programs; bash and fish look for it under the name of each.
# STATIC=1 installs the programs of the static build.
INSTALLED = 644:completions/_port-get:ZSHDIR:_port-get \
	$(foreach p,helper/port-token filter/port-get,\
	755:$(if $(STATIC),$(STATIC_DIR)/$(notdir $(p)),$(p)):BINDIR:$(notdir $(p)) \
	644:$(p).1:MANDIR:man1/$(notdir $(p)).1 \
	644:completions/port-get.bash:BASHDIR:$(notdir $(p)) \
	644:completions/port-get.fish:FISHDIR:$(notdir $(p)).fish)

# Runs the shell command $(1) for each of them: $$1 to $$4 are the parts, and $$to
# is the target, which may hold any characters.
DIRS = DESTDIR BINDIR MANDIR BASHDIR ZSHDIR FISHDIR
for_each_installed = set -e; \
	$(foreach d,$(DIRS),$(d)='$(subst ','\'',$($(d)))';) \
	for f in $(INSTALLED); do \
		IFS=:; set -- $$f; unset IFS; \
		eval "to=\$$DESTDIR\$$$$3/$$4"; \
		$(1); \
	done

install: $(if $(STATIC),static,all) ## install what make built [PREFIX=DIR] [DESTDIR=DIR] [STATIC=1]
	@$(call for_each_installed,echo "install $$to"; install -D -m $$1 $$2 "$$to")

uninstall: ## remove what install installed [the same variables]
	@$(call for_each_installed,echo "rm $$to"; rm -f "$$to")

help: ## show this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do \
			printf '%-17s %s\n' "$$name" "$$text"; \
		done
	@sed -n '3,/^$$/s/^# *//p' $(firstword $(MAKEFILE_LIST))

# clangd and other tools look for it there.
compile-commands: ## write build/compile_commands.json, for editors
	@mkdir -p build
	@for f in $$(find helper filter tests -name '*.c' | sort); do \
		printf '{"directory": "%s", "file": "%s", "command": "%s"}\n' \
			'$(CURDIR)' "$$f" '$(subst ",\",$(subst ','\'',$(CC) \
			$(ALL_CPPFLAGS) $(ALL_CFLAGS))) -c '"$$f"; \
	done | sed -e '1s/^/[/' -e '$$!s/$$/,/' -e '$$s/$$/]/' > \
		build/compile_commands.json

clean: ## remove everything that was built
	rm -rf build helper/port-token filter/port-get

.PHONY: all install uninstall help compile-commands clean FORCE
.SECONDARY:
-include $(shell find $(B) -type f -name '*.d' 2>/dev/null)
