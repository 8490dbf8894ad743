# The commands of docs/workspace_backup.md, as they stand there, one after the other; and a subscriber that is made so holds the same rows, whatever
# is written after, and can take over.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $repo = $ENV{OPM_REPO} || '.';
my $node = opm_node('publisher', init => { allows_streaming => 'logical' });
my $other = opm_node('subscriber', init => { allows_streaming => 'logical' });
my $dir = PostgreSQL::Test::Utils::tempdir();
# the superuser has the name that the page gives it
my $super = $node->safe_psql('postgres', 'SELECT current_user');
$_->safe_psql('postgres', ($super eq 'postgres' ? '' : 'CREATE ROLE postgres SUPERUSER LOGIN;') . 'CREATE ROLE own LOGIN CREATEDB; CREATE ROLE reader; CREATE DATABASE acme OWNER own') for $node, $other;
$_->safe_psql('acme', 'CREATE EXTENSION opm') for $node, $other;
sub own { my ($at, $sql) = @_; return $at->safe_psql('acme', $sql, extra_params => [ '-U', 'own' ]); }

own($node, q{CREATE SCHEMA sales; CREATE TABLE sales.invoice (day date, amount float8); INSERT INTO sales.invoice VALUES (current_date - 1, 5); GRANT USAGE ON SCHEMA sales TO reader; GRANT SELECT ON sales.invoice TO reader;
	SELECT opm.create_workspace('perf'); SELECT opm.grant_workspace('perf', 'reader', 'reader'); UPDATE perf.setting SET bands = 'bad | 0.5 | good';
	INSERT INTO perf.team (key, name) VALUES ('t', 'T'); INSERT INTO perf.person (name, team_id) VALUES ('Ann', 1), ('Bob', 1); UPDATE perf.team SET lead_id = 2;
	SELECT opm.load_outline('perf', E'a\n  b [0 -> 10] = 5\n  c [>= 3] = 2'); UPDATE perf.goal SET owner_id = 3; INSERT INTO perf.goal (key, name, target, visibility, owner_id) VALUES ('mine', 'Mine', '0 -> 1', 'owner', 2), ('invoiced', 'Invoiced', '0 -> 9', 'everyone', 2);
	UPDATE perf.measurement SET value = value + 1; INSERT INTO perf.check_in (goal_id, note) SELECT id, 'x' FROM perf.goal WHERE key = 'b'; SELECT perf.add_fiscal_year(date_trunc('year', now())::date);
	INSERT INTO perf.period_close (period_id) SELECT id FROM perf.period WHERE kind = 'month' AND now() >= from_at AND now() < until_at;
	SELECT opm.bind('perf', 'invoices', $$SELECT 'invoiced', day, amount, NULL FROM sales.invoice$$);
	SELECT opm.partition_measurements('perf', current_date, current_date)});
my $was = rows($node, 'acme', 'perf');

# --- The page. ---
my $script = join '', map { $_->[0] } (my @block = map { [$_] } slurp_file("$repo/docs/workspace_backup.md") =~ /^```sh\n(.*?)^```$/msg);
cmp_ok(scalar @block, '>=', 7, 'the page has commands');
my %env = (PGHOST => $node->host, PGPORT => $node->port, PGUSER => 'own', PUBLISHER => 'host=' . $node->host . ' port=' . $node->port . ' dbname=acme',
	SUBSCRIBER => 'host=' . $other->host . ' port=' . $other->port . ' dbname=acme');
chdir $dir or die;
# the bound table is not in the dump of the schema: the recipe for that comes last
own($other, 'CREATE SCHEMA sales; CREATE TABLE sales.invoice (day date, amount float8); GRANT USAGE ON SCHEMA sales TO reader; GRANT SELECT ON sales.invoice TO reader');
my $last = pop @block;
sub runs { my ($commands) = @_; local @ENV{ keys %env } = values %env; my ($out, $err) = run_command([ 'bash', '-e', '-o', 'pipefail', '-c', $commands ]); return [ $?, $err ]; }
for my $block (@block)
{
	my ($title) = $block->[0] =~ /^(.*)/;
	# where a command needs the bound table, it is restored first, as the page says
	my $first = "pg_dump -n sales -Fc -f sales.dump acme\n";
	my $commands = $first . ($block->[0] =~ s/^(psql -X -d (\w+) -c 'CREATE EXTENSION opm')$/$1 . ($2 eq 'part' ? '' : "\npg_restore -d $2 sales.dump")/mer);
	my $result = runs($commands);
	is($result->[0], 0, "$title ...") or diag($result->[1]);
}
for my $db (qw(restored target moved part rows))
{
	is_deeply(rows($node, $db, 'perf'), $db eq 'part' ? { %$was, binding => rows($node, $db, 'perf')->{binding} } : $was, "$db: every row of every table");
	is($node->safe_psql($db, q{SELECT count(*) FROM perf.scorecard}), $node->safe_psql('acme', q{SELECT count(*) FROM perf.scorecard}), "$db: the scorecard is read");
	is($node->safe_psql($db, q{SET ROLE reader; SELECT count(*) > 3 FROM perf.scorecard}), 't', "$db: the reader reads");
}

# --- The subscriber. ---
my $state = q{SELECT string_agg(DISTINCT srsubstate::text, ''), count(*) FROM pg_subscription_rel};
is($other->safe_psql('acme', $state), 'r|' . $other->safe_psql('acme', 'SELECT count(*) FROM opm._workspace_tables()'), 'every table is copied');
is_deeply(rows($other, 'acme', 'perf'), $was, 'subscriber: the same rows');
own($node, q{INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 hour', 7 FROM perf.goal WHERE key = 'b'; UPDATE perf.measurement SET value = 8; DELETE FROM perf.measurement WHERE goal_id = (SELECT id FROM perf.goal WHERE key = 'c');
	UPDATE perf.goal SET weight = 3 WHERE key = 'b'; INSERT INTO perf.goal (key, name) VALUES ('later', 'Later'); UPDATE perf.check_in SET note = 'y'; UPDATE perf.setting SET grace_days = 5;
	INSERT INTO perf.feedback (from_id, to_id, body) VALUES (1, 2, 'well done'); SELECT perf.close_period(id, confirm => 'not over') FROM perf.period WHERE kind = 'quarter' AND now() >= from_at AND now() < until_at; DELETE FROM perf.goal WHERE key = 'mine'});
$node->wait_for_catchup('perf');
is_deeply(rows($other, 'acme', 'perf'), rows($node, 'acme', 'perf'), 'and after more was written: nothing twice, nothing missing');
is($other->safe_psql('acme', 'SELECT sum(apply_error_count) + sum(sync_error_count) FROM pg_stat_subscription_stats'), '0', 'no error was retried');
is($other->safe_psql('acme', 'SELECT count(*) FROM perf.check_closes()'), '0', 'its closes fit');
is($other->safe_psql('acme', 'SET ROLE reader; SELECT count(*) > 3 FROM perf.scorecard'), 't', 'a reader reads there');
is(own($other, q{SELECT opm.upgrade_workspace('perf') IS NOT NULL}), 't', 'it is upgraded while it follows');
like(($other->psql('acme', $_, extra_params => [ '-U', 'own' ]))[2], qr/the rows of workspace perf come from its publisher/, "refused there: $_")
  for q{SELECT opm.load_outline('perf', 'z')}, q{SELECT opm.bind('perf', 'z', 'SELECT 1, now(), 1, NULL')}, q{SELECT opm.unbind('perf', 'invoices')}, q{SELECT opm.grant_workspace('perf', 'reader', 'admin')}, q{SELECT opm.grant_workspace('perf', 'postgres', 'reader')};
own($_, q{SELECT opm.grant_workspace('perf', 'reader', 'none')}) for $node, $other;
own($node, q{SELECT opm.grant_workspace('perf', 'reader', 'contributor')});
$node->wait_for_catchup('perf');
own($other, q{SELECT opm.grant_workspace('perf', 'reader', 'contributor')});
own($node, q{UPDATE perf.person SET name = 'Anna' WHERE name = 'Ann'; UPDATE perf.goal SET name = 'B' WHERE key = 'b'});
$node->wait_for_catchup('perf');
is_deeply(rows($other, 'acme', 'perf'), rows($node, 'acme', 'perf'), 'and goes on following');
my $result = runs($last->[0]);
is($result->[0], 0, 'it takes over') or diag($result->[1]);
is(own($other, q{INSERT INTO perf.goal (key, name) VALUES ('here', 'Here'); UPDATE perf.goal SET name = 'Here now' WHERE key = 'here'; SELECT count(*) FROM perf.change_log WHERE goal_id = (SELECT id FROM perf.goal WHERE key = 'here')}), '2', 'new keys are free, and history is written');

# --- FOR ALL TABLES; and nothing is finished before its rows are there. ---
$node->safe_psql('acme', 'DROP PUBLICATION perf; CREATE PUBLICATION perf FOR ALL TABLES WITH (publish_via_partition_root = true)');
own($other, q{SELECT opm.drop_workspace('perf', 'all data'); SELECT opm.create_workspace('perf', true)});
$other->safe_psql('acme', qq{CREATE SUBSCRIPTION perf CONNECTION '$env{PUBLISHER} user=postgres' PUBLICATION perf WITH (enabled = false, connect = true)});
like(($other->psql('acme', q{SELECT opm.upgrade_workspace('perf')}, extra_params => [ '-U', 'own' ]))[2], qr/a subscription is still copying rows into workspace perf\n.*goal/, 'what is not copied yet is named');
$other->safe_psql('acme', 'ALTER SUBSCRIPTION perf ENABLE');
$other->wait_for_subscription_sync($node, 'perf', 'acme');
is(own($other, q{SELECT opm.upgrade_workspace('perf') IS NOT NULL}), 't', 'then it is finished');
is_deeply(rows($other, 'acme', 'perf'), rows($node, 'acme', 'perf'), 'FOR ALL TABLES: the same rows');
$other->stop;
$node->stop;
done_testing();
