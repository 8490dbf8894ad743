\echo Use "CREATE EXTENSION opm" to load this file. \quit

-- The script makes its schema itself: a schema that somebody else made first must not be adopted.
CREATE SCHEMA opm;
COMMENT ON SCHEMA opm IS
	'Operational performance management: targets, bands, KPIs, goal trees and scorecards as types and functions. Holds '
	'no data.';
GRANT USAGE ON SCHEMA opm TO PUBLIC;
