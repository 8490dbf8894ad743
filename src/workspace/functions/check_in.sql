-- The newest that people said of a goal. Functions, so that the planner puts them in their place as one look into an
-- index, per goal.

CREATE OR REPLACE FUNCTION _latest_confidence(goal_id bigint) RETURNS TABLE (confidence double precision)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ci.confidence FROM check_in ci
	WHERE ci.goal_id = _latest_confidence.goal_id AND ci.confidence IS NOT NULL ORDER BY ci.at DESC, ci.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION _latest_confidence IS 'Internal: the confidence stated last for a goal; no row if none was.';

CREATE OR REPLACE FUNCTION _judged_now(
	goal_id bigint, usable_from_at timestamptz, until_at timestamptz, graded_until_at timestamptz)
RETURNS TABLE (score double precision, at timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ci.score, LEAST(ci.at, _judged_now.until_at - interval '1 microsecond')
	FROM check_in ci
	WHERE ci.goal_id = _judged_now.goal_id AND ci.score IS NOT NULL AND ci.at >= _judged_now.usable_from_at
		AND ci.at <= now() AND ci.at < COALESCE(_judged_now.graded_until_at, 'infinity'::timestamptz)
	ORDER BY ci.at DESC, ci.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION _judged_now IS
	'Internal: the score that was given last to a goal by judgement, and the time for which it holds; no row if none '
	'counts now. A grade given after the end of a period is one of its last instant. The arguments are columns of '
	'_goal_scope. The same rule at another time: _trees_at.';
