# RaceTest: what the tests of many writers share: a workspace whose changes are kept a second time, and what has to be true of it afterwards.
package RaceTest;
use strict;
use warnings;
use Exporter 'import';
use Test::More;

our @EXPORT = qw(raced_workspace agrees);

# Workspace perf with 50 goals; public.attempt() for changes that may be refused; public.audit with every row as it was written.
sub raced_workspace
{
	my ($node) = @_;
	$node->safe_psql('postgres', <<'SQL');
SELECT opm.create_workspace('perf');
-- what became of each attempt; a refusal is an answer, every other error goes up to pgbench, which ends the client unless it is 40001 or 40P01
CREATE TABLE public.outcome (what text, outcome text);
CREATE FUNCTION public.attempt(what text, statement text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	message text;
BEGIN
	EXECUTE statement;
	INSERT INTO public.outcome VALUES (what, 'done');
EXCEPTION WHEN check_violation OR unique_violation THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT;
	IF message NOT LIKE 'goal "%" would be above itself' AND message NOT LIKE '%"goal_link_pkey"' THEN
		RAISE EXCEPTION 'unexpected: %', message;
	END IF;
	INSERT INTO public.outcome VALUES (what, CASE SQLSTATE WHEN '23514' THEN 'loop refused' ELSE 'there already' END);
END $$;
-- every row as it was written, in the order of its writers: what change_log has to agree with
CREATE TABLE public.audit (id bigint GENERATED ALWAYS AS IDENTITY, table_name text, row_key text, new_row jsonb);
CREATE FUNCTION public.audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	o jsonb := to_jsonb(OLD) - 'updated_at';
	n jsonb := to_jsonb(NEW) - 'updated_at';
	r jsonb := COALESCE(n, o);
BEGIN
	IF o IS DISTINCT FROM n THEN
		INSERT INTO public.audit (table_name, row_key, new_row) VALUES (TG_TABLE_NAME, COALESCE(r ->> 'id', (r ->> 'goal_id') || '/' || COALESCE(r ->> 'parent_id', r ->> 'at')), n);
	END IF;
	RETURN NULL;
END $$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON perf.goal FOR EACH ROW EXECUTE FUNCTION public.audit();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON perf.goal_link FOR EACH ROW EXECUTE FUNCTION public.audit();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON perf.measurement FOR EACH ROW EXECUTE FUNCTION public.audit();
INSERT INTO perf.goal (key, name, target) SELECT 'g' || i, 'Goal ' || i, '0 -> 100' FROM generate_series(1, 50) i;
-- a time of its own for every measurement: two clients do read the same microsecond from the clock, and the second is rightly refused
CREATE SEQUENCE public.tick;
CREATE TABLE public.begun AS SELECT now() AS at;
ANALYZE;
SQL
}

# No loop, and the history is what happened.
sub agrees
{
	my ($node, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	is($node->safe_psql('postgres', 'SELECT count(*) FROM perf.check_tree()'), '0', "$name: no loop");
	is($node->safe_psql('postgres', <<'SQL'), '0', "$name: every entry of change_log is the row as the writer before left it");
WITH l AS (
	SELECT table_name, row_key, old_row::jsonb - 'updated_at' AS old_row, row_number() OVER (PARTITION BY table_name, row_key ORDER BY id) AS n FROM perf.change_log WHERE table_name IN ('goal', 'goal_link')
), a AS (
	SELECT table_name, row_key, new_row, row_number() OVER (PARTITION BY table_name, row_key ORDER BY id) AS n FROM public.audit WHERE table_name IN ('goal', 'goal_link')
)
SELECT count(*) FROM l FULL JOIN a USING (table_name, row_key, n) LEFT JOIN a b ON b.table_name = l.table_name AND b.row_key = l.row_key AND b.n = l.n - 1
WHERE l.table_name IS NULL OR a.table_name IS NULL OR l.old_row IS DISTINCT FROM b.new_row
SQL
	is($node->safe_psql('postgres', <<'SQL'), '0', "$name: every measurement that was corrected or deleted is in measurement_history");
WITH h AS (
	SELECT m.goal_id || '/' || (to_jsonb(m) ->> 'at') AS row_key, to_jsonb(m) - '{superseded_at,superseded_by,operation}'::text[] AS old_row, row_number() OVER (PARTITION BY m.goal_id, m.at ORDER BY m.superseded_at) AS n FROM perf.measurement_history m
), a AS (
	SELECT b.row_key, b.old_row - 'group_size' AS old_row, row_number() OVER (PARTITION BY b.row_key ORDER BY b.id) AS n
	FROM (SELECT id, row_key, lag(new_row) OVER (PARTITION BY row_key ORDER BY id) AS old_row FROM public.audit WHERE table_name = 'measurement') b WHERE b.old_row IS NOT NULL
)
SELECT count(*) FROM h FULL JOIN a USING (row_key, n) WHERE h.old_row IS DISTINCT FROM a.old_row
SQL
	is($node->safe_psql('postgres', <<'SQL'), '0', "$name: the tables are what the last writer left");
WITH a AS (SELECT DISTINCT ON (table_name, row_key) table_name, row_key, new_row FROM public.audit ORDER BY table_name, row_key, id DESC),
r AS (SELECT 'goal' AS table_name, id::text AS row_key, to_jsonb(g) - 'updated_at' AS new_row FROM perf.goal g
	UNION ALL SELECT 'goal_link', goal_id || '/' || parent_id, to_jsonb(l) - 'updated_at' FROM perf.goal_link l
	UNION ALL SELECT 'measurement', m.goal_id || '/' || (to_jsonb(m) ->> 'at'), to_jsonb(m) FROM perf.measurement m)
SELECT count(*) FROM a FULL JOIN r USING (table_name, row_key) WHERE a.new_row IS DISTINCT FROM r.new_row
SQL
	is($node->safe_psql('postgres', q{SELECT (SELECT count(*) FROM perf._goals_known_at('-infinity')) + (SELECT count(*) FROM perf._goal_links_known_at('-infinity'))}), '0', "$name: undone to the beginning, nothing is left");
	is($node->safe_psql('postgres', <<'SQL'), '50|0', "$name: scorecard_at(now) is the scorecard");
SELECT count(*), count(*) FILTER (WHERE s.goal_id IS NULL OR a.goal_id IS NULL OR (a.score, a.parent_goal_id, a.actual) IS DISTINCT FROM (s.score, s.parent_goal_id, s.actual))
FROM perf.scorecard s FULL JOIN perf.scorecard_at(now()) a ON a.goal_id = s.goal_id
SQL
	is($node->safe_psql('postgres', q{SELECT count(*) FROM perf.announced a JOIN perf.goal_now n ON n.goal_id = a.goal_id WHERE a.status <> n.status}), '0', "$name: what was announced is so");
}

1;
