-- Importing, first half: what the lines of a batch would become, and every problem of every row.

CREATE OR REPLACE FUNCTION _import_days(
	word text, day_order text, OUT kind text, OUT first_day date, OUT last_day date, OUT problem text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	w text := lower(btrim(word));
	m text[];
	y integer;
	n integer := 1; -- month
	d integer;
	months integer := 1; -- how many
BEGIN
	kind := 'day';
	IF w ~ '^\d{4}(\.0)?$' THEN
		kind := 'year'; months := 12; y := left(w, 4)::integer;
	ELSIF w ~ '^\d{4}[-/ ]?[qh]\d$' OR w ~ '^[qh]\d[-/ ]?\d{4}$' THEN
		y := substring(w FROM '\d{4}')::integer;
		d := COALESCE(substring(w FROM '[qh](\d)$'), substring(w FROM '^[qh](\d)'))::integer;
		kind := CASE WHEN w ~ 'q' THEN 'quarter' ELSE 'half' END;
		months := CASE kind WHEN 'quarter' THEN 3 ELSE 6 END;
		n := months * (d - 1) + 1;
	ELSIF w ~ '^\d{4}[-/]\d{1,2}$' OR w ~ '^\d{1,2}[/.]\d{4}$' THEN
		kind := 'month'; y := substring(w FROM '\d{4}')::integer;
		n := regexp_replace(w, '\d{4}|[-/.]', '', 'g')::integer;
	ELSIF w ~ '^\d{4}-\d{1,2}-\d{1,2}([t ].*)?$' THEN
		m := regexp_match(w, '^(\d{4})-(\d+)-(\d+)');
		y := m[1]; n := m[2]; d := m[3];
	ELSIF w ~ '^\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})$' THEN
		m := regexp_match(w, '^(\d+)([/.-])(\d+)[/.-](\d+)$');
		y := m[4]; y := y + CASE WHEN y < 100 THEN 2000 ELSE 0 END;
		IF m[2] = '.' OR m[1]::integer > 12 OR (day_order = 'dmy' AND m[3]::integer <= 12) THEN
			d := m[1]; n := m[3];
		ELSIF m[3]::integer > 12 OR day_order = 'mdy' THEN
			n := m[1]; d := m[3];
		ELSE
			problem := format('Is %s day/month or month/day? Say day_order => ''dmy'' or day_order => ''mdy''.', word);
		END IF;
	ELSIF w ~ '(^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([^a-z]|$)' THEN
		n := (strpos('janfebmaraprmayjunjulaugsepoctnovdec',
			substring(w FROM '(?:^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)')) + 2) / 3;
		m := regexp_match(w, '^(?:(\d{1,2})[ .-]+)?[a-z]+[ .,-]*(?:(\d{1,2}),? +)?(\d{4}|\d{2})$');
		y := m[3]; y := y + CASE WHEN y < 100 THEN 2000 ELSE 0 END;
		d := COALESCE(m[1], m[2]);
		IF d IS NULL THEN
			kind := 'month';
		END IF;
	END IF;
	IF problem IS NULL AND (y BETWEEN 1900 AND 2200 AND n BETWEEN 1 AND 13 - months) IS NOT TRUE THEN
		problem := format('"%s" is no day, month, quarter or year. Write 2025-03-31, 2025-03, 2025-Q1 or 2025.',
			left(word, 40));
	END IF;
	IF problem IS NULL AND kind = 'day' THEN
		IF d BETWEEN 1 AND 31 AND extract(month FROM make_date(y, n, 1) + (d - 1)) = n THEN
			first_day := make_date(y, n, d);
			last_day := first_day;
		ELSE
			problem := format('"%s" is no day of the calendar.', left(word, 40));
		END IF;
	ELSIF problem IS NULL THEN
		first_day := make_date(y, n, 1);
		last_day := (first_day + make_interval(months => months))::date - 1;
	END IF;
	kind := CASE WHEN problem IS NULL THEN kind END;
END
$$;
COMMENT ON FUNCTION _import_days IS
	'Internal: the days that a word of a file means: 2025, 2025-Q2, H1 2025, 2025-03, Mar 2025, 31.03.2025. problem: '
	'what is wrong, or the question, which day_order (dmy, mdy) answers. All NULL but problem for NULL.';

CREATE OR REPLACE FUNCTION _import_heading(heading text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT btrim(lower(regexp_replace(heading, '[^[:alnum:]]+', ' ', 'g')));
END;
COMMENT ON FUNCTION _import_heading IS 'Internal: a heading as it is compared: small letters and single blanks.';

-- fence: jit
CREATE OR REPLACE FUNCTION _import_cells(
	mapping text, batch text, home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (line integer, place integer, heading text, field text, box text, value text, rule text, problem text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	names jsonb;
	content text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT m.fields INTO names FROM perf.import_mapping m WHERE m.name = mapping;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no mapping "%s"', mapping),
			HINT = 'Mappings are rows of import_mapping: ' || (SELECT string_agg(m.name, ', ' ORDER BY m.name)
				FROM perf.import_mapping m) || '.';
	END IF;
	SELECT string_agg(l.line, chr(10) ORDER BY l.id) INTO content FROM perf.import_line l
	WHERE l.batch = _import_cells.batch AND l.person_id = perf.me();
	RETURN QUERY
	WITH rows AS MATERIALIZED ( -- fence: one-pass
		SELECT r.line, r.cells, r.problem FROM opm._csv(content, NULL) r
		WHERE EXISTS (SELECT FROM unnest(r.cells) c WHERE c ~ '[^[:space:]]')
	), head AS MATERIALIZED ( -- fence: one-pass
		SELECT h.line, u.place::integer AS place, btrim(u.heading) AS heading, perf._import_heading(u.heading) AS plain
		FROM (SELECT * FROM rows ORDER BY line LIMIT 1) h
		CROSS JOIN unnest(h.cells) WITH ORDINALITY u(heading, place)
	), known AS MATERIALIZED ( -- fence: one-pass
		-- a heading names a field, or a time: then its cells are values or targets of that time
		SELECT h.place, h.heading, COALESCE(f.field,
			CASE WHEN t.kind IS NOT NULL THEN CASE WHEN h.plain ~ '\m(target|plan|goal|budget)\M' THEN 'target of'
				ELSE 'value of' END END) AS field,
			CASE WHEN f.field IS NULL AND t.kind IS NOT NULL THEN w.word END AS box,
			row_number() OVER (PARTITION BY f.field ORDER BY f.first, h.place) AS again
		FROM head h
		LEFT JOIN LATERAL (
			SELECT e.field, a.place AS first
			FROM jsonb_each(names) e(field, list)
			CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(e.list) WHEN 'array' THEN e.list
				ELSE jsonb_build_array(e.list) END) WITH ORDINALITY a(heading, place)
			WHERE perf._import_heading(a.heading) = h.plain LIMIT 1
		) f ON true
		CROSS JOIN LATERAL (SELECT btrim(regexp_replace(h.heading,
			'\m(target|plan|goal|budget|actual|value|result|values|for|in)\M[ _:-]*', '', 'gi'), ' _:-') AS word) w
		LEFT JOIN LATERAL perf._import_days(w.word, NULL) t ON f.field IS NULL
	)
	SELECT r.line, k.place, k.heading, k.field, k.box, btrim(r.cells[k.place], E' \t\r\n'), NULL, NULL
	FROM rows r
	JOIN known k ON k.field IS NOT NULL AND (k.box IS NOT NULL OR k.again = 1)
	WHERE r.line > (SELECT min(h.line) FROM head h) AND btrim(r.cells[k.place], E' \t\r\n') <> ''
		-- the heading once more, as where files are put together
		AND r.cells <> (SELECT array_agg(h.heading ORDER BY h.place) FROM head h)
	UNION ALL
	SELECT r.line, NULL, NULL, NULL, NULL, left(r.cells[1], 100), 'quote', r.problem FROM rows r
	WHERE r.problem IS NOT NULL
	UNION ALL
	SELECT r.line, NULL, NULL, NULL, NULL, array_to_string(r.cells[n.most + 1:], ','), 'too many cells',
		format('The row has %s cells, the heading %s. A cell with the delimiter in it stands in quotes.',
			cardinality(r.cells), n.most)
	FROM rows r CROSS JOIN (SELECT count(*)::integer AS most FROM head) n
	WHERE EXISTS (SELECT FROM unnest(r.cells[n.most + 1:]) c WHERE c ~ '[^[:space:]]')
	UNION ALL
	SELECT r.line, NULL, NULL, NULL, NULL, left(r.cells[1], 100), 'too few cells',
		format('The row has %s cells, the heading %s: those that are missing are taken for empty.',
			cardinality(r.cells), n.most)
	FROM rows r CROSS JOIN (SELECT count(*)::integer AS most FROM head) n
	WHERE cardinality(r.cells) < n.most
	UNION ALL
	SELECT h.line, h.place, h.heading, NULL, NULL, h.heading, 'column not used',
		'No field of the mapping has this heading. Add it to import_mapping.fields if it is one.'
	FROM head h JOIN known k ON k.place = h.place
	WHERE h.heading <> '' AND (k.field IS NULL OR (k.box IS NULL AND k.again > 1));
END
$$;
COMMENT ON FUNCTION _import_cells IS
	'Internal: the cells of a batch that the mapping has a field for, one row each, and with rule and problem what is '
	'wrong with rows and headings. box: the time that the column is of. Of field "value of" and "target of". Errors: '
	'42704 for a mapping that is none.';

-- fence: jit
CREATE OR REPLACE FUNCTION _import_plan(
	mapping text, batch text, decimal_sign text, hundred_percent double precision, day_order text,
	home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (line integer, item jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	says record;
	r record;
	c record;
	days record;
	num record;
	cells jsonb; -- the cells of the row by field
	reads record;
	keys jsonb := '{}'; -- line of each key
	by_name jsonb := '{}'; -- key of each name, NULL where two have it
	goal_key text;
	baseline double precision;
	goal_target text;
	word text;
	series jsonb;
	plans jsonb;
	list text[];
	dmy integer;
	mdy integer;
	score double precision;
	was text;
	rest integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT m.default_kind, COALESCE(_import_plan.decimal_sign, m.decimal_sign) AS decimal_sign,
		COALESCE(_import_plan.hundred_percent, m.hundred_percent) AS hundred_percent, m.full_progress,
		COALESCE(_import_plan.day_order, m.day_order) AS day_order INTO says
	FROM perf.import_mapping m WHERE m.name = mapping;
	SELECT * INTO days FROM perf._import_days(NULL, NULL);
	-- what other days of the file say of their order
	SELECT min(x.line) FILTER (WHERE split_part(translate(x.value, '-', '/'), '/', 1)::integer > 12),
		min(x.line) FILTER (WHERE split_part(translate(x.value, '-', '/'), '/', 2)::integer > 12) INTO dmy, mdy
	FROM perf._import_cells(mapping, batch) x
	WHERE x.field IN ('at', 'due', 'period') AND x.value ~ '^\d{1,2}[/-]\d{1,2}[/-](\d{4}|\d{2})$';
	IF says.day_order IS NULL AND (dmy IS NULL) <> (mdy IS NULL) THEN
		says.day_order := CASE WHEN dmy IS NULL THEN 'mdy' ELSE 'dmy' END;
		line := COALESCE(dmy, mdy); item := NULL;
		problems := jsonb_build_array(jsonb_build_object('rule', 'order of days', 'value', says.day_order, 'refused',
			false, 'problem', format('Days such as 03/04/2025 are read as %s, because of this line.',
				CASE says.day_order WHEN 'dmy' THEN 'day/month' ELSE 'month/day' END)));
		RETURN NEXT;
	END IF;
	FOR r IN
		SELECT x.line, jsonb_agg(jsonb_build_object('heading', x.heading, 'field', x.field, 'box', x.box,
				'value', x.value) ORDER BY x.place) FILTER (WHERE x.field IS NOT NULL) AS cells,
			jsonb_object_agg(x.field, x.value) FILTER (WHERE x.field IS NOT NULL AND x.box IS NULL) AS fields,
			jsonb_object_agg(x.field, x.heading) FILTER (WHERE x.field IS NOT NULL AND x.box IS NULL) AS headings,
			COALESCE(jsonb_agg(jsonb_build_object('column', x.heading, 'rule', x.rule, 'value', x.value, 'problem',
				x.problem, 'refused', x.rule IN ('quote', 'too many cells'))) FILTER (WHERE x.rule IS NOT NULL),
				'[]') AS problems
		FROM perf._import_cells(mapping, batch) x
		GROUP BY x.line ORDER BY x.line
	LOOP
		line := r.line; problems := r.problems; item := NULL;
		-- cells of a row that is broken stand under wrong headings
		IF r.cells IS NULL OR problems @> '[{"refused": true}]' THEN
			RETURN NEXT;
			CONTINUE;
		END IF;
		cells := COALESCE(r.fields, '{}');
		item := jsonb_strip_nulls(jsonb_build_object('name', regexp_replace(cells ->> 'name', '[[:space:]]+', ' ', 'g'),
			'why', cells ->> 'why', 'unit', cells ->> 'unit', 'team', cells ->> 'team', 'owner', cells ->> 'owner',
			'note', cells ->> 'note'));
		goal_key := left(btrim(regexp_replace(COALESCE(cells ->> 'key', lower(cells ->> 'name')),
			CASE WHEN cells ? 'key' THEN '[[:space:]]+' ELSE '[^[:alnum:]]+' END, '-', 'g'), '-'), 100);
		item := item || jsonb_strip_nulls(jsonb_build_object('key', NULLIF(goal_key, '')));
		IF NULLIF(goal_key, '') IS NULL THEN
			problems := problems || jsonb_build_object('rule', 'no name', 'refused', true,
				'problem', 'A goal needs a name or a key.');
			RETURN NEXT;
			CONTINUE;
		END IF;
		-- the kind
		word := lower(cells ->> 'kind');
		item := item || jsonb_build_object('kind', CASE
			WHEN word IN ('objective', 'goal', 'strategic objective', 'o') THEN 'objective'
			WHEN word IN ('key result', 'kr', 'milestone', 'keyresult', 'key_result') THEN 'key result'
			WHEN word IN ('kpi', 'metric', 'indicator', 'measure') THEN 'kpi'
			WHEN word IN ('initiative', 'project', 'task', 'action') THEN 'initiative'
			WHEN word IN ('development', 'development goal') THEN 'development'
			ELSE says.default_kind END);
		-- the number that a move starts from
		baseline := NULL;
		IF cells ? 'baseline' THEN
			SELECT * INTO num FROM opm.try_number(cells ->> 'baseline', says.decimal_sign, says.hundred_percent);
			baseline := num.value;
			IF num.problem IS NOT NULL AND num.problem NOT LIKE 'No number%' THEN
				problems := problems || jsonb_build_object('column', r.headings ->> 'baseline', 'rule', 'number',
					'value', cells ->> 'baseline', 'problem', num.problem, 'refused', true);
			END IF;
		END IF;
		-- targets: of the row, and of each time
		goal_target := NULL; series := '[]'; plans := '[]';
		FOR c IN SELECT x.heading, x.field, x.box, x.value
			FROM jsonb_to_recordset(r.cells) x(heading text, field text, box text, value text)
			WHERE x.field IN ('target', 'target of', 'value', 'value of', 'progress')
		LOOP
			IF c.box IS NOT NULL OR (c.field = 'value' AND cells ? 'at') THEN
				SELECT * INTO days FROM perf._import_days(COALESCE(c.box, cells ->> 'at'), says.day_order);
				IF days.problem IS NOT NULL THEN
					problems := problems || jsonb_build_object('column', COALESCE(r.headings ->> 'at',
						c.heading), 'rule',
						'time', 'value', COALESCE(c.box, cells ->> 'at'), 'problem', days.problem, 'refused', true);
					CONTINUE;
				END IF;
			END IF;
			IF c.field IN ('target', 'target of') THEN
				SELECT t.target::text AS target, opm.target_problem(c.value, cells ->> 'direction', baseline,
						says.decimal_sign, says.hundred_percent) AS problem,
					opm.target_unit(c.value, cells ->> 'direction', baseline, says.decimal_sign,
						says.hundred_percent) AS unit INTO reads
				FROM opm.try_target(c.value, cells ->> 'direction', baseline, says.decimal_sign,
					says.hundred_percent) t(target);
				IF reads.problem IS NOT NULL THEN
					problems := problems || jsonb_build_object('column', c.heading, 'rule', 'target', 'value', c.value,
						'problem', reads.problem, 'refused', reads.problem NOT LIKE 'No target%');
				ELSIF c.field = 'target' THEN
					goal_target := reads.target;
				ELSE
					plans := plans || jsonb_build_object('first_day', days.first_day, 'last_day', days.last_day,
						'kind', days.kind, 'name', c.box, 'target', reads.target);
				END IF;
				item := CASE WHEN reads.unit IS NULL OR item ? 'unit' THEN item
					ELSE item || jsonb_build_object('unit', reads.unit) END;
			ELSIF c.field <> 'progress' THEN
				SELECT * INTO num FROM opm.try_number(c.value, says.decimal_sign, says.hundred_percent);
				IF num.problem IS NOT NULL THEN
					problems := problems || jsonb_build_object('column', c.heading, 'rule', 'number', 'value', c.value,
						'problem', num.problem, 'refused', num.problem NOT LIKE 'No number%');
				ELSE
					series := series || jsonb_strip_nulls(jsonb_build_object('value', num.value,
						'at', CASE WHEN c.box IS NOT NULL OR cells ? 'at' THEN CASE
							WHEN days.kind = 'day' OR days.last_day >= current_date
								THEN timezone(perf.time_zone(), days.first_day::timestamp)
							ELSE timezone(perf.time_zone(), (days.last_day + 1)::timestamp) - interval
								'1 second' END END));
					item := CASE WHEN num.unit IS NULL OR item ? 'unit' THEN item
						ELSE item || jsonb_build_object('unit', num.unit) END;
				END IF;
			ELSE
				SELECT * INTO num FROM opm.try_number(c.value, says.decimal_sign, 1);
				score := CASE WHEN num.unit = '%' OR c.value ~ '%' THEN num.value ELSE num.value /
					says.full_progress END;
				IF score IS NULL THEN
					problems := problems || jsonb_build_object('column', c.heading, 'rule', 'progress',
						'value', c.value,
						'problem', COALESCE(num.problem, 'Is it of 100 or of 1? Write 45 %, or set full_progress of the'
							' mapping.'), 'refused', num.problem IS NULL OR num.problem NOT LIKE 'No number%');
				ELSE
					item := item || jsonb_build_object('progress', score);
				END IF;
			END IF;
		END LOOP;
		IF goal_target IS NOT NULL AND item ->> 'kind' = 'objective' THEN
			item := item || '{"kind": "key result"}';
			problems := problems || jsonb_build_object('rule', 'objective with target', 'value', goal_target,
				'refused', false,
				'problem', 'An objective is judged by the goals below it, so this one becomes a key result.');
		END IF;
		item := item || jsonb_strip_nulls(jsonb_build_object('target', goal_target, 'values', NULLIF(series, '[]'),
			'targets', NULLIF(plans, '[]')));
		-- what the old tool showed, beside what opm computes
		IF item ? 'progress' AND goal_target IS NOT NULL AND jsonb_array_length(series) = 1
			AND abs(opm.score((series -> 0 ->> 'value')::double precision, goal_target::opm.target)
				- (item ->> 'progress')::double precision) > 0.005 THEN
			problems := problems || jsonb_build_object('column', r.headings ->> 'progress', 'rule', 'parity', 'value',
				cells ->> 'progress', 'refused', false, 'problem',
					format('The old tool shows %s, the target %s gives %s.',
					round((item ->> 'progress')::numeric, 3), goal_target,
					round(opm.score((series -> 0 ->> 'value')::double precision,
						goal_target::opm.target)::numeric, 3)));
		END IF;
		IF cells ? 'weight' THEN
			SELECT * INTO num FROM opm.try_number(cells ->> 'weight', says.decimal_sign, 1);
			IF num.problem IS NOT NULL AND num.problem NOT LIKE 'No number%' THEN
				problems := problems || jsonb_build_object('column', r.headings ->> 'weight', 'rule', 'number', 'value',
					cells ->> 'weight', 'problem', num.problem, 'refused', true);
			ELSIF num.value IS NOT NULL THEN
				item := item || jsonb_build_object('weight', num.value);
			END IF;
		END IF;
		IF cells ? 'due' THEN
			SELECT * INTO days FROM perf._import_days(cells ->> 'due', says.day_order);
			IF days.problem IS NOT NULL THEN
				problems := problems || jsonb_build_object('column', r.headings ->> 'due', 'rule', 'time', 'value',
					cells ->> 'due', 'problem', days.problem, 'refused', true);
			ELSE
				item := item || jsonb_build_object('due_on', days.last_day);
			END IF;
		END IF;
		-- people, teams, perspectives, periods
		IF cells ? 'owner' AND NOT EXISTS (SELECT FROM perf.person p WHERE lower(cells ->> 'owner')
			IN (lower(p.name), lower(p.login))) THEN
			problems := problems || jsonb_build_object('column', r.headings ->> 'owner', 'rule',
				'missing person', 'value',
				cells ->> 'owner', 'problem',
					'Nobody has this name or login. Add the person, or say make_missing => true.',
				'refused', 'unless made');
		END IF;
		IF cells ? 'team' AND NOT EXISTS (SELECT FROM perf.team t WHERE lower(cells ->> 'team')
			IN (lower(t.name), lower(t.key))) THEN
			problems := problems || jsonb_build_object('column', r.headings ->> 'team', 'rule', 'missing team', 'value',
				cells ->> 'team', 'problem', 'No team has this name or key. Add the team, or say make_missing => true.',
				'refused', 'unless made');
		END IF;
		IF cells ? 'perspective' THEN
			item := item || jsonb_build_object('perspective', cells ->> 'perspective');
			IF NOT EXISTS (SELECT FROM perf.perspective p WHERE lower(p.name) = lower(cells ->> 'perspective')) THEN
				problems := problems || jsonb_build_object('column', r.headings ->> 'perspective', 'rule',
					'missing perspective', 'value', cells ->> 'perspective', 'refused', true,
					'problem', 'Perspectives are in the table perspective. Add it there.');
			END IF;
		END IF;
		IF cells ? 'period' THEN
			plans := plans || jsonb_build_object('name', cells ->> 'period', 'of_goal', true);
		END IF;
		FOR c IN SELECT x.name, x.of_goal, x.kind, x.first_day, x.last_day FROM jsonb_to_recordset(plans)
			x(name text, of_goal boolean, kind text, first_day date, last_day date)
		LOOP
			SELECT * INTO days FROM perf._import_days(c.name, says.day_order);
			SELECT p.name INTO was FROM perf.period p
			WHERE p.calendar = 'main' AND (p.name = c.name
				OR (p.first_day = days.first_day AND p.last_day = days.last_day AND p.kind = days.kind))
			ORDER BY p.name = c.name DESC LIMIT 1;
			item := CASE WHEN c.of_goal THEN item || jsonb_build_object('period', c.name) ELSE item END;
			IF was IS NULL THEN
				problems := problems || jsonb_build_object('column', COALESCE(r.headings ->> 'period', c.name), 'rule',
					'missing period', 'value', c.name, 'refused', CASE WHEN days.kind IS NULL THEN to_jsonb(true)
						ELSE to_jsonb('unless made'::text) END, 'problem', CASE WHEN days.kind IS NULL
						THEN 'There is no such period in the calendar main. add_fiscal_year makes those of a year.'
						ELSE 'There is no period of these days in the calendar main. Add it with add_fiscal_year, or'
							' say make_missing => true.' END);
			END IF;
		END LOOP;
		-- two rows with one key: further values of the same goal, if they have a time
		IF keys ? goal_key THEN
			IF cells ? 'at' AND jsonb_array_length(series) > 0 THEN
				item := jsonb_build_object('key', goal_key, 'values', series, 'more', true);
			ELSE
				problems := problems || jsonb_build_object('column', r.headings ->> 'key', 'rule', 'twice',
					'value', goal_key,
					'problem', format('Line %s has the same key. Give one of them another.', keys ->> goal_key),
					'refused', true);
			END IF;
		ELSE
			keys := keys || jsonb_build_object(goal_key, line);
		END IF;
		IF NOT item ? 'name' AND NOT item ? 'more' AND NOT EXISTS (SELECT FROM perf.goal g WHERE g.key = goal_key) THEN
			problems := problems || jsonb_build_object('column', r.headings ->> 'key', 'rule', 'no such goal', 'value',
				goal_key, 'refused', true, 'problem', COALESCE('Perhaps it is ' || (SELECT
					string_agg('"' || n.key || '"',
					', ' ORDER BY n.edits, n.key) FROM (SELECT g.key, opm._edits(goal_key,
						g.key) AS edits FROM perf.goal g
					WHERE opm._edits(goal_key, g.key) IS NOT NULL ORDER BY 2, 1 LIMIT 3) n) || '.',
					'A row without a name is for a goal that is there.'));
		END IF;
		item := CASE WHEN cells ? 'parent' AND NOT item ? 'more'
			THEN item || jsonb_build_object('parent', cells ->> 'parent') ELSE item END;
		RETURN NEXT;
	END LOOP;
END
$$;
COMMENT ON FUNCTION _import_plan IS
	'Internal: what each row of a batch says, and its problems, as objects with column, rule, value, problem and '
	'refused: true, false or "unless made". item NULL: a row with problems only. Parents are not looked at here.';
