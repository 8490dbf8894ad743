# Nothing is lost when processes die, and nothing gets into a loop when many move the same goals. Not part of "make test" (docs/development.md says
# how long it takes): test/run test/crash.pl
#   OPM_KILLS     times that a process of the server is killed while four sessions write (1000)
#   OPM_REPARENTS goals that are moved by eight sessions at once, with links made and deleted among them (20000)
# Each write notes its number in public.ledger, in the same transaction; a client notes the number when COMMIT has been answered. After each recovery
# every answered number is in the ledger, and everything in the ledger has happened whole. fsync is off: the machine does not lose what was written.
use strict;
use warnings;
use Time::HiRes qw(time sleep);
use IPC::Run ();
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use RaceTest;

my $kills = $ENV{OPM_KILLS} // 1000;
my $reparents = $ENV{OPM_REPARENTS} // 20000;
my $dir = PostgreSQL::Test::Utils::tempdir();
srand($ENV{OPM_SEED} // 1);

# ---- moves at once ----
{
	my $node = opm_node('moves');
	my $pgbench = (qx{"$ENV{PG_CONFIG}" --bindir} =~ s/\s+$//r) . '/pgbench';
	raced_workspace($node);
	# the goals above 40 are measured, and get nothing below them: their status is their own
	my %script = (
		'parent@6' => q{SELECT public.attempt('parent', format('UPDATE perf.goal SET parent_id = NULLIF(%s, %s) WHERE id = %s', :p, :a, :a));},
		'link@2' => q{SELECT public.attempt('link', format('INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (%s, %s)', :a, CASE :p WHEN :a THEN 1 + :p % 40 ELSE :p END));},
		'unlink@2' => q{SELECT public.attempt('unlink', format('DELETE FROM perf.goal_link WHERE goal_id = %s', :a));},
		'both@1' => qq{BEGIN;\nDELETE FROM perf.goal_link WHERE goal_id IN (:a, :b);\nSELECT public.attempt('relink', format('INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (%s, %s)', :b, CASE :p WHEN :b THEN 1 + :p % 40 ELSE :p END));\nCOMMIT;},
		'measure@1' => q{INSERT INTO perf.measurement (goal_id, at, value) SELECT :m, at + nextval('public.tick') * interval '1 microsecond', 2 * :b FROM public.begun;},
	);
	my @files;
	for my $name (sort keys %script)
	{
		my ($what, $weight) = split /@/, $name;
		append_to_file("$dir/$what.sql", "\\set a random(1, 50)\n\\set b random(1, 49)\n\\set p random(1, 40)\n\\set m random(41, 50)\n$script{$name}\n");
		push @files, '-f', "$dir/$what.sql\@$weight";
	}
	my ($began, $moved, $deadlocks, $loops, $fine, $said) = (time, 0, 0, 0, 1, '');
	while ($moved < $reparents && $fine)
	{
		my ($out, $err) = ('', '');
		$fine = IPC::Run::run([ $pgbench, '-n', '-c', 8, '-j', 2, '-t', 250, '--failures-detailed', @files, $node->connstr('postgres') ], '>', \$out, '2>', \$err) && $err !~ /abort|ERROR/i;
		$said .= $err;
		$deadlocks += $1 if $out =~ /number of deadlock failures: (\d+)/;
		$moved = $node->safe_psql('postgres', q{SELECT count(*) FROM public.outcome WHERE what = 'parent'});
		$loops += $node->safe_psql('postgres', 'SELECT count(*) FROM perf.check_tree()');
	}
	ok($fine, 'moves: no session ends with an error') or diag($said);
	cmp_ok($moved, '>=', $reparents, 'moves: as many as asked for');
	is($deadlocks, 0, 'moves: no deadlock');
	is($loops, 0, 'moves: no loop at any time');
	agrees($node, 'moves');
	diag(sprintf 'moves: %d in %.0f s; %s', $moved, time - $began, $node->safe_psql('postgres', q{SELECT string_agg(what || ' ' || outcome || ' ' || n, ', ' ORDER BY what, outcome) FROM (SELECT what, outcome, count(*) AS n FROM public.outcome GROUP BY 1, 2) x}) =~ s/\n//gr);
	$node->stop;
}

# ---- killed processes ----
my $node = opm_node('crash', conf => "restart_after_crash = on\nlog_min_messages = fatal\n");
my $round_kills = 100;    # in one workspace, so that the checks stay short

sub round_begins
{
	$node->safe_psql('postgres', 'SELECT opm.drop_workspace($$perf$$, $$all data$$) FROM opm.workspaces(); DROP TABLE IF EXISTS outcome, audit, begun, ledger; DROP SEQUENCE IF EXISTS tick; DROP FUNCTION IF EXISTS attempt, audit, act');
	raced_workspace($node);
	$node->safe_psql('postgres', <<'SQL');
CREATE TABLE public.ledger (n bigint PRIMARY KEY, tick bigint, goal_id bigint, close_id bigint, at timestamptz);
INSERT INTO perf.period (kind, name, first_day, last_day) SELECT 'custom', 'P' || i, current_date - 200 + i, current_date - 200 + i FROM generate_series(1, 100) i;
-- One write of several rows: a change of the tree or a correction, then a measurement; now and then a close.
CREATE FUNCTION public.act(n bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	a bigint := 1 + abs(hashtext('a' || n)) % 50;
	p bigint := 1 + abs(hashtext('p' || n)) % 40;
	m bigint := 41 + abs(hashtext('m' || n)) % 10;
	t bigint;
	closed bigint;
BEGIN
	-- a close locks what it rests on, so it comes before any other write
	IF n % 4000 = 7 THEN
		closed := perf.close_period(1 + n / 4000);
	END IF;
	CASE abs(hashtext('w' || n)) % 5
		WHEN 0 THEN PERFORM public.attempt('parent', format('UPDATE perf.goal SET parent_id = NULLIF(%s, %s) WHERE id = %s', p, a, a));
		WHEN 1 THEN PERFORM public.attempt('link', format('INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (%s, %s)', a, CASE p WHEN a THEN 1 + p % 40 ELSE p END));
		WHEN 2 THEN PERFORM public.attempt('unlink', format('DELETE FROM perf.goal_link WHERE goal_id = %s', a));
		WHEN 3 THEN DELETE FROM perf.measurement WHERE (goal_id, at) = (SELECT x.goal_id, x.at FROM perf.measurement x WHERE x.goal_id = m ORDER BY x.at OFFSET 20 LIMIT 1);
		ELSE UPDATE perf.measurement SET value = value + 1 WHERE (goal_id, at) = (SELECT x.goal_id, x.at FROM perf.measurement x WHERE x.goal_id = m ORDER BY x.at LIMIT 1);
	END CASE;
	t := nextval('public.tick');
	INSERT INTO perf.measurement (goal_id, at, value) SELECT m, b.at + t * interval '1 microsecond', n % 100 FROM public.begun b;
	INSERT INTO public.ledger VALUES (n, t, m, closed, now());
END $$;
SQL
}

my ($began, $answered, $written, $closes) = (time, 0, 0, 0);
my (%killed, %refused, @lost, @wrong);
my $recovery = 0;
for my $kill (1 .. $kills)
{
	my $in_round = ($kill - 1) % $round_kills;
	round_begins() if $in_round == 0;

	# four sessions write
	my @writers;
	for my $w (0 .. 3)
	{
		my $script = join '', map { my $n = $in_round * 4000 + $w * 1000 + $_; "SELECT public.act($n);\n\\echo $n :ERROR :SQLSTATE\n" } 1 .. 999;
		my ($out, $err) = ('', '');
		push @writers, { out => \$out, run => IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-f', '-' ], '<', \$script, '>', \$out, '2>', \$err) };
	}
	my $until = time + 0.1 + rand 0.3;
	while (time < $until) { $_->{run}->pump_nb for @writers; sleep 0.005; }

	# one process dies: a writer, one of the server's own, or the postmaster
	my $postmaster = $node->{_pid};
	my %child;
	for (split /\n/, qx{ps -o pid=,args= --ppid $postmaster})
	{
		push @{ $child{ $2 eq 'postgres' || /\[local\]/ ? 'writer' : 'helper' } }, $1 if /^\s*(\d+) postgres: (?:crash: )?(\w+)/ && !/logger|stats/;
	}
	my $what = rand() < 0.2 ? 'postmaster' : rand() < 0.2 ? 'helper' : 'writer';
	$what = 'postmaster' if $what ne 'postmaster' && !$child{$what};
	$killed{$what}++;
	my $died = time;
	if ($what eq 'postmaster') { $node->kill9; }
	else                       { kill 'KILL', $child{$what}[ rand @{ $child{$what} } ]; }
	$_->{run}->finish for @writers;
	if ($what eq 'postmaster')
	{
		# those that it leaves behind end by themselves, and then it can start
		for (1 .. 100) { last if $node->start(fail_ok => 1); $node->{_pid} = undef; sleep 0.1; }
	}
	else
	{
		for (1 .. 400) { my ($o, $e) = ('', ''); last if IPC::Run::run([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', 'SELECT 1' ], '>', \$o, '2>', \$e); sleep 0.05; }
	}
	$recovery += time - $died;

	my @answered;
	for (@writers)
	{
		for (split /\n/, ${ $_->{out} })
		{
			my ($n, $error, $state) = /^(\d+) (\w+) (\w+)$/ or next;
			if ($error eq 'false') { push @answered, $n; }
			else                   { $refused{$state}++ unless $state =~ /^(57P|08)/; }
		}
	}
	$answered += @answered;
	my $list = join ',', @answered;
	my ($missing, $half, $loops, $closes_wrong) = split /\|/, $node->safe_psql('postgres', qq{
		SELECT (SELECT count(*) FROM unnest('{$list}'::bigint[]) u(n) WHERE NOT EXISTS (SELECT FROM public.ledger l WHERE l.n = u.n)),
			(SELECT count(*) FROM public.ledger l FULL JOIN (SELECT DISTINCT row_key FROM public.audit WHERE table_name = 'measurement') a ON a.row_key = l.goal_id || '/' || trim('"' FROM to_jsonb((SELECT at FROM public.begun) + l.tick * interval '1 microsecond')::text) WHERE l.n IS NULL OR a.row_key IS NULL)
			+ (SELECT count(*) FROM public.ledger l FULL JOIN perf.period_close c ON c.id = l.close_id WHERE (l.n % 4000 = 7 OR l.n IS NULL) AND (c.id IS NULL OR l.n IS NULL OR NOT EXISTS (SELECT FROM perf.close_tree t WHERE t.close_id = c.id))),
			(SELECT count(*) FROM perf.check_tree()), (SELECT count(*) FROM perf.check_closes())});
	push @lost, "kill $kill ($what): $missing" if $missing;
	push @wrong, "kill $kill ($what): half $half, loops $loops, closes $closes_wrong" if $half || $loops || $closes_wrong;
	if ($in_round == $round_kills - 1 || $kill == $kills)
	{
		agrees($node, "kill $kill");
		my ($n, $c) = split /\|/, $node->safe_psql('postgres', 'SELECT count(*), count(close_id) FROM public.ledger');
		($written, $closes) = ($written + $n, $closes + $c);
	}
}
is("@lost", '', 'kills: no write that was answered is lost');
is("@wrong", '', 'kills: no write is there by half, no loop, every close fits');
is(join(', ', map { "$_ $refused{$_}" } sort keys %refused), '', 'kills: no write is refused for any other reason, and none by a deadlock');
cmp_ok($answered, '>', $kills * 5, 'kills: there was something to lose');
cmp_ok($written, '>=', $answered, 'kills: all that was answered, and what was not yet');
cmp_ok($closes, '>', 0, 'kills: periods were closed among it');
diag(sprintf 'kills: %d (%s) in %.0f s; %d writes answered, %d written, %d closes; a recovery takes %.2f s', $kills, join(', ', map { "$killed{$_} $_" } sort keys %killed), time - $began, $answered, $written, $closes, $recovery / $kills);
$node->stop;
done_testing();
