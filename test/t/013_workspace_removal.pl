# DROP EXTENSION: refused while a workspace is there; with CASCADE the views and the engine go, every row stays, and the extension comes back.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $node = opm_node('removal');
my $repo = $ENV{OPM_REPO} || '.';
command_ok([ 'psql', '-X', '-q', '-v', 'schema=perf', '-f', "$repo/demo/company.sql", $node->connstr('postgres') ], 'the demo company is made');
my @levels = qw(reader contributor manager admin);
$node->safe_psql('postgres', "CREATE ROLE r_$_; SELECT opm.grant_workspace('perf', 'r_$_', '$_')") for @levels;
# people who own goals, lead teams and have said things
$node->safe_psql('postgres', q{UPDATE perf.person p SET login = 'r_' || l.level FROM (VALUES (1, 'contributor'), (2, 'manager'), (3, 'admin')) l(rank, level)
	WHERE p.id = (SELECT o.id FROM (SELECT q.id, row_number() OVER (ORDER BY count(*) DESC, q.id) AS rank FROM perf.person q JOIN perf.goal g ON g.owner_id = q.id GROUP BY q.id) o WHERE o.rank = l.rank)});
# What a level changes of what is kept in the history: the tables that are logged, and what it did there.
my $logged = $node->safe_psql('postgres', q{SELECT string_agg(table_name, ' ') FROM opm._workspace_tables() WHERE logged OR table_name = 'measurement'});
sub changed_by
{
	my ($level) = @_;
	my @done;
	for my $table (split / /, $logged)
	{
		for my $act ("DELETE FROM perf.$table", "INSERT INTO perf.$table SELECT * FROM perf.$table LIMIT 1",
			"UPDATE perf.$table SET " . $node->safe_psql('postgres', qq{SELECT format('%1\$I = %1\$I', attname) FROM pg_attribute WHERE attrelid = 'perf.$table'::regclass AND attnum > 0 AND attidentity = '' AND attname <> 'id' ORDER BY attnum LIMIT 1}))
		{
			my ($rc, $out) = $node->psql('postgres', "BEGIN; SET LOCAL ROLE r_$level; WITH x AS ($act RETURNING 1) SELECT count(*) FROM x; ROLLBACK");
			push @done, $act if $rc == 0 && $out > 0;
		}
	}
	return "@done";
}
isnt(changed_by($_), '', "a $_ changes what is logged") for qw(contributor manager admin);
my ($rows, $made) = (rows($node, 'postgres', 'perf'), definitions($node, 'postgres', 'perf', 1));
# a copy to which nothing happens
$node->safe_psql('template1', 'CREATE DATABASE untouched TEMPLATE postgres');
my ($here, $untouched) = ([ $node, 'postgres', 'perf' ], [ $node, 'untouched', 'perf' ]);

my ($rc, $out, $err) = $node->psql('postgres', 'DROP EXTENSION opm');
isnt($rc, 0, 'DROP EXTENSION is refused');
like($err, qr/cannot drop extension opm because other objects depend on it/, 'it says why');
like($err, qr/perf\.scorecard|schema perf|perf\.goal/, 'and names what would go');
same_answers($here, $untouched, 'nothing has changed');

$node->safe_psql('postgres', 'SET client_min_messages = warning; DROP EXTENSION opm CASCADE');
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_namespace WHERE nspname = 'opm'}), '0', 'with CASCADE the engine is gone');
is_deeply(rows($node, 'postgres', 'perf'), $rows, 'every row of every table is there, and read with plain SQL');
is($node->safe_psql('postgres', q{SELECT count(*) FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' AND relname = 'scorecard'}), '0', 'the scorecard is gone');
like($node->safe_psql('postgres', q{SELECT g.key, count(*), max(m.value) IS NOT NULL FROM perf.goal g JOIN perf.measurement m ON m.goal_id = g.id GROUP BY g.key ORDER BY 1 LIMIT 1}), qr/\|t$/, 'goals and measurements are joined as before');
is(changed_by($_), '', "and while nothing is logged, a $_ changes nothing that would be") for @levels;

# and back: the extension again, the workspace upgraded
$node->safe_psql('postgres', 'CREATE EXTENSION opm');
is($node->safe_psql('postgres', q{SELECT count(*) FROM opm.workspaces()}), '1', 'a new extension knows the workspace');
($rc, $out, $err) = $node->psql('postgres', q{SELECT opm.upgrade_workspace('perf')});
is($err, '', 'and upgrades it without a word');
same(definitions($node, 'postgres', 'perf', 1), $made, 'every object is there again');
is_deeply(rows($node, 'postgres', 'perf'), $rows, 'every row is as it was');
same_answers($here, $untouched, 'every view gives the same answers');
$node->stop;
done_testing();
