# Every documented dump of a workspace comes back: the same rows in every table, the same objects, the same answers of every view, by whoever may
# dump and restore. Nothing here is done by a superuser unless it says so. What a restore cannot bring back is said by opm.upgrade_workspace.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $repo = $ENV{OPM_REPO} || '.';
my $node = opm_node('ways');
my $dir = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', 'CREATE ROLE own LOGIN; CREATE ROLE heir LOGIN; CREATE ROLE reader; CREATE ROLE boss; CREATE ROLE backup LOGIN BYPASSRLS; GRANT pg_read_all_data TO backup');

$node->safe_psql('postgres', 'CREATE DATABASE made');
$node->safe_psql('made', 'CREATE EXTENSION opm');
sub database { my ($db, $owner) = @_; $node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE made OWNER " . ($owner // 'own')); return; }
# what a command or an SQL script says: nothing, if all is well
sub said { my ($out, $err) = run_command([@_]); return $err; }
sub own { my ($db, $sql) = @_; return said('psql', '-X', '-q', '-U', 'own', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($db), '-c', $sql); }
# of rows alone, pg_dump warns that tables refer to each other
sub dump_of { my ($db, @option) = @_; is(said('pg_dump', '-U', 'own', '-d', $node->connstr($db), @option) =~ s/^pg_dump: (?:warning: there are circular|detail: |hint: You might not|hint: Consider using a full).*\n?//mgr, '', "pg_dump @option"); return; }
sub script { my ($db, $file, @option) = @_; return said('psql', '-X', '-q', '-o', '/dev/null', '-U', 'own', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($db), '-f', $file, @option); }
sub restored { my ($db, $file, @option) = @_; return said('pg_restore', '-U', 'own', '--exit-on-error', '-d', $node->connstr($db), @option, $file); }

# rows and the last keys given
my $keys = q{SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'perf' ORDER BY 1};
my ($was_rows, $was_keys, $was_made, $was_answers);
sub comes_back
{
	my ($db, $way, %left) = @_;
	is_deeply(rows($node, $db, 'perf'), $was_rows, "$way: every row of every table");
	is($node->safe_psql($db, $keys), $was_keys, "$way: new keys follow the old ones");
	same(definitions($node, $db, 'perf'), $was_made, "$way: every object") unless $left{objects};
	is($node->safe_psql($db, q{SELECT (SELECT count(*) FROM perf.check_closes()), (SELECT count(*) FROM perf.check_tree()), (SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'perf'::regnamespace AND t.tgenabled <> 'O'), (SELECT count(*) FROM pg_constraint WHERE connamespace = 'perf'::regnamespace AND (condeferrable OR NOT convalidated))}),
		'0|0|0|0', "$way: closes fit, no loops, triggers are on, foreign keys hold");
	is(own($db, q{SELECT opm.upgrade_workspace('perf')}), '', "$way: it can be upgraded, without a warning") if $left{upgrade};
	return;
}

# --- The source: a company, whose every table has rows, read by two roles. ---
database('source');
is(said('psql', '-X', '-q', '-U', 'own', '-v', 'schema=perf', '-v', 'ON_ERROR_STOP=1', '-f', "$repo/demo/company.sql", $node->connstr('source')) =~ s/^.*skipping.*\n?//mgr, '', 'the demo company is made');
$node->safe_psql('source', q{SET ROLE own; SELECT opm.grant_workspace('perf', 'reader', 'reader'); SELECT opm.grant_workspace('perf', 'boss', 'admin');
	UPDATE perf.setting SET bands = 'bad | 0.5 | good', time_zone = 'Asia/Kolkata'; UPDATE perf.perspective SET name = 'Growth' WHERE name LIKE 'Learning%'; INSERT INTO perf.perspective (name, display_order) VALUES ('Planet', 5); UPDATE perf.person SET name = 'First' WHERE id = 1;
	INSERT INTO perf.import_line (line) VALUES ('key,name');
	INSERT INTO perf.team (key, name, lead_id) VALUES ('led', 'Led', 1); UPDATE perf.person SET team_id = (SELECT id FROM perf.team WHERE key = 'led') WHERE id = 1});
# Which tables of a workspace have rows.
sub filled { my ($db) = @_; return grep { $node->safe_psql($db, "SELECT EXISTS (SELECT FROM perf.$_)") eq 't' } split /\n/, $node->safe_psql($db, 'SELECT t.table_name FROM opm._workspace_tables() t ORDER BY 1'); }
same(join("\n", filled('source')), $node->safe_psql('source', 'SELECT t.table_name FROM opm._workspace_tables() t ORDER BY 1'), 'every table has rows');
($was_rows, $was_keys, $was_made) = (rows($node, 'source', 'perf'), $node->safe_psql('source', $keys), definitions($node, 'source', 'perf'));

# pg_dump writes a view that uses a key (GROUP BY of the key alone) in two parts, which --clean does not find in an empty database
same($node->safe_psql('source', q{SELECT DISTINCT w.ev_class::regclass FROM pg_depend d JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid WHERE d.refclassid = 'pg_constraint'::regclass}), '', 'no view hangs on a constraint');

# --- The whole workspace. ---
my $dumped = "$dir/dump";
dump_of('source', '-n', 'perf', '-Fc', '-f', "$dumped.custom");
dump_of('source', '-n', 'perf', '-Fd', '-j2', '-f', "$dumped.directory");
dump_of('source', '-n', 'perf', '-Ft', '-f', "$dumped.tar");
dump_of('source', '-n', 'perf', '--quote-all-identifiers', '-f', "$dumped.plain");
dump_of('source', '-n', 'perf', '--column-inserts', '--clean', '--if-exists', '-f', "$dumped.inserts");
is(said('pg_dump', '-U', 'backup', '-d', $node->connstr('source'), '-n', 'perf', '-Fc', '-f', "$dumped.backup"), '', 'a role that bypasses row-level security and reads all dumps it');
for my $format (qw(custom directory tar plain inserts backup))
{
	database($format);
	is($format =~ /plain|inserts/ ? script($format, "$dumped.$format") : restored($format, "$dumped.$format", $format eq 'directory' ? '-j2' : ()), '', "$format is restored by the owner");
	comes_back($format, $format, upgrade => $format eq 'custom');
}
is(restored('custom', "$dumped.custom", '--clean', '--if-exists'), '', 'restored over what is there');
comes_back('custom', '--clean');
is(script('inserts', "$dumped.inserts"), '', 'and from a plain dump');
comes_back('inserts', '--clean, plain');
database('sections');
is(restored('sections', "$dumped.custom", "--section=$_"), '', "section $_") for qw(pre-data data post-data);
comes_back('sections', 'sections');
database('heir', 'heir');
is(said('pg_restore', '-U', 'heir', '--exit-on-error', '--no-owner', '--no-privileges', '-d', $node->connstr('heir'), "$dumped.custom"), '', 'restored by another owner');
is_deeply(rows($node, 'heir', 'perf'), $was_rows, 'another owner: every row');
is(said('psql', '-X', '-q', '-U', 'heir', '-d', $node->connstr('heir'), '-c', q{SELECT opm.upgrade_workspace('perf'); INSERT INTO perf.measurement (goal_id, at, value) SELECT min(id), now(), 1 FROM perf.goal}) . $node->safe_psql('heir', q{SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'perf'::regnamespace}), 'heir', 'to whom everything belongs');
is($node->safe_psql('custom', q{SET ROLE reader; SELECT count(*) > 10 FROM perf.scorecard}), 't', 'who was granted a level still reads');

# --- Rows alone, into a workspace that is there. ---
dump_of('source', '-n', 'perf', '--data-only', '-Fc', '-f', "$dumped.rows");
dump_of('source', '-n', 'perf', '--data-only', '--inserts', '-f', "$dumped.rows.plain");
dump_of('source', '-t', 'perf.test_ride', '--schema-only', '-f', "$dumped.own");
sub empty
{
	my ($db) = @_;
	database($db);
	is(own($db, q{SELECT opm.create_workspace('perf', empty => true)}), '', "$db: a workspace to be filled");
	is(script($db, "$dumped.own"), '', "$db: with the owner's own table");
	return;
}
empty('rows');
is(join(' ', filled('rows')), '', 'it has no rows');
like(own('rows', $_), qr/was made to be filled, and is not finished/, "not yet: $_") for q{SELECT opm.grant_workspace('perf', 'reader', 'reader')}, q{SELECT opm.load_outline('perf', 'a')}, q{SELECT opm.bind('perf', 'b', 'SELECT 1, now(), 1, 1')}, q{SELECT opm.partition_measurements('perf', current_date, current_date)};
like(own('rows', q{SELECT opm.upgrade_workspace('perf')}), qr/was made to be filled, and has no rows/, 'nor without rows');
is(restored('rows', "$dumped.rows", '--single-transaction'), '', 'rows alone are restored by the owner');
is(own('rows', q{SELECT opm.upgrade_workspace('perf')}), '', 'and it is finished');
comes_back('rows', 'rows alone', objects => 1);
same($node->safe_psql('rows', q{SELECT obj_description('perf.setting'::regclass)}), $node->safe_psql('source', q{SELECT obj_description('perf.setting'::regclass)}), 'it is like any other');
like(own('rows', q{UPDATE perf.period_close SET note = 'x'}), qr/a close never changes/, 'its triggers hold');
is(own('rows', q{SELECT opm.grant_workspace('perf', login, level) FROM perf.access}), '', 'levels are granted again, as they were');
same(definitions($node, 'rows', 'perf'), $was_made, 'rows alone: every object');
same_answers([ $node, 'rows', 'perf' ], [ $node, 'source', 'perf' ], 'rows alone: every view gives the same answers');
empty('plainrows');
is(script('plainrows', "$dumped.rows.plain", '--single-transaction'), '', 'from a plain dump');
is(own('plainrows', q{SELECT opm.upgrade_workspace('perf')}), '', 'and it is finished');
comes_back('plainrows', 'rows alone, plain', objects => 1);
empty('super');
is(said('pg_restore', '--exit-on-error', '--disable-triggers', '-d', $node->connstr('super'), "$dumped.rows"), '', 'a superuser may do it with --disable-triggers');
is(own('super', q{SELECT opm.upgrade_workspace('perf')}), '', 'and it is finished');
comes_back('super', 'rows alone, --disable-triggers', objects => 1);
# in one transaction with the rest, and dropped before it is filled
database('once');
is(own('once', q{BEGIN; SELECT opm.create_workspace('perf', true); INSERT INTO perf.setting DEFAULT VALUES; INSERT INTO perf.team (id, key, name, lead_id) VALUES (7, 't', 'T', 3); INSERT INTO perf.person (id, name, team_id) VALUES (3, 'P', 7); SELECT opm.upgrade_workspace('perf'); COMMIT}), '', 'all in one transaction');
is(own('once', q{INSERT INTO perf.person (name) VALUES ('next')}) . $node->safe_psql('once', 'SELECT max(id) FROM perf.person'), '4', 'new keys follow those that came without their sequence');
is(own('once', q{SELECT opm.create_workspace('gone', true); SELECT opm.drop_workspace('gone')}), '', 'it can be dropped before');

# --- A restore that went wrong is told. ---
empty('lost');
like(said('pg_restore', '-U', 'own', '--single-transaction', '-d', $node->connstr('lost'), '-L', do { my $list = `pg_restore -l $dumped.rows`; $list =~ s/^.*TABLE DATA perf person .*\n//m; PostgreSQL::Test::Utils::append_to_file("$dir/list", $list); "$dir/list" }, "$dumped.rows"), qr/violates foreign key constraint/, 'without its people, nothing is restored');
is($node->safe_psql('lost', 'SELECT count(*) FROM perf.goal'), '0', 'nothing at all');
is(said('pg_restore', '--disable-triggers', '-d', $node->connstr('lost'), '-L', "$dir/list", "$dumped.rows"), '', 'with triggers off it is');
like(own('lost', q{SELECT opm.upgrade_workspace('perf')}), qr/violates foreign key constraint.*\n.*is not present in table "person"/, 'and the workspace cannot be finished');
database('collided');
own('collided', q{SELECT opm.create_workspace('perf')});
like(said('pg_restore', '--disable-triggers', '-d', $node->connstr('collided'), "$dumped.rows"), qr/person_pkey.*errors ignored on restore/s, 'rows restored into a workspace that has its own collide');
like(own('collided', q{SELECT opm.upgrade_workspace('perf')}), qr/WARNING:  rows in workspace perf refer to rows that are not there\n.*goal\.owner_id has \d+, as \d+/, 'and upgrade_workspace names who is missing');

# --- Bound to a table elsewhere; with partitions; several workspaces. ---
is(own('source', q{CREATE SCHEMA sales; CREATE TABLE sales.invoice (day date, amount float8); INSERT INTO sales.invoice VALUES (current_date - 1, 5); GRANT USAGE ON SCHEMA sales TO reader, boss; GRANT SELECT ON sales.invoice TO reader, boss;
	INSERT INTO perf.goal (key, name, target, time_aggregation) VALUES ('invoiced', 'Invoiced', '0 -> 10', 'sum');
	SELECT opm.bind('perf', 'invoices', $$SELECT 'invoiced', day, amount, NULL FROM sales.invoice$$);
	SELECT opm.create_workspace('more'); SELECT opm.load_outline('more', 'x [0 -> 1] = 0.5')}), '', 'a binding, and another workspace');
is(own('source', q{SELECT opm.partition_measurements('perf', (current_date - 70), current_date)}), '', 'partitions');
($was_rows, $was_keys, $was_made) = (rows($node, 'source', 'perf'), $node->safe_psql('source', $keys), definitions($node, 'source', 'perf'));
dump_of('source', '-n', 'perf', '-Fc', '-f', "$dumped.bound");
dump_of('source', '-n', 'sales', '-Fc', '-f', "$dumped.sales");
database('bound');
is(restored('bound', "$dumped.$_"), '', "$_: what is bound first") for qw(sales bound);
comes_back('bound', 'bound tables first', upgrade => 1);
database('unbound');
like(said('pg_restore', '-U', 'own', '-d', $node->connstr('unbound'), "$dumped.bound"), qr/"sales.invoice" does not exist.*errors ignored on restore/s, 'without the bound table there are errors');
is_deeply(rows($node, 'unbound', 'perf'), $was_rows, 'but every row is there');
like(own('unbound', q{SELECT opm.upgrade_workspace('perf')}), qr/sales.invoice/, 'what is missing is named');
is(own('unbound', q{SELECT opm.unbind('perf', 'invoices')}), '', 'unbound');
is(own('unbound', q{SELECT opm.upgrade_workspace('perf')}), '', 'and upgraded');
is(own('source', q{SELECT opm.unbind('perf', 'invoices')}), '', '(so is the source)');
same(definitions($node, 'unbound', 'perf'), definitions($node, 'source', 'perf'), 'every object is there again');
same_answers([ $node, 'unbound', 'perf' ], [ $node, 'source', 'perf' ], 'and every view gives the same answers');
dump_of('source', '-n', 'perf', '--data-only', '--load-via-partition-root', '-Fc', '-f', "$dumped.parts");
($was_rows, $was_keys) = (rows($node, 'source', 'perf'), $node->safe_psql('source', $keys));
empty('parts');
is(restored('parts', "$dumped.parts", '--single-transaction'), '', 'rows of partitions, through their table');
is(own('parts', q{SELECT opm.upgrade_workspace('perf')}), '', 'and it is finished');
comes_back('parts', 'partitions, rows alone', objects => 1);
is(own('parts', q{SELECT opm.partition_measurements('perf', (current_date - 70), current_date)}), '', 'and partitioned again');

# --- The cluster: roles, levels and every database. ---
my @copies = map { "--exclude-database=$_" } qw(custom directory tar plain inserts backup sections heir rows plainrows super once lost collided bound unbound parts made);
($was_made) = (definitions($node, 'source', 'perf'));
is(said('pg_dumpall', @copies, '-d', $node->connstr('postgres'), '-f', "$dir/all"), '', 'pg_dumpall');
my $copy = PostgreSQL::Test::Cluster->new('copy');
$copy->init(extra => [ '--no-locale', '-E', 'UTF8' ]);
$copy->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\njit = off\n");
$copy->start;
is(said('psql', '-X', '-q', '-o', '/dev/null', '-d', $copy->connstr('postgres'), '-f', "$dir/all") =~ s/^.*role "\w+" already exists\n?//mr, '', 'restored into another cluster');
is_deeply(rows($copy, 'source', 'perf'), $was_rows, 'cluster: every row');
same(definitions($copy, 'source', 'perf'), $was_made, 'cluster: every object');
same_answers([ $copy, 'source', 'perf' ], [ $node, 'source', 'perf' ], 'cluster: every view gives the same answers');
is_deeply(rows($copy, 'source', 'more'), rows($node, 'source', 'more'), 'cluster: in the other workspace too');
is($copy->safe_psql('source', q{SET ROLE reader; SELECT count(*) > 10 FROM perf.scorecard}), 't', 'cluster: the reader reads');
is($copy->safe_psql('source', q{SET ROLE own; SELECT opm.upgrade_workspace('perf') IS NOT NULL; RESET ROLE; SET ROLE boss; SELECT perf._my_level() >= 4}), "t\nt", 'cluster: the admin is one, after an upgrade too');
$copy->stop;
$node->stop;
done_testing();
