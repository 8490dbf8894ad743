-- expected: where will it end? The score a goal is expected to have at the end of its plan.

CREATE FUNCTION opm.expected_score(
	score double precision, pace_score double precision, basis text DEFAULT 'expected'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_expected_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.expected_score(double precision, double precision, text) IS
	'The score a goal is expected to end with, from its score a so far and the pace score p that its plan expects by '
	'now (opm.score(opm.planned(target, elapsed), target)). basis: expected (default), 1 + (a - p)(2 - p), the rest at '
	'a mean of plan and past pace that is weighted by what has passed; plan, a + 1 - p, the rest to plan (the schedule '
	'variance of earned value management); pace, a / p, the rest at the past pace (its schedule performance index); '
	'score, a. On plan it is 1, by every rule but score. From p = 1 on it is a. With p at or below 0 there is no past '
	'pace: pace is as plan, and expected weighs a - p twice. NULL when score or basis is NULL; a when pace_score is '
	'NULL (nothing is planned). Errors: 22023 for an unknown basis, 22003 for NaN, infinity or a result out of range.';
