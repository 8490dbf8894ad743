-- draws: totals of future periods: laws, limits and errors (the numbers are in test/pgtap/draws.sql)
\pset null NULL
SET search_path = opm;
SELECT * FROM total_distribution('{1,2,2}', 2);
SELECT * FROM total_distribution('{0.1,NULL,0.2}', 1);
SELECT * FROM total_distribution('{7}', 0);
SELECT count(*) FROM total_distribution('{}', 3);
SELECT * FROM total_distribution('{0,0}', 3);
SELECT total_at_least('{0}', 3), hit_probability('{0,0}'::float8[], 2, '>= 0'), hit_probability('{0,0}'::float8[], 2, '>= 1');
-- order and NULLs do not matter, not one bit
SELECT (SELECT array_agg(d) FROM total_distribution('{5,1,NULL,3.25,3.25,-2}', 5) d) = (SELECT array_agg(d) FROM total_distribution('{3.25,-2,1,3.25,5}', 5) d) AS same;
-- array and list of sums agree: scaling by a wide factor changes the method, not the probabilities
SELECT bool_and(abs(a.probability - b.probability) < 1e-15 AND b.total = a.total * 1000003) AS same FROM
	(SELECT *, row_number() OVER (ORDER BY total) AS r FROM total_distribution('{1,4,9,16,25}', 6)) a JOIN (SELECT *, row_number() OVER (ORDER BY total) AS r FROM total_distribution('{1000003,4000012,9000027,16000048,25000075}', 6)) b USING (r);
SELECT count(*) AS sparse_totals, sum(probability) BETWEEN 1 - 1e-14 AND 1 + 1e-14 AS whole FROM total_distribution('{1,1000003,7000000.01,123456789.12}', 8);
-- probabilities
SELECT hit_probability('{1,2}'::float8[], 2, '>= 3'), hit_probability('{1,2}'::float8[], 2, '<= 3'), hit_probability('{1,2}'::float8[], 2, '3 .. 3'), hit_probability('{1,2}'::float8[], 2, '0 -> 4', 1);
SELECT hit_probability('{1,2,3,4}'::float8[], 25, '>= 62.5', 0, 'normal') AS normal, hit_probability('{1,2,3,4}'::float8[], 25, '>= 62.5', 0, 't') AS t,
	abs(hit_probability('{1,2,3,4}'::float8[], 25, '>= 62.5') - 0.5) < 0.05 AS exact;
-- t allows for the uncertain mean: its tails are heavier
SELECT hit_probability('{1,2,3,4}'::float8[], 4, '>= 14', 0, 't') > hit_probability('{1,2,3,4}'::float8[], 4, '>= 14', 0, 'normal') AS heavier;
SELECT hit_probability('{}'::float8[], 2, '>= 3') AS empty, hit_probability('{1}'::float8[], 2, '>= 3', 0, 't') AS one, hit_probability('{5}'::float8[], 2, '>= 10') AS certain, hit_probability('{1,2}'::float8[], 0, '>= 3', 3, 'normal') AS over;
-- totals and periods
SELECT total_at_least('{0,1,1,2}', 10, 0.85), total_at_least('{0,1,1,2}', 10), total_at_least('{0,1,1,2}', 10, 0.5), total_at_least('{}', 10), total_at_least('{3}', 4);
SELECT periods_until('{0,1,1,2}', 10), periods_until('{0,1,1,2}', 0), periods_until('{0}', 1), periods_until('{}', 1), periods_until('{3}', 10), periods_until('{0.001}', 11), periods_until('{2,-1}', 5, 0.5), periods_until('{1,1.5,1000000.01}', 20000000, 0.5) > 0 AS sparse;
-- errors
\set VERBOSITY terse
SELECT total_distribution('{1,2}', -1);
SELECT total_distribution('{1,2}', 10001);
SELECT total_distribution('{1,NaN}', 2);
SELECT total_distribution('{1e17,0.01}', 2);
SELECT total_distribution('{4e18,9e18}', 3);
SELECT count(*) FROM total_distribution((SELECT array_agg((i * i * i * 7919.37 % 1000003)::numeric(12, 2)::float8) FROM generate_series(1, 100) i), 12);
SELECT total_at_least('{1}', 1, 1);
SELECT periods_until('{1,2}', 'NaN');
SELECT periods_until((SELECT array_agg(i + 0.01::float8) FROM generate_series(0, 3000) i), 1e9);
SELECT hit_probability('{1,2}'::float8[], 2, '>= 3', 0, 'guess');
SELECT hit_probability('{1,2}'::float8[], 2, '>= 3', 'Infinity');
