# Status against the plan: what each basis says of the same goal from the first day to the day after the last, for leaves and parents, in every place that shows a status;
# and how a goal that is over ended.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('status');
sub sql { return $node->safe_psql('postgres', $_[0]) }

# Every place that says how a goal stands, for one goal: scorecard, goal_now (leaves), scorecard_at, with status, expected score and outcome.
my $places = <<'SQL';
	SELECT 'scorecard' AS place, goal_id, goal_key, status, round(expected_score::numeric, 6) AS expected, round(pace_score::numeric, 6) AS pace, coalesce(outcome, plan_status) AS word FROM perf.scorecard
	UNION ALL SELECT 'scorecard_at', goal_id, goal_key, status, round(expected_score::numeric, 6), round(pace_score::numeric, 6), coalesce(outcome, plan_status) FROM perf.scorecard_at(now())
	UNION ALL SELECT 'goal_now', n.goal_id, n.goal_key, n.status, round(n.expected_score::numeric, 6), round(n.pace_score::numeric, 6), coalesce(n.outcome, n.plan_status) FROM perf.goal_now n
		WHERE NOT EXISTS (SELECT FROM perf._edge e WHERE e.parent_id = n.goal_id)
SQL
sub agree
{
	is(sql("SELECT string_agg(DISTINCT goal_key, ' ') FROM ($places) x WHERE (SELECT count(DISTINCT (y.status, y.expected, y.pace, y.word)) FROM ($places) y WHERE y.goal_id = x.goal_id) > 1"), '', "$_[0]: every place says the same");
}

sql(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.team (id, key, name) VALUES (1, 't', 'Team');
-- periods of 90 days of which 1, 10, 45, 89 days have passed, and one that ended yesterday
INSERT INTO perf.period (id, calendar, kind, name, first_day, last_day)
	SELECT d, 'c' || d, 'custom', 'day ' || d, timezone('UTC', now())::date - d, timezone('UTC', now())::date - d + 89 FROM unnest(ARRAY[1, 10, 45, 89, 90, 91]) d;
-- in each, for each basis, an objective with four key results of one target: not begun, half the pace, on plan, ahead
INSERT INTO perf.goal (key, name, kind, period_id, status_basis, team_id)
	SELECT format('%s.%s', b, p.id), 'O', 'objective', p.id, b, 1 FROM perf.period p, unnest(ARRAY['expected', 'plan', 'pace', 'score']) b;
INSERT INTO perf.goal (key, name, kind, period_id, status_basis, parent_id, target)
	SELECT format('%s.%s.%s', b, p.id, n), n, 'key result', p.id, b, perf.goal_id(format('%s.%s', b, p.id)), '100 -> 1000'
	FROM perf.period p, unnest(ARRAY['expected', 'plan', 'pace', 'score']) b, unnest(ARRAY['none', 'half', 'plan', 'ahead']) n;
INSERT INTO perf.measurement (goal_id, at, value)
	SELECT g.id, LEAST(now(), p.until_at) - interval '1 minute', 100 + 900 * least(p.id, 90) / 90.0 * CASE g.name WHEN 'none' THEN 0 WHEN 'half' THEN 0.5 WHEN 'plan' THEN 1 ELSE 1.2 END
	FROM perf.goal g JOIN perf.period p ON p.id = g.period_id WHERE g.target IS NOT NULL;
SQL

# The table of docs/expected.md, as the workspace says it.
my $table = sub { return sql(qq{SELECT string_agg(coalesce(s.status, '-'), ', ' ORDER BY s.period_id) FROM perf.scorecard s WHERE s.goal_key ~ '^$_[0]\\.[0-9]+\\.$_[1]\$' AND s.period_id <> 90}) };
is($table->('expected', 'none'), 'on track, on track, off track, off track, off track', 'expected: a goal that is not begun');
is($table->('expected', 'half'), 'on track, on track, at risk, at risk, at risk', 'expected: at half the pace');
is($table->('expected', 'plan'), 'on track, on track, on track, on track, on track', 'expected: on plan');
is($table->('expected', 'ahead'), 'on track, on track, on track, on track, on track', 'expected: ahead');
is($table->('plan', 'none'), 'on track, on track, at risk, off track, off track', 'plan: a goal that is not begun');
is($table->('plan', 'half'), 'on track, on track, on track, at risk, at risk', 'plan: at half the pace');
is($table->('plan', 'plan'), 'on track, on track, on track, on track, on track', 'plan: on plan');
is($table->('pace', 'none'), 'off track, off track, off track, off track, off track', 'pace: a goal that is not begun');
is($table->('pace', 'half'), 'at risk, at risk, at risk, at risk, at risk', 'pace: at half the pace');
is($table->('pace', 'plan'), 'on track, on track, on track, on track, on track', 'pace: on plan');
is($table->('score', 'plan'), 'off track, off track, at risk, on track, on track', 'score: on plan');
is(sql(q{SELECT string_agg(round(expected_score::numeric, 2)::text, ' ' ORDER BY period_id) FROM perf.scorecard WHERE goal_key ~ '^expected\.[0-9]+\.half$'}), '0.99 0.90 0.63 0.50 0.50 0.50', 'expected scores of half the pace');
is(sql(q{SELECT string_agg(DISTINCT plan_status, ' ') FROM perf.scorecard WHERE goal_key ~ '^expected\.[0-9]+\.plan$' AND period_id < 90}), 'on plan', 'on plan all the way');
is(sql(q{SELECT string_agg(goal_name || ' ' || plan_status || plan_status_order, ', ' ORDER BY goal_key) FROM perf.scorecard WHERE goal_key ~ '^expected\.45\.'}), 'ahead ahead3, half behind1, none behind1, plan on plan2', 'ahead, on plan, behind');

# Parents: rolled up from the goals below, credit range included; 0.25 + 0.625 + 1 + 1 of 4 on day 45.
is(sql(q{SELECT round(expected_score::numeric, 4) || ' ' || round(score::numeric, 4) || ' ' || round(pace_score::numeric, 4) || ' ' || plan_status || ' ' || status FROM perf.scorecard WHERE goal_key = 'expected.45'}), '0.7188 0.3375 0.5000 behind on track', 'a parent');
is(sql(q{SELECT round(expected_score::numeric, 4)::text || ' ' || status FROM perf.scorecard WHERE goal_key = 'score.45'}), '0.3375 off track', 'a parent judged by scores');
is(sql(q{SELECT count(*) FROM perf.scorecard p JOIN (SELECT parent_goal_id, avg(least(greatest(expected_score, 0), 1)) AS e, avg(least(greatest(pace_score, 0), 1)) AS p FROM perf.scorecard WHERE NOT is_leaf IS NULL GROUP BY 1) k ON k.parent_goal_id = p.goal_id WHERE abs(p.expected_score - k.e) > 1e-12 OR abs(p.pace_score - k.p) > 1e-12}), '0', 'every parent is the mean of its goals');
agree('leaves and parents');

# Over: reached or missed, by the score.
is(sql(q{SELECT string_agg(goal_name || ' ' || outcome || outcome_order, ', ' ORDER BY goal_key) FROM perf.scorecard WHERE goal_key ~ '^expected\.90\.'}), 'ahead reached2, half missed1, none missed1, plan reached2', 'a period that is over: reached or missed');
is(sql(q{SELECT count(*) FROM perf.scorecard WHERE (outcome IS NULL) <> (period_id < 90) OR plan_status IS NOT NULL AND outcome IS NOT NULL}), '0', 'only then, and then nothing is behind plan');
is(sql(q{SELECT count(*) FROM perf.scorecard WHERE period_id >= 90 AND expected_score IS DISTINCT FROM score AND is_leaf}), '0', 'and the score is what is expected');
is(sql(q{SELECT string_agg(DISTINCT s.goal_key || ': ' || s.outcome || ' ' || f.outlook, ', ') FROM perf.scorecard s JOIN perf.forecast f USING (goal_id) WHERE s.outcome IS NOT NULL AND s.outcome IS DISTINCT FROM f.outlook}), '', 'forecast says the same');
is(sql(q{SELECT string_agg(DISTINCT finding, ', ') FROM perf.exceptions WHERE outcome = 'missed' AND goal_key ~ 'expected\.90\.half'}), 'missed', 'exceptions too');
like(sql(q{SELECT reason FROM perf.exceptions WHERE goal_key = 'expected.90.half'}), qr/^missed: its day was \d{4}-\d\d-\d\d/, 'with its day');
is(sql(q{SELECT string_agg(DISTINCT goal_key, ' ') FROM perf.exceptions e WHERE goal_key ~ '^expected\.1\.'}), '', 'nothing is wrong on the first day');
is(sql(q{SELECT string_agg(goal_key, ' ') FROM perf.exceptions WHERE goal_key ~ '^expected\.(10|45)\.(ahead|plan)$' AND finding IN ('red', 'red, but noise', 'behind plan')}), '', 'nor with what is on plan later');
is(sql(q{SELECT string_agg(DISTINCT outcome, ' ' ORDER BY outcome) FROM perf.okr WHERE period_id = 90}), 'missed reached', 'okr too');
sql('SELECT perf.close_period(90)');
is(sql(q{SELECT string_agg(DISTINCT s.goal_key, ' ') FROM perf.scorecard s JOIN perf.scorecard_history h USING (goal_id) WHERE s.period_id = 90 AND h.period_id = 90 AND (s.outcome, s.status) IS DISTINCT FROM (h.outcome, h.status) AND s.status <> 'stale'}), '', 'and the close');
is(sql(q{SELECT string_agg(DISTINCT coalesce(outcome, '-'), ' ') FROM perf.scorecard_history WHERE period_id = 90 AND goal_key ~ '^expected\.45'}), '-', 'what runs on at the close has no outcome');
is(sql('SELECT count(*) FROM perf.check_closes()'), '0', 'the close is whole');

# The basis of the workspace, and of a goal.
sql("UPDATE perf.goal SET status_basis = NULL WHERE key ~ '^expected'; UPDATE perf.setting SET status_basis = 'score'");
is($table->('expected', 'plan'), 'off track, off track, at risk, on track, on track', 'the basis of the workspace');
is(sql(q{SELECT string_agg(DISTINCT status_basis, ' ') FROM perf.scorecard WHERE goal_key ~ '^expected'}), 'score', 'which scorecard says');
agree('the basis of the workspace');
sql("UPDATE perf.setting SET status_basis = 'expected'");
my (undef, undef, $error) = $node->psql('postgres', "UPDATE perf.goal SET status_basis = 'speed'");
like($error, qr/goal\.status_basis.*expected, plan, pace/s, 'no other word');

# Bands from 1 up are for what has been reached; presets of products are cuts of pace and plan.
sql("UPDATE perf.setting SET bands = 'off track | 0.4 | at risk | 0.7 | on track | 1 | achieved | 1.15 | exceeded'");
is($table->('expected', 'ahead'), 'on track, on track, on track, exceeded, exceeded', 'what is expected beyond the goal is not achieved yet');
is($table->('expected', 'plan'), 'on track, on track, on track, on track, achieved', 'achieved when it is');
is(sql(q{SELECT string_agg(next_band_value::text, ' ' ORDER BY period_id) FROM perf.scorecard WHERE goal_key ~ '^expected\.(1|45)\.plan'}), '1000 1000', 'and needs the goal');
for my $p ([ 'upraise', 'pace', 'at risk, on track, at risk, on track' ], [ 'leankit', 'plan', 'ahead, behind, behind, on track' ], [ 'engagedly', 'plan', 'on track, behind, at risk, on track' ])
{
	my ($preset, $basis, $want) = @$p;
	sql("UPDATE perf.setting SET bands = opm.bands_preset('$preset')::text");
	$want = 'on track, at risk, at risk, on track' if $preset eq 'upraise';
	is(sql(qq{SELECT string_agg(status, ', ' ORDER BY goal_key) FROM perf.scorecard WHERE goal_key ~ '^$basis\\.45\\.'}), $want, "$preset by $basis: ahead, half, none, plan");
}
sql("UPDATE perf.setting SET bands = 'off track | 0.4 | at risk | 0.7 | on track'");
# the value that gets a goal into the next band does
is(sql(q{SELECT string_agg(DISTINCT s.goal_key, ' ') FROM perf.scorecard s, LATERAL opm.score(s.next_band_value + 1e-6, s.target::opm.target) a
	WHERE s.is_leaf AND s.next_band_value IS NOT NULL AND s.outcome IS NULL AND s.status_basis <> 'score' AND opm.status_rank(opm.expected_score(a, s.pace_score, s.status_basis), 'off track | 0.4 | at risk | 0.7 | on track') <> s.status_order + 1}), '', 'next_band_value');

# A day due without a period: from the day it was made. Holds and ranges have no plan; plans of one's own; given scores; goals that are done.
sql(<<'SQL');
INSERT INTO perf.goal (key, name, target, due_on, created_at) SELECT 'due', 'Due', '0 -> 100', timezone('UTC', now())::date + 44, now() - interval '45 days';
INSERT INTO perf.goal (key, name, target, due_on, created_at) SELECT 'past', 'Past', '0 -> 100', timezone('UTC', now())::date - 1, now() - interval '45 days';
INSERT INTO perf.goal (key, name, target, due_on, created_at) SELECT 'early', 'Due before it was made', '0 -> 100', timezone('UTC', now())::date - 10, now();
INSERT INTO perf.goal (key, name, target, period_id) VALUES ('hold', 'Hold', '>= 50 ~ 20', 45), ('range', 'Range', '10 .. 20 ~ 10', 45), ('endless', 'Endless', '0 -> 100', NULL);
INSERT INTO perf.goal (key, name, target, period_id, plan) VALUES ('late', 'Late plan', '0 -> 100', 45, '0:0 0.5:0.1 1:1'), ('step', 'Stepped', '0 -> 100', 45, '0:0 0.6:0 0.6000001:1 1:1');
INSERT INTO perf.goal (key, name, period_id, plan) VALUES ('graded', 'Graded', 45, '0:0 1:1'), ('ungraded', 'Graded without a plan', 45, NULL);
INSERT INTO perf.goal (key, name, target, period_id, lifecycle) VALUES ('done', 'Done', '0 -> 100', 45, 'done'), ('dropped', 'Dropped', '0 -> 100', 90, 'dropped');
INSERT INTO perf.goal (key, name, target, period_id) VALUES ('silent', 'Never measured', '0 -> 100', 90), ('sum', 'Sum', '0 -> 100', 45);
UPDATE perf.goal SET rollup = 'sum' WHERE key = 'sum';
INSERT INTO perf.goal (key, name, parent_id, period_id) SELECT 'part' || i, 'Part', perf.goal_id('sum'), 45 FROM generate_series(1, 2) i;
INSERT INTO perf.goal (key, name, target, period_id, rollup) VALUES ('all', 'All', NULL, 45, 'all');
INSERT INTO perf.goal (key, name, target, parent_id, period_id) SELECT 'all' || i, 'One', '0 -> 100', perf.goal_id('all'), 45 FROM generate_series(1, 2) i;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 minute', v FROM (VALUES ('due', 25), ('early', 50), ('hold', 45), ('range', 25), ('endless', 30), ('late', 10), ('step', 0), ('done', 60), ('part1', 10), ('part2', 40), ('all1', 50), ('all2', 70)) v(k, v) JOIN perf.goal g ON g.key = v.k;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '2 days', 90 FROM perf.goal WHERE key IN ('dropped', 'past');
INSERT INTO perf.check_in (goal_id, person_id, score) SELECT id, 1, 0.25 FROM perf.goal WHERE key IN ('graded', 'ungraded');
SQL
my $of = sub { return sql(qq{SELECT concat_ws(' ', round(score::numeric, 3), coalesce(round(pace_score::numeric, 3)::text, '-'), round(expected_score::numeric, 3), coalesce(plan_status, outcome, '-')) || ' / ' || status FROM perf.scorecard WHERE goal_key = '$_[0]'}) };
is($of->('due'), '0.250 0.500 0.625 behind / at risk', 'a day due without a period');
is($of->('past'), '0.900 1.000 0.900 missed / on track', 'a day due that has passed');
is($of->('early'), '0.500 1.000 0.500 missed / at risk', 'due before it was made');
is($of->('hold'), '0.750 - 0.750 - / on track', 'a hold is judged as it is');
is($of->('range'), '0.500 - 0.500 - / at risk', 'a range too');
is($of->('endless'), '0.300 - 0.300 - / off track', 'and a goal without an end');
is($of->('late'), '0.100 0.100 1.000 on plan / on track', 'a plan of its own');
is($of->('step'), '0.000 0.000 1.000 on plan / on track', 'a step');
is($of->('graded'), '0.250 0.500 0.625 behind / at risk', 'a given score with a plan');
is($of->('ungraded'), '0.250 - 0.250 - / off track', 'and without');
is($of->('done'), '0.600 1.000 0.600 missed / at risk', 'done is over');
is(sql(q{SELECT coalesce(outcome, '-') || ' ' || status FROM perf.scorecard WHERE goal_key = 'dropped'}), '- dropped', 'what does not count has no outcome');
is(sql(q{SELECT outcome || ' ' || status FROM perf.scorecard WHERE goal_key = 'silent'}), 'unknown no data', 'nobody knows how it ended');
is($of->('sum'), '0.500 0.500 1.000 on plan / on track', 'a sum has a plan of its own');
is($of->('all'), '0.000 0.000 1.000 on plan / on track', 'all: expected to be reached');
agree('all kinds');
is(sql(q{SELECT string_agg(s.goal_key, ' ') FROM perf.scorecard s JOIN perf.forecast f USING (goal_id) WHERE s.is_leaf AND s.lifecycle = 'active' AND s.outcome IN ('reached', 'missed') AND s.outcome IS DISTINCT FROM f.outlook AND s.measured_at < s.due_on}), '', 'forecast and outcome, where it was measured by its day');
is(sql(q{SELECT string_agg(goal_key || ' ' || status, ', ' ORDER BY goal_key) FROM perf.scenario('{"due": {"value": 50}}') WHERE goal_key IN ('due', 'past')}), 'due on track, past on track', 'a scenario is judged alike');
is(sql(q{SELECT string_agg(goal_key, ' ') FROM perf.scorecard s JOIN perf.scenario('{}') USING (goal_key) WHERE s.status <> scenario.status AND s.status NOT IN ('stale', 'dropped') }), '', 'and changes nothing by itself');

# Bikes sold at the close of the first quarter: 24.3 % when 24.9 % of the year had passed. Within 5 points of the plan, and so is what is above; no band for what is only a quarter of the way.
sql(<<'SQL');
INSERT INTO perf.period (id, calendar, kind, name, first_day, last_day) VALUES (365, 'bikes', 'custom', 'Year', timezone('UTC', now())::date - 91, timezone('UTC', now())::date + 273);
INSERT INTO perf.goal (key, name, period_id) VALUES ('sales', 'Sales', 365);
INSERT INTO perf.goal (key, name, target, time_aggregation, period_id, parent_id) VALUES ('bikes', 'Bikes sold', '0 -> 4600', 'sum', 365, perf.goal_id('sales'));
INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('bikes'), now() - i * interval '7 days' - interval '1 minute', 86 FROM generate_series(0, 12) i;
SQL
is(sql(q{SELECT string_agg(round(score::numeric, 3) || ' ' || round(pace_score::numeric, 3) || ' ' || plan_status || ' ' || status, ', ' ORDER BY goal_key) FROM perf.scorecard WHERE goal_key IN ('bikes', 'sales')}),
	'0.243 0.249 on plan on track, 0.243 0.249 on plan on track', 'a sum within its plan, and its parent');

# Means over goals.
is(sql(q{SELECT round(expected_score::numeric, 3) - (SELECT round((sum(least(1, greatest(0, expected_score)) * root_weight_fraction) / sum(root_weight_fraction))::numeric, 3) FROM perf.scorecard WHERE team_id = 1 AND is_current AND score IS NOT NULL) FROM perf.team_scorecard WHERE team_id = 1}), '0.000', 'a team');

# Announced: a measurement whose value has another status today; the same value is quiet for the day.
sql(q{SELECT perf.announce()});
is(sql(q{SELECT a.status FROM perf.announced a JOIN perf.goal g ON g.id = a.goal_id WHERE g.key = 'due'}), 'at risk', 'announced as the scorecard has it');
sql(q{INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now(), 32 FROM perf.goal WHERE key = 'due'});
is(sql(q{SELECT a.status || ' ' || (a.quiet_from > 29 AND a.quiet_from < 31) || ' ' || (a.quiet_until < now() + interval '1 day') FROM perf.announced a JOIN perf.goal g ON g.id = a.goal_id WHERE g.key = 'due'}), 'on track true true', 'a new measurement is announced; quiet within the band, until the day is over');
is(sql(q{SELECT string_agg(s.goal_key, ' ') FROM perf.scorecard s JOIN perf.announced a USING (goal_id) WHERE s.status <> a.status AND s.is_leaf}), '', 'none differs');

# The words, their order and colours.
is(sql(q{SELECT string_agg(status || status_order || color, ' ' ORDER BY status_order) FROM perf.status_band WHERE kind = 'status' AND status_order > 0}), 'off track1#D55E00 at risk2#F0E442 on track3#009E73', 'bands');
is(sql(q{SELECT string_agg(status, ', ' ORDER BY status_order) FROM perf.status_band WHERE kind = 'plan_status'}), 'behind, on plan, ahead', 'plan');
sql(q{UPDATE perf.goal SET bands = 'poor | 0.5 | good' WHERE key = 'hold'});
is(sql(q{SELECT string_agg(DISTINCT s.status, ' ') FROM perf.scorecard s LEFT JOIN perf.status_band b ON b.kind = 'status' AND b.status = s.status AND b.status_order = s.status_order WHERE b.id IS NULL}), '', 'every status of the scorecard is there');
is(sql(q{SELECT string_agg(DISTINCT w, ' ') FROM (SELECT 'outcome ' || outcome FROM perf.scorecard UNION SELECT 'plan_status ' || plan_status FROM perf.scorecard) x(w) LEFT JOIN perf.status_band b ON b.id = w WHERE w IS NOT NULL AND b.id IS NULL}), '', 'every other word too');
is(sql(q{SELECT count(*) FROM perf.status_band b, LATERAL (SELECT sum(CASE i WHEN 0 THEN 0.2126 WHEN 1 THEN 0.7152 ELSE 0.0722 END * CASE WHEN v <= 0.04045 THEN v / 12.92 ELSE power((v + 0.055) / 1.055, 2.4) END) AS l
	FROM generate_series(0, 2) i, LATERAL (SELECT get_byte(decode(substr(color, 2), 'hex'), i) / 255.0 AS v) c) y WHERE round((1.05 / (l + 0.05))::numeric, 1) <> contrast_white::numeric OR round(((l + 0.05) / 0.05)::numeric, 1) <> contrast_black::numeric
	OR (text_color = '#FFFFFF') <> (contrast_white > contrast_black)}), '0', 'contrasts by WCAG');
# A basis of its own goes with the outline, and stays where the outline leaves it out.
sql(q{SELECT opm.create_workspace('copied')});
sql(q{UPDATE perf.goal SET status_basis = 'plan' WHERE key = 'due'});
sql(q{SELECT copied.load_outline(perf.export_outline(with_values => false))});
is(sql(q{SELECT count(*) FILTER (WHERE g.status_basis <> 'expected') > 0, count(*) FILTER (WHERE g.status_basis <> 'expected' AND c.status_basis IS DISTINCT FROM g.status_basis) FROM perf.goal g JOIN copied.goal c USING (key)}), 't|0', 'status_basis goes with the outline');
sql(q{SELECT copied.load_outline('due "Due by then"')});
is(sql(q{SELECT name, status_basis FROM copied.goal WHERE key = 'due'}), 'Due by then|plan', 'and stays where it is left out');
done_testing();
