
-- draws: sums of future periods drawn from past ones, for flow KPIs

CREATE FUNCTION opm.total_distribution(history double precision[], periods integer) RETURNS TABLE (
	total double precision,
	probability double precision,
	at_least double precision
)
	AS 'MODULE_PATHNAME', 'opm_total_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.total_distribution(double precision[], integer) IS
	'The exact distribution of the total of so many future periods, each drawn independently from the history (one '
	'element per past period; NULLs are left out): every possible total, its probability, and the probability of at '
	'least that much. No random numbers. No rows for an empty history, or when an argument is NULL. Errors: 54000 for '
	'more than 4 million different totals or too much work, 22023 for periods outside 0 to 10000, 22003 for NaN or '
	'infinity.';

CREATE FUNCTION opm.total_at_least(
	history double precision[], periods integer, probability double precision DEFAULT 0.85
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_total_at_least' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.total_at_least(double precision[], integer, double precision) IS
	'How much will be done in so many periods, with this probability at least: the smallest total k with P(total <= k) '
	'>= 1 - probability, by opm.total_distribution. NULL for an empty history, and when an argument is NULL. Errors as '
	'there, and 22023 unless 0 < probability < 1.';

CREATE FUNCTION opm.periods_until(
	history double precision[], amount double precision, probability double precision DEFAULT 0.85
) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_periods_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.periods_until(double precision[], double precision, double precision) IS
	'When will it be done: the number of periods by whose end the running total has reached the amount with this '
	'probability, each period drawn independently from the history. 0 for an amount of 0 or less. NULL if it takes '
	'more than 10000 periods or never happens, for an empty history, and when an argument is NULL. Errors: 54000 as in '
	'opm.total_distribution, 22023 unless 0 < probability < 1, 22003 for NaN or infinity.';

CREATE FUNCTION opm.hit_probability(
	history double precision[], periods integer, target opm.target, so_far double precision DEFAULT 0,
	method text DEFAULT 'exact'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_hit_probability_history' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.hit_probability(double precision[], integer, opm.target, double precision, text) IS
	'Probability (0 to 1) that so_far plus the total of the remaining periods reaches the target, judged by the '
	'history (one element per past period of the same length; NULLs are left out). Method exact (default): each period '
	'is drawn independently from the history, computed exactly. normal: by mean and standard deviation of the history. '
	't: the same, with allowance for their uncertainty. NULL for an empty history (fewer than 2 values for normal and '
	't), and when an argument is NULL. Errors: 54000 as in opm.total_distribution, 22023 for another method or periods '
	'outside 0 to 10000, 22003 for NaN or infinity.';
