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

# The samples of wrong numbers, each one of a kind.
sub workspace
{
	my ($w, $sql) = @_;
	owner("SELECT opm.create_workspace('$w'); " . sprintf($periods, $w) . ($sql =~ s/\bw\./$w./gr));
}
workspace('f', <<'SQL');
INSERT INTO w.goal (id, key, name, target, time_aggregation, period_id, due_on, parent_id, rollup) VALUES
	(11, 'calls', 'Calls', '0 -> 40', 'count', NULL, current_date + 20, NULL, NULL), (80, 'parent', 'Parent', NULL, 'last', NULL, NULL, NULL, NULL),
	(81, 'a', 'A', '0 -> 10', 'last', NULL, NULL, 80, NULL), (82, 'b', 'B', '0 -> 10', 'last', NULL, NULL, 80, NULL),
	(13, 'ratio', 'Ratio', '>= 0.8', 'ratio', 2, NULL, NULL, NULL), (130, 'pair', 'One pair', '>= 0.8', 'ratio', 2, NULL, NULL, NULL),
	(14, 'by_period', 'By period', NULL, 'last', NULL, NULL, NULL, NULL), (140, 'other_way', 'Other way', '>= 3', 'last', NULL, NULL, NULL, NULL),
	(16, 'near', 'Near', '18 .. 22 ~ 4', 'last', NULL, NULL, NULL, NULL), (160, 'far', 'Far', '18 .. 22 ~ 4', 'last', NULL, NULL, NULL, NULL),
	(170, 'past_up', 'Past', NULL, 'last', 1, NULL, NULL, NULL), (171, 'past_kpi', 'KPI', '0 -> 10', 'last', NULL, NULL, 170, NULL),
	(15, 'due', 'Due', '0 -> 10', 'last', NULL, current_date - 10, NULL, NULL), (70, 'empty', 'Empty', NULL, 'last', NULL, NULL, NULL, NULL), (71, 'gone', 'Gone', '0 -> 1', 'last', NULL, NULL, 70, NULL);
UPDATE w.goal SET lifecycle = 'dropped' WHERE id = 71;
INSERT INTO w.person (id, name) VALUES (7, 'Owner of one');
UPDATE w.goal SET owner_id = 7 WHERE id = 70;
INSERT INTO w.team (id, key, name) VALUES (9, 'none', 'Without goals');
INSERT INTO w.goal_target VALUES (14, 2, '<= 10 ~ 10'), (140, 2, '<= 10 ~ 10');
INSERT INTO w.measurement (goal_id, at, value) SELECT 11, now() - i * interval '1 day', 1 FROM generate_series(1, 20) i;
INSERT INTO w.measurement (goal_id, at, value) VALUES (80, now(), 1), (81, now() - interval '1 day', 9), (82, now() - interval '40 days', 9), (15, now() - interval '11 days', 5), (15, now() - interval '2 days', 12),
	(171, now() - interval '44 days', 9);
INSERT INTO w.measurement (goal_id, at, value, base) SELECT 13, now() - i * interval '1 day', 1, 2 FROM generate_series(1, 10) i;
INSERT INTO w.measurement (goal_id, at, value, base) VALUES (13, now() - interval '12 hours', 100, NULL), (130, now() - interval '3 days', 5, NULL), (130, now() - interval '2 days', 5, NULL), (130, now() - interval '1 day', 1, 2);
INSERT INTO w.measurement (goal_id, at, value) SELECT g, now() - i * interval '1 day', CASE WHEN i = 1 THEN 30 ELSE 5 + i % 2 END FROM generate_series(1, 14) i, unnest(ARRAY[14, 140]) g;
INSERT INTO w.measurement (goal_id, at, value) SELECT g, now() - i * interval '1 day', CASE WHEN i = 1 THEN CASE g WHEN 16 THEN 20.1 ELSE 60 END ELSE 12 + i % 3 END FROM generate_series(1, 14) i, unnest(ARRAY[16, 160]) g;
INSERT INTO w.check_in (goal_id, at, confidence) VALUES (15, now() - interval '20 days', 0.8);
INSERT INTO w.incentive (person_id, goal_id, amount, currency, curve) VALUES (7, 81, 3333.33, 'EUR', '0:0 1.08:1'), (7, 82, 0.03, 'EUR', '0:0 5.4:1');
SQL
is(owner("SELECT expected_value BETWEEN 39 AND 42, outlook FROM f.forecast WHERE goal_key = 'calls'"), 't|open', 'a count with a due day and no period has time left');
is(owner("SELECT status, fresh_until = (SELECT at + interval '9 days' FROM f.measurement WHERE goal_id = 81) FROM f.scorecard WHERE goal_key = 'parent'"), 'on track|t', 'a parent is as fresh as what is below it, whatever it measures itself');
is(owner("SELECT actual, recent_run, hit_probability < 0.001 FROM f.forecast WHERE goal_key = 'ratio'"), '0.5|0.5|t', 'what has no base is no pair');
is(owner("SELECT actual, expected_low, hit_probability FROM f.forecast WHERE goal_key = 'pair'"), '0.5||', 'of one pair nothing is foretold');
is(owner("SELECT string_agg(momentum, ' ' ORDER BY goal_key) FROM f.momentum WHERE goal_key IN ('by_period', 'other_way')"), 'deteriorating deteriorating', 'momentum goes by the target of the period');
is(owner("SELECT string_agg(signal_effect, ' ' ORDER BY goal_key) FROM f.control_chart WHERE is_latest AND goal_key IN ('by_period', 'other_way')"), 'worse worse', 'so do control charts');
is(owner("SELECT string_agg(momentum, ' ' ORDER BY goal_key) FROM f.momentum WHERE goal_key IN ('near', 'far')"), 'deteriorating improving', 'in a range it counts whether the value came nearer to the middle');
is(owner("SELECT string_agg(status, ' ') FROM (SELECT status FROM f.scorecard WHERE goal_key = 'past_up' UNION ALL SELECT status FROM f.scorecard_at(clock_timestamp()) WHERE goal_key = 'past_up') x"), 'stale stale', 'a parent is stale when everything below it is, of whatever period');
is(owner("SELECT is_reached FROM f.calibration_case WHERE goal_key = 'due'"), 'f', 'what came after the due day does not reach the goal');
is(owner("SELECT coverage_fraction IS NULL, status FROM f.team_scorecard WHERE team_id = 9"), 't|no data', 'a team without goals covers nothing');
is(owner("SELECT root_weight_fraction FROM f.accountability WHERE person_id = 7"), '0', 'a goal without weight has none');
is(owner("SELECT string_agg(paid_amount::text, ' ' ORDER BY paid_amount) FROM f.payout"), '0.01 2777.78', 'half a cent is half a cent');
owner("SELECT opm.create_workspace('void')");
is(owner("SELECT count(*) FROM void.pillar_health WHERE of_count = 0 AND (score IS NOT NULL OR score_percent IS NOT NULL)"), '0', 'where nothing is expected nothing is reached');
is(differences('f'), '', 'and one answer');

# Judged goals.
workspace('j', <<'SQL');
INSERT INTO w.goal (id, key, name, kind, period_id) VALUES (1, 'old', 'Judged long ago', 'kpi', NULL), (2, 'graded', 'Graded after the end', 'key result', 1), (3, 'early', 'Judged too early', 'key result', 2),
	(4, 'recurring', 'Recurring', 'kpi', NULL), (5, 'fresh', 'Fresh', 'key result', 2);
INSERT INTO w.period (id, kind, name, first_day, last_day, calendar) VALUES (4, 'custom', 'after past', current_date - 19, current_date + 20, 'a');
INSERT INTO w.goal_target VALUES (4, 1, '>= 1'), (4, 4, '>= 1');
INSERT INTO w.check_in (goal_id, at, score) VALUES (1, now() - interval '1 year', 0.9), (2, now() - interval '30 days', 0.3), (2, now() - interval '5 days', 0.7), (3, now() - interval '40 days', 1),
	(4, now() - interval '30 days', 0.2), (4, now() - interval '5 days', 0.8), (5, now() - interval '1 day', 0.5);
SQL
is(owner("SELECT string_agg(concat_ws(' ', goal_key, score, status), ', ' ORDER BY goal_key) FROM j.scorecard"), 'early no data, fresh 0.5 at risk, graded 0.7 on track, old 0.9 stale, recurring 0.8 on track', 'a judged score goes stale and counts in its period');
is(owner("SELECT string_agg(concat_ws(' ', goal_key, score, status), ', ' ORDER BY goal_key) FROM j.scorecard_at((SELECT until_at - interval '1 microsecond' FROM j.period WHERE id = 1)) WHERE goal_key IN ('graded', 'recurring')"), 'graded 0.7 on track, recurring 0.2 stale',
	'a grade given after the end is one of the end, unless another target of the goal has begun');
is(owner("SELECT score FROM j.scorecard_at((SELECT until_at - interval '1 day' FROM j.period WHERE id = 1)) WHERE goal_key = 'graded'"), '0.3', 'and not of before');
is(owner("SELECT score FROM j.scorecard_at(now(), now()) WHERE goal_key = 'graded'") , '0.7', 'as it is known');
is(owner("SELECT gap_type FROM j.alignment_gaps WHERE goal_id IN (2, 5) AND gap_type = 'no target'"), '', 'a key result that is judged needs no number');
is(differences('j') . close_differences('j'), '', 'and one answer');
owner("SELECT j.close_period(1); INSERT INTO j.check_in (goal_id, score) VALUES (2, 0.6), (4, 0.1)");
is(owner("SELECT score, status FROM j.close_result WHERE goal_key = 'graded'"), '0.7|on track', 'a close has the grade');
is(owner("SELECT goal_key, change_type, new_value FROM j.restatements"), 'graded|judged|0.6', 'a later grade restates the close');

# An unchanged row is no correction.
for my $parted (0, 1)
{
	my $w = "u$parted";
	workspace($w, <<'SQL' . ($parted ? "SELECT opm.partition_measurements('$w', (date_trunc('month', now()) - interval '5 months')::date, (date_trunc('month', now()) - interval '1 day')::date);" : ''));
INSERT INTO w.goal (id, key, name, target) VALUES (1, 'g', 'G', '0 -> 100');
INSERT INTO w.measurement (goal_id, at, value, note) SELECT 1, now() - i * interval '10 days', 90 + i, 'n' FROM generate_series(3, 8) i;
SELECT w.close_period(1);
SQL
	my $before = owner("SELECT string_agg(concat_ws(' ', at, recorded_at), ',' ORDER BY at) FROM $w.measurement");
	owner(<<"SQL");
INSERT INTO $w.measurement (goal_id, at, value, note) SELECT goal_id, at, value, note FROM $w.measurement ON CONFLICT (goal_id, at) DO UPDATE SET value = excluded.value;
UPDATE $w.measurement SET value = value, recorded_at = now();
MERGE INTO $w.measurement m USING (SELECT * FROM $w.measurement) s ON m.goal_id = s.goal_id AND m.at = s.at WHEN MATCHED THEN UPDATE SET value = s.value, note = s.note;
SQL
	is(owner("SELECT string_agg(concat_ws(' ', at, recorded_at), ',' ORDER BY at) FROM $w.measurement"), $before, 'an unchanged row is known since it was' . ($parted ? ', in partitions' : ''));
	is(owner("SELECT (SELECT count(*) FROM $w.measurement_history), (SELECT count(*) FROM $w.restatements)"), '0|0', 'and leaves no history');
	owner("UPDATE $w.measurement SET note = 'other' WHERE value = 93");
	is(owner("SELECT (SELECT string_agg(note, ',') FROM $w.measurement_history), (SELECT count(*) FROM $w.restatements)"), 'n|0', 'a note is kept and restates nothing');
	owner("UPDATE $w.measurement SET value = 1 WHERE value = 94; UPDATE $w.measurement SET value = 94 WHERE value = 1; UPDATE $w.measurement SET value = 2 WHERE value = 94");
	owner("WITH d AS (DELETE FROM $w.measurement WHERE value = 95 RETURNING *) SELECT 1 FROM d; INSERT INTO $w.measurement (goal_id, at, value) SELECT goal_id, at, value FROM $w.measurement_history WHERE value = 95");
	owner("DELETE FROM $w.measurement WHERE value = 96; INSERT INTO $w.measurement (goal_id, at, value) VALUES (1, now() - interval '33 days', 5); UPDATE $w.measurement SET note = 'x' WHERE value = 5");
	is(owner("SELECT string_agg(concat_ws(' ', change_type, old_value, '->', new_value), ', ' ORDER BY changed_at) FROM $w.restatements"), 'corrected 94 -> 1, corrected 1 -> 94, corrected 94 -> 2, deleted 96 ->, late -> 5', 'what became another number restates, step by step');
}

# Random workspaces against a calculation of their own: scores and statuses by the rules as docs/workspace.md says them, in Perl.
sub number { return defined $_[0] ? sprintf('%.9f', $_[0]) : '' }
my $seed = $ENV{OPM_SEED} // time;
note("OPM_SEED=$seed");
srand($seed);
for my $round (1 .. 3)
{
	my ($w, %goal, @sql) = ("r$round");
	# period id => first and last day, days before now
	my %period = (1 => [ -110, -20 ], 2 => [ -30, 60 ], 3 => [ 61, 151 ]);
	for my $id (1 .. 60)
	{
		my $g = $goal{$id} = { parent => $id > 4 && rand() < 0.85 ? 1 + int(rand(($id - 1) / 3 + 1)) : undef, cadence => 1 + int(rand(40)), weight => int(rand(4)), rollup => (qw(mean min max own))[rand 4],
			how => (qw(last sum mean min max count first))[rand 7], target => 5 + int(rand(60)), period => rand() < 0.5 ? 1 + int(rand(3)) : undef, lifecycle => rand() < 0.85 ? 'active' : (qw(done paused dropped))[rand 3], max => rand() < 0.15 ? 1 + int(rand(60)) : undef };
		$g->{max} = undef if $g->{how} eq 'first'; # refused
		$g->{parent} = undef if ($g->{parent} // 0) >= $id;
		push @sql, sprintf("INSERT INTO %s.goal (id, key, name, parent_id, cadence_days, weight, rollup, time_aggregation, target, period_id, lifecycle, max_age) VALUES (%d, 'g%d', 'G', %s, %d, %d, '%s', '%s', '0 -> %d', %s, '%s', %s);",
			$w, $id, $id, $g->{parent} // 'NULL', $g->{cadence}, $g->{weight}, $g->{rollup}, $g->{how}, $g->{target}, $g->{period} // 'NULL', $g->{lifecycle}, defined $g->{max} ? "interval '$g->{max} days'" : 'NULL');
		# hours before now, never on the hour at which a day begins or a value goes stale
		my %at = rand() < 0.7 ? map { (int(rand(150 * 24)) + 0.25, int(rand(60))) } 1 .. rand(8) : ();
		$g->{measured} = \%at;
		push @sql, "INSERT INTO $w.measurement (goal_id, at, value) VALUES ($id, now() - $_ * interval '1 hour', $at{$_});" for keys %at;
		my %judged = rand() < 0.4 ? map { (int(rand(150 * 24)) + 0.75, int(rand(100)) / 100) } 1 .. 3 : ();
		$g->{judged} = \%judged;
		push @sql, "INSERT INTO $w.check_in (goal_id, at, score) VALUES ($id, now() - $_ * interval '1 hour', $judged{$_});" for keys %judged;
	}
	owner("BEGIN; SELECT opm.create_workspace('$w'); UPDATE $w.setting SET status_basis = 'score'; " . sprintf($periods, $w) . join("\n", @sql) . ' COMMIT;');
	# hours since the day began, as the rows above were written
	my $day = owner("SELECT extract(epoch FROM (SELECT min(created_at) FROM $w.goal) - (SELECT from_at - (first_day - timezone('UTC', (SELECT min(created_at) FROM $w.goal))::date) * interval '24 hours' FROM $w.period WHERE id = 2)) / 3600");
	my (%score, %left, %begun);
	for my $id (reverse 1 .. 60)
	{
		my $g = $goal{$id};
		# ages in hours: the window is from $oldest (included) to younger than $youngest
		my ($oldest, $youngest) = $g->{period} ? ($day - 24 * $period{ $g->{period} }[0], $day - 24 * ($period{ $g->{period} }[1] + 1)) : (1e9, -1e9);
		my $reference = $youngest > 0 ? $youngest : 0;
		my $usable = $g->{max} ? $reference + 24 * $g->{max} : $oldest;
		my @ages = sort { $a <=> $b } grep { $_ <= $usable && $_ > $youngest } keys %{ $g->{measured} };
		my @values = map { $g->{measured}{$_} } @ages;
		my ($own, $age);
		if (@values)
		{
			my ($sum, $min, $max) = (0, (sort { $a <=> $b } @values)[ 0, -1 ]);
			$sum += $_ for @values;
			my %by = (last => $values[0], first => $values[-1], sum => $sum, mean => $sum / @values, min => $min, max => $max, count => scalar @values);
			($own, $age) = ($by{ $g->{how} } / $g->{target}, $ages[0]);
		}
		elsif (my @judged = sort { $a <=> $b } grep { $_ <= $usable } keys %{ $g->{judged} })
		{
			# a grade after the end holds for the end
			($own, $age) = ($g->{judged}{ $judged[0] }, $judged[0] < $reference ? $reference : $judged[0]);
		}
		my $left = defined $age && $g->{lifecycle} eq 'active' ? 24 * ($g->{cadence} + 2) + $reference - $age : undef;
		$begun{$id} = ($g->{period} // 0) != 3 || $g->{lifecycle} eq 'done';
		my @below = grep { ($goal{$_}{parent} // 0) == $id } 1 .. 60;
		my $counts = sub { $goal{ $_[0] }{lifecycle} =~ /active|done/ };
		my $own_begun = $begun{$id};
		# a goal above nothing but goals that are to come is to come
		if ($g->{rollup} ne 'own' && grep { $counts->($_) } @below) { $begun{$id} = grep { $counts->($_) && $begun{$_} } @below }
		$g->{not_started} = $g->{lifecycle} eq 'active' && !($own_begun && $begun{$id});
		if (@below && $g->{rollup} ne 'own')
		{
			($own, $left) = (undef, undef);
			my @known = map { [ $_, $score{$_} < 0 ? 0 : $score{$_} > 1 ? 1 : $score{$_} ] } grep { $counts->($_) && defined $score{$_} && $goal{$_}{weight} > 0 } @below;
			my @sorted = sort { $a <=> $b } map { $_->[1] } @known;
			if (@known)
			{
				my ($total, $weight) = (0, 0);
				($total, $weight) = ($total + $_->[1] * $goal{ $_->[0] }{weight}, $weight + $goal{ $_->[0] }{weight}) for @known;
				$own = $g->{rollup} eq 'mean' ? $total / $weight : $sorted[ $g->{rollup} eq 'min' ? 0 : -1 ];
			}
			for my $below (grep { $counts->($_) && defined $left{$_} } @below) { $left = $left{$below} if !defined $left || $left{$below} > $left }
		}
		($score{$id}, $left{$id}) = ($own, $left);
	}
	my $want = join "\n", map {
		my ($g, $s) = ($goal{$_}, $score{$_});
		join '|', $_, $g->{lifecycle} =~ /paused|dropped/ ? ($g->{lifecycle}) : (number($s), !defined $s ? ($g->{not_started} ? 'not started' : 'no data') : $g->{lifecycle} eq 'active' && defined $left{$_} && $left{$_} < 0 ? 'stale' : $s < 0.4 ? 'off track' : $s < 0.7 ? 'at risk' : 'on track') } 1 .. 60;
	my $got = join "\n", map { my ($id, $s, $status) = split /\|/; join '|', $id, $status =~ /paused|dropped/ ? ($status) : (number(length $s ? $s : undef), $status) } split /\n/, owner("SELECT goal_id, score, status FROM $w.scorecard ORDER BY 1");
	is($got, $want, "random workspace $round: scores and statuses");
	is(differences($w) . close_differences($w), '', "random workspace $round: one answer");
}

done_testing();
