
-- picture: numbers drawn with characters

CREATE FUNCTION opm.bar(score double precision, width integer DEFAULT 10) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_picture_bar' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bar(double precision, integer) IS
	'A score drawn as a bar of width characters (1 to 200), in steps of an eighth of a character. In encodings other '
	'than UTF8 the bar is made of whole #. Scores outside 0 to 1 draw as 0 or 1. The bar is full only from 1 on, and '
	'empty only up to 0. NULL when an argument is NULL. Errors: 22023 for the width, 22003 for NaN or infinity.';

-- internal

CREATE FUNCTION opm.sparkline_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'opm_sparkline_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_accum(internal, double precision) IS
	'Internal: transition function of opm.sparkline(value).';
CREATE FUNCTION opm.sparkline_accum(internal, timestamptz, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'opm_sparkline_accum_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_accum(internal, timestamptz, double precision) IS
	'Internal: transition function of opm.sparkline(at, value).';
CREATE FUNCTION opm.sparkline_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'opm_sparkline_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_combine(internal, internal) IS
	'Internal: combine function of opm.sparkline(at, value).';
CREATE FUNCTION opm.sparkline_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_sparkline_serialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_serialize(internal) IS
	'Internal: serialisation function of opm.sparkline(at, value).';
CREATE FUNCTION opm.sparkline_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'opm_sparkline_deserialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_deserialize(bytea, internal) IS
	'Internal: deserialisation function of opm.sparkline(at, value). Error 22P03 for a malformed state.';
CREATE FUNCTION opm.sparkline_final(internal) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_sparkline_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_final(internal) IS 'Internal: final function of opm.sparkline.';

-- aggregates

CREATE AGGREGATE opm.sparkline(value double precision) (
	SFUNC = opm.sparkline_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = opm.sparkline_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.sparkline(double precision) IS
	'A series drawn in eight levels between its smallest and its largest value: one character per row, in the order of '
	'the rows, as in opm.sparkline(value ORDER BY at). A NULL value is a gap (a blank). Equal values draw at middle '
	'height. NULL when there is no value at all. Encodings other than UTF8 show the levels as 1 to 8. Errors: 22003 '
	'for NaN or infinity, 54000 for more than 10000 rows.';
CREATE AGGREGATE opm.sparkline(at timestamptz, value double precision) (
	SFUNC = opm.sparkline_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = opm.sparkline_final,
	COMBINEFUNC = opm.sparkline_combine,
	SERIALFUNC = opm.sparkline_serialize,
	DESERIALFUNC = opm.sparkline_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.sparkline(timestamptz, double precision) IS
	'As opm.sparkline(value ORDER BY at), but the rows may come in any order and in parallel: they are sorted by time, '
	'then value. Rows with a NULL time are left out. Errors: 22003 for NaN or infinity, 54000 for more than 10000 '
	'rows.';

CREATE FUNCTION opm.value_text(value double precision, unit text, decimals integer) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_picture_value_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.value_text(double precision, text, integer) IS
	'A value with its unit as people write it: 4,600 bikes, or 34.2 % for a share (unit EUR/EUR). decimals NULL: about '
	'three digits that count, without zeros at the end; else so many, 0 to 6. unit NULL: the number alone. NULL for an '
	'unknown value. Errors: 22003 for other decimals.';
