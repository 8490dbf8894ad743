# Runs every ```sql block of README.md and docs/*.md: each file in one psql session in a fresh database with the extension.
# A ```text block right after it must equal what psql prints; a ```sql error block must fail, and its text is the error (without CONTEXT). One test per block.
# SQL is at most 100 columns wide, so that it is read without scrolling.
# With OPM_DOCS_WRITE=DIRECTORY nothing is compared: pages whose text blocks hold what psql prints now, also those that error blocks
# lack, are written there (the tests may run as another user, so: mkdir -m 777). Copy them back, and read the diff.
use strict;
use warnings;
use Encode qw(decode);
use IPC::Run qw(run);
use Test::More;
use OpmTest;

my $repo = $ENV{OPM_REPO} // '.';

# Blocks of a file: { line, error, sql, text, from, to }; from and to count the lines before the text and up to its end.
sub blocks
{
	my ($path) = @_;
	open my $in, '<:raw', $path or die "$path: $!\n";
	my (@blocks, $open, $kind, $last_end);
	while (my $line = <$in>)
	{
		if (!defined $kind && $line =~ /^```(\S*)\s*(.*?)\s*$/)
		{
			$kind = $1;
			if ($kind eq 'sql')
			{
				push @blocks, { line => $., error => $2 eq 'error', sql => '' };
				$open = \$blocks[-1]{sql};
			}
			elsif ($kind eq 'text' && @blocks && defined $last_end && $last_end == @blocks)
			{
				$blocks[-1]{text} = '';
				$blocks[-1]{from} = $.;
				$open = \$blocks[-1]{text};
			}
			undef $last_end;
		}
		elsif (defined $kind && $line =~ /^```\s*$/)
		{
			$blocks[-1]{to} = $. - 1 if $open && $kind eq 'text';
			$blocks[-1]{from} = $blocks[-1]{to} = $. if $kind eq 'sql';
			$last_end = $kind eq 'sql' ? scalar @blocks : undef;
			undef $kind;
			undef $open;
		}
		elsif (defined $kind) { $$open .= $line if $open; }
		elsif ($line =~ /\S/) { undef $last_end; }
	}
	die "$path: a ``` block is not closed\n" if defined $kind;
	return @blocks;
}

# As wide as it is read: characters, with tabs of 4.
sub expand
{
	my ($line) = @_;
	$line = decode('UTF-8', $line);
	1 while $line =~ s/\t/' ' x (4 - $-[0] % 4)/e;
	return $line;
}

# What a reader compares: no blanks at line ends, no empty lines around.
sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t\r]+$//mg;
	$text =~ s/\A\n+|\n+\z//g;
	return "$text\n";
}

# Command tags are printed by psql, but a page may leave them out.
sub without_tags
{
	my ($text) = @_;
	$text =~ s/^(?:(?:CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE|REFRESH|DO|SET|RESET|BEGIN|COMMIT|ROLLBACK|ANALYZE|VACUUM|TRUNCATE|PREPARE|DEALLOCATE|LOCK)(?: [A-Z ]+)?|(?:INSERT 0|UPDATE|DELETE|COPY|MERGE|SELECT) \d+)\n//mg;
	return tidy($text);
}

# Parts of an output between the markers of each block.
sub parts
{
	my ($output) = @_;
	my %part;
	my $now;
	for my $line (split /^/, $output)
	{
		if ($line =~ /^\@\@block (\d+)$/) { $now = $1; $part{$now} = ''; }
		elsif (defined $now) { $part{$now} .= $line; }
	}
	return \%part;
}

# A page with the text of its blocks written anew, in another directory.
sub rewrite
{
	my ($path, $directory, @blocks) = @_;
	open my $in, '<:raw', $path or die "$path: $!\n";
	my @lines = <$in>;
	for my $block (reverse @blocks)
	{
		next unless defined $block->{printed} && (defined $block->{text} ? without_tags($block->{text}) ne $block->{printed} : $block->{error});
		my @new = $block->{printed};
		@new = ("```text\n", @new, "```\n") unless defined $block->{text};
		splice @lines, $block->{from}, $block->{to} - $block->{from}, @new;
	}
	my ($new) = map { "$directory/$_" } $path =~ m{([^/]+)\z};
	open my $out, '>:raw', $new or die "$new: $!\n";
	print $out @lines;
	close $out or die "$new: $!\n";
}

my $node = opm_node('docs');
my @files = grep { -f } "$repo/README.md", sort glob "$repo/docs/*.md";
my $count = 0;

for my $path (@files)
{
	my @blocks = blocks($path) or next;
	(my $name = $path) =~ s/^\Q$repo\E\///;
	my $db = 'docs' . ++$count;
	$node->safe_psql('postgres', "CREATE DATABASE $db");
	$node->safe_psql($db, 'CREATE EXTENSION opm');

	# \r forgets an unfinished statement, which is then reported below.
	my $script = '';
	for my $n (0 .. $#blocks)
	{
		$script .= "\\echo \@\@block $n\n\\warn \@\@block $n\n$blocks[$n]{sql}\n\\r\n";
	}
	$script .= "\\echo \@\@block " . @blocks . "\n";
	my ($out, $err) = ('', '');
	run [ 'psql', '-X', '-v', 'ON_ERROR_STOP=0', '-v', 'SHOW_CONTEXT=never', '-d', $node->connstr($db) ], '<', \$script, '>', \$out, '2>', \$err;
	$out =~ s/^Query buffer reset \(cleared\)\.\n//mg;
	my ($outs, $errs) = (parts($out), parts($err));
	my $whole = defined $outs->{ scalar @blocks };

	for my $n (0 .. $#blocks)
	{
		my $block = $blocks[$n];
		my ($got, $said) = ($outs->{$n} // '', $errs->{$n} // '');
		my @wrong;
		(my $bare = $block->{sql}) =~ s/--[^\n]*$//mg;
		push @wrong, 'the session ended early' unless $whole;
		push @wrong, map { "over 100 columns (tab = 4): $_" } grep { length(expand($_)) > 100 } split /\n/, $block->{sql};
		push @wrong, 'the last statement has no ; at its end' unless $bare =~ /;\s*\z|^\\[^\n]*\s*\z/m;
		my $failed = $said =~ /^(?:ERROR|FATAL|PANIC):|^invalid command|: error:/m;
		push @wrong, 'it should fail, and did not' if $block->{error} && !$failed;
		push @wrong, "it failed:\n$said" if !$block->{error} && $failed;
		$got = $said if $block->{error};
		$block->{printed} = $block->{error} ? tidy($got) : without_tags($got) if !@wrong;
		if (defined $block->{text} && !@wrong && !$ENV{OPM_DOCS_WRITE})
		{
			my $want = tidy($block->{text});
			push @wrong, "it printed:\n" . tidy($got) . "and not:\n$want" unless tidy($got) eq $want || without_tags($got) eq $want;
		}
		ok(!@wrong, "$name line $block->{line}") or diag(join "\n", @wrong);
	}
	rewrite($path, $ENV{OPM_DOCS_WRITE}, @blocks) if $ENV{OPM_DOCS_WRITE};
}
ok($count > 0, 'there is documentation with SQL in it');

$node->stop;
done_testing();
