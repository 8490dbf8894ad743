-- Making calendars: fiscal years, ISO years, sprints.

-- fence: jit
CREATE OR REPLACE FUNCTION add_fiscal_year(
	first_day date, pattern text DEFAULT 'months', calendar text DEFAULT 'main', name text DEFAULT NULL,
	weeks integer DEFAULT 52, home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	final_day date;
	year_name text;
	year_id bigint;
	quarter_id bigint;
	lengths integer[];
	at date := first_day;
	until date;
	last date;
	n integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF (pattern IN ('months', '4-4-5', '4-5-4', '5-4-4', '4-week') AND weeks IN (52, 53) AND first_day IS NOT NULL)
		IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such fiscal year',
			DETAIL = 'pattern is months, 4-4-5, 4-5-4, 5-4-4 or 4-week; weeks is 52 or 53; first_day is a date.';
	END IF;
	final_day := CASE WHEN pattern = 'months' THEN (first_day + interval '1 year')::date
		ELSE first_day + weeks * 7 END - 1;
	-- a year of weeks that ends in the first months of a year (retail: January) is that of the year before
	year_name := COALESCE(name, 'FY' || date_part('year', CASE WHEN pattern = 'months' THEN final_day
		ELSE (final_day - interval '5 months')::date END));
	IF EXISTS (SELECT FROM perf.period p WHERE p.calendar = add_fiscal_year.calendar AND p.name = year_name) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', TABLE = 'period',
			MESSAGE = format('calendar "%s" has a period "%s" already', left(calendar, 64), left(year_name, 64)),
			HINT = 'Give the year a name of its own (name => ...), or another calendar.';
	END IF;
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
	VALUES (calendar, 'year', year_name, first_day, final_day)
	RETURNING id INTO year_id;
	IF pattern = '4-week' THEN
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			SELECT year_id, calendar, 'month', year_name || ' P' || lpad(i::text, 2, '0'), first_day + 28 * (i - 1),
				CASE i WHEN 13 THEN final_day ELSE first_day + 28 * i - 1 END
			FROM generate_series(1, 13) i;
	ELSE
		lengths := CASE WHEN pattern <> 'months' THEN string_to_array(pattern, '-')::integer[] END;
	END IF;
	FOR q IN 1 .. CASE pattern WHEN '4-week' THEN 0 ELSE 4 END LOOP
		until := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => 3 * q))::date - 1
			WHEN q = 4 THEN final_day
			ELSE first_day + 91 * q - 1 END;
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		VALUES (year_id, calendar, 'quarter', year_name || ' Q' || q, at, until) RETURNING id INTO quarter_id;
		FOR m IN 1 .. 3 LOOP
			n := n + 1;
			last := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => n))::date - 1
				WHEN m = 3 THEN until
				ELSE at + 7 * lengths[m] - 1 END;
			INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			VALUES (quarter_id, calendar, 'month', year_name || ' M' || lpad(n::text, 2, '0'), at, last);
			at := last + 1;
		END LOOP;
	END LOOP;
	IF pattern <> 'months' THEN
		INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
			SELECT p.id, calendar, 'week', year_name || ' W' || lpad(i::text, 2, '0'), w.day, w.day + 6
			FROM generate_series(1, weeks) i
			CROSS JOIN LATERAL (SELECT first_day + 7 * (i - 1) AS day) w
			JOIN perf.period p ON p.calendar = add_fiscal_year.calendar AND p.kind = 'month'
				AND w.day BETWEEN p.first_day AND p.last_day;
	END IF;
	RETURN year_id;
END
$$;
COMMENT ON FUNCTION add_fiscal_year IS
	'Adds a fiscal year that begins on first_day, with its quarters and months (pattern months); or one of 52 or 53 '
	'weeks, with quarters and months of whole weeks (pattern 4-4-5, 4-5-4 or 5-4-4) or with 13 parts of four weeks '
	'(pattern 4-week), and with its weeks. The 53rd week is in the last part. Name NULL: FY and the year in which it '
	'ends; for weeks the year before, if it ends in January to May. Returns the id of the year. Errors: 22023 for '
	'another pattern or number of weeks, 23505 for a name that is taken, 23P01 for days that are.';

-- fence: jit
CREATE OR REPLACE FUNCTION add_iso_year(
	iso_year integer, calendar text DEFAULT 'iso', home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	monday date := to_date(iso_year || '-01', 'IYYY-IW');
	next_monday date := to_date((iso_year + 1) || '-01', 'IYYY-IW');
	year_id bigint;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
	VALUES (calendar, 'year', iso_year::text, monday, next_monday - 1) RETURNING id INTO year_id;
	INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		SELECT year_id, calendar, 'quarter', iso_year || '-Q' || q, monday + 91 * (q - 1),
			CASE q WHEN 4 THEN next_monday ELSE monday + 91 * q END - 1
		FROM generate_series(1, 4) q;
	INSERT INTO perf.period (parent_id, calendar, kind, name, first_day, last_day)
		SELECT p.id, calendar, 'week', to_char(w.day, 'IYYY"-W"IW'), w.day, w.day + 6
		FROM (SELECT monday + 7 * i AS day FROM generate_series(0, (next_monday - monday) / 7 - 1) i) w
		JOIN perf.period p ON p.parent_id = year_id AND w.day BETWEEN p.first_day AND p.last_day;
	RETURN year_id;
END
$$;
COMMENT ON FUNCTION add_iso_year IS
	'Adds an ISO year in a calendar of its own: its weeks, from Monday to Sunday, and quarters of 13 of them; a 53rd '
	'week is in the last quarter. So each week belongs to one quarter. Returns the id of the year.';

-- fence: jit
CREATE OR REPLACE FUNCTION add_sprints(
	first_day date, weeks integer, sprints integer, calendar text DEFAULT 'sprints',
	home regclass DEFAULT 'setting'::regclass)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	already integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF weeks NOT BETWEEN 1 AND 52 OR sprints NOT BETWEEN 1 AND 1000 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such sprints',
			DETAIL = 'weeks is 1 to 52, sprints 1 to 1000.';
	END IF;
	SELECT count(*) INTO already FROM perf.period p WHERE p.calendar = add_sprints.calendar AND p.kind = 'sprint';
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
		SELECT calendar, 'sprint', 'Sprint ' || (already + i), first_day + (i - 1) * weeks * 7,
			first_day + i * weeks * 7 - 1
		FROM generate_series(1, sprints) i;
	RETURN sprints;
END
$$;
COMMENT ON FUNCTION add_sprints IS
	'Adds sprints of equal length, one after the other, in a calendar of their own. Returns how many.';
