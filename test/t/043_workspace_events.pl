# Logs of events, rolling windows and targets from history: what a team would say of them, in every view that is asked. Cases F4, F5, 20, 32 and 44 of practitioners.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('events');
sub sql { return $node->safe_psql('postgres', $_[0]) }

# What is refused says so, or nothing does.
sub refusal
{
	my ($rc, $out, $err) = $node->psql('postgres', $_[0], on_error_stop => 1);
	return $rc == 0 ? 'not refused' : join ' ', $err =~ /(?:ERROR|HINT):\s+(.*)/g;
}

# The same question has one answer: scorecard, goal_now and scorecard_at, as value and score in percent; - where it is not known.
sub answers
{
	my ($key) = @_;
	return sql(qq{
		SELECT string_agg(DISTINCT COALESCE(actual::text, '-') || ' ' || COALESCE(round(100 * score)::text, '-') || ' ' || status, ' or ') FROM (
			SELECT actual, score, status FROM perf.scorecard WHERE goal_key = '$key'
			UNION ALL SELECT actual, score, status FROM perf.goal_now WHERE goal_key = '$key'
			UNION ALL SELECT actual, score, status FROM perf.scorecard_at(now()) WHERE goal_key = '$key') x});
}

sql(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.period (id, kind, name, first_day, last_day) VALUES (1, 'custom', 'now', current_date - 60, current_date + 60), (2, 'custom', 'past', current_date - 90, current_date - 61);
INSERT INTO perf.goal (key, name, target, time_aggregation, period_id) VALUES
	('none', 'Deaths', '<= 0 ~ 1', 'count', 1), ('habit', 'Runs', '>= 3 ~ 3', 'count', 1), ('loss', 'Loss', '<= 100 ~ 100', 'sum', 1), ('bound', 'Accidents', '<= 0 ~ 1', 'count', 1),
	('dry', 'Dry log', '<= 0 ~ 1', 'count', 1), ('level', 'Level', '<= 0 ~ 1', 'mean', 1), ('past', 'Past', '<= 0 ~ 1', 'count', 2);
SQL

# ---- zero is a count ----
is(answers('none'), '- - no data', 'nothing is said of the log: nothing is known');
my $before = sql('SELECT clock_timestamp()');
sql(q{UPDATE perf.goal SET counted_until = current_date WHERE key IN ('none', 'habit', 'loss')});
is(answers('none'), '0 100 on track', 'a complete log without an event is 0, and reaches <= 0');
is(answers('habit'), '0 0 off track', 'and misses >= 3');
is(answers('loss'), '0 100 on track', 'a sum likewise');
sql(q{INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '50 days', 1 FROM perf.goal WHERE key = 'none'});
is(answers('none'), '1 0 off track', 'an event of long ago counts, and is not stale: nothing has happened since');
sql(q{UPDATE perf.goal SET counted_until = current_date - 40 WHERE key IN ('none', 'habit')});
is(answers('none'), '1 0 stale', 'a log that is complete until long ago is stale');
is(answers('habit'), '0 0 stale', 'also one without an event');
sql(q{UPDATE perf.goal SET counted_until = current_date - 70 WHERE key = 'habit'});
is(answers('habit'), '- - no data', 'complete until before the period: nothing is known of it');
sql(q{UPDATE perf.goal SET counted_until = current_date WHERE key = 'past'});
is(answers('past'), '0 100 on track', 'a period that is over');
is(sql(q{SELECT score FROM perf.scorecard_at(now() - interval '20 days', clock_timestamp()) WHERE goal_key = 'loss'}), '1', 'as known now, the log was complete then');
is(sql(qq{SELECT COALESCE(score::text, '-') FROM perf.scorecard_at(now() - interval '20 days', '$before') WHERE goal_key = 'loss'}), '-', 'as known before, it was not known');
is(sql(q{SELECT perf.close_period(2); SELECT actual || ' ' || score || ' ' || status FROM perf.close_result WHERE goal_key = 'past'}), "1\n0 1 on track", 'a close says the same');
like(refusal(q{UPDATE perf.goal SET counted_until = current_date WHERE key = 'level'}), qr/counted_until.*count or sum/, 'the mean of nothing is nothing: refused');
like(refusal(q{UPDATE perf.goal SET counted_until = current_date + 400 WHERE key = 'none'}), qr/counted_until.*future/, 'nobody has counted what is to come');

# ---- bound logs ----
sql(q{CREATE TABLE accident (goal text, at timestamptz); SELECT opm.bind('perf', 'accidents', 'SELECT goal, at, 1 AS value, NULL AS base FROM public.accident', '{dry}')});
is(answers('dry'), '0 100 on track', 'a bound log that has no row is 0, where it is named');
is(answers('bound'), '- - no data', 'of others nothing is known');
sql(q{INSERT INTO accident VALUES ('bound', now() - interval '200 days')});
is(answers('bound'), '0 100 on track', 'a bound log is complete up to now');
sql(q{INSERT INTO accident VALUES ('bound', now() - interval '40 days')});
is(answers('bound'), '1 0 off track', 'and its last event may be long ago');
like(refusal(q{SELECT opm.bind('perf', 'accidents', 'SELECT goal, at, 1 AS value, NULL AS base FROM public.accident', '{drie}')}), qr/drie.*Perhaps/, 'a mistyped goal is named');

# ---- rolling windows ----
sql(<<'SQL');
INSERT INTO perf.goal (key, name, target, time_aggregation, max_age, cadence_days) SELECT how, how, '0 -> 100', how, interval '12 months', 31 FROM unnest('{last,sum,count,mean,min,max,ratio}'::text[]) how;
INSERT INTO perf.goal (key, name, target, time_aggregation, max_age) VALUES ('weeks', 'Weeks', '0 -> 10', 'sum', '4 weeks');
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT g.id, date_trunc('month', now()) - make_interval(months => m), m + 1, CASE WHEN g.key = 'ratio' THEN 2 END FROM perf.goal g, generate_series(0, 14) m WHERE g.max_age = '12 months';
INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, now() - d * interval '1 day', 1 FROM perf.goal g, generate_series(0, 60, 7) d WHERE g.key = 'weeks';
SQL
is(answers($_->[0]), $_->[1], "$_->[0] of the last 12 months") for [ 'sum', '78 78 on track' ], [ 'count', '12 12 off track' ], [ 'mean', '6.5 6 off track' ], [ 'min', '1 1 off track' ], [ 'max', '12 12 off track' ], [ 'ratio', '3.25 3 off track' ],
	[ 'last', '1 1 off track' ];
is(answers('weeks'), '4 40 at risk', 'the last 4 weeks');
is(sql(q{SELECT actual FROM perf.scorecard_at(date_trunc('month', now()) - interval '2 months' + interval '1 hour') WHERE goal_key = 'sum'}), '102', '12 months until a time of the past');
like(refusal(q{UPDATE perf.goal SET time_aggregation = 'first' WHERE key = 'sum'}), qr/first.*max_age/, 'the first value of a window that moves is refused');
like(refusal(q{UPDATE perf.goal SET max_age = '-1 day' WHERE key = 'sum'}), qr/max_age/, 'a window goes back');

done_testing();
