-- Which times count for a goal, and until when its log of events is complete. Asked of now by views, of then by
-- functions.

CREATE OR REPLACE FUNCTION _window_from(
	from_at timestamptz, until_at timestamptz, max_age interval, as_of timestamptz, time_zone text)
RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	-- months and days are those of the workspace; the first instant is left out, so that 4 weeks have 4 Mondays, unless
	-- the last one is already (the end of a period is not in it)
	SELECT CASE WHEN max_age IS NULL THEN COALESCE(from_at, '-infinity'::timestamptz)
		WHEN until_at <= as_of THEN timezone(time_zone, timezone(time_zone, until_at) - max_age)
		ELSE timezone(time_zone, timezone(time_zone, as_of) - max_age) + interval '1 microsecond' END;
END;
COMMENT ON FUNCTION _window_from IS
	'Internal: the oldest time a measurement may have to count at as_of for a goal: the beginning of its period '
	'(from_at), or max_age before as_of or before the end of a period that is over (until_at). -infinity: no limit.';

CREATE OR REPLACE FUNCTION _counted_at(
	counted_until date, until_at timestamptz, time_zone text)
RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN counted_until IS NOT NULL
		THEN LEAST(timezone(time_zone, (counted_until + 1)::timestamp), until_at) END;
END;
COMMENT ON FUNCTION _counted_at IS
	'Internal: the time until which a log of events is complete: the end of the day counted_until, but not after the '
	'end of the period (until_at, NULL for none). Whole days, so that what is read twice on a day is the same. NULL '
	'for a NULL day.';

CREATE OR REPLACE FUNCTION _is_zero(
	kpi opm.kpi, counted_at timestamptz, usable_from_at timestamptz, as_of timestamptz)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN kpi IS NULL AND counted_at > usable_from_at AND as_of >= usable_from_at;
COMMENT ON FUNCTION _is_zero IS
	'Internal: true where nothing is recorded (kpi is NULL) and the log is complete until some time in the window, '
	'which has begun: then nothing happened. Not true, perhaps NULL, otherwise.';

CREATE OR REPLACE FUNCTION _bound_logs(as_of timestamptz) RETURNS TABLE (goal_id bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT b.goal_id FROM _bound b WHERE b.at <= as_of
	UNION
	SELECT g.id FROM binding x JOIN goal g ON g.key = ANY (string_to_array(x.goals, ' '));
END;
COMMENT ON FUNCTION _bound_logs IS
	'Internal: goals whose measurements come from a bound query, which is complete up to now: those of which it had a '
	'row by as_of, and those that were named when it was bound.';
