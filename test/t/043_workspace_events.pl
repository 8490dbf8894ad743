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
INSERT INTO perf.period (id, kind, name, first_day, last_day) VALUES (901, 'custom', 'now', current_date - 60, current_date + 60), (902, 'custom', 'past', current_date - 90, current_date - 61);
INSERT INTO perf.goal (key, name, target, time_aggregation, period_id) VALUES
	('none', 'Deaths', '<= 0 ~ 1', 'count', 901), ('habit', 'Runs', '>= 3 ~ 3', 'count', 901), ('loss', 'Loss', '<= 100 ~ 100', 'sum', 901), ('bound', 'Accidents', '<= 0 ~ 1', 'count', 901),
	('dry', 'Dry log', '<= 0 ~ 1', 'count', 901), ('level', 'Level', '<= 0 ~ 1', 'mean', 901), ('past', 'Past', '<= 0 ~ 1', 'count', 902);
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
is(sql(q{SELECT perf.close_period(902); SELECT actual || ' ' || score || ' ' || status FROM perf.close_result WHERE goal_key = 'past'}), "1\n0 1 on track", 'a close says the same');
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

# ---- signals of what adds up: sums of a period, never single rows ----
# F5: one accident a month, then one a day for 12 days
sql(<<'SQL');
INSERT INTO perf.goal (key, name, target, time_aggregation, cadence_days) SELECT 'acc' || cadence, 'Accidents', '<= 12 ~ 12', 'count', cadence FROM unnest('{1,7,31}'::integer[]) cadence;
INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, t.at, 1 FROM perf.goal g, (SELECT now() - interval '11 months' + i * interval '1 month' AS at FROM generate_series(0, 9) i UNION ALL SELECT now() - i * interval '1 day' FROM generate_series(0, 11) i) t WHERE g.key LIKE 'acc%';
SQL
is(sql(q{SELECT string_agg(goal_key || ' ' || momentum, ', ' ORDER BY goal_key) FROM perf.momentum WHERE goal_key LIKE 'acc%'}), 'acc1 deteriorating, acc31 deteriorating, acc7 deteriorating', 'accidents that become frequent are seen, whatever the cadence');
like(sql(q{SELECT string_agg(reason, ' | ') FROM perf.exceptions WHERE goal_key LIKE 'acc%'}), qr/^(red, and deteriorating[^|]*( \| )?){3}$/, 'and nothing is called noise');
is(sql(q{SELECT DISTINCT step || ' ' || (value BETWEEN 18 AND 31)::text FROM perf.control_chart WHERE goal_key = 'acc7' AND measured_at < now() - interval '12 days'}), 'days between events true', 'rare events: days between them');
is(sql(q{SELECT count(*) FROM (SELECT c.*, opm.t_chart(c.value) OVER (ORDER BY c.measured_at) AS t FROM perf.control_chart c WHERE goal_key = 'acc7') x
	WHERE (t).value <> value OR abs((t).upper - upper_limit) > 1e-9 * upper_limit OR abs((t).lower - lower_limit) > 1e-9 OR abs((t).centre - centre_value) > 1e-9 OR ((t).signal <> 0) <> is_signal}), '0', 'as opm.t_chart has them');

# F5: invoice lines that fall from 770 to 76 a week; the same lines summed by week say the same
sql(<<'SQL');
CREATE TABLE line (at timestamptz, amount double precision);
INSERT INTO line SELECT date_trunc('week', now()) - w * interval '7 days' + d * interval '1 day' + h * interval '1 hour', CASE WHEN w > 5 THEN 20 + (d * 7 + h * 3 + w) % 5 ELSE 2 + (d + h + w) % 2 END
	FROM generate_series(1, 25) w, generate_series(0, 6) d, generate_series(8, 12) h;
INSERT INTO perf.goal (key, name, target, time_aggregation) VALUES ('revenue', 'Revenue', '0 -> 40000', 'sum'), ('weekly', 'Weekly', '0 -> 40000', 'sum');
SELECT opm.bind('perf', 'lines', $$SELECT 'revenue', at, amount, NULL FROM public.line$$);
INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('weekly'), date_trunc('week', at), sum(amount) FROM line GROUP BY 2;
SQL
is(sql(q{SELECT string_agg(goal_key || ' ' || momentum, ', ' ORDER BY goal_key) FROM perf.momentum WHERE goal_key IN ('revenue', 'weekly')}), 'revenue deteriorating, weekly deteriorating', 'a sum of many rows is judged by week');
is(sql(q{SELECT count(*) || ' ' || count(*) FILTER (WHERE a.value IS DISTINCT FROM b.value OR a.upper_limit IS DISTINCT FROM b.upper_limit OR a.is_signal IS DISTINCT FROM b.is_signal OR a.step <> 'week')
	FROM (SELECT * FROM perf.control_chart WHERE goal_key = 'revenue') a FULL JOIN (SELECT * FROM perf.control_chart WHERE goal_key = 'weekly') b USING (measured_at)}), '25 0', 'lines and their weekly sums have the same chart');
# a week that is not over, and weeks without a row
sql(q{INSERT INTO line VALUES (now(), 1); DELETE FROM line WHERE at >= date_trunc('week', now()) - interval '14 days' AND at < date_trunc('week', now())});
is(sql(q{SELECT string_agg(value::text, ' ' ORDER BY measured_at) FROM perf.control_chart WHERE goal_key = 'revenue' AND measured_at >= date_trunc('week', now()) - interval '21 days'}) =~ s/^\S+ //r, '0 0', 'weeks without a line are 0, the week that is not over is left out');
# months of a workspace that is measured weekly are not cut into weeks
sql(q{INSERT INTO perf.goal (key, name, target, time_aggregation) VALUES ('months', 'Months', '0 -> 400', 'sum');
	INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('months'), date_trunc('month', now()) - make_interval(months => m), 30 + m % 3 FROM generate_series(1, 12) m});
is(sql(q{SELECT count(*) || ' ' || min(step) || ' ' || max(step) || ' ' || min(value) FROM perf.control_chart WHERE goal_key = 'months'}), '12 month month 30', 'monthly sums stay monthly');
# a goal that was never reached is not quietly left out when events stop: the time since the last one is longer than ever
sql(q{INSERT INTO perf.goal (key, name, target, time_aggregation, counted_until) VALUES ('safe', 'Safe', '<= 2 ~ 2', 'count', current_date);
	INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('safe'), now() - interval '400 days' + i * interval '9 days' + (i * 5 % 7) * interval '1 day', 1 FROM generate_series(0, 12) i});
is(sql(q{SELECT momentum FROM perf.momentum WHERE goal_key = 'safe'}), 'improving', 'no event for long is news, and good news');

# ---- targets from history ----
sql(<<'SQL');
SELECT perf.add_fiscal_year('2024-01-01'), perf.add_fiscal_year('2025-01-01');
INSERT INTO perf.goal (key, name, time_aggregation) VALUES ('sales', 'Sales', 'sum'), ('level2', 'Level', 'last');
INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, make_timestamptz(2024, m, d, 12, 0, 0), CASE g.key WHEN 'sales' THEN 10 * m ELSE 100 + m END FROM perf.goal g, generate_series(1, 12) m, unnest('{3,20}'::integer[]) d WHERE g.key IN ('sales', 'level2');
SQL
sub from_history { return sql("SELECT perf.target_from_history(perf.goal_id('$_[0]'), perf.period_id('$_[1]'), $_[2])") }
is(from_history('sales', 'FY2025 M03', q{'>= x', 1.05}), '>= 63', '5 % above the same month of last year: 1.05 * 2 * 30');
is(from_history('sales', 'FY2025 M01', q{'0 -> x', 0.5, mean_of => '12 months'}), '0 -> 65', 'half of the mean of the last 12 months: 1560 / 12 / 2');
is(from_history('sales', 'FY2025 Q1', q{'x +- 5%', mean_of => '1 year'}), '370.5 .. 409.5', 'quarters of a year: 390');
is(from_history('level2', 'FY2025 M02', q{'<= x ~ 10%', 0.9, same_ago => '1 year'}), '<= 91.8 ~ 9.18', 'the last value of the month');
is(from_history('level2', 'FY2025 M02', q{'<= x', mean_of => '3 months'}), '<= 111.5', 'the mean of what was measured');
is(sql(q{SELECT count(*) FROM perf.goal_target WHERE goal_id = perf.goal_id('level2'); SELECT old_row::json ->> 'target' FROM perf.change_log WHERE table_name = 'goal_target' AND operation = 'UPDATE'}), "1\n<= 91.8 ~ 9.18", 'it is a target of the period, and what it was before is kept');
like(refusal(q{SELECT perf.target_from_history(perf.goal_id('sales'), perf.period_id('FY2024 M01'), '>= x')}), qr/has no history/, 'nothing is known of that time');
like(refusal(q{SELECT perf.target_from_history(perf.goal_id('sales'), perf.period_id('FY2025 M01'), '>= 5')}), qr/no such target from history/, 'a target without x');

# ---- control charts: baseline, excluded days, rules, target and assurance, where a signal starts ----
# JASP#4496: 12 points, then 24 that are shifted
sql(<<'SQL');
INSERT INTO perf.goal (key, name, target) VALUES ('shift', 'Shift', '>= 8 ~ 8'), ('climb', 'Climb', '0 -> 100'), ('tight', 'Tight', '90 .. 110 ~ 10'), ('loose', 'Loose', '<= 99 ~ 10'), ('far', 'Far', '>= 200 ~ 10');
INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, date_trunc('day', now()) - (36 - i) * interval '1 day', CASE g.key WHEN 'shift' THEN 10 + i * 5 % 4 + CASE WHEN i > 12 THEN 5 ELSE 0 END WHEN 'climb' THEN 2 * i + i * 5 % 4 ELSE 98 + i * 5 % 4 END
	FROM perf.goal g, generate_series(1, 36) i WHERE g.key IN ('shift', 'climb', 'tight', 'loose', 'far');
SQL
my $signals = q{SELECT count(*) FILTER (WHERE is_signal) || ' ' || max(point_count) || ' ' || count(*) FILTER (WHERE is_new_signal) FROM perf.control_chart WHERE goal_key = 'shift'};
my $without = sql($signals);
sql(q{UPDATE perf.goal SET baseline_until = (now() - interval '24 days')::date WHERE key = 'shift'});
is(sql(qq{SELECT max(x) FROM ($signals) s(x)}), sql(q{SELECT count(*) FILTER (WHERE (c).signal <> 0) || ' 12 1' FROM (SELECT opm.xmr_chart(value, 12) OVER (ORDER BY at) AS c FROM perf.measurement WHERE goal_id = perf.goal_id('shift')) x}), "limits of a baseline see the shift, which begins once (without: $without)");
sql(q{INSERT INTO perf.chart_exclusion (goal_id, first_day, last_day, why) SELECT perf.goal_id('shift'), (now() - interval '27 days')::date, (now() - interval '26 days')::date, 'strike'});
is(sql(q{SELECT max(point_count) || ' ' || string_agg(excluded_why, ',') || ' ' || count(*) FROM perf.control_chart WHERE goal_key = 'shift'}), '10 strike,strike 36', 'excluded days stay on the chart, with their reason');
sql(q{UPDATE perf.goal SET signal_rules = 'beyond, run 30' WHERE key = 'shift'});
is(sql(q{SELECT count(*) FROM perf.control_chart WHERE goal_key = 'shift' AND signal LIKE '%in a row%'}), '0', 'a goal has its own rules');
like(refusal(q{UPDATE perf.goal SET signal_rules = 'run often' WHERE key = 'shift'}), qr/unrecognized run rule/, 'and a word that is none is refused');
is(sql(q{SELECT string_agg(DISTINCT goal_key || ' ' || assurance, ', ' ORDER BY goal_key || ' ' || assurance) FROM perf.control_chart WHERE goal_key IN ('tight', 'loose', 'far')}), 'far misses, loose hit and miss, tight hits', 'will it hold the target?');
is(sql(q{SELECT count(*) FILTER (WHERE abs(trend_value - 2 * r - 1.5) < 0.2) || ' ' || count(trend_value) FROM (SELECT c.*, row_number() OVER (ORDER BY measured_at) AS r FROM perf.control_chart c WHERE goal_key = 'climb') x}), '36 36', 'a trend has a sloped line');
is(sql(q{SELECT count(trend_value) FROM perf.control_chart WHERE goal_key = 'tight'}), '0', 'and no trend none');

# ---- forecasts ----
sql(<<'SQL');
INSERT INTO perf.goal (key, name, target, time_aggregation, due_on, max_age) VALUES ('yearly', 'Yearly', '0 -> 60', 'last', current_date + 4 * 365, NULL), ('quarterly', 'Quarterly', '0 -> 60', 'last', current_date + 365, NULL), ('rolling', 'Rolling', '>= 30', 'sum', current_date + 100, '4 weeks');
INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('yearly'), now() - y * interval '365 days' - interval '200 days', 50 - 2 * y FROM generate_series(0, 22) y;
INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('quarterly'), now() - q * interval '91 days' - interval '10 days', 50 - q FROM generate_series(0, 7) q;
INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('rolling'), date_trunc('week', now()) - w * interval '7 days', 10 + w % 2 FROM generate_series(1, 20) w;
UPDATE perf.goal SET due_on = current_date + 56 WHERE key IN ('revenue', 'weekly');
SQL
is(sql(q{SELECT string_agg(goal_key || ' ' || measurement_count || ' ' || round(expected_value::numeric), ', ' ORDER BY goal_key) FROM perf.forecast WHERE goal_key IN ('yearly', 'quarterly')}), 'quarterly 8 54, yearly 12 59', 'yearly and quarterly figures have forecasts');
is(sql(q{SELECT expected_value BETWEEN 38 AND 46 AND expected_low < expected_value FROM perf.forecast WHERE goal_key = 'rolling'}), 't', 'a rolling sum is that of the window on the due day');
is(sql(q{SELECT abs(l.expected_value - w.expected_value) < 1000 AND abs(ln((l.expected_high - l.expected_low) / (w.expected_high - w.expected_low))) < 0.4 FROM perf.forecast l, perf.forecast w WHERE l.goal_key = 'revenue' AND w.goal_key = 'weekly'}), 't', 'lines and their weekly sums have the same forecast');
is(sql(q{SELECT count(*) FROM perf.goal_trend t JOIN perf.goal_now n USING (goal_id) WHERE t.goal_key IN ('weekly', 'sales', 'climb') AND t.measured_at = n.measured_at AND t.actual_so_far IS DISTINCT FROM n.actual}), '0', 'the trend of a sum runs up to its value');
is(sql(q{SELECT string_agg(actual_so_far::text, ' ' ORDER BY measured_at) FROM (SELECT * FROM perf.goal_trend WHERE goal_key = 'sales' ORDER BY measured_at LIMIT 4) x}), '10 20 40 60', 'row by row');

done_testing();
