# The errors of a workspace are an interface: every constraint of every table, broken, says what was wrong, what is accepted and what to do
# next; none shows its name or the row. A mistyped key is an error; a close that cannot be undone asks for a word.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('errors');
sub owner { return $node->safe_psql('postgres', $_[0]) }
owner(<<'SQL');
SELECT opm.create_workspace('perf');
SELECT opm.load_outline('perf', E'company "Acme"\n  arr [80 -> 120] = 97\n  nps [>= 50]\n  unit_cost [5 -> 4]');
SELECT perf.add_fiscal_year(date_trunc('year', now())::date);
-- what a statement says, as fields: SQLSTATE, message, detail, hint
CREATE FUNCTION said(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	s text; m text; d text; h text;
BEGIN
	EXECUTE statement;
	RETURN ARRAY['00000', '', '', ''];
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS s = RETURNED_SQLSTATE, m = MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT;
	RETURN ARRAY[s, m, d, h];
END $$;
SQL

# What breaks the constraints that are about several columns, or about more than the form of one.
my %breaks = (
	action_has_owner => '{"kind": "action"}', action_done_or_dropped => '{"done_at": "2020-01-01", "dropped_at": "2020-01-01"}',
	action_decided => '{"verdict": "accepted"}', action_outcome_when_done => '{"outcome": "x"}',
	action_pilot_days => '{"baseline_from": "2020-01-01"}', action_control_other => '{"goal_id": 1, "control_goal_id": 1}',
	check_in_cleared => '{"cleared_at": "2020-01-01"}', check_in_blocker_said => '{"blocker_kind": "people"}', check_in_says_something => '{}',
	close_tree_canonical => '{"outline": "b\na"}', feedback_not_to_oneself => '{"from_id": 1, "to_id": 1, "kind": "feedback"}',
	goal_not_own_parent => '{"id": 1, "parent_id": 1}', goal_credit_range => '{"credit_floor": 2, "credit_cap": 1}',
	goal_private_to_team => '{"visibility": "team"}', goal_objective_target => '{"kind": "objective", "target": "0 -> 1"}',
	goal_sum_of_percentages => '{"unit": "%", "rollup": "SUM"}',
	goal_yes_no_target => '{"unit": "yes/no", "target": ">= 2"}', goal_count_target => '{"time_aggregation": "count", "target": ">= -2"}',
	goal_link_not_own_parent => '{"goal_id": 1, "parent_id": 1}',
	measurement_not_in_the_future => '{"at": "2020-01-02", "recorded_at": "2020-01-01"}',
	period_days => '{"first_day": "2020-01-02", "last_day": "2020-01-01"}', period_not_own_parent => '{"id": 1, "parent_id": 1}',
	setting_one_row => '{"id": 2}', setting_credit_range => '{"credit_floor": 2, "credit_cap": 1}',
	team_not_own_parent => '{"id": 1, "parent_id": 1}', tree_lock_one_row => '{"id": 2}');
# What no column accepts, by the function that its constraint asks.
my %refused = (_word => '"no such word"', _number => '-2000000000', _day => '"infinity"', _time => '"-infinity"', _line => '"a\nb"', _text => 'long', _literal => '"["');

# A constraint is asked as it stands, of a row that breaks it: so no other one can answer first.
my $constraints = owner(q{SELECT c.conrelid::regclass::text || '|' || c.conname || '|' || substring(pg_get_constraintdef(c.oid), 'opm\.(_\w+)') || '|' ||
	COALESCE(a.attname, '') || '|' || COALESCE(a.atttypid::regtype::text, '') || '|' || replace(pg_get_expr(c.conbin, c.conrelid), E'\n', ' ')
	FROM pg_constraint c LEFT JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
	WHERE c.contype = 'c' AND c.connamespace = 'perf'::regnamespace ORDER BY 1});
my $n = 0;
for (split /\n/, $constraints)
{
	my ($table, $name, $asks, $column, $type, $expression) = split /\|/, $_, 6;
	my $row = $breaks{$name} // (defined $refused{$asks // ''} ? qq({"$column": $refused{$asks}}) : undef);
	ok($row, "$name: there is a row that breaks it") or next;
	$row =~ s/-2000000000/1e200/ if $row && $type eq 'double precision';
	my $json = $row =~ /long/ ? qq{jsonb_build_object('$column', repeat('x', 2000000))} : "'$row'::jsonb";
	(my $alias = $table) =~ s/.*\.//;
	my $said = owner(qq{SELECT array_to_string(said(\$q\$SELECT $expression FROM jsonb_populate_record(NULL::$table, $json) $alias\$q\$), E'\\x01')});
	my ($state, $message, $detail, $hint) = split /\x01/, $said, -1;
	like($state, qr/^(22|23)/, "$name: it is refused");
	unlike("$message$detail$hint", qr/constraint|Failing row/, "$name: without its name or the row");
	ok(length($message) < 200 && length($detail) > 10 && length($hint) > 10, "$name: with the rule and the next step") or diag($said);
	$n++;
}
cmp_ok($n, '>', 120, "$n constraints are broken");
is(owner(q{SELECT string_agg(c.conname, ' ') FROM pg_constraint c WHERE c.contype = 'c' AND c.connamespace = 'perf'::regnamespace AND pg_get_constraintdef(c.oid) !~ '^CHECK \(opm\._\w+\('}),
	'', 'no constraint is a bare condition, which would show its name and the row');
is(owner(q{SELECT string_agg(c.relname || '.' || a.attname, ' ') FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN opm._workspace_tables() t ON t.table_name = c.relname
	WHERE c.relnamespace = 'perf'::regnamespace AND t.commands IS NOT NULL AND a.attnum > 0 AND a.attgenerated = '' AND a.atttypid IN ('text'::regtype, 'double precision'::regtype, 'date'::regtype, 'timestamptz'::regtype)
	AND (t.commands !~ '\(' OR t.commands ~ a.attname)
	AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum])}), '', 'every text, number, day and time that people write has a limit');

# What every row has.
for (split /\n/, owner(q{SELECT c.relname || ' ' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN opm._workspace_tables() t ON t.table_name = c.relname
	WHERE c.relnamespace = 'perf'::regnamespace AND t.commands LIKE 'INSERT,%' AND c.relname <> 'measurement' AND a.attnum > 0 AND a.attnotnull ORDER BY 1}))
{
	my ($table, $column) = split / /;
	my $said = owner(qq{SELECT array_to_string(said('INSERT INTO perf.$table ($column) VALUES (NULL)'), E'\\n')});
	like($said, qr/^23502\n$table\.\w+ cannot be empty\n.{10,}\n.{10,}$/, "$table.$column: an empty one is refused in words");
}

# Words that are near, a percentage, a person who is not listed.
sub says { my ($sql, $like, $name) = @_; like(owner(qq{SELECT array_to_string(said(\$q\$$sql\$q\$), E'\\n')}), $like, $name); return; }
says(q{INSERT INTO perf.goal (name, lifecycle) VALUES ('x', 'Droped')}, qr/^23514\ngoal\.lifecycle cannot be "Droped"\nIt is draft, active, paused, done or dropped\.\nPerhaps you mean "dropped"\.$/, 'a word that is near');
says(q{INSERT INTO perf.check_in (goal_id, confidence) VALUES (1, 70)}, qr/^23514\ncheck_in\.confidence cannot be 70\nIt is from 0 to 1\.\n70 % is 0\.7\.$/, 'a percentage');
says(q{INSERT INTO perf.goal (name, target) VALUES ('x', '80k')}, qr/^22P02\ninvalid input syntax for type opm\.target.*\nWrite a move/s, 'a target, in the words of the engine');
owner('CREATE ROLE nobody_yet');
owner(q{SELECT opm.grant_workspace('perf', 'nobody_yet', 'manager')});
owner('GRANT EXECUTE ON FUNCTION said(text) TO nobody_yet');
like(($node->psql('postgres', q{SET ROLE nobody_yet; INSERT INTO perf.goal (name) VALUES ('x')}))[2], qr/goal\.owner_id cannot be empty\nDETAIL:.*role "nobody_yet" is no person yet\.\nHINT:/, 'a role that is no person');
my ($rc, $out, $err) = $node->psql('postgres', q{\set VERBOSITY verbose
INSERT INTO perf.goal (name, weight) VALUES ('x', -1)});
like($err, qr/23514: goal\.weight cannot be -1.*\nTABLE NAME:  goal\nCOLUMN NAME:  weight/s, 'programs get the table and the column');

# A mistyped key.
is(owner(q{INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id(m.key), now(), m.value FROM (VALUES ('nps', 41), ('unit_cost', 4.6)) m(key, value) RETURNING goal_id > 0}), "t\nt", 'keys become ids');
says(q{INSERT INTO perf.measurement (goal_id, at, value) SELECT perf.goal_id('arrr'), now(), 1}, qr/^42704\nthere is no goal "arrr"\n.*\nPerhaps you mean "arr"\.$/, 'a mistyped key is an error');
says(q{SELECT perf.goal_id('nothing like it')}, qr/^42704\nthere is no goal "nothing like it"\n.*\nThe view scorecard/, 'also if no key is near');
says('SELECT perf.goal_id(NULL)', qr/^42704\nthere is no goal NULL/, 'and NULL');
owner(q{UPDATE perf.goal SET visibility = 'owner' WHERE key = 'nps'});
like(($node->psql('postgres', q{SET ROLE nobody_yet; SELECT perf.goal_id('nps')}))[2], qr/there is no goal "nps"(?!.*you mean "nps")/s, 'a goal that is hidden is like one that is not there');
says(q{SELECT perf.period_id('nothing')}, qr/^42704\nthere is no period "nothing" in calendar "main"/, 'so with periods');
my $year = owner(q{SELECT name FROM perf.period WHERE kind = 'year'});
(my $near = $year) =~ s/^FY/Fy /;
says(qq{SELECT perf.period_id('$near')}, qr/Perhaps you mean "\Q$year\E"/, 'with the name that is near');

# A close is for good.
says(qq{SELECT perf.close_period(perf.period_id('$year'))}, qr/^55000\nperiod "\Q$year\E" is not over\n.*\nTo close it.*confirm => 'not over'\);$/, 'a period that is not over asks for a word');
is(owner('SELECT count(*) FROM perf.period_close'), '0', 'nothing was closed');
like(owner(qq{SELECT perf.close_period(perf.period_id('$year'), 'Board of November', confirm => 'not over')}), qr/^\d+$/, 'with the word it is closed');
is(owner(q{SELECT DISTINCT close_note FROM perf.scorecard_history}), 'Board of November', 'and its name is where closes are listed');
says(qq{SELECT perf.close_period(perf.period_id('$year'), confirm => 'not over')}, qr/^23505\nperiod "\Q$year\E" is closed already/, 'once');
says('SELECT perf.close_period(4711)', qr/^42704\nperiod 4711 does not exist\n.*\n.*period_id/s, 'a period that is not there');
$node->stop;
done_testing();
