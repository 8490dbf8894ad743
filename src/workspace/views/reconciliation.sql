-- Whether targets add up.

CREATE OR REPLACE VIEW reconciliation WITH (security_invoker) AS
WITH child AS (
	SELECT l.parent_id,
		count(*)::integer AS child_count,
		count(w.wanted)::integer AS targeted,
		count(*) FILTER (WHERE w.wanted IS NOT NULL AND c.unit IS DISTINCT FROM p.unit)::integer AS other_unit,
		sum(w.wanted * COALESCE(l.share, 1)) AS total,
		sum(w.wanted * l.weight) / NULLIF(sum(l.weight) FILTER (WHERE w.wanted IS NOT NULL), 0) AS mean,
		min(w.wanted) AS low,
		max(w.wanted) AS high
	FROM _edge l
	JOIN goal c ON c.id = l.goal_id AND c.lifecycle IN ('active', 'done')
	JOIN goal p ON p.id = l.parent_id
	JOIN _goal_scope s ON s.goal_id = c.id
	CROSS JOIN LATERAL (
		SELECT opm.target_value(s.target::opm.target) AS wanted
		OFFSET 0 -- fence: once
	) w
	WHERE l.weight > 0
	GROUP BY l.parent_id
)
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	g.owner_id,
	o.name AS owner_name,
	g.rollup,
	g.unit,
	v.wanted AS target_value,
	v.below AS children_target_value,
	v.below - v.wanted AS gap_value,
	(v.below - v.wanted) / NULLIF(abs(v.wanted), 0) AS gap_fraction,
	c.child_count,
	c.child_count - c.targeted AS without_target_count,
	CASE WHEN v.wanted IS NULL THEN 'no target above'
		WHEN c.targeted = 0 THEN 'no targets below'
		WHEN c.other_unit > 0 THEN 'units differ'
		WHEN abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below))
			THEN CASE WHEN c.targeted < c.child_count THEN 'adds up, some without target' ELSE 'adds up' END
		WHEN v.below < v.wanted THEN 'below the target above'
		ELSE 'above the target above' END AS finding,
	v.below IS NOT NULL AND v.wanted IS NOT NULL AND c.other_unit = 0
		AND abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below)) AS is_reconciled,
	CASE WHEN v.wanted IS NULL OR c.targeted = 0 THEN 2
		WHEN c.other_unit > 0 THEN 1
		WHEN abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below))
			THEN CASE WHEN c.targeted < c.child_count THEN 5 ELSE 6 END
		WHEN v.below < v.wanted THEN 3
		ELSE 4 END AS finding_order
FROM goal g
JOIN child c ON c.parent_id = g.id
JOIN _goal_scope s ON s.goal_id = g.id
CROSS JOIN LATERAL (
	SELECT opm.target_value(s.target::opm.target) AS wanted,
		CASE lower(g.rollup)
			WHEN 'sum' THEN c.total
			WHEN 'avg' THEN c.mean
			WHEN 'low' THEN c.low
			WHEN 'high' THEN c.high END AS below
	OFFSET 0 -- fence: once
) v
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id
WHERE lower(g.rollup) IN ('sum', 'avg', 'low', 'high') AND g.lifecycle IN ('active', 'done')
	AND (v.wanted IS NOT NULL OR c.targeted > 0);
COMMENT ON VIEW reconciliation IS
	'Do the targets below add up to the target above? One row per goal that takes its value from its children (sum, '
	'avg, low, high), with their targets put together the same way. For those that do not, filter by is_reconciled = '
	'false.';
COMMENT ON COLUMN reconciliation.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN reconciliation.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN reconciliation.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN reconciliation.team_id IS 'Team of the goal.';
COMMENT ON COLUMN reconciliation.team_name IS 'Name of the team.';
COMMENT ON COLUMN reconciliation.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN reconciliation.owner_name IS 'Name of that person.';
COMMENT ON COLUMN reconciliation.rollup IS 'How values are combined: sum, avg, low or high.';
COMMENT ON COLUMN reconciliation.unit IS 'Unit of the values.';
COMMENT ON COLUMN reconciliation.target_value IS 'Value the goal aims at.';
COMMENT ON COLUMN reconciliation.children_target_value IS
	'What the targets of its children come to, combined by rollup.';
COMMENT ON COLUMN reconciliation.gap_value IS
	'children_target_value less target_value: below 0 the children promise less than the goal needs, where more is '
	'better.';
COMMENT ON COLUMN reconciliation.gap_fraction IS 'The same as a fraction of target_value.';
COMMENT ON COLUMN reconciliation.child_count IS 'Children that count.';
COMMENT ON COLUMN reconciliation.without_target_count IS 'Of these, children without a target.';
COMMENT ON COLUMN reconciliation.finding IS
	'adds up; adds up, some without target; below the target above; above the target above; units differ; '
	'no target above; no targets below.';
COMMENT ON COLUMN reconciliation.is_reconciled IS 'True if they add up, to 9 digits.';
COMMENT ON COLUMN reconciliation.finding_order IS
	'For sorting by finding: 1 units differ, 2 a target is missing, 3 below, 4 above, 5 and 6 adds up.';
