-- Numbers at the corners: each law here was broken once, at the case beside it. Random cases are in test/t/040_exact.pl.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT no_plan();

-- allocate: parts have the sign of the total, unless a limit says otherwise; limits that leave no room are an error
CREATE TEMP TABLE part (name text, w numeric, l numeric);
INSERT INTO part VALUES ('a', 1, 8), ('b', 1, 8), ('c', 1, NULL);
SELECT throws_ok(format('SELECT opm.allocate(%s, w, 1, at_least => l) OVER (ORDER BY name) FROM part', t), '22023', NULL, 'least amounts above the total ' || t)
FROM unnest('{10,0,15}'::int[]) t;
SELECT throws_ok(format('SELECT opm.allocate(%s, w, 1, at_most => -l) OVER (ORDER BY name) FROM part', t), '22023', NULL, 'greatest amounts below the total ' || t)
FROM unnest('{-10,-15}'::int[]) t;
SELECT results_eq('SELECT opm.allocate(17, w, 1, at_least => l) OVER (ORDER BY name) FROM part', '{8,8,1}'::numeric[], 'least amounts that leave something');
SELECT results_eq('SELECT opm.allocate(-17, w, 1, at_most => -l) OVER (ORDER BY name) FROM part', '{-8,-8,-1}'::numeric[], 'the same below 0');
SELECT results_eq('SELECT opm.allocate(10, w, 1, at_most => -l) OVER (ORDER BY name) FROM part', '{-8,-8,26}'::numeric[], 'a limit may ask for the other sign');

-- value: goals that are 0 by policy are 0 in a sum above, in an outline with further parents as in a tree
SELECT is(opm.value(t::opm.goaltree), w, format('value of %L', t)) FROM (VALUES
	(E'root sum\n  a sum zero\n    x ^b\n  b sum zero', 0::float8),
	(E'root sum\n  a sum zero\n    x\n  b sum zero\n    y', 0),
	(E'root sum\n  a sum zero\n    x ^b\n  b sum zero\n  c = 3', 3),
	(E'root sum\n  a sum\n    x ^b\n  b sum', NULL),
	(E'root sum\n  m sum\n    a sum zero\n      x ^b\n    b sum zero', 0),
	(E'root sum\n  a sum zero\n    x @0.5 ^b@0.5\n  b sum zero', 0)) v(t, w);

-- contribution: the leaves' add up to the root, also through a floor that lifts a goal at 0
SELECT is((SELECT contribution FROM opm.rollup(E'r credit(0.25..2)\n  a score=1\n  b\n    c score=0') WHERE key = 'c'), 0.125::float8, 'contribution through a floor');
SELECT ok(abs((SELECT sum(contribution) FROM opm.rollup(t::opm.goaltree) WHERE leaf) - opm.score(t::opm.goaltree)) < 1e-12, format('contributions of %L', t)) FROM (VALUES
	(E'r credit(0.25..2)\n  a score=1\n  b\n    c score=0'),
	(E'r credit(0.25..2)\n  a score=1\n  b\n    c score=-1\n    d *2\n      e score=0.5\n      f score=0.5'),
	(E'r credit(0.25..2)\n  b min\n    c score=0\n    d *2 score=0'),
	(E'r credit(-2..-1)\n  a *3 score=-1.5\n  b\n    c score=0\n    d score=0'),
	(E'r credit(0.25..2)\n  b credit(-5..0)\n    c score=3\n    d\n      e score=2\n  f score=0.5')) v(t);
SELECT is((SELECT contribution FROM opm.rollup(E'r credit(0.25..2)\n  b median\n    c score=0\n  a score=1') WHERE key = 'c'), NULL, 'below a method that is not linear: unknown');

-- coverage: a value that a goal does not use changes nothing
SELECT is(opm.coverage(format(t, ' = 5')::opm.goaltree), opm.coverage(format(t, '')::opm.goaltree), format('coverage of %L', t)) FROM (VALUES
	(E'r\n  a block%s\n    x score=1\n    y\n  b score=1'), (E'r\n  a harmean%s\n    x score=-1\n    y score=1\n  b score=1'),
	(E'r\n  a cover>=0.9%s\n    x score=1\n    y\n  b score=1'), (E'r\n  a mean%s\n    x\n    y\n  b score=1')) v(t);
SELECT is(opm.coverage(E'r\n  a = 5\n  b score=1'::opm.goaltree), 0.5::float8, 'a value without a target is no score');
SELECT is(opm.coverage(E'r\n  a sum\n    x = 5\n  b score=1'::opm.goaltree), 0.5::float8, 'nor is a sum without one');

-- a child whose method has no answer does not count as zero, wherever counting is told
CREATE TEMP TABLE no_answer AS SELECT E'r zero\n  a score=0.4\n  h harmean\n    x score=-1\n    y score=1\n  m'::opm.goaltree AS t, E'r zero\n  a score=0.8\n  h harmean\n    x score=-1\n    y score=1\n  m'::opm.goaltree AS later;
SELECT is(opm.score(t), 0.2::float8, 'scoring leaves it out') FROM no_answer;
SELECT is((SELECT per_score FROM opm.leverage(t) WHERE key = 'a'), 0.5::float8, 'so does leverage') FROM no_answer;
SELECT is((SELECT contribution FROM opm.rollup(t) WHERE key = 'a'), 0.2::float8, 'so do contributions') FROM no_answer;
SELECT matches(opm.explain(t, 'r'), 'missing, counts as 0: m [^;]*; missing: h', 'so does the sentence') FROM no_answer;
SELECT is((SELECT sum(value_effect) FROM opm.explain_change(t, later) WHERE key = 'a'), 0.2::float8, 'so does the change') FROM no_answer;

-- theil_sen: limits allow for equal x (Sen 1968, formula 2.6)
SELECT results_eq($$SELECT low, high FROM opm.theil_sen('{1,2,3,1,3,1,1,3}', '{14,27,18,12,25,11,5,9}')$$, 'VALUES (-9::float8, 16::float8)', 'equal x');

-- leverage: what a little more brings at 0, as far as there is a number
SELECT is((SELECT per_score FROM opm.leverage(t::opm.goaltree) WHERE key = k), w, format('leverage of %s in %L', k, t)) FROM (VALUES
	(E'r credit(0..1)\n  a harmean\n    x score=0\n    y score=1\n  b score=0', 'x', 1::float8),
	(E'r credit(0..1)\n  a harmean\n    x *3 score=0\n    y score=1\n  b score=0', 'x', 2.0 / 3),
	(E'r\n  a harmean\n    x score=0\n    y score=1\n  b score=0.5', 'x', NULL),	-- the root falls from 0.5 to 0.25
	(E'r\n  a harmean\n    x score=0\n    y score=0\n  b score=0', 'x', 0),
	(E'r\n  a harmean\n    x score=-1\n    y score=1\n  b score=0', 'x', 0),
	(E'r\n  a geomean\n    x score=0\n    y score=1\n  b score=0', 'x', NULL),	-- as a root: steeper than any number
	(E'r\n  a geomean\n    x score=0\n    y score=0\n  b score=0', 'x', 0),
	(E'r\n  a geomean\n    x score=0\n  b score=0', 'x', 0.5),
	(E'r geomean\n  a all\n    x score=0\n    y score=1\n  b score=1', 'x', 0),
	(E'r geomean\n  a median\n    x score=0\n    y score=0\n    z score=1\n  b score=1', 'z', 0)) v(t, k, w);

-- required: the answer scores at least what was asked, on every kind of target
CREATE TEMP TABLE asked AS SELECT t::opm.target AS t, s FROM unnest(ARRAY['35:1.5 38:-0.25', '10 -> 17', '0.3 -> 0.1', '5 -> -3.7', '>= 50 ~ 20', '<= 0.7 ~ 0.3', '10 .. 20 ~ 3', '0:0 3:0.7 10:1.1',
	'-1:0.2 0.1:1.3 7:-0.4']) t, (SELECT i * 0.013 AS s FROM generate_series(1, 90) i) s;
SELECT is_empty('SELECT t, s, opm.required(t, s), opm.score(opm.required(t, s), t) FROM asked WHERE opm.score(opm.required(t, s), t) < s', 'required, without a value');
SELECT is_empty('SELECT t, s, f, opm.score(opm.required(t, s, f), t) FROM asked, unnest(ARRAY[-40, -3.3, 0.2, 12.1, 36.6, 90]::float8[]) f WHERE opm.score(opm.required(t, s, f), t) < s',
	'required, from a value');

-- kpi: what is accepted can be read
CREATE TEMP TABLE huge AS SELECT opm.kpi(timestamptz '2026-01-01' + i * interval '1 hour', CASE WHEN i % 2 = 0 THEN 1e152 ELSE -1e152 END) AS k FROM generate_series(1, 5000) i;
SELECT ok(abs(opm.variance(k) / (1e304 * 5000.0 / 4999) - 1) < 1e-13, 'variance near the end of the range') FROM huge;
SELECT ok(abs(opm.stddev(k) / (1e152 * sqrt(5000.0 / 4999)) - 1) < 1e-13, 'stddev near the end of the range') FROM huge;

-- the same decimals in, the same decimals out, in any order
CREATE TEMP TABLE tree (t text, want text);
INSERT INTO tree VALUES (E'r sum\n  a = 0.1\n  b = 0.2', '0.3'), (E'r sum\n  a = 0.1\n  b = 0.2\n  c = -0.3', '0'), (E'r sum\n  a @0.1 = 3\n  b = 0', '0.3'),
	(E'r sum\n  a sum\n    x = 0.1\n    y = 0.7\n  b = 2.2\n  c sum\n    z = 1e-7', '3.0000001'), (E'r ratio\n  a = 0.1 / 0.1\n  b = 0.2 / 0', '3'), (E'r avg\n  a = 0.1\n  b = 0.2', '0.15'),
	(E'r avg\n  a *0.1 = 0.1\n  b *0.2 = 0.7', '0.5'), (E'r sum\n  a = 12345678901.23\n  b = 0.07', '12345678901.3'), (E'r sum\n  a sum\n    x = 0.1\n    y = 0.2\n  b sum\n    z = -0.3', '0');
SELECT is(opm.value(t::opm.goaltree)::text, want, format('value of %L', t)) FROM tree;
SELECT is(opm.score(t::opm.goaltree)::text, want, format('score of %L', t)) FROM (VALUES (E'r\n  a score=0.1\n  b score=0.2', '0.15'), (E'r\n  a *3 score=0.6\n  b score=0.8', '0.65'),
	(E'r median\n  a score=0.1\n  b score=0.2', '0.15'), (E'r\n  a score=0.55\n  b score=0.65\n  c score=0.6', '0.6'), (E'a [0.1 -> 0.5] = 0.38', '0.7'), (E'a [>= 0.7 ~ 0.3] = 0.55', '0.5'),
	(E'a [0.3 -> 0.1] = 0.29', '0.05')) v(t, want);
SELECT is((SELECT opm.total(opm.kpi('2026-01-01', x)) FROM unnest(v) x)::text, want, format('total of %s', v)) FROM (VALUES ('{0.1,0.2}'::float8[], '0.3'), ('{0.1,0.2,-0.3}', '0'), ('{1e16,0.3,-1e16}', '0.3'),
	('{0.05,0.95,3.3,-100.25}', '-95.95'), ('{1e100,1,-1e100}', '1')) v(v, want);
SELECT is((SELECT opm.mean(opm.kpi('2026-01-01', x)) FROM unnest('{0.1,0.2}'::float8[]) x)::text, '0.15', 'mean of a kpi');
SELECT is((SELECT opm.ratio(opm.kpi('2026-01-01', x, y)) FROM unnest('{0.1,0.2}'::float8[], '{0.1,0.5}'::float8[]) u(x, y))::text, '0.5', 'ratio of a kpi');
SELECT is((SELECT opm.mean(opm.scorecard(x, y)) FROM unnest('{0.1,0.2}'::float8[], '{3,3}'::float8[]) u(x, y))::text, '0.15', 'mean of a scorecard');
SELECT is(opm.percent(0.55)::text, '55', '55 %');
SELECT is_empty('SELECT i FROM generate_series(-20000, 20000) i WHERE opm.percent(i / 10000.0)::text <> trim_scale(i / 100.0)::text', 'percents of all scores of 4 places');
SELECT ok((opm.percent(s) >= 100) = (s >= 1), format('percent(%s)', s)) FROM unnest(ARRAY[1, 0.9999999999999999, 1.0000000000000002, 1.0 / 3 * 3]::float8[]) s;
SELECT throws_ok('SELECT opm.percent(''NaN'')', '22003');
SELECT throws_ok('SELECT opm.percent(1e307)', '22003');
-- random decimals against numeric, in two orders, and in parts
SELECT setseed(0.3);
CREATE TEMP TABLE cent AS SELECT i, round((random() * 2000 - 1000)::numeric, (random() * 4)::int) AS x, i % 7 AS part FROM generate_series(1, 3000) i;
SELECT is(opm.value(opm.goaltree(opm.goal(i, nullif(0, i), value => x::float8, rollup => CASE i WHEN 0 THEN 'sum' END)))::numeric, (SELECT sum(x) FROM cent), 'a sum in a tree is that of numeric')
FROM (SELECT i, x FROM cent UNION ALL SELECT 0, NULL) c;
SELECT is(opm.total(opm.kpi(timestamptz '2026-01-01' + i * interval '1 hour', x::float8 ORDER BY x))::text, sum(x::numeric)::float8::text, 'so is the total of a kpi') FROM cent;
SELECT is(opm.total(opm.merge(k))::text, (SELECT sum(x)::float8::text FROM cent), 'merged') FROM (SELECT opm.kpi(timestamptz '2026-01-01' + i * interval '1 hour', x::float8) AS k FROM cent GROUP BY part) p;

-- what is wrong in a tree is located: the goal, in an outline also the line, and the position in the whole text
SELECT throws_ok(format('SELECT %L::opm.goaltree', t), code, m, format('error of %L', t)) FROM (VALUES
	(E'c\n  aaa [0 -> 10]\n  ccc [95%]', '22P02', 'invalid input syntax for type opm.target at character 28 (line 3, goal "ccc")'),
	(E'c\n  aaa [0 -> 10]\n  ccc [5 -> 5]', '22P02', 'invalid input syntax for type opm.target at character 31 (line 3, goal "ccc")'),
	(E'c\n  \u00e9\u00e9 [0 -> x]', '22P02', E'invalid input syntax for type opm.target at character 14 (line 2, goal "\u00e9\u00e9")'),
	(E'c\n\n# comment\n  aaa = x', '22P02', 'invalid input syntax for type opm.goaltree at character 22 (line 4, goal "aaa")'),
	(E'c\n  aaa = 1e999', '22003', '"1e999" is out of range for type double precision (line 2, goal "aaa")'),
	(E'c\n  aaa mode', '22P02', 'invalid input syntax for type opm.goaltree at character 9 (line 2, goal "aaa")'),
	(E'c\n  aaa\n   "x"', '22P02', 'invalid input syntax for type opm.goaltree at character 12 (line 3)'),
	(E'c\n    a\n  b', '22P02', 'invalid input syntax for type opm.goaltree at character 9 (line 3, goal "b")')) v(t, code, m);
SELECT throws_matching(format('SELECT %L::jsonb::opm.goaltree', format('{"keys": "text", "goals": [{"key": "aaa"}, {"key": "ccc", %s}]}', t)), m, format('error of %s in jsonb', t)) FROM (VALUES
	('"target": "95%"', 'opm.target at character 3 \(target of goal "ccc"\)'), ('"rollup": "avrage"', '"avrage" of goal "ccc"'), ('"missing": "skip"', '"skip" of goal "ccc"'),
	('"value": 1e400', 'goal "ccc"'), ('"weight": -1', 'goal "ccc"')) v(t, m);
CREATE FUNCTION pg_temp.detail(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE command;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLERRM, detail);
END $$;
SELECT matches(pg_temp.detail(format('SELECT %L::jsonb::opm.goaltree', format('{"keys": "text", "goals": [{"key": "aaa"}, {%s}]}', t))), m, format('error of %s in jsonb', t)) FROM (VALUES
	('"key": "ccc", "value": "5"', '"value" of goal "ccc" must be a number'), ('"key": "ccc", "colour": 1', 'oal "ccc"'), ('"key": "ccc", "links": 1', 'oal "ccc"'),
	('"key": "ccc", "links": [{"weight": 2}]', 'oal "ccc"'), ('"value": 5', 'number 2'), ('"key": 7', 'number 2'), ('"key": "ccc", "parent": 7', 'number 2')) v(t, m);
SELECT matches(pg_temp.detail(format('SELECT opm.what_if(E''c\n  aaa [0 -> 10] = 3\n  ccc = 2'', %L)', format('{"ccc": {%s}}', t))), 'ccc', format('error of %s in what_if', t))
FROM unnest('{"\"target\": \"95%\"","\"rollup\": \"avrage\"","\"missing\": \"skip\"","\"value\": \"5\"","\"value\": 1e400","\"weight\": -2","\"colour\": 1"}'::text[]) t;
SELECT throws_matching($$SELECT opm.goal('ccc', rollup => 'avrage')$$, 'of goal "ccc"', 'error of opm.goal');
SELECT throws_matching($$SELECT opm.goaltree(k, NULL::text, 1.0, 1.0, 'avrage') FROM (VALUES ('ccc')) v(k)$$, 'of goal "ccc"', 'error of opm.goaltree');

SELECT * FROM finish();
ROLLBACK;
