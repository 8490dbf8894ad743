# Parallel plans: every aggregate that can be combined really runs in workers, and gives what the serial plan gives.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('parallel', conf => "max_worker_processes = 8\nmax_parallel_workers = 8\n");

$node->safe_psql('postgres', <<'SQL');
CREATE TABLE fact AS
SELECT i AS id, nullif(i / 8, 0) AS parent, 'k' || i AS name, 'k' || nullif(i / 8, 0) AS parent_name,
       md5(i::text)::uuid AS uid, md5(nullif(i / 8, 0)::text)::uuid AS parent_uid,
       timestamptz '2026-01-01 00:00+00' + (i * 7919 % 20011) * interval '1 minute' AS at,
       CASE WHEN i % 11 <> 0 THEN (i * 7919 % 1009) / 8.0::float8 END AS v, (1 + i % 5)::float8 AS w, i % 10 AS g
FROM generate_series(1::bigint, 40000) i;
ANALYZE fact;
ALTER TABLE fact SET (parallel_workers = 3);
SQL

# The values are multiples of 1/8, so sums are exact and every result must be equal to the bit, in any order.
my @calls = (
	[ kpi => 'opm.kpi(at, v)' ],
	[ kpi => 'opm.kpi(at, v, w)' ],
	[ scorecard => 'opm.scorecard(v)' ],
	[ scorecard => 'opm.scorecard(v, w)' ],
	[ weighted_mean => 'opm.weighted_mean(v, w)' ],
	[ geomean => 'opm.geomean(v + 1)', 1e-12 ],
	[ harmean => 'opm.harmean(v + 1)', 1e-12 ],
	[ ratio => 'opm.ratio(v, w)' ],
	[ rolled_yield => 'opm.rolled_yield(1 - w / 1e6)', 1e-12 ],
	[ fit => 'opm.fit(w, v)' ],
	[ nps => 'opm.nps((v * 8)::int % 11)' ],
	[ nps => 'opm.nps((v * 8)::int % 11, 100)' ],
	[ csat => 'opm.csat(v, 60)' ],
	[ csat => 'opm.csat(v, 60, 100)' ],
	[ flow => q{opm.flow(at, at + w * interval '3 days', '2026-01-03', '2026-01-10')} ],
	[ goaltree => 'opm.goaltree(id, parent, v)' ],
	[ goaltree => 'opm.goaltree(id, parent, v, w)' ],
	[ goaltree => q{opm.goaltree(id, parent, v, w, CASE WHEN id % 100 = 0 THEN 'min' ELSE 'mean' END)} ],
	[ goaltree => 'opm.goaltree(name, parent_name, v, w)' ],
	[ goaltree => 'opm.goaltree(uid, parent_uid, v, w)' ],
	[ goaltree => 'opm.goaltree(opm.goal(id, parent => parent, score => v, weight => w))' ],
);
my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $parallel = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 3;';

for my $case (@calls)
{
	my ($name, $call, $tolerance) = @$case;
  SKIP:
	{
		skip "opm.$name is not there", 3 unless has_function($node, $name, 'a');
		my $plan = $node->safe_psql('postgres', "$parallel EXPLAIN (ANALYZE, COSTS off) SELECT $call FROM fact");
		like($plan, qr/Finalize Aggregate.*Workers Launched: [1-9].*Partial Aggregate/s, "$call is combined from workers");
		if ($tolerance)
		{
			my $one = $node->safe_psql('postgres', "$serial SELECT $call FROM fact");
			my $many = $node->safe_psql('postgres', "$parallel SELECT $call FROM fact");
			cmp_ok(abs($one - $many), '<=', $tolerance * abs($one), "$call: parallel = serial");
		}
		else
		{
			my $digest = "SELECT md5(($call)::text), length(($call)::text) FROM fact";
			is($node->safe_psql('postgres', "$parallel $digest"), $node->safe_psql('postgres', "$serial $digest"), "$call: parallel = serial");
		}
		my $empty = "SELECT ($call) IS NULL FROM fact WHERE id < 0";
		is($node->safe_psql('postgres', "$parallel $empty"), $node->safe_psql('postgres', "$serial $empty"), "$call: the same for no rows");
	}
}

# merge() of each type, over groups.
for my $type (opm_types($node))
{
	my $arguments = $node->safe_psql('postgres',
		"SELECT count(*) FROM pg_proc WHERE proname = 'merge' AND prokind = 'a' AND pronamespace = 'opm'::regnamespace AND proargtypes[0] = '$type'::regtype");
	next unless $arguments;
	(my $bare = $type) =~ s/^opm\.//;
	my %part = (
		'opm.kpi' => 'opm.kpi(at, v)',
		'opm.scorecard' => 'opm.scorecard(v, w)',
		'opm.fit' => 'opm.fit(w, v)',
		'opm.goaltree' => 'opm.goaltree(id, parent, v, w)');
	die "003_parallel.pl knows no aggregate that makes $type\n" unless $part{$type};
	$node->safe_psql('postgres', "CREATE TABLE part_$bare AS SELECT $part{$type} AS part FROM fact GROUP BY g; ALTER TABLE part_$bare SET (parallel_workers = 3)");
	my $plan = $node->safe_psql('postgres', "$parallel EXPLAIN (ANALYZE, COSTS off) SELECT opm.merge(part) FROM part_$bare");
	like($plan, qr/Workers Launched: [1-9].*Partial Aggregate/s, "merge($type) is combined from workers");
	is($node->safe_psql('postgres', "$parallel SELECT md5(opm.merge(part)::text) FROM part_$bare"),
		$node->safe_psql('postgres', "$serial SELECT md5($part{$type}::text) FROM fact"), "merged parts of $type = the whole");
}

# No aggregate may be forgotten: each has a combine function, or a reason.
my %uncombined = ('sparkline' => 'its ORDER BY form depends on the order of rows');
my @odd = grep { !$uncombined{$_} } split /\n/,
  $node->safe_psql('postgres', "SELECT DISTINCT proname FROM pg_aggregate a JOIN pg_proc p ON p.oid = aggfnoid WHERE pronamespace = 'opm'::regnamespace AND aggcombinefn = 0");
is("@odd", '', 'every aggregate has a combine function');
my %tested = map { $_->[1] =~ /^opm\.(\w+)\(/ ? ($1 => 1) : () } @calls;
my @untested = grep { !$tested{$_} && $_ ne 'merge' && !$uncombined{$_} } split /\n/,
  $node->safe_psql('postgres', "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'opm'::regnamespace AND prokind = 'a'");
is("@untested", '', 'every aggregate is tried here');

$node->stop;
done_testing();
