-- What needs attention first.

-- fence: jit
CREATE OR REPLACE FUNCTION _exception_rows() RETURNS TABLE (
	goal_id bigint, goal_key text, goal_name text, attention_order integer, reason text, lost_points double precision,
	status text, status_order integer, score double precision, expected_score double precision, outcome text,
	owner_id bigint, owner_name text, team_id bigint, team_name text, due_on date, blocker text,
	overdue_action_count integer, confidence double precision,
	goal_path text, finding text, finding_order integer, urgency_order integer, momentum text, momentum_order integer,
	hit_probability double precision, outlook text, outlook_order integer, measured_at timestamptz,
	period_id bigint, period_name text, root_goal_id bigint, root_goal_name text, perspective_id bigint,
	perspective_name text
) LANGUAGE sql STABLE ROWS 1000 SET jit = off
BEGIN ATOMIC
	WITH signals AS MATERIALIZED ( -- fence: one-pass
		SELECT x.goal_id, x.momentum, x.momentum_order, x.reason FROM _goal_signal x
	), outlooks AS MATERIALIZED ( -- fence: one-pass
		SELECT x.goal_id, x.hit_probability, x.miss_probability, x.outlook, x.outlook_order FROM forecast x
	), seen AS MATERIALIZED ( -- fence: one-pass
		SELECT s.goal_id, s.goal_key, s.goal_name, s.goal_path, s.team_id, s.team_name, s.owner_id, s.owner_name,
			s.status, s.status_order, s.score, s.expected_score, s.outcome, s.due_on, s.measured_at, d.time_zone,
			s.period_id, s.period_name, s.root_goal_id, s.root_goal_name, s.perspective_id, s.perspective_name,
			_product(COALESCE(s.root_weight_fraction, 0), GREATEST(0, 100 - COALESCE(s.score_percent, 0)))
				AS lost_points,
			_product(COALESCE(s.root_weight_fraction, 0),
				COALESCE(f.miss_probability, CASE WHEN s.score >= 1 THEN 0 ELSE 1 END)) AS expected_loss,
			b.blocker, a.overdue, c.confidence, f.hit_probability, f.miss_probability, f.outlook, f.outlook_order,
			COALESCE(v.momentum, 'unknown') AS momentum,
			COALESCE(v.momentum_order, 0) AS momentum_order,
			v.reason AS momentum_reason,
			s.band_to_score IS NULL AND s.status_order > 1 AS is_green,
			f.outlook_order > 0 AND f.outlook NOT IN ('reached', 'missed') AND f.miss_probability >= 0.5
				AS is_heading_for_miss,
			s.outcome = 'missed' AND s.lifecycle = 'active' AS is_missed,
			s.plan_status = 'behind' AND s.status_order <> 1 AS is_behind
		FROM scorecard s
		CROSS JOIN setting d
		-- what is measured before its period says nothing of a goal that is to come
		LEFT JOIN signals v ON v.goal_id = s.goal_id AND s.status <> 'not started'
		LEFT JOIN outlooks f ON f.goal_id = s.goal_id AND s.status <> 'not started'
		LEFT JOIN (
			SELECT o.goal_id, string_agg(o.blocker, ', ' ORDER BY o.at, o.check_in_id) AS blocker
			FROM _open_blocker o
			GROUP BY 1
		) b ON b.goal_id = s.goal_id
		LEFT JOIN LATERAL _latest_confidence(s.goal_id) c ON true
		LEFT JOIN (
			SELECT x.goal_id, count(*)::integer AS overdue
			FROM action x
			CROSS JOIN setting e
			WHERE x.done_at IS NULL AND x.dropped_at IS NULL AND x.due_on < timezone(e.time_zone, now())::date
			GROUP BY 1
		) a ON a.goal_id = s.goal_id
		WHERE (s.lifecycle = 'active' AND s.is_leaf AND s.status <> 'not started')
			OR (s.lifecycle IN ('active', 'done') AND (b.blocker IS NOT NULL OR a.overdue > 0))
	), found AS (
		SELECT x.goal_id, x.goal_key, x.goal_name, x.goal_path, x.team_id, x.team_name, x.owner_id, x.owner_name,
			x.status, x.status_order, x.score, x.expected_score, x.outcome, x.due_on, x.measured_at, x.lost_points,
			x.period_id, x.period_name, x.root_goal_id, x.root_goal_name, x.perspective_id, x.perspective_name,
			x.expected_loss, x.blocker, x.overdue, x.confidence, x.hit_probability, x.outlook, x.outlook_order,
			x.momentum, x.momentum_order,
			-- news first, then what may be news, then what is noise or on the mend
			CASE WHEN x.momentum = 'deteriorating' OR x.blocker IS NOT NULL THEN 1
				WHEN x.status_order = 1 AND x.momentum = 'steady' THEN 3
				WHEN x.momentum = 'improving' AND x.status_order >= 1 THEN 4
				ELSE 2 END AS urgency,
			CASE WHEN x.blocker IS NOT NULL THEN 1
				WHEN x.status = 'no data' THEN 5
				WHEN x.status = 'stale' THEN 6
				WHEN x.status_order = 1 THEN CASE x.momentum
					WHEN 'deteriorating' THEN 2
					WHEN 'steady' THEN 13
					WHEN 'improving' THEN 14
					ELSE 7 END
				WHEN x.momentum = 'deteriorating' THEN CASE WHEN x.is_green THEN 4 ELSE 3 END
				WHEN x.is_missed THEN 8
				WHEN x.is_heading_for_miss THEN 9
				WHEN x.is_behind THEN 10
				WHEN x.confidence < 0.5 THEN 11
				WHEN x.overdue > 0 THEN 12 END AS finding_order,
			concat_ws('; ',
				CASE WHEN x.blocker IS NOT NULL THEN 'blocked: ' || x.blocker END,
				CASE WHEN x.status = 'no data' THEN 'no data'
					WHEN x.status = 'stale' THEN 'stale: last measured on '
						|| to_char(timezone(x.time_zone, x.measured_at), 'YYYY-MM-DD') END,
				CASE WHEN x.status_order = 1 AND x.momentum = 'steady'
						THEN 'red, but noise: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 AND x.momentum = 'deteriorating'
						THEN 'red, and deteriorating: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 AND x.momentum = 'improving'
						THEN 'red, but improving: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 THEN 'red: status is ' || x.status
					WHEN x.momentum = 'deteriorating' AND x.is_green
						THEN 'green, but deteriorating: ' || x.status || ', ' || x.momentum_reason
					WHEN x.momentum = 'deteriorating'
						THEN 'deteriorating: ' || x.status || ', ' || x.momentum_reason END,
				CASE WHEN x.is_missed THEN 'missed: its day was ' || to_char(x.due_on::timestamp, 'YYYY-MM-DD') END,
				-- a model's word, so never more certain than words for it
				CASE WHEN x.is_heading_for_miss THEN 'on its present trend it ' || CASE
					WHEN x.miss_probability >= 0.95 THEN 'almost surely misses its target'
					ELSE 'misses its target (about ' || round((10 * x.miss_probability)::numeric) || ' in 10)' END END,
				CASE WHEN x.is_behind THEN 'behind plan' END,
				CASE WHEN x.confidence < 0.5
					THEN 'stated confidence ' || round((100 * x.confidence)::numeric) || ' %' END,
				CASE WHEN x.overdue > 0 THEN x.overdue
					|| CASE WHEN x.overdue = 1 THEN ' overdue action' ELSE ' overdue actions' END END) AS reason
		FROM seen x
	)
	SELECT f.goal_id,
		f.goal_key,
		f.goal_name,
		row_number() OVER (ORDER BY f.urgency, f.expected_loss DESC, f.lost_points DESC, f.status_order,
			f.goal_id)::integer AS attention_order,
		f.reason,
		f.lost_points,
		f.status,
		f.status_order,
		f.score,
		f.expected_score,
		f.outcome,
		f.owner_id,
		f.owner_name,
		f.team_id,
		f.team_name,
		f.due_on,
		f.blocker,
		f.overdue AS overdue_action_count,
		f.confidence,
		f.goal_path,
		CASE f.finding_order
			WHEN 1 THEN 'blocked'
			WHEN 2 THEN 'red, and deteriorating'
			WHEN 3 THEN 'deteriorating'
			WHEN 4 THEN 'green, but deteriorating'
			WHEN 5 THEN 'no data'
			WHEN 6 THEN 'stale'
			WHEN 7 THEN 'red'
			WHEN 8 THEN 'missed'
			WHEN 9 THEN 'heading for a miss'
			WHEN 10 THEN 'behind plan'
			WHEN 11 THEN 'low confidence'
			WHEN 12 THEN 'overdue actions'
			WHEN 13 THEN 'red, but noise'
			WHEN 14 THEN 'red, but improving' END AS finding,
		f.finding_order,
		f.urgency AS urgency_order,
		f.momentum,
		f.momentum_order,
		f.hit_probability,
		f.outlook,
		f.outlook_order,
		f.measured_at,
		f.period_id,
		f.period_name,
		f.root_goal_id,
		f.root_goal_name,
		f.perspective_id,
		f.perspective_name
	FROM found f WHERE f.finding_order IS NOT NULL;
END;
COMMENT ON FUNCTION _exception_rows IS
	'Internal: rows of the view exceptions. A function, because compiling the query (JIT) would take longer than '
	'running it; nothing is lost, since attention_order needs all goals whatever is asked of them.';

CREATE OR REPLACE VIEW exceptions WITH (security_invoker) AS
SELECT e.goal_id,
	e.goal_key,
	e.goal_name,
	e.attention_order,
	e.reason,
	e.lost_points,
	e.status,
	e.status_order,
	e.score,
	opm.percent(e.score) AS score_percent,
	e.expected_score,
	e.outcome,
	e.owner_id,
	e.owner_name,
	e.team_id,
	e.team_name,
	e.due_on,
	e.blocker,
	e.overdue_action_count,
	e.confidence,
	e.goal_path,
	e.finding,
	e.finding_order,
	e.urgency_order,
	e.momentum,
	e.momentum_order,
	e.hit_probability,
	e.outlook,
	e.outlook_order,
	e.measured_at,
	e.period_id,
	e.period_name,
	e.root_goal_id,
	e.root_goal_name,
	e.perspective_id,
	e.perspective_name
FROM _exception_rows() e;
COMMENT ON VIEW exceptions IS
	'What needs attention first, and why? One row per goal. Sort by attention_order. Red, but noise and green, but '
	'deteriorating are told apart; the numbers are in momentum and forecast.';
COMMENT ON COLUMN exceptions.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN exceptions.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN exceptions.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN exceptions.attention_order IS
	'1 needs attention first: by urgency_order; within these by weight at the root times the probability of missing '
	'the target.';
COMMENT ON COLUMN exceptions.reason IS
	'Why it is here, in words, all that holds: red, but noise is a low score without news; '
	'green, but deteriorating is news in a good score.';
COMMENT ON COLUMN exceptions.lost_points IS
	'Points of the root score that are missing here: weight at the root times the way to 100.';
COMMENT ON COLUMN exceptions.status IS 'Status of the goal.';
COMMENT ON COLUMN exceptions.status_order IS 'For sorting by status.';
COMMENT ON COLUMN exceptions.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN exceptions.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN exceptions.expected_score IS
	'Score with which it is expected to end: status names it while the goal runs.';
COMMENT ON COLUMN exceptions.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';
COMMENT ON COLUMN exceptions.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN exceptions.owner_name IS 'Name of that person.';
COMMENT ON COLUMN exceptions.team_id IS 'Team of the goal.';
COMMENT ON COLUMN exceptions.team_name IS 'Name of the team.';
COMMENT ON COLUMN exceptions.due_on IS 'Day by which it is to be reached.';
COMMENT ON COLUMN exceptions.blocker IS 'What is in the way, if anything.';
COMMENT ON COLUMN exceptions.overdue_action_count IS 'Actions past their day; empty: none.';
COMMENT ON COLUMN exceptions.confidence IS 'Latest stated confidence, 0 to 1.';
COMMENT ON COLUMN exceptions.goal_path IS 'Names from the root to the goal.';
COMMENT ON COLUMN exceptions.finding IS
	'The first that holds: blocked; no data; stale; red, and deteriorating; red; red, but noise; red, but improving; '
	'deteriorating; green, but deteriorating; missed; heading for a miss; behind plan; low confidence; '
	'overdue actions.';
COMMENT ON COLUMN exceptions.finding_order IS
	'For sorting and colouring by finding: 1 blocked, 2 red, and deteriorating, 3 deteriorating, 4 green, but '
	'deteriorating, 5 no data, 6 stale, 7 red, 8 missed, 9 heading for a miss, 10 behind plan, 11 low confidence, 12 '
	'overdue actions, 13 red, but noise, 14 red, but improving.';
COMMENT ON COLUMN exceptions.urgency_order IS
	'1 blocked or deteriorating by signal, 2 what cannot be told or may be news, 3 red, but noise, 4 improving.';
COMMENT ON COLUMN exceptions.momentum IS 'improving, steady, deteriorating or unknown, as in the view momentum.';
COMMENT ON COLUMN exceptions.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';
COMMENT ON COLUMN exceptions.hit_probability IS
	'Probability that the target is reached if things go on as they went, 0 to 1, as in the view forecast.';
COMMENT ON COLUMN exceptions.outlook IS 'The same in words, as in the view forecast.';
COMMENT ON COLUMN exceptions.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';
COMMENT ON COLUMN exceptions.measured_at IS 'Time of the last measurement.';
COMMENT ON COLUMN exceptions.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN exceptions.period_name IS 'Name of that period.';
COMMENT ON COLUMN exceptions.root_goal_id IS 'Goal at the top of the tree.';
COMMENT ON COLUMN exceptions.root_goal_name IS 'Name of that goal.';
COMMENT ON COLUMN exceptions.perspective_id IS 'Perspective, that of the nearest goal above if not said.';
COMMENT ON COLUMN exceptions.perspective_name IS 'Name of the perspective.';
