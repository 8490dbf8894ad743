# After ALTER SCHEMA ... RENAME, until the upgrade, a workspace answers for itself or says that it was renamed: it reads nothing of another
# workspace that has its old name now, writes nothing into it, and never fails for a name that it does not find.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('rename');
$node->safe_psql('postgres', 'CREATE ROLE r; CREATE ROLE c');
sub ask
{
	my ($sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql");
	return $err =~ /ERROR:  (\w{5}): (.*)/ ? "$1 $2" : $out;
}
# A workspace whose private goal has the id of a public one in the other, and whose people are others.
sub workspace
{
	my ($schema, $me, $private) = @_;
	is(ask(qq{SELECT opm.create_workspace('$schema'); SELECT opm.grant_workspace('$schema', 'r', 'reader'), opm.grant_workspace('$schema', 'c', 'contributor');
		INSERT INTO $schema.person (id, name, login) VALUES (2, 'R', 'r'), (3, 'C', 'c');
		INSERT INTO $schema.goal (id, key, name, owner_id, visibility, target) VALUES ($private, 'private', 'Private', $me, 'owner', '0 -> 10'), (3 - $private, 'public', 'Public', 3, 'everyone', '0 -> 10');
		INSERT INTO $schema.goal (id, key, name, owner_id, min_group, time_aggregation) VALUES (3, 'survey', 'Survey', 1, 5, 'ratio');
		INSERT INTO $schema.measurement (goal_id, at, value) SELECT g, now() - interval '1 hour', 9 FROM generate_series(1, 2) g; INSERT INTO $schema.measurement (goal_id, at, value, base) VALUES (3, now() - interval '1 hour', 1, 2);
		SELECT setval('$schema.goal_id_seq', 10) > 20, setval('$schema.person_id_seq', 10) > 20;
		SELECT $schema.add_fiscal_year(date_trunc('year', now())::date) > 0; INSERT INTO $schema.template (name, outline) VALUES ('t', 'x'); INSERT INTO $schema.team (key, name, lead_id) VALUES ('t', 'T', 2 + 1)}) =~ s/[|\n]|^f\|f$//gmr, 't', "workspace $schema");
	return;
}
sub content
{
	my ($schema) = @_;
	return $node->safe_psql('postgres', join ' UNION ALL ', map { "SELECT '$_', count(*), md5(string_agg(x::text, '|' ORDER BY x::text)) FROM $schema.$_ x" } split /\n/, $node->safe_psql('postgres', q{SELECT table_name FROM opm._workspace_tables() ORDER BY 1}));
}
my %value = ('bigint' => '1', 'integer' => '2', 'text' => q{'t'}, 'date' => q{'2031-01-01'}, 'bigint[]' => q{'{1}'}, 'double precision' => '0.5', 'double precision[]' => q{'{}'}, 'oid' => '10', 'opm._figure_part[]' => q{'{}'}, 'timestamp with time zone' => 'now()', 'timestamp with time zone[]' => q{'{}'}, 'interval' => q{'1 day'}, 'text[]' => q{'{}'}, 'name' => q{'old'}, 'jsonb' => q{'{}'}, 'boolean' => 'true', 'numeric' => '1', 'opm.target' => q{'0 -> 1'}, 'opm.bands' => q{'a | 0.5 | b'}, 'opm.kpi' => 'NULL', 'opm.goaltree' => q{'a'}, 'regclass' => q{'pg_class'});
# try_all(SCHEMA): every view, function and table of SCHEMA, as owner, contributor and reader; returns what was answered that is no answer
sub try_all
{
	my ($schema) = @_;
	my @bad;
	my @statements = map { "SELECT count(v::text) FROM $schema.$_ v" } split /\n/, $node->safe_psql('postgres', "SELECT relname FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND relkind IN ('r', 'v') ORDER BY 1");
	for (split /\n/, $node->safe_psql('postgres', "SELECT proname, proretset, (SELECT string_agg(format_type(t, NULL), ';' ORDER BY o) FROM unnest(proargtypes) WITH ORDINALITY x(t, o) WHERE o <= pronargs - pronargdefaults) FROM pg_proc WHERE pronamespace = '$schema'::regnamespace AND prorettype <> 'trigger'::regtype ORDER BY 1"))
	{
		my ($name, $set, $types) = split /\|/;
		push @statements, "SELECT count(x::text) FROM $schema.$name(" . join(', ', map { ($value{$_} // die "no value for type $_ of $name\n") . "::$_" } split /;/, $types // '') . ') x';
	}
	push @statements, "SELECT opm.load_outline('$schema', 'stray [0 -> 1] = 0.5')", "SELECT opm.export_outline('$schema')";
	push @statements, "INSERT INTO $schema.goal (key, name, owner_id) VALUES ('new' || txid_current(), 'New', 3)", "UPDATE $schema.goal SET name = name || '.', parent_id = NULL", "INSERT INTO $schema.measurement (goal_id, at, value) VALUES (2, clock_timestamp(), 1), (1, clock_timestamp(), 1)",
		"UPDATE $schema.measurement SET value = value + 1", "DELETE FROM $schema.measurement", "INSERT INTO $schema.check_in (goal_id, person_id, score) VALUES (2, 3, 0.5)", "UPDATE $schema.check_in SET score = 1",
		"INSERT INTO $schema.goal_link (goal_id, parent_id) VALUES (1, 2)", "DELETE FROM $schema.goal_link", "INSERT INTO $schema.period_close (period_id) VALUES (1)", "UPDATE $schema.period SET last_day = last_day", "UPDATE $schema.team SET parent_id = NULL", "UPDATE $schema.person SET name = 'x'",
		"UPDATE $schema.setting SET grace_days = 3", "INSERT INTO $schema.action (name, raised_by_id, goal_id) VALUES ('a', 3, 2)", "INSERT INTO $schema.feedback (from_id, to_id, body) VALUES (3, 2, 'x')", "DELETE FROM $schema.goal WHERE id = 1", "TRUNCATE $schema.measurement";
	my $script = "\\set VERBOSITY verbose\nSET client_min_messages = error;\nSET statement_timeout = '60s';\n";
	for my $as ('RESET ROLE', 'SET ROLE c', 'SET ROLE r')
	{
		$script .= "$as;\n" . join('', map { my $s = $_; "\\echo [$as: " . ($s =~ s/'/"/gr) . "]\nBEGIN; $s; COMMIT;\n" } @statements);
	}
	my ($rc, $out, $err) = ('', '', '');
	IPC::Run::run([ 'bash', '-c', 'psql -X -At -d "$0" 2>&1', $node->connstr('postgres') ], '<', \$script, '>', \$out);
	my $what = '';
	for (split /\n/, $out)
	{
		$what = $1 if /^\[(.*)\]$/;
		# 55000 is what it is to say; what is refused for other reasons does no harm; a name that is not found is a fault
		push @bad, "$what: $_" if /ERROR:  (\w{5})/ && $1 =~ /^(42P01|42883|3F000|42703|42704|XX)/ && $what !~ /_number_text|_close_digest|instantiate\("t"/;
	}
	return ($out, @bad);
}

# --- Without another workspace of the old name. ---
workspace('perf', 1, 1);
ask('ALTER SCHEMA perf RENAME TO old');
my ($out, @bad) = try_all('old');
is(join("\n", @bad), '', 'every view, function and table answers, or says that it was renamed');
like($out, qr/ERROR:  55000: workspace old was renamed\n.*\n?HINT:  .*opm\.upgrade_workspace\('old'\);/, 'it says what to do');
like(ask(q{SELECT old.load_outline('stray')}), qr/^55000 workspace old was renamed/, 'a plan is not loaded');
is(ask(q{SELECT opm.upgrade_workspace('old') IS NOT NULL}), 't', 'it is upgraded');
is(ask(q{SELECT old.channel(); SELECT count(*) > 0 FROM old.scorecard; SELECT old.load_outline('stray [0 -> 1] = 0.5')}), "opm_old\nt\n1", 'and works under its new name');
ask(q{SELECT opm.drop_workspace('old', 'all data')});

# --- Blue and green: another workspace gets the old name. Its ids mean other goals, periods and people. ---
workspace('perf', 1, 1);
ask('ALTER SCHEMA perf RENAME TO old');
workspace('perf', 2, 2);
my $before = content('perf');
($out, @bad) = try_all('old');
is(join("\n", @bad), '', 'nothing fails for a name');
is(content('perf'), $before, 'not a row of the other workspace has changed');
unlike(ask("SET ROLE r; SELECT count(*) FROM old.$_"), qr/^[1-9]\d*$/, "a reader sees nothing of a private goal in old.$_") for ('measurement WHERE goal_id = 1', 'goal WHERE id = 1', 'check_in WHERE goal_id = 1', 'scorecard WHERE goal_id = 1', 'goal_now WHERE goal_id = 1', 'change_log WHERE goal_id = 1', 'measurement WHERE goal_id = 3');
unlike(ask("SET ROLE c; SELECT count(*) FROM old.$_"), qr/^[1-9]\d*$/, "nor does a contributor in old.$_") for ('measurement WHERE goal_id = 1', 'goal WHERE id = 1', 'scorecard WHERE goal_id = 1');
like(ask(q{SELECT old.close_period(1)}), qr/^55000 workspace old was renamed/, 'no period of the other is closed');

# --- Names swapped: each has the name of the other now. ---
ask('ALTER SCHEMA perf RENAME TO between; ALTER SCHEMA old RENAME TO perf; ALTER SCHEMA between RENAME TO old');
my ($one, $other) = (content('perf'), content('old'));
($out, @bad) = try_all('perf');
# looking up a key that is not there is an error of its own
is(join("\n", grep { !/there is no (goal|period|mapping|person|team) |you have no batch / } @bad), '', 'swapped: nothing fails for a name');
is(content('old'), $other, 'swapped: not a row of the other has changed');
unlike(ask("SET ROLE r; SELECT count(*) FROM perf.measurement WHERE goal_id = 1"), qr/^[1-9]\d*$/, 'swapped: nothing private is seen');
is(ask(q{SELECT opm.upgrade_workspace('perf') IS NOT NULL, opm.upgrade_workspace('old') IS NOT NULL}), 't|t', 'both are upgraded');
like(ask(q{SELECT count(*) > 0 FROM perf.scorecard; SELECT count(*) > 0 FROM old.scorecard; SET ROLE r; SELECT count(*) FROM perf.measurement WHERE goal_id = 1; SELECT count(*) FROM old.measurement WHERE goal_id = 2}), qr/^t\nt\n0\n1$/, 'and each answers for itself');

# --- Every PL/pgSQL function that names anything of the workspace begins with the question, and looks nothing up in a path. ---
is($node->safe_psql('postgres', q{SELECT string_agg(proname, ' ') FROM pg_proc JOIN pg_language l ON l.oid = prolang WHERE pronamespace = 'perf'::regnamespace AND lanname = 'plpgsql' AND provolatile <> 'i'
	AND prosrc !~ 'BEGIN\n\tPERFORM opm\._workspace_here\((TG_RELID|home), ''perf''\);' AND prosrc ~ '\mperf\.'}), '', 'every function asks where it is');
is($node->safe_psql('postgres', q{SELECT string_agg(proname, ' ') FROM pg_proc JOIN pg_language l ON l.oid = prolang WHERE pronamespace = 'perf'::regnamespace AND lanname = 'plpgsql'
	AND NOT 'search_path=pg_catalog, pg_temp' = ANY (proconfig)}), '', 'none has the workspace in its path');
$node->stop;
done_testing();
