-- Periods with the days and names that calendars of BI tools need.

CREATE OR REPLACE VIEW calendar WITH (security_invoker) AS
WITH covering AS MATERIALIZED ( -- fence: one-pass
	-- the days of each period, which is cheaper than the periods of each day; one of more than ten years (all time),
	-- or a hundred years away, makes no days
	SELECT p.calendar, d.day, p.id, p.kind, p.name,
		row_number() OVER (PARTITION BY p.calendar, d.day, p.kind ORDER BY p.last_day - p.first_day, p.id) AS place,
		row_number() OVER (PARTITION BY p.calendar, d.day ORDER BY p.last_day - p.first_day, p.id) AS shortest
	FROM period p
	CROSS JOIN LATERAL generate_series(p.first_day::timestamp, p.last_day::timestamp, interval '1 day') d(day)
	WHERE p.last_day - p.first_day <= 3660 AND abs(p.first_day - current_date) < 36600
), named AS (
	SELECT c.calendar, c.day,
		max(c.id) FILTER (WHERE c.kind = 'year') AS year_id,
		max(c.name) FILTER (WHERE c.kind = 'year') AS year_name,
		max(c.id) FILTER (WHERE c.kind = 'quarter') AS quarter_id,
		max(c.name) FILTER (WHERE c.kind = 'quarter') AS quarter_name,
		max(c.id) FILTER (WHERE c.kind = 'month') AS month_id,
		max(c.name) FILTER (WHERE c.kind = 'month') AS month_name,
		max(c.id) FILTER (WHERE c.kind = 'week') AS week_id,
		max(c.name) FILTER (WHERE c.kind = 'week') AS week_name,
		max(c.id) FILTER (WHERE c.kind = 'sprint') AS sprint_id,
		max(c.name) FILTER (WHERE c.kind = 'sprint') AS sprint_name,
		max(c.id) FILTER (WHERE c.shortest = 1) AS period_id,
		max(c.name) FILTER (WHERE c.shortest = 1) AS period_name,
		max(c.kind) FILTER (WHERE c.shortest = 1) AS period_kind
	FROM covering c
	WHERE c.place = 1
	GROUP BY c.calendar, c.day
), spine AS (
	SELECT p.calendar,
		CASE WHEN p.calendar = 'main' THEN 0 ELSE min(p.id) END AS place,
		min(p.first_day)::timestamp AS first_day,
		max(p.last_day)::timestamp AS last_day
	FROM period p
	WHERE p.last_day - p.first_day <= 3660 AND abs(p.first_day - current_date) < 36600
	GROUP BY p.calendar
)
SELECT 100000000 * s.place + to_char(d.day, 'YYYYMMDD')::bigint AS id,
	d.day::date AS day,
	date_part('isodow', d.day)::integer AS weekday,
	n.year_id,
	n.year_name,
	n.quarter_id,
	n.quarter_name,
	n.month_id,
	n.month_name,
	to_char(d.day, 'IYYY"-W"IW') AS iso_week_name,
	s.calendar,
	n.week_id,
	n.week_name,
	n.sprint_id,
	n.sprint_name,
	n.period_id,
	n.period_name,
	n.period_kind
FROM spine s
CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, interval '1 day') d(day)
LEFT JOIN named n ON n.calendar = s.calendar AND n.day = d.day;
COMMENT ON VIEW calendar IS
	'Which periods is a day in? One row per calendar and day, from the first to the last day of every calendar, for '
	'gaps in time series and as a time spine. Filter by calendar (main, if you have made no other) to have each day '
	'once.';
COMMENT ON COLUMN calendar.id IS
	'Calendar and day as a number, unique in this view; in the calendar main the day itself, such as 20260131.';
COMMENT ON COLUMN calendar.day IS 'Day; unique within a calendar.';
COMMENT ON COLUMN calendar.weekday IS '1 is Monday, 7 is Sunday.';
COMMENT ON COLUMN calendar.year_id IS 'Year of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.year_name IS 'Name of the year.';
COMMENT ON COLUMN calendar.quarter_id IS 'Quarter of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.quarter_name IS 'Name of the quarter.';
COMMENT ON COLUMN calendar.month_id IS 'Month of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.month_name IS 'Name of the month.';
COMMENT ON COLUMN calendar.iso_week_name IS 'ISO week of the day, such as 2026-W05, whatever the calendar.';
COMMENT ON COLUMN calendar.calendar IS
	'Name of the calendar, as in the table period: main, or one of your own for sprints, weeks or another fiscal year.';
COMMENT ON COLUMN calendar.week_id IS 'Week of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.week_name IS 'Name of the week.';
COMMENT ON COLUMN calendar.sprint_id IS 'Sprint of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.sprint_name IS 'Name of the sprint.';
COMMENT ON COLUMN calendar.period_id IS
	'Shortest period of this calendar that holds the day, of any kind; empty: none, a gap between periods. '
	'Periods of more than ten years are left out.';
COMMENT ON COLUMN calendar.period_name IS 'Name of that period.';
COMMENT ON COLUMN calendar.period_kind IS
	'Kind of that period: year, half, quarter, month, week, day, sprint or custom.';
