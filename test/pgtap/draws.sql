-- draws: exact distributions of totals against exact rationals and enumeration
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SET LOCAL search_path = public, opm;
SELECT plan(14);

CREATE TEMP TABLE history ("set" text, day_no int, throughput float8);
CREATE TEMP TABLE want (days int, items int, p float8, mean float8, variance float8, p95 float8, p85 float8, p50 float8);
\copy history from 'test/data/flow/montecarlo_history.csv' (format csv, header)
\copy want from 'test/data/flow/expected_montecarlo_exact.csv' (format csv, header)
CREATE TEMP TABLE h AS SELECT array_agg(throughput) AS past FROM history;
-- the file has 12 digits
SELECT is_empty($$SELECT days, items FROM want, h WHERE abs(hit_probability(past, days, target_hold('>=', items)) - p) > 5.1e-13 * greatest(1, p)$$, 'P(total >= items) against exact rationals');
SELECT is_empty($$SELECT days FROM want, h WHERE total_at_least(past, days, 0.95) <> p95 OR total_at_least(past, days, 0.85) <> p85 OR total_at_least(past, days, 0.5) <> p50$$, 'items with 95, 85 and 50 % confidence');
SELECT is_empty($$SELECT days FROM (SELECT DISTINCT days, mean, variance FROM want) w, h, LATERAL (SELECT sum(probability) AS p, sum(total * probability) AS m, sum(total * total * probability) AS s, min(at_least) AS least, max(at_least) AS most FROM total_distribution(past, days)) d
	WHERE abs(p - 1) > 1e-13 OR abs(m - mean) > 1e-11 * mean OR abs(s - m * m - variance) > 1e-9 * variance OR abs(most - 1) > 1e-13$$, 'a distribution: sum 1, mean and variance of the sum');
-- domain vector: 11^4 = 14641 equally likely draws
SELECT is(round((hit_probability(array[1,3,5,3,7,8,0,5,3,1,8]::float8[], 4, format('>= %s', bound)::target) * 14641)::numeric, 8), ways, format('history of 11, 4 draws, >= %s', bound))
FROM (VALUES (12, 11650.0), (16, 7823), (20, 3751)) v(bound, ways);
-- against enumeration in SQL, on values that are not whole, some negative
CREATE TEMP TABLE odd (v numeric);
INSERT INTO odd VALUES (0.1), (0.2), (-0.35), (1e3), (0.30), (2.5);
CREATE TEMP TABLE odd_total AS SELECT total, round((probability * 216)::numeric, 9) AS ways FROM total_distribution((SELECT array_agg(v::float8) FROM odd), 3);
SELECT results_eq($$SELECT total, ways FROM odd_total ORDER BY total$$, $$SELECT (a.v + b.v + c.v)::float8, count(*)::numeric(20, 9) FROM odd a, odd b, odd c GROUP BY 1 ORDER BY 1$$, 'three draws enumerated: every total is the decimal number');
-- a grid too wide for an array: cents up to a million
CREATE TEMP TABLE wide AS SELECT (i * 7919.37 % 1000003)::numeric(12, 2) AS v FROM generate_series(1, 9) i;
SELECT results_eq($$SELECT total, round((probability * 6561)::numeric, 9) FROM total_distribution((SELECT array_agg(v::float8) FROM wide), 4) ORDER BY total$$,
	$$SELECT (a.v + b.v + c.v + d.v)::float8, count(*)::numeric(20, 9) FROM wide a, wide b, wide c, wide d GROUP BY 1 ORDER BY 1$$, 'four draws of 9 wide values enumerated');
-- so_far and target on the decimal grid
SELECT is(hit_probability(array[0.1, 0.2]::float8[], 2, '>= 0.6', 0.3), 0.75::float8, '0.3 + 0.1 + 0.2 is 0.6');
SELECT ok(abs(hit_probability(array[1,2,3]::float8[], 2, '4 .. 5') - 5 / 9.0) < 1e-15, 'a range');
SELECT is(hit_probability(array[1,2,3]::float8[], 0, '>= 5', 5), 1::float8, 'no period left, goal reached');
-- first passage: P(T <= m) = P(total of m >= amount) when nothing is negative
SELECT is_empty($$SELECT conf, amount FROM h, unnest(array[0.5, 0.85, 0.95, 0.999]) conf, generate_series(1, 60, 7) amount, LATERAL (SELECT periods_until(past, amount, conf) AS t) x
	WHERE hit_probability(past, t, target_hold('>=', amount)) < conf OR hit_probability(past, t - 1, target_hold('>=', amount)) >= conf$$, 'periods_until is the first period with enough probability');
-- with losses it differs: walk of +1, -1 reaches 1 by period 1, 3, 5 with 1/2, 5/8, 11/16
SELECT results_eq($$SELECT periods_until(array[1, -1]::float8[], 1, c) FROM unnest(array[0.5, 0.6, 0.68]) c$$, $$VALUES (1), (3), (5)$$, 'first passage of a random walk');
SELECT is(periods_until(array[0, -1]::float8[], 1), NULL::int, 'never');
SELECT * FROM finish();
ROLLBACK;
