# A level, and the person that a role is, belong to the role itself: not to one that gets its name later, and still to it when it is renamed.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('role');
sub ask
{
	my ($sql, $db, $on) = @_;
	my ($rc, $out, $err) = ($on // $node)->psql($db // 'postgres', "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql");
	return $err =~ /ERROR:  (\w{5}): (.*)/ ? "$1 $2" : $out;
}
# what a role is and may: level, person, private goals seen, rights on a table
sub is_and_may { my ($role) = @_; return ask(qq{SELECT has_table_privilege('$role', 'w.goal', 'SELECT'), has_table_privilege('$role', 'w.goal', 'DELETE')}) . ' | ' . ask(qq{SET ROLE $role; SELECT w._my_level(), COALESCE(w.me()::text, 'nobody'); SELECT string_agg(key, ' ' ORDER BY key) FROM w.goal}) =~ s/\n/ | /gr; }
my $nothing = qr/^f\|f \| 42501/;

$node->safe_psql('postgres', q{CREATE ROLE boss; CREATE ROLE ben; CREATE ROLE staff; CREATE ROLE temp IN ROLE staff;
	SELECT opm.create_workspace('w');
	INSERT INTO w.person (name, login) VALUES ('Boss', 'boss'), ('Ben', 'ben'), ('Temp', 'temp');
	INSERT INTO w.goal (key, name, visibility, owner_id) SELECT 'of_' || login, 'Of', 'owner', id FROM w.person WHERE login IN ('boss', 'ben', 'temp');
	INSERT INTO w.goal (key, name) VALUES ('open', 'Open');
	SELECT opm.grant_workspace('w', 'boss', 'admin'), opm.grant_workspace('w', 'ben', 'contributor'), opm.grant_workspace('w', 'staff', 'contributor')});
is(is_and_may('boss'), 't|t | 4|2 | of_ben of_boss of_temp open', 'an admin');
is(is_and_may('ben'), 't|t | 2|3 | of_ben open', 'a contributor');
is(is_and_may('temp'), 't|t | 2|4 | of_temp open', 'a member of a role that has a level');

# --- Dropped and made anew: somebody else. ---
$node->safe_psql('postgres', 'DROP OWNED BY boss; DROP ROLE boss; CREATE ROLE boss');
like(is_and_may('boss'), $nothing, 'a new role of an old name has nothing');
ask(q{SELECT opm.partition_measurements('w', current_date, current_date)});
like(is_and_may('boss'), $nothing, 'nor after partitioning');
ask(q{SELECT opm.upgrade_workspace('w')});
like(is_and_may('boss'), $nothing, 'nor after an upgrade');
is(ask(q{SELECT count(*) FROM w.access WHERE login = 'boss'}), '0', 'its level is forgotten there');
ask(q{GRANT pg_read_all_data TO boss});
is(is_and_may('boss'), 't|f | 0|nobody | open', 'pg_read_all_data gives no level');
ask(q{SELECT opm.upgrade_workspace('w'), opm.bind('w', 'b', 'SELECT ''open'', now(), 1, NULL'), opm.partition_measurements('w', '2020-01-01', '2020-01-01')});
is(is_and_may('boss'), 't|f | 0|nobody | open', 'also after maintenance');
ask(q{REVOKE pg_read_all_data FROM boss; GRANT staff TO boss});
is(is_and_may('boss'), 't|t | 2|nobody | open', 'as a member of another role it has the level of that, and is nobody');
ask(q{REVOKE staff FROM boss; SELECT opm.grant_workspace('w', 'boss', 'reader')});
is(is_and_may('boss'), 't|f | 1|nobody | open', 'granted, it is a reader, and not the person of before');
ask(q{UPDATE w.person SET login = 'boss' WHERE name = 'Boss'});
is(is_and_may('boss'), 't|f | 1|2 | of_boss open', 'until the owner says so');
$node->safe_psql('postgres', 'DROP OWNED BY temp; DROP ROLE temp; CREATE ROLE temp IN ROLE staff');
is(is_and_may('temp'), 't|t | 2|nobody | open', 'a new member of a group is not the old one either');

# --- Renamed: the same. ---
ask('ALTER ROLE ben RENAME TO benjamin; CREATE ROLE ben');
is(is_and_may('benjamin'), 't|t | 2|3 | of_ben open', 'a role that is renamed keeps its level and its person');
like(is_and_may('ben'), $nothing, 'a new one of the old name has nothing');
ask(q{SELECT opm.grant_workspace('w', 'ben', 'reader')});
is(is_and_may('ben'), 't|f | 1|nobody | open', 'granted, it is somebody else');
is(is_and_may('benjamin'), 't|t | 2|3 | of_ben open', 'and the other stays what it was');
is(ask(q{SELECT string_agg(login || ' ' || level, ', ' ORDER BY login) FROM w.access}), 'ben reader, benjamin contributor, boss reader, staff contributor', 'levels are listed by the names of now');
ask(q{ALTER ROLE ben RENAME TO x; ALTER ROLE benjamin RENAME TO ben; ALTER ROLE x RENAME TO benjamin; SELECT opm.upgrade_workspace('w')});
is(is_and_may('ben') . ' || ' . is_and_may('benjamin'), 't|t | 2|3 | of_ben open || t|f | 1|nobody | open', 'names swapped: each keeps its own');
is(ask(q{SELECT string_agg(login || ' ' || level, ', ' ORDER BY login) FROM w.access}), 'ben contributor, benjamin reader, boss reader, staff contributor', 'also in the list');
like(ask(q{INSERT INTO w.person (name, login) VALUES ('Twice', 'ben')}), qr/^23505/, 'a role is one person');

# --- None, also for roles that are gone. ---
ask('DROP OWNED BY benjamin; DROP ROLE benjamin');
is(ask(q{SELECT opm.grant_workspace('w', 'benjamin', 'none'); SELECT count(*) FROM w.access WHERE login = 'benjamin'}), "\n0", 'none takes away the level of a role that is gone');
like(ask(q{SELECT opm.grant_workspace('w', 'benjamin', 'none')}), qr/^42704 role "benjamin" does not exist/, 'once');
like(ask(q{SELECT opm.grant_workspace('w', 'benjamin', 'reader')}), qr/^42704 role "benjamin" does not exist/, 'and a level needs a role');
ask(q{SELECT opm.grant_workspace('w', 'staff', 'none')});
like(is_and_may('temp'), $nothing, 'a group that loses its level takes it from its members');
ask(q{DROP OWNED BY boss; SELECT opm.upgrade_workspace('w')});
like(is_and_may('boss'), $nothing, 'who has lost the grants by DROP OWNED does not get them back');

# --- A login that is named before the role is there, and what only the owner says. ---
ask(q{INSERT INTO w.person (name, login) VALUES ('New', 'newcomer'); CREATE ROLE newcomer; SELECT opm.grant_workspace('w', 'newcomer', 'reader')});
is(is_and_may('newcomer') =~ s/\d+ \| open/N | open/r, 't|f | 1|N | open', 'a person may be there before the role');
ask('DROP OWNED BY newcomer; DROP ROLE newcomer; CREATE ROLE newcomer'); ask(q{SELECT opm.grant_workspace('w', 'newcomer', 'reader')});
is(is_and_may('newcomer'), 't|f | 1|nobody | open', 'and then belongs to that one');
ask(q{CREATE ROLE adm; CREATE ROLE spy; INSERT INTO w.person (name, login) VALUES ('Adm', 'adm'), ('Spy', 'spy'); SELECT opm.grant_workspace('w', 'adm', 'admin'), opm.grant_workspace('w', 'spy', 'reader')});
my $spy = ask(q{SELECT role_key FROM w.person WHERE login = 'spy'});
ask(qq{SET ROLE adm; $_}) for "UPDATE w.person SET role_key = '$spy' WHERE login = 'ben'", "UPDATE w.person SET role_key = NULL WHERE login = 'spy'", "UPDATE w.person SET login = login", "INSERT INTO w.person (name, role_key) VALUES ('Copy', '$spy')", "INSERT INTO w.person (name, login, role_key) VALUES ('Copy', 'newcomer', '$spy')";
is(is_and_may('spy') =~ s/1\|\d+/1|N/r, 't|f | 1|N | open', 'an admin makes no role another person');
is(is_and_may('newcomer'), 't|f | 1|nobody | open', 'also not one that is new');

# --- Restored in another cluster, roles are known by name; their numbers mean others there. ---
my $there = opm_node('there');
my $dump = "$PostgreSQL::Test::Utils::tmp_check/w.sql";
command_ok([ 'pg_dump', '-n', 'w', '-f', $dump, $node->connstr('postgres') ], 'pg_dump');
$there->safe_psql('postgres', "CREATE ROLE $_") for qw(adm spy ben newcomer mallory);
command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $dump, $there->connstr('postgres') ], 'restored in another cluster');
my $who = q{SELECT string_agg(r || ' ' || l, ', ' ORDER BY r) FROM (SELECT 'x' AS r, 1 AS l) x};
my $all = sub { join ' ', map { my $r = $_; "$r " . ask("SET ROLE $r; SELECT w._my_level(), COALESCE((SELECT p.login FROM w.person p WHERE p.id = w.me()), 'nobody')", 'postgres', $there) } qw(adm ben spy newcomer mallory) };
my $restored = $all->();
is($restored =~ s/42501[^.]*?workspace w|42501 \S.*?schema w/none/gr, 'adm 4|adm ben 2|ben spy 1|spy newcomer 1|newcomer mallory none', 'each is who it was, by name');
ask(q{SELECT opm.upgrade_workspace('w')}, 'postgres', $there);
is($all->(), $restored, 'and after an upgrade');
ask(q{DROP OWNED BY ben; DROP ROLE ben; CREATE ROLE ben; SELECT opm.grant_workspace('w', 'ben', 'reader')}, 'postgres', $there);
is(ask(q{SET ROLE ben; SELECT w._my_level(), COALESCE(w.me()::text, 'nobody')}, 'postgres', $there), '1|nobody', 'from then on by what it is');
$there->stop;
$node->stop;
done_testing();
