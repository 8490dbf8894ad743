# opm: plain PGXS (make, make install, make installcheck), plus demo, test, lint and bench.
EXTENSION   = opm
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" opm.control)

# The architecture, in load order. A name here is src/NAME.c, src/NAME.sql, sql/NAME.sql, docs/NAME.md.
MODULES_C   = opm literal target bands bands_preset picture \
	summary kpi scorecard means \
	goaltree goaltree_policy goaltree_rows goaltree_keys goaltree_build goaltree_emit \
	goaltree_score goaltree_dag goaltree_io goaltree_json rollup
MODULES_SQL = opm target bands kpi scorecard means goaltree rollup picture workspace

MODULE_big  = opm
OBJS        = $(MODULES_C:%=src/%.o)
SQL_PARTS   = $(MODULES_SQL:%=src/%.sql)
WORKSPACE   = $(sort $(wildcard src/workspace/*.sql))
DATA_built  = $(EXTENSION)--$(EXTVERSION).sql
EXTRA_CLEAN = $(EXTENSION)--*.sql
# -ffp-contract=off: see src/dd.h; among the CPPFLAGS because bitcode is built without PG_CFLAGS.
PG_CPPFLAGS = -DOPM_VERSION='"$(EXTVERSION)"' -ffp-contract=off
PG_CFLAGS   = -ffile-prefix-map=$(CURDIR)=. $(OPTFLAGS)

REGRESS      = $(patsubst sql/%.sql,%,$(wildcard sql/*.sql))
REGRESS_OPTS = --load-extension=$(EXTENSION)

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

$(OBJS): $(wildcard src/*.h) opm.control # PGXS tracks no headers
$(DATA_built): $(SQL_PARTS) $(WORKSPACE) opm.control
	cat $(SQL_PARTS) > $@.tmp
	{ echo '-- the DDL of a workspace, from src/workspace/'; echo 'CREATE FUNCTION opm.workspace_ddl() RETURNS SETOF text'; \
	  echo 'LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 BEGIN ATOMIC SELECT d.ddl FROM (VALUES'; sep=; \
	  for f in $(WORKSPACE); do echo "$$sep(\$$workspace_ddl\$$"; cat $$f; echo '$$workspace_ddl$$)'; sep=,; done; \
	  echo ') AS d(ddl); END;'; echo "COMMENT ON FUNCTION opm.workspace_ddl() IS 'The SQL that makes a workspace, file by file, in the order in which it is run.';"; } >> $@.tmp
	mv $@.tmp $@
