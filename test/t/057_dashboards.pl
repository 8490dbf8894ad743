# Every query of dashboards/ runs as a reader, on the demo company, on an empty workspace and on one of one goal. It answers with the
# columns that its panel or question names, and on the company with at least one row.
use strict;
use warnings;
use JSON::PP;
use Test::More;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use OpmTest;

my $node = opm_node('dashboards');
my $repo = $ENV{OPM_REPO} || '.';
my @psql = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1');
sub file { my ($name) = @_; open my $in, '<:encoding(UTF-8)', "$repo/$name" or die "$name: $!\n"; local $/; return scalar <$in>; }
sub run_file
{
	my (@arguments) = @_;
	return command_ok(['bash', '-c', 'cd "$0" && exec "$@" >/dev/null', $repo, @psql, @arguments, $node->connstr('postgres')], "@arguments");
}

run_file('-v', 'schema=company', '-f', 'demo/company.sql');
$node->safe_psql('postgres', q{
	SET client_min_messages = error;
	CREATE ROLE dashboard LOGIN;
	SELECT opm.create_workspace(w), opm.grant_workspace(w, 'dashboard', 'reader') FROM unnest('{empty,single}'::text[]) w;
	SELECT opm.grant_workspace('company', 'dashboard', 'reader');
	INSERT INTO single.goal (key, name, target, due_on) VALUES ('only', 'Only goal', '0 -> 10', timezone('UTC', now())::date + 30)});
my %goal = (company => 'bikes_sold', empty => '', single => 'only');
my @schemas = sort keys %goal;

sub as_reader { return $node->safe_psql('postgres', $_[0], connstr => $node->connstr('postgres') . ' user=dashboard') }

# One query as the reader: its columns, and its rows, those apart in which all is NULL. It is run as it stands, because a query around it
# would leave out columns, and with them what they need.
sub answer
{
	my ($sql, $set) = @_;
	$sql =~ s/;\s*\z//;
	my ($status, $out, $err) = $node->psql('postgres', ($set // '') . "$sql \\gdesc\nSELECT 'rows';\n$sql;",
		connstr => $node->connstr('postgres') . ' user=dashboard', extra_params => [ '-F', "\x1f", '-R', "\x1e", '-v', 'ON_ERROR_STOP=1' ]);
	return (undef, 0, $err) if $status != 0;
	my ($columns, $rows) = $out =~ /\A(.*?)\nrows(?:\n(.*))?\z/s or return (undef, 0, "no answer: $out");
	return ([ map { (split /\x1f/)[0] } split /\x1e/, $columns ], scalar(grep { /[^\x1f]/ } split /\x1e/, $rows // ''), '');
}

# name of the query, the columns it must have, a function that makes the SQL for a schema, whether rows are due on the company
sub check
{
	my ($name, $named, $make, %option) = @_;
	for my $schema (@schemas)
	{
		my ($columns, $rows, $error) = answer($make->($schema), $option{path} ? "SET search_path = $schema;\n" : '');
		my %there = map { $_ => 1 } @{ $columns // [] };
		is(join(', ', $error, grep { !$there{$_} } @$named), '', "$name: runs on $schema with the columns that are shown");
		cmp_ok($rows, '>=', 1, "$name: has rows") if $schema eq 'company';
	}
	return;
}

# --- Grafana: what the tool puts in for variables and macros ---

my $dashboard = decode_json(file('dashboards/grafana/opm.json') =~ s/([^\x00-\x7f])/sprintf '\u%04x', ord $1/ger);
my @variables = @{ $dashboard->{templating}{list} };
my $teams = 1;
sub grafana
{
	my ($sql, $schema) = @_;
	my $team = $teams ? "(SELECT name FROM \"$schema\".team UNION SELECT '(no team)')" : q{('Sales','Works')};
	$sql =~ s/\$\{schema:raw\}/$schema/g;
	$sql =~ s/\(\$team\)/$team/g;
	$sql =~ s/\$goal\b/$goal{$schema}/g;
	$sql =~ s/\$__timeFilter\(([^()]+)\)/$1 BETWEEN '2000-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'/g;
	die "not put in: $&\n" if $sql =~ /\$\w+|\$\{/;
	return $sql;
}
is(join(' ', map { $_->{name} } @variables), 'datasource schema team goal', 'Grafana: a variable for the database, and one for the workspace');
for my $variable (grep { $_->{type} eq 'query' } @variables)
{
	check("Grafana variable $variable->{name}", [], sub { grafana($variable->{query}, $_[0]) });
}
my @panels = grep { $_->{type} ne 'row' } @{ $dashboard->{panels} };
cmp_ok(scalar @panels, '>=', 12, 'Grafana: panels');
for my $panel (@panels)
{
	# a column that a rule of the panel is for, and the time of a chart over time
	my @named = map { $_->{matcher}{options} } @{ $panel->{fieldConfig}{overrides} };
	push @named, 'time' if $panel->{type} eq 'timeseries';
	for my $target (@{ $panel->{targets} })
	{
		my @need = $panel->{type} eq 'nodeGraph' ? ($target->{refId} eq 'nodes' ? qw(id title mainstat) : qw(id source target)) : @named;
		check("Grafana, $panel->{title} $target->{refId}", \@need, sub { grafana($target->{rawSql}, $_[0]) });
		is_deeply([ grep { length > 120 } split /\n/, $target->{rawSql} =~ s/\t/    /gr ], [], 'its lines are short');
		is($target->{datasource}{uid}, '${datasource}', 'and it asks the database that was chosen');
	}
}
$teams = 0;
my ($agenda) = grep { $_->{title} eq 'Review agenda' } @panels;
my ($columns, $rows) = answer(grafana($agenda->{targets}[0]{rawSql}, 'company'));
is($rows, as_reader(q{SELECT count(*) FROM company.review_agenda WHERE team_name IN ('Sales', 'Works')}), 'Grafana: two teams are chosen');

# --- Metabase: {{variable}}, and [[parts]] that count when theirs has a value ---

my @questions = map { s{.*/}{}r } sort grep { m{/\d\d_} } glob "$repo/dashboards/metabase/*.sql";
cmp_ok(scalar @questions, '>=', 10, 'Metabase: questions');
my $readme = file('dashboards/metabase/README.md');
for my $question (@questions)
{
	my $text = file("dashboards/metabase/$question");
	like($readme, qr/`\Q$question\E`/, "Metabase: README.md lists $question");
	my ($show) = $text =~ /\A-- .*\?\n-- Show as: (.*)\n/ or die "$question does not say its question and how it is shown\n";
	my @named = map { split /, / } $show =~ /(?:x|y|columns) = ([\w, ]+)/g;
	is_deeply([ grep { length > 120 } split /\n/, $text =~ s/\t/    /gr ], [], "$question: its lines are short");
	my $make = sub {
		my ($schema, $with) = @_;
		my %value = (goal => $goal{$schema}, team => 'Sales', owner => 'Ben Osei', from => '2000-01-01');
		my $sql = $text =~ s/\bperf\./$schema./gr;
		$sql =~ s/\[\[(.*?)\]\]/$with ? $1 : ''/ge;
		$sql =~ s/\{\{(\w+)\}\}/$node->safe_psql('postgres', "SELECT quote_literal(\$x\$$value{$1}\$x\$)")/ge;
		return $sql;
	};
	check("Metabase, $question", \@named, sub { $make->($_[0], 0) });
	check("Metabase, $question with all filters", \@named, sub { $make->($_[0], 1) }) if $text =~ /\[\[/;
}

# What the columns mean: every one is there, a key is a key, and what is shown as percent is a whole of 1.
run_file('-v', 'schema=company', '-v', 'metadata=company_bi', '-v', 'reader=dashboard', '-f', 'dashboards/metabase/semantic_types.sql') for 1 .. 2;
my @types = split /\n/, as_reader(q{SELECT replace(keypath, '.', ' ') || ' ' || value FROM company_bi._metabase_metadata});
my %type = map { my ($view, $column, undef, $type) = split / /; ("$view.$column" => $type) } @types;
is(scalar keys %type, scalar @types, 'Metabase: a column has one meaning');
is($type{'scorecard.score'}, 'type/Percentage', 'Metabase: a score is shown as percent');
is($type{'scorecard.score_percent'}, undef, 'Metabase: and what is in percent is not multiplied again');
for my $key (grep { $type{$_} eq 'type/PK' } sort keys %type)
{
	my ($view, $column) = split /\./, $key;
	is($node->safe_psql('postgres', "SELECT count(*) - count(DISTINCT $column) FROM company.$view"), 0, "Metabase: $key is a key");
}
for my $share (grep { $type{$_} eq 'type/Percentage' } sort keys %type)
{
	my ($view, $column) = split /\./, $share;
	is($node->safe_psql('postgres', "SELECT count(*) FROM company.$view WHERE abs($column) > 10"), 0, "Metabase: $share is a share, not points");
}

# --- Evidence: the sources, which find the workspace by search_path; the pages are run by make dashboard ---

my @sources = map { s{.*/}{}r =~ s/\.sql\z//r } sort glob "$repo/dashboards/evidence/sources/opm/*.sql";
my %used = map { $_ => 1 } map { file($_ =~ s{^\Q$repo\E/}{}r) =~ /\bopm\.(\w+)/g } glob "$repo/dashboards/evidence/pages/*.md";
is(join(' ', @sources), join(' ', sort keys %used), 'Evidence: every source is read by a page, and what a page reads is a source');
for my $source (@sources)
{
	my $sql = file("dashboards/evidence/sources/opm/$source.sql");
	is_deeply([ grep { length > 120 } split /\n/, $sql =~ s/\t/    /gr ], [], "Evidence, $source: its lines are short");
	check("Evidence, $source", [], sub { $sql }, path => 1);
	for my $schema (@schemas)
	{
		cmp_ok(as_reader("SET search_path = $schema; SELECT count(*) FROM (\n$sql) q"), '>=', 1, "Evidence, $source: never without a row ($schema)");
	}
}

# A goal with two goals above it has two lines in a map.
my ($map) = grep { $_->{type} eq 'nodeGraph' } @panels;
my ($lines) = map { $_->{rawSql} } grep { $_->{refId} eq 'edges' } @{ $map->{targets} };
is(as_reader('SELECT string_agg(source, $$ $$ ORDER BY source) FROM (' . grafana($lines, 'company') . q{) e WHERE target = 'first_pass'}), 'build care_for', 'Grafana: two goals above');
is(as_reader("SET search_path = company; SELECT count(*) FROM (\n" . file('dashboards/evidence/sources/opm/edge.sql') . q{) e JOIN scorecard s USING (goal_id)
	WHERE s.goal_key = 'first_pass' AND e.parent_goal_id IS NOT NULL}), 2, 'Evidence: two goals above');

# --- What people put together: each view of goals beside the tree, where it may have no row ---

for my $view (split /\n/, as_reader(q{SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'goal_id'
	WHERE c.relnamespace = 'company'::regnamespace AND c.relkind = 'v' AND c.relname !~ '^_' ORDER BY 1}))
{
	for my $left ('goal g LEFT JOIN VIEW v ON v.goal_id = g.id', 'scorecard g LEFT JOIN VIEW v USING (goal_id)')
	{
		my ($columns, $rows, $error) = answer('SELECT * FROM ' . ($left =~ s/VIEW/$view/r) . ' LIMIT 1', "SET search_path = company;\n");
		is($error, '', "$left: $view is planned");
	}
}
$node->stop;
done_testing();
