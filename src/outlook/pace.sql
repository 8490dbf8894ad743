
-- pace: is it on schedule? Shares of a period, shapes of plans, actual against planned progress

CREATE FUNCTION opm.elapsed(since date, until date, at date) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_elapsed_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed(date, date, date) IS
	'Share of a period that has passed, in whole days: (at - since) / (until - since), held to 0 to 1. It is 0 on the '
	'first day, and 1 on the day until. NULL when an argument is NULL. Errors: 22023 unless since < until, 22008 for '
	'an infinite period.';

CREATE FUNCTION opm.elapsed(
	since timestamp with time zone, until timestamp with time zone, at timestamp with time zone
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_elapsed_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed(timestamp with time zone, timestamp with time zone, timestamp with time zone) IS
	'Share of a period that has passed, to the microsecond, held to 0 to 1. NULL when an argument is NULL. Errors: '
	'22023 unless since < until, 22008 for an infinite period.';

CREATE FUNCTION opm.working_days(
	since date, until date, workdays integer[] DEFAULT '{1,2,3,4,5}', holidays date[] DEFAULT '{}'
) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_working_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.working_days(date, date, integer[], date[]) IS
	'Number of working days from since up to the day before until: days of the week in workdays (ISO: 1 = Monday to 7 '
	'= Sunday) that are not in holidays. 0 if until <= since. NULL when an argument is NULL. Errors: 22023 for another '
	'day number, 22008 for an infinite date.';

CREATE FUNCTION opm.elapsed_working(
	since date, until date, at date, workdays integer[] DEFAULT '{1,2,3,4,5}', holidays date[] DEFAULT '{}'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_elapsed_working' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed_working(date, date, date, integer[], date[]) IS
	'Share of the working days of a period (those before until) that have passed, held to 0 to 1. A working day counts '
	'when it is over. NULL if the period has no working day, and when an argument is NULL. Errors as in '
	'opm.working_days, and 22023 unless since < until.';

CREATE FUNCTION opm.plan_seasonal(weights double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_plan_seasonal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.plan_seasonal(double precision[]) IS
	'A plan whose period has equal parts (the months of a year, say), each doing its weight of the whole, evenly '
	'within the part. The plan is a curve from elapsed share to planned share, for opm.pace and opm.planned. Weights '
	'are relative: they need not sum to 1. NULL for NULL. Error 22023 for a NULL or negative weight, weights that sum '
	'to 0, none or more than 499 weights.';

CREATE FUNCTION opm.plan_stepped(weights double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_plan_stepped' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.plan_stepped(double precision[]) IS
	'As opm.plan_seasonal, but each part delivers its weight at its end (milestones): {1,1,1,1} is four equal steps.';

CREATE FUNCTION opm.pace(
	value double precision, baseline double precision, target_value double precision, elapsed double precision,
	plan opm.target DEFAULT NULL,
	OUT expected double precision,
	OUT gap double precision,
	OUT progress double precision,
	OUT expected_progress double precision,
	OUT pace_index double precision,
	OUT projected double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_pace' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace(double precision, double precision, double precision, double precision, opm.target) IS
	'Actual against planned. elapsed: share of the period that has passed (held to 0 to 1). plan: turns it into the '
	'share of the way that should be done (NULL: a straight line). expected: the value planned by now. gap: how far '
	'the value is ahead of it, in units of value (negative: behind, also where lower is better). progress, '
	'expected_progress: shares of the way from baseline to target_value. pace_index: progress / expected_progress, 1 = '
	'on plan. projected: where the value ends at this pace. Where cells are NULL, reason says why. NULL when baseline, '
	'target_value or elapsed is NULL. Error 22003 for NaN, infinity or overflow.';

CREATE FUNCTION opm.required_rate(
	target_value double precision, so_far double precision, periods double precision
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_required_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required_rate(double precision, double precision, double precision) IS
	'What each of the remaining periods must bring: (target_value - so_far) / periods, in units of the value. Compare '
	'it with the recent mean. NULL when no period remains or an argument is NULL. Errors: 22023 for negative periods, '
	'22003 for NaN, infinity or overflow.';
