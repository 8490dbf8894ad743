-- Laws of opm.target: text and binary round trip, one law of score and reached, the inverse, refusals.

-- Operators live in schema opm like everything else.
SET search_path = public, opm;

-- What a call raises: SQLSTATE, message, detail.
CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text;
BEGIN
	EXECUTE 'SELECT ' || call;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', state, message, nullif(detail, ''));
END $$;

-- Canonical form
SELECT literal, literal::opm.target AS canonical
FROM (VALUES ('80 -> 95'), ('80->95'), (' 80  ->  95.0 '), ('20 -> 5'), ('200 -> -30%'), ('200 -> +30 %'), ('-200 -> +30%'), ('-200 -> -30%'),
	('1e300 -> -1E+3'), ('-0 -> 1'), ('0->-5'), ('.5 -> 5.'),
	('>= 95'), ('>95'), ('<=2'), ('< 2'), ('>= -0'), ('>=95~5'), ('> 95 ~ 5'), ('<= 2 ~ .5'), ('< 2 ~ 1e-3'),
	('10 .. 20'), ('10..20'), ('-1.5..-.5~1'), ('20 .. 20 ~ 10'), ('1e5..1e6'),
	('0.8:0.5 1:1 1.2:2'), (' 0.8 : 0.5  1:1	1.2:2 '), ('0.8:0 0.8:0.5 1:1'), ('1:-1 2:-2')) v(literal);

-- A number is stored as it is, and printed with as many digits as it takes to read it back.
SELECT '0.1 -> 0.30000000000000004'::opm.target, '5e-324 -> 1.7976931348623157e308'::opm.target;

CREATE TEMP TABLE targets AS
SELECT opm.target(literal) AS t
FROM (VALUES ('80 -> 95'), ('20 -> 5'), ('-5 -> -20'), ('200 -> -30%'), ('1e300 -> -1e300'), ('0 -> 1e-300'), ('0.1 -> 0.3'),
	('>= 95'), ('> 95'), ('<= 2'), ('< 2'), ('>= 95 ~ 5'), ('> 95 ~ 5'), ('<= 2 ~ 0.3'), ('< 2 ~ 0.3'),
	('10 .. 20'), ('10 .. 20 ~ 5'), ('20 .. 20'), ('20 .. 20 ~ 0.1'), ('-3 .. 3 ~ 1e-20'),
	('0.8:0.5 1:1 1.2:2'), ('0.8:0 0.8:0.5 1:1 1.2:2'), ('1:2 2:1 3:0'), ('0:0 5:1 10:0'), ('0:1 5:0 10:1'), ('0:0 1:0.5'), ('1:1 2:1'), ('10:1 10:0')) v(literal)
UNION ALL
SELECT opm.target_curve(array_agg(i::double precision ORDER BY i), array_agg(sqrt(i) / 30 ORDER BY i)) FROM generate_series(1, 1000) i;

SELECT count(*) AS targets, bool_and(t::text::opm.target = t) AS text_round_trip,
	bool_and(t::text::opm.target::text = t::text) AS text_is_canonical FROM targets;

-- Binary round trip, through a file
CREATE TEMP TABLE copied (t opm.target);
\copy targets TO 'results/target.copy' (FORMAT binary)
\copy copied FROM 'results/target.copy' (FORMAT binary)
SELECT (SELECT count(*) FROM copied) = (SELECT count(*) FROM targets) AND
	NOT EXISTS (SELECT t FROM targets EXCEPT ALL SELECT t FROM copied) AS binary_round_trip;
TRUNCATE copied;

-- Malformed binary values are refused with 22P03.
\set VERBOSITY sqlstate
-- too short
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\002\001\001\377\377"' (FORMAT binary)
-- unknown format
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\011\001\000\000\002\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- unknown kind
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\007\000\000\002\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- flag that the kind does not have
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\001\001\000\002\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- count beyond the bytes that are there
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\004\000\007\320\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- count beyond the limit
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\004\000\377\377\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- bytes left over
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\026\001\001\000\000\002\000\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- NaN
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\001\000\000\002\000\000\000\000\000\000\000\000\177\370\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- baseline = goal, as -0 and 0
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\001\000\000\002\200\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- negative tolerance
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\002\004\000\002\077\360\000\000\000\000\000\000\277\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
-- and one that is fine: -0 comes in as 0
\copy copied FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\025\001\001\000\000\002\200\000\000\000\000\000\000\000\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
\set VERBOSITY default
SELECT * FROM copied;

-- Malformed literals: the position, the rule
SELECT literal, pg_temp.refusal(format('%L::opm.target', literal)) AS refusal
FROM (VALUES (''), ('  '), ('95'), ('x'), ('80 -> '), ('80 -> x'), ('80 → 95'), ('80 - > 95'), ('80 -> 80'), ('80 -> 95 96'), ('80% -> 95%'),
	('200 -> 30%'), ('0 -> +30%'), ('1e308 -> +1e308%'), ('200 -> -0%'), ('NaN -> 1'), ('0 -> Infinity'), ('1e999 -> 1'), ('0x10 -> 1'),
	('= 95'), ('=> 95'), ('>= '), ('>= 95 ~'), ('>= 95 ~ 0'), ('>= 95 ~ -1'), ('80 -> 95 ~ 5'), ('< = 5'),
	('10 ..'), ('.. 20'), ('20 .. 10'), ('10 ... 20'), ('10 .. 20 ~ 0'), ('100 +-'), ('100 +- 0'), ('0 +- 5%'), ('100 +- -5'), ('1e308 +- 100%'), ('-5 .. 5 ~ 10%'),
	('1:1'), ('1:1 2'), ('1:1 2:'), ('1:1 2:2 1:3'), ('1:1,2:2'), ('1:1-2:2'), ('1:1 1:1'), ('1:1 1:2 1:3'), ('1:1 2:2 ~ 1'),
	('0:0' || (SELECT string_agg(' ' || i || ':1', '') FROM generate_series(1, 1000) i)),
	(repeat('9', 80) || ' -> 1')) v(literal)
WHERE length(literal) < 1000 OR pg_temp.refusal(format('%L::opm.target', literal)) !~ 'at most 1000 knots';

-- Constructors
SELECT opm.target('>= 95'), opm.target(80, 95), opm.target(baseline => 20, target_value => 5), opm.target_hold('>=', 95), opm.target_hold('<', 2, 0.5),
	opm.target_hold('>', 95, tolerance => NULL), opm.target_hold('<=', -0.0), opm.target_range(10, 20), opm.target_range(10, 20, 5),
	opm.target_curve('{0.8,1,1.2}', '{0.5,1,2}');
SELECT opm.target(NULL, 95), opm.target(NULL), opm.target_hold(NULL, 95), opm.target_hold('>', NULL), opm.target_range(NULL, 20),
	opm.target_range(10, NULL, 5), opm.target_curve(NULL, '{1}');
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ('opm.target(80, 80)'), ('opm.target(0, -0.0)'), ($$opm.target(0, 'NaN')$$), ($$opm.target('-Infinity', 0)$$), ($$opm.target_hold('=', 1)$$),
	($$opm.target_hold('', 1)$$), ($$opm.target_hold('>=x', 1)$$), ($$opm.target_hold('>', 1, 0)$$), ('opm.target_range(20, 10)'), ('opm.target_range(10, 20, -5)'),
	($$opm.target_curve('{}', '{}')$$), ($$opm.target_curve('{1}', '{1}')$$), ($$opm.target_curve('{1,2}', '{1}')$$), ($$opm.target_curve('{1,NULL}', '{1,2}')$$),
	($$opm.target_curve('{{1,2}}', '{{1,2}}')$$), ($$opm.target_curve('{2,1}', '{1,2}')$$), ($$opm.target_curve('{1,2}', '{1,Infinity}')$$),
	('opm.target_curve(array_fill(1.0::float8, ARRAY[1001]), array_fill(1.0::float8, ARRAY[1001]))')) v(call);

-- Score
SELECT t AS target, v.x AS value, round(opm.score(v.x, t)::numeric, 12)::double precision AS score, opm.reached(v.x, t) AS reached
FROM (VALUES (1, '80 -> 95'::opm.target, '{70,80,89,95,110}'::double precision[]), (2, '20 -> 5', '{26,20,12.5,5,2}'), (3, '200 -> -30%', '{200,170,140}'),
	(4, '>= 95', '{94.9,95,96}'), (5, '> 95', '{95,95.1}'), (6, '<= 2', '{2,2.1}'), (7, '< 2', '{1.9,2}'),
	(8, '>= 95 ~ 5', '{80,90,92.5,94,95,100}'), (9, '> 95 ~ 5', '{90,92.5,95.1}'), (10, '<= 2 ~ 1', '{2,2.25,3,4}'), (11, '< 2 ~ 1', '{1.9,2.25,3}'),
	(12, '10 .. 20', '{9.9,10,20,20.1}'), (13, '10 .. 20 ~ 5', '{5,7.5,10,15,20,22.5,30}'), (14, '20 .. 20 ~ 10', '{15,20,25}'),
	(15, '0.8:0.5 1:1 1.2:2', '{0,0.8,0.9,1,1.1,1.2,9}'), (16, '0.8:0 0.8:0.5 1:1 1.2:2', '{0.7999,0.8,0.9,1.25}'), (17, '10:1 10:0', '{9,10,10.1}'), (18, '0:1 5:0 10:1', '{-1,2.5,5,10}')) c(n, t, xs),
	unnest(xs) AS v(x)
ORDER BY n, x;
-- On a strict limit with a tolerance: just missed.
SELECT opm.score(95, '> 95 ~ 5') AS just_missed, opm.score(95, '> 95 ~ 5') < 1 AS below_1, opm.score(2, '< 2 ~ 1') < 1 AS below_1_too, opm.required('> 95 ~ 5'::opm.target, 1) > 95 AS beyond;
-- Text: two untyped literals or parameters, as many drivers send them.
PREPARE untyped AS SELECT opm.score($1, $2);
EXECUTE untyped('89', '80 -> 95');
EXECUTE untyped(NULL, '80 -> 95');
SET plan_cache_mode = force_generic_plan;
EXECUTE untyped('89', '80 -> 95');
RESET plan_cache_mode;
PREPARE typed_target(text) AS SELECT opm.score($1, '80 -> 95');
EXECUTE typed_target('89');
SELECT opm.score(89, '80 -> 95') AS int_and_literal, opm.score(89.0, '80 -> 95') AS numeric_and_literal, opm.score('89', '80 -> 95') AS two_literals,
	opm.score(NULL, '80 -> 95') AS null_and_literal, opm.score(v, t) AS columns, opm.score(v::text, t::text) AS text_columns,
	opm.score('a score=0.25'::opm.goaltree, 'a') AS goal_of_a_tree, opm.score('a score=0.25') AS root_of_a_tree
FROM (VALUES (89::float8, '80 -> 95'::opm.target)) x(v, t);
-- A literal target is read once, when the query is planned, also beside a column of type text.
CREATE FUNCTION pg_temp.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS off) ' || query LOOP
		IF line ~ 'Output' THEN RETURN ltrim(line); END IF;
	END LOOP;
END $$;
CREATE TEMP TABLE value (v float8, w text);
SELECT pg_temp.plan($$SELECT opm.score(v, '80 -> 95') FROM value$$);
SELECT pg_temp.plan($$SELECT opm.score(w, '80 -> 95') FROM value$$);
SELECT pg_temp.refusal($$opm.score('x', '80 -> 95')$$), pg_temp.refusal($$opm.score('91', 'x')$$);
SELECT opm.score(NULL::float8, '80 -> 95'::opm.target), opm.score(1, NULL::opm.target), opm.reached(NULL::float8, '80 -> 95'), opm.reached(1, NULL::opm.target);
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ($$opm.score('NaN'::float8, '80 -> 95')$$), ($$opm.score('Infinity'::float8, '>= 95')$$), ($$opm.reached('NaN', '80 -> 95')$$), ($$opm.score(1e300, '0 -> 1e-300')$$),
	($$opm.required('80 -> 95'::opm.target, 'NaN')$$), ($$opm.required('-1e308 -> 1e308'::opm.target, 1e300)$$), ($$opm.planned('80 -> 95'::opm.target, 'NaN')$$)) v(call);
-- Differences that overflow do not matter while the score itself is in range.
SELECT opm.score(0, '-1.5e308 -> 1.5e308'), opm.score(1.5e308, '-1.5e308 -> 1.5e308'), opm.score(-1.7e308, '>= 1.7e308 ~ 1e-300'), opm.score(0, '-1.5e308:-1e308 1.5e308:1e308');

-- The law: a score is at least 1 exactly when the goal is reached. Values on, next to and far from every edge.
CREATE TEMP TABLE value_near AS
SELECT DISTINCT t, e + d AS x
FROM targets, LATERAL (SELECT unnest(ARRAY[opm.target_value(t), opm.target_low(t), opm.target_high(t), opm.baseline(t), opm.target_value(t) - opm.tolerance(t),
		opm.required(t, 0.5), 0, 1, 2, 5, 95]) AS e) edge, (SELECT 2.0::float8 ^ (-k) * sign AS d FROM generate_series(-8, 60) k, (VALUES (-1), (0), (1)) s(sign)) near
WHERE e IS NOT NULL AND length(t::text) < 100 AND NOT (opm.target_kind(t) = 'move' AND opm.target_value(t) = 1e-300 AND abs(e + d) > 1e-280);
SELECT count(*) > 5000 AS many, count(*) FILTER (WHERE (opm.score(x, t) >= 1) IS DISTINCT FROM opm.reached(x, t)) AS broken FROM value_near;
-- Without a curve or a move, a score is within 0 and 1, and 0 without a tolerance outside.
SELECT count(*) FILTER (WHERE opm.score(x, t) NOT BETWEEN 0 AND 1) AS outside,
	count(*) FILTER (WHERE opm.tolerance(t) IS NULL AND NOT opm.reached(x, t) AND opm.score(x, t) <> 0) AS not_zero
FROM value_near WHERE opm.target_kind(t) IN ('hold', 'range');
-- Nearer is never worse.
SELECT count(*) AS worse FROM (SELECT t, opm.score(x, t) - lag(opm.score(x, t)) OVER (PARTITION BY t ORDER BY x) AS step FROM value_near) s
WHERE (opm.direction(t) = 'up' AND step < 0) OR (opm.direction(t) = 'down' AND step > 0);
-- Nor between a decimal, which is counted in units of its last place, and the doubles around it, which are not.
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE (opm.direction(t) = 'up' AND step < 0) OR (opm.direction(t) = 'down' AND step > 0)) AS worse
FROM (
	SELECT t, opm.score(x, t) - lag(opm.score(x, t)) OVER (PARTITION BY t ORDER BY x) AS step
	FROM (
		SELECT DISTINCT t, (i / 1000.0)::float8 + sign * 2.0::float8 ^ (-k) AS x
		FROM unnest(ARRAY['0.1 -> 0.3', '0.3 -> -0.7', '1 -> 3', '-0.001 -> 0.7', '>= 0.7 ~ 0.9', '<= 0.1 ~ 0.3', '< 1 ~ 3', '0.1..0.3 ~ 0.7',
				'0:0.1 0.3:0.7 1.1:1']::opm.target[]) t, generate_series(-1500, 1500, 37) i, generate_series(48, 62) k,
			(VALUES (-1), (0), (1)) s(sign)
	) near
	WHERE opm.target_kind(t) <> 'range' OR x < 0.2
) s;

-- The parts
SELECT t AS target, opm.target_kind(t) AS kind, opm.direction(t), opm.baseline(t), opm.target_value(t), opm.target_low(t), opm.target_high(t), opm.tolerance(t)
FROM targets WHERE length(t::text) < 100 ORDER BY t;

-- The inverse
SELECT t AS target, opm.required(t, -1) AS "-1", opm.required(t, 0) AS "0", round(opm.required(t, 0.5)::numeric, 12)::float8 AS half, opm.required(t, 1) AS "1", opm.required(t, 1.2) AS "1.2",
	opm.required(t, 1, 0) AS one_from_0, opm.required(t, 1, 100) AS one_from_100, round(opm.required(t, 0.5, 15)::numeric, 12)::float8 AS half_from_15
FROM targets WHERE length(t::text) < 100 AND t NOT IN ('1e300 -> -1e300', '0 -> 1e-300') ORDER BY t;
WITH r AS (
	SELECT t, s, opm.required(t, s) AS x, opm.required(t, s, f) AS y, f
	FROM targets, unnest('{-2,0,0.001,0.25,0.5,0.9,1,1.5,2}'::double precision[]) s, unnest('{-50,0,1.1,5,14,100}'::double precision[]) f)
SELECT count(x) > 100 AS many, count(*) FILTER (WHERE opm.score(x, t) < s - 1e-9 * greatest(1, abs(s))) AS too_low,
	count(*) FILTER (WHERE s = 1 AND x IS NOT NULL AND NOT opm.reached(x, t)) AS not_reached,
	count(*) FILTER (WHERE opm.score(y, t) < s - 1e-9 * greatest(1, abs(s))) AS too_low_from,
	count(*) FILTER (WHERE opm.score(f, t) >= s AND y IS DISTINCT FROM f) AS moved_for_nothing,
	count(*) FILTER (WHERE x IS NOT NULL AND y IS NULL) AS lost
FROM r WHERE t <> '0 -> 1e-300';

-- The plan
SELECT t AS target, opm.planned(t, -1) AS before, opm.planned(t, 0) AS start, opm.planned(t, 0.25) AS quarter, opm.planned(t, 1) AS finish, opm.planned(t, 2) AS after,
	round(opm.planned(t, 0.25, '0:0 0.5:0.2 1:1')::numeric, 12)::float8 AS s_curve
FROM targets WHERE length(t::text) < 100 AND t NOT IN ('1e300 -> -1e300', '0 -> 1e-300') ORDER BY t;
SELECT opm.planned(n, 0.5), opm.planned('80 -> 95'::opm.target, NULL), opm.planned('80 -> 95', 0.5, n), opm.required(n, 1), opm.required('80 -> 95'::opm.target, NULL), opm.required(n, 1, 1),
	opm.target_value(n), opm.target_low(n), opm.target_high(n), opm.baseline(n), opm.tolerance(n), opm.direction(n), opm.target_kind(n) FROM (VALUES (NULL::opm.target)) x(n);

-- Equality, order and hash agree.
SELECT count(*) FILTER (WHERE (a.t = b.t) <> (a.t::text = b.t::text)) AS eq, count(*) FILTER (WHERE (a.t <> b.t) = (a.t = b.t)) AS ne,
	count(*) FILTER (WHERE (a.t < b.t) <> (opm.target_cmp(a.t, b.t) < 0) OR (a.t <= b.t) <> (opm.target_cmp(a.t, b.t) <= 0)
		OR (a.t > b.t) <> (b.t < a.t) OR (a.t >= b.t) <> (b.t <= a.t)) AS "order",
	count(*) FILTER (WHERE a.t = b.t AND (opm.target_hash(a.t) <> opm.target_hash(b.t) OR opm.target_hash_extended(a.t, 7) <> opm.target_hash_extended(b.t, 7))) AS hash
FROM targets a, targets b;
SELECT count(DISTINCT opm.target_hash(opm.target(i, j))) > 0.99 * count(*) AS hash_spreads FROM generate_series(1, 100) i, generate_series(101, 200) j;
CREATE INDEX ON targets (t) WHERE opm.target_kind(t) <> 'curve';
CREATE INDEX ON targets USING hash (t);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT t FROM targets WHERE t = '>= 95 ~ 5' AND opm.target_kind(t) <> 'curve';
RESET enable_seqscan;
RESET enable_bitmapscan;

-- A stored target is found in any storage: in line, short, compressed, out of line.
CREATE TEMP TABLE stored (kind text, t opm.target);
ALTER TABLE stored ALTER COLUMN t SET STORAGE external;
INSERT INTO stored SELECT opm.target_kind(t), t FROM targets;
SELECT bool_and(s.t = t.t AND opm.score(0.7, s.t) = opm.score(0.7, t.t)) AS same FROM stored s JOIN targets t ON s.t = t.t WHERE t.t <> '0 -> 1e-300';
SELECT opm.score(500, t) = sqrt(500) / 30 AS long_curve FROM stored WHERE length(t::text) > 1000;
