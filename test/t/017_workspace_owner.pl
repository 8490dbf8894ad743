# Functions that manage a workspace act for its owner only, and as the owner: what an owner has put into the workspace, or into something that
# looks like one, never runs with the rights of somebody else.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('owner');
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$sql", extra_params => [ '-U', $role ]);
	return $err =~ /ERROR:  (\w{5}): (.*)/ ? "$1 $2" : $out;
}
$node->safe_psql('postgres', q{
	CREATE ROLE mallory LOGIN; CREATE ROLE puppet; CREATE ROLE owner LOGIN; CREATE ROLE member LOGIN IN ROLE owner, mallory; CREATE ROLE other LOGIN;
	CREATE ROLE root_two LOGIN SUPERUSER;
	GRANT CREATE ON DATABASE postgres TO mallory, owner});

# --- What mallory plants in a workspace of her own. Whoever runs it and can become a superuser makes puppet one. ---
as('mallory', q{SELECT opm.create_workspace('evil')});
my $ran = "$PostgreSQL::Test::Utils::tmp_check/ran";
as('mallory', q{
	CREATE TABLE evil.ran (who text DEFAULT current_user, what text);
	CREATE FUNCTION evil.strike(what text) RETURNS boolean LANGUAGE plpgsql AS $$
	BEGIN
		INSERT INTO evil.ran (what) VALUES (what);
		BEGIN PERFORM set_config('search_path', 'evil', false); EXCEPTION WHEN OTHERS THEN NULL; END;
		BEGIN RESET ROLE; EXCEPTION WHEN OTHERS THEN NULL; END;
		BEGIN RESET SESSION AUTHORIZATION; EXCEPTION WHEN OTHERS THEN NULL; END;
		BEGIN ALTER ROLE puppet SUPERUSER; EXCEPTION WHEN OTHERS THEN NULL; END;
		BEGIN ALTER ROLE puppet SUPERUSER; EXCEPTION WHEN OTHERS THEN NULL; END;
		RETURN true;
	END $$;
	CREATE FUNCTION evil.strike() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		PERFORM evil.strike(TG_TABLE_NAME);
		RETURN NEW;
	END $$;
	DO $$
	DECLARE t name;
	BEGIN
		FOREACH t IN ARRAY ARRAY['tree_lock', 'access', 'binding', 'setting', 'goal', 'measurement', 'announced', 'change_log', 'person'] LOOP
			EXECUTE format('CREATE TRIGGER strike BEFORE INSERT OR UPDATE ON evil.%I FOR EACH ROW EXECUTE FUNCTION evil.strike()', t);
			EXECUTE format('CREATE CONSTRAINT TRIGGER strike_late AFTER INSERT OR UPDATE ON evil.%I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evil.strike()', t);
		END LOOP;
	END $$;
	ALTER TABLE evil.tree_lock ADD CHECK (evil.strike('check'));
	ALTER TABLE evil.access ADD note boolean DEFAULT evil.strike('default');
	ALTER TABLE evil.goal ADD shown boolean GENERATED ALWAYS AS (id > 0) STORED;
	-- overloads that match better than those of pg_catalog
	CREATE FUNCTION evil.format(text, text) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('format')::text $$;
	CREATE FUNCTION evil.format(text, name) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('format')::text $$;
	CREATE FUNCTION evil.format(text, text, text) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('format')::text $$;
	CREATE FUNCTION evil.concat_ws(text, text, text) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('concat_ws')::text $$;
	CREATE FUNCTION evil.append(text[], text) RETURNS text[] LANGUAGE sql AS $$ SELECT ARRAY[evil.strike('||')::text] $$;
	CREATE OPERATOR evil.|| (LEFTARG = text[], RIGHTARG = text, FUNCTION = evil.append);
	CREATE OR REPLACE FUNCTION evil.export_outline(goal_key text DEFAULT NULL, with_values boolean DEFAULT true) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('export')::text $$;
	CREATE FUNCTION evil.load_outline(outline text) RETURNS integer LANGUAGE sql AS $$ SELECT evil.strike('load')::integer $$;
	CREATE VIEW evil.strikes AS SELECT evil.strike('view') AS s;
	INSERT INTO evil.binding (name, query) VALUES ('b', 'SELECT ''k''::text, now(), 1.0, CASE WHEN evil.strike(''binding'') THEN 1.0 END')});
is($node->safe_psql('postgres', q{SELECT string_agg(DISTINCT what, ' ' ORDER BY what) FROM evil.ran WHERE who <> 'mallory'}), '', 'so far only she has run it');

my %call = (
	upgrade => q{SELECT opm.upgrade_workspace('evil')},
	'upgrade of all' => q{SELECT opm.upgrade_workspace(schema) FROM opm.workspaces()},
	'grant' => q{SELECT opm.grant_workspace('evil', 'other', 'admin')},
	'grant of none' => q{SELECT opm.grant_workspace('evil', 'other', 'none')},
	bind => q{SELECT opm.bind('evil', 'x', 'SELECT ''k'', now(), 1, NULL')},
	unbind => q{SELECT opm.unbind('evil', 'b')},
	partition => q{SELECT opm.partition_measurements('evil', '2026-01-01', '2026-03-01')},
	load => q{SELECT opm.load_outline('evil', 'a [0 -> 1] = 0.5')},
	export => q{SELECT opm.export_outline('evil')},
	drop => q{SELECT opm.drop_workspace('evil')});
for my $role (qw(postgres root_two member other))
{
	like(as($role, $call{$_}), qr/^42501 must be owner of workspace evil$/, "$_ by $role is refused") for sort keys %call;
}
like(as('postgres', q{SELECT opm.drop_workspace('evil', 'all data')}), qr/^42501/, 'also to drop it with all data');
my ($rc, $out, $err) = $node->psql('postgres', $call{upgrade});
like($err, qr/DETAIL:  It belongs to role "mallory".*HINT:  .*SET ROLE mallory;/s, 'and the next step is said');
is($node->safe_psql('postgres', q{SELECT string_agg(DISTINCT who || ' ' || what, ', ') FROM evil.ran WHERE who <> 'mallory'}), '', 'none of it has run');
is($node->safe_psql('postgres', q{SELECT count(*) FROM opm.workspaces()}), '1', 'a list is made without it');

# A superuser who takes the step: it runs, as mallory, and there is no way back to the superuser's rights, also not later in the transaction.
for my $how ('SET ROLE mallory', 'SET SESSION AUTHORIZATION mallory', 'SET SESSION AUTHORIZATION mallory; SET ROLE mallory', 'late')
{
	# at first deferred triggers are there too, and are refused; without them the others run
	my $step = $how;
	if ($how eq 'late')
	{
		as('mallory', q{DO $$ DECLARE t regclass; BEGIN FOR t IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'strike_late' LOOP EXECUTE format('DROP TRIGGER strike_late ON %s', t); END LOOP; END $$; TRUNCATE evil.ran});
		$step = 'SET ROLE mallory';
	}
	for my $name (sort keys %call)
	{
		$node->psql('postgres', qq{$step; BEGIN; SET LOCAL client_min_messages = error; $call{$name}; ROLLBACK});
		$node->psql('postgres', qq{$step; $call{$name}});
		my ($rc, $out, $err) = $node->psql('postgres', qq{$step; $call{$name}; SELECT 'path ' || current_setting('search_path')});
		unlike($out, qr/path evil/, "$how, $name: settings of the session stay");
		is($node->safe_psql('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'puppet'}), 'f', "$how, $name: no rights are lent");
	}
}
is($node->safe_psql('postgres', q{SELECT string_agg(DISTINCT who, ' '), count(DISTINCT what) > 3 FROM evil.ran}), 'mallory|t', 'it ran, as mallory only');

# --- What only looks like a workspace is none. ---
as('mallory', q{
	CREATE SCHEMA fake; CREATE TABLE fake.setting (); COMMENT ON TABLE fake.setting IS 'Settings of this workspace, one row. opm workspace, version 0.1.0.';
	CREATE FUNCTION fake.export_outline() RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('fake export')::text $$});
like(as('postgres', q{SELECT opm.export_outline('fake')}), qr/^42/, 'a schema with the mark of a workspace is no way in');
# a role that may create in the schema of others puts the mark there
$node->safe_psql('postgres', 'CREATE SCHEMA sales; GRANT CREATE, USAGE ON SCHEMA sales TO mallory');
as('mallory', q{CREATE TABLE sales.setting (); COMMENT ON TABLE sales.setting IS 'opm workspace, version 0.1.0.';
	CREATE TABLE sales.tree_lock (turn bigint); INSERT INTO sales.tree_lock VALUES (0); CREATE TABLE sales.goal ();
	CREATE TABLE sales.measurement ();
	CREATE TRIGGER strike BEFORE UPDATE ON sales.tree_lock FOR EACH ROW EXECUTE FUNCTION evil.strike()});
is($node->safe_psql('postgres', q{SELECT schema FROM opm.workspaces() WHERE schema = 'sales'}), '', 'what others put into a schema does not make it a workspace in the list');
like(as('postgres', q{SELECT opm.upgrade_workspace('sales')}), qr/^55000 others may create/, 'nor for an upgrade');
$node->safe_psql('postgres', 'REVOKE CREATE ON SCHEMA sales FROM mallory');
like(as('postgres', q{SELECT opm.upgrade_workspace('sales')}), qr/^55000 objects of others/, 'nor for an upgrade later');
is($node->safe_psql('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'puppet'}), 'f', 'and nothing of it runs');

# --- Who else may create in the schema may make a function that is taken for another: refused until that is over. ---
as('owner', q{SELECT opm.create_workspace('ours')});
as('owner', q{GRANT ALL ON SCHEMA ours TO mallory});
like(as('owner', q{SELECT opm.upgrade_workspace('ours')}), qr/^55000 others may create objects in workspace ours$/, 'refused while others may create objects in the schema');
as('mallory', q{CREATE FUNCTION ours.format(text, text) RETURNS text LANGUAGE sql AS $$ SELECT evil.strike('planted')::text $$; CREATE TABLE ours.planted ()});
as('owner', q{REVOKE ALL ON SCHEMA ours FROM mallory});
like(as('owner', $call{upgrade} =~ s/evil/ours/r), qr/^55000 objects of others are in workspace ours$/, 'and while what they made is there');
($rc, $out, $err) = $node->psql('postgres', q{SELECT opm.upgrade_workspace('ours')}, extra_params => [ '-U', 'owner' ]);
like($err, qr/table ours\.planted|function ours\.format\(text,text\)/, 'which is named');
as('owner', q{DROP FUNCTION ours.format(text, text); DROP TABLE ours.planted});
like(as('owner', q{SELECT opm.upgrade_workspace('ours')}), qr/^[0-9.]+$/, 'then it goes on');

# --- Maintenance leaves owners as they were (dba F5), and those who may, can. ---
my $owners = q{SELECT string_agg(DISTINCT pg_get_userbyid(o), ' ') FROM (SELECT relowner AS o FROM pg_class WHERE relnamespace = '%1$s'::regnamespace
	UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = '%1$s'::regnamespace) x};
like(as('postgres', q{SELECT opm.partition_measurements('ours', current_date, current_date)}), qr/^42501/, 'a superuser does not partition for the owner');
is(as('owner', q{SET client_min_messages = error; SELECT opm.load_outline('ours', 'a [0 -> 1] = 0.5'), opm.partition_measurements('ours', current_date, current_date) > 0; SELECT opm.export_outline('ours')}), "1|t\na [0 -> 1] = 0.5", 'the owner does all of it');
is(as('postgres', q{SET ROLE owner; SELECT opm.upgrade_workspace('ours') IS NOT NULL}), 't', 'so does a superuser as the owner');
is(as('member', q{SET ROLE owner; SELECT opm.upgrade_workspace('ours') IS NOT NULL}), 't', 'and a member as the owner');
is($node->safe_psql('postgres', sprintf $owners, 'ours'), 'owner', 'everything belongs to the owner');
is(as('owner', q{INSERT INTO ours.measurement (goal_id, at, value) VALUES (1, now(), 1); SELECT count(*) FROM ours.scorecard}), '1', 'who writes and reads as before');
$node->safe_psql('postgres', q{SELECT opm.create_workspace('top')});
is(as('root_two', q{DROP VIEW top.recognition_feed; SELECT opm.upgrade_workspace('top') IS NOT NULL, opm.partition_measurements('top', current_date, current_date)}), 't|1', 'a superuser maintains the workspace of another');
is($node->safe_psql('postgres', sprintf $owners, 'top'), 'postgres', 'and it stays the other\'s');

# --- What is executed, and who may do what, is written by the owner alone (security 2): no admin, not even one with all rights on the tables. ---
$node->safe_psql('postgres', 'CREATE ROLE admin LOGIN; CREATE TABLE salaries AS SELECT 5000.0::float8 AS amount; ALTER TABLE salaries OWNER TO owner');
as('owner', q{SELECT opm.load_outline('ours', 'k [0 -> 1]'), opm.grant_workspace('ours', 'admin', 'admin'), opm.grant_workspace('ours', 'other', 'reader'); SELECT opm.bind('ours', 'own', 'SELECT ''k'', now(), 0.5, NULL')});
for my $rights ('', 'GRANT ALL ON ALL TABLES IN SCHEMA ours TO admin')
{
	as('owner', $rights);
	like(as('admin', q{INSERT INTO ours.binding (name, query) VALUES ('spy', 'SELECT ''k'', now(), amount, NULL FROM public.salaries')}), qr/^42501/, "an admin adds no binding ($rights)");
	like(as('admin', q{UPDATE ours.binding SET query = 'no sql at all' RETURNING id}), qr/^42501|^$/, "changes none ($rights)");
	like(as('admin', q{DELETE FROM ours.binding RETURNING id}), qr/^42501|^$/, "removes none ($rights)");
	like(as('admin', q{INSERT INTO ours.access VALUES ('mallory', 'admin')}), qr/^42501/, "makes nobody else an admin ($rights)");
	like(as('admin', q{UPDATE ours.access SET level = 'admin' RETURNING login}), qr/^42501|^$/, "lifts nobody ($rights)");
	like(as('admin', q{DELETE FROM ours.access RETURNING login}), qr/^42501|^$/, "takes no level away ($rights)");
}
like(as('admin', q{SELECT opm.bind('ours', 'spy', 'SELECT ''k'', now(), amount, NULL FROM public.salaries')}), qr/^42501 must be owner/, 'nor by opm.bind');
is(as('admin', 'SELECT name FROM ours.binding') . as('other', 'SELECT name FROM ours.binding'), 'ownown', 'all read them');
like(as('owner', q{SELECT opm.upgrade_workspace('ours')}), qr/^[0-9.]+$/, 'the owner upgrades');
is(as('other', q{SELECT actual FROM ours.scorecard WHERE goal_key = 'k'}), '0.5', 'readers read what the owner bound');

# --- Every function that takes a workspace goes through the same door. ---
is($node->safe_psql('postgres', q{SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p WHERE pronamespace = 'opm'::regnamespace AND proname !~ '^_' AND proargnames[1] = 'schema'
	AND proargtypes[0] = 'name'::regtype AND prosrc <> 'opm_workspace_as_owner' AND proname NOT IN ('create_workspace')}), '', 'no way past the door');
is($node->safe_psql('postgres', q{SELECT rolsuper FROM pg_roles WHERE rolname = 'puppet'}), 'f', 'puppet has no rights');
$node->stop;
done_testing();
