-- the views as BI tools see them: names, types, comments and keys of every view; the same words in every session; no view stumbles over any data
SET client_min_messages = warning;
\set ECHO none
\set schema demo
\i demo/company.sql
\set ECHO all
\set ON_ERROR_STOP 0
CREATE ROLE regress_opm_bi_reader;
SELECT opm.grant_workspace('demo', 'regress_opm_bi_reader', 'reader');
CREATE VIEW public.bi_column AS
	SELECT c.oid AS view_oid, c.relname::text AS view, a.attname::text AS name, a.attnum AS place, format_type(a.atttypid, NULL) AS type, format_type(a.atttypid, a.atttypmod) AS full_type, col_description(c.oid, a.attnum) AS said
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'demo'::regnamespace AND c.relkind IN ('v', 'm') AND c.relname !~ '^_';
GRANT SELECT ON public.bi_column TO PUBLIC;

-- plain views that run as their reader, lower case, short, no word that needs quotes, none that tools hide
SELECT relname FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND (relkind = 'm' OR relkind = 'v' AND NOT 'security_invoker=true' = ANY (reloptions));
SELECT view, name FROM bi_column WHERE name !~ '^[a-z][a-z0-9_]*$' OR octet_length(name) > 63 OR view !~ '^[a-z][a-z0-9_]*$' OR octet_length(view) > 63
	OR name IN (SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')) OR view IN (SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T'))
	OR view ~ '_cache$|_revision$|^(cache|registry|router)|^(batch|config|flood|queue|semaphore|sequences|sessions|watchdog|schema_migrations|user_groups)$';
-- what is meant to be used, by name: whatever else a workspace has begins with _ and says so, and only that
SELECT relname FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND (relname ~ '^_') <> (obj_description(oid, 'pg_class') ~ '^Internal: ');
SELECT proname FROM pg_proc WHERE pronamespace = 'demo'::regnamespace AND ((proname ~ '^_') <> (obj_description(oid, 'pg_proc') ~ '^Internal: ') OR prorettype = 'trigger'::regtype AND proname !~ '^_');
SELECT string_agg(proname, ' ' ORDER BY proname) AS functions FROM pg_proc WHERE pronamespace = 'demo'::regnamespace AND proname !~ '^_';
SELECT count(*), string_agg(relname, ' ' ORDER BY relname) AS views FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND relname !~ '^_';
-- each view answers one question, with which its comment begins; no two the same
SELECT relname, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND relname !~ '^_' AND obj_description(oid, 'pg_class') !~ '^[A-Z][^.?:]+[?] [A-Z][^?]+[.]$';
SELECT substring(obj_description(oid, 'pg_class') FROM '^[^?]+') AS asked_twice FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND relname !~ '^_' GROUP BY 1 HAVING count(*) > 1;
-- types that every tool reads; money is exact
SELECT view, name, full_type FROM bi_column WHERE type NOT IN ('bigint', 'integer', 'double precision', 'text', 'boolean', 'date', 'timestamp with time zone');
-- a comment on every view and column: a sentence, and not the name again
SELECT DISTINCT view FROM bi_column WHERE obj_description(view_oid, 'pg_class') IS NULL OR obj_description(view_oid, 'pg_class') !~ '^[A-Z].{10,}[.]$';
SELECT view, name, said FROM bi_column WHERE said IS NULL OR said !~ '^([A-Z0-9(-]|[a-z].*,).*[.]$|^[a-z. ].*[.]$' OR lower(rtrim(said, '.')) = replace(name, '_', ' ') AND name NOT IN ('status', 'goal', 'name');
-- words by which tools take a column for something else; they show a percent as the plain number it is
SELECT view, name FROM bi_column WHERE name <> 'score_percent' AND name ~ 'cost|margin|discount|income|state|city|country|number|source|percent|share|start|rate$|creat|latitude|longitude|title|description';
-- what a name promises: the same ending, the same type
SELECT view, name, type FROM bi_column WHERE CASE
	WHEN name ~ '(_score|_percent|_points|_rating|_fraction|_value|_probability|_chance)$|^(score|actual|baseline|confidence)$' THEN type <> 'double precision'
	WHEN name ~ '(_count|_order|_weeks)$' THEN type <> 'integer'
	WHEN name ~ '_at$' THEN type <> 'timestamp with time zone'
	WHEN name ~ '_on$' THEN type <> 'date'
	WHEN name ~ '^is_' THEN type <> 'boolean'
	WHEN name ~ '.+_id$' THEN type <> 'bigint'
	WHEN name ~ '(^|_)(name|status|finding|reason)$' THEN type <> 'text' END;
SELECT view, name FROM bi_column WHERE type = 'boolean' AND name !~ '^is_' OR type = 'timestamp with time zone' AND name !~ '_at$|^at$|^fresh_until$';
-- *_name beside *_id, for a goal its key too, score_percent beside score; goal_now is for reading one goal by id
SELECT c.view, c.name FROM bi_column c WHERE c.name ~ '.+_id$' AND c.view <> 'goal_now'
	AND NOT EXISTS (SELECT FROM bi_column d WHERE d.view = c.view AND d.name = regexp_replace(c.name, '_id$', '_name')) AND c.name <> 'root_goal_id';
SELECT c.view, c.name FROM bi_column c JOIN (VALUES ('goal_id', 'goal_key'), ('goal_id', 'goal_name'), ('goal_key', 'goal_id'), ('score', 'score_percent'), ('score_percent', 'score')) p(name, other) ON p.name = c.name
	WHERE NOT EXISTS (SELECT FROM bi_column d WHERE d.view = c.view AND d.name = p.other);
-- an order beside what is sorted by meaning and not by alphabet
SELECT c.view, c.name FROM bi_column c WHERE c.name ~ '(^|_)(status|finding|outlook|momentum)$' AND c.view <> 'goal_now' AND NOT EXISTS (SELECT FROM bi_column d WHERE d.view = c.view AND d.name = c.name || '_order');
-- and it orders: one number for one word; bands of a goal's own may number the same word otherwise
CREATE FUNCTION public.unordered() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE c record; bad bigint;
BEGIN
	FOR c IN SELECT x.view, x.name FROM public.bi_column x JOIN public.bi_column y ON y.view = x.view AND y.name = x.name || '_order' WHERE x.type = 'text' LOOP
		EXECUTE format('SELECT count(*) FROM (SELECT %1$I FROM demo.%2$I GROUP BY 1 HAVING count(DISTINCT %3$I) > 1 OR count(%3$I) < count(%1$I)) x', c.name, c.view, c.name || '_order') INTO bad;
		IF bad > 0 THEN RETURN NEXT c.view || '.' || c.name; END IF;
	END LOOP;
END $$;
SELECT * FROM unordered();

-- the key of a view comes first, is unique and never empty: goal_id, person_id and so on where a row is one of these, else id;
-- views without one are series and lists of changes. No column is just called name
CREATE VIEW public.bi_key AS SELECT view, name FROM public.bi_column WHERE place = 1 AND (name = 'id' OR name ~ '_id$' AND view NOT IN ('restatements', 'measurement_by_key'));
SELECT DISTINCT view FROM bi_column WHERE view NOT IN (SELECT view FROM bi_key) ORDER BY 1;
SELECT name AS key, string_agg(view, ' ' ORDER BY view) AS views FROM bi_key GROUP BY 1 ORDER BY name = 'id', 1;
SELECT view, name FROM bi_column WHERE name = 'id' AND place <> 1 OR name = 'name';
CREATE FUNCTION public.bad_keys(schema text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE k public.bi_key; bad bigint;
BEGIN
	FOR k IN SELECT * FROM public.bi_key ORDER BY 1 LOOP
		EXECUTE format('SELECT count(*) - count(DISTINCT %I) FROM %I.%I', k.name, schema, k.view) INTO bad;
		IF bad <> 0 THEN RETURN NEXT k.view; END IF;
	END LOOP;
END $$;
SELECT * FROM bad_keys('demo');

-- the same answer for a reader in every session: time zone, search_path, and how dates and numbers are written
BEGIN;
CREATE TEMP TABLE seen (view text, setting text, content text);
GRANT ALL ON seen TO regress_opm_bi_reader;
CREATE FUNCTION public.look(setting text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v text; t text; cols text;
BEGIN
	FOR v IN SELECT DISTINCT c.view FROM public.bi_column c ORDER BY 1 LOOP
		-- what a column means is compared, text as text: a date or a number by itself is written as the session likes
		SELECT pg_catalog.string_agg(CASE c.type WHEN 'timestamp with time zone' THEN pg_catalog.format('pg_catalog.date_part(''epoch'', x.%I)::pg_catalog.numeric', c.name)
			WHEN 'date' THEN pg_catalog.format('x.%I - date ''2000-01-01''', c.name) WHEN 'double precision' THEN pg_catalog.format('pg_catalog.encode(pg_catalog.float8send(x.%I), ''hex'')', c.name) ELSE pg_catalog.format('x.%I', c.name) END, ', ' ORDER BY c.place)
			INTO cols FROM public.bi_column c WHERE c.view = v;
		EXECUTE pg_catalog.format('SELECT pg_catalog.string_agg(r::pg_catalog.text, chr(10) ORDER BY r::pg_catalog.text COLLATE "C") FROM (SELECT ROW(%s) AS r FROM demo.%I x) y', cols, v) INTO t;
		INSERT INTO pg_temp.seen VALUES (v, setting, coalesce(t, ''));
	END LOOP;
END $$;
SET LOCAL ROLE regress_opm_bi_reader;
SELECT public.look('as it is');
SET LOCAL search_path = '';
SET LOCAL datestyle = 'SQL, DMY';
SET LOCAL timezone = 'America/Los_Angeles';
SELECT public.look('SQL, DMY, Los Angeles, empty search_path');
SET LOCAL datestyle = 'German, MDY';
SET LOCAL timezone = 'Asia/Kolkata';
SET LOCAL intervalstyle = 'sql_standard';
SET LOCAL extra_float_digits = 0;
SELECT public.look('German, Kolkata, sql_standard, 15 digits');
SET LOCAL datestyle = 'Postgres, YMD';
SET LOCAL timezone = 'Pacific/Kiritimati';
SET LOCAL intervalstyle = 'iso_8601';
SET LOCAL extra_float_digits = -10;
SELECT public.look('Postgres, Kiritimati, iso_8601, 5 digits');
RESET ROLE;
RESET search_path;
SELECT count(DISTINCT setting) AS settings, count(DISTINCT view) = (SELECT count(DISTINCT view) FROM bi_column) AS all_views FROM pg_temp.seen;
SELECT a.view, b.setting FROM pg_temp.seen a JOIN pg_temp.seen b ON b.view = a.view AND a.setting = 'as it is'
	WHERE a.content <> b.content;
ROLLBACK;
-- read only, with a cursor, as a subquery
CREATE FUNCTION public.read_as_tools_do() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE v text; c refcursor; r record; n bigint; m bigint;
BEGIN
	FOR v IN SELECT DISTINCT k.view FROM public.bi_column k ORDER BY 1 LOOP
		EXECUTE format('SELECT count(*) FROM demo.%I', v) INTO n;
		EXECUTE format('WITH q AS (SELECT * FROM demo.%I) SELECT count(*) FROM (SELECT * FROM q LIMIT 10000) x', v) INTO m;
		IF n <> m AND n <= 10000 THEN RETURN NEXT v || ' as a subquery'; END IF;
		OPEN c NO SCROLL FOR EXECUTE format('SELECT * FROM demo.%I', v);
		m := 0;
		LOOP FETCH c INTO r; EXIT WHEN NOT FOUND; m := m + 1; END LOOP;
		CLOSE c;
		IF n <> m THEN RETURN NEXT v || ' with a cursor'; END IF;
	END LOOP;
END $$;
BEGIN READ ONLY;
SET LOCAL ROLE regress_opm_bi_reader;
SELECT * FROM public.read_as_tools_do();
ROLLBACK;

-- exceptions: finding is the first words of the reason where the reason begins with it; nothing is said with certainty
SELECT finding, reason FROM demo.exceptions WHERE reason IS NULL OR reason = '' OR reason ~ '\m(100|0) %' OR finding IS NULL;
SELECT count(*) AS wrong FROM demo.exceptions WHERE reason ~ 'on its present trend it misses' AND NOT reason ~ 'about [5-9] in 10';
SELECT count(*) - count(DISTINCT attention_order) AS twice, max(attention_order) - count(*) AS gaps FROM demo.exceptions;
SELECT count(*) AS other_numbers FROM demo.exceptions e LEFT JOIN demo.forecast f USING (goal_id) LEFT JOIN demo.momentum m USING (goal_id) WHERE (e.hit_probability, e.outlook) IS DISTINCT FROM (f.hit_probability, f.outlook) OR e.momentum <> m.momentum;

-- every finding, by a case whose answer is known; one transaction, so that no day begins between what is written and what is read
BEGIN;
SELECT opm.create_workspace('bi');
INSERT INTO bi.team (key, name) VALUES ('top', 'Top');
INSERT INTO bi.person (name, team_id) VALUES ('Boss', 1), ('Lead', NULL), ('Doer', NULL), ('Gone', NULL);
UPDATE bi.person SET active = false WHERE name = 'Gone';
UPDATE bi.team SET lead_id = 2 WHERE id = 1;
INSERT INTO bi.team (key, name, parent_id, lead_id) VALUES ('team', 'Team', 1, 3);
INSERT INTO bi.goal (key, name, team_id, owner_id, target, unit) VALUES ('root', 'Root', 1, 2, NULL, NULL);
INSERT INTO bi.goal (key, name, team_id, owner_id, target, unit, parent_id, due_on) SELECT k.key, k.key, 2, 4, k.target, 'u', 1, k.due_on::date
FROM (VALUES ('blocked', '>= 50 ~ 10', NULL), ('nothing', '0 -> 1', NULL), ('stale', '0 -> 1', NULL), ('red_worse', '>= 50 ~ 10', NULL), ('red_new', '0 -> 10', NULL), ('red_noise', '>= 50 ~ 10', NULL), ('red_better', '>= 500 ~ 10', NULL),
	('amber_worse', '>= 91 ~ 40', NULL), ('green_worse', '>= 50 ~ 10', NULL), ('late', '0 -> 10', now() - interval '5 days'), ('missing', '0 -> 100', now() + interval '30 days'), ('even', '0 -> 100', now() + interval '20 days'),
	('unsure', '0 -> 10', NULL), ('waiting', '0 -> 10', NULL), ('fine', '0 -> 10', NULL)) k(key, target, due_on);
INSERT INTO bi.measurement (goal_id, at, value)
SELECT g.id, now() - k * interval '1 day', CASE g.key WHEN 'red_noise' THEN 10 + (k * 7) % 5 WHEN 'red_worse' THEN CASE WHEN k = 0 THEN 10 ELSE 90 + (k * 7) % 5 END WHEN 'red_better' THEN CASE WHEN k = 0 THEN 60 ELSE 10 + (k * 7) % 5 END
	WHEN 'amber_worse' THEN CASE WHEN k = 0 THEN 70 ELSE 90 + (k * 7) % 5 END WHEN 'green_worse' THEN CASE WHEN k = 0 THEN 60 ELSE 90 + (k * 7) % 5 END
	WHEN 'missing' THEN 75 - 0.01 * k WHEN 'even' THEN 80 - k + 3 * ((k * 7) % 5 - 2) ELSE 8 END
FROM bi.goal g, generate_series(0, 29) k WHERE g.key IN ('red_noise', 'red_worse', 'red_better', 'amber_worse', 'green_worse', 'missing', 'even') OR g.key IN ('blocked', 'red_new', 'late', 'unsure', 'waiting', 'fine') AND k = 0;
UPDATE bi.measurement SET value = 1 WHERE goal_id = (SELECT id FROM bi.goal WHERE key = 'red_new');
INSERT INTO bi.measurement (goal_id, at, value) SELECT id, now() - interval '40 days', 1 FROM bi.goal WHERE key = 'stale';
INSERT INTO bi.check_in (goal_id, person_id, at, blocker, blocker_owner_id) SELECT id, 4, now() - interval '528 hours', 'no parts', 4 FROM bi.goal WHERE key = 'blocked';
INSERT INTO bi.check_in (goal_id, person_id, confidence) SELECT id, 4, 0.2 FROM bi.goal WHERE key = 'unsure';
INSERT INTO bi.action (name, goal_id, owner_id, due_on) SELECT 'call', id, 4, timezone('UTC', now())::date - 8 FROM bi.goal WHERE key = 'waiting';
SELECT goal_name, finding, finding_order, urgency_order FROM bi.exceptions ORDER BY finding_order, goal_name;
SELECT goal_name, reason FROM bi.exceptions WHERE goal_name IN ('missing', 'even', 'waiting', 'unsure', 'late') AND reason !~ '\d{4}-' ORDER BY 1;
SELECT item_order, topic, topic_order, item FROM bi.review_agenda WHERE topic <> 'exception' ORDER BY 1;

-- escalations: three weeks without parts are three steps: the owner has it, so it is lead of the team, then owner above, and nobody is left; eight days are one step
SELECT id, item, person_name, age_days, patience_days, escalation_step, next_person_name, reason FROM bi.escalations ORDER BY id;
UPDATE bi.person SET active = false WHERE name = 'Lead';
SELECT id, next_person_name, reason FROM bi.escalations ORDER BY id;
UPDATE bi.person SET active = true WHERE name = 'Lead';
UPDATE bi.goal SET cadence_days = 30 WHERE key = 'blocked';
SELECT id FROM bi.escalations ORDER BY id;
-- engagement: weeks of 0, 1, 2 and of 4, 5, 6, 7 weeks ago; another person last week only
INSERT INTO bi.check_in (goal_id, person_id, at, note) SELECT 2, 3, now() - k * interval '168 hours', 'n' FROM unnest(ARRAY[0, 1, 2, 4, 5, 6, 7]) k;
INSERT INTO bi.check_in (goal_id, person_id, at, note) VALUES (2, 2, now() - interval '168 hours', 'n');
SELECT person_name, active_goal_count, checked_goal_count, checked_week_count, streak_weeks, longest_streak_weeks, finding FROM bi.engagement WHERE person_name <> session_user ORDER BY person_id;

-- a pilot with a goal to compare with: difference in differences, against a calculation by hand
INSERT INTO bi.goal (key, name, target, unit) VALUES ('line_a', 'Line A', '0 -> 100', 'bikes'), ('line_b', 'Line B', '0 -> 100', 'bikes'), ('line_c', 'Line C', '0 -> 100', 'cars');
-- A: 10 12 14 before (mean 12, variance 4), 20 22 24 since (22, 4); B: 5 6 7 (6, 1), 8 10 12 (10, 4): 10 less 4 is 6
INSERT INTO bi.measurement (goal_id, at, value) SELECT g.id, timezone('UTC', (timezone('UTC', now())::date - d.day)::timestamp) + interval '1 hour', CASE g.key WHEN 'line_a' THEN d.a ELSE d.b END
FROM bi.goal g, (VALUES (30, 10, 5), (29, 12, 6), (28, 14, 7), (9, 20, 8), (8, 22, 10), (7, 24, 12)) d(day, a, b) WHERE g.key LIKE 'line%';
INSERT INTO bi.action (kind, name, goal_id, owner_id, began_on, baseline_from, control_goal_id) SELECT 'pilot', 'try ' || c.key, a.id, 4, timezone('UTC', now())::date - 20, timezone('UTC', now())::date - 40, c.id FROM bi.goal a, bi.goal c WHERE a.key = 'line_a' AND c.key IN ('line_b', 'line_c');
INSERT INTO bi.action (kind, name, goal_id, owner_id, began_on) SELECT 'pilot', 'try alone', a.id, 4, timezone('UTC', now())::date - 20 FROM bi.goal a WHERE a.key = 'line_a';
SELECT action_name, before_value, after_value, change_value, control_goal_name, control_before_value AS b0, control_after_value AS b1, net_change_value AS net, net_finding, net_reason FROM bi.initiatives WHERE action_kind = 'pilot' ORDER BY action_name;
-- standard error sqrt(4/3 + 4/3 + 1/3 + 4/3), degrees of freedom of Welch and Satterthwaite, 95 %
SELECT round(net_change_low::numeric, 9) = round((6 - opm.t_quantile(0.975, h.df) * h.se)::numeric, 9) AS low, round(net_change_high::numeric, 9) = round((6 + opm.t_quantile(0.975, h.df) * h.se)::numeric, 9) AS high,
	round(net_chance::numeric, 9) = round((2 * (1 - opm.t_cdf(6 / h.se, h.df)))::numeric, 9) AS chance, round(h.df::numeric, 4) AS df
FROM bi.initiatives i, (SELECT sqrt(13.0 / 3)::float8 AS se, ((13.0 / 3) ^ 2 / ((3 * (4.0 / 3) ^ 2 + (1.0 / 3) ^ 2) / 2))::float8 AS df) h WHERE i.action_name = 'try line_b';
COMMIT;
\set VERBOSITY terse
UPDATE bi.action SET control_goal_id = goal_id WHERE name = 'try line_b';
INSERT INTO bi.action (name, owner_id, control_goal_id) VALUES ('x', 4, 1);
\set VERBOSITY default
SELECT * FROM bad_keys('bi');
SELECT opm.upgrade_workspace('bi') = (SELECT extversion FROM pg_extension WHERE extname = 'opm') AS upgraded;
SELECT count(*) AS exceptions FROM bi.exceptions;
SELECT opm.drop_workspace('bi', 'all data');

-- no view fails and no number is NaN or infinite, whatever is in the tables
CREATE FUNCTION public.broken(schema text, OUT view text, OUT what text) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE c record; n bigint; tests text;
BEGIN
	FOR view IN SELECT DISTINCT k.view FROM public.bi_column k ORDER BY 1 LOOP
		SELECT coalesce(string_agg(format(CASE k.type WHEN 'double precision' THEN 'coalesce(x.%I IN (''NaN'', ''Infinity'', ''-Infinity''), false)' WHEN 'text' THEN 'coalesce(x.%I ~ ''\m(NaN|Infinity|infinity)\M'', false)' ELSE 'coalesce(NOT isfinite(x.%I), false)' END, k.name), ' OR '), 'false')
			INTO tests FROM public.bi_column k WHERE k.view = broken.view AND k.type IN ('double precision', 'text', 'date', 'timestamp with time zone');
		BEGIN
			EXECUTE format('SELECT count(*) FILTER (WHERE %s) FROM %I.%I x', tests, schema, view) INTO n;
			IF n > 0 THEN what := 'not finite'; RETURN NEXT; END IF;
		EXCEPTION WHEN OTHERS THEN
			what := sqlerrm; RETURN NEXT;
		END;
	END LOOP;
END $$;
SELECT opm.create_workspace('edge');
SELECT * FROM broken('edge');
-- every kind of target, and every way to make one value of many; nothing active, then nothing measured, then one measurement each
INSERT INTO edge.team (key, name) VALUES ('t', 'T');
INSERT INTO edge.goal (key, name, team_id, target, time_aggregation, lifecycle)
SELECT k.kind || '_' || h.how, k.kind || ' ' || h.how, 1, k.target, h.how, CASE WHEN h.how < 'm' THEN 'draft' ELSE 'paused' END
FROM (VALUES ('up', '0 -> 100'), ('down', '100 -> 0'), ('hold', '>= 50 ~ 10'), ('low', '<= 50 ~ 10'), ('range', '10..20 ~ 5'), ('zero', '0 -> 1e-100'), ('huge', '-1e140 -> 1e140'), ('none', NULL)) k(kind, target),
	unnest(ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio']) h(how);
SELECT * FROM broken('edge');
UPDATE edge.goal SET lifecycle = 'active';
SELECT * FROM broken('edge');
INSERT INTO edge.measurement (goal_id, at, value, base) SELECT id, now() - interval '3 days', 7, CASE WHEN time_aggregation = 'ratio' THEN 9 END FROM edge.goal;
SELECT * FROM broken('edge');
SELECT edge.add_fiscal_year(make_date(date_part('year', now())::integer - 1, 1, 1)) > 0 AND edge.add_fiscal_year(make_date(date_part('year', now())::integer, 1, 1)) > 0 AS made;
UPDATE edge.goal SET period_id = (SELECT id FROM edge.period WHERE kind = 'year' ORDER BY first_day DESC LIMIT 1) WHERE id % 3 = 0;
UPDATE edge.goal SET due_on = timezone('UTC', now())::date + 20 WHERE id % 2 = 0;
-- values and bases as large and as small as a measurement can be
INSERT INTO edge.measurement (goal_id, at, value, base) SELECT id, now() - k * interval '5 days', (ARRAY[1e100, -1e100, 9e99, 1e-308, 0])[1 + k % 5], CASE WHEN time_aggregation = 'ratio' THEN (ARRAY[1e-40, 1e100, 0, -1, 1e99])[1 + k % 5] END FROM edge.goal, generate_series(1, 40) k;
INSERT INTO edge.action (kind, name, goal_id, began_on, baseline_from, control_goal_id) SELECT 'pilot', 'p', g.id, timezone('UTC', now())::date - 60, timezone('UTC', now())::date - 150, (SELECT min(id) FROM edge.goal) FROM edge.goal g WHERE id > (SELECT min(id) FROM edge.goal);
SELECT * FROM broken('edge');
UPDATE edge.goal SET min_group = 5 WHERE id % 2 = 1;
SELECT * FROM broken('edge');
-- periods, days and times at the ends of the calendar, in the zone that is first in the day
INSERT INTO edge.period (calendar, kind, name, first_day, last_day) VALUES ('p', 'custom', 'past', '0001-01-01', '0002-01-01'), ('f', 'custom', 'future', '9990-01-01', '9999-12-30'), ('w', 'custom', 'wide', '0001-01-01', '9999-12-30');
UPDATE edge.goal g SET period_id = (SELECT id FROM edge.period WHERE name = (ARRAY['past', 'future', 'wide'])[1 + (g.id % 3)]), due_on = NULL;
SELECT * FROM broken('edge');
UPDATE edge.goal SET due_on = (ARRAY[date '0001-01-01', '9999-12-30'])[1 + id % 2], period_id = NULL;
-- as if loaded while triggers were off: nobody may write what is in the future
SET session_replication_role = replica;
INSERT INTO edge.action (kind, name, goal_id, raised_at, due_on, began_on) SELECT k, 'x', (SELECT min(id) FROM edge.goal), r, d, b
FROM unnest(ARRAY['action', 'pilot', 'proposal']) k, unnest(ARRAY[timestamptz '0001-01-03 UTC', '9999-12-01 UTC', now()]) r, unnest(ARRAY[date '0001-01-01', '9999-12-30']) d, unnest(ARRAY[date '0001-01-01', '9999-12-30', NULL]) b;
INSERT INTO edge.check_in (goal_id, person_id, at, blocker, confidence) SELECT (SELECT min(id) FROM edge.goal), 1, r, 'b', 0.1 FROM unnest(ARRAY[timestamptz '0001-01-03 UTC', '9999-12-01 UTC']) r;
RESET session_replication_role;
UPDATE edge.setting SET time_zone = 'Pacific/Kiritimati';
SELECT * FROM broken('edge');
\set VERBOSITY terse
UPDATE edge.goal SET due_on = 'infinity' WHERE id = 1;
UPDATE edge.goal SET due_on = '294277-01-02' WHERE id = 1;
UPDATE edge.goal SET weight = 1e308 WHERE id = 1;
INSERT INTO edge.action (name, due_on) VALUES ('x', '-infinity');
INSERT INTO edge.action (name, began_on) VALUES ('x', '5874897-12-31');
INSERT INTO edge.action (name, raised_at) VALUES ('x', 'infinity');
INSERT INTO edge.check_in (goal_id, note, at) VALUES (1, 'x', '-infinity');
\set VERBOSITY default
-- very many children, some with no weight and some with very much
DELETE FROM edge.action;
DELETE FROM edge.check_in;
INSERT INTO edge.goal (key, name, parent_id, target, weight, team_id) SELECT 'c' || k, 'c', (SELECT min(id) FROM edge.goal), '0 -> 1', CASE k % 3 WHEN 0 THEN 0 WHEN 1 THEN 1e100 ELSE 1 END, 1 FROM generate_series(1, 500) k;
INSERT INTO edge.measurement (goal_id, at, value) SELECT id, now(), 0.5 FROM edge.goal WHERE key LIKE 'c%';
SELECT * FROM broken('edge');
SELECT * FROM bad_keys('edge');
SELECT opm.drop_workspace('edge', 'all data');
DROP FUNCTION unordered, bad_keys, read_as_tools_do, broken;
DROP VIEW bi_key, bi_column;
SELECT opm.drop_workspace('demo', 'all data');
DROP ROLE regress_opm_bi_reader;
