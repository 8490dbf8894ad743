-- The newest that people said of a goal. Functions, so that the planner puts them in their place as one look into an
-- index, per goal.

CREATE OR REPLACE FUNCTION _latest_confidence(goal_id bigint) RETURNS TABLE (confidence double precision)
LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ci.confidence FROM check_in ci
	WHERE ci.goal_id = _latest_confidence.goal_id AND ci.confidence IS NOT NULL ORDER BY ci.at DESC, ci.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION _latest_confidence IS 'Internal: the confidence stated last for a goal; no row if none was.';

CREATE OR REPLACE FUNCTION _latest_score(goal_id bigint) RETURNS TABLE (score double precision) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT ci.score FROM check_in ci
	WHERE ci.goal_id = _latest_score.goal_id AND ci.score IS NOT NULL ORDER BY ci.at DESC, ci.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION _latest_score IS
	'Internal: the score that was given last to a goal by judgement; no row if none was.';
