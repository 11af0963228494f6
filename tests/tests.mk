# Targets that test, demonstrate, measure and package the programs; `make help`
# lists them. Each target first installs the tools it needs with tests/deps; DEPS=no
# installs nothing. tests/lib.sh finds the programs through B and SAN.

export B SAN

TEST_LIBS = $(LIBS) -lpthread -lmicrohttpd -lgnutls -lz \
	$(shell $(PKG_CONFIG) --libs libsecret-1 2>/dev/null)
PORT = $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard tests/port/*.c)))
UNITS = $(patsubst tests/%.c,$(B)/%,$(sort $(wildcard tests/unit/*.c)))
SHIMS = $(patsubst tests/shim/%.c,$(B)/tests/%.so,$(wildcard tests/shim/*.c))
TEST_PROGRAMS = $(if $(PORT),$(B)/tests/port) $(SHIMS) \
	$(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/*.c))

FUZZ = $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c,\
	$(sort $(wildcard tests/fuzz/*.c))))
FUZZERS = $(addprefix $(B)/fuzz/,$(FUZZ))

DEB = build/port-token_$(VERSION)_$(shell dpkg --print-architecture).deb

GITLAB_CI = build/gitlab-ci-local-4.61.1/run

# prove runs every .t file below tests/ and every unit test, or those with $(T) in
# their names. Long ones start first, so that none runs alone at the end.
LONG = %/trust/matrix.t %/trust/hostile.t tests/completions/hostile-% %/each.t \
	%/write.t %/jq-same.t %/valgrind.t %/load.t %/trust/faults.t %/unrequested.t \
	%/secrets.t %/signals.t
FOUND = $(sort $(shell find tests -name '*.t') $(UNITS))
ALL_TESTS = $(foreach l,$(LONG),$(filter $(l),$(FOUND))) \
	$(filter-out $(LONG),$(FOUND))
TESTS = $(if $(T),$(foreach t,$(ALL_TESTS),$(if $(findstring $(T),$(t)),$(t))),\
	$(ALL_TESTS))

JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

# Each installs missing tools, and then runs another make, which finds them.
check: SETS = build demo check deb ## run the tests [T=PART-OF-A-NAME] [SAN=1]
demo: SETS = build demo ## show both programs at work with a stand-in for Port
bench: SETS = build demo bench ## compare the speed of both programs with curl, jq and others [ROWS=WHICH] [JSON=FILE]
deb: SETS = build deb ## build the Debian package, build/port-token_VERSION_ARCH.deb
check-package: SETS = build deb demo package ## try the Debian package in fresh Debian systems
check-gitlab: SETS = build demo check deb gitlab ## run GitLab's template, pipeline and recipes as a runner would
lint: SETS = build check lint ## run more compilers, analysers and mandoc
check demo bench deb check-package check-gitlab lint:
	@tests/deps $(SETS)
	@$(if $(filter check,$@),rm -f $(B)/prove)
	@$(MAKE) --no-print-directory $(JOBS) run-$@

# A program exits with 99, which is no exit status of ours, when a sanitizer finds
# something. The leak check must unwind libraries that have no frame pointers.
run-check: export ASAN_OPTIONS = exitcode=99 verify_asan_link_order=0 \
	fast_unwind_on_malloc=0 malloc_context_size=12
run-check: export LSAN_OPTIONS = exitcode=99 print_suppressions=0 \
	suppressions=$(CURDIR)/tests/lsan.supp
run-check: export UBSAN_OPTIONS = print_stacktrace=1 exitcode=99
# Tests need the default action of these signals. A background job of a script
# ignores INT and QUIT, a job of nohup ignores HUP.
run-check: all $(UNITS) $(TEST_PROGRAMS) $(FUZZERS)
	@env --default-signal=HUP,INT,QUIT prove --state=save --statefile=$(B)/prove \
		-j4 $(TESTS)

torture: all $(TEST_PROGRAMS) ## run the long tests at full length: faults, load, signals, endless input, memory
	@TORTURE=1 LOAD=1000000 prove -v tests/trust/faults.t tests/trust/load.t \
		tests/trust/signals.t tests/trust/endless.t tests/trust/matrix.t \
		tests/trust/valgrind.t

# Runs the tests that failed again, one at a time. It fails if the last run did not
# run every test, or failed before its first test.
recheck: ## run the tests that failed in the last run again, one at a time
	@n=$$(grep -c '^    last_run_time: [0-9]' $(B)/prove); \
		[ "$$n" = $(words $(TESTS)) ] && \
		grep -q '^    last_result: [1-9]' $(B)/prove || \
		{ echo 'recheck: the last run was no whole run' >&2; exit 1; }
	@env --default-signal=HUP,INT,QUIT prove --state=failed --statefile=$(B)/prove

run-demo: all $(TEST_PROGRAMS)
	@tests/demo

BENCH = $(addprefix $(B)/tests/bench/,nothing nothing-static reader)
run-bench: all $(TEST_PROGRAMS) $(BENCH)
	@tests/bench/run $(if $(JSON),--json $(JSON)) $(ROWS)

run-deb: all
	+@tests/package/deb $(DEB)

run-check-package: run-deb $(B)/tests/port
	@DEB=$(DEB) prove -v tests/package/check

run-check-gitlab: all dist run-deb $(B)/tests/port $(GITLAB_CI)
	@GITLAB_CI=$(GITLAB_CI) prove -v tests/gitlab/check tests/gitlab/template tests/gitlab/pipeline

run-lint:
	@FLAGS='$(ALL_CPPFLAGS) $(ALL_CFLAGS)' tests/lint

$(GITLAB_CI):
	@rm -rf $(@D) && mkdir -p $(@D)
	cd $(@D) && npm install --no-audit --no-fund --no-save --prefix . \
		gitlab-ci-local@$(@D:build/gitlab-ci-local-%=%)
	@ln -s node_modules/.bin/gitlab-ci-local $@

$(B)/tests/port: $(PORT)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS)

$(B)/tests/%.so: tests/shim/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) -I. -D_GNU_SOURCE -std=gnu11 $(WARN) -O2 -fPIC -shared \
		-o $@ $< -ldl

$(B)/tests/bench/reader: TEST_LIBS += -lcurl

$(B)/tests/bench/nothing-static: tests/bench/nothing.c
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(CFLAGS) -static -o $@ $<

# The modules are an archive: each program links only those that it tests.
$(B)/tests/%: $(B)/obj/tests/%.o $(B)/modules.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS)

$(B)/unit/%: $(B)/obj/tests/unit/%.o $(B)/modules.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(TEST_LIBS)

# `make fuzz` links libFuzzer; any other make links a main that replays the corpus.
FUZZ_MAIN = $(if $(LIBFUZZER),-fsanitize=fuzzer,$(B)/obj/tests/fuzz/replay.o)
$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(B)/obj/tests/fuzz/replay.o $(B)/modules.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(FUZZ_MAIN) \
		$(B)/modules.a $(TEST_LIBS) -lcurl

fuzz: T = 60 ## fuzz the parsers [T=SEC] [FUZZ=NAME]
fuzz:
	@tests/deps build demo fuzz
	@$(MAKE) --no-print-directory $(JOBS) CC=clang SAN=1 B=build/fuzz \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link' LIBFUZZER=1 \
		$(addprefix build/fuzz/fuzz/,$(FUZZ))
	@tests/fuzz/run $(T) $(FUZZ)

$(B)/modules.a: $(HELPER) $(FILTER)
	@rm -f $@
	$(call say,AR)$(AR) rcP $@ $^

.PHONY: check fuzz torture demo bench deb check-package check-gitlab lint
.PHONY: recheck run-check run-demo run-bench run-deb run-check-package run-check-gitlab
.PHONY: run-lint
