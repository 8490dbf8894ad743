-- Promises of the workspace: 10,000 goals in a tree of fan-out 10, 1,000,000 measurements in the current quarter. Twice: goals that count their
-- newest value, and goals that add up. Medians of seven rounds in one session, both sides right after each other, rows made and thrown away.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
CREATE PROCEDURE fill(workspace text, how text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM opm.create_workspace(workspace);
	PERFORM set_config('search_path', workspace, true);
	INSERT INTO period (kind, name, first_day, last_day)
	VALUES ('quarter', 'now', date_trunc('quarter', now())::date, (date_trunc('quarter', now()) + interval '3 months')::date - 1);
	INSERT INTO goal (id, key, name, parent_id, target, time_aggregation, period_id)
	SELECT i, 'g' || i, 'goal ' || i, CASE WHEN i > 1 THEN (i + 8) / 10 END, '0 -> 100', how, 1 FROM generate_series(1, 10000) i;
	ALTER TABLE measurement DISABLE TRIGGER USER;
	INSERT INTO measurement (goal_id, at, value)
	SELECT g, date_trunc('quarter', now()) + (k * 1e-2) * (now() - date_trunc('quarter', now())), (g * 7 + k * 13) % 100 / 50.0
	FROM generate_series(0, 99) k, generate_series(1, 10000) g;
	ALTER TABLE measurement ENABLE TRIGGER USER;
	-- every status is known: what is measured below is everyday work, not the first time
	PERFORM announce();
	PERFORM _announce_goals(ARRAY(SELECT g.id FROM goal g), 'setting'::regclass);
END $$;
CALL fill('newest', 'last');
CALL fill('total', 'sum');
CALL fill('written', 'last');
RESET search_path;
CREATE TABLE bare (LIKE written.measurement INCLUDING ALL);
CREATE TABLE keyed (LIKE written.measurement INCLUDING ALL, FOREIGN KEY (goal_id) REFERENCES written.goal);
INSERT INTO bare (goal_id, at, value) SELECT goal_id, at, value FROM written.measurement;
INSERT INTO keyed (goal_id, at, value) SELECT goal_id, at, value FROM written.measurement;
VACUUM (FREEZE, ANALYZE);
CREATE ROLE bench_reader;
SELECT opm.grant_workspace('newest', 'bench_reader', 'reader'), opm.grant_workspace('total', 'bench_reader', 'reader') \g /dev/null

CREATE TEMP TABLE bench (ordinal int GENERATED ALWAYS AS IDENTITY, name text, opm text, versus text, other text, promise float8, login text DEFAULT current_user);
INSERT INTO bench (name, opm, versus, other, promise, login)
SELECT 'scorecard, ' || how || ', ' || who, format('SELECT * FROM %s.scorecard', w), 'GROUP BY goal_id', format('SELECT goal_id, sum(value) FROM %s.measurement GROUP BY goal_id', w),
	CASE WHEN who = 'owner' THEN CASE how WHEN 'sum' THEN 1.8 ELSE 1.6 END END, CASE who WHEN 'owner' THEN current_user ELSE 'bench_reader' END
FROM (VALUES ('newest', 'newest value'), ('total', 'sum')) v(w, how), (VALUES ('owner'), ('reader')) r(who);
INSERT INTO bench (name, opm, versus, other, promise)
VALUES ('100,000 measurements in one statement',
	'INSERT INTO written.measurement (goal_id, at, value) SELECT 1 + i % 10000, clock_timestamp() - i * interval ''1 us'', 1.5 FROM generate_series(1, 100000) i', 'a bare copy',
	'INSERT INTO bare (goal_id, at, value) SELECT 1 + i % 10000, clock_timestamp() - i * interval ''1 us'', 1.5 FROM generate_series(1, 100000) i', 2),
('100,000 measurements in one statement',
	'INSERT INTO written.measurement (goal_id, at, value) SELECT 1 + i % 10000, clock_timestamp() - i * interval ''1 us'', 1.5 FROM generate_series(1, 100000) i', 'a copy with its foreign key',
	'INSERT INTO keyed (goal_id, at, value) SELECT 1 + i % 10000, clock_timestamp() - i * interval ''1 us'', 1.5 FROM generate_series(1, 100000) i', NULL);
CREATE TEMP TABLE took (round int, ordinal int, side text, ms float8);
CREATE FUNCTION pg_temp.milliseconds(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
	EXECUTE statement;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - began);
END $$;
DO $$
DECLARE
	c bench;
	side text;
	ms float8;
BEGIN
	FOR round IN 0..7 LOOP
		FOR c IN SELECT * FROM bench ORDER BY ordinal LOOP
			FOREACH side IN ARRAY CASE WHEN round % 2 = 0 THEN ARRAY['opm', 'other'] ELSE ARRAY['other', 'opm'] END LOOP
				PERFORM set_config('role', c.login, true);
				ms := pg_temp.milliseconds(CASE side WHEN 'opm' THEN c.opm ELSE c.other END);
				PERFORM set_config('role', 'none', true);
				INSERT INTO took VALUES (round, c.ordinal, side, ms);
			END LOOP;
		END LOOP;
	END LOOP;
END $$;
SELECT name, round(o::numeric, 1) AS ms, versus, round(v::numeric, 1) AS versus_ms, round((o / v)::numeric, 2) AS ratio, promise, o / v <= promise AS kept
FROM bench, LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'opm') AS o, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'other') AS v
	FROM took WHERE took.ordinal = bench.ordinal AND round > 0) t ORDER BY ordinal;

-- What has a promise in milliseconds; planning of the slowest view.
CREATE TEMP TABLE single (ordinal int GENERATED ALWAYS AS IDENTITY, name text, statement text, promise float8, login text);
INSERT INTO single (name, statement, promise, login)
SELECT x.name || ', ' || who, x.statement, x.promise, CASE who WHEN 'owner' THEN current_user ELSE 'bench_reader' END
FROM (VALUES (1, 'planning of scorecard', 'EXPLAIN SELECT * FROM newest.scorecard', 100), (2, 'one goal: value, score, trend', 'SELECT * FROM newest.goal_now WHERE goal_id = 4711', 10)) x(place, name, statement, promise),
	(VALUES ('owner'), ('reader')) r(who) ORDER BY x.place, who;
INSERT INTO single (name, statement, promise, login)
SELECT 'planning of ' || c.relname || ', reader', format('EXPLAIN SELECT * FROM newest.%I', c.relname), 100, 'bench_reader'
FROM pg_class c WHERE c.relnamespace = 'newest'::regnamespace AND c.relkind = 'v' AND c.relname <> 'scorecard';
CREATE TEMP TABLE alone (ordinal int, ms float8);
DO $$
DECLARE
	c single;
	ms float8;
BEGIN
	FOR round IN 1..7 LOOP
		FOR c IN SELECT * FROM single ORDER BY ordinal LOOP
			PERFORM set_config('role', c.login, true);
			ms := pg_temp.milliseconds(c.statement);
			PERFORM set_config('role', 'none', true);
			IF round > 1 THEN
				INSERT INTO alone VALUES (c.ordinal, ms);
			END IF;
		END LOOP;
	END LOOP;
END $$;
SELECT name, round(ms::numeric, 1) AS ms, promise, ms <= promise AS kept
FROM (SELECT s.ordinal, s.name, s.promise, percentile_cont(0.5) WITHIN GROUP (ORDER BY a.ms) AS ms FROM single s JOIN alone a ON a.ordinal = s.ordinal GROUP BY 1, 2, 3) x
WHERE ordinal <= 4 OR ms IN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a.ms) FROM alone a WHERE a.ordinal > 4 GROUP BY a.ordinal ORDER BY 1 DESC LIMIT 3)
ORDER BY ordinal <= 4 DESC, CASE WHEN ordinal <= 4 THEN ordinal END, ms DESC;

-- What a reader of reports waits for: every view, all rows, with the settings PostgreSQL comes with, and without compilation (JIT) beside it.
-- 10,000 goals, 198,000 measurements, 18,000 check-ins. Medians of three.
CREATE PROCEDURE fill_report(workspace text) LANGUAGE plpgsql AS $$
DECLARE
	year bigint;
BEGIN
	PERFORM opm.create_workspace(workspace);
	PERFORM set_config('search_path', workspace, true);
	INSERT INTO team (key, name) SELECT 't' || k, 'Team ' || k FROM generate_series(1, 100) k;
	INSERT INTO person (name, team_id) SELECT 'Person ' || k, 1 + k % 100 FROM generate_series(1, 300) k;
	PERFORM add_fiscal_year(make_date(date_part('year', now())::integer - y, 1, 1)) FROM generate_series(0, 1) y;
	SELECT p.id INTO year FROM period p WHERE p.kind = 'year' ORDER BY p.first_day DESC LIMIT 1;
	INSERT INTO goal (id, key, name, kind, team_id, owner_id, parent_id, period_id, target, time_aggregation, unit)
	SELECT i, 'g' || i, 'goal ' || i, CASE WHEN i <= 1000 THEN 'objective' ELSE 'key result' END, 1 + i % 100, 1 + i % 300,
		CASE WHEN i > 1000 THEN 2 + i % 999 WHEN i > 1 THEN 1 END, year,
		CASE WHEN i > 1000 THEN (ARRAY['0 -> 100', '>= 50 ~ 10', '<= 60 ~ 20'])[1 + i % 3] END, CASE WHEN i > 1000 THEN (ARRAY['last', 'mean', 'sum', 'last'])[1 + i % 4] ELSE 'last' END, 'u'
	FROM generate_series(1, 10000) i;
	ALTER TABLE measurement DISABLE TRIGGER USER;
	INSERT INTO measurement (goal_id, at, value)
	SELECT g, now() - k * interval '7 days', 40 + (g * 31 + k * 17) % 23 FROM generate_series(1, 22) k, generate_series(1001, 10000) g;
	ALTER TABLE measurement ENABLE TRIGGER USER;
	INSERT INTO check_in (goal_id, person_id, at, confidence) SELECT g, 1 + g % 300, now() - k * interval '14 days', 0.5 FROM generate_series(1001, 10000) g, generate_series(1, 2) k;
	INSERT INTO check_in (goal_id, person_id, at, blocker) SELECT g, 1 + g % 300, now() - interval '20 days', 'b' FROM generate_series(50, 10000, 50) g;
	INSERT INTO action (kind, name, goal_id, owner_id, due_on, began_on)
	SELECT CASE WHEN g % 3 = 0 THEN 'pilot' ELSE 'action' END, 'a', g, 1 + g % 300, (now() - interval '10 days')::date, (now() - interval '60 days')::date FROM generate_series(1010, 10000, 10) g;
	PERFORM close_period(p.id) FROM (SELECT q.id FROM period q WHERE q.kind = 'quarter' AND q.until_at < now() ORDER BY q.first_day DESC LIMIT 1) p;
END $$;
CALL fill_report('report');
RESET search_path;
ANALYZE;
SELECT opm.grant_workspace('report', 'bench_reader', 'reader') \g /dev/null
CREATE TEMP TABLE waited (view name, jit text, ms float8);
SET work_mem = '4MB';
RESET max_parallel_workers_per_gather;
DO $$
DECLARE
	v name;
	j text;
	ms float8;
BEGIN
	FOR round IN 0..3 LOOP
		FOR v IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' LOOP
			FOREACH j IN ARRAY ARRAY['on', 'off'] LOOP
				PERFORM set_config('jit', j, true), set_config('role', 'bench_reader', true);
				ms := pg_temp.milliseconds(format('SELECT * FROM report.%I', v));
				PERFORM set_config('role', 'none', true);
				IF round > 0 THEN
					INSERT INTO waited VALUES (v, j, ms);
				END IF;
			END LOOP;
		END LOOP;
	END LOOP;
END $$;
SELECT view AS "slowest views, reader, default settings", round(d::numeric / 1000, 2) AS seconds, round(o::numeric / 1000, 2) AS "without JIT", round((d / o)::numeric, 2) AS ratio, 3 AS promise, d <= 3000 AS kept
FROM (
	SELECT w.view, percentile_cont(0.5) WITHIN GROUP (ORDER BY w.ms) FILTER (WHERE w.jit = 'on') AS d, percentile_cont(0.5) WITHIN GROUP (ORDER BY w.ms) FILTER (WHERE w.jit = 'off') AS o
	FROM waited w GROUP BY w.view
) x ORDER BY d DESC LIMIT 12;
