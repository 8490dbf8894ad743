-- A KPI by month, quarter, half and year. Everything that begins or ends (a period, the days to compare with) cuts time
-- into pieces; each measurement is read once, into the summary of its goal and piece, and every figure is a merge of
-- some of these. Goals above others are judged by what is below them, so they have what the last snapshot of the period
-- kept. Goals are worked out one by one: what is asked of a few is read for these, and nothing large is sorted.

CREATE OR REPLACE VIEW goal_period WITH (security_invoker) AS
WITH begun AS MATERIALIZED ( -- fence: one-pass
	SELECT p.id, p.calendar, p.kind, p.name, p.first_day, p.last_day, p.from_at, p.until_at, p.time_zone,
		p.until_at <= now() AS is_over,
		dense_rank() OVER (ORDER BY p.calendar, p.kind) AS series,
		row_number() OVER (PARTITION BY p.calendar, p.kind ORDER BY p.first_day, p.id)::integer AS place
	FROM period p
	WHERE p.kind IN ('month', 'quarter', 'half', 'year') AND p.from_at <= now()
), span AS MATERIALIZED ( -- fence: one-pass
	SELECT b.id, b.calendar, b.kind, b.name, b.first_day, b.last_day, b.from_at, b.until_at, b.time_zone, b.is_over,
		b.series, b.place,
		b.place = max(b.place) FILTER (WHERE b.is_over) OVER w AS is_latest_over,
		x.from_at AS before_from_at,
		-- by the same time of the same day
		CASE WHEN NOT b.is_over THEN LEAST(x.until_at, timezone(x.time_zone,
			x.first_day + (timezone(b.time_zone, now()) - b.first_day::timestamp))) END AS before_until_at,
		b.place - y.place AS places_a_year,
		y.from_at AS year_before_from_at,
		CASE WHEN NOT b.is_over THEN LEAST(y.until_at, timezone(y.time_zone,
			y.first_day + (timezone(b.time_zone, now()) - b.first_day::timestamp))) END AS year_before_until_at,
		r.id AS year_id,
		-- in the order of places, also where there is no year
		COALESCE(r.from_at, b.from_at) AS year_from_at,
		(SELECT max(n.day) FROM snapshot n WHERE n.day BETWEEN b.first_day AND b.last_day) AS snapshot_day
	FROM begun b
	LEFT JOIN begun x ON x.series = b.series AND x.place = b.place - 1
	LEFT JOIN LATERAL (
		-- where the middle of the period was a year before: years of weeks begin on another day
		SELECT z.id, z.place, z.from_at, z.until_at, z.first_day, z.time_zone FROM begun z
		WHERE z.series = b.series AND z.place < b.place
			AND (b.first_day + (b.last_day - b.first_day) / 2 - interval '1 year')::date
				BETWEEN z.first_day AND z.last_day
		ORDER BY z.id LIMIT 1
	) y ON true
	LEFT JOIN LATERAL (
		-- the year, if periods of this kind cover it until here
		SELECT z.id, z.from_at FROM begun z
		WHERE z.calendar = b.calendar AND z.kind = 'year' AND b.first_day >= z.first_day AND b.last_day <= z.last_day
			AND (SELECT sum(c.last_day - c.first_day + 1) FROM begun c
				WHERE c.series = b.series AND c.first_day >= z.first_day
					AND c.last_day <= b.last_day) = b.last_day - z.first_day + 1
		ORDER BY z.id LIMIT 1
	) r ON true
	WINDOW w AS (PARTITION BY b.series)
), part AS MATERIALIZED ( -- fence: one-pass
	-- what a row of a period is made of: its own days, and of one that runs, the same days of two others
	SELECT s.id AS span_id, 'own' AS part, s.from_at, s.until_at, LEAST(s.until_at, now()) AS as_of FROM span s
	UNION ALL
	SELECT s.id, 'before', s.before_from_at, s.before_until_at, s.before_until_at
	FROM span s WHERE s.before_until_at IS NOT NULL
	UNION ALL
	SELECT s.id, 'year before', s.year_before_from_at, s.year_before_until_at, s.year_before_until_at
	FROM span s WHERE s.year_before_until_at IS NOT NULL
), edge AS MATERIALIZED ( -- fence: one-pass
	SELECT u.at, row_number() OVER (ORDER BY u.at)::integer AS piece
	FROM (SELECT t.from_at AS at FROM part t UNION SELECT t.until_at FROM part t) u
), cut AS MATERIALIZED ( -- fence: one-pass
	SELECT array_agg(e.at ORDER BY e.at) AS times FROM edge e
), piece AS MATERIALIZED ( -- fence: one-pass
	-- a piece has the number of the time at which it begins
	SELECT t.span_id, t.part, e.piece FROM part t JOIN edge e ON e.at >= t.from_at AND e.at < t.until_at
), bound AS MATERIALIZED ( -- fence: one-pass
	-- a query is read once, not goal by goal
	SELECT x.goal_id, array_agg(x.piece) AS pieces, array_agg(x.kpi) AS kpis
	FROM (
		SELECT b.goal_id, width_bucket(b.at, c.times) AS piece, opm.kpi(b.at, b.value, b.base) AS kpi
		FROM _bound b
		JOIN goal g ON g.id = b.goal_id
		CROSS JOIN cut c
		WHERE b.at >= c.times[1] AND g.max_age IS NULL AND (g.min_group IS NULL OR b.base >= g.min_group)
		GROUP BY 1, 2
	) x
	GROUP BY x.goal_id
), log AS MATERIALIZED ( -- fence: one-pass
	SELECT l.goal_id FROM _bound_logs(now()) l
)
SELECT g.id || '/' || t.period_id AS id,
	g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	t.period_id,
	t.name AS period_name,
	t.kind AS period_kind,
	t.calendar,
	t.first_day AS from_on,
	t.last_day AS until_on,
	NOT t.is_over AS is_running,
	t.is_latest_over AS is_latest_complete,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	ow.name AS owner_name,
	q.perspective_id,
	pv.name AS perspective_name,
	NOT q.is_above AS is_measured,
	g.unit,
	t.actual,
	opm.value_text(t.actual, g.unit, g.decimals) AS actual_text,
	t.target::text AS target,
	opm.target_value(t.target) AS target_value,
	_target_text(opm.target_low(t.target), opm.target_high(t.target), g.unit, g.decimals) AS target_text,
	t.score,
	opm.percent(t.score) AS score_percent,
	t.pace_score,
	j.expected_score,
	CASE WHEN q.is_above THEN t.kept_status
		ELSE _goal_status(j.lifecycle, j.judged, j.lacks_target, j.is_late, false, j.bands) END AS status,
	CASE WHEN q.is_above THEN t.kept_status_order
		ELSE _goal_status_order(j.lifecycle, j.judged, j.lacks_target, j.is_late, false, j.bands) END AS status_order,
	j.plan_status,
	CASE j.plan_status WHEN 'behind' THEN 1 WHEN 'on plan' THEN 2 WHEN 'ahead' THEN 3 END AS plan_status_order,
	j.outcome,
	CASE j.outcome WHEN 'unknown' THEN 0 WHEN 'missed' THEN 1 WHEN 'reached' THEN 2 END AS outcome_order,
	CASE WHEN t.year_id IS NULL OR q.is_above OR g.max_age IS NOT NULL THEN NULL
		WHEN _is_zero(t.year_kpi, t.counted_at, t.year_from_at, now()) THEN 0
		ELSE opm.value(t.year_kpi, g.time_aggregation) END AS year_to_date_actual,
	t.before_actual AS period_before_actual,
	t.before_so_far AS period_before_so_far_actual,
	v.change AS period_change_value,
	CASE WHEN v.base > 0 THEN _quotient(v.change, v.base) END AS period_change_fraction,
	t.before_score AS period_before_score,
	CASE WHEN t.is_over AND _is_comparable(t.coverage_fraction, t.before_coverage_fraction)
		THEN 100 * (t.score - t.before_score) END AS period_change_points,
	t.year_before_actual,
	t.year_before_so_far AS year_before_so_far_actual,
	v.year_change AS year_change_value,
	CASE WHEN v.year_base > 0 THEN _quotient(v.year_change, v.year_base) END AS year_change_fraction,
	t.year_before_score,
	CASE WHEN t.is_over AND _is_comparable(t.coverage_fraction, t.year_before_coverage_fraction)
		THEN 100 * (t.score - t.year_before_score) END AS year_change_points,
	t.is_partial,
	t.kept_on AS snapshot_on
FROM goal g
CROSS JOIN setting d
LEFT JOIN bound b ON b.goal_id = g.id
LEFT JOIN period o ON o.id = g.period_id
CROSS JOIN LATERAL (
	SELECT lower(g.rollup) IS DISTINCT FROM 'own' AND EXISTS (SELECT FROM _edge e WHERE e.parent_id = g.id) AS is_above,
		COALESCE(g.perspective_id, (
			WITH RECURSIVE up(parent_id, perspective_id) AS (
				SELECT g.parent_id, g.perspective_id
				UNION ALL
				SELECT x.parent_id, x.perspective_id
				FROM up JOIN goal x ON x.id = up.parent_id
				WHERE up.perspective_id IS NULL
			)
			SELECT up.perspective_id FROM up WHERE up.perspective_id IS NOT NULL)) AS perspective_id,
		g.time_aggregation NOT IN ('sum', 'count') OR g.max_age IS NOT NULL AS target_holds_always,
		CASE WHEN g.time_aggregation IN ('sum', 'count') THEN
			CASE WHEN g.id IN (SELECT l.goal_id FROM log l) THEN _day(d.time_zone, now())
				ELSE g.counted_until END END AS counted_until
	OFFSET 0 -- fence: once
) q
CROSS JOIN LATERAL (
	SELECT s.*,
		lag(s.score) OVER w AS before_score,
		lag(s.coverage_fraction) OVER w AS before_coverage_fraction,
		lag(s.score, s.places_a_year) OVER w AS year_before_score,
		lag(s.coverage_fraction, s.places_a_year) OVER w AS year_before_coverage_fraction
	FROM (
		SELECT c.*,
			CASE WHEN q.is_above THEN c.kept_score ELSE opm.score(c.actual, c.target) END AS score,
			CASE WHEN q.is_above THEN c.kept_pace_score ELSE _pace_score(c.target, c.elapsed, g.plan) END AS pace_score,
			CASE WHEN q.is_above THEN c.kept_coverage_fraction ELSE 1 END AS coverage_fraction
		FROM (
			-- what is computed below is computed once, because windows follow
			SELECT k.*,
				lag(k.actual) OVER w AS before_actual,
				lag(k.actual, k.places_a_year) OVER w AS year_before_actual,
				opm.merge(k.kpi) OVER (PARTITION BY k.series, k.year_from_at ORDER BY k.place) AS year_kpi,
				min(k.place) FILTER (WHERE k.is_known) OVER p AS first_place,
				max(k.place) FILTER (WHERE k.is_known) OVER p AS last_place
			FROM (
				SELECT s.id AS period_id, s.name, s.kind, s.calendar, s.first_day, s.last_day, s.from_at, s.is_over,
					s.is_latest_over, s.series, s.place, s.places_a_year, s.year_id, s.year_from_at, m.kpi,
					u.counted_at,
					m.kpi IS NOT NULL OR n.goal_id IS NOT NULL OR w.period_id = s.id
						OR g.period_id = s.id AND g.target IS NOT NULL AS is_known,
					CASE WHEN q.is_above THEN n.actual
						WHEN _is_zero(m.kpi, u.counted_at, u.usable_from_at, now()) THEN 0
						ELSE opm.value(m.kpi, g.time_aggregation) END AS actual,
					CASE WHEN q.is_above THEN NULL
						WHEN _is_zero(m.before_kpi, u.counted_at, s.before_from_at, s.before_until_at) THEN 0
						ELSE opm.value(m.before_kpi, g.time_aggregation) END AS before_so_far,
					CASE WHEN q.is_above THEN NULL
						WHEN _is_zero(m.year_before_kpi, u.counted_at, s.year_before_from_at, s.year_before_until_at)
							THEN 0
						ELSE opm.value(m.year_before_kpi, g.time_aggregation) END AS year_before_so_far,
					CASE WHEN q.is_above THEN n.target
						WHEN w.target IS NOT NULL THEN w.target
						WHEN g.period_id = s.id THEN g.target
						-- a sum of a year is no target of a month; a way from a baseline is one of its own days only
						WHEN q.target_holds_always AND (o.id IS NULL
							OR s.from_at >= o.from_at AND s.until_at <= o.until_at
							OR opm.baseline(g.target::opm.target) IS NULL) THEN g.target END::opm.target AS target,
					_elapsed(COALESCE(w.first_day, o.first_day, timezone(d.time_zone, g.created_at)::date),
						LEAST(g.due_on, COALESCE(w.last_day, o.last_day)),
						CASE WHEN s.is_over THEN s.last_day + 1 ELSE _day(s.time_zone, now()) END) AS elapsed,
					n.score AS kept_score, n.coverage_fraction AS kept_coverage_fraction,
					n.pace_score AS kept_pace_score, n.expected_score AS kept_expected_score, n.status AS kept_status,
					n.status_order AS kept_status_order, n.plan_status AS kept_plan_status, n.outcome AS kept_outcome,
					n.is_partial, n.day AS kept_on
				FROM span s
				CROSS JOIN LATERAL (
					SELECT _window_from(s.from_at, s.until_at, g.max_age, LEAST(now(), s.until_at), d.time_zone)
							AS usable_from_at,
						_counted_at(q.counted_until, s.until_at, d.time_zone) AS counted_at
				) u
				LEFT JOIN (
					SELECT y.span_id,
						opm.merge(y.kpi) FILTER (WHERE y.part = 'own') AS kpi,
						opm.merge(y.kpi) FILTER (WHERE y.part = 'before') AS before_kpi,
						opm.merge(y.kpi) FILTER (WHERE y.part = 'year before') AS year_before_kpi
					FROM (
						SELECT p.span_id, p.part, r.kpi
						FROM (
							SELECT width_bucket(x.at, c.times) AS piece, opm.kpi(x.at, x.value, x.base) AS kpi
							FROM measurement x
							CROSS JOIN cut c
							WHERE x.goal_id = g.id AND x.at >= c.times[1] AND g.max_age IS NULL AND NOT q.is_above
								AND (g.min_group IS NULL OR x.base >= g.min_group)
							GROUP BY 1
							UNION ALL
							SELECT z.piece, z.kpi FROM unnest(b.pieces, b.kpis) z(piece, kpi) WHERE NOT q.is_above
						) r
						JOIN piece p ON p.piece = r.piece
						UNION ALL
						-- a window that moves reaches into the time before the period
						SELECT p.span_id, p.part, opm.kpi(x.at, x.value, x.base)
						FROM (
							SELECT m.at, m.value, m.base FROM measurement m
							WHERE m.goal_id = g.id AND (g.min_group IS NULL OR m.base >= g.min_group)
							UNION ALL
							SELECT b.at, b.value, b.base FROM _bound b
							WHERE b.goal_id = g.id AND (g.min_group IS NULL OR b.base >= g.min_group)
								AND g.id IN (SELECT l.goal_id FROM log l)
						) x
						JOIN part p ON x.at < p.until_at
							AND x.at >= _window_from(p.from_at, p.until_at, g.max_age, p.as_of, d.time_zone)
						WHERE g.max_age IS NOT NULL AND NOT q.is_above
						GROUP BY p.span_id, p.part
					) y
					GROUP BY y.span_id
				) m ON m.span_id = s.id
				LEFT JOIN (
					-- that of the shortest period: of the period itself, or where nothing adds up, around it
					SELECT DISTINCT ON (z.id) z.id AS span_id, x.target, y.id AS period_id, y.first_day, y.last_day
					FROM goal_target x
					JOIN period y ON y.id = x.period_id
					JOIN span z ON z.id = y.id
						OR q.target_holds_always AND z.from_at >= y.from_at AND z.until_at <= y.until_at
					WHERE x.goal_id = g.id AND NOT q.is_above
					ORDER BY z.id, y.last_day - y.first_day, y.id
				) w ON w.span_id = s.id
				LEFT JOIN LATERAL (
					-- the figure in which all goals count, if it may be seen
					SELECT x.goal_id, x.day, x.actual, x.target, x.score, x.pace_score, x.expected_score, x.status,
						x.status_order, x.plan_status, x.outcome, x.coverage_fraction, x.is_partial
					FROM goal_snapshot x
					WHERE q.is_above AND x.goal_id = g.id AND x.day = s.snapshot_day
					ORDER BY x.is_partial LIMIT 1
				) n ON true
			) k
			WINDOW w AS (PARTITION BY k.series ORDER BY k.year_from_at, k.place), p AS (PARTITION BY k.series)
		) c
		-- from the first period of which something is known up to the last one, or as long as the goal runs: silence is
		-- seen
		WHERE c.place >= c.first_place
			AND (c.place <= c.last_place OR g.lifecycle = 'active' AND (o.id IS NULL OR c.from_at < o.until_at))
	) s
	WINDOW w AS (PARTITION BY s.series ORDER BY s.year_from_at, s.place)
) t
CROSS JOIN LATERAL (
	SELECT t.actual - x.base AS change, x.base, t.actual - x.year_base AS year_change, x.year_base
	FROM (
		SELECT CASE WHEN t.is_over THEN t.before_actual ELSE t.before_so_far END AS base,
			CASE WHEN t.is_over THEN t.year_before_actual ELSE t.year_before_so_far END AS year_base
	) x
) v
CROSS JOIN LATERAL (
	-- a plan may run on beyond the period
	SELECT t.is_over AND (t.pace_score IS NULL OR COALESCE(t.elapsed >= 1, true)) AS is_over,
		COALESCE(g.status_basis, d.status_basis) AS basis
) i
CROSS JOIN LATERAL (
	SELECT CASE WHEN q.is_above THEN t.kept_expected_score
		ELSE opm.expected_score(t.score, t.pace_score, i.basis) END AS expected_score
) e
CROSS JOIN LATERAL (
	SELECT e.expected_score,
		CASE WHEN t.is_over AND g.lifecycle = 'active' THEN 'done' ELSE g.lifecycle END AS lifecycle,
		_judged_score(t.score, e.expected_score, i.basis, i.is_over) AS judged,
		_lacks_target(t.score, t.actual, t.target IS NOT NULL, 'own') AS lacks_target,
		GREATEST(opm.last_at(t.kpi), t.counted_at) + _days(COALESCE(g.cadence_days, d.cadence_days) + d.grace_days)
			< now() AS is_late,
		COALESCE(g.bands, d.bands)::opm.bands AS bands,
		CASE WHEN q.is_above THEN t.kept_plan_status ELSE _plan_status(t.score, t.pace_score, i.is_over) END
			AS plan_status,
		CASE WHEN q.is_above THEN t.kept_outcome ELSE _outcome('done', t.score, i.is_over) END AS outcome
) j
LEFT JOIN perspective pv ON pv.id = q.perspective_id
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person ow ON ow.id = g.owner_id
-- fence: few-rows
WHERE CASE WHEN g.lifecycle <> '' THEN 'a goal' END = 'a goal';
COMMENT ON VIEW goal_period IS
	'How did every KPI do by month, quarter and year? One row per goal and period (month, quarter, half or year that '
	'has begun), with what was measured in it, its target, the period before, the same one a year before, and the '
	'year to date. From the first period in which something was measured or wanted, to the last one, or as long as '
	'the goal runs. Filter by calendar and period_kind; is_latest_complete is one row of these per goal. A goal above '
	'others has what the last snapshot of the period kept, see snapshot().';
COMMENT ON COLUMN goal_period.id IS 'Goal and period; unique in this view.';
COMMENT ON COLUMN goal_period.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_period.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_period.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_period.period_id IS 'Period, whatever the period of the goal is.';
COMMENT ON COLUMN goal_period.period_name IS 'Name of the period.';
COMMENT ON COLUMN goal_period.period_kind IS 'month, quarter, half or year.';
COMMENT ON COLUMN goal_period.calendar IS 'Calendar of the period: main, or one of your own.';
COMMENT ON COLUMN goal_period.from_on IS 'First day of the period.';
COMMENT ON COLUMN goal_period.until_on IS 'Last day of the period.';
COMMENT ON COLUMN goal_period.is_running IS 'True while the period is not over.';
COMMENT ON COLUMN goal_period.is_latest_complete IS 'True for the last period of its kind and calendar that is over.';
COMMENT ON COLUMN goal_period.team_id IS 'Team of the goal now.';
COMMENT ON COLUMN goal_period.team_name IS 'Name of the team.';
COMMENT ON COLUMN goal_period.owner_id IS 'Person who answers for the goal now.';
COMMENT ON COLUMN goal_period.owner_name IS 'Name of that person.';
COMMENT ON COLUMN goal_period.perspective_id IS 'Perspective now: that of the nearest goal above, if not said.';
COMMENT ON COLUMN goal_period.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN goal_period.is_measured IS
	'True: the figures are those of the measurements in the period. False: goals below count in it, and the figures '
	'are how it stood in the last snapshot of the period.';
COMMENT ON COLUMN goal_period.unit IS 'Unit of the values.';
COMMENT ON COLUMN goal_period.actual IS
	'Value of the period by the time aggregation of the goal, so far if it runs; with max_age, of the time so long '
	'before its end. Empty: not known.';
COMMENT ON COLUMN goal_period.actual_text IS 'The same with its unit as people read it, as in scorecard.';
COMMENT ON COLUMN goal_period.target IS
	'Target of the period, as text: its own (goal_target), else that of the goal, if the period is the one of the goal '
	'or the target holds for parts of it too. A sum or count of a year is no target of a month.';
COMMENT ON COLUMN goal_period.target_value IS 'Value to aim at, where there is one.';
COMMENT ON COLUMN goal_period.target_text IS 'Values that reach the target, in words. Empty: no target.';
COMMENT ON COLUMN goal_period.score IS
	'Score of actual by the target: 1 is goal reached, below 0 and above 1 are possible. Empty: not known, or no '
	'target.';
COMMENT ON COLUMN goal_period.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN goal_period.pace_score IS
	'Score the plan expected by the end of the period, or by now if it runs. Empty: nothing is planned.';
COMMENT ON COLUMN goal_period.expected_score IS
	'Score with which it was expected to end then, as in scorecard; the score itself where nothing is planned.';
COMMENT ON COLUMN goal_period.status IS
	'Name of expected_score while the period or a plan beyond it runs, else of the score; or stale, no target, no '
	'data, as in scorecard. Of a period that is over never stale.';
COMMENT ON COLUMN goal_period.status_order IS 'For sorting by status, as in scorecard.';
COMMENT ON COLUMN goal_period.plan_status IS
	'ahead, on plan or behind, while the period or a plan beyond it runs. Empty: over, nothing planned, or no score.';
COMMENT ON COLUMN goal_period.plan_status_order IS 'For sorting: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN goal_period.outcome IS
	'reached, missed, or unknown (no score), of a period that is over and has no plan beyond it; else empty.';
COMMENT ON COLUMN goal_period.outcome_order IS 'For sorting by outcome: 0 unknown, 1 missed, 2 reached.';
COMMENT ON COLUMN goal_period.year_to_date_actual IS
	'Value from the first day of the year around the period to the end of the period, or now. Empty: no year, or '
	'periods of this kind do not cover it; a goal with max_age or with goals below.';
COMMENT ON COLUMN goal_period.period_before_actual IS
	'Value of the whole period before, of the same kind and calendar. Empty: none, or not known.';
COMMENT ON COLUMN goal_period.period_before_so_far_actual IS
	'For a period that runs: value of the period before by the same time of the same day. Empty: the period is over.';
COMMENT ON COLUMN goal_period.period_change_value IS
	'Units more than in the period before; while the period runs, than in the same days of it.';
COMMENT ON COLUMN goal_period.period_change_fraction IS
	'The same as a part of the value before: 0.05 is 5 % more. Empty where that is not above 0.';
COMMENT ON COLUMN goal_period.period_before_score IS 'Score of the period before.';
COMMENT ON COLUMN goal_period.period_change_points IS
	'Points of the score more than in the period before; 100 points are 1. Empty while the period runs, or where too '
	'little was known at one of the two times.';
COMMENT ON COLUMN goal_period.year_before_actual IS
	'Value of the whole same period a year before: the one that has the middle of this one, a year earlier.';
COMMENT ON COLUMN goal_period.year_before_so_far_actual IS
	'For a period that runs: value of that period by the same time of the same day. Empty: the period is over.';
COMMENT ON COLUMN goal_period.year_change_value IS
	'Units more than a year before; while the period runs, than in the same days of it.';
COMMENT ON COLUMN goal_period.year_change_fraction IS
	'The same as a part of the value then: 0.05 is 5 % more. Empty where that is not above 0.';
COMMENT ON COLUMN goal_period.year_before_score IS 'Score of the same period a year before.';
COMMENT ON COLUMN goal_period.year_change_points IS 'Points of the score more than then, as period_change_points.';
COMMENT ON COLUMN goal_period.is_partial IS
	'For a goal above others: true if goals count that the current role may not see, as in goal_history. Else empty.';
COMMENT ON COLUMN goal_period.snapshot_on IS 'For a goal above others: day of the snapshot. Else empty.';
