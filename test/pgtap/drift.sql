-- EWMA and CUSUM against answers that nobody wrote for opm: test/data/spc and test/data/nist_handbook. Tolerance: 1e-9 relative,
-- or 1e-9 of sigma near 0.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(13);

CREATE FUNCTION pg_temp.close(got double precision, want double precision, sigma double precision DEFAULT 0) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= greatest(1e-9 * abs(want), 1e-9 * sigma) END;

CREATE TEMP TABLE individuals (set_id text, seq int, value numeric);
\copy individuals FROM 'test/data/spc/data_individuals.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_ewma (set_id text, lambda float8, nsigma float8, target float8, sigma float8, seq int, ewma float8, lcl_exact float8, ucl_exact float8, lcl_asymptotic float8, ucl_asymptotic float8, signal_exact int);
\copy expected_ewma FROM 'test/data/spc/expected_ewma.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_cusum (set_id text, target numeric, sigma float8, k float8, h float8, head float8, seq int, hi float8, lo float8, hi_sigmas float8, lo_sigmas float8, signal_hi int, signal_lo int);
\copy expected_cusum FROM 'test/data/spc/expected_cusum.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE nist (dataset text, seq int, value float8, sample_size float8);
\copy nist FROM 'test/data/nist_handbook/data.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE nist_ewma (seq int, printed float8, ewma float8, lcl_exact float8, ucl_exact float8, lcl_asymptotic float8, ucl_asymptotic float8);
\copy nist_ewma FROM 'test/data/nist_handbook/expected_ewma.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE nist_cusum (seq int, printed_hi float8, printed_lo float8, cusum_hi float8, cusum_lo float8, signal_hi int, signal_lo int);
\copy nist_cusum FROM 'test/data/nist_handbook/expected_cusum.csv' (FORMAT csv, HEADER)

CREATE TEMP TABLE ewma AS
SELECT e.*, opm.ewma_chart(value::float8, lambda, nsigma, target, sigma) OVER w AS p, opm.ewma_chart(value::float8, lambda, nsigma, target, sigma, asymptotic => true) OVER w AS a
FROM expected_ewma e JOIN individuals USING (set_id, seq) WINDOW w AS (PARTITION BY set_id, lambda, nsigma, target, e.sigma ORDER BY seq);
SELECT is((SELECT count(*) FROM ewma), (SELECT count(*) FROM expected_ewma), 'ewma: all points');
SELECT is_empty($$SELECT set_id, lambda, seq, p FROM ewma WHERE NOT (pg_temp.close((p).value, ewma, sigma) AND pg_temp.close((p).lower, lcl_exact, sigma) AND pg_temp.close((p).upper, ucl_exact, sigma))$$, 'ewma: average and exact limits');
SELECT is_empty($$SELECT set_id, lambda, seq, a FROM ewma WHERE NOT (pg_temp.close((a).value, ewma, sigma) AND pg_temp.close((a).lower, lcl_asymptotic, sigma) AND pg_temp.close((a).upper, ucl_asymptotic, sigma))$$, 'ewma: asymptotic limits');
SELECT is_empty($$SELECT set_id, lambda, seq, p FROM ewma WHERE (p).signal <> signal_exact$$, 'ewma: signals');
-- Centre and sigma left out are those of the xmr chart: the first settings of the oracle are exactly these.
SELECT is_empty($$
	SELECT set_id, seq FROM (SELECT set_id, seq, opm.ewma_chart(value::float8) OVER w AS e, opm.xmr_chart(value::float8) OVER w AS x FROM individuals WHERE set_id IN ('rnd_normal_50', 'R_Nile') WINDOW w AS (PARTITION BY set_id ORDER BY seq)) g
	WHERE (e).centre <> (x).centre OR NOT pg_temp.close((e).upper - (e).centre, 3 * (x).sigma * sqrt(0.2 / 1.8 * (1 - 0.8 ^ (2 * seq))))$$, 'ewma: centre and sigma from the baseline');

CREATE TEMP TABLE cusum AS
SELECT e.*, opm.cusum_chart(value::float8, target, e.sigma, k, h, head) OVER (PARTITION BY set_id, target, e.sigma, k, h, head ORDER BY seq) AS p FROM expected_cusum e JOIN individuals USING (set_id, seq);
SELECT is((SELECT count(*) FROM cusum), (SELECT count(*) FROM expected_cusum), 'cusum: all points');
SELECT is_empty($$SELECT set_id, seq, p, hi, lo FROM cusum WHERE NOT (pg_temp.close((p).high, hi, sigma) AND pg_temp.close((p).low, lo, sigma))$$, 'cusum: sums, with and without a head start');
SELECT is_empty($$SELECT set_id, seq, p FROM cusum WHERE ((p).signal = 1) <> (signal_hi = 1) OR ((p).signal = -1) <> (signal_lo = 1 AND signal_hi = 0)$$, 'cusum: signals');
-- Change point and new level, from their definitions over the oracle's own sums (without a head start).
SELECT is_empty($$
	SELECT set_id, seq, p FROM cusum c WHERE (p).signal <> 0 AND head = 0 AND NOT (
		(p).run = seq - coalesce((SELECT max(seq) FROM expected_cusum z WHERE (z.set_id, z.k, z.h, z.head) = (c.set_id, c.k, c.h, c.head) AND z.seq < c.seq AND CASE (c.p).signal WHEN 1 THEN z.hi ELSE z.lo END = 0), 0)
		AND pg_temp.close((p).level, target::float8 + (p).signal * (k * sigma + CASE (p).signal WHEN 1 THEN hi ELSE lo END / (p).run)))$$, 'cusum: when the change began, and the new level');

SELECT is_empty($$
	SELECT seq, g.value, e.ewma FROM (SELECT seq, (opm.ewma_chart(value, 0.3, 3, 50, 2.0539, asymptotic => true) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'ewma') g JOIN nist_ewma e USING (seq)
	WHERE NOT (pg_temp.close(g.value, ewma) AND pg_temp.close(lower, lcl_asymptotic) AND pg_temp.close(upper, ucl_asymptotic) AND round(g.value::numeric, 2) = printed::numeric)$$, 'NIST: ewma');
SELECT is_empty($$
	SELECT seq FROM (SELECT seq, (opm.cusum_chart(value, 325, 1, 0.3175, 4.1959) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'cusum') g JOIN nist_cusum USING (seq)
	WHERE NOT (pg_temp.close(high, cusum_hi, 1) AND pg_temp.close(low, cusum_lo, 1) AND signal = signal_hi - signal_lo)$$, 'NIST: cusum');
SELECT is((SELECT string_agg(seq || '/' || run, ' ' ORDER BY seq) FROM (SELECT seq, (opm.cusum_chart(value, 325, 1, 0.3175, 4.1959) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'cusum') g WHERE signal <> 0),
	'14/2 15/3 16/4 17/5 18/6 19/7 20/8', 'NIST: cusum signals from 14 on, all dating the change to 13');
-- Average run lengths of the two-sided CUSUM (k = 0.5, h = 4) by the Markov chain of R spc: 8.38 after a shift of 1 sigma. Here a fixed
-- sample of 4000 runs, normal values by inversion of hashes: 3 standard errors are 0.22.
SELECT ok((
	WITH u AS (SELECT run, i, CASE WHEN hashint8extended(run * 1000 + i, 42) < 0 THEN -1 ELSE 1 END AS s, (abs(hashint8extended(run * 1000 + i, 42)::numeric) / 9223372036854775808 * 0.999999 + 0.0000005)::float8 AS p FROM generate_series(1, 4000) run, generate_series(1, 60) i),
	x AS (SELECT run, i, (opm.cusum_chart(opm.normal_quantile(0.5 + s * p / 2.000001) + 1, 0, 1, 0.5, 4) OVER (PARTITION BY run ORDER BY i)).signal FROM u)
	SELECT avg(first) BETWEEN 8.16 AND 8.60 FROM (SELECT run, min(i) AS first FROM x WHERE signal <> 0 GROUP BY run) f), 'cusum: average run length after a shift of 1 sigma');
SELECT * FROM finish();
ROLLBACK;
