# opm.partition_measurements loses nothing: what users hung on the table comes along or is named before anything is done; writes into a
# partition leave the trace that writes into the table leave; subscribers get every row once.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;
use WorkspaceTest;

my $node = opm_node('partition', init => { allows_streaming => 'logical' });
my $dir = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', q{CREATE ROLE own LOGIN; GRANT CREATE ON DATABASE postgres TO own; GRANT ALL ON SCHEMA public TO own; CREATE ROLE reader; CREATE ROLE guest; CREATE ROLE "odd ""one"; CREATE ROLE heir; GRANT reader TO own;
	CREATE TABLE public.seen (what text); ALTER TABLE public.seen OWNER TO own;
	CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.seen VALUES (TG_OP || ' ' || TG_LEVEL); RETURN NEW; END $$; CREATE TYPE public.mood AS ENUM ('good', 'bad')});
sub as
{
	my ($sql, $role) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\nSET client_min_messages = error;\n$sql", extra_params => [ '-U', $role // 'own' ]);
	note($err) if $err;
	return $err =~ /ERROR:  (\w{5}): (.*?)(?:\nDETAIL:  (.*?))?(?:\nHINT:  (.*?))?(?:\n|$)/ ? "$1 $2" . ($3 ? " | $3" : '') . ($4 ? " | $4" : '') : $out;
}
sub fresh
{
	as(q{SELECT opm.drop_workspace('w', 'all data')});
	return as(q{SELECT opm.create_workspace('w'); INSERT INTO w.goal (key, name, target) VALUES ('a', 'A', '0 -> 10'), ('b', 'B', '0 -> 10');
		INSERT INTO w.measurement (goal_id, at, value) SELECT g, timestamptz '2026-01-05 UTC' + i * interval '10 days', i FROM generate_series(1, 2) g, generate_series(0, 9) i});
}
my $partition = q{SELECT opm.partition_measurements('w', '2026-02-01', '2026-03-31')};

# --- What comes along: each is added, shown by a query, and the query answers the same after. ---
my $on = q{'w.measurement'::regclass};
my @kept = (
	[ 'an index' => 'CREATE INDEX mine ON w.measurement (recorded_by, lower(note)) INCLUDE (base) WITH (fillfactor = 70) WHERE value > 3; ALTER INDEX w.mine ALTER COLUMN 2 SET STATISTICS 70; COMMENT ON INDEX w.mine IS $$o\'x$$'
		=> q{SELECT replace(pg_get_indexdef(i), ' ONLY ', ' '), obj_description(i), (SELECT max(attstattarget) FROM pg_attribute WHERE attrelid = i) FROM (SELECT 'w.mine'::regclass) x(i)} ],
	[ 'a hash index' => 'CREATE INDEX mine ON w.measurement USING hash (note)' => q{SELECT replace(pg_get_indexdef('w.mine'::regclass), ' ONLY ', ' ')} ],
	[ 'a unique index with the time' => 'CREATE UNIQUE INDEX mine ON w.measurement (at, goal_id, note)' => q{SELECT replace(pg_get_indexdef('w.mine'::regclass), ' ONLY ', ' ')} ],
	[ 'a unique constraint' => 'ALTER TABLE w.measurement ADD CONSTRAINT mine UNIQUE (goal_id, at, note) DEFERRABLE; COMMENT ON CONSTRAINT mine ON w.measurement IS $$x$$' => qq{SELECT pg_get_constraintdef(oid), obj_description(oid) FROM pg_constraint WHERE conrelid = $on AND conname = 'mine'} ],
	[ 'a check' => 'ALTER TABLE w.measurement ADD CONSTRAINT mine CHECK (note <> $$x$$); COMMENT ON CONSTRAINT mine ON w.measurement IS $$x$$' => qq{SELECT pg_get_constraintdef(oid), obj_description(oid) FROM pg_constraint WHERE conrelid = $on AND conname = 'mine'} ],
	[ 'a foreign key of its own' => 'ALTER TABLE w.measurement ADD team bigint CONSTRAINT mine REFERENCES w.team ON DELETE SET NULL' => qq{SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $on AND conname = 'mine'} ],
	[ 'columns, with defaults and generated ones' => q{ALTER TABLE w.measurement ADD n serial, ADD m public.mood DEFAULT 'bad', ADD d double precision GENERATED ALWAYS AS (value * 2) STORED, ALTER base SET DEFAULT 1; COMMENT ON COLUMN w.measurement.m IS 'mood'}
		=> qq{SELECT attname, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = $on AND attnum > 0 ORDER BY 1; SELECT pg_get_serial_sequence('w.measurement', 'n'); SELECT sum(n), min(m), sum(d) FROM w.measurement} ],
	[ 'policies' => 'CREATE POLICY "p 1" ON w.measurement AS RESTRICTIVE FOR SELECT TO reader, "odd ""one" USING (goal_id <> 2); CREATE POLICY p2 ON w.measurement FOR UPDATE USING (value > (SELECT min(m.value) FROM w.measurement m)) WITH CHECK (true); COMMENT ON POLICY p2 ON w.measurement IS $$x$$'
		=> q{SELECT policyname, permissive, roles, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'w' AND tablename = 'measurement' ORDER BY 1; SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polname = 'p2'} ],
	[ 'forced row security' => 'ALTER TABLE w.measurement FORCE ROW LEVEL SECURITY' => qq{SELECT relforcerowsecurity, relrowsecurity FROM pg_class WHERE oid = $on} ],
	[ 'triggers, also switched off' => q{CREATE TRIGGER t1 AFTER INSERT OR DELETE ON w.measurement FOR EACH STATEMENT EXECUTE FUNCTION public.note(); CREATE TRIGGER t2 BEFORE UPDATE OF note ON w.measurement FOR EACH ROW WHEN (NEW.value > 3) EXECUTE FUNCTION public.note('a''b');
		CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON w.measurement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.note(); ALTER TABLE w.measurement DISABLE TRIGGER t2, ENABLE ALWAYS TRIGGER t3; COMMENT ON TRIGGER t1 ON w.measurement IS 'x'}
		=> qq{SELECT pg_get_triggerdef(oid), tgenabled, obj_description(oid, 'pg_trigger') FROM pg_trigger WHERE tgrelid = $on AND tgname ~ '^t.\$' ORDER BY 1; SELECT count(*) FROM public.seen} ],
	[ 'a rule' => 'CREATE RULE mine AS ON DELETE TO w.measurement WHERE OLD.value = 77 DO ALSO INSERT INTO public.seen VALUES ($$rule$$); ALTER TABLE w.measurement DISABLE RULE mine; COMMENT ON RULE mine ON w.measurement IS $$x$$' => qq{SELECT pg_get_ruledef(oid), ev_enabled, obj_description(oid) FROM pg_rewrite WHERE ev_class = $on} ],
	[ 'rights on the table and its columns' => 'GRANT SELECT, TRIGGER ON w.measurement TO guest WITH GRANT OPTION; GRANT INSERT (goal_id, at), UPDATE (note) ON w.measurement TO "odd ""one"; GRANT SELECT (at) ON w.measurement TO PUBLIC; SELECT opm.grant_workspace($$w$$, $$reader$$, $$reader$$); GRANT TRUNCATE ON w.measurement TO reader'
		=> qq{SELECT acl FROM (SELECT x::text FROM pg_class, aclexplode(relacl) x WHERE oid = $on UNION ALL SELECT attname || x::text FROM pg_attribute, aclexplode(attacl) x WHERE attrelid = $on) x(acl) ORDER BY 1} ],
	[ 'extended statistics' => 'CREATE STATISTICS w.mine (ndistinct, mcv) ON goal_id, recorded_by, (note || note) FROM w.measurement; ALTER STATISTICS w.mine SET STATISTICS 60; COMMENT ON STATISTICS w.mine IS $$x$$; CREATE STATISTICS public.other ON at, value FROM w.measurement'
		=> qq{SELECT pg_get_statisticsobjdef(oid), stxstattarget, obj_description(oid) FROM pg_statistic_ext WHERE stxrelid = $on ORDER BY 1} ],
	[ 'targets and options of columns' => 'ALTER TABLE w.measurement ALTER note SET STATISTICS 500, ALTER goal_id SET (n_distinct = -0.5), ALTER note SET STORAGE EXTERNAL, ALTER note SET COMPRESSION pglz'
		=> qq{SELECT attname, attstattarget, (SELECT array_agg(o) FROM unnest(attoptions) o WHERE o !~ '^pg_') AS options, attstorage, attcompression FROM pg_attribute WHERE attrelid = $on AND attnum > 0 ORDER BY 1} ],
	[ 'storage parameters, on the partitions' => 'ALTER TABLE w.measurement SET (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 80, toast.autovacuum_enabled = off)'
		=> q{SELECT DISTINCT c.reloptions, t.reloptions FROM pg_class c JOIN pg_class t ON t.oid = c.reltoastrelid WHERE c.relnamespace = 'w'::regnamespace AND c.relname ~ '^measurement(_rest|_2...*)?$'} ],
	[ 'replica identity full' => 'ALTER TABLE w.measurement REPLICA IDENTITY FULL' => q{SELECT DISTINCT relreplident FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relkind IN ('r', 'p') AND relname ~ '^measurement(_rest|_2...*)?$'} ],
	[ 'replica identity by an index' => 'CREATE UNIQUE INDEX mine ON w.measurement (at, goal_id); ALTER TABLE w.measurement REPLICA IDENTITY USING INDEX mine' => q{SELECT DISTINCT relreplident FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relkind IN ('r', 'p') AND relname ~ '^measurement(_rest|_2...*)?$'} ],
	[ 'publications of the owner' => q{CREATE PUBLICATION mine FOR TABLE w.measurement (goal_id, at, value) WHERE (goal_id > 0 AND at > '2020-01-01') WITH (publish_via_partition_root)} => q{SELECT * FROM pg_publication_tables WHERE pubname = 'mine'}, 'DROP PUBLICATION mine' ],
	[ 'being unlogged' => 'ALTER TABLE w.measurement_history SET LOGGED; ALTER TABLE w.measurement SET UNLOGGED' => q{SELECT DISTINCT relpersistence FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relname ~ '^measurement(_rest|_2...*)?$' AND relkind = 'r'} ]);
$node->safe_psql('postgres', 'GRANT CREATE ON DATABASE postgres TO own');
for my $case (@kept)
{
	my ($what, $add, $show, $after) = @$case;
	fresh();
	is(as($add) =~ /^\d\w{4} / ? 'failed' : '', '', "$what: added") or diag(as($add));
	my $before = as($show);
	unlike($before, qr/\A\s*\z|^\d\w{4} /, "$what: there to be kept");
	is(as($partition), '2', "$what: partitioned");
	is(as($show), $before, "$what: kept");
	# a partition that comes later is like the others
	is(as(qq{SELECT opm.partition_measurements('w', '2027-01-01', '2027-02-28'), opm.partition_measurements('w', '2027-01-01', '2027-03-01')}), '2|1', "$what: more partitions");
	is(as($show), $before, "$what: still");
	is(as(q{SELECT count(*), sum(value), count(DISTINCT tableoid) FROM w.measurement; SELECT opm.upgrade_workspace('w') IS NOT NULL}), "20|90|3\nt", "$what: all rows are there, and it is upgraded");
	as($after) if $after;
}
# All of them at once, and nothing of what PostgreSQL knows to hang on the table is missing.
fresh();
as(join '; ', map { $_->[1] =~ s/\bmine\b/mine$_->[3]/gr } map { [ @{ $kept[$_] }[0 .. 2], $_ ] } grep { $kept[$_][0] !~ /^(?:a hash|replica|publications|being)/ } 0 .. $#kept);
my $hangs = qq{SELECT DISTINCT regexp_replace(pg_describe_object(classid, objid, objsubid), '(pg_toast_|RI_ConstraintTrigger_..)[0-9]+', '') FROM pg_depend WHERE refclassid = 'pg_class'::regclass AND refobjid = $on AND deptype IN ('n', 'a', 'i')
	AND pg_describe_object(classid, objid, objsubid) !~ 'toast|RI_Constr|column at of|partition|measurement_(rest|2)|trigger measurement_keep' ORDER BY 1};
my $before = as($hangs);
cmp_ok(scalar(() = $before =~ /\n/g), '>', 35, 'much hangs on the table');
is(as($partition), '2', 'with all of it, it is partitioned');
is($node->safe_psql('postgres', q{SELECT count(*), sum(value) FROM w.measurement}), '20|90', 'with every row, also those that a policy hides from the owner');
same(as($hangs), $before, 'and all of it still hangs there');
# as it is after a dump
my $definitions = definitions($node, 'postgres', 'w');
$node->safe_psql('postgres', 'CREATE DATABASE copy');
$node->safe_psql('copy', q{CREATE EXTENSION opm; CREATE TABLE public.seen (what text); CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TYPE public.mood AS ENUM ('good', 'bad')});
command_ok([ 'pg_dump', '-n', 'w', '-Fc', '-f', "$dir/w.dump", $node->connstr('postgres') ], 'it is dumped');
command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr('copy'), "$dir/w.dump" ], 'and restored');
same(join("\n", grep { !/^policy|^relation v/ } split /\n/, definitions($node, 'copy', 'w')), join("\n", grep { !/^policy|^relation v/ } split /\n/, $definitions), 'the same again');
is($node->safe_psql('copy', q{SELECT count(*), sum(value) FROM w.measurement}), '20|90', 'with its rows');

# --- What cannot come along is named, with the next step, and nothing is done. ---
my @stuck = (
	[ 'a view' => 'CREATE VIEW public.v AS SELECT * FROM w.measurement', 'view public.v', 'VIEW public.v' ],
	[ 'a view in the schema' => 'CREATE VIEW w.v AS SELECT * FROM w.measurement', 'view w.v' ],
	[ 'a materialized view' => 'CREATE MATERIALIZED VIEW public.v AS SELECT * FROM w.measurement', 'materialized view public.v', 'MATERIALIZED VIEW public.v' ],
	[ 'a foreign key to it' => 'CREATE TABLE public.doc (g bigint, a timestamptz, CONSTRAINT fk FOREIGN KEY (g, a) REFERENCES w.measurement)', 'constraint fk on table public.doc', 'TABLE public.doc' ],
	[ 'a foreign key to a key of yours' => 'CREATE UNIQUE INDEX u ON w.measurement (at, goal_id); CREATE TABLE public.doc (g bigint, a timestamptz, CONSTRAINT fk FOREIGN KEY (a, g) REFERENCES w.measurement (at, goal_id))', 'constraint fk on table public.doc', 'TABLE public.doc' ],
	[ 'a function' => 'CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM w.measurement; END', 'function public.f()', 'FUNCTION public.f()' ],
	[ 'a function of its rows' => 'CREATE FUNCTION public.f(w.measurement) RETURNS int LANGUAGE sql RETURN 1', 'function public.f(w.measurement)', 'FUNCTION public.f(w.measurement)' ],
	[ 'a column of its rows' => 'CREATE TABLE public.doc (m w.measurement[])', 'column m of table public.doc', 'TABLE public.doc' ],
	[ 'a policy elsewhere' => 'CREATE TABLE public.doc (b text); CREATE POLICY p ON public.doc USING (EXISTS (SELECT FROM w.measurement))', 'policy p on table public.doc', 'TABLE public.doc' ],
	[ 'a policy on another table of the workspace' => 'CREATE POLICY p ON w.team USING (EXISTS (SELECT FROM w.measurement))', 'policy p on table w.team' ],
	[ 'a rule elsewhere' => 'CREATE TABLE public.doc (b text); CREATE RULE r AS ON INSERT TO public.doc DO ALSO DELETE FROM w.measurement', 'table public.doc', 'TABLE public.doc' ],
	[ 'a child table' => 'CREATE TABLE public.doc () INHERITS (w.measurement)', 'table public.doc', 'TABLE public.doc' ],
	[ 'a parent table' => 'CREATE TABLE public.doc (goal_id bigint); ALTER TABLE w.measurement INHERIT public.doc', 'parent table public.doc', 'TABLE public.doc CASCADE' ],
	[ 'a unique index without the time' => 'CREATE UNIQUE INDEX u ON w.measurement (goal_id, value, recorded_at)', 'unique index w.u, which lacks the column at' ],
	[ 'an exclusion constraint' => 'ALTER TABLE w.measurement ADD CONSTRAINT ex EXCLUDE (note WITH =)', 'constraint ex on table w.measurement, which excludes' ],
	[ 'a constraint that is not validated' => 'ALTER TABLE w.measurement ADD CONSTRAINT c CHECK (note IS NULL) NOT VALID', 'constraint c on table w.measurement, which is not valid yet' ],
	[ 'a constraint that is not inherited' => 'ALTER TABLE w.measurement ADD CONSTRAINT c CHECK (value IS NOT NULL) NO INHERIT', 'constraint c on table w.measurement, which is not inherited' ],
	[ 'a clustered index' => 'ALTER TABLE w.measurement CLUSTER ON measurement_pkey', 'index w.measurement_pkey, by which the table is clustered' ],
	[ 'an identity column' => 'ALTER TABLE w.measurement ADD n int GENERATED ALWAYS AS IDENTITY', 'identity of column n' ],
	[ 'a trigger for rows with a transition table' => 'CREATE TRIGGER t AFTER INSERT ON w.measurement REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE FUNCTION public.note()', 'trigger t on table w.measurement, which is for rows' ]);
fresh();
for my $case (@stuck)
{
	my ($what, $add, $named) = @$case;
	my $got = as("BEGIN; $add; $partition");
	like($got, qr/^2BP01 measurements of workspace w cannot be partitioned with what you have added \| .*: \Q$named\E.*\. \| Keep how they are defined, drop them, partition/, "$what is named");
	unlike($got, qr/measurement_before|RI_Con|_RETURN/, "$what: by names the user knows");
}
is(as(qq{SELECT opm.bind('w', 'again', 'SELECT m.goal_id, m.at, m.value, NULL FROM w.measurement m WHERE false'); $partition; SELECT opm.unbind('w', 'again')}) =~ /^2BP01|^\n2\n/ ? 1 : 0, 1, 'a binding on it is kept or named');
is(as(q{SELECT count(*) FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relname ~ 'before'}), '0', 'nothing is left behind');

# --- TimescaleDB: its hypertables are known by their trigger. ---
fresh();
like(as(qq{CREATE TRIGGER ts_insert_blocker BEFORE INSERT ON w.measurement FOR EACH ROW EXECUTE FUNCTION public.note(); $partition}), qr/^0A000 table w\.measurement is a hypertable of TimescaleDB \| .* \| .*opm\.bind/, 'a hypertable is refused, with the way to do it');

# --- A write into a partition leaves the trace that one into the table leaves. ---
sub trace { my ($sql) = @_; my $error = as("DELETE FROM w.measurement_history; $sql"); return join ' ', $error || (), split /\n/, as(q{SELECT format('%s:%s:%s', operation, value, superseded_by) FROM w.measurement_history ORDER BY value, 1}); }
fresh();
is(as($partition), '2', 'partitioned');
as(q{CREATE SCHEMA archive; CREATE TABLE archive.early (LIKE w.measurement INCLUDING ALL); ALTER TABLE w.measurement ATTACH PARTITION archive.early FOR VALUES FROM ('2020-01-01 UTC') TO ('2021-01-01 UTC'); INSERT INTO w.measurement (goal_id, at, value) SELECT 1, timestamptz '2020-05-01 UTC' + i * interval '1 day', 70 + i FROM generate_series(1, 5) i});
is(trace(q{UPDATE w.measurement SET note = 'w' WHERE value = 1}), 'UPDATE:1:own UPDATE:1:own', 'an update of the table');
is(trace(q{UPDATE w.measurement SET value = value WHERE value = 1}), '', 'one that changes nothing leaves none');
is(trace(q{UPDATE w.measurement_rest SET note = 'x' WHERE value = 1}), 'UPDATE:1:own UPDATE:1:own', 'an update of a partition');
is(trace(q{UPDATE archive.early SET note = 'x' WHERE value = 71}), 'UPDATE:71:own', 'of one that was attached, in another schema');
is(trace(q{DELETE FROM w.measurement_2026_02 WHERE value = 4}), 'DELETE:4:own DELETE:4:own', 'a deletion from a partition');
is(trace(q{DELETE FROM archive.early WHERE value = 71}), 'DELETE:71:own', 'from one that was attached');
is(trace(q{UPDATE w.measurement SET at = '2026-03-02 UTC' WHERE value = 5 AND goal_id = 1}), 'DELETE:5:own', 'an update that moves a row to another partition');
is(trace(q{MERGE INTO w.measurement m USING (SELECT 1) x ON m.value = 6 AND m.goal_id = 1 WHEN MATCHED THEN UPDATE SET at = '2026-02-27 UTC', value = 66}), 'DELETE:6:own', 'a merge that moves one');
is(trace(q{MERGE INTO w.measurement m USING (VALUES (1, 0), (1, 1), (1, 2), (3, 3)) x(g, v) ON m.value = v AND m.goal_id = g WHEN MATCHED AND v = 0 THEN DELETE WHEN MATCHED AND v = 1 THEN UPDATE SET value = 11 WHEN MATCHED THEN UPDATE SET at = '2020-09-09 UTC' WHEN NOT MATCHED THEN INSERT (goal_id, at, value) VALUES (2, '2026-02-02 UTC', 99)}),
	'DELETE:0:own UPDATE:1:own DELETE:2:own', 'a merge that does everything');
is(trace(q{INSERT INTO w.measurement_2026_02 (goal_id, at, value) VALUES (1, '2026-02-03 UTC', 55) ON CONFLICT DO NOTHING}), '', 'a new row leaves none');
like(trace(q{TRUNCATE w.measurement_2026_02}), qr/^55000 table "measurement_2026_02" cannot be truncated/, 'a partition is not truncated');
is(as(q{SELECT opm.upgrade_workspace('w') IS NOT NULL}), 't', 'an upgrade');
like(trace(q{TRUNCATE archive.early}), qr/^55000 table "early" cannot be truncated/, 'after which one that was attached is not truncated either');
is(as(q{SELECT relrowsecurity FROM pg_class WHERE oid = 'archive.early'::regclass}), 't', 'and shows nothing to who reads past the table');
# the status is announced
for my $into ('w.measurement', 'w.measurement_rest', 'archive.early')
{
	my $at = $into =~ /early/ ? q{'2020-12-31 UTC'} : 'now()';
	as(q{DELETE FROM w.measurement});
	is(as(qq{INSERT INTO $into (goal_id, at, value) VALUES (2, $at, 9.9); SELECT status = (SELECT status FROM w.scorecard WHERE goal_id = 2), status <> 'no data' FROM w.announced WHERE goal_id = 2}), 't|t', "an insert into $into is announced");
	is(as(qq{UPDATE $into SET value = 0.1 WHERE goal_id = 2; SELECT status = (SELECT status FROM w.scorecard WHERE goal_id = 2), status FROM w.announced WHERE goal_id = 2}) =~ /^t\|(stale|off track)/ ? 1 : 0, 1, "a correction of $into");
	is(as(qq{DELETE FROM $into WHERE goal_id = 2; SELECT status FROM w.announced WHERE goal_id = 2}), 'no data', "a deletion from $into");
}

# --- No table whose changes are kept can be emptied without a trace. ---
for my $table ('measurement', split /\n/, as(q{SELECT table_name FROM opm._workspace_tables() WHERE logged}))
{
	like(as("TRUNCATE w.$table CASCADE"), qr/^55000 table "\w+" cannot be truncated/, "$table cannot be truncated");
}

# --- Errors say what is wrong, the rule, and the next step. ---
fresh();
my %wrong = (
	q{'2026-01-01', NULL} => qr/^22004 partitions need a first day, a last day and a step \| For example/,
	q{NULL, '2026-01-01'} => qr/^22004/, q{'2026-01-01', '2026-02-01', NULL} => qr/^22004/,
	q{'2026-01-01', 'infinity'} => qr/^22023 no partitions by month from 2026-01-01 to infinity \| .*the years 1 to 9999/, q{'-infinity', '2026-01-01'} => qr/^22023/, q{'0044-03-15 BC', '2026-01-01'} => qr/^22023/,
	q{'2026-02-01', '2026-01-01'} => qr/^22023 no partitions by month from 2026-02-01 to 2026-01-01 \| .*not after/, q{'2026-01-01', '2026-02-01', 'week'} => qr/^22023 no partitions by week .*month, quarter or year/);
like(as("SELECT opm.partition_measurements('w', $_)"), $wrong{$_}, "refused: $_") for sort keys %wrong;
is(as($partition), '2', 'months');
like(as("SELECT opm.partition_measurements('w', $_)"), $wrong{$_}, "refused again: $_") for sort keys %wrong;
like(as(q{SELECT opm.partition_measurements('w', '2026-02-01', '2026-02-01', 'year')}), qr/^42P17 a partition from 2026-01-01 to 2027-01-01 would overlap partition w\.measurement_2026_02 \| That one holds 2026-02-01 00:00:00\+00 up to 2026-03-01 00:00:00\+00\. \| Use the step/, 'a year over months');
like(as(q{SELECT opm.partition_measurements('w', '2026-02-01', '2026-02-01', 'quarter')}), qr/^42P17/, 'a quarter over months');
is(as(q{SELECT opm.partition_measurements('w', '2028-01-01', '2028-01-01', 'year')}), '1', 'a year after them');
like(as(q{SELECT opm.partition_measurements('w', '2028-01-01', '2028-01-01')}), qr/^42P17 a partition from 2028-01-01 to 2028-02-01 would overlap partition w\.measurement_2028_01/, 'a month of the same name within a year');
as(q{CREATE TABLE w.measurement_2029_01 (i int)});
like(as(q{SELECT opm.partition_measurements('w', '2029-01-01', '2029-01-31')}), qr/^42P07 relation w\.measurement_2029_01 is there and is no partition of these days \| .* \| Rename or drop/, 'a name that is taken');
is(as(q{SET TimeZone = 'America/Los_Angeles'; SET DateStyle = 'SQL, DMY'; SELECT opm.partition_measurements('w', DATE '2026-02-01', DATE '2026-03-31'), opm.partition_measurements('w', DATE '2030-01-01', DATE '2030-01-31')}), '0|1', 'bounds are days in UTC under any setting');

# --- Rows that are in the rest already move into new partitions, and nobody takes them for new or for deleted. ---
fresh();
as(q{CREATE INDEX mine ON w.measurement (note); ALTER TABLE w.measurement ADD n serial, ADD team bigint REFERENCES w.team, ALTER note SET STATISTICS 200, SET (fillfactor = 80)});
is(as($partition), '2', 'two months');
as(q{TRUNCATE public.seen; CREATE TRIGGER t1 AFTER INSERT OR DELETE OR UPDATE ON w.measurement FOR EACH ROW EXECUTE FUNCTION public.note(); CREATE TRIGGER t2 AFTER INSERT OR DELETE ON w.measurement FOR EACH STATEMENT EXECUTE FUNCTION public.note(); CREATE TRIGGER measurement_t3 AFTER TRUNCATE ON w.measurement_rest FOR EACH STATEMENT EXECUTE FUNCTION public.note()});
my $content = q{SELECT count(*), sum(value), sum(n), max(recorded_at), md5(string_agg(m::text, '|' ORDER BY goal_id, at)) FROM w.measurement m; SELECT count(*) FROM w.measurement_history; SELECT count(*) FROM public.seen; SELECT string_agg(status, ' ' ORDER BY goal_id) FROM w.announced};
$before = as($content);
my $shape = definitions($node, 'postgres', 'w');
is(as(q{LISTEN opm_w; SELECT opm.partition_measurements('w', '2026-01-01', '2026-05-31')}), '3', 'the other months, which have rows in the rest');
is(as($content), $before, 'the same rows, and no trace of a move');
is(as(q{SELECT string_agg(c.relname || ' ' || (SELECT count(*) FROM w.measurement m WHERE m.tableoid = c.oid), ', ' ORDER BY c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'w.measurement'::regclass}), 'measurement_2026_01 6, measurement_2026_02 6, measurement_2026_03 6, measurement_2026_04 2, measurement_2026_05 0, measurement_rest 0', 'each where it belongs');
my %of = map { my $p = $_; ($p => join("\n", sort map { s/_$p\b|_$p(?=_)//gr } grep { /measurement_$p\b|measurement_${p}_/ && !/^relation|measurement_t3/ } map { s/ \(at [<>]=? .*//r } split /\n/, definitions($node, 'postgres', 'w'))) } qw(2026_01 2026_02 2026_05 rest);
same($of{$_}, $of{'2026_02'}, "$_ is made like a partition that was made empty") for qw(2026_01 2026_05 rest);
like(definitions($node, 'postgres', 'w'), qr/measurement_t3/, 'a trigger of yours on the rest stays');
is(trace(q{DELETE FROM w.measurement_2026_01 WHERE value = 1 AND goal_id = 1}), 'DELETE:1:own', 'and what is deleted there is kept');
as(q{ALTER TABLE w.measurement DETACH PARTITION w.measurement_rest});
is(as(q{SELECT opm.partition_measurements('w', '2026-06-01', '2026-06-30')}), '1', 'without a default partition, too');
as('DROP TABLE w.measurement_rest');

# --- Publications: subscribers get every row once, or it is said why not. ---
fresh();
like(as(qq{CREATE PUBLICATION pub FOR TABLE w.measurement; $partition}), qr/^55000 publication "pub" would publish the partitions, each under its own name \| .* \| As own: ALTER PUBLICATION pub SET \(publish_via_partition_root = true\);/, 'without publish_via_partition_root, subscribers would look for partitions');
$node->safe_psql('postgres', 'ALTER PUBLICATION pub OWNER TO postgres; ALTER PUBLICATION pub SET (publish_via_partition_root)');
like(as($partition), qr/^55000 publication "pub" belongs to another role \| .* \| As postgres: ALTER PUBLICATION pub DROP TABLE w\.measurement/, 'a publication of another role');
$node->safe_psql('postgres', 'ALTER PUBLICATION pub OWNER TO own');
my $subscriber = opm_node('subscriber', init => { allows_streaming => 'logical' });
my $rows = q{SELECT count(*), sum(value) FROM w.measurement};
sub subscribe
{
	$subscriber->safe_psql('postgres', q{DROP SCHEMA IF EXISTS w CASCADE; CREATE SCHEMA w; CREATE TABLE w.measurement (goal_id bigint, at timestamptz, value double precision, base double precision, note text, recorded_at timestamptz, recorded_by text, group_size double precision, PRIMARY KEY (goal_id, at))});
	$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION sub CONNECTION \$\$" . $node->connstr('postgres') . "\$\$ PUBLICATION pub");
	$subscriber->wait_for_subscription_sync($node, 'sub');
	return;
}
subscribe();
is(as($partition), '2', 'with it, measurements are partitioned');
as(q{INSERT INTO w.measurement (goal_id, at, value) VALUES (1, '2026-02-02 UTC', 100), (1, '2027-02-02 UTC'::timestamptz - interval '2 years', 200); UPDATE w.measurement SET value = 300 WHERE value = 100; UPDATE w.measurement SET at = '2026-03-09 UTC' WHERE value = 4 AND goal_id = 1});
$node->wait_for_catchup('sub');
is($subscriber->safe_psql('postgres', $rows), as($rows), 'the subscriber has every row once, and what came after');
is(as(q{SELECT opm.partition_measurements('w', '2026-01-01', '2026-01-31')}), '1', 'rows are moved out of the rest');
as(q{UPDATE w.measurement SET value = 400 WHERE value = 1 AND goal_id = 1; DELETE FROM w.measurement WHERE value = 2 AND goal_id = 1});
$node->wait_for_catchup('sub');
is($subscriber->safe_psql('postgres', $rows), as($rows), 'and the subscriber has what the publisher has');
$subscriber->safe_psql('postgres', 'DROP SUBSCRIPTION sub');
as('DROP PUBLICATION pub');
fresh();
$node->safe_psql('postgres', 'CREATE PUBLICATION pub FOR ALL TABLES WITH (publish_via_partition_root)');
like(as($partition), qr/^55000 publication "pub" would publish the rows that are moved once more \| .* \| In one transaction: as postgres ALTER PUBLICATION pub SET \(publish = ''\); as the owner/, 'a publication of all tables would send them again');
$subscriber->safe_psql('postgres', 'DROP SCHEMA w CASCADE');
subscribe_all();
sub subscribe_all
{
	# tables alone: what a subscriber is made of is another matter
	command_ok([ 'pg_dump', '-s', '-n', 'w', '-Fc', '-f', "$dir/s.dump", $node->connstr('postgres') ], 'the schema of the workspace');
	my ($out, $err);
	IPC::Run::run([ 'pg_restore', '-d', $subscriber->connstr('postgres'), "$dir/s.dump" ], '>', \$out, '2>', \$err);
	$subscriber->safe_psql('postgres', q{CREATE TABLE public.seen (what text)});
	$subscriber->safe_psql('postgres', "CREATE SUBSCRIPTION sub CONNECTION \$\$" . $node->connstr('postgres') . "\$\$ PUBLICATION pub");
	$subscriber->wait_for_subscription_sync($node, 'sub');
	return;
}
$node->safe_psql('postgres', qq{BEGIN; ALTER PUBLICATION pub SET (publish = ''); SET LOCAL ROLE own; $partition; RESET ROLE; ALTER PUBLICATION pub SET (publish = 'insert, update, delete, truncate'); COMMIT});
as(q{INSERT INTO w.measurement (goal_id, at, value) VALUES (1, '2026-02-02 UTC', 100); UPDATE w.measurement SET value = 300 WHERE value = 100; DELETE FROM w.measurement WHERE value = 3; DELETE FROM w.measurement_history WHERE value = 3});
$node->wait_for_catchup('sub');
is($subscriber->safe_psql('postgres', $rows), as($rows), 'done as the hint says, the subscriber has every row once');
(undef, undef, my $refused) = $subscriber->psql('postgres', $partition);
like($refused, qr/subscription "sub" writes into table w\.measurement\n.*\nHINT:  While nothing is written on the publisher, and all has arrived: as postgres ALTER SUBSCRIPTION sub DISABLE; partition; then/s, 'a table that a subscription fills is not taken from it');
# (sequences are not replicated: before anything is written on a subscriber, they are set)
$subscriber->safe_psql('postgres', q{SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000) FROM pg_sequences WHERE schemaname = 'w'});
$subscriber->safe_psql('postgres', "SET client_min_messages = error; ALTER SUBSCRIPTION sub DISABLE; $partition");
$subscriber->safe_psql('postgres', 'ALTER SUBSCRIPTION sub ENABLE');
$subscriber->safe_psql('postgres', 'ALTER SUBSCRIPTION sub REFRESH PUBLICATION WITH (copy_data = false)');
as(q{INSERT INTO w.measurement (goal_id, at, value) VALUES (2, '2026-02-02 01:00 UTC', 500)});
$node->wait_for_catchup('sub');
is($subscriber->safe_psql('postgres', $rows), as($rows), 'done as this hint says, it is partitioned and has every row once');
is($subscriber->safe_psql('postgres', q{SELECT count(*) FROM w.measurement_history}), as(q{SELECT count(*) FROM w.measurement_history}), 'and the history, from which rows were deleted');
$subscriber->stop;

# --- Every table has what UPDATE and DELETE need under FOR ALL TABLES. ---
is(as(q{SELECT string_agg(c.relname, ' ') FROM pg_class c WHERE relnamespace = 'w'::regnamespace AND relkind IN ('r', 'p') AND (relreplident = 'n' OR (relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)))}), '', 'every table has a key or a replica identity');

# --- All of it belongs to the owner of the workspace. ---
is(as(q{SELECT string_agg(o, ' ') FROM (SELECT relname, relowner FROM pg_class WHERE relnamespace = 'w'::regnamespace UNION ALL SELECT proname, proowner FROM pg_proc WHERE pronamespace = 'w'::regnamespace) x(o, owner) WHERE owner <> 'own'::regrole}), '', 'all of it belongs to the owner');
$node->stop;
done_testing();
