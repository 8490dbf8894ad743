-- Whether what was tried worked.

CREATE OR REPLACE VIEW initiatives WITH (security_invoker) AS
WITH span AS (
	SELECT a.id, a.goal_id, a.control_goal_id, v.began_at, v.done_at,
		COALESCE(timezone(d.time_zone, a.baseline_from::timestamp),
			v.began_at - GREATEST(interval '2184 hours', COALESCE(v.done_at, now()) - v.began_at)) AS baseline_at
	FROM action a
	CROSS JOIN setting d
	CROSS JOIN LATERAL (
		SELECT timezone(d.time_zone, a.began_on::timestamp) AS began_at, COALESCE(a.done_at, a.dropped_at) AS done_at
	) v
	WHERE a.began_on IS NOT NULL
), group_of AS (
	SELECT s.id,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at < s.began_at) AS before,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at >= s.began_at
			AND (s.done_at IS NULL OR x.measured_at <= s.done_at)) AS after,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at > s.done_at) AS later
	FROM span s
	JOIN _goal_series x ON x.goal_id = s.goal_id AND x.measured_at >= s.baseline_at AND x.value IS NOT NULL
	GROUP BY s.id
), control_of AS (
	-- the same days of the goal on which nothing was tried
	SELECT s.id,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at < s.began_at) AS before,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at >= s.began_at
			AND (s.done_at IS NULL OR x.measured_at <= s.done_at)) AS after
	FROM span s
	JOIN _goal_series x ON x.goal_id = s.control_goal_id AND x.measured_at >= s.baseline_at AND x.value IS NOT NULL
	GROUP BY s.id
)
SELECT a.id AS action_id,
	a.name AS action_name,
	a.kind AS action_kind,
	a.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	a.owner_id,
	o.name AS owner_name,
	CASE WHEN a.done_at IS NOT NULL THEN 'done'
		WHEN a.dropped_at IS NOT NULL THEN 'dropped'
		WHEN a.began_on IS NULL OR a.began_on > timezone(d.time_zone, now())::date THEN 'planned'
		ELSE 'in progress' END AS status,
	a.began_on,
	timezone(d.time_zone, COALESCE(a.done_at, a.dropped_at))::date AS finished_on,
	g.unit,
	COALESCE(opm.n(k.before), 0)::integer AS before_count,
	COALESCE(opm.n(k.after), 0)::integer AS after_count,
	opm.mean(k.before) AS before_value,
	opm.mean(k.after) AS after_value,
	i.change AS change_value,
	i.low AS change_low,
	i.high AS change_high,
	i.p AS chance,
	CASE WHEN i.p IS NULL THEN 'unknown'
		WHEN i.p >= 0.05 THEN 'no change shown'
		WHEN w.own > 0 THEN 'better'
		WHEN w.own < 0 THEN 'worse'
		ELSE 'changed' END AS finding,
	a.expected_effect,
	a.realised_effect,
	y.kept AS kept_fraction,
	y.alarm AS is_gain_lost,
	CASE WHEN a.goal_id IS NULL THEN 'serves no goal'
		WHEN a.began_on IS NULL THEN 'has not begun'
		WHEN k.id IS NULL THEN 'no measurements'
		WHEN k.before IS NULL THEN 'no measurements before it began'
		WHEN k.after IS NULL THEN 'no measurements since it began'
		ELSE i.reason END AS reason,
	CASE WHEN a.done_at IS NOT NULL THEN 3
		WHEN a.dropped_at IS NOT NULL THEN 4
		WHEN a.began_on IS NULL OR a.began_on > timezone(d.time_zone, now())::date THEN 1
		ELSE 2 END AS status_order,
	CASE WHEN i.p IS NULL THEN 0
		WHEN i.p >= 0.05 THEN 3
		WHEN w.own > 0 THEN 4
		WHEN w.own < 0 THEN 1
		ELSE 2 END AS finding_order,
	a.control_goal_id,
	cg.name AS control_goal_name,
	opm.mean(c.before) AS control_before_value,
	opm.mean(c.after) AS control_after_value,
	n.change AS net_change_value,
	n.low AS net_change_low,
	n.high AS net_change_high,
	n.p AS net_chance,
	CASE WHEN n.p IS NULL THEN 'unknown'
		WHEN n.p >= 0.05 THEN 'no change shown'
		WHEN w.net > 0 THEN 'better'
		WHEN w.net < 0 THEN 'worse'
		ELSE 'changed' END AS net_finding,
	CASE WHEN n.p IS NULL THEN 0
		WHEN n.p >= 0.05 THEN 3
		WHEN w.net > 0 THEN 4
		WHEN w.net < 0 THEN 1
		ELSE 2 END AS net_finding_order,
	CASE WHEN a.control_goal_id IS NULL THEN 'nothing to compare with'
		WHEN cg.id IS NULL THEN 'the goal to compare with may not be seen'
		WHEN cg.unit IS DISTINCT FROM g.unit THEN 'units differ'
		WHEN c.before IS NULL OR c.after IS NULL THEN 'the goal to compare with was not measured before and since'
		ELSE n.reason END AS net_reason
FROM action a
CROSS JOIN setting d
LEFT JOIN goal g ON g.id = a.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = a.owner_id
LEFT JOIN group_of k ON k.id = a.id
LEFT JOIN LATERAL opm.improvement(k.before, k.after) i ON true
LEFT JOIN LATERAL opm.gain_kept(k.before, k.after, k.later) y ON true
LEFT JOIN goal cg ON cg.id = a.control_goal_id
LEFT JOIN control_of c ON c.id = a.id AND cg.unit IS NOT DISTINCT FROM g.unit
LEFT JOIN LATERAL opm.improvement(k.before, k.after, c.before, c.after) n
	ON c.before IS NOT NULL AND c.after IS NOT NULL
LEFT JOIN _goal_scope sc ON sc.goal_id = a.goal_id
CROSS JOIN LATERAL (
	-- 1 better, -1 worse; net: as if the goal to compare with had stayed where it was
	SELECT _way(sc.target::opm.target, opm.mean(k.before), opm.mean(k.after)) AS own,
		_way(sc.target::opm.target, opm.mean(k.before), opm.mean(k.before) + n.change) AS net
) w
WHERE a.kind IN ('pilot', 'initiative', 'corrective') OR a.began_on IS NOT NULL;
COMMENT ON VIEW initiatives IS
	'Did it work? One row per pilot, initiative or corrective action, with the measurements of its goal before and '
	'since, and the interval of the change. It shows that something changed, not why.';
COMMENT ON COLUMN initiatives.action_id IS 'Action; unique in this view.';
COMMENT ON COLUMN initiatives.action_name IS 'What was done.';
COMMENT ON COLUMN initiatives.action_kind IS 'pilot, initiative, corrective, or another action that began.';
COMMENT ON COLUMN initiatives.goal_id IS 'Goal it serves.';
COMMENT ON COLUMN initiatives.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN initiatives.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN initiatives.team_id IS 'Team of the goal.';
COMMENT ON COLUMN initiatives.team_name IS 'Name of the team.';
COMMENT ON COLUMN initiatives.owner_id IS 'Person who does it.';
COMMENT ON COLUMN initiatives.owner_name IS 'Name of that person.';
COMMENT ON COLUMN initiatives.status IS 'planned, in progress, done or dropped.';
COMMENT ON COLUMN initiatives.began_on IS 'Day on which it began.';
COMMENT ON COLUMN initiatives.finished_on IS 'Day on which it was done or dropped.';
COMMENT ON COLUMN initiatives.unit IS 'Unit of the values.';
COMMENT ON COLUMN initiatives.before_count IS
	'Measurements before it began: from its baseline day, else as long before as it lasted, at least 13 weeks.';
COMMENT ON COLUMN initiatives.after_count IS 'Measurements from its first day until it was done, or until now.';
COMMENT ON COLUMN initiatives.before_value IS 'Their mean before.';
COMMENT ON COLUMN initiatives.after_value IS 'Their mean since.';
COMMENT ON COLUMN initiatives.change_value IS 'Mean since less mean before, in unit.';
COMMENT ON COLUMN initiatives.change_low IS 'Lower end of the 95 % interval of the change.';
COMMENT ON COLUMN initiatives.change_high IS 'Upper end of the 95 % interval of the change.';
COMMENT ON COLUMN initiatives.chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN initiatives.finding IS 'better, worse, changed, no change shown (chance 0.05 or more) or unknown.';
COMMENT ON COLUMN initiatives.expected_effect IS 'Change that was hoped for, as entered.';
COMMENT ON COLUMN initiatives.realised_effect IS 'Change that came of it, as entered.';
COMMENT ON COLUMN initiatives.kept_fraction IS
	'Part of the change that is still there after it was done: 1 all of it, 0 back where it was.';
COMMENT ON COLUMN initiatives.is_gain_lost IS 'True if the gain is not sustained, more surely than chance makes it.';
COMMENT ON COLUMN initiatives.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN initiatives.status_order IS 'For sorting by status: 1 planned, 2 in progress, 3 done, 4 dropped.';
COMMENT ON COLUMN initiatives.finding_order IS
	'For sorting by finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';
COMMENT ON COLUMN initiatives.control_goal_id IS 'Goal to compare with, on which it was not tried.';
COMMENT ON COLUMN initiatives.control_goal_name IS 'Name of that goal.';
COMMENT ON COLUMN initiatives.control_before_value IS 'Mean of that goal in the same days before, in unit.';
COMMENT ON COLUMN initiatives.control_after_value IS 'Mean of that goal in the same days since, in unit.';
COMMENT ON COLUMN initiatives.net_change_value IS
	'Change of the goal less change of the goal to compare with (difference in differences), in unit.';
COMMENT ON COLUMN initiatives.net_change_low IS 'Lower end of the 95 % interval of the net change.';
COMMENT ON COLUMN initiatives.net_change_high IS 'Upper end of the 95 % interval of the net change.';
COMMENT ON COLUMN initiatives.net_chance IS 'Probability of so great a net change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN initiatives.net_finding IS
	'better, worse, changed, no change shown (net_chance 0.05 or more) or unknown.';
COMMENT ON COLUMN initiatives.net_finding_order IS
	'For sorting by net_finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';
COMMENT ON COLUMN initiatives.net_reason IS 'Why the net change is empty.';
