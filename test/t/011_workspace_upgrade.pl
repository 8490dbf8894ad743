# Workspaces of early commits of opm, as a DBA finds them: restored next to the present extension, upgraded, and then like one made today, with all their rows.
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
my $views = $node->safe_psql('fresh', q{SELECT count(*) FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' AND relname <> 'goal_scope'});

for my $old (qw(first second))
{
	my $dump = "$repo/test/data/workspace_old/$old.sql";
	$node->safe_psql('postgres', "CREATE DATABASE $old");
	$node->safe_psql($old, 'CREATE EXTENSION opm');
	command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($old), '-f', $dump ], "$old: a dump of the old workspace restores next to the present extension");
	is($node->safe_psql($old, q{SELECT version FROM opm.workspaces()}), '0.0.1', "$old: it is known as old");

	my $had = rows($node, $old, 'perf');
	cmp_ok(scalar(split /\n/, $had->{measurement}[1]), '>', 80, "$old: it holds measurements");
	my ($rc, $out, $err);
	if ($old eq 'second')
	{
		# a view of the user's own on one whose columns have changed since
		$node->safe_psql($old, 'CREATE VIEW public.ours AS SELECT id, verdict FROM perf.work_out');
		($rc, $out, $err) = $node->psql($old, q{SELECT opm.upgrade_workspace('perf')});
		like($err, qr/VIEW perf\.work_out has changed, and objects of your own use it\nDETAIL:  view public.ours depends on view work_out\n/, "$old: a view of the user's own is named, not dropped");
		is($node->safe_psql($old, q{SELECT opm._workspace_version('perf') || count(*) FROM public.ours}), '0.0.10', "$old: and nothing has changed");
		$node->safe_psql($old, 'DROP VIEW public.ours');
	}
	else
	{
		# a row that a newer constraint would refuse, and a view of the user's own on one whose columns are the same
		$node->safe_psql($old, q{CREATE VIEW public.ours AS SELECT goal_id FROM perf.measured});
		$node->safe_psql('postgres', q{CREATE DATABASE odd TEMPLATE first});
		$node->safe_psql('odd', q{UPDATE perf.goal SET target = '>= 1' WHERE id = 1});
		($rc, $out, $err) = $node->psql('odd', q{SELECT opm.upgrade_workspace('perf')});
		like($err, qr/WARNING:  constraint "goal_objective_target" of table "goal" holds for new rows only/, "$old: a row that does not fit is said, and stays");
		is($node->safe_psql('odd', q{SELECT target FROM perf.goal WHERE id = 1}), '>= 1', "$old: as it was");
		like(($node->psql('odd', q{INSERT INTO perf.goal (name, kind, owner_id, target) VALUES ('x', 'objective', 1, '>= 1')}))[2], qr/goal_objective_target/, "$old: new rows have to fit");
	}
	($rc, $out, $err) = $node->psql($old, q{SELECT opm.upgrade_workspace('perf')});
	is($err, '', "$old: the upgrade says nothing");
	is($out, $node->safe_psql($old, q{SELECT extversion FROM pg_extension WHERE extname = 'opm'}), "$old: it is upgraded");
	same(definitions($node, $old, 'perf', 1), $today, "$old: upgraded = made today, object by object");
	is($node->safe_psql($old, q{SELECT opm.upgrade_workspace('perf') IS NOT NULL}), 't', "$old: a second upgrade does no harm");
	same(definitions($node, $old, 'perf', 1), $today, "$old: and changes nothing");

	# the rows: those that were there, in the columns that were there
	my %lost;
	for my $t (sort keys %$had)
	{
		my ($columns, $rows) = @{ $had->{$t} };
		my $now = $node->safe_psql($old, qq{SELECT to_jsonb(x) FROM (SELECT $columns FROM perf.$t) x ORDER BY to_jsonb(x)::text COLLATE "C"});
		# every goal has a row in announced now, others were there for some only
		$now = join "\n", grep { index("\n$rows\n", "\n$_\n") >= 0 } split /\n/, $now if $t eq 'announced';
		$lost{$t} = 1 if $now ne $rows;
	}
	is(join(' ', sort keys %lost), '', "$old: the rows of every table are untouched");

	# it lives: every view answers, what is new works on the old rows
	my $answers = answers($node, $old, 'perf');
	is(scalar(split /\n/, $answers), $views, "$old: every view answers");
	is($node->safe_psql($old, q{SELECT count(*), count(score) > 5 FROM perf.scorecard}), '8|t', "$old: the scorecard scores the old goals");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.scorecard s JOIN perf.scorecard_at(now()) a ON a.id = s.id WHERE a.score IS DISTINCT FROM s.score}), '0',
		"$old: scorecard_at(now) is the scorecard");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.check_tree()}) . $node->safe_psql($old, q{SELECT count(*) FROM perf.check_closes()}), '00', "$old: no loops, and the chain of closes holds");
	is($node->safe_psql($old, q{SELECT count(*) FROM perf.period_close}), $old eq 'first' ? '0' : '2', "$old: the closes are there");
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
}
$node->stop;
done_testing();
