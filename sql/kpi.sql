-- kpi: laws. Every query prints t, NULL, a small number or an error.
\pset null NULL
CREATE SCHEMA kpi_test;
SET search_path = kpi_test, opm;
SET timezone = 'UTC';

-- two kpis are the same up to rounding: counts, extremes, first and last exactly, sums to 1e-14
CREATE FUNCTION near(a double precision, b double precision, tol double precision DEFAULT 1e-14) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= tol * greatest(abs(a), abs(b));
CREATE FUNCTION same(a opm.kpi, b opm.kpi) RETURNS boolean LANGUAGE sql IMMUTABLE
	RETURN (a IS NULL AND b IS NULL) OR coalesce(
		(n(a), pairs(a), min(a), max(a), first(a), last(a), first_at(a), last_at(a))
			= (n(b), pairs(b), min(b), max(b), first(b), last(b), first_at(b), last_at(b))
		AND near(total(a), total(b)) AND near(mean(a), mean(b)) AND near(base(a), base(b)) AND near(ratio(a), ratio(b))
		AND near(variance(a), variance(b)) AND near(stddev(a), stddev(b)) AND near(r2(a), r2(b))
		AND near(slope(a), slope(b)) AND near(intercept(a), intercept(b)), false);
-- does the plan of a query have a line like this? (plans are never printed)
CREATE FUNCTION plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ pattern THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;

-- 20000 measurements of 4 things: decimals, several at one time, late arrivals, some not measured, some without base
CREATE TABLE measure (thing int, at timestamptz, value double precision, base double precision) PARTITION BY LIST (thing);
CREATE TABLE measure_1 PARTITION OF measure FOR VALUES IN (1);
CREATE TABLE measure_2 PARTITION OF measure FOR VALUES IN (2, 3);
CREATE TABLE measure_4 PARTITION OF measure FOR VALUES IN (4);
INSERT INTO measure
SELECT 1 + i % 4, '2025-01-01'::timestamptz + (i * 7919 % 20011) / 3 * interval '17 minutes',
	CASE WHEN i % 11 <> 0 THEN 1e5 * (i % 4) + (i * 104729 % 100003) / 100.0 - 300 END,
	CASE WHEN i % 7 <> 0 THEN 1 + (i * 31 % 997) / 10.0 END
FROM generate_series(1, 20000) i;
ANALYZE measure;

-- the numbers are those of the built-in aggregates
SELECT n(k) = count(value) AS n, near(total(k), sum(value), 1e-12) AS total, near(mean(k), avg(value), 1e-12) AS mean,
	near(stddev(k), stddev(value), 1e-12) AS stddev, near(variance(k), variance(value), 1e-12) AS variance,
	min(k) = min(value) AS min, max(k) = max(value) AS max, first_at(k) = min(at) FILTER (WHERE value IS NOT NULL) AS first_at,
	last_at(k) = max(at) FILTER (WHERE value IS NOT NULL) AS last_at,
	near(slope(k), regr_slope(value, extract(epoch FROM at) / 86400), 1e-9) AS slope,
	near(r2(k), regr_r2(value, extract(epoch FROM at) / 86400), 1e-7) AS r2,
	pairs(k) = count(base) FILTER (WHERE value IS NOT NULL) AS pairs,
	near(base(k), sum(base) FILTER (WHERE value IS NOT NULL), 1e-12) AS base,
	near(ratio(k), sum(value) FILTER (WHERE base IS NOT NULL) / sum(base) FILTER (WHERE value IS NOT NULL), 1e-12) AS ratio
FROM measure, (SELECT kpi(at, value, base) k FROM measure) s GROUP BY k;
-- and the sums those of exact arithmetic
SELECT total(k) = sum(value::numeric)::double precision AS total, near(mean(k), avg(value::numeric)::double precision, 2e-16) AS mean,
	near(variance(k), variance(value::numeric)::double precision, 1e-15) AS variance
FROM measure, (SELECT kpi(at, value) k FROM measure) s GROUP BY k;
-- of several values at the first or last time, the largest
SELECT thing, first(kpi(at, value)) = (SELECT max(value) FROM measure f WHERE f.thing = m.thing AND f.at = min(m.at) FILTER (WHERE m.value IS NOT NULL)) AS first,
	last(kpi(at, value)) = (SELECT max(value) FROM measure l WHERE l.thing = m.thing AND l.at = max(m.at) FILTER (WHERE m.value IS NOT NULL)) AS last
FROM measure m GROUP BY thing ORDER BY thing;

-- law: serial = parallel = partition-wise = merged parts = parts sent as text or binary = any order
CREATE TABLE whole AS SELECT kpi(at, value, base) AS k FROM measure;
CREATE TABLE each AS SELECT thing, kpi(at, value, base) AS k FROM measure GROUP BY thing;
SELECT n(k), pairs(k), first_at(k), last_at(k), round(mean(k)::numeric, 3) AS mean FROM whole;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT plan_has('SELECT kpi(at, value, base) FROM measure', 'Partial Aggregate') AND plan_has('SELECT kpi(at, value, base) FROM measure', 'Gather') AS parallel;
SELECT same(k, (SELECT kpi(at, value, base) FROM measure)) AS parallel_same FROM whole;
SELECT plan_has('SELECT merge(k) FROM each', 'Partial Aggregate') AS parallel;
SELECT same(k, (SELECT merge(e.k) FROM each e)) AS parallel_merge_same FROM whole;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_tuple_cost;
RESET parallel_setup_cost;
SET enable_partitionwise_aggregate = on;
SELECT plan_has('SELECT thing % 2, kpi(at, value, base) FROM measure GROUP BY 1', 'Partial HashAggregate') AS partitionwise;
SELECT bool_and(same(m.k, e.k)) AS partitionwise_same
FROM (SELECT thing % 2 AS odd, kpi(at, value, base) AS k FROM measure GROUP BY 1) m
JOIN (SELECT thing % 2 AS odd, merge(k) AS k FROM each GROUP BY 1) e USING (odd);
RESET enable_partitionwise_aggregate;
CREATE TABLE parts AS SELECT i % 137 AS part, kpi(at, value, base) AS k
FROM (SELECT *, row_number() OVER () AS i FROM measure) s GROUP BY 1;
SELECT same(k, (SELECT merge(p.k) FROM parts p)) AS merged, same(k, (SELECT merge(p.k ORDER BY part DESC) FROM parts p)) AS merged_backwards,
	same(k, (SELECT merge(p.k::text::opm.kpi) FROM parts p)) AS merged_as_text FROM whole;
CREATE TABLE parts_binary (part bigint, k opm.kpi);
\copy parts to 'results/kpi.bin' (format binary)
\copy parts_binary from 'results/kpi.bin' (format binary)
SELECT bool_and(p.k = b.k) AS binary_same, bool_and(p.k = p.k::text::opm.kpi) AS text_same, count(*)
FROM parts p JOIN parts_binary b USING (part);
SELECT same(k, (SELECT kpi(at, value, base ORDER BY at, value) FROM measure)) AS ascending,
	same(k, (SELECT kpi(at, value, base ORDER BY at DESC, value) FROM measure)) AS descending,
	same(k, (SELECT kpi(at, value, base ORDER BY hashfloat8(value)) FROM measure)) AS shuffled FROM whole;
-- whole numbers are exact, so there the order never shows, not in one bit
SELECT kpi(at, v ORDER BY at) = kpi(at, v ORDER BY at DESC) AS backwards, kpi(at, v) = kpi(at, v ORDER BY hashint8(v)) AS shuffled
FROM (SELECT at, (value * 100)::bigint AS v FROM measure) s;

-- the operator, and the support functions as plain functions, leave their arguments alone
SELECT same(a.k + b.k, b.k + a.k) AS commutes, same(a.k + b.k, (SELECT kpi(at, value, base) FROM measure WHERE thing IN (1, 2))) AS adds,
	n(a.k) + n(b.k) = n(a.k + b.k) AS untouched, kpi_merge(a.k, NULL) = a.k AND kpi_merge(NULL, a.k) = a.k AS null_is_none,
	kpi_merge(NULL, NULL) IS NULL AS none
FROM each a, each b WHERE a.thing = 1 AND b.thing = 2;
SELECT n(k) AS before, n(kpi_accum(k, '2025-01-01', 5)) AS after, n(k) AS still, n(kpi_accum(NULL, '2025-01-01', 5)) AS one,
	kpi_accum(k, '2025-01-01', NULL) = k AS unmeasured FROM each WHERE thing = 1;
CREATE TABLE daily (day date PRIMARY KEY, k opm.kpi);
INSERT INTO daily VALUES ('2025-01-01', kpi_accum(NULL, '2025-01-01 08:00', 5));
INSERT INTO daily VALUES ('2025-01-01', kpi_accum(NULL, '2025-01-01 09:00', 7)) ON CONFLICT (day) DO UPDATE SET k = daily.k + excluded.k;
SELECT n(k), total(k), last(k) FROM daily;

-- no rows, all NULL, one row
SELECT kpi(at, value) AS empty FROM measure WHERE false;
SELECT kpi(at, NULL) AS all_null, merge(NULL::opm.kpi) AS merge_null FROM measure;
SELECT kpi(at, value, base) AS one FROM (VALUES ('2025-03-01 12:00+00'::timestamptz, 0.1, 0.3)) v(at, value, base);
SELECT n(k), total(k), mean(k), ratio(k), stddev(k), variance(k), min(k), max(k), first(k), last(k), slope(k), intercept(k), r2(k), trend(k, '2025-03-02')
FROM (SELECT kpi('2025-03-01', 0.1) AS k) s;
-- undefined is NULL: no spread in time, no spread in value, bases that sum to 0
SELECT slope(k) AS slope, r2(k), stddev(k) FROM (SELECT kpi('2025-03-01', v) AS k FROM generate_series(1, 3) v) s;
SELECT slope(k) AS slope, r2(k), stddev(k), mean(k) FROM (SELECT kpi('2025-03-01'::timestamptz + v * interval '1 day', 0.1) AS k FROM generate_series(1, 1000) v) s;
SELECT base(k), ratio(k), pairs(k) FROM (SELECT kpi('2025-03-01', 1, v) AS k FROM (VALUES (1), (-1), (NULL)) b(v)) s;
-- a row without base counts, but not in the ratio
SELECT n(k), pairs(k), total(k), base(k), ratio(k), kpi('2025-03-01', 1, NULL) = kpi('2025-03-01', 1) AS same FROM
	(SELECT kpi('2025-03-01', v, b) AS k FROM (VALUES (1, 4), (2, 4), (10, NULL)) r(v, b)) s GROUP BY k;
-- the line: per day, from first_at
SELECT slope(k), intercept(k), r2(k), trend(k, '2025-03-11 12:00') FROM
	(SELECT kpi('2025-03-01'::timestamptz + d * interval '1 day', 100 + 2.5 * d) AS k FROM generate_series(0, 9) d) s;
SELECT how, value(k, how) FROM (SELECT kpi('2025-03-01'::timestamptz + v * interval '1 day', v, 2) AS k FROM unnest(ARRAY[3, 1, 4, 1]) v) s,
	unnest(ARRAY['sum', 'mean', 'last', 'first', 'min', 'max', 'count', 'ratio']) how;
SELECT value(kpi('2025-03-01', 1), 'median');

-- windows: running, moving, and a row's value stays what it was
SELECT bool_and(same(running, (SELECT kpi(at, v) FROM generate_series(1, i) j, LATERAL (SELECT '2025-01-01'::timestamptz + j * interval '1 h' AS at, j * 0.1 AS v) r))) AS running,
	bool_and(same(moving, (SELECT kpi('2025-01-01'::timestamptz + j * interval '1 h', j * 0.1) FROM generate_series(greatest(i - 6, 1), i) j))) AS moving,
	bool_and(n(previous) = i - 1) AS lag
FROM (SELECT i, running, moving, lag(running) OVER (ORDER BY i) AS previous
	FROM (SELECT i, kpi(at, v) OVER (ORDER BY i) AS running, kpi(at, v) OVER (ORDER BY i ROWS 6 PRECEDING) AS moving
		FROM (SELECT i, '2025-01-01'::timestamptz + i * interval '1 h' AS at, i * 0.1 AS v FROM generate_series(1, 60) i) d) w) x;

-- what may not be measured
SELECT kpi(at, 'NaN') FROM measure;
SELECT kpi(at, value, 'Infinity') FROM measure;
SELECT kpi('infinity', 1);
SELECT kpi(NULL, 1);
SELECT kpi('2025-01-01', v) FROM (VALUES (1e289), (-1e289)) s(v);
SELECT kpi('2025-01-01', v) FROM (VALUES (9e289), (9e289)) s(v);
SELECT kpi('2025-01-01', 2e290);
SELECT kpi('2025-01-01', v, 9e289) FROM generate_series(1, 2) v;
SELECT merge(k) FROM (SELECT kpi('2025-01-01', 9e289) AS k FROM generate_series(1, 2) g GROUP BY g) s;
SELECT ratio(kpi('2025-01-01', 1e200, 1e-200));
-- -0 is 0, so that equal summaries are equal
SELECT kpi('2025-01-01', '-0') = kpi('2025-01-01', 0) AS zero, kpi('2025-01-01', 1, '-0') = kpi('2025-01-01', 1, 0) AS base_zero;
-- cancellation: small differences on a large level, and a large first value
SELECT stddev(kpi('2025-01-01'::timestamptz + v * interval '1 s', 1e15 + v)) AS level FROM generate_series(0, 2) v;
SELECT total(kpi('2025-01-01'::timestamptz + i * interval '1 s', v)) AS total FROM (VALUES (1, 1e100), (2, 1), (3, -1e100), (4, 0.25)) s(i, v);
-- the ends of time
SELECT k::text::opm.kpi = k AS round_trip, first_at(k), last_at(k), slope(k) IS NOT NULL AS slope
FROM (SELECT kpi(at, 1) AS k FROM (VALUES ('4714-11-24 00:00:00+00 BC'::timestamptz), ('294276-12-31 23:59:59.999999+00')) s(at)) x;
SELECT k::text::opm.kpi = k AS round_trip, slope(k) FROM (SELECT kpi('2025-01-01'::timestamptz + v * interval '1 us', v) AS k FROM generate_series(0, 9) v) s;

-- text does not depend on the session
SET timezone = 'America/New_York';
SET datestyle = 'SQL, DMY';
SELECT kpi('2025-03-01 12:00:00.5+00', 1);
RESET datestyle;
SET timezone = 'UTC';
SELECT ' ( n: 1,total:1 ,min: 1, max: 1, first: 1 @ 2025-03-01T00:00:00Z, last: 1@2025-03-01T00:00:00Z, t: 0, tt: 0, tv: 0, vv: 0 ) '::opm.kpi;
SELECT '(n: 1, total: 1, min: 1, max: 1, first: 1 @ 2025-03-01T00:00:00Z, last: 1 @ 2025-03-01T00:00:00.0Z, t: 0, tt: 0, tv: -0, vv: 0)'::opm.kpi = kpi('2025-03-01', 1) AS same;

-- forged and broken literals
SELECT ''::opm.kpi;
SELECT '(n: 1, total: x'::opm.kpi;
SELECT '(n: 0, total: 0, min: 0, max: 0, first: 0 @ 2025-03-01T00:00:00Z, last: 0 @ 2025-03-01T00:00:00Z, t: 0, tt: 0, tv: 0, vv: 0)'::opm.kpi;
SELECT '(n: 1, total: 1, min: 1, max: 1, first: 1 @ 2025-02-30T00:00:00Z, last: 1 @ 2025-03-01T00:00:00Z, t: 0, tt: 0, tv: 0, vv: 0)'::opm.kpi;
SELECT '(n: 1, total: 1e999, min: 1, max: 1, first: 1 @ 2025-03-01T00:00:00Z, last: 1 @ 2025-03-01T00:00:00Z, t: 0, tt: 0, tv: 0, vv: 0)'::opm.kpi;
\set VERBOSITY terse
CREATE FUNCTION refused(literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; rule text;
BEGIN
	PERFORM literal::opm.kpi;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, rule = PG_EXCEPTION_DETAIL;
	RETURN state || ' ' || rule;
END $$;
-- each forgery changes one field of a good literal
CREATE TABLE good AS SELECT kpi('2025-03-01'::timestamptz + v * interval '1 day', v, 2 * v)::text AS k FROM generate_series(1, 3) v;
SELECT k FROM good;
SELECT was, now, refused(replace(k, was, now)) FROM good, (VALUES
	('n: 3', 'n: 99999999999999999'), ('n: 3', 'n: 9999999999999999'), ('n: 3', 'n: 300'), ('total: 6', 'total: 600'), ('total: 6', 'total: 6+1'), ('total: 6', 'total: 1e300'),
	('min: 1', 'min: 2'), ('max: 3', 'max: 300'), ('max: 3', 'max: nan'), ('03-02T', '03-05T'), ('03-02T', '3-2T'), ('Z, last', 'Z BC, last'), ('vv: 5', 'vv: -5'), ('vv: 5', 'vv: 500'), ('vv: 5', 'vv: 4'),
	('t: 259200000000', 't: 0'), ('tt: 3.73248e+22', 'tt: 1e30'), ('tv: 432000000000', 'tv: 1e13'), ('pairs: 3', 'pairs: 4'), ('pairs: 3', 'pairs: -1'), ('pairs: 3', 'pairs: 0'),
	('paired: 6', 'paired: 7'), ('base: 12', 'base: 1e291'), ('base: 12)', 'base: 12'), ('base: 12)', 'base: 12) x'), (', base: 12', '')) f(was, now);

-- comparison, hash and sort
SELECT count(*), count(DISTINCT k) AS distinct_, count(DISTINCT hashed) AS hashes FROM (SELECT k, kpi_hash(k) AS hashed FROM parts UNION ALL SELECT k, kpi_hash(k) FROM parts_binary) s;
CREATE INDEX ON parts (k);
CREATE INDEX ON parts USING hash (k);
SET enable_seqscan = off;
SELECT count(*) FROM parts WHERE k = (SELECT k FROM parts WHERE part = 5);
RESET enable_seqscan;
SELECT bool_and((a.k < b.k) = (b.k > a.k) AND (a.k <= b.k) = NOT (b.k < a.k) AND (a.k <> b.k) = NOT (a.k = b.k) AND (a.k >= b.k) = (kpi_cmp(a.k, b.k) >= 0)) AS consistent FROM parts a, parts b;
SET client_min_messages = warning;
DROP SCHEMA kpi_test CASCADE;
