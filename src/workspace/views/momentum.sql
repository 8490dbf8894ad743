-- How scores and values changed, and whether that is more than noise.

-- fence: jit
CREATE OR REPLACE FUNCTION _momentum_rows() RETURNS TABLE (
	goal_id bigint, goal_key text, goal_name text, tree_order integer, is_leaf boolean, team_id bigint, team_name text,
	unit text, score double precision, short_before_score double precision, short_change_points double precision,
	long_before_score double precision, long_change_points double precision, value double precision,
	short_value_change double precision, short_chance double precision, long_value_change double precision,
	long_chance double precision, momentum text, momentum_order integer, reason text, measured_at timestamptz,
	is_short_comparable boolean, is_long_comparable boolean
) LANGUAGE sql STABLE ROWS 10000 SET jit = off
BEGIN ATOMIC
	WITH scored AS MATERIALIZED ( -- fence: one-pass
		-- each is made once, for a join that hashes: what a function yields is never hashed where it is joined by
		-- itself
		SELECT r.key, r.ordinal, r.leaf, r.score, r.coverage
		FROM (
			SELECT tree_at() AS tree
			OFFSET 0 -- fence: once
		) t
		CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), short AS MATERIALIZED ( -- fence: one-pass
		SELECT r.key, r.score, r.coverage
		FROM (
			SELECT tree_at(now() - interval '672 hours') AS tree
			OFFSET 0 -- fence: once
		) t
		CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), long AS MATERIALIZED ( -- fence: one-pass
		SELECT r.key, r.score, r.coverage
		FROM (
			SELECT tree_at(now() - interval '2184 hours') AS tree
			OFFSET 0 -- fence: once
		) t
		CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), signals AS MATERIALIZED ( -- fence: one-pass
		SELECT x.goal_id, x.measured_at, x.value, x.short_value_change, x.short_chance, x.long_value_change,
			x.long_chance, x.momentum, x.reason
		FROM _goal_signal x
	)
	SELECT g.id,
		g.key,
		g.name,
		r.ordinal AS tree_order,
		r.leaf AS is_leaf,
		g.team_id,
		t.name AS team_name,
		g.unit,
		r.score,
		s.score AS short_before_score,
		CASE WHEN _is_comparable(r.coverage, s.coverage) THEN 100 * (r.score - s.score) END AS short_change_points,
		l.score AS long_before_score,
		CASE WHEN _is_comparable(r.coverage, l.coverage) THEN 100 * (r.score - l.score) END AS long_change_points,
		v.value,
		v.short_value_change,
		v.short_chance,
		v.long_value_change,
		v.long_chance,
		COALESCE(v.momentum, 'unknown') AS momentum,
		CASE v.momentum
			WHEN 'deteriorating' THEN 1
			WHEN 'steady' THEN 2
			WHEN 'improving' THEN 3
			ELSE 0 END AS momentum_order,
		COALESCE(v.reason,
			CASE WHEN r.leaf THEN 'no measurements'
				ELSE 'no measurements of its own: see the goals below it' END) AS reason,
		v.measured_at,
		_is_comparable(r.coverage, s.coverage),
		_is_comparable(r.coverage, l.coverage)
	FROM scored r
	JOIN goal g ON g.id = r.key AND g.lifecycle IN ('active', 'done')
	LEFT JOIN short s ON s.key = r.key
	LEFT JOIN long l ON l.key = r.key
	LEFT JOIN signals v ON v.goal_id = r.key
	LEFT JOIN team t ON t.id = g.team_id;
END;
COMMENT ON FUNCTION _momentum_rows IS
	'Internal: rows of the view momentum. A function, because compiling the query (JIT) would take longer than running '
	'it; nothing is lost, since the trees are made for all goals whatever is asked of them.';

CREATE OR REPLACE VIEW momentum WITH (security_invoker) AS
SELECT m.goal_id,
	m.goal_key,
	m.goal_name,
	m.tree_order,
	m.is_leaf,
	m.team_id,
	m.team_name,
	m.unit,
	m.score,
	opm.percent(m.score) AS score_percent,
	m.short_before_score,
	m.short_change_points,
	m.long_before_score,
	m.long_change_points,
	m.value,
	m.short_value_change,
	m.short_chance,
	m.long_value_change,
	m.long_chance,
	m.momentum,
	m.momentum_order,
	m.reason,
	m.measured_at,
	m.is_short_comparable,
	m.is_long_comparable
FROM _momentum_rows() m;
COMMENT ON VIEW momentum IS
	'Is each goal getting better or worse? One row per goal, how score and value changed over the short term (4 weeks) '
	'and the long term (13 weeks), and whether that is more than noise. Scores before are by the goals, weights and '
	'targets of today.';
COMMENT ON COLUMN momentum.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN momentum.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN momentum.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN momentum.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN momentum.is_leaf IS 'True if nothing is below it.';
COMMENT ON COLUMN momentum.team_id IS 'Team of the goal.';
COMMENT ON COLUMN momentum.team_name IS 'Name of the team.';
COMMENT ON COLUMN momentum.unit IS 'Unit of the values.';
COMMENT ON COLUMN momentum.score IS 'Score now: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN momentum.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN momentum.short_before_score IS 'Score 4 weeks ago.';
COMMENT ON COLUMN momentum.short_change_points IS
	'Points since then; 100 points are 1. Empty where too little was known at one of the two times. The score of a '
	'goal that adds up over a period rises by itself.';
COMMENT ON COLUMN momentum.long_before_score IS 'Score 13 weeks ago.';
COMMENT ON COLUMN momentum.long_change_points IS 'Points since then, as short_change_points.';
COMMENT ON COLUMN momentum.value IS 'The latest single value, in unit; for ratios value / base.';
COMMENT ON COLUMN momentum.short_value_change IS 'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';
COMMENT ON COLUMN momentum.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN momentum.long_value_change IS 'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';
COMMENT ON COLUMN momentum.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN momentum.momentum IS
	'improving, steady, deteriorating or unknown, by the measurements and the direction of the target.';
COMMENT ON COLUMN momentum.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';
COMMENT ON COLUMN momentum.reason IS 'Why it is called so.';
COMMENT ON COLUMN momentum.measured_at IS 'Time of the latest measurement.';
COMMENT ON COLUMN momentum.is_short_comparable IS
	'True if at least half of the weight was known now and 4 weeks ago: only then is there a change of the score.';
COMMENT ON COLUMN momentum.is_long_comparable IS 'The same of 13 weeks ago.';
