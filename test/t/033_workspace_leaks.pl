# What a level may not see reaches it by no way: rows, messages, errors, plans, statistics, notifications, kept plans. Statements are made from the catalog, so new views are
# asked as well. Private things carry marks that nothing else has, and then change: who may not see them is told the same before and after.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use IPC::Run ();

my $node = opm_node('leaks');
sub owner { return $node->safe_psql('postgres', $_[0]) }

# Marks: words and digits of private goals, measurements, notes, feedback, ratings, pay and of a survey with too few answers.
my $mark = qr/SECRET|76543/;
owner(<<'SQL');
SELECT opm.create_workspace('perf');
CREATE ROLE l_reader; CREATE ROLE l_reporter; CREATE ROLE l_contributor; CREATE ROLE l_manager; CREATE ROLE l_admin; CREATE ROLE l_none;
SELECT opm.grant_workspace('perf', 'l_' || v, v) FROM unnest(ARRAY['reader', 'reporter', 'contributor', 'manager', 'admin']) v;
INSERT INTO perf.team (id, key, name) VALUES (1, 'all', 'All'), (2, 'far', 'Far'), (3, 'near', 'Near');
UPDATE perf.team SET parent_id = 1 WHERE id > 1;
INSERT INTO perf.person (id, name, login, team_id) VALUES (2, 'Rea', 'l_reader', 3), (3, 'Rep', 'l_reporter', 3), (4, 'Con', 'l_contributor', 3), (5, 'Man', 'l_manager', 3), (6, 'Adm', 'l_admin', 3), (7, 'Vera', NULL, 2), (8, 'Vic', NULL, 2);
UPDATE perf.team SET lead_id = 5 WHERE id = 3;
UPDATE perf.team SET lead_id = 7 WHERE id = 2;
INSERT INTO perf.period (id, kind, name, first_day, last_day) VALUES (1, 'custom', 'Before', current_date - 60, current_date - 31), (2, 'custom', 'Now', current_date - 30, current_date + 30);
INSERT INTO perf.goal (id, key, name, parent_id, target, owner_id, team_id, visibility, min_group, time_aggregation, unit, why, period_id) VALUES
	(1, 'top', 'Top', NULL, NULL, 7, 1, 'everyone', NULL, 'last', NULL, NULL, NULL),
	(2, 'mixed', 'Mixed', 1, NULL, 7, 2, 'everyone', NULL, 'last', NULL, NULL, NULL),
	(3, 'open', 'Open', 2, '0 -> 10', 4, 3, 'everyone', NULL, 'last', 'EUR', NULL, 2),
	(4, 'SECRET_a', 'SECRET a', 2, '0 -> 765432', 7, 2, 'owner', NULL, 'last', 'EUR', 'SECRET why', 2),
	(5, 'SECRET_b', 'SECRET b', 2, '0 -> 765431', 8, 2, 'team', NULL, 'last', 'EUR', 'SECRET why', 2),
	(6, 'clear', 'Clear', 1, NULL, 5, 3, 'everyone', NULL, 'last', NULL, NULL, NULL),
	(7, 'led', 'Led', 6, '0 -> 10', 5, 3, 'everyone', NULL, 'last', NULL, NULL, 2),
	(8, 'asked', 'Asked', 6, '0 -> 1', 4, 3, 'everyone', 5, 'ratio', NULL, NULL, 2),
	(9, 'SECRET_c', 'SECRET c', NULL, '0 -> 10', 7, 2, 'owner', NULL, 'last', NULL, NULL, NULL);
INSERT INTO perf.goal_target VALUES (4, 1, '0 -> 7654399');
INSERT INTO perf.goal_person VALUES (4, 8, 'contributor');
INSERT INTO perf.measurement (goal_id, at, value, base, note)
	SELECT g.id, now() - d * interval '5 days' - interval '1 minute', CASE WHEN g.id IN (4, 5, 9) THEN 765430.25 + d ELSE 1 + (g.id + d) % 7 END, CASE g.id WHEN 8 THEN 40 END, CASE WHEN g.id IN (4, 5, 9) THEN 'SECRET note' END
	FROM perf.goal g, generate_series(0, 12) d WHERE g.target IS NOT NULL AND g.id <> 8 OR g.id = 8 AND d = 3;
INSERT INTO perf.measurement (goal_id, at, value, base, note) VALUES (8, now() - interval '2 days', 2.765432, 3, 'SECRET round');
UPDATE perf.measurement SET value = 765430.5 WHERE goal_id = 4 AND at < now() - interval '55 days';
UPDATE perf.goal SET name = 'SECRET d' WHERE id = 4;
INSERT INTO perf.check_in (goal_id, person_id, confidence, note, blocker) VALUES (4, 7, 0.765432, 'SECRET said', 'SECRET block'), (3, 4, 0.5, 'said', NULL);
INSERT INTO perf.review (id, name, team_id, facilitator_id, held_at) VALUES (1, 'Weekly', 2, 7, now());
INSERT INTO perf.decision (review_id, goal_id, name, decided_by_id) VALUES (1, 4, 'SECRET decision', 7), (1, 3, 'Open decision', 7);
INSERT INTO perf.action (name, goal_id, owner_id, raised_by_id, why, expected_effect, done_at) VALUES ('SECRET act', 4, 7, 7, 'SECRET why', 765431, now()), ('Open act', 3, 4, 4, NULL, 1, NULL);
INSERT INTO perf.feedback (from_id, to_id, body, visibility, goal_id) VALUES (7, 8, 'SECRET FEEDBACK', 'private', NULL), (7, 8, 'SECRET FEEDBACK', 'private', 4), (8, 7, 'SECRET TEAM', 'team', NULL), (7, 4, 'Well done', 'everyone', 3);
INSERT INTO perf.incentive (person_id, goal_id, amount) VALUES (7, 4, 765431.5), (8, 3, 765432.5);
INSERT INTO perf.rating (kind, criterion, subject_id, rater_id, rating, note) VALUES ('performance', 'overall', 8, 7, 0.765431, 'SECRET rating'), ('potential', 'overall', 8, 7, 0.765432, 'SECRET rating');
SELECT perf.close_period(1, 'First');
SELECT perf.snapshot();
SELECT perf.announce();
ANALYZE;
-- a cheap function that tells what it is given, before a policy could say no
CREATE FUNCTION public.shout(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$BEGIN RAISE NOTICE '%', $1; RETURN true; END$$;
CREATE OPERATOR public.!!! (FUNCTION = public.shout, RIGHTARG = text);
SQL
my @relations = split /\n/, owner(q{SELECT relname || ' ' || relkind::text FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1});

# Each relation in several ways; each function that reads, with arguments that fit; the catalog; writes that are taken back.
sub statements
{
	my @all;
	for (@relations)
	{
		my ($name, $kind) = split / /;
		my $from = "FROM perf.$name x";
		push @all, "SELECT string_agg(x::text, '|') $from", "SELECT count(*) $from WHERE OPERATOR(public.!!!) x::text", "SELECT count(*) $from WHERE (x::text)::integer = 1", "EXPLAIN (VERBOSE) SELECT max(x::text) $from",
			"COPY (SELECT to_jsonb(x) $from) TO STDOUT", "EXECUTE kept_$name", "SELECT * FROM pg_stats WHERE schemaname = 'perf' AND tablename = '$name'";
		push @all, "EXPLAIN (ANALYZE, VERBOSE, TIMING OFF) SELECT * $from WHERE OPERATOR(public.!!!) x::text", "SELECT x.ctid, x.xmin, x $from", "SELECT * FROM pg_stats_ext_exprs WHERE tablename = '$name'",
			"BEGIN; DELETE $from WHERE OPERATOR(public.!!!) x::text RETURNING x; ROLLBACK", "BEGIN; SELECT x $from FOR UPDATE; ROLLBACK", "COPY perf.$name TO STDOUT"
			if $kind eq 'r';
		push @all, map { "BEGIN; UPDATE perf.$name x SET $_ = $_ WHERE OPERATOR(public.!!!) x::text RETURNING x; ROLLBACK" }
			split /\n/, owner("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'perf.$name'::regclass AND attnum > 0 AND attgenerated = '' ORDER BY attnum LIMIT 2")
			if $kind eq 'r';
	}
	my %value = ('bigint' => [ 4, 1 ], 'integer' => [2], 'text' => [ q{'SECRET_a'}, q{'top'} ], 'date' => ['current_date'], 'bigint[]' => [q{'{4,1}'}], 'double precision' => ['0.5'],
		'timestamp with time zone' => [ 'now()', q{now() - interval '20 days'} ], 'name' => [q{'perf'}], 'jsonb' => [ q{'{}'}, q{'{"open": 5}'} ], 'boolean' => [ 'true', 'false' ], 'numeric' => [1], 'oid' => [10]);
	for (split /\n/, owner(q{SELECT p.proname, (SELECT string_agg(format_type(t, NULL), ';' ORDER BY o) FROM unnest(p.proargtypes) WITH ORDINALITY a(t, o) WHERE o <= p.pronargs - p.pronargdefaults)
		FROM pg_proc p WHERE p.pronamespace = 'perf'::regnamespace AND p.prorettype <> 'trigger'::regtype ORDER BY 1}))
	{
		my ($name, $types) = split /\|/;
		my @args = split /;/, $types // '';
		next if grep { !$value{$_} } @args;
		push @all, map { my $i = $_; "BEGIN; SELECT f::text FROM perf.$name(" . join(', ', map { $value{$_}[ $i % @{ $value{$_} } ] . "::$_" } @args) . ') f; ROLLBACK' } 0 .. (@args ? 1 : 0);
	}
	push @all, map { "BEGIN; INSERT INTO perf.$_; ROLLBACK" } q{goal (key, name, parent_id) VALUES ('x', 'x', 4) RETURNING key}, q{goal_link VALUES (3, 4)}, q{measurement (goal_id, at, value) VALUES (4, now(), 1)},
		q{feedback (to_id, body, goal_id) VALUES (7, 'x', 4)}, q{action (name, goal_id) VALUES ('x', 4)}, q{check_in (goal_id, note) VALUES (4, 'x')}, q{measurement SELECT goal_id, at, 1 FROM perf.measurement ON CONFLICT (goal_id, at) DO UPDATE SET value = 1 RETURNING *};
	return @all;
}
my @statements = statements();

# What one role is told by all of them, in one session: rows, notices, errors, plans. What was prepared as the owner is executed as the role.
sub told
{
	my ($role) = @_;
	my $script = join "\n", "SET client_min_messages = debug1; SET plan_cache_mode = force_generic_plan; LISTEN opm_perf;",
		(map { my ($n) = split / /; "PREPARE kept_$n AS SELECT x::text FROM perf.$n x; EXPLAIN EXECUTE kept_$n;" } @relations), "\\echo AS THE ROLE", "SET ROLE $role;", map { my $n = $_; "\\echo STATEMENT $n\n$statements[$n];\nROLLBACK;" } 0 .. $#statements;
	my ($out, $err) = ('', '');
	# notices and errors in the same stream as rows, each behind its statement
	IPC::Run::run([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-f', '-' ], '<', \$script, '>', \$out, '2>&1');
	$out =~ s/.*^AS THE ROLE$//ms;
	return $out;
}
for my $role (qw(l_none l_reader l_reporter l_contributor l_manager l_admin))
{
	my $secret = $role eq 'l_admin' ? qr/SECRET (?:FEEDBACK|TEAM)/ : $mark;
	my ($asked, $answered, @leaks) = (0, 0);
	for (split /^(?=STATEMENT )/m, told($role))
	{
		my ($n, $answer) = /^STATEMENT (\d+)\n(.*)/s or next;
		$asked++;
		$answered++ if $answer =~ /\S/ && $answer !~ /ERROR/;
		# what a statement says itself is no secret
		$answer =~ s/SECRET(?:_|#95;)a//g if $statements[$n] =~ /SECRET/;
		push @leaks, "$statements[$n]: " . substr($answer, $-[0] > 80 ? $-[0] - 80 : 0, 240) if $answer =~ $secret;
	}
	cmp_ok($asked, '>=', 500, "$role: at least 500 statements");
	$role eq 'l_none' || cmp_ok($answered, '>=', 200, "$role: of which many answer");
	is(join("\n", @leaks), '', "$role: no answer has what it may not see");
}
# the marks are there to be found
like(owner('SELECT string_agg(x::text, $$$$) FROM perf.scorecard x'), $mark, 'the owner sees the marks');

# A close carries a digest that everyone reads, over numbers that not everyone may see: who knows or guesses all of them finds nothing to compare with.
is(owner(q{SELECT count(*) FROM perf.period_close c JOIN perf.close_tree t ON t.close_id = c.id WHERE c.digest = perf._close_digest(c.previous_digest, c.period_id, c.closed_at, t.outline)}), '0', 'the digest of a close does not follow from its numbers');
is(owner('SELECT (SELECT count(*) FROM perf.close_tree) || $$ $$ || (SELECT count(*) FROM perf.check_closes())'), '1 0', 'and who sees its salt checks it');

# Whoever can connect can listen. Private goals get worse and better, and of that the id of the goal is heard.
my @heard = grep { /Asynchronous/ } split /\n/, $node->safe_psql('postgres', q{SET ROLE l_none; LISTEN opm_perf; RESET ROLE; UPDATE perf.measurement SET value = 76543 - value WHERE goal_id IN (4, 5); SELECT 1; UPDATE perf.measurement SET value = 76543 - value WHERE goal_id IN (4, 5); SELECT 1;
	INSERT INTO perf.check_in (goal_id, person_id, confidence, note) VALUES (5, 8, 0.1, 'SECRET'); SELECT perf.announce()});
cmp_ok(scalar(@heard), '>', 0, 'something is heard');
is(join("\n", grep { !/with payload "\{"goal_id" : \d+\}" received/ } @heard), '', 'nothing but ids of goals');

# What is private changes, and who may not see it is told the same before and after, in one moment: no number that they see rests on it.
my $change = q{
	UPDATE perf.measurement SET value = value * 3 + 1, note = 'SECRET two' WHERE goal_id IN (4, 5, 9); INSERT INTO perf.measurement (goal_id, at, value) VALUES (4, now(), 11), (5, now(), 12);
	UPDATE perf.measurement SET value = 1 WHERE goal_id = 8 AND base = 3; UPDATE perf.goal SET target = '0 -> 3', name = 'SECRET e', weight = 1 WHERE id IN (4, 5, 9);
	INSERT INTO perf.check_in (goal_id, person_id, confidence) VALUES (4, 7, 0.1); UPDATE perf.feedback SET body = 'SECRET new' WHERE visibility <> 'everyone'; INSERT INTO perf.feedback (from_id, to_id, body) VALUES (8, 7, 'SECRET');
	UPDATE perf.incentive SET amount = amount + 1 WHERE goal_id = 4; UPDATE perf.rating SET rating = 0.1; UPDATE perf.action SET realised_effect = 5, name = 'SECRET' WHERE goal_id = 4; UPDATE perf.decision SET name = 'SECRET' WHERE goal_id = 4;
	DO 'BEGIN PERFORM perf.snapshot(); END'; };
# The answers of a role before and after, as lines of relation and digest. A snapshot is taken again, and says when (snapshot, goal_history); its figures (goal_snapshot) are the same. What counts seconds is not the same a second later, so they are asked again where they differ.
sub changes
{
	my ($role) = @_;
	my $ask = join ' ', "SET LOCAL ROLE $role;", (map { my ($n) = split / /; "SELECT '$n', md5(string_agg(x::text, '|' ORDER BY x::text COLLATE \"C\")) FROM perf.$n x;" } grep { !/^(?:shared_scorecard|tree_lock|_goal_scope|snapshot|goal_history) / } @relations), 'RESET ROLE;';
	my ($read, @changed);
	for (1 .. 3)
	{
		my ($before, $after) = split /^changed\n/m, owner("BEGIN; $ask SELECT 'changed'; $change $ask ROLLBACK");
		my %before = map { $_ => 1 } split /\n/, $before;
		($read, @changed) = (scalar(keys %before), grep { !$before{$_} } split /\n/, $after);
		last unless @changed;
	}
	return ($read, "@changed");
}
for my $role (qw(l_reader l_reporter l_contributor l_manager))
{
	my ($read, $changed) = changes($role);
	cmp_ok($read, '>=', 60, "$role reads every table and view");
	is($changed, '', "$role is told the same whatever private goals, feedback, ratings and pay are");
}
like((changes('l_admin'))[1], qr/rating\|.*scorecard\|/, 'an admin is told of it');
isnt(owner("BEGIN; SET LOCAL ROLE l_reporter; SELECT string_agg(x::text, '|') FROM perf.shared_scorecard x; ROLLBACK"), owner("BEGIN; $change SET LOCAL ROLE l_reporter; SELECT string_agg(x::text, '|') FROM perf.shared_scorecard x; ROLLBACK"),
	'but for the shared figures of a reporter');

$node->stop;
done_testing();
