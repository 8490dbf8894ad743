# Files go in: each of four shapes in at most four statements, every bad row named, and the same file again changes nothing.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $repo = $ENV{OPM_REPO} || '.';
my $node = opm_node('workspace_import');
sub sql { return $node->safe_psql('postgres', "SET client_min_messages = error; SET search_path = perf, public;\n$_[0]") }
sub lines { my ($file) = @_; return qq{\\copy perf.import_line (line) FROM '$repo/test/data/import/$file.csv' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')\n} }
sub problems { my ($arguments) = @_; return sql("SELECT line || ' ' || rule || ' ' || value FROM import_check($arguments) WHERE rule !~ '^missing' ORDER BY line, rule, value") }
sub results { my ($arguments) = @_; return sql("SELECT string_agg(line || ' ' || result, ', ' ORDER BY line) FROM import_apply($arguments)") }
sql(q{SELECT opm.create_workspace('perf')});

# an export of a tool: byte order mark, d/m/y, an empty row, a row with too many cells, a key twice, a parent that is none
sql(lines('viva_goals'));
is(problems(q{'viva goals'}), "1 column not used Colour\n2 order of days dmy\n4 parity 60%\n5 number 1,234\n5 parent O-9\n5 time 31/06/2025\n8 too many cells red\n9 twice KR-1", 'every problem of every row');
is(sql(q{SELECT string_agg(DISTINCT rule || ': ' || value, ', ') FROM import_check('viva goals') WHERE rule ~ '^missing'}), 'missing period: 2025-Q2, missing person: Ada North, missing person: Ben South, missing team: Sales', 'what is missing is listed');
is(results(q{'viva goals', dry_run => false}), join(', ', map { "$_ refused" } 2, 3, 4, 5, 7, 8, 9), 'nobody and nothing is made unasked');
is(results(q{'viva goals', make_missing => true}), '2 new, 3 new, 4 new, 5 refused, 7 new, 8 refused, 9 refused', 'a dry run tells what would be');
is(sql('SELECT (SELECT count(*) FROM goal) + (SELECT count(*) FROM team) + (SELECT count(*) FROM period)'), '0', 'and leaves nothing');
is(results(q{'viva goals', make_missing => true, dry_run => false}), '2 new, 3 new, 4 new, 5 refused, 7 new, 8 refused, 9 refused', 'it goes in');
is(sql(q{SELECT string_agg(concat_ws(' ', g.key, p.key, g.kind, g.target, g.unit, g.due_on), ', ' ORDER BY g.key) FROM goal g LEFT JOIN goal p ON p.id = g.parent_id}),
	'KR-1 O-1 key result 10 -> 30 2025-06-30, KR-2 O-1 key result 8 -> 5 % 2025-06-30, KR-4 O-1 key result 2025-06-30, O-1 objective 2025-06-30', 'as goals in a tree');
is(sql(q{SELECT string_agg(goal_key || ' ' || score_percent, ', ' ORDER BY goal_key) FROM scorecard WHERE goal_key LIKE 'KR%'}), 'KR-1 50, KR-2 33.33333333333333, KR-4 75', 'values count in the period that is over, and progress alone is a judged score');
my $log = sql('SELECT count(*) FROM change_log');
is(results(q{'viva goals', make_missing => true, dry_run => false}), '2 same, 3 same, 4 same, 5 refused, 7 same, 8 refused, 9 refused', 'again it is all the same');
is(sql('SELECT count(*) FROM change_log') . ' ' . sql('SELECT count(*) FROM measurement_history'), "$log 0", 'and nothing is written');

# progress only, parents by name, a cell of two lines
sql(lines('betterworks'));
is(problems(q{'betterworks'}), "1 column not used categories\n1 column not used start_date\n5 progress n/a\n5 time 2025-06-31\n6 parent Happy gests", 'problems of a second tool');
is(results(q{'betterworks', make_missing => true, dry_run => false}), '2 new, 4 new, 5 refused, 6 refused', 'it goes in');
is(sql(q{SELECT g.key || ' ' || p.key || ' ' || c.score FROM goal g JOIN goal p ON p.id = g.parent_id JOIN check_in c ON c.goal_id = g.id WHERE g.name = 'Reply within a day'}), 'reply-within-a-day happy-guests 0.8', 'a judged score below its parent');
is(sql(q{SELECT why FROM goal WHERE key = 'happy-guests'}), "Guests come\nback, and tell others", 'a cell over two lines');

# a plain list: semicolons, decimal commas, direction beside the target
sql(lines('list'));
is(problems(''), "2 number 93,5 %\n2 target 95 %\n6 target TBD\n7 number 1,1 %\n7 target <= 2 %\n8 target Top 5 of Europe\n9 target 12-Apr", 'questions and slips of a list');
is(results(q{hundred_percent => 100, dry_run => false}), '2 new, 3 new, 4 new, 5 new, 6 new, 7 refused, 8 refused, 9 refused', 'one answer, and it goes in');
is(sql(q{SELECT string_agg(concat_ws(' ', g.key, g.target, g.unit, m.value, timezone('UTC', m.at)::date), ', ' ORDER BY g.id) FROM goal g JOIN measurement m ON m.goal_id = g.id WHERE g.kind = 'kpi'}),
	'on-time-delivery >= 95 % 93.5 2025-03-31, complaints <= 12 14 2025-03-31, stock-value <= 1200000 EUR 1345000.5 2025-03-31, sick-days <= 3 days 2.8 2025-03-31, training hours 4 2025-03-31', 'targets and values');

# a wide table: a column a year, targets beside values
sql(lines('wide'));
is(results(q{make_missing => true, decimal_sign => '.', hundred_percent => 100, dry_run => false}), '2 new, 3 new, 4 new, 5 refused, 6 new', 'a wide table goes in');
is(sql(q{SELECT string_agg(goal_key || ' ' || day || ' ' || value, ', ' ORDER BY goal_key, day) FROM measurement_by_key WHERE goal_key IN ('W1', 'W5')}), 'W1 2021-12-31 31.5, W1 2022-12-31 29, W1 2023-12-31 27.25, W1 2024-12-31 26.4, W5 2021-12-31 210, W5 2022-12-31 211', 'history with its times');
is(sql(q{SELECT string_agg(concat_ws(' ', g.key, p.name, t.target), ', ' ORDER BY g.key, p.name) FROM goal_target t JOIN goal g ON g.id = t.goal_id JOIN period p ON p.id = t.period_id}), 'W1 2024 <= 26, W1 2025 <= 25, W2 2024 >= 18000, W2 2025 >= 20000, W3 2024 <= 7, W3 2025 <= 6', 'targets by period');

# a file one writes oneself, in a batch with a name
sub file { my ($batch, @rows) = @_; sql(join '', map { my $row = $_; $row =~ s/'/''/g; "INSERT INTO import_line (batch, line) VALUES ('$batch', '$row');" } @rows); return }
file('days', 'key,name,date,value', 'a,A,03/04/2025,1', 'b,B,04/05/2025,2');
is(problems(q{batch => 'days'}), "2 time 03/04/2025\n3 time 04/05/2025", 'd/m/y or m/d/y is asked');
is(results(q{batch => 'days', day_order => 'mdy', dry_run => false}), '2 new, 3 new', 'and answered');
is(sql(q{SELECT string_agg(goal_key || ' ' || day, ', ' ORDER BY goal_key) FROM measurement_by_key WHERE goal_key IN ('a', 'b')}), 'a 2025-03-04, b 2025-04-05', 'once for the file');
file('changed', 'key,name,date,value', 'a,A,2025-03-04,1', 'a,A,2025-03-05,1.5', 'b,Bee,2025-04-05,2');
is(results(q{batch => 'changed', dry_run => false}), '2 same, 3 changed, 4 changed', 'what changed is told; a second row with another day is history');
file('loop', 'key,name,parent', 'p,P,q', 'q,Q,r', 'r,R,p', 's,S,a;b');
is(results(q{batch => 'loop', dry_run => false}), '2 refused, 3 refused, 4 refused, 5 new', 'a loop is refused, two parents are not');
is(sql(q{SELECT p.key || ' ' || q.key FROM goal g JOIN goal p ON p.id = g.parent_id JOIN goal_link l ON l.goal_id = g.id JOIN goal q ON q.id = l.parent_id WHERE g.key = 's'}), 'a b', 'the second parent is a link');
file('text', 'key,name,target', q{t,"'); DROP TABLE perf.goal; --",>= 1}, q{u,"<script>alert(1)</script>",">= 2"}, 'v,"open');
is(results(q{batch => 'text', dry_run => false}), '2 new, 3 new, 4 refused', 'text stays text, and a quote that does not end is named');
is(sql(q{SELECT name FROM goal WHERE key = 't'}), q{'); DROP TABLE perf.goal; --}, 'as it was written');
file('none', 'key,value', 'W11,5');
is(sql(q{SELECT problem FROM import_check(batch => 'none')}), 'Perhaps it is "W1".', 'a key that is none names those that are near');
for my $call (q{import_check('vva')}, q{import_check(batch => 'no such')})
{
	my ($code, $out, $err) = $node->psql('postgres', "SELECT * FROM perf.$call");
	like($err, qr/^psql:.*ERROR:  (there is no mapping|you have no batch)/, "$call says what there is");
}

# Everything is done as the caller: what a role may not do is refused in its row, and nobody reads the lines of others.
sql(q{CREATE ROLE imp_c LOGIN; SELECT opm.grant_workspace('perf', 'imp_c', 'contributor'); CREATE ROLE imp_r LOGIN; SELECT opm.grant_workspace('perf', 'imp_r', 'reader');
	INSERT INTO person (name, login) VALUES ('Con', 'imp_c'), ('Rea', 'imp_r'); UPDATE goal SET owner_id = (SELECT id FROM person WHERE login = 'imp_c') WHERE key = 'a';});
sub as { my ($role, $do) = @_; my ($code, $out, $err) = $node->psql('postgres', "SET ROLE $role; SET search_path = perf, public;\n$do"); return $out . ($err =~ /(ERROR:  .*)/ ? $1 : '') }
is(as('imp_c', 'SELECT count(*) FROM import_line'), '0', 'nobody reads the lines of others');
is(as('imp_c', q{INSERT INTO import_line (batch, line) VALUES ('c', 'key,name,date,value,owner'), ('c', 'a,Renamed,2025-03-06,2,'), ('c', 'b,Taken,2025-03-06,9,'), ('c', 'new,New,2025-03-06,3,'), ('c', 'a2,A2,2025-03-06,2,Nobody');
	SELECT string_agg(line || ' ' || result || ' ' || COALESCE(left(problem, 33), ''), ', ' ORDER BY line) FROM import_apply(dry_run => false, make_missing => true)}),
	'2 changed , 3 refused permission denied to change goal , 4 refused new row violates row-level securi, 5 refused permission denied for table perso', 'a contributor changes own goals alone');
is(sql(q{SELECT name FROM goal WHERE key = 'b'}) . sql(q{SELECT count(*) FROM person WHERE name = 'Nobody'}), 'Bee0', 'and makes nobody');
like(as('imp_r', q{INSERT INTO import_line (line) VALUES ('x')}), qr/^ERROR:  permission denied/, 'a reader puts nothing in');

done_testing();
