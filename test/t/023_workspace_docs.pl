# The two lists of the manual are whole: every table of a workspace is in docs/workspace.md, every public view with its question in
# docs/workspace_views.md, and nothing else is. The question is the one with which the comment of the view begins.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $repo = $ENV{OPM_REPO} || '.';
my $node = opm_node('workspace_docs');
$node->safe_psql('postgres', q{SELECT opm.create_workspace('perf')});

# listed(PAGE, HEADING): the rows of the first table below a heading, as names with what the second column says.
sub listed
{
	my ($page, $heading) = @_;
	my ($text) = slurp_file("$repo/docs/$page") =~ /^## \Q$heading\E\n(.*?)(?=^## |\z)/ms or die "$page has no heading $heading\n";
	return { $text =~ /^\| `(\w+)` \| (.*?) \|/mg };
}

my %of = (
	tables => [ 'workspace.md', 'Tables', q{SELECT relname, '' FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind = 'r'} ],
	views => [ 'workspace_views.md', 'Views', q{SELECT relname, substring(obj_description(oid, 'pg_class') FROM '^[^?]+[?]') FROM pg_class
		WHERE relnamespace = 'perf'::regnamespace AND relkind = 'v' AND relname !~ '^_'} ]);
for my $kind (sort keys %of)
{
	my ($page, $heading, $query) = @{ $of{$kind} };
	my $listed = listed($page, $heading);
	my %there = map { split /\|/, $_, 2 } split /\n/, $node->safe_psql('postgres', $query);
	cmp_ok(scalar keys %there, '>', 25, "a workspace has $kind");
	is(join(' ', sort keys %$listed), join(' ', sort keys %there), "docs/$page lists all $kind, and no other");
	is($listed->{$_}, $there{$_}, "the question of $_ is that of its comment") for $kind eq 'views' ? sort keys %there : ();
}

# what begins with _ is internal, and no page tells people to use it
my @internal = split /\n/, $node->safe_psql('postgres', q{SELECT relname FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relname ~ '^_'
	UNION SELECT proname FROM pg_proc WHERE pronamespace = 'perf'::regnamespace AND proname ~ '^_'});
cmp_ok(scalar @internal, '>', 40, 'a workspace has internals');
my $internal = join '|', @internal;
for my $page ("$repo/README.md", sort glob "$repo/docs/*.md")
{
	(my $name = $page) =~ s/^\Q$repo\E\///;
	is(join(' ', slurp_file($page) =~ /(?<![\w.])(?:perf\.)?($internal)\b/g), '', "$name names no internal of a workspace") if $name =~ /README|workspace/;
}
$node->stop;
done_testing();
