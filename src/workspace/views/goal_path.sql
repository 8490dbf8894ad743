-- Where each goal came from and where it is heading, week by week: burn-ups beside their plan, and fans. All weeks of a
-- goal are worked out at once, from one reading of its measurements, and are arrays until the end.

CREATE OR REPLACE VIEW goal_path WITH (security_invoker) AS
SELECT g.id || '/' || to_char(k.day, 'YYYYMMDD') AS id,
	g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.unit,
	k.day AS day_on,
	k.day = b.today AS is_today,
	v.target_value,
	-- what has passed of today counts from tomorrow on, as in the scorecard
	CASE WHEN k.day >= b.began THEN _planned(v.target, _elapsed(b.began, b.ends,
		k.day + CASE WHEN k.day = b.today THEN 0 ELSE 1 END), g.plan) END AS pace_value,
	k.actual,
	f.expected[k.i - b.past] AS expected_value,
	f.low[k.i - b.past] AS expected_low,
	f.high[k.i - b.past] AS expected_high
FROM goal g
CROSS JOIN setting d
JOIN _goal_scope s ON s.goal_id = g.id
LEFT JOIN period pe ON pe.id = s.period_id
CROSS JOIN LATERAL (
	SELECT s.target::opm.target AS target, opm.target_value(s.target::opm.target) AS target_value
	OFFSET 0 -- fence: once
) v
CROSS JOIN LATERAL (
	-- three years either way: nobody draws a line to the year 9999
	SELECT x.zone, x.today, x.began, x.last_day, LEAST(g.due_on, pe.last_day) AS ends,
		GREATEST(COALESCE(pe.first_day, LEAST(x.began, LEAST(x.last_day, x.today) - 181)),
			LEAST(x.last_day, x.today) - 1095, date '0001-01-01') AS first_day
	FROM (
		SELECT w.zone, w.today, COALESCE(pe.first_day, timezone(d.time_zone, g.created_at)::date) AS began,
			LEAST(COALESCE(g.due_on, pe.last_day, w.today), w.today + 1096) AS last_day
		FROM (
			SELECT COALESCE(pe.time_zone, d.time_zone) AS zone,
				_day(COALESCE(pe.time_zone, d.time_zone), now()) AS today
		) w
	) x
	OFFSET 0 -- fence: once
) z
CROSS JOIN LATERAL (
	-- past: days that are over, or all, where nothing is to come; times: ends of the others
	SELECT z.zone, z.today, z.began, z.ends, y.days, y.past, width_bucket(z.today, y.days) AS seen,
		ARRAY(SELECT timezone(z.zone, (x + 1)::timestamp) FROM unnest(y.days[y.past + 1:]) x) AS times
	FROM (
		SELECT e.days,
			CASE WHEN num_nulls(g.due_on, pe.last_day) = 2 THEN cardinality(e.days)
				ELSE width_bucket(z.today - 1, e.days) END AS past
		FROM (
			SELECT ARRAY(
				SELECT LEAST(z.first_day + 7 * i + 6, z.last_day)
				FROM generate_series(0, GREATEST(z.last_day - z.first_day, 0) / 7) i
				UNION SELECT z.today WHERE z.today BETWEEN z.first_day AND z.last_day
				ORDER BY 1) AS days
			OFFSET 0 -- fence: once
		) e
		OFFSET 0 -- fence: once
	) y
	OFFSET 0 -- fence: once
) b
CROSS JOIN LATERAL (
	SELECT COALESCE(g.max_age IS NOT NULL AND g.time_aggregation <> 'last', false) AS rolls,
		-- until when the log of events is complete
		CASE WHEN g.time_aggregation NOT IN ('count', 'sum') THEN NULL
			WHEN g.id IN (SELECT l.goal_id FROM _bound_logs(now()) l) THEN s.bound_at
			ELSE s.counted_at END AS counted_at
	OFFSET 0 -- fence: once
) c
CROSS JOIN LATERAL (
	-- what was measured until each day that is seen: week by week, then run up
	SELECT ARRAY(
		SELECT CASE WHEN _is_zero(h.kpi, c.counted_at, u.from_at, t.at) THEN 0
			ELSE opm.value(h.kpi, g.time_aggregation) END
		FROM (
			SELECT q.i, opm.merge(q.kpi) OVER (ORDER BY q.i) AS kpi
			FROM (
				SELECT e.i, opm.kpi(e.at, e.value, e.base) FILTER (WHERE e.value IS NOT NULL) AS kpi
				FROM (
					SELECT x.i, NULL::timestamptz AS at, NULL::double precision AS value, NULL::double precision AS base
					FROM unnest(b.days[:b.seen]) WITH ORDINALITY x(day, i)
					UNION ALL
					SELECT width_bucket(LEAST(timezone(b.zone, m.at)::date, b.today) - 1, b.days) + 1,
						m.at, m.value, m.base
					FROM _measured m
					WHERE m.goal_id = g.id AND NOT c.rolls AND m.at < COALESCE(s.until_at, 'infinity'::timestamptz)
						AND (g.max_age IS NOT NULL OR m.at >= s.usable_from_at)
						AND (s.min_group IS NULL OR m.base >= s.min_group)
				) e
				GROUP BY e.i
			) q
		) r
		CROSS JOIN LATERAL (
			SELECT LEAST(now(), timezone(b.zone, (b.days[r.i] + 1)::timestamp) - interval '1 microsecond') AS at
			OFFSET 0 -- fence: once
		) t
		CROSS JOIN LATERAL (
			SELECT _window_from(s.from_at, s.until_at, g.max_age, t.at, d.time_zone) AS from_at
		) u
		CROSS JOIN LATERAL (
			SELECT CASE WHEN c.rolls THEN (
					SELECT opm.kpi(m.at, m.value, m.base) FROM _measured m
					WHERE m.goal_id = g.id AND m.at >= u.from_at AND m.at <= t.at
						AND m.at < COALESCE(s.until_at, 'infinity'::timestamptz)
						AND (s.min_group IS NULL OR m.base >= s.min_group))
				-- of a value that grew too old, nothing is known
				WHEN g.max_age IS NULL OR opm.last_at(r.kpi) >= u.from_at THEN r.kpi END AS kpi
			OFFSET 0 -- fence: once
		) h
		WHERE r.i <= b.seen
		ORDER BY r.i) AS actual
	OFFSET 0 -- fence: once
) a
CROSS JOIN LATERAL (
	SELECT array_agg(p.expected ORDER BY p.until_at) AS expected,
		array_agg(p.low ORDER BY p.until_at) AS low,
		array_agg(p.high ORDER BY p.until_at) AS high
	FROM (
		-- a window that moves begins elsewhere for each day
		SELECT s.from_at, b.times WHERE NOT c.rolls
		UNION ALL
		SELECT _window_from(s.from_at, x, g.max_age, x, d.time_zone), ARRAY[x] FROM unnest(b.times) x
		-- fence: few-rows
		WHERE CASE WHEN c.rolls THEN 'rolls' END = 'rolls'
	) e
	CROSS JOIN LATERAL _project(g.id, s.target, g.time_aggregation, g.min_group, e.from_at, e.times, now()) p
) f
CROSS JOIN LATERAL unnest(b.days, a.actual) WITH ORDINALITY k(day, actual, i)
-- fence: few-rows
WHERE CASE WHEN g.lifecycle = 'active' AND s.target IS NOT NULL THEN 'has a path' END = 'has a path'
	-- what a goal above others measures itself does not count
	AND (lower(g.rollup) = 'own' OR NOT EXISTS (SELECT FROM _edge y WHERE y.parent_id = g.id));
COMMENT ON VIEW goal_path IS
	'How did each goal come here, and how will it go on, week by week? One row per goal of the view '
	'forecast, and week: plan, actual and what is expected, from the first day of the period to its end or the due '
	'day, for burn-ups and fans. Without a period it begins half a year ago, or when the goal was made, if that is '
	'longer; without an end it ends today. Three years at most either way. One goal by goal_id or goal_key takes '
	'milliseconds.';
COMMENT ON COLUMN goal_path.id IS 'Goal and day; unique in this view.';
COMMENT ON COLUMN goal_path.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_path.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_path.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_path.unit IS 'Unit of the values.';
COMMENT ON COLUMN goal_path.day_on IS
	'Day at whose end it is looked at: the last one of each week, counted from the first day; today; and the day that '
	'the forecast is for.';
COMMENT ON COLUMN goal_path.is_today IS
	'True for today, which has what is measured up to now, and what is expected by its end: there the fan begins.';
COMMENT ON COLUMN goal_path.target_value IS 'Value to aim at.';
COMMENT ON COLUMN goal_path.pace_value IS
	'Value that the plan expects by the end of the day, today as in the scorecard; at the end target_value. Empty '
	'before the plan begins, and for a target without a baseline, which holds all the time.';
COMMENT ON COLUMN goal_path.actual IS
	'Value as it was by then, by the goal''s time aggregation: what adds up runs up. Empty: not known, or still to '
	'come.';
COMMENT ON COLUMN goal_path.expected_value IS
	'Value expected by then if things go on as they went, from today on; the last one is that of the view forecast. '
	'Empty for days that are over, and where there is no forecast.';
COMMENT ON COLUMN goal_path.expected_low IS 'With probability 0.8 the value will be between this ...';
COMMENT ON COLUMN goal_path.expected_high IS '... and this.';
