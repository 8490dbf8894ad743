-- scorecard: laws
\pset null NULL
CREATE SCHEMA scorecard_test;
SET search_path = scorecard_test, opm;

CREATE FUNCTION near(a double precision, b double precision, tol double precision DEFAULT 1e-14) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= tol * greatest(abs(a), abs(b));
CREATE FUNCTION same(a opm.scorecard, b opm.scorecard) RETURNS boolean LANGUAGE sql IMMUTABLE
	RETURN (a IS NULL AND b IS NULL) OR coalesce(
		(n(a), applicable(a), worst(a), best(a)) IS NOT DISTINCT FROM (n(b), applicable(b), worst(b), best(b))
		AND near(mean(a), mean(b)) AND near(coverage(a), coverage(b)) AND near(weight(a), weight(b)) AND near(stddev(a), stddev(b))
		AND near(score_low(a, 0), score_low(b, 0)) AND near(score_high(a, 1), score_high(b, 1)), false);
CREATE FUNCTION plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ pattern THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;

-- goals of 5 teams: some not measured, some of weight 0, some without weight, scores below 0 and above 1
CREATE TABLE goal (team int, score double precision, weight double precision);
INSERT INTO goal SELECT i % 5, CASE WHEN i % 6 <> 0 THEN (i * 7919 % 1511) / 1000.0 - 0.1 END,
	CASE WHEN i % 17 = 0 THEN NULL ELSE (i * 31 % 23) / 10.0 END FROM generate_series(1, 10000) i;
ANALYZE goal;

-- each accessor against its definition
SELECT n(s) = count(score) AS n, applicable(s) = count(*) AS applicable, near(weight(s), sum(coalesce(weight, 1)), 1e-12) AS weight,
	near(mean(s), sum(score * coalesce(weight, 1)) / sum(coalesce(weight, 1)) FILTER (WHERE score IS NOT NULL), 1e-12) AS mean,
	near(coverage(s), sum(coalesce(weight, 1)) FILTER (WHERE score IS NOT NULL) / sum(coalesce(weight, 1)), 1e-12) AS coverage,
	worst(s) = min(score) FILTER (WHERE coalesce(weight, 1) > 0) AS worst, best(s) = max(score) FILTER (WHERE coalesce(weight, 1) > 0) AS best,
	near(stddev(s), sqrt(sum(coalesce(weight, 1) * (score - mean(s)) ^ 2) / sum(coalesce(weight, 1)) FILTER (WHERE score IS NOT NULL)), 1e-12) AS stddev,
	near(score_low(s, 0.1), sum(coalesce(score, 0.1) * coalesce(weight, 1)) / sum(coalesce(weight, 1)), 1e-12) AS low,
	near(score_high(s, 0.9), sum(coalesce(score, 0.9) * coalesce(weight, 1)) / sum(coalesce(weight, 1)), 1e-12) AS high
FROM goal, (SELECT scorecard(score, weight) AS s FROM goal) x GROUP BY s;

-- law: serial = parallel = merged parts = parts sent as text or binary = any order
CREATE TABLE whole AS SELECT scorecard(score, weight) AS s FROM goal;
CREATE TABLE parts AS SELECT team, scorecard(score, weight) AS s FROM goal GROUP BY team;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT plan_has('SELECT scorecard(score, weight) FROM goal', 'Partial Aggregate') AS parallel;
SELECT same(s, (SELECT scorecard(score, weight) FROM goal)) AS parallel_same FROM whole;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_tuple_cost;
RESET parallel_setup_cost;
CREATE TABLE parts_binary (team int, s opm.scorecard);
\copy parts to 'results/scorecard.bin' (format binary)
\copy parts_binary from 'results/scorecard.bin' (format binary)
SELECT bool_and(p.s = b.s) AS binary_same, bool_and(p.s = p.s::text::opm.scorecard) AS text_same FROM parts p JOIN parts_binary b USING (team);
SELECT same(s, (SELECT merge(p.s) FROM parts p)) AS merged, same(s, (SELECT merge(p.s ORDER BY team DESC) FROM parts p)) AS backwards,
	same(s, (SELECT scorecard(score, weight ORDER BY hashfloat8(score)) FROM goal)) AS shuffled FROM whole;
SELECT same(a.s + b.s, b.s + a.s) AS commutes, same(a.s + b.s, (SELECT scorecard(score, weight) FROM goal WHERE team IN (1, 2))) AS adds,
	n(a.s) + n(b.s) = n(a.s + b.s) AS untouched, scorecard_merge(NULL, a.s) = a.s AND scorecard_merge(a.s, NULL) = a.s AS null_is_none,
	scorecard_merge(NULL, NULL) IS NULL AS none, applicable(scorecard_accum(a.s, NULL)) = applicable(a.s) + 1 AS accum
FROM parts a, parts b WHERE a.team = 1 AND b.team = 2;
-- law: low <= mean <= high where floor <= mean <= cap; coverage in [0, 1]; worst <= mean <= best
SELECT bool_and(score_low(s, worst(s)) <= mean(s) AND mean(s) <= score_high(s, best(s)) AND coverage(s) BETWEEN 0 AND 1 AND mean(s) BETWEEN worst(s) AND best(s)) AS bounds,
	count(*) FROM (SELECT scorecard(score, weight) AS s FROM (SELECT *, row_number() OVER () % 1000 AS g FROM goal) x GROUP BY g) y WHERE mean(s) IS NOT NULL;

-- not measured is not 0
SELECT mean(u) AS unknown, coverage(u), n(u), applicable(u), score_low(u, 0), score_high(u, 1), mean(z) AS zero, coverage(z), n(z)
FROM (SELECT scorecard(a) AS u, scorecard(coalesce(a, 0)) AS z FROM (VALUES (0.8), (0.6), (NULL), (1.0)) v(a)) s;
-- nothing measured, all weights 0, weight 0 beside others, no goals
SELECT scorecard(NULL, 2), mean(scorecard(NULL, 2)), coverage(scorecard(NULL, 2)), worst(scorecard(NULL, 2)), stddev(scorecard(NULL, 2)), score_low(scorecard(NULL, 2), 0.2);
SELECT scorecard(0.5, 0), mean(scorecard(0.5, 0)), coverage(scorecard(0.5, 0)), score_high(scorecard(0.5, 0), 1), n(scorecard(0.5, 0));
SELECT s, mean(s), worst(s), best(s), stddev(s) FROM (SELECT scorecard(v, w) AS s FROM (VALUES (0.5, 1), (0.1, 0), (0.9, NULL)) x(v, w)) y;
SELECT scorecard(score) AS none FROM goal WHERE false;
SELECT merge(NULL::opm.scorecard) AS none FROM goal;
-- equal scores have no deviation and are their own mean, whatever the weights
SELECT stddev(scorecard(0.1, w / 7.0)), mean(scorecard(0.1, w / 7.0)) FROM generate_series(1, 100) w;
SELECT stddev(scorecard(1e9 + v)) FROM generate_series(0, 2) v;
-- a scorecard within a scorecard
SELECT near(mean(scorecard(mean(s), weight(s) * coverage(s))), (SELECT mean(w.s) FROM whole w), 1e-13) AS nested FROM parts;
SELECT bool_and(same(running, (SELECT scorecard(j / 10.0, j) FROM generate_series(1, i) j))) AS running FROM
	(SELECT i, scorecard(i / 10.0, i) OVER (ORDER BY i) AS running FROM generate_series(1, 50) i) x;

-- what may not be a score or a weight
SELECT scorecard('NaN'::double precision);
SELECT scorecard('-Infinity', 1);
SELECT scorecard(1e150);
SELECT scorecard(1, -1);
SELECT scorecard(1, 'NaN');
SELECT scorecard(1, 1e-200);
SELECT scorecard(1e140, 1e100);
SELECT score_low(scorecard(1), '-Infinity');
SELECT scorecard('-0'::double precision) = scorecard(0) AS zero;

-- literals
SELECT '(n:1 of 2,weight:3 of 4,worst:5,best:5,ws:15,wss:75)'::opm.scorecard;
SELECT '(n: 1 of 2, weight: 3 or 4)'::opm.scorecard;
CREATE FUNCTION refused(literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; rule text;
BEGIN
	PERFORM literal::opm.scorecard;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, rule = PG_EXCEPTION_DETAIL;
	RETURN state || ' ' || rule;
END $$;
SELECT was, now, refused(replace('(n: 2 of 3, weight: 3 of 4, worst: 1, best: 2, ws: 5, wss: 9)', was, now)) FROM (VALUES
	('', ''), ('n: 2', 'n: 4'), ('of 3,', 'of 2,'), ('2 of 3', '1 of 3'), ('2 of 3', '0 of 0'), ('2 of 3', '0 of 3'), ('of 4', 'of 2'), ('3 of 4', '-3 of 4'), ('worst: 1', 'worst: 3'), ('best: 2', 'best: 1e150'),
	('ws: 5', 'ws: 7'), ('ws: 5', 'ws: inf'), ('ws: 5', 'ws: 5+5'), ('wss: 9', 'wss: -9'), ('wss: 9', 'wss: 8'), ('wss: 9', 'wss: 12'), (', wss: 9', ''), (', worst: 1, best: 2, ws: 5, wss: 9', ''), ('9)', '9))')) f(was, now);
CREATE INDEX ON parts (s);
SELECT count(DISTINCT s) AS distinct_, count(DISTINCT scorecard_hash(s)) AS hashes, bool_and(s = s AND NOT s <> s AND s <= s AND s >= s AND NOT s < s AND NOT s > s) AS reflexive FROM parts;
SET client_min_messages = warning;
DROP SCHEMA scorecard_test CASCADE;
