# What people read: values as text, the tree on one screen, short reasons, people and no roles. And no foreign key without an index.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $node = opm_node('text');
sub sql { return $node->safe_psql('postgres', $_[0]) }

sql(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.person (name, login) VALUES ('Anne-Marie Featherstonehaugh', NULL);
INSERT INTO perf.goal (id, key, name, target, unit, decimals, parent_id, kind, owner_id) VALUES
	(11, 'root', 'A company with a name that is much too long', NULL, NULL, NULL, NULL, 'objective', 2),
	(12, 'days', 'Lead time', '20 -> 12', 'days', NULL, 11, 'key result', 2),
	(13, 'margin', U&'\65E5\672C\8A9E\65E5\672C\8A9E\65E5\672C\8A9E\65E5\672C\8A9E', '0.3 -> 0.36', 'EUR/EUR', 1, 11, 'key result', 2),
	(14, 'sold', 'Bikes sold', '0 -> 123456', 'bikes of the best quality', NULL, 11, 'kpi', 2),
	(15, 'moist', 'Moisture', '10..20 ~ 5', '%', 1, 11, 'kpi', 2),
	(16, 'held', 'Rests', '>= 50 ~ 10', NULL, 2, 11, 'kpi', 2),
	(17, 'none', 'Not measured', '<= 3 ~ 3', 'faults', NULL, 11, 'kpi', 2);
INSERT INTO perf.measurement (goal_id, at, value) VALUES (12, now(), 17.23), (13, now(), 0.34196), (14, now(), 98765.4), (15, now(), 12), (16, now(), 0.1::float8 + 0.2);
SQL

# A number, its unit and its decimals.
is(sql(q{SELECT goal_key, actual_text, target_text FROM perf.scorecard WHERE depth = 1 ORDER BY goal_key}), <<'TEXT' =~ s/\n\z//r, 'values and targets as people read them');
days|17.23 days|at most 12 days
held|0.30|at least 50.00
margin|34.2 %|at least 36.0 %
moist|12.0 %|10.0 to 20.0 %
none||at most 3 faults
sold|98,765 bikes of the best quality|at least 123,456 bikes of the best quality
TEXT
is(sql(q{SELECT count(*) FROM perf.okr o JOIN perf.scorecard s USING (goal_id) WHERE (o.actual_text, o.target_text) = (s.actual_text, s.target_text)}), 2, 'key results say the same');
is(sql(q{SELECT string_agg(opm.value_text(v, NULL, NULL), ' ' ORDER BY n) FROM unnest(ARRAY[0, -0.0, 0.0005, -0.34196, 999.96, -1234567.8, 1e-9, 1e140, NULL]::float8[]) WITH ORDINALITY x(v, n)}),
	'0 0 0.0005 -0.342 1,000 -1,234,568 1.00e-09 1.00e+140', 'about three digits that count, and no session shows another number');
is(sql(q{SET extra_float_digits = -10; SELECT opm.value_text(1234.5678, 'u', 3), opm.value_text(2.675, NULL, 2), opm.value_text(-2.675, NULL, 2), opm.value_text(1.005, '%', 2), opm.value_text(0.2675, 'EUR/EUR', 1), opm.value_text('-Infinity', 'EUR', NULL)}),
	'1,234.568 u|2.68|-2.68|1.01 %|26.8 %|-Infinity EUR', 'a half goes away from zero, as people round, whatever the session says');
my ($rc, $out, $err) = $node->psql('postgres', 'UPDATE perf.goal SET decimals = 7');
like($err, qr/goal\.decimals cannot be 7\n.*It is from 0 to 6/, 'decimals have limits');

($rc, $out, $err) = $node->psql('postgres', 'SELECT opm.value_text(1, NULL, 7)');
like($err, qr/decimals cannot be 7\n.*It is from 0 to 6/, 'and of value_text');

# The brief: each line as psql prints it, wide characters counted twice.
my $brief = sql("\\pset format aligned\n\\pset tuples_only off\nSELECT * FROM perf.brief");
utf8::decode($brief);
my $widest = 0;
for (split /\n/, $brief) { my $n = length($_) + (() = /[\x{1100}-\x{115F}\x{2E80}-\x{FFEF}]/g); $widest = $n if $n > $widest }
cmp_ok($widest, '<=', 100, 'the brief is within 100 characters');
cmp_ok($widest, '>', 80, 'and is measured where its lines are full');
is(sql(q{SELECT count(*) FROM pg_attribute WHERE attrelid = 'perf.brief'::regclass AND attnum > 0}), 8, 'it has eight columns');
is(sql(q{SELECT actual_text, target_text FROM perf.brief WHERE goal ~ 'Bikes'}), '98,765|>= 123,456', 'what does not fit goes without its unit');
is(sql(q{SELECT string_agg(goal, '/' ORDER BY id) FROM perf.brief WHERE goal !~ '[^ -~]'}), 'A company with a ../  Lead time/  Bikes sold/  Moisture/  Rests/  Not measured', 'the tree, indented, in its order');

# The role that made the workspace is nobody, until it does something.
my $people = q{SELECT (SELECT string_agg(person_name, ' ') FROM perf.accountability), (SELECT string_agg(person_name, ' ') FROM perf.engagement), (SELECT of_count FROM perf.pillar_health WHERE id = 5)};
is(sql($people), 'Anne-Marie Featherstonehaugh|Anne-Marie Featherstonehaugh|1', 'no role among the people');
sql(q{INSERT INTO perf.check_in (goal_id, person_id, note) VALUES (12, 1, 'looked')});
like(sql($people), qr/\|2$/, 'a role that checks in is a person');

# A cell of a table holds a reason.
sql(q{INSERT INTO perf.check_in (goal_id, person_id, blocker, blocker_owner_id) VALUES (13, 2, 'no parts', 2); INSERT INTO perf.action (kind, name, goal_id) VALUES ('proposal', 'try it', 12); INSERT INTO perf.action (name, goal_id, owner_id, due_on) VALUES ('late', 12, 2, current_date - 9)});
is(sql(q{SELECT count(*) FROM perf.review_agenda WHERE why_short IS NULL OR length(why_short) > 30}), 0, 'reasons of the agenda are short');
is(sql(q{SELECT count(DISTINCT topic) FROM perf.review_agenda}), 4, 'of four kinds');

# An index begins with the columns of each foreign key, else a delete reads the whole table.
is(sql(q{SELECT string_agg(c.conrelid::regclass || '.' || c.conname, ' ') FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'perf'::regnamespace AND c.conparentid = 0
	AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)}), '', 'no foreign key without an index');

done_testing();
