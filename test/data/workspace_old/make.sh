#!/bin/bash
# make.sh COMMIT NAME: makes NAME.sql, a dump of the workspace of that commit. Needs a server of its own that has opm of that commit, found by PG* variables.
# With git worktree add /tmp/old COMMIT; make; make install there first, into a private copy of PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")"
dropdb --if-exists old
createdb old
psql -X -q -v ON_ERROR_STOP=1 -d old -c 'CREATE EXTENSION opm' -c "SELECT opm.create_workspace('perf')" -f data.sql >/dev/null
{
	echo "-- A workspace of opm as it was at commit $1, with the rows of data.sql; see README.md."
	pg_dump -n perf --no-owner --no-privileges old | grep -v '^\\\(un\)\?restrict ' |
		sed -e 's/\(opm workspace, version \)[0-9.]*\.'"'"';$/\10.0.1.'"'"';/' | cat -s
} >"$2.sql"
grep -q 'version 0.0.1\.' "$2.sql"
