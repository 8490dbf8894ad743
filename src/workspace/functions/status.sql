-- What decides the status of a goal, for all views that show one. Each function is one expression, so that the planner
-- puts it in its place.

CREATE OR REPLACE FUNCTION _lacks_target(
	score double precision, value double precision, has_target boolean, method text)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN score IS NULL AND value IS NOT NULL AND NOT has_target AND (method = 'own' OR _adds_values(method));
COMMENT ON FUNCTION _lacks_target IS
	'Internal: true for a goal whose value is known and that has no score only because nothing says what good looks '
	'like: its status is no target. Not for one that is judged by the scores of its children (method mean, min and so '
	'on): that one lacks data.';

CREATE OR REPLACE FUNCTION _not_started(
	has_begun boolean, has_begun_below boolean, score double precision, coverage double precision)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(coverage = 0, score IS NULL) AND (NOT has_begun OR NOT COALESCE(has_begun_below, true));
COMMENT ON FUNCTION _not_started IS
	'Internal: true for a goal of which nothing is known, because its period, or that of every goal below it that '
	'counts, is still to come. A score that goals without data make (missing zero) is none. has_begun_below: NULL '
	'where no goal is to come.';

CREATE OR REPLACE FUNCTION _goal_status(
	lifecycle text, score double precision, lacks_target boolean, is_late boolean, not_started boolean,
	bands opm.bands)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN lifecycle NOT IN ('active', 'done') THEN lifecycle
	WHEN not_started AND lifecycle = 'active' AND NOT lacks_target THEN 'not started'
	WHEN score IS NULL AND NOT lacks_target THEN 'no data'
	WHEN is_late AND lifecycle = 'active' THEN 'stale'
	WHEN score IS NULL THEN 'no target'
	ELSE opm.status(score, bands) END;
COMMENT ON FUNCTION _goal_status IS
	'Internal: the status of a goal: its lifecycle if it does not count, else not started, no data, stale, no target, '
	'or the name of its score. is_late: the time until which its last measurement counts as fresh is over; '
	'not_started: see there.';

CREATE OR REPLACE FUNCTION _goal_status_order(
	lifecycle text, score double precision, lacks_target boolean, is_late boolean, not_started boolean,
	bands opm.bands)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN lifecycle NOT IN ('active', 'done') THEN -2
	WHEN not_started AND lifecycle = 'active' AND NOT lacks_target THEN -2
	WHEN score IS NULL AND NOT lacks_target THEN -1
	WHEN is_late AND lifecycle = 'active' THEN 0
	WHEN score IS NULL THEN -1
	ELSE opm.status_rank(score, bands) END;
COMMENT ON FUNCTION _goal_status_order IS
	'Internal: for sorting by status, case by case as in _goal_status: -2 does not count, or not started, -1 no '
	'data or no target, 0 stale, then 1 for the lowest band and up.';

CREATE OR REPLACE FUNCTION _day(zone text, at timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN timezone(zone, at + interval '1 microsecond')::date;
COMMENT ON FUNCTION _day IS
	'Internal: the day in a time zone, at a time; its last microsecond, to which a close looks, is its end and so the '
	'next day. NULL for NULL.';

CREATE OR REPLACE FUNCTION _elapsed(begins_on date, ends_on date, today date)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Whole days, so that a scorecard read twice on a day is the same.
RETURN CASE WHEN ends_on IS NULL THEN NULL
	WHEN today > ends_on THEN 1
	ELSE GREATEST(0, (today - LEAST(begins_on, ends_on))::double precision
		/ (ends_on - LEAST(begins_on, ends_on) + 1)) END;
COMMENT ON FUNCTION _elapsed IS
	'Internal: part of the days from begins_on to ends_on that have passed before today, 0 to 1; 1 from the day after '
	'ends_on on. NULL without an end.';

CREATE OR REPLACE FUNCTION _planned(target opm.target, elapsed double precision, plan text)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN opm.baseline(target) IS NULL THEN NULL
	WHEN plan IS NULL THEN opm.planned(target, elapsed)
	ELSE opm.planned(target, elapsed, plan::opm.target) END;
COMMENT ON FUNCTION _planned IS
	'Internal: value that the plan expects when this part of the days has passed. NULL for a target without a '
	'baseline: it holds all the time.';

CREATE OR REPLACE FUNCTION _pace_score(target opm.target, elapsed double precision, plan text)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN target IS NULL THEN CASE WHEN plan IS NULL THEN NULL
			WHEN elapsed >= 1 THEN 1
			ELSE opm.score(elapsed, plan::opm.target) END
	WHEN opm.baseline(target) IS NULL THEN NULL
	WHEN elapsed >= 1 THEN 1
	ELSE opm.score(_planned(target, elapsed, plan), target) END;
COMMENT ON FUNCTION _pace_score IS
	'Internal: score that the plan expects when this part of the days has passed; 1 at the end. NULL where nothing is '
	'planned: a target without a baseline, no end, or neither target nor plan.';

CREATE OR REPLACE FUNCTION _judged_score(
	score double precision, expected_score double precision, basis text, is_over boolean)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_over OR basis = 'score' THEN score
	-- what is expected beyond the goal is not there yet: bands from 1 up tell what has been reached
	WHEN basis = 'expected' AND expected_score >= 1
		THEN GREATEST(LEAST(score, expected_score), 0.9999999999999999)
	ELSE expected_score END;
COMMENT ON FUNCTION _judged_score IS
	'Internal: the score that status names: what is expected while a goal runs, what was reached when it is over. By '
	'the basis expected, a band that begins at 1 or above is given for a score only, not for what is expected.';

CREATE OR REPLACE FUNCTION _needed_score(judged_score double precision, pace_score double precision, basis text)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pace_score IS NULL OR pace_score >= 1 OR basis = 'score' THEN judged_score
	WHEN basis = 'expected' AND judged_score >= 1 THEN judged_score
	WHEN basis = 'expected' THEN pace_score + (judged_score - 1) / (2 - GREATEST(pace_score, 0))
	WHEN basis = 'pace' AND pace_score > 0 THEN judged_score * pace_score
	ELSE judged_score - 1 + pace_score END;
COMMENT ON FUNCTION _needed_score IS
	'Internal: the score that a goal must have now to be judged as judged_score: the inverse of _judged_score for a '
	'goal that is scored by itself.';

CREATE OR REPLACE FUNCTION _outcome(lifecycle text, score double precision, is_over boolean)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_over AND lifecycle IN ('active', 'done') THEN CASE WHEN score >= 1 THEN 'reached'
	WHEN score < 1 THEN 'missed'
	ELSE 'unknown' END END;
COMMENT ON FUNCTION _outcome IS
	'Internal: how a goal ended: reached, missed, or unknown where it has no score. NULL while it runs, and for one '
	'that does not count.';

CREATE OR REPLACE FUNCTION _plan_status(score double precision, pace_score double precision, is_over boolean)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_over THEN NULL
	WHEN score - pace_score < -0.05 - 1e-9 THEN 'behind'
	WHEN score - pace_score > 0.05 + 1e-9 THEN 'ahead'
	WHEN score - pace_score IS NOT NULL THEN 'on plan' END;
COMMENT ON FUNCTION _plan_status IS
	'Internal: ahead, on plan (within 5 points of the plan) or behind. NULL where nothing is planned or the score is '
	'not known, and when the goal is over.';

CREATE OR REPLACE FUNCTION _counted_value(measured opm.kpi, how text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN how <> 'ratio' THEN opm.value(measured, how)
	WHEN opm.base(measured) = 0 THEN NULL
	WHEN opm.pairs(measured) = opm.n(measured) THEN opm.total(measured)
	ELSE opm.ratio(measured) * opm.base(measured) END;
COMMENT ON FUNCTION _counted_value IS
	'Internal: what the measurements of a goal count as in the tree: their value by the time aggregation how; of a '
	'ratio the numerator, which is not known where the bases add up to 0.';

CREATE OR REPLACE FUNCTION _counted_base(measured opm.kpi, how text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN how = 'ratio' THEN NULLIF(opm.base(measured), 0) END;
COMMENT ON FUNCTION _counted_base IS 'Internal: of a ratio the denominator that goes with _counted_value, else NULL.';

CREATE OR REPLACE FUNCTION _fresh_rollup(rollup text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN lower(rollup) = 'own' THEN 'own' ELSE 'max' END;
COMMENT ON FUNCTION _fresh_rollup IS
	'Internal: how freshness goes up in the tree: a goal judged by what is below it is as fresh as the freshest goal '
	'there, whatever it measures itself.';

CREATE OR REPLACE FUNCTION _fresh_days(
	cadence_days integer, usual_days integer, grace_days integer, first_day date, last_day date)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- A year is measured by the month, a quarter by the week. GREATEST leaves out what is not known: no period.
RETURN COALESCE(cadence_days, GREATEST(usual_days, (last_day - first_day + 1) / 12)) + grace_days;
COMMENT ON FUNCTION _fresh_days IS
	'Internal: days after which a value is stale: the cadence of the goal, without one that of the workspace or a '
	'twelfth of the period, whichever is longer, and the days of grace.';

CREATE OR REPLACE FUNCTION _way(target opm.target, before double precision, after double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE opm.direction(target)
	WHEN 'up' THEN sign(after - before)
	WHEN 'down' THEN sign(before - after)
	WHEN 'range' THEN sign(abs(before - (opm.target_low(target) / 2 + opm.target_high(target) / 2))
		- abs(after - (opm.target_low(target) / 2 + opm.target_high(target) / 2))) END;
COMMENT ON FUNCTION _way IS
	'Internal: whether a change of the value is for the better: 1 better, -1 worse, 0 neither, NULL where the target '
	'does not say which way is better. Of a range, nearer to its middle is better.';

CREATE OR REPLACE FUNCTION _at_most_one(x double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN x > 1 THEN 1 ELSE x END;
COMMENT ON FUNCTION _at_most_one IS
	'Internal: a fraction that rounding may have lifted above 1. NULL for NULL, unlike LEAST.';

CREATE OR REPLACE FUNCTION _days(n double precision) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN make_interval(secs => n * 86400.0);
COMMENT ON FUNCTION _days IS
	'Internal: n times 24 hours. Not a number of days, which would end by the clock of the session. NULL for NULL.';

CREATE OR REPLACE FUNCTION _is_whole(shares double precision) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN abs(shares - 1) <= 1e-9;
COMMENT ON FUNCTION _is_whole IS
	'Internal: true if the shares of a goal under all its parents add up to 1: '
	'only then is it split among them, else it counts in full under each. NULL for NULL.';
