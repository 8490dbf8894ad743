-- operations and pace: worked examples and exact arithmetic
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SET LOCAL search_path = public, opm;
SELECT plan(17);

CREATE FUNCTION pg_temp.near(got double precision, want double precision, tol double precision DEFAULT 1e-15) RETURNS boolean LANGUAGE sql
	RETURN got IS NOT DISTINCT FROM want OR coalesce(abs(got - want) <= tol * abs(want), false);
CREATE TEMP TABLE shift (case_id text, shift_min float8, break_min float8, down_min float8, ideal_cycle_s float8, total float8, rejects float8, availability float8, performance float8, quality float8, oee float8, oee_direct float8);
CREATE TEMP TABLE takt_case (available float8, demand float8, takt float8);
CREATE TEMP TABLE plan (from_date date, to_date date, baseline float8, goal float8, on_date date, share float8, expected float8);
\copy shift from 'test/data/kpi/expected_oee.csv' (format csv, header)
\copy takt_case from 'test/data/kpi/expected_takt.csv' (format csv, header)
\copy plan from 'test/data/kpi/expected_pace.csv' (format csv, header)
SELECT is_empty($$SELECT case_id, o FROM shift s, oee((shift_min - break_min) * 60, (shift_min - break_min - down_min) * 60, ideal_cycle_s, total, total - rejects) o
	WHERE NOT (pg_temp.near(o.availability, s.availability) AND pg_temp.near(o.performance, s.performance) AND pg_temp.near(o.quality, s.quality) AND pg_temp.near(o.oee, s.oee) AND o.reason IS NULL)$$, 'OEE and its factors');
SELECT is_empty($$SELECT case_id FROM shift, oee((shift_min - break_min) * 60, (shift_min - break_min - down_min) * 60, ideal_cycle_s, total, total - rejects) o
	WHERE NOT pg_temp.near(o.availability * o.performance * o.quality, o.oee)$$, 'the factors multiply up');
SELECT is_empty($$SELECT * FROM takt_case WHERE NOT pg_temp.near(takt(available, demand), takt)$$, 'takt');

SELECT is((SELECT count(*) FROM plan), 18::bigint, 'plans');
SELECT is_empty($$SELECT * FROM plan WHERE NOT pg_temp.near(elapsed(from_date, to_date, on_date), share)$$, 'elapsed share of a period');
SELECT is_empty($$SELECT * FROM plan, pace(NULL, baseline, goal, elapsed(from_date, to_date, on_date)) p WHERE NOT pg_temp.near(p.expected, plan.expected)$$, 'expected value');
SELECT is_empty($$SELECT * FROM plan, pace(plan.expected, baseline, goal, elapsed(from_date, to_date, on_date)) p WHERE abs(p.gap) > 1e-12 OR NOT (p.pace_index IS NULL OR abs(p.pace_index - 1) < 1e-12)$$, 'on plan');

-- working days, counted one by one
SELECT is_empty($$SELECT f, t FROM generate_series(date '1999-12-27', date '2000-01-10', '1 day') f(f), generate_series(date '1999-12-27', date '2000-01-20', '1 day') t(t)
	WHERE working_days(f::date, t::date, holidays => '{2000-01-03,2000-01-08,2000-01-03}') <>
		(SELECT count(*) FROM generate_series(f, t - interval '1 day', '1 day') d WHERE extract(isodow FROM d) < 6 AND d <> '2000-01-03')$$, 'working days');
SELECT ok(working_days('2026-01-01', '2027-01-01') = 261 AND working_days('2026-01-01', '2027-01-01', '{6,7}') = 104, 'a year has 261 and 104');
-- Walking over a year by working days is monotone and ends at 1
SELECT ok(bool_and(s >= before) AND min(s) = 0 AND max(s) = 1, 'share of working days') FROM (SELECT s, lag(s, 1, 0::float8) OVER (ORDER BY d) AS before FROM (SELECT d, elapsed_working('2026-01-01', '2027-01-01', d::date) AS s FROM generate_series(date '2025-12-25', date '2027-01-05', '1 day') d) y) x;

-- plans: seasonal = cumulative shares, stepped = those delivered
SELECT is_empty($$SELECT x, s, score(x, plan_seasonal('{1,0,2,1}')) FROM (VALUES (0, 0), (0.125, 0.125), (0.25, 0.25), (0.4, 0.25), (0.5, 0.25), (0.625, 0.5), (0.75, 0.75), (0.9, 0.9), (1, 1)) v(x, s) WHERE abs(score(x, plan_seasonal('{1,0,2,1}')) - s) > 1e-15$$, 'seasonal plan');
SELECT is_empty($$SELECT x, s, score(x, plan_stepped('{1,0,2,1}')) FROM (VALUES (0, 0), (0.2, 0), (0.25, 0.25), (0.4, 0.25), (0.5, 0.25), (0.74, 0.25), (0.75, 0.75), (0.9, 0.75), (1, 1)) v(x, s) WHERE abs(score(x, plan_stepped('{1,0,2,1}')) - s) > 1e-15$$, 'stepped plan');

-- surveys against counting
SELECT is(nps(r), 100.0 * (count(*) FILTER (WHERE r >= 9) - count(*) FILTER (WHERE r <= 6)) / count(r)::float8, 'nps') FROM (SELECT i * 7919 % 11 AS r FROM generate_series(1, 1000) i) x;
SELECT ok(nps(r, 5) IS NULL AND nps(r, 4) = 25 AND csat(r, 9, 5) IS NULL AND csat(r, 9) = 0.5 AND csat(r, 9, 4) = 0.5, 'groups too small to show') FROM (VALUES (10), (9), (7), (6), (NULL)) v(r);

-- burn rate: 14.4 for an hour is 2 % of 30 days, 6 for 6 hours 5 %, 1 for 3 days 10 %
SELECT results_eq($$SELECT round((threshold * long_hours / 720)::numeric, 15) FROM burn_windows('{}', '{}', '{}', 0.99, '2026-01-01')$$, $$VALUES (0.02::numeric(20,15)), (0.05), (0.1)$$, 'shares of the budget at the thresholds');
SELECT is(burn_rate(144, 10000, 0.999), 14.4::float8, 'burn rate');
-- the service was bad (2 %, objective 99.9 %) for the last 20 minutes only: an hour burns at 20 / 3, five minutes at 20; no page for an hour at 14.4
SELECT results_eq($$SELECT round(long_burn::numeric, 6), round(short_burn::numeric, 6), firing FROM burn_windows((SELECT array_agg(timestamptz '2026-01-01 00:00+00' - i * interval '1 minute') FROM generate_series(0, 5000) i),
	(SELECT array_agg(CASE WHEN i < 20 THEN 2.0::float8 ELSE 0 END) FROM generate_series(0, 5000) i), (SELECT array_agg(100.0::float8) FROM generate_series(0, 5000) i), 0.999, '2026-01-01 00:00+00')$$,
	$$VALUES (6.666667, 20.000000, false), (1.111111, 13.333333, false), (0.092593, 1.111111, false)$$, 'three pairs of windows');
SELECT * FROM finish();
ROLLBACK;
