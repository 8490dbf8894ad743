# WorkspaceTest: what the TAP tests of workspaces share: what a workspace answers, what it is made of, and how two of them differ.
package WorkspaceTest;
use strict;
use warnings;
use Exporter 'import';
use Test::More;

our @EXPORT = qw(answers rows definitions same same_answers);

# Every view as text: what a reader of the workspace sees (_goal_scope shows the time itself).
sub answers
{
	my ($node, $db, $schema) = @_;
	my @views = split /\n/, $node->safe_psql($db, qq{SELECT relname FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND relkind = 'v' AND relname <> '_goal_scope' ORDER BY 1});
	# these count time to the second, up to now: only their rows can be the same a moment later
	my %clock = map { $_ => 1 } qw(drivers exceptions flow forecast);
	# rows that come back in another order are added up in another order, which moves the last digits of a mean
	return $node->safe_psql($db, join ";\n", 'SET extra_float_digits = -1', map { $clock{$_} ? "SELECT '$_', count(*) FROM $schema.$_" :
			qq{SELECT '$_', count(*), md5(string_agg(x::text, '|' ORDER BY x::text COLLATE "C")) FROM $schema.$_ x} } @views);
}

# All rows of the tables, as JSON of the columns that are there now: what must survive. Tables that only count turns are left out.
sub rows
{
	my ($node, $db, $schema) = @_;
	my @tables = split /\n/, $node->safe_psql($db, qq{SELECT c.relname || ' ' || string_agg(quote_ident(a.attname), ',' ORDER BY a.attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.relnamespace = '$schema'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'tree_lock' GROUP BY c.relname ORDER BY 1});
	my @found = split /^====\n?/m, $node->safe_psql($db, join '', map { my ($t, $columns) = split / /; qq{SELECT '====';\nSELECT to_jsonb(x) FROM (SELECT $columns FROM $schema.$t) x ORDER BY to_jsonb(x)::text COLLATE "C";\n} } @tables);
	shift @found;
	return { map { my ($t, $columns) = split / /; ($t => [ $columns, (shift @found // '') =~ s/\n\z//r ]) } @tables };
}

# What a workspace is made of, object by object: a line for each, by name, columns in any order.
sub definitions
{
	my ($node, $db, $schema, $views) = @_;
	# pg_dump writes views in other words that mean the same, so their text is compared only where they come from the same source
	my $text = $views ? qq{UNION ALL SELECT 'text of view ' || relname, pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND relkind = 'v'} : '';
	return $node->safe_psql($db, qq{
		SELECT o || ': ' || replace(COALESCE(d, ''), E'\\n', ' ') FROM (
		SELECT 'relation ' || c.relkind::text || ' ' || c.relname AS o, concat_ws(' ', obj_description(c.oid, 'pg_class'), c.relrowsecurity, c.reloptions) AS d FROM pg_class c WHERE c.relnamespace = '$schema'::regnamespace AND c.relkind IN ('r', 'p', 'v')
		UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = '$schema'
		UNION ALL SELECT 'column ' || c.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(e.adbin, e.adrelid), col_description(c.oid, a.attnum))
			FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_attrdef e ON e.adrelid = c.oid AND e.adnum = a.attnum
			WHERE c.relnamespace = '$schema'::regnamespace AND c.relkind IN ('r', 'p', 'v')
		UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = '$schema'::regnamespace
		UNION ALL SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid) || COALESCE(obj_description(p.oid, 'pg_proc'), '') FROM pg_proc p WHERE p.pronamespace = '$schema'::regnamespace
		UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = '$schema'::regnamespace AND NOT tgisinternal
		UNION ALL SELECT 'policy ' || tablename || ' ' || policyname, concat_ws(' ', cmd, qual, with_check) FROM pg_policies WHERE schemaname = '$schema' $text) x ORDER BY 1});
}

# Do two workspaces give the same answers? Each is a node, a database and a schema, both still there: what they say goes on with the
# clock (days become more, chances less), so they are asked one right after the other, and again if a day began in between.
sub same_answers
{
	my ($one, $other, $name) = @_;
	my ($got, $want);
	for (1 .. 3)
	{
		($got, $want) = (answers(@$one), answers(@$other));
		last if $got eq $want;
	}
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	same($got, $want, $name);
}

# Like is(), but says which lines differ.
sub same
{
	my ($got, $want, $name) = @_;
	my (%got, %want);
	$got{$_}++ for split /\n/, $got;
	$want{$_}++ for split /\n/, $want;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	ok($got eq $want, $name) or diag(map({ "got  $_\n" } grep { !$want{$_} } sort keys %got), map({ "want $_\n" } grep { !$got{$_} } sort keys %want));
}

1;
