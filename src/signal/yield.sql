
-- yield: defects, yields and the sigma level

CREATE FUNCTION opm.dpu(defects double precision, units double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_dpu' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.dpu(double precision, double precision) IS
	'Defects per unit; a unit can have several. NULL for 0 units, and when an argument is NULL. Errors: 22023 for a '
	'negative or impossible count, 22003 for NaN or infinity.';

CREATE FUNCTION opm.dpo(
	defects double precision, units double precision, opportunities double precision DEFAULT 1
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_dpo' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.dpo(double precision, double precision, double precision) IS
	'Defects per opportunity, 0 to 1: defects / (units * opportunities), where opportunities is how many defects one '
	'unit can have at most. 1 - dpo is the yield per opportunity. NULL for 0 units, and when an argument is NULL. '
	'Errors: 22023 for a negative or impossible count, 22003 for NaN or infinity.';

CREATE FUNCTION opm.dpmo(
	defects double precision, units double precision, opportunities double precision DEFAULT 1
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_dpmo' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.dpmo(double precision, double precision, double precision) IS
	'Defects per million opportunities: 1000000 * opm.dpo(defects, units, opportunities). NULL for 0 units, and when '
	'an argument is NULL. Errors: 22023 for a negative or impossible count, 22003 for NaN or infinity.';

CREATE FUNCTION opm.first_pass_yield(
	units double precision, scrapped double precision, reworked double precision
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_first_pass_yield' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.first_pass_yield(double precision, double precision, double precision) IS
	'First-time yield of a step, 0 to 1: the share of the units that came in and were right without rework, 1 - '
	'(scrapped + reworked) / units. NULL for 0 units, and when an argument is NULL. Errors: 22023 for a negative or '
	'impossible count, 22003 for NaN or infinity.';

CREATE FUNCTION opm.final_yield(units double precision, scrapped double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_final_yield' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.final_yield(double precision, double precision) IS
	'Final yield of a step, 0 to 1: the share of the units that came in and were not scrapped, reworked or not. NULL '
	'for 0 units, and when an argument is NULL. Errors: 22023 for a negative or impossible count, 22003 for NaN or '
	'infinity.';

CREATE FUNCTION opm.throughput_yield(dpu double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_throughput_yield' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.throughput_yield(double precision) IS
	'Share of units without any defect if defects fall at random: exp(-dpu) (Poisson). NULL for NULL. Errors: 22023 '
	'for a negative number, 22003 for NaN or infinity.';

CREATE FUNCTION opm.sigma_level(dpmo double precision, shift double precision DEFAULT 1.5) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_sigma_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sigma_level(double precision, double precision) IS
	'Sigma level of a process with this many defects per million opportunities: the normal quantile of 1 - dpmo / '
	'1000000, plus shift. The usual 1.5 is a convention for long-run drift (3.4 dpmo is level 6); shift => 0 gives the '
	'plain level. NULL when an argument is NULL, and for 0 and 1000000, which no finite level has. Errors: 22023 '
	'outside 0 to 1000000, 22003 for NaN or infinity.';

CREATE FUNCTION opm.sigma_dpmo(
	sigma_level double precision, shift double precision DEFAULT 1.5
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_sigma_dpmo' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.sigma_dpmo(double precision, double precision) IS
	'Defects per million opportunities of a process of this sigma level, one-sided: the inverse of opm.sigma_level. '
	'NULL when an argument is NULL. Error 22003 for NaN or infinity.';

-- internal

CREATE FUNCTION opm.yield_multiply(double precision, double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_yield_multiply' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.yield_multiply(double precision, double precision) IS
	'Internal: transition and combine function of opm.rolled_yield, the product of two yields. NULL stands for none.';

-- aggregate

CREATE AGGREGATE opm.rolled_yield(yield double precision) (
	SFUNC = opm.yield_multiply,
	STYPE = double precision,
	COMBINEFUNC = opm.yield_multiply,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.rolled_yield(double precision) IS
	'Rolled throughput yield: the product of the yields of all steps, the chance that a unit passes all of them right '
	'the first time. NULL yields are left out: check count(*) = count(yield) where every step must be known. NULL '
	'without any yield. Errors: 22023 outside 0 to 1, 22003 for NaN or infinity.';
