-- The scorecard: one pass over all goals makes the scored tree, and every goal finds its row in it.

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _bound_summary(home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (goal_id bigint, kpi opm.kpi)
LANGUAGE plpgsql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT y.goal_id, opm.kpi(y.at, y.value, y.base) FILTER (WHERE y.counts) AS kpi
	FROM (
		SELECT s.goal_id, s.time_aggregation, b.at, b.value, b.base, w.counts,
			row_number() OVER (PARTITION BY s.goal_id ORDER BY b.at DESC, b.value DESC) AS place
		FROM perf._goal_scope s
		JOIN perf._bound b ON b.goal_id = s.goal_id
		CROSS JOIN LATERAL (
			SELECT b.at >= s.usable_from_at AND b.at < COALESCE(s.until_at, 'infinity'::timestamptz)
				AND (s.min_group IS NULL OR b.base >= s.min_group) AS counts
		) w
		-- an event of any time says that there is a log
		WHERE w.counts OR s.time_aggregation IN ('count', 'sum')
		UNION ALL
		SELECT g.id, g.time_aggregation, NULL, NULL, NULL, false, 1
		FROM perf.binding x
		JOIN perf.goal g ON g.key = ANY (string_to_array(x.goals, ' '))
	) y
	WHERE y.time_aggregation <> 'last' OR y.place = 1
	GROUP BY y.goal_id;
END
$$;
COMMENT ON FUNCTION _bound_summary IS
	'Internal: what the bound queries say of each goal now, read once for all goals. A function, so that the planner, '
	'which cannot know how many rows they have, does not read them goal by goal. Few goals are bound: as '
	'many rows as goals multiply the estimate of scorecard, and the query would be compiled (JIT) for seconds.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _perspective_of(home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (goal_id bigint, perspective_id bigint)
LANGUAGE plpgsql STABLE ROWS 1000 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY WITH RECURSIVE down(id, perspective_id) AS (
		SELECT g.id, g.perspective_id FROM perf.goal g WHERE g.perspective_id IS NOT NULL
		UNION ALL
		SELECT g.id, d.perspective_id
		FROM down d JOIN perf.goal g ON g.parent_id = d.id AND g.perspective_id IS NULL
	)
	SELECT d.id, d.perspective_id FROM down d;
END
$$;
COMMENT ON FUNCTION _perspective_of IS
	'Internal: the perspective of each goal that has one: its own, or that of the nearest goal above.';

CREATE OR REPLACE VIEW scorecard WITH (security_invoker) AS
WITH scope AS MATERIALIZED ( -- fence: one-pass
	SELECT i.goal_id, i.time_aggregation, i.target, i.period_id, i.until_at, i.reference_at, i.usable_from_at,
		i.fresh_days, i.min_group, i.graded_until_at, i.counted_at, i.bound_at, i.elapsed, i.status_basis,
		i.is_current, i.has_begun,
		CASE WHEN i.min_group IS NOT NULL OR i.time_aggregation = 'ratio' THEN 'with base'
			WHEN i.time_aggregation = 'last' THEN 'newest'
			ELSE 'all' END AS reading
	FROM _goal_scope i
), measured_now AS (
	-- Stored measurements are read goal by goal, each a range of the primary key; the three kinds of goals are put
	-- together again without a join.
	-- fence: few-rows (the equality with reading)
	SELECT s.*, m.value AS newest, m.at AS newest_at, NULL::opm.kpi AS stored
	FROM scope s
	LEFT JOIN LATERAL (
		SELECT x.value, x.at FROM measurement x
		WHERE x.goal_id = s.goal_id AND x.at >= s.usable_from_at
			AND x.at < COALESCE(s.until_at, 'infinity'::timestamptz)
		ORDER BY x.at DESC LIMIT 1
	) m ON true
	WHERE s.reading = 'newest'
	UNION ALL
	SELECT s.*, NULL, NULL, m.kpi
	FROM scope s
	CROSS JOIN LATERAL (
		SELECT opm.kpi(x.at, x.value) AS kpi FROM measurement x
		WHERE x.goal_id = s.goal_id AND x.at >= s.usable_from_at
			AND x.at < COALESCE(s.until_at, 'infinity'::timestamptz)
	) m
	WHERE s.reading = 'all'
	UNION ALL
	-- only ratios and surveys read base, which the index has not
	SELECT s.*, NULL, NULL, m.kpi
	FROM scope s
	CROSS JOIN LATERAL (
		SELECT opm.kpi(y.at, y.value, y.base) AS kpi FROM (
			SELECT x.at, x.value, x.base FROM measurement x
			WHERE x.goal_id = s.goal_id AND x.at >= s.usable_from_at
				AND x.at < COALESCE(s.until_at, 'infinity'::timestamptz)
				AND (s.min_group IS NULL OR x.base >= s.min_group)
			ORDER BY x.at DESC LIMIT CASE WHEN s.time_aggregation = 'last' THEN 1 END
		) y
	) m
	WHERE s.reading = 'with base'
), present AS MATERIALIZED ( -- fence: one-pass
	SELECT s.goal_id, s.target::opm.target AS target, s.period_id, s.until_at, s.reference_at,
		n.value, v.base, v.measured_at, s.elapsed, s.status_basis, s.is_current, s.has_begun,
		j.score AS judged,
		CASE WHEN n.value IS NULL THEN j.at ELSE GREATEST(v.measured_at, e.counted_at) END
			+ _days(s.fresh_days) AS fresh_until
	FROM measured_now s
	LEFT JOIN _bound_summary() b ON b.goal_id = s.goal_id
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.time_aggregation <> 'last' THEN COALESCE(s.stored + b.kpi, s.stored, b.kpi)
			-- of the same time, the greater one, as the engine has it
			WHEN (opm.last_at(b.kpi), opm.last(b.kpi)) > (COALESCE(s.newest_at, opm.last_at(s.stored),
				'-infinity'::timestamptz), COALESCE(s.newest, opm.last(s.stored), 0)) THEN b.kpi
			ELSE s.stored END AS kpi
	) k
	CROSS JOIN LATERAL (
		SELECT CASE s.time_aggregation
				WHEN 'last' THEN COALESCE(opm.last(k.kpi), s.newest)
				ELSE _counted_value(k.kpi, s.time_aggregation) END AS value,
			_counted_base(k.kpi, s.time_aggregation) AS base,
			CASE WHEN s.time_aggregation <> 'ratio' OR opm.base(k.kpi) <> 0
				THEN COALESCE(opm.last_at(k.kpi), s.newest_at) END AS measured_at
	) v
	CROSS JOIN LATERAL (
		-- until when the log of events is complete
		SELECT CASE WHEN s.time_aggregation NOT IN ('count', 'sum') THEN NULL
			WHEN b.goal_id IS NOT NULL THEN s.bound_at
			ELSE s.counted_at END AS counted_at
	) e
	CROSS JOIN LATERAL (
		SELECT CASE WHEN _is_zero(k.kpi, e.counted_at, s.usable_from_at, now()) THEN 0 ELSE v.value END AS value
	) n
	-- looked for only where nothing was measured
	LEFT JOIN LATERAL _judged_now(CASE WHEN n.value IS NULL THEN s.goal_id END, s.usable_from_at, s.until_at,
		s.graded_until_at) j ON true
), split AS (
	SELECT s.goal_id FROM _split_goal s
), tree AS MATERIALIZED ( -- fence: one-pass
	-- scored: the tree of scores. latest: the tree of the times until which goals are fresh; a goal is as fresh as the
	-- freshest goal below it, what is done goes stale no more, and what does not count says nothing. left_over: the
	-- same as seconds left, for goals below may be of other periods, which are judged at other times. begun:
	-- 1 where a goal has begun or one below it, made only where one has not.
	SELECT opm.goaltree(x.goal) AS scored,
		opm.goaltree(x.id, x.parent_id, x.fresh, 1, x.fresh_rollup) FILTER (WHERE x.counts) AS latest,
		opm.goaltree(x.id, x.parent_id, x.fresh - x.reference, 1, x.fresh_rollup) FILTER (WHERE x.counts) AS left_over,
		opm.goaltree(x.id, x.parent_id, x.begun, 1, x.fresh_rollup)
			FILTER (WHERE x.counts AND EXISTS (SELECT FROM present f WHERE NOT f.has_begun)) AS begun
	FROM (
		SELECT opm.goal(g.id, g.parent_id, g.name, p.value, p.base, p.target, p.judged,
				CASE WHEN g.parent_id IS NOT NULL THEN g.weight END,
				g.rollup, g.missing,
				COALESCE(g.credit_floor, d.credit_floor), COALESCE(g.credit_cap, d.credit_cap), g.unit,
				CASE WHEN g.share IS NOT NULL AND g.parent_id IS NOT NULL AND g.id IN (SELECT s.goal_id FROM split s)
					THEN g.share END,
				c.counts, _pace_score(p.target, CASE WHEN g.lifecycle = 'done' THEN 1 ELSE p.elapsed END, g.plan),
				NULLIF(p.status_basis, 'expected')) AS goal,
			g.id, g.parent_id,
			CASE WHEN g.lifecycle = 'active' THEN date_part('epoch', p.fresh_until) END AS fresh,
			date_part('epoch', p.reference_at) AS reference,
			_fresh_rollup(g.rollup) AS fresh_rollup,
			CASE WHEN p.has_begun OR g.lifecycle = 'done' THEN 1 ELSE 0 END::double precision AS begun,
			c.counts
		FROM goal g
		CROSS JOIN setting d
		JOIN present p ON p.goal_id = g.id
		CROSS JOIN LATERAL (SELECT g.lifecycle IN ('active', 'done') AS counts) c
		UNION ALL
		SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight,
				share => CASE WHEN l.share IS NOT NULL AND l.goal_id IN (SELECT s.goal_id FROM split s)
					THEN l.share END),
			l.goal_id, l.parent_id, NULL, NULL, NULL, NULL, g.lifecycle IN ('active', 'done')
		FROM goal_link l
		LEFT JOIN goal g ON g.id = l.goal_id
	) x
), place AS MATERIALIZED ( -- fence: one-pass
	-- a goal with several parents is listed under its parent_id; where that is not seen, as the tree has it
	SELECT opm.goaltree(x.goal) AS main
	FROM (
		SELECT opm.goal(g.id, g.parent_id, g.name) AS goal FROM goal g
		UNION ALL
		SELECT opm.goal(l.goal_id, l.parent_id)
		FROM goal_link l
		JOIN goal g ON g.id = l.goal_id
		LEFT JOIN goal u ON u.id = g.parent_id
		WHERE u.id IS NULL
	) x
	WHERE EXISTS (SELECT FROM goal_link)
), placed AS (
	SELECT r.key, r.ordinal, r.parent, r.depth
	FROM place p
	CROSS JOIN LATERAL opm.rollup_bigint(p.main) r
	OFFSET 0 -- fence: stay
), listed AS (
	SELECT r.ordinal, r.key, r.parent, r.depth, r.leaf, r.goals, r.method, r.value, r.score, r.pace_score,
		r.expected_score, r.coverage, r.score_low, r.score_high, r.root_weight, r.contribution,
		opm.path(COALESCE(p.main, t.scored), r.key) AS path,
		opm.root(COALESCE(p.main, t.scored), r.key) AS root,
		to_timestamp(opm.score(t.latest, r.key)) AS fresh_until,
		opm.score(t.left_over, r.key) < 0 AS is_late,
		CASE WHEN t.begun IS NOT NULL THEN opm.score(t.begun, r.key) <> 0 END AS has_begun_below
	FROM tree t
	CROSS JOIN place p
	CROSS JOIN LATERAL opm.rollup_bigint(t.scored) r
	OFFSET 0 -- fence: stay
)
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.kind AS goal_kind,
	up.id AS parent_goal_id,
	up.name AS parent_goal_name,
	r.root AS root_goal_id,
	ro.name AS root_goal_name,
	COALESCE(m.depth, r.depth) AS depth,
	COALESCE(m.ordinal, r.ordinal) AS tree_order,
	r.path AS goal_path,
	r.leaf AS is_leaf,
	r.goals AS goals_below_count,
	i.perspective_id,
	pv.name AS perspective_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	ow.name AS owner_name,
	p.period_id,
	pe.name AS period_name,
	COALESCE(g.due_on, pe.last_day) AS due_on,
	g.unit,
	r.value AS actual,
	p.measured_at,
	p.target::text AS target,
	opm.baseline(p.target) AS baseline,
	opm.target_value(p.target) AS target_value,
	opm.target_low(p.target) AS target_low,
	opm.target_high(p.target) AS target_high,
	opm.direction(p.target) AS direction,
	p.elapsed AS elapsed_fraction,
	_planned(p.target, p.elapsed, g.plan) AS pace_value,
	r.pace_score,
	s.plan_status <> 'behind' AS is_on_pace,
	r.score,
	opm.percent(r.score) AS score_percent,
	r.expected_score,
	_goal_status(g.lifecycle, s.judged, f.lacks_target, f.is_late, f.not_started, b.bands) AS status,
	_goal_status_order(g.lifecycle, s.judged, f.lacks_target, f.is_late, f.not_started, b.bands) AS status_order,
	p.status_basis,
	s.plan_status,
	CASE s.plan_status WHEN 'behind' THEN 1 WHEN 'on plan' THEN 2 WHEN 'ahead' THEN 3 END AS plan_status_order,
	s.outcome,
	CASE s.outcome WHEN 'unknown' THEN 0 WHEN 'missed' THEN 1 WHEN 'reached' THEN 2 END AS outcome_order,
	COALESCE(g.lifecycle = 'active' AND (r.score IS NOT NULL OR f.lacks_target) AND f.is_late, false) AS is_stale,
	r.fresh_until,
	CASE WHEN g.lifecycle = 'active' AND (r.score IS NOT NULL OR f.lacks_target) AND f.is_late
		THEN opm.days_between(r.fresh_until, now())::integer END AS overdue_days,
	b.cuts[opm.status_rank(s.judged, b.bands) - 1] AS band_from_score,
	b.cuts[opm.status_rank(s.judged, b.bands)] AS band_to_score,
	opm.required(p.target, _needed_score(b.cuts[opm.status_rank(s.judged, b.bands)],
		CASE WHEN NOT s.is_over THEN r.pace_score END, p.status_basis)) AS next_band_value,
	r.coverage AS coverage_fraction,
	r.score_low,
	r.score_high,
	g.weight,
	r.method AS rollup,
	r.root_weight AS root_weight_fraction,
	100 * r.contribution AS contribution_points,
	g.lifecycle,
	g.priority,
	g.horizon,
	g.indicator,
	g.visibility,
	g.accepted_at,
	CASE WHEN r.score IS NOT NULL THEN LEAST(GREATEST(r.score, d.credit_floor), d.credit_cap) END AS credited_score,
	CASE WHEN r.score IS NOT NULL THEN LEAST(GREATEST(r.expected_score, d.credit_floor), d.credit_cap) END
		AS credited_expected_score,
	r.key IN (SELECT q.id FROM opm._workspace_partial_goals('setting'::regclass) q(id)) AS is_partial,
	p.is_current,
	opm.value_text(r.value, g.unit, g.decimals) AS actual_text,
	_target_text(opm.target_low(p.target), opm.target_high(p.target), g.unit, g.decimals) AS target_text
FROM listed r
LEFT JOIN placed m ON m.key = r.key
JOIN goal g ON g.id = r.key
JOIN present p ON p.goal_id = r.key
LEFT JOIN period pe ON pe.id = p.period_id
CROSS JOIN (
	SELECT s.bands::opm.bands AS bands, opm.cuts(s.bands::opm.bands) AS cuts, s.credit_floor, s.credit_cap
	FROM setting s
	OFFSET 0 -- fence: once
) d
CROSS JOIN LATERAL (
	SELECT CASE WHEN g.bands IS NULL THEN d.bands ELSE g.bands::opm.bands END AS bands,
		CASE WHEN g.bands IS NULL THEN d.cuts ELSE opm.cuts(g.bands::opm.bands) END AS cuts
) b
CROSS JOIN LATERAL (
	SELECT _lacks_target(r.score, r.value, p.target IS NOT NULL, r.method) AS lacks_target, r.is_late,
		_not_started(p.has_begun, r.has_begun_below, r.score, r.coverage) AS not_started
) f
CROSS JOIN LATERAL (
	SELECT COALESCE(p.elapsed >= 1, false) OR g.lifecycle = 'done' AS is_over
) o
CROSS JOIN LATERAL (
	SELECT o.is_over,
		_judged_score(r.score, r.expected_score, p.status_basis, o.is_over) AS judged,
		_plan_status(r.score, r.pace_score, o.is_over) AS plan_status,
		_outcome(g.lifecycle, r.score, o.is_over) AS outcome
	OFFSET 0 -- fence: once
) s
LEFT JOIN goal up ON up.id = CASE WHEN m.key IS NULL THEN r.parent ELSE m.parent END
LEFT JOIN goal ro ON ro.id = r.root
LEFT JOIN _perspective_of() i ON i.goal_id = r.key
LEFT JOIN perspective pv ON pv.id = i.perspective_id
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person ow ON ow.id = g.owner_id;
COMMENT ON VIEW scorecard IS
	'How does every goal stand now? One row per goal, with its place in the tree, actual, target, pace, score and '
	'status. Start here. For goals that nobody measured in time: is_leaf AND lifecycle = ''active'' AND status IN '
	'(''stale'', ''no data''); silence is never green.';
COMMENT ON COLUMN scorecard.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN scorecard.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN scorecard.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN scorecard.goal_kind IS 'objective, key result, kpi, initiative or development.';
COMMENT ON COLUMN scorecard.parent_goal_id IS
	'Key of the goal above, under which it is listed: goal.parent_id, whatever other parents there are (goal_edge has '
	'all); empty for a root.';
COMMENT ON COLUMN scorecard.parent_goal_name IS 'Name of the goal above.';
COMMENT ON COLUMN scorecard.root_goal_id IS 'Key of the goal at the top of this tree.';
COMMENT ON COLUMN scorecard.root_goal_name IS 'Name of the goal at the top of this tree.';
COMMENT ON COLUMN scorecard.depth IS '0 for a root, 1 for its children, and so on.';
COMMENT ON COLUMN scorecard.tree_order IS 'Sort by this to show the tree in reading order.';
COMMENT ON COLUMN scorecard.goal_path IS 'Names from the root to this goal, joined by " / ".';
COMMENT ON COLUMN scorecard.is_leaf IS 'True if no goal is below this one.';
COMMENT ON COLUMN scorecard.goals_below_count IS 'Number of goals below, each counted once.';
COMMENT ON COLUMN scorecard.perspective_id IS
	'Perspective of the goal; where it is not said, that of the nearest goal above by goal.parent_id. Empty: none.';
COMMENT ON COLUMN scorecard.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN scorecard.team_id IS 'Team of the goal.';
COMMENT ON COLUMN scorecard.team_name IS 'Name of the team.';
COMMENT ON COLUMN scorecard.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN scorecard.owner_name IS 'Name of that person.';
COMMENT ON COLUMN scorecard.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN scorecard.period_name IS 'Name of that period.';
COMMENT ON COLUMN scorecard.due_on IS 'Day by which the goal is to be reached.';
COMMENT ON COLUMN scorecard.unit IS 'Unit of actual, target_value, baseline and pace_value.';
COMMENT ON COLUMN scorecard.actual IS 'Current value, measured or added up from the goals below; empty: not known.';
COMMENT ON COLUMN scorecard.measured_at IS 'Time of the last measurement of this goal itself.';
COMMENT ON COLUMN scorecard.target IS 'Target as text, such as 80 -> 95.';
COMMENT ON COLUMN scorecard.baseline IS 'Value the goal starts from, where there is one.';
COMMENT ON COLUMN scorecard.target_value IS 'Value to aim at, where there is one.';
COMMENT ON COLUMN scorecard.target_low IS 'Lower end of the values that reach the goal, where there is one.';
COMMENT ON COLUMN scorecard.target_high IS 'Upper end of the values that reach the goal, where there is one.';
COMMENT ON COLUMN scorecard.direction IS 'Which way is better: up, down, range, mixed or flat.';
COMMENT ON COLUMN scorecard.elapsed_fraction IS
	'Part of the days of the goal that have passed, 0 to 1: from the first day of its period (without one, the day it '
	'was made) to the day due. 1: it is over. Empty: it has no end.';
COMMENT ON COLUMN scorecard.pace_value IS
	'Value the plan expects by now. Empty for a target without a baseline, which holds all the time.';
COMMENT ON COLUMN scorecard.pace_score IS
	'Score the plan expects by now: 1 is goal reached. For a parent, the score it would have if every goal below that '
	'has a plan were just on it. Empty: nothing is planned.';
COMMENT ON COLUMN scorecard.is_on_pace IS 'True if plan_status is ahead or on plan; empty as plan_status is.';
COMMENT ON COLUMN scorecard.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN scorecard.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN scorecard.expected_score IS
	'Score with which it is expected to end, by status_basis: 1 is goal reached. For a parent rolled up from the goals '
	'below, as the score is. The score itself where nothing is planned, and when the goal is over.';
COMMENT ON COLUMN scorecard.status_basis IS
	'What status judges while the goal runs: expected, plan, pace or score, see opm.expected_score.';
COMMENT ON COLUMN scorecard.plan_status IS
	'Where the score is against the plan: ahead, on plan (within 5 points) or behind. Empty: nothing is planned, no '
	'score, or the goal is over.';
COMMENT ON COLUMN scorecard.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN scorecard.outcome IS
	'How a goal ended that is over (its period or day due has passed, or it is done): reached (score at least 1), '
	'missed, or unknown (no score). Empty while it runs, and for one that does not count.';
COMMENT ON COLUMN scorecard.outcome_order IS 'For sorting by outcome: 0 unknown, 1 missed, 2 reached.';
COMMENT ON COLUMN scorecard.status IS
	'Name of expected_score while the goal runs and of the score when it is over, or stale (measured too long ago), '
	'no target (its actual is known, but nothing says what good looks like), not started (its period, or that of every '
	'goal below, is still to come), no data (not measured, and for a parent no score below), or the lifecycle of a '
	'goal that does not count (draft, paused, dropped).';
COMMENT ON COLUMN scorecard.status_order IS
	'For sorting by status: -2 does not count, or not started, -1 no data or no target, 0 stale, then 1 for the lowest '
	'band and up.';
COMMENT ON COLUMN scorecard.is_stale IS
	'True if the last measurement or judged score (for a parent: each one below) is older than cadence and grace, now '
	'or at the end of a period that is over.';
COMMENT ON COLUMN scorecard.fresh_until IS
	'Time until which the last measurement or judged score counts as fresh; for a parent that of the freshest active '
	'goal below, whatever it measures itself. '
	'Empty: nothing to go stale.';
COMMENT ON COLUMN scorecard.overdue_days IS 'Days since fresh_until, rounded; empty: not stale.';
COMMENT ON COLUMN scorecard.band_from_score IS
	'Score at which the present band begins; empty in the lowest band.';
COMMENT ON COLUMN scorecard.band_to_score IS
	'Score at which the next band begins; empty in the highest band.';
COMMENT ON COLUMN scorecard.next_band_value IS 'Value needed now to get into the next band.';
COMMENT ON COLUMN scorecard.coverage_fraction IS 'Part of the weight below that has data, 0 to 1.';
COMMENT ON COLUMN scorecard.score_low IS
	'What the score could still become if all unknown goals came in worst.';
COMMENT ON COLUMN scorecard.score_high IS
	'What the score could still become if all unknown goals came in best.';
COMMENT ON COLUMN scorecard.weight IS 'Weight among the siblings.';
COMMENT ON COLUMN scorecard.rollup IS 'How the goals below count.';
COMMENT ON COLUMN scorecard.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';
COMMENT ON COLUMN scorecard.contribution_points IS
	'Points of the root score that come through this goal; 100 points are 1.';
COMMENT ON COLUMN scorecard.lifecycle IS 'draft, active, paused, done or dropped.';
COMMENT ON COLUMN scorecard.priority IS '1 is most important, 9 least; empty: not said.';
COMMENT ON COLUMN scorecard.horizon IS
	'short or long, as said of this goal itself; empty: not said. The view balance takes that of the nearest goal '
	'above then.';
COMMENT ON COLUMN scorecard.indicator IS 'leading or lagging; empty: not said.';
COMMENT ON COLUMN scorecard.visibility IS 'Who may see the goal: everyone, team or owner.';
COMMENT ON COLUMN scorecard.accepted_at IS 'When the owner accepted the goal.';
COMMENT ON COLUMN scorecard.credited_score IS
	'The score as it counts in means over goals, within the credit range of the workspace: an over-achiever does not '
	'hide failures.';
COMMENT ON COLUMN scorecard.credited_expected_score IS 'The same of expected_score.';
COMMENT ON COLUMN scorecard.is_partial IS
	'True if goals below count that the current role may not see: the score, as it is shown here, rests on the others. '
	'The view shared_scorecard has the one in which all count.';
COMMENT ON COLUMN scorecard.is_current IS
	'True if the period of the goal holds now; without a period, if it is not done. The aggregates by team, '
	'perspective and person count these goals, and no others.';
COMMENT ON COLUMN scorecard.actual_text IS
	'Current value with its unit as people read it, such as 4,600 bikes; shares (unit EUR/EUR) in percent. Digits '
	'behind the point: goal.decimals. Empty: not known.';
COMMENT ON COLUMN scorecard.target_text IS
	'Values that reach the goal, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. Empty: no target.';
