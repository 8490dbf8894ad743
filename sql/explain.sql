-- explain_change, diff, explain. Exact answers, brute force and laws on random trees are in test/pgtap/explain.sql.
SET search_path = public, opm;
CREATE TABLE q (name text, t goaltree);
INSERT INTO q VALUES ('a', '
company
  growth *2
    arr *3 [80 -> 120] = 97
    nps [>= 50 ~ 20] = 41
    late score=0.4
  cost min
    unit_cost [5 -> 4] = 4.6
    energy score=0.7'), ('b', '
company
  growth *3 credit(0..1)
    arr *3 [80 -> 110] = 106
    nps [>= 50 ~ 20]
    churn [10 -> 5] = 8
  cost min
    unit_cost [5 -> 4] = 4.5
    energy score=0.2
  late score=0.6');
SELECT key, reason, before IS NULL AS no_before, after IS NULL AS no_after, round(value_effect::numeric, 6) AS value, round(rule_effect::numeric, 6) AS rule, round(weight_effect::numeric, 6) AS weight,
	round(structure_effect::numeric, 6) AS structure, round(branch_effect::numeric, 6) AS branch FROM q a, q b, explain_change(a.t, b.t) WHERE a.name = 'a' AND b.name = 'b';
SELECT sum(effect) = score(b.t) - score(a.t) AS adds_up FROM q a, q b, explain_change(a.t, b.t) WHERE a.name = 'a' AND b.name = 'b' GROUP BY a.t, b.t;
SELECT key, change, parent, was, now FROM q a, q b, diff(a.t, b.t) WHERE a.name = 'a' AND b.name = 'b';
SELECT count(*) FROM q, diff(t, t);
SELECT name, explain(t, key) FROM q, rollup(t) WHERE key IN ('company', 'growth', 'cost', 'arr', 'nps', 'late') ORDER BY name, key;
SELECT explain(E'r ratio [0 -> 1]\n  a = 3/10\n  b = 2/10', 'r'::text), explain('r', 'x'::text), explain(E'r cover>=0.9\n  a score=1\n  b', 'r'::text), explain(E'r geomean\n  a score=-1', 'r'::text);
-- a goal that is named as top; typed keys; values
SELECT key, effect FROM explain_change((SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN 0.5 END) FROM generate_series(1, 7) id), (SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN id / 8.0 END) FROM generate_series(1, 7) id), '3') WHERE effect <> 0;
SELECT count(*), bool_and(pg_typeof(key) = 'uuid'::regtype) AS typed FROM explain_change_uuid((SELECT goaltree(md5(id::text)::uuid, md5(nullif(id / 2, 0)::text)::uuid, 0.5) FROM generate_series(1, 3) id), (SELECT goaltree(md5(id::text)::uuid, md5(nullif(id / 2, 0)::text)::uuid, 0.6) FROM generate_series(1, 3) id), quantity => 'score');
SELECT key, effect FROM explain_change_bigint((SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN 0.5 END) FROM generate_series(1, 7) id), (SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN id / 8.0 END) FROM generate_series(1, 7) id), 3);
SELECT key, before, after, effect FROM explain_change(E'r sum\n  a = 1\n  b = 2', E'r sum\n  a = 4\n  b = 2\n  c = 5');
SELECT key, before, after, round(effect::numeric, 9) AS effect FROM explain_change(E'r ratio\n  a = 1/10\n  b = 5/10', E'r ratio\n  a = 1/30\n  b = 5/10');
-- no score on one side: no effects
SELECT key, reason, effect FROM explain_change('r', 'r score=1');
SELECT count(*) FROM explain_change(NULL, 'r');
-- a chain a hundred thousand deep, a star as wide
SELECT count(*), sum(effect) = 0.25 FROM explain_change_bigint((SELECT goaltree(i, nullif(i - 1, 0), CASE WHEN i = 100000 THEN 0.5 END) FROM generate_series(1, 100000) i), (SELECT goaltree(i, nullif(i - 1, 0), CASE WHEN i = 100000 THEN 0.75 END) FROM generate_series(1, 100000) i));
SELECT count(*), count(*) FILTER (WHERE effect <> 0) FROM explain_change_bigint((SELECT goaltree(i, CASE WHEN i > 1 THEN 1 END, i / 1e5, 1, 'median') FROM generate_series(1, 20001) i), (SELECT goaltree(i, CASE WHEN i > 1 THEN 1 END, i / 1e5 + 0.1, 1, 'median') FROM generate_series(1, 20001) i));

-- bad input
SELECT * FROM explain_change('r score=1', 's score=1');
SELECT * FROM explain_change('r score=1', (SELECT goaltree(1, NULL, 1)));
SELECT * FROM explain_change('r score=1', E'r score=1\ns score=1');
SELECT * FROM explain_change('r score=1', 'r score=1', 'x'::text);
SELECT * FROM explain_change('r score=1', 'r score=1', 'r'::text, 'color');
SELECT * FROM explain_change_bigint('r score=1', 'r score=1', 1);
SELECT * FROM diff('r score=1', (SELECT goaltree(1, NULL, 1)));
SELECT explain('r score=1', 1);
