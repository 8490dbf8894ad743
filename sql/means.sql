-- means: weighted_mean, geomean, harmean, ratio
\pset null NULL
CREATE SCHEMA means_test;
SET search_path = means_test, opm;

CREATE FUNCTION near(a double precision, b double precision, tol double precision DEFAULT 1e-14) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= tol * greatest(abs(a), abs(b));
CREATE FUNCTION plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ pattern THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;

CREATE TABLE sale (id int, price double precision, quantity double precision);
INSERT INTO sale SELECT i, CASE WHEN i % 9 <> 0 THEN (1 + i * 7919 % 1511) / 100.0 END, CASE WHEN i % 13 <> 0 THEN i * 31 % 23 END
FROM generate_series(1, 10000) i;
ANALYZE sale;

-- against the definitions; a row with a NULL is left out
SELECT near(weighted_mean(price, quantity), sum(price * quantity) / sum(quantity), 1e-13) AS weighted_mean,
	near(geomean(price, quantity), exp(sum(quantity * ln(price)) / sum(quantity)), 1e-13) AS geomean, near(geomean(price), exp(avg(ln(price))), 1e-13) AS geomean1,
	near(harmean(price, quantity), sum(quantity) / sum(quantity / price), 1e-13) AS harmean, near(harmean(price), count(*) / sum(1 / price), 1e-13) AS harmean1,
	near(ratio(price, quantity), sum(price) / sum(quantity), 1e-13) AS ratio,
	harmean(price) <= geomean(price) AND geomean(price) <= avg(price) AS inequality
FROM sale WHERE price IS NOT NULL AND quantity IS NOT NULL;
CREATE TABLE whole AS SELECT weighted_mean(price, quantity) AS w, geomean(price, quantity) AS g, harmean(price, quantity) AS h, ratio(price, quantity) AS r, geomean(price) AS g1, harmean(price) AS h1 FROM sale;
SELECT (SELECT weighted_mean(price, quantity) FROM sale WHERE price IS NOT NULL AND quantity IS NOT NULL) = w AS nulls_left_out FROM whole;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT plan_has('SELECT weighted_mean(price, quantity), geomean(price), harmean(price), ratio(price, quantity) FROM sale', 'Partial Aggregate') AS parallel;
SELECT near(w, weighted_mean(price, quantity)) AS w, near(g, geomean(price, quantity)) AS g, near(h, harmean(price, quantity)) AS h,
	near(r, ratio(price, quantity)) AS r, near(g1, geomean(price)) AS g1, near(h1, harmean(price)) AS h1 FROM sale, whole GROUP BY w, g, h, r, g1, h1;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_tuple_cost;
RESET parallel_setup_cost;
SELECT near(w, (SELECT weighted_mean(price, quantity ORDER BY hashint4(id)) FROM sale)) AS shuffled FROM whole;

-- moving frames use the inverse transition, and give the same as a fresh sum, to the last bit
SELECT bool_and(w = (SELECT weighted_mean(price, quantity) FROM sale s WHERE s.id BETWEEN m.id - 27 AND m.id)) AS w,
	bool_and(g IS NOT DISTINCT FROM (SELECT geomean(price, quantity) FROM sale s WHERE s.id BETWEEN m.id - 27 AND m.id)) AS g,
	bool_and(h IS NOT DISTINCT FROM (SELECT harmean(price) FROM sale s WHERE s.id BETWEEN m.id - 27 AND m.id)) AS h,
	bool_and(r IS NOT DISTINCT FROM (SELECT ratio(price, quantity) FROM sale s WHERE s.id BETWEEN m.id - 27 AND m.id)) AS r
FROM (SELECT id, weighted_mean(price, quantity) OVER f AS w, geomean(price, quantity) OVER f AS g, harmean(price) OVER f AS h, ratio(price, quantity) OVER f AS r
	FROM sale WINDOW f AS (ORDER BY id ROWS 27 PRECEDING)) m WHERE id BETWEEN 100 AND 700;
-- values so far apart that nothing can be taken out exactly: the frame is summed afresh
SELECT v, weighted_mean(v, 1) OVER (ORDER BY i ROWS 1 PRECEDING) AS w, ratio(v, 1) OVER (ORDER BY i ROWS 1 PRECEDING) AS r
FROM (VALUES (1, 1e-30), (2, 1e30), (3, 1), (4, 1e-30), (5, 3e-30)) x(i, v);
-- a frame that runs empty, or holds only NULLs
SELECT i, weighted_mean(v, 1) OVER w AS weighted, geomean(v) OVER w AS geo FROM (VALUES (1, NULL), (2, 2.0), (3, NULL), (4, NULL), (5, 8)) x(i, v)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
-- zeros and negatives leave the frame again
SELECT i, geomean(v) OVER w AS geo, harmean(v) OVER w AS har FROM (VALUES (1, 2.0), (2, 0), (3, 8), (4, -1), (5, 4), (6, 4)) x(i, v)
WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);

-- the edges
SELECT weighted_mean(v, w), geomean(v, w), harmean(v, w), ratio(v, w) FROM (VALUES (1.0, 1.0)) x(v, w) WHERE false;
SELECT weighted_mean(NULL, 1), geomean(NULL), harmean(NULL), ratio(NULL, 1), weighted_mean(1, NULL), ratio(1, NULL);
SELECT weighted_mean(5, 0), geomean(5, 0), harmean(5, 0), ratio(5, 0);
SELECT geomean(v) AS zero, geomean(v, v) AS weight_0, geomean(-v) AS negative, harmean(v) AS har, harmean(v, v) AS har_weight_0 FROM (VALUES (0), (4), (4)) x(v);
SELECT ratio(v, w) AS ratio, ratio(w, v) AS none FROM (VALUES (1, 2), (-1, 3)) x(v, w);
SELECT harmean(3) AS one, geomean(v) AS big, harmean(v) AS big_har FROM (VALUES (1e200), (1e200)) x(v) ;
SELECT weighted_mean(0.1, w) AS equal FROM generate_series(1, 99) w;

-- errors
SELECT weighted_mean('NaN', 1);
SELECT weighted_mean(1, -1);
SELECT geomean(1, 'Infinity');
SELECT ratio(1, 'NaN');
SELECT ratio(v, 1) FROM (VALUES (9e289), (9e289)) x(v);
SELECT ratio(1e200, 1e-200);
SELECT harmean(1e-320);
SELECT means_final('{1,2}');
SELECT means_final('{1,0,0,0,NaN,0,1,0}');
SELECT means_merge('{1,0,0,0,6,0,2,0}', '{{1,0,0,0},{1,0,1,0}}');
SELECT means_final(means_merge('{1,0,0,0,6,0,2,0}', '{1,0,0,0,6,0,1,0}')) AS plain_call, means_merge(NULL, NULL) IS NULL AS none;
SET client_min_messages = warning;
DROP SCHEMA means_test CASCADE;
