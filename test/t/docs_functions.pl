# The list of functions in docs/README.md: every public function of schema opm is in it with its page and the first sentence of its comment,
# and nothing else is. A function is public unless its comment begins with "Internal:". Its page is that of the module whose SQL makes it.
# With OPM_DOCS_WRITE=DIRECTORY the page with the list made anew is written there, as docs_README.md; see docs.pl.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $repo = $ENV{OPM_REPO} // '.';

# What the sources say: name, page, first sentence. A comment "As opm...." is of another form of a function, and used if there is no other.
my %line;
for my $file (sort glob "$repo/src/*/*.sql")
{
	my ($page) = $file =~ m{([^/]+)\.sql$};
	my $sql = slurp_file($file);
	while ($sql =~ /^COMMENT ON (?:FUNCTION|AGGREGATE) opm\.(\w+)\s*\([^;]*?\)\s+IS\s+((?:'(?:[^']|'')*'\s*)+);/mg)
	{
		my ($name, $comment) = ($1, $2);
		$comment = join '', $comment =~ /'((?:[^']|'')*)'/g;
		$comment = join "'", split /''/, $comment;
		next if $comment =~ /^Internal:/;
		my ($sentence) = $comment =~ /^(.+?[.?])(?= |$)/s or die "$file: the comment of $name has no sentence\n";
		my $of = \$line{$name}{$page};
		$$of = $sentence if !defined $$of || $$of =~ /^As opm\./;
	}
}
my @want;
for my $name (sort keys %line)
{
	push @want, map { "| `$name` | " . $line{$name}{$_} =~ s/\|/\\|/gr . " | [$_]($_.md) |" } sort keys %{ $line{$name} };
}

my $text = slurp_file("$repo/docs/README.md");
my ($before, $list, $after) = $text =~ /\A(.*^## Every function\n.*?^\|---\|---\|---\|\n)((?:\|[^\n]*\n)*)(.*)\z/ms or die "docs/README.md has no list of functions\n";
my %have = map { $_ => 1 } split /\n/, $list;
my %wanted = map { $_ => 1 } @want;
is(join("\n", grep { !$have{$_} } @want), '', 'no line is missing in the list of functions of docs/README.md');
is(join("\n", grep { !$wanted{$_} } split /\n/, $list), '', 'no line is there that should not be');
ok($list eq join('', map { "$_\n" } @want), 'the lines are in order');
ok(-f "$repo/docs/$_.md", "docs/$_.md is there") for sort keys %{ { map { $_ => 1 } map { keys %$_ } values %line } };

# What the sources say is what the catalog has.
my $node = opm_node('docs_functions');
is($node->safe_psql('postgres', <<'SQL'), join("\n", sort keys %line), 'the list has the public functions of the catalog');
SELECT DISTINCT proname COLLATE "C" FROM pg_proc
WHERE pronamespace = 'opm'::regnamespace AND obj_description(oid, 'pg_proc') !~ '^Internal:' ORDER BY 1
SQL
$node->stop;

if ($ENV{OPM_DOCS_WRITE})
{
	open my $out, '>', "$ENV{OPM_DOCS_WRITE}/docs_README.md" or die "$ENV{OPM_DOCS_WRITE}/docs_README.md: $!\n";
	print $out $before, (map { "$_\n" } @want), $after;
	close $out or die "$ENV{OPM_DOCS_WRITE}/docs_README.md: $!\n";
}
done_testing();
