-- Whether goals are SMART, computed from the data.

CREATE OR REPLACE VIEW smart_audit WITH (security_invoker) AS
SELECT x.goal_id,
	x.goal_key,
	x.goal_name,
	x.is_specific,
	x.is_measurable,
	x.is_achievable,
	x.is_relevant,
	x.is_time_bound,
	x.is_specific::integer + x.is_measurable::integer + COALESCE(x.is_achievable, false)::integer
		+ x.is_relevant::integer + x.is_time_bound::integer AS met_count,
	concat_ws('; ',
		CASE WHEN NOT x.is_specific THEN 'say why, or name the team' END,
		CASE WHEN NOT x.is_measurable THEN 'give a target and a unit' END,
		CASE WHEN x.is_unmeasured AND x.is_achievable IS NULL THEN 'measure it'
			WHEN NOT x.is_achievable THEN 'the target is far from the trend' END,
		CASE WHEN NOT x.is_relevant THEN 'put it under a goal' END,
		CASE WHEN NOT x.is_time_bound THEN 'give it a period or a day' END) AS advice,
	x.owner_id,
	x.owner_name,
	x.team_id,
	x.team_name
FROM (
	SELECT g.id AS goal_id, g.key AS goal_key, g.name AS goal_name, g.owner_id, p.name AS owner_name, g.team_id,
		t.name AS team_name,
		(g.why IS NOT NULL OR g.team_id IS NOT NULL) AS is_specific,
		(n.target IS NOT NULL AND g.unit IS NOT NULL) AS is_measurable,
		CASE WHEN n.score >= 1 THEN true
			WHEN n.change_per_day IS NULL OR n.target_value IS NULL OR COALESCE(g.due_on, q.last_day) IS NULL THEN NULL
			WHEN COALESCE(g.due_on, q.last_day) <= timezone(d.time_zone, now())::date THEN false
			ELSE 2 * n.change_per_day * sign(n.target_value - n.actual)
				* (COALESCE(g.due_on, q.last_day) - timezone(d.time_zone, now())::date)
				>= abs(n.target_value - n.actual) END AS is_achievable,
		n.change_per_day IS NULL AS is_unmeasured,
		(g.parent_id IS NOT NULL OR EXISTS (SELECT FROM goal_link l WHERE l.goal_id = g.id)) AS is_relevant,
		(g.period_id IS NOT NULL OR g.due_on IS NOT NULL OR n.period_id IS NOT NULL) AS is_time_bound
	FROM goal g
	JOIN goal_now n ON n.goal_id = g.id
	CROSS JOIN setting d
	LEFT JOIN person p ON p.id = g.owner_id
	LEFT JOIN team t ON t.id = g.team_id
	LEFT JOIN period q ON q.id = n.period_id
	WHERE g.lifecycle IN ('draft', 'active') AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = g.id)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = g.id)
) x;
COMMENT ON VIEW smart_audit IS
	'Are the goals SMART? One row per draft or active goal at the bottom of the tree, computed from the data; empty '
	'where it cannot be told.';
COMMENT ON COLUMN smart_audit.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN smart_audit.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN smart_audit.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN smart_audit.is_specific IS 'It has a reason (why) or a team; an owner every goal has.';
COMMENT ON COLUMN smart_audit.is_measurable IS 'It has a target and a unit.';
COMMENT ON COLUMN smart_audit.is_achievable IS
	'It is reached, or the trend so far needs to be at most twice as fast to reach it in time; empty: '
	'fewer than two measurements, no one value to aim at, or no day.';
COMMENT ON COLUMN smart_audit.is_relevant IS 'It is part of a tree.';
COMMENT ON COLUMN smart_audit.is_time_bound IS 'It has a period or a day.';
COMMENT ON COLUMN smart_audit.met_count IS 'How many of the five hold, 0 to 5; what cannot be told does not hold.';
COMMENT ON COLUMN smart_audit.advice IS 'What to do; empty: nothing.';
COMMENT ON COLUMN smart_audit.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN smart_audit.owner_name IS 'Name of that person.';
COMMENT ON COLUMN smart_audit.team_id IS 'Team of the goal.';
COMMENT ON COLUMN smart_audit.team_name IS 'Name of the team.';
