-- accept: what columns of a workspace accept, asked by CHECK constraints (src/workspace/constraints.sql). Each function
-- takes "table.column" first, and raises an error that says which value, what is accepted and what to do.

CREATE FUNCTION opm._word(name text, value text, VARIADIC words text[])
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_word' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._word(text, text, text[]) IS
	'Internal: true if value is one of the words. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._number(
	name text, value double precision, low double precision, high double precision,
	smallest double precision DEFAULT 0)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._number(text, double precision, double precision, double precision, double precision) IS
	'Internal: true if value is from low to high, and 0 or at least smallest in size. NULL for NULL. Errors: 23514 '
	'if not.';

CREATE FUNCTION opm._day(name text, value date)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._day(text, date) IS
	'Internal: true if value is in the years 1 to 9999. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._time(name text, value timestamptz)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._time(text, timestamptz) IS
	'Internal: true if value is in the years 1 to 9999. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._line(name text, value text, most integer DEFAULT 1000)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._line(text, text, integer) IS
	'Internal: true if value is one line that is not empty, of at most so many bytes, without control characters; '
	'-1: a key, one word of at most 255 bytes. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._text(name text, value text, most integer DEFAULT 100000)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._text(text, text, integer) IS
	'Internal: true if value has at most so many bytes. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._literal(name text, value text, kind text, most integer DEFAULT 100000)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_literal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._literal(text, text, text, integer) IS
	'Internal: true if the engine can read value as a target, bands, outline, rollup, missing, run rules or time zone, '
	'and value has at most so many bytes. NULL for NULL. Errors: 23514 if not; those of the engine for what it cannot '
	'read.';

CREATE FUNCTION opm._rule(name text, holds boolean, message text, detail text, hint text)
RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_accept_rule' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._rule(text, boolean, text, text, text) IS
	'Internal: true if holds, what several columns have to be together. NULL for NULL. Errors: 23514 if not.';

CREATE FUNCTION opm._edits(asked text, word text)
RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_accept_edits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._edits(text, text) IS
	'Internal: letters to change to come from one word to the other, whatever their case. NULL where nobody would take '
	'one for the other, and for NULL. For the hint of a mistyped key.';

CREATE FUNCTION opm._csv(content text, delimiter text, OUT line integer, OUT cells text[], OUT problem text)
RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'opm_workspace_csv' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm._csv(text, text) IS
	'Internal: the rows of a file with cells between delimiters (NULL: the one that the first line has most of , ; tab '
	'|), which may be in quotes and then go over lines. line: where the row begins. problem: a quote that does not '
	'end. No rows for NULL. For import_check.';

CREATE FUNCTION opm._given() RETURNS trigger
	AS 'MODULE_PATHNAME', 'opm_accept_given' LANGUAGE C;
COMMENT ON FUNCTION opm._given() IS
	'Internal: trigger function: refuses a row without what every row has, in words; a key that somebody else than the '
	'owner chooses is passed by the sequence of the table. Errors: 23502; 23514 for a key below 1 or far away; 39P01 '
	'when used in any other way than BEFORE INSERT OR UPDATE FOR EACH ROW.';
