#!/bin/bash
# make.sh: writes VERSION.sql, a workspace as the installed opm makes it, with the rows of data.sql. Once per release:
# test/server test/data/workspace_old/make.sh
set -euo pipefail
cd "$(dirname "$0")"
createdb old
psql -X -q -v ON_ERROR_STOP=1 -d old -c 'CREATE EXTENSION opm' -c "SELECT opm.create_workspace('perf')" -f data.sql >/dev/null
version=$(psql -X -At -d old -c "SELECT version FROM opm.workspaces()")
{
	echo "-- A workspace of opm $version with the rows of data.sql; made by make.sh, see README.md."
	# role_key means nothing outside this throwaway cluster
	pg_dump -n perf --no-owner --no-privileges old | grep -v '^\\\(un\)\?restrict ' | sed 's#\t[0-9]\{15,\}/[0-9]\+\t#\t\\N\t#' | cat -s | sed '${/^$/d}'
} >"$version.sql"
