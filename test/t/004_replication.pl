# Logical replication: columns of opm types, rows identified by all columns (REPLICA IDENTITY FULL), values sent in binary form.
use strict;
use warnings;
use Test::More;
use OpmTest;

my $publisher = opm_node('publisher', init => { allows_streaming => 'logical' });
my $subscriber = opm_node('subscriber', init => { allows_streaming => 'logical' });
my @types = opm_types($publisher);
ok(@types > 0, 'the extension has types');

my $i = 0;
my %table = map { $_ => 't' . ++$i } @types;
for my $type (@types)
{
	my $t = $table{$type};
	$_->safe_psql('postgres', "CREATE TABLE $t (n int, v $type); ALTER TABLE $t REPLICA IDENTITY FULL") for $publisher, $subscriber;
	# These rows come with the first copy, the rest through the stream.
	$publisher->safe_psql('postgres', "INSERT INTO $t @{[sample_rows($type)]}");
}
$publisher->safe_psql('postgres', 'CREATE PUBLICATION p FOR ALL TABLES');
my $from = $publisher->connstr('postgres');
$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION s CONNECTION \$\$$from\$\$ PUBLICATION p WITH (binary = true)");
$subscriber->wait_for_subscription_sync($publisher, 's');

my $state = sub { my ($node, $t) = @_; $node->safe_psql('postgres', "SELECT n, v FROM $t ORDER BY n, v::text COLLATE \"C\"") };
for my $type (@types)
{
	my $t = $table{$type};
	is($state->($subscriber, $t), $state->($publisher, $t), "$type: first copy");
	$publisher->safe_psql('postgres', <<"SQL");
INSERT INTO $t SELECT n + 100, v FROM $t;
INSERT INTO $t VALUES (1000, NULL);
UPDATE $t SET v = (SELECT v FROM $t WHERE n = 1) WHERE n = 102;
UPDATE $t SET n = n + 1000 WHERE n = 101;
UPDATE $t SET v = NULL WHERE n = 103;
DELETE FROM $t WHERE n = 1;
SQL
}
$publisher->wait_for_catchup('s');
for my $type (@types)
{
	my $t = $table{$type};
	is($state->($subscriber, $t), $state->($publisher, $t), "$type: inserts, updates and deletes");
}
is($subscriber->safe_psql('postgres', 'SELECT sum(apply_error_count) + sum(sync_error_count) FROM pg_stat_subscription_stats'), '0', 'no error was retried');

$subscriber->stop;
$publisher->stop;
done_testing();
