-- expected: where will a goal end? The rules, and how trees roll them up.
SET search_path = public, opm;
SET client_min_messages = warning;

-- One goal of 90 days, on day 1, 10, 45, 89 and 91: nothing done yet, at half the planned pace, on plan, at twice the pace.
CREATE TABLE day AS SELECT day, least(day / 90.0, 1)::float8 AS p FROM unnest(ARRAY[1, 10, 45, 89, 91]) day;
SELECT pace || ' x plan' AS at, basis, string_agg(round(opm.expected_score(pace * p, p, basis)::numeric, 2)::text, ' ' ORDER BY day) AS "day 1, 10, 45, 89, 91"
FROM day, unnest(ARRAY[0, 0.5, 1, 2]) pace, unnest(ARRAY['expected', 'plan', 'pace', 'score']) WITH ORDINALITY r(basis, n)
GROUP BY pace, basis, n ORDER BY pace, n;

-- The formula of the documentation; exactly 1 on plan; exactly the score at the end; more is never worse.
CREATE TABLE point AS SELECT a, p, basis, opm.expected_score(a, p, basis) AS e
	FROM (SELECT i / 7.0::float8 - 1 AS a FROM generate_series(0, 21) i) a, (SELECT i / 13.0::float8 AS p FROM generate_series(0, 13) i) p,
		unnest(ARRAY['expected', 'plan', 'pace', 'score']) basis;
SELECT count(*) FILTER (WHERE abs(e - CASE basis WHEN 'expected' THEN a + (1 - p) * (a + 1 - p) WHEN 'plan' THEN a + 1 - p WHEN 'pace' THEN CASE WHEN p = 0 THEN a + 1 ELSE a / p END ELSE a END) > 1e-12) AS formula,
	count(*) FILTER (WHERE p = 1 AND e IS DISTINCT FROM a) AS at_end,
	count(*) FILTER (WHERE a >= p AND e < 1 AND basis <> 'score' OR a < p AND e > 1) AS ahead_below_1
FROM point;
SELECT count(*) FILTER (WHERE opm.expected_score(p, p, basis) <> 1) AS on_plan FROM point WHERE basis <> 'score' AND p > 0;
SELECT count(*) AS falls FROM (SELECT e < lag(e) OVER (PARTITION BY p, basis ORDER BY a) AS falls FROM point) x WHERE falls;
-- the default lies between the two conventions of earned value
SELECT count(*) FILTER (WHERE NOT e.e BETWEEN least(x.e, y.e) - 1e-12 AND greatest(x.e, y.e) + 1e-12) AS outside FROM point e JOIN point x USING (a, p) JOIN point y USING (a, p)
	WHERE e.basis = 'expected' AND x.basis = 'plan' AND y.basis = 'pace' AND p > 0;

-- Edges: beyond the plan, before it, a plan that goes down first, what is not known.
SELECT opm.expected_score(1.2, 0.5) AS beyond, opm.expected_score(0.7, 1.3) AS plan_beyond, opm.expected_score(-0.2, -0.2) AS dip, opm.expected_score(0.1, 0, 'pace') AS no_pace,
	opm.expected_score(NULL, 0.5) AS unknown, opm.expected_score(0.4, NULL) AS unplanned, opm.expected_score(0.4, 0.5, NULL) AS no_basis;
SELECT opm.expected_score(0.4, 0.5, 'speed');
SELECT opm.expected_score('NaN', 0.5);
SELECT opm.expected_score(0.5, 'infinity');
SELECT opm.expected_score(1e300, 1e-300, 'pace');

-- A tree: goals scored by themselves have the rule, the others roll up; without a plan the score is what is expected.
CREATE TABLE plan AS SELECT t::opm.goaltree FROM (VALUES ($$
company credit(0..1)
  growth *2
    arr [0 -> 100] = 20 pace_score=0.5
    nps [>= 50 ~ 20] = 45
    later [0 -> 10]
  cost sum [0 -> 60] pace_score=0.25 basis=pace
    rent = 10
    energy = 5
  hiring score=0.5 pace_score=0.5 basis=plan
$$)) v(t);
SELECT key, score, pace_score, expected_score FROM plan, opm.rollup(t);
SELECT t FROM plan;
SELECT t::text::opm.goaltree = t AS text, t::jsonb::opm.goaltree = t AS jsonb FROM plan;
SELECT opm.score(t) AS score, opm.pace_score(t) AS pace_score, opm.expected_score(t) AS expected_score, opm.expected_score(t, 'growth') AS growth, opm.pace_score(t, 'nps') AS nps,
	opm.expected_score(t, 'later') AS no_score, opm.expected_score(t, 'nobody') AS nobody FROM plan;
SELECT key, pace_score, expected_score FROM plan, opm.rollup(opm.what_if(t, '{"arr": {"value": 50}, "nps": {"pace_score": 1}, "cost": {"basis": null}}'));
SELECT * FROM plan, opm.diff(t, opm.what_if(t, '{"arr": {"pace_score": 0.6, "basis": "pace"}}'));
SELECT opm.score('a'::opm.goaltree) IS NULL AS none, opm.expected_score('a score=0.3') AS unplanned, opm.pace_score('a score=0.3') AS no_pace;
-- what is missing and counts as zero has only its plan left
SELECT key, score, pace_score, expected_score FROM opm.rollup(E'r zero\n  a [0 -> 10] pace_score=0.5\n  b score=1');
-- a goal that rolls up scores has no plan of its own
SELECT opm.expected_score(E'r pace_score=0.9\n  a score=0.2 pace_score=0.5');
SELECT 'a basis=speed'::opm.goaltree;
SELECT 'a basis=paces'::opm.goaltree;
SELECT 'a basis=pace basis=plan'::opm.goaltree;
SELECT opm.goal('a', basis => 'speed');
SELECT opm.goal('a', pace_score => 'NaN');
SELECT opm.merge(t) FROM (VALUES ('a basis=pace'::opm.goaltree), ('a basis=plan')) v(t);

-- On random trees: the expected score of a goal is the score it would have if the goals that are scored by themselves had their expected scores; the same for pace.
SELECT setseed(0.4);
CREATE TABLE node AS SELECT run, id, CASE WHEN id > 1 THEN 1 + (random() * (id - 2) * 0.5)::bigint END AS parent_id, 1 + id % 4 AS weight,
	CASE WHEN random() < 0.8 THEN random() * 2 - 0.3 END AS score, CASE WHEN random() < 0.7 THEN random() END AS p, (ARRAY['expected', 'plan', 'pace', 'score'])[1 + (random() * 3)::int] AS basis,
	(ARRAY['mean', 'min', 'max', 'median', 'any', 'all', 'at_least(2)', 'mean', 'geomean', 'harmean'])[1 + (random() * CASE WHEN run % 4 = 0 THEN 9 ELSE 7 END)::int] AS rollup, (ARRAY['ignore', 'zero', 'block', '>= 0.5', 'ignore'])[1 + (random() * 4)::int] AS missing,
	random() < 0.4 AS credit FROM generate_series(1, 120) id, generate_series(1, 40) run;
CREATE TABLE link AS SELECT run, id, (random() * id * 0.4)::bigint AS parent_id, 2 AS weight FROM node WHERE id > 60 AND run % 2 = 0 AND random() < 0.2;
DELETE FROM link l USING node n WHERE n.run = l.run AND n.id = l.id AND n.parent_id = l.parent_id OR l.parent_id < 1;
CREATE FUNCTION tree(r int, which text) RETURNS opm.goaltree LANGUAGE sql AS $$
	SELECT opm.goaltree(g) FROM (
		SELECT opm.goal(id, parent_id, weight => weight, rollup => rollup, missing => missing, credit_floor => CASE WHEN credit THEN 0 END, credit_cap => CASE WHEN credit THEN 1 END,
			score => CASE which WHEN 'plan' THEN score WHEN 'pace' THEN CASE WHEN score IS NOT NULL THEN coalesce(p, score) END ELSE opm.expected_score(score, p, basis) END,
			pace_score => CASE WHEN which = 'plan' AND score IS NOT NULL THEN p END, basis => CASE WHEN which = 'plan' THEN basis END)
		FROM node WHERE run = r
		UNION ALL SELECT opm.goal(id, parent_id, weight => weight) FROM link WHERE run = r) x(g);
$$;
-- (only trees in which a method that has an answer has one to the other numbers, too: geomean and harmean may not)
WITH goal AS (
	SELECT run, a.score, a.expected_score, a.pace_score, e.score AS expected, p.score AS pace, bool_and((a.score IS NULL) = (e.score IS NULL) AND (a.score IS NULL) = (p.score IS NULL)) OVER (PARTITION BY run) AS answered
	FROM generate_series(1, 40) run, opm.rollup(tree(run, 'plan')) a JOIN opm.rollup(tree(run, 'expected')) e USING (key) JOIN opm.rollup(tree(run, 'pace')) p USING (key)
)
SELECT count(DISTINCT run) FILTER (WHERE answered) > 20 AS trees, count(*) FILTER (WHERE answered AND expected_score IS DISTINCT FROM expected) AS expected, count(*) FILTER (WHERE answered AND pace_score IS DISTINCT FROM pace AND pace_score IS NOT NULL) AS pace,
	count(*) FILTER (WHERE (score IS NULL) <> (expected_score IS NULL)) AS known, count(*) FILTER (WHERE pace_score IS NOT NULL) > 1000 AS planned
FROM goal;
DROP TABLE day, point, plan, node, link;
DROP FUNCTION tree;
