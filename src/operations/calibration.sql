
-- calibration: how good were the probabilities?

CREATE FUNCTION opm.brier(p double precision, outcome boolean) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_brier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.brier(double precision, boolean) IS
	'Brier score of one forecast: (p - outcome)^2. 0 = certain and right, 1 = certain and wrong; always saying 0.5 '
	'scores 0.25. Take avg() over many. NULL when an argument is NULL. Error 22023 unless 0 <= p <= 1. Source: Brier '
	'1950.';

CREATE FUNCTION opm.log_score(p double precision, outcome boolean) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_log_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.log_score(double precision, boolean) IS
	'Logarithmic score of one forecast: -ln of the probability given to what happened. 0 = certain and right. '
	'Probabilities below 1e-15 count as 1e-15, so being certain and wrong costs 34.5, not infinity. Take avg() over '
	'many. NULL when an argument is NULL. Error 22023 unless 0 <= p <= 1. Source: Good 1952.';

CREATE FUNCTION opm.calibration(
	p double precision[], outcome boolean[],
	OUT n integer,
	OUT mean_p double precision,
	OUT hit_rate double precision,
	OUT bias double precision,
	OUT bias_z double precision,
	OUT brier double precision,
	OUT log_score double precision,
	OUT reliability double precision,
	OUT resolution double precision,
	OUT uncertainty double precision,
	OUT skill double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_calibration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.calibration(double precision[], boolean[]) IS
	'Probabilities (of forecasts, or the confidence a person stated) against what happened. bias: mean_p - hit_rate, '
	'above 0 = over-confident. bias_z: the same in standard errors; beyond 2 or so it is hardly chance. brier, '
	'log_score: mean scores. reliability, resolution, uncertainty: the parts of the Brier score, which is reliability '
	'- resolution + uncertainty (forecasts of equal p pooled). skill: 1 - brier / uncertainty, 0 = no better than '
	'always saying the hit rate. Pairs with a NULL are left out. Where cells are NULL, reason says why. NULL when an '
	'argument is NULL. Error 22023 for arrays of different length or p outside 0 to 1. Sources: Brier 1950, Murphy '
	'1973.';

CREATE FUNCTION opm.reliability(
	p double precision[], outcome boolean[], bins integer DEFAULT 10, level double precision DEFAULT 0.8
) RETURNS TABLE (
	bin integer,
	low double precision,
	high double precision,
	n integer,
	mean_p double precision,
	hit_rate double precision,
	hit_low double precision,
	hit_high double precision
)
	AS 'MODULE_PATHNAME', 'opm_reliability' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.reliability(double precision[], boolean[], integer, double precision) IS
	'Reliability diagram: for each of so many equal bins low <= p < high (the last one includes 1), the number of '
	'forecasts, their mean, and the share that came true, with its interval at this level. Calibrated forecasts have '
	'mean_p between hit_low and hit_high in most bins. An empty bin has n = 0 and NULLs. No rows when an argument is '
	'NULL. Error 22023 for arrays of different length, p or level outside 0 to 1, bins outside 1 to 1000. Source: '
	'Wilson 1927.';
