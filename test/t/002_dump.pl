# Dump and restore: tables, indexes, partitions and defaults of opm types come back with the same values and the same answers.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('dump');
my $dir = PostgreSQL::Test::Utils::tempdir();
my @types = opm_types($node);
ok(@types > 0, 'the extension has types');

$node->safe_psql('postgres', "CREATE DATABASE $_") for qw(source plain custom);
$node->safe_psql('source', 'CREATE EXTENSION opm');
my $i = 0;
my (@tables, @question);
for my $type (@types)
{
	my $t = 't' . ++$i;
	push @tables, $t;
	# Everything of a type that pg_dump writes differently: a default, an index of both kinds, a partition key, a view.
	$node->safe_psql('source', <<"SQL");
CREATE TABLE $t AS SELECT n, v FROM (@{[sample_rows($type)]}) s;
INSERT INTO $t VALUES (0, NULL);
CREATE INDEX ON $t USING hash (v);
CREATE INDEX ON $t (v);
CREATE TABLE ${t}_part (n int, v $type) PARTITION BY HASH (v);
CREATE TABLE ${t}_part0 PARTITION OF ${t}_part FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE ${t}_part1 PARTITION OF ${t}_part FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO ${t}_part SELECT * FROM $t;
CREATE VIEW ${t}_view AS SELECT v, count(*) AS n FROM $t GROUP BY v;
SELECT format('ALTER TABLE $t ALTER v SET DEFAULT %L', v) FROM $t WHERE n = 1 \\gexec
SQL
	push @question, "SELECT '$t', n, v, pg_catalog.length(v::text) FROM $t ORDER BY n",
	  "SELECT tableoid::regclass, n, v FROM ${t}_part ORDER BY n", "SELECT * FROM ${t}_view ORDER BY v::text COLLATE \"C\" NULLS FIRST",
	  "INSERT INTO $t (n) VALUES (99) RETURNING v";
}
my $questions = join ";\n", @question;

command_ok([ 'pg_dump', '-d', $node->connstr('source'), '-f', "$dir/plain.sql" ], 'pg_dump, plain');
command_ok([ 'pg_dump', '-d', $node->connstr('source'), '-Fc', '-f', "$dir/custom.dump" ], 'pg_dump, custom');
my $dump = slurp_file("$dir/plain.sql");
unlike($dump, qr/CREATE (FUNCTION|TYPE|AGGREGATE|OPERATOR)/, 'the dump leaves the objects of opm to CREATE EXTENSION');
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('plain'), '-f', "$dir/plain.sql" ], 'restored from plain');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('custom'), "$dir/custom.dump" ], 'restored from custom');

my $before = $node->safe_psql('source', $questions);
for my $db (qw(plain custom))
{
	is($node->safe_psql($db, $questions), $before, "same answers after a $db restore");
	is($node->safe_psql($db, "SET enable_seqscan = off;\n" . join(";\n", map { "SELECT count(*) FROM $_ a JOIN $_ b ON a.v OPERATOR(opm.=) b.v" } @tables)),
		$node->safe_psql('source', join(";\n", map { "SELECT count(*) FROM $_ a JOIN $_ b ON a.v OPERATOR(opm.=) b.v" } @tables)),
		"same joins through the restored indexes ($db)");
}
$node->stop;
done_testing();
