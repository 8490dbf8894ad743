# A workspace survives dump and restore with identical answers, is upgraded from an older one, and is replicated.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use WorkspaceTest;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(allows_streaming => 'logical');
$node->start;
my $repo = $ENV{OPM_REPO} || '.';

$node->safe_psql('postgres', 'CREATE DATABASE one');
$node->safe_psql('one', 'CREATE EXTENSION opm');
command_ok(['psql', '-X', '-q', '-v', 'schema=perf', '-f', "$repo/demo/company.sql", $node->connstr('one')], 'the demo company is made');
$node->safe_psql('one', q{SELECT opm.bind('perf', 'own', 'SELECT key, at, value, NULL FROM public.own');}) if $node->safe_psql('one',
	q{CREATE TABLE public.own AS SELECT 'lean_line'::text AS key, now() AS at, 1.5::float8 AS value; SELECT 1});

my ($first, $made) = ([ $node, 'one', 'perf' ], definitions($node, 'one', 'perf'));
my $dump = "$PostgreSQL::Test::Utils::tmp_check/one.sql";
command_ok(['pg_dump', '-f', $dump, $node->connstr('one')], 'pg_dump');
$node->safe_psql('postgres', 'CREATE DATABASE two');
command_ok(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $node->connstr('two')], 'restore');
same_answers([ $node, 'two', 'perf' ], $first, 'every view gives the same answers after dump and restore');
same(definitions($node, 'two', 'perf'), $made, 'every object is the same after dump and restore');
is($node->safe_psql('two', 'SELECT count(*) FROM perf.check_closes()'), '0', 'the chain of closes holds after restore');
is($node->safe_psql('two', q{SELECT opm._workspace_version('perf') = extversion FROM pg_extension WHERE extname = 'opm'}), 't', 'the version is known after restore');
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
same(definitions($node, 'two', 'perf', 1), definitions($node, 'one', 'perf', 1), 'upgraded = made today, object by object');
same_answers([ $node, 'two', 'perf' ], $first, 'every view gives the same answers after the upgrade');
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
same_answers([ $node, 'three', 'perf' ], $first, 'every view gives the same answers on a subscriber');
$node->safe_psql('three', 'DROP SUBSCRIPTION s');
$node->stop;
done_testing();
