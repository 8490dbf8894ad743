-- views of signal, outlook and explain: laws on the demo company, and small cases whose answer is known
SET client_min_messages = warning;
\set ECHO none
\set schema demo
\i demo/company.sql
\set ECHO all
\set ON_ERROR_STOP 0
CREATE ROLE regress_opm_signal_reader;
SELECT opm.grant_workspace('demo', 'regress_opm_signal_reader', 'reader');
CREATE FUNCTION public.new_views() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT unnest(ARRAY['calibration', 'calibration_case', 'capability', 'control_chart', 'drivers', 'exceptions', 'flow', 'forecast', '_goal_series', '_goal_signal',
		'initiatives', 'leverage', 'momentum', 'reconciliation', 'review_agenda']) $$;
-- a view as text, row by row, for comparing and for finding what is no number
CREATE FUNCTION public.content(view text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE t text;
BEGIN
	EXECUTE pg_catalog.format('SELECT pg_catalog.string_agg(x::pg_catalog.text, E''\n'' ORDER BY x::pg_catalog.text) FROM demo.%I x', view) INTO t;
	RETURN coalesce(t, '');
END $$;

-- every view says what it is, column by column, runs as its reader, and has plain types only
SELECT v, a.attname FROM new_views() v JOIN pg_class c ON c.relname = v AND c.relnamespace = 'demo'::regnamespace
	LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL OR NOT 'security_invoker=true' = ANY (c.reloptions)
		OR a.atttypid NOT IN ('bigint'::regtype, 'integer'::regtype, 'double precision'::regtype, 'text'::regtype, 'boolean'::regtype, 'date'::regtype, 'timestamptz'::regtype);
-- names that BI tools take for something else
SELECT v, a.attname FROM new_views() v JOIN pg_attribute a ON a.attrelid = ('demo.' || v)::regclass AND a.attnum > 0
	WHERE a.attname <> 'score_percent' AND a.attname ~ 'cost|margin|discount|income|state|city|country|number|source|percent|share|start|rate$|creat';
-- there is no NaN and no infinity in them, and none is empty that always has something to say
SELECT v, content(v) ~ '(NaN|Infinity|infinity)' AS not_finite FROM new_views() v WHERE content(v) ~ '(NaN|Infinity|infinity)' OR content(v) = '' AND v NOT IN ('reconciliation', 'calibration', 'calibration_case', 'drivers');
-- ids are unique
SELECT count(*) - count(DISTINCT goal_id) AS forecast FROM demo.forecast;
SELECT count(*) - count(DISTINCT goal_id) AS momentum FROM demo.momentum;
SELECT count(*) - count(DISTINCT goal_id) AS exceptions, count(*) - count(DISTINCT attention_order) AS attention FROM demo.exceptions;
SELECT count(*) - count(DISTINCT action_id) AS initiatives FROM demo.initiatives;
SELECT count(*) - count(DISTINCT (goal_id, measured_at)) AS control_chart FROM demo.control_chart;

-- the same for a reader with an empty search_path under three time zones, and another DateStyle
BEGIN;
CREATE TEMP TABLE seen (view text, zone text, md5 text);
GRANT INSERT ON seen TO regress_opm_signal_reader;
CREATE FUNCTION public.look(zone text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v text; t text; cols text;
BEGIN
	FOR v IN SELECT n FROM public.new_views() n LOOP
		-- times are compared as seconds, for their text follows the session's zone by design
		EXECUTE pg_catalog.format('SELECT pg_catalog.string_agg(CASE WHEN a.atttypid = 1184 THEN pg_catalog.format(''pg_catalog.date_part(''''epoch'''', x.%%I)'', a.attname) WHEN a.atttypid = 1082 THEN pg_catalog.format(''x.%%I - date ''''2000-01-01'''''', a.attname) ELSE pg_catalog.format(''x.%%I'', a.attname) END, '', '' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = ''demo.%I''::pg_catalog.regclass AND a.attnum OPERATOR(pg_catalog.>) 0', v) INTO cols;
		EXECUTE pg_catalog.format('SELECT pg_catalog.md5(coalesce(pg_catalog.string_agg(ROW(%s)::pg_catalog.text, chr(10) ORDER BY ROW(%s)::pg_catalog.text COLLATE "C"), '''')) FROM demo.%I x', cols, cols, v) INTO t;
		INSERT INTO pg_temp.seen VALUES (v, zone, t);
	END LOOP;
END $$;
SET LOCAL ROLE regress_opm_signal_reader;
SET LOCAL search_path = '';
SELECT public.look('as it is');
SET LOCAL timezone = 'America/Los_Angeles';
SET LOCAL datestyle = 'SQL, DMY';
SELECT public.look('Los Angeles');
SET LOCAL timezone = 'Asia/Kolkata';
SELECT public.look('Kolkata');
SET LOCAL timezone = 'Pacific/Kiritimati';
SELECT public.look('Kiritimati');
RESET ROLE;
RESET search_path;
SELECT view, count(DISTINCT md5) AS different FROM pg_temp.seen GROUP BY view HAVING count(DISTINCT md5) <> 1 OR count(*) <> 4;
ROLLBACK;

-- drivers: the rows of a scope add up to its change, every row to its parts, and now is what the scorecards say
SELECT since, scope_kind, COALESCE(team_id, root_goal_id), sum(effect_points), min(scope_change_points) FROM demo.drivers GROUP BY 1, 2, 3
	HAVING abs(sum(effect_points) - min(scope_change_points)) > 1e-9;
SELECT * FROM demo.drivers WHERE abs(effect_points - value_effect_points - rule_effect_points - weight_effect_points - structure_effect_points) > 1e-9;
-- the past is judged as the present: a goal that is stale now is stale in scorecard_at(now())
SELECT count(*) AS goals, count(*) FILTER (WHERE s.status = 'stale') > 0 AS some_stale, count(*) FILTER (WHERE (s.status, s.status_order) IS DISTINCT FROM (a.status, a.status_order)) AS differs
FROM demo.scorecard s JOIN demo.scorecard_at(now()) a USING (goal_id);
SELECT count(*) AS differs FROM demo.drivers d JOIN demo.team_scorecard t ON t.team_id = d.team_id WHERE abs(d.scope_score - t.score) > 1e-9;
SELECT count(*) AS differs FROM demo.drivers d JOIN demo.scorecard s ON s.goal_id = d.root_goal_id WHERE abs(d.scope_score - s.score) > 1e-9;
SELECT count(*) AS differs FROM demo.drivers d JOIN demo.close_result r ON r.goal_id = d.root_goal_id AND r.close_id = (SELECT max(id) FROM demo.period_close)
	WHERE d.since = 'last close' AND abs(d.scope_before_score - r.score) > 1e-9;
-- momentum: scores are those of the scorecard
SELECT m.goal_id, m.score, s.score FROM demo.momentum m JOIN demo.scorecard s ON s.goal_id = m.goal_id WHERE m.score IS DISTINCT FROM s.score AND abs(m.score - s.score) > 1e-9;
-- control chart: a point beyond a limit is a signal; limits are ordered; every measurement is there
SELECT count(*) AS wrong FROM demo.control_chart WHERE (value > upper_limit OR value < lower_limit) AND NOT is_signal OR lower_limit > centre_value OR centre_value > upper_limit OR (is_signal AND signal = '') OR signal IS NULL;
SELECT (SELECT count(*) FROM demo.control_chart) = (SELECT count(*) FROM demo._measured m JOIN demo.goal g ON g.id = m.goal_id WHERE g.min_group IS NULL OR m.base >= g.min_group) AS all_there, count(*) FILTER (WHERE is_latest) = count(DISTINCT goal_id) AS one_latest FROM demo.control_chart;
-- forecast: interval around the expectation, probabilities, and a reason for what is empty
SELECT goal_id FROM demo.forecast WHERE expected_low > expected_value OR expected_value > expected_high OR hit_probability NOT BETWEEN 0 AND 1 OR abs(hit_probability + miss_probability - 1) > 1e-12 OR (hit_probability IS NULL) <> (reason IS NOT NULL AND outlook NOT IN ('reached', 'missed'));
-- flow: items balance
SELECT f.team_id FROM demo.flow f WHERE f.wip_count < 0 OR f.mean_wip < 0 OR (f.wip_count = 0) <> (f.oldest_age_days IS NULL);
-- the pilot of the demo company cut the lead time
SELECT action_kind, status, finding, change_low < change_value AND change_value < change_high AS inside, chance < 0.001 AS sure FROM demo.initiatives WHERE action_kind = 'pilot';
-- leverage against scenario: one point more of the best goal is worth what it says
SELECT COALESCE(bool_and(abs(x.change_points - 0.1 * l.root_points_per_point) < 1e-6), true) AS fits
FROM demo.leverage l JOIN demo.scorecard s ON s.goal_id = l.goal_id
CROSS JOIN LATERAL demo.scenario(jsonb_build_object(s.goal_key, jsonb_build_object('score', l.score + 0.001))) x
WHERE x.goal_id = l.root_goal_id AND l.score BETWEEN 0.01 AND 0.99 AND l.root_points_per_point > 0 AND s.goal_key NOT LIKE '%first_pass%';

-- scenario: nothing said changes nothing and nothing is stored
SELECT count(*) FILTER (WHERE change_points <> 0) AS changed, count(*) = (SELECT count(*) FROM demo.scorecard) AS all_goals FROM demo.scenario('{}');
SELECT count(*) AS rows FROM demo.scenario(NULL);
SELECT goal_key, parent_goal_id IS NOT NULL AS below, score, status FROM demo.scenario('{"pilot_2": {"add": true, "parent": "grow", "score": 0.5, "label": "New"}}') WHERE goal_id < 0;
SELECT goal_key, status FROM demo.scenario('{"nps": {"remove": true}}') WHERE status = 'removed';
SELECT goal_key, p.goal_name FROM demo.scenario('{"nps": {"parent": "grow"}}') s JOIN LATERAL (SELECT name AS goal_name FROM demo.goal g WHERE g.id = s.parent_goal_id) p ON true WHERE goal_key = 'nps';
\set VERBOSITY terse
SELECT * FROM demo.scenario('{"nobody": {"score": 1}}');
SELECT * FROM demo.scenario('{"nps": {"colour": 1}}');
SELECT * FROM demo.scenario('{"larkmoor": {"parent": "nps"}}');
\set VERBOSITY default

-- small cases whose answer is known; one transaction, so that no day begins between what is written and what is read
BEGIN;
SELECT opm.create_workspace('small');
SELECT small.add_fiscal_year(make_date(date_part('year', now())::integer, 1, 1)) IS NOT NULL AS made;
INSERT INTO small.goal (key, name, parent_id, target, rollup, unit, time_aggregation) VALUES
	('top', 'Top', NULL, NULL, NULL, NULL, 'last'),
	('noisy', 'Red, but noise', 1, '>= 50 ~ 10', NULL, NULL, 'last'),
	('falling', 'Green, but deteriorating', 1, '>= 50 ~ 10', NULL, NULL, 'last'),
	('rising', 'Red, but improving', 1, '>= 500 ~ 10', NULL, NULL, 'last'),
	('calm', 'Green and calm', 1, '>= 50 ~ 10', NULL, NULL, 'last'),
	('total', 'Total', 1, '0 -> 100', 'sum', 'EUR', 'last'),
	('north', 'North', 6, '0 -> 60', NULL, 'EUR', 'last'),
	('south', 'South', 6, '0 -> 30', NULL, 'EUR', 'last');
INSERT INTO small.measurement (goal_id, at, value)
SELECT g.id, now() - k * interval '1 day', CASE g.key WHEN 'noisy' THEN 10 + (k * 7) % 5 WHEN 'falling' THEN CASE WHEN k = 0 THEN 60 ELSE 90 + (k * 7) % 5 END
	WHEN 'rising' THEN CASE WHEN k = 0 THEN 60 ELSE 10 + (k * 7) % 5 END WHEN 'calm' THEN 90 + (k * 7) % 5 END
FROM small.goal g, generate_series(0, 29) k WHERE g.key IN ('noisy', 'falling', 'rising', 'calm');
SELECT goal_name, substring(reason FROM '^[^:;]*') AS reason, attention_order FROM small.exceptions WHERE goal_id BETWEEN 2 AND 5 ORDER BY attention_order;
SELECT goal_id, momentum, momentum_order FROM small.momentum WHERE goal_id BETWEEN 2 AND 5 ORDER BY goal_id;
SELECT goal_name, target_value, children_target_value, gap_value, gap_fraction, finding, is_reconciled FROM small.reconciliation;
UPDATE small.goal SET target = '0 -> 40' WHERE key = 'south';
SELECT finding, is_reconciled FROM small.reconciliation;
-- units are refused where they do not add up; what came past the triggers is told
SET LOCAL session_replication_role = replica;
UPDATE small.goal SET unit = 'USD' WHERE key = 'south';
SELECT finding, is_reconciled FROM small.reconciliation;
UPDATE small.goal SET unit = 'EUR' WHERE key = 'south';
SET LOCAL session_replication_role = origin;

-- a straight line reaches its target on the day it must
INSERT INTO small.goal (key, name, target, due_on) VALUES ('line', 'Line', '0 -> 100', timezone('UTC', now())::date + 40);
INSERT INTO small.measurement (goal_id, at, value) SELECT g.id, now() - k * interval '24 hours', 50 - k FROM small.goal g, generate_series(0, 20) k WHERE g.key = 'line';
SELECT round(expected_value::numeric) BETWEEN 90 AND 91 AS expected, hit_probability < 1e-6 AS misses, round(recent_run::numeric, 6) AS recent, reached_on - timezone('UTC', now())::date AS days, outlook FROM small.forecast WHERE goal_name = 'Line';
-- sums: so much is there, so many measurements are to come
INSERT INTO small.period (kind, name, first_day, last_day, calendar) VALUES ('custom', 'box', timezone('UTC', now())::date - 9, timezone('UTC', now())::date + 10, 'box');
INSERT INTO small.goal (key, name, target, time_aggregation, period_id) SELECT 'amount', 'Amount', '0 -> 100', 'sum', id FROM small.period WHERE name = 'box';
INSERT INTO small.measurement (goal_id, at, value) SELECT g.id, timezone('UTC', (timezone('UTC', now())::date - k)::timestamp), 5 FROM small.goal g, generate_series(0, 9) k WHERE g.key = 'amount';
SELECT actual, expected_value, expected_low, expected_high, hit_probability, required_run, recent_run, outlook FROM small.forecast WHERE goal_name = 'Amount';

-- a sum whose period has not begun: what comes before does not count, and what was not delivered is not expected
INSERT INTO small.period (kind, name, first_day, last_day, calendar) VALUES ('custom', 'next', timezone('UTC', now())::date + 5, timezone('UTC', now())::date + 14, 'next');
INSERT INTO small.goal (key, name, target, time_aggregation, period_id) SELECT 'next', 'Next', '0 -> 50', 'sum', id FROM small.period WHERE name = 'next';
INSERT INTO small.measurement (goal_id, at, value) SELECT g.id, timezone('UTC', (timezone('UTC', now())::date - k)::timestamp), 5 FROM small.goal g, generate_series(3, 9) k WHERE g.key = 'next';
SELECT actual, expected_value, hit_probability FROM small.forecast WHERE goal_name = 'Next';

-- stated confidence against outcomes
INSERT INTO small.period (kind, name, first_day, last_day, calendar) VALUES ('custom', 'past', timezone('UTC', now())::date - 60, timezone('UTC', now())::date - 31, 'past');
INSERT INTO small.goal (key, name, target, period_id, owner_id) SELECT 'past' || i, 'Past ' || i, '0 -> 1', p.id, 1 FROM generate_series(1, 20) i, small.period p WHERE p.name = 'past';
INSERT INTO small.measurement (goal_id, at, value) SELECT g.id, now() - interval '40 days', CASE WHEN g.key < 'past2' THEN 1 ELSE 0.5 END FROM small.goal g WHERE g.key ~ '^past';
INSERT INTO small.check_in (goal_id, person_id, at, confidence) SELECT g.id, 1, now() - interval '50 days', 0.95 FROM small.goal g WHERE g.key ~ '^past';
SELECT origin, person_name = 'everyone' AS everyone, case_count, round(mean_probability::numeric, 6) AS mean, hit_fraction, round(brier::numeric, 6) AS brier, finding FROM small.calibration ORDER BY 2;

-- drivers of a change of value, of weight and of structure since last week: what nobody had written down then counts as it is now
SELECT count(*) > 0 AS some, bool_and(abs(s) < 1e-9) AS add_up FROM (SELECT sum(effect_points) - min(scope_change_points) AS s FROM small.drivers GROUP BY since, scope_kind, team_id, root_goal_id) x;

COMMIT;

-- private goals and small groups stay private
CREATE ROLE regress_opm_signal_other;
SELECT opm.grant_workspace('small', 'regress_opm_signal_other', 'reader');
UPDATE small.goal SET visibility = 'owner' WHERE key = 'falling';
UPDATE small.goal SET min_group = 5 WHERE key = 'noisy';
SET ROLE regress_opm_signal_other;
SELECT (SELECT count(*) FROM small.control_chart WHERE goal_id IN (2, 3)) AS chart, (SELECT count(*) FROM small._goal_signal WHERE goal_id IN (2, 3)) AS signal, (SELECT count(*) FROM small.forecast WHERE goal_id = 3 OR (goal_id = 2 AND actual IS NOT NULL)) AS forecast,
	(SELECT count(*) FROM small.momentum WHERE goal_id = 3) AS momentum, (SELECT count(*) FROM small.drivers WHERE goal_id = 3) AS drivers, (SELECT count(*) FROM small.leverage WHERE goal_id = 3) AS leverage, (SELECT count(*) FROM small.scenario('{}') WHERE goal_id = 3) AS scenario;
RESET ROLE;

-- an upgrade leaves all of it in place
SELECT opm.upgrade_workspace('small') = (SELECT extversion FROM pg_extension WHERE extname = 'opm') AS upgraded;
SELECT reason ~ 'red, but' AS still FROM small.exceptions WHERE goal_id = 4;
SELECT opm.drop_workspace('small', 'all data');
SELECT opm.drop_workspace('demo', 'all data');
DROP FUNCTION new_views, content;
DROP ROLE regress_opm_signal_reader, regress_opm_signal_other;
