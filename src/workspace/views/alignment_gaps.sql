-- Where goals do not fit together.

CREATE OR REPLACE VIEW alignment_gaps WITH (security_invoker) AS
SELECT x.goal_id || ' ' || x.gap_type AS id,
	x.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	x.gap_type,
	x.detail,
	g.owner_id,
	p.name AS owner_name,
	g.team_id,
	t.name AS team_name
FROM (
	SELECT c.id AS goal_id, 'orphan' AS gap_type, 'has no goal above and none below' AS detail FROM goal c
	WHERE c.parent_id IS NULL AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE c.id IN (l.goal_id, l.parent_id))
	UNION ALL
	SELECT c.id, 'no key results', 'an objective without key results or goals below' FROM goal c
	WHERE c.kind = 'objective' AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id)
	UNION ALL
	SELECT c.id, 'left owner', 'the owner is not active any more' FROM goal c
	JOIN person o ON o.id = c.owner_id AND NOT o.active
	UNION ALL
	SELECT c.id, 'no target', 'nothing says what good looks like' FROM goal c
	WHERE c.target IS NULL AND c.kind <> 'objective' AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal_target gt WHERE gt.goal_id = c.id)
		-- what is judged needs none
		AND NOT EXISTS (SELECT FROM check_in j WHERE j.goal_id = c.id AND j.score IS NOT NULL)
	UNION ALL
	SELECT c.id, 'outside the period above', 'its period ' || cp.name || ' is not within ' || pp.name FROM goal c
	JOIN goal a ON a.id = c.parent_id
	JOIN period cp ON cp.id = c.period_id
	JOIN period pp ON pp.id = a.period_id
	WHERE cp.first_day < pp.first_day OR cp.last_day > pp.last_day
	UNION ALL
	SELECT c.id, 'opposite direction',
		'better is ' || opm.direction(cs.target::opm.target) || ' here and ' || opm.direction(s.target::opm.target)
			|| ' above, in the same unit'
	FROM goal c
	-- not as a condition of the join: few rows would be expected, and all goals read again for each of many
	JOIN goal a ON a.id = c.parent_id AND CASE WHEN a.unit = c.unit THEN true ELSE false END
	JOIN _goal_scope cs ON cs.goal_id = c.id
	JOIN _goal_scope s ON s.goal_id = a.id
	WHERE opm.direction(cs.target::opm.target) IN ('up', 'down')
		AND opm.direction(s.target::opm.target) IN ('up', 'down')
		AND opm.direction(cs.target::opm.target) <> opm.direction(s.target::opm.target)
	UNION ALL
	SELECT c.id, 'shares do not add up',
		'the shares of its parents add up to ' || round(c.total::numeric, 6)
			|| ' and not to 1, so each of them counts it in full'
	FROM (
		SELECT e.goal_id AS id, sum(COALESCE(e.share, 1)) AS total FROM _edge e GROUP BY e.goal_id
		HAVING bool_or(e.share < 1) AND NOT _is_whole(sum(COALESCE(e.share, 1)))
	) c
	UNION ALL
	SELECT c.id, 'same measure twice', 'another goal of the same name, team and period: ' || c.first_key
	FROM (
		SELECT o.id, first_value(o.id) OVER w AS first_id, first_value(o.key) OVER w AS first_key
		FROM goal o WINDOW w AS (PARTITION BY o.name, o.team_id, o.period_id ORDER BY o.id)
	) c
	WHERE c.id <> c.first_id
	UNION ALL
	SELECT c.id, 'no weight', 'all goals below have weight 0' FROM goal c
	WHERE EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id AND k.weight > 0)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id AND l.weight > 0)
	UNION ALL
	SELECT c.id, 'not accepted', 'the owner has not accepted the goal' FROM goal c
	WHERE c.accepted_at IS NULL AND c.lifecycle = 'active'
) x
JOIN goal g ON g.id = x.goal_id AND g.lifecycle IN ('draft', 'active')
LEFT JOIN person p ON p.id = g.owner_id
LEFT JOIN team t ON t.id = g.team_id;
COMMENT ON VIEW alignment_gaps IS 'Where do goals not fit together? One row per draft or active goal and kind of gap.';
COMMENT ON COLUMN alignment_gaps.id IS 'Goal and kind of gap; unique in this view.';
COMMENT ON COLUMN alignment_gaps.goal_id IS 'Goal.';
COMMENT ON COLUMN alignment_gaps.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN alignment_gaps.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN alignment_gaps.gap_type IS
	'orphan, no key results, left owner, no target, outside the period above, opposite direction, shares do not add '
	'up, same measure twice, no weight or not accepted.';
COMMENT ON COLUMN alignment_gaps.detail IS 'What is wrong, in words.';
COMMENT ON COLUMN alignment_gaps.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN alignment_gaps.owner_name IS 'Name of that person.';
COMMENT ON COLUMN alignment_gaps.team_id IS 'Team of the goal.';
COMMENT ON COLUMN alignment_gaps.team_name IS 'Name of the team.';
