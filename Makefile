# port-token and port-get. Targets: all check demo bench deb install uninstall
# clean; DEV=1 makes warnings errors, SAN=1 adds ASan and UBSan, V=1 shows
# commands.

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
ifneq ($(SAN),)
ALL_CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
else
ALL_CPPFLAGS += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
ALL_CFLAGS += -fstack-protector-strong
HARDEN := $(call try,-fstack-clash-protection) $(call try,-fcf-protection)
ALL_CFLAGS += $(HARDEN)
endif

# The keyring, where libsecret's headers are, else service_none.c in its place; the
# library itself is loaded at run time, as libcurl is.
SECRET_CFLAGS := $(shell $(PKG_CONFIG) --cflags libsecret-1 2>/dev/null)
ifneq ($(SECRET_CFLAGS),)
ALL_CPPFLAGS += $(SECRET_CFLAGS)
LEFT_OUT = helper/keyring/service_none.c
else
LEFT_OUT = $(patsubst %,helper/keyring/%.c,async bus libsecret search service)
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

all: $(PROGRAMS)
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

# Objects are made again when the compiler or its flags change.
FLAGS = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(FLAGS))' > $@

-include tests/tests.mk
-include tests/static/static.mk

# mode:source:target. One completion of each shell serves both programs; bash
# and fish look for it under the name of each.
INSTALLED = 644:completions/_port-get:$(ZSHDIR)/_port-get \
	$(foreach p,helper/port-token filter/port-get,\
	755:$(p):$(BINDIR)/$(notdir $(p)) \
	644:$(p).1:$(MANDIR)/man1/$(notdir $(p)).1 \
	644:completions/port-get.bash:$(BASHDIR)/$(notdir $(p)) \
	644:completions/port-get.fish:$(FISHDIR)/$(notdir $(p)).fish)

install: all
	@set -e; for f in $(INSTALLED); do IFS=:; set -- $$f; \
		echo "install $(DESTDIR)$$3"; \
		install -D -m $$1 $$2 "$(DESTDIR)$$3"; done

uninstall:
	@set -e; for f in $(INSTALLED); do IFS=:; set -- $$f; \
		echo "rm $(DESTDIR)$$3"; rm -f "$(DESTDIR)$$3"; done

clean:
	rm -rf build helper/port-token filter/port-get

.PHONY: all install uninstall clean FORCE
.SECONDARY:
-include $(shell find $(B) -type f -name '*.d' 2>/dev/null)
