
-- bands: names for scores, without gaps

CREATE TYPE opm.bands;

-- internal: input, output, comparison

CREATE FUNCTION opm.bands_in(cstring) RETURNS opm.bands
	AS 'MODULE_PATHNAME', 'opm_bands_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_in(cstring) IS
	'Internal: text input of opm.bands. Errors: 22P02 with the position and the rule, 22003 for a number out of range.';
CREATE FUNCTION opm.bands_out(opm.bands) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_bands_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_out(opm.bands) IS
	'Internal: text output of opm.bands: one canonical literal. Reading it back gives the same bands.';
CREATE FUNCTION opm.bands_recv(internal) RETURNS opm.bands
	AS 'MODULE_PATHNAME', 'opm_bands_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_recv(internal) IS
	'Internal: binary input of opm.bands. Labels come in the encoding of the client. Errors: 22P03 for a malformed '
	'value, 22021 for bytes that are not text.';
CREATE FUNCTION opm.bands_send(opm.bands) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_bands_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_send(opm.bands) IS
	'Internal: binary output of opm.bands, with a format byte. Labels go in the encoding of the client.';

CREATE TYPE opm.bands (
	INPUT = opm.bands_in,
	OUTPUT = opm.bands_out,
	RECEIVE = opm.bands_recv,
	SEND = opm.bands_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE opm.bands IS
	'What a score is called: 1 to 100 labels with rising cuts between them, as in off track | 0.4 | at risk | 0.7 | on '
	'track. A score on a cut has the label above it, so there is no gap and no overlap. A label stands in double '
	'quotes if it holds | or ", begins or ends with a blank, looks like a number, or is the only one.';

CREATE FUNCTION opm.bands_eq(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_eq(opm.bands, opm.bands) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.bands_ne(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_ne(opm.bands, opm.bands) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.bands_lt(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_lt(opm.bands, opm.bands) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.bands_le(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_le(opm.bands, opm.bands) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.bands_gt(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_gt(opm.bands, opm.bands) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.bands_ge(opm.bands, opm.bands) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_bands_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_ge(opm.bands, opm.bands) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.bands_cmp(opm.bands, opm.bands) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_bands_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_cmp(opm.bands, opm.bands) IS 'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.bands_hash(opm.bands) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_bands_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_hash(opm.bands) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.bands_hash_extended(opm.bands, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_bands_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_hash_extended(opm.bands, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.bands, opm.bands) IS 'same labels and same cuts';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.bands, opm.bands) IS 'not the same bands';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.bands, opm.bands) IS
	'sorts before, by number of labels, cuts, then labels: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.bands, opm.bands) IS
	'sorts before or equal, by number of labels, cuts, then labels: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.bands, opm.bands) IS
	'sorts after, by number of labels, cuts, then labels: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.bands, RIGHTARG = opm.bands, FUNCTION = opm.bands_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.bands, opm.bands) IS
	'sorts after or equal, by number of labels, cuts, then labels: for sorting only';

CREATE OPERATOR CLASS opm.bands_ops DEFAULT FOR TYPE opm.bands USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.bands_cmp(opm.bands, opm.bands);
COMMENT ON OPERATOR CLASS opm.bands_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.bands.';
CREATE OPERATOR CLASS opm.bands_hash_ops DEFAULT FOR TYPE opm.bands USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.bands_hash(opm.bands),
	FUNCTION 2 opm.bands_hash_extended(opm.bands, bigint);
COMMENT ON OPERATOR CLASS opm.bands_hash_ops USING hash IS
	'Hash joins, hash aggregation and hash indexes of opm.bands.';

-- making bands and taking them apart

CREATE FUNCTION opm.bands(literal text) RETURNS opm.bands
	AS 'MODULE_PATHNAME', 'opm_bands_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands(text) IS
	'The bands that a literal describes, as literal::opm.bands does. NULL for NULL. Errors: 22P02, 22003.';
CREATE FUNCTION opm.bands(labels text[], cuts double precision[]) RETURNS opm.bands
	AS 'MODULE_PATHNAME', 'opm_bands_from_arrays' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands(text[], double precision[]) IS
	'Bands from labels, lowest first, and the rising cuts between them (one cut less than labels). NULL when an '
	'argument is NULL. Error 22023 with the rule.';
CREATE FUNCTION opm.labels(bands opm.bands) RETURNS text[]
	AS 'MODULE_PATHNAME', 'opm_bands_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.labels(opm.bands) IS 'The labels, lowest first. NULL for NULL.';
CREATE FUNCTION opm.cuts(bands opm.bands) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_bands_cuts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.cuts(opm.bands) IS
	'The cuts, rising: cut i is where label i ends and label i + 1 begins. Empty for one label. NULL for NULL.';

-- status

CREATE FUNCTION opm.status(score double precision, bands opm.bands) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_bands_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.status(double precision, opm.bands) IS
	'The label of a score; on a cut, the label above it. NULL when an argument is NULL: no data has no status. Error '
	'22003 for NaN or infinity.';
CREATE FUNCTION opm.status_rank(score double precision, bands opm.bands) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_bands_status_rank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.status_rank(double precision, opm.bands) IS
	'The place of the label of a score, 1 = lowest, for sorting. NULL when an argument is NULL. Error 22003 for NaN or '
	'infinity.';
CREATE FUNCTION opm.sticky_status(score double precision, bands opm.bands, margin double precision) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_bands_sticky_status' LANGUAGE C IMMUTABLE WINDOW PARALLEL SAFE;
COMMENT ON FUNCTION opm.sticky_status(double precision, opm.bands, double precision) IS
	'Window function OVER (PARTITION BY goal ORDER BY at): status with hysteresis. The label of the row before stays '
	'until the score is outside its band by at least the margin (unit of the score, 0 or more). A row with a NULL '
	'argument gives NULL and changes nothing. Bands other than those before start anew. The frame is ignored. Errors: '
	'22023 for a negative margin, 22003 for NaN or infinity.';
CREATE FUNCTION opm.sticky_status(
	previous text, score double precision, bands opm.bands, margin double precision
) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_bands_sticky_status_after' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.sticky_status(text, double precision, opm.bands, double precision) IS
	'One step of status with hysteresis, for a status that is stored. The previous label stays until the score is '
	'outside its band by at least the margin. A previous label that is NULL or not among the bands gives the plain '
	'status. NULL when another argument is NULL. Errors: 22023 for a negative margin, 22003 for NaN or infinity.';

-- presets

CREATE FUNCTION opm.bands_preset(name text) RETURNS opm.bands
	AS 'MODULE_PATHNAME', 'opm_bands_preset' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.bands_preset(text) IS
	'The bands of a known product or method, see opm.bands_presets(). NULL for NULL. Error 42704 for an unknown name, '
	'with the list of names.';
CREATE FUNCTION opm.bands_presets(OUT name text, OUT bands opm.bands, OUT source text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'opm_bands_presets' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 16;
COMMENT ON FUNCTION opm.bands_presets() IS
	'All presets: name, bands, and source (who uses them, and the scale of the score). Never NULL.';
