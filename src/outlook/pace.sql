
-- pace: is it on schedule? Shares of a period, shapes of plans, actual against planned progress

CREATE FUNCTION opm.elapsed("from" date, "to" date, at date) RETURNS double precision
	AS 'MODULE_PATHNAME', 'elapsed_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed(date, date, date) IS 'Share of a period that has passed, in whole days: (at - from) / (to - from), held to 0..1. It is 0 on the first day and 1 on the day "to". NULL when an argument is NULL. Errors: 22023 unless from < to, 22008 for an infinite period.';
CREATE FUNCTION opm.elapsed("from" timestamp with time zone, "to" timestamp with time zone, at timestamp with time zone) RETURNS double precision
	AS 'MODULE_PATHNAME', 'elapsed_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed(timestamp with time zone, timestamp with time zone, timestamp with time zone) IS 'Share of a period that has passed, to the microsecond, held to 0..1. NULL when an argument is NULL. Errors: 22023 unless from < to, 22008 for an infinite period.';
CREATE FUNCTION opm.working_days("from" date, "to" date, workdays integer[] DEFAULT '{1,2,3,4,5}', holidays date[] DEFAULT '{}') RETURNS bigint
	AS 'MODULE_PATHNAME', 'working_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.working_days(date, date, integer[], date[]) IS 'Number of working days from "from" up to the day before "to": days of the week in workdays (ISO: 1 = Monday .. 7 = Sunday) that are not in holidays. 0 if to <= from. NULL when an argument is NULL. Errors: 22023 for another day number, 22008 for an infinite date.';
CREATE FUNCTION opm.elapsed_working("from" date, "to" date, at date, workdays integer[] DEFAULT '{1,2,3,4,5}', holidays date[] DEFAULT '{}') RETURNS double precision
	AS 'MODULE_PATHNAME', 'elapsed_working' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.elapsed_working(date, date, date, integer[], date[]) IS 'Share of the working days of a period (those before "to") that have passed, held to 0..1: a working day counts when it is over. NULL if the period has no working day, and when an argument is NULL. Errors as in opm.working_days, and 22023 unless from < to.';
CREATE FUNCTION opm.plan_seasonal(shares double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'plan_seasonal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.plan_seasonal(double precision[]) IS 'The shape of a plan whose period has equal parts (months of a year, say), each doing its share of the whole, evenly within the part: a curve from elapsed share to planned share, for opm.pace and opm.planned. Shares are relative: they need not sum to 1. NULL for NULL. Errors: 22023 for a NULL or negative share, or shares that sum to 0; 1 to 499 shares.';
CREATE FUNCTION opm.plan_stepped(shares double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'plan_stepped' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.plan_stepped(double precision[]) IS 'As opm.plan_seasonal, but each part delivers its share at its end (milestones): {1,1,1,1} is four equal steps.';
CREATE FUNCTION opm.pace(value double precision, baseline double precision, goal double precision, elapsed double precision, plan opm.target DEFAULT NULL,
	OUT expected double precision, OUT gap double precision, OUT progress double precision, OUT expected_progress double precision,
	OUT pace_index double precision, OUT projected double precision, OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'pace' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace(double precision, double precision, double precision, double precision, opm.target) IS 'Actual against planned. elapsed is the share of the period that has passed (held to 0..1); plan turns it into the share of the way that should be done (NULL: a straight line). expected = the value planned by now; gap = how far the value is ahead of it (negative: behind, also where lower is better), in units of value; progress and expected_progress = shares of the way from baseline to goal; pace_index = progress / expected_progress, 1 = on plan; projected = where the value ends at this pace. Where cells are NULL, reason says why. NULL row when baseline, goal or elapsed is NULL. Error 22003 for NaN, infinity or overflow.';
CREATE FUNCTION opm.required_rate(goal double precision, so_far double precision, periods double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'required_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required_rate(double precision, double precision, double precision) IS 'What each of the periods that remain must bring: (goal - so_far) / periods, in units of the goal. Compare it with the recent mean. NULL when no period remains or an argument is NULL. Errors: 22023 for negative periods, 22003 for NaN, infinity or overflow.';
