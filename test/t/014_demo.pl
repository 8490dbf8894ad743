# The SQL of make demo does what it says: the health of a database as a workspace, and a company for which every view has something to show.
use strict;
use warnings;
use Test::More;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use OpmTest;

my $node = opm_node('demo');
my $repo = $ENV{OPM_REPO} || '.';
my @psql = ('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1');
# the files of the demo are read from the repository's root, as demo/run does
sub run_files
{
	my ($db, @arguments) = @_;
	return command_ok(['bash', '-c', 'cd "$0" && exec "$@" >/dev/null', $repo, @psql, @arguments, $node->connstr($db)], "$db: @arguments");
}

# Part 1: the health goals, over made-up samples of the server's counters instead of live ones.
$node->safe_psql('postgres', 'CREATE DATABASE health');
$node->safe_psql('health', 'CREATE EXTENSION opm');
run_files('health', '-f', 'demo/tables.sql', '-f', 'demo/health.sql');
is($node->safe_psql('health', 'SELECT count(*), count(score) FROM health.scorecard'), '19|0', 'nothing is scored before the first sample');
$node->safe_psql('health', q{
	INSERT INTO sample SELECT now() - (40 - i) * interval '1.003 seconds', 700 * i + i * i % 37, 41 * i + i * i % 11, i / 9, 0, 5100.7 * i + i * i % 101, 91000 * i + i * i % 997,
		2100 * i + i * i % 89, 20100100 * i, 900 * i + i * i % 71, 610 * i, 301000 + i, 900 + i * i % 503, 3.1e6 * i, i / 17, i / 5, i % 4
	FROM generate_series(0, 40) i});

# the same plan over plain tables, by hand: each metric's samples as one opm.kpi, merged with the outline
my $plain = q{
	SELECT r.key, r.score FROM (
		SELECT opm.merge(x.goals) AS tree FROM (
			SELECT pg_read_file('OUTLINE')::opm.goaltree
			UNION ALL
			SELECT opm.goal(metric, value => VALUE, base => BASE) FROM (
				SELECT metric, how, opm.kpi(at, value, base) AS kpi
				FROM measurement
				JOIN (VALUES ('throughput', 'ratio'), ('latency', 'ratio'), ('slowest', 'max'), ('waiting', 'mean'), ('rollbacks', 'ratio'),
					('deadlocks', 'sum'), ('conflicts', 'sum'), ('cache', 'ratio'), ('index', 'ratio'), ('temp', 'ratio'),
					('dead', 'ratio'), ('wal', 'ratio'), ('checkpoints', 'ratio')) m(metric, how) USING (metric)
				GROUP BY metric, how) measured
		) x(goals)) t, opm.rollup(t.tree) r};
$plain =~ s/OUTLINE/$repo\/demo\/health.outline/;
# a ratio as numerator and denominator, as the scorecard keeps it; or as one number, which may round once less
my $number = $plain =~ s/VALUE/opm.value(kpi, how)/r =~ s/BASE/NULL/r;
$plain =~ s/VALUE/CASE how WHEN 'ratio' THEN opm.total(kpi) ELSE opm.value(kpi, how) END/;
$plain =~ s/BASE/CASE how WHEN 'ratio' THEN opm.base(kpi) END/;
is($node->safe_psql('health', "SELECT count(*), count(score) FROM ($plain) p"), '19|17', 'the plan over plain tables scores 17 of 19 goals');
is($node->safe_psql('health', "SELECT p.key, p.score, s.score FROM ($plain) p FULL JOIN health.scorecard s ON s.goal_key = p.key
	WHERE float8send(p.score) IS DISTINCT FROM float8send(s.score)"), '', 'the workspace scores every goal as plain tables do, to the last bit');
is($node->safe_psql('health', "SELECT p.key FROM ($number) p JOIN health.scorecard s ON s.goal_key = p.key WHERE abs(p.score - s.score) > 1e-14"), '', 'and as one number a goal does');
is($node->safe_psql('health', q{SELECT goal_key, status, score IS NULL FROM health.scorecard WHERE goal_key IN ('backup', 'standby') ORDER BY 1}),
	"backup|no data|t\nstandby|paused|t", 'silence is no data, what is not applicable is paused');
is($node->safe_psql('health', q{SELECT count(*) FROM health.measurement}), '0', 'bound samples are not copied');
is($node->safe_psql('health', q{SELECT count(DISTINCT goal_id), count(*) = (SELECT count(*) FROM measurement) FROM health._bound}), '13|t', 'every sample of every metric is read');
my $before = $node->safe_psql('health', q{SELECT score FROM health.scorecard WHERE depth = 0});
is($node->safe_psql('health', qq{BEGIN; UPDATE sample SET commits = commits / 10; SELECT score < $before FROM health.scorecard WHERE depth = 0; ROLLBACK}), 't',
	'a change of the samples is in the scorecard of the same transaction');
run_files('health', '-f', 'demo/health_views.sql');
is($node->safe_psql('health', q{SELECT goal_name FROM health.exceptions WHERE reason = 'no data'}), 'Age of the last backup', 'the missing backup needs attention');
my ($told) = run_command(['bash', '-c', 'cd "$0" && exec "$@"', $repo, @psql, '-f', 'demo/health_backup.sql', $node->connstr('health')]);
like($told, qr/notification "opm_health" with payload "\{"goal_id" : \d+\}"/, 'a stored measurement announces the change of status');
is($node->safe_psql('health', qq{SELECT status, score > $before FROM health.scorecard WHERE goal_key IN ('health', 'backup') ORDER BY depth DESC}) =~ /^on track/, 1, 'and is in the scorecard');

# the sample itself, on the counters of this server, whatever its version
$node->safe_psql('health', 'CREATE TABLE pgbench_any (a integer)');
my ($line) = run_command(['bash', '-c', 'cd "$0" && exec "$@"', $repo, @psql, '-At', '-f', 'demo/sample.sql', $node->connstr('health')]);
like($line, qr/^-?\d+ transactions a second, score \d+$/, 'a sample is taken on this version of PostgreSQL');
is($node->safe_psql('health', 'SELECT count(*) FROM sample'), '42', 'and is a row');

# Part 2: a tree of sums on published data
$node->safe_psql('postgres', 'CREATE DATABASE pwt');
$node->safe_psql('pwt', 'CREATE EXTENSION opm');
run_files('pwt', '-f', 'demo/pwt.sql');
is($node->safe_psql('pwt', q{SELECT count(*), count(*) FILTER (WHERE r.value::numeric IS DISTINCT FROM p.value) FROM published p
	LEFT JOIN (world CROSS JOIN opm.rollup(tree) r) ON world.year = p.year AND r.key = p.node_id}), '700|0', 'every sum is the published one');

# Part 3: the company
$node->safe_psql('postgres', 'CREATE DATABASE company');
$node->safe_psql('company', 'CREATE EXTENSION opm');
# what the generator takes from the clock
my $moment = q{SELECT timezone('UTC', now())::date, date_trunc('week', timezone('UTC', now() - interval '17 hours'))};
my $made = $node->safe_psql('company', $moment);
run_files('company', '-f', 'demo/company.sql');
run_files('company', '-f', 'demo/company_views.sql');
# every view that people read has a row, and every column a value in some row, but for those that say why a number is missing when none is
my @views = split /\n/, $node->safe_psql('company', q{SELECT relname FROM pg_class WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND relname !~ '^_' ORDER BY 1});
cmp_ok(scalar @views, '>=', 38, 'the workspace has its views');
for my $view (@views)
{
	my $empty = $node->safe_psql('company', qq{
		SELECT format('SELECT count(*) > 0, concat_ws('', '', %s) FROM demo.$view', string_agg(format('CASE WHEN count(%I) = 0 THEN %L END', attname, attname), ', ' ORDER BY attnum))
		FROM pg_attribute WHERE attrelid = 'demo.$view'::regclass AND attnum > 0 \\gexec});
	is($empty, 't|', "$view has rows, and no column of it is empty");
}
# no tool draws what is infinite or no number
for my $view (@views)
{
	my $odd = $node->safe_psql('company', qq{
		SELECT format('SELECT concat_ws('', '', %s) FROM demo.$view', COALESCE(string_agg(format(
			'CASE WHEN count(*) FILTER (WHERE %I::text IN (''NaN'', ''Infinity'', ''-Infinity'', ''infinity'', ''-infinity'')) > 0 THEN %L END', attname, attname), ', '), 'min(NULL::text)'))
		FROM pg_attribute WHERE attrelid = 'demo.$view'::regclass AND attnum > 0
			AND atttypid IN ('float8'::regtype, 'float4'::regtype, 'numeric'::regtype, 'timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) \\gexec});
	is($odd, '', "$view has only finite numbers and times");
}
# one goal, one text of its target, wherever it is shown
my $texts = $node->safe_psql('company', q{
	SELECT string_agg(format('SELECT goal_id, target_text, %L FROM demo.%I', relname, relname), ' UNION ALL ')
	FROM pg_class c WHERE relnamespace = 'demo'::regnamespace AND relkind = 'v' AND relname !~ '^_' AND relname NOT LIKE '%history' AND relname NOT LIKE '%period'
		AND (SELECT count(*) FROM pg_attribute WHERE attrelid = c.oid AND attname IN ('goal_id', 'target_text')) = 2});
cmp_ok(() = $texts =~ /SELECT/g, '>=', 2, 'more than one view shows it');
is($node->safe_psql('company', "SELECT goal_id, string_agg(DISTINCT target_text, ' / ') FROM ($texts) x GROUP BY 1 HAVING count(DISTINCT target_text) > 1"), '', 'the target of a goal has one text in every view');
is($node->safe_psql('company', q{SELECT count(*) FROM demo.check_closes()}), '0', 'the closes of the company fit together');
is($node->safe_psql('company', q{SELECT count(DISTINCT status) FROM demo.scorecard}) >= 6, 1, 'its goals are in six states or more');
is($node->safe_psql('company', q{SELECT string_agg(DISTINCT change_type, ' ' ORDER BY change_type) FROM demo.restatements}), 'corrected deleted late target', 'it has restatements of every kind of measurement, and of a target');
is($node->safe_psql('company', q{SELECT count(*) FROM demo.goal WHERE name ~ 'fictional' AND parent_id IS NULL}), $node->safe_psql('company', 'SELECT count(*) FROM demo.goal WHERE parent_id IS NULL'),
	'every tree of it is labelled as fictional');

# the same seed and day make the same company, another seed another; nothing depends on the session's time zone or style of dates
my $content = q{SELECT md5(string_agg(x::text, '|' ORDER BY x::text COLLATE "C")) FROM (SELECT goal_id, at, value, base, note FROM SCHEMA.measurement UNION ALL
	SELECT goal_id, at, confidence, NULL, note FROM SCHEMA.check_in UNION ALL SELECT id, NULL, weight, NULL, key || name || COALESCE(target, '') FROM SCHEMA.goal) x};
my %md5;
sub company
{
	my ($name, $try, $seed, $zone, $style) = @_;
	local $ENV{PGOPTIONS} = "-c timezone=$zone -c datestyle=" . ($style =~ s/ //r);
	run_files('company', '-v', "schema=$name$try", '-v', "seed=$seed", '-f', 'demo/company.sql');
	delete local $ENV{PGOPTIONS};
	$md5{$name} = $node->safe_psql('company', $content =~ s/SCHEMA/$name$try/gr);
}
$md5{demo} = $node->safe_psql('company', $content =~ s/SCHEMA/demo/gr);
for my $try (1 .. 3)
{
	company('again', $try, 1, 'UTC', 'ISO');
	company('far', $try, 1, 'Pacific/Kiritimati', 'SQL, DMY');
	company('west', $try, 1, 'America/Los_Angeles', 'German');
	company('other', $try, 2, 'UTC', 'ISO');
	my $now = $node->safe_psql('company', $moment);
	last if $now eq $made;
	# a day began meanwhile: once more, with another to compare with
	$made = $now;
	company('demo', $try, 1, 'UTC', 'ISO');
}
is($md5{again}, $md5{demo}, 'the same seed makes the same company');
is($md5{$_}, $md5{demo}, "and so it does in a session of another time zone ($_)") for qw(far west);
isnt($md5{other}, $md5{demo}, 'another seed makes another company');
$node->stop;
done_testing();
