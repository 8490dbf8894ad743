# postgres_fdw with extensions 'opm': conditions and aggregates are computed on the remote side, with the same answers.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('fdw');
my ($host, $port) = ($node->host, $node->port);
$node->safe_psql('postgres', 'CREATE DATABASE remote');
$node->safe_psql('remote', 'CREATE EXTENSION opm');
$node->safe_psql('postgres', <<"SQL");
CREATE EXTENSION postgres_fdw;
CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$host', port '$port', dbname 'remote', extensions 'opm');
CREATE USER MAPPING FOR CURRENT_USER SERVER loop;
SQL
$node->safe_psql('remote', <<'SQL');
CREATE TABLE fact AS
SELECT i AS id, nullif(i / 8, 0) AS parent, timestamptz '2026-01-01 00:00+00' + i * interval '1 hour' AS at,
       (i % 97) / 8.0::float8 AS v, (1 + i % 5)::float8 AS w
FROM generate_series(1::bigint, 2000) i;
ANALYZE fact;
SQL
my $columns = 'id bigint, parent bigint, at timestamptz, v float8, w float8';
$node->safe_psql('postgres', "CREATE FOREIGN TABLE fact ($columns) SERVER loop OPTIONS (use_remote_estimate 'true')");

for my $case ([ kpi => 'opm.kpi(at, v)' ], [ scorecard => 'opm.scorecard(v, w)' ], [ goaltree => 'opm.goaltree(id, parent, v, w)' ])
{
	my ($name, $call) = @$case;
  SKIP:
	{
		skip "opm.$name is not there", 2 unless has_function($node, $name);
		my $plan = $node->safe_psql('postgres', "EXPLAIN (VERBOSE, COSTS off) SELECT $call FROM fact");
		like($plan, qr/Remote SQL: SELECT opm\.$name\(/, "$call is shipped");
		my $query = "SELECT md5(($call)::text) FROM fact";
		is($node->safe_psql('postgres', $query), $node->safe_psql('remote', $query), "$call: same answer");
	}
}

my $i = 0;
for my $type (opm_types($node))
{
	my $t = 't' . ++$i;
	$node->safe_psql('remote', "CREATE TABLE $t AS @{[sample_rows($type)]}");
	$node->safe_psql('postgres', "CREATE FOREIGN TABLE $t (n int, v $type) SERVER loop");
	my $all = "SELECT n, v FROM $t ORDER BY n";
	is($node->safe_psql('postgres', $all), $node->safe_psql('remote', $all), "$type: read through the wrapper");

	my $one = $node->safe_psql('remote', "SELECT quote_literal(v::text) FROM $t WHERE n = 1");
	my $condition = "SELECT n FROM $t WHERE v = $one\::$type";
	my $plan = $node->safe_psql('postgres', "EXPLAIN (VERBOSE, COSTS off) $condition");
	like($plan, qr/Remote SQL: .*WHERE \(*v = /s, "$type: equality is shipped");
	is($node->safe_psql('postgres', "$condition ORDER BY n"), $node->safe_psql('remote', "$condition ORDER BY n"), "$type: and finds the same rows");

	# And written back: values travel as text parameters.
	is($node->safe_psql('postgres', "INSERT INTO $t SELECT n + 100, v FROM $t; SELECT count(*) FROM $t a JOIN $t b ON b.n = a.n + 100 AND a.v::text = b.v::text"),
		$node->safe_psql('remote', "SELECT count(*) FROM $t WHERE n < 100"), "$type: written through the wrapper");
}
$node->stop;
done_testing();
