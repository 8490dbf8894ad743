# What the planner thinks of the views: nothing is thought so long that it is compiled (JIT), and no view so many rows that its plan is one for
# another size. Costs and rows are asked, never a plan's text or a time.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('plans');
sub sql { return $node->safe_psql('postgres', "SET client_min_messages = error;\n$_[0]") }
# 1,000 goals, a quarter of them sums, 22 weeks of measurements: what takes well under the second that is worth compiling
sql(q{
	CREATE ROLE r_reader;
	SELECT opm.create_workspace('perf');
	SELECT opm.grant_workspace('perf', 'r_reader', 'reader');
	SELECT perf.add_fiscal_year(date_trunc('year', now())::date);
	INSERT INTO perf.goal (id, key, name, parent_id, period_id, target, time_aggregation)
	SELECT i, 'g' || i, 'goal ' || i, CASE WHEN i > 1 THEN (i + 8) / 10 END, (SELECT id FROM perf.period WHERE kind = 'year'), CASE WHEN i > 100 THEN '0 -> 100' END,
		CASE WHEN i > 100 THEN (ARRAY['last', 'mean', 'sum', 'last'])[1 + i % 4] ELSE 'last' END FROM generate_series(1, 1000) i;
	INSERT INTO perf.measurement (goal_id, at, value) SELECT g, now() - k * interval '7 days', 40 + (g * 31 + k * 17) % 23 FROM generate_series(1, 22) k, generate_series(101, 1000) g;
	INSERT INTO perf.action (kind, name, goal_id, began_on) SELECT 'action', 'a', g, current_date - 60 FROM generate_series(110, 1000, 10) g});
sql('VACUUM ANALYZE');
sql(q{CREATE FUNCTION plan(question text, OUT cost float8, OUT expected float8) LANGUAGE plpgsql AS $$
	DECLARE p json;
	BEGIN
		EXECUTE 'EXPLAIN (FORMAT json) ' || question INTO p;
		cost := p -> 0 -> 'Plan' ->> 'Total Cost';
		expected := p -> 0 -> 'Plan' ->> 'Plan Rows';
	END $$});
is(sql(q{SET ROLE r_reader;
	SELECT string_agg(c.relname || ' ' || p.cost, ', ') FROM pg_class c, plan(format('SELECT * FROM perf.%I', c.relname)) p
	WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind = 'v' AND c.relname !~ '^_' AND p.cost > current_setting('jit_above_cost')::float8}),
	'', 'no view of 1,000 goals is compiled');
for my $view ('_summed_series', '_goal_series', 'control_chart', 'forecast', 'scorecard')
{
	my ($expected, $rows) = split /\|/, sql("SELECT (plan('SELECT * FROM perf.$view')).expected, (SELECT count(*) FROM perf.$view)");
	# what is thought fewer is read row by row, which is right for one goal; what is thought many times more is the harm
	ok($rows > 0 && $expected <= 10 * $rows, "$view is not thought to have many times its rows: $expected for $rows");
}
$node->stop;
done_testing();
