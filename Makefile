# opm: plain PGXS (make, make install, make installcheck), plus what "make help" lists. Only PGXS needs PostgreSQL installed
# beforehand: for the others test/setup fetches what is missing.
EXTENSION   = opm
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" opm.control)

# The architecture. Folders in the order of their arrows: each reads those above it, never one below.
# A name here is src/FOLDER/NAME.c.
MODULES_C   = $(addprefix common/, opm number decimal option literal summary result distribution picture) \
	$(addprefix measure/, target target_score written expected bands bands_preset kpi scorecard means) \
	$(addprefix tree/, goaltree goaltree_policy goaltree_dag goaltree_score goaltree_member goaltree_rows goaltree_keys goaltree_emit \
		goaltree_build goaltree_aggregate goaltree_outline goaltree_binary goaltree_json goalwalk goaltree_read rollup) \
	$(addprefix explain/, allocate cascade reconcile whatif required leverage shapley explain_change pair divide book \
		explain diff decompose uncertainty) \
	$(addprefix outlook/, fit forecast smooth theil_sen draws pace) \
	$(addprefix signal/, rules spc spc_counts drift capability yield) \
	$(addprefix operations/, flow operations calibration raters improvement) \
	$(addprefix workspace/, accept as_owner by_owner csv for_reader here role workspace)

# The SQL, in load order. A name here is src/FOLDER/NAME.sql, sql/NAME.sql, expected/NAME.out, docs/NAME.md.
MODULES_SQL = common/opm \
	$(addprefix measure/, target written expected bands kpi scorecard means) \
	$(addprefix tree/, goaltree rollup) \
	common/distribution \
	$(addprefix outlook/, fit forecast draws) \
	$(addprefix signal/, rules spc drift capability yield) \
	operations/raters outlook/pace \
	$(addprefix operations/, flow operations calibration improvement) \
	$(addprefix explain/, allocate cascade whatif explain decompose uncertainty) \
	common/picture workspace/accept workspace/internals workspace/partition workspace/fill workspace/workspace workspace/help

MODULE_big  = opm
OBJS        = $(MODULES_C:%=src/%.o)
SQL_PARTS   = $(MODULES_SQL:%=src/%.sql)

# The DDL of a workspace, in the order in which it is run: tables, what holds for them, how goals are read, views on top.
# A name here is src/workspace/NAME.sql; a table or view that is not listed is in no workspace. How files become statements: src/workspace/README.md.
WORKSPACE_SQL = $(addprefix tables/, setting tree_lock team period perspective template goal chart_exclusion measurement binding check_in \
		review action feedback rating incentive factor capacity period_close snapshot announced access change_log guarded_goal import) \
	constraints $(addprefix functions/, number text find status check_in measure) \
	$(addprefix rules/, access own_name guard place tree units period history announce person close snapshot withhold \
		policies statistics) \
	$(addprefix functions/, calendar check_tree topmost_goals) \
	$(addprefix views/, _edge team_tree _people _split_goal _open_blocker _bound _measured) functions/window functions/target_from_history \
	$(addprefix views/, _goal_scope goal_now scorecard goal_edge brief shared_scorecard status_band _goal_series) \
	$(addprefix functions/, project outline as_of close scenario snapshot import import_plan by_key) \
	$(addprefix views/, goal_history goal_period okr balanced_scorecard team_scorecard accountability huddle benchmark balance \
		goal_trend calendar scorecard_history restatements \
		alignment_gaps smart_audit pillar_health strategy_factors reconciliation \
		error_budget control_chart _goal_signal momentum forecast goal_path parent_forecast calibration_case calibration capability leverage drivers \
		work_out flow initiatives capacity_load recognition_feed check_in_feed nine_box competency_gaps payout \
		exceptions review_agenda escalations engagement) \
	functions/map functions/report
WORKSPACE   = $(WORKSPACE_SQL:%=src/workspace/%.sql)
FOLDERS     = common measure tree explain outlook signal operations workspace
DATA_built  = $(EXTENSION)--$(EXTVERSION).sql
EXTRA_CLEAN = $(EXTENSION)--*.sql .built-for
# -ffp-contract=off: see src/common/dd.h; among the CPPFLAGS because bitcode is built without PG_CFLAGS.
PG_CPPFLAGS = -DOPM_VERSION='"$(EXTVERSION)"' -ffp-contract=off $(FOLDERS:%=-I$(srcdir)/src/%)
PG_CFLAGS   = -ffile-prefix-map='$(CURDIR)'=. $(OPTFLAGS)

REGRESS      = $(patsubst sql/%.sql,%,$(wildcard sql/*.sql))
REGRESS_OPTS = --load-extension=$(EXTENSION)
ISOLATION      = $(patsubst test/isolation/specs/%.spec,%,$(wildcard test/isolation/specs/*.spec))
ISOLATION_OPTS = --inputdir=test/isolation --outputdir=output_iso --load-extension=$(EXTENSION)

# An empty PG_CONFIG is none. A choice made on the command line or in the environment is passed on; the default is left to test/setup.
ifeq ($(strip $(PG_CONFIG)),)
override PG_CONFIG = pg_config
else
CHOSEN = PG_CONFIG='$(PG_CONFIG)'
endif
PGXS        := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
POSTGRES_H  := $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h

ifneq ($(and $(wildcard $(PGXS)),$(wildcard $(POSTGRES_H))),)
include $(PGXS)

# Objects remember the server they were built for, so another PG_CONFIG rebuilds them.
.built-for: FORCE
	@v='$(VERSION) $(includedir_server)'; [ "$$v" = "$$(cat $@ 2>/dev/null)" ] || echo "$$v" > $@
FORCE:
$(OBJS): $(wildcard src/*/*.h) opm.control .built-for # PGXS tracks no headers
$(DATA_built): $(SQL_PARTS) $(WORKSPACE) src/common/rights.sql opm.control Makefile
	cat $(SQL_PARTS) > $@.tmp
	{ echo '-- the DDL of a workspace, from src/workspace/'; echo 'CREATE FUNCTION opm._workspace_ddl() RETURNS SETOF text'; \
	  echo 'LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 BEGIN ATOMIC SELECT d.ddl FROM (VALUES'; sep=; \
	  for f in $(WORKSPACE); do echo "$$sep(\$$workspace_ddl\$$"; cat $$f; echo '$$workspace_ddl$$)'; sep=,; done; \
	  echo ') AS d(ddl); END;'; echo "COMMENT ON FUNCTION opm._workspace_ddl() IS 'Internal: the SQL that makes a workspace, file by file, in the order in which it is run.';"; cat src/common/rights.sql; } >> $@.tmp
	mv $@.tmp $@
# Before anything is written: may it be, and whose place does it take?
install installdirs installdirs-lib install-lib-shared: before-install
before-install: all
	@DESTDIR='$(DESTDIR)' PG_CONFIG='$(PG_CONFIG)' test/replaces
else
all install uninstall installcheck:
	@echo "opm cannot be built: $(if $(wildcard $(PGXS)),$(POSTGRES_H) is missing (the server's headers),'$(PG_CONFIG) --pgxs' names no file)." >&2
	@echo 'On Debian, "make demo" and "make test" install what is missing, or: apt-get install postgresql-server-dev-15 (or the version you have).' >&2
	@echo 'Fedora: dnf install postgresql-server-devel. macOS: brew install postgresql@17. Else set PG_CONFIG=/path/to/pg_config.' >&2
	@exit 1
clean:
	@rm -rf $(OBJS) $(OBJS:.o=.bc) $(EXTENSION).so $(EXTENSION).dylib $(EXTRA_CLEAN) results output_iso tmp_check regression.diffs regression.out
endif

help:
	@echo 'make demo      three demonstrations on a throwaway server (DEMO_SECONDS=6 for a shorter one)'
	@echo 'make psql      psql on a throwaway server with the company of the demo'
	@echo 'make dashboard the pages of dashboards/evidence of that company, built and looked at (node, npm, Chromium)'
	@echo 'make test      every test, on throwaway servers; test/run NAME runs some'
	@echo 'make lint      compilers with every warning, static checks, the rules of this repository'
	@echo 'make bench     the promises of speed and size, measured'
	@echo 'make indent    puts the C sources into the look of pgindent'
	@echo 'make fresh     demo and test on machines made from nothing (debootstrap; as root, some GB, an hour)'
	@echo 'make dist      a zip of the last commit'
	@echo
	@echo 'Plain PGXS, which need PostgreSQL 15 or newer with its headers (PG_CONFIG=/path/to/pg_config chooses one):'
	@echo 'make           builds opm'
	@echo 'make install, make uninstall    in the folders of that PostgreSQL; then CREATE EXTENSION opm;'
	@echo 'make installcheck               the regression tests, on a server that runs'
	@echo 'make clean     removes what was built'

demo:
	@$(CHOSEN) demo/run
psql:
	@$(CHOSEN) demo/psql
dashboard:
	@$(CHOSEN) dashboards/evidence/run
test:
	@$(CHOSEN) test/run
lint:
	@$(CHOSEN) test/lint
bench:
	@$(CHOSEN) bench/run
indent:
	@$(CHOSEN) test/indent
fresh:
	@test/fresh
dist:
	@git rev-parse --verify -q HEAD >/dev/null 2>&1 || { echo 'make dist packs the last commit of a git clone, and this folder is none.' >&2; exit 1; }
	git archive --format zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD

.PHONY: help demo psql dashboard test lint bench indent fresh dist before-install FORCE
