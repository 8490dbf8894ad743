-- the three ways to a goal's value agree: the scorecard of all goals, goal_now for one, the tree at a time; for every rule of
-- time, stored and bound measurements, surveys, periods, carry-forward; and what a binding says is what it means
SET client_min_messages = warning;
SELECT opm.create_workspace('perf');
-- a period around now that did not begin today, so that nothing here depends on the day
SELECT timezone('UTC', now())::date - 30 AS first_day, timezone('UTC', (timezone('UTC', now())::date - 30)::timestamp) AS begin_at \gset
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('custom', 'this', :'first_day', date :'first_day' + 60);
INSERT INTO perf.goal (key, name, target, time_aggregation, min_group, period_id, max_age)
SELECT format('%s_%s%s%s%s', how, src, CASE WHEN s THEN '_survey' END, CASE WHEN p THEN '_period' END, CASE WHEN c THEN '_carried' END), how, '0 -> 10', how,
	CASE WHEN s THEN 5 END, CASE WHEN p THEN 1 END, CASE WHEN c THEN interval '500 days' END
FROM unnest(ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio']) how, unnest(ARRAY['stored', 'bound', 'both']) src,
	unnest(ARRAY[false, true]) s, unnest(ARRAY[false, true]) p, unnest(ARRAY[false, true]) c WHERE NOT c OR (how <> 'first' AND p);
CREATE TABLE public.opm_fact (key text, at timestamptz, value double precision, base double precision);
-- seven times, the first of them before the period; the odd ones are stored, the even ones bound; bases of surveys are large and small
CREATE VIEW public.opm_sample AS
SELECT g.id, g.key, timestamptz :'begin_at' - interval '400 days' * (k = 1)::integer + k * interval '1 hour' AS at, (k * 7 + g.id) % 11 + 0.25 AS value,
	CASE WHEN g.time_aggregation = 'ratio' OR g.min_group IS NOT NULL THEN (k * 5 + g.id) % 9 END AS base, k, split_part(g.key, '_', 2) AS src
FROM perf.goal g, generate_series(1, 7) k;
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, at, value, base FROM public.opm_sample WHERE src = 'stored' OR (src = 'both' AND k % 2 = 1);
INSERT INTO public.opm_fact SELECT key, at, value, base FROM public.opm_sample WHERE src = 'bound' OR (src = 'both' AND k % 2 = 0);
SELECT opm.bind('perf', 'facts', 'SELECT key, at, value, base FROM public.opm_fact');
CREATE VIEW public.opm_values AS
SELECT g.key, s.actual AS of_all, n.actual AS of_one, opm.value(t.tree, g.id) AS at_a_time, s.score AS score_of_all, n.score AS score_of_one, s.measured_at, n.measured_at AS measured_at_of_one
FROM perf.goal g JOIN perf.scorecard s ON s.goal_id = g.id JOIN perf.goal_now n ON n.goal_id = g.id CROSS JOIN (SELECT perf.tree_at() AS tree OFFSET 0) t;
SELECT count(*) AS goals, count(of_all) AS known, count(*) FILTER (WHERE abs(of_all - of_one) > 1e-12 * abs(of_one) OR (of_all IS NULL) <> (of_one IS NULL)) AS not_as_one,
	count(*) FILTER (WHERE abs(of_all - at_a_time) > 1e-12 * abs(of_all) OR (of_all IS NULL) <> (at_a_time IS NULL)) AS not_as_at_a_time,
	count(*) FILTER (WHERE abs(score_of_all - score_of_one) > 1e-10) AS scores, count(*) FILTER (WHERE of_all IS NOT NULL AND measured_at <> measured_at_of_one) AS times
FROM public.opm_values;
-- against plain SQL over the same rows
SELECT count(*) AS goals, count(*) FILTER (WHERE abs(v.of_all - w.want) > 1e-12 * abs(w.want) OR (v.of_all IS NULL) <> (w.want IS NULL)) AS wrong
FROM public.opm_values v
JOIN perf.goal g ON g.key = v.key
CROSS JOIN LATERAL (
	SELECT CASE g.time_aggregation WHEN 'last' THEN (array_agg(s.value ORDER BY s.at DESC))[1] WHEN 'first' THEN (array_agg(s.value ORDER BY s.at))[1] WHEN 'sum' THEN sum(s.value)
			WHEN 'mean' THEN avg(s.value) WHEN 'min' THEN min(s.value) WHEN 'max' THEN max(s.value) WHEN 'count' THEN count(s.value) WHEN 'ratio' THEN sum(s.value) / sum(s.base) END AS want
	FROM public.opm_sample s WHERE s.id = g.id AND (g.min_group IS NULL OR s.base >= g.min_group) AND (g.period_id IS NULL OR s.at >= timestamptz :'begin_at' OR (g.max_age IS NOT NULL AND s.at > now() - interval '500 days'))
) w;
-- the same for another role, to the last bit
CREATE ROLE regress_opm_reader;
SELECT opm.grant_workspace('perf', 'regress_opm_reader', 'reader');
GRANT SELECT ON public.opm_fact, public.opm_values TO regress_opm_reader;
CREATE TEMP TABLE as_owner AS SELECT goal_id, actual, score, status, measured_at FROM perf.scorecard;
GRANT SELECT ON as_owner TO regress_opm_reader;
SET ROLE regress_opm_reader;
SELECT count(*) AS goals, count(*) FILTER (WHERE (a.actual, a.score, a.status, a.measured_at) IS DISTINCT FROM (s.actual, s.score, s.status, s.measured_at)) AS seen_otherwise
FROM as_owner a JOIN perf.scorecard s USING (goal_id);
RESET ROLE;
-- what is no number one can count with is as good as not measured
UPDATE public.opm_fact SET value = 'NaN' WHERE key = 'sum_bound';
UPDATE public.opm_fact SET value = '-infinity' WHERE key = 'mean_bound';
UPDATE public.opm_fact SET base = 'infinity' WHERE key = 'ratio_bound';
UPDATE public.opm_fact SET value = 1e300 WHERE key = 'max_bound';
SELECT key, of_all, of_one, at_a_time FROM public.opm_values WHERE key IN ('sum_bound', 'mean_bound', 'max_bound') ORDER BY 1;
SELECT count(*) > 100 AS answers FROM perf.momentum;
SET client_min_messages = notice;
SELECT opm.bind('perf', 'more', $$VALUES ('nobody', now(), 1, NULL), ('nothing', now(), 1, NULL), ('sum_stored', now() - interval '1 minute', 1, 2)$$);
SET client_min_messages = warning;
-- announce() tells what no writing tells: each goal once, and then it is known
SELECT perf.announce() > 0 AS told, perf.announce() AS told_again;
SELECT count(*) AS untrue FROM perf.announced a JOIN perf.scorecard s ON s.goal_id = a.goal_id WHERE a.status <> s.status;
-- a value within the range of its status tells nothing and costs one look; one outside does, whatever the kind of target
CREATE TEMP TABLE tried (id bigint, place integer, value double precision);
WITH t(place, target, value) AS (VALUES (1, '0 -> 100', 50), (2, '0 -> 100', 0), (3, '0 -> 100', 100), (4, '100 -> 0', 90), (5, '>= 95', 95), (6, '>= 95', 94), (7, '< 2', 1), (8, '>= 95 ~ 5', 93), (9, '10 .. 20 ~ 5', 12), (10, '0.8:0.5 1:1 1.2:2', 0.9)),
	g AS (INSERT INTO perf.goal (key, name, target) SELECT 't' || place, 'tried', target FROM t RETURNING id, key)
INSERT INTO tried SELECT g.id, t.place, t.value FROM t JOIN g ON g.key = 't' || t.place;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 minute', value FROM tried;
SELECT g.target, t.value, a.status, a.quiet_from, a.quiet_to FROM tried t JOIN perf.goal g USING (id) JOIN perf.announced a ON a.goal_id = t.id ORDER BY t.place;
-- every status is right after two thousand values around the edges, though most were not looked at
INSERT INTO perf.goal (key, name, target) SELECT 'e' || i, 'edge', (ARRAY['0 -> 100', '7 -> 3', '>= 95', '>= 95 ~ 5', '<= 0.1 ~ 0.7', '0:0 0.3:0.4 1:0.7 3:0.9', '10 .. 20 ~ 5', '200 -> -30%'])[i] FROM generate_series(1, 8) i;
DO $do$
DECLARE
	g record;
	edge double precision;
	wrong integer := 0;
	n integer := 0;
BEGIN
	FOR g IN SELECT id, target::opm.target AS target FROM perf.goal WHERE name = 'edge' ORDER BY id LOOP
		FOR i IN 1 .. 250 LOOP
			edge := COALESCE(opm.required(g.target, (ARRAY[0, 0.4, 0.7, 1, 1.2])[1 + i % 5]), opm.target_value(g.target), i % 30);
			edge := edge * (1 + (i % 7 - 3) * (ARRAY[1e-16, 1e-12, 1e-9, 1e-3, 1])[1 + i % 5]);
			INSERT INTO perf.measurement (goal_id, at, value) VALUES (g.id, now() - interval '1 minute' + i * interval '1 microsecond', edge);
			SELECT wrong + count(*), n + 1 INTO wrong, n FROM perf.announced a JOIN perf.goal_now s ON s.goal_id = a.goal_id WHERE a.goal_id = g.id AND a.status <> s.status;
		END LOOP;
	END LOOP;
	RAISE WARNING '% values, % wrongly announced', n, wrong;
END $do$;
-- so is it after one statement that measures hundreds of goals several times each, in any order, also when partitioned
INSERT INTO perf.goal (key, name, target) SELECT 'b' || i, 'bulk', (ARRAY['0 -> 100', '>= 95', '7 -> 3'])[1 + i % 3] FROM generate_series(1, 300) i;
CREATE FUNCTION pg_temp.bulk(minutes integer) RETURNS TABLE (heard bigint, wrong bigint) LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO perf.measurement (goal_id, at, value)
	SELECT g.id, now() - make_interval(mins => minutes) + k * interval '1 second', (g.id * 7919 + k * 104729 + minutes) % 120
	FROM perf.goal g CROSS JOIN generate_series(1, 5) k WHERE g.name = 'bulk' ORDER BY md5(g.id || '/' || k);
	RETURN QUERY SELECT count(*), count(*) FILTER (WHERE a.status <> s.status) FROM perf.announced a JOIN perf.goal_now s ON s.goal_id = a.goal_id WHERE s.goal_name = 'bulk' AND a.status <> 'no data';
END
$$;
SELECT * FROM pg_temp.bulk(30);
SELECT * FROM pg_temp.bulk(20);
SELECT opm.partition_measurements('perf', date_trunc('month', now())::date, (date_trunc('month', now()) + interval '1 month')::date) AS partitions;
SELECT * FROM pg_temp.bulk(10);
-- its trigger function is for this table only
CREATE TABLE public.opm_other (goal_id bigint, at timestamptz, value numeric);
CREATE TRIGGER other AFTER INSERT ON public.opm_other REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_measured();
\set VERBOSITY sqlstate
INSERT INTO public.opm_other VALUES (1, now(), 1);
CREATE OR REPLACE TRIGGER other AFTER INSERT ON public.opm_other FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_measured();
INSERT INTO public.opm_other VALUES (1, now(), 1);
CREATE OR REPLACE TRIGGER other BEFORE INSERT ON public.opm_other FOR EACH ROW EXECUTE FUNCTION opm._workspace_measured();
INSERT INTO public.opm_other VALUES (1, now(), 1);
\set VERBOSITY default
DROP TABLE public.opm_other;
SELECT opm.drop_workspace('perf', 'all data');
DROP TABLE public.opm_fact;
DROP TABLE as_owner;
DROP ROLE regress_opm_reader;
