# Names are looked up where nobody else can put anything: better-matching twins of every function and operator, made from the catalog, in
# every schema of the session's path and in the workspace itself, are never run by opm or by a workspace.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('path');
$node->safe_psql('postgres', 'CREATE SEQUENCE public.ran; CREATE TABLE public.what (name text); GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC; GRANT ALL ON SEQUENCE public.ran TO PUBLIC; CREATE SCHEMA hostile; CREATE ROLE own LOGIN; GRANT CREATE ON DATABASE postgres TO own; GRANT ALL ON SCHEMA hostile, public TO own');

# plant(SCHEMA, EXACT): twins in SCHEMA of every function and operator of pg_catalog that the SQL of opm or of a workspace names. Polymorphic and
# variadic ones are made for the usual types, which match better than the original; with EXACT also those with the very same arguments, which
# win where the schema comes first.
$node->safe_psql('postgres', <<'SQL');
CREATE PROCEDURE public.plant(place text, exact boolean) LANGUAGE plpgsql AS $plant$
DECLARE
	source text := (SELECT string_agg(d, E'\n') FROM opm._workspace_ddl() d)
		|| (SELECT string_agg(prosrc, E'\n') FROM pg_proc p JOIN pg_language l ON l.oid = prolang WHERE pronamespace = 'opm'::regnamespace AND lanname = 'plpgsql');
	usual text[] := ARRAY['text', 'bigint', 'integer', 'double precision', 'timestamp with time zone', 'name', 'jsonb', 'date', 'boolean', 'interval', 'record'];
	f record;
BEGIN
	CREATE TEMP TABLE IF NOT EXISTS twin (name text, args text);
	TRUNCATE twin;
	FOR f IN SELECT DISTINCT p.proname, p.proargtypes::oid[] AS types, p.provariadic, p.pronargs FROM pg_proc p
		WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind IN ('f', 'a', 'w') AND pronargs > 0 AND source ~ ('\m' || proname || '\(')
			AND NOT proargtypes::oid[] && ARRAY['internal', 'cstring']::regtype[]::oid[]
	LOOP
		IF exact AND NOT EXISTS (SELECT FROM unnest(f.types) t WHERE t::regtype::text ~ '^"?any') THEN
			INSERT INTO twin SELECT f.proname, string_agg(t::regtype::text, ', ' ORDER BY o) FROM unnest(f.types) WITH ORDINALITY u(t, o);
		END IF;
		IF EXISTS (SELECT FROM unnest(f.types) t WHERE t::regtype::text ~ '^"?any') OR f.provariadic <> 0 THEN
			-- one type for all polymorphic arguments
			INSERT INTO twin SELECT f.proname, string_agg(CASE WHEN t::regtype::text ~ 'array$' THEN e || '[]' WHEN t::regtype::text ~ '^"?any' THEN e ELSE t::regtype::text END, ', ' ORDER BY o)
			FROM unnest(usual) e, unnest(f.types) WITH ORDINALITY u(t, o) GROUP BY e;
		END IF;
		IF f.provariadic <> 0 THEN
			INSERT INTO twin SELECT f.proname, array_to_string((f.types::text[])[0 : f.pronargs - 2]::regtype[] || array_fill(e::regtype, ARRAY[n]), ', ')
			FROM unnest(usual) e, generate_series(1, 5) n WHERE e <> 'record';
		END IF;
		-- other arguments that an implicit cast would lead away from
		IF f.pronargs BETWEEN 1 AND 2 THEN
			INSERT INTO twin SELECT f.proname, concat_ws(', ', a, b) FROM unnest(usual) a, unnest(CASE WHEN f.pronargs = 2 THEN usual ELSE ARRAY[NULL] END) b
			WHERE b IS NULL OR a = b OR (a, b) IN (('text', 'bigint'), ('text', 'name'), ('name', 'text'), ('bigint', 'integer'), ('integer', 'bigint'), ('double precision', 'integer'),
				('timestamp with time zone', 'date'), ('date', 'integer'), ('text', 'integer'), ('jsonb', 'text'));
		END IF;
	END LOOP;
	FOR f IN SELECT DISTINCT name, args FROM twin t WHERE exact OR to_regprocedure(format('pg_catalog.%I(%s)', name, args)) IS NULL LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION %I.%I(%s) RETURNS text LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.what VALUES (%L); PERFORM nextval(''public.ran''); RETURN NULL; END $$',
				place, f.name, f.args, format('%s.%s(%s)', place, f.name, f.args));
		EXCEPTION WHEN duplicate_function OR invalid_function_definition OR undefined_object OR feature_not_supported THEN NULL;
		END;
	END LOOP;
	usual := usual || ARRAY['text[]', 'bigint[]', 'name[]'];
	FOR f IN SELECT a, b, format('op_%s_%s', a, b) AS name FROM unnest(usual) a, unnest(usual) b LOOP
		EXECUTE format('CREATE FUNCTION %I.%I(%s, %s) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.what VALUES (%L); PERFORM nextval(''public.ran''); RETURN true; END $$',
			place, f.name, f.a, f.b, place || '.' || f.name);
		EXECUTE (SELECT string_agg(format('CREATE OPERATOR %I.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = %1$I.%5$I)', place, o, f.a, f.b, f.name), '; ')
			FROM unnest(ARRAY['=', '<>', '<', '>', '<=', '>=', '||', '+', '-', '*', '/', '~', '!~', '->', '->>', '@>']) o
			WHERE exact OR to_regoperator(format('pg_catalog.%s(%s,%s)', o, f.a, f.b)) IS NULL);
	END LOOP;
	RAISE NOTICE '% twins in %', (SELECT count(*) FROM pg_proc WHERE pronamespace = place::regnamespace), place;
END $plant$;
SQL
# what ran since the last call, by name
sub ran
{
	my $n = $node->safe_psql('postgres', q{SELECT last_value, is_called FROM public.ran});
	my $what = $node->safe_psql('postgres', q{SELECT string_agg(DISTINCT name, ' ') FROM public.what});
	$node->safe_psql('postgres', q{TRUNCATE public.what; SELECT setval('public.ran', 1, false)});
	return $n eq '1|f' ? '' : "ran $n: $what";
}
sub as
{
	my ($path, $sql) = @_;
	my ($rc, $out, $err) = $node->psql('postgres', "SET client_min_messages = error;\n" . ($path ? "SET search_path = $path;\n" : '') . $sql, extra_params => [ '-U', 'own' ]);
	note($err) if $err;
	return $err =~ /ERROR:  (.*)/ ? "ERROR $1" : $out;
}
$node->safe_psql('postgres', 'CREATE ROLE reader; CREATE ROLE contributor');
# everything that a workspace does, in one go
sub work
{
	my ($path, $schema) = @_;
	my $o = '';
	$o .= as($path, $_ =~ s/\bperf\b/$schema/gr) . "\n" for (
		q{SELECT opm.load_outline('perf', E'a "A" \n  b [0 -> 10] = 4 \n  c sum {USD} \n    d {USD} = 5 \n  e [>= 90 ~ 5]')},
		q{SELECT perf.add_fiscal_year('2026-01-01') IS NOT NULL, perf.add_iso_year(2026) IS NOT NULL, perf.add_sprints('2026-01-01', 2, 4)},
		q{INSERT INTO perf.person (name, login) VALUES ('C', 'contributor'); INSERT INTO perf.team (key, name, lead_id) VALUES ('t', 'T', 2)},
		q{INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, pg_catalog.now(), 6 FROM perf.goal g; UPDATE perf.measurement SET value = value OPERATOR(pg_catalog.+) 1; DELETE FROM perf.measurement},
		q{INSERT INTO perf.measurement (goal_id, at, value) SELECT g.id, pg_catalog.now(), 7 FROM perf.goal g},
		q{INSERT INTO perf.check_in (goal_id, person_id, confidence, score) VALUES (1, 1, 0.5, 0.5); UPDATE perf.check_in SET note = 'x'},
		q{UPDATE perf.goal SET parent_id = 1 WHERE id OPERATOR(pg_catalog.=) 5; UPDATE perf.goal SET name = 'x', visibility = 'owner' WHERE id OPERATOR(pg_catalog.=) 2; INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (2, 3); DELETE FROM perf.goal_link},
		q{UPDATE perf.goal SET parent_id = 4 WHERE id OPERATOR(pg_catalog.=) 3}, q{DELETE FROM perf.measurement WHERE goal_id OPERATOR(pg_catalog.=) 5; DELETE FROM perf.goal WHERE id OPERATOR(pg_catalog.=) 5},
		q{INSERT INTO perf.template (name, outline) VALUES ('t', 'x'); SELECT perf.instantiate('t', ARRAY[1]::bigint[])},
		q{SELECT perf.close_period(2)}, q{SELECT perf.close_period(1)}, q{SELECT pg_catalog.count(*) FROM perf.check_closes()}, q{SELECT pg_catalog.count(*) FROM perf.check_tree()},
		q{SELECT perf.announce() IS NOT NULL}, q{SELECT pg_catalog.count(*) FROM perf.scorecard_at(pg_catalog.now())}, q{SELECT perf.channel() IS NOT NULL},
		q{SELECT opm.bind('perf', 'b', 'SELECT ''b'', pg_catalog.now(), 1, NULL'), opm.unbind('perf', 'b')},
		q{SELECT opm.grant_workspace('perf', 'reader', 'reader'), opm.grant_workspace('perf', 'contributor', 'contributor'), opm.export_outline('perf') IS NOT NULL},
		q{SELECT pg_catalog.count(*) IS NOT NULL FROM opm.workspaces()});
	for my $view (split /\n/, $node->safe_psql('postgres', "SELECT relname FROM pg_class WHERE relnamespace = '$schema'::regnamespace AND relkind = 'v' ORDER BY 1"))
	{
		$o .= "$view " . as($path, "SELECT pg_catalog.count(v.*) FROM $schema.$view v") . "\n";
		$o .= "$view " . as($path, "SET ROLE contributor; SELECT pg_catalog.count(v.*) FROM $schema.$view v") . "\n" if $view =~ /^(scorecard|exceptions|calendar)$/;
	}
	return $o;
}
$node->safe_psql('postgres', 'GRANT reader, contributor TO own');

# --- The path of the session: what is made and used under it answers as without it, and no twin runs. ---
as('', q{SELECT opm.create_workspace('plain')});
my $plain = work('', 'plain');
unlike($plain, qr/ERROR (?!goal "c" would be above itself|permission denied|period)/, 'everything answers') or diag($plain);
as('', q{CALL public.plant('hostile', true); CALL public.plant('public', true)});
cmp_ok($node->safe_psql('postgres', q{SELECT count(*) FROM pg_proc WHERE pronamespace = 'hostile'::regnamespace}), '>', 1500, 'twins are planted');
my $path = 'hostile, public, opm, pg_catalog';
is(as($path, q{SELECT 1 + 1}) . (ran() ? ' and they run' : ''), 't and they run', 'they run where names are looked up by the path');
is(as($path, q{SELECT opm.create_workspace('made')}), '', 'a workspace is made');
is(ran(), '', 'none of them ran');
is(work($path, 'made'), $plain, 'everything answers as before');
is(ran(), '', 'none of them ran');
is(as($path, q{SELECT opm.upgrade_workspace('made') IS NOT NULL; SELECT opm.partition_measurements('made', '2026-01-01', '2026-02-01')}), "t\n2", 'it is upgraded, and partitioned');
is(ran(), '', 'none of them ran');
is(as($path, q{SELECT opm.drop_workspace('made', 'all data')}), '', 'and removed');
is(ran(), '', 'none of them ran');

# --- The workspace's own schema: nobody but its owner can create there, and what the owner creates is not taken for anything else. ---
as('', q{SELECT opm.create_workspace('twins'); CALL public.plant('twins', false)});
is(work('', 'twins'), $plain, 'with twins in its own schema a workspace answers as without');
is(ran(), '', 'none of them ran');
like(as('', q{SELECT opm.upgrade_workspace('twins')}), qr/^ERROR functions or operators in workspace twins have names of others/, 'an upgrade would bind it to them: refused');
like(as('', q{SELECT opm.partition_measurements('twins', '2026-01-01', '2026-02-01')}), qr/^ERROR functions or operators in workspace twins have names of others/, 'and so would partitioning');
is(as('', q{SELECT opm.drop_workspace('twins', 'all data')}), '', 'it can be dropped');
is(ran(), '', 'none of them ran');
as('', q{CREATE FUNCTION plain.mine(text) RETURNS text RETURN 'x'; CREATE FUNCTION plain.me(text) RETURNS text RETURN 'x'});
like(as('', q{SELECT opm.upgrade_workspace('plain')}), qr/^ERROR functions or operators in workspace plain have names of others/, 'an overload of a function of the workspace is one too');
is(as('', q{DROP FUNCTION plain.me(text); SELECT opm.upgrade_workspace('plain') IS NOT NULL}), 't', 'another function is the user\'s own');
$node->stop;
done_testing();
