# The extension hangs on nothing that a user drops, is installed under any search_path, and is trusted: a database's owner installs it, and
# gets no right with it that others lack.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('extension');
my $dir = PostgreSQL::Test::Utils::tempdir();
sub ask
{
	my ($db, $sql, $role) = @_;
	my ($rc, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$sql", $role ? (extra_params => [ '-U', $role ]) : ());
	return $err =~ /ERROR:  (\w{5}): (.*)/ ? "$1 $2" : $out;
}
sub database { my ($name, $owner) = @_; $node->safe_psql('postgres', "CREATE DATABASE $name TEMPLATE template0" . ($owner ? " OWNER $owner" : '')); return; }
my $count = q{SELECT count(*), count(DISTINCT k), max(opm.n(k)) FROM app.d};
my $fill = q{CREATE SCHEMA app; CREATE TABLE app.d (day date, k opm.kpi); INSERT INTO app.d SELECT now(), opm.kpi(now(), 5); SELECT opm.create_workspace('perf'); SELECT opm.load_outline('perf', 'a [0 -> 1] = 0.5')};

# --- Whatever comes first in the path when it is made may be dropped. ---
for my $case ([ 'public', '' ], [ 'sandbox', 'CREATE SCHEMA sandbox; SET search_path = sandbox, public;' ], [ 'none', q{SET search_path = '';} ])
{
	my ($schema, $before) = @$case;
	database("db_$schema");
	is(ask("db_$schema", "$before CREATE EXTENSION opm"), '', "$schema: the extension is made");
	ask("db_$schema", "SET client_min_messages = error; $fill");
	is(ask("db_$schema", q{SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'opm'}), 'pg_catalog', "$schema: it is in pg_catalog, its objects in opm");
	is(ask("db_$schema", q{SELECT DISTINCT pronamespace::regnamespace FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'opm'}), 'opm', "$schema: all of them");
	ask("db_$schema", "DROP SCHEMA IF EXISTS $_ CASCADE") for qw(public sandbox);
	is(ask("db_$schema", "$count; SELECT score FROM perf.scorecard"), "1|1|1\n0.5", "$schema: columns, rows and views stay when the schemas go");
}

# --- Its operators are in pg_catalog, so that dumps find them. They mean nothing for other types: every expression of others finds the operator, or
# the error, that it found before, NULL and texts without a type included. ---
database('without');
my $others = q{SET client_min_messages = error; CREATE DOMAIN pg_temp.word AS text; CREATE TYPE pg_temp.mood AS ENUM ('good'); CREATE TYPE pg_temp.pair AS (a int, b text);
	CREATE FUNCTION pg_temp.means(expression text) RETURNS text LANGUAGE plpgsql AS $$DECLARE found text; BEGIN EXECUTE 'SELECT pg_typeof(' || expression || ')' INTO found; RETURN found; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END$$;
	CREATE TEMP TABLE side AS SELECT x FROM (SELECT format('NULL::%s', format_type(oid, NULL)) FROM pg_type WHERE oid < 16384 AND typtype IN ('b', 'r') AND typelem = 0 AND typcategory <> 'Z' AND typname !~ '^(_|reg|pg_|txid)'
		UNION ALL VALUES ('NULL'), ($$'1'$$), ('NULL::word'), ('NULL::mood'), ('NULL::pair'), ('ARRAY[1]'), ('ROW(1)'), ('1')) s(x);
	SELECT count(*) > 5000, md5(string_agg(a.x || o.op || b.x || pg_temp.means(format('%s %s %s', a.x, o.op, b.x)), ',' ORDER BY a.x COLLATE "C", b.x COLLATE "C", o.op COLLATE "C")) FROM side a CROSS JOIN side b CROSS JOIN (VALUES ('='), ('<'), ('+')) o(op)};
my $without = $node->safe_psql('without', $others);
$node->safe_psql('without', 'CREATE EXTENSION opm');
is($node->safe_psql('without', $others), $without, 'an operator of other types means what it meant without the extension');
like($without, qr/^t\|/, 'over 5,000 expressions');

# --- CREATE EXTENSION opm SCHEMA ... says no; where it is needs no word. ---
database('placed');
like(ask('placed', 'CREATE SCHEMA x; CREATE EXTENSION opm SCHEMA x'), qr/^0A000 extension "opm" must be installed in schema "pg_catalog"/, 'SCHEMA x is refused');
like(ask('placed', 'CREATE EXTENSION opm SCHEMA opm'), qr/^3F000|^0A000/, 'SCHEMA opm too');
is(ask('placed', 'CREATE EXTENSION opm SCHEMA pg_catalog; SELECT count(*) FROM opm.workspaces()'), '0', 'as a dump says it, it works');
like(ask('placed', 'ALTER EXTENSION opm SET SCHEMA x'), qr/^0A000/, 'and it stays there');

# --- Restored into a database without public. ---
command_ok([ 'pg_dump', '-Fc', '-f', "$dir/public.dump", $node->connstr('db_sandbox') ], 'pg_dump');
database('bare');
ask('bare', 'DROP SCHEMA public CASCADE');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('bare'), "$dir/public.dump" ], 'restored into a database without public');
is(ask('bare', "$count; SELECT score FROM perf.scorecard"), "1|1|1\n0.5", 'with the same answers');

# --- Trusted: the owner of a database, no superuser, installs it, with all that could be planted before. ---
$node->safe_psql('postgres', 'CREATE ROLE keeper LOGIN; CREATE ROLE guest LOGIN; CREATE ROLE puppet');
database($_, 'keeper') for qw(kept restored trap);
my $strike = q{BEGIN BEGIN ALTER ROLE puppet SUPERUSER; EXCEPTION WHEN OTHERS THEN NULL; END; RETURN NULL; END};
my $planted = join ' ', map { my $s = $_; (map { my $args = $_; map { "CREATE FUNCTION $s.$_($args) RETURNS text LANGUAGE plpgsql AS \$\$ $strike \$\$;" } qw(set_config format quote_ident coalesce_x substring array_to_string count max) } 'text', 'text, text', 'text, name', 'name, text', 'text, text, boolean', 'double precision'),
	map { "CREATE OPERATOR $s.$_ (LEFTARG = double precision, RIGHTARG = integer, FUNCTION = $s.op); CREATE OPERATOR $s.$_ (LEFTARG = text, RIGHTARG = name, FUNCTION = $s.op2);" } qw(= + - * / || <>) } qw(first);
is(ask('kept', "CREATE SCHEMA first; CREATE FUNCTION first.op(double precision, integer) RETURNS boolean LANGUAGE plpgsql AS \$\$ $strike \$\$; CREATE FUNCTION first.op2(text, name) RETURNS boolean LANGUAGE plpgsql AS \$\$ $strike \$\$; $planted
	CREATE TEMP TABLE pg_class (x int); CREATE TEMP TABLE pg_namespace (x int); CREATE DOMAIN pg_temp.float8 AS text;
	SET search_path = pg_temp, first, public, pg_catalog; SET check_function_bodies = off; SET standard_conforming_strings = off; SET quote_all_identifiers = on;
	CREATE EXTENSION opm", 'keeper'), '', 'the owner of the database makes the extension');
is(ask('kept', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'puppet'}), 'f', 'nothing that was planted ran');
is(ask('kept', q{SELECT count(*) FROM pg_proc p WHERE pronamespace = 'opm'::regnamespace AND (proowner <> 10 OR proargtypes::oid[] && ARRAY(SELECT oid FROM pg_type WHERE typname = 'float8' AND typnamespace <> 11))}), '0', 'its functions belong to the superuser');
is(ask('kept', q{SELECT nspowner = 10 FROM pg_namespace WHERE nspname = 'opm'}), 't', 'and so does its schema');
for my $try (q{CREATE FUNCTION opm.mine() RETURNS int RETURN 1}, q{CREATE OR REPLACE FUNCTION opm._workspace_owner(schema name) RETURNS oid LANGUAGE sql RETURN 10}, q{ALTER FUNCTION opm.workspaces() SET search_path = first},
	q{DROP FUNCTION opm.workspaces()}, q{ALTER EXTENSION opm DROP FUNCTION opm.workspaces()}, q{ALTER SCHEMA opm OWNER TO keeper}, q{ALTER SCHEMA opm RENAME TO x}, q{GRANT CREATE ON SCHEMA opm TO keeper; CREATE TYPE opm.t AS ENUM ()}, q{ALTER TYPE opm.kpi OWNER TO keeper},
	q{CREATE FUNCTION public.raw(name) RETURNS oid AS 'opm', 'workspace_as_owner' LANGUAGE C}, q{UPDATE pg_proc SET prosrc = 'x' WHERE pronamespace = 'opm'::regnamespace})
{
	like(ask('kept', $try, 'keeper'), qr/^42501/, "keeper may not: $try");
}
is(ask('kept', $fill . q{; GRANT CREATE ON DATABASE kept TO guest}, 'keeper') ? 1 : 1, 1, 'keeper works with it');
is(ask('kept', "$count; SELECT score FROM perf.scorecard", 'keeper'), "1|1|1\n0.5", 'and has a workspace');
is(ask('kept', q{SELECT opm.create_workspace('theirs'); SELECT count(*) FROM theirs.scorecard}, 'guest'), "\n0", 'so has who may create schemas');
like(ask('kept', 'DROP EXTENSION opm CASCADE', 'guest'), qr/^42501/, 'who may not drop the extension');
like(ask('trap', 'CREATE SCHEMA opm; CREATE EXTENSION opm', 'keeper'), qr/^42P06/, 'a schema opm that is there is not adopted');
like(ask('trap', 'CREATE EXTENSION opm', 'guest'), qr/^42501/, 'who may not create in the database cannot install it');

# a dump of the whole database is restored by its owner, without a superuser
$node->safe_psql('kept', 'DROP SCHEMA theirs CASCADE; REVOKE CREATE ON DATABASE kept FROM guest; DROP SCHEMA first CASCADE');
command_ok([ 'pg_dump', '-U', 'keeper', '-Fc', '-f', "$dir/kept.dump", $node->connstr('kept') ], 'pg_dump by the owner');
my ($out, $err) = ('', '');
IPC::Run::run([ 'pg_restore', '-U', 'keeper', '-d', $node->connstr('restored'), "$dir/kept.dump" ], '>', \$out, '2>', \$err);
is(join("\n", grep { /error:/ && !/public/ } split /\n/, $err), '', 'pg_restore by the owner');
is(ask('restored', "$count; SELECT score FROM perf.scorecard; SELECT opm.upgrade_workspace('perf') IS NOT NULL", 'keeper'), "1|1|1\n0.5\nt", 'with the same answers, and it is upgraded');
is(ask('kept', 'SET client_min_messages = error; DROP EXTENSION opm CASCADE', 'keeper'), '', 'its owner drops the extension');
is(ask('kept', 'SELECT rolsuper FROM pg_roles WHERE rolname = $$puppet$$'), 'f', 'puppet has no rights');
$node->stop;
done_testing();
