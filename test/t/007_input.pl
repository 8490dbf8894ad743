# Random input: mutated literals and mutated binary values of every type. Each is refused with a proper error or round-trips;
# none may crash the server or meet an internal error (XX000). The same input every time, so that a commit is judged by what it changes:
# OPM_SEED takes another (OPM_SEED=random any other), OPM_RUNS makes the run longer.
use strict;
use warnings;
use IPC::Run qw(run);
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $seed = ($ENV{OPM_SEED} // 1) eq 'random' ? int(rand(2**31)) : ($ENV{OPM_SEED} // 1);
my $runs = $ENV{OPM_RUNS} // 2000;
srand($seed);
diag("seed $seed") if $ENV{OPM_SEED};
note("seed $seed, $runs runs a type");

# Classes a bad value may have: invalid text or binary representation, out of range, protocol violation (a short or long
# message), bad encoding, limits exceeded.
my $proper = qr/^(?:22P02|22P03|22003|08P01|22021|54...)$/;

my $node = opm_node('input');
my $dir = PostgreSQL::Test::Utils::tempdir();
my @types = opm_types($node);
ok(@types > 0, 'the extension has types');

$node->safe_psql('postgres', <<'SQL');
CREATE TABLE mutant (type text, literal text);
CREATE FUNCTION attempt(type text, literal text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	same boolean;
BEGIN
	EXECUTE format('SELECT v::text::%1$s = v AND v::text::%1$s::text = v::text FROM (SELECT $1::%1$s OFFSET 0) x(v)', type) INTO same USING literal;
	RETURN CASE WHEN same THEN 'same' ELSE 'changed' END;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;
SQL

# Pieces that mean something somewhere, put where they do not belong.
my @pieces = ('', ' ', '-', '+', '.', ',', ':', '|', '"', '""', '\\', '(', ')', '[', ']', '{', '}', '->', '..', '~', '>=', '<', '=', '%', '*', '^', '@', '#', "\n", "\t",
	'0', '-0', '1', '1e308', '-1e309', '1e-320', 'NaN', 'Infinity', '-inf', '9223372036854775808', '0x1p3', 'null', 'n/a', 'mean', 'at_least(2)', 'cover>=0.8', 'zero',
	"\x{e9}", "\x{2603}", "\x{1F600}", "\x01", 'x' x 300, '(' x 50, ' ' x 80);

sub mutate_text
{
	my ($s, $other) = @_;
	for (1 .. 1 + int rand 4)
	{
		my $at = int rand(1 + length $s);
		my $long = int rand(1 + (rand() < 0.2 ? length($s) : 4));
		my $what = rand();
		if    ($what < 0.25) { substr($s, $at, 0) = $pieces[ rand @pieces ]; }
		elsif ($what < 0.45) { substr($s, $at, $long) = ''; }
		elsif ($what < 0.60) { substr($s, $at, $long) = $pieces[ rand @pieces ]; }
		elsif ($what < 0.70) { substr($s, $at, 1) = chr(1 + int rand 126); }
		elsif ($what < 0.80) { $s = substr($s, 0, $at) . substr($other, int rand(1 + length $other)); }
		elsif ($what < 0.90) { substr($s, $at, 0) = substr($s, int rand(1 + length $s), $long); }
		else                 { $s =~ s/(\d)/rand() < 0.5 ? int rand 10 : $1/ge; }
	}
	return $s;
}

sub mutate_bytes
{
	my ($s, $other) = @_;
	for (1 .. 1 + int rand 3)
	{
		my $at = int rand(1 + length $s);
		my $what = rand();
		if    ($what < 0.40 && length $s) { $at = int rand length $s; substr($s, $at, 1) = chr(int rand 256); }
		elsif ($what < 0.55 && length $s) { $at = int rand length $s; substr($s, $at, 1) = chr(ord(substr $s, $at, 1) ^ (1 << int rand 8)); }
		elsif ($what < 0.65) { substr($s, $at) = ''; }
		elsif ($what < 0.75) { substr($s, $at, 0) = pack 'N', (0, 1, 0x7fffffff, 0xffffffff, 0x10000000)[ rand 5 ]; }
		elsif ($what < 0.85 && $at + 4 <= length $s) { substr($s, $at, 4) = pack 'N', (0, 0x7fffffff, 0xffffffff, 0x40000000, int rand 2**32)[ rand 5 ]; }
		elsif ($what < 0.92 && $at + 8 <= length $s) { substr($s, $at, 8) = pack 'd>', (9**9**9, -9**9**9, -sin(9**9**9), -0.0, 1e308, 5e-324)[ rand 6 ]; }
		else { $s = substr($s, 0, $at) . substr($other, int rand(1 + length $other)); }
	}
	return $s;
}

# Fields of a one-column COPY BINARY stream.
sub copy_fields
{
	my ($data) = @_;
	my @fields;
	my $at = 11 + 4 + 4 + unpack 'N', substr $data, 15, 4;
	while ((my $columns = unpack 'n', substr $data, $at, 2) != 0xffff)
	{
		my $size = unpack 'N', substr $data, $at + 2, 4;
		push @fields, substr $data, $at + 6, $size;
		$at += 6 + $size;
	}
	return @fields;
}
my $signature = "PGCOPY\n\xff\r\n\0" . pack 'NN', 0, 0;

sub copy_text
{
	my ($s) = @_;
	$s =~ s/\\/\\\\/g;
	$s =~ s/\n/\\n/g;
	$s =~ s/\r/\\r/g;
	$s =~ s/\t/\\t/g;
	return $s;
}

my $number = 0;
for my $type (@types)
{
	my $t = 't' . ++$number;
	$node->safe_psql('postgres', "CREATE TABLE $t AS @{[sample_rows($type)]}; CREATE TABLE ${t}_got (v $type); CREATE TABLE ${t}_again (v $type)");

	# Text.
	my @good = map { my $s = $_; utf8::decode($s); $s } split /\x1e/, $node->safe_psql('postgres', "SELECT string_agg(v::text, chr(30) ORDER BY n) FROM $t");
	open my $out, '>:encoding(UTF-8)', "$dir/$t.txt" or die $!;
	print $out "$type\t" . copy_text($_) . "\n" for @good, map { mutate_text($good[ rand @good ], $good[ rand @good ]) } 1 .. $runs;
	close $out;
	my ($status, $stdout, $stderr) = $node->psql('postgres', <<"SQL");
TRUNCATE mutant;
\\copy mutant FROM '$dir/$t.txt'
SET statement_timeout = '600s';
CREATE TABLE ${t}_text AS SELECT attempt(type, literal) AS said, literal FROM mutant;
SELECT said, count(*) FROM ${t}_text GROUP BY said ORDER BY said;
SQL
	is($status, 0, "$type: the server survives mutated literals") or diag("seed $seed: $stderr");
	my %said = map { /^(.*)\|(\d+)$/ ? ($1 => $2) : () } split /\n/, $stdout;
	my @bad = grep { $_ ne 'same' && $_ !~ $proper } sort keys %said;
	is("@bad", '', "$type: literals are refused properly, or come back as they were")
	  or diag("seed $seed\n" . $node->safe_psql('postgres', "SELECT DISTINCT ON (said) said, literal FROM ${t}_text WHERE said IN (" . join(',', map { "'$_'" } @bad) . ')'));
	cmp_ok($said{same} // 0, '>=', @good, "$type: good literals are accepted");
	note("$type text: " . join ', ', map { "$_ $said{$_}" } sort keys %said);

	# Binary: one COPY a mutant, as the first error ends a COPY.
	$node->safe_psql('postgres', "\\copy (SELECT v FROM $t ORDER BY n) TO '$dir/$t.bin' (FORMAT binary)");
	my @values = copy_fields(slurp_file("$dir/$t.bin"));
	my $script = "\\set VERBOSITY verbose\n";
	mkdir "$dir/$t";
	for my $n (0 .. @values + $runs)
	{
		my $value = $n < @values ? $values[$n] : mutate_bytes($values[ rand @values ], $values[ rand @values ]);
		open my $bin, '>:raw', "$dir/$t/$n" or die $!;
		print $bin $signature . pack('nN', 1, length $value) . $value . pack 'n', 0xffff;
		close $bin;
		$script .= "\\copy ${t}_got FROM '$dir/$t/$n' (FORMAT binary)\n";
	}
	my ($o, $e) = ('', '');
	run [ 'psql', '-X', '-q', '-d', $node->connstr('postgres') ], '<', \$script, '>', \$o, '2>', \$e;
	%said = ();
	my %message;
	while ($e =~ /^ERROR:\s+(\w{5}): (.*)/mg) { $said{$1}++; $message{$1} //= $2; }
	unlike($e, qr/FATAL|PANIC|server closed|connection.*lost/, "$type: the server survives mutated binary values") or diag("seed $seed: $e");
	@bad = grep { $_ !~ $proper } sort keys %said;
	is("@bad", '', "$type: bad binary values are refused properly") or diag("seed $seed", map { "\n$_: $message{$_}" } @bad);
	my $accepted = $node->safe_psql('postgres', "SELECT count(*) FROM ${t}_got");
	cmp_ok($accepted, '>=', scalar @values, "$type: good binary values are accepted");
	$node->safe_psql('postgres', "\\copy ${t}_got TO '$dir/$t.again' (FORMAT binary)");
	$node->safe_psql('postgres', "\\copy ${t}_again FROM '$dir/$t.again' (FORMAT binary)");
	is($node->safe_psql('postgres', "SELECT count(*) FROM ${t}_got WHERE (v::text::$type = v) IS NOT TRUE"), '0', "$type: accepted binary values survive the text form")
	  or diag("seed $seed\n" . $node->safe_psql('postgres', "SELECT left(v::text, 2000), left(v::text::$type\::text, 2000) FROM ${t}_got WHERE (v::text::$type = v) IS NOT TRUE LIMIT 1"));
	is($node->safe_psql('postgres', "SELECT count(*) FROM (SELECT v FROM ${t}_got EXCEPT SELECT v FROM ${t}_again) x"), '0', "$type: and the binary form");
	note("$type binary: accepted $accepted, " . join ', ', map { "$_ $said{$_}" } sort keys %said);
}
$node->stop;
done_testing();
