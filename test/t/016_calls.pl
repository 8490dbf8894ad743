# Random calls: every function, aggregate and window function of the extension with values from the edges of its arguments' types.
# Each call gives a result or a proper error; none may crash the server, meet an internal error (XX000) or run for long.
# The same calls every time, so that a commit is judged by what it changes: OPM_SEED takes others (OPM_SEED=random any), OPM_RUNS makes more.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $seed = ($ENV{OPM_SEED} // 1) eq 'random' ? int(rand(2**31)) : ($ENV{OPM_SEED} // 1);
my $runs = $ENV{OPM_RUNS} // 20;
diag("seed $seed") if $ENV{OPM_SEED};
note("seed $seed, $runs calls of each function");

# Classes an error may have: bad values (22), two answers for one goal (21000), types or keys that do not fit (42804),
# no such preset (42704), what is not offered (0A000), limits exceeded (54000).
my $proper = qr/^(?:00000|22...|23514|21000|42804|42704|0A000|54000)$/;

# Literals by type; those of the extension's own types come from OpmTest, with some that are out of the way.
my %edge = (
	'boolean' => [qw(true false)],
	'integer' => [qw(0 1 -1 2 3 4 7 12 100 2147483647 -2147483648)],
	'bigint' => [qw(0 1 -1 2 3 10 1000 2147483648 9223372036854775807 -9223372036854775808)],
	'double precision' => [qw(0 -0 1 -1 0.1 0.5 2 3 10 100 0.999999 1e-9 1e-300 5e-324 1e15 9007199254740993 1e300 -1e300 1.7976931348623157e308 NaN Infinity -Infinity)],
	'numeric' => [qw(0 1 -1 2 0.01 3.14159 100 1e100 -1e100 1e-100 NaN Infinity -Infinity)],
	'date' => [ '2026-01-01', '2026-06-01', '2026-12-31', 'infinity', '-infinity', '4714-11-24 BC', '5874897-12-31' ],
	'timestamp with time zone' => [ '2026-01-01', '2026-06-01 12:00', '2026-12-31', 'infinity', '-infinity', '4714-11-24 00:00+00 BC', '294276-12-31 00:00+00' ],
	'uuid' => [ '00000000-0000-0000-0000-000000000000', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' ],
	'text' => [ '', '%', "\xc3\xa9\xe2\x98\x83", 'a', 'company', 'growth', 'arr', 'k1', qw(mean min max last sum ratio value score weight auto none linear normal t exact nelson western holt increasing okr), 'run 7, -trend', 'at_least(2)', 'bad | 0.5 | good' ],
	'boolean[]' => [ '{}', '{t}', '{t,f,t}', '{NULL}', '{{t,f},{f,t}}' ],
	'integer[]' => [ '{}', '{1}', '{1,2,3}', '{NULL}', '{-1,2147483647}', '{{1,2},{3,4}}' ],
	'bigint[]' => [ '{}', '{1}', '{1,2,3}', '{1,2,3,4,5,6}', '{NULL}', '{-1,9223372036854775807}', '{{1,2},{3,4}}', '{' . join(',', ('9223372036854775807') x 5) . '}' ],
	'double precision[]' => [ '{}', '{1}', '{0,0}', '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15}', '{NULL}', '{1,NULL,3}', '{NaN,1}', '{Infinity,-Infinity,1}', '{{1,2},{3,4}}', '[5:7]={1,2,3}',
		'{1e308,1e308,-1e308}', '{5e-324,1e308}', '{0.1,0.2,0.7}', '{' . join(',', map { $_ * $_ % 11 } 1 .. 30) . '}' ],
	'date[]' => [ '{}', '{2026-01-01}', '{2026-01-01,2026-02-01,2026-03-01}', '{NULL}', '{infinity,-infinity}' ],
	'timestamp with time zone[]' => [ '{}', '{2026-01-01}', '{2026-01-01,2026-02-01,2026-03-01}', '{NULL}', '{infinity,-infinity}' ],
	'text[]' => [ '{}', '{a}', '{a,b}', '{NULL}' ],
	'jsonb' => [ '{}', '[]', 'null', '1', '"x"', '{"arr": 0.5}', '{"arr": {"value": 110}}', '[{"key": "arr", "score": 0.5}]', '[{"key": "arr", "drop": true}, {"key": "z", "parent": "company", "score": 1}]' ],
	'opm.target' => [ '-1e308 -> 1e308', '>= 1e308 ~ 1e308' ],
	'opm.bands' => ['a | -1e308 | b | 1e308 | c'],
	'opm.goaltree' => [ "company sum\n  a sum = 3\n  arr sum = 1e308\n  b sum = 1e308", "company\n  growth *30 = 0.5\n  x = 0.1" ],
);
# In an aggregate or a window function the row may be the argument: i counts from 1 to 60.
my %of_row = (
	'double precision' => [ '(i % 7)::float8', 'sqrt(i)', 'CASE WHEN i = 5 THEN NULL ELSE i * 0.1 END', '1e307 * i', '(i / 30)::float8' ],
	'timestamp with time zone' => [q{timestamptz '2026-01-01' + i * interval '1 day'}],
	'bigint' => [ 'i', 'i / 3' ],
	'text' => [ q{'k' || i}, q{'k' || i / 3} ],
);

my $node = opm_node('calls');
my %pool = map { my $type = $_; $type => [ map { my $s = s/'/''/gr; "'$s'::$type" } @{ $edge{$type} } ] } keys %edge;
push @{ $pool{$_} }, samples($_) for opm_types($node);

# What only the server calls, or what makes workspaces, is left to other tests.
my @functions = split /\n/, $node->safe_psql('postgres', <<'SQL');
SELECT p.oid::regprocedure, format('%I.%I', nspname, proname), prokind, (SELECT string_agg(format_type(t, NULL), ';' ORDER BY o) FROM unnest(proargtypes) WITH ORDINALITY x(t, o)), CASE WHEN provariadic <> 0 THEN 'VARIADIC ' END
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace JOIN pg_language l ON l.oid = prolang
WHERE nspname = 'opm' AND lanname IN ('c', 'sql', 'internal') AND (provolatile = 'i' OR prokind = 'w') AND pronargs > 0
	-- PostgreSQL's own generate_series under another name: from one edge of time to the other it never ends
	AND prosrc <> 'generate_series_timestamp'
AND NOT proargtypes::oid[] && ARRAY['internal', 'cstring', 'bytea', 'name']::regtype[]::oid[] AND prorettype <> 'trigger'::regtype ORDER BY 1
SQL
cmp_ok(@functions, '>', 300, 'the extension has functions');

srand($seed);
my $pick = sub { $_[0][ rand @{ $_[0] } ] };
my ($script, $called) = ("SET statement_timeout = '60s';\n", 0);
for my $run (1 .. $runs)
{
	for my $line (@functions)
	{
		my ($signature, $name, $kind, $types, $variadic) = split /\|/, $line;
		my @args = map {
			my $type = $_;
			my $among = $kind ne 'f' && $of_row{$type} && rand() < 0.5 ? $of_row{$type} : $pool{$type};
			die "no edge values for type $type, an argument of $signature: add them\n" unless $among;
			rand() < ($type eq 'text' && $kind eq 'w' ? 0.5 : 0.06) ? "NULL::$type" : $pick->($among)
		} split /;/, $types;
		$args[-1] = $variadic . $args[-1] if $variadic;
		my $call = "$name(" . join(', ', @args) . ')';
		$call = $kind eq 'f' ? "SELECT count(x::text) FROM (SELECT $call AS x) q"
		  : "SELECT count(x::text) FROM (SELECT $call" . ($kind eq 'w' ? ' OVER (ORDER BY i)' : '') . ' AS x FROM generate_series(1::bigint, 60) i) q';
		$script .= "CALL try(\$sig\$$signature\$sig\$, \$call\$$call\$call\$);\n";
		$called++;
	}
}
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE tried (signature text, state text, message text, call text);
CREATE PROCEDURE try(signature text, call text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE call;
	INSERT INTO tried VALUES (signature, '00000', '', call);
EXCEPTION WHEN OTHERS OR query_canceled THEN
	INSERT INTO tried VALUES (signature, sqlstate, sqlerrm, call);
END $$;
SQL
my ($status, $out, $err) = $node->psql('postgres', $script);
is($status . $err, '0', 'the server survives random calls') or diag("seed $seed");
is($node->safe_psql('postgres', 'SELECT count(*) FROM tried'), $called, 'every function was called');
my %said = map { split /\|/ } split /\n/, $node->safe_psql('postgres', 'SELECT state, count(*) FROM tried GROUP BY state ORDER BY state');
my @bad = grep { $_ !~ $proper } sort keys %said;
is("@bad", '', 'what cannot be computed is refused properly')
  or diag("seed $seed\n" . $node->safe_psql('postgres', "SELECT DISTINCT ON (signature, state) state, message, call FROM tried WHERE state IN (" . join(',', map { "'$_'" } @bad) . ')'));
cmp_ok($said{'00000'} // 0, '>', 0.3 * $called, 'many calls give a result');
note(join ', ', map { "$_ $said{$_}" } sort keys %said);
$node->stop;
done_testing();
