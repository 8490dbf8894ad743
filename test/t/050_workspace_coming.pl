# What is still to come, whose it is and what it gives: goals of a coming period are not started, teams are filtered with the teams below them,
# and every edge of the tree says what it contributes.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('coming');
sub owner { return $node->safe_psql('postgres', "SET client_min_messages = error; SET search_path = perf, pg_catalog;\n$_[0]") }

owner(q{
	SELECT opm.create_workspace('perf');
	INSERT INTO period (id, kind, name, first_day, last_day, calendar) VALUES (1, 'custom', 'now', current_date - 30, current_date + 60, 'a'), (2, 'custom', 'next', current_date + 61, current_date + 151, 'b');
	INSERT INTO goal (id, key, name, kind, parent_id, target, period_id, rollup, missing, lifecycle, time_aggregation, counted_until) VALUES
		(1, 'top', 'Top', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL),
		(2, 'o', 'O', 'objective', 1, NULL, 2, NULL, NULL, 'active', 'last', NULL),
		(3, 'kr', 'KR', 'key result', 2, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(4, 'log', 'Log', 'key result', 2, '<= 0', 2, NULL, NULL, 'active', 'sum', current_date),
		(5, 'mixed', 'Mixed', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL),
		(6, 'later', 'Later', 'key result', 5, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(7, 'silent', 'Silent', 'key result', 5, '0 -> 10', 1, NULL, NULL, 'active', 'last', NULL),
		(8, 'strict', 'Strict', 'objective', NULL, NULL, NULL, NULL, 'zero', 'active', 'last', NULL),
		(9, 'strictkr', 'Strict KR', 'key result', 8, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(10, 'eager', 'Eager', 'objective', NULL, NULL, 2, NULL, NULL, 'active', 'last', NULL),
		(11, 'early', 'Early', 'key result', 10, '>= 10', 1, NULL, NULL, 'active', 'last', NULL),
		(12, 'drafted', 'Drafted', 'kpi', NULL, '0 -> 10', 2, NULL, NULL, 'draft', 'last', NULL),
		(13, 'done', 'Done', 'kpi', NULL, '0 -> 10', 2, NULL, NULL, 'done', 'last', NULL),
		(14, 'own', 'Own', 'objective', NULL, '0 -> 10', 1, 'own', NULL, 'active', 'last', NULL),
		(15, 'under', 'Under', 'key result', 14, '0 -> 10', 2, NULL, NULL, 'active', 'last', NULL),
		(16, 'linked', 'Linked', 'objective', NULL, NULL, NULL, NULL, NULL, 'active', 'last', NULL);
	INSERT INTO goal_link (goal_id, parent_id, weight) VALUES (3, 16, 1);
	-- measured before its period, and falling: that says nothing of the period
	INSERT INTO measurement (goal_id, at, value) SELECT 3, now() - i * interval '1 day', CASE WHEN i < 8 THEN -50 ELSE i % 3 END FROM generate_series(1, 60) i;
	INSERT INTO measurement (goal_id, at, value) VALUES (11, now(), 10);
	ANALYZE;
});
my $said = 'done no data -1, drafted draft -2, eager on track 3, early on track 3, kr not started -2, later not started -2, linked not started -2, log not started -2, mixed no data -1, o not started -2, own no data -1, '
	. 'silent no data -1, strict not started -2, strictkr not started -2, top not started -2, under not started -2';
for my $asked ('scorecard', 'scorecard_at(now())', 'scorecard_at(now(), now())') {
	is(owner("SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM $asked"), $said, "$asked: what is to come is not started");
}
is(owner(q{SELECT string_agg(goal_key || ' ' || status, ', ' ORDER BY goal_key) FROM scorecard_at(now() + interval '70 days') WHERE status = 'not started'}), '', 'when its period has begun it is not');
is(owner(q{SELECT status FROM scorecard_at(now() + interval '70 days') WHERE goal_key = 'kr'}), 'no data', 'but has no data');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM goal_now WHERE status = 'not started'}),
	'eager not started -2, kr not started -2, later not started -2, log not started -2, o not started -2, strictkr not started -2, under not started -2', 'goal_now, which sees no goals below');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, status), ', ' ORDER BY goal_key) FROM okr WHERE status_order = -2}), 'kr not started, later not started, log not started, strictkr not started, under not started', 'okr');
is(owner(q{SELECT string_agg(goal_key || ' ' || finding, ', ' ORDER BY goal_key) FROM exceptions}), 'silent no data', 'what is to come is no exception');
owner(q{INSERT INTO check_in (goal_id, blocker) VALUES (3, 'no budget')});
is(owner(q{SELECT finding || ': ' || reason || ' ' || momentum FROM exceptions WHERE goal_key = 'kr'}), 'blocked: blocked: no budget unknown', 'unless somebody says so');
is(owner(q{SELECT status_order || ' ' || color FROM status_band WHERE kind = 'status' AND status = 'not started'}), '-2 #DDDDDD', 'the word has an order and a colour');
is(owner(q{SELECT string_agg(x.goal_key || ' ' || x.status, ', ') FROM scenario('{}') x JOIN scorecard s USING (goal_id) WHERE s.lifecycle = 'active' AND s.period_id = 2 AND x.status <> s.status}), '', 'a scenario says the same');
is(owner(q{SELECT string_agg(DISTINCT a.status, ' ') FROM announced a WHERE goal_id IN (3, 6)}), 'not started', 'a goal that is to come begins so');
is(owner(q{SELECT count(*) FROM (SELECT announce()) x; SELECT announce()}) =~ s/\n/ /r, '1 0', 'and is announced once');
is(owner(q{BEGIN; DO $$ BEGIN PERFORM close_period(1, confirm => 'not over'); END $$;
	SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM scorecard_history;
	SELECT string_agg(concat_ws(' ', goal_key, status, status_order), ', ' ORDER BY goal_key) FROM goal_history; ROLLBACK;}), "$said\n$said", 'a close and a snapshot say it');
is(owner(q{SELECT snapshot(current_date - 90, 'month') > 1}), 't', 'snapshots of days past');
is(owner(q{SELECT string_agg(DISTINCT day_on::text || ' ' || h.status || ' ' || a.status, ', ') FROM goal_history h, scorecard_at(h.until_at) a WHERE a.goal_id = h.goal_id AND a.status <> h.status}), '', 'say what scorecard_at says of them');
is(owner(q{SELECT count(*) > 0 FROM goal_history h WHERE goal_key = 'silent' AND status = 'not started'}), 't', 'a goal of now had not started then');

# A team with the teams below it, and whose a goal is: columns to filter by.
owner(q{
	INSERT INTO team (id, key, name, parent_id) VALUES (1, 'a', 'A', NULL), (2, 'b', 'B', 1), (3, 'c', 'C', 2), (4, 'd', 'D', 1), (5, 'e', 'E', NULL);
	UPDATE goal SET team_id = 1 + id % 5;
	UPDATE goal SET perspective_id = 1 WHERE id = 1;
	UPDATE goal SET perspective_id = 2 WHERE id = 4;
});
is(owner(q{SELECT string_agg(concat_ws(' ', team_name, within_team_name, depth), ', ' ORDER BY team_name, depth) FROM team_tree}), 'A A 0, B B 0, B A 1, C C 0, C B 1, C A 2, D D 0, D A 1, E E 0', 'each team is within itself and every team above');
is(owner(q{SELECT count(*) FROM (SELECT s.goal_id FROM scorecard s JOIN team_tree t USING (team_id) WHERE t.within_team_name = 'A' EXCEPT SELECT id FROM goal WHERE team_id IN (1, 2, 3, 4)) x}), '0', 'a filter by a team takes the teams below');
is(owner(q{SELECT count(*) = (SELECT count(*) FROM goal WHERE team_id <> 5) FROM scorecard s JOIN team_tree t USING (team_id) WHERE t.within_team_name = 'A'}), 't', 'each goal once');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, root_goal_name, perspective_id, perspective_name IS NOT NULL), ', ' ORDER BY goal_id) FROM scorecard WHERE goal_id < 6}), 'top Top 1 t, o Top 1 t, kr Top 1 t, log Top 2 t, mixed Mixed f', 'root and perspective, that of the nearest goal above');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, root_goal_name, perspective_id, period_name), ', ' ORDER BY goal_id) FROM okr WHERE goal_id < 6}), 'kr Top 1 next, log Top 2 next', 'in okr');
is(owner(q{SELECT string_agg(concat_ws(' ', goal_key, root_goal_name, perspective_id, period_name), ', ' ORDER BY goal_id) FROM exceptions}), 'kr Top 1 next, silent Mixed now', 'in exceptions');
is(owner(q{SELECT string_agg(perspective_id || ' ' || goal_count, ', ' ORDER BY perspective_id) FROM balanced_scorecard}), '1 0, 2 0, 3 0, 4 0', 'what is to come is in no perspective of now');

# Whose a goal was stays, whoever has it now: also in snapshots that are taken later.
owner(q{
	INSERT INTO person (id, name) VALUES (21, 'Ann'), (22, 'Bob'), (23, 'Cy');
	UPDATE goal SET owner_id = 21, team_id = 1 WHERE id = 11;
	UPDATE goal SET owner_id = 22 WHERE id = 11;
	UPDATE goal SET owner_id = 23, team_id = 2 WHERE id = 11;
	UPDATE goal SET name = 'Early bird' WHERE id = 11;
	SET session_replication_role = replica;
	-- Ann until 20 days ago, Bob until 10 days ago
	UPDATE change_log c SET changed_at = now() - interval '20 days' WHERE table_name = 'goal' AND row_key = '11' AND operation = 'UPDATE' AND old_row::jsonb ->> 'owner_id' = '21';
	UPDATE change_log c SET changed_at = now() - interval '10 days' WHERE table_name = 'goal' AND row_key = '11' AND operation = 'UPDATE' AND old_row::jsonb ->> 'owner_id' = '22';
	UPDATE change_log c SET changed_at = now() - interval '30 days' WHERE table_name = 'goal' AND row_key = '11' AND (operation = 'INSERT' OR COALESCE(old_row::jsonb ->> 'owner_id', '') NOT IN ('21', '22', '23'));
	SET session_replication_role = origin;
	SELECT snapshot(current_date - 25, 'day');
});
my $hands = q{SELECT string_agg(concat_ws(' ', d, owner_name, team_id), ', ' ORDER BY d DESC) FROM (SELECT current_date - day_on AS d, owner_name, team_id FROM goal_history WHERE goal_id = 11 AND current_date - day_on IN (0, 5, 9, 11, 19, 21, 24)) x};
is(owner($hands), '24 Ann 1, 21 Ann 1, 19 Bob 1, 11 Bob 1, 9 Cy 2, 5 Cy 2, 0 Cy 2', 'owner and team are those of that day');
is(owner("SELECT 1 FROM (SELECT snapshot(current_date - 25, 'day')) x; $hands"), "1\n24 Ann 1, 21 Ann 1, 19 Bob 1, 11 Bob 1, 9 Cy 2, 5 Cy 2, 0 Cy 2", 'taken again they are the same');

# Edges: random networks. What the children of a goal give adds up to its score, whatever the weights, shares, credit ranges and policies.
my $seed = $ENV{OPM_SEED} // time;
note("OPM_SEED=$seed");
srand($seed);
sub net { return $node->safe_psql('postgres', "SET client_min_messages = error; SET search_path = net, pg_catalog;\n$_[0]") }
my @sql = ("SELECT opm.create_workspace('net');");
for my $id (1 .. 80) {
	my $parent = $id > 3 ? 1 + int(rand(($id - 1) / 2)) : 0;
	push @sql, sprintf("INSERT INTO goal (id, key, name, parent_id, weight, rollup, missing, credit_floor, credit_cap, target, lifecycle, share) VALUES (%d, 'g%d', 'G', %s, %d, '%s', %s, %s, %s, '0 -> 10', '%s', %s);",
		$id, $id, $parent || 'NULL', int(rand(4)), (qw(mean mean min max own geomean))[rand 6], rand() < 0.2 ? "'zero'" : rand() < 0.1 ? "'>= 0.5'" : 'NULL', rand() < 0.3 ? (-int(rand(3)), 1 + int(rand(3))) : ('NULL', 'NULL'),
		rand() < 0.9 ? 'active' : 'paused', $parent && $id % 4 == 0 ? '0.25' : 'NULL');
	push @sql, "INSERT INTO measurement (goal_id, at, value) VALUES ($id, now(), " . (int(rand(40)) - 10) . ');' if rand() < 0.8;
	# a further parent, with the rest of the share or in full
	my $other = 1 + int(rand(($id - 1) / 2));
	push @sql, sprintf('INSERT INTO goal_link (goal_id, parent_id, weight, share) VALUES (%d, %d, %d, %s);', $id, $other, 1 + int(rand(3)), $id % 4 == 0 ? '0.75' : 'NULL') if $parent && $other != $parent && ($id % 4 == 0 || rand() < 0.3);
}
owner(join "\n", $sql[0], 'SET search_path = net, pg_catalog;', @sql[1 .. $#sql]);
is(net(q{SELECT count(*) FROM (SELECT goal_id, parent_goal_id FROM goal_edge) e FULL JOIN (SELECT goal_id, parent_id FROM _edge) x ON (x.goal_id, x.parent_id) = (e.goal_id, e.parent_goal_id) WHERE e.goal_id IS NULL OR x.goal_id IS NULL}), '0', 'all edges, each once');
is(net(q{SELECT string_agg(s.goal_key || ' ' || s.rollup || ' ' || s.score || ': ' || COALESCE(e.points::text, 'nothing'), ', ') FROM scorecard s JOIN (SELECT parent_goal_id, sum(contribution_points) AS points FROM goal_edge GROUP BY 1) e ON e.parent_goal_id = s.goal_id
	WHERE s.rollup IN ('mean', 'min', 'max') AND s.score IS NOT NULL AND (e.points IS NULL OR abs(e.points - 100 * s.score) > 1e-7)}) || '', '', 'what children give adds up to the score');
is(net(q{SELECT count(*) FROM goal_edge WHERE contribution_points IS NOT NULL AND (parent_rollup NOT IN ('mean', 'min', 'max') OR parent_score IS NULL)}), '0', 'and is not said where it does not');
cmp_ok(net(q{SELECT count(*) FROM goal_edge WHERE contribution_points IS NOT NULL}), '>', 20, 'of many edges');
is(net(q{SELECT count(*) FROM (SELECT sum(weight_fraction) AS w FROM goal_edge GROUP BY parent_goal_id) x WHERE abs(w - 1) > 1e-9}), '0', 'parts of the weight add up to 1');
# what the rollup of the engine gives to the roots, and the edges right below a root say the same of a goal with one parent
is(net(q{SELECT count(*) FROM scorecard s JOIN goal_edge e ON e.goal_id = s.goal_id AND e.parent_goal_id = s.root_goal_id WHERE s.depth = 1 AND (SELECT count(*) FROM goal_edge x WHERE x.goal_id = s.goal_id) = 1
	AND s.score IS NOT NULL AND abs(s.contribution_points - e.contribution_points) > 1e-7}), '0', 'as the engine has it');
# Of several parents, goal.parent_id is the one under which a goal is listed, in every view of the tree and in closes.
my $listed = q{count(*) FROM %s s JOIN goal g ON g.id = s.goal_id LEFT JOIN %s p ON p.goal_id = s.parent_goal_id WHERE s.parent_goal_id IS DISTINCT FROM g.parent_id OR s.depth <> COALESCE(p.depth + 1, 0) OR p.tree_order >= s.tree_order};
for my $asked ('scorecard', 'scorecard_at(now())', 'scorecard_history') { is(net(($asked =~ /history/ ? q{INSERT INTO period (kind, name, first_day, last_day) VALUES ('custom', 'p', current_date - 9, current_date + 9); SELECT close_period(1, confirm => 'not over') > 0 AND } : 'SELECT ')
	. '(SELECT ' . sprintf($listed, $asked, $asked) . ') = 0'), 't', "$asked: listed under the main parent") }
is(net(q{SELECT count(*) FROM check_closes()}), '0', 'a close of it is sound');
is(net(q{SELECT count(*) FROM scorecard s JOIN scorecard_at(now()) a USING (goal_id) WHERE (s.parent_goal_id, s.depth, s.tree_order) IS DISTINCT FROM (a.parent_goal_id, a.depth, a.tree_order)}), '0', 'in the same order');
is(net(q{SELECT count(*) FROM scorecard s LEFT JOIN scorecard p ON p.goal_id = s.parent_goal_id WHERE s.root_goal_id <> COALESCE(p.root_goal_id, s.goal_id) OR s.goal_path <> concat_ws(' / ', p.goal_path, s.goal_name)}), '0', 'root and path go by it too');
is(net(q{SELECT count(*) FROM goal_edge e JOIN goal g ON g.id = e.goal_id WHERE e.is_main <> (e.parent_goal_id = g.parent_id)}), '0', 'the edge to it is the main one');
# A reader sees the edges between goals that they see, and what they give to the scores that they see.
$node->safe_psql('postgres', q{CREATE ROLE seer LOGIN; SELECT opm.grant_workspace('net', 'seer', 'reader'); UPDATE net.goal SET visibility = 'owner', owner_id = 1 WHERE id % 7 = 0});
sub seer { return net("SET ROLE seer;\n$_[0]") }
is(seer(q{SELECT count(*) FROM goal_edge WHERE goal_id % 7 = 0 OR parent_goal_id % 7 = 0}), '0', 'no edge tells of a private goal');
is(seer(q{SELECT count(*) FROM scorecard s JOIN (SELECT parent_goal_id, sum(contribution_points) AS points FROM goal_edge GROUP BY 1) e ON e.parent_goal_id = s.goal_id
	WHERE s.rollup IN ('mean', 'min', 'max') AND s.score IS NOT NULL AND (e.points IS NULL OR abs(e.points - 100 * s.score) > 1e-7)}), '0', 'and it adds up to the score that the reader sees');

$node->stop;
done_testing();
