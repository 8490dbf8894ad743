# Workspaces of released versions of opm, as a DBA finds them: restored next to the present extension, upgraded, and then like one made
# today, with all their rows. Then what an upgrade meets when views, functions and constraints were others.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $node = opm_node('upgrade');
my $repo = $ENV{OPM_REPO} || '.';
$node->safe_psql('postgres', 'CREATE ROLE old_ann; CREATE ROLE old_reader');
$node->safe_psql('postgres', 'CREATE DATABASE fresh');
$node->safe_psql('fresh', q{CREATE EXTENSION opm; SELECT opm.create_workspace('perf')});
my $today = definitions($node, 'fresh', 'perf', 1);
my $views = $node->safe_psql('fresh', q{SELECT count(*) FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' AND relname <> '_goal_scope'});
my $installed = $node->safe_psql('fresh', q{SELECT extversion FROM pg_extension WHERE extname = 'opm'});

# upgraded(NAME, DATABASE): the upgrade says nothing, and the workspace is like one made today.
sub upgraded
{
	my ($name, $db) = @_;
	my ($rc, $out, $err) = $node->psql($db, q{SELECT opm.upgrade_workspace('perf')});
	is($err, '', "$name: the upgrade says nothing");
	is($out, $installed, "$name: it is upgraded");
	same(definitions($node, $db, 'perf', 1), $today, "$name: upgraded = made today, object by object");
}

for my $dump (sort glob "$repo/test/data/workspace_old/[0-9]*.sql")
{
	my ($old) = $dump =~ m{([0-9.]+)\.sql$};
	$node->safe_psql('postgres', qq{CREATE DATABASE "$old"});
	$node->safe_psql($old, 'CREATE EXTENSION opm');
	command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($old), '-f', $dump ], "$old: a dump of the workspace restores next to the present extension");
	is($node->safe_psql($old, q{SELECT version FROM opm.workspaces()}), $old, "$old: its version is known");
	my $had = rows($node, $old, 'perf');
	cmp_ok(scalar(split /\n/, $had->{measurement}[1]), '>', 80, "$old: it holds measurements");

	upgraded($old, $old);
	is($node->safe_psql($old, q{SELECT opm.upgrade_workspace('perf') IS NOT NULL}), 't', "$old: a second upgrade does no harm");
	same(definitions($node, $old, 'perf', 1), $today, "$old: and changes nothing");

	# the rows: those that were there, in the columns that were there
	my %lost;
	for my $t (sort keys %$had)
	{
		my ($columns, $rows) = @{ $had->{$t} };
		my $now = $node->safe_psql($old, qq{SELECT to_jsonb(x) FROM (SELECT $columns FROM perf.$t) x ORDER BY to_jsonb(x)::text COLLATE "C"});
		$lost{$t} = 1 if $now ne $rows;
	}
	is(join(' ', sort keys %lost), '', "$old: the rows of every table are untouched");

	# it lives: every view answers, what is new works on the old rows
	my $answers = answers($node, $old, 'perf');
	is(scalar(split /\n/, $answers), $views, "$old: every view answers");
	is($node->safe_psql($old, q{SELECT count(*), count(score) > 5 FROM perf.scorecard}), '8|t', "$old: the scorecard scores the old goals");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.scorecard s JOIN perf.scorecard_at(now()) a ON a.goal_id = s.goal_id WHERE a.score IS DISTINCT FROM s.score}), '0',
		"$old: scorecard_at(now) is the scorecard");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.check_tree()}) . $node->safe_psql($old, q{SELECT count(*) FROM perf.check_closes()}), '00', "$old: no loops, and the chain of closes holds");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.period_close}), '2', "$old: the closes are there");
	$node->safe_psql('postgres', qq{CREATE DATABASE changed TEMPLATE "$old"});
	$node->safe_psql($old, q{
		INSERT INTO perf.measurement (goal_id, at, value) VALUES (6, now(), 99.9);
		UPDATE perf.measurement SET value = 99.8 WHERE goal_id = 6 AND at = (SELECT max(at) FROM perf.measurement WHERE goal_id = 6);
		UPDATE perf.goal SET name = 'Up' WHERE id = 6;
		SELECT perf.close_period(3, 'second quarter')});
	is($node->safe_psql($old, q{SELECT operation, value FROM perf.measurement_history ORDER BY superseded_at DESC LIMIT 1}), 'UPDATE|99.9', "$old: corrections are kept");
	is($node->safe_psql($old, q{SELECT old_row::json ->> 'name' FROM perf.change_log WHERE table_name = 'goal' ORDER BY id DESC LIMIT 1}), 'Uptime', "$old: changes are logged");
	like(($node->psql($old, q{UPDATE perf.goal SET parent_id = 3 WHERE id = 1}))[2], qr/would be above itself/, "$old: loops are refused");
	$node->safe_psql($old, q{SELECT opm.grant_workspace('perf', 'old_ann', 'contributor'), opm.grant_workspace('perf', 'old_reader', 'reader')});
	is($node->safe_psql($old, q{SET ROLE old_reader; SELECT count(*) FROM perf.feedback}), '1', "$old: private feedback is private");
	like(($node->psql($old, q{SET ROLE old_ann; INSERT INTO perf.measurement (goal_id, at, value) VALUES (6, now(), 1)}))[2], qr/row-level security/, "$old: a contributor may not write for others");

	# Views with other columns, one of them used by many others; functions with other arguments or another result; a trigger that is missing
	# and a policy too many; and a view of the user's own on what has changed.
	$node->safe_psql('changed', q{
		ALTER VIEW perf._measured RENAME COLUMN base TO divisor;
		ALTER VIEW perf.work_out RENAME COLUMN verdict TO answer;
		CREATE VIEW public.ours AS SELECT action_id, answer FROM perf.work_out;
		DROP FUNCTION perf.add_sprints;
		CREATE FUNCTION perf.add_sprints(first_day date, sprints integer) RETURNS integer LANGUAGE sql RETURN 1;
		DROP FUNCTION perf.check_tree;
		CREATE FUNCTION perf.check_tree() RETURNS bigint LANGUAGE sql RETURN 1;
		DROP TRIGGER goal_loop_update ON perf.goal;
		DROP POLICY readable ON perf.goal;
		CREATE POLICY readable ON perf.goal USING (false);
		COMMENT ON TABLE perf.setting IS 'Settings of this workspace, one row. opm workspace, version 0.0.1.'});
	my $err = ($node->psql('changed', q{SELECT opm.upgrade_workspace('perf')}))[2];
	like($err, qr/VIEW perf\.work_out has changed, and objects of your own use it\nDETAIL:  view public.ours depends on view perf\.work_out\n/, 'a view of the user\'s own is named, not dropped');
	is($node->safe_psql('changed', q{SELECT version FROM opm.workspaces()}) . $node->safe_psql('changed', 'SELECT count(*) FROM public.ours'), '0.0.10', 'and nothing has changed');
	$node->safe_psql('changed', 'DROP VIEW public.ours; CREATE VIEW public.ours AS SELECT goal_id FROM perf.binding, perf._goal_scope');
	upgraded('changed', 'changed');
	is($node->safe_psql('changed', 'SELECT count(*) FROM public.ours'), '0', 'a view of the user\'s own on what is the same stays');

	# a constraint that is missing, and a row that it would refuse
	$node->safe_psql('changed', q{ALTER TABLE perf.goal DROP CONSTRAINT goal_yes_no_target; UPDATE perf.goal SET target = '>= 2', unit = 'yes/no' WHERE id = 8});
	$err = ($node->psql('changed', q{SELECT opm.upgrade_workspace('perf')}))[2];
	like($err, qr/WARNING:  constraint "goal_yes_no_target" of table "goal" holds for new rows only/, 'a row that does not fit is said, and stays');
	is($node->safe_psql('changed', q{SELECT target FROM perf.goal WHERE id = 8}), '>= 2', 'as it was');
	like(($node->psql('changed', q{INSERT INTO perf.goal (name, owner_id, target, unit) VALUES ('x', 1, '>= 2', 'yes/no')}))[2], qr/target of a yes\/no goal is from 0 to 1/, 'new rows have to fit');
	$node->safe_psql('postgres', 'DROP DATABASE changed');
}
$node->stop;
done_testing();
