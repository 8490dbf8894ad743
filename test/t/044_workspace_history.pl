# The score over time. Laws: what a snapshot keeps is what scorecard_at says of that time; taken twice it is as taken once; who may not see a goal reads
# no figure in which it counts; a change against a time at which little was known is no change.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('history');
sub owner { return $node->safe_psql('postgres', $_[0]) }
my $seed = $ENV{OPM_SEED} // time;
note "OPM_SEED=$seed";

# Goals of every kind, with gaps, targets by period, grades, links and private goals.
owner(<<"SQL");
SELECT setseed(($seed % 1000) / 1000.0);
SELECT opm.create_workspace('perf');
CREATE ROLE h_reader; CREATE ROLE h_boss; CREATE ROLE h_vera; CREATE ROLE h_contributor;
SELECT opm.grant_workspace('perf', 'h_reader', 'reader'), opm.grant_workspace('perf', 'h_boss', 'admin'), opm.grant_workspace('perf', 'h_vera', 'contributor');
INSERT INTO perf.person (id, name, login) VALUES (2, 'Vera', 'h_vera'), (3, 'Zoe', NULL);
SELECT setval(pg_get_serial_sequence('perf.person', 'id'), 10);
SELECT perf.add_fiscal_year((date_trunc('year', now()) - interval '1 year')::date), perf.add_fiscal_year(date_trunc('year', now())::date);
INSERT INTO perf.goal (id, key, name, time_aggregation, target, parent_id, weight, rollup, owner_id, visibility, lifecycle, max_age, counted_until, min_group, unit, period_id, cadence_days, credit_floor, credit_cap)
SELECT n, 'g' || n, 'G ' || n, CASE WHEN n < 8 THEN 'last' ELSE (ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio'])[1 + n % 8] END,
	CASE WHEN n >= 8 THEN (ARRAY['0 -> 20', '>= 8 ~ 5', '20 -> 2', '4 .. 8 ~ 3', '10 -> -30%'])[1 + n % 5] END, CASE WHEN n > 1 THEN GREATEST(1, n / 3) END, 1 + (10 * random())::integer, CASE n WHEN 3 THEN 'min' WHEN 5 THEN 'own' END,
	CASE WHEN n IN (9, 13, 14) THEN 2 WHEN n % 11 = 4 THEN 3 ELSE 1 END, CASE WHEN n % 11 = 4 OR n IN (9, 13) THEN 'owner' ELSE 'everyone' END, CASE n WHEN 16 THEN 'paused' WHEN 17 THEN 'done' ELSE 'active' END,
	CASE WHEN n IN (12, 24, 26, 29) THEN n * interval '1 day' END, CASE WHEN n IN (18, 26, 30) THEN current_date - 1 END, CASE WHEN n = 15 THEN 5 END, NULL, CASE WHEN n % 4 = 0 THEN (SELECT id FROM perf.period WHERE kind = 'year' AND now() >= from_at AND now() < until_at) END, CASE WHEN n % 6 = 0 THEN 30 END, CASE WHEN n = 2 THEN 0 END, CASE WHEN n = 2 THEN 1.5 END
FROM generate_series(1, 30) n;
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (8, 1, 2), (19, 4, 1);
INSERT INTO perf.goal_target SELECT g.id, p.id, '0 -> ' || 5 + g.id FROM perf.goal g, perf.period p WHERE g.id IN (10, 18, 20) AND p.kind = 'quarter' AND (g.id + p.id) % 3 > 0;
INSERT INTO perf.goal_target SELECT g.id, p.id, '0 -> 3' FROM perf.goal g, perf.period p WHERE g.id = 20 AND p.kind = 'month' AND p.id % 2 = 0;
INSERT INTO perf.measurement (goal_id, at, value, base)
SELECT g.id, now() - d * interval '1 day' - random() * interval '1 day', 12 * random(), CASE WHEN g.time_aggregation = 'ratio' OR g.min_group IS NOT NULL THEN 1 + 9 * random() END
FROM perf.goal g, generate_series(0, 500, 3) d WHERE g.id >= 8 AND g.id NOT IN (22, 23) AND random() < 0.6;
INSERT INTO perf.check_in (goal_id, person_id, at, score) SELECT g, 1, now() - d * interval '1 day', random() FROM unnest(ARRAY[22, 23, 10]) g, generate_series(3, 300, 40) d;
SQL
# columns that both have; the last digits depend on the order in which goals are added up
my $same = '(round(h.actual::numeric, 9), round(h.score::numeric, 9), round(h.coverage_fraction::numeric, 9), round(h.pace_score::numeric, 9), round(h.expected_score::numeric, 9), h.status, h.status_order, h.target, h.plan_status, h.outcome) IS NOT DISTINCT FROM (round(s.actual::numeric, 9), round(s.score::numeric, 9), round(s.coverage_fraction::numeric, 9), round(s.pace_score::numeric, 9), round(s.expected_score::numeric, 9), s.status, s.status_order, s.target, s.plan_status, s.outcome)';
my $law = "SELECT count(*) > 1000, count(*) FILTER (WHERE h.goal_id IS NULL), count(*) FILTER (WHERE NOT $same) FROM perf.snapshot t CROSS JOIN LATERAL perf.scorecard_at(t.as_of, t.known_at) s LEFT JOIN perf.goal_history h ON h.day_on = t.day AND h.goal_id = s.goal_id";
cmp_ok(owner('SELECT perf.snapshot()'), '>', 60, 'weeks are filled from history');
is(owner($law), 't|0|0', 'what is kept is what scorecard_at says of that time');
# A reader sees no private goal, and reads what scorecard_at computes for the reader.
is(owner("SET ROLE h_reader; $law"), 't|0|0', 'the same for who does not see all goals: no hidden goal counts');
cmp_ok(owner('SET ROLE h_reader; SELECT count(*) FROM perf.goal_history WHERE is_partial AND score IS NOT NULL'), '>', 50, 'of parents above private goals too');
is(owner('SET ROLE h_reader; SELECT count(*) FROM perf.goal_snapshot s WHERE s.rests_on <> $${}$$ OR s.goal_id NOT IN (SELECT g.id FROM perf.goal g)'), '0', 'no row that a private goal is in');
is(owner("SET ROLE h_boss; $law"), 't|0|0', 'an admin sees the figures of all goals');
# Vera sees her own private goals: 13 is below 4, which is private and not hers.
is(owner('SET ROLE h_vera; SELECT count(*) > 0 FROM perf.goal_history WHERE goal_id = 13'), 't', 'an owner reads the history of a private goal');
is(owner('SET ROLE h_vera; SELECT count(*) FILTER (WHERE NOT rests_on <@ ARRAY[9, 13]::bigint[]), count(*) FILTER (WHERE rests_on <> $${}$$) > 0 FROM perf.goal_snapshot'), '0|t', 'and figures that rest on no other private goal');
# What is private later is hidden with what was kept of it.
is(owner('BEGIN; UPDATE perf.goal SET visibility = $$owner$$ WHERE id = 21; SET ROLE h_reader; SELECT count(*) FROM perf.goal_history WHERE goal_id = 21; RESET ROLE; ROLLBACK'), '0', 'a goal that becomes private takes its history along');

# Once or twice, by whom, and again.
my $all = 'SELECT md5(string_agg(x::text, $$|$$ ORDER BY x::text)) FROM perf.goal_snapshot x WHERE day < timezone(perf.time_zone(), now())::date';
my $before = owner($all);
is(owner('SELECT perf.snapshot()'), '1', 'a second time, today is taken alone');
is(owner($all), $before, 'and what was taken stays');
owner('UPDATE perf.measurement SET value = value + 3 WHERE goal_id = 8 AND at < now() - interval $$100 days$$');
is(owner('SELECT perf.snapshot()') . owner($all), "1$before", 'also when it is corrected later');
cmp_ok(owner('SELECT perf.snapshot((now() - interval $$200 days$$)::date)'), '>', 25, 'unless it is taken again');
isnt(owner($all), $before, 'then as it is known now');
is(owner($law), 't|0|0', 'which scorecard_at says as well');
cmp_ok(owner('SET ROLE h_boss; SELECT perf.snapshot((now() - interval $$10 days$$)::date, $$day$$)'), '>=', 10, 'an admin takes days');
is(owner($law), 't|0|0', 'of which the same holds');
is(owner('SELECT string_agg(DISTINCT taken_by, $$ $$) FROM perf.snapshot WHERE day > now() - interval $$9 days$$'), 'h_boss', 'and it is noted who did');
for my $role (qw(h_reader h_vera))
{
	my ($status, undef, $err) = $node->psql('postgres', "SET ROLE $role; SELECT perf.snapshot()");
	like($err, qr/permission denied/, "$role takes none");
}
my ($status, undef, $err) = $node->psql('postgres', 'SELECT perf.snapshot(step => $$hour$$)');
like($err, qr/unknown step 'hour'/, 'steps are named');
($status, undef, $err) = $node->psql('postgres', 'SET ROLE h_boss; INSERT INTO perf.snapshot (day) VALUES (current_date + 2)');
like($err, qr/cannot be taken/, 'no snapshot of the future');
($status, undef, $err) = $node->psql('postgres', 'SET ROLE h_boss; INSERT INTO perf.goal_snapshot SELECT * FROM perf.goal_snapshot');
like($err, qr/permission denied/, 'no admin writes a figure');

# A close keeps its day.
my $closed = owner('SELECT perf.close_period(id) FROM perf.period WHERE kind = $$month$$ AND until_at <= now() ORDER BY until_at DESC LIMIT 1');
is(owner("SELECT count(*) > 20, count(*) FILTER (WHERE (round(h.actual::numeric, 9), round(h.score::numeric, 9), h.status) IS DISTINCT FROM (round(r.actual::numeric, 9), round(r.score::numeric, 9), r.status)) FROM perf.close_result r JOIN perf.period_close c ON c.id = r.close_id JOIN perf.period p ON p.id = c.period_id
	LEFT JOIN perf.goal_history h ON h.day_on = p.last_day AND h.goal_id = r.goal_id"), 't|0', 'a close keeps the day that it closed');

# Against another time: only where enough was known; the same day of the year before; the period before.
is(owner('SELECT count(*) > 0, count(*) FILTER (WHERE is_comparable <> COALESCE(coverage_fraction >= 0.5 AND (SELECT b.coverage_fraction FROM perf.goal_history b WHERE b.goal_id = h.goal_id AND b.day_on = h.before_on) >= 0.5, false)),
	count(*) FILTER (WHERE (change_points IS NOT NULL) <> (is_comparable AND score IS NOT NULL AND before_score IS NOT NULL)), count(*) FILTER (WHERE abs(change_points - 100 * (score - before_score)) > 1e-9) FROM perf.goal_history h WHERE before_on IS NOT NULL'),
	't|0|0|0', 'a change is one where half of the weight was known at both times');
is(owner('SELECT count(*) > 0, count(*) FILTER (WHERE year_before_on NOT BETWEEN (day_on - interval $$1 year$$)::date - 6 AND (day_on - interval $$1 year$$)::date) FROM perf.goal_history WHERE year_before_on IS NOT NULL'), 't|0', 'the year before');
is(owner('SELECT count(*) > 0, count(*) FILTER (WHERE b.until_at > p.from_at OR b.kind <> p.kind) FROM perf.goal_history h JOIN perf.period p ON p.id = h.period_id JOIN perf.period b ON b.id = h.period_before_id'), 't|0', 'the period before');
owner(<<'SQL');
SELECT opm.create_workspace('little');
INSERT INTO little.goal (id, key, name, parent_id, target, weight) VALUES (1, 'top', 'Top', NULL, NULL, 1), (2, 'early', 'Early', 1, '0 -> 10', 2), (3, 'late', 'Late', 1, '0 -> 10', 98);
INSERT INTO little.measurement (goal_id, at, value) SELECT 2, now() - d * interval '1 day', 9 FROM generate_series(0, 200, 7) d UNION ALL SELECT 3, now() - d * interval '1 day', 1 + 0.01 * d FROM generate_series(0, 20, 7) d;
SELECT little.snapshot();
SQL
is(owner('SELECT count(*) FILTER (WHERE coverage_fraction < 0.1 AND change_points IS NOT NULL), count(*) FILTER (WHERE change_points > 20 OR change_points < -20), count(*) FILTER (WHERE is_comparable) > 0 FROM little.goal_history WHERE goal_id = 1'), '0|0|t',
	'a change against a time with 2 % of the weight is none');
is(owner('SELECT short_change_points IS NULL, is_short_comparable, is_long_comparable FROM little.momentum WHERE goal_id = 1'), 't|f|f', 'nor in momentum');

$node->stop;
done_testing();
