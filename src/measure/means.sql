-- means: quotients of two sums as plain aggregates: weighted_mean, geomean, harmean, ratio.
-- All share one state, double precision[8]; means.c says what is in it.

-- internal

CREATE FUNCTION opm.means_merge(double precision[], double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.means_merge(double precision[], double precision[]) IS
	'Internal: combine function of weighted_mean, geomean, harmean and ratio. NULL stands for no rows. Error 22023 for '
	'an array that is not such a state.';
CREATE FUNCTION opm.means_final(double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_means_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.means_final(double precision[]) IS
	'Internal: final function of weighted_mean, harmean and ratio, the quotient of the two sums of the state.';
CREATE FUNCTION opm.means_geomean_final(double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_means_geomean_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.means_geomean_final(double precision[]) IS
	'Internal: final function of geomean, the exponential of the quotient of the two sums of the state.';
CREATE FUNCTION opm.weighted_mean_accum(
	double precision[], double precision, double precision
) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_weighted_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.weighted_mean_accum(double precision[], double precision, double precision) IS
	'Internal: transition function of weighted_mean. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.weighted_mean_remove(
	double precision[], double precision, double precision
) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_weighted_mean_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.weighted_mean_remove(double precision[], double precision, double precision) IS
	'Internal: inverse transition function of weighted_mean. The state without a row, or NULL if that cannot be '
	'computed exactly.';
CREATE FUNCTION opm.geomean_accum(double precision[], double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_geomean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.geomean_accum(double precision[], double precision) IS
	'Internal: transition function of geomean. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.geomean_remove(double precision[], double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_geomean_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.geomean_remove(double precision[], double precision) IS
	'Internal: inverse transition function of geomean. The state without a row, or NULL if that cannot be computed '
	'exactly.';
CREATE FUNCTION opm.geomean_accum(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_geomean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.geomean_accum(double precision[], double precision, double precision) IS
	'Internal: transition function of geomean. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.geomean_remove(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_geomean_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.geomean_remove(double precision[], double precision, double precision) IS
	'Internal: inverse transition function of geomean. The state without a row, or NULL if that cannot be computed '
	'exactly.';
CREATE FUNCTION opm.harmean_accum(double precision[], double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_harmean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.harmean_accum(double precision[], double precision) IS
	'Internal: transition function of harmean. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.harmean_remove(double precision[], double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_harmean_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.harmean_remove(double precision[], double precision) IS
	'Internal: inverse transition function of harmean. The state without a row, or NULL if that cannot be computed '
	'exactly.';
CREATE FUNCTION opm.harmean_accum(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_harmean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.harmean_accum(double precision[], double precision, double precision) IS
	'Internal: transition function of harmean. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.harmean_remove(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_harmean_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.harmean_remove(double precision[], double precision, double precision) IS
	'Internal: inverse transition function of harmean. The state without a row, or NULL if that cannot be computed '
	'exactly.';
CREATE FUNCTION opm.ratio_accum(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.ratio_accum(double precision[], double precision, double precision) IS
	'Internal: transition function of ratio. Adds a row to the state, which may be NULL.';
CREATE FUNCTION opm.ratio_remove(double precision[], double precision, double precision) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_means_ratio_remove' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.ratio_remove(double precision[], double precision, double precision) IS
	'Internal: inverse transition function of ratio. The state without a row, or NULL if that cannot be computed '
	'exactly.';

-- aggregates

CREATE AGGREGATE opm.weighted_mean(value double precision, weight double precision) (
	SFUNC = opm.weighted_mean_accum, STYPE = double precision[],
	FINALFUNC = opm.means_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.weighted_mean_accum, MINVFUNC = opm.weighted_mean_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.weighted_mean(double precision, double precision) IS
	'Sum of weight * value / sum of weight. NULL if the weights sum to 0 or no row counts. Rows with a NULL argument '
	'or weight 0 are left out. Error 22003 for a negative weight, NaN, infinity, a weight outside 1e-100 to 1e100 or a '
	'sum out of range.';
CREATE AGGREGATE opm.geomean(value double precision) (
	SFUNC = opm.geomean_accum, STYPE = double precision[],
	FINALFUNC = opm.means_geomean_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.geomean_accum, MINVFUNC = opm.geomean_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_geomean_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.geomean(double precision) IS
	'Geometric mean, exp(mean of ln(value)). 0 if a value is 0. NULL if a value is negative or no row counts. Rows '
	'with a NULL are left out. Error 22003 for NaN, infinity or a sum out of range.';
CREATE AGGREGATE opm.geomean(value double precision, weight double precision) (
	SFUNC = opm.geomean_accum, STYPE = double precision[],
	FINALFUNC = opm.means_geomean_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.geomean_accum, MINVFUNC = opm.geomean_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_geomean_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.geomean(double precision, double precision) IS
	'Weighted geometric mean, exp(sum(weight * ln(value)) / sum(weight)). 0 if a value is 0. NULL if a value is '
	'negative or no row counts. Rows with a NULL argument or weight 0 are left out. Error 22003 for a negative weight, '
	'NaN, infinity, a weight outside 1e-100 to 1e100 or a sum out of range.';
CREATE AGGREGATE opm.harmean(value double precision) (
	SFUNC = opm.harmean_accum, STYPE = double precision[],
	FINALFUNC = opm.means_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.harmean_accum, MINVFUNC = opm.harmean_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.harmean(double precision) IS
	'Harmonic mean, count / sum(1 / value). NULL if a value is 0 or negative, or no row counts. Rows with a NULL are '
	'left out. Error 22003 for NaN, infinity or a sum out of range.';
CREATE AGGREGATE opm.harmean(value double precision, weight double precision) (
	SFUNC = opm.harmean_accum, STYPE = double precision[],
	FINALFUNC = opm.means_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.harmean_accum, MINVFUNC = opm.harmean_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.harmean(double precision, double precision) IS
	'Weighted harmonic mean, sum(weight) / sum(weight / value). NULL if a value is 0 or negative, or no row counts. '
	'Rows with a NULL argument or weight 0 are left out. Error 22003 for a negative weight, NaN, infinity, a weight '
	'outside 1e-100 to 1e100 or a sum out of range.';
CREATE AGGREGATE opm.ratio(numerator double precision, denominator double precision) (
	SFUNC = opm.ratio_accum, STYPE = double precision[],
	FINALFUNC = opm.means_final, COMBINEFUNC = opm.means_merge,
	MSFUNC = opm.ratio_accum, MINVFUNC = opm.ratio_remove, MSTYPE = double precision[],
	MFINALFUNC = opm.means_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.ratio(double precision, double precision) IS
	'Sum of the numerators / sum of the denominators: never a mean of ratios. NULL if the denominators sum to 0 or no '
	'row counts. Rows with a NULL argument are left out. Error 22003 for NaN, infinity or a sum out of range.';
