# OpmTest: what several TAP tests share. Types are found in the catalog; only their sample values are written down, here.
package OpmTest;
use strict;
use warnings;
use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(opm_node opm_types samples sample_rows has_function solved);

# SQL expressions of each type. A type without a line here fails the tests, so that none is forgotten.
my $days = q{timestamptz '2026-01-01 00:00+00' + i * interval '1 day'};
my $outline = <<'TREE';
company "Acme 2026"
  growth *2 credit(0..1) "Grow revenue"
    arr *3 [80 -> 120] = 97 "Annual recurring revenue"
    nps [>= 50 ~ 20] = 41
  cost min "Run lean"
    unit_cost [5 -> 4] = 4.6
    waste
TREE
my %samples = (
	'opm.target' => [
		map { "'$_'::opm.target" } '80 -> 95', '95 -> 80', '200 -> -30%', '>= 95', '> 95', '<= 2', '< 2', '>= 95 ~ 5', '10 .. 20',
		'10 .. 20 ~ 5', '0.8:0.5 1:1 1.2:2', '-1.5e-7 -> 1e20'
	],
	'opm.bands' => [
		map { "'$_'::opm.bands" } 'off track | 0.4 | at risk | 0.7 | on track | 1 | achieved', 'off track | 0.4 | on track', '"any"', "\"a|b\" | 0 | \xc3\xa9t\xc3\xa9"
	],
	'opm.kpi' => [
		"(SELECT opm.kpi($days, i * 0.1) FROM generate_series(1, 9) i)",
		"(SELECT opm.kpi($days, i, 10 + i) FROM generate_series(1, 5) i)",
		"(SELECT opm.kpi($days, -1e10) FROM generate_series(1, 1) i)",
		"(SELECT opm.kpi($days, sqrt(i)) FROM generate_series(1, 1000) i)"
	],
	'opm.scorecard' => [
		"(SELECT opm.scorecard(i * 0.1) FROM generate_series(1, 9) i)",
		"(SELECT opm.scorecard(nullif(i * 0.1, 0.3), i) FROM generate_series(0, 9) i)",
		"(SELECT opm.scorecard(NULL, 2) FROM generate_series(1, 3) i)"
	],
	'opm.fit' => [
		"(SELECT opm.fit(i * 0.1, sqrt(i)) FROM generate_series(1, 9) i)",
		"(SELECT opm.fit(1e9 + i, 1e9 - i) FROM generate_series(1, 5) i)",
		"(SELECT opm.fit(-i, 0) FROM generate_series(1, 1) i)"
	],
	'opm.goaltree' => [
		"'$outline'::opm.goaltree",
		"'a'::opm.goaltree",
		"(SELECT opm.goaltree(i, nullif(i / 3, 0), CASE WHEN i > 10 THEN i * 0.01 END, 1 + i % 5) FROM generate_series(1::bigint, 40) i)",
		"(SELECT opm.goaltree('k' || i, 'k' || nullif(i / 4, 0), i * 0.5) FROM generate_series(1, 20) i)"
	],
);

# A server made for tests: no durability, workers allowed everywhere.
sub opm_node
{
	my ($name, %option) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(extra => [ '--no-locale', '-E', 'UTF8' ], %{ $option{init} // {} });
	$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\njit = off\n" . ($option{conf} // ''));
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION opm');
	return $node;
}

# The base types of the extension, as SQL names.
sub opm_types
{
	my ($node, $db) = @_;
	return split /\n/, $node->safe_psql($db // 'postgres', <<'SQL');
SELECT format('%I.%I', nspname, typname) FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
WHERE nspname = 'opm' AND typtype = 'b' AND typcategory <> 'A' ORDER BY 1
SQL
}

sub samples
{
	my ($type) = @_;
	die "no sample values for type $type: add them to test/t/OpmTest.pm\n" unless $samples{$type};
	return @{ $samples{$type} };
}

# SELECT of all samples of a type: columns n and v.
sub sample_rows
{
	my ($type) = @_;
	my $n = 0;
	return join "\nUNION ALL ", map { $n++; "SELECT $n AS n, $_ AS v" } samples($type);
}

# Is there a function of that name, of one of these kinds (f, a, w)?
sub has_function
{
	my ($node, $name, $kinds) = @_;
	$kinds //= 'faw';
	return $node->safe_psql('postgres',
		"SELECT count(*) > 0 FROM pg_proc WHERE proname = '$name' AND pronamespace = 'opm'::regnamespace AND position(prokind::text IN '$kinds') > 0") eq 't';
}

# Which variables follow from equations. Each equation is { variable => factor }: their sum is a number that is known.
sub solved
{
	my ($rows) = @_;
	my %pivot;
	for my $row (@$rows)
	{
		my %r = %$row;
		for my $v (sort keys %pivot)
		{
			next unless $r{$v};
			my ($f, $p) = ($r{$v}, $pivot{$v});
			$r{$_} = ($r{$_} // 0) - $f * $p->{$_} for keys %$p;
			for (keys %r) { delete $r{$_} if abs($r{$_}) < 1e-9 }
		}
		my ($v) = sort { abs($r{$b}) <=> abs($r{$a}) || $a cmp $b } keys %r or next;
		my $f = $r{$v};
		$r{$_} /= $f for keys %r;
		for my $p (values %pivot)
		{
			my $g = $p->{$v} or next;
			$p->{$_} = ($p->{$_} // 0) - $g * $r{$_} for keys %r;
			for (keys %$p) { delete $p->{$_} if abs($p->{$_}) < 1e-9 }
		}
		$pivot{$v} = \%r;
	}
	return grep { keys %{ $pivot{$_} } == 1 } sort keys %pivot;
}

1;
