# What a DBA does to a workspace that nobody had thought of.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $node = opm_node('dba', conf => "deadlock_timeout = 200ms\n");
my $dir = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', 'CREATE ROLE own LOGIN; CREATE ROLE heir LOGIN; CREATE ROLE reader LOGIN; CREATE DATABASE made');
$node->safe_psql('made', 'CREATE EXTENSION opm');
sub database { my ($db) = @_; $node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE made OWNER own"); return $db; }
# what a role is answered, or told: SQLSTATE, message, detail and hint
sub as
{
	my ($db, $role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql", on_error_stop => 1, extra_params => [ '-U', $role ]);
	return $err =~ /ERROR:  (\w{5}): (.*?)(?:\nDETAIL:  (.*?))?(?:\nHINT:  (.*?))?(?:\n|$)/ ? "$1 $2" . ($3 ? " | $3" : '') . ($4 ? " | $4" : '') : $out;
}

# --- Columns of the user's own take no name away: whatever they are called, the workspace is the same. ---
database('plain');
as('plain', 'own', q{SELECT opm.create_workspace('w')});
# rows of a table have a list of its columns
sub meaning { my ($db) = @_; return definitions($node, $db, 'w', 1) =~ s/ \w+\K\((?:\w+, )*\w+\)//gr; }
my $want = meaning('plain');
$node->safe_psql('postgres', 'CREATE DATABASE laden TEMPLATE plain OWNER own');
# every name of a column there is, in every table that has none of that name, of a type that would fit
is(as('laden', 'own', q{DO $$ DECLARE r record; BEGIN FOR r IN
	SELECT t.relname, string_agg(format('ADD %I %s', n.attname, n.type), ', ') AS added
	FROM pg_class t CROSS JOIN (SELECT a.attname, min(format_type(a.atttypid, a.atttypmod)) AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'w'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0 GROUP BY 1) n
	WHERE t.relnamespace = 'w'::regnamespace AND t.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = n.attname) GROUP BY 1
	LOOP EXECUTE format('ALTER TABLE w.%I %s', r.relname, r.added); END LOOP; END $$; SELECT opm.upgrade_workspace('w') IS NOT NULL}), 't', 'columns of every name in every table: upgraded');
my %wanted = map { $_ => 1 } split /\n/, $want;
same(join("\n", grep { $wanted{$_} || !/^column/ } split /\n/, meaning('laden')), $want, 'everything is bound to the same columns');

# --- Who had a level may be given the workspace: then all is theirs, and there is no level any more. ---
my $filled = q{SELECT opm.create_workspace('w'); SELECT opm.load_outline('w', 'a [0 -> 10] = 5'); SELECT opm.grant_workspace('w', 'heir', 'contributor'), opm.grant_workspace('w', 'reader', 'reader')};
database('given');
as('given', 'own', $filled);
command_ok([ 'pg_dump', '-n', 'w', '-Fc', '-f', "$dir/given", '-U', 'own', $node->connstr('given') ], 'dumped');
$node->safe_psql('given', 'REASSIGN OWNED BY own TO heir');
database('restored');
$node->safe_psql('postgres', 'ALTER DATABASE restored OWNER TO heir');
command_ok([ 'pg_restore', '--exit-on-error', '--no-owner', '-U', 'heir', '-d', $node->connstr('restored'), "$dir/given" ], 'and restored under an owner who had a level');
for my $db (qw(given restored))
{
	is(as($db, 'heir', q{SELECT opm.upgrade_workspace('w') IS NOT NULL, opm.partition_measurements('w', '2026-01-01', '2026-02-28'); SELECT opm.bind('w', 'b', 'SELECT ''a'', now(), 1, NULL')}), "t|2\n", "$db: upgraded, partitioned, bound");
	is(as($db, 'heir', q{SELECT string_agg(login || ' ' || level, ', '), w._my_level() FROM w.access}), 'reader reader|0', "$db: the owner has no level");
	is(as($db, 'reader', 'SELECT count(*) FROM w.scorecard'), '1', "$db: others keep theirs");
}

# --- A view whose columns change with an upgrade keeps what hangs on it, or says what cannot stay. ---
my $hangs = q{SELECT string_agg(tgname || COALESCE(obj_description(t.oid, 'pg_trigger'), ''), ' ') FROM pg_trigger t WHERE tgrelid = 'w.capability'::regclass; SELECT string_agg(rulename, ' ' ORDER BY 1) FROM pg_rewrite WHERE ev_class = 'w.capability'::regclass; SELECT attname, attacl FROM pg_attribute WHERE attrelid = 'w.capability'::regclass AND attacl IS NOT NULL;
	SELECT relacl FROM pg_class WHERE oid = 'w.capability'::regclass; SELECT count(*) FROM pg_attrdef WHERE adrelid = 'w.capability'::regclass};
my $older = q{DROP VIEW w.capability; CREATE VIEW w.capability AS SELECT 'k'::text AS old_column, 1::bigint AS goal_id; CREATE FUNCTION w.tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;};
is(as('plain', 'own', qq{$older GRANT SELECT ON w.capability TO heir WITH GRANT OPTION; GRANT SELECT (goal_id), SELECT (old_column), UPDATE (goal_id) ON w.capability TO reader; CREATE TRIGGER mine INSTEAD OF INSERT ON w.capability FOR EACH ROW EXECUTE FUNCTION w.tf('a''b'); COMMENT ON TRIGGER mine ON w.capability IS 'x';
	CREATE RULE r AS ON DELETE TO w.capability DO INSTEAD NOTHING; ALTER VIEW w.capability ALTER goal_id SET DEFAULT 5; $hangs}) =~ s/old_column\|.*\n//r =~ s/arwdDxtm/arwdDxt/r, my $hung = "minex\n_RETURN r\ngoal_id|{reader=rw/own}\n{own=arwdDxt/own,heir=r*/own}\n1", 'an older view with a trigger, a rule, a default, rights on columns');
is(as('plain', 'own', qq{SELECT opm.upgrade_workspace('w') IS NOT NULL; SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 'w.capability'::regclass AND attname = 'old_column'; $hangs}) =~ s/arwdDxtm/arwdDxt/r, "t\n\n$hung", 'are kept, but for what a column had that is gone');
like(as('plain', 'own', qq{BEGIN; DROP FUNCTION w.tf() CASCADE; $older CREATE RULE r2 AS ON INSERT TO w.capability DO INSTEAD INSERT INTO w.template (name, outline) VALUES (NEW.old_column, 'a'); SELECT opm.upgrade_workspace('w')}), qr/^2BP01 VIEW w\.capability has changed, and objects of your own use it \| rule r2 on view w\.capability cannot be made on it as it is now: .*old_column.* \| Drop them, upgrade, and make them again/, 'what cannot stay is named');

# --- Names and marks: what cannot be done says why, and what to do. ---
database('named');
for my $name ("a\nb\\c\td", "\xc3\xa9" x 31 . 'x')
{
	my $shown = $name =~ s/([\n\t])/sprintf '\\x%02x', ord $1/ger;
	is(as('named', 'own', qq{SELECT opm.create_workspace('$name'), opm.load_outline('$name', 'a [0 -> 1] = 0.2'); INSERT INTO "$name".measurement (goal_id, at, value) VALUES (1, now() - interval '1 s', 1); SELECT opm.partition_measurements('$name', '2026-01-01', '2026-01-01'), opm.upgrade_workspace('$name') IS NOT NULL; SELECT count(*) FROM "$name".scorecard; SELECT opm.drop_workspace('$name', 'all data')}),
		"|1\n1|t\n1\n", "a workspace named $shown");
}
like(as('named', 'own', q{SELECT opm.create_workspace('')}), qr/^42602 the name of a workspace cannot be empty \| For example/, 'no name');
like(as('named', 'own', q{SELECT opm.create_workspace('w'); SELECT opm.create_workspace('w')}), qr/^42P06 schema "w" already exists \| .* \| It is a workspace already\. SELECT opm\.upgrade_workspace\('w'\)/, 'a workspace that is there');
like(as('named', 'own', q{SELECT opm.create_workspace('public')}), qr/^42P06 schema "public" already exists \| A workspace has a schema of its own\. \| Choose another name/, 'a schema that is there');
like(as('named', 'reader', q{SELECT opm.create_workspace('x')}), qr/^42501 permission denied for database named \| .* \| Its owner can say: GRANT CREATE ON DATABASE named TO reader;/, 'without the right to make one');
my $lost = as('named', 'own', q{COMMENT ON TABLE w.setting IS 'our own words'; SELECT opm.upgrade_workspace('w')});
like($lost, qr/^42704 schema w is no longer known as a workspace \| .* \| Give it back, with the version that made it: COMMENT/, 'a comment of your own takes the mark away');
is(as('named', 'own', ($lost =~ /(COMMENT ON .*)/)[0] . q{ SELECT opm.upgrade_workspace('w') IS NOT NULL}), 't', 'and the hint gives it back');

# --- A binding that cannot be made says what a query of one is. ---
my $one = qr/\| It is one SELECT with four columns: goal .*, at .*, value .* and base .*\. \| It runs with an empty search_path: write tables and functions with their schema/;
for my $case ([ 'select key, at, value from m', '42P01', 'relation "m" does not exist' ], [ 'select 1', '42P10', '.*1 columns available but 4' ], [ 'delete from w.goal returning id, now(), 1, 2', '42601', 'syntax error at or near "from"' ], [ q{select 'a', now(), 1, null; select 2}, '42601', 'syntax error at or near ";"' ], [ '', '42601', 'syntax error' ],
	[ q{select 'a', now(), f(), null}, '42883', 'function f\(\) does not exist', qr/\| .* \| No function matches/ ], [ q{select 'a', now(), x.y, null from nope.x}, '42P01|3F000', '.*nope.*' ])
{
	my ($query, $state, $message, $more) = @$case;
	$more //= $one;
	like(as('named', 'own', "SELECT opm.bind('w', 'b', \$q\$$query\$q\$)"), qr/^(?:$state) the query of binding "b" cannot be used: $message.* $more/, "bound: $query");
}
like(as('named', 'own', q{SELECT opm.bind('w', 'b', 'SELECT 1, 2, 3, 4')}), qr/^42804 the query of binding "b" has columns of the wrong type \| Its columns are goal/, 'a wrong type says it as before');

# --- Policies of your own are no workspace's, whatever they are called. ---
like(as('named', 'own', q{BEGIN; CREATE POLICY removed ON w.team AS RESTRICTIVE FOR SELECT TO reader USING (false); SELECT opm.upgrade_workspace('w')}), qr/^55000 policies of your own in workspace w have names that are for its own \| They are removed ON w\.team\. .* \| Rename them: ALTER POLICY removed ON w\.team RENAME TO/, 'a policy with a name of the workspace is not dropped in silence');
is(as('named', 'own', q{BEGIN; CREATE POLICY ours ON w.team AS RESTRICTIVE FOR SELECT TO reader USING (false); SELECT opm.upgrade_workspace('w') IS NOT NULL; SELECT count(*) FROM pg_policy WHERE polname = 'ours'; ROLLBACK}), "t\n1", 'with another name it stays');

# --- A partition that is being detached is no partition of its days. ---
as('named', 'own', q{SELECT opm.partition_measurements('w', '2026-01-01', '2026-02-01'); ALTER TABLE w.measurement DETACH PARTITION w.measurement_rest});
$node->safe_psql('named', q{UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'w.measurement_2026_01'::regclass});
like(as('named', 'own', q{SELECT opm.partition_measurements('w', '2026-01-01', '2026-02-01')}), qr/^55000 partition w\.measurement_2026_01 is being detached \| .* \| Finish it first: ALTER TABLE w\.measurement DETACH PARTITION w\.measurement_2026_01 FINALIZE;/, 'so says who makes partitions');
is(as('named', 'own', q{ALTER TABLE w.measurement DETACH PARTITION w.measurement_2026_01 FINALIZE; ALTER TABLE w.measurement_2026_01 RENAME TO early; SELECT opm.partition_measurements('w', '2026-01-01', '2026-02-01')}), '1', 'and makes one after that');

# --- Who writes, by whatever table comes first, is not thrown out by an upgrade or by new partitions, nor keeps them from happening. ---
database('busy');
as('busy', 'own', q{SELECT opm.create_workspace('w'); SELECT opm.grant_workspace('w', 'reader', 'contributor'); INSERT INTO w.person (name, login) VALUES ('R', 'reader'); INSERT INTO w.goal (key, name, target, owner_id, parent_id) SELECT 'g' || i, 'G', '0 -> 10', 2, NULLIF(i / 4, 0) FROM generate_series(1, 40) i;
	INSERT INTO w.measurement (goal_id, at, value) SELECT g.id, now() - i * interval '5 days', i FROM w.goal g, generate_series(0, 20) i; SELECT opm.partition_measurements('w', current_date, current_date)});
my $script = "$dir/write.sql";
append_to_file($script, "\\set g random(1, 40)\n\\set s random(1, 100000000)\n$_;\n") for q{INSERT INTO w.measurement (goal_id, at, value) VALUES (:g, now() - :s * interval '1 ms', random() * 10) ON CONFLICT DO NOTHING}, q{UPDATE w.measurement SET value = random() * 10 WHERE goal_id = :g AND at > now() - interval '6 days'},
	q{INSERT INTO w.check_in (goal_id, confidence) VALUES (:g, random())}, q{DELETE FROM w.measurement WHERE goal_id = :g AND at < now() - interval '90 days'}, q{UPDATE w.goal SET target = '0 -> ' || :g WHERE id = :g};
my $pgbench = (qx{"$ENV{PG_CONFIG}" --bindir} =~ s/\s+$//r) . '/pgbench';
my ($done, $said) = ('', '');
my $writers = IPC::Run::start([ $pgbench, '-n', '-U', 'reader', '-c', 3, '-T', 12, '-f', $script, $node->connstr('busy') ], '>', \$done, '2>', \$said);
sleep 1;
is(as('busy', 'own', qq{SELECT opm.upgrade_workspace('w') IS NOT NULL; SELECT opm.partition_measurements('w', current_date + 31 * $_, current_date + 31 * $_)}), "t\n1", "upgraded and partitioned while others write ($_)") for 1 .. 5;
$writers->finish;
like($done, qr/number of failed transactions: 0 /, 'none of whom fails') or diag($said);
cmp_ok(($done =~ /actually processed: (\d+)/)[0], '>', 50, 'and who all write');

$node->stop;
done_testing();
