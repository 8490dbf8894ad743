-- Where the goals above are heading: the forecasts of the goals below, put together as the scorecard puts scores
-- together. Three trees of the same shape: what is expected, everything at the bad end of its interval, and everything
-- at the good end.

CREATE OR REPLACE VIEW parent_forecast WITH (security_invoker) AS
WITH scope AS MATERIALIZED ( -- fence: one-pass
	SELECT s.goal_id, s.target, s.period_id, s.from_at, s.until_at FROM _goal_scope s
), ahead AS (
	SELECT g.id, s.target::opm.target AS target,
		-- one without a target of its own is judged by what it is for
		COALESCE(s.target, u.target)::opm.target AS aim,
		g.time_aggregation = 'ratio' AS is_ratio, f.expected, f.low, f.high
	FROM goal g
	CROSS JOIN setting d
	JOIN scope s ON s.goal_id = g.id
	LEFT JOIN scope u ON u.goal_id = g.parent_id
	LEFT JOIN period pe ON pe.id = s.period_id
	CROSS JOIN LATERAL (
		SELECT CASE WHEN g.lifecycle = 'done' THEN LEAST(e.until_at, now()) ELSE e.until_at END AS until_at
		FROM (
			SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), (g.due_on + 1)::timestamp), s.until_at)
				AS until_at
		) e
	) b
	CROSS JOIN LATERAL _project(g.id, s.target, g.time_aggregation, g.min_group,
		CASE WHEN g.max_age IS NULL OR g.time_aggregation = 'last' THEN s.from_at
			ELSE _window_from(s.from_at, b.until_at, g.max_age, b.until_at, d.time_zone) END,
		ARRAY[b.until_at], now()) f
	-- fence: few-rows
	WHERE CASE WHEN g.lifecycle IN ('active', 'done') THEN 'counts' END = 'counts'
		AND (lower(g.rollup) = 'own' OR NOT EXISTS (SELECT FROM _edge y WHERE y.parent_id = g.id))
), ends AS (
	SELECT a.id, v.score,
		LEAST(v.low_score, v.high_score) AS bad_score,
		-- the best of all may lie between the ends: in a range
		GREATEST(v.low_score, v.high_score, v.inner_score) AS good_score,
		-- the numerator and denominator of a ratio have no forecast
		CASE WHEN a.is_ratio THEN NULL WHEN v.is_less_better THEN a.high ELSE a.low END AS bad,
		CASE WHEN NOT a.is_ratio THEN a.expected END AS expected,
		CASE WHEN a.is_ratio THEN NULL WHEN v.is_less_better THEN a.low ELSE a.high END AS good
	FROM ahead a
	CROSS JOIN LATERAL (
		SELECT opm.score(a.expected, a.target) AS score,
			opm.score(a.low, a.target) AS low_score,
			opm.score(a.high, a.target) AS high_score,
			opm.score(LEAST(GREATEST(opm.target_low(a.target), a.low), a.high), a.target) AS inner_score,
			COALESCE(opm.score(a.low, a.aim) > opm.score(a.high, a.aim), false) AS is_less_better
		OFFSET 0 -- fence: once
	) v
	WHERE num_nulls(a.expected, a.low, a.high) = 0
), tree AS MATERIALIZED ( -- fence: one-pass
	SELECT opm.goaltree(opm.goal(x.id, x.parent_id, NULL, x.expected, NULL, x.target, x.score, x.weight, x.rollup,
			x.missing, x.floor, x.cap, x.unit, x.share, x.counts)) AS expected,
		opm.goaltree(opm.goal(x.id, x.parent_id, NULL, x.bad, NULL, x.target, x.bad_score, x.weight, x.rollup,
			x.missing, x.floor, x.cap, x.unit, x.share, x.counts)) AS bad,
		opm.goaltree(opm.goal(x.id, x.parent_id, NULL, x.good, NULL, x.target, x.good_score, x.weight, x.rollup,
			x.missing, x.floor, x.cap, x.unit, x.share, x.counts)) AS good
	FROM (
		SELECT g.id, g.parent_id, s.target::opm.target AS target,
			NULL::double precision AS bad, NULL::double precision AS expected, NULL::double precision AS good,
			NULL::double precision AS bad_score, NULL::double precision AS score,
			NULL::double precision AS good_score,
			CASE WHEN g.parent_id IS NOT NULL THEN g.weight END AS weight,
			g.rollup, g.missing, COALESCE(g.credit_floor, d.credit_floor) AS floor,
			COALESCE(g.credit_cap, d.credit_cap) AS cap, g.unit,
			CASE WHEN g.parent_id IS NOT NULL AND g.id IN (SELECT p.goal_id FROM _split_goal p) THEN g.share END
				AS share,
			g.lifecycle IN ('active', 'done') AS counts
		FROM goal g
		CROSS JOIN setting d
		JOIN scope s ON s.goal_id = g.id
		UNION ALL
		SELECT l.goal_id, l.parent_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.weight, NULL, NULL, NULL, NULL, NULL,
			CASE WHEN l.goal_id IN (SELECT p.goal_id FROM _split_goal p) THEN l.share END, NULL
		FROM goal_link l
		UNION ALL
		-- rows of their own and no join, which would be a loop in a loop: the planner expects few
		SELECT e.id, NULL, NULL, e.bad, e.expected, e.good, e.bad_score, e.score, e.good_score,
			NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
		FROM ends e
	) x
), folded AS (
	SELECT r.key, r.method, r.value, r.score, r.coverage,
		opm.value(t.bad, r.key) AS bad, opm.score(t.bad, r.key) AS bad_score,
		opm.value(t.good, r.key) AS good, opm.score(t.good, r.key) AS good_score
	FROM tree t
	CROSS JOIN LATERAL opm.rollup_bigint(t.expected) r
	WHERE NOT r.leaf AND r.method <> 'own'
	OFFSET 0 -- fence: stay
)
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	ow.name AS owner_name,
	s.period_id,
	pe.name AS period_name,
	COALESCE(g.due_on, pe.last_day) AS due_on,
	r.method AS rollup,
	r.score AS expected_score,
	CASE WHEN r.score IS NOT NULL THEN LEAST(r.bad_score, r.good_score) END AS expected_low_score,
	CASE WHEN r.score IS NOT NULL THEN GREATEST(r.bad_score, r.good_score) END AS expected_high_score,
	g.unit,
	opm.target_value(s.target::opm.target) AS target_value,
	r.value AS expected_value,
	CASE WHEN r.value IS NOT NULL THEN LEAST(r.bad, r.good) END AS expected_low,
	CASE WHEN r.value IS NOT NULL THEN GREATEST(r.bad, r.good) END AS expected_high,
	r.coverage AS coverage_fraction
FROM folded r
JOIN goal g ON g.id = r.key
JOIN scope s ON s.goal_id = g.id
LEFT JOIN period pe ON pe.id = s.period_id
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person ow ON ow.id = g.owner_id
WHERE g.lifecycle = 'active';
COMMENT ON VIEW parent_forecast IS
	'Where is each goal above others heading? One row per active goal that is judged by goals below it: their '
	'forecasts (view forecast; of goals that are over or done, how they ended), put together by the rollup, weights '
	'and limits of credit of the goal, as the scorecard does with scores. Goals below without a forecast count as '
	'unknown. The interval is that of goals that go well or badly together.';
COMMENT ON COLUMN parent_forecast.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN parent_forecast.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN parent_forecast.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN parent_forecast.team_id IS 'Team of the goal.';
COMMENT ON COLUMN parent_forecast.team_name IS 'Name of the team.';
COMMENT ON COLUMN parent_forecast.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN parent_forecast.owner_name IS 'Name of that person.';
COMMENT ON COLUMN parent_forecast.period_id IS 'Period of the goal.';
COMMENT ON COLUMN parent_forecast.period_name IS 'Name of the period.';
COMMENT ON COLUMN parent_forecast.due_on IS
	'Day by which the goal is to be reached; each goal below is expected on its own day.';
COMMENT ON COLUMN parent_forecast.rollup IS 'How the goals below make one score or value.';
COMMENT ON COLUMN parent_forecast.expected_score IS
	'Score expected in the end: 1 is goal reached. Empty: no goal below has a forecast, or too few have.';
COMMENT ON COLUMN parent_forecast.expected_low_score IS
	'Score if every goal below ends at the bad end of its interval of 80 %. With probability 0.8 the score will be '
	'between this ...';
COMMENT ON COLUMN parent_forecast.expected_high_score IS
	'... and this, if goals below go well or badly together; if they do not, it is more probable that the score is '
	'between the two.';
COMMENT ON COLUMN parent_forecast.unit IS 'Unit of the values.';
COMMENT ON COLUMN parent_forecast.target_value IS 'Value to aim at.';
COMMENT ON COLUMN parent_forecast.expected_value IS
	'Value expected, where values are put together (sum, avg, low, high); empty elsewhere.';
COMMENT ON COLUMN parent_forecast.expected_low IS
	'Lower end of the interval of expected_value, as expected_low_score.';
COMMENT ON COLUMN parent_forecast.expected_high IS 'Upper end, likewise.';
COMMENT ON COLUMN parent_forecast.coverage_fraction IS 'Part of the weight below that has a forecast, 0 to 1.';
