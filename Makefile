# opm: plain PGXS (make, make install, make installcheck), plus demo, test, lint and bench.
# Those four need nothing installed beforehand: test/setup fetches what is missing.
EXTENSION   = opm
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" opm.control)

# The architecture. Folders in the order of their arrows: each reads those above it, never one below.
# A name here is src/FOLDER/NAME.c.
MODULES_C   = $(addprefix common/, opm literal summary result distribution picture) \
	$(addprefix measure/, target target_score bands bands_preset kpi scorecard means) \
	$(addprefix tree/, goaltree goaltree_policy goaltree_rows goaltree_keys goaltree_build goaltree_emit \
		goaltree_plan goaltree_score goaltree_dag goaltree_outline goaltree_io goaltree_json goalwalk rollup) \
	$(addprefix explain/, allocate cascade whatif seek shapley explain explain_links explain_text explain_diff \
		decompose uncertainty) \
	$(addprefix outlook/, fit forecast smooth theil_sen draws pace) \
	$(addprefix signal/, rules spc spc_counts drift capability yield) \
	$(addprefix operations/, flow operations calibration calibrate improvement) \
	workspace/workspace

# The SQL, in load order. A name here is src/FOLDER/NAME.sql, sql/NAME.sql, expected/NAME.out, docs/NAME.md.
MODULES_SQL = common/opm \
	$(addprefix measure/, target bands kpi scorecard means) \
	$(addprefix tree/, goaltree rollup) \
	common/distribution \
	$(addprefix outlook/, fit forecast draws) \
	$(addprefix signal/, rules spc drift capability yield) \
	operations/calibrate outlook/pace \
	$(addprefix operations/, flow operations calibration improvement) \
	$(addprefix explain/, allocate cascade whatif explain decompose uncertainty) \
	common/picture workspace/workspace

MODULE_big  = opm
OBJS        = $(MODULES_C:%=src/%.o)
SQL_PARTS   = $(MODULES_SQL:%=src/%.sql)
WORKSPACE   = $(sort $(wildcard src/workspace/[0-9]*.sql))
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

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

ifneq ($(wildcard $(PGXS)),)
include $(PGXS)

# Objects remember the server they were built for, so another PG_CONFIG rebuilds them.
.built-for: FORCE
	@v='$(VERSION) $(includedir_server)'; [ "$$v" = "$$(cat $@ 2>/dev/null)" ] || echo "$$v" > $@
FORCE:
$(OBJS): $(wildcard src/*/*.h) opm.control .built-for # PGXS tracks no headers
$(DATA_built): $(SQL_PARTS) $(WORKSPACE) opm.control Makefile
	cat $(SQL_PARTS) > $@.tmp
	{ echo '-- the DDL of a workspace, from src/workspace/'; echo 'CREATE FUNCTION opm._workspace_ddl() RETURNS SETOF text'; \
	  echo 'LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 BEGIN ATOMIC SELECT d.ddl FROM (VALUES'; sep=; \
	  for f in $(WORKSPACE); do echo "$$sep(\$$workspace_ddl\$$"; cat $$f; echo '$$workspace_ddl$$)'; sep=,; done; \
	  echo ') AS d(ddl); END;'; echo "COMMENT ON FUNCTION opm._workspace_ddl() IS 'Internal: the SQL that makes a workspace, file by file, in the order in which it is run.';"; } >> $@.tmp
	mv $@.tmp $@
else
all install uninstall installcheck clean:
	@echo 'No server development files found ("$(PG_CONFIG) --pgxs" names no file).' >&2
	@echo 'Run "make test" or "make demo", which install them on Debian, or set PG_CONFIG=/path/to/pg_config.' >&2
	@exit 1
endif

# A choice made on the command line or in the environment is passed on; the default is left to test/setup.
CHOSEN = $(if $(filter file,$(origin PG_CONFIG)),,PG_CONFIG='$(PG_CONFIG)')

demo:
	@$(CHOSEN) demo/run
test:
	@$(CHOSEN) test/run
lint:
	@$(CHOSEN) test/lint
bench:
	@$(CHOSEN) bench/run
dist:
	git archive --format zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(EXTENSION)-$(EXTVERSION).zip HEAD

.PHONY: demo test lint bench dist FORCE
