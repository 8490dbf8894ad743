# One question, one answer: the scorecard, goal_now, okr, huddle, scorecard_at(now()) and a close say the same of every kind of goal, and
# what they say is what an independent calculation says. OPM_SEED=... makes the same random workspaces again.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('one_answer');
sub owner { return $node->safe_psql('postgres', $_[0]) }

# What differs between the ways to ask, one line a goal; none if all agree. Parents are not in goal_now, which has no children.
sub differences
{
	my ($w) = @_;
	return owner(<<"SQL");
WITH s AS (SELECT * FROM $w.scorecard)
SELECT s.goal_key || ' by scorecard_at: ' || concat_ws(' | ', s.actual, s.score, s.status, s.is_stale, s.fresh_until) || ' -> ' || concat_ws(' | ', a.actual, a.score, a.status, a.is_stale, a.fresh_until)
FROM s FULL JOIN $w.scorecard_at(now()) a USING (goal_id)
WHERE (s.actual, s.score, s.status, s.status_order, s.target, s.is_stale, s.fresh_until) IS DISTINCT FROM (a.actual, a.score, a.status, a.status_order, a.target, a.is_stale, a.fresh_until)
UNION ALL
SELECT s.goal_key || ' by goal_now: ' || concat_ws(' | ', s.actual, s.score, s.status, s.fresh_until) || ' -> ' || concat_ws(' | ', n.actual, n.score, n.status, n.fresh_until)
FROM s JOIN $w.goal_now n USING (goal_id)
WHERE (s.is_leaf OR s.rollup = 'own') AND s.lifecycle = 'active'
	AND (s.actual, s.score, s.status, s.status_order, s.target, s.fresh_until) IS DISTINCT FROM (n.actual, n.score, n.status, n.status_order, n.target, n.fresh_until)
UNION ALL
SELECT s.goal_key || ' by goal_now: ' || concat_ws(' | ', s.status, s.status_order) || ' -> ' || concat_ws(' | ', n.status, n.status_order)
FROM s JOIN $w.goal_now n USING (goal_id)
WHERE (s.is_leaf OR s.rollup = 'own') AND (s.status, s.status_order) IS DISTINCT FROM (n.status, n.status_order)
UNION ALL
SELECT s.goal_key || ' by okr: ' || concat_ws(' | ', s.actual, s.score, s.status) || ' -> ' || concat_ws(' | ', o.actual, o.score, o.status)
FROM s JOIN $w.okr o USING (goal_id) WHERE (s.actual, s.score, s.status) IS DISTINCT FROM (o.actual, o.score, o.status)
UNION ALL
SELECT s.goal_key || ' by huddle: ' || concat_ws(' | ', s.actual, s.score, s.status, COALESCE(s.overdue_days, 0)) || ' -> ' || concat_ws(' | ', h.actual, h.score, h.status, h.overdue_days)
FROM s JOIN $w.huddle h USING (goal_id) WHERE (s.is_leaf OR s.rollup = 'own')
	AND (s.actual, s.score, s.status, COALESCE(s.overdue_days, 0)) IS DISTINCT FROM (h.actual, h.score, h.status, h.overdue_days)
ORDER BY 1;
SQL
}

# A period that holds now is closed as of now, in a transaction that is rolled back: what is stored is what the scorecard says.
sub close_differences
{
	my ($w) = @_;
	return owner(<<"SQL");
BEGIN;
CREATE TEMP TABLE said AS SELECT * FROM $w.scorecard;
DO \$\$ BEGIN PERFORM $w.close_period((SELECT id FROM $w.period WHERE name = 'present'), confirm => 'not over'); END \$\$;
SELECT s.goal_key || ' by the close: ' || concat_ws(' | ', s.actual, s.score, s.status) || ' -> ' || concat_ws(' | ', r.actual, r.score, r.status)
FROM said s FULL JOIN $w.close_result r USING (goal_id)
WHERE (s.actual, s.score, s.status, s.status_order, s.target) IS DISTINCT FROM (r.actual, r.score, r.status, r.status_order, r.target) ORDER BY 1;
ROLLBACK;
SQL
}

# Periods around now: past (ended 20 days ago), present, coming.
my $periods = q{INSERT INTO %1$s.period (id, kind, name, first_day, last_day, calendar) VALUES (1, 'custom', 'past', current_date - 110, current_date - 20, 'a'),
	(2, 'custom', 'present', current_date - 30, current_date + 60, 'b'), (3, 'custom', 'coming', current_date + 61, current_date + 151, 'c');
SELECT setval(pg_get_serial_sequence('%1$s.period', 'id'), 100);};

# Every kind of goal.
owner(qq{CREATE EXTENSION IF NOT EXISTS opm; SELECT opm.create_workspace('m'); } . sprintf($periods, 'm') . <<'SQL');
CREATE TABLE booked (goal text, at timestamptz, value float8);
INSERT INTO m.goal (key, name, target, time_aggregation, period_id, due_on, min_group, max_age, lifecycle, kind)
SELECT concat_ws('_', h.how, p.period, x.special), 'G', CASE WHEN h.how = 'count' THEN '0 -> 10' ELSE '0 -> 100' END, h.how, p.id, CASE x.special WHEN 'due' THEN current_date - 5 END,
	CASE x.special WHEN 'survey' THEN 3 END, CASE WHEN x.special = 'old' AND h.how <> 'first' THEN interval '4 days' END,
	CASE x.special WHEN 'done' THEN 'done' WHEN 'paused' THEN 'paused' WHEN 'dropped' THEN 'dropped' ELSE 'active' END, CASE WHEN x.special = 'okr' THEN 'key result' ELSE 'kpi' END
FROM unnest(ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio']) h(how)
CROSS JOIN (VALUES ('always', NULL::bigint), ('past', 1), ('present', 2), ('coming', 3)) p(period, id)
CROSS JOIN unnest(ARRAY['plain', 'due', 'survey', 'old', 'done', 'paused', 'dropped', 'okr', 'bare', 'fresh', 'bound', 'zero', 'judged', 'judged_zero']) x(special);
UPDATE m.goal SET target = NULL WHERE key LIKE '%bare';
INSERT INTO m.measurement (goal_id, at, value, base)
SELECT g.id, now() - d * interval '1 day' - interval '1 second', 10 + d, CASE WHEN g.key LIKE '%zero' THEN CASE WHEN d = 12 THEN NULL ELSE 0 END WHEN g.time_aggregation = 'ratio' OR g.min_group > 0 THEN d % 5 END
FROM m.goal g CROSS JOIN (VALUES (200), (100), (50), (21), (19), (15), (12), (1)) v(d)
WHERE (d > 1 OR g.key LIKE '%fresh') AND (g.key NOT LIKE '%judged' AND g.key NOT LIKE '%bound');
INSERT INTO m.check_in (goal_id, at, score) SELECT g.id, now() - d * interval '1 day', d / 1000.0 FROM m.goal g CROSS JOIN (VALUES (300), (90), (25), (13)) v(d) WHERE g.key LIKE '%judged%';
-- what was imported with another clock
SET session_replication_role = replica;
INSERT INTO m.check_in (goal_id, at, score) SELECT g.id, now() + interval '1 year', 0.99 FROM m.goal g WHERE g.key LIKE '%judged%';
RESET session_replication_role;
INSERT INTO m.measurement (goal_id, at, value, base) SELECT id, now() + interval '50 minutes', 77, 3 FROM m.goal WHERE key LIKE '%fresh';
INSERT INTO booked SELECT key, now() + d * interval '30 minutes', 20 + d FROM m.goal, generate_series(-60, 4) d WHERE key LIKE '%bound';
INSERT INTO m.measurement (goal_id, at, value, base) SELECT id, now() - interval '30 minutes', 5, 1 FROM m.goal WHERE key LIKE '%bound';
SELECT opm.bind('m', 'booked', 'SELECT goal, at, value, NULL::float8 AS base FROM public.booked');
-- parents of every rollup, with measurements of their own and without, of other periods than what is below them
INSERT INTO m.goal (key, name, rollup, missing, target, period_id, time_aggregation, lifecycle)
SELECT concat_ws('_', 'up', r.rollup, o.own, p.period), 'P', r.rollup, CASE WHEN o.own = 'block' THEN 'block' END, CASE WHEN o.own <> 'no' THEN '0 -> 100' END, p.id, 'last', CASE WHEN o.own = 'done' THEN 'done' ELSE 'active' END
FROM unnest(ARRAY['mean', 'min', 'max', 'geomean', 'harmean', 'median', 'any', 'all', 'at_least(2)', 'sum', 'avg', 'ratio', 'low', 'high', 'own', NULL]) r(rollup)
CROSS JOIN unnest(ARRAY['no', 'measured', 'done', 'block']) o(own) CROSS JOIN (VALUES ('always', NULL::bigint), ('past', 1)) p(period, id);
INSERT INTO m.measurement (goal_id, at, value) SELECT id, now() - interval '1 day', 40 FROM m.goal WHERE key LIKE 'up%measured%' OR key LIKE 'up%done%';
INSERT INTO m.goal (key, name, parent_id, target, period_id, lifecycle, weight)
SELECT p.key || '_' || c.n, 'C', p.id, '0 -> 50', c.period_id, c.lifecycle, c.n FROM m.goal p
CROSS JOIN (VALUES (1, NULL::bigint, 'active'), (2, 1, 'active'), (3, NULL, 'done'), (4, NULL, 'dropped')) c(n, period_id, lifecycle) WHERE p.key LIKE 'up%';
INSERT INTO m.measurement (goal_id, at, value, base) SELECT id, now() - CASE WHEN key LIKE '%1' THEN interval '44 days' ELSE interval '23 days' END, 10 + right(key, 1)::int, 4 FROM m.goal WHERE key ~ '^up.*_[0-9]$' AND key NOT LIKE '%block%3';
-- targets by period, and several parents
INSERT INTO m.goal (key, name, target, parent_id, period_id) SELECT 'by_period_' || i, 'T', CASE WHEN i % 2 = 0 THEN '<= 5' END, CASE WHEN i < 4 THEN (SELECT id FROM m.goal WHERE key = 'up_mean_no_always') END, CASE WHEN i > 3 THEN 1 END FROM generate_series(1, 6) i;
INSERT INTO m.goal_target SELECT g.id, p.id, CASE p.id WHEN 1 THEN '>= 50' WHEN 2 THEN '>= 10 ~ 10' ELSE '>= 90' END FROM m.goal g, m.period p WHERE g.key LIKE 'by_period%';
INSERT INTO m.measurement (goal_id, at, value) SELECT id, now() - interval '3 days', 13 FROM m.goal WHERE key LIKE 'by_period%' AND key <> 'by_period_1';
INSERT INTO m.check_in (goal_id, at, score) SELECT id, now() - d * interval '1 day', d / 100.0 FROM m.goal, (VALUES (40), (2)) v(d) WHERE key = 'by_period_1';
INSERT INTO m.goal_link (goal_id, parent_id, weight, share) SELECT g.id, p.id, 2, 0.5 FROM m.goal g, m.goal p WHERE g.key = 'by_period_2' AND p.key IN ('up_min_no_always', 'up_max_measured_past');
UPDATE m.goal SET share = 0.5 WHERE key IN ('by_period_2', 'by_period_3');
INSERT INTO m.goal_link (goal_id, parent_id, share) SELECT g.id, p.id, 0.5 FROM m.goal g, m.goal p WHERE g.key = 'by_period_3' AND p.key = 'up_min_no_always';
SQL
is(differences('m'), '', 'every kind of goal has one answer, whichever way it is asked');
is(close_differences('m'), '', 'and a close stores it');
cmp_ok(owner("SELECT count(DISTINCT status) FROM m.scorecard"), '>=', 8, 'among all statuses');

done_testing();
