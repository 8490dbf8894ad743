# A workspace survives dump and restore with identical answers, is upgraded from an older one, and is replicated.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 'logical');
$node->start;
my $repo = $ENV{OPM_REPO} || '.';

$node->safe_psql('postgres', 'CREATE DATABASE one');
$node->safe_psql('one', 'CREATE EXTENSION opm');
command_ok(['psql', '-X', '-q', '-v', 'schema=perf', '-f', "$repo/demo/company.sql", $node->connstr('one')], 'the demo company is made');
$node->safe_psql('one', q{SELECT opm.bind('perf', 'own', 'SELECT key, at, value, NULL FROM public.own');}) if $node->safe_psql('one',
	q{CREATE TABLE public.own AS SELECT 'lean_line'::text AS key, now() AS at, 1.5::float8 AS value; SELECT 1});

# every view, as text: what a reader of the workspace would see (goal_scope shows the time itself)
sub answers
{
	my ($db) = @_;
	my @views = split /\n/, $node->safe_psql($db, q{SELECT relname FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' AND relname <> 'goal_scope' ORDER BY 1});
	# these count time to the second, up to now: only their rows can be the same a moment later
	my %clock = map { $_ => 1 } qw(drivers flow forecast);
	return join "\n", map { "$_ " . $node->safe_psql($db, $clock{$_} ? "SELECT count(*) FROM perf.$_" :
			qq{SELECT count(*), md5(string_agg(x::text, '|' ORDER BY x::text COLLATE "C")) FROM perf.$_ x}) } @views;
}
# what the workspace is made of: definitions of every object, by name
sub definitions
{
	my ($db, $views) = @_;
	# pg_dump writes views in other words that mean the same, so their text is compared only where they come from the same source
	my $text = $views ? q{SELECT relname, pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' ORDER BY 1;} : '';
	return $node->safe_psql($db, $text . q{
		SELECT c.relkind, c.relname, obj_description(c.oid, 'pg_class'), c.relrowsecurity, c.reloptions FROM pg_class c WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind IN ('r', 'v', 'i') ORDER BY 1, 2;
		SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(c.oid, a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY 1, a.attnum;
		SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'perf'::regnamespace ORDER BY 1, 2;
		SELECT p.proname, pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc') FROM pg_proc p WHERE p.pronamespace = 'perf'::regnamespace ORDER BY 1;
		SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'perf'::regnamespace AND NOT tgisinternal ORDER BY 1;
		SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'perf' ORDER BY 1, 2;});
}

# like is(), but says which lines differ
sub same
{
	my ($got, $want, $name) = @_;
	my (%got, %want);
	$got{$_}++ for split /\n/, $got;
	$want{$_}++ for split /\n/, $want;
	ok($got eq $want, $name) or diag(map({ "got  $_\n" } grep { !$want{$_} } sort keys %got), map({ "want $_\n" } grep { !$got{$_} } sort keys %want));
}

my ($before, $made) = (answers('one'), definitions('one'));
my $dump = "$PostgreSQL::Test::Utils::tmp_check/one.sql";
command_ok(['pg_dump', '-f', $dump, $node->connstr('one')], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE two');
command_ok(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('two')], 'restore');
same(answers('two'), $before, 'every view gives the same answers after dump and restore');
same(definitions('two'), $made, 'every object is the same after dump and restore');
is($node->safe_psql('two', 'SELECT count(*) FROM perf.check_closes()'), '0', 'the chain of closes holds after restore');
is($node->safe_psql('two', q{SELECT opm.workspace_version('perf') = extversion FROM pg_extension WHERE extname = 'opm'}), 't', 'the version is known after restore');
like($node->safe_psql('two', q{INSERT INTO perf.goal (name) VALUES ('after restore') RETURNING id > (SELECT count(*) FROM perf.goal)}), qr/^[tf]$/, 'identity columns go on after restore');

# an older workspace: without some of its views, functions, triggers, a table and a column; upgraded it is as if made today
$node->safe_psql('two', q{
	DELETE FROM perf.goal WHERE name = 'after restore';
	SET client_min_messages = error;
	DROP VIEW perf.scorecard CASCADE; DROP TABLE perf.announced CASCADE; DROP FUNCTION perf.check_closes(); DROP TRIGGER goal_loop_update ON perf.goal;
	CREATE OR REPLACE FUNCTION perf.time_zone() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT 'old' $$;
	ALTER TABLE perf.goal ADD COLUMN ours text;
	COMMENT ON TABLE perf.setting IS 'Settings. opm workspace, version 0.0.9.'});
is($node->safe_psql('two', q{SELECT opm.upgrade_workspace('perf') = extversion FROM pg_extension WHERE extname = 'opm'}), 't', 'an older workspace is upgraded');
$node->safe_psql('two', 'ALTER TABLE perf.goal DROP COLUMN ours');
same(definitions('two', 1), definitions('one', 1), 'upgraded = made today, object by object');
same(answers('two'), $before, 'every view gives the same answers after the upgrade');
my ($rc, $out, $err) = $node->psql('two', q{COMMENT ON TABLE perf.setting IS 'opm workspace, version 99.0.'; SELECT opm.upgrade_workspace('perf')});
like($err, qr/newer than opm/, 'a workspace of a newer opm is refused');

# replication to a second database: triggers do not fire there, and every view answers as on the first
$node->safe_psql('postgres', 'CREATE DATABASE three');
command_ok(['bash', '-c', "pg_dump -s '" . $node->connstr('one') . "' | psql -X -q -v ON_ERROR_STOP=1 '" . $node->connstr('three') . "'"], 'the empty workspace is copied');
$node->safe_psql('one', q{CREATE PUBLICATION p FOR TABLES IN SCHEMA perf, TABLE public.own; ALTER TABLE public.own REPLICA IDENTITY FULL});
$node->safe_psql('one', q{SELECT pg_create_logical_replication_slot('s', 'pgoutput')});
$node->safe_psql('three', sprintf q{SET client_min_messages = error; CREATE SUBSCRIPTION s CONNECTION '%s' PUBLICATION p WITH (create_slot = false, slot_name = 's')}, $node->connstr('one') =~ s/'/''/gr);
$node->poll_query_until('three', q{SELECT NOT EXISTS (SELECT FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's'))});
$node->safe_psql('one', q{UPDATE perf.measurement SET value = value + 1 WHERE goal_id = 8 AND at = (SELECT max(at) FROM perf.measurement WHERE goal_id = 8)});
$node->wait_for_catchup('s');
$node->safe_psql('three', 'ANALYZE');
same(answers('three'), answers('one'), 'every view gives the same answers on a subscriber');
$node->safe_psql('three', 'DROP SUBSCRIPTION s');
$node->stop;
done_testing();
