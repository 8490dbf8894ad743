# What is still to come, whose it is and what it gives: goals of a coming period are not started, teams are filtered with the teams below them,
# and every edge of the tree says what it contributes.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('coming');
sub owner { return $node->safe_psql('postgres', "SET client_min_messages = error; SET search_path = perf, pg_catalog;\n$_[0]") }

owner(q{
	SELECT opm.create_workspace('perf');
	INSERT INTO period (id, kind, name, first_day, last_day, calendar) VALUES (1, 'custom', 'now', current_date - 30, current_date + 60, 'a'), (2, 'custom', 'next', current_date + 61, current_date + 151, 'b');
	INSERT INTO goal (id, key, name, kind, parent_id, target, period_id, rollup, missing, lifecycle, time_aggregation, counted_until) VALUES
		(1, 'top', 'Top', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL),
		(2, 'o', 'O', 'objective', 1, NULL, 2, NULL, NULL, 'active', 'last', NULL),
		(3, 'kr', 'KR', 'key result', 2, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(4, 'log', 'Log', 'key result', 2, '<= 0', 2, NULL, NULL, 'active', 'sum', current_date),
		(5, 'mixed', 'Mixed', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL),
		(6, 'later', 'Later', 'key result', 5, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(7, 'silent', 'Silent', 'key result', 5, '0 -> 10', 1, NULL, NULL, 'active', 'last', NULL),
		(8, 'strict', 'Strict', 'objective', NULL, NULL, NULL, NULL, 'zero', 'active', 'last', NULL),
		(9, 'strictkr', 'Strict KR', 'key result', 8, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(10, 'eager', 'Eager', 'objective', NULL, NULL, 2, NULL, NULL, 'active', 'last', NULL),
		(11, 'early', 'Early', 'key result', 10, '>= 10', 1, NULL, NULL, 'active', 'last', NULL),
		(12, 'drafted', 'Drafted', 'kpi', NULL, '0 -> 10', 2, NULL, NULL, 'draft', 'last', NULL),
		(13, 'done', 'Done', 'kpi', NULL, '0 -> 10', 2, NULL, NULL, 'done', 'last', NULL),
		(14, 'own', 'Own', 'objective', NULL, '0 -> 10', 1, 'own', NULL, 'active', 'last', NULL),
		(15, 'under', 'Under', 'key result', 14, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(16, 'linked', 'Linked', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL);
	INSERT INTO goal_link (goal_id, parent_id, weight) VALUES (3, 16, 1);
	-- measured before its period, and falling: that says nothing of the period
	INSERT INTO measurement (goal_id, at, value) SELECT 3, now() - i * interval '1 day', CASE WHEN i < 8 THEN -50 ELSE i % 3 END FROM generate_series(1, 60) i;
	INSERT INTO measurement (goal_id, at, value) VALUES (11, now(), 10);
	ANALYZE;
});
my $said = 'done no data -1, drafted draft -2, eager on track 3, early on track 3, kr not started -2, later not started -2, linked not started -2, log not started -2, mixed no data -1, o not started -2, own no data -1, '
	. 'silent no data -1, strict not started -2, strictkr not started -2, top not started -2, under not started -2';
for my $asked ('scorecard', 'scorecard_at(now())', 'scorecard_at(now(), now())') {
	is(owner("SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM $asked"), $said, "$asked: what is to come is not started");
}
is(owner(q{SELECT string_agg(goal_key || ' ' || status, ', ' ORDER BY goal_key) FROM scorecard_at(now() + interval '70 days') WHERE status = 'not started'}), '', 'when its period has begun it is not');
is(owner(q{SELECT status FROM scorecard_at(now() + interval '70 days') WHERE goal_key = 'kr'}), 'no data', 'but has no data');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM goal_now WHERE status = 'not started'}),
	'eager not started -2, kr not started -2, later not started -2, log not started -2, o not started -2, strictkr not started -2, under not started -2', 'goal_now, which sees no goals below');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, status), ', ' ORDER BY goal_key) FROM okr WHERE status_order = -2}), 'kr not started, later not started, log not started, strictkr not started, under not started', 'okr');
is(owner(q{SELECT string_agg(goal_key || ' ' || finding, ', ' ORDER BY goal_key) FROM exceptions}), 'silent no data', 'what is to come is no exception');
owner(q{INSERT INTO check_in (goal_id, blocker) VALUES (3, 'no budget')});
is(owner(q{SELECT finding || ': ' || reason || ' ' || momentum FROM exceptions WHERE goal_key = 'kr'}), 'blocked: blocked: no budget unknown', 'unless somebody says so');
is(owner(q{SELECT status_order || ' ' || color FROM status_band WHERE kind = 'status' AND status = 'not started'}), '-2 #DDDDDD', 'the word has an order and a colour');
is(owner(q{SELECT string_agg(x.goal_key || ' ' || x.status, ', ') FROM scenario('{}') x JOIN scorecard s USING (goal_id) WHERE s.lifecycle = 'active' AND s.period_id = 2 AND x.status <> s.status}), '', 'a scenario says the same');
is(owner(q{SELECT string_agg(DISTINCT a.status, ' ') FROM announced a WHERE goal_id IN (3, 6)}), 'not started', 'a goal that is to come begins so');
is(owner(q{SELECT count(*) FROM (SELECT announce()) x; SELECT announce()}) =~ s/\n/ /r, '1 0', 'and is announced once');
is(owner(q{BEGIN; DO $$ BEGIN PERFORM close_period(1, confirm => 'not over'); END $$;
	SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM scorecard_history;
	SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM goal_history; ROLLBACK;}), "$said\n$said", 'a close and a snapshot say it');
is(owner(q{SELECT snapshot(current_date - 90, 'month') > 1}), 't', 'snapshots of days past');
is(owner(q{SELECT string_agg(DISTINCT day_on::text || ' ' || h.status || ' ' || a.status, ', ') FROM goal_history h, scorecard_at(h.until_at) a WHERE a.goal_id = h.goal_id AND a.status <> h.status}), '', 'say what scorecard_at says of them');
is(owner(q{SELECT count(*) > 0 FROM goal_history h WHERE goal_key = 'silent' AND status = 'not started'}), 't', 'a goal of now had not started then');

$node->stop;
done_testing();
