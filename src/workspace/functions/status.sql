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

CREATE OR REPLACE FUNCTION _goal_status(
	lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN lifecycle NOT IN ('active', 'done') THEN lifecycle
	WHEN score IS NULL AND NOT lacks_target THEN 'no data'
	WHEN is_late AND lifecycle = 'active' THEN 'stale'
	WHEN score IS NULL THEN 'no target'
	ELSE opm.status(score, bands) END;
COMMENT ON FUNCTION _goal_status IS
	'Internal: the status of a goal: its lifecycle if it does not count, else no data, stale, no target, or the name '
	'of its score. is_late: the time until which its last measurement counts as fresh is over.';

CREATE OR REPLACE FUNCTION _goal_status_order(
	lifecycle text, score double precision, lacks_target boolean, is_late boolean, bands opm.bands)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN lifecycle NOT IN ('active', 'done') THEN -2
	WHEN score IS NULL AND NOT lacks_target THEN -1
	WHEN is_late AND lifecycle = 'active' THEN 0
	WHEN score IS NULL THEN -1
	ELSE opm.status_rank(score, bands) END;
COMMENT ON FUNCTION _goal_status_order IS
	'Internal: for sorting by status, case by case as in _goal_status: -2 does not count, -1 no data or no target, 0 '
	'stale, then 1 for the lowest band and up.';

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
