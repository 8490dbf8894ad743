-- Short and long term, leading and lagging.

CREATE OR REPLACE VIEW balance WITH (security_invoker) AS
WITH RECURSIVE s AS MATERIALIZED ( -- fence: one-pass
	SELECT x.goal_id, x.parent_goal_id, x.horizon, x.indicator, x.is_leaf, x.credited_score, x.root_weight_fraction,
		x.lifecycle
	FROM scorecard x
), inherited(goal_id, horizon) AS (
	SELECT s.goal_id, s.horizon FROM s WHERE s.parent_goal_id IS NULL
	UNION ALL
	SELECT s.goal_id, COALESCE(s.horizon, i.horizon) FROM s JOIN inherited i ON i.goal_id = s.parent_goal_id
)
SELECT COALESCE(x.horizon, 'not said') || ', ' || COALESCE(x.indicator, 'not said') AS id,
	COALESCE(x.horizon, 'not said') AS horizon,
	COALESCE(x.indicator, 'not said') AS indicator,
	x.goal_count,
	opm.weight(x.goals) AS root_weight_fraction,
	opm.mean(x.goals) AS score,
	opm.percent(opm.mean(x.goals)) AS score_percent
FROM (
	SELECT i.horizon, s.indicator, count(*)::integer AS goal_count,
		opm.scorecard(_bounded(s.credited_score), _counting(s.root_weight_fraction)) AS goals
	FROM s
	JOIN inherited i ON i.goal_id = s.goal_id
	WHERE s.is_leaf AND s.lifecycle IN ('active', 'done')
	GROUP BY i.horizon, s.indicator
) x;
COMMENT ON VIEW balance IS
	'How is the weight divided between short and long term, leading and lagging? One row per horizon and kind of '
	'indicator, with the weight that goes there. Counted are active and done goals at the bottom of the tree; one '
	'without a horizon has that of the nearest goal above.';
COMMENT ON COLUMN balance.id IS 'Horizon and indicator; unique in this view.';
COMMENT ON COLUMN balance.horizon IS 'short, long, or not said: neither by the goal nor by one above.';
COMMENT ON COLUMN balance.indicator IS 'leading, lagging or not said, by the goal itself.';
COMMENT ON COLUMN balance.goal_count IS 'Active and done goals at the bottom of the tree.';
COMMENT ON COLUMN balance.root_weight_fraction IS 'Effective weight at the root, 0 to 1 for one tree.';
COMMENT ON COLUMN balance.score IS 'Mean score by that weight: 1 is goal reached.';
COMMENT ON COLUMN balance.score_percent IS 'The same times 100: 100 is goal reached.';
