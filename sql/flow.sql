-- flow: laws and errors (the numbers are in test/pgtap/flow.sql)
\pset null NULL
SET search_path = opm;
SET timezone = 'UTC';
CREATE TEMP TABLE item (id int, created timestamptz, started timestamptz, finished timestamptz);
INSERT INTO item VALUES (1, '2026-01-01', '2026-01-02', '2026-01-05'), (2, '2026-01-01', '2026-01-03', NULL), (3, '2026-01-02', NULL, NULL), (4, '2026-01-04', '2026-01-04', '2026-01-04 12:00'), (5, '2025-12-01', '2025-12-02', '2026-01-03');
SELECT (flow(started, finished, '2026-01-01', '2026-01-06')).* FROM item;
SELECT (flow(started, finished, '2026-02-01', '2026-02-02')).* FROM item WHERE id <> 2;
SELECT flow(started, finished, '2026-01-01', '2026-01-06') IS NULL AS no_rows FROM item WHERE false;
-- parts merge to the whole; a merge with nothing; a window ends before its end
SELECT flow_final(flow_merge(a, b)) = whole AS merged, flow_merge(a, NULL) = a AND flow_merge(NULL, a) = a AND flow_merge(NULL, NULL) IS NULL AS nothing
FROM (SELECT flow_accum(flow_accum(NULL, '2026-01-02', '2026-01-05', '2026-01-01', '2026-01-06'), '2026-01-03', NULL, '2026-01-01', '2026-01-06') AS a,
	flow_accum(NULL, '2025-12-02', '2026-01-03', '2026-01-01', '2026-01-06') AS b, (SELECT flow(started, finished, '2026-01-01', '2026-01-06') FROM item WHERE id IN (1, 2, 5)) AS whole) q;
SELECT (f).wip_to FROM (SELECT flow(started, finished, '2026-01-01', '2026-01-05') AS f FROM item) q;
-- a long window of many items: whole microseconds, no overflow
SELECT (f).item_days, (f).item_microseconds FROM (SELECT flow('0001-01-01'::timestamptz + i * interval '1 microsecond', NULL, '0001-01-01', '3000-01-01') AS f FROM generate_series(0, 9999) i) q;
SELECT days_between('2026-01-01', '2026-01-02 12:00'), days_between('2026-01-02 12:00', '2026-01-01');
SELECT id, age_days(started, finished, '2026-01-04') FROM item ORDER BY id;
SELECT flow_efficiency(2, 8), flow_efficiency(2, 0), flow_efficiency(0, 5);
SELECT * FROM cumulative_flow((SELECT array_agg(created) FROM item), (SELECT array_agg(started) FROM item), (SELECT array_agg(finished) FROM item), '{2026-01-06,NULL,2026-01-01,2026-01-04,infinity}');
SELECT * FROM cumulative_flow('{NULL,2026-01-01}', '{NULL,NULL}', '{NULL,2026-01-03}', '{2026-01-02,2026-01-04}');
\set VERBOSITY terse
SELECT flow(finished, started, '2026-01-01', '2026-01-06') FROM item WHERE id = 1;
SELECT flow(started, finished, '2026-01-06', '2026-01-06') FROM item;
SELECT flow(started, finished, NULL, '2026-01-06') FROM item;
SELECT flow(started, finished, created, '2026-01-06') FROM item;
SELECT flow('infinity', NULL, '2026-01-01', '2026-01-06') FROM item;
SELECT flow_final('{1}');
SELECT flow_final(array_fill(0::bigint, '{10}'));
SELECT flow_merge(flow_accum(NULL, NULL, NULL, '2026-01-01', '2026-01-06'), flow_accum(NULL, NULL, NULL, '2026-01-01', '2026-01-07'));
SELECT age_days('2026-01-02', '2026-01-01', '2026-01-03');
SELECT days_between('2026-01-02', 'infinity');
SELECT flow_efficiency(-1, 2);
SELECT * FROM cumulative_flow('{2026-01-02}', '{2026-01-01}', '{NULL}', '{}');
SELECT * FROM cumulative_flow('{2026-01-02}', '{}', '{NULL}', '{}');
