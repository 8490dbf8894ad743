# pg_upgrade: a workspace, and tables and indexes of opm types, give the same answers in the new cluster.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $bindir = qx{"$ENV{PG_CONFIG}" --bindir} =~ s/\s+$//r;
if (!-x "$bindir/pg_upgrade")
{
	diag('SKIPPED: no pg_upgrade in bindir');
	plan skip_all => 'no pg_upgrade in bindir';
}
my $repo = $ENV{OPM_REPO} || '.';
my $old = opm_node('old');
command_ok([ 'psql', '-X', '-q', '-v', 'schema=perf', '-f', "$repo/demo/company.sql", $old->connstr('postgres') ], 'the demo company is made');
$old->safe_psql('postgres', q{CREATE ROLE reader; SELECT opm.grant_workspace('perf', 'reader', 'reader')});

my (@tables, @questions);
for my $type (opm_types($old))
{
	my $t = $type =~ s/opm\.//r;
	push @tables, $t;
	$old->safe_psql('postgres', <<"SQL");
CREATE TABLE $t AS SELECT n, v FROM (@{[sample_rows($type)]}) s;
INSERT INTO $t VALUES (0, NULL);
CREATE INDEX ${t}_v ON $t (v);
CREATE INDEX ${t}_h ON $t USING hash (v);
SELECT format('ALTER TABLE $t ALTER v SET DEFAULT %L', v) FROM $t WHERE n = 1 \\gexec
SQL
	push @questions, "SELECT '$t', n, v FROM $t ORDER BY n", "SELECT '$t', count(*) FROM $t a JOIN $t b ON a.v = b.v";
}
cmp_ok(scalar(@tables), '>=', 5, 'there are tables of opm types: ' . join(' ', @tables));
my $questions = "SET enable_seqscan = off;\n" . join(";\n", @questions);
my $members = q{SELECT pg_describe_object(classid, objid, objsubid) FROM pg_depend WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'opm') ORDER BY 1};
my $members_before = $old->safe_psql('postgres', $members);
my ($values, $made, $rows) = ($old->safe_psql('postgres', $questions), definitions($old, 'postgres', 'perf'), rows($old, 'postgres', 'perf'));
$old->stop;

my $new = PostgreSQL::Test::Cluster->new('new');
$new->init(extra => [ '--no-locale', '-E', 'UTF8' ]);
$new->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\njit = off\n");
chdir $PostgreSQL::Test::Utils::tmp_check;
command_ok([ "$bindir/pg_upgrade", '--no-sync', '-d', $old->data_dir, '-D', $new->data_dir, '-b', $bindir, '-B', $bindir, '-s', $new->host, '-p', $old->port, '-P', $new->port ], 'pg_upgrade');
$new->start;
same($new->safe_psql('postgres', $members), $members_before, 'the extension has the same objects, its operators in pg_catalog too');
is($new->safe_psql('postgres', $questions), $values, 'columns of opm types have the same text, and the indexes find the same rows');
same($new->safe_psql('postgres', q{SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid}), '', 'every index is valid');
# the files of the old cluster were copied, so it can still be asked
$old->start;
same_answers([ $new, 'postgres', 'perf' ], [ $old, 'postgres', 'perf' ], 'every view of the workspace gives the same answers');
$old->stop;
same(definitions($new, 'postgres', 'perf'), $made, 'every object of the workspace is the same');
is_deeply(rows($new, 'postgres', 'perf'), $rows, 'every row of the workspace is the same');
is($new->safe_psql('postgres', 'SELECT count(*) FROM perf.check_closes()') . $new->safe_psql('postgres', 'SELECT count(*) FROM perf.check_tree()'), '00', 'the chain of closes holds, no loops');
is($new->safe_psql('postgres', 'SET ROLE reader; SELECT count(*) > 10 FROM perf.scorecard'), 't', 'the reader still reads');
is($new->safe_psql('postgres', q{SELECT opm.upgrade_workspace('perf') = extversion FROM pg_extension WHERE extname = 'opm'}), 't', 'the workspace can be upgraded there');
$new->stop;
done_testing();
