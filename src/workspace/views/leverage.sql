-- Where a point is worth most.

CREATE OR REPLACE FUNCTION _target_slope(value double precision, target opm.target) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	-- targets are straight lines between knots: a step short of the next one tells; beyond what can be told apart,
	-- nothing does
	SELECT CASE WHEN abs(value) <= 1e140 AND abs(s.slope) <= 1e140 THEN s.slope END
	FROM (
		SELECT CASE
			WHEN opm.baseline(target) IS NULL THEN CASE WHEN abs(value) <= 1e140
				THEN (opm.score(value + GREATEST(abs(value), 1) * 1e-7, target) - opm.score(value, target))
					/ (GREATEST(abs(value), 1) * 1e-7) END
			WHEN abs(opm.target_value(target)) <= 1e140 AND abs(opm.baseline(target)) <= 1e140
					AND abs(opm.target_value(target) - opm.baseline(target)) >= 1e-140
				THEN 1 / (opm.target_value(target) - opm.baseline(target)) END AS slope
	) s;
END;
COMMENT ON FUNCTION _target_slope IS
	'Internal: how much a score (1 is goal reached) rises for one unit of value more, at this value. '
	'0 where it does not move, as on the far side of a limit. NULL for NULL, and where numbers are too large or too '
	'small to tell (1e140).';

CREATE OR REPLACE VIEW leverage WITH (security_invoker) AS
SELECT r.key || '/' || v.key AS id,
	r.key AS root_goal_id,
	r.label AS root_goal_name,
	v.rank AS leverage_order,
	v.key AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	o.name AS owner_name,
	v.score,
	opm.percent(v.score) AS score_percent,
	v.value AS actual,
	g.unit,
	v.per_score AS root_points_per_point,
	100 * CASE WHEN COALESCE(v.per_score, 0) = 0 OR (g.time_aggregation = 'ratio' AND v.per_value <> 0) THEN v.per_value
		ELSE v.per_value + _product(v.per_score, _target_slope(v.value, s.target::opm.target)) END
		AS root_points_per_unit,
	v.gap AS gap_value,
	100 * v.gain AS gain_points
FROM (
	SELECT x.tree, r.key, r.label
	FROM (
		SELECT tree_at() AS tree
		OFFSET 0 -- fence: once
	) x
	CROSS JOIN LATERAL opm.rollup_bigint(x.tree) r
	WHERE r.depth = 0
	OFFSET 0 -- fence: stay
) r
CROSS JOIN LATERAL opm.leverage_bigint(r.tree, r.key) v
JOIN goal g ON g.id = v.key
JOIN _goal_scope s ON s.goal_id = v.key
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id;
COMMENT ON VIEW leverage IS
	'Where is a point worth most? One row per tree and goal with a score of its own, the most useful first. Exact '
	'where the tree is linear; elsewhere the rate from where it stands, and scenario() is exact.';
COMMENT ON COLUMN leverage.id IS 'Tree and goal; unique in this view.';
COMMENT ON COLUMN leverage.root_goal_id IS 'Goal on top of the tree.';
COMMENT ON COLUMN leverage.root_goal_name IS 'Its name.';
COMMENT ON COLUMN leverage.leverage_order IS '1 is the goal whose gap is worth most.';
COMMENT ON COLUMN leverage.goal_id IS 'Goal.';
COMMENT ON COLUMN leverage.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN leverage.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN leverage.team_id IS 'Team of the goal.';
COMMENT ON COLUMN leverage.team_name IS 'Name of the team.';
COMMENT ON COLUMN leverage.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN leverage.owner_name IS 'Name of that person.';
COMMENT ON COLUMN leverage.score IS 'Its score now: 1 is goal reached, below 0 and above 1 are possible.';
COMMENT ON COLUMN leverage.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN leverage.actual IS 'Its value now, in unit.';
COMMENT ON COLUMN leverage.unit IS 'Unit of the values.';
COMMENT ON COLUMN leverage.root_points_per_point IS
	'Points of the root score for one point more of its score; 0 where it counts by its value above.';
COMMENT ON COLUMN leverage.root_points_per_unit IS
	'Points of the root score for one unit more of actual, at this rate: by its own target where it counts by its '
	'score, by the sum or mean above where it counts by its value (of a ratio then: one unit of the numerator). '
	'Below 0 where less is better; 0 where its value moves nothing from where it stands, such as beyond the credit '
	'cap; empty: no value, or a score by judgement.';
COMMENT ON COLUMN leverage.gap_value IS
	'What it lacks to reach its target: in unit if it counts by its value above, else as a fraction of its score, 0 '
	'to 1 and beyond.';
COMMENT ON COLUMN leverage.gain_points IS
	'Points of the root score that closing the gap brings, at this rate; 100 points are 1.';
