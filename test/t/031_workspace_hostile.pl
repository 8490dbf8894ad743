# One person's row stops nobody's view. From the catalog: every column that a level may write gets every hostile value of its type, from each
# level. A value is refused, in a class of errors that people can act on and in words, or taken; and with all that was taken in place, every
# view and every function that reads is read by every level, without an error and in time. If one fails, the rows that stop it are searched.
use strict;
use warnings;
use Time::HiRes qw(time);
use PostgreSQL::Test::Utils;
use Test::More;
use OpmTest;

my $node = opm_node('hostile');
my @levels = qw(reader contributor manager admin owner);
my $read_seconds = 20;    # for all views together, beside a few hundred hostile goals
sub owner { return $node->safe_psql('postgres', $_[0]) }

owner("CREATE ROLE h_$_") for @levels[ 0 .. 3 ];
owner(<<'SQL');
SELECT opm.create_workspace('perf');
INSERT INTO perf.team (key, name) VALUES ('t', 'Team');
INSERT INTO perf.person (id, name, login, team_id) VALUES (2, 'Con', 'h_contributor', 1), (3, 'Man', 'h_manager', 1), (4, 'Adm', 'h_admin', NULL), (5, 'Red', 'h_reader', 1);
SELECT setval(pg_get_serial_sequence('perf.person', 'id'), 1000);
UPDATE perf.team SET lead_id = 3;
SELECT perf.add_fiscal_year(date_trunc('year', now())::date);
-- a goal for each of the values that a contributor gets into a column of goal
INSERT INTO perf.goal (id, key, name, owner_id, team_id, target) VALUES (1, 'top', 'Top', 1, NULL, NULL), (2, 'con', 'Of Con', 2, 1, '0 -> 10'), (3, 'man', 'Of Man', 3, 1, '>= 5'), (4, 'adm', 'Of Adm', 4, NULL, '0 -> 10');
UPDATE perf.goal SET parent_id = 1 WHERE id > 1;
INSERT INTO perf.goal (id, key, name, owner_id, team_id, parent_id) SELECT 1000 + i, 'c' || i, 'C' || i, 2, 1, 2 FROM generate_series(1, 400) i;
SELECT setval(pg_get_serial_sequence('perf.goal', 'id'), 100000);
INSERT INTO perf.measurement (goal_id, at, value) SELECT g, now() - k * interval '1 day', 5 + k % 3 FROM generate_series(2, 4) g, generate_series(2, 20) k;
INSERT INTO perf.review (id, name, facilitator_id) VALUES (1, 'R', 2);
INSERT INTO perf.factor (id, kind, name, owner_id) VALUES (1, 'risk', 'R', 2), (2, 'risk', 'M', 3), (3, 'risk', 'A', 4), (4, 'risk', 'O', 1);
SELECT setval(pg_get_serial_sequence('perf.review', 'id'), 1000), setval(pg_get_serial_sequence('perf.factor', 'id'), 1000);
SELECT opm.grant_workspace('perf', 'h_' || l, l) FROM unnest('{reader,contributor,manager,admin}'::text[]) l;
-- Hostile values by type. NULL stands for an empty value.
CREATE TABLE hostile (type text, value text, literal boolean NOT NULL DEFAULT false); -- literal: means something to the engine only
INSERT INTO hostile SELECT 'double precision', unnest(ARRAY[NULL, 'NaN', 'Infinity', '-Infinity', '1.7976931348623157e308', '-1.7976931348623157e308', '1e307', '1e200', '-1e200', '1e154', '1e141', '1e140', '1e101', '1e100',
	'-1e100', '1e99', '1e6', '-1e6', '1000', '100', '1.0000000000000002', '1', '0.9999999999999999', '0.5', '0.1', '0', '-0', '-1', '1e-6', '1e-40', '1e-41', '1e-99', '1e-100', '1e-101', '1e-140', '1e-154', '1e-200', '1e-307', '4.9e-324', '-4.9e-324']);
INSERT INTO hostile SELECT 'integer', unnest(ARRAY[NULL, '0', '-1', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '99', '100', '101', '365', '999', '1000', '1001', '3660', '3661', '36600', '36601', '65535', '65536', '1000000', '1000001', '2147483647', '-2147483648']);
INSERT INTO hostile SELECT 'numeric', unnest(ARRAY[NULL, 'NaN', 'Infinity', '-Infinity', '0', '-0.001', '-1', '0.001', '0.005', '0.01', '1', '1e3', '1e6', '1e9', '1e11', '999999999999.99', '999999999999.999', '1e12', '1e13', '1e20', '1e100', '1e1000', '-1e1000', '1e-100', '1e-1000', '0.000000001', '123456789.123456789', '2', '3', '-999999999999.99']);
INSERT INTO hostile SELECT 'date', unnest(ARRAY[NULL, 'infinity', '-infinity', '4713-01-01 BC', '4000-01-01 BC', '0001-12-31 BC', '0001-01-01', '0001-01-02', '0002-01-01', '0100-02-28', '1000-01-01', '1582-10-04', '1582-10-15', '1752-09-14', '1900-02-28', '1970-01-01', '1999-12-31', '2000-02-29', '2024-02-29', '2038-01-19', '2100-02-28', '2262-04-11', '3000-01-01', '4000-02-29', '9000-01-01', '9998-12-31', '9999-12-29', '9999-12-30', '9999-12-31', '10000-01-01', '294276-12-31', '5874897-12-31']);
INSERT INTO hostile SELECT 'timestamp with time zone', CASE WHEN value ~ 'infinity' OR value IS NULL THEN value WHEN value !~ '^5874897' THEN replace(regexp_replace(value, '^(\S+)', '\1 12:34:56.789+00'), '  ', ' ') END FROM hostile WHERE type = 'date' AND value IS DISTINCT FROM '5874897-12-31';
INSERT INTO hostile VALUES ('timestamp with time zone', '294276-12-31 23:59:59.999999+00'), ('timestamp with time zone', '4713-11-24 00:00:00+00 BC');
INSERT INTO hostile SELECT 'boolean', unnest(ARRAY[NULL, 'true', 'false']);
INSERT INTO hostile SELECT 'bigint', unnest(ARRAY[NULL, '0', '-1', '1', '2', '3', '4', '999999', '9223372036854775807', '-9223372036854775808']);
INSERT INTO hostile SELECT 'text', unnest(ARRAY[NULL, '', ' ', E'\n', E'\t', E'a\nb', E'a\rb', E'\x01', E'\x1b[31mred', E'\x7f', U&'\0085', U&'\00A0', U&'\200B', U&'\200Ba', U&'a\202Eb', U&'\2066a\2069', U&'\FEFF', U&'\2028', U&'e\0301', U&'\+01F469\200D\+01F4BB team',
	'a b', 'a/b', 'a->b', '"', '''', '"quoted"', '\', '{}', '[0 -> 1]', '= 5', '*2', '#', '--', '%', '%s %I', '$1', 'NULL', 'null', 'NaN', '0', '-1', '1e999', 'Infinity', repeat('x', 255), repeat('x', 256), repeat('x', 1000), repeat('x', 1001), repeat(U&'\+01F600', 250), repeat('y ', 5000), repeat('x', 100000),
	repeat('x', 100001), repeat('x', 2000000)]);
INSERT INTO hostile SELECT 'text', unnest(ARRAY['a | 0.4 | b', 'a | 1e100 | b', 'a | 1e307 | b', 'a | -1e308 | b | 1e308 | c', 'a | NaN | b', '"a"', 'okr', '0 -> 1', '1 -> 0', '0 -> 0', '0 .. 0', '5 .. 5 ~ 1', '0 .. 1 ~ 1e-140', '-1e308 -> 1e308', '-1e140 -> 1e140', '-1e100 -> 1e100', '0 -> 1e-100', '0 -> 1e-140',
	'0 -> 1e-300', '0 -> 1e141', '1 -> 1.0000000000000002', '>= 0', '> 0 ~ 1e-140', '>= 1e140', '<= -1e140 ~ 1e-139', '>= 1e308', '>= 0.0', '>=     0', '>= 1', '>= 1.5', '>= -1', '>= 0.' || repeat('3', 80), '>= 1e-300', '0:0 1:1', '0:0 0.5:0.3 1:1', '0:1 1:0', '0:0 1:1e300', '0:0 1:1e140', '0:-1e140 1:1e140', '200 -> -30%',
	'at_least(1)', 'at_least(65535)', 'at_least(65536)', 'at_least(999999999)', 'at_least(0)', 'AT_LEAST(2)', 'mean', 'Mean', 'SUM', 'sum', 'avg', 'ratio', 'low', 'high', 'own', 'OWN', 'min', 'any', 'all', 'median', 'geomean', 'harmean', 'ignore', 'zero', 'Zero', 'block',
	'objective', 'key result', 'kpi', 'initiative', 'draft', 'active', 'done', 'dropped', 'paused', 'team', 'owner', 'everyone', 'count', 'last', 'first', 'max', 'yes/no', 'EUR', 'short', 'leading', 'year', 'custom', 'UTC', 'Europe/Berlin', 'America/New_York', 'UTC+1000000', 'XYZ-167', '+99', 'posixrules', '../../etc/passwd',
	E'top\n  a\n    b [0 -> 1]', 'a sum {EUR}', E'a ^b\nb ^a', (SELECT string_agg(i || ':' || i, ' ' ORDER BY i) FROM generate_series(1, 1000) i), 'accepted', 'performance', 'competency', 'private', 'recognition', 'pilot', 'stakeholder', 'people']), true;
CREATE TABLE outcome (level text, table_name text, column_name text, value text, statement text, state text, message text);
CREATE SEQUENCE word;
GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO PUBLIC;
-- what every level can write as it stands, in its own name; p is the person, g a goal of this person's
CREATE FUNCTION valid(t text, p bigint, g bigint, n bigint) RETURNS jsonb LANGUAGE sql IMMUTABLE RETURN CASE t
	WHEN 'action' THEN jsonb_build_object('name', 'A', 'goal_id', g, 'owner_id', p, 'raised_by_id', p)
	WHEN 'capacity' THEN jsonb_build_object('team_id', 1, 'period_id', 1, 'unit', 'u' || n, 'available', 5, 'committed', 1)
	WHEN 'chart_exclusion' THEN jsonb_build_object('goal_id', g, 'first_day', '2026-01-01', 'last_day', '2026-01-02', 'why', 'W')
	WHEN 'check_in' THEN jsonb_build_object('goal_id', g, 'person_id', p, 'note', 'N', 'blocker', 'B', 'score', 0.5)
	WHEN 'decision' THEN jsonb_build_object('review_id', 1, 'name', 'D', 'goal_id', g, 'decided_by_id', p)
	WHEN 'factor' THEN jsonb_build_object('kind', 'risk', 'name', 'F', 'owner_id', p)
	WHEN 'feedback' THEN jsonb_build_object('from_id', p, 'to_id', CASE p WHEN 2 THEN 3 ELSE 2 END, 'body', 'B', 'goal_id', g)
	WHEN 'goal' THEN jsonb_build_object('key', 'h' || n, 'name', 'H', 'owner_id', p, 'team_id', 1, 'parent_id', g, 'target', '0 -> 10')
	WHEN 'goal_factor' THEN jsonb_build_object('goal_id', g, 'factor_id', p - 1)
	WHEN 'goal_link' THEN jsonb_build_object('goal_id', 1000 + n % 400, 'parent_id', g)
	WHEN 'goal_person' THEN jsonb_build_object('goal_id', g, 'person_id', 5)
	WHEN 'goal_target' THEN jsonb_build_object('goal_id', 1000 + n % 400, 'period_id', 1 + n / 400 % 17, 'target', '0 -> 10')
	WHEN 'import_line' THEN jsonb_build_object('person_id', p, 'line', 'a,b')
	WHEN 'import_mapping' THEN jsonb_build_object('name', 'm' || n, 'fields', '{}'::jsonb)
	WHEN 'incentive' THEN jsonb_build_object('goal_id', 1000 + n % 400, 'person_id', 2 + n / 400 % 4, 'amount', 5)
	WHEN 'measurement' THEN jsonb_build_object('goal_id', g, 'at', now() - n * interval '1 second', 'value', 5)
	WHEN 'period' THEN jsonb_build_object('calendar', 'c' || n, 'kind', 'custom', 'name', 'P', 'first_day', '2026-01-01', 'last_day', '2026-01-31', 'time_zone', 'UTC')
	WHEN 'person' THEN jsonb_build_object('name', 'P')
	WHEN 'perspective' THEN jsonb_build_object('name', 'P' || n)
	WHEN 'rating' THEN jsonb_build_object('kind', 'competency', 'criterion', 'c' || n, 'subject_id', 5, 'rater_id', p, 'rating', 50, 'required_rating', 60)
	WHEN 'review' THEN jsonb_build_object('name', 'R', 'facilitator_id', p)
	WHEN 'team' THEN jsonb_build_object('key', 'k' || n, 'name', 'T')
	WHEN 'template' THEN jsonb_build_object('name', 'T' || n, 'outline', 'a') END;
-- Writes every hostile value of a level; what is taken stays. A row is the valid one, with one column changed.
CREATE PROCEDURE attack(level text, tables text[]) LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
	p bigint := CASE level WHEN 'contributor' THEN 2 WHEN 'manager' THEN 3 WHEN 'admin' THEN 4 ELSE 1 END;
	g bigint := p; -- the goal that has the number of the person
	c record;
	n bigint;
	victim bigint := 1001;
	words jsonb;
	statement text;
	state text;
	message text;
BEGIN
	IF level <> 'owner' THEN
		EXECUTE format('SET LOCAL ROLE h_%s', level);
	END IF;
	FOR c IN
		SELECT r.relname, a.attname, h.value,
			has_column_privilege(r.oid, a.attnum, 'INSERT') AND NOT (r.relname = 'goal' AND level = 'contributor') AND r.relname <> 'setting' AS inserts
		FROM opm._workspace_tables() t
		JOIN pg_class r ON r.relnamespace = 'perf'::regnamespace AND r.relname = t.table_name
		JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
		JOIN hostile h ON h.type = regexp_replace(format_type(a.atttypid, NULL), '\(.*', '')
		LEFT JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
		WHERE t.table_name = ANY (tables) AND NOT (h.literal AND COALESCE(pg_get_constraintdef(k.oid), '') ~ 'opm\._(line|text)\(') AND t.commands LIKE 'INSERT,%' AND has_column_privilege(r.oid, a.attnum, 'UPDATE')
		ORDER BY t.table_name, a.attnum, h.value
	LOOP
		n := nextval('word');
		IF c.inserts THEN
			words := valid(c.relname, p, g, n) || jsonb_build_object(c.attname, c.value);
			statement := format('INSERT INTO perf.%I (%s) SELECT %s FROM jsonb_populate_record(NULL::perf.%I, %L)', c.relname,
				(SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(words) k),
				(SELECT string_agg(quote_ident(k), ', ') FROM jsonb_object_keys(words) k), c.relname, words);
		ELSE
			statement := format('UPDATE perf.%I SET %I = %L%s', c.relname, c.attname, c.value, CASE c.relname WHEN 'goal' THEN ' WHERE id = ' || victim ELSE '' END);
		END IF;
		BEGIN
			EXECUTE statement;
			state := '00000';
			message := '';
			victim := CASE WHEN c.inserts OR victim >= 1400 THEN victim ELSE victim + 1 END;
			-- settings are one row: each is looked at alone
			IF c.relname = 'setting' THEN
				RAISE EXCEPTION USING ERRCODE = 'OPM00';
			END IF;
		EXCEPTION WHEN SQLSTATE 'OPM00' THEN
		WHEN OTHERS THEN
			state := SQLSTATE;
			message := SQLERRM;
		END;
		INSERT INTO outcome VALUES (level, c.relname, c.attname, c.value, statement, state, message);
	END LOOP;
	RESET ROLE;
END
$$;
-- What a level cannot read: the view and the error, or nothing.
CREATE FUNCTION unreadable(level text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	v text;
	said text;
	began timestamptz;
BEGIN
	IF level <> 'owner' THEN
		EXECUTE format('SET LOCAL ROLE h_%s', level);
	END IF;
	FOR v IN
		SELECT format('SELECT count(x.line) FROM (SELECT r::text AS line FROM perf.%I r OFFSET 0) x', c.relname) FROM pg_class c
		WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind = 'v' AND c.relname !~ '^_'
		UNION ALL SELECT unnest(ARRAY['SELECT count(s::text) FROM perf.scorecard_at(now()) s', $q$SELECT count(s::text) FROM perf.scorecard_at(now() - interval '1 day', now()) s$q$, 'SELECT length(perf.tree_at(now())::text)',
			'SELECT length(perf.export_outline())', 'SELECT length(perf.report_html())', 'SELECT length(perf.tree_mermaid()), length(perf.tree_dot())', 'SELECT count(*) FROM perf.check_tree()', 'SELECT count(*) FROM perf.check_closes()', $q$SELECT count(s::text) FROM perf.scenario('{"con": {"value": 9}}') s$q$, 'SELECT perf.goal_id(''con'')'])
		UNION ALL SELECT 'SELECT perf.announce()' WHERE level = 'owner'
	LOOP
		BEGIN
			began := clock_timestamp();
			EXECUTE v;
			IF clock_timestamp() - began > interval '4 seconds' THEN
				RAISE EXCEPTION 'took %', clock_timestamp() - began;
			END IF;
		EXCEPTION WHEN OTHERS THEN
			said := concat_ws(E'\n', said, v || ': ' || SQLSTATE || ' ' || left(SQLERRM, 300));
		END;
	END LOOP;
	RESET ROLE;
	RETURN left(said, 400);
END
$$;
SQL

is(owner(q{SELECT string_agg(type, ' ') FROM (SELECT type FROM hostile WHERE type NOT IN ('boolean', 'bigint') GROUP BY 1 HAVING count(*) < 30) x}), '', 'each type has its hostile values');
is(owner(q{SELECT string_agg(t.table_name, ' ') FROM opm._workspace_tables() t WHERE t.commands LIKE 'INSERT,%' AND t.table_name <> 'setting' AND valid(t.table_name, 2, 2, 1) IS NULL}), '', 'every table that people write is attacked');
is(owner("SELECT string_agg(unreadable('$_'), '') FROM (SELECT) x"), '', "$_: all is read before") for @levels;

# What was taken, on a copy of the workspace as it was before: which one row stops a reader?
owner('CREATE DATABASE clean TEMPLATE postgres');
my $copy = $node->basedir . '/outcome';
sub search
{
	my ($level, $reader) = @_;
	owner("COPY (SELECT row_number() OVER (ORDER BY ctid), statement FROM outcome WHERE level = '$level' AND state = '00000') TO '$copy'");
	$node->safe_psql('clean', "DROP TABLE IF EXISTS taken; CREATE TABLE taken (id bigint, statement text); COPY taken FROM '$copy'");
	my ($low, $high) = (1, $node->safe_psql('clean', 'SELECT count(*) FROM taken'));
	my $stops = sub {
		return $node->safe_psql('clean', qq{BEGIN; DO \$\$ DECLARE s text; BEGIN FOR s IN SELECT statement FROM taken WHERE id BETWEEN $_[0] AND $_[1] ORDER BY id LOOP BEGIN EXECUTE s; EXCEPTION WHEN OTHERS THEN END; END LOOP; END \$\$;
			SELECT COALESCE(unreadable('$reader'), ''); ROLLBACK}) ne '';
	};
	return 'several rows together' unless $stops->($low, $high);
	while ($low < $high)
	{
		my $middle = int(($low + $high) / 2);
		if ($stops->($low, $middle)) { $high = $middle } else { $low = $middle + 1 }
	}
	return $node->safe_psql('clean', "SELECT left(statement, 400) FROM taken WHERE id = $low");
}

# Settings are one row, so each value is looked at alone, before there are many rows.
owner(q{CALL attack('owner', '{setting}')});
is(owner(<<'SQL'), '', 'with every setting that was taken, all is read');
CREATE FUNCTION stopping() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	s text;
	said text;
BEGIN
	FOR s IN SELECT o.statement FROM outcome o WHERE o.state = '00000' LOOP
		BEGIN
			EXECUTE s;
			said := concat_ws(E'\n', said, s || ': ' || unreadable('owner'));
			RAISE EXCEPTION USING ERRCODE = 'OPM00';
		EXCEPTION WHEN SQLSTATE 'OPM00' THEN
		END;
	END LOOP;
	RETURN said;
END $$;
SELECT COALESCE(stopping(), '');
SQL
cmp_ok(owner(q{SELECT count(*) FROM outcome WHERE state = '00000'}), '>', 20, 'some settings were taken');

# A goal that is hidden gets the answer of one that is not there, in every column that names a goal.
owner(q{INSERT INTO perf.goal (id, key, name, owner_id, visibility) VALUES (5000, 'hidden', 'Hidden', 1, 'owner'); UPDATE perf.goal SET parent_id = NULL WHERE id = 2});
my ($hidden, $missing) = (5000, 5001);
for my $statement (
	'INSERT INTO perf.feedback (from_id, to_id, body, goal_id) VALUES (2, 3, $$x$$, ID)', 'INSERT INTO perf.action (name, goal_id) VALUES ($$x$$, ID)',
	'INSERT INTO perf.action (name, goal_id, control_goal_id) VALUES ($$x$$, 2, ID)', 'INSERT INTO perf.decision (review_id, name, goal_id) VALUES (1, $$x$$, ID)',
	'INSERT INTO perf.check_in (goal_id, note) VALUES (ID, $$x$$)', 'INSERT INTO perf.measurement (goal_id, at, value) VALUES (ID, now(), 1)',
	'INSERT INTO perf.goal_factor (goal_id, factor_id) VALUES (ID, 1)', 'INSERT INTO perf.goal_person (goal_id, person_id) VALUES (ID, 3)',
	'INSERT INTO perf.goal_target (goal_id, period_id, target) VALUES (ID, 1, $$0 -> 1$$)', 'INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (ID, 2)',
	'INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (2, ID)', 'UPDATE perf.goal SET parent_id = ID WHERE id = 2',
	'INSERT INTO perf.goal (name, owner_id, team_id, parent_id) VALUES ($$x$$, 3, 1, ID)',
	'INSERT INTO perf.action (id, name, goal_id) VALUES (77, $$x$$, 2); UPDATE perf.action SET goal_id = ID WHERE id = 77',
	'INSERT INTO perf.action (id, name, goal_id) VALUES (77, $$x$$, 2); UPDATE perf.action SET control_goal_id = ID WHERE id = 77',
	'INSERT INTO perf.decision (id, review_id, name) VALUES (77, 1, $$x$$); UPDATE perf.decision SET goal_id = ID WHERE id = 77')
{
	for my $role (qw(h_contributor h_manager))
	{
		my @said = map {
			my $sql = $statement =~ s/\bID\b/$_/gr;
			my $said = ($node->psql('postgres', "\\set VERBOSITY verbose\nBEGIN; SET ROLE $role; $sql; ROLLBACK"))[2];
			$said =~ s/\b$_\b/ID/gr =~ s/(LOCATION:.*|psql:<stdin>:\d+: |CONTEXT:.*)\n?//gr
		} $hidden, $missing;
		is($said[0], $said[1], "$role: $statement");
		like($said[0], qr/ERROR/, 'is refused') if $statement !~ /5000/;
	}
}
owner('DELETE FROM perf.goal WHERE id = 5000; UPDATE perf.goal SET parent_id = 1 WHERE id = 2');

my @tables = split /\n/, owner(q{SELECT table_name FROM opm._workspace_tables() WHERE commands LIKE 'INSERT,%' AND table_name <> 'setting'});
for my $level (@levels[ 1 .. 4 ])
{
	my $began = time;
	my ($rc, $out, $err) = $node->psql('postgres', "CALL attack('$level', '{" . join(',', @tables) . "}')");
	is($err, '', "$level: every hostile value is tried");
	my ($tried, $taken) = split /\|/, owner("SELECT count(*), count(*) FILTER (WHERE state = '00000') FROM outcome WHERE level = '$level'");
	note(sprintf '%s: %d tried, %d taken, %.1f s', $level, $tried, $taken, time - $began);
	cmp_ok($taken, '>', 100, "$level: some are taken") or diag($tried);
	is(owner("SELECT string_agg(DISTINCT concat_ws(' ', table_name, column_name, left(value, 20), state, left(message, 100)), E'\\n') FROM outcome WHERE level = '$level' AND state !~ '^(00000|22|23|42)' AND NOT (state = '55000' AND (table_name, column_name) = ('goal', 'id'))"), '', "$level: what is refused is refused for a reason that people can act on");
	is(owner("SELECT string_agg(DISTINCT concat_ws(' ', table_name, column_name, left(value, 20), state, left(message, 100)), E'\\n') FROM outcome WHERE level = '$level' AND (message ~ 'violates check|Failing row|internal|cache lookup' OR (state <> '00000' AND length(message) < 10))"), '', "$level: and in words");
	for my $reader (@levels)
	{
		my $start = time;
		my $said = owner("SELECT COALESCE(unreadable('$reader'), '')");
		is($said, '', "$reader reads what $level wrote") or diag('stopped by: ' . search($level, $reader));
		cmp_ok(time - $start, '<', $read_seconds, "$reader reads it in time");
	}
}
note(owner(q{SELECT string_agg(x.t, '; ') FROM (SELECT state || ' ' || count(*) AS t FROM outcome GROUP BY state ORDER BY count(*) DESC) x}));
$node->stop;
done_testing();
