# sharedesk: GNU make, gcc or clang.
#
#   make                 program, library, manual and translations under build/
#   make check           all tests, sanitized;  make check-slow  the long ones too
#   make help            every target and variable
#
# Sources are found by wildcard: a new .c file under src/ or tests/ needs no line here.

VERSION := 0.1.0

PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(DATADIR)/man
DOCDIR  ?= $(DATADIR)/doc/sharedesk
LOCALEDIR ?= $(DATADIR)/locale

# B is where everything made goes; O is the part of it that belongs to one set of flags.
B ?= build
ifeq ($(origin CC),default)
CC := $(if $(shell command -v gcc 2>/dev/null),gcc,cc)
endif
ifneq ($(FUZZ),)
override SAN := fuzzer-no-link,address,undefined
O := $(B)/fuzz
else ifneq ($(SAN),)
O := $(B)/san
else ifneq ($(COV),)
O := $(B)/cov
else
O := $(B)
endif

# ---- flags -------------------------------------------------------------------------------------

CFLAGS ?= -O2 -g
STD      := -std=c11
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
VARIANT_CFLAGS :=
ifneq ($(SAN),)
VARIANT_CFLAGS += -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifneq ($(COV),)
VARIANT_CFLAGS += --coverage -O0
endif
ifneq ($(WERROR),)
WARNINGS += -Werror
endif

DARWIN := $(filter Darwin,$(shell uname -s))

# The libraries, one line each: $(call lib,pkg-config name or - for none,plain flags).
PKG_CONFIG ?= pkg-config
lib = $(or $(if $(filter-out -,$1),$(shell $(PKG_CONFIG) --libs $1 2>/dev/null)),$2)
ALL_LIBS :=
ALL_LIBS += $(call lib,ncursesw,-lncursesw -ltinfo)
ALL_LIBS += $(call lib,sqlite3,-lsqlite3)
ALL_LIBS += $(call lib,-,-liniparser)
ALL_LIBS += $(call lib,jansson,-ljansson)
ALL_LIBS += $(call lib,libutf8proc,-lutf8proc)
ALL_LIBS += $(call lib,-,-lcsv)
ALL_LIBS += $(if $(DARWIN),,$(call lib,uuid,-luuid))
ALL_LIBS += $(call lib,libmd,-lmd)
ALL_LIBS += $(call lib,libical,-lical)
ALL_LIBS += -lm $(if $(DARWIN),-lintl)
TEST_LIBS :=
TEST_LIBS += $(call lib,cmocka,-lcmocka)
TEST_LIBS += $(call lib,vterm,-lvterm)

# Only the -I part: ncursesw.pc also sets feature macros, and they are set here.
PKG_INCLUDES := $(filter-out -I/usr/include,$(shell $(PKG_CONFIG) --cflags-only-I --silence-errors \
    ncursesw sqlite3 jansson libutf8proc uuid libmd libical 2>/dev/null))

FEATURES := -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700
ifneq ($(DARWIN),)
BREW := $(shell brew --prefix 2>/dev/null)
FEATURES += -D_DARWIN_C_SOURCE
PKG_INCLUDES += $(if $(BREW),-I$(BREW)/include)
LINKING := $(if $(BREW),-L$(BREW)/lib)
else
LINKING := -Wl,--as-needed
endif

ALL_CPPFLAGS := -Iinclude -I$(O)/gen $(FEATURES) $(PKG_INCLUDES) $(CPPFLAGS)
ALL_CFLAGS   := $(STD) $(WARNINGS) $(CFLAGS) -ffp-contract=off $(VARIANT_CFLAGS)
ALL_LDFLAGS  := $(LINKING) $(LDFLAGS) $(VARIANT_CFLAGS)
TEST_CPPFLAGS := -Itests/support

ifneq ($(V),)
Q :=
say = @:
else
Q := @
say = @printf '  %-6s %s\n' $1 '$(patsubst $(CURDIR)/%,%,$2)'
endif
ifneq ($(findstring s,$(firstword -$(MAKEFLAGS))),)
say = @:
endif

# ---- sources -----------------------------------------------------------------------------------

LIB_LAYERS := base model store incentive schedule match meeting report exchange
APP_LAYERS := tui screens cli

sources  = $(sort $(shell find $(wildcard $1) -name '*.c' 2>/dev/null))
objects  = $(patsubst src/%.c,$(O)/obj/%.o,$1)
LIB_SRC := $(if $(wildcard $(LIB_LAYERS:%=src/%)),$(call sources,$(LIB_LAYERS:%=src/%)))
APP_SRC := $(if $(wildcard $(APP_LAYERS:%=src/%)),$(call sources,$(APP_LAYERS:%=src/%)))
LIB_OBJ := $(call objects,$(LIB_SRC)) $(O)/obj/embedded_data.o
APP_OBJ := $(call objects,$(APP_SRC))
MAIN_SRC := src/main.c
MAIN_OBJ := $(O)/obj/main.o

STRAYS := $(filter-out $(MAIN_SRC) $(LIB_SRC) $(APP_SRC),$(call sources,src))
ifneq ($(STRAYS),)
$(error no layer for $(STRAYS): add the directory to LIB_LAYERS or APP_LAYERS)
endif

LIB := $(O)/libsharedesk.a
APP := $(O)/libsharedesk-app.a
BIN := $(O)/sharedesk

# A language is data/locale/LANG.po and what lies in data/locale/LANG/, which may lack headers.
PO := $(sort $(wildcard data/locale/*.po))
LANGUAGES := $(PO:data/locale/%.po=%)
MO := $(LANGUAGES:%=$(O)/locale/%/LC_MESSAGES/sharedesk.mo)
THEMES := $(sort $(wildcard themes/*.ini))

# Everything under data/ and themes/ goes into the binary, but for the translations.
EMBEDDED := $(sort $(shell find $(wildcard data themes) -path data/locale -prune -o -type f \
    ! -name '.*' ! -name '*~' ! -name '*.orig' ! -name '*.rej' -print 2>/dev/null))
EMBEDDED := $(if $(wildcard data themes),$(EMBEDDED))
STATEMENTS := $(sort $(wildcard src/store/sql/*.sql))

GEN := $(O)/gen/sharedesk/config.h $(O)/gen/embedded_table.h $(O)/gen/statements.h

.PHONY: all FORCE
all: $(BIN) $(LIB) $(O)/sharedesk.1 $(O)/completion.bash $(MO)

# ---- generated files ---------------------------------------------------------------------------

# Written only when their content changes, so that what depends on them is made anew exactly then:
# flags (a changed flag rebuilds all), the lists of embedded files and of statement files.
keep = mkdir -p $(@D) && if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi

# ccache is no part of what was compiled.
$(O)/gen/flags: FORCE
	@mkdir -p $(@D); printf '%s\n' '$(filter-out ccache,$(CC)) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' >$@.new; $(keep)

$(O)/gen/libs: FORCE
	@mkdir -p $(@D); printf '%s\n' '$(ALL_LDFLAGS) $(LIB_OBJ) $(APP_OBJ) $(ALL_LIBS)' >$@.new; $(keep)

$(O)/gen/embedded.list: FORCE
	@mkdir -p $(@D); printf '%s\n' $(EMBEDDED) >$@.new; $(keep)

$(O)/gen/statements.list: FORCE
	@mkdir -p $(@D); printf '%s\n' $(STATEMENTS) >$@.new; $(keep)

$(O)/gen/sharedesk/config.h: FORCE
	@mkdir -p $(@D); { \
	printf '/* made by the Makefile */\n#ifndef SHAREDESK_CONFIG_H\n#define SHAREDESK_CONFIG_H\n'; \
	printf '#define SHAREDESK_VERSION "%s"\n' '$(VERSION)'; \
	printf '#define SHAREDESK_PREFIX "%s"\n' '$(PREFIX)'; \
	printf '#define SHAREDESK_DATADIR "%s/sharedesk"\n' '$(DATADIR)'; \
	printf '#define SHAREDESK_LOCALEDIR "%s"\n' '$(LOCALEDIR)'; \
	printf '#endif\n'; } >$@.new; $(keep)

$(O)/gen/embedded_data.S: tools/embed.awk $(O)/gen/embedded.list
	$(call say,GEN,$@)
	$(Q)awk -v form=assembly -f tools/embed.awk $(O)/gen/embedded.list >$@.new && mv -f $@.new $@

$(O)/gen/embedded_table.h: tools/embed.awk $(O)/gen/embedded.list $(EMBEDDED)
	$(call say,GEN,$@)
	$(Q){ wc -c /dev/null $(EMBEDDED); } | awk -v form=table -f tools/embed.awk >$@.new && mv -f $@.new $@

$(O)/gen/statements.h: tools/statements.awk $(O)/gen/statements.list $(STATEMENTS)
	$(call say,GEN,$@)
	$(Q)awk -f tools/statements.awk $(STATEMENTS) </dev/null >$@.new && mv -f $@.new $@

# ---- objects -----------------------------------------------------------------------------------

$(O)/obj/embedded_data.o: $(O)/gen/embedded_data.S $(EMBEDDED) $(O)/gen/flags
	$(call say,AS,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

$(O)/obj/%.o: src/%.c $(O)/gen/flags | $(GEN)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(O)/obj/tests/%.o: tests/%.c $(O)/gen/flags | $(GEN)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TEST_CPPFLAGS) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# An archive is made anew, or it keeps members whose source has gone.
$(LIB): $(LIB_OBJ) $(O)/gen/libs
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$(APP): $(APP_OBJ) $(O)/gen/libs
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(APP_OBJ)

$(BIN): $(MAIN_OBJ) $(APP) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $(MAIN_OBJ) $(APP) $(LIB) $(ALL_LIBS)

-include $(shell find $(O)/obj -name '*.d' 2>/dev/null)

# ---- manual and translations -------------------------------------------------------------------

# The program writes its own manual and completion from the tables that parse its verbs and options.
$(O)/sharedesk.1: $(BIN)
	$(call say,MAN,$@)
	$(Q)$(BIN) generate manual </dev/null >$@.new && mv -f $@.new $@

$(O)/completion.bash: $(BIN)
	$(call say,GEN,$@)
	$(Q)$(BIN) generate completion </dev/null >$@.new && mv -f $@.new $@

MSGFMT   ?= msgfmt
MSGMERGE ?= msgmerge
XGETTEXT ?= xgettext
MSGCAT   ?= msgcat
MSGATTRIB ?= msgattrib

$(O)/gen/po.list: FORCE
	@mkdir -p $(@D); printf '%s\n' $(sort $(wildcard data/locale/*.po data/locale/*/*.po)) >$@.new; $(keep)

# Where two files translate the same text, the first one counts, LANG.po before the others.
.SECONDEXPANSION:
$(O)/gen/po/%.po: data/locale/%.po $$(sort $$(wildcard data/locale/$$*/*.po)) tools/po-merge $(O)/gen/po.list
	@mkdir -p $(@D)
	$(Q)MSGCAT='$(MSGCAT)' tools/po-merge $(filter data/%.po,$^) >$@.new && mv -f $@.new $@

$(O)/locale/%/LC_MESSAGES/sharedesk.mo: $(O)/gen/po/%.po
	$(call say,MO,$@)
	@mkdir -p $(@D)
	$(Q)$(MSGFMT) --check-format --check-domain -o $@ $<

.PHONY: pot update-po untranslated
pot: $(B)/sharedesk.pot
$(B)/sharedesk.pot: FORCE
	@mkdir -p $(@D)
	$(Q)find src include -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | $(XGETTEXT) --files-from=- \
	  --language=C --from-code=UTF-8 --add-comments=TRANSLATORS \
	  --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --keyword=P_:1,2 --keyword=NP_:1,2 --keyword=C_:1c,2 --keyword=NC_:1c,2 \
	  --package-name=sharedesk --package-version=$(VERSION) --force-po -o $@

# Writes all that is translated, in the order of the source, into LANG.po; what lies in LANG/ is then
# in it too and can be removed. A text that has gone stays at the end, marked #~.
update-po: pot $(LANGUAGES:%=$(O)/gen/po/%.po)
	$(Q)for l in $(LANGUAGES); do \
	  $(MSGMERGE) --quiet --no-fuzzy-matching --no-location -o data/locale/$$l.po.new $(O)/gen/po/$$l.po $(B)/sharedesk.pot && \
	  mv -f data/locale/$$l.po.new data/locale/$$l.po && printf '%s: ' $$l && \
	  $(MSGFMT) --statistics -o /dev/null data/locale/$$l.po || exit 1; done

# The texts of the source that have no translation yet, with their places.
untranslated: pot $(LANGUAGES:%=$(O)/gen/po/%.po)
	$(Q)for l in $(LANGUAGES); do \
	  $(MSGMERGE) --quiet --no-fuzzy-matching -o - $(O)/gen/po/$$l.po $(B)/sharedesk.pot | \
	  $(MSGATTRIB) --untranslated --no-obsolete --no-wrap - | awk 'NR == 1 || !/^"/'; done

# ---- tests -------------------------------------------------------------------------------------
#
#   tests/unit/<layer>/test_*.c, tests/tui/test_*.c       cmocka programs
#   tests/property/*.c, tests/fault/*.c                   programs; TAP lines or the exit code count
#   tests/fuzz/fuzz_*.c                                   LLVMFuzzerTestOneInput
#   tests/{cli,tui,property,fault,build}/*.sh                 shell tests on tests/cli/lib.sh
#   tests/bench/*.{c,sh}                                  measurements
#
# Any other .c under tests/support, tests/unit or tests/tui is help for all of them. A *_slow test
# runs in check-slow only. A line `test-link: FLAGS` in a comment of a test adds to its link.
# T=word runs only the tests whose path contains word.

wanted = $(if $(T),$(foreach t,$1,$(if $(findstring $(T),$t),$t)),$1)
slow   = $(foreach t,$1,$(if $(findstring _slow.,$t),$t))
quick  = $(foreach t,$1,$(if $(findstring _slow.,$t),,$t))
exes   = $(patsubst tests/%.c,$(O)/tests/%,$1)

TEST_C := $(sort $(wildcard tests/unit/*/test_*.c tests/tui/test_*.c tests/property/*.c tests/fault/*.c))
TEST_SH := $(filter-out tests/cli/lib.sh,$(sort $(wildcard tests/build/*.sh tests/cli/*.sh \
    tests/property/*.sh tests/fault/*.sh tests/tui/*.sh)))
FUZZ_C := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCH_C := $(sort $(wildcard tests/bench/*.c))
BENCH_SH := $(sort $(wildcard tests/bench/*.sh))
SUPPORT_OBJ := $(patsubst tests/%.c,$(O)/obj/tests/%.o,$(filter-out $(TEST_C),$(sort \
    $(wildcard tests/support/*.c tests/unit/*/*.c tests/tui/*.c))))
SUPPORT := $(O)/obj/tests/libsupport.a
DRIVER := $(if $(FUZZ),,$(O)/obj/tests/fuzz/driver.o)

$(O)/gen/support.list: FORCE
	@mkdir -p $(@D); printf '%s\n' $(SUPPORT_OBJ) >$@.new; $(keep)

$(SUPPORT): $(SUPPORT_OBJ) $(O)/gen/support.list
	$(call say,AR,$@)
	@mkdir -p $(@D)
	$(Q)rm -f $@ && $(AR) rcs $@ $(SUPPORT_OBJ)

test_link = $(shell sed -n 's,^.*test-link: *\([^*]*\).*$$,\1,p' $1)

$(O)/tests/fuzz/%: $(O)/obj/tests/fuzz/%.o $(DRIVER) $(SUPPORT) $(APP) $(LIB) $(O)/gen/libs
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ $< $(DRIVER) $(SUPPORT) $(APP) $(LIB) $(ALL_LIBS)

$(O)/tests/%: $(O)/obj/tests/%.o $(SUPPORT) $(APP) $(LIB) $(O)/gen/libs
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $(call test_link,tests/$*.c) -o $@ $< $(SUPPORT) $(APP) $(LIB) $(TEST_LIBS) $(ALL_LIBS)

.SECONDARY:

comma := ,
CHECK_SAN := SAN=$(if $(PLAIN),,$(or $(SAN),address$(comma)undefined))
submake = +$(Q)$(MAKE) --no-print-directory
FUZZ_CC := $(shell command -v clang 2>/dev/null)

CHECK_RUN := $(call wanted,$(call quick,$(TEST_C) $(TEST_SH)) $(FUZZ_C))
SLOW_RUN  := $(call wanted,$(call slow,$(TEST_C) $(TEST_SH)) $(if $(FUZZ_CC),,$(FUZZ_C)))
FUZZ_RUN  := $(if $(FUZZ_CC),$(call wanted,$(FUZZ_C)))
BENCH_RUN := $(call wanted,$(BENCH_C) $(BENCH_SH))

# The sanitized programs, and the plain program for tests that time, trace or preload.
# check-command and check-slow-command print what runs them once check-built and check-slow-built
# have made it: a caller whose last line must be the runner's own runs that without make.
.PHONY: check check-slow check-built check-slow-built check-command check-slow-command
.PHONY: bench build-check build-slow build-fuzz build-bench tests
CHECK_COMMAND := tests/run -p $(B) -b $(B)/$(if $(PLAIN),,san) $(CHECK_RUN)
SLOW_COMMAND  := tests/run -s -p $(B) -b $(B)/$(if $(PLAIN),,san) $(SLOW_RUN) \
    $(FUZZ_RUN:tests/fuzz/%.c=$(abspath $(B))/fuzz/tests/fuzz/%)

check: check-built
	$(Q)$(CHECK_COMMAND)

check-slow: check-slow-built
	$(Q)$(SLOW_COMMAND)

check-built: all
	$(submake) $(CHECK_SAN) build-check

check-slow-built: all
	$(submake) $(CHECK_SAN) build-slow
	$(if $(FUZZ_RUN),$(submake) CC=clang SAN= FUZZ=1 build-fuzz)

check-command:
	@echo '$(CHECK_COMMAND)'

check-slow-command:
	@echo '$(SLOW_COMMAND)'

bench: all build-bench
	$(Q)tests/run -v -j 1 -t 1800 -p $(B) -b $(B) $(BENCH_RUN)

build-check: all $(call exes,$(filter %.c,$(CHECK_RUN)))
build-slow: all $(call exes,$(filter %.c,$(SLOW_RUN)))
build-fuzz: $(call exes,$(FUZZ_RUN))
build-bench: $(call exes,$(filter %.c,$(BENCH_RUN)))
tests: $(call exes,$(TEST_C) $(FUZZ_C) $(BENCH_C))

# What the quick tests reach, line by line, in $(B)/coverage.
.PHONY: coverage
coverage: all
	$(submake) SAN= COV=1 build-check
	$(Q)find $(B)/cov -name '*.gcda' -exec rm -f {} +
	$(Q)tests/run -p $(B) -b $(B)/cov $(CHECK_RUN) || echo "coverage: of a run that failed"
	$(Q)rm -rf $(B)/coverage && mkdir -p $(B)/coverage
	$(Q)if command -v lcov >/dev/null 2>&1; then \
	  { lcov --quiet --capture --directory $(B)/cov/obj --base-directory . --no-external --output-file $(B)/coverage/all.info && \
	  lcov --quiet --extract $(B)/coverage/all.info '$(CURDIR)/src/*' --output-file $(B)/coverage/sharedesk.info && \
	  genhtml --quiet --prefix '$(CURDIR)' --output-directory $(B)/coverage $(B)/coverage/sharedesk.info && \
	  lcov --summary $(B)/coverage/sharedesk.info; } 2>$(B)/coverage/log || { cat $(B)/coverage/log; exit 1; }; \
	  echo "$(B)/coverage/index.html"; \
	else \
	  find $(B)/cov/obj -name '*.gcda' ! -path '*/tests/*' | while read -r f; do gcov -n -o "$${f%/*}" "$$f" 2>/dev/null; done | \
	  awk '/^File/ { f = $$2 } /^Lines/ && f ~ /src\// { sub(/Lines executed:/, ""); print f, $$0 }' | tee $(B)/coverage/summary.txt; \
	fi

# ---- the source itself -------------------------------------------------------------------------

OUR_C := $(shell find $(wildcard src include tests) -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
OUR_SH := setup .ci/run tests/run tools/check-layers tools/po-merge tools/prove-fresh $(wildcard tests/*/*.sh)

.PHONY: check-layers format format-check lint
check-layers: all
	$(Q)tools/check-layers $(B)

format:
	clang-format -i $(OUR_C)

format-check:
	clang-format --dry-run -Werror $(OUR_C)

# Each tool that is there; at least one must be. cppcheck 2.10 misreads hexadecimal
# floats; clang-tidy 14 loses va_start when it reads several files in one run.
lint: $(GEN)
	$(Q)status=0 none=yes; \
	if command -v clang-tidy >/dev/null 2>&1; then none=; echo clang-tidy; \
	  printf '%s\n' $(filter src/%.c,$(OUR_C)) | xargs -P 2 -n 1 sh -c 'clang-tidy --quiet "$$@" -- $(STD) $(ALL_CPPFLAGS) 2>/dev/null' - || status=1; fi; \
	if command -v cppcheck >/dev/null 2>&1; then none=; echo cppcheck; \
	  cppcheck -j 2 --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	    --suppress=missingInclude --suppress=incorrectLogicOperator --suppress=missingIncludeSystem $(filter -I% -D%,$(ALL_CPPFLAGS)) src || status=1; fi; \
	if command -v shellcheck >/dev/null 2>&1; then none=; echo shellcheck; \
	  shellcheck --shell=sh --external-sources --source-path=SCRIPTDIR --exclude=SC1090,SC1091,SC2016,SC2034,SC2153,SC2154 $(wildcard $(OUR_SH)) || status=1; fi; \
	[ -z "$$none" ] || { echo "lint: none of clang-tidy, cppcheck, shellcheck is installed" >&2; status=1; }; \
	exit $$status

compile_commands.json: $(GEN) FORCE
	$(Q){ echo '['; for f in $(MAIN_SRC) $(LIB_SRC) $(APP_SRC) $(filter tests/%.c,$(OUR_C)); do \
	  printf '%s{"directory": "%s", "file": "%s", "command": "%s -c %s"}\n' "$$comma" '$(CURDIR)' "$$f" \
	  '$(CC) $(TEST_CPPFLAGS) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' "$$f"; comma=,; done; echo ']'; } >$@

# ---- installing and releasing ------------------------------------------------------------------

INSTALL ?= install
DOCS := $(wildcard README.md INSTALL LICENSE docs/*.md)

.PHONY: install uninstall dist demo
install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(DOCDIR)
	$(INSTALL) -m 755 $(BIN) $(DESTDIR)$(BINDIR)/sharedesk
	$(INSTALL) -m 644 $(O)/sharedesk.1 $(DESTDIR)$(MANDIR)/man1/sharedesk.1
	$(INSTALL) -m 644 $(DOCS) $(DESTDIR)$(DOCDIR)
	for mo in $(MO:$(O)/locale/%=%); do \
	  $(INSTALL) -d $(DESTDIR)$(LOCALEDIR)/$${mo%/*} && \
	  $(INSTALL) -m 644 $(O)/locale/$$mo $(DESTDIR)$(LOCALEDIR)/$$mo || exit 1; done
ifneq ($(THEMES),)
	$(INSTALL) -d $(DESTDIR)$(DATADIR)/sharedesk/themes
	$(INSTALL) -m 644 $(THEMES) $(DESTDIR)$(DATADIR)/sharedesk/themes
endif
	$(INSTALL) -d $(DESTDIR)$(DATADIR)/bash-completion/completions
	$(INSTALL) -m 644 $(O)/completion.bash $(DESTDIR)$(DATADIR)/bash-completion/completions/sharedesk

# Only what install put there.
uninstall:
	rm -f $(DESTDIR)$(BINDIR)/sharedesk $(DESTDIR)$(MANDIR)/man1/sharedesk.1
	rm -f $(MO:$(O)/locale/%=$(DESTDIR)$(LOCALEDIR)/%)
	rm -f $(DESTDIR)$(DATADIR)/bash-completion/completions/sharedesk
	rm -rf $(DESTDIR)$(DATADIR)/sharedesk $(DESTDIR)$(DOCDIR)

# What is committed, nothing else.
dist:
	@mkdir -p $(B)
	git archive --format=tar --prefix=sharedesk-$(VERSION)/ HEAD | gzip -9n >$(B)/sharedesk-$(VERSION).tar.gz
	@echo $(B)/sharedesk-$(VERSION).tar.gz

demo: all
	$(Q)./setup --no-install demo

.PHONY: clean help
clean:
	rm -rf $(B)

help:
	@sed -n 's/^#> \{0,1\}//p' Makefile

#> targets
#>   all            the program, libsharedesk.a, the manual page, translations
#>   check          all quick tests under address and undefined-behaviour sanitizers
#>   check-slow     the long tests, and libFuzzer where clang is
#>   bench          measurements
#>   check-layers   proves that no layer uses one above it
#>   coverage       which lines the tests reach, in B/coverage
#>   format         clang-format;  format-check  only tells
#>   lint           clang-tidy, cppcheck, shellcheck, those that are there
#>   pot update-po  the texts to translate;  brings data/locale/*.po up to date
#>   untranslated   the texts that no translation has yet
#>   install uninstall dist demo clean compile_commands.json
#> variables
#>   T=WORD         of the tests only those with WORD in their path
#>   PLAIN=1        tests without sanitizers;  SAN=thread  with others
#>   SAN=LIST       a build with these sanitizers, in B/san
#>   WERROR=1       warnings are errors;  V=1  shows the commands
#>   B=DIR          where all that is made goes (build)
#>   PREFIX DESTDIR BINDIR DATADIR MANDIR DOCDIR LOCALEDIR    where install puts it
#>   CC CFLAGS CPPFLAGS LDFLAGS PKG_CONFIG
