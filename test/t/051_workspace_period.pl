# KPIs by period. Laws: each figure of goal_period is what plain SQL over the measurements of that period says; a running period is compared with the same
# days; a row is one's own: who may not see a goal, or the answers of a small group, reads nothing of it.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('period');
sub owner { return $node->safe_psql('postgres', $_[0]) }
my $seed = $ENV{OPM_SEED} // time;
note "OPM_SEED=$seed";

# Goals of every time aggregation, with gaps, surveys, private goals and targets by period; three years and the running one.
owner(<<"SQL");
SELECT setseed(($seed % 1000) / 1000.0);
SELECT opm.create_workspace('perf');
CREATE ROLE p_reader;
SELECT opm.grant_workspace('perf', 'p_reader', 'reader');
INSERT INTO perf.team (id, key, name) VALUES (1, 'sales', 'Sales');
SELECT perf.add_fiscal_year(make_date(date_part('year', now())::integer - n, 1, 1)) FROM generate_series(3, 0, -1) n;
SELECT perf.add_fiscal_year((date_trunc('year', now()) - interval '2 years')::date + 5 + 364 * n, '4-4-5', 'retail', 'R' || n) FROM generate_series(0, 2) n;
INSERT INTO perf.goal (id, key, name, time_aggregation, target, parent_id, team_id, perspective_id, visibility, min_group, rollup)
SELECT n, 'g' || n, 'G ' || n, (ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio'])[1 + n % 8], CASE WHEN n > 2 THEN '>= 8 ~ 5' END,
	CASE n WHEN 1 THEN NULL ELSE 1 + n % 2 END, CASE WHEN n % 3 = 0 THEN 1 END, CASE n WHEN 1 THEN 1 END, CASE WHEN n % 9 = 4 THEN 'owner' ELSE 'everyone' END,
	CASE WHEN n IN (15, 17) THEN 5 END, NULL FROM generate_series(1, 20) n;
INSERT INTO perf.goal_target SELECT g.id, p.id, '>= ' || 20 + p.id FROM perf.goal g, perf.period p WHERE g.time_aggregation IN ('sum', 'count') AND p.kind = 'month' AND (g.id + p.id) % 3 > 0;
INSERT INTO perf.goal_target SELECT 3, p.id, '>= ' || p.id FROM perf.period p WHERE p.kind = 'quarter' AND p.id % 2 = 0;
INSERT INTO perf.measurement (goal_id, at, value, base)
SELECT g.id, now() - d * interval '1 day' - random() * interval '1 day', 1 + 12 * random(), CASE WHEN g.time_aggregation = 'ratio' OR g.min_group IS NOT NULL THEN 1 + 9 * random() END
FROM perf.goal g, generate_series(0, 1200, 3) d WHERE g.id > 2 AND random() < 0.4 AND (g.id % 5 > 0 OR d % 400 > 100);
SQL

# The same by hand: each window of time read from the rows.
owner(<<'SQL');
CREATE FUNCTION by_hand(goal bigint, from_at timestamptz, until_at timestamptz) RETURNS float8 LANGUAGE sql STABLE AS $$
	SELECT CASE g.time_aggregation WHEN 'sum' THEN sum(m.value) WHEN 'mean' THEN avg(m.value) WHEN 'min' THEN min(m.value) WHEN 'max' THEN max(m.value)
		WHEN 'count' THEN NULLIF(count(m.at), 0) WHEN 'ratio' THEN sum(m.value) / sum(m.base)
		WHEN 'last' THEN (array_agg(m.value ORDER BY m.at DESC))[1] ELSE (array_agg(m.value ORDER BY m.at))[1] END
	FROM perf.goal g LEFT JOIN perf.measurement m ON m.goal_id = g.id AND m.at >= from_at AND m.at < until_at AND (g.min_group IS NULL OR m.base >= g.min_group)
	WHERE g.id = goal GROUP BY g.id $$;
CREATE TABLE expected AS
	SELECT g.id AS goal_id, p.id AS period_id, p.kind, p.calendar, p.first_day, p.last_day, p.until_at > now() AS is_running, g.time_aggregation,
		by_hand(g.id, p.from_at, p.until_at) AS actual, by_hand(g.id, b.from_at, b.until_at) AS before,
		by_hand(g.id, y.from_at, y.until_at) AS year_before,
		CASE WHEN p.until_at > now() THEN by_hand(g.id, b.from_at, LEAST(b.until_at, timezone('UTC', b.first_day + (timezone('UTC', now()) - p.first_day::timestamp)))) END AS before_so_far,
		CASE WHEN p.until_at > now() THEN by_hand(g.id, y.from_at, LEAST(y.until_at, timezone('UTC', y.first_day + (timezone('UTC', now()) - p.first_day::timestamp)))) END AS year_so_far,
		by_hand(g.id, r.from_at, p.until_at) AS year_to_date
	FROM perf.goal g CROSS JOIN perf.period p
	LEFT JOIN perf.period b ON b.calendar = p.calendar AND b.kind = p.kind AND b.last_day = p.first_day - 1
	-- the same month, quarter or year by its name, a year less
	LEFT JOIN perf.period y ON y.calendar = p.calendar AND y.kind = p.kind
		AND y.name = regexp_replace(p.name, '\d+', (substring(p.name FROM '\d+')::integer - 1)::text)
	LEFT JOIN perf.period r ON r.calendar = p.calendar AND r.kind = 'year' AND p.first_day BETWEEN r.first_day AND r.last_day
	WHERE p.kind IN ('month', 'quarter', 'year') AND p.from_at <= now() AND g.id > 2;
SQL
sub differs { my ($one, $other) = @_; return "(($one IS NULL) <> ($other IS NULL) OR abs($one - $other) > 1e-9 * (1 + abs($other)))" }
my @pairs = (['actual', 'actual'], ['period_before_actual', 'before'], ['year_before_actual', 'year_before'], ['period_before_so_far_actual', 'before_so_far'],
	['year_before_so_far_actual', 'year_so_far'], ['year_to_date_actual', 'year_to_date'],
	['period_change_value', '(e.actual - CASE WHEN e.is_running THEN e.before_so_far ELSE e.before END)'],
	['period_change_fraction', '(e.actual / CASE WHEN e.is_running THEN e.before_so_far ELSE e.before END - 1)'],
	['year_change_value', '(e.actual - CASE WHEN e.is_running THEN e.year_so_far ELSE e.year_before END)']);
for my $pair (@pairs)
{
	my ($column, $by_hand) = @$pair;
	$by_hand = "e.$by_hand" if $by_hand !~ /e\./;
	is(owner("SELECT count(*) > 500, count(v.$column) > 20, count(*) FILTER (WHERE " . differs("v.$column", $by_hand) . ") FROM perf.goal_period v JOIN expected e USING (goal_id, period_id)"), 't|t|0', "$column is what plain SQL says");
}
is(owner('SELECT count(*) FROM expected e LEFT JOIN perf.goal_period v USING (goal_id, period_id) WHERE v.id IS NULL AND e.actual IS NOT NULL'), '0', 'every period that was measured has a row');
is(owner('SELECT count(DISTINCT e.calendar || e.kind), count(DISTINCT e.time_aggregation) FROM expected e JOIN perf.goal_period USING (goal_id, period_id)'), '6|8', 'of both calendars, of every time aggregation');
is(owner('SELECT count(*) FROM perf.goal_period v WHERE NOT EXISTS (SELECT FROM expected e WHERE e.goal_id = v.goal_id AND e.actual IS NOT NULL AND e.calendar = v.calendar AND e.kind = v.period_kind AND e.first_day <= v.from_on) AND is_measured
	AND NOT EXISTS (SELECT FROM perf.goal_target t JOIN perf.period p ON p.id = t.period_id WHERE t.goal_id = v.goal_id AND p.kind = v.period_kind AND p.first_day <= v.from_on)'), '0', 'none before the first one of which something is known');
is(owner('SELECT count(*) > 0, count(*) FILTER (WHERE status <> $$no data$$ OR status_order <> -1) FROM perf.goal_period WHERE actual IS NULL AND is_measured'), 't|0', 'a period in between without measurements is no data');

# Targets: the period's own, that of a period around it where nothing adds up, else the goal's, but no sum of the goal for a month.
is(owner(q{SELECT count(*) > 200, count(*) FILTER (WHERE v.target IS DISTINCT FROM w.target::opm.target::text), count(*) FILTER (WHERE v.score IS DISTINCT FROM opm.score(v.actual, w.target::opm.target)) FROM perf.goal_period v JOIN perf.goal g ON g.id = v.goal_id
	CROSS JOIN LATERAL (SELECT COALESCE((SELECT t.target FROM perf.goal_target t JOIN perf.period p ON p.id = t.period_id WHERE t.goal_id = g.id AND (p.id = v.period_id OR g.time_aggregation NOT IN ('sum', 'count') AND p.first_day <= v.from_on AND p.last_day >= v.until_on)
		ORDER BY p.last_day - p.first_day LIMIT 1), CASE WHEN g.time_aggregation NOT IN ('sum', 'count') THEN g.target END) AS target) w WHERE v.is_measured}), 't|0|0', 'target and score of a period');
is(owner(q{SELECT count(*) FILTER (WHERE outcome = 'reached') > 0, count(*) FILTER (WHERE outcome = 'missed') > 0, count(*) FILTER (WHERE outcome IS DISTINCT FROM CASE WHEN is_running THEN NULL WHEN score IS NULL THEN 'unknown' WHEN score >= 1 THEN 'reached' ELSE 'missed' END) FROM perf.goal_period WHERE is_measured}), 't|t|0', 'a period that is over was reached or missed');
is(owner(q{SELECT count(*) > 0, count(*) FILTER (WHERE n <> 1 OR until_on IS DISTINCT FROM (SELECT max(p.last_day) FROM perf.period p WHERE p.kind = period_kind AND p.calendar = x.calendar AND p.until_at <= now()))
	FROM (SELECT goal_id, calendar, period_kind, count(*) FILTER (WHERE is_latest_complete) AS n, max(until_on) FILTER (WHERE is_latest_complete) AS until_on FROM perf.goal_period WHERE is_measured GROUP BY 1, 2, 3) x}), 't|0', 'one period is the latest complete one');
is(owner(q{SELECT count(*) FROM perf.goal_period v JOIN perf.period p ON p.id = v.period_id WHERE v.is_running <> (p.until_at > now()) OR p.from_at > now()}), '0', 'periods that run, none that is to come');

# Goals above others have what the last snapshot in the period kept.
is(owner('SELECT count(*) FROM perf.goal_period WHERE goal_id IN (1, 2)'), '0', 'without a snapshot nothing is known of a parent');
owner('SELECT perf.snapshot()');
is(owner(q{SELECT count(*) > 20, count(*) FILTER (WHERE is_measured), count(*) FILTER (WHERE (v.score, v.status, v.snapshot_on) IS DISTINCT FROM (h.score, h.status, h.day_on)) FROM perf.goal_period v
	LEFT JOIN LATERAL (SELECT * FROM perf.goal_history h WHERE h.goal_id = v.goal_id AND h.day_on BETWEEN v.from_on AND v.until_on ORDER BY day_on DESC LIMIT 1) h ON true WHERE v.goal_id IN (1, 2)}), 't|0|0', 'with one, how it stood');
is(owner(q{SELECT DISTINCT perspective_id FROM perf.goal_period WHERE perspective_name IS NOT NULL}), '1', 'the perspective of the goal above');

# Who sees what: a private goal is in no row of a reader, nor in those of its parent.
is(owner(q{SET ROLE p_reader; SELECT count(*) FILTER (WHERE goal_id IN (4, 13)), count(*) FILTER (WHERE goal_id = 5) > 10, count(*) FILTER (WHERE goal_id IN (1, 2) AND is_partial) > 20, count(*) FILTER (WHERE goal_id IN (1, 2) AND NOT is_partial) FROM perf.goal_period}), '0|t|t|0', 'a reader sees no private goal');
is(owner(q{SELECT count(*) FILTER (WHERE s IS DISTINCT FROM v) FROM (SELECT v.goal_id, v.period_id, v::text AS s FROM perf.goal_period v WHERE goal_id = 7) x JOIN (SELECT v.goal_id, v.period_id, v::text AS v FROM perf.goal_period v) y USING (goal_id, period_id)}), '0', 'one goal by itself is as among all');
is(owner(q{SELECT count(*) FROM perf.goal_period v JOIN perf.goal g ON g.id = v.goal_id WHERE g.min_group IS NOT NULL AND v.actual IS NOT NULL AND NOT EXISTS (SELECT FROM perf.measurement m WHERE m.goal_id = g.id AND m.base >= g.min_group AND m.at >= v.from_on AND m.at < v.until_on + 1)}), '0', 'the answers of a small group alone make no figure');

# A plan beyond the period, windows that move, logs that are complete, bound queries.
owner(<<'SQL');
SELECT opm.create_workspace('more');
SELECT more.add_fiscal_year(make_date(date_part('year', now())::integer - n, 1, 1)) FROM generate_series(1, 0, -1) n;
CREATE TABLE sold (at timestamptz, amount float8);
INSERT INTO sold SELECT now() - d * interval '1 day', d % 7 FROM generate_series(0, 600, 2) d;
INSERT INTO more.goal (id, key, name, time_aggregation, target, period_id, max_age, counted_until, parent_id, rollup)
SELECT x.id, x.key, x.key, x.how, x.target, (SELECT p.id FROM more.period p WHERE p.kind = 'year' AND p.name = x.year), x.max_age::interval, x.counted_until, x.parent_id, x.rollup FROM (VALUES
	(1, 'year', 'last', '0 -> 100', 'FY' || date_part('year', now()) - 1, NULL, NULL::date, NULL::bigint, NULL),
	(2, 'moving', 'sum', '>= 10', NULL, '60 days', NULL, NULL, NULL),
	(3, 'accidents', 'count', '<= 3', NULL, NULL, current_date - 1, NULL, NULL),
	(4, 'sold', 'sum', '>= 100', NULL, NULL, NULL, NULL, 'own'),
	(5, 'below', 'last', NULL, NULL, NULL, NULL, 4, NULL)) x(id, key, how, target, year, max_age, counted_until, parent_id, rollup);
INSERT INTO more.measurement (goal_id, at, value)
SELECT 1, p.from_at + interval '5 days', CASE p.name WHEN 'FY' || date_part('year', now()) - 1 || ' M12' THEN 100 ELSE 3 + 8 * (row_number() OVER (ORDER BY p.from_at) - 1) END FROM more.period p WHERE p.kind = 'month' AND p.last_day < make_date(date_part('year', now())::integer, 1, 1)
UNION ALL SELECT 2, now() - d * interval '1 day', d FROM generate_series(0, 500, 5) d
UNION ALL SELECT 3, now() - d * interval '1 day', 1 FROM unnest(ARRAY[400, 401, 200]) d;
SQL
is(owner(q{SELECT count(*), count(*) FILTER (WHERE outcome IS NOT NULL), count(*) FILTER (WHERE plan_status IS NOT NULL), max(outcome) FILTER (WHERE until_on = make_date(date_part('year', now())::integer - 1, 12, 31)) FROM more.goal_period WHERE goal_id = 1 AND period_kind = 'month'}), '12|1|11|reached',
	'a plan that runs on beyond a month is judged by plan, and after its end nobody asks');
is(owner(q{SELECT count(*) > 10, count(*) FILTER (WHERE abs(v.actual - (SELECT sum(m.value) FROM more.measurement m WHERE m.goal_id = 2 AND m.at >= p.until_at - interval '60 days' AND m.at < p.until_at)) > 1e-9), count(v.year_to_date_actual), count(v.score) = count(v.actual)
	FROM more.goal_period v JOIN more.period p ON p.id = v.period_id WHERE v.goal_id = 2 AND NOT v.is_running}), 't|0|0|t', 'a window that moves reaches back before the period, and has no year to date');
is(owner(q{SELECT count(*) FILTER (WHERE v.actual IS DISTINCT FROM (SELECT count(*) FROM more.measurement m WHERE m.goal_id = 3 AND m.at >= p.from_at AND m.at < p.until_at)), count(*) FILTER (WHERE v.actual = 0) >= 8, count(*) FILTER (WHERE v.year_to_date_actual IS NULL)
	FROM more.goal_period v JOIN more.period p ON p.id = v.period_id WHERE v.goal_id = 3 AND v.from_on < current_date}), '0|t|0', 'a log that is complete says zero');
owner(q{SELECT opm.bind('more', 'sold', 'SELECT ''sold'' AS goal, at, amount AS value, NULL::float8 AS base FROM public.sold')});
is(owner(q{SELECT count(*) > 20, count(*) FILTER (WHERE NOT v.is_measured OR abs(v.actual - (SELECT sum(m.amount) FROM sold m WHERE m.at >= p.from_at AND m.at < p.until_at)) > 1e-9) FROM more.goal_period v JOIN more.period p ON p.id = v.period_id WHERE v.goal_id = 4}), 't|0', 'what is bound to a query is read there');

# Absurd numbers stop no view, and make no number that is none.
owner(<<'SQL');
INSERT INTO more.goal (id, key, name, time_aggregation, target) VALUES (10, 'absurd', 'Absurd', 'sum', NULL), (11, 'ratio', 'Ratio', 'ratio', '>= 1'), (12, 'small', 'Small', 'mean', '0 -> 1e-100');
INSERT INTO more.measurement (goal_id, at, value, base) SELECT g, now() - d * interval '20 days', CASE g WHEN 12 THEN 1e-100 ELSE CASE WHEN d % 2 = 0 THEN 1 ELSE -1 END * 1e100 END, CASE g WHEN 11 THEN CASE WHEN d % 3 = 0 THEN -1e-40 ELSE 1e-40 END END FROM generate_series(0, 20) d, unnest(ARRAY[10, 11, 12]) g;
SQL
for my $schema (qw(perf more))
{
	my $columns = owner(q{SELECT string_agg(format('count(*) FILTER (WHERE %1$I IN (''NaN'', ''Infinity'', ''-Infinity''))', attname), ' + ') FROM pg_attribute WHERE attrelid = 'perf.goal_period'::regclass AND atttypid = 'float8'::regtype});
	is(owner("SELECT count(*) > 100, $columns FROM $schema.goal_period"), 't|0', 'every number is finite');
}

# A close keeps whose goal it was: who has it later does not rewrite the past.
owner(q{INSERT INTO perf.person (id, name) VALUES (50, 'Next'); UPDATE perf.goal SET team_id = 1 WHERE id = 3});
owner(q{SELECT perf.close_period(p.id) FROM perf.period p WHERE p.kind = 'month' AND p.calendar = 'main' AND p.until_at <= now() ORDER BY p.until_at DESC LIMIT 1});
owner(q{UPDATE perf.goal SET team_id = NULL, owner_id = 50 WHERE id = 3});
is(owner(q{SELECT team_name, owner_name <> 'Next', root_goal_id, perspective_id, expected_score IS NOT NULL FROM perf.scorecard_history WHERE goal_id = 3}), 'Sales|t|1|1|t', 'a close has team, owner, root and perspective of then');
is(owner(q{SET ROLE p_reader; SELECT team_name, root_goal_id FROM perf.scorecard_history WHERE goal_id = 3; SELECT count(*) FROM perf.scorecard_history WHERE goal_id IN (1, 2) AND (expected_score IS NOT NULL OR plan_status IS NOT NULL)}), "Sales|1\n0", 'a reader too; no expectation in which a private goal counts');

# Error budgets: what may fail of what was counted in the period, from either side; each by plain SQL.
owner(<<'SQL');
SELECT opm.create_workspace('slo');
SELECT slo.add_fiscal_year(date_trunc('year', now())::date);
INSERT INTO slo.goal (id, key, name, time_aggregation, target, min_group, lifecycle, period_id)
SELECT x.id, 'g' || x.id, 'G', x.how, x.target, x.min_group, x.lifecycle, CASE WHEN x.id = 2 THEN 1 END FROM (VALUES (1, 'ratio', '>= 0.99', NULL::integer, 'active'), (2, 'ratio', '<= 0.05', NULL, 'active'), (3, 'ratio', '0.8 -> 0.9', 400, 'active'),
	(4, 'ratio', '0.2 .. 0.4', NULL, 'active'), (5, 'mean', '>= 0.99', NULL, 'active'), (6, 'ratio', '>= 1', NULL, 'active'), (7, 'ratio', '>= 0.99', NULL, 'paused'), (8, 'ratio', '>= 0.9', NULL, 'active')) x(id, how, target, min_group, lifecycle);
INSERT INTO slo.measurement (goal_id, at, value, base)
SELECT g, now() - h * interval '1 hour', CASE g WHEN 2 THEN 5 + 5 * random() ELSE 970 + 25 * random() END, CASE WHEN h % 7 = 0 THEN 300 ELSE 1000 END FROM generate_series(0, 24 * 40, 3) h, generate_series(1, 7) g;
-- more good ones than there were: no more than all of it counts
INSERT INTO slo.measurement (goal_id, at, value, base) VALUES (8, now() - interval '1 minute', 50, 10), (8, now() - interval '2 minutes', -3, 10);
SQL
is(owner('SELECT string_agg(goal_id::text, $$ $$ ORDER BY goal_id) FROM slo.error_budget'), '1 2 3 8', 'goals that have a budget');
is(owner(q{SELECT count(*), count(*) FILTER (WHERE abs(e.budget_used_fraction - m.bad / m.total / (1 - o)) > 1e-9 OR abs(e.budget_left_fraction + e.budget_used_fraction - 1) > 1e-9 OR abs(e.total_value - m.total) > 1e-6 OR abs(e.bad_value - m.bad) > 1e-6 OR abs(e.week_burn - m.week) > 1e-9)
	FROM slo.error_budget e JOIN (VALUES (1, 0.99::float8, 0), (2, 0.95, 0), (3, 0.9, 400)) v(id, o, least) ON v.id = e.goal_id
	CROSS JOIN LATERAL (SELECT sum(bad) AS bad, sum(base) AS total, sum(bad) FILTER (WHERE at > now() - interval '7 days') / sum(base) FILTER (WHERE at > now() - interval '7 days') / (1 - o) AS week
		FROM (SELECT at, base, CASE WHEN v.id = 2 THEN value ELSE GREATEST(base - value, 0) END AS bad FROM slo.measurement WHERE goal_id = v.id AND base >= least AND (v.id <> 2 OR at >= date_trunc('year', now()))) x) m}), '3|0', 'a budget is what plain SQL says');
is(owner('SELECT total_value, bad_value, round(budget_value::numeric, 9)::float8, round(budget_used_fraction::numeric, 9)::float8, alert FROM slo.error_budget WHERE goal_id = 8'), '20|10|2|5|ticket', 'bad is no less than nothing and no more than all');
is(owner(q{UPDATE slo.measurement SET value = 0 WHERE goal_id = 1 AND at > now() - interval '4 minutes'; SELECT alert, alert_order FROM slo.error_budget WHERE goal_id = 1}), 'page|2', 'what fails now is told');

$node->stop;
done_testing();
