# A publisher's own percents: 352 indicators of an agency with baseline, target, actual and percent, as they came
# (github.com/mcc-gov/iati-gen, data/kpis.csv). Their owner names no licence to pass them on, so they are not shipped: OPM_MCC_KPIS names
# the file, and without it the test says that nothing was compared.
# Percents are compared to half a unit of what is printed (zeros at the end do not count: 53.30 is 53.3). Six are slips of the publisher, named here with what the numbers give.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $path = $ENV{OPM_MCC_KPIS} // ($ENV{OPM_SHARED} // '../shared') . '/published/mcc_kpis.csv';
if (!-r $path)
{
	diag("NOT COMPARED: the published percents are not here: get kpis.csv and set OPM_MCC_KPIS");
	plan skip_all => 'no published percents: OPM_MCC_KPIS names no file';
}

my %slip = (
	'Residential population connected to the sewer system [2]' => 20,
	'Change in time for property transactions (%)' => 177.5,
	'Work completed on the airside infrastructure (%)' => 65,
	'Security and safety deficiencies corrected at the airport (%)' => 85.37,
	'Contracted irrigation construction works disbursed (%)' => 96,
	'Active clients, Scenario 1' => 1.07,
);

# Lines end in a carriage return, cells may be quoted.
open my $in, '<:raw', $path or die "$path: $!\n";
my $text = do { local $/; <$in> };
$text =~ s/\r\n?/\n/g;
my (@rows, @cells);
while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|\z)/g)
{
	push @cells, $1 // $2;
	next if $3 eq ',';
	push @rows, [@cells];
	@cells = ();
	last if pos($text) >= length $text;
}
my @given;
for my $row (@rows)
{
	my ($name, @number) = @$row[ 3 .. 7 ];
	s/[,\$%\s]//g for @number;
	next if grep { !/^-?\d+(?:\.\d*)?$/ } @number;
	push @given, [ $name, @number ] if $number[0] != $number[1];
}
cmp_ok(@given, '>=', 270, 'indicators with four numbers, and a way to go');

my $node = opm_node('published');
my @percents = split /\n/, $node->safe_psql('postgres',
	'SELECT opm.percent(opm.score(actual, opm.target(baseline, goal))) FROM (VALUES '
	  . join(', ', map { my $g = $given[$_]; "($_, $g->[1]::float8, $g->[2]::float8, $g->[3]::float8)" } 0 .. $#given) . ') v(i, baseline, goal, actual) ORDER BY i');
my ($agree, @other) = (0);
for my $i (0 .. $#given)
{
	my ($name, $printed) = @{ $given[$i] }[ 0, 4 ];
	my $unit = $printed =~ /\.(\d*[1-9])/ ? 10**-length($1) : 1;
	if (abs($percents[$i] - $printed) <= $unit / 2 + 1e-9) { $agree++ }
	elsif (defined $slip{$name} && abs($percents[$i] - $slip{$name}) < 0.01) { delete $slip{$name} }
	else { push @other, "$name: printed $printed, got $percents[$i]" }
}
is(join("\n", @other), '', "$agree of " . @given . ' percents agree');
is(join(', ', sort keys %slip), '', 'the others are the six known slips');
$node->stop;
done_testing();
