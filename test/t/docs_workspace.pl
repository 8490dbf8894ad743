# Every public table and view of a workspace is named in an ```sql block of the documentation, which docs.pl runs: nobody has to guess how one is
# written or read. What begins with "_" is for the workspace itself.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $repo = $ENV{OPM_REPO} // '.';

my $sql = '';
for my $path ("$repo/README.md", sort glob "$repo/docs/*.md")
{
	my $page = slurp_file($path);
	$sql .= $1 while $page =~ /^```sql\n(.*?)^```$/msg;
}
# A name in a comment or in a string is no example.
$sql =~ s/--[^\n]*//g;
$sql =~ s/'(?:[^']|'')*'//g;
my %named = map { lc($_) => 1 } $sql =~ /\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:\w+\.)?(\w+)/gi;

my $node = opm_node('docs_workspace');
my @relations = split /\n/, $node->safe_psql('postgres', <<'SQL');
SELECT opm.create_workspace('perf') \g /dev/null
SELECT relname FROM pg_class
WHERE relnamespace = 'perf'::regnamespace AND relkind IN ('r', 'p', 'v') AND relname !~ '^_' ORDER BY relname;
SQL
cmp_ok(scalar @relations, '>', 70, 'a workspace has its tables and views');
is(join(' ', grep { !$named{$_} } @relations), '', 'each is in an example');
$node->stop;
done_testing();
