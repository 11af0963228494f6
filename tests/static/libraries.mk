# Builds the static programs of architecture ARCH in the folder OUT from
# build/sources. make static runs it with VERSION, WARN, and KEYRING: the source
# files that a build without keyring leaves out.
#
# config.h replaces each library's configure; only musl is configured.

MACHINE_amd64 = x86_64
MACHINE_arm64 = aarch64
MACHINE := $(MACHINE_$(ARCH))
O := build/static/$(ARCH)$(if $(LIBS_FROM),.from).obj
SOURCES := build/sources
NATIVE := $(shell uname -m)
CROSS := $(if $(filter $(NATIVE),$(MACHINE)),,$(MACHINE)-linux-gnu-)
STATIC_CC := $(CROSS)gcc
HERE := tests/static

say = @echo '  $(1)	$(ARCH) $(2)';
V ?=
ifneq ($(V),)
say =
endif

# No _FORTIFY_SOURCE: musl does not support it.
try = $(shell echo 'int main(void){return 0;}' | \
	$(STATIC_CC) -Werror $(1) -x c -c -o /dev/null - 2>/dev/null && \
	echo '$(1)')
HARDEN_amd64 = $(call try,-fcf-protection)
HARDEN_arm64 = $(call try,-mbranch-protection=standard) \
	$(call try,-mno-outline-atomics)
HARDEN := -fPIE -fstack-protector-strong $(call try,-fstack-clash-protection) \
	$(HARDEN_$(ARCH))
CODE := -O2 -std=gnu11 $(HARDEN) -ffunction-sections -fdata-sections \
	-fno-unwind-tables -fno-asynchronous-unwind-tables \
	-ffile-prefix-map=$(CURDIR)=.
INCLUDES := -nostdinc -isystem $(O)/musl/include \
	-isystem $(shell $(STATIC_CC) -print-file-name=include)
THEIRS := $(CODE) -w $(INCLUDES)

# --- the source files and flags of each library ---

S_zlib := $(filter-out %/gzclose.c %/gzlib.c %/gzread.c %/gzwrite.c,\
	$(wildcard $(SOURCES)/zlib/*.c))
F_zlib := -include $(HERE)/config.h

S_oniguruma := $(filter-out %/mktable.c %_data.c %_data_posix.c,\
	$(wildcard $(SOURCES)/oniguruma/src/*.c))
F_oniguruma := -include $(HERE)/config.h -DHAVE_CONFIG_H -I$(O)/empty \
	-I$(SOURCES)/oniguruma/src

S_libjq := $(filter-out %/main.c %/jq_test.c %/inject_errors.c,\
	$(wildcard $(SOURCES)/libjq/src/*.c)) \
	$(wildcard $(addprefix $(SOURCES)/libjq/*/decNumber/,decNumber.c \
	decContext.c))
F_libjq := -include $(HERE)/config.h -I$(O)/libjq -I$(O)/libjq/src \
	-I$(SOURCES)/libjq/src -I$(SOURCES)/libjq -I$(SOURCES)/libjq/vendor \
	-I$(SOURCES)/oniguruma/src

S_mbedtls := $(wildcard $(SOURCES)/mbedtls/library/*.c)
F_mbedtls := -I$(SOURCES)/mbedtls/include -I$(SOURCES)/mbedtls/library \
	-DMBEDTLS_NO_PLATFORM_ENTROPY -DMBEDTLS_ENTROPY_HARDWARE_ALT
$(O)/mbedtls/library/ssl_client.o: F_mbedtls += \
	-Dmbedtls_ssl_get_hostname_pointer=glue_server_name

S_nghttp2 := $(wildcard $(SOURCES)/nghttp2/lib/*.c)
F_nghttp2 := -include $(HERE)/config.h -DHAVE_CONFIG_H -I$(O)/empty \
	-DNGHTTP2_STATICLIB -I$(O)/nghttp2 -I$(SOURCES)/nghttp2/lib/includes

S_curl := $(wildcard $(SOURCES)/curl/lib/*.c $(SOURCES)/curl/lib/*/*.c)
F_curl := -include $(HERE)/config.h -DHAVE_CONFIG_H -I$(O)/empty \
	-DCURL_STATICLIB -DNGHTTP2_STATICLIB -I$(O)/nghttp2 \
	-I$(SOURCES)/curl/include -I$(SOURCES)/curl/lib -I$(SOURCES)/zlib \
	-I$(SOURCES)/mbedtls/include -I$(SOURCES)/nghttp2/lib/includes
F_curl_lib := -DBUILDING_LIBCURL

S_tool := $(filter-out %/curlinfo.c,\
	$(wildcard $(SOURCES)/curl/src/*.c $(SOURCES)/curl/src/toolx/*.c))

LIBRARIES := zlib oniguruma libjq mbedtls nghttp2 curl
version = $(shell sed -n 's/^$(1) \([^ ]*\) .*/\1/p' $(SOURCES)/list | \
	head -n 1)

# --- the rules ---

all: $(OUT)/port-token $(OUT)/port-get $(if $(LIBS_FROM),,$(OUT)/curl)

# Only for tests: the client of tests/wire.c and jq, with the same libraries.
tests: $(OUT)/tests/wire $(OUT)/tests/jq

# $(1): a library. An error names it and shows the compiler's log.
define library
OBJ_$(1) := $$(patsubst $(SOURCES)/%.c,$(O)/%.o,$$(S_$(1)))
$$(OBJ_$(1)): $(O)/musl/done $(O)/generated $(O)/flags.theirs $(HERE)/config.h | $(O)/$(1).begun
$(O)/$(1).begun: $(O)/musl/done
	$$(call say,CC,$(1) $(call version,$(1)): $$(words $$(OBJ_$(1))) files)touch $$@
$$(OBJ_$(1)): $(O)/%.o: $(SOURCES)/%.c
	@mkdir -p $$(@D)
	@$(STATIC_CC) $(THEIRS) $$(F_$(1)) $$(F_$(1)_lib) -c -o $$@ $$< || \
		{ echo 'static: $(1) $(call version,$(1)) does not compile: $$<' >&2; exit 1; }
$(O)/$(1).a: $$(OBJ_$(1))
	$$(call say,LIB,$(1) $(call version,$(1)))rm -f $$@ && $(CROSS)ar rcD $$@ $$^
endef
$(foreach l,$(LIBRARIES),$(eval $(call library,$(l))))

MUSL_FLAGS = -O2 $(HARDEN) -ffunction-sections -fdata-sections \
	-ffile-prefix-map=$(CURDIR)=.
$(O)/musl/done: $(SOURCES)/list
	$(call say,MUSL,$(call version,musl))rm -rf $(@D) && \
	mkdir -p $(@D)/build && cd $(@D)/build && { \
		$(CURDIR)/$(SOURCES)/musl/configure --target=$(MACHINE)-linux-musl \
			--prefix=$(CURDIR)/$(@D) --disable-shared --disable-wrapper \
			CC=$(STATIC_CC) CFLAGS='$(MUSL_FLAGS)' && \
		$(MAKE) ARCH=$(MACHINE) AR=$(CROSS)ar RANLIB=$(CROSS)ranlib install; } > ../log 2>&1 || \
		{ echo "static: musl $(call version,musl) was not built; see $(@D)/log" >&2; \
		grep -m 3 ' error: \|\*\*\* ' ../log >&2; exit 1; }
	@touch $@

# Files that the libraries' own makefiles generate: libjq's builtins as an array
# (1.7: as a string), nghttp2's version.
$(O)/generated: $(SOURCES)/list
	@mkdir -p $(O)/empty $(O)/libjq/src $(O)/nghttp2/nghttp2
	@: > $(O)/empty/config.h
	@: > $(O)/empty/curl_config.h
	@if grep -q 'jq_builtins\[\] = {' $(SOURCES)/libjq/src/builtin.c; then \
		od -v -A n -t x1 $(SOURCES)/libjq/src/builtin.jq | \
		sed 's/ \(..\)/0x\1,/g'; \
	else \
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' \
			$(SOURCES)/libjq/src/builtin.jq; \
	fi > $(O)/libjq/src/builtin.inc
	@echo '#define JQ_CONFIG "static"' > $(O)/libjq/src/config_opts.inc
	@echo '#define JQ_VERSION "$(call version,libjq)"' > $(O)/libjq/src/version.h
	@v=$(call version,nghttp2); IFS=.; set -- $$v; sed -e "s/@PACKAGE_VERSION@/$$v/" \
		-e "s/@PACKAGE_VERSION_NUM@/$$(printf '0x%02x%02x%02x' $$1 $$2 $$3)/" \
		$(SOURCES)/nghttp2/lib/includes/nghttp2/nghttp2ver.h.in > \
		$(O)/nghttp2/nghttp2/nghttp2ver.h
	@touch $@

# --- the programs ---

# 8 MiB of stack for each thread, as in glibc: filters may nest deeply.
LINK := $(STATIC_CC) -static-pie -nostdlib -nostartfiles -s -L$(O)/musl/lib \
	-Wl,-z,relro,-z,now,-z,noexecstack,-z,stack-size=8388608 \
	-Wl,--gc-sections,--build-id=none
START := $(addprefix $(O)/musl/lib/,rcrt1.o crti.o) \
	$(shell $(STATIC_CC) -print-file-name=crtbeginS.o)
END := -Wl,--start-group -lc -lgcc -lgcc_eh -Wl,--end-group \
	$(shell $(STATIC_CC) -print-file-name=crtendS.o) $(O)/musl/lib/crtn.o

NETWORK := $(addprefix $(O)/,curl.a nghttp2.a mbedtls.a zlib.a glue.o)
JQ := $(addprefix $(O)/,libjq.a oniguruma.a)

OUR_FLAGS = $(CODE) $(WARN) $(INCLUDES) -I. -D_GNU_SOURCE -DPORT_STATIC \
	-DVERSION='"$(VERSION)"' -MMD -MP $(STATIC_FLAGS)
STATIC_FLAGS = -DSTATIC_LIBRARIES='$(VERSIONS)' \
	-isystem $(SOURCES)/curl/include -isystem $(SOURCES)/libjq/src
VERSIONS = "libjq $(call version,libjq), oniguruma $(call \
	version,oniguruma), musl $(call version,musl)"

# With LIBS_FROM: existing libraries and their compiler.
ifneq ($(LIBS_FROM),)
STATIC_CC := $(CC)
INCLUDES := -isystem $(LIBS_FROM)/include
STATIC_FLAGS := -DCURL_STATICLIB
LINK := $(CC) -static -s -Wl,-z,relro,-z,now,-z,noexecstack,-z,stack-size=8388608
START :=
NETWORK :=
JQ :=
END := -L$(LIBS_FROM)/lib -ljq -lonig $(shell \
	PKG_CONFIG_LIBDIR=$(LIBS_FROM)/lib/pkgconfig pkg-config --static --libs \
	libcurl 2>/dev/null || echo -lcurl) -lz -lm -lpthread
endif

HELPER = $(filter-out $(KEYRING) helper/port-token.c,\
	$(sort $(shell find helper -name '*.c')))
FILTER = $(filter-out filter/port-get.c,$(sort $(shell find filter -name '*.c')))
ours = $(patsubst %.c,$(O)/ours/%.o,$(1))

$(O)/ours/%.o: %.c $(if $(LIBS_FROM),,$(O)/musl/done $(O)/generated) $(O)/flags.ours
	@mkdir -p $(@D)
	$(call say,CC,$<)$(STATIC_CC) $(OUR_FLAGS) -c -o $@ $<

# Written only when the flags change, so that the objects are then rebuilt.
ALL_FLAGS_ours = $(OUR_FLAGS)
ALL_FLAGS_theirs = $(THEIRS) $(foreach l,$(LIBRARIES),$(F_$(l)))
$(O)/flags.%: FORCE
	@mkdir -p $(@D)
	@$(STATIC_CC) --version | head -n 1 > $(O)/compiler
	@echo '$(subst ','\'',$(ALL_FLAGS_$*))' | cmp -s - $@ || \
		echo '$(subst ','\'',$(ALL_FLAGS_$*))' > $@

$(O)/glue.o: $(HERE)/glue.c $(O)/musl/done
	@$(STATIC_CC) $(CODE) $(INCLUDES) -c -o $@ $<

$(OUT)/port-token: $(call ours,helper/port-token.c $(HELPER)) $(JQ) $(NETWORK)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) -o $@ $(START) $^ $(END)

$(OUT)/port-get: $(call ours,filter/port-get.c $(FILTER) $(HELPER)) \
		$(JQ) $(NETWORK)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) -o $@ $(START) $^ $(END)

# The curl tool; tests/static/curl.c finds its certificates.
TOOL := $(patsubst $(SOURCES)/%.c,$(O)/%.o,$(S_tool))
$(TOOL): $(O)/%.o: $(SOURCES)/%.c $(O)/flags.theirs $(O)/musl/done $(O)/generated \
		$(HERE)/config.h
	@mkdir -p $(@D)
	@$(STATIC_CC) $(THEIRS) $(F_curl) -I$(SOURCES)/curl/src -I$(SOURCES)/curl/lib/curlx \
		-Dmain=curl_main -c -o $@ $< || \
		{ echo 'static: the curl tool does not compile: $<' >&2; exit 1; }

$(OUT)/curl: $(call ours,$(HERE)/curl.c helper/http/ca.c) $(TOOL) $(NETWORK)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) -o $@ $(START) $^ $(END)

$(OUT)/tests/wire: $(call ours,tests/wire.c $(HELPER)) $(JQ) $(NETWORK)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) -o $@ $(START) $^ $(END)

JQ_TOOL := $(addprefix $(O)/libjq/tool/,main.o jq_test.o)
$(JQ_TOOL): $(O)/libjq/tool/%.o: $(SOURCES)/libjq/src/%.c $(O)/libjq.a
	@mkdir -p $(@D)
	@$(STATIC_CC) $(THEIRS) $(F_libjq) -c -o $@ $<

$(OUT)/tests/jq: $(JQ_TOOL) $(JQ) $(O)/glue.o $(O)/mbedtls.a
	@mkdir -p $(@D)
	$(call say,LD,$@)$(LINK) -o $@ $(START) $^ $(END)

.PHONY: all tests FORCE
.SECONDARY:
-include $(shell find $(O)/ours -name '*.d' 2>/dev/null)
