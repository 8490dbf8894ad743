# Dump and restore: whatever is built on opm types comes back, in every format of pg_dump: what is dumped of the copy is what was dumped of
# the source, and both give the same answers. PostgreSQL writes IS DISTINCT FROM, NULLIF, CASE, USING and the like without the schema of
# their operator and reads them with an empty search_path, so they come back because the operators of opm are in pg_catalog.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('dump');
my $dir = PostgreSQL::Test::Utils::tempdir();
my @types = opm_types($node);
ok(@types > 0, 'the extension has types');
$node->safe_psql('postgres', 'CREATE DATABASE source');
$node->safe_psql('source', 'CREATE EXTENSION opm; CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$');
my $i = 0;
my (@tables, @question);
for my $type (@types)
{
	my $t = 't' . ++$i;
	push @tables, $t;
	$node->safe_psql('source', "CREATE TABLE $t AS SELECT n, v FROM (@{[sample_rows($type)]}) s; INSERT INTO $t VALUES (0, NULL)");
	# two values as literals, the second of them in no row
	my $one = $node->safe_psql('source', "SELECT quote_literal(v) || '::$type' FROM $t WHERE n = 1");
	my $other = $node->safe_psql('source', "DELETE FROM $t WHERE n = (SELECT max(n) FROM $t) RETURNING quote_literal(v) || '::$type'");
	my $plus = $node->safe_psql('source', "SELECT count(*) FROM pg_operator WHERE oprname = '+' AND oprleft = '$type'::regtype");
	# Everything of a type that pg_dump writes differently: a default, an index of both kinds, a partition key, a view.
	my @made = (
		"ALTER TABLE $t ALTER v SET DEFAULT $one, ADD PRIMARY KEY (n)",
		"CREATE INDEX ON $t USING hash (v)",
		"CREATE INDEX ON $t (v)",
		"CREATE TABLE ${t}_part (n int, v $type) PARTITION BY HASH (v)",
		"CREATE TABLE ${t}_part0 PARTITION OF ${t}_part FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
		"CREATE TABLE ${t}_part1 PARTITION OF ${t}_part FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
		"INSERT INTO ${t}_part SELECT * FROM $t",
		"CREATE TABLE ${t}_range (n int, v $type) PARTITION BY RANGE (v)",
		"CREATE TABLE ${t}_range0 PARTITION OF ${t}_range FOR VALUES FROM (MINVALUE) TO ($one)",
		"CREATE TABLE ${t}_range1 PARTITION OF ${t}_range DEFAULT",
		"INSERT INTO ${t}_range SELECT * FROM $t",
		"CREATE FUNCTION ${t}_text($type) RETURNS bool LANGUAGE sql IMMUTABLE AS \$\$SELECT \$1 IS DISTINCT FROM $other\$\$",
		"CREATE FUNCTION ${t}_plpgsql(a $type) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS \$\$BEGIN RETURN a IS DISTINCT FROM $other AND NULLIF(a, $other) IS NOT NULL; END\$\$",
		"CREATE FUNCTION ${t}_atomic(a $type, b $type) RETURNS text BEGIN ATOMIC SELECT CASE a WHEN b THEN 'b' WHEN $one THEN 'one' ELSE NULLIF(a, b)::text END WHERE a IS NOT DISTINCT FROM a; END",
		"CREATE DOMAIN ${t}_domain AS $type CHECK (VALUE IS DISTINCT FROM $other) CHECK (NULLIF(VALUE, $other) IS NOT NULL OR VALUE IS NULL)",
		"CREATE TABLE ${t}_rules (v $type, d ${t}_domain, is_one bool GENERATED ALWAYS AS (v IS NOT DISTINCT FROM $one) STORED,
			but_one $type GENERATED ALWAYS AS (NULLIF(v, $one)) STORED, CHECK (v IS DISTINCT FROM $other), CHECK (NULLIF(v, $other) IS NOT NULL),
			CHECK (CASE v WHEN $other THEN false ELSE true END), CHECK (v NOT IN ($other, $other)), CHECK (v <> ALL (ARRAY[$other, $other])), CHECK (v BETWEEN $one AND $one OR v <> $one),
			CHECK (ROW(v, 1) IS DISTINCT FROM ROW($other, 1)), CHECK (${t}_text(v)), CHECK (${t}_plpgsql(v)), EXCLUDE USING hash (v WITH =), EXCLUDE USING btree (v WITH =), UNIQUE (d))",
		"INSERT INTO ${t}_rules (v, d) SELECT v, v FROM $t WHERE v IS NOT NULL",
		"CREATE TABLE ${t}_child (v $type REFERENCES ${t}_rules (d))",
		"INSERT INTO ${t}_child SELECT v FROM $t",
		"CREATE INDEX ON ${t}_rules ((v IS DISTINCT FROM $one)) WHERE NULLIF(v, $one) IS NOT NULL",
		"CREATE STATISTICS ${t}_statistics ON (v IS DISTINCT FROM $one), d FROM ${t}_rules",
		"CREATE TRIGGER changed AFTER UPDATE ON ${t}_rules FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v OR OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION nothing()",
		"CREATE RULE skip AS ON INSERT TO ${t}_part1 WHERE NEW.v IS NOT DISTINCT FROM $other DO INSTEAD NOTHING",
		"CREATE POLICY seen ON ${t}_rules USING (v IS DISTINCT FROM $one) WITH CHECK (CASE v WHEN $one THEN false ELSE true END)",
		"CREATE VIEW ${t}_view AS SELECT v, count(*) AS n FROM $t GROUP BY v",
		"CREATE VIEW ${t}_case AS SELECT n, CASE v WHEN $one THEN 1 ELSE 2 END AS c, NULLIF(v, $one) AS i, v IS DISTINCT FROM $one AS d, v IN ($one, $other) AS among, v = ANY (ARRAY[$one]) AS one,
			greatest(v, $one) AS high, ARRAY[v] = ARRAY[$one] AS list, (v, n) < ($other, 3) AS pair, rank() OVER (ORDER BY v) FROM $t",
		"CREATE VIEW ${t}_using AS SELECT v, a.n AS a, b.n AS b FROM $t a JOIN $t b USING (v)",
		"CREATE VIEW ${t}_outer AS SELECT v, a.n AS a, b.n AS b FROM $t a FULL JOIN $t b USING (v)",
		"CREATE VIEW ${t}_natural AS SELECT n, v FROM $t NATURAL JOIN ${t}_part",
		"CREATE MATERIALIZED VIEW ${t}_seen AS SELECT DISTINCT ON (v) v, n FROM $t WHERE v IS DISTINCT FROM $other ORDER BY v, n",
		"CREATE VIEW ${t}_set AS (SELECT v FROM $t UNION SELECT v FROM ${t}_part) EXCEPT SELECT v FROM $t WHERE v = $one",
		$plus ? "CREATE VIEW ${t}_plus AS SELECT n, v + $one AS v FROM $t" : ());
	$node->safe_psql('source', join ";\n", @made);
	push @question, "SELECT '$t', n, v, pg_catalog.length(v::text) FROM $t ORDER BY n",
	  "SELECT tableoid::regclass, n, v FROM ${t}_part ORDER BY n", "SELECT tableoid::regclass, n, v FROM ${t}_range ORDER BY n",
	  "SELECT v, is_one, but_one FROM ${t}_rules ORDER BY v", "SELECT ${t}_atomic(v, $one) FROM $t ORDER BY n", "SELECT count(*) FROM $t a JOIN $t b ON a.v = b.v",
	  (map { "SELECT x FROM ${t}_$_ x ORDER BY x::text COLLATE \"C\"" } qw(view case using outer natural seen set child), $plus ? 'plus' : ());
}
my $questions = "SET enable_seqscan = off;\n" . join ";\n", @question;
my $before = $node->safe_psql('source', $questions);

# what pg_dump says of a database; \restrict has a random key
sub dumped
{
	my ($db) = @_;
	my ($out, $err) = run_command([ 'pg_dump', '-d', $node->connstr($db) ]);
	return $out =~ s/^\\(un)?restrict .*\n//mgr;
}
my $was = dumped('source');
unlike($was, qr/CREATE (FUNCTION|TYPE|AGGREGATE|OPERATOR) (opm|pg_catalog)\./, 'the dump leaves the objects of opm to CREATE EXTENSION');

my %way = (custom => ['-Fc'], directory => [ '-Fd', '-j2' ], tar => ['-Ft'], inserts => ['--column-inserts'], plain => [ '--clean', '--if-exists' ],
	sections => [ '-Fc', '--quote-all-identifiers' ], again => [ '-Fc', '--clean' ]);
for my $way (sort keys %way)
{
	$node->safe_psql('postgres', "CREATE DATABASE $way");
	command_ok([ 'pg_dump', '-d', $node->connstr('source'), '-f', "$dir/$way", @{ $way{$way} } ], "pg_dump @{$way{$way}}");
	my @restore = ('pg_restore', '--exit-on-error', '-d', $node->connstr($way), "$dir/$way");
	if ($way eq 'sections') { command_ok([ @restore, "--section=$_" ], "restored: $_") for qw(pre-data data post-data) }
	elsif (grep { /^-F/ } @{ $way{$way} }) { command_ok([ @restore, $way eq 'directory' ? '-j2' : () ], "restored: $way") }
	else { command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($way), '-f', "$dir/$way" ], "restored: $way") }
	command_ok([ @restore, '--clean', '--if-exists' ], 'restored again, over what is there') if $way eq 'again';
	is(dumped($way), $was, "$way: the same dump of the copy");
	is($node->safe_psql($way, $questions), $before, "$way: the same answers");
}
$node->stop;
done_testing();
