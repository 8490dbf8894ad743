-- Explain, cascade and calibration: why scores moved, what would move them, where targets do not add up, and how good forecasts were.

CREATE OR REPLACE VIEW calibration_case WITH (security_invoker) AS
SELECT 'check-in ' || ci.id AS id,
	'stated confidence' AS origin,
	ci.goal_id,
	g.name AS goal_name,
	ci.person_id,
	p.name AS person_name,
	ci.at AS made_at,
	u.until_at AS ended_at,
	ci.confidence AS probability,
	COALESCE(r.score >= 100, n.attained_fraction >= 1) AS is_reached,
	opm.brier(ci.confidence, COALESCE(r.score >= 100, n.attained_fraction >= 1)) AS brier
FROM check_in ci
CROSS JOIN setting d
JOIN goal g ON g.id = ci.goal_id AND g.lifecycle IN ('active', 'done')
JOIN person p ON p.id = ci.person_id
LEFT JOIN period pe ON pe.id = g.period_id
CROSS JOIN LATERAL (SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), (g.due_on + 1)::timestamp), pe.until_at) AS until_at) u
LEFT JOIN (SELECT cr.goal_id, pc.period_id, cr.score FROM close_result cr JOIN period_close pc ON pc.id = cr.close_id) r ON r.goal_id = g.id AND r.period_id = g.period_id
LEFT JOIN goal_now n ON n.id = g.id
WHERE ci.confidence IS NOT NULL AND u.until_at <= now() AND ci.at < u.until_at AND COALESCE(r.score, n.score) IS NOT NULL
UNION ALL
SELECT 'forecast ' || g.id || '/' || q.id,
	'forecast',
	g.id,
	g.name,
	NULL,
	NULL,
	w.made_at,
	q.until_at,
	f.hit,
	opm.reached(e.actual, w.target::opm.target),
	opm.brier(f.hit, opm.reached(e.actual, w.target::opm.target))
FROM goal g
LEFT JOIN period pe ON pe.id = g.period_id
JOIN period q ON q.kind = 'quarter' AND q.calendar = COALESCE(pe.calendar, 'main') AND q.until_at <= now() AND q.until_at > now() - interval '9600 hours'
LEFT JOIN goal_target gt ON gt.goal_id = g.id AND gt.period_id = q.id
CROSS JOIN LATERAL (
	SELECT COALESCE(gt.target, CASE WHEN g.period_id = q.id OR g.time_aggregation IN ('last', 'mean', 'ratio') THEN g.target END) AS target, q.from_at + make_interval(secs => date_part('epoch', q.until_at - q.from_at) / 2) AS made_at OFFSET 0
) w
CROSS JOIN LATERAL project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, q.until_at, w.made_at) f
CROSS JOIN LATERAL project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, q.until_at, q.until_at) e
WHERE CASE WHEN g.lifecycle IN ('active', 'done') THEN 'counts' END = 'counts' AND w.target IS NOT NULL AND f.hit IS NOT NULL AND e.actual IS NOT NULL;
COMMENT ON VIEW calibration_case IS 'Probabilities and what came of them: one row a check-in with a confidence whose goal is over, and one row a goal and quarter of the last year with the forecast that would have been made half-way.';
COMMENT ON COLUMN calibration_case.id IS 'Check-in, or goal and quarter; unique in this view.';
COMMENT ON COLUMN calibration_case.origin IS 'stated confidence or forecast.';
COMMENT ON COLUMN calibration_case.goal_id IS 'Goal.';
COMMENT ON COLUMN calibration_case.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN calibration_case.person_id IS 'Person who stated the confidence; empty for forecasts.';
COMMENT ON COLUMN calibration_case.person_name IS 'Name of that person.';
COMMENT ON COLUMN calibration_case.made_at IS 'When it was stated; for forecasts the middle of the quarter.';
COMMENT ON COLUMN calibration_case.ended_at IS 'End of the period, when the outcome was known.';
COMMENT ON COLUMN calibration_case.probability IS 'Probability that the target is reached, 0 to 1.';
COMMENT ON COLUMN calibration_case.is_reached IS 'True if it was reached at the end: by the close, if the period is closed.';
COMMENT ON COLUMN calibration_case.brier IS '(probability - outcome) squared: 0 certain and right, 1 certain and wrong.';

CREATE OR REPLACE VIEW calibration WITH (security_invoker) AS
SELECT concat_ws('/', x.origin, x.person_id) AS id,
	x.origin,
	x.person_id,
	CASE WHEN x.everyone = 1 THEN 'everyone' ELSE p.name END AS person_name,
	(c.y).n AS case_count,
	(c.y).mean_p AS mean_probability,
	(c.y).hit_rate AS hit_fraction,
	(c.y).bias,
	(c.y).bias_z,
	(c.y).brier,
	(c.y).log_score AS log_loss,
	(c.y).reliability,
	(c.y).resolution,
	(c.y).skill,
	CASE WHEN (c.y).n < 10 THEN 'too few cases' WHEN (c.y).bias_z > 2 THEN 'over-confident' WHEN (c.y).bias_z < -2 THEN 'under-confident' ELSE 'no bias shown' END AS finding,
	(c.y).reason,
	CASE WHEN (c.y).n < 10 THEN 0 WHEN (c.y).bias_z > 2 THEN 1 WHEN (c.y).bias_z < -2 THEN 2 ELSE 3 END AS finding_order
FROM (
	SELECT k.origin, k.person_id, GROUPING(k.person_id) AS everyone,
		array_agg(k.probability ORDER BY k.made_at, k.goal_id, k.person_id) AS stated, array_agg(k.is_reached ORDER BY k.made_at, k.goal_id, k.person_id) AS outcome
	FROM calibration_case k GROUP BY GROUPING SETS ((k.origin), (k.origin, k.person_id))
) x
LEFT JOIN person p ON p.id = x.person_id
CROSS JOIN LATERAL (SELECT opm.calibration(x.stated, x.outcome) AS y OFFSET 0) c
WHERE x.everyone = 1 OR x.person_id IS NOT NULL;
COMMENT ON VIEW calibration IS 'How good probabilities were: one row for the forecasts, one for all stated confidence, and one a person. Empty until goals with stated confidence are over.';
COMMENT ON COLUMN calibration.id IS 'Origin and person; unique in this view.';
COMMENT ON COLUMN calibration.origin IS 'stated confidence or forecast.';
COMMENT ON COLUMN calibration.person_id IS 'Person; empty for everyone together.';
COMMENT ON COLUMN calibration.person_name IS 'Name of the person, or everyone.';
COMMENT ON COLUMN calibration.case_count IS 'Probabilities whose outcome is known.';
COMMENT ON COLUMN calibration.mean_probability IS 'Their mean, 0 to 1.';
COMMENT ON COLUMN calibration.hit_fraction IS 'Part of them that came true, 0 to 1.';
COMMENT ON COLUMN calibration.bias IS 'mean_probability less hit_fraction: above 0 is over-confident.';
COMMENT ON COLUMN calibration.bias_z IS 'The bias in standard errors: beyond 2 it is hardly chance.';
COMMENT ON COLUMN calibration.brier IS 'Mean squared distance from the outcome: 0 is perfect, 0.25 is always saying one half.';
COMMENT ON COLUMN calibration.log_loss IS 'Mean of -ln of the probability given to what happened: 0 is perfect.';
COMMENT ON COLUMN calibration.reliability IS 'Part of brier that comes from saying the wrong number: 0 is best.';
COMMENT ON COLUMN calibration.resolution IS 'Part of brier that comes off for telling cases apart: more is better.';
COMMENT ON COLUMN calibration.skill IS '1 is perfect, 0 no better than always saying hit_fraction.';
COMMENT ON COLUMN calibration.finding IS 'over-confident, under-confident, no bias shown, or too few cases (below 10).';
COMMENT ON COLUMN calibration.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN calibration.finding_order IS 'For sorting by finding: 0 too few cases, 1 over-confident, 2 under-confident, 3 no bias shown.';

CREATE OR REPLACE FUNCTION score_drivers() RETURNS TABLE (
	since text, since_at timestamptz, scope_kind text, team_id bigint, root_goal_id bigint,
	scope_name text, scope_before_score double precision, scope_score double precision, scope_score_change double precision, driver_order integer,
	goal_id bigint, goal_name text, effect_score double precision, value_effect_score double precision, rule_effect_score double precision,
	weight_effect_score double precision, structure_effect_score double precision, goal_before_score double precision, goal_score double precision, reason text
) LANGUAGE sql STABLE ROWS 100 SET jit = off
BEGIN ATOMIC
	WITH RECURSIVE since AS (
		SELECT 'last week' AS since, now() - interval '168 hours' AS at, now() - interval '168 hours' AS known_at
		UNION ALL
		SELECT 'last close' AS since, LEAST(c.closed_at, p.until_at - interval '1 microsecond') AS at, c.closed_at AS known_at
		FROM (SELECT x.period_id, x.closed_at FROM period_close x ORDER BY x.id DESC LIMIT 1) c JOIN period p ON p.id = c.period_id
	), trees AS MATERIALIZED (
		-- what nobody had written down yet is taken as it is known now
		SELECT s.since, s.at, COALESCE(b.tree, tree_at(s.at)) AS before, CASE WHEN b.tree IS NULL THEN 'infinity'::timestamptz ELSE s.known_at END AS known_at, n.tree AS after
		FROM since s CROSS JOIN LATERAL (SELECT tree_at(s.at, s.known_at) AS tree OFFSET 0) b CROSS JOIN (SELECT tree_at() AS tree OFFSET 0) n
	), owned AS MATERIALIZED (
		-- the trees are read here and go no further
		SELECT r.since, r.is_after, r.key, r.label, r.leaf, r.value, r.target, r.score, r.root_weight, g.team_id
		FROM (
			SELECT t.since, false AS is_after, x.key, x.label, x.leaf, x.value, x.target, x.score, x.root_weight, x.method FROM trees t CROSS JOIN LATERAL opm.rollup_bigint(t.before) x
			UNION ALL
			SELECT t.since, true, x.key, x.label, x.leaf, x.value, x.target, x.score, x.root_weight, x.method FROM trees t CROSS JOIN LATERAL opm.rollup_bigint(t.after) x
			OFFSET 0
		) r JOIN goal g ON g.id = r.key WHERE r.method <> 'not applicable' AND g.team_id IS NOT NULL
	), edge AS MATERIALIZED (
		SELECT t.since, false AS is_after, g.id AS key, g.parent_id FROM trees t CROSS JOIN LATERAL goals_known_at(t.known_at) g WHERE g.parent_id IS NOT NULL
		UNION ALL
		SELECT t.since, false, l.goal_id, l.parent_id FROM trees t CROSS JOIN LATERAL goal_links_known_at(t.known_at) l
		UNION ALL
		SELECT t.since, true, g.id, g.parent_id FROM since t CROSS JOIN goal g WHERE g.parent_id IS NOT NULL
		UNION ALL
		SELECT t.since, true, l.goal_id, l.parent_id FROM since t CROSS JOIN goal_link l
	), team_above(since, is_after, key, team_id) AS (
		SELECT e.since, e.is_after, e.key, o.team_id FROM edge e JOIN owned o ON o.key = e.parent_id AND o.since = e.since AND o.is_after = e.is_after
		UNION
		SELECT e.since, e.is_after, e.key, a.team_id FROM team_above a JOIN edge e ON e.parent_id = a.key AND e.since = a.since AND e.is_after = a.is_after
	), topmost AS MATERIALIZED (
		-- as in team_scorecard: goals that are not below another goal of the same team
		SELECT x.since, x.is_after, x.team_id, x.key, x.label, x.leaf, x.value, x.target, x.score, COALESCE(counting(x.root_weight), 0) AS weight
		FROM owned x LEFT JOIN team_above a ON a.key = x.key AND a.since = x.since AND a.is_after = x.is_after AND a.team_id = x.team_id WHERE a.key IS NULL
	), branch AS MATERIALIZED (
		SELECT x.since, x.is_after, x.team_id, x.key, x.label, x.value, x.target, x.score, x.weight, x.leaf,
			CASE WHEN x.leaf THEN NULL WHEN x.is_after THEN opm.subtree(t.after, x.key) ELSE opm.subtree(t.before, x.key) END AS below
		FROM topmost x JOIN trees t ON t.since = x.since
	), team_goal AS (
		SELECT x.since, x.team_id, x.is_after, p.goal
		FROM branch x
		CROSS JOIN LATERAL (
			SELECT CASE WHEN x.below::text ~ ' @[0-9]' THEN EXISTS (
				SELECT FROM jsonb_array_elements(x.below::jsonb -> 'goals') e(goal)
				WHERE abs((e.goal ->> 'share')::double precision + COALESCE((SELECT sum((l.link ->> 'share')::double precision) FROM jsonb_array_elements(e.goal -> 'links') l(link)), 0) - 1) > 1e-9)
				ELSE x.leaf END AS is_split OFFSET 0
		) w
		CROSS JOIN LATERAL (
			SELECT x.below AS goal WHERE NOT w.is_split
			UNION ALL
			SELECT opm.goal(x.key, -9223372036854775808, weight => x.weight) WHERE NOT w.is_split
			UNION ALL
			-- a leaf by itself; and with its score alone what shares a split goal with others outside, for a part of a goal is no tree
			SELECT opm.goal(x.key, -9223372036854775808, x.label, CASE WHEN x.leaf THEN x.value END, NULL, CASE WHEN x.leaf THEN x.target::opm.target END, CASE WHEN NOT x.leaf OR x.value IS NULL OR x.target IS NULL THEN x.score END, x.weight)
			WHERE w.is_split
		) p
	), team_tree AS (
		SELECT x.since, t.at, x.team_id, opm.merge(x.goal) FILTER (WHERE NOT x.is_after) AS before, opm.merge(x.goal) FILTER (WHERE x.is_after) AS after
		FROM (
			SELECT y.since, y.team_id, y.is_after, y.goal FROM team_goal y
			UNION ALL
			SELECT y.since, y.team_id, b.is_after, opm.goal(-9223372036854775808, credit_floor => d.credit_floor, credit_cap => d.credit_cap)
			FROM (SELECT DISTINCT z.since, z.team_id FROM topmost z) y CROSS JOIN (VALUES (false), (true)) b(is_after) CROSS JOIN setting d
		) x JOIN since t ON t.since = x.since GROUP BY x.since, t.at, x.team_id
	), scope AS (
		SELECT t.since, t.at, 'tree' AS scope_kind, r.key AS top, r.key AS root_goal_id, NULL::bigint AS team_id, t.before, t.after
		FROM trees t CROSS JOIN LATERAL opm.rollup_bigint(t.after) r WHERE r.depth = 0 AND opm.depth(t.before, r.key) IS NOT NULL
		UNION ALL
		SELECT t.since, t.at, 'team' AS scope_kind, -9223372036854775808 AS top, NULL::bigint AS root_goal_id, t.team_id, t.before, t.after FROM team_tree t
		OFFSET 0
	)
	SELECT s.since,
		s.at AS since_at,
		s.scope_kind,
		s.team_id,
		s.root_goal_id,
		COALESCE(t.name, rg.name) AS scope_name,
		100 * s.was AS scope_before_score,
		100 * s.now AS scope_score,
		100 * (s.now - s.was) AS scope_score_change,
		row_number() OVER (PARTITION BY s.since, s.scope_kind, s.team_id, s.root_goal_id ORDER BY abs(e.effect) DESC, e.key)::integer AS driver_order,
		NULLIF(e.key, -9223372036854775808) AS goal_id,
		COALESCE(g.name, e.label, CASE WHEN e.key = -9223372036854775808 THEN t.name END) AS goal_name,
		100 * e.effect AS effect_score,
		100 * e.value_effect AS value_effect_score,
		100 * e.rule_effect AS rule_effect_score,
		100 * e.weight_effect AS weight_effect_score,
		100 * e.structure_effect AS structure_effect_score,
		100 * e.before AS goal_before_score,
		100 * e.after AS goal_score,
		COALESCE(e.reason, CASE GREATEST(abs(e.value_effect), abs(e.rule_effect), abs(e.weight_effect), abs(e.structure_effect))
			WHEN abs(e.value_effect) THEN 'its value' WHEN abs(e.rule_effect) THEN 'its target or method' WHEN abs(e.weight_effect) THEN 'its weight' ELSE 'its place in the tree' END
			|| CASE WHEN e.effect > 0 THEN ' lifted the score' ELSE ' lowered the score' END) AS reason
	FROM (
		SELECT x.since, x.at, x.scope_kind, x.top, x.root_goal_id, x.team_id, x.before, x.after, opm.score(x.before, x.top) AS was, opm.score(x.after, x.top) AS now FROM scope x OFFSET 0
	) s
	CROSS JOIN LATERAL opm.explain_change_bigint(s.before, s.after, s.top, 'score') e
	LEFT JOIN team t ON t.id = s.team_id
	LEFT JOIN goal rg ON rg.id = s.root_goal_id
	LEFT JOIN goal g ON g.id = e.key
	WHERE s.was IS NOT NULL AND s.now IS NOT NULL AND e.effect <> 0;
END;
COMMENT ON FUNCTION score_drivers IS 'Rows of the view drivers. A function, because compiling the query (JIT) would take longer than running it.';

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
	d.scope_score_change,
	d.driver_order,
	d.goal_id,
	d.goal_name,
	d.effect_score,
	d.value_effect_score,
	d.rule_effect_score,
	d.weight_effect_score,
	d.structure_effect_score,
	d.goal_before_score,
	d.goal_score,
	d.reason,
	CASE WHEN d.scope_kind = 'team' THEN d.scope_name END AS team_name,
	CASE WHEN d.scope_kind = 'tree' THEN d.scope_name END AS root_goal_name
FROM score_drivers() d;
COMMENT ON VIEW drivers IS 'What moved the score: one row a goal that moved a tree (the company) or a team, since the last close and since last week. effect_score of all rows of one scope and since adds up to scope_score_change. Before is as it was known then; what is newer than that is taken as it is known now. The score of a team is that of team_scorecard: the mean of its topmost goals, by the teams of today.';
COMMENT ON COLUMN drivers.id IS 'Since, scope and goal; unique in this view.';
COMMENT ON COLUMN drivers.since IS 'last close or last week.';
COMMENT ON COLUMN drivers.since_at IS 'Time with which now is compared.';
COMMENT ON COLUMN drivers.scope_kind IS 'tree (a goal without parents and all below it) or team.';
COMMENT ON COLUMN drivers.team_id IS 'Team; empty for trees.';
COMMENT ON COLUMN drivers.root_goal_id IS 'Goal on top of the tree; empty for teams.';
COMMENT ON COLUMN drivers.scope_name IS 'Name of the team or of the goal on top.';
COMMENT ON COLUMN drivers.scope_before_score IS 'Score of the scope then, 0 to 100.';
COMMENT ON COLUMN drivers.scope_score IS 'Score of the scope now, 0 to 100.';
COMMENT ON COLUMN drivers.scope_score_change IS 'Points between the two.';
COMMENT ON COLUMN drivers.driver_order IS '1 moved the score of the scope most, up or down.';
COMMENT ON COLUMN drivers.goal_id IS 'Goal that moved it, for a team also one below its goals; empty for the team itself.';
COMMENT ON COLUMN drivers.goal_name IS 'Name of that goal.';
COMMENT ON COLUMN drivers.effect_score IS 'Points of scope_score_change that come from this goal.';
COMMENT ON COLUMN drivers.value_effect_score IS 'Of these, because its value or score changed, came or went.';
COMMENT ON COLUMN drivers.rule_effect_score IS 'Of these, because its target, method or policy changed.';
COMMENT ON COLUMN drivers.weight_effect_score IS 'Of these, because its weight changed.';
COMMENT ON COLUMN drivers.structure_effect_score IS 'Of these, because it was added, removed or moved.';
COMMENT ON COLUMN drivers.goal_before_score IS 'Score of this goal then.';
COMMENT ON COLUMN drivers.goal_score IS 'Score of this goal now.';
COMMENT ON COLUMN drivers.reason IS 'The main cause in words.';
COMMENT ON COLUMN drivers.team_name IS 'Name of the team; empty for trees.';
COMMENT ON COLUMN drivers.root_goal_name IS 'Name of the goal on top of the tree; empty for teams.';

CREATE OR REPLACE FUNCTION target_slope(value double precision, target opm.target) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	-- targets are straight lines between knots: a step short of the next one tells; beyond what can be told apart, nothing does
	SELECT CASE WHEN abs(value) <= 1e140 AND abs(s.slope) <= 1e140 THEN s.slope END
	FROM (
		SELECT CASE WHEN opm.baseline(target) IS NULL THEN CASE WHEN abs(value) <= 1e140
				THEN (opm.score(value + GREATEST(abs(value), 1) * 1e-7, target) - opm.score(value, target)) / (GREATEST(abs(value), 1) * 1e-7) END
			WHEN abs(opm.target_value(target)) <= 1e140 AND abs(opm.baseline(target)) <= 1e140 AND abs(opm.target_value(target) - opm.baseline(target)) >= 1e-140
				THEN 1 / (opm.target_value(target) - opm.baseline(target)) END AS slope
	) s;
END;
COMMENT ON FUNCTION target_slope IS 'How much a score (1 is goal reached) rises for one unit of value more, at this value. 0 where it does not move, as on the far side of a limit. NULL for NULL, and where numbers are too large or too small to tell (1e140).';

CREATE OR REPLACE VIEW leverage WITH (security_invoker) AS
SELECT r.key || '/' || v.key AS id,
	r.key AS root_goal_id,
	r.label AS root_goal_name,
	v.rank AS leverage_order,
	v.key AS goal_id,
	g.name AS goal_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	o.name AS owner_name,
	100 * v.score AS score,
	v.value AS actual,
	g.unit,
	v.per_score AS root_points_per_point,
	100 * CASE WHEN COALESCE(v.per_score, 0) = 0 OR (g.time_aggregation = 'ratio' AND v.per_value <> 0) THEN v.per_value
		ELSE v.per_value + v.per_score * target_slope(v.value, s.target::opm.target) END AS root_points_per_unit,
	v.gap AS gap_value,
	100 * v.gain AS gain_score
FROM (SELECT x.tree, r.key, r.label FROM (SELECT tree_at() AS tree OFFSET 0) x CROSS JOIN LATERAL opm.rollup_bigint(x.tree) r WHERE r.depth = 0 OFFSET 0) r
CROSS JOIN LATERAL opm.leverage_bigint(r.tree, r.key) v
JOIN goal g ON g.id = v.key
JOIN goal_scope s ON s.goal_id = v.key
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id;
COMMENT ON VIEW leverage IS 'Where a point is worth most: one row a tree and goal with a score of its own, the most useful first. Exact where the tree is linear; elsewhere the rate from where it stands, and scenario() is exact.';
COMMENT ON COLUMN leverage.id IS 'Tree and goal; unique in this view.';
COMMENT ON COLUMN leverage.root_goal_id IS 'Goal on top of the tree.';
COMMENT ON COLUMN leverage.root_goal_name IS 'Its name.';
COMMENT ON COLUMN leverage.leverage_order IS '1 is the goal whose gap is worth most.';
COMMENT ON COLUMN leverage.goal_id IS 'Goal.';
COMMENT ON COLUMN leverage.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN leverage.team_id IS 'Team of the goal.';
COMMENT ON COLUMN leverage.team_name IS 'Name of the team.';
COMMENT ON COLUMN leverage.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN leverage.owner_name IS 'Name of that person.';
COMMENT ON COLUMN leverage.score IS 'Its score now, 0 to 100 and beyond.';
COMMENT ON COLUMN leverage.actual IS 'Its value now, in unit.';
COMMENT ON COLUMN leverage.unit IS 'Unit of the values.';
COMMENT ON COLUMN leverage.root_points_per_point IS 'Points of the root score for one point more of its score; 0 where it counts by its value above.';
COMMENT ON COLUMN leverage.root_points_per_unit IS 'Points of the root score for one unit more of actual, at this rate: by its own target where it counts by its score, by the sum or mean above where it counts by its value (of a ratio then: one unit of the numerator). Below 0 where less is better; 0 where its value moves nothing from where it stands, such as beyond the credit cap; empty: no value, or a score by judgement.';
COMMENT ON COLUMN leverage.gap_value IS 'What it lacks to reach its target: in unit if it counts by its value above, else as a fraction of its score, 0 to 1 and beyond.';
COMMENT ON COLUMN leverage.gain_score IS 'Points of the root score that closing the gap brings, at this rate.';

CREATE OR REPLACE VIEW reconciliation WITH (security_invoker) AS
WITH link AS (
	SELECT g.parent_id, g.id AS goal_id, g.weight, g.share FROM goal g WHERE g.parent_id IS NOT NULL
	UNION ALL
	SELECT l.parent_id, l.goal_id, l.weight, l.share FROM goal_link l
), child AS (
	SELECT l.parent_id, count(*)::integer AS child_count, count(w.wanted)::integer AS targeted,
		count(*) FILTER (WHERE w.wanted IS NOT NULL AND c.unit IS DISTINCT FROM p.unit)::integer AS other_unit,
		sum(w.wanted * COALESCE(l.share, 1)) AS total, sum(w.wanted * l.weight) / NULLIF(sum(l.weight) FILTER (WHERE w.wanted IS NOT NULL), 0) AS mean,
		min(w.wanted) AS low, max(w.wanted) AS high
	FROM link l
	JOIN goal c ON c.id = l.goal_id AND c.lifecycle IN ('active', 'done')
	JOIN goal p ON p.id = l.parent_id
	JOIN goal_scope s ON s.goal_id = c.id
	CROSS JOIN LATERAL (SELECT opm.target_value(s.target::opm.target) AS wanted OFFSET 0) w
	WHERE l.weight > 0
	GROUP BY l.parent_id
)
SELECT g.id,
	g.name,
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
	CASE WHEN v.wanted IS NULL THEN 'no target above' WHEN c.targeted = 0 THEN 'no targets below' WHEN c.other_unit > 0 THEN 'units differ'
		WHEN abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below)) THEN CASE WHEN c.targeted < c.child_count THEN 'adds up, some without target' ELSE 'adds up' END
		WHEN v.below < v.wanted THEN 'below the target above' ELSE 'above the target above' END AS finding,
	v.below IS NOT NULL AND v.wanted IS NOT NULL AND c.other_unit = 0 AND abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below)) AS is_reconciled,
	CASE WHEN v.wanted IS NULL OR c.targeted = 0 THEN 2 WHEN c.other_unit > 0 THEN 1
		WHEN abs(v.below - v.wanted) <= 1e-9 * GREATEST(abs(v.wanted), abs(v.below)) THEN CASE WHEN c.targeted < c.child_count THEN 5 ELSE 6 END
		WHEN v.below < v.wanted THEN 3 ELSE 4 END AS finding_order
FROM goal g
JOIN child c ON c.parent_id = g.id
JOIN goal_scope s ON s.goal_id = g.id
CROSS JOIN LATERAL (
	SELECT opm.target_value(s.target::opm.target) AS wanted, CASE g.rollup WHEN 'sum' THEN c.total WHEN 'avg' THEN c.mean WHEN 'low' THEN c.low WHEN 'high' THEN c.high END AS below OFFSET 0
) v
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id
WHERE g.rollup IN ('sum', 'avg', 'low', 'high') AND g.lifecycle IN ('active', 'done') AND (v.wanted IS NOT NULL OR c.targeted > 0);
COMMENT ON VIEW reconciliation IS 'Do the targets add up? One row a goal that takes its value from its children (sum, avg, low, high), with their targets put together the same way. For those that do not, filter by is_reconciled = false.';
COMMENT ON COLUMN reconciliation.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN reconciliation.name IS 'Name of the goal.';
COMMENT ON COLUMN reconciliation.team_id IS 'Team of the goal.';
COMMENT ON COLUMN reconciliation.team_name IS 'Name of the team.';
COMMENT ON COLUMN reconciliation.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN reconciliation.owner_name IS 'Name of that person.';
COMMENT ON COLUMN reconciliation.rollup IS 'How values are put together: sum, avg, low or high.';
COMMENT ON COLUMN reconciliation.unit IS 'Unit of the values.';
COMMENT ON COLUMN reconciliation.target_value IS 'Value the goal aims at.';
COMMENT ON COLUMN reconciliation.children_target_value IS 'What the targets of its children come to, put together by rollup.';
COMMENT ON COLUMN reconciliation.gap_value IS 'children_target_value less target_value: below 0 the children promise less than the goal needs, where more is better.';
COMMENT ON COLUMN reconciliation.gap_fraction IS 'The same as a fraction of target_value.';
COMMENT ON COLUMN reconciliation.child_count IS 'Children that count.';
COMMENT ON COLUMN reconciliation.without_target_count IS 'Of these, children without a target.';
COMMENT ON COLUMN reconciliation.finding IS 'adds up; adds up, some without target; below the target above; above the target above; units differ; no target above; no targets below.';
COMMENT ON COLUMN reconciliation.is_reconciled IS 'True if they add up, to 9 digits.';
COMMENT ON COLUMN reconciliation.finding_order IS 'For sorting by finding: 1 units differ, 2 a target is missing, 3 below, 4 above, 5 and 6 adds up.';

CREATE OR REPLACE FUNCTION scenario(changes jsonb) RETURNS TABLE (
	goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, depth integer, tree_order integer,
	score_before double precision, score double precision, score_change double precision, actual_before double precision, actual double precision, unit text, status text
) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH present AS MATERIALIZED (
		SELECT tree_at() AS tree
	), said AS (
		-- people write goal keys, the tree has goal ids; new goals get ids that are nobody's
		SELECT c.key, c.value, COALESCE(g.id, CASE WHEN c.key ~ '^-?[0-9]{1,18}$' THEN c.key::bigint WHEN c.value @> '{"add": true}' THEN -c.place END)::text AS id
		FROM (SELECT e.key, e.value, row_number() OVER (ORDER BY e.key) AS place FROM jsonb_each(scenario.changes) e) c LEFT JOIN goal g ON g.key = c.key
	), known AS (
		SELECT s.key, s.id FROM said s WHERE s.id IS NOT NULL
		UNION
		SELECT g.key, g.id::text FROM goal g
	), translated AS (
		SELECT COALESCE(s.id, s.key) AS id,
			CASE WHEN jsonb_typeof(s.value) <> 'object' THEN s.value
				ELSE s.value || CASE WHEN jsonb_typeof(s.value -> 'parent') = 'string' THEN jsonb_build_object('parent', COALESCE((SELECT k.id FROM known k WHERE k.key = s.value ->> 'parent' LIMIT 1), s.value ->> 'parent')) ELSE '{}' END
					|| CASE WHEN jsonb_typeof(s.value -> 'links') = 'array' THEN jsonb_build_object('links', (
						SELECT COALESCE(jsonb_agg(CASE WHEN jsonb_typeof(l.link -> 'parent') = 'string'
							THEN l.link || jsonb_build_object('parent', COALESCE((SELECT k.id FROM known k WHERE k.key = l.link ->> 'parent' LIMIT 1), l.link ->> 'parent')) ELSE l.link END ORDER BY l.place), '[]')
						FROM jsonb_array_elements(s.value -> 'links') WITH ORDINALITY l(link, place))) ELSE '{}' END END AS value
		FROM said s
	), whatif AS MATERIALIZED (
		SELECT p.tree AS before, opm.what_if(p.tree, (SELECT COALESCE(jsonb_object_agg(t.id, t.value), '{}') FROM translated t)) AS after FROM present p WHERE scenario.changes IS NOT NULL
	)
	SELECT COALESCE(a.key, b.key), COALESCE(g.key, (SELECT s.key FROM said s WHERE s.id = a.key::text)), COALESCE(a.label, b.label), a.parent, COALESCE(a.depth, b.depth), COALESCE(a.ordinal, b.ordinal),
		100 * b.score, 100 * a.score, 100 * (a.score - b.score), b.value, a.value, COALESCE(a.unit, b.unit),
		CASE WHEN a.key IS NULL THEN 'removed' WHEN a.method = 'not applicable' THEN 'not applicable' WHEN lacks_target(a.score, a.value, a.target IS NOT NULL, a.method) THEN 'no target' WHEN a.score IS NULL THEN 'no data' ELSE opm.status(a.score, COALESCE(g.bands, d.bands)::opm.bands) END
	FROM (SELECT r.key, r.parent, r.label, r.depth, r.ordinal, r.method, r.score, r.value, r.target, r.unit FROM whatif w CROSS JOIN LATERAL opm.rollup_bigint(w.after) r) a
	FULL JOIN (SELECT r.key, r.label, r.depth, r.ordinal, r.score, r.value, r.unit FROM whatif w CROSS JOIN LATERAL opm.rollup_bigint(w.before) r) b ON b.key = a.key
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = COALESCE(a.key, b.key)
	ORDER BY COALESCE(a.ordinal, b.ordinal), a.key IS NULL;
END;
COMMENT ON FUNCTION scenario IS 'The scorecard as it would be; nothing is stored. changes: {"goal key": {"value": 97, "weight": 2, ...}, ...} as in opm.what_if, with keys of goals or their ids; for a ratio value is the numerator and base the denominator. Scores 0 to 100 and beyond, before and after; removed goals are listed with the status removed, new ones have ids below 0 if their key is no number. No rows for NULL. Errors: 22023 for an unknown goal, parent or member, or a loop.';
