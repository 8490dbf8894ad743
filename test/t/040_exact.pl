# Random trees and totals against a calculation of our own in exact fractions (Math::BigRat), which knows the rules from the documentation
# and nothing of the code: score, value, coverage and bounds of every goal; contributions, leverage and required as laws; allocate and cascade.
# The same cases every time, so that a commit is judged by what it changes: OPM_SEED takes others (OPM_SEED=random any), OPM_RUNS makes more.
# A failure prints the seed and the tree as an outline of what was given.
use strict;
use warnings;
use Math::BigRat;
use Test::More;
use OpmTest;

my $seed = ($ENV{OPM_SEED} // 1) eq 'random' ? int(rand(2**31)) : ($ENV{OPM_SEED} // 1);
my $runs = $ENV{OPM_RUNS} // 300;
note("seed $seed, $runs trees and totals");
srand($seed);
my $pick = sub { $_[ rand @_ ] };
my $chance = sub { rand() < $_[0] };
sub q_ { return Math::BigRat->new($_[0]) }
my ($zero, $one) = (q_(0), q_(1));
my %memo;
sub rat { return $memo{ $_[0] } //= q_($_[0]) }

# ---- a random tree: goals in an order in which parents stand before their children ----

# Goals: { key, links => [[parent, weight, share]], method, k, missing, cover, floor, cap, na, score, value, base, target }
sub random_tree
{
	my ($n) = @_;
	my $linear = $chance->(0.2);	# for contributions: means, least and greatest scores only, and all is known
	my ($dag, $ratios) = ($chance->(0.4), $chance->(0.3));
	my @goals;
	for my $i (0 .. $n - 1)
	{
		my %g = (key => sprintf('g%02d', $i), links => []);
		my %parents = $i == 0 ? () : (int(rand($chance->(0.5) ? $i : ($i < 4 ? $i : 4))) => 1);
		$parents{ int rand $i } = 1 if $dag && $i > 1 && $chance->(0.5);
		my @parents = sort { $a <=> $b } keys %parents;
		my @shares = @parents == 2 && $chance->(0.5) ? @{ $pick->([ 0.5, 0.5 ], [ 0.25, 0.75 ], [ 0.1, 0.9 ]) } : (1) x @parents;
		push @{ $g{links} }, [ $parents[$_], $pick->(1, 1, 1, 2, 3, 0.5, 0.3, 0), $shares[$_] ] for 0 .. $#parents;
		push @goals, \%g;
	}
	my %parent = map { $_->[0] => 1 } map { @{ $_->{links} } } @goals;
	for my $i (0 .. $n - 1)
	{
		my $g = $goals[$i];
		$g->{target} = $pick->('0 -> 10', '0.2 -> 0.7', '5 -> -3', '>= 2.5 ~ 2', '<= 0.7 ~ 0.3', '1 .. 3 ~ 1.5', '>= 1') if $chance->(0.5);
		if ($parent{$i})
		{
			$g->{method} = $pick->(
				($chance->(0.4) ? 'mean' : $pick->(qw(min max median harmean geomean any all at_least own))),
				$ratios ? qw(ratio avg low high) : qw(sum sum avg low high)) if $chance->(0.8);
			$g->{k} = int(1 + rand 3) if ($g->{method} // '') eq 'at_least';
			$g->{missing} = $pick->(qw(zero block cover)) if $chance->(0.4);
			$g->{cover} = $pick->(0.2, 0.5, 0.8) if ($g->{missing} // '') eq 'cover';
			@$g{qw(floor cap)} = @{ $pick->([ 0, 1 ], [ 0, 1 ], [ 0.25, 2 ], [ -0.5, 1.2 ]) } if $chance->(0.3);
		}
		$g->{na} = 1 if $chance->(0.06);
		$g->{score} = $pick->(0, 0, 0.1, 0.25, 0.3, 0.5, 0.55, 0.7, 0.9, 1, 1, 1.2, 1.5, -0.2, -1) if $chance->($parent{$i} ? 0.1 : 0.5);
		if ($chance->($parent{$i} ? 0.15 : 0.5))
		{
			$g->{value} = $pick->(0, 0.1, 0.2, 0.3, 0.7, 1, 2.5, 3.3, 12, -4, 0.05);
			$g->{base} = $pick->(1, 2, 0.1, 0.4, 10, 0) if $ratios && $chance->(0.8);
		}
		next unless $linear;
		delete @$g{qw(na value base target missing cover k)};
		$g->{method} = $pick->(qw(mean mean mean min max)) if $parent{$i};
		$g->{score} //= $pick->(0, 0.2, 0.5, 0.8, 1.1, -0.5) unless $parent{$i};
	}
	return \@goals;
}

# ---- what the documentation says, in fractions; undef is unknown ----

sub least { my ($x, @y) = @_; for (@y) { $x = $_ if $_ < $x } return $x }
sub most { my ($x, @y) = @_; for (@y) { $x = $_ if $_ > $x } return $x }

# A number that floating point might put on the other side of a threshold: the case is left out.
my $unsure;
sub at_least
{
	my ($x, $y) = @_;
	my $d = $x->copy->bsub($y);
	my $den = $x->denominator->copy;
	if ($d->copy->babs < 1e-9)
	{
		for my $p (2, 5) { $den /= $p while $den % $p == 0 }
		$unsure = 1 if $den != 1 || $d != 0;
	}
	return $d >= 0;
}

sub target_score
{
	my ($t, $x) = @_;
	my ($a, $op, $b, $tol) = $t =~ /^(\S+) (->|\.\.) (\S+)(?: ~ (\S+))?$/ ? ($1, $2, $3, $4) : $t =~ /^(>=|<=) (\S+)(?: ~ (\S+))?$/ ? ($2, $1, undef, $3) : die $t;
	$a = rat($a);
	$b = defined $b ? rat($b) : $a;
	return ($x - $a) / ($b - $a) if $op eq '->';
	my $off = $op eq '>=' ? $a - $x : $op eq '<=' ? $x - $a : $x < $a ? $a - $x : $x - $b;
	return $one if $off <= 0;
	return $zero unless defined $tol;
	my $s = 1 - $off / rat($tol);
	return $s < 0 ? $zero : $s;
}

sub clip
{
	my ($g, $x) = @_;
	return $x unless defined $g->{floor} && defined $x;
	return most(rat($g->{floor}), least(rat($g->{cap}), $x));
}

# A method's answer to [[weight, number], ...]; undef if it has none.
sub answer
{
	my ($method, $k, @items) = @_;
	return undef unless @items;
	my @x = map { $_->[1] } @items;
	my $weights = $zero->copy;
	$weights += $_->[0] for @items;
	return least(@x) if $method eq 'min' || $method eq 'low';
	return most(@x) if $method eq 'max' || $method eq 'high';
	if ($method eq 'median')
	{
		@x = sort { $a <=> $b } @x;
		return @x % 2 ? $x[ @x / 2 ] : ($x[ @x / 2 - 1 ] + $x[ @x / 2 ]) / 2;
	}
	if ($method =~ /^(?:any|all|at_least)$/)
	{
		my $reached = grep { at_least($_, $one) } @x;
		return $reached >= ($method eq 'any' ? 1 : $method eq 'all' ? @x : $k) ? $one : $zero;
	}
	if ($method eq 'harmean')
	{
		return undef if grep { $_ <= 0 } @x;
		my $parts = $zero->copy;
		$parts += $_->[0] / $_->[1] for @items;
		return $weights / $parts;
	}
	if ($method eq 'geomean')
	{
		return undef if grep { $_ < 0 } @x;
		return $zero if grep { $_ == 0 } @x;
		my ($first, @rest) = @x;
		return $first unless grep { $_ != $first } @rest;
		my $logs = 0;
		$logs += $_->[0]->numify * log($_->[1]->numify) for @items;
		return q_(sprintf '%.17g', exp($logs / $weights->numify));
	}
	my $sum = $zero->copy;
	$sum += $_->[0] * $_->[1] for @items;
	return $sum / $weights;
}

# Fills score, value, coverage, low, high, applies, noanswer of every goal in %$r; values are kept as numerator and denominator.
my %of_values = map { $_ => 1 } qw(sum avg ratio low high);
sub shown
{
	my ($n) = @_;
	return $n->{total} unless defined $n->{base};
	return !defined $n->{total} || $n->{base} == 0 ? undef : $n->{total} / $n->{base};
}

sub calculate
{
	my ($goals) = @_;
	my @kids = map { [] } @$goals;
	for my $i (0 .. $#$goals) { push @{ $kids[ $_->[0] ] }, [ $i, rat($_->[1]) * rat($_->[2]), rat($_->[2]) ] for @{ $goals->[$i]{links} } }
	my @method = map { @{ $kids[$_] } ? $goals->[$_]{method} // 'mean' : 'own' } 0 .. $#$goals;
	my @r;
	for my $i (reverse 0 .. $#$goals)
	{
		my ($g, $m) = ($goals->[$i], $method[$i]);
		my $missing = $g->{missing} // 'ignore';
		my $n = $r[$i] = { method => $m, applies => !$g->{na}, coverage => $zero };
		my @counted = grep { $_->[1] > 0 && $r[ $_->[0] ]{applies} } @{ $kids[$i] };
		$n->{applies} = 0 if $m ne 'own' && !grep { $r[ $_->[0] ]{applies} } @{ $kids[$i] };
		$n->{total} = defined $g->{value} ? rat($g->{value}) : undef;
		$n->{base} = defined $g->{base} ? rat($g->{base}) : undef;
		if ($m eq 'own')
		{
			$n->{score} = defined $g->{score} ? rat($g->{score}) : undef;
			$n->{total} //= $n->{score} if grep { $of_values{ $method[ $_->[0] ] } } @{ $g->{links} };
			my $x = shown($n);
			$n->{score} //= target_score($g->{target}, $x) if defined $x && $g->{target};
			$n->{coverage} = $one if defined $n->{score} || defined $x;
			next;
		}
		my ($weights, $covered, $blocked, $empty, @items) = ($zero->copy, $zero->copy, 0, @counted == 0);
		my $values = $of_values{$m};
		$n->{total} = $n->{base} = undef if $values;
		for my $c (@counted)
		{
			my ($kid, $weight) = ($r[ $c->[0] ], $c->[1]);
			my $x = $values ? shown($kid) : $kid->{score};
			my $known = $m eq 'ratio' ? defined $kid->{total} && defined $kid->{base} : defined $x;
			my $data = $kid->{coverage};
			if ($values) { $data = $zero unless $known || $of_values{ $kid->{method} } }
			elsif (!$known && ($kid->{method} eq 'own' || $of_values{ $kid->{method} }) && defined $kid->{total}) { $data = $zero }
			$weights += $weight;
			$covered += $weight * $data;
			$blocked = 1 if !$known && $missing eq 'block';
			$empty = 1 if !$known && $kid->{noanswer};
			push @items, [ $weight, $values ? $x // $zero : clip($g, $x // $zero) ] if $known || ($missing eq 'zero' && !$kid->{noanswer});
			if (!$values && defined $g->{floor})
			{
				my $settled = defined $kid->{score} && $kid->{coverage} == 1;
				push @{ $n->{lows} }, [ $weight, clip($g, $kid->{low} // ($settled ? $kid->{score} : rat($g->{floor}))) ];
				push @{ $n->{highs} }, [ $weight, clip($g, $kid->{high} // ($settled ? $kid->{score} : rat($g->{cap}))) ];
			}
		}
		$n->{coverage} = $covered / $weights if $weights > 0;
		$blocked = 1 if $missing eq 'cover' && !at_least($n->{coverage}, rat($g->{cover}));
		if (!$values)
		{
			$n->{score} = answer($m, $g->{k}, @items);
			$n->{noanswer} = !defined $n->{score} && ($empty || @items > 0);
			$n->{score} = undef if $blocked;
			if ($n->{lows})
			{
				$n->{low} = answer($m, $g->{k}, @{ $n->{lows} });
				$n->{high} = answer($m, $g->{k}, @{ $n->{highs} });
				$n->{low} //= $zero if defined $n->{high};
				if (defined $n->{score})
				{
					$n->{low} = defined $n->{low} ? least($n->{low}, $n->{score}) : $n->{score};
					$n->{high} = defined $n->{high} ? most($n->{high}, $n->{score}) : $n->{score};
				}
			}
			next;
		}
		$n->{noanswer} = $empty && !@items;
		next if $blocked || !@items;
		if ($m eq 'sum' || $m eq 'ratio') { add_up($i, $goals, \@kids, \@r, $m, $missing) }
		else { $n->{total} = answer($m, undef, @items) }
		my $x = shown($n);
		$n->{score} = target_score($g->{target}, $x) if defined $x && $g->{target};
	}
	return \@r;
}

# A total counts each thing below once: credit flows down through totals of the same kind that are known, shares add up, full credit is once.
sub add_up
{
	my ($top, $goals, $kids, $r, $m, $missing) = @_;
	my %credit = ($top => $one);
	my ($total, $base, $known) = ($zero->copy, $zero->copy, 0);
	for my $i ($top .. $#$goals)
	{
		my $c = $credit{$i} or next;
		my $n = $r->[$i];
		if ($i == $top || ($n->{method} eq $m && defined $n->{total}))
		{
			for my $k (@{ $kids->[$i] })
			{
				next unless $k->[1] > 0 && $r->[ $k->[0] ]{applies};
				my $has = $credit{ $k->[0] } // $zero;
				$credit{ $k->[0] } = $k->[2] < 1 ? $has + $c * $k->[2] : most($has, $c);
			}
			next;
		}
		next unless defined $n->{total} && ($m eq 'sum' || defined $n->{base});
		$known = 1;
		$total += $c * $n->{total};
		$base += $c * $n->{base} if $m eq 'ratio';
	}
	return if $m eq 'ratio' && !$known;
	$r->[$top]{total} = $total;
	$r->[$top]{base} = $base if $m eq 'ratio';
}

# ---- asking the server ----

my $node = opm_node('exact');
my $lit = sub { defined $_[0] ? "'$_[0]'" : 'NULL' };
sub rows_of
{
	my ($case, $goals) = @_;
	my @rows;
	for my $g (@$goals)
	{
		my $missing = $g->{missing} && ($g->{missing} eq 'cover' ? ">= $g->{cover}" : $g->{missing});
		my $method = $g->{method} && ($g->{method} eq 'at_least' ? "at_least($g->{k})" : $g->{method});
		for my $l (@{ $g->{links} } ? @{ $g->{links} } : [ undef, 1, 1 ])
		{
			push @rows, '(' . join(', ', $case, map { $lit->($_) } $g->{key}, defined $l->[0] ? $goals->[ $l->[0] ]{key} : undef, @$l[1, 2],
				@$g{qw(score value base target)}, $method, $missing, @$g{qw(floor cap)}, $g->{na} ? 'f' : 't') . ')';
		}
	}
	return @rows;
}
my @trees = map { random_tree(2 + int rand 13) } 1 .. $runs;
my @rows = map { rows_of($_, $trees[$_]) } 0 .. $#trees;
$node->safe_psql('postgres', 'CREATE TABLE given (id int, key text, parent text, weight float8, share float8, score float8, value float8, base float8, target opm.target, '
	  . 'rollup text, missing text, lo float8, hi float8, applicable bool); INSERT INTO given VALUES ' . join(",\n", @rows) . <<'SQL');
;
CREATE TABLE tree AS SELECT id, opm.goaltree(opm.goal(key, parent, weight => weight, share => share, score => score, value => value, base => base, target => target,
	rollup => rollup, missing => missing, credit_floor => lo, credit_cap => hi, applicable => applicable)) AS t FROM given GROUP BY id;
SQL
# The rows of a query, as lists; an empty cell is undef.
sub ask
{
	my ($sql) = @_;
	return map { [ map { $_ eq '' ? undef : $_ } split /\|/, $_, -1 ] } split /\n/, $node->safe_psql('postgres', "SET extra_float_digits = 1; $sql");
}
sub outline { my ($case) = @_; return $node->safe_psql('postgres', "SELECT t FROM tree WHERE id = $case") }

my (%bad, %compared);
my @want = map { $unsure = 0; my $r = calculate($_); $unsure ? undef : $r } @trees;
cmp_ok(scalar(grep { $_ } @want), '>', 0.6 * $runs, 'most trees have no number on the edge of a threshold');
sub same
{
	my ($what, $case, $key, $got, $want) = @_;
	$compared{$what}++;
	return 1 if !defined $got && !defined $want;
	return 1 if defined $got && defined $want && abs($got - $want->numify) <= 1e-9 * (1 + abs($want->numify));
	push @{ $bad{$what} }, sprintf "%s of %s in tree %d: got %s, want %s\n%s", $what, $key, $case, $got // 'unknown', defined $want ? $want : 'unknown', outline($case)
	  if @{ $bad{$what} // [] } < 3;
	return 0;
}
my %contribution;
for my $row (ask('SELECT id, r.key, r.score, r.value, r.coverage, r.score_low, r.score_high, r.contribution, r.leaf FROM tree, opm.rollup(t) r'))
{
	my ($case, $key, $score, $value, $coverage, $low, $high, $contribution, $leaf) = @$row;
	my $r = $want[$case] or next;
	my $n = $r->[ $key =~ s/^g0*(?=\d)//r ];
	same('score', $case, $key, $score, $n->{score});
	same('value', $case, $key, $value, shown($n));
	same('coverage', $case, $key, $coverage, $n->{coverage}) if $n->{applies};
	same('low', $case, $key, $low, $n->{low});
	same('high', $case, $key, $high, $n->{high});
	$contribution{$case} += $contribution if $leaf eq 't' && defined $contribution;
}

# The leaves' contributions add up to the root, where all ways are linear and everything that counts is known.
for my $case (keys %contribution)
{
	my ($goals, $r) = ($trees[$case], $want[$case]);
	my %parent = map { $_->[0] => 1 } map { @{ $_->{links} } } @$goals;
	next if grep { !$r->[$_]{applies} || !defined $r->[$_]{score} || $r->[$_]{method} !~ ($parent{$_} ? qr/^(?:mean|min|max)$/ : qr/^own$/) } 0 .. $#$goals;
	same('contribution', $case, 'all leaves', $contribution{$case}, $r->[0]{score});
}

# Leverage: what a little more of one goal's own score brings. required: the least own score that reaches; each tried in fractions.
sub root_with
{
	my ($case, $i, $x) = @_;
	my @goals = map { {%$_} } @{ $trees[$case] };
	$goals[$i]{score} = $x->bstr;
	return calculate(\@goals)->[0]{score};
}
my $step = q_('1/1000000000');
for my $row (ask('SELECT id, l.key, l.score, l.per_score FROM tree, opm.leverage(t) l WHERE l.value IS NULL'))
{
	my ($case, $key, $score, $per) = @$row;
	my $i = $key =~ s/^g0*(?=\d)//r;
	next unless $want[$case] && $i > 0 && defined $score && defined $trees[$case][$i]{score};
	next if grep { $of_values{ $want[$case][ $_->[0] ]{method} } } @{ $trees[$case][$i]{links} };
	my ($before, $after) = ($want[$case][0]{score}, root_with($case, $i, rat($trees[$case][$i]{score}) + $step));
	next if !defined $after;
	my $rise = defined $before ? (($after - $before) / $step)->numify : undef;
	# with a geomean this step is not exact; leverage moves equal children one by one, which a shared goal below moves together
	next if grep { $_->{method} eq 'geomean' } @{ $want[$case] };
	next if (grep { @{ $_->{links} } > 1 } @{ $trees[$case] }) && grep { $_->{method} =~ /^(?:min|max|median|low|high)$/ } @{ $want[$case] };
	$compared{leverage}++;
	next if defined $per ? defined $rise && abs($rise - $per) <= 1e-5 * (1 + abs $per) : !defined $rise || abs($rise) > 1e6;
	# a step at 1 (any, all, at_least): leverage is 0 there
	next if defined $rise && abs($rise) > 1e6 && defined $per && $per == 0 && rat($trees[$case][$i]{score}) + $step >= 1;
	push @{ $bad{leverage} }, sprintf "leverage of %s in tree %d: got %s, the root rises by %s\n%s", $key, $case, $per // 'unknown', $rise // 'unknown', outline($case);
}
for my $row (ask('SELECT id, key, s, (opm.required(t, key, s)).score FROM tree JOIN (SELECT DISTINCT id, key FROM given WHERE score IS NOT NULL AND value IS NULL) g USING (id), unnest(ARRAY[0.3, 0.65]) s'))
{
	my ($case, $key, $wanted, $x) = @$row;
	my $i = $key =~ s/^g0*(?=\d)//r;
	my $r = $want[$case];
	next unless $r && $i > 0 && defined $x && $r->[$i]{method} eq 'own' && !grep { $of_values{ $r->[ $_->[0] ]{method} } } @{ $trees[$case][$i]{links} };
	my ($at, $below) = map { root_with($case, $i, q_(sprintf '%.17g', $_)) } $x, $x - 1e-6 * (1 + abs $x);
	$compared{required}++;
	next if defined $at && $at > $wanted - 1e-9 && (!defined $below || $below < $wanted + 1e-9);
	push @{ $bad{required} }, sprintf "required %s of %s in tree %d: at %s the root is %s, a little below %s\n%s", $wanted, $key, $case, $x, $at // 'unknown', $below // 'unknown', outline($case);
}
for my $what (qw(score value coverage low high contribution leverage required))
{
	is(join("\n", @{ $bad{$what} // [] }), '', "$what, seed $seed: " . ($compared{$what} // 0) . ' compared');
	cmp_ok($compared{$what} // 0, '>', $runs / 20, "$what was compared") if $runs >= 100;
}

# ---- totals ----

# Largest remainders: everybody the whole units of their quota, the rest to the largest remainders, ties to the first.
sub split_total
{
	my ($total, @weights) = @_;
	my $sum = $zero->copy;
	$sum += $_ for @weights;
	return map { undef } @weights if $sum == 0;
	my $size = $total->copy->babs;
	my @quota = map { $size * $_ / $sum } @weights;
	my @part = map { $_->copy->bfloor } @quota;
	my $left = $size->copy;
	$left -= $_ for @part;
	for my $i (sort { ($quota[$b] - $part[$b]) <=> ($quota[$a] - $part[$a]) || $a <=> $b } 0 .. $#weights)
	{
		last if $left <= 0;
		$part[$i] += 1;
		$left -= 1;
	}
	return map { $total < 0 ? -$_ : $_ } @part;
}
my (@totals, @limited);
for my $case (0 .. $runs - 1)
{
	my $n = 1 + int rand 8;
	my $total = int(rand 400) - 100;
	push @totals, [ $total, map { [ $pick->(0, 1, 1, 2, 3, 0.5, 0.25, 7.1, 0.003), map { $chance->(0.3) ? int(rand 60) - 15 : undef } 1, 2 ] } 1 .. $n ];
	for my $row (@{ $totals[-1] }[ 1 .. $n ]) { @$row[1, 2] = sort { $a <=> $b } @$row[1, 2] if defined $row->[1] && defined $row->[2] }
}
$node->safe_psql('postgres', 'CREATE TABLE amount (id int, i int, total numeric, weight numeric, least numeric, most numeric); INSERT INTO amount VALUES '
	  . join(', ', map { my $t = $totals[$_]; my $c = $_; map { my $w = $t->[$_]; "($c, $_, $t->[0], $w->[0], " . join(', ', map { $_ // 'NULL' } @$w[1, 2]) . ')' } 1 .. $#$t } 0 .. $#totals));
$node->safe_psql('postgres', <<'SQL');
CREATE FUNCTION limited(case_id int) RETURNS numeric[] LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT array_agg(part ORDER BY i) FROM (SELECT i, opm.allocate(total, weight, 1, at_least => least, at_most => most) OVER (ORDER BY i) AS part FROM amount WHERE id = case_id) x);
EXCEPTION WHEN invalid_parameter_value THEN RETURN NULL;
END $$;
SQL
my @got = ask('SELECT id, string_agg(coalesce(part::text, \'-\'), \' \' ORDER BY i) FROM (SELECT id, i, opm.allocate(total, weight, 1) OVER (PARTITION BY id ORDER BY i) AS part FROM amount) x GROUP BY id ORDER BY id');
my @wrong = grep {
	my ($total, @w) = @{ $totals[ $_->[0] ] };
	$_->[1] ne join ' ', map { defined $_ ? $_->bstr : '-' } split_total(q_($total), map { rat($_->[0]) } @w)
} @got;
is(scalar(@wrong), 0, "allocate, seed $seed: " . @got . ' totals') or diag(explain([ map { [ $_, $totals[ $_->[0] ] ] } @wrong ]));

# Within limits: parts add up, keep their limits and the sign of the total, and the others share by weight; an error only where that cannot be.
my @unfair;
my ($met, $refused) = (0, 0);
for my $row (ask('SELECT id, array_to_string(limited(id), \' \') FROM (SELECT DISTINCT id FROM amount) x ORDER BY id'))
{
	my ($case, $parts) = @$row;
	my ($total, @w) = @{ $totals[$case] };
	my (@low, @high);
	for my $w (@w)
	{
		push @low, $w->[1] // ($total >= 0 && !(defined $w->[2] && $w->[2] < 0) ? 0 : undef);
		push @high, $w->[2] // ($total < 0 && !(defined $w->[1] && $w->[1] > 0) ? 0 : undef);
		# without a weight a part stays at the limit next to 0
		if ($w->[0] == 0) { $low[-1] = $high[-1] = ($low[-1] // 0) > 0 ? $low[-1] : ($high[-1] // 0) < 0 ? $high[-1] : 0 }
	}
	my $floor = (grep { !defined } @low) ? undef : eval { my $s = 0; $s += $_ for @low; $s };
	my $ceiling = (grep { !defined } @high) ? undef : eval { my $s = 0; $s += $_ for @high; $s };
	my $possible = !(defined $floor && $floor > $total) && !(defined $ceiling && $ceiling < $total);
	my @limits = grep { defined } map { @$_[1, 2] } @w;
	if (!defined $parts) { $refused++; push @unfair, [ 'refused', $case, $totals[$case] ] if $possible && @limits && grep { $_->[0] > 0 } @w; next }
	next unless @limits;
	$met++;
	my @p = split / /, $parts;
	my $sum = 0;
	$sum += $_ for @p;
	my $out = grep { (defined $low[$_] && $p[$_] < $low[$_]) || (defined $high[$_] && $p[$_] > $high[$_]) } 0 .. $#p;
	my @level = map { $p[$_] / $w[$_][0] } grep { $w[$_][0] > 0 && !(defined $low[$_] && $p[$_] <= $low[$_]) && !(defined $high[$_] && $p[$_] >= $high[$_]) } 0 .. $#p;
	# all between their limits stand at one level, those at a floor not below it, those at a cap not above it, to a unit
	my $uneven = 0;
	for my $level (@level)
	{
		for my $i (grep { $w[$_][0] > 0 } 0 .. $#p)
		{
			my $share = $level * $w[$i][0];
			my $slack = 1 + 1e-9 + $w[$i][0] * most(map { 1 / $_->[0] } grep { $_->[0] > 0 } @w);
			$uneven = 1 if $share > $p[$i] + $slack && !(defined $high[$i] && $p[$i] >= $high[$i]);
			$uneven = 1 if $share < $p[$i] - $slack && !(defined $low[$i] && $p[$i] <= $low[$i]);
		}
	}
	push @unfair, [ $sum != $total ? 'does not add up' : $out ? 'breaks a limit' : 'not by weight', $case, $totals[$case], \@p ] if $sum != $total || $out || $uneven || !$possible;
}
is(scalar(@unfair), 0, "allocate within limits, seed $seed: $met met, $refused refused") or diag(explain(\@unfair));
cmp_ok($met, '>', $runs / 5, 'many totals can be met');
cmp_ok($refused, '>', $runs / 50, 'some cannot');

# cascade: at every goal of a tree the children get the goal's own amount by largest remainders, ties by key.
my (%amount, $split);
$amount{ $_->[0] }{ $_->[1] } = $_->[2] for ask('SELECT id, c.key, c.amount FROM tree, opm.cascade(t, (1000 + 37 * id)::numeric, 1) c');
my @cascade;
for my $case (grep { $want[$_] && !grep { @{ $_->{links} } > 1 } @{ $trees[$_] } } 0 .. $#trees)
{
	my ($goals, $r) = ($trees[$case], $want[$case]);
	for my $i (0 .. $#$goals)
	{
		my $mine = $amount{$case}{ $goals->[$i]{key} } // next;
		my @kids = grep { my $k = $_; grep { $_->[0] == $i && $_->[1] > 0 } @{ $goals->[$k]{links} } and $r->[$k]{applies} } 0 .. $#$goals;
		next unless @kids;
		my @parts = split_total(q_($mine), map { my $k = $_; map { rat($_->[1]) } grep { $_->[0] == $i } @{ $goals->[$k]{links} } } @kids);
		$split++;
		my @have = map { $amount{$case}{ $goals->[$_]{key} } // 'none' } @kids;
		push @cascade, "tree $case, goal $goals->[$i]{key}: got @have, want @{[ map { $_->bstr } @parts ]}" if "@have" ne join ' ', map { $_->bstr } @parts;
	}
}
is(join("\n", @cascade), '', "cascade, seed $seed: " . ($split // 0) . ' goals split');
cmp_ok($split // 0, '>', $runs / 2, 'many goals were split');
$node->stop;
done_testing();
