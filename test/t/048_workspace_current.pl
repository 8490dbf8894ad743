# What counts now: goals of a past or a coming period stay in the scorecard, where is_current tells them apart, and out of the aggregates.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('current');
sub owner { return $node->safe_psql('postgres', "SET client_min_messages = error;\n$_[0]") }
owner(q{
	SELECT opm.create_workspace('perf');
	SELECT perf.add_fiscal_year((date_trunc('year', now()) + y * interval '1 year')::date, name => n) FROM (VALUES (-1, 'past'), (0, 'now'), (1, 'next')) v(y, n);
	INSERT INTO perf.person (id, name) VALUES (2, 'Ann');
	INSERT INTO perf.team (id, key, name) VALUES (1, 't', 'T');
	-- one tree a year, each of an objective and two key results, all of one owner, team and perspective
	INSERT INTO perf.goal (id, key, name, parent_id, target, owner_id, team_id, perspective_id, period_id, lifecycle)
	SELECT 10 * y + k, n || k, n || k, CASE WHEN k > 1 THEN 10 * y + 1 END, CASE WHEN k > 1 THEN '>= 10 ~ 10' END, 2, 1, 1, perf.period_id(n), CASE n WHEN 'past' THEN 'done' ELSE 'active' END
	FROM (VALUES (1, 'past'), (2, 'now'), (3, 'next')) v(y, n), generate_series(1, 3) k;
	-- without a period: one that goes on, one that is done
	INSERT INTO perf.goal (id, key, name, target, owner_id, team_id, perspective_id, lifecycle) VALUES (41, 'on', 'On', '>= 10 ~ 10', 2, 1, 1, 'active'), (42, 'gone', 'Gone', '>= 10 ~ 10', 2, 1, 1, 'done');
	INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 year', 10 FROM perf.goal WHERE id IN (12, 13);
	INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now(), CASE id WHEN 22 THEN 4 WHEN 23 THEN 6 WHEN 41 THEN 2 ELSE 10 END FROM perf.goal WHERE id IN (22, 23, 41, 42)});
is(owner('SELECT string_agg(goal_key, $$ $$ ORDER BY goal_id) FROM perf.scorecard WHERE is_current'), 'now1 now2 now3 on', 'goals of the period that holds now, and those without one that go on');
is(owner('SELECT string_agg(goal_key || $$ $$ || score, $$, $$ ORDER BY goal_id) FROM perf.scorecard WHERE NOT is_current AND score IS NOT NULL'), 'past1 1, past2 1, past3 1, gone 1', 'the others keep their scores');
# (0.5 + 0.2) / 2 over the topmost, (0.4 + 0.6 halves, 0.2) at the bottom by weight at the root
is(owner('SELECT goal_count, round(score::numeric, 6), no_data_count FROM perf.team_scorecard'), '4|0.350000|0', 'a team: the topmost goals of now');
is(owner('SELECT goal_count, round(score::numeric, 6), no_data_count FROM perf.accountability WHERE person_id = 2'), '4|0.350000|0', 'a person');
is(owner('SELECT goal_count, measured_count, round(score::numeric, 6), root_weight_fraction FROM perf.balanced_scorecard WHERE perspective_id = 1'), '3|3|0.350000|2', 'a perspective: what is at the bottom of the trees of now');
is(owner('SELECT string_agg(counted_count || $$ of $$ || of_count, $$, $$ ORDER BY id) FROM perf.pillar_health WHERE id IN (1, 3)'), '3 of 4, 3 of 3', 'the health of the system');
# A goal of now below one of the past is the topmost of now.
owner('UPDATE perf.goal SET parent_id = 11 WHERE id = 21');
# it is a third of that tree now, and weighs as much: (0.5 * 1 / 3 + 0.2) / (1 / 3 + 1)
is(owner('SELECT goal_count, round(score::numeric, 6) FROM perf.team_scorecard'), '4|0.275000', 'below a goal that counts no more');
# A target of a period makes a goal one of it.
owner('INSERT INTO perf.goal_target VALUES (12, perf.period_id($$now$$), $$>= 5$$)');
is(owner('SELECT is_current, goal_key FROM perf.scorecard WHERE goal_id = 12'), 't|past2', 'a target of now makes a goal one of now');
$node->stop;
done_testing();
