# Plans and calendars: what an outline says of a period is in that period, what it leaves out stays; days are those of the workspace; years have the
# names that people give them.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('plan');
sub sql
{
	my ($sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "SET client_min_messages = error;\n$sql", on_error_stop => 1);
	return $err =~ /ERROR:\s+(.*)/ ? "ERROR: $1" : $out;
}
my $year = 1900 + (gmtime)[5];
sql(qq{SELECT opm.create_workspace('m'); SELECT m.add_fiscal_year('@{[$year - 1]}-01-01'); SELECT m.add_fiscal_year('$year-01-01'); SELECT m.add_fiscal_year('@{[$year + 1]}-01-01')});
my ($past, $coming) = ('FY' . ($year - 1) . ' Q3', 'FY' . ($year + 1) . ' Q1');

# ---- results of a period ----
my $plan = "a mean\n  b [0 -> 10] = 7\n  c [>= 3] = 4 / 2";
is(sql(qq{SELECT m.load_outline(\$\$$plan\$\$, m.period_id('$past'))}), '3', 'a plan with results of a period that is over');
my $known = q{SELECT string_agg(goal_key || ' ' || COALESCE(score_percent::text, '-'), ', ' ORDER BY goal_key) FROM};
is(sql("$known m.scorecard"), 'a 35, b 70, c 0', 'they are of this period');
is(sql(qq{$known (SELECT g.key AS goal_key, s.score_percent FROM m.scorecard_at((SELECT until_at - interval '1 us' FROM m.period WHERE name = '$past')) s JOIN m.goal g ON g.id = s.goal_id) x}), 'a 35, b 70, c 0', 'also as of its end');
is(sql(q{SELECT opm.export_outline('m')}), $plan =~ s/"//gr, 'and come out as they went in');
is(sql(qq{SELECT m.load_outline(opm.export_outline('m'), m.period_id('$past')); SELECT count(*) FROM m.measurement}), "3\n2", 'loaded again nothing is measured once more');
like(sql(qq{SELECT m.load_outline('z [0 -> 10] = 7', m.period_id('$coming'))}), qr/^ERROR: period "$coming" has not begun/, 'results of a coming period are refused');
is(sql(qq{SELECT m.load_outline('z [0 -> 10]', m.period_id('$coming'))}), '1', 'its plan is not');
is(sql(qq{SELECT m.load_outline(E'a\\n  b = 8'); $known m.scorecard WHERE goal_key IN ('a', 'b')}), "2\na 40, b 80", 'goals know their period, also if the call names none');
is(sql(qq{SELECT m.load_outline('j score=0.4', m.period_id('$past')); $known m.scorecard WHERE goal_key = 'j'; $known (SELECT g.key AS goal_key, s.score_percent FROM m.scorecard_at(now()) s JOIN m.goal g ON g.id = s.goal_id) x WHERE goal_key = 'j'}), "1\nj 40\nj 40", 'a judged score of a period that is over counts in it');

# ---- what is left out stays ----
my $whole = qq{top geomean zero credit(0..1) "Whole"
  k *3 {EUR} [0 -> 10] "Key" = 5
  l sum {EUR} "Sum"
    k *0.5
    n {EUR} = 2
  o [0 -> 4] = 1};
is(sql(qq{SELECT m.load_outline(\$\$$whole\$\$)}), '5', 'a plan with all that an outline can say');
my $state = q{SELECT string_agg(concat_ws(' ', g.key, g.name, g.target, g.unit, g.weight, g.rollup, g.missing, g.credit_floor, g.credit_cap, (SELECT key FROM m.goal p WHERE p.id = g.parent_id)), '; ' ORDER BY g.key)
	FROM m.goal g WHERE g.key IN ('top', 'k', 'l', 'n', 'o'); SELECT string_agg(g.key || ' ' || p.key || ' ' || l.weight, ', ') FROM m.goal_link l JOIN m.goal g ON g.id = l.goal_id JOIN m.goal p ON p.id = l.parent_id};
my $before = sql($state);
like($before, qr/^k Key 0 -> 10 EUR.*; top Whole 1 geomean zero 0 1\nk \w+ [\d.]+$/, 'is stored');
sql(q{SELECT m.load_outline(E'top\n  k = 6\n  l\n    k\n    n\n  o')});
is(sql($state), $before, 'names, targets, units, weights, rules and further parents that a text leaves out stay');
sql(q{SELECT m.load_outline('k = 7')});
is(sql($state), $before, 'also in a text of one goal');
sql(q{SELECT m.load_outline(E'%s\n  k')} =~ s/%s/$_/r), is(sql($state), $before, "and in one of $_, below which it is") for qw(top l);
sql(q{SELECT m.load_outline(E'top\n  k *7')});
is(sql(q{SELECT COALESCE((SELECT l.weight FROM m.goal_link l WHERE l.parent_id = p.id AND l.goal_id = g.id), g.weight) FROM m.goal g, m.goal p WHERE g.key = 'k' AND p.key = 'top'}), '7', 'a weight is that below the goal above it');
is(sql(q{SELECT COALESCE((SELECT l.weight FROM m.goal_link l WHERE l.parent_id = p.id AND l.goal_id = g.id), g.weight) FROM m.goal g, m.goal p WHERE g.key = 'k' AND p.key = 'l'}), '0.5', 'and no other');
sql(q{SELECT m.load_outline(E'top\n  l\n    k *2')});
is(sql(q{SELECT p.key, g.weight, (SELECT count(*) FROM m.goal_link) FROM m.goal g JOIN m.goal p ON p.id = g.parent_id WHERE g.key = 'k'}), 'l|2|0', 'a goal is below those parents of the text under which the text has it');
sql(q{SELECT m.load_outline(E'top\n  k [0 -> 20]\n  l')});
is(sql(q{SELECT g.target, g.unit, p.key FROM m.goal g JOIN m.goal p ON p.id = g.parent_id WHERE g.key = 'k'}), '0 -> 20|EUR|top', 'what it says is changed, and a unit survives a move');

# ---- days ----
sql(q{UPDATE m.setting SET time_zone = 'America/New_York'});
sql(qq{SELECT m.add_fiscal_year('$year-01-01', calendar => 'ny'); INSERT INTO m.goal (key, name, target, time_aggregation, period_id) SELECT 'sold', 'Sold', '0 -> 400', 'sum', id FROM m.period WHERE calendar = 'ny' AND name = 'FY$year Q1'});
for my $zone (qw(UTC Asia/Tokyo America/New_York))
{
	is(sql(qq{BEGIN; SET TIME ZONE '$zone'; COPY m.measurement_by_key (goal_key, day, value) FROM STDIN (FORMAT csv);\nsold,$year-01-01,100\nsold,$year-03-31,100\nsold,$year-04-01,900\n\\.\nSELECT actual FROM m.scorecard WHERE goal_key = 'sold'; SELECT string_agg(day::text, ' ' ORDER BY day) FROM m.measurement_by_key WHERE goal_key = 'sold'; ROLLBACK}),
		"200\n$year-01-01 $year-03-31 $year-04-01", "days are those of the workspace: read from $zone");
}
is(sql(qq{SELECT m.measure('sold', 50, day => '$year-02-01'); SELECT m.measure('sold', 60, day => '$year-02-01'); SELECT m.measure('sold', 40, at => '$year-01-15 12:00+00', note => 'n'); SELECT actual FROM m.scorecard WHERE goal_key = 'sold'}), "\n\n\n100", 'one by one; the same day again is a correction');
like(sql(qq{SELECT m.measure('sodl', 50)}), qr/^ERROR: there is no goal "sodl"/, 'a mistyped key is an error');
like(sql(qq{INSERT INTO m.measurement_by_key (goal_key, day, at, value) VALUES ('sold', '$year-01-01', now(), 1)}), qr/^ERROR: a measurement has a day or a time, not both/, 'a day or a time');
is(sql(q{SELECT m.measure('b', 3); SELECT now() - max(at) < interval '1 minute' FROM m.measurement WHERE goal_id = m.goal_id('b')}), "\nt", 'now unless said');

# ---- names of years ----
sub names { my ($call) = @_; return sql("BEGIN; SELECT m.add_fiscal_year($call); SELECT string_agg(name, ' ' ORDER BY first_day, last_day DESC) FROM m.period WHERE calendar = 'w' AND kind = 'year'; ROLLBACK") =~ s/^\d+\n//r; }
is(names(q{'2015-01-04', '4-4-5', 'w'); SELECT m.add_fiscal_year('2016-01-03', '4-4-5', 'w'}) =~ s/^\d+\n//r, 'FY2015 FY2016', 'a year that ends in the first days of January is that before');
is(names(q{'2025-02-02', '4-5-4', 'w'}), 'FY2025', 'retail: February to January');
is(names(q{'2024-09-29', '4-4-5', 'w'}), 'FY2025', 'September to September');
is(names(q{'2024-06-30', '4-4-5', 'w'}), 'FY2025', 'July to June');
is(names(q{'2025-02-01', 'months', 'w'}), 'FY2026', 'a year of months is that in which it ends');
my @clash = grep { sql("BEGIN; SELECT m.add_fiscal_year('$_->[0]', '4-4-5', 'x', weeks => $_->[2]); SELECT m.add_fiscal_year('$_->[1]', '4-4-5', 'x'); ROLLBACK") =~ /ERROR/ }
	map { [ split /\|/ ] } split /\n/, sql(q{WITH y AS (SELECT y, (make_date(y, 12, 31) + 3) - (date_part('dow', make_date(y, 12, 31) + 3)::integer + 1) % 7 AS saturday FROM generate_series(1999, 2040) y)
		SELECT a.saturday + 1, b.saturday + 1, (b.saturday - a.saturday) / 7 FROM y a JOIN y b ON b.y = a.y + 1});
is(scalar(@clash), 0, 'calendars that end on the Saturday nearest to 31 December have a name for every year of 1999 to 2040') or diag(join ' ', map { $_->[0] } @clash);
like(sql(q{SELECT m.add_fiscal_year('2000-01-01', calendar => 'x'); SELECT m.add_fiscal_year('2001-01-01', calendar => 'x', name => 'FY2000')}), qr/^ERROR: calendar "x" has a period "FY2000" already/, 'a name that is taken is said in words');

# ---- weeks ----
is(sql(q{SELECT m.add_fiscal_year('2023-01-01', '4-week', 'thirteen', weeks => 53) > 0; SELECT count(*), min(name), max(name), max(last_day - first_day + 1), sum(last_day - first_day + 1) FROM m.period WHERE calendar = 'thirteen' AND kind = 'month'}), "t\n13|FY2023 P01|FY2023 P13|35|371", 'thirteen periods of four weeks; the 53rd week is in the last one');
for my $calendar ([ 'retail53', q{m.add_fiscal_year('2023-01-29', '4-5-4', 'retail53', weeks => 53)} ], [ 'iso', q{m.add_iso_year(2026)} ], [ 'thirteen', '1' ])
{
	sql("SELECT $calendar->[1]");
	my ($weeks, $parents, $days) = split /\|/, sql(qq{SELECT count(*), count(DISTINCT q.id), sum(w.last_day - w.first_day + 1) FROM m.period w JOIN m.period q ON q.id = w.parent_id AND w.first_day >= q.first_day AND w.last_day <= q.last_day WHERE w.calendar = '$calendar->[0]' AND w.kind = 'week'});
	is("$weeks $days", '53 371', "$calendar->[0]: every week is in the year");
	cmp_ok($parents, '>=', 4, 'and belongs to one part of it');
}
is(sql(q{SELECT string_agg(q.name || ' ' || (SELECT count(*) FROM m.period w WHERE w.parent_id = q.id), ', ' ORDER BY q.name) FROM m.period q WHERE calendar = 'iso' AND kind = 'quarter'}), '2026-Q1 13, 2026-Q2 13, 2026-Q3 13, 2026-Q4 14', 'quarters of ISO weeks');
$node->stop;
done_testing();
