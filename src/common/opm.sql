\echo Use "CREATE EXTENSION opm" to load this file. \quit

-- The script makes its schema itself: a schema that somebody else made first must not be adopted. So the schema of the
-- control file, on which the extension depends, is another: pg_catalog, which is always there.
-- Operators are made in pg_catalog: PostgreSQL writes IS DISTINCT FROM, NULLIF, CASE, USING and the like without the
-- schema of their operator, so a dump, which is read with an empty search_path, would not find them elsewhere.
CREATE SCHEMA opm;
COMMENT ON SCHEMA opm IS
	'Operational performance management: targets, bands, KPIs, goal trees and scorecards as types and functions. Holds '
	'no data.';
GRANT USAGE ON SCHEMA opm TO PUBLIC;
