# Cancel: each long statement is stopped within a second, wherever in its work the request arrives. A second of work, that is: on a
# machine that others use too it may take longer, so how much longer work takes is measured, and who answers late is asked again.
use strict;
use warnings;
use Test::More;
use Time::HiRes;
use OpmTest;

my $node = opm_node('cancel', conf => "work_mem = '256MB'\nshared_buffers = '256MB'\nmax_parallel_workers_per_gather = 0\n");

# Each line: function it needs, what it is, set-up run once (uncancelled), and a statement that takes seconds.
my $n = 1_500_000;
my $rows = "SELECT i AS id, %s AS parent, (i %% 100) / 100.0::float8 AS score, 1.0::float8 AS w FROM generate_series(1::bigint, $n) i";
my @statements = (
	[ kpi => 'kpi over many rows', '', "SELECT opm.kpi(timestamptz '2026-01-01 00:00+00' + i * interval '1 second', i) FROM (SELECT generate_series(1, 15000000) AS i) x" ],
	[ scorecard => 'scorecard over many rows', '', 'SELECT opm.scorecard(i, 1) FROM (SELECT generate_series(1, 15000000) AS i) x' ],
	[ sticky_status => 'a long window', '', q{SELECT count(s) FROM (SELECT opm.sticky_status(i % 2, 'a | 0.5 | b', 0.1) OVER (ORDER BY i) AS s FROM generate_series(1, 3000000) i) x} ],
	[ target => 'a target parsed many times', '', q{SELECT count((i || ' -> -1')::opm.target) FROM (SELECT generate_series(1, 10000000) AS i) x} ],
	[ goaltree => 'a wide tree built', sprintf("CREATE TABLE wide AS $rows", 'CASE WHEN i > 1 THEN (i - 2) / 10 + 1 END'), 'SELECT opm.score(opm.goaltree(id, parent, score, w)) FROM wide' ],
	[ goaltree => 'a chain built', sprintf("CREATE TABLE chain AS $rows", 'nullif(i - 1, 0)'), 'SELECT opm.score(opm.goaltree(id, parent, score, w)) FROM chain' ],
	[ goaltree => 'a chain built from its end', '', 'SELECT opm.score(opm.goaltree(id, parent, score, w)) FROM (SELECT * FROM chain ORDER BY id DESC OFFSET 0) x' ],
	[ goaltree => 'a star built', sprintf("CREATE TABLE star AS $rows", 'CASE WHEN i > 1 THEN 1 END'), 'SELECT opm.score(opm.goaltree(id, parent, score, w)) FROM star' ],
	[ rollup => 'a tree read row by row', 'CREATE TABLE kept AS SELECT opm.goaltree(id, parent, score, w) AS tree FROM wide', 'SELECT sum(r.score) FROM kept, opm.rollup(tree) r' ],
	[ goaltree => 'a tree written as text', '', 'SELECT length(tree::text) FROM kept' ],
	[ goaltree => 'a tree read from text', 'CREATE TABLE outline AS SELECT tree::text AS t FROM kept', 'SELECT opm.score(t::opm.goaltree) FROM outline' ],
	# the server's own last step, from values to jsonb, cannot be cancelled: half a second a million goals
	[ goaltree => 'a tree turned into jsonb', 'CREATE TABLE part AS SELECT opm.goaltree(id, parent, score, w) AS tree FROM wide WHERE id <= 500000', 'SELECT pg_column_size(tree::jsonb) FROM part' ],
	[ goaltree => 'trees merged', '', 'SELECT opm.score(opm.merge(tree)) FROM kept, generate_series(1, 3)' ],
	[ goaltree => 'a text-keyed tree built', '', q{SELECT opm.score(opm.goaltree('key-' || id, 'key-' || parent, score, w)) FROM wide} ],
	[ goaltree => 'every row scored in place', '', 'SELECT count(*) FROM (SELECT opm.score(opm.goaltree(id, parent, score, w) OVER (), id) AS s FROM wide) x WHERE s > 0' ],
);

# Seconds on the clock for a second of work, 1 on a machine of one's own.
sub slowness
{
	my ($clock, $user, $system) = (Time::HiRes::time(), (times)[ 0, 1 ]);
	my ($work, $sum) = (0, 0);
	while ($work < 0.2)
	{
		$sum += $_ for 1 .. 1000;
		my @now = times;
		$work = $now[0] + $now[1] - $user - $system;
	}
	my $slow = (Time::HiRes::time() - $clock) / $work;
	return $slow > 1 ? $slow : 1;
}

for my $case (@statements)
{
	my ($needs, $what, $setup, $statement) = @$case;
  SKIP:
	{
		skip "opm.$needs is not there", 1 unless has_function($node, $needs);
		$node->safe_psql('postgres', $setup) if $setup;
		my $run = sub
		{
			my ($timeout) = @_;
			my ($status, $out, $err) = $node->psql('postgres',
				"\\set VERBOSITY sqlstate\n\\set ON_ERROR_STOP 0\n\\timing on\nSET statement_timeout = ${timeout};\n$statement;");
			return ($out =~ /.*Time: ([\d.]+) ms/s ? $1 : 1e9, $err);
		};
		my ($worst, $stopped, $odd) = (0, 0, '');
		# In the middle of what it does first, second and last, by the time it takes when nobody stops it.
		my ($whole, $failed) = $run->(0);
		$odd .= $failed;
		for my $share (0.15, 0.5, 0.85)
		{
			my $after = 1 + int($whole * $share);
			my $late;
			for (1 .. 5)
			{
				my ($ms, $err) = $run->($after);
				if ($err =~ /57014/) { $stopped++; }
				else { $odd .= $err; }
				# A statement that ended by itself too late did not hear the request either.
				my $seconds = ($ms - $after) / 1000;
				$seconds /= slowness() if $seconds >= 1;
				$late = $seconds if !defined $late || $seconds < $late;
				last if $late < 1;
			}
			$worst = $late if $late > $worst;
		}
		ok($stopped > 0 && $worst < 1 && $odd eq '', "$what: stopped")
		  or diag("stopped $stopped times, slowest answer $worst s, other errors: $odd");
		note(sprintf '%s: takes %.1f s, stopped %d times, slowest answer %.3f s', $what, $whole / 1000, $stopped, $worst);
	}
}
is($node->safe_psql('postgres', 'SELECT 1'), '1', 'the server is well');
$node->stop;
done_testing();
