# Who may write what in a workspace, and what is kept of it: history is written by triggers alone, people write in their own name and at the
# present time, private feedback stays private, and nobody holds up the others. Each test is an attack that once worked.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('writers');
my @roles = qw(w_reader w_ben w_ada w_lead w_admin w_none);

# Runs statements as a role, in one session; returns what is printed, and the first error.
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "SET ROLE $role; $sql", on_error_stop => 1);
	return ($out, $err =~ /(ERROR:.*)/ ? $1 : '');
}

# The statements end with an error: this one, if one is given.
sub refused
{
	my ($role, $sql, $name, $error) = @_;
	my ($out, $err) = as($role, $sql);
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	like($err, $error // qr/ERROR/, $name) or diag($out);
}

# The statements end well.
sub allowed
{
	my ($role, $sql, $name, $out) = @_;
	my ($got, $err) = as($role, $sql);
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($err, '', $name);
	is($got, $out, "$name: answer") if defined $out;
}
sub owner { return $node->safe_psql('postgres', $_[0]) }

owner("CREATE ROLE $_") for @roles;
owner(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.team (key, name) VALUES ('works', 'Works');
INSERT INTO perf.person (id, name, login, team_id) VALUES (2, 'Ben', 'w_ben', 1), (3, 'Ada', 'w_ada', 1), (4, 'Lea', 'w_lead', 1), (5, 'Ad', 'w_admin', NULL), (6, 'Gone', NULL, 1);
SELECT setval(pg_get_serial_sequence('perf.person', 'id'), 100);
UPDATE perf.team SET lead_id = 4;
INSERT INTO perf.goal (id, key, name, team_id, owner_id, target, parent_id, visibility) VALUES
	(1, 'top', 'Top', NULL, 1, NULL, NULL, 'everyone'), (2, 'bens', 'Of Ben', NULL, 2, '0 -> 10', 1, 'everyone'),
	(3, 'adas', 'Of Ada', NULL, 3, '0 -> 10', 1, 'everyone'), (4, 'team', 'Of the team', 1, 4, '0 -> 10', 1, 'everyone'),
	(5, 'secret', 'Secret', NULL, 3, '0 -> 10', 1, 'owner');
SELECT setval(pg_get_serial_sequence('perf.goal', 'id'), 100);
INSERT INTO perf.goal_person (goal_id, person_id) VALUES (3, 2);
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '60 days', 5 FROM perf.goal WHERE id > 1;
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('custom', 'past', current_date - 90, current_date - 30);
INSERT INTO perf.review (name, facilitator_id) VALUES ('R', 3);
SELECT opm.grant_workspace('perf', 'w_reader', 'reader'), opm.grant_workspace('perf', 'w_ben', 'contributor'), opm.grant_workspace('perf', 'w_ada', 'contributor'),
	opm.grant_workspace('perf', 'w_lead', 'manager'), opm.grant_workspace('perf', 'w_admin', 'admin');
SQL

# History: a row of somebody's own is no history, whatever trigger writes it.
{
	my %forged = (
		measurement_history => q{(goal_id, at, value, recorded_at, recorded_by, operation) VALUES (2, now() - interval '60 days', 123456, now() - interval '60 days', 'w_lead', 'UPDATE')},
		change_log => q{(table_name, operation, row_key, goal_id, old_row) VALUES ('goal', 'DELETE', '3', 2, 'no json')},
		guarded_goal => q{SELECT generate_series(100001, 100010)},
		announced => q{(goal_id, status) VALUES (2, 'forged') ON CONFLICT (goal_id) DO UPDATE SET status = 'forged', quiet_from = -1e100, quiet_to = 1e100},
		period_close => q{(period_id, score, digest) VALUES (1, 1, 'forged')},
		close_tree => q{VALUES (1, 'forged')},
		close_result => q{(close_id, goal_id, goal_key, goal_name, depth, tree_order, status, status_order, visibility) VALUES (1, 2, 'bens', 'Of Ben', 0, 1, 'forged', 1, 'everyone')},
	);
	my $kept = join ', ', map { "(SELECT count(*) FROM perf.$_)" } sort keys %forged;
	my $before = owner("SELECT $kept, (SELECT md5(string_agg(a::text, ',' ORDER BY goal_id)) FROM perf.announced a), (SELECT turn FROM perf.tree_lock)");
	for my $role (qw(w_reader w_ben w_lead w_admin w_none))
	{
		for my $table (sort keys %forged)
		{
			refused($role, "INSERT INTO perf.$table $forged{$table}", "$role writes no $table");
			refused($role, qq{CREATE TEMP TABLE mine (i integer); CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN INSERT INTO perf.$table $forged{$table}; RETURN NEW; END \$\$;
				CREATE TRIGGER t AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.forge(); INSERT INTO mine VALUES (1)}, "$role writes no $table by a trigger of their own");
			refused($role, "UPDATE perf.$table SET " . { announced => 'status', change_log => 'old_row', close_tree => 'outline', measurement_history => 'recorded_by', period_close => 'note',
				close_result => 'status', guarded_goal => 'goal_id' }->{$table} . " = '1'", "$role changes no $table");
			refused($role, "DELETE FROM perf.$table", "$role deletes no $table");
		}
		refused($role, 'UPDATE perf.tree_lock SET turn = 9223372036854775807', "$role does not turn the lock of the tree");
		refused($role, 'SELECT 1 FROM perf.tree_lock FOR UPDATE', "$role does not hold the lock of the tree");
	}
	is(owner("SELECT $kept, (SELECT md5(string_agg(a::text, ',' ORDER BY goal_id)) FROM perf.announced a), (SELECT turn FROM perf.tree_lock)"), $before, 'nothing of it is there');
	# nor with the functions of the workspace hung on a table of one's own
	for my $function (split /\n/, owner(q{SELECT proname FROM pg_proc WHERE pronamespace = 'perf'::regnamespace AND prorettype = 'trigger'::regtype}))
	{
		refused('w_ben', qq{CREATE TEMP TABLE goal (id bigint, goal_id bigint, visibility text, min_group int);
			CREATE TRIGGER t AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.$function(); INSERT INTO goal VALUES (1, 1, 'owner', 1)}, "$function is for the workspace alone");
		refused('w_ben', qq{CREATE TEMP TABLE goal (id bigint, goal_id bigint, visibility text, min_group int);
			CREATE TRIGGER t AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('$function'); INSERT INTO goal VALUES (1, 1, 'owner', 1)}, "$function is not reached by the trigger of the owner either");
	}
	is(owner("SELECT $kept, (SELECT md5(string_agg(a::text, ',' ORDER BY goal_id)) FROM perf.announced a), (SELECT turn FROM perf.tree_lock)"), $before, 'nothing of it is there');
	# what is honest is kept, with the name of who wrote it
	allowed('w_ben', q{UPDATE perf.measurement SET value = 6 WHERE goal_id = 2; DELETE FROM perf.measurement WHERE goal_id = 2; UPDATE perf.goal SET why = 'because' WHERE id = 2}, 'a contributor corrects and changes');
	allowed('w_admin', q{UPDATE perf.setting SET grace_days = 3; UPDATE perf.goal SET visibility = 'team' WHERE id = 4}, 'an admin changes settings');
	is(owner(q{SELECT string_agg(concat_ws(' ', superseded_by, operation, value), ', ' ORDER BY superseded_at) FROM perf.measurement_history}), 'w_ben UPDATE 5, w_ben DELETE 6', 'corrections are kept, with their author');
	is(owner(q{SELECT string_agg(concat_ws(' ', changed_by, table_name, operation, row_key), ', ' ORDER BY id) FROM perf.change_log WHERE changed_by <> session_user}), 'w_ben goal UPDATE 2, w_admin setting UPDATE 1, w_admin goal UPDATE 4', 'and changes');
	is(owner('SELECT count(*) FROM perf.guarded_goal WHERE goal_id = 4'), '1', 'a goal that an admin hides is guarded');
	# also where one's own function writes, and where it is called by another
	allowed('w_ben', q{CREATE FUNCTION pg_temp.mine() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ UPDATE perf.goal SET why = 'by a function' WHERE id = 2 $$; SET ROLE w_ben; SELECT pg_temp.mine()}, 'a function writes with the rights of its owner');
	is(owner('SELECT changed_by FROM perf.change_log ORDER BY id DESC LIMIT 1'), 'w_ben', 'and the owner of the function is the author');
	owner(q{INSERT INTO perf.measurement (goal_id, at, value) VALUES (2, now() - interval '60 days', 5)});
	# a close is made as a whole by a trigger: an admin names the period, and nothing else
	for my $forged (q{INSERT INTO perf.period_close (period_id, digest) VALUES (1, perf._close_digest(NULL, 1, now(), ''))}, q{INSERT INTO perf.period_close (period_id, closed_by) VALUES (1, 'w_lead')},
		q{INSERT INTO perf.period_close (period_id, closed_at) VALUES (1, '2020-01-01')})
	{
		refused('w_admin', $forged, 'an admin writes no close by hand');
	}
	refused('w_lead', 'SELECT perf.close_period(1)', 'a manager does not close', qr/permission denied to close a period/);
	owner('GRANT INSERT (period_id) ON perf.period_close TO w_lead');
	refused('w_lead', 'INSERT INTO perf.period_close (period_id) VALUES (1)', 'nor with the right to', qr/permission denied to close a period/);
	refused('w_admin', 'BEGIN ISOLATION LEVEL REPEATABLE READ; INSERT INTO perf.period_close (period_id) VALUES (1)', 'not from an old snapshot', qr/isolation level repeatable read/);
	refused('w_admin', 'SELECT perf.close_period(NULL)', 'and not nothing', qr/period NULL does not exist/);
	allowed('w_admin', q{SELECT perf.close_period(1, 'n') > 0}, 'an admin closes', 't');
	is(owner('SELECT closed_by, note, (SELECT count(*) FROM perf.close_result), (SELECT count(*) FROM perf.check_closes()) FROM perf.period_close'), 'w_admin|n|5|0', 'with all goals, in their own name');
	refused('w_admin', 'INSERT INTO perf.period_close (period_id) VALUES (1)', 'once', qr/closed already/);
	my ($rc, $out, $err) = $node->psql('postgres', q{INSERT INTO perf.close_result SELECT close_id, 99, 'x', 'x', NULL, 0, 9, 1, NULL, NULL, 1, 'x', 1, NULL, 1, 1, 'everyone' FROM perf.close_tree});
	like($err, qr/a close is made as a whole/, 'what the owner adds to a close does not fit');
}

# The trigger of the owner: what it calls, and where, belongs to the owner of its table.
{
	owner('CREATE ROLE w_attacker; CREATE ROLE w_victim; CREATE SCHEMA evil AUTHORIZATION w_attacker; CREATE TABLE evil.took (who text); GRANT ALL ON evil.took TO PUBLIC');
	owner(q{SET ROLE w_attacker; CREATE FUNCTION evil.pwn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO evil.took VALUES (current_user); RETURN NULL; END $$; CREATE TABLE evil.goal (i int); GRANT ALL ON evil.goal TO PUBLIC; GRANT USAGE ON SCHEMA evil TO PUBLIC;
		CREATE TRIGGER t AFTER INSERT ON evil.goal EXECUTE FUNCTION opm._workspace_by_owner('pwn')});
	owner('INSERT INTO evil.goal VALUES (1)');
	is(owner('SELECT who FROM evil.took'), 'w_attacker', 'on a table of an attacker it has the rights of the attacker');
	owner('ALTER TABLE evil.goal OWNER TO w_victim');
	my ($rc, $out, $err) = $node->psql('postgres', 'INSERT INTO evil.goal VALUES (1)');
	like($err, qr/"pwn" does not belong to the owner of table "goal"/, 'code of another owner is not given the rights of this one');
	owner('ALTER FUNCTION evil.pwn() OWNER TO w_victim; REVOKE ALL ON evil.took FROM PUBLIC');
	($rc, $out, $err) = $node->psql('postgres', 'INSERT INTO evil.goal VALUES (1)');
	like($err, qr/permission denied for table took/, 'not more rights than the owner has');
	owner(q{CREATE TABLE evil.measurement (goal_id bigint, at timestamptz, value float8); CREATE TRIGGER m AFTER INSERT ON evil.measurement REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_measured();
		SET ROLE w_attacker; CREATE FUNCTION evil.peek() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN INSERT INTO evil.took VALUES (current_user); RETURN 1; END $$;
		CREATE VIEW evil.announced AS SELECT evil.peek() AS goal_id, 1.0 AS quiet_from, 1.0 AS quiet_to, now() AS quiet_since, now() AS quiet_until});
	($rc, $out, $err) = $node->psql('postgres', 'INSERT INTO evil.measurement VALUES (1, now(), 1)');
	like($err, qr/no table "announced"/, 'a view in the place of a table is not read');
	owner('SET ROLE w_attacker; DROP VIEW evil.announced; CREATE TABLE evil.announced (goal_id bigint, quiet_from float8)');
	($rc, $out, $err) = $node->psql('postgres', 'INSERT INTO evil.measurement VALUES (1, now(), 1)');
	like($err, qr/"announced" does not belong to the owner/, 'nor a table of another owner');
	owner('DROP TRIGGER t ON evil.goal');
	for my $wrong (q{CREATE TRIGGER w AFTER INSERT ON evil.goal EXECUTE FUNCTION opm._workspace_by_owner()}, q{CREATE TRIGGER w AFTER INSERT ON evil.goal EXECUTE FUNCTION opm._workspace_by_owner('none')}, q{CREATE TRIGGER w AFTER INSERT ON evil.goal EXECUTE FUNCTION opm._workspace_by_owner('number')})
	{
		($rc, $out, $err) = $node->psql('postgres', qq{CREATE FUNCTION evil.number() RETURNS integer LANGUAGE sql RETURN 1; $wrong; INSERT INTO evil.goal VALUES (1)}, extra_params => [ '-1' ]);
		like($err, qr/ERROR:  (opm._workspace_by_owner|there is no function "none"|function "number" in schema "evil" is not that of a workspace)/, 'and what it cannot call it says');
	}
	owner('DROP SCHEMA evil CASCADE');
}

# In one's own name and at the present time, whatever is said; later, and for others, records an admin, and the log says so.
{
	my $name = qr/in the name of another person/;
	my $time = qr/for another time than now/;
	my ($ben, $ada) = (2, 3);
	owner(<<'SQL');
INSERT INTO perf.check_in (id, goal_id, person_id, note, blocker) VALUES (11, 3, 3, 'I do not believe in it', 'no steel');
INSERT INTO perf.action (id, kind, name, goal_id, owner_id, raised_by_id) VALUES (11, 'proposal', 'Of Ada', 3, 3, 3), (12, 'proposal', 'Of Ben', 2, 2, 2);
INSERT INTO perf.review (id, name, facilitator_id) VALUES (11, 'Of Ada', 3), (12, 'Of Ben', 2);
INSERT INTO perf.decision (id, review_id, name, decided_by_id) VALUES (11, 11, 'Of Ada', 3), (12, 12, 'Of Ben', 2);
INSERT INTO perf.rating (id, kind, criterion, subject_id, rater_id, rating) VALUES (11, 'potential', 'of Ada', 2, 3, 10), (12, 'competency', 'by Ben', 3, 2, 10);
INSERT INTO perf.factor (id, kind, name, owner_id) VALUES (11, 'risk', 'Of Ada', 3), (12, 'risk', 'Of Ben', 2);
INSERT INTO perf.action (id, name, goal_id, owner_id, raised_by_id, verdict, decided_by_id, decided_at) VALUES (13, 'Rejected by Ada', 3, 2, 2, 'rejected', 3, now());
SQL
	my %other = (
		'INSERT check_in' => "(goal_id, person_id, note) VALUES (3, $ada, 'words of Ada')",
		'UPDATE check_in' => "SET note = 'words of Ada' WHERE id = 11",
		'UPDATE check_in ' => "SET person_id = $ben WHERE id = 11",
		'UPDATE check_in  ' => "SET blocker = 'me' WHERE id = 11",
		'UPDATE check_in   ' => "SET person_id = $ben, at = clock_timestamp(), note = 'mine' WHERE id = 11",
		'INSERT action' => "(name, goal_id, owner_id, raised_by_id) VALUES ('x', 2, $ben, $ada)",
		'INSERT action ' => "(kind, name, verdict, decided_by_id, decided_at) VALUES ('proposal', 'x', 'accepted', $ada, now())",
		'INSERT action  ' => "(kind, name, verdict, decided_at) VALUES ('proposal', 'x', 'accepted', now())",
		'UPDATE action' => "SET raised_by_id = $ada WHERE id = 12",
		'UPDATE action ' => "SET verdict = 'accepted', decided_by_id = $ada, decided_at = now() WHERE id = 12",
		'UPDATE action  ' => "SET verdict = 'accepted', decided_at = now() WHERE id = 12",
		'UPDATE action   ' => "SET verdict = 'accepted' WHERE id = 13",
		'UPDATE action    ' => "SET raised_by_id = NULL WHERE id = 11",
		'INSERT review' => "(name, facilitator_id) VALUES ('x', $ada)",
		'UPDATE review' => "SET facilitator_id = $ada WHERE id = 12",
		'INSERT decision' => "(review_id, name, decided_by_id) VALUES (12, 'x', $ada)",
		'INSERT decision ' => "(review_id, name, decided_by_id) VALUES (12, 'x', NULL)",
		'UPDATE decision' => "SET decided_by_id = $ada WHERE id = 12",
		'INSERT feedback' => "(from_id, to_id, body) VALUES ($ada, $ben, 'x')",
		'INSERT rating' => "(kind, subject_id, rater_id, rating) VALUES ('potential', $ben, $ada, 100)",
		'UPDATE rating' => "SET rater_id = $ada WHERE id = 12",
		'INSERT factor' => "(kind, name, owner_id) VALUES ('risk', 'x', $ada)",
		'UPDATE factor' => "SET owner_id = $ada WHERE id = 12",
	);
	for my $case (sort keys %other)
	{
		my $sql = ($case =~ s/^INSERT/INSERT INTO/r) =~ s/ (\w+) *$/ perf.$1/r . " $other{$case}";
		refused('w_ben', $sql, "in another's name: $sql", $name);
	}
	for my $sql ("UPDATE perf.review SET facilitator_id = 4, held_at = now() WHERE id = 11; UPDATE perf.review SET facilitator_id = 3 WHERE id = 11", 'UPDATE perf.review SET held_at = now() WHERE id = 12', 'UPDATE perf.factor SET owner_id = NULL WHERE id = 11')
	{
		refused('w_lead', $sql, "a manager neither: $sql", $name);
	}
	my @late;
	for my $at ("now() - interval '1 day'", "timestamptz '1999-12-31'", "now() + interval '30 minutes'", "'-infinity'")
	{
		push @late, "INSERT INTO perf.check_in (goal_id, at, score) VALUES (2, $at, 1)", "INSERT INTO perf.action (name, owner_id, raised_at) VALUES ('x', 2, $at)", "INSERT INTO perf.action (name, done_at) VALUES ('x', $at)",
			"INSERT INTO perf.action (name, dropped_at) VALUES ('x', $at)", "UPDATE perf.action SET verdict = 'accepted', decided_by_id = 2, decided_at = $at WHERE id = 12",
			"INSERT INTO perf.review (name, held_at) VALUES ('x', $at)", "UPDATE perf.review SET held_at = $at WHERE id = 12", "INSERT INTO perf.decision (review_id, name, decided_at) VALUES (12, 'x', $at)", "UPDATE perf.decision SET decided_at = $at WHERE id = 12",
			"INSERT INTO perf.feedback (to_id, body, at) VALUES (3, 'x', $at)", "INSERT INTO perf.rating (kind, subject_id, rating, rated_at) VALUES ('potential', 3, 1, $at)", "UPDATE perf.rating SET rated_at = $at WHERE id = 12",
			"INSERT INTO perf.factor (kind, name, noted_at) VALUES ('risk', 'x', $at)", "UPDATE perf.factor SET closed_at = $at WHERE id = 12", "UPDATE perf.check_in SET cleared_at = $at WHERE id = 11";
	}
	refused('w_ben', $_, "at another time: $_", $time) for @late;
	# nobody knows the future
	for my $role ('w_ben', 'w_admin', 'session_user')
	{
		for my $at ("'9999-12-29'", "now() + interval '2 hours'", "'infinity'")
		{
			refused($role eq 'session_user' ? owner('SELECT session_user') : $role, $_, "in the future, by $role: $_", qr/is in the future/) for "INSERT INTO perf.check_in (goal_id, at, score, person_id) VALUES (2, $at, 1, 2)",
				"INSERT INTO perf.rating (kind, subject_id, rater_id, rating, rated_at) VALUES ('potential', 3, 2, 1, $at)", "UPDATE perf.review SET held_at = $at WHERE id = 12";
		}
	}
	# a goal is accepted by its owner, now
	refused('w_lead', q{INSERT INTO perf.goal (name, team_id, owner_id, accepted_at) VALUES ('x', 1, 2, now())}, 'a manager does not accept a goal for its owner', $name);
	refused('w_ben', q{UPDATE perf.goal SET accepted_at = '2020-01-01' WHERE id = 2}, 'nor does the owner in the past', $time);
	allowed('w_ben', q{UPDATE perf.goal SET accepted_at = now() WHERE id = 2}, 'the owner accepts it now');
	allowed('w_lead', q{UPDATE perf.goal SET owner_id = 2, accepted_at = NULL WHERE id = 4; UPDATE perf.goal SET owner_id = 4 WHERE id = 4}, 'and a new owner has not');
	# what is honest is written
	allowed('w_ben', q{INSERT INTO perf.check_in (goal_id, score) VALUES (3, 0.5); UPDATE perf.check_in SET note = 'mine', score = 0.6 WHERE person_id = 2; UPDATE perf.check_in SET cleared_at = clock_timestamp() WHERE id = 11;
		INSERT INTO perf.action (kind, name, goal_id) VALUES ('proposal', 'p', 1); INSERT INTO perf.action (name, owner_id) VALUES ('for Ada', 3); UPDATE perf.action SET done_at = clock_timestamp() WHERE name = 'for Ada';
		UPDATE perf.action SET name = 'again', raised_by_id = 2 WHERE id = 12; UPDATE perf.action SET verdict = 'studied', decided_by_id = 2, decided_at = clock_timestamp() WHERE id = 12;
		INSERT INTO perf.review (name, planned_at) VALUES ('next', now() + interval '7 days'); UPDATE perf.review SET held_at = now(), summary = 's' WHERE id = 12; INSERT INTO perf.decision (review_id, name, decided_at) VALUES (12, 'd', now());
		INSERT INTO perf.feedback (to_id, body) VALUES (3, 'f'); INSERT INTO perf.rating (kind, subject_id, rating) VALUES ('performance', 3, 50); UPDATE perf.rating SET rating = 60 WHERE id = 12;
		INSERT INTO perf.factor (kind, name) VALUES ('threat', 't'); INSERT INTO perf.factor (kind, name, owner_id) VALUES ('threat', 'u', 2); UPDATE perf.factor SET closed_at = now() WHERE id = 12}, 'a contributor writes in their own name, now');
	allowed('w_lead', q{UPDATE perf.review SET facilitator_id = 4 WHERE id = 11; UPDATE perf.factor SET note = 'n' WHERE id = 11; UPDATE perf.action SET due_on = '2030-01-01' WHERE id = 12}, 'a manager takes a review over');
	# an admin records for others and later, which is in the log; except that a measurement is of who writes it, when it is written, and feedback is one's own
	allowed('w_admin', q{INSERT INTO perf.check_in (goal_id, person_id, at, note) VALUES (2, 2, now() - interval '2 days', 'Ben said so'); INSERT INTO perf.rating (kind, subject_id, rater_id, rating, rated_at) VALUES ('potential', 2, 4, 1, '2020-01-01');
		UPDATE perf.decision SET name = 'as Ben said' WHERE id = 12; INSERT INTO perf.review (name, facilitator_id, held_at) VALUES ('past', 3, '2020-01-01'); UPDATE perf.action SET decided_by_id = 4 WHERE id = 13; DELETE FROM perf.factor WHERE id = 11}, 'an admin records for others, and later');
	is(owner(q{SELECT string_agg(concat_ws(' ', table_name, operation), ', ' ORDER BY id) FROM perf.change_log WHERE changed_by = 'w_admin' AND table_name NOT IN ('setting', 'goal')}),
		'check_in INSERT, rating INSERT, decision UPDATE, review INSERT, action UPDATE, factor DELETE', 'which is in the log');
	refused('w_admin', $_, $_) for q{INSERT INTO perf.measurement (goal_id, at, value, recorded_at) VALUES (2, '2020-01-01', 1, '2020-01-01')}, q{INSERT INTO perf.measurement (goal_id, at, value, recorded_by) VALUES (2, '2020-01-01', 1, 'w_ben')},
		q{INSERT INTO perf.feedback (from_id, to_id, body) VALUES (2, 3, 'x')};
	allowed('w_admin', q{INSERT INTO perf.measurement (goal_id, at, value) VALUES (2, '2020-01-01', 1); UPDATE perf.measurement SET value = 2, recorded_at = '2020-01-01', recorded_by = 'w_ben' WHERE at = '2020-01-01'}, 'what an admin measures');
	is(owner(q{SELECT recorded_by, recorded_at > now() - interval '1 minute' FROM perf.measurement WHERE at = '2020-01-01'}), 'w_admin|t', 'is by the admin, and known since then');
	# ratings are between two people and admins, and so is their log
	is(owner(q{SET ROLE w_ben; SELECT count(*) FROM perf.change_log WHERE table_name = 'rating'}), '0', 'the log of ratings is not shown');
	is(owner(q{SET ROLE w_admin; SELECT count(*) > 3 FROM perf.change_log WHERE table_name = 'rating'}), 't', 'but to admins');
	is(owner(q{SET ROLE w_ben; SELECT count(*) > 3 FROM perf.change_log WHERE table_name IN ('action', 'review', 'decision', 'factor')}), 't', 'the others are');
	is(owner(q{SELECT count(*) FROM perf.change_log WHERE table_name = 'feedback'}), '0', 'feedback leaves no copy');
}

# Private feedback is for two people, whatever an admin does with people.
{
	owner(q{INSERT INTO perf.feedback (from_id, to_id, body) VALUES (3, 2, 'between Ada and Ben'), (4, 6, 'to one who is gone')});
	my $logins = q{SELECT string_agg(concat_ws(' ', id, login), ', ' ORDER BY id) FROM perf.person};
	my $before = owner($logins);
	my $refused = qr/the login of person ".*" is not yours to change/;
	for my $sql (q{UPDATE perf.person SET login = NULL WHERE login = 'w_admin'}, q{UPDATE perf.person SET login = 'w_admin2' WHERE id = 2}, q{UPDATE perf.person SET login = 'w_none' WHERE id = 6}, q{UPDATE perf.person SET login = CASE id WHEN 2 THEN 'w_admin' ELSE 'w_ben' END WHERE id IN (2, 5)},
		q{UPDATE perf.person SET id = 7 WHERE id = 5}, q{WITH a AS (UPDATE perf.person SET id = 70 WHERE id = 2) UPDATE perf.person SET id = 2 WHERE id = 5}, q{INSERT INTO perf.person (name, login) VALUES ('x', 'w_none')},
		q{INSERT INTO perf.person AS p (id, name) VALUES (2, 'x') ON CONFLICT (id) DO UPDATE SET login = 'w_none'}, q{DELETE FROM perf.person WHERE id = 5}, q{WITH d AS (DELETE FROM perf.person WHERE id = 6) INSERT INTO perf.person (id, name, login) VALUES (6, 'x', 'w_none')},
		q{MERGE INTO perf.person p USING (VALUES (6)) v(i) ON p.id = v.i WHEN MATCHED THEN UPDATE SET login = 'w_none'})
	{
		refused('w_admin', $sql, "an admin does not: $sql", $refused);
	}
	is(owner($logins), $before, 'all have the logins they had');
	is(owner("SET ROLE $_; SELECT count(*) FROM perf.feedback WHERE body ~ '^(between|to one)'"), { w_ben => 1, w_ada => 1, w_lead => 1 }->{$_} // 0, "$_ sees what is said to them") for qw(w_ben w_ada w_lead w_admin w_reader);
	allowed('w_admin', q{INSERT INTO perf.person (name) VALUES ('New'); UPDATE perf.person SET name = 'Renamed', team_id = NULL, active = false WHERE name = 'New'; UPDATE perf.person SET name = 'Benjamin', login = login WHERE id = 2; DELETE FROM perf.person WHERE name = 'Renamed'}, 'an admin lists people');
	# the owner may, it is in the log, and the person hears of it
	my $heard = $node->safe_psql('postgres', q{LISTEN opm_perf; UPDATE perf.person SET login = 'w_none' WHERE id = 6; UPDATE perf.person SET name = 'Gone for good' WHERE id = 6});
	like($heard, qr/^Asynchronous notification "opm_perf" with payload "\{"person_id" : 6\}" received/, 'a change of a login is announced');
	is(scalar(() = $heard =~ /person_id/g), 1, 'and nothing else is');
	is(owner(q{SELECT operation, old_row::jsonb -> 'login' FROM perf.change_log WHERE table_name = 'person' AND row_key = '6' ORDER BY id LIMIT 1 OFFSET 1}), 'UPDATE|null', 'and in the log');
	owner('UPDATE perf.person SET login = NULL WHERE id = 6');
}

# What people say of themselves does not count in what others see of them.
{
	owner(q{INSERT INTO perf.rating (kind, criterion, subject_id, rater_id, rating, required_rating) VALUES ('competency', 'lean', 2, 3, 40, 60)});
	allowed('w_ben', q{INSERT INTO perf.rating (kind, criterion, subject_id, rating, weight, required_rating) VALUES ('competency', 'lean', 2, 100, 100, 1), ('competency', 'charm', 2, 100, 100, 1)}, 'one may rate oneself');
	is(owner("SET ROLE $_; SELECT string_agg(concat_ws(' ', competency_name, actual_rating, required_rating, rating_count), ', ') FROM perf.competency_gaps WHERE person_id = 2"), 'lean 40 60 1', "and $_ sees what the others say") for qw(w_ben w_admin);
}

# What is announced tells nobody more than they may see: whoever can connect can listen.
{
	owner(q{DELETE FROM perf.check_in; DELETE FROM perf.measurement; UPDATE perf.goal SET visibility = 'everyone' WHERE id = 4; INSERT INTO perf.goal (id, key, name, target) VALUES (90, 'open', 'Open', NULL), (91, 'mixed', 'Mixed', NULL), (92, 'above', 'Above', NULL), (93, 'alone', 'Own figure', '0 -> 10');
		INSERT INTO perf.goal (id, key, name, target, parent_id, visibility, owner_id) VALUES (94, 'o', 'O', '0 -> 10', 90, 'everyone', 1), (95, 'm', 'M', '0 -> 10', 91, 'everyone', 1), (96, 's', 'S', '0 -> 10', 91, 'owner', 3), (97, 't', 'T', '0 -> 10', 93, 'owner', 3);
		UPDATE perf.goal SET rollup = 'own' WHERE id = 93; INSERT INTO perf.goal_link VALUES (91, 92)});
	my $heard = $node->safe_psql('postgres', q{SET ROLE w_none; LISTEN opm_perf; RESET ROLE; SELECT perf.announce() > 0; INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now(), 10 FROM perf.goal WHERE id BETWEEN 93 AND 97;
		SELECT perf.announce() > 0; INSERT INTO perf.check_in (goal_id, person_id, score) VALUES (94, 1, 0); UPDATE perf.measurement SET value = 0 WHERE goal_id BETWEEN 93 AND 97; SELECT perf.announce()});
	my %told = map { $_ => 1 } $heard =~ /"goal_id" : (\d+)/g;
	is(join(' ', grep { $told{$_} } 90 .. 97), '90 93 94 95 96 97', 'changes of status are announced, but of goals above a private one');
	is(join("\n", grep { !/^(?:[tf]|\d+|Asynchronous notification "opm_perf" with payload "\{"goal_id" : \d+\}" received from .*)$/ } split /\n/, $heard), '', 'with the id of the goal alone');
	is(owner("SET ROLE $_; SELECT count(*) > 0 FROM perf.announced"), 'f', "$_ does not see what the owner sees") for qw(w_reader w_ben w_lead);
	refused($_, 'SELECT perf.announce()', "$_ does not announce", qr/permission denied/) for qw(w_ben w_lead w_admin);
	refused('w_ben', q{SELECT perf._announce_goals(ARRAY[2], 'perf.measurement')}, 'nor what is called by triggers', qr/permission denied/);
}

# What a close shows a reader gives no private goal away: everything that the reader knows is put into equations, and these are solved.
{
	is(join(' ', solved([ { a => 1, b => 2 }, { b => 1, c => 1 }, { a => 1, b => 3, c => 1 }, { d => 2 }, { e => 1, f => 1 }, { e => 1, f => -1 } ])), 'd e f', 'equations are solved');
	srand(($ENV{OPM_SEED} // "") =~ /^(\d+)$/ ? $1 : 7);
	owner(q{SELECT opm.create_workspace('solve'); INSERT INTO solve.team (key, name) VALUES ('t', 'T'); INSERT INTO solve.person (id, name, login) VALUES (2, 'Ben', 'w_ben'), (3, 'Ada', 'w_ada'), (4, 'Lea', 'w_lead'); UPDATE solve.team SET lead_id = 4;
		SELECT opm.grant_workspace('solve', 'w_reader', 'reader'), opm.grant_workspace('solve', 'w_ben', 'contributor'), opm.grant_workspace('solve', 'w_ada', 'contributor'), opm.grant_workspace('solve', 'w_lead', 'manager'), opm.grant_workspace('solve', 'w_admin', 'admin');
		INSERT INTO solve.period (kind, name, first_day, last_day) VALUES ('custom', 'P', current_date - 90, current_date - 30)});
	my (@goal, @link);
	for my $tree (0 .. 39)
	{
		my $first = @goal + 1;
		for my $i (0 .. 2 + int rand 12)
		{
			my $parent = $i ? $first + int rand($i < 4 ? $i : 4) : 'NULL';
			push @goal, sprintf q{(%d, 'g%d', 'G', %s, %d, %d, %s, '%s', '0 -> 10')}, $first + $i, $first + $i, $parent, 1 + int rand 5, 1 + int rand 4, (rand() < 0.3 ? 1 : 'NULL'), ($i && rand() < 0.4 ? 'owner' : 'everyone');
			push @link, sprintf '(%d, %d, %d)', $first + $i, $first + int rand $i - 1, 1 + int rand 5 if $tree % 3 == 0 && $i > 2 && rand() < 0.2;
		}
	}
	owner('INSERT INTO solve.goal (id, key, name, parent_id, weight, owner_id, team_id, visibility, target) VALUES ' . join(', ', @goal));
	owner('INSERT INTO solve.goal_link (goal_id, parent_id, weight) SELECT * FROM (VALUES ' . join(', ', @link) . ') v(g, p, w) WHERE NOT EXISTS (SELECT FROM solve.goal x WHERE x.id = v.g AND (x.parent_id = v.p OR x.id = v.p)) ON CONFLICT DO NOTHING');
	owner(q{INSERT INTO solve.measurement (goal_id, at, value) SELECT g.id, now() - interval '60 days', 1 + (g.id * 7919) % 80 / 10.0 FROM solve.goal g WHERE NOT EXISTS (SELECT FROM solve._edge e WHERE e.parent_id = g.id) AND g.id % 11 > 0; SELECT solve.close_period(1)});
	my %score = map { split /\|/ } split /\n/, owner('SELECT goal_id, score FROM solve.close_result WHERE score IS NOT NULL');
	my %private = map { $_ => 1 } split /\n/, owner(q{SELECT g.id FROM solve.goal g WHERE g.visibility <> 'everyone' AND NOT EXISTS (SELECT FROM solve._edge e WHERE e.parent_id = g.id)});
	my %below;
	push @{ $below{ $_->[0] } }, $_ for map { [ split /\|/ ] } split /\n/, owner('SELECT parent_id, goal_id, weight FROM solve._edge ORDER BY 1, 2');
	my $equations = sub {
		my ($known) = @_;
		my @rows;
		for my $p (sort keys %below)
		{
			my (%row, $weight);
			for my $link (grep { exists $score{ $_->[1] } } @{ $below{$p} })
			{
				$weight += $link->[2];
				$row{"g$link->[1]"} -= $link->[2] unless $known->{ $link->[1] };
			}
			$row{"g$p"} = $weight if $weight && !$known->{$p};
			push @rows, \%row if %row;
		}
		return grep { /^g(\d+)$/ && $private{$1} } solved(\@rows);
	};
	for my $role (qw(w_reader w_ben w_ada w_lead w_admin))
	{
		my %seen = map { $_ => 1 } split /\n/, owner("SET ROLE $role; SELECT id FROM solve.goal");
		my %shown = map { split /\|/ } split /\n/, owner("SET ROLE $role; SELECT goal_id, score FROM solve.close_result WHERE score IS NOT NULL");
		is(join(' ', grep { $shown{$_} ne $score{$_} || !$seen{$_} } sort keys %shown), '', "$role sees results of goals that they see, as they were closed");
		is(join(' ', grep { !$seen{ s/g//r } } $equations->(\%shown)), '', "and cannot solve for a private one");
		next if $role eq 'w_admin';
		my %all = map { $_ => 1 } grep { $seen{$_} } keys %score;
		cmp_ok(scalar(grep { !$seen{ s/g//r } } $equations->(\%all)), '>', 3, 'which they could, if all that they see were shown');
		my %open = map { $_ => 1 } split /\n/, owner("SELECT DISTINCT goal_id FROM solve.close_part");
		cmp_ok(scalar(grep { $open{$_} } keys %shown), '>', 3, 'figures that rest on several private ones are shown');
		is(join(' ', grep { !$shown{$_} && !$open{$_} && $seen{$_} } sort { $a <=> $b } keys %score), '', 'as is all that rests on none');
	}
	is(owner("SET ROLE w_admin; SELECT count(*) FROM solve.close_result WHERE score IS NOT NULL"), scalar(keys %score), 'an admin sees all');
	is(owner('SELECT score IS NULL FROM solve.period_close'), 't', 'the mean of the roots is not given');
	is(owner('SELECT count(*) FROM solve.check_closes()'), '0', 'the close is sound');
}

# A long chain or a star is looked at in one pass, whoever writes it: it holds the lock of the tree for seconds, not for hours.
{
	owner(q{INSERT INTO perf.goal (id, key, name, team_id, owner_id) VALUES (99, 'big', 'Big', 1, 4); INSERT INTO perf.goal (id, key, name, team_id, owner_id, rollup, unit) VALUES (98, 'sum', 'Sum', 1, 4, 'sum', 'EUR'); ANALYZE});
	my $many = q{INSERT INTO perf.goal (id, key, name, team_id, owner_id, parent_id, rollup, unit) SELECT i, 'n' || i, 'N', 1, 4, %s FROM generate_series(100001, 200000) i};
	for my $role ('w_lead', 'w_admin')
	{
		my $in_time = "SET statement_timeout = '300s'; BEGIN;";
		allowed($role, "$in_time " . sprintf($many, "CASE i WHEN 100001 THEN 99 ELSE i - 1 END, NULL, NULL"), "$role makes a chain of 100,000 goals in one statement");
		allowed($role, "$in_time " . sprintf($many, "98, NULL, 'EUR'"), "$role makes a star of 100,000 goals in one statement");
		refused($role, "$in_time " . sprintf($many, "CASE i WHEN 100001 THEN 200000 ELSE i - 1 END, NULL, NULL"), "$role makes no loop of them", qr/goal "n100001" would be above itself/);
	}
	allowed('w_lead', "SET statement_timeout = '300s'; BEGIN; " . sprintf($many, "CASE i WHEN 100001 THEN 98 ELSE i - 1 END, 'sum', 'EUR'"), 'also where they add up');
	allowed('w_lead', "SET statement_timeout = '300s'; BEGIN; " . sprintf($many, 'NULL, NULL, NULL') . '; UPDATE perf.goal SET parent_id = CASE id WHEN 100001 THEN 99 ELSE id - 1 END WHERE id > 100000; INSERT INTO perf.goal_link (goal_id, parent_id) SELECT i, 99 FROM generate_series(100001, 200000) i; DELETE FROM perf.goal_link',
		'and where they are placed later') if $ENV{OPM_RUNS};
}

$node->stop;
done_testing();
