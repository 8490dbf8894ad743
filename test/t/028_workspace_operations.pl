# What a DBA sets elsewhere does no harm to a workspace: hardened or generous default privileges, odd settings of a database, two-phase
# commit, renames under bindings. One grant is enough for each level, owners stay, and what is made is the same.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $node = opm_node('operations', conf => "max_prepared_transactions = 5\n");
my $dir = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', 'CREATE ROLE own LOGIN; CREATE ROLE x LOGIN; CREATE ROLE r LOGIN; CREATE ROLE plain LOGIN');
my $db = 'postgres';
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$sql", extra_params => [ '-U', $role ]);
	note($err) if $err =~ /ERROR/;
	return $err =~ /ERROR:  (\w{5}): (.*?)(?:\nDETAIL:  (.*?))?(?:\nHINT:  (.*?))?(?:\n|$)/ ? "$1 $2" . ($3 ? " | $3" : '') . ($4 ? " | $4" : '') : $out;
}
sub database
{
	my ($name) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0; GRANT CREATE ON DATABASE $name TO own");
	$db = $name;
	return;
}
my $own = q{(pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'opm' AND d.deptype = 'e') ON true};
my $usable = qq{SELECT p.oid::regprocedure FROM pg_proc p JOIN $own AND d.classid = 'pg_proc'::regclass AND d.objid = p.oid WHERE NOT has_function_privilege('plain', p.oid, 'EXECUTE')
	UNION ALL SELECT NULL FROM pg_type t JOIN $own AND d.classid = 'pg_type'::regclass AND d.objid = t.oid WHERE NOT has_type_privilege('plain', t.oid, 'USAGE')
	UNION ALL SELECT NULL WHERE NOT has_schema_privilege('plain', 'opm', 'USAGE') OR has_schema_privilege('plain', 'opm', 'CREATE')};
my $harden = join ' ', map { "ALTER DEFAULT PRIVILEGES REVOKE ALL ON $_ FROM PUBLIC;" } qw(FUNCTIONS TYPES SCHEMAS TABLES SEQUENCES);

# --- Who installs the extension under hardened default privileges: everybody may use it nevertheless, also after a dump. ---
database('hard');
$node->safe_psql('hard', "$harden CREATE EXTENSION opm");
is($node->safe_psql('hard', $usable), '', 'everybody may use every function and type of the extension');
is(as('plain', q{SELECT opm.score(97, '80 -> 120') > 0; CREATE TEMP TABLE t (k opm.kpi, s opm.scorecard, g opm.goaltree, a opm.target, b opm.bands, f opm.fit, c opm.chart_point, d opm.cusum_point, e opm.flow_stats)}), 't', 'calls it, and has columns of its types');
is($node->safe_psql('postgres', $usable), '', 'as without hardened default privileges');
$node->safe_psql('hard', 'REVOKE EXECUTE ON FUNCTION opm.takt(double precision, double precision) FROM PUBLIC');
$node->safe_psql('postgres', 'CREATE DATABASE again TEMPLATE template0');
command_ok([ 'pg_dump', '-Fc', '-f', "$dir/hard.dump", $node->connstr('hard') ], 'dumped');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('again'), "$dir/hard.dump" ], 'restored');
is($node->safe_psql('again', $usable), 'opm.takt(double precision,double precision)', 'with what the DBA took away, and nothing else');

# --- One grant is enough for each level, on such a database, with the owner's own default privileges hardened as well. ---
as('own', $harden);
is(as('own', q{SELECT opm.create_workspace('w'); INSERT INTO w.person (name, login) VALUES ('R', 'r'); INSERT INTO w.goal (key, name, target, owner_id) VALUES ('a', 'A', '0 -> 10', 2); SELECT perf FROM (SELECT w.add_fiscal_year('2026-01-01') > 0) x(perf)}), "\nt", 'a workspace');
my @views = split /\n/, $node->safe_psql('hard', q{SELECT relname FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relkind = 'v'});
my @tables = split /\n/, as('own', q{SELECT table_name FROM opm._workspace_tables()});
for my $level (qw(reader reporter contributor manager admin))
{
	is(as('own', "SELECT opm.grant_workspace('w', 'r', '$level')"), '', "$level is granted");
	is(as('r', join ';', map { "SELECT count(*) >= 0 FROM w.$_" } @views, @tables), join("\n", ('t') x (@views + @tables)), "$level reads every view and table");
	is(as('r', q{SELECT count(*) >= 0 FROM w.scorecard_at(now()); SELECT w.me(), w.time_zone(), w.channel(); SELECT w.export_outline() IS NOT NULL; SELECT count(*) > 0 FROM w.scenario('{}')}), "t\n2|UTC|opm_w\nt\nt", "$level calls the functions");
	my $writes = as('r', q{INSERT INTO w.measurement (goal_id, at, value) VALUES (1, clock_timestamp(), 5); INSERT INTO w.check_in (goal_id, confidence) VALUES (1, 0.5); UPDATE w.measurement SET note = 'x'});
	$level =~ /^rep?/ ? like($writes, qr/^42501/, 'a reader does not write') : is($writes, '', "$level writes");
	is(as('own', q{SELECT opm.upgrade_workspace('w') IS NOT NULL}) . as('r', 'SELECT count(*) >= 0 FROM w.exceptions'), 'tt', "$level reads after an upgrade");
}
is(as('own', q{SELECT opm.bind('w', 'b', 'SELECT ''a'', now(), 7, NULL')}) . as('r', q{SELECT actual FROM w.scorecard}), '7', 'bound values too');
is(as('own', q{SET client_min_messages = error; SELECT opm.partition_measurements('w', current_date, current_date)}) . as('r', q{INSERT INTO w.measurement (goal_id, at, value) VALUES (1, clock_timestamp(), 5); SELECT count(*) > 0 FROM w.measurement}), '1t', 'and partitions');
is($node->safe_psql('hard', q{SELECT count(*) FROM pg_proc WHERE pronamespace = 'w'::regnamespace AND prorettype = 'trigger'::regtype AND has_function_privilege('r', oid, 'EXECUTE')}), '0', 'no level may use a trigger function');
is(as('own', q{SELECT opm.grant_workspace('w', 'r', 'none')}) . $node->safe_psql('hard', 'DROP ROLE r'), '', 'level none leaves nothing: the role can be dropped');
$node->safe_psql('hard', 'CREATE ROLE r LOGIN');

# --- A DBA who keeps the extension from PUBLIC is told what a role lacks. ---
$node->safe_psql('hard', 'REVOKE USAGE ON SCHEMA opm FROM PUBLIC; GRANT USAGE ON SCHEMA opm TO own');
my ($rc, $out, $err) = $node->psql('hard', q{SELECT opm.grant_workspace('w', 'r', 'reader')}, extra_params => [ '-U', 'own' ]);
like($err, qr/NOTICE:  role "r" may not use the extension opm\nDETAIL:.*\nHINT:  Its owner can say: (GRANT USAGE ON SCHEMA opm TO r; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA opm TO r;)/, 'a NOTICE says what is missing');
$node->safe_psql('hard', $err =~ /(GRANT USAGE.*)/ ? $1 : 'no hint');
is(as('r', 'SELECT count(*) >= 0 FROM w.scorecard'), 't', 'and the hint helps');
as('own', q{SELECT opm.drop_workspace('w', 'all data')});
$node->safe_psql('hard', 'REVOKE ALL ON SCHEMA opm FROM r; REVOKE ALL ON ALL FUNCTIONS IN SCHEMA opm FROM r');

# --- Default privileges that give: a workspace is its owner's, until a level is granted. ---
database('soft');
$node->safe_psql('soft', 'CREATE EXTENSION opm; CREATE ROLE "odd ""one"');
as('own', join ' ', map { my $to = $_; map { "ALTER DEFAULT PRIVILEGES GRANT ALL ON $_ TO $to;" } qw(FUNCTIONS TYPES SCHEMAS TABLES SEQUENCES) } 'x', 'PUBLIC', '"odd ""one"');
my $given = q{SELECT c.relname, x::text FROM pg_class c, aclexplode(relacl) x WHERE relnamespace = 'w'::regnamespace AND grantee <> relowner
	UNION ALL SELECT proname, x::text FROM pg_proc, aclexplode(proacl) x WHERE pronamespace = 'w'::regnamespace AND grantee NOT IN (proowner, 0)
	UNION ALL SELECT nspname, x::text FROM pg_namespace, aclexplode(nspacl) x WHERE nspname = 'w' AND grantee <> nspowner
	UNION ALL SELECT proname, 'trigger' FROM pg_proc WHERE pronamespace = 'w'::regnamespace AND prorettype = 'trigger'::regtype AND has_function_privilege('x', oid, 'EXECUTE')};
is(as('own', q{SELECT opm.create_workspace('w')}) . $node->safe_psql('soft', $given), '', 'who gets everything by default gets nothing in a new workspace');
as('own', q{DROP VIEW w.okr CASCADE; DROP TABLE w.announced CASCADE; SELECT opm.upgrade_workspace('w')});
is($node->safe_psql('soft', $given), '', 'nor in what an upgrade brings');
as('own', q{SET client_min_messages = error; SELECT opm.bind('w', 'b', 'SELECT 1, now(), 1, NULL'), opm.partition_measurements('w', '2026-01-01', '2026-02-01'), opm.partition_measurements('w', '2026-03-01', '2026-03-01'), opm.upgrade_workspace('w')});
is($node->safe_psql('soft', $given), '', 'nor by a binding or partitions');
is(as('x', 'SELECT count(*) FROM w.goal') =~ /^42501/ ? 1 : 0, 1, 'it cannot read');
as('own', 'GRANT SELECT ON w.period TO x; GRANT USAGE ON SCHEMA w TO x');
is(as('own', q{SELECT opm.upgrade_workspace('w') IS NOT NULL}) . as('x', 'SELECT count(*) FROM w.period'), 't0', 'what is granted on an object stays');

# --- Owners: whoever maintains, all belongs to the owner. ---
my $others = q{SELECT pg_describe_object(class, oid, 0) FROM (SELECT 'pg_class'::regclass, oid, relowner FROM pg_class WHERE relnamespace = 'w'::regnamespace UNION ALL SELECT 'pg_proc', oid, proowner FROM pg_proc WHERE pronamespace = 'w'::regnamespace
	UNION ALL SELECT 'pg_type', oid, typowner FROM pg_type WHERE typnamespace = 'w'::regnamespace UNION ALL SELECT 'pg_statistic_ext', oid, stxowner FROM pg_statistic_ext WHERE stxnamespace = 'w'::regnamespace) x(class, oid, owner) WHERE owner <> 'own'::regrole};
for my $work (q{SELECT opm.upgrade_workspace('w')}, q{SELECT opm.bind('w', 'c', 'SELECT 1, now(), 1, NULL')}, q{SELECT opm.unbind('w', 'c')}, q{SELECT opm.partition_measurements('w', '2026-04-01', '2026-04-01')}, q{SELECT opm.grant_workspace('w', 'r', 'reader')})
{
	as('own', 'DROP VIEW IF EXISTS w.okr CASCADE');
	like(as('postgres', $work), qr/^42501/, "a superuser as such does not: $work");
	is(as('postgres', "SET client_min_messages = error; SET ROLE own; $work; RESET ROLE; $others") =~ s/^.*\n?//r, '', 'as the owner, everything belongs to the owner');
}

# --- Bindings follow renames; one that cannot be made says which, and what to do. ---
database('bound');
$node->safe_psql('bound', 'CREATE EXTENSION opm');
is(as('own', q{CREATE SCHEMA sales; CREATE TABLE sales.invoice (day date, amount numeric, key text); INSERT INTO sales.invoice VALUES (current_date, 5, 'a'); SELECT opm.create_workspace('w'); INSERT INTO w.goal (key, name, target, time_aggregation) VALUES ('a', 'A', '0 -> 10', 'sum');
	SELECT opm.grant_workspace('w', 'r', 'reader'); GRANT USAGE ON SCHEMA sales TO r; GRANT SELECT ON sales.invoice TO r; SELECT opm.bind('w', 'inv', 'SELECT i.key, i.day, i.amount, NULL FROM sales.invoice i -- all of them')}), "\n\n", 'a binding');
my $actual = q{SELECT actual FROM w.scorecard WHERE goal_key = 'a'};
is(as('r', $actual), '5', 'a reader reads it');
my $all = q{SET client_min_messages = error; SELECT opm.upgrade_workspace('w') IS NOT NULL, opm.bind('w', 'two', 'SELECT 1, now() - interval ''1 s'', 2, NULL'), opm.unbind('w', 'two')};
for my $rename ('ALTER TABLE sales.invoice RENAME amount TO total', 'ALTER TABLE sales.invoice RENAME TO bill', 'ALTER SCHEMA sales RENAME TO sell', 'ALTER TABLE sell.bill SET SCHEMA public', 'ALTER SCHEMA w RENAME TO v; ALTER SCHEMA v RENAME TO w')
{
	$node->safe_psql('bound', $rename);
	is(as('own', $all), 't||', "$rename: upgraded, bound and unbound");
	is(as('own', $actual) . as('r', $actual), '55', "$rename: the same values");
}
is(as('own', q{SET client_min_messages = error; SELECT opm.partition_measurements('w', '2026-01-01', '2026-01-31')}) . as('r', $actual), '15', 'partitioned too');
like(as('own', 'ALTER TABLE public.bill DROP COLUMN total'), qr/^2BP01/, 'what is bound is not dropped by mistake');
is(as('own', q{SET client_min_messages = error; SELECT opm.bind('w', 'inv', 'SELECT i.key, i.day::timestamptz, i.total::real, 1 FROM public.bill i')}), '', 'bound anew with other types');
is(as('r', $actual), '5', 'and read');
like(as('own', q{SELECT opm.bind('w', 'bad', 'SELECT ''a'', now(), ''x''::text, NULL')}), qr/^42804 the query of binding "bad" has columns of the wrong type/, 'wrong types');
like(as('own', q{SELECT opm.bind('w', 'bad', 'SELECT ''a'', now()')}), qr/^42P10|^42601/, 'too few columns');
is(as('own', q{SELECT count(*) FROM w.binding}), '1', 'leave nothing behind');
# restored without what it reads: every call names it, and unbind and bind help
as('own', q{SET client_min_messages = error; SELECT opm.bind('w', 'two', 'SELECT i.key, i.day, i.total, NULL FROM public.bill i')});
as('own', q{SET client_min_messages = error; DROP TABLE public.bill CASCADE});
like(as('own', q{SELECT opm.upgrade_workspace('w')}), qr/^42P01 binding "inv" cannot be made: relation "public\.bill" does not exist \| Its query is: SELECT .* \| Bring back what it reads, or SELECT opm\.bind\('w', 'inv', \.\.\.\) with another query, or SELECT opm\.unbind\('w', 'inv'\);/, 'one that is broken names itself');
is(as('own', q{SET client_min_messages = error; SELECT opm.unbind('w', 'inv')}), '', 'it is unbound, though another one is broken');
like(as('own', q{SELECT opm.upgrade_workspace('w')}), qr/^42P01 binding "two" cannot be made/, 'which names itself');
is(as('own', q{SET client_min_messages = error; SELECT opm.bind('w', 'two', 'SELECT ''a'', now() - interval ''1 s'', 8, NULL'), opm.upgrade_workspace('w') IS NOT NULL}), '|t', 'bound anew');
is(as('r', $actual), '8', 'and all is well');
is(as('own', q{SELECT opm.unbind('w', 'two'); SELECT count(*) FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relname ~ '^_bound_'}), "\n0", 'unbind leaves nothing');
is(as('own', q{DELETE FROM w.goal; SELECT opm.bind('w', 'b', 'SELECT 1, now(), 1, NULL')}) . ($node->psql('bound', q{SELECT opm.drop_workspace('w')}, extra_params => [ '-U', 'own' ]) ? '' : 'dropped'), '', 'a workspace with a binding is not empty');

# --- Two-phase commit: what sends a NOTIFY cannot be prepared; a setting turns that off. ---
as('own', q{SET client_min_messages = error; SELECT opm.drop_workspace('w', 'all data'), opm.create_workspace('w'); INSERT INTO w.goal (key, name, target) VALUES ('a', 'A', '0 -> 10'), ('b', 'B', '0 -> 10')});
like(as('own', q{BEGIN; INSERT INTO w.measurement (goal_id, at, value) VALUES (1, now(), 9.9); PREPARE TRANSACTION 'p'}), qr/^0A000 cannot PREPARE a transaction that has executed LISTEN, UNLISTEN, or NOTIFY/, 'a change of status is sent, so it cannot be prepared');
as('own', q{UPDATE w.setting SET notify = false});
my @writes = (q{INSERT INTO w.measurement (goal_id, at, value) VALUES (1, now(), 9.9)}, q{UPDATE w.measurement SET value = 0.1}, q{DELETE FROM w.measurement}, q{INSERT INTO w.check_in (goal_id, person_id, confidence, score) VALUES (1, 1, 0.1, 0.1)}, q{SELECT w.announce()},
	q{SELECT opm.load_outline('w', 'c [0 -> 1] = 0.5')}, q{INSERT INTO w.person (name, login) VALUES ('R', 'r')}, q{UPDATE w.person SET login = 'x' WHERE login = 'r'}, q{UPDATE w.goal SET target = '0 -> 100'});
for my $write (@writes)
{
	is(as('own', "BEGIN; $write; PREPARE TRANSACTION 'p'") =~ /^\d\w{4} / ? 'refused' : as('own', q{COMMIT PREPARED 'p'}), '', "with it off, prepared: $write");
}
is(as('own', q{SELECT status FROM w.announced WHERE goal_id = 1}) ne 'no data' ? 1 : 0, 1, 'the status is noted all the same');

# --- What is made is the same, whatever the settings of the session or the database. ---
database('settings');
$node->safe_psql('settings', 'CREATE EXTENSION opm');
my $life = q{SELECT opm.create_workspace('w'); INSERT INTO w.goal (key, name, target) VALUES ('a', 'A', '0 -> 10'); SELECT opm.grant_workspace('w', 'r', 'contributor');
	SELECT opm.bind('w', 'b', 'SELECT ''a'', d, 1.5, NULL FROM (VALUES (DATE ''2026-01-01'')) x(d)'); CREATE INDEX mine ON w.measurement (note); CREATE POLICY p ON w.measurement USING (true); CREATE STATISTICS w.st ON goal_id, note FROM w.measurement;
	SELECT opm.upgrade_workspace('w'); SELECT opm.partition_measurements('w', DATE '2026-01-01', DATE '2026-02-28'); SELECT opm.upgrade_workspace('w'); SELECT opm.grant_workspace('w', 'x', 'reader'), opm.grant_workspace('w', 'x', 'none')};
my $n = 0;
sub made
{
	my ($role, $settings) = @_;
	$node->psql('settings', q{SET client_min_messages = error; SELECT opm.drop_workspace('w', 'all data')}, extra_params => [ '-U', $_ ]) for qw(own postgres);
	my ($status, undef, $error) = $node->psql('settings', "SET client_min_messages = error; $settings; $life", extra_params => [ '-U', $role, '-v', 'ON_ERROR_STOP=1' ]);
	is($error, '', "$settings: a whole life");
	my $file = "$dir/s" . $n++;
	command_ok([ 'pg_dump', '-s', '-n', 'w', '-f', $file, $node->connstr('settings') ], "$settings: dumped");
	return slurp_file($file) =~ s/^\\(?:un)?restrict .*$//mgr;
}
my %usual = map { $_ => made($_, 'SELECT 1') } qw(own postgres);
cmp_ok(length $usual{own}, '>', 300_000, 'there is much to compare');
for my $setting ('quote_all_identifiers = on', q{search_path = ''}, q{search_path = pg_temp, public, pg_catalog}, q{DateStyle = 'German, DMY'}, q{DateStyle = 'Postgres, MDY'}, 'IntervalStyle = iso_8601', 'IntervalStyle = sql_standard', 'extra_float_digits = -15',
	'standard_conforming_strings = off', 'escape_string_warning = off', 'bytea_output = escape', q{TimeZone = 'Asia/Kolkata'}, q{TimeZone = 'America/Los_Angeles'}, 'transform_null_equals = on', 'array_nulls = off', 'check_function_bodies = off', 'row_security = off', 'jit = on',
	'xmlbinary = hex', 'plan_cache_mode = force_generic_plan', 'constraint_exclusion = off', 'default_transaction_deferrable = on', q{default_tablespace = 'pg_default'}, 'backslash_quote = off', 'enable_seqscan = off', 'plpgsql.variable_conflict = error')
{
	same(made('own', "SET $setting"), $usual{own}, "$setting: the same");
}
for my $setting ('session_replication_role = replica', q{lc_numeric = 'C'}, q{plpgsql.variable_conflict = 'use_column'}, 'plpgsql.check_asserts = off', q{plpgsql.extra_errors = 'all'})
{
	same(made('postgres', "SET $setting"), $usual{postgres}, "$setting: the same");
}
$node->stop;
done_testing();
