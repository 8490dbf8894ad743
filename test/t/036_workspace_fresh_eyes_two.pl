# What a second round of people who had not written it found: numbers of private goals in what a session is told of plans, in the statistics of the planner and in the weights of a
# close; keys taken before their time; numbers that are accepted each, and have no product.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('eyes2');
sub owner { return $node->safe_psql('postgres', $_[0]) }

# What a role that connects is told, with all messages, and the same with no more than the first error.
sub told
{
	my ($role, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', $sql, on_error_stop => 1, extra_params => [ '-U', $role ]);
	return ($out, $err);
}

sub as
{
	my ($out, $err) = told(@_);
	return $err =~ /ERROR:\s+(.*)/ ? "ERROR: $1" : $out;
}
owner(<<'SQL');
CREATE ROLE own LOGIN; GRANT CREATE ON DATABASE postgres TO own; CREATE ROLE rd LOGIN; CREATE ROLE rp LOGIN; CREATE ROLE co LOGIN; CREATE ROLE ma LOGIN; CREATE ROLE ad LOGIN; CREATE ROLE vi LOGIN;
SET ROLE own;
SELECT opm.create_workspace('perf');
SELECT opm.grant_workspace('perf', r, l) FROM (VALUES ('rd', 'reader'), ('rp', 'reporter'), ('co', 'contributor'), ('vi', 'contributor'), ('ma', 'manager'), ('ad', 'admin')) v(r, l);
INSERT INTO perf.person (id, name, login) VALUES (13, 'Co', 'co'), (14, 'Ma', 'ma'), (16, 'Vi', 'vi');
INSERT INTO perf.team (id, key, name, lead_id) VALUES (1, 't1', 'T1', 14), (2, 't2', 'T2', 16);
INSERT INTO perf.goal (id, key, name, owner_id, team_id, target, parent_id, rollup, visibility, unit, weight) VALUES
	(101, 'root', 'Root', 1, NULL, NULL, NULL, NULL, 'everyone', NULL, 1), (102, 'sum', 'Sum', 1, NULL, '0 -> 1000', 101, 'sum', 'everyone', 'EUR', 1),
	(103, 'h1', 'H', 16, 2, '0 -> 100', 102, NULL, 'owner', 'EUR', 1), (104, 'v', 'V', 13, NULL, '0 -> 100', 102, NULL, 'everyone', 'EUR', 1),
	(105, 'p', 'P', 1, NULL, NULL, 101, NULL, 'everyone', NULL, 2), (106, 'ph', 'PH', 16, 2, '0 -> 100', 105, NULL, 'owner', 'x', 7.25), (107, 'pv', 'PV', 13, NULL, '0 -> 100', 105, NULL, 'everyone', 'x', 1),
	(108, 'pu', 'PU', 13, NULL, '0 -> 100', 105, NULL, 'everyone', 'x', 1),
	(120, 'open', 'Open', 14, 1, NULL, NULL, NULL, 'everyone', NULL, 1), (121, 'oa', 'OA', 14, 1, '0 -> 100', 120, NULL, 'everyone', 'x', 3), (122, 'ob', 'OB', 13, NULL, '0 -> 100', 120, NULL, 'everyone', 'x', 1);
INSERT INTO perf.measurement (goal_id, at, value) SELECT v.id, now() - interval '1 min', v.value FROM (VALUES (103, 37.25), (104, 50), (106, 61.5), (107, 42), (121, 10), (122, 20)) v(id, value);
INSERT INTO perf.period (id, kind, name, first_day, last_day) VALUES (2, 'custom', 'Now', current_date - 1, current_date + 1);
SELECT perf.close_period(2, confirm => 'not over');
SQL

# Plans are printed for who asks for it, with what they compute with: not those that compute with all goals. 37.25 of 87.25 is the part of the private goal in the sum, and tells its value.
my $fraction = join '\s+', map { $_ > 127 ? $_ - 256 : $_ } unpack 'C8', pack 'd', 37.25 / 87.25;
for my $setting (qw(debug_print_plan debug_print_rewritten debug_print_parse))
{
	for my $query ('SELECT count(*) FROM perf.close_result', 'SELECT count(*) FROM perf.scorecard_history', q{SELECT count(*) FROM opm._workspace_withheld_results('perf.setting')}, 'SELECT count(*) FROM perf.shared_scorecard')
	{
		my ($out, $said) = told('rp', "SET client_min_messages = log; SET plan_cache_mode = force_custom_plan; SET $setting = on; $query");
		like($said, qr/LOG:/, "$setting: $query");
		unlike($said, qr/(?<![\d-])$fraction(?!\d)/, 'shows nothing of a private goal');
	}
}
# What a goal weighs at the root tells the weights beside it, and how much of a figure is known whether a goal has one: empty in a close where a private goal says so. 1 / (1 + 1 + 7.25) of 2/3 was the part of pv.
for my $role (qw(rd rp co ma))
{
	is(as($role, q{SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM perf.close_result WHERE root_weight_fraction IS NOT NULL AND depth > 0}), 'oa ob', "$role: weights at the root, where no private goal is beside or above");
	is(as($role, q{SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM perf.scorecard_history WHERE coverage_fraction IS NOT NULL}), 'oa ob open pu pv v', "$role: known parts, where no private goal is one");
}
is(owner('SELECT count(*) FROM perf.check_closes()'), '0', 'the close is sound');
is(owner(q{SELECT string_agg(concat_ws(' ', r.key, round(r.root_weight::numeric, 6), round(r.coverage::numeric, 6)), ', ' ORDER BY r.key) FROM perf.close_tree t, opm.rollup(t.outline::opm.goaltree) r WHERE r.key IN ('101', '107')}), '101 1.000000 0.927928, 107 0.072072 1.000000', 'the owner has them in the tree');

# The sequence of a table passes keys that are chosen. Else whoever took those that come next stopped everybody's inserts, with the highest of all for ever once the workspace was upgraded.
my %row = (goal => [ 'ma', '(id, key, name, target, owner_id, team_id) VALUES (%s, $$k%1$s$$, $$K$$, $$0 -> 1$$, 14, 1)' ], check_in => [ 'co', '(id, goal_id, note) VALUES (%s, 107, $$n$$)' ], action => [ 'co', '(id, name) VALUES (%s, $$n$$)' ], review => [ 'co', '(id, name) VALUES (%s, $$n$$)' ],
	decision => [ 'co', '(id, review_id, name) VALUES (%s, 900, $$n$$)' ], factor => [ 'co', '(id, kind, name) VALUES (%s, $$risk$$, $$n$$)' ], feedback => [ 'co', '(id, to_id, body) VALUES (%s, 14, $$n$$)' ], rating => [ 'co', '(id, kind, criterion, subject_id, rating) VALUES (%s, $$competency$$, $$k%1$s$$, 14, 1)' ],
	chart_exclusion => [ 'ma', '(id, goal_id, first_day, last_day, why) VALUES (%s, 120, $$2026-01-01$$, $$2026-01-01$$, $$w$$)' ],
	import_line => [ 'co', '(id, line) VALUES (%s, $$n$$)' ],
	template => [ 'ma', '(id, name, outline) VALUES (%s, $$k%1$s$$, $$a$$)' ], period => [ 'ad', '(id, calendar, kind, name, first_day, last_day) VALUES (%s, $$k%1$s$$, $$day$$, $$k$$, $$2020-01-01$$, $$2020-01-01$$)' ]);
is(join(' ', grep { !$row{$_} } split /\n/, owner(q{SELECT c.relname FROM opm._workspace_tables() t JOIN pg_class c ON c.relname = t.table_name AND c.relnamespace = 'perf'::regnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity = 'd' WHERE t.level < 'd' AND t.level <> 'admin' ORDER BY 1})),
	'', 'all tables with such keys are tried');
owner('SET ROLE own; INSERT INTO perf.review (id, name) VALUES (900, $$r$$)');
for my $table (sort keys %row)
{
	my ($role, $values) = @{ $row{$table} };
	my $insert = sub { my ($id) = @_; return as($role, "INSERT INTO perf.$table " . sprintf($values, $id) . ($_[1] // '')) };
	# the owner loads rows with keys of their own; the sequence is behind them until an upgrade
	owner('SET ROLE own; SELECT opm.upgrade_workspace($$perf$$)');
	like($insert->($_), qr/^ERROR: $table\.id cannot be \Q$_\E$/, "$table: key $_") for -1, 0, 20000000, '9223372036854775807';
	is($insert->(1000), '', "$table: a key that is chosen");
	my $default = "INSERT INTO perf.$table " . sprintf($values =~ s/\(id, /(/r =~ s/VALUES \(%s, /VALUES (/r =~ s/%1\$s/%s/r, 'own') . ' RETURNING id';
	is(my $id = as($role, $default), 1001, "$table: the next one by itself comes after it");
	if ($table eq 'import_line')
	{
		# lines of a file are put in and taken out, not changed
		like(as($role, "UPDATE perf.$table SET id = id WHERE id = $id"), qr/^ERROR: permission denied for table import_line/, "$table: no row is changed");
		next;
	}
	# some tables are not changed at all
	like(as($role, "UPDATE perf.$table SET id = $_ WHERE id = $id"), qr/^(?:|ERROR: (?:$table\.id cannot be $_|the id of a goal does not change))$/, "$table: no row moves to key $_") for -1, 30000000;
	is(as($role, "UPDATE perf.$table SET id = id WHERE id = $id") . owner("SELECT count(*) FROM perf.$table WHERE id = $id"), '1', "$table: and each may keep its own");
}
is(as('co', q{INSERT INTO perf.check_in (goal_id, note) SELECT 107, 'n' FROM generate_series(1, 1000) RETURNING id}) =~ tr/\n//, 999, 'many at once');
is(as('co', q{INSERT INTO perf.check_in (id, goal_id, note) SELECT max(id) + g, 107, 'n' FROM perf.check_in, generate_series(1, 1000) g GROUP BY g; INSERT INTO perf.check_in (goal_id, note) VALUES (107, 'n') RETURNING id = (SELECT max(id) + 1 FROM perf.check_in)}), 't', 'many that are chosen');
is(owner(q{SET ROLE own; INSERT INTO perf.check_in (id, goal_id, note) VALUES (500000000, 107, 'loaded'); SELECT opm.upgrade_workspace('perf') IS NOT NULL; RESET ROLE; SET ROLE co; INSERT INTO perf.check_in (goal_id, note) VALUES (107, 'n') RETURNING id}), "t\n500000001", 'the owner loads rows with their keys');
# The planner estimates from samples of all rows, and EXPLAIN shows its estimates: it keeps no sample of what is private.
owner(<<'SQL');
SET ROLE own;
INSERT INTO perf.measurement (goal_id, at, value, base, note) SELECT 106, now() - g * interval '1 day', 1000 + g, g, 'note ' || g FROM generate_series(1, 300) g;
INSERT INTO perf.measurement (goal_id, at, value) SELECT 107, now() - g * interval '1 hour', 40 + g % 2 FROM generate_series(1, 3000) g;
INSERT INTO perf.feedback (from_id, to_id, body) SELECT 16, 14, 'private ' || g FROM generate_series(1, 300) g;
INSERT INTO perf.rating (kind, criterion, rater_id, subject_id, rating) SELECT 'competency', 'c' || g, 16, 14, g / 10.0 FROM generate_series(1, 300) g;
INSERT INTO perf.check_in (goal_id, person_id, confidence, score, note) SELECT 106, 16, g / 1000.0, g, 'said ' || g FROM generate_series(1, 300) g;
INSERT INTO perf.goal (key, name, target, owner_id, weight, visibility) SELECT 'x' || g, 'X' || g, '0 -> ' || g, 16, g, 'owner' FROM generate_series(1, 300) g;
UPDATE perf.measurement SET value = value + 1 WHERE goal_id = 106; UPDATE perf.goal SET weight = weight + 1 WHERE key LIKE 'x%'; SELECT opm.partition_measurements('perf', current_date - 100, current_date + 40);
UPDATE perf.goal SET name = name || '!';
SQL
owner('ANALYZE');
is(owner(q{SELECT string_agg(format('%s.%s', tablename, attname), ' ' ORDER BY 1) FROM pg_stats s WHERE s.schemaname = 'perf'
	AND (tablename ~ '^measurement' OR tablename IN (SELECT table_name FROM opm._workspace_tables() WHERE readers <> 'everyone'))
	AND attname IN ('value', 'base', 'group_size', 'note', 'body', 'rating', 'weight', 'key', 'name', 'target', 'score', 'confidence', 'old_row', 'outline', 'salt', 'actual', 'goal_key', 'goal_name', 'fraction', 'quiet_from')}), '', 'no sample of a column that is private');
sub estimate { my ($table, $condition) = @_; my ($rows) = as('rd', "EXPLAIN SELECT FROM perf.$table WHERE $condition") =~ /rows=(\d+)/; return $rows }
for ([ 'measurement', 'value', map { 1000 + 100 * $_ } 0 .. 4 ], [ 'measurement_history', 'value', map { 1000 + 100 * $_ } 0 .. 4 ], [ 'measurement', 'base', 0, 100, 200, 400 ], [ 'measurement', 'note', q('a'), q('note 17'), q('z') ], [ 'feedback', 'body', q('a'), q('private 2'), q('z') ], [ 'rating', 'rating', 0, 20, 40 ], [ 'goal', 'weight', 0.5, 100, 400 ],
	[ 'goal', 'name', q('A'), q('X2'), q('Z') ], [ 'check_in', 'score', 0, 100, 400 ], [ 'check_in', 'note', q('a'), q('said 2'), q('t') ], [ 'change_log', 'old_row', q('a'), q('{"x'), q('}') ])
{
	my ($table, $column, @values) = @$_;
	is(join(' ', map { estimate($table, "$column < $_") } @values[ 1 .. $#values ]), join(' ', (estimate($table, "$column < $values[0]")) x $#values), "$table.$column: every value is as likely");
}
owner('SET ROLE own; ALTER TABLE perf.goal ALTER why SET STATISTICS 50; ALTER TABLE perf.goal ADD ours text; SELECT opm.upgrade_workspace($$perf$$)');
is(owner(q{SELECT string_agg(attname || attstattarget, ' ' ORDER BY attname) FROM pg_attribute WHERE attrelid = 'perf.goal'::regclass AND attname IN ('why', 'ours', 'key')}), 'key0 ours0 why50', 'what the owner has said stays');
# One row that is accepted may be too small for another one that is: what is computed of both stops nobody.
owner(<<'SQL');
SET ROLE own; SELECT opm.create_workspace('tiny'); SELECT opm.grant_workspace('tiny', r, l) FROM (VALUES ('rd', 'reader'), ('rp', 'reporter'), ('co', 'contributor')) v(r, l);
INSERT INTO tiny.person (id, name, login) VALUES (13, 'Co', 'co'); INSERT INTO tiny.person (id, name) VALUES (16, 'Vi');
INSERT INTO tiny.goal (id, key, name, owner_id, parent_id, weight, target, rollup, visibility, time_aggregation, kind) VALUES
	(1, 'root', 'Root', 13, NULL, 1, NULL, NULL, 'everyone', 'last', 'objective'), (2, 'sum', 'Sum', 13, 1, 1e-100, '0 -> 1', 'sum', 'everyone', 'last', 'kpi'), (3, 's1', 'S', 13, 2, 1, '>= 0', NULL, 'everyone', 'last', 'kpi'), (4, 's2', 'S', 16, 2, 1, '>= 0', NULL, 'owner', 'last', 'kpi'), (5, 's3', 'S', 16, 2, 1, '>= 0', NULL, 'owner', 'last', 'kpi'),
	(6, 'avg', 'Avg', 13, 1, 1e100, '0 -> 1', 'avg', 'everyone', 'last', 'kpi'), (7, 'a1', 'A', 16, 6, 1e-100, '0 -> 1e140', NULL, 'owner', 'last', 'kpi'), (8, 'a2', 'A', 16, 6, 1e100, '1e-140 -> 2e-140', NULL, 'owner', 'last', 'kpi'), (9, 'mean', 'Mean', 13, 1, 1e-100, NULL, NULL, 'everyone', 'last', 'objective'),
	(10, 'm1', 'M', 13, 9, 1e-100, '0 -> 1e140', NULL, 'everyone', 'last', 'kpi'), (11, 'm2', 'M', 13, 9, 1e100, '0 -> 1e140', NULL, 'everyone', 'last', 'kpi'), (12, 'm3', 'M', 13, 9, 1e-100, NULL, NULL, 'everyone', 'last', 'objective'), (13, 'n1', 'N', 16, 12, 1e-100, '>= 1', NULL, 'owner', 'last', 'kpi'), (14, 'n2', 'N', 16, 12, 1e-100, '>= 1', NULL, 'owner', 'last', 'kpi'),
	(15, 'n3', 'N', 13, 12, 1e100, '>= 1', NULL, 'everyone', 'last', 'kpi'), (16, 'ratio', 'Ratio', 13, NULL, 1, NULL, NULL, 'everyone', 'ratio', 'kpi'), (17, 'rec', 'Rec', 13, NULL, 1, '0 -> 1', 'avg', 'everyone', 'last', 'kpi'), (18, 'rec1', 'Rec', 13, 17, 1e-100, '>= 1e-140', NULL, 'everyone', 'last', 'kpi'), (19, 'rec2', 'Rec', 13, 17, 1e100, '>= 0', NULL, 'everyone', 'last', 'kpi');
INSERT INTO tiny.measurement (goal_id, at, value, base) SELECT v.id, now() - interval '1 min', v.value, v.base FROM (VALUES (4, 1e100, NULL::float8), (5, 1e-100, NULL), (7, 1e-300, NULL), (8, 1e100, NULL), (13, 0.5, NULL), (14, 0.5, NULL)) v(id, value, base);
INSERT INTO tiny.period (id, kind, name, first_day, last_day) VALUES (2, 'custom', 'Now', current_date - 1, current_date + 1);
SQL
is(as('co', q{INSERT INTO tiny.measurement (goal_id, at, value, base) SELECT v.id, now() - v.days * interval '1 day', v.value, v.base FROM (VALUES (3, 0, 5e-324, NULL), (10, 0, 1e-300, NULL), (11, 0, 1e100, NULL), (15, 0, 0.9999999999999999, NULL), (16, 1, 5e-324, 1e100), (16, 0, 1e-300, -1e100), (18, 0, 1, NULL), (19, 0, 5e-324, NULL)) v(id, days, value, base);
	INSERT INTO tiny.action (kind, name, expected_effect, realised_effect) VALUES ('proposal', 'x', 1e-300, 1e100), ('proposal', 'y', 1e100, 1e-300), ('proposal', 'z', 0, 1)}), '', 'a contributor writes very small numbers and very large ones');
is(owner('SET ROLE own; SELECT tiny.close_period(2, confirm => $$not over$$) IS NOT NULL; SELECT count(*) FROM tiny.check_closes()'), "t\n0", 'a period is closed all the same');
for my $role (qw(own rd rp co))
{
	for my $name (split(/\n/, owner(q{SELECT relname FROM pg_class WHERE relnamespace = 'tiny'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1})), 'scorecard_at(now())', 'export_outline()', q(scenario('{"s1": {"value": 1}}')))
	{
		unlike(as($role, "SELECT count(x::text) FROM tiny.$name x"), qr/ERROR: (?!permission denied)/, "$role reads $name");
	}
}
is(as('rd', 'SELECT string_agg(realised_fraction::text, $$ $$ ORDER BY action_name) FROM tiny.work_out'), '0', 'what is too small counts as 0, and nothing is a part of it');
$node->stop;
done_testing();
