# Where goals come from and where they are heading: laws of goal_path, of the forecasts of parents, of cadence by period and of the baseline of a chart.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('path');
sub sql { return $node->safe_psql('postgres', $_[0]) }

# Goals of every time aggregation: in a period that runs, in one that is over, in one to come, with a day due, without an end, with a window that moves, a plan of its own, small groups, and a log without an event.
sql(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.period (id, calendar, kind, name, first_day, last_day, time_zone) VALUES (901, 'main', 'custom', 'now', current_date - 60, current_date + 60, 'UTC'), (902, 'main', 'custom', 'past', current_date - 90, current_date - 61, 'UTC'),
	(903, 'main', 'custom', 'next', current_date + 61, current_date + 90, 'UTC'), (904, 'far', 'custom', 'far', current_date - 60, current_date + 61, 'Pacific/Kiritimati');
INSERT INTO perf.goal (key, name, target, time_aggregation, period_id, due_on, max_age, plan, min_group, created_at)
SELECT k.kind || '-' || h.how, k.kind, k.target, h.how, k.period_id, k.due_on, k.max_age::interval, k.plan, k.min_group, now() - interval '100 days'
FROM (VALUES ('now', '0 -> 100', 901, NULL::date, NULL, NULL, NULL::integer), ('past', '0 -> 100', 902, NULL, NULL, NULL, NULL), ('next', '0 -> 100', 903, NULL, NULL, NULL, NULL), ('far', '50 -> 0', 904, NULL, NULL, NULL, NULL),
	('due', '0 -> 40', 901, current_date + 10, NULL, NULL, NULL), ('open', '>= 5', NULL, NULL, NULL, NULL, NULL), ('made', '0 -> 30', NULL, current_date + 33, NULL, NULL, NULL), ('aged', '0 -> 100', 901, NULL, '5 days', NULL, NULL),
	('curve', '10 -> 110', 901, NULL, NULL, '0:0 0.5:0.2 1:1', NULL), ('group', '0 -> 100', 901, NULL, NULL, NULL, 20)) k(kind, target, period_id, due_on, max_age, plan, min_group),
	unnest('{last,first,sum,mean,min,max,count,ratio}'::text[]) h(how) WHERE (k.kind, h.how) <> ('aged', 'first');
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT g.id, now() - i * interval '4 days' - (i * i % 5) * interval '1 hour', 10 + (i * 7 + g.id) % 6, 18 + i % 4 FROM perf.goal g, generate_series(0, 40) i;
INSERT INTO perf.goal (key, name, target, time_aggregation, period_id, counted_until) VALUES ('safe', 'Safe', '<= 2 ~ 2', 'count', 901, current_date - 20);
SQL

# ---- the path of a goal ----
is(sql('SELECT count(*) - count(DISTINCT id), count(*) > 1000, count(DISTINCT goal_id) = (SELECT count(*) FROM perf.forecast) FROM perf.goal_path'), '0|t|t', 'every goal that has a forecast has a path, and every row a key');
is(sql('SELECT count(*), count(p.id), count(*) FILTER (WHERE p.expected_value IS DISTINCT FROM f.expected_value OR p.expected_low IS DISTINCT FROM f.expected_low OR p.expected_high IS DISTINCT FROM f.expected_high), count(p.expected_value) > 30
	FROM perf.forecast f LEFT JOIN perf.goal_path p ON p.goal_id = f.goal_id AND p.day_on = f.due_on WHERE f.due_on >= current_date') =~ s/^(\d+)\|\1\|/same|/r, 'same|0|t', 'the path ends where the forecast is');
is(sql('SELECT count(*), count(*) FILTER (WHERE p.actual IS DISTINCT FROM s.actual), count(*) FILTER (WHERE p.pace_value IS DISTINCT FROM s.pace_value) FROM perf.goal_path p JOIN perf.scorecard s USING (goal_id)
	WHERE p.is_today AND s.goal_key !~ $$-ratio$$') =~ s/^[5-9]\d\|//r, '0|0', 'today is as in the scorecard');
is(sql('SELECT count(*) > 60, count(*) FILTER (WHERE p.actual IS DISTINCT FROM n.actual) FROM perf.goal_now n JOIN LATERAL (SELECT x.actual FROM perf.goal_path x WHERE x.goal_id = n.goal_id AND (x.is_today OR x.day_on <= current_date) ORDER BY x.day_on DESC LIMIT 1) p ON true'), 't|0',
	'and the last actual is that of the goal');
is(sql('SELECT count(*) > 150, count(*) FILTER (WHERE p.actual IS DISTINCT FROM s.actual), count(*) FILTER (WHERE abs(opm.score(p.pace_value, s.target::opm.target) - s.pace_score) > 1e-12 OR (p.pace_value IS NULL) <> (s.pace_score IS NULL))
	FROM (SELECT DISTINCT x.day_on, timezone($$UTC$$, (x.day_on + 1)::timestamp) - interval $$1 microsecond$$ AS at FROM perf.goal_path x WHERE x.day_on < current_date AND x.goal_key ~ $$^(now|due|curve|group|aged|safe)$$ OR x.day_on < current_date AND x.goal_key ~ $$^now-sum$$) t
	CROSS JOIN LATERAL perf.scorecard_at(t.at) s JOIN perf.goal_path p ON p.goal_id = s.goal_id AND p.day_on = t.day_on AND p.goal_key !~ $$-ratio$|^far$$'), 't|0|0', 'each week that is over is as scorecard_at has it');
is(sql('SELECT count(*) > 20, count(*) FILTER (WHERE p.pace_value IS DISTINCT FROM p.target_value) FROM perf.goal_path p JOIN perf.forecast f ON f.goal_id = p.goal_id AND f.due_on = p.day_on WHERE p.goal_key ~ $$^(now|past|next|far|due|made|curve)$$'), 't|0', 'the plan ends at the target');
is(sql('SELECT bool_and(actual IS NULL) FILTER (WHERE day_on > today), bool_and(expected_value IS NULL) FILTER (WHERE day_on < today), max(day_on - before), bool_and(expected_low <= expected_value AND expected_value <= expected_high)
	FROM (SELECT p.*, lag(day_on) OVER (PARTITION BY goal_id ORDER BY day_on) AS before, timezone($$UTC$$, now())::date AS today FROM perf.goal_path p WHERE goal_key !~ $$^far$$) x'), 't|t|7|t', 'actual until today, expected from then on, a week or less apart');
is(sql('SELECT count(*) > 100, count(*) FILTER (WHERE value < before) FROM (SELECT COALESCE(expected_value, actual) AS value, lag(COALESCE(expected_value, actual)) OVER (PARTITION BY goal_id ORDER BY day_on) AS before FROM perf.goal_path WHERE goal_key IN ($$now-sum$$, $$now-count$$, $$due-sum$$, $$curve-sum$$, $$group-count$$, $$made-sum$$)) x'),
	't|0', 'what adds up runs up, now and later');
is(sql('SELECT bool_and(expected_high - expected_low >= before) FROM (SELECT p.*, lag(expected_high - expected_low) OVER (PARTITION BY goal_id ORDER BY day_on) AS before FROM perf.goal_path p WHERE goal_key IN ($$now-last$$, $$now-sum$$, $$far-last$$)) x'), 't', 'a fan opens');
is(sql('SELECT min(actual), max(actual), bool_or(actual IS NULL) FROM perf.goal_path WHERE goal_key = $$safe$$ AND day_on <= current_date'), '0|0|f', 'a complete log without an event is 0');


# ---- parents: the fold of their children's forecasts, worked out here by itself ----
sql(<<'SQL');
SELECT opm.create_workspace('tree');
INSERT INTO tree.period (id, kind, name, first_day, last_day) VALUES (901, 'custom', 'now', current_date - 60, current_date + 60);
UPDATE tree.setting SET credit_cap = 1, credit_floor = 0;
INSERT INTO tree.goal (id, key, name, parent_id, target, rollup, time_aggregation, weight, period_id, lifecycle, unit)
SELECT i, 'g' || i, 'g', CASE WHEN i > 1 THEN 1 + (i - 2) / 3 END, CASE WHEN i > 13 THEN (ARRAY['0 -> 40', '40 -> 0', '8 .. 12 ~ 9', '>= 14 ~ 12'])[1 + i % 4] END, CASE WHEN i <= 13 THEN (ARRAY['mean', 'min', 'max', NULL])[1 + i % 4] END,
	(ARRAY['last', 'mean', 'last', 'ratio'])[1 + i * 7 % 4], 1 + i % 3, 901, CASE WHEN i % 11 = 5 AND i > 13 THEN 'draft' WHEN i % 11 = 6 AND i > 13 THEN 'done' ELSE 'active' END, NULL FROM generate_series(1, 40) i;
INSERT INTO tree.goal (id, key, name, target, rollup, unit, period_id) VALUES (100, 'revenue', 'Revenue', '0 -> 500', 'sum', 'EUR', 901), (200, 'costs', 'Costs', '500 -> 100', 'sum', 'EUR', 901), (300, 'bare', 'Bare', NULL, NULL, NULL, 901);
INSERT INTO tree.goal (id, key, name, parent_id, unit, target, time_aggregation, period_id) SELECT p + i, 'r' || (p + i), 'part', p, 'EUR', CASE WHEN i = 1 THEN CASE p WHEN 100 THEN '0 -> 200' ELSE '200 -> 0' END END, 'sum', 901 FROM unnest('{100,200}'::integer[]) p, generate_series(1, 3) i;
INSERT INTO tree.goal (id, key, name, parent_id, target, period_id) VALUES (301, 'silent', 'Silent', 300, '0 -> 1', 901);
INSERT INTO tree.goal_link (goal_id, parent_id, weight) VALUES (20, 3, 2);
INSERT INTO tree.measurement (goal_id, at, value, base) SELECT g.id, now() - k * interval '7 days', CASE WHEN g.time_aggregation = 'ratio' THEN 10 ELSE 1 END * (5 + (g.id * 3 + k * (5 + g.id)) % 9), CASE WHEN g.time_aggregation = 'ratio' THEN 10 END FROM tree.goal g, generate_series(0, 20) k WHERE g.id <> 301 AND NOT (g.id BETWEEN 35 AND 36 AND k > 1);
SQL
# done goals are in no forecast: they ended as they are
my %leaf = map { my ($id, @score) = split /\|/; ($id => \@score) } split /\n/, sql(q{
	SELECT f.goal_id, f.expected_score, LEAST(l, h), GREATEST(l, h, CASE WHEN f.expected_low <= 8 AND f.expected_high >= 8 AND direction = 'range' THEN 1 END, CASE WHEN f.expected_low <= 14 AND f.expected_high >= 14 AND f.target LIKE '>=%' THEN 1 END)
	FROM (SELECT f.*, opm.score(f.expected_low, f.target::opm.target) AS l, opm.score(f.expected_high, f.target::opm.target) AS h, opm.direction(f.target::opm.target) AS direction FROM tree.forecast f WHERE f.goal_id BETWEEN 14 AND 40 AND f.expected_low IS NOT NULL) f
	UNION ALL SELECT goal_id, score, score, score FROM tree.goal_now WHERE goal_id BETWEEN 14 AND 40 AND goal_id IN (SELECT id FROM tree.goal WHERE lifecycle = 'done')});
cmp_ok(scalar(keys %leaf), '>=', 20, 'goals with a forecast: ' . keys %leaf);
my %kids;
push @{ $kids{ 1 + int(($_ - 2) / 3) } }, [ $_, 1 + $_ % 3 ] for 2 .. 40;
push @{ $kids{3} }, [ 20, 2 ];
sub folded
{
	my ($id, $which) = @_;
	return $leaf{$id} ? $leaf{$id}[$which] : undef unless $kids{$id};
	my @in = grep { defined $_->[0] } map { [ folded($_->[0], $which), $_->[1] ] } @{ $kids{$id} };
	return undef unless @in;
	for (@in) { $_->[0] = 0 if $_->[0] < 0; $_->[0] = 1 if $_->[0] > 1 }
	@in = sort { $a->[0] <=> $b->[0] } @in;
	my $how = ('mean', 'min', 'max', 'mean')[ $id % 4 ];
	my ($sum, $weight) = (0, 0);
	$sum += $_->[0] * $_->[1], $weight += $_->[1] for @in;
	return $how eq 'mean' ? $sum / $weight : $in[$how eq 'min' ? 0 : -1][0];
}
my (%parent, @off);
for (split /\n/, sql('SELECT goal_id, expected_score, expected_low_score, expected_high_score FROM tree.parent_forecast WHERE goal_id <= 13'))
{
	my ($id, @got) = split /\|/;
	$parent{$id} = \@got;
	for my $which (0 .. 2)
	{
		my $want = folded($id, $which);
		push @off, "$id: $got[$which], not " . ($want // 'unknown') if ($got[$which] eq '') != !defined $want || defined $want && abs($got[$which] - $want) > 1e-12;
	}
}
is(join(', ', sort { $a <=> $b } keys %parent), join(', ', 1 .. 13), 'every goal above others has a row');
is("@off", '', 'it is the fold of what is below: expected, everything bad, everything good');
ok(!grep({ $_->[0] ne '' && !($_->[1] <= $_->[0] && $_->[0] <= $_->[2]) } values %parent), 'in this order');
is(sql('SELECT string_agg(goal_id::text, $$ $$) FROM tree.forecast WHERE goal_id IN (SELECT goal_id FROM tree.parent_forecast)'), '', 'a goal has one forecast, its own or that from below');
is(sql(q{SELECT p.goal_key, abs(p.expected_value - x.expected) < 1e-9, abs(p.expected_low - x.low) < 1e-9, abs(p.expected_high - x.high) < 1e-9, abs(p.expected_score - opm.score(x.expected, g.target::opm.target)) < 1e-12, p.expected_low_score < p.expected_score AND p.expected_score < p.expected_high_score
	FROM tree.parent_forecast p JOIN tree.goal g ON g.id = p.goal_id CROSS JOIN LATERAL (SELECT sum(f.expected) AS expected, sum(f.low) AS low, sum(f.high) AS high FROM tree.goal c JOIN tree._goal_scope s ON s.goal_id = c.id
		CROSS JOIN LATERAL tree._project(c.id, s.target, c.time_aggregation, NULL, s.from_at, ARRAY[s.until_at], now()) f WHERE c.parent_id = g.id) x WHERE g.id IN (100, 200) ORDER BY 1}),
	"costs|t|t|t|t|t\nrevenue|t|t|t|t|t", 'values add up, parts without a target too, and more costs are worse');
is(sql('SELECT expected_score IS NULL, coverage_fraction FROM tree.parent_forecast WHERE goal_key = $$bare$$'), 't|0', 'where no goal below has a forecast, nothing is expected');

# ---- how long a value is fresh follows the period ----
# of each length of period, and without one: measured 20 days ago; a year is measured by the month, a quarter by the week; a cadence of its own counts before
sql(<<'SQL');
SELECT opm.create_workspace('fresh');
INSERT INTO fresh.period (id, calendar, kind, name, first_day, last_day) SELECT days, days, 'custom', 'p' || days, current_date - days / 2, current_date - days / 2 + days - 1 FROM unnest('{90,92,183,365,366,3660}'::integer[]) days;
INSERT INTO fresh.goal (key, name, target, period_id, cadence_days) SELECT 'p' || p.id || COALESCE('c' || c, ''), 'p', '0 -> 10', p.id, c FROM fresh.period p, unnest('{NULL,14,40}'::integer[]) c;
INSERT INTO fresh.goal (key, name, target, time_aggregation) VALUES ('none', 'none', '0 -> 10', 'sum'), ('recurring', 'recurring', '0 -> 10', 'mean');
INSERT INTO fresh.goal_target (goal_id, period_id, target) SELECT id, 365, '0 -> 20' FROM fresh.goal WHERE key = 'recurring';
INSERT INTO fresh.measurement (goal_id, at, value) SELECT id, now() - interval '20 days', 3 FROM fresh.goal;
SQL
is(sql(q{SELECT goal_key, round(extract(epoch FROM fresh_until - measured_at) / 86400), is_stale FROM fresh.scorecard WHERE goal_key !~ 'c' OR goal_key = 'recurring' ORDER BY length(goal_key), goal_key}),
	"p90|9|t\np92|9|t\nnone|9|t\np183|17|t\np365|32|f\np366|32|f\np3660|307|f\nrecurring|32|f", 'a twelfth of the period and two days of grace, at least the cadence of the workspace');
is(sql(q{SELECT DISTINCT extract(epoch FROM fresh_until - measured_at) / 86400 - substring(goal_key FROM 'c(\d+)$')::integer FROM fresh.scorecard WHERE goal_key ~ '^p.*c'}) + 0, 2, 'a cadence of its own counts before');
is(sql(q{SELECT count(*), count(*) FILTER (WHERE (s.status, s.fresh_until) IS DISTINCT FROM (a.status, a.fresh_until) OR (s.status, s.fresh_until) IS DISTINCT FROM (n.status, n.fresh_until)) FROM fresh.scorecard s JOIN fresh.scorecard_at(now()) a USING (goal_id) JOIN fresh.goal_now n USING (goal_id)}), '20|0', 'the same in scorecard, scorecard_at and goal_now');
is(sql(q{SELECT fresh.announce() >= 0; SELECT count(*), count(*) FILTER (WHERE a.status IS DISTINCT FROM s.status) FROM fresh.announced a JOIN fresh.scorecard s USING (goal_id)}), "t\n20|0", 'and in what is announced');
is(sql(q{SELECT fresh.snapshot(current_date - 25) > 0; SELECT count(*) > 50 AND bool_or(h.status = 'stale') AND bool_or(h.status LIKE '%track'), count(*) FILTER (WHERE h.status IS DISTINCT FROM a.status) FROM fresh.snapshot t JOIN fresh.goal_history h ON h.day_on = t.day CROSS JOIN LATERAL (SELECT * FROM fresh.scorecard_at(t.as_of, t.known_at) x WHERE x.goal_id = h.goal_id) a}), "t\nt|0", 'and in history');

done_testing();
