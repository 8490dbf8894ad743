-- what_if, required, leverage. Laws on random trees are in test/pgtap/explain.sql.
SET search_path = public, opm;
CREATE TABLE plan AS SELECT '
company
  growth *2 "Grow"
    arr *3 [80 -> 120] = 97 "Recurring revenue, M"
    nps [>= 50 ~ 20] = 41
  cost min
    unit_cost [5 -> 4] = 4.6
    energy score=0.7'::goaltree AS t;
CREATE TABLE shared AS SELECT E'r\n  a\n    x ^b*2 score=0.5\n    y score=1\n  b\n    z score=0'::goaltree AS t;

SELECT what_if(t, '{}') = t AS same FROM plan;
SELECT what_if(t, '{"arr": {"value": 110, "weight": null}}') FROM plan;
SELECT what_if(t, '{"nps": {"target": "30 -> 60", "label": "Promoters", "unit": "%"}, "cost": {"rollup": "mean", "missing": "zero", "credit_floor": 0, "credit_cap": 1}, "energy": {"score": null}, "arr": {"applicable": false}}') FROM plan;
SELECT what_if(t, '{"cost": null, "energy": {"parent": "new", "score": 0.9}, "new": {"add": true, "parent": "company", "weight": 4}}') FROM plan;
SELECT what_if(t, '{"growth": {"score": 0.9, "rollup": "own"}, "company": {"rollup": "min"}}') FROM plan;
SELECT what_if(t, '{"x": {"links": [{"parent": "b", "weight": 5}]}}') FROM shared;
SELECT what_if(t, '{"a": {"remove": true}}') FROM shared;
-- keys of other types
SELECT score(what_if((SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN 0.5 END) FROM generate_series(1, 7) id), '{"4": {"score": 1, "parent": 3}, "2": {"parent": null}}'), 3);
SELECT score(what_if((SELECT goaltree(u::uuid, NULL, 0.5) FROM (VALUES ('00000000-0000-0000-0000-000000000001')) v(u)), '{"00000000-0000-0000-0000-000000000001": {"score": 0.75}}'));

SELECT key, round(r.score::numeric, 12) AS score, round(r.value::numeric, 12) AS value, reason FROM plan, unnest('{company,growth,arr,nps,unit_cost,energy,nowhere}'::text[]) key, required(t, key, 0.6) r;
SELECT w, round(r.score::numeric, 12) AS score, reason FROM unnest('{0.4,0.7,1}'::float8[]) w, required(E'r max\n  a score=0.5\n  b score=0.2', 'b'::text, w) r;
-- by value: up, down, nearest, out of reach
SELECT w, r.* FROM unnest('{0.5,0.9,1,1.1}'::float8[]) w, required(E'r sum [10 .. 20 ~ 5]\n  a = 3\n  b = 2', 'a'::text, w) r;
SELECT r.* FROM required(E'r ratio [0 -> 1]\n  a = 3/10\n  b = 2/10', 'a'::text, 0.5) r;
SELECT rank, key, round(per_score::numeric, 6) AS per_score, round(per_value::numeric, 6) AS per_value, round(gap::numeric, 6) AS gap, round(gain::numeric, 6) AS gain FROM plan, leverage(t);
SELECT count(*), count(gain) FROM leverage((SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN 0.5 END) FROM generate_series(1, 7) id), '3');
SELECT key + 1 AS next, gain FROM leverage_bigint((SELECT goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN 0.5 END) FROM generate_series(1, 7) id), 3);
SELECT count(*) FROM leverage_uuid((SELECT goaltree(md5(id::text)::uuid, md5(nullif(id / 2, 0)::text)::uuid, 0.5) FROM generate_series(1, 3) id));
SELECT count(*) FROM leverage(NULL);
SELECT method, key, round(per_score::numeric, 6) FROM unnest('{min,max,median,geomean,harmean,any}'::text[]) method, leverage(format(E'r %s\n  a score=0.5\n  b score=0.5\n  c score=0.8', method)::goaltree);

-- bad input
SELECT what_if(t, '[]') FROM plan;
SELECT what_if(t, '{"nowhere": {"score": 1}}') FROM plan;
SELECT what_if(t, '{"arr": {"add": true}}') FROM plan;
SELECT what_if(t, '{"arr": {"scores": 1}}') FROM plan;
SELECT what_if(t, '{"arr": {"score": "1"}}') FROM plan;
SELECT what_if(t, '{"arr": 1}') FROM plan;
SELECT what_if(t, '{"growth": {"score": 1}}') FROM plan;
SELECT what_if(t, '{"growth": {"parent": "arr"}}') FROM plan;
SELECT what_if(t, '{"growth": {"parent": "nowhere"}}') FROM plan;
SELECT what_if(t, '{"growth": null, "arr": {"value": 1}}') FROM plan;
SELECT what_if(t, '{"growth": null, "unit_cost": {"parent": "growth"}}') FROM plan;
SELECT what_if(t, '{"arr": {"weight": -1}}') FROM plan;
SELECT what_if(t, '{"company": null}') FROM plan;
SELECT what_if(t, '{"x": {"weight": 2}}') FROM shared;
SELECT what_if(t, '{"x": {"links": [{"weight": 2}]}}') FROM shared;
SELECT what_if(t, '{"arr": {"target": "5 -> 5"}}') FROM plan;
SELECT required(t, 'arr'::text, 'NaN') FROM plan;
SELECT required(t, 5, 0.5) FROM plan;
