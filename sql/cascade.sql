-- cascade, reconcile. Exact answers and random trees are in test/pgtap/allocate.sql.
SET search_path = public, opm;

SELECT key, weight, amount FROM cascade(E'r\n  a *2\n    x\n    y\n    z\n  b *0\n    w\n  c *3', 100.00);
-- typed keys, one branch; unknown top; no total
SELECT key + 0 AS key, parent, amount FROM cascade_bigint((SELECT goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 7) id), 10, 1, NULL, 3);
SELECT count(*) FROM cascade_bigint((SELECT goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 7) id), 10, 1, NULL, 99);
SELECT count(*) FROM cascade('r', NULL);
-- keys as text for every type of key; a top is found by text; what is left out has its default
SELECT key, parent, amount FROM cascade((SELECT goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 7) id), 10.0, top => '3');
SELECT key, amount FROM cascade_bigint((SELECT goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 3) id), 10, limits => '{"2": {"at_most": 4}}');
SELECT count(*), count(amount) FROM cascade_uuid((SELECT goaltree(md5(id::text)::uuid, NULL, 1) FROM generate_series(1, 3) id), 10);
-- several roots share the total; what does not apply has no part
SELECT key, amount FROM (SELECT goaltree(goal(k, weight => w, applicable => a)) AS t FROM (VALUES ('a', 1, NULL), ('b', 2, NULL), ('c', 7, false)) v(k, w, a)) x, cascade(t, 10);
-- a DAG: each parent gives; the leaves have the total; ties by key
SELECT key, amount FROM cascade(E'r\n  a\n    x\n    y ^b\n  b', 10);
-- limits at every level; negative totals
SELECT key, amount FROM cascade(E'r\n  a\n    x\n    y\n  b', 10, 1, '{"x": {"at_most": 1}, "y": {"at_most": 2}}');
SELECT key, amount FROM cascade(E'r\n  a\n    x\n    y\n  b', -10, 1, '{"x": {"at_least": -1}, "y": {"at_least": -2}}');
-- weights that are no short decimals
SELECT sum(amount) FROM cascade((SELECT goaltree(id, CASE WHEN id > 1 THEN 1 END, NULL::float8, pi() / id) FROM generate_series(1, 50) id), 12345.67) WHERE leaf;

SELECT * FROM reconcile(E'r sum [0 -> 10]\n  a [0 -> 0.1]\n  b sum [0 -> 9.9]\n    c [0 -> 5]\n    d [0 -> 4.8]\n  e *0 [0 -> 7]\n  f ratio [0 -> 1]');

-- bad input
SELECT * FROM cascade('r', 10.005, 0.01);
SELECT * FROM cascade('r', 'NaN');
SELECT * FROM cascade('r', 10, 1, '[]');
SELECT * FROM cascade('r', 10, 1, '{"x": {"at_most": 1}}');
SELECT * FROM cascade('r', 10, 1, '{"r": 1}');
SELECT * FROM cascade('r', 10, 1, '{"r": {"atmost": 1}}');
SELECT * FROM cascade('r', 10, 1, '{"r": {"at_most": "1"}}');
SELECT * FROM cascade('r', 10, 1, '{"r": {"at_most": 9}}');
SELECT * FROM cascade('r', 10, 1, '{"r": {"at_most": 9, "at_least": 11}}');
SELECT * FROM cascade(E'r\n  a\n    x\n    y ^b\n  b', 10, 1, '{"y": {"at_most": 9}}');
SELECT * FROM cascade_bigint('r', 10, 1, NULL, 5);
