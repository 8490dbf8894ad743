# Security, and names: rules that the catalog and the script keep, a schema that was there before, and what an ordinary user may do.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('security');

# Each rule is a query of the offenders among the extension's own objects.
my $own = <<'SQL';
WITH own AS (SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
             AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'opm')),
     fn AS (SELECT p.*, p.oid::regprocedure::text AS name, lanname, obj_description(p.oid, 'pg_proc') ~ '^Internal: ' AS marked FROM pg_proc p JOIN own ON classid = 'pg_proc'::regclass AND objid = p.oid JOIN pg_language l ON l.oid = prolang)
SQL
my @rules = (
	[ 'no SECURITY DEFINER' => 'SELECT name FROM fn WHERE prosecdef' ],
	[ 'every function but those of triggers is PARALLEL SAFE' => q{SELECT name FROM fn WHERE proparallel <> 's' AND lanname <> 'plpgsql' AND prorettype <> 'trigger'::regtype AND prosrc <> 'opm_workspace_as_owner'} ],
	[ 'no function but those of triggers is VOLATILE' => q{SELECT name FROM fn WHERE provolatile = 'v' AND lanname <> 'plpgsql' AND prorettype <> 'trigger'::regtype AND prosrc <> 'opm_workspace_as_owner'} ],
	[ 'no LEAKPROOF function' => 'SELECT name FROM fn WHERE proleakproof' ],
	# What makes and changes workspaces runs DDL, so it is PL/pgSQL; it runs as the caller, with a fixed search_path.
	[ 'PL/pgSQL is for workspaces only' => q{SELECT name FROM fn WHERE lanname = 'plpgsql' AND name !~ 'workspace|outline|bind\(|partition_measurements'} ],
	[ 'PL/pgSQL has a fixed search_path' => q{SELECT name FROM fn WHERE lanname = 'plpgsql' AND NOT COALESCE('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)} ],
	[ 'only C, SQL-standard bodies and PL/pgSQL' => q{SELECT name FROM fn WHERE NOT (lanname IN ('c', 'internal', 'plpgsql') OR lanname = 'sql' AND prosqlbody IS NOT NULL OR prokind = 'a')} ],
	[ 'no polymorphic or variadic "any" argument' => q{SELECT name FROM fn, unnest(proargtypes) t WHERE t IN (SELECT oid FROM pg_type WHERE typname LIKE 'any%')} ],
	[ 'a function that returns internal takes internal' => q{SELECT name FROM fn WHERE prorettype = 'internal'::regtype AND NOT 'internal'::regtype = ANY (proargtypes)} ],
	[ 'a function that takes internal is not for everyday use: only support functions do' =>
	  q{SELECT name FROM fn WHERE 'internal'::regtype = ANY (proargtypes) AND prokind = 'f' AND prorettype NOT IN ('internal'::regtype) AND name !~ '_(in|recv|final|combine|serialize|deserialize|support)\('} ],
	[ 'all is in schema opm' => q{SELECT name FROM fn WHERE pronamespace <> 'opm'::regnamespace} ],
	[ 'every function has a comment' => q{SELECT name FROM fn WHERE obj_description(oid, 'pg_proc') IS NULL} ],
	[ 'what only the server calls is marked: its comment begins with Internal:' => q{
		SELECT name FROM fn WHERE NOT marked AND (oid IN (SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]) FROM pg_type)
			OR oid IN (SELECT oprcode FROM pg_operator) OR oid IN (SELECT amproc FROM pg_amproc) OR oid IN (SELECT castfunc FROM pg_cast)
			OR oid IN (SELECT prosupport FROM pg_proc)
			OR oid IN (SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn]) FROM pg_aggregate))} ],
	[ 'internals of workspaces begin with _' => q{SELECT name FROM fn WHERE proname ~ '^_' <> (marked AND (lanname <> 'c' OR prorettype = 'trigger'::regtype OR prosrc ~ '^opm_(workspace|accept)_'))} ],
	[ 'every argument of a public function has a name' =>
	  q{SELECT name FROM fn WHERE NOT marked AND pronargs > 0 AND (proargnames IS NULL OR '' = ANY (proargnames[:pronargs]))} ],
	[ 'no name of a function, argument or column needs quotes' =>
	  q{SELECT name || ': ' || n FROM fn, unnest(proname || COALESCE(proargnames, '{}')) n WHERE quote_ident(n) <> n} ],
	[ 'no two words for one idea: note, confidence, spread, profile, sd, goal_value' =>
	  q{SELECT name || ': ' || n FROM fn, unnest(proname || COALESCE(proargnames, '{}')) n WHERE n ~ '^(note|confidence|spread|profile|minimum)$|(^|_)sd($|_)|^goal_(value|low|high)$'} ],
	# Their reason shows dates in the time zone of the session.
	[ 'window functions are IMMUTABLE, but charts' => q{SELECT name FROM fn WHERE prokind = 'w' AND provolatile <> CASE WHEN proname ~ 'chart$' THEN 's' ELSE 'i' END} ],
	[ 'every type has a comment' => q{SELECT t.typname FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid WHERE typcategory <> 'A' AND obj_description(t.oid, 'pg_type') IS NULL} ],
	[ 'every operator has a comment' => q{SELECT o.oid::regoperator::text FROM pg_operator o JOIN own ON classid = 'pg_operator'::regclass AND objid = o.oid WHERE obj_description(o.oid, 'pg_operator') IS NULL} ],
	[ 'the schema has a comment' => q{SELECT 'opm' WHERE obj_description('opm'::regnamespace, 'pg_namespace') IS NULL} ],
	[ 'no tables, views or sequences' => q{SELECT c.relname FROM pg_class c JOIN own ON classid = 'pg_class'::regclass AND objid = c.oid WHERE relkind <> 'c'} ],
	[ 'every type has binary input and output' => q{SELECT t.typname FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid WHERE typtype = 'b' AND typcategory <> 'A' AND (typsend = 0 OR typreceive = 0)} ],
	[ 'every type has a default btree and hash operator class' =>
	  q{SELECT t.typname, amname FROM pg_type t JOIN own ON classid = 'pg_type'::regclass AND objid = t.oid CROSS JOIN pg_am WHERE typtype = 'b' AND typcategory <> 'A' AND amname IN ('btree', 'hash')
	    AND NOT EXISTS (SELECT FROM pg_opclass c WHERE opcmethod = pg_am.oid AND opcintype = t.oid AND opcdefault)} ],
	[ 'operator classes are valid' => q{SELECT opcname FROM pg_opclass c JOIN own ON classid = 'pg_opclass'::regclass AND objid = c.oid WHERE NOT amvalidate(c.oid)} ],
	[ 'nobody was granted more than the default' => q{SELECT name FROM fn WHERE proacl IS NOT NULL AND EXISTS (SELECT FROM aclexplode(proacl) WHERE is_grantable)} ],
);
for my $rule (@rules)
{
	my ($what, $query) = @$rule;
	is($node->safe_psql('postgres', "$own $query ORDER BY 1"), '', $what);
}

# The script: everything is created, nothing is adopted.
my $sharedir = `$ENV{PG_CONFIG} --sharedir`;
chomp $sharedir;
my ($version) = slurp_file("$sharedir/extension/opm.control") =~ /^default_version *= *'(.*)'/m;
my $script = slurp_file("$sharedir/extension/opm--$version.sql");
my $control = slurp_file("$sharedir/extension/opm.control");
# Bodies and the DDL of workspaces, which is made to be run again, are no statements of the script.
(my $statements = $script) =~ s/(\$\w*\$).*?\g1//gs;
unlike($statements, qr/\bOR\s+REPLACE\b/i, 'no OR REPLACE in the script');
unlike($statements, qr/\bIF\s+NOT\s+EXISTS\b/i, 'no IF NOT EXISTS in the script');
unlike($script, qr/\@ext(schema|owner)/i, 'no @extschema@ in the script');
like($script, qr/^CREATE SCHEMA opm;/m, 'the script makes its schema');
like($script, qr/\A\\echo [^\n]*\\quit\n/, 'the script refuses to be run by psql');
like($control, qr/^schema = pg_catalog\nrelocatable = false\ntrusted = true$/m, 'in a schema that nobody drops, not relocatable, trusted');

# An attacker who may create schemas makes opm first.
$node->safe_psql('postgres', 'CREATE ROLE mallory LOGIN; CREATE ROLE alice LOGIN; CREATE DATABASE trap; GRANT CREATE ON DATABASE trap TO mallory');
$node->safe_psql('trap', 'CREATE SCHEMA opm', extra_params => [ '-U', 'mallory' ]);
my ($status, $out, $err) = $node->psql('trap', "\\set VERBOSITY sqlstate\nCREATE EXTENSION opm");
like($err, qr/42P06/, 'CREATE EXTENSION does not adopt a schema that is there');

# An ordinary user can use all of it, cannot add to its schema. (Who installs it: 019_extension.pl.)
($status, $out, $err) = $node->psql('postgres', "\\set VERBOSITY sqlstate\nCREATE FUNCTION opm.score() RETURNS int RETURN 1", extra_params => [ '-U', 'alice' ]);
like($err, qr/42501/, 'nobody else may create in schema opm');
is($node->safe_psql('postgres', "$own SELECT name FROM fn WHERE NOT has_function_privilege('alice', oid, 'EXECUTE')"), '', 'everybody may call every function');
for my $type (opm_types($node))
{
	my @all = samples($type);
	is($node->safe_psql('postgres', "SELECT count(DISTINCT v::text) > 0 FROM (@{[sample_rows($type)]}) s", extra_params => [ '-U', 'alice' ]), 't', "an ordinary user makes and reads $type");
}

# A hostile search_path changes no answer.
my $bodies = $node->safe_psql('postgres', "$own SELECT name FROM fn WHERE lanname = 'sql' AND prokind = 'f' AND prosqlbody IS NULL AND coalesce(proconfig::text, '') !~ 'search_path'");
is($bodies, '', 'every SQL body is bound when it is created, or pins its path');

$node->stop;
done_testing();
