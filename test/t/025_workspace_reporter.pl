# The one number of the company: a reporter sees the score of every parent in which all goals count, as a close stores it, and no private goal, neither as a row nor by
# solving for it; a parent says where its reader sees less than all. Everything that a reporter can read is put into equations, and these are solved (OPM_SEED: other trees).
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $seed = ($ENV{OPM_SEED} // '') =~ /^(\d+)$/ ? $1 : 11;
srand $seed;
diag("OPM_SEED=$seed") if $ENV{OPM_SEED};
my $node = opm_node('reporter');
sub owner { return $node->safe_psql('postgres', $_[0]) }

# What a role is told, or the error.
sub as
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "SET ROLE $role; $sql", on_error_stop => 1);
	return $err =~ /(ERROR:.*)/ ? $1 : $err =~ /\S/ ? "$out\n$err" : $out;
}
owner("CREATE ROLE $_") for qw(r_reader r_reporter r_ben r_both r_admin r_nobody r_gone);
owner('GRANT r_reporter, r_ben TO r_both');
my $levels = join ', ', map { "opm.grant_workspace('%1\$s', '$_->[0]', '$_->[1]')" } [ r_reader => 'reader' ], [ r_reporter => 'reporter' ], [ r_ben => 'contributor' ], [ r_admin => 'admin' ], [ r_gone => 'reporter' ];
my $shared = q{SELECT string_agg(concat_ws(' ', goal_key, COALESCE(round(score::numeric, 4)::text, '-'), is_withheld), ', ' ORDER BY goal_key) FROM %s.shared_scorecard};

# Who gets it: reporters, admins and the owner; and nobody by another way.
{
	owner("SELECT opm.create_workspace('perf'); SELECT " . sprintf($levels, 'perf'));
	owner(<<'SQL');
SELECT opm.grant_workspace('perf', 'r_gone', 'none');
INSERT INTO perf.person (id, name, login) VALUES (2, 'Ben', 'r_ben'), (3, 'Ada', NULL);
INSERT INTO perf.goal (id, key, name, target, parent_id, visibility, owner_id, rollup, weight, min_group, time_aggregation) VALUES
	(1, 'top', 'Top', NULL, NULL, 'everyone', 1, NULL, 1, NULL, 'last'),
	(2, 'open', 'Open', '0 -> 10', 1, 'everyone', 2, NULL, 1, NULL, 'last'),
	(3, 'hidden1', 'H', '0 -> 10', 1, 'owner', 3, NULL, 1, NULL, 'last'), (4, 'hidden2', 'H', '0 -> 10', 1, 'owner', 2, NULL, 1, NULL, 'last'), (5, 'hidden3', 'H', '0 -> 10', 1, 'owner', 3, NULL, 1, NULL, 'last'),
	(6, 'one', 'One hidden', NULL, 1, 'everyone', 1, NULL, 1, NULL, 'last'), (7, 'o7', 'O', '0 -> 10', 6, 'everyone', 1, NULL, 1, NULL, 'last'), (8, 'h8', 'H', '0 -> 10', 6, 'owner', 3, NULL, 1, NULL, 'last'),
	(9, 'all', 'None hidden', NULL, 1, 'everyone', 1, NULL, 1, NULL, 'last'), (10, 'o10', 'O', '0 -> 10', 9, 'everyone', 1, NULL, 1, NULL, 'last'),
	(11, 'survey', 'Asked', '0 -> 1', 9, 'everyone', 1, NULL, 1, 5, 'ratio'),
	(12, 'secret', 'Private parent', NULL, 1, 'owner', 3, NULL, 1, NULL, 'last'), (13, 'o13', 'O', '0 -> 10', 12, 'everyone', 1, NULL, 1, NULL, 'last'),
	(14, 'alone', 'Own figure', '0 -> 10', 1, 'everyone', 1, 'own', 1, NULL, 'last'), (15, 'h15', 'H', '0 -> 10', 14, 'owner', 3, NULL, 1, NULL, 'last'),
	(16, 'light', 'Weight 0', NULL, 1, 'everyone', 1, NULL, 1, NULL, 'last'), (17, 'o17', 'O', '0 -> 10', 16, 'everyone', 1, NULL, 1, NULL, 'last'), (18, 'h18', 'H', '0 -> 10', 16, 'owner', 3, NULL, 0, NULL, 'last');
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, now() - interval '1 minute', id / 2.0, CASE WHEN id = 11 THEN 20 END FROM perf.goal WHERE target IS NOT NULL;
SQL
	my $mine = sprintf $shared, 'perf';
	my $all = as('r_admin', $mine);
	is($all, owner($mine), 'an admin and the owner see the score of every parent');
	is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, COALESCE(round(score::numeric, 4)::text, '-'), 'f'), ', ' ORDER BY goal_key) FROM perf.scorecard WHERE NOT is_leaf}), $all, 'that of the scorecard, in which all goals count');
	my %all = $all =~ /(\w+) (\S+) [tf]/g;
	my $got = as('r_reporter', $mine);
	is($got, "all $all{all} f, alone $all{alone} f, light $all{light} f, one - t, top $all{top} f", 'a reporter sees all of it, but of private parents, and where one goal is hidden');
	is(as('r_reporter', 'SELECT count(*) FROM perf.shared_scorecard WHERE is_withheld AND COALESCE(score, score_percent, status_order) IS NULL AND status IS NULL'), '1', 'of which nothing is said');
	is(as('r_both', $mine), $got =~ s/top \S+ f/top - t/r, 'also with a further level from elsewhere, but for what is made of a goal of a role that it can take');
	is(as('r_both', q{SELECT perf._my_level()}), 2, 'which it has as well');
	is(as($_, $mine), '', "$_ is no reporter and sees no row") for qw(r_reader r_ben);
	like(as($_, $mine), qr/permission denied/, "$_ sees nothing") for qw(r_nobody r_gone);
	is(as('r_both', 'SELECT count(*) FROM perf.goal WHERE id = 4'), '0', 'who has the level of another role is not its person');

	# nothing else does it: the door by hand, what is behind it, settings, objects of one's own
	my $home = owner(q{SELECT 'perf.setting'::regclass::oid});
	for my $role (qw(r_reader r_ben))
	{
		is(as($role, 'SELECT count(*) FROM opm._workspace_shared_scores(' . $home . ')'), '0', "$role gets nothing at the door");
		is(as($role, "SELECT string_agg(x.goal_id::text, ' ') FROM perf._shared_scores($home, NULL, $home) x WHERE x.goal_id IN (3, 5, 12) OR abs(x.score - $all{top}) < 0.001"), '', 'nor behind it more than it sees itself');
	}
	like(as('r_nobody', "SELECT * FROM opm._workspace_shared_scores($home)"), qr/permission denied/, 'no grant, no answer at the door');
	like(as('r_nobody', 'SELECT * FROM opm._workspace_partial_goals(0)'), qr/relation with OID 0 does not exist/, 'no table');
	like(as('r_nobody', q{SELECT * FROM opm._workspace_shared_scores('pg_class')}), qr/there is no function "_shared_scores" in schema "pg_catalog"/, 'no workspace');
	owner(q{CREATE SCHEMA trap; GRANT ALL ON SCHEMA trap TO r_reader; CREATE TABLE trap.home (); GRANT ALL ON trap.home TO r_reader});
	like(as('r_reader', q{CREATE FUNCTION trap._my_sight(regclass) RETURNS bigint[] LANGUAGE sql AS 'SELECT NULL::bigint[]'; CREATE FUNCTION trap._partial_goals(oid, bigint[], regclass) RETURNS SETOF bigint LANGUAGE plpgsql
		AS $$BEGIN RAISE EXCEPTION 'run as %', current_user; END$$; SELECT * FROM opm._workspace_partial_goals('trap.home')}), qr/does not belong to the owner of table "home"/, 'a function put beside a table of somebody else is not run');
	my $parallel = owner('SHOW server_version_num') < 160000 ? 'force_parallel_mode' : 'debug_parallel_query';
	for my $set ('SET search_path = pg_temp, pg_catalog; CREATE TEMP TABLE access (login text, role_key text, level text); CREATE TEMP TABLE goal AS SELECT 3::bigint AS id', q{CREATE FUNCTION pg_temp.f(bigint, bigint[]) RETURNS boolean LANGUAGE sql RETURN false;
		CREATE OPERATOR pg_temp.<> (LEFTARG = bigint, RIGHTARG = bigint[], FUNCTION = pg_temp.f); SET search_path = pg_temp, pg_catalog}, "SET enable_hashjoin = off; SET enable_seqscan = off; SET $parallel = on", 'SET TimeZone = "Asia/Tokyo"; SET DateStyle = German',
		'BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY', 'SET plan_cache_mode = force_generic_plan')
	{
		is(as('r_reporter', "$set; $mine"), $got, "the same with $set");
		is(as('r_reader', "$set; $mine"), '', 'and nothing for a reader');
	}
	like(as('r_reporter', "SET row_security = off; $mine"), qr/would be affected by row-level security/, 'without row-level security, nothing');
	my $printed = 'SET client_min_messages = log; SET debug_print_plan = on;';
	my $read = ':relid ' . owner(q{SELECT 'perf.measurement'::regclass::oid}) . '\b';
	like(as('r_reporter', "$printed SELECT count(*) FROM perf.scorecard"), qr/$read/, 'whoever reads may have the plans printed');
	unlike(as('r_reporter', "$printed $mine"), qr/$read/, 'but not those that the owner runs');
	unlike(as('r_reporter', "EXPLAIN (ANALYZE, VERBOSE, COSTS OFF) SELECT * FROM perf.shared_scorecard"), qr/hidden\d|rows=6/, 'EXPLAIN counts what is seen');

	# small groups count nowhere
	my $before = as('r_reporter', $mine);
	owner(q{INSERT INTO perf.measurement (goal_id, at, value, base) VALUES (11, now(), 2, 2)});
	is(as('r_reporter', $mine), $before, 'a round of fewer than min_group answers moves no score');
	owner(q{DELETE FROM perf.measurement WHERE goal_id = 11 AND base = 2});

	# it reads, and writes nothing
	like(as('r_reporter', $_), qr/permission denied/, "a reporter does not: $_") for q{INSERT INTO perf.measurement (goal_id, at, value) VALUES (2, now(), 1)}, q{UPDATE perf.goal SET name = 'x'}, q{INSERT INTO perf.check_in (goal_id, confidence) VALUES (2, 0.8)},
		q{DELETE FROM perf.access}, q{SELECT perf.announce()}, q{SELECT perf.close_period(1, confirm => 'not over')};
	is(as('r_reporter', q{SELECT count(*) FROM perf.goal WHERE visibility <> 'everyone'}), '0', 'and sees no private row');

	# who sees less than all is told so, by the goals that count
	my $partial = q{SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM perf.scorecard WHERE is_partial};
	is(as($_, $partial), 'one top', "$_ is told which scores are partial") for qw(r_reader r_reporter);
	is(as('r_ben', $partial), 'one top', 'also who sees one goal more');
	is(as($_, $partial), '', "$_ sees all") for qw(r_admin);
	is(owner($partial), '', 'as does the owner');
	owner(q{UPDATE perf.goal SET visibility = 'everyone' WHERE id IN (3, 5, 8)});
	is(as('r_ben', $partial), 'top', 'what became public is no more hidden');
	owner(q{UPDATE perf.goal SET lifecycle = 'paused' WHERE id = 12});
	is(as('r_ben', $partial), '', 'what does not count makes nothing partial');
	is(as('r_reader', $partial), 'top', 'nor does it hide what does');
}

# Which figures are withheld, case by case: [ rollup of the parent, children: weight and value, - for a public one ] and whether it is shown.
{
	owner("SELECT opm.create_workspace('one'); SELECT " . sprintf($levels, 'one'));
	my @case = (
		[ 'two hidden hide each other', 1, 'NULL', [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 5, 'everyone' ] ],
		[ 'one does not', 0, 'NULL', [ 1, 3, 'owner' ], [ 1, 5, 'everyone' ], [ 1, 6, 'everyone' ] ],
		[ 'nor does one that has no number', 0, 'NULL', [ 1, 3, 'owner' ], [ 1, 'NULL', 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'nor does one of weight 0', 0, 'NULL', [ 1, 3, 'owner' ], [ 0, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'a small one does not hide a large one', 0, 'NULL', [ 100, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'several small ones do', 1, 'NULL', [ 10, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'owner' ] ],
		[ 'geometric mean', 1, q{'geomean'}, [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'the least is the number of one', 0, q{'min'}, [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'the greatest too', 0, q{'max'}, [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'the median too', 0, q{'median'}, [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'owner' ] ],
		[ 'all reached says it of each', 0, q{'all'}, [ 1, 10, 'owner' ], [ 1, 10, 'owner' ] ],
		[ 'a sum of two', 1, q{'sum'}, [ 1, 3, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'a sum that is one of them, nearly', 0, q{'sum'}, [ 1, 3000, 'owner' ], [ 1, 4, 'owner' ], [ 1, 6, 'everyone' ] ],
		[ 'all public', 1, q{'min'}, [ 1, 3, 'everyone' ], [ 1, 4, 'everyone' ] ]);
	my $id = 0;
	for my $case (@case)
	{
		my (undef, undef, $rollup, @kids) = @$case;
		my $top = ++$id;
		my $target = $rollup eq q{'sum'} ? q{'0 -> 100'} : 'NULL';
		owner("INSERT INTO one.goal (id, key, name, target, rollup, credit_floor, credit_cap) VALUES ($top, 'c$top', 'C', $target, $rollup, 0, 1)");
		for (@kids)
		{
			$id++;
			owner("INSERT INTO one.goal (id, key, name, target, parent_id, weight, visibility) VALUES ($id, 'c$id', 'K', '0 -> 10', $top, $_->[0], '$_->[2]')");
			owner("INSERT INTO one.measurement (goal_id, at, value) VALUES ($id, now() - interval '1 hour', $_->[1])") if $_->[1] ne 'NULL';
		}
		$case->[5] = $top;
	}
	owner(q{INSERT INTO one.period (kind, name, first_day, last_day) VALUES ('custom', 'P', current_date - 3, current_date + 3); SELECT one.close_period(1, confirm => 'not over')});
	for my $case (@case)
	{
		is(as('r_reporter', "SELECT score IS NOT NULL, NOT is_withheld FROM one.shared_scorecard WHERE goal_id = $case->[5]"), $case->[1] ? 't|t' : 'f|f', "shared score: $case->[0]");
		is(as($_, "SELECT count(*) FROM one.close_result WHERE goal_id = $case->[5]"), $case->[1], "in a close, for $_") for qw(r_reporter r_reader);
	}
	# a private parent whose score is made by its private target, above public goals
	owner(q{INSERT INTO one.goal (id, key, name, parent_id, target, rollup, visibility) VALUES (901, 'p', 'P', NULL, NULL, NULL, 'everyone'), (902, 'q', 'Q', 901, '0 -> 50', 'sum', 'owner'), (903, 'r', 'R', 902, '0 -> 10', NULL, 'everyone'), (904, 's', 'S', 901, '0 -> 10', NULL, 'everyone');
		INSERT INTO one.measurement (goal_id, at, value) VALUES (903, now(), 4), (904, now(), 5)});
	is(as('r_reporter', 'SELECT goal_id, is_withheld FROM one.shared_scorecard WHERE goal_id > 900'), '901|t', 'a private target does not follow from the score above it');
	owner('UPDATE one.goal SET rollup = NULL, target = NULL WHERE id = 902');
	is(as('r_reporter', 'SELECT goal_id, is_withheld FROM one.shared_scorecard WHERE goal_id > 900'), '901|f', 'a private parent that is the mean of public goals has nothing to hide');
}

# Who may change how a figure is made would read the hidden numbers from what it becomes: with the credit range, one by one.
{
	owner("SELECT opm.create_workspace('mine'); SELECT " . sprintf($levels, 'mine'));
	owner(q{INSERT INTO mine.person (id, name, login) VALUES (2, 'Ben', 'r_ben'), (3, 'Ada', NULL), (4, 'Rep', 'r_reporter'); INSERT INTO mine.team (key, name, lead_id) VALUES ('t', 'T', 2); INSERT INTO mine.team (key, name, parent_id) VALUES ('u', 'U', 1);
		INSERT INTO mine.goal (id, key, name, parent_id, owner_id, team_id) VALUES (1, 'top', 'Top', NULL, 3, NULL), (2, 'bens', 'B', 1, 2, NULL), (3, 'adas', 'A', 1, 3, NULL), (4, 'led', 'L', 3, 3, 2), (5, 'other', 'O', NULL, 3, NULL), (6, 'reps', 'R', 5, 4, NULL), (7, 'free', 'F', NULL, 3, NULL);
		INSERT INTO mine.goal (id, key, name, parent_id, owner_id, visibility, target) SELECT 10 * p + i, format('h%s_%s', p, i), 'H', p, 3, 'owner', '0 -> 10' FROM unnest(ARRAY[2, 3, 4, 6, 7]) p, generate_series(1, 3) i;
		INSERT INTO mine.measurement (goal_id, at, value) SELECT id, now(), id % 7 FROM mine.goal WHERE target IS NOT NULL});
	my $shown = q{SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM mine.shared_scorecard WHERE NOT is_withheld};
	is(as('r_reporter', $shown), 'adas bens free led other reps top', 'who only reads sees all of them, also of a goal of their own');
	is(as('r_both', $shown), 'free', 'who may also write does not see what rests on a goal that they, or a role that they may take, can change');
	owner(q{REVOKE r_ben FROM r_both; SELECT opm.grant_workspace('mine', 'r_both', 'manager'); UPDATE mine.person SET login = NULL WHERE login = 'r_reporter'; UPDATE mine.person SET login = 'r_both' WHERE id = 4});
	is(as('r_both', $shown), 'adas bens free led top', 'each by their own goals');
}

# Solving. Everything that a reader can read at one time, in trees that nobody has thought of.
{
	my (@goal, @link);
	for my $tree (0 .. 59)
	{
		my $first = @goal + 1;
		for my $i (0 .. 2 + int rand 12)
		{
			push @goal, sprintf q{(%d, 'g%d', 'G', %s, %d, %d, '%s', '0 -> 10')}, $first + $i, $first + $i, $i ? $first + int rand($i < 4 ? $i : 4) : 'NULL', 1 + int rand 5, 2 + int rand 2, $i && rand() < 0.45 ? 'owner' : 'everyone';
			push @link, sprintf '(%d, %d, %d)', $first + $i, $first + int rand $i - 1, 1 + int rand 5 if $tree % 3 == 0 && $i > 2 && rand() < 0.2;
		}
	}
	owner("SELECT opm.create_workspace('solve'); SELECT " . sprintf($levels, 'solve'));
	owner(q{INSERT INTO solve.person (id, name, login) VALUES (2, 'Ben', 'r_ben'), (3, 'Ada', NULL); INSERT INTO solve.period (kind, name, first_day, last_day) VALUES ('custom', 'P', current_date - 90, current_date + 90)});
	owner('INSERT INTO solve.goal (id, key, name, parent_id, weight, owner_id, visibility, target) VALUES ' . join(', ', @goal));
	owner('INSERT INTO solve.goal_link (goal_id, parent_id, weight) SELECT * FROM (VALUES ' . join(', ', @link) . ') v(g, p, w) WHERE NOT EXISTS (SELECT FROM solve.goal x WHERE x.id = v.g AND (x.parent_id = v.p OR x.id = v.p)) ON CONFLICT DO NOTHING');
	owner(q{INSERT INTO solve.measurement (goal_id, at, value) SELECT g.id, now() - interval '2 days', 1 + (g.id * 7919) % 80 / 10.0 FROM solve.goal g WHERE NOT EXISTS (SELECT FROM solve._edge e WHERE e.parent_id = g.id) AND g.id % 11 > 0; SELECT opm.grant_workspace('solve', 'r_both', 'reporter'); SELECT solve.close_period(1, confirm => 'not over')});
	owner(q{INSERT INTO solve.person (id, name, login) VALUES (9, 'Bo', 'r_both'); UPDATE solve.goal SET owner_id = (SELECT id FROM solve.person WHERE login = 'r_both') WHERE id % 7 = 0});
	my %score = map { split /\|/ } split /\n/, owner('SELECT goal_id, score FROM solve.scorecard WHERE score IS NOT NULL');
	my %private = map { $_ => 1 } split /\n/, owner(q{SELECT g.id FROM solve.goal g WHERE g.visibility <> 'everyone' AND NOT EXISTS (SELECT FROM solve._edge e WHERE e.parent_id = g.id)});
	my %below;
	push @{ $below{ $_->[0] } }, $_ for map { [ split /\|/ ] } split /\n/, owner('SELECT parent_id, goal_id, weight FROM solve._edge ORDER BY 1, 2');
	# the figure of each goal is a mean of those below; what is known is a number
	my $follows = sub {
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
	for my $role (qw(r_reader r_reporter r_both))
	{
		my %seen = map { $_ => 1 } split /\n/, as($role, 'SELECT id FROM solve.goal');
		# a leaf that one sees, and what closes and the shared scores say; what is the reader's own is made of these
		my %known = map { split /\|/ } grep { /\|/ } split /\n/, as($role, q{SELECT goal_id, score FROM solve.scorecard WHERE is_leaf AND score IS NOT NULL AND goal_id NOT IN (SELECT q.goal_id FROM solve.shared_scorecard q)
			AND NOT is_partial UNION SELECT goal_id, score FROM solve.close_result WHERE score IS NOT NULL});
		my %live = map { split /\|/ } grep { /\|./ } split /\n/, as($role, 'SELECT goal_id, score FROM solve.shared_scorecard WHERE score IS NOT NULL');
		is(join(' ', grep { abs($live{$_} - $score{$_}) > 1e-9 || !$seen{$_} } keys %live), '', "$role: shared scores are those of all goals, of goals that one sees");
		$known{$_} = $live{$_} for keys %live;
		is(join(' ', grep { abs($known{$_} - $score{$_}) > 1e-9 || !$seen{$_} } sort keys %known), '', "$role knows nothing of goals that are hidden");
		is(join(' ', grep { !$seen{ s/g//r } } $follows->(\%known)), '', "$role cannot solve for one (seed $seed)");
		my %all = map { $_ => 1 } grep { $seen{$_} } keys %score;
		cmp_ok(scalar(grep { !$seen{ s/g//r } } $follows->(\%all)), '>', 3, 'which could be done, if all scores of goals that one sees were shown');
		next if $role eq 'r_reader';
		my %partial = map { $_ => 1 } split /\n/, as($role, 'SELECT goal_id FROM solve.scorecard WHERE is_partial');
		cmp_ok(scalar(grep { $partial{$_} } keys %live), '>', 5, 'scores that rest on several hidden goals are shown');
		is(as($role, 'SELECT count(*) FROM solve.shared_scorecard x JOIN solve.scorecard s USING (goal_id) WHERE NOT s.is_partial AND (x.is_withheld OR abs(x.score - s.score) > 1e-9)'), '0', 'and all that rest on none, as in the scorecard');
		is(as($role, 'SELECT count(*) FROM solve.shared_scorecard x FULL JOIN (SELECT r.goal_id, r.score FROM solve.close_result r WHERE EXISTS (SELECT FROM solve.shared_scorecard q WHERE q.goal_id = r.goal_id)) c USING (goal_id) WHERE abs(x.score - c.score) > 1e-9 OR (x.score IS NULL) <> (c.score IS NULL)'),
			'0', 'the board has the same in its close, and the same is withheld there');
	}
}

$node->stop;
done_testing();
