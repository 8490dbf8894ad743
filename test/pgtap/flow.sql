-- flow: a seeded board of 260 items, expected by pandas
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SET LOCAL search_path = public, opm;
SET LOCAL timezone = 'UTC';
SELECT plan(13);

CREATE TEMP TABLE item (item_id text, team text, kind text, created timestamptz, started timestamptz, finished timestamptz, touch_hours float8);
CREATE TEMP TABLE age (item_id text, age float8);
CREATE TEMP TABLE cfd (day date, arrived bigint, started bigint, finished bigint, wip bigint, queued bigint);
CREATE TEMP TABLE little ("from" timestamptz, "to" timestamptz, days float8, mean_wip float8, finished bigint, throughput float8, cycle float8, littles float8);
CREATE TEMP TABLE summary (scope text, metric text, n bigint, mean float8, sd float8, min float8, max float8, p50 float8, p70 float8, p85 float8, p95 float8);
CREATE TEMP TABLE week (week date, n bigint);
\copy item from 'test/data/flow/items.csv' (format csv, header)
\copy age from 'test/data/flow/expected_age.csv' (format csv, header)
\copy cfd from 'test/data/flow/expected_cfd.csv' (format csv, header)
\copy little from 'test/data/flow/expected_littles_law.csv' (format csv, header)
\copy summary from 'test/data/flow/expected_summary.csv' (format csv, header)
\copy week from 'test/data/flow/expected_throughput_week.csv' (format csv, header)
-- the files have 12 digits
CREATE FUNCTION pg_temp.near(got double precision, want double precision) RETURNS boolean LANGUAGE sql
	RETURN coalesce(abs(got - want) <= 5.1e-12 * abs(want), false);

CREATE TEMP TABLE metric AS
SELECT item_id, scope, m.metric, m.value FROM item, LATERAL (VALUES ('all'), ('team:' || team), ('kind:' || kind)) s(scope),
	LATERAL (VALUES ('lead', days_between(created, finished)), ('cycle', days_between(started, finished)), ('wait', days_between(created, started)),
		('eff', flow_efficiency(touch_hours / 24, days_between(created, finished)))) m(metric, value)
WHERE finished IS NOT NULL;
CREATE TEMP TABLE measured AS SELECT scope, metric, count(value) AS n, avg(value) AS mean, stddev(value) AS sd, min(value), max(value),
	percentile_cont(ARRAY[0.5, 0.7, 0.85, 0.95]) WITHIN GROUP (ORDER BY value) AS p FROM metric GROUP BY scope, metric;
SELECT is((SELECT count(*) FROM measured JOIN summary USING (scope, metric)), 28::bigint, 'every scope and metric');
SELECT is_empty($$SELECT scope, metric FROM measured m JOIN summary w USING (scope, metric)
	WHERE NOT (m.n = w.n AND pg_temp.near(m.mean, w.mean) AND pg_temp.near(m.sd, w.sd) AND pg_temp.near(m.min, w.min) AND pg_temp.near(m.max, w.max))$$, 'lead, cycle and waiting time, flow efficiency: n, mean, sd, range');
SELECT is_empty($$SELECT scope, metric FROM measured m JOIN summary w USING (scope, metric)
	WHERE NOT (pg_temp.near(p[1], p50) AND pg_temp.near(p[2], p70) AND pg_temp.near(p[3], p85) AND pg_temp.near(p[4], p95))$$, 'percentiles');

SELECT is((SELECT count(age_days(started, finished, '2025-07-07')) FROM item), (SELECT count(*) FROM age), 'items in progress');
SELECT is_empty($$SELECT item_id FROM age JOIN item USING (item_id) WHERE NOT pg_temp.near(age_days(started, finished, '2025-07-07'), age)$$, 'their ages');

SELECT results_eq($$SELECT (before - interval '1 day')::date, arrived_items, started_items, finished_items, wip, queued
	FROM cumulative_flow((SELECT array_agg(created) FROM item), (SELECT array_agg(started) FROM item), (SELECT array_agg(finished) FROM item), (SELECT array_agg((day + 1)::timestamptz) FROM cfd))$$,
	$$SELECT day, arrived, started, finished, wip, queued FROM cfd ORDER BY day$$, 'cumulative flow');
SELECT results_eq($$SELECT date_trunc('week', finished)::date, count(*) FROM item WHERE finished IS NOT NULL AND date_trunc('week', finished) <= '2025-06-30' GROUP BY 1 ORDER BY 1$$, $$SELECT week, n FROM week ORDER BY 1$$, 'throughput a week');

CREATE TEMP TABLE flowed AS SELECT l.*, f FROM little l, LATERAL (SELECT flow(i.started, i.finished, l."from", l."to") AS f FROM item i) x;
SELECT ok((f).days = days AND pg_temp.near((f).mean_wip, mean_wip) AND (f).finished = finished AND pg_temp.near((f).throughput, throughput)
	AND pg_temp.near((f).mean_cycle_days, cycle) AND pg_temp.near((f).littles_cycle_days, littles), 'a window of three months') FROM flowed;
SELECT ok((f).wip_from + (f).started - (f).finished = (f).wip_to, 'what comes in goes out or stays') FROM flowed;
-- Little's law, in whole microseconds: the integral of WIP over time, by sweeping over every start and finish, is the items' time
SELECT is((SELECT sum(wip * micros) FROM (SELECT sum(step) OVER (ORDER BY at) AS wip, (extract(epoch FROM lead(at) OVER (ORDER BY at) - at) * 1000000)::numeric AS micros
		FROM (SELECT least(greatest(item.started, "from"), "to") AS at, 1 AS step FROM item, little WHERE item.started IS NOT NULL
			UNION ALL SELECT least(greatest(coalesce(item.finished, "to"), "from"), "to"), -1 FROM item, little WHERE item.started IS NOT NULL) e) s),
	((f).item_days * 86400000000::numeric + (f).item_microseconds), 'Little''s law is exact') FROM flowed;
-- over a window that holds whole items only, both cycle times are one
SELECT ok(pg_temp.near((f).littles_cycle_days, (f).mean_cycle_days) AND (f).item_days * 86400000000::numeric + (f).item_microseconds = micros, 'whole items: mean WIP = throughput * cycle time')
FROM (SELECT flow(started, finished, '2025-01-01', '2026-01-01') AS f, sum(extract(epoch FROM finished - started) * 1000000)::numeric AS micros FROM item WHERE finished IS NOT NULL) x;
-- windows add up
SELECT is((SELECT (f).item_days * 86400000000::numeric + (f).item_microseconds FROM flowed), (SELECT sum((f).item_days * 86400000000::numeric + (f).item_microseconds) FROM little, generate_series("from", "to" - interval '1 day', interval '1 day') d, LATERAL (SELECT flow(started, finished, d, d + interval '1 day') AS f FROM item) x), 'days add up to the window');
-- a real release history: days between uploads of 18 Debian packages (the charts of it are not flow's)
CREATE TEMP TABLE upload (source text, version text, uploaded timestamptz, bugs_closed int);
CREATE TEMP TABLE history (source text, uploads bigint, mean_gap float8, median_gap float8, p85_gap float8, sigma float8, bugs bigint, center float8, lcl float8, ucl float8, above int);
\copy upload from 'test/data/flow/debian_uploads.csv' (format csv, header)
\copy history from 'test/data/flow/expected_debian_uploads.csv' (format csv, header)
SELECT is_empty($$SELECT source FROM history h LEFT JOIN (SELECT source, count(*) AS n, avg(gap) AS mean, percentile_cont(ARRAY[0.5, 0.85]) WITHIN GROUP (ORDER BY gap) AS p
		FROM (SELECT source, days_between(lag(uploaded) OVER (PARTITION BY source ORDER BY uploaded), uploaded) AS gap FROM upload) g GROUP BY source) m USING (source)
	WHERE NOT coalesce(n = uploads AND pg_temp.near(mean, mean_gap) AND pg_temp.near(p[1], median_gap) AND pg_temp.near(p[2], p85_gap), false)$$, 'days between uploads');
SELECT * FROM finish();
ROLLBACK;
