-- What moved the score.

-- fence: jit
CREATE OR REPLACE FUNCTION _driver_rows() RETURNS TABLE (
	since text, since_at timestamptz, scope_kind text, team_id bigint, root_goal_id bigint, scope_name text,
	scope_before_score double precision, scope_score double precision, scope_change_points double precision,
	driver_order integer, goal_id bigint, goal_key text, goal_name text, effect_points double precision,
	value_effect_points double precision, rule_effect_points double precision, weight_effect_points double precision,
	structure_effect_points double precision, goal_before_score double precision, goal_score double precision,
	reason text
) LANGUAGE sql STABLE ROWS 100 SET jit = off
BEGIN ATOMIC
	WITH RECURSIVE since AS (
		SELECT 'last week' AS since, now() - interval '168 hours' AS at, now() - interval '168 hours' AS known_at
		UNION ALL
		SELECT 'last close' AS since,
			LEAST(c.closed_at, p.until_at - interval '1 microsecond') AS at, c.closed_at AS known_at
		FROM (SELECT x.period_id, x.closed_at FROM period_close x ORDER BY x.id DESC LIMIT 1) c
		JOIN period p ON p.id = c.period_id
	), trees AS MATERIALIZED ( -- fence: one-pass
		-- what nobody had written down yet is taken as it is known now
		SELECT s.since, s.at,
			COALESCE(b.tree, tree_at(s.at)) AS before,
			CASE WHEN b.tree IS NULL THEN 'infinity'::timestamptz ELSE s.known_at END AS known_at,
			n.tree AS after
		FROM since s
		CROSS JOIN LATERAL (
			SELECT tree_at(s.at, s.known_at) AS tree
			OFFSET 0 -- fence: once
		) b
		CROSS JOIN (
			SELECT tree_at() AS tree
			OFFSET 0 -- fence: once
		) n
	), owned AS MATERIALIZED ( -- fence: one-pass
		SELECT r.since, r.is_after, r.key, r.label, r.leaf, r.value, r.target, r.score, r.root_weight, g.team_id
		FROM (
			SELECT t.since, false AS is_after, x.key, x.label, x.leaf, x.value, x.target, x.score, x.root_weight,
				x.method
			FROM trees t
			CROSS JOIN LATERAL opm.rollup_bigint(t.before) x
			UNION ALL
			SELECT t.since, true, x.key, x.label, x.leaf, x.value, x.target, x.score, x.root_weight, x.method
			FROM trees t
			CROSS JOIN LATERAL opm.rollup_bigint(t.after) x
			OFFSET 0 -- fence: stay
		) r
		JOIN goal g ON g.id = r.key
		JOIN (
			-- as in team_scorecard: goals whose period holds at that time
			SELECT t.since, false AS is_after, (c.goal).id AS id
			FROM trees t
			CROSS JOIN LATERAL _scope_at(t.at, t.known_at) c
			WHERE c.is_current
			UNION ALL
			SELECT t.since, true AS is_after, c.goal_id AS id FROM trees t CROSS JOIN _goal_scope c WHERE c.is_current
		) k ON k.since = r.since AND k.is_after = r.is_after AND k.id = r.key
		WHERE r.method <> 'not applicable' AND g.team_id IS NOT NULL
	), edge AS MATERIALIZED ( -- fence: one-pass
		SELECT t.since, false AS is_after, g.id AS key, g.parent_id
		FROM trees t
		CROSS JOIN LATERAL _goals_known_at(t.known_at) g
		WHERE g.parent_id IS NOT NULL
		UNION ALL
		SELECT t.since, false, l.goal_id, l.parent_id FROM trees t CROSS JOIN LATERAL _goal_links_known_at(t.known_at) l
		UNION ALL
		SELECT t.since, true, g.id, g.parent_id FROM since t CROSS JOIN goal g WHERE g.parent_id IS NOT NULL
		UNION ALL
		SELECT t.since, true, l.goal_id, l.parent_id FROM since t CROSS JOIN goal_link l
	), team_above(since, is_after, key, team_id) AS (
		SELECT e.since, e.is_after, e.key, o.team_id
		FROM edge e
		JOIN owned o ON o.key = e.parent_id AND o.since = e.since AND o.is_after = e.is_after
		UNION
		SELECT e.since, e.is_after, e.key, a.team_id
		FROM team_above a
		JOIN edge e ON e.parent_id = a.key AND e.since = a.since AND e.is_after = a.is_after
	), topmost AS MATERIALIZED ( -- fence: one-pass
		-- as in team_scorecard: goals that are not below another goal of the same team
		SELECT x.since, x.is_after, x.team_id, x.key, x.label, x.leaf, x.value, x.target, x.score,
			COALESCE(_counting(x.root_weight), 0) AS weight
		FROM owned x
		LEFT JOIN team_above a ON a.key = x.key AND a.since = x.since AND a.is_after = x.is_after
			AND a.team_id = x.team_id
		WHERE a.key IS NULL
	), branch AS MATERIALIZED ( -- fence: one-pass
		SELECT x.since, x.is_after, x.team_id, x.key, x.label, x.value, x.target, x.score, x.weight, x.leaf,
			CASE WHEN x.leaf THEN NULL
				WHEN x.is_after THEN opm.subtree(t.after, x.key)
				ELSE opm.subtree(t.before, x.key) END AS below
		FROM topmost x JOIN trees t ON t.since = x.since
	), team_goal AS (
		SELECT x.since, x.team_id, x.is_after, p.goal
		FROM branch x
		CROSS JOIN LATERAL (
			SELECT CASE WHEN x.below::text ~ ' @[0-9]' THEN EXISTS (
				SELECT FROM jsonb_array_elements(x.below::jsonb -> 'goals') e(goal)
				WHERE NOT _is_whole((e.goal ->> 'share')::double precision
					+ COALESCE((SELECT sum((l.link ->> 'share')::double precision)
						FROM jsonb_array_elements(e.goal -> 'links') l(link)), 0)))
				ELSE x.leaf END AS is_split
				OFFSET 0 -- fence: once
		) w
		CROSS JOIN LATERAL (
			SELECT x.below AS goal WHERE NOT w.is_split
			UNION ALL
			SELECT opm.goal(x.key, -9223372036854775808, weight => x.weight) WHERE NOT w.is_split
			UNION ALL
			-- a leaf by itself; and with its score alone what shares a split goal with others outside, for a part of a
			-- goal is no tree
			SELECT opm.goal(x.key, -9223372036854775808, x.label,
				CASE WHEN x.leaf THEN x.value END, NULL,
				CASE WHEN x.leaf THEN x.target::opm.target END,
				CASE WHEN NOT x.leaf OR x.value IS NULL OR x.target IS NULL THEN x.score END, x.weight)
			WHERE w.is_split
		) p
	), team_tree AS (
		SELECT x.since, t.at, x.team_id,
			opm.merge(x.goal) FILTER (WHERE NOT x.is_after) AS before,
			opm.merge(x.goal) FILTER (WHERE x.is_after) AS after
		FROM (
			SELECT y.since, y.team_id, y.is_after, y.goal FROM team_goal y
			UNION ALL
			SELECT y.since, y.team_id, b.is_after,
				opm.goal(-9223372036854775808, credit_floor => d.credit_floor, credit_cap => d.credit_cap)
			FROM (SELECT DISTINCT z.since, z.team_id FROM topmost z) y
			CROSS JOIN (VALUES (false), (true)) b(is_after)
			CROSS JOIN setting d
		) x
		JOIN since t ON t.since = x.since
		GROUP BY x.since, t.at, x.team_id
	), scope AS (
		SELECT t.since, t.at, 'tree' AS scope_kind, r.key AS top, r.key AS root_goal_id, NULL::bigint AS team_id,
			t.before, t.after
		FROM trees t
		CROSS JOIN LATERAL opm.rollup_bigint(t.after) r
		WHERE r.depth = 0 AND opm.depth(t.before, r.key) IS NOT NULL
		UNION ALL
		SELECT t.since, t.at, 'team' AS scope_kind, -9223372036854775808 AS top, NULL::bigint AS root_goal_id,
			t.team_id, t.before, t.after
		FROM team_tree t
		OFFSET 0 -- fence: stay
	)
	SELECT s.since,
		s.at AS since_at,
		s.scope_kind,
		s.team_id,
		s.root_goal_id,
		COALESCE(t.name, rg.name) AS scope_name,
		s.was AS scope_before_score,
		s.now AS scope_score,
		100 * (s.now - s.was) AS scope_change_points,
		row_number() OVER (PARTITION BY s.since, s.scope_kind, s.team_id, s.root_goal_id
			ORDER BY abs(e.effect) DESC, e.key)::integer AS driver_order,
		NULLIF(e.key, -9223372036854775808) AS goal_id,
		g.key AS goal_key,
		COALESCE(g.name, e.label, CASE WHEN e.key = -9223372036854775808 THEN t.name END) AS goal_name,
		100 * e.effect AS effect_points,
		100 * e.value_effect AS value_effect_points,
		100 * e.rule_effect AS rule_effect_points,
		100 * e.weight_effect AS weight_effect_points,
		100 * e.structure_effect AS structure_effect_points,
		e.before AS goal_before_score,
		e.after AS goal_score,
		COALESCE(e.reason,
			CASE GREATEST(abs(e.value_effect), abs(e.rule_effect), abs(e.weight_effect), abs(e.structure_effect))
				WHEN abs(e.value_effect) THEN 'its value'
				WHEN abs(e.rule_effect) THEN 'its target or method'
				WHEN abs(e.weight_effect) THEN 'its weight'
				ELSE 'its place in the tree' END
			|| CASE WHEN e.effect > 0 THEN ' lifted the score' ELSE ' lowered the score' END) AS reason
	FROM (
		SELECT x.since, x.at, x.scope_kind, x.top, x.root_goal_id, x.team_id, x.before, x.after,
			opm.score(x.before, x.top) AS was,
			opm.score(x.after, x.top) AS now
		FROM scope x
		OFFSET 0 -- fence: stay
	) s
	CROSS JOIN LATERAL opm.explain_change_bigint(s.before, s.after, s.top, 'score') e
	LEFT JOIN team t ON t.id = s.team_id
	LEFT JOIN goal rg ON rg.id = s.root_goal_id
	LEFT JOIN goal g ON g.id = e.key
	WHERE s.was IS NOT NULL AND s.now IS NOT NULL AND e.effect <> 0;
END;
COMMENT ON FUNCTION _driver_rows IS
	'Internal: rows of the view drivers. A function, because compiling the query (JIT) would take longer than running '
	'it.';

CREATE OR REPLACE VIEW drivers WITH (security_invoker) AS
SELECT concat_ws(' ', d.since, '/', d.scope_kind, COALESCE(d.team_id, d.root_goal_id), '/', d.goal_id) AS id,
	d.since,
	d.since_at,
	d.scope_kind,
	d.team_id,
	d.root_goal_id,
	d.scope_name,
	d.scope_before_score,
	d.scope_score,
	d.scope_change_points,
	d.driver_order,
	d.goal_id,
	d.goal_key,
	d.goal_name,
	d.effect_points,
	d.value_effect_points,
	d.rule_effect_points,
	d.weight_effect_points,
	d.structure_effect_points,
	d.goal_before_score,
	d.goal_score,
	d.reason,
	CASE WHEN d.scope_kind = 'team' THEN d.scope_name END AS team_name,
	CASE WHEN d.scope_kind = 'tree' THEN d.scope_name END AS root_goal_name
FROM _driver_rows() d;
COMMENT ON VIEW drivers IS
	'What moved the score? One row per goal that moved a tree (the company) or a team, since the last close and since '
	'last week. effect_points of all rows of one scope and since adds up to scope_change_points. Before is as it was '
	'known then; what is newer than that is taken as it is known now. The score of a team is that of team_scorecard: '
	'the mean of its topmost goals, by the teams of today.';
COMMENT ON COLUMN drivers.id IS 'Since, scope and goal; unique in this view.';
COMMENT ON COLUMN drivers.since IS 'last close or last week.';
COMMENT ON COLUMN drivers.since_at IS 'Time with which now is compared.';
COMMENT ON COLUMN drivers.scope_kind IS 'tree (a goal without parents and all below it) or team.';
COMMENT ON COLUMN drivers.team_id IS 'Team; empty for trees.';
COMMENT ON COLUMN drivers.root_goal_id IS 'Goal on top of the tree; empty for teams.';
COMMENT ON COLUMN drivers.scope_name IS 'Name of the team or of the goal on top.';
COMMENT ON COLUMN drivers.scope_before_score IS 'Score of the scope then: 1 is goal reached.';
COMMENT ON COLUMN drivers.scope_score IS 'Score of the scope now: 1 is goal reached.';
COMMENT ON COLUMN drivers.scope_change_points IS 'Points between the two; 100 points are 1.';
COMMENT ON COLUMN drivers.driver_order IS '1 moved the score of the scope most, up or down.';
COMMENT ON COLUMN drivers.goal_id IS
	'Goal that moved it, for a team also one below its goals; empty for the team itself.';
COMMENT ON COLUMN drivers.goal_key IS 'Short unique word of that goal; empty: it is gone, or the team itself.';
COMMENT ON COLUMN drivers.goal_name IS 'Name of that goal.';
COMMENT ON COLUMN drivers.effect_points IS 'Points of scope_change_points that come from this goal.';
COMMENT ON COLUMN drivers.value_effect_points IS 'Of these, because its value or score changed, came or went.';
COMMENT ON COLUMN drivers.rule_effect_points IS 'Of these, because its target, method or policy changed.';
COMMENT ON COLUMN drivers.weight_effect_points IS 'Of these, because its weight changed.';
COMMENT ON COLUMN drivers.structure_effect_points IS 'Of these, because it was added, removed or moved.';
COMMENT ON COLUMN drivers.goal_before_score IS 'Score of this goal then.';
COMMENT ON COLUMN drivers.goal_score IS 'Score of this goal now.';
COMMENT ON COLUMN drivers.reason IS 'The main cause in words.';
COMMENT ON COLUMN drivers.team_name IS 'Name of the team; empty for trees.';
COMMENT ON COLUMN drivers.root_goal_name IS 'Name of the goal on top of the tree; empty for teams.';
