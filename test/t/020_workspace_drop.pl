# opm.drop_workspace takes away an empty workspace and nothing else: whatever of the user's own is in its schema, or hangs on it from outside,
# is named and stays.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('drop');
$node->safe_psql('postgres', q{CREATE ROLE own LOGIN; GRANT CREATE ON DATABASE postgres TO own; GRANT ALL ON SCHEMA public TO own; CREATE ROLE reader});
sub as
{
	my ($sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "\\set VERBOSITY verbose\n$sql", extra_params => [ '-U', 'own' ]);
	return $err =~ /ERROR:  (\w{5}): (.*?)(?:\nDETAIL:  (.*))?(?:\n|$)/ ? "$1 $2" . ($3 ? " | $3" : '') : $out;
}
is(as(q{SELECT opm.create_workspace('w')}), '', 'a workspace');

# What blocks, and how it is named.
my @mine = (
	[ 'a table in the schema' => 'CREATE TABLE w.mine (i int)' => 'table w.mine' ],
	[ 'a view in the schema' => 'CREATE VIEW w.mine AS SELECT 1' => 'view w.mine' ],
	[ 'a materialized view in the schema' => 'CREATE MATERIALIZED VIEW w.mine AS SELECT 1' => 'materialized view w.mine' ],
	[ 'a function in the schema' => 'CREATE FUNCTION w.mine() RETURNS int RETURN 1' => 'function w.mine()' ],
	[ 'an overload in the schema' => 'CREATE FUNCTION w.me(text) RETURNS int RETURN 1' => 'function w.me(text)' ],
	[ 'a procedure in the schema' => 'CREATE PROCEDURE w.mine() LANGUAGE sql AS $$ SELECT 1 $$' => 'procedure w.mine()|function w.mine()' ],
	[ 'an aggregate in the schema' => 'CREATE AGGREGATE w.mine(int) (SFUNC = int4pl, STYPE = int)' => 'function w.mine(integer)' ],
	[ 'a sequence in the schema' => 'CREATE SEQUENCE w.mine' => 'sequence w.mine' ],
	[ 'a type in the schema' => q{CREATE TYPE w.mood AS ENUM ('good')} => 'type w.mood' ],
	[ 'a domain in the schema' => 'CREATE DOMAIN w.d AS int' => 'type w.d' ],
	[ 'a composite type in the schema' => 'CREATE TYPE w.c AS (i int)' => 'composite type w.c' ],
	[ 'an operator in the schema' => 'CREATE OPERATOR w.<+> (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl)' => 'operator w.<+>(integer,integer)' ],
	[ 'a collation in the schema' => q{CREATE COLLATION w.co FROM "C"} => 'collation w.co' ],
	[ 'a text search configuration in the schema' => 'CREATE TEXT SEARCH CONFIGURATION w.ts (COPY = simple)' => 'text search configuration w.ts' ],
	[ 'a column of a type of the schema' => q{CREATE TYPE w.mood AS ENUM ('good'); CREATE TABLE public.day (d date, m w.mood)} => 'column m of table public.day' ],
	[ 'a column of a row type' => 'CREATE TABLE public.day (g w.goal)' => 'column g of table public.day' ],
	[ 'a column of an array of a row type' => 'CREATE TABLE public.day (g w.measurement[])' => 'column g of table public.day' ],
	[ 'a column of a domain over a row type' => 'CREATE DOMAIN public.dd AS w.goal; CREATE TABLE public.day (g public.dd)' => 'column g of table public.day' ],
	[ 'a column of the row type of a view' => 'CREATE TABLE public.day (g w.scorecard)' => 'column g of table public.day' ],
	[ 'a typed composite' => 'CREATE TYPE public.tt AS (g w.goal)' => 'column g of composite type public.tt' ],
	[ 'a policy' => 'CREATE TABLE public.note (b text); ALTER TABLE public.note ENABLE ROW LEVEL SECURITY; CREATE POLICY admins ON public.note AS RESTRICTIVE USING (w._my_level() >= 4)' => 'policy admins on table public.note' ],
	[ 'a policy by a subquery' => 'CREATE TABLE public.note (b text); CREATE POLICY p ON public.note USING (EXISTS (SELECT FROM w.person))' => 'policy p on table public.note' ],
	[ 'a default' => 'CREATE TABLE public.note (b bigint DEFAULT w.me())' => 'default value for column b of table public.note' ],
	[ 'a default by a sequence' => q{CREATE SEQUENCE w.s; CREATE TABLE public.note (b bigint DEFAULT nextval('w.s'))} => 'default value for column b of table public.note' ],
	[ 'a generated column' => 'CREATE TABLE public.note (a double precision, b double precision GENERATED ALWAYS AS (w._bounded(a)) STORED)' => 'column b of table public.note|default value for column b' ],
	[ 'a check' => 'CREATE TABLE public.note (a double precision CHECK (w._bounded(a) > 0))' => 'constraint note_a_check on table public.note' ],
	[ 'a check of a domain' => 'CREATE DOMAIN public.dd AS double precision CONSTRAINT c CHECK (w._bounded(value) > 0)' => 'constraint c' ],
	[ 'a foreign key' => 'CREATE TABLE public.note (g bigint CONSTRAINT fk REFERENCES w.goal)' => 'constraint fk on table public.note' ],
	[ 'an index on an expression' => 'CREATE TABLE public.note (a double precision); CREATE INDEX ix ON public.note (w._bounded(a))' => 'index public.ix' ],
	[ 'a trigger' => 'CREATE TABLE public.note (a double precision); CREATE FUNCTION public.tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER tr BEFORE INSERT ON public.note FOR EACH ROW WHEN (w._bounded(NEW.a) > 0) EXECUTE FUNCTION public.tf()' => 'trigger tr on table public.note' ],
	[ 'a view' => 'CREATE VIEW public.v AS SELECT * FROM w.scorecard' => 'view public.v' ],
	[ 'a view on a view' => 'CREATE VIEW public.v AS SELECT * FROM w.scorecard; CREATE VIEW public.vv AS SELECT count(*) FROM public.v' => 'view public.vv' ],
	[ 'a materialized view' => 'CREATE MATERIALIZED VIEW public.v AS SELECT * FROM w.goal' => 'materialized view public.v' ],
	[ 'a rule' => 'CREATE TABLE public.note (a int); CREATE RULE r AS ON INSERT TO public.note DO ALSO DELETE FROM w.goal' => 'rule r on table public.note' ],
	[ 'a function that reads' => 'CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM w.goal; END' => 'function public.f()' ],
	[ 'a function of a row type' => 'CREATE FUNCTION public.f(w.goal) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$' => 'function public.f(w.goal)' ],
	[ 'a function that returns one' => 'CREATE FUNCTION public.f() RETURNS SETOF w.goal LANGUAGE plpgsql AS $$ BEGIN END $$' => 'function public.f()' ],
	[ 'a cast' => 'CREATE FUNCTION public.f(w.goal) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; CREATE CAST (w.goal AS int) WITH FUNCTION public.f(w.goal)' => 'cast from w.goal to integer' ],
	[ 'an operator outside' => 'CREATE OPERATOR public.!!! (RIGHTARG = double precision, FUNCTION = w._bounded)' => 'operator public.!!!(NONE,double precision)' ],
	[ 'a child table' => 'CREATE TABLE public.child () INHERITS (w.template)' => 'table public.child' ],
	[ 'a table in another schema named like one' => 'CREATE SCHEMA x; CREATE TABLE x.goal (g w.goal)' => 'column g of table x.goal' ],
	[ 'an extension of another workspace' => q{SELECT opm.create_workspace('w2'); ALTER TABLE w2.goal ADD other bigint REFERENCES w.goal} => 'constraint goal_other_fkey on table w2.goal' ]);
for my $case (@mine)
{
	my ($what, $make, $named) = @$case;
	my $got = as("SET client_min_messages = error; BEGIN; $make; SELECT opm.drop_workspace('w')");
	my $names = join '|', map { quotemeta } split /\|/, $named;
	like($got, qr/^2BP01 objects of your own are in workspace w or use it \| They are .*(?:$names)/, "$what is named");
}
is(as(q{SELECT count(*) > 70 FROM pg_class WHERE relnamespace = 'w'::regnamespace AND relkind IN ('r', 'v')}), 't', 'the workspace is there');

# Many: the first are named, the rest counted. Told to, it goes with all of them.
like(as(q{BEGIN; CREATE SCHEMA x; DO $$ BEGIN FOR i IN 10 .. 39 LOOP EXECUTE format('CREATE VIEW x.v%s AS SELECT * FROM w.goal', i); END LOOP; END $$; SELECT opm.drop_workspace('w')}),
	qr/^2BP01 .*They are (view x\.v\d\d, ){10}and 20 more\./, 'of many the first are named');
is(as(q{SET client_min_messages = error; BEGIN; CREATE TABLE public.day (d date, g w.goal); SELECT opm.drop_workspace('w', 'all data'); SELECT attname FROM pg_attribute WHERE attrelid = 'public.day'::regclass AND attnum > 0 AND NOT attisdropped; ROLLBACK}), "\nd", 'told to, they go');

# Rows that others write meanwhile, and rows that a policy hides from the owner, are found.
like(as(q{BEGIN; INSERT INTO w.team (key, name) VALUES ('t', 'T'); ALTER TABLE w.team FORCE ROW LEVEL SECURITY; SELECT opm.drop_workspace('w')}), qr/^42501|^2BP01/, 'rows that a policy hides are not overlooked');
my ($said, $warned) = ('', '');
my $writer = IPC::Run::start([ 'psql', '-X', '-U', 'own', '-d', $node->connstr('postgres'), '-c', q{BEGIN; INSERT INTO w.team (key, name) VALUES ('late', 'Late'); SELECT pg_sleep(3); COMMIT} ], '>', \$said, '2>', \$warned);
$node->poll_query_until('postgres', q{SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
is(as(q{SELECT opm.drop_workspace('w')}), '2BP01 workspace w is not empty | It has rows in team.', 'rows that another transaction commits meanwhile are found');
$writer->finish;
as(q{DELETE FROM w.team});
like(as(q{BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT opm.drop_workspace('w')}), qr/^25000/, 'an older snapshot would not see them: refused');

# What the user may add to the tables of a workspace is part of them, and no reason to keep it.
is(as(q{SET client_min_messages = error;
	ALTER TABLE w.goal ADD ours text DEFAULT 'x', ADD CHECK (ours <> ''); CREATE INDEX ON w.goal (ours); CREATE STATISTICS w.st ON id, ours FROM w.goal; CREATE POLICY ours ON w.goal USING (true);
	CREATE FUNCTION public.tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER ours BEFORE INSERT ON w.goal FOR EACH ROW EXECUTE FUNCTION public.tf();
	ALTER DEFAULT PRIVILEGES IN SCHEMA w GRANT SELECT ON TABLES TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA w TO reader;
	SELECT opm.partition_measurements('w', '2026-01-01', '2026-03-01'), opm.grant_workspace('w', 'reader', 'reader'); SELECT opm.drop_workspace('w'); SELECT count(*) FROM pg_namespace WHERE nspname = 'w'}),
	"3|\n\n0", 'columns, indexes, policies, triggers, statistics, grants, partitions go with it');
$node->stop;
done_testing();
