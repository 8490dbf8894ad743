
-- picture: numbers drawn with characters

CREATE FUNCTION opm.bar(score double precision, width integer DEFAULT 10) RETURNS text
	AS 'MODULE_PATHNAME', 'picture_bar' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bar(double precision, integer) IS 'A score drawn as a bar of width characters (1 to 200), in steps of an eighth of a character (in encodings other than UTF8: #, whole characters). Scores outside 0..1 draw as 0 or 1; the bar is full only from 1 on and empty only up to 0. NULL when an argument is NULL. Errors: 22023 for the width, 22003 for NaN or infinity.';

CREATE FUNCTION opm.sparkline_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'sparkline_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_accum(internal, double precision) IS 'Transition function of opm.sparkline(value). Errors: 22003 for NaN or infinity, 54000 for more than 10000 points.';
CREATE FUNCTION opm.sparkline_accum(internal, timestamptz, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'sparkline_accum_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_accum(internal, timestamptz, double precision) IS 'Transition function of opm.sparkline(at, value). Errors: 22003 for NaN or infinity, 54000 for more than 10000 points.';
CREATE FUNCTION opm.sparkline_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sparkline_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_combine(internal, internal) IS 'Combine function of opm.sparkline(at, value).';
CREATE FUNCTION opm.sparkline_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sparkline_serialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_serialize(internal) IS 'Serialisation function of opm.sparkline(at, value).';
CREATE FUNCTION opm.sparkline_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sparkline_deserialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_deserialize(bytea, internal) IS 'Deserialisation function of opm.sparkline(at, value). Errors: 22P03 for a malformed state.';
CREATE FUNCTION opm.sparkline_final(internal) RETURNS text
	AS 'MODULE_PATHNAME', 'sparkline_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sparkline_final(internal) IS 'Final function of opm.sparkline.';

CREATE AGGREGATE opm.sparkline(value double precision) (
	SFUNC = opm.sparkline_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = opm.sparkline_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.sparkline(double precision) IS 'A series drawn in eight levels between its least and its greatest value, one character a row in the order given: opm.sparkline(value ORDER BY at). A NULL value is a gap (a blank); equal values draw at middle height. NULL when there is no value at all. Encodings other than UTF8 show the levels as 1 to 8. Errors: 22003 for NaN or infinity, 54000 for more than 10000 rows.';
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
COMMENT ON AGGREGATE opm.sparkline(timestamptz, double precision) IS 'As opm.sparkline(value ORDER BY at), but the rows may come in any order and in parallel: they are sorted by time, then value. Rows whose time is NULL are left out. Errors: 22003 for NaN or infinity, 54000 for more than 10000 rows.';
