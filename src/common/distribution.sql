
-- distribution: the normal and Student's t distribution

CREATE FUNCTION opm.normal_cdf(z double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_normal_cdf' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.normal_cdf(double precision) IS
	'Probability that a standard normal variable is at most z. It keeps full relative accuracy for z below 0, so ask '
	'for an upper tail as normal_cdf(-z). NULL for NULL. Error 22003 for NaN or infinity.';
CREATE FUNCTION opm.normal_quantile(p double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_normal_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.normal_quantile(double precision) IS
	'The z that a standard normal variable does not exceed with probability p: the inverse of opm.normal_cdf. NULL for '
	'NULL. Error 22023 unless 0 < p < 1. Source: Abramowitz and Stegun 26.2.23, refined by Halley steps.';
CREATE FUNCTION opm.t_cdf(t double precision, df double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_t_cdf' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.t_cdf(double precision, double precision) IS
	'Probability that a variable with Student''s t distribution is at most t. df are the degrees of freedom: above 0, '
	'not necessarily whole, Infinity for the normal distribution. NULL when an argument is NULL. Errors: 22023 for df, '
	'22003 for NaN or infinite t. Source: incomplete beta function, DLMF 8.17.22.';
CREATE FUNCTION opm.t_quantile(p double precision, df double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_t_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.t_quantile(double precision, double precision) IS
	'The t that a variable with Student''s t distribution does not exceed with probability p: the inverse of '
	'opm.t_cdf. NULL when an argument is NULL. Errors: 22023 unless 0 < p < 1 and df > 0, 22003 when the result is out '
	'of range.';
