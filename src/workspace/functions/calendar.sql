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
	IF pattern NOT IN ('months', '4-4-5', '4-5-4', '5-4-4') OR weeks NOT IN (52, 53) OR first_day IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such fiscal year',
			DETAIL = 'pattern is months, 4-4-5, 4-5-4 or 5-4-4; weeks is 52 or 53; first_day is a date.';
	END IF;
	final_day := CASE WHEN pattern = 'months' THEN (first_day + interval '1 year')::date
		ELSE first_day + weeks * 7 END - 1;
	year_name := COALESCE(name, 'FY' || date_part('year', final_day));
	INSERT INTO perf.period (calendar, kind, name, first_day, last_day)
	VALUES (calendar, 'year', year_name, first_day, final_day)
	RETURNING id INTO year_id;
	lengths := CASE WHEN pattern = 'months' THEN NULL ELSE string_to_array(pattern, '-')::integer[] END;
	FOR q IN 1 .. 4 LOOP
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
	RETURN year_id;
END
$$;
COMMENT ON FUNCTION add_fiscal_year IS
	'Adds a fiscal year that begins on first_day, with its quarters and months (pattern months), or with quarters of '
	'weeks (pattern 4-4-5, 4-5-4 or 5-4-4; weeks 52 or 53). Name NULL: FY and the year in which it ends. '
	'Returns the id of the year.';

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
		SELECT year_id, calendar, 'week', to_char(d, 'IYYY"-W"IW'), d, d + 6
		FROM (SELECT monday + 7 * i AS d FROM generate_series(0, (next_monday - monday) / 7 - 1) i) w;
	RETURN year_id;
END
$$;
COMMENT ON FUNCTION add_iso_year IS
	'Adds the weeks of an ISO year, from Monday to Sunday, under a year of its own in the calendar named iso. '
	'Returns the id of the year.';

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
