# Every aggregate gives the same when its transition function is looked up anew for every row, as the worker aggregates of
# Citus do: nothing may rest on what a function remembers between rows, nor be left pointing there. The caller is test/fmgr.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my ($config, $repo) = ($ENV{PG_CONFIG} // 'pg_config', $ENV{OPM_REPO} // '.');
my $log = qx{make -s -C "$repo/test/fmgr" PG_CONFIG="$config" with_llvm=no clean all 2>&1};
my ($suffix) = grep { -f "$repo/test/fmgr/fmgr$_" } '.so', '.dylib';
die "test/fmgr could not be built, as opm itself was:\n$log" unless $suffix;
my $library = "$repo/test/fmgr/fmgr$suffix";
my $node = opm_node('fmgr');

# A twin of each aggregate in schema anew, with one argument more: the transition function.
$node->safe_psql('postgres', <<"SQL");
CREATE SCHEMA anew;
CREATE VIEW aggregate AS
SELECT p.oid::regprocedure AS signature, proname AS name, proargtypes::regtype[] AS args, aggtransfn::regprocedure, aggtranstype::regtype AS state,
       NULLIF(aggfinalfn::oid, 0)::regproc AS final, (SELECT t.proisstrict FROM pg_proc t WHERE t.oid = aggtransfn) AS returns_null
FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid WHERE pronamespace = 'opm'::regnamespace;
DO \$\$
DECLARE
	a record;
BEGIN
	FOR a IN SELECT *, array_to_string(args, ', ') AS list FROM aggregate LOOP
		EXECUTE format('CREATE FUNCTION anew.%I(%s, %s, regprocedure) RETURNS %s AS %L, ''anew'' LANGUAGE C IMMUTABLE %s',
			a.name || '_accum', a.state, a.list, a.state, '$library', CASE WHEN a.returns_null THEN 'STRICT' END);
		EXECUTE format('CREATE AGGREGATE anew.%I(%s, regprocedure) (SFUNC = anew.%I, STYPE = %s%s)',
			a.name, a.list, a.name || '_accum', a.state, ', FINALFUNC = ' || a.final);
	END LOOP;
END \$\$;
SQL

# Argument p of row i, by type: a tree of keys, numbers from 0.1 to 1, days.
my %value = (
	'bigint' => [ 'i', 'nullif(i / 3, 0)' ],
	'text' => [ q{'key ' || i}, q{'key ' || nullif(i / 3, 0)}, undef, undef, q{(ARRAY['min', 'max'])[1 + i % 2]} ],
	'uuid' => [ 'md5(i::text)::uuid', 'md5(nullif(i / 3, 0)::text)::uuid' ],
	'integer' => [ '(i % 11)::integer', '2', '2' ],
	'double precision' => [ map { "(1 + (i * 7 + $_) % 10) / 10.0::float8" } 0 .. 4 ],
	'timestamp with time zone' => [ "timestamptz '2026-01-01' + i * interval '1 day'", "timestamptz '2026-01-05' + i * interval '1 day'", "timestamptz '2026-06-01'", "timestamptz '2026-07-01'" ],
	'opm.kpi' => ["opm.kpi_accum(NULL, timestamptz '2026-01-01' + i * interval '1 day', i)"],
	'opm.scorecard' => ['opm.scorecard_accum(NULL, i)'],
	'opm.fit' => ['opm.fit_accum(NULL, i, sqrt(i))'],
	'opm.goaltree' => [q{('goal_' || i || ' = 0.5')::opm.goaltree}],
);

my @ways = (
	[ 'hashed groups', 'enable_sort = off', '%s', 'GROUP BY g' ],
	[ 'sorted groups', 'enable_hashagg = off', '%s', 'GROUP BY g' ],
	[ 'grouping sets', 'enable_sort = on', '%s', 'GROUP BY GROUPING SETS ((g), (g % 3), ())' ],
	[ 'a window', 'enable_sort = on', '%s OVER (PARTITION BY g ORDER BY i)', 'WHERE i <= 400' ],
);

my @aggregates = split /\n/, $node->safe_psql('postgres', q{SELECT signature, name, array_to_string(args, ';'), aggtransfn FROM aggregate ORDER BY signature::text});
ok(@aggregates > 0, 'the extension has aggregates');
for my $line (@aggregates)
{
	my ($signature, $name, $types, $accum) = split /\|/, $line;
	my $p = 0;
	my @args = map { $value{$_}[ $p++ ] // die "no sample value for argument $p of $signature: add it\n" } split /;/, $types;
	my $list = join ', ', @args;
	for my $way (@ways)
	{
		my ($what, $setting, $over, $group) = @$way;
		my ($ours, $theirs) = (sprintf($over, "opm.$name($list)"), sprintf($over, "anew.$name($list, '$accum')"));
		my ($status, $out, $err) = $node->psql('postgres', <<"SQL");
SET $setting;
SELECT count(a) > 1 AND count(a) > count(*) / 2, count(*) FILTER (WHERE a IS DISTINCT FROM b) FROM (SELECT $ours\::text AS a, $theirs\::text AS b FROM (SELECT i, i % 50 AS g FROM generate_series(1::bigint, 3000) i) x $group) y;
SQL
		is($err . $out, 't|0', "$signature: $what");
	}
}
$node->stop;
done_testing();
