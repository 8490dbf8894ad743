-- One row written by one person must not stop the views of everyone: whatever can be written can be read, and what could not be read is refused.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SELECT opm.create_workspace('perf');
SELECT opm.load_outline('perf', $$
top "Top"
  a *2 sum [0 -> 500] "Sum"
    a1 [0 -> 100] {EUR}
    a2 [0 -> 100] {EUR}
  b "Mean"
    b1 [>= 95] {%}
    b2 [10 .. 20 ~ 5]
    b3 [200 -> -30%]
$$);
SELECT perf.add_fiscal_year(date_trunc('year', now())::date) > 0 AS year;
INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, now() - k * interval '1 day', 50 + k FROM perf.goal g, generate_series(1, 20) k WHERE g.key ~ '^[ab][123]$';
UPDATE perf.goal SET time_aggregation = 'sum' WHERE key = 'a2';

-- A statement is refused with its SQLSTATE, or every view answers, all columns of all rows; nothing stays.
CREATE FUNCTION pg_temp.write_and_read(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	stage text := 'refused';
	v name;
BEGIN
	EXECUTE statement;
	FOREACH v IN ARRAY ARRAY['scorecard', 'goal_now', 'goal_trend', 'control_chart', 'forecast', 'exceptions', 'leverage', 'drivers', 'huddle', 'capability', 'calibration', 'balance'] LOOP
		stage := v || ' BROKEN';
		EXECUTE format('SELECT count(x.line) FROM (SELECT r::text AS line FROM perf.%I r OFFSET 0) x', v);
	END LOOP;
	stage := 'scorecard_at BROKEN';
	PERFORM * FROM perf.scorecard_at(now());
	stage := 'export_outline BROKEN';
	PERFORM perf.export_outline();
	stage := 'announce BROKEN';
	PERFORM perf.announce();
	RAISE EXCEPTION USING ERRCODE = 'OPM00';
EXCEPTION
	WHEN SQLSTATE 'OPM00' THEN RETURN 'read';
	WHEN OTHERS THEN RETURN stage || ' ' || SQLSTATE;
END
$$;
CREATE TEMP TABLE written (place integer GENERATED ALWAYS AS IDENTITY, statement text);
INSERT INTO written (statement) VALUES
('SELECT'),
-- places: a weight or share without a parent, shares that do not add up, parents twice
($$UPDATE perf.goal SET share = 0.5 WHERE key = 'top'$$),
($$UPDATE perf.goal SET share = 0.5 WHERE key = 'a1'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id, share) SELECT c.id, p.id, 0.3 FROM perf.goal c, perf.goal p WHERE c.key = 'b2' AND p.key = 'top'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id, share) SELECT c.id, p.id, 0.3 FROM perf.goal c, perf.goal p WHERE c.key = 'b2' AND p.key = 'top'; UPDATE perf.goal SET share = 0.7 WHERE key = 'b2'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id, share) SELECT c.id, p.id, 0.3 FROM perf.goal c, perf.goal p WHERE c.key = 'b2' AND p.key = 'top'; UPDATE perf.goal SET share = 0.7 WHERE key = 'b2'; UPDATE perf.goal SET parent_id = NULL WHERE key = 'b2'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id, share) SELECT c.id, p.id, 0.3 FROM perf.goal c, perf.goal p WHERE c.key = 'b2' AND p.key = 'top'; UPDATE perf.goal SET share = 0.7 WHERE key = 'b2'; DELETE FROM perf.goal_link$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id) SELECT c.id, p.id FROM perf.goal c, perf.goal p WHERE c.key = 'a' AND p.key = 'b'; UPDATE perf.goal SET parent_id = NULL WHERE key = 'a'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id, weight) SELECT c.id, p.id, 3 FROM perf.goal c, perf.goal p WHERE c.key = 'b1' AND p.key = 'b'$$),
-- units that do not add up, however they come together
($$UPDATE perf.goal SET unit = 'USD' WHERE key = 'a1'$$),
($$UPDATE perf.goal SET unit = '%' WHERE key = 'a1'$$),
($$UPDATE perf.goal SET unit = NULL WHERE key = 'a1'$$),
($$UPDATE perf.goal SET unit = 'USD' WHERE key = 'a'$$),
($$UPDATE perf.goal SET unit = 'kEUR' WHERE key IN ('a', 'a1', 'a2')$$),
($$UPDATE perf.goal SET time_aggregation = 'ratio' WHERE key = 'a1'$$),
($$INSERT INTO perf.goal (key, name, parent_id, unit) SELECT 'a3', 'x', id, 'USD' FROM perf.goal WHERE key = 'a'$$),
($$INSERT INTO perf.goal (key, name, parent_id, unit, lifecycle) SELECT 'a3', 'x', id, 'USD', 'draft' FROM perf.goal WHERE key = 'a'$$),
($$INSERT INTO perf.goal (key, name, parent_id, unit, lifecycle) SELECT 'a3', 'x', id, 'USD', 'draft' FROM perf.goal WHERE key = 'a'; UPDATE perf.goal SET lifecycle = 'active'$$),
($$UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'a') WHERE key = 'b1'$$),
($$INSERT INTO perf.goal_link (goal_id, parent_id) SELECT c.id, p.id FROM perf.goal c, perf.goal p WHERE c.key = 'b1' AND p.key = 'a'$$),
($$UPDATE perf.goal SET rollup = 'sum' WHERE key = 'b'$$),
($$UPDATE perf.goal SET rollup = 'avg', target = '0 -> 1' WHERE key = 'top'$$),
($$UPDATE perf.goal SET unit = 'USD' WHERE key = 'a1'; UPDATE perf.goal SET rollup = 'ratio' WHERE key = 'a'$$),
-- numbers at the end of what can be written
($$INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now(), 1e101 FROM perf.goal WHERE key = 'a1'$$),
($$INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, now(), 1, 1e-41 FROM perf.goal WHERE key = 'b1'$$),
($$INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - k * interval '1 min', (1 - 2 * (k % 2)) * 1e100 FROM perf.goal, generate_series(1, 9) k$$),
($$INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - k * interval '1 min', (1 - 2 * (k % 2)) * 1e-300 FROM perf.goal, generate_series(1, 9) k$$),
($$INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, now() - k * interval '1 min', 1e100, 1e-40 FROM perf.goal, generate_series(1, 3) k WHERE key ~ '^b[123]$'; UPDATE perf.goal SET time_aggregation = 'ratio', unit = NULL, target = '0 -> 1e-140', credit_floor = -1e100, credit_cap = 1e100 WHERE key ~ '^b[123]$'$$),
($$INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - k * interval '1 min', (1 - 2 * (k % 2)) * 1e100 FROM perf.goal, generate_series(1, 9) k; UPDATE perf.goal SET target = '0 -> 1e-140' WHERE target IS NOT NULL; UPDATE perf.goal SET target = NULL WHERE key = 'a'$$),
($$INSERT INTO perf.measurement (goal_id, at, value) SELECT id, '4700-01-01 BC', 5 FROM perf.goal$$),
($$UPDATE perf.goal SET target = '0 -> 1e-300' WHERE key = 'b1'$$),
($$UPDATE perf.goal SET target = '-1.7e308 -> 1.7e308' WHERE key = 'b1'$$),
($$UPDATE perf.goal SET plan = '0:0 1:1e300' WHERE key = 'b1'$$),
($$UPDATE perf.goal SET plan = '>= 95', period_id = (SELECT min(id) FROM perf.period)$$),
($$INSERT INTO perf.goal_target (goal_id, period_id, target) SELECT g.id, p.id, '0 -> 1e-300' FROM perf.goal g, perf.period p$$),
($$INSERT INTO perf.check_in (goal_id, score) SELECT id, 1e308 FROM perf.goal$$),
($$DELETE FROM perf.measurement; INSERT INTO perf.check_in (goal_id, score) SELECT id, -1e6 FROM perf.goal$$),
($$UPDATE perf.goal SET credit_floor = -1e308, credit_cap = 1e308$$),
($$UPDATE perf.setting SET credit_floor = -1e308, credit_cap = 1e308$$),
($$UPDATE perf.goal SET credit_floor = -1e100, credit_cap = 1e100$$),
($$UPDATE perf.setting SET credit_floor = -1e100, credit_cap = 1e100$$),
($$UPDATE perf.setting SET credit_floor = NULL, credit_cap = NULL$$),
($$UPDATE perf.goal SET weight = 0$$),
($$UPDATE perf.goal SET rollup = 'at_least(99)' WHERE key = 'b'$$),
-- texts that the engine reads: a column takes what the engine takes
($$UPDATE perf.goal SET rollup = 'at_least(65535)', missing = '>= 0' WHERE key = 'b'$$),
($$UPDATE perf.goal SET rollup = 'at_least(65536)' WHERE key = 'b'$$),
($$UPDATE perf.goal SET rollup = 'Any', missing = '>=     0.50' WHERE key = 'b'$$),
($$UPDATE perf.goal SET rollup = 'AVG', unit = '%' WHERE key = 'b'$$),
($$UPDATE perf.goal SET rollup = 'OWN', missing = 'Zero' WHERE key = 'b'$$),
($$UPDATE perf.goal SET missing = '>= 1.01' WHERE key = 'b'$$),
($$UPDATE perf.goal SET bands = 'a | 1e307 | b'$$),
($$UPDATE perf.goal SET bands = 'a | 1e100 | b'; INSERT INTO perf.check_in (goal_id, score) SELECT id, 1e6 FROM perf.goal$$),
($$UPDATE perf.goal SET target = '0 .. 0' WHERE key ~ '^b'$$),
($$UPDATE perf.goal SET target = '-1e140 -> 1e140' WHERE target IS NOT NULL$$),
-- what a bound query may bring
($$SELECT opm.bind('perf', 'q', $q$SELECT 'b1', now(), v, NULL FROM unnest('{NaN,Infinity,-Infinity,1e308,-1e308,NULL}'::float8[]) v$q$)$$),
($$SELECT opm.bind('perf', 'q', $q$SELECT k, a, 5.0, b FROM unnest('{a1,a2,b1}'::text[]) k, unnest('{infinity,-infinity,now,NULL}'::timestamptz[]) a, unnest('{0,1e-320,1e308,NaN,NULL}'::float8[]) b$q$)$$),
($$SELECT opm.bind('perf', 'q', $q$SELECT k, now(), v, NULL FROM unnest(ARRAY['nothing', NULL, '', repeat('x', 100000), 'b1']) k, unnest('{4.9e-324,NaN,1e101}'::float8[]) v$q$)$$),
($$SELECT opm.bind('perf', 'q', $q$SELECT k, now(), v, NULL FROM unnest('{0,-1,9223372036854775807}'::bigint[]) k, unnest('{NaN,1e300}'::numeric[]) v$q$)$$);
SELECT pg_temp.write_and_read(w.statement) AS outcome, w.statement FROM written w ORDER BY w.place \g (format=unaligned tuples_only=on fieldsep='  ')
-- in words
UPDATE perf.goal SET unit = 'USD' WHERE key = 'a1';
-- shares that are no whole are told, and each parent counts the goal in full; those that are split it
INSERT INTO perf.goal_link (goal_id, parent_id, share) SELECT c.id, p.id, 0.25 FROM perf.goal c, perf.goal p WHERE c.key = 'b2' AND p.key = 'top';
SELECT goal_name, detail FROM perf.alignment_gaps WHERE gap_type = 'shares do not add up';
SELECT round(root_weight_fraction::numeric, 6) AS weight FROM perf.scorecard WHERE goal_key = 'b2';
UPDATE perf.goal SET share = 0.75 WHERE key = 'b2';
SELECT count(*) AS gaps FROM perf.alignment_gaps WHERE gap_type = 'shares do not add up';
SELECT round(root_weight_fraction::numeric, 6) AS weight FROM perf.scorecard WHERE goal_key = 'b2';
SELECT count(*) AS differ FROM perf.scorecard s FULL JOIN perf.scorecard_at(now()) a ON a.goal_id = s.goal_id WHERE s.root_weight_fraction IS DISTINCT FROM a.root_weight_fraction;
-- a plan may change units and places at once; single rows that fit a sum are let in one by one, and one that does not is found among them
SELECT opm.load_outline('perf', E's sum {USD}\n  sa {USD}\n  sb {USD}');
SELECT opm.load_outline('perf', E's sum {kg}\n  sb {kg} = 6\n  sc {kg} = 6\nelse\n  sa {USD} = 5');
SELECT goal_key, actual, unit FROM perf.scorecard WHERE goal_key ~ '^(s|sa|sb|sc|else)$' ORDER BY tree_order;
INSERT INTO perf.goal (key, name, parent_id, unit) SELECT 'sd', 'fits', id, 'kg' FROM perf.goal WHERE key = 's';
INSERT INTO perf.goal (key, name, parent_id, unit) SELECT 'se', 'does not', id, 'g' FROM perf.goal WHERE key = 's';
INSERT INTO perf.goal (key, name, parent_id, unit) SELECT v.key, 'x', g.id, v.unit FROM perf.goal g, (VALUES ('sf', 'kg'), ('sg', 'g')) v(key, unit) WHERE g.key = 's';
-- an older function of other arguments makes way at an upgrade
CREATE FUNCTION perf._announce_goals(goal_ids bigint[]) RETURNS void LANGUAGE sql BEGIN ATOMIC SELECT; END;
DROP FUNCTION perf._announce_goals(bigint[], regclass);
SELECT opm.upgrade_workspace('perf') = extversion AS upgraded FROM pg_extension WHERE extname = 'opm';
SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'perf'::regnamespace AND p.proname ~ '^_announce_goals';
SELECT opm.drop_workspace('perf', 'all data');
