# What people who had not written it found: numbers of private goals by ways that were not thought of, history that followed settings of its writer, functions of others behind
# the doors in C, partitions that are being detached, columns of the user's own in every table, readers while a workspace is upgraded.
use strict;
use warnings;
use IPC::Run ();
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('eyes', conf => "deadlock_timeout = 100ms\n");
sub owner { return $node->safe_psql('postgres', $_[0]) }

# What a role that connects is told, or the error.
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 1, extra_params => [ '-U', $role ]);
	return $err =~ /ERROR:\s+(.*)/ ? "ERROR: $1" : $out;
}
owner(<<'SQL');
CREATE ROLE own LOGIN; GRANT CREATE ON DATABASE postgres TO own; CREATE ROLE rd LOGIN; CREATE ROLE rp LOGIN; CREATE ROLE co LOGIN; CREATE ROLE co2 LOGIN; CREATE ROLE ma LOGIN; CREATE ROLE ad LOGIN; CREATE ROLE vi LOGIN; CREATE ROLE dash; CREATE ROLE joe LOGIN;
SET ROLE own;
SELECT opm.create_workspace('perf');
SELECT opm.grant_workspace('perf', r, l) FROM (VALUES ('rd', 'reader'), ('rp', 'reporter'), ('dash', 'reporter'), ('co', 'contributor'), ('co2', 'contributor'), ('vi', 'contributor'), ('ma', 'manager'), ('ad', 'admin')) v(r, l);
INSERT INTO perf.person (id, name, login) VALUES (13, 'Co', 'co'), (14, 'Ma', 'ma'), (16, 'Vi', 'vi'), (17, 'Co2', 'co2');
INSERT INTO perf.team (id, key, name, lead_id) VALUES (1, 't1', 'T1', 14), (2, 't2', 'T2', 16);
INSERT INTO perf.goal (id, key, name, owner_id, team_id, target, parent_id, rollup, visibility, unit) VALUES
	(101, 'root', 'Root', 1, NULL, NULL, NULL, NULL, 'everyone', NULL), (102, 'sum', 'Sum', 1, NULL, '0 -> 1000', 101, 'sum', 'everyone', 'EUR'),
	(103, 'h1', 'H', 16, 2, '0 -> 100', 102, NULL, 'owner', 'EUR'), (104, 'h2', 'H', 16, 2, '0 -> 100', 102, NULL, 'owner', 'EUR'), (105, 'v', 'V', 13, NULL, '0 -> 100', 102, NULL, 'everyone', 'EUR'),
	(106, 'c1', 'C1', 13, NULL, '0 -> 100', 101, NULL, 'everyone', 'EUR'), (107, 'm1', 'M1', 14, 1, '0 -> 100', NULL, NULL, 'everyone', 'EUR'),
	(108, 'p', 'P', 13, NULL, NULL, 101, NULL, 'everyone', NULL), (109, 'ph1', 'PH', 16, 2, '0 -> 100', 108, NULL, 'owner', 'x'), (110, 'ph2', 'PH', 16, 2, '0 -> 100', 108, NULL, 'owner', 'x'), (111, 'pv', 'PV', 13, NULL, '0 -> 100', 108, NULL, 'everyone', 'x'),
	(112, 'avg', 'Avg', 1, NULL, '0 -> 1000000', 101, 'avg', 'everyone', 'm'), (113, 'a1', 'A', 16, 2, NULL, 112, NULL, 'owner', 'm'), (114, 'a2', 'A', 16, 2, NULL, 112, NULL, 'owner', 'm'),
	(115, 'ratio', 'Ratio', 1, NULL, '0 -> 1', 101, 'ratio', 'everyone', NULL), (116, 'r1', 'R', 16, 2, NULL, 115, NULL, 'owner', NULL), (117, 'r2', 'R', 16, 2, NULL, 115, NULL, 'owner', NULL),
	(120, 'lone', 'Lone', 14, 1, '0 -> 1', NULL, NULL, 'everyone', NULL), (121, 'bare', 'Bare', 14, 1, '0 -> 1', NULL, NULL, 'everyone', NULL);
UPDATE perf.goal SET time_aggregation = 'ratio' WHERE id IN (115, 116, 117);
INSERT INTO perf.goal_person VALUES (105, 17, 'contributor');
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT v.id, now() - interval '1 min', v.value, v.base FROM (VALUES (103, 37, NULL), (104, 61, NULL), (105, 50, NULL), (106, 42, NULL), (109, 23, NULL), (110, 77, NULL), (111, 50, NULL), (113, 987654, NULL), (114, 3, NULL), (116, 8123, 10000), (117, 1, 1)) v(id, value, base);
INSERT INTO perf.feedback (from_id, to_id, body, goal_id) VALUES (16, 17, 'private', 120);
INSERT INTO perf.period (id, kind, name, first_day, last_day) VALUES (2, 'custom', 'Now', current_date - 1, current_date + 1);
SELECT perf.close_period(2, confirm => 'not over');
SQL

# Weights and sizes of what is hidden are hidden; the rule of a tenth holds wherever sizes of values count.
is(as($_, 'SELECT count(*) FROM perf.close_part'), '0', "$_ reads no part of a figure") for qw(rd rp co ma);
is(as('rd', q{SELECT count(*) FROM perf.scorecard_history WHERE goal_key IN ('avg', 'ratio') AND COALESCE(score, actual) IS NOT NULL}), '0', 'a large hidden value is not hidden by a small one: in a close');
is(as('rp', q{SELECT string_agg(goal_key || is_withheld, ' ' ORDER BY goal_key) FROM perf.shared_scorecard WHERE goal_key IN ('avg', 'ratio', 'sum', 'p')}), 'avgtrue pfalse ratiotrue sumfalse', 'nor now');
# one who may change how a figure is made does not get it by taking another role
owner('GRANT dash TO co');
is(as('co', "$_ SELECT is_withheld FROM perf.shared_scorecard WHERE goal_id = 108"), 't', "$_ no way around") for 'SELECT;', 'SET ROLE dash;';
owner('REVOKE dash FROM co; GRANT dash TO vi');
is(as('vi', 'SET ROLE dash; SELECT is_withheld FROM perf.shared_scorecard WHERE goal_id = 108'), 't', 'who owns one of the hidden goals does not find the other one as another role');
owner('REVOKE dash FROM vi; CREATE ROLE web LOGIN NOINHERIT; GRANT rp, co TO web');
is(as('web', 'SET ROLE rp; SELECT is_withheld FROM perf.shared_scorecard WHERE goal_id = 108'), 'f', 'a web server that takes the role of each reader keeps no figure from them');
# an error of what is computed as the owner tells nothing
owner('ALTER TABLE perf.goal DISABLE TRIGGER USER; UPDATE perf.goal SET unit = $$secretunit$$ WHERE id = 103; ALTER TABLE perf.goal ENABLE TRIGGER USER');
like(as('rp', 'SELECT count(*) FROM perf.shared_scorecard'), qr/^ERROR: figures over all goals of workspace perf cannot be computed/, 'a reporter is not told which private goal stands in the way');
like(owner('SELECT 1') && as('ad', 'SELECT count(*) FROM perf.shared_scorecard'), qr/different units/, 'an admin is');
owner('ALTER TABLE perf.goal DISABLE TRIGGER USER; UPDATE perf.goal SET unit = $$EUR$$ WHERE id = 103; ALTER TABLE perf.goal ENABLE TRIGGER USER');
# and nobody writes what would raise it
like(as('ma', q{INSERT INTO perf.goal (key, name, owner_id, team_id, parent_id, unit) VALUES ('mm', 'MM', 14, 1, 102, 'USD')}), qr/^ERROR: cannot roll up values of different units/, 'units beside visible goals');
owner('UPDATE perf.goal SET visibility = $$owner$$, owner_id = 16 WHERE id = 105; UPDATE perf.goal SET unit = NULL WHERE id = 102');
is(as('ma', q{INSERT INTO perf.goal (key, name, owner_id, team_id, parent_id, unit) VALUES ('mm', 'MM', 14, 1, 102, 'USD')}), 'ERROR: cannot roll up values of different units', 'and beside hidden ones, of which none is named');
owner('UPDATE perf.goal SET visibility = $$everyone$$, owner_id = 13 WHERE id = 105');
is(as('ad', 'SELECT count(*) > 0 FROM perf.scorecard'), 't', 'the scorecard goes on');

# Settings of the writer change nothing of what is kept, or of what is let through.
owner('SET ROLE own; INSERT INTO perf.check_in (goal_id, person_id, confidence, score, note) VALUES (105, 13, 0.46, 0.46, $$words of Co$$)');
like(as('co2', "SET extra_float_digits = $_; UPDATE perf.check_in SET score = 0.5499, confidence = 0.4599 WHERE goal_id = 105"), qr/^ERROR: permission denied/, "extra_float_digits = $_: words of another stay") for -15, 0, 3;
as('co', 'SET extra_float_digits = -15; UPDATE perf.goal SET credit_floor = 0, credit_cap = 1.4 WHERE id = 106; UPDATE perf.goal SET credit_cap = 1.4999 WHERE id = 106');
is(owner(q{SELECT string_agg(COALESCE(old_row::jsonb ->> 'credit_cap', '-'), ' ' ORDER BY id) FROM perf.change_log WHERE table_name = 'goal' AND goal_id = 106 AND operation = 'UPDATE'}), '- 1.4', 'every change is kept, to the last digit');
as('co', q{SET timezone = 'FOO-100'; UPDATE perf.goal SET name = 'C1x' WHERE id = 106});
is(as('rd', q{SELECT count(*) >= 0 FROM perf.restatements; SELECT count(*) > 0 FROM perf.scorecard_at(now(), (SELECT closed_at FROM perf.period_close)); SELECT count(*) >= 0 FROM perf.drivers}), "t\nt\nt", 'a time zone of nobody stops no view');

# When a value became known is nobody's to say, nor who said it.
like(as($_, q{INSERT INTO perf.measurement (goal_id, at, value, recorded_at) VALUES (106, now() - interval '10 s', 99, now())}), qr/^ERROR: permission denied/, "$_ does not choose when a value became known") for qw(co ma ad);
is(as('co', q{INSERT INTO perf.measurement (goal_id, at, value, base, note) VALUES (106, now() - interval '10 s', 99, NULL, 'x')}), '', 'a contributor measures');

# What was said while a goal was private stays private when it no more is; ids and errors of foreign keys tell nothing; words stay under the name of who said them.
as('vi', q{INSERT INTO perf.check_in (goal_id, note) VALUES (109, 'secret one'); UPDATE perf.check_in SET note = 'secret two' WHERE goal_id = 109; UPDATE perf.goal SET visibility = 'everyone' WHERE id = 109});
is(as('rd', q{SELECT count(*) FROM perf.change_log WHERE old_row LIKE '%secret one%'}), '0', 'what was logged of a private goal is not published with it');
is(as('ma', "UPDATE perf.goal SET id = 9000 + id WHERE id = $_"), 'ERROR: the id of a goal does not change', 'the id of a goal stays, whatever hangs on it') for 120, 121;
is(as('ma', 'DELETE FROM perf.goal WHERE id = 120'), 'ERROR: goal "lone" cannot be deleted', 'a manager is not told of private feedback');
is(as('ma', 'DELETE FROM perf.goal WHERE id = 121 RETURNING key'), 'bare', 'and deletes what nothing names');
like(as('ad', 'DELETE FROM perf.goal WHERE id = 120'), qr/foreign key constraint "feedback_goal"/, 'an admin is told what');
owner('SET ROLE own; INSERT INTO perf.action (id, name, goal_id, owner_id, raised_by_id) VALUES (1, $$said$$, 106, 13, 13); INSERT INTO perf.review (id, name, facilitator_id) VALUES (1, $$said$$, 13)');
like(as('ma', "UPDATE perf.$_ WHERE id = 1"), qr/^ERROR: permission denied/, "a manager does not write: $_") for q{action SET name = 'forged'}, q{action SET why = 'forged'}, q{review SET summary = 'forged'}, q{review SET name = 'forged'};
is(as('ma', q{UPDATE perf.review SET facilitator_id = 14, summary = 'mine' WHERE id = 1; UPDATE perf.action SET due_on = current_date WHERE id = 1}), '', 'but takes a review over, and carries an action on');
like(as('ad', "SELECT perf.announce('perf.$_')"), qr/^ERROR: permission denied/, "announce($_)") for qw(setting scorecard goal);

# Functions of others behind the doors: called by C, so what they return is looked at before.
for my $function ([ '_my_sight(regclass) RETURNS bigint', '12345' ], [ '_my_sight(regclass) RETURNS SETOF bigint', '12345' ], [ '_partial_goals(oid, bigint[], regclass) RETURNS text', q{'x'} ], [ '_partial_goals(oid, bigint[], regclass) RETURNS bigint', '12345' ],
	[ '_shared_scores(oid, bigint[], regclass) RETURNS bigint', '12345' ], [ '_shared_scores(oid, bigint[], regclass) RETURNS SETOF bigint', '12345' ], [ '_withheld_results(oid, bigint[], regclass) RETURNS text', q{'x'} ],
	[ '_shared_scores(oid, bigint[], regclass) RETURNS TABLE (a text)', q{'x'::text} ], [ '_shared_scores(oid, bigint[], regclass) RETURNS TABLE (a bigint, b text, c text, d integer, e boolean)', q{1::bigint, 'x'::text, 'x'::text, 1, true} ])
{
	for my $language ('sql', 'plpgsql')
	{
		my ($made, $body) = @$function;
		my $code = $language eq 'sql' ? "SELECT $body" : $made =~ /SETOF|TABLE/ ? "BEGIN RETURN QUERY SELECT $body; END" : "BEGIN RETURN $body; END";
		my $sight = $made =~ /_my_sight/ ? '' : 'CREATE FUNCTION pg_temp._my_sight(regclass) RETURNS bigint[] LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;';
		for my $door (qw(shared_scores partial_goals withheld_results))
		{
			like(as('joe', "SET client_min_messages = error; CREATE TEMP TABLE t (); $sight CREATE FUNCTION pg_temp.$made LANGUAGE $language AS \$\$$code\$\$; SELECT count(*) FROM opm._workspace_$door('t') x; SELECT x FROM opm._workspace_$door('t') x"), qr/^ERROR: (?!.*connection)/, "$door, $language: $made");
		}
	}
}
is(as('joe', 'SELECT 1'), '1', 'the server goes on');

# When a goal was made is not told by who made it.
like(as('ma', "INSERT INTO perf.goal (key, name, target, owner_id, team_id, created_at) VALUES ('early', 'E', '0 -> 1', 14, 1, now() - interval '1 year')"), qr/^ERROR: permission denied to write table "goal" for another time than now/, 'a goal is made now');
like(as('ma', "UPDATE perf.goal SET created_at = now() - interval '1 year' WHERE id = 120"), qr/^ERROR: permission denied to write table "goal" for another time than now/, 'and stays of its time');
is(as('ma', "INSERT INTO perf.goal (key, name, target, owner_id, team_id) VALUES ('new', 'N', '0 -> 1', 14, 1) RETURNING created_at = now()"), 't', 'without a word it is now');

# A partition that is being detached belongs to nothing yet.
owner('SET ROLE own; SELECT opm.partition_measurements($$perf$$, current_date - 40, current_date + 40); ALTER TABLE perf.measurement DETACH PARTITION perf.measurement_rest');
my $part = owner(q{SELECT relname FROM pg_class WHERE relname = 'measurement_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')});
my ($held, $err) = ('', '');
my $holder = IPC::Run::start([ 'psql', '-XAtq', '-U', 'own', '-d', $node->connstr('postgres'), '-c', 'BEGIN; SELECT count(*) FROM perf.measurement; SELECT pg_sleep(3); COMMIT' ], '>', \$held, '2>', \$err);
$node->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
like(as('own', "SET statement_timeout = 500; ALTER TABLE perf.measurement DETACH PARTITION perf.$part CONCURRENTLY"), qr/^ERROR: canceling/, 'a partition is left half detached');
$holder->finish;
is(as('own', "INSERT INTO perf.$part (goal_id, at, value) VALUES (106, now() - interval '1 s', 6); UPDATE perf.$part SET value = 7 WHERE value = 6 RETURNING value"), '7', 'and is written');
is(as('own', "ALTER TABLE perf.measurement DETACH PARTITION perf.$part FINALIZE; SELECT 1"), '1', 'then detached');

# Users add columns to every table of a workspace, and give others rights on its views: an upgrade keeps them.
owner(q{DO $$ DECLARE t name; BEGIN FOR t IN SELECT table_name FROM opm._workspace_tables() LOOP EXECUTE format('ALTER TABLE perf.%I ADD ours text DEFAULT clock_timestamp()::text, ADD fixed text DEFAULT %L', t, 'x'); END LOOP; END $$;
	CREATE ROLE third; DROP VIEW perf.reconciliation; SET ROLE own; CREATE VIEW perf.reconciliation AS SELECT 1 AS old; GRANT SELECT ON perf.reconciliation, perf.scorecard TO third; SELECT opm.upgrade_workspace('perf')});
is(owner(q{SELECT count(*) FROM opm._workspace_tables() t JOIN pg_attribute a ON a.attrelid = to_regclass('perf.' || t.table_name) AND a.attname IN ('ours', 'fixed')}), owner('SELECT 2 * count(*) FROM opm._workspace_tables()'), 'columns are kept');
is(as('rp', 'SELECT count(*) > 3 FROM perf.shared_scorecard; SELECT count(*) > 3 FROM perf.scorecard_history; SELECT count(*) >= 0 FROM perf.restatements') . owner('SELECT count(*) FROM perf.check_closes()'), "t\nt\nt0", 'and everything is read');
is(owner(q{SELECT has_table_privilege('third', 'perf.reconciliation', 'SELECT') AND has_table_privilege('third', 'perf.scorecard', 'SELECT')}), 't', 'so are rights on a view that was made anew');
like(as('own', "BEGIN; CREATE SCHEMA arch; ALTER TABLE perf.$_; SELECT opm.upgrade_workspace('perf')"), qr/^ERROR: tables of workspace perf are missing/, "a table that is elsewhere is not made anew, empty: $_") for 'check_in RENAME TO check_in2', 'goal RENAME TO goal2', 'team SET SCHEMA arch';

# Who reads is not thrown out by an upgrade, nor keeps it from happening.
{
	my $pgbench = (qx{"$ENV{PG_CONFIG}" --bindir} =~ s/\s+$//r) . '/pgbench';
	my $script = PostgreSQL::Test::Utils::tempdir() . '/read.sql';
	append_to_file($script, "SELECT count(*) FROM perf.scorecard;\nSELECT count(*) FROM perf.okr;\nSELECT count(*) FROM perf.exceptions;\n");
	my ($out, $said) = ('', '');
	my $readers = IPC::Run::start([ $pgbench, '-n', '-U', 'rd', '-c', 2, '-T', 4, '-f', $script, $node->connstr('postgres') ], '>', \$out, '2>', \$said);
	sleep 1;
	is(as('own', q{SELECT opm.upgrade_workspace('perf')}), owner('SELECT version FROM opm.workspaces()'), 'upgraded while others read') for 1 .. 3;
	$readers->finish;
	like($out, qr/number of failed transactions: 0 /, 'none of whom fails') or diag($said);
}

# The name of a schema may hold what stands for it in the text of functions.
for my $name (q{x'perf'y}, q{a$$b}, q{w$body_$$}, q{perf.z})
{
	owner(qq{SELECT opm.create_workspace(\$x\$$name\$x\$); INSERT INTO "$name".goal (key, name, target) VALUES ('a', 'A', '0 -> 1'); INSERT INTO "$name".measurement (goal_id, at, value) VALUES (1, now(), 0.5)});
	is(owner(qq{SELECT score FROM "$name".scorecard; SELECT opm.upgrade_workspace(\$x\$$name\$x\$) IS NOT NULL; SELECT "$name".goal_id('a'); SELECT opm.drop_workspace(\$x\$$name\$x\$, 'all data')}), "0.5\nt\n1\n", "a workspace named $name");
}
$node->stop;
done_testing();
