-- Laws of opm.help: it lists what is public, the best fit first, and nothing that the reader may not use.

-- Every public function and type of opm is in the whole list; nothing internal is.
SELECT count(*) AS missing FROM pg_proc p
WHERE p.pronamespace = 'opm'::regnamespace AND obj_description(p.oid, 'pg_proc') !~ '^Internal:'
	AND NOT EXISTS (SELECT FROM opm.help() h WHERE h.name = 'opm.' || p.proname AND h.arguments = pg_get_function_arguments(p.oid));
SELECT count(*) AS internal FROM opm.help() WHERE name LIKE 'opm.\_%' OR about IS NULL OR about ~ '^Internal:';
SELECT string_agg(name, ' ' ORDER BY name) AS types FROM opm.help() WHERE kind = 'type';
SELECT count(*) AS several_sentences FROM opm.help() WHERE about ~ '[.?] .';

-- The best fit first; case and blanks do not matter; any text is a word, and no pattern.
SELECT name, kind, arguments, about FROM opm.help('Required Rate');
SELECT name FROM opm.help('takt') LIMIT 1;
SELECT count(*) AS none FROM unnest(ARRAY['no such thing %_', NULL]) word, opm.help(word);
SELECT count(*) AS not_a_pattern FROM opm.help('.*');

-- A workspace is listed to who may use it, with views and tables, and without triggers.
SELECT opm.create_workspace('h11');
SELECT name, kind, about FROM opm.help('exceptions') WHERE kind = 'view';
SELECT count(*) AS missing FROM pg_class c
WHERE c.relnamespace = 'h11'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname !~ '^_'
	AND NOT EXISTS (SELECT FROM opm.help(c.relname) h WHERE h.name = 'h11.' || c.relname);
CREATE ROLE regress_opm_help;
SET ROLE regress_opm_help;
SELECT count(*) FILTER (WHERE name LIKE 'h11.%') AS of_workspace, count(*) > 200 AS of_opm FROM opm.help();
RESET ROLE;
SELECT opm.grant_workspace('h11', 'regress_opm_help', 'reader');
SET ROLE regress_opm_help;
SELECT count(*) > 50 AS of_workspace FROM opm.help() WHERE name LIKE 'h11.%';
RESET ROLE;
SELECT opm.drop_workspace('h11', 'all data');
DROP OWNED BY regress_opm_help;
DROP ROLE regress_opm_help;
