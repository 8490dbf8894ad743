-- A workspace of opm as it was at commit 56f5ad8, with the rows of data.sql; see README.md.
--
-- PostgreSQL database dump
--

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: perf; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA perf;

--
-- Name: SCHEMA perf; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA perf IS 'Goals, measurements, reviews and scorecards (opm workspace). Start with the view scorecard.';

--
-- Name: add_fiscal_year(date, text, text, text, integer); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_fiscal_year(first_day date, pattern text DEFAULT 'months'::text, calendar text DEFAULT 'main'::text, name text DEFAULT NULL::text, weeks integer DEFAULT 52) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
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
	IF pattern NOT IN ('months', '4-4-5', '4-5-4', '5-4-4') OR weeks NOT IN (52, 53) OR first_day IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such fiscal year',
			DETAIL = 'pattern is months, 4-4-5, 4-5-4 or 5-4-4; weeks is 52 or 53; first_day is a date.';
	END IF;
	final_day := CASE WHEN pattern = 'months' THEN (first_day + interval '1 year')::date ELSE first_day + weeks * 7 END - 1;
	year_name := COALESCE(name, 'FY' || date_part('year', final_day));
	INSERT INTO period (calendar, kind, name, first_day, last_day) VALUES (calendar, 'year', year_name, first_day, final_day) RETURNING id INTO year_id;
	lengths := CASE WHEN pattern = 'months' THEN NULL ELSE string_to_array(pattern, '-')::integer[] END;
	FOR q IN 1 .. 4 LOOP
		until := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => 3 * q))::date - 1
			WHEN q = 4 THEN final_day ELSE first_day + 91 * q - 1 END;
		INSERT INTO period (parent_id, calendar, kind, name, first_day, last_day)
			VALUES (year_id, calendar, 'quarter', year_name || ' Q' || q, at, until) RETURNING id INTO quarter_id;
		FOR m IN 1 .. 3 LOOP
			n := n + 1;
			last := CASE WHEN pattern = 'months' THEN (first_day + make_interval(months => n))::date - 1
				WHEN m = 3 THEN until ELSE at + 7 * lengths[m] - 1 END;
			INSERT INTO period (parent_id, calendar, kind, name, first_day, last_day)
				VALUES (quarter_id, calendar, 'month', year_name || ' M' || lpad(n::text, 2, '0'), at, last);
			at := last + 1;
		END LOOP;
	END LOOP;
	RETURN year_id;
END
$$;

--
-- Name: FUNCTION add_fiscal_year(first_day date, pattern text, calendar text, name text, weeks integer); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_fiscal_year(first_day date, pattern text, calendar text, name text, weeks integer) IS 'Adds a fiscal year that begins on first_day, with its quarters and months (pattern months), or with quarters of weeks (pattern 4-4-5, 4-5-4 or 5-4-4; weeks 52 or 53). Name NULL: FY and the year in which it ends. Returns the id of the year.';

--
-- Name: add_iso_year(integer, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_iso_year(iso_year integer, calendar text DEFAULT 'iso'::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	monday date := to_date(iso_year || '-01', 'IYYY-IW');
	next_monday date := to_date((iso_year + 1) || '-01', 'IYYY-IW');
	year_id bigint;
BEGIN
	INSERT INTO period (calendar, kind, name, first_day, last_day)
		VALUES (calendar, 'year', iso_year::text, monday, next_monday - 1) RETURNING id INTO year_id;
	INSERT INTO period (parent_id, calendar, kind, name, first_day, last_day)
		SELECT year_id, calendar, 'week', to_char(d, 'IYYY"-W"IW'), d, d + 6
		FROM (SELECT monday + 7 * i AS d FROM generate_series(0, (next_monday - monday) / 7 - 1) i) w;
	RETURN year_id;
END
$$;

--
-- Name: FUNCTION add_iso_year(iso_year integer, calendar text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_iso_year(iso_year integer, calendar text) IS 'Adds the weeks of an ISO year, from Monday to Sunday, under a year of its own in the calendar named iso. Returns the id of the year.';

--
-- Name: add_sprints(date, integer, integer, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.add_sprints(first_day date, weeks integer, sprints integer, calendar text DEFAULT 'sprints'::text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	already integer;
BEGIN
	IF weeks NOT BETWEEN 1 AND 52 OR sprints NOT BETWEEN 1 AND 1000 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such sprints', DETAIL = 'weeks is 1 to 52, sprints 1 to 1000.';
	END IF;
	SELECT count(*) INTO already FROM period p WHERE p.calendar = add_sprints.calendar AND p.kind = 'sprint';
	INSERT INTO period (calendar, kind, name, first_day, last_day)
		SELECT calendar, 'sprint', 'Sprint ' || (already + i), first_day + (i - 1) * weeks * 7, first_day + i * weeks * 7 - 1
		FROM generate_series(1, sprints) i;
	RETURN sprints;
END
$$;

--
-- Name: FUNCTION add_sprints(first_day date, weeks integer, sprints integer, calendar text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.add_sprints(first_day date, weeks integer, sprints integer, calendar text) IS 'Adds sprints of equal length, one after the other, in a calendar of their own. Returns how many.';

--
-- Name: announce_status(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.announce_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
DECLARE
	c record;
	listener text;
BEGIN
	FOR c IN
		SELECT n.id, n.goal_key, n.status, n.score, a.status AS was
		FROM (SELECT DISTINCT r.goal_id FROM changed_rows r) t
		JOIN goal_now n ON n.id = t.goal_id
		LEFT JOIN announced a ON a.goal_id = n.id
		WHERE n.status IS DISTINCT FROM a.status
		ORDER BY n.id
	LOOP
		IF listener IS NULL THEN
			listener := channel();
		END IF;
		INSERT INTO announced (goal_id, status) VALUES (c.id, c.status)
			ON CONFLICT (goal_id) DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since;
		PERFORM pg_notify(listener, json_build_object('goal_id', c.id, 'key', c.goal_key, 'from', c.was, 'to', c.status, 'score', c.score)::text);
	END LOOP;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION announce_status(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.announce_status() IS 'Trigger function: announces goals whose status by their own measurements is another than the one announced last, by NOTIFY on channel() with the payload {"goal_id", "key", "from", "to", "score"}. Parents are not looked at: their status is read from the scorecard.';

--
-- Name: channel(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.channel() RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	RETURN left('opm_' || (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = 'setting'::regclass), 63);
END
$$;

--
-- Name: FUNCTION channel(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.channel() IS 'Channel on which this workspace announces changes of status, for LISTEN: opm_ and the schema name.';

--
-- Name: close_digest(text, bigint, timestamp with time zone, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, outline text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN encode(sha256(convert_to(((((((COALESCE(previous_digest, ''::text) || '
'::text) || (period_id)::text) || '
'::text) || ((((1000000)::double precision * date_part('epoch'::text, closed_at)))::numeric(24,0))::text) || '
'::text) || outline), 'UTF8'::name)), 'hex'::text);

--
-- Name: FUNCTION close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, outline text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.close_digest(previous_digest text, period_id bigint, closed_at timestamp with time zone, outline text) IS 'Digest of a close, from what it is made of: SHA-256 in hex.';

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: close_tree; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.close_tree (
    close_id bigint NOT NULL,
    outline text NOT NULL,
    CONSTRAINT close_tree_outline_valid CHECK ((((outline)::opm.goaltree)::text = outline))
);

--
-- Name: TABLE close_tree; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.close_tree IS 'The scored tree of each close, as an opm.goaltree outline with goal ids as keys. Seen by managers of the workspace, because it holds private goals too.';

--
-- Name: COLUMN close_tree.close_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_tree.close_id IS 'Close.';

--
-- Name: COLUMN close_tree.outline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_tree.outline IS 'The tree, canonical text.';

--
-- Name: period_close; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.period_close (
    id bigint NOT NULL,
    period_id bigint NOT NULL,
    closed_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_by text DEFAULT CURRENT_USER NOT NULL,
    note text,
    score double precision,
    previous_digest text,
    digest text NOT NULL
);

--
-- Name: TABLE period_close; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.period_close IS 'Closed periods. Each close is final and carries the digest of the one before, so that none can be changed or removed unnoticed.';

--
-- Name: COLUMN period_close.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.id IS 'Key of the close, in the order of closing.';

--
-- Name: COLUMN period_close.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.period_id IS 'Period that was closed.';

--
-- Name: COLUMN period_close.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.closed_at IS 'When.';

--
-- Name: COLUMN period_close.closed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.closed_by IS 'Database role that closed it.';

--
-- Name: COLUMN period_close.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.note IS 'What there is to say.';

--
-- Name: COLUMN period_close.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.score IS 'Mean score of the roots, 0 to 100.';

--
-- Name: COLUMN period_close.previous_digest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.previous_digest IS 'Digest of the close before; empty for the first.';

--
-- Name: COLUMN period_close.digest; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period_close.digest IS 'SHA-256 over previous digest, period, time and the scored tree, in hex.';

--
-- Name: check_closes(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_closes() RETURNS TABLE(close_id bigint, problem text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT x.id,
     x.problem
    FROM ( SELECT c.id,
                 CASE
                     WHEN (c.previous_digest IS DISTINCT FROM lag(c.digest) OVER (ORDER BY c.id)) THEN 'does not follow the close before'::text
                     WHEN (c.digest <> perf.close_digest(c.previous_digest, c.period_id, c.closed_at, COALESCE(t.outline, ''::text))) THEN 'was changed: the digest does not fit'::text
                     ELSE NULL::text
                 END AS problem
            FROM (perf.period_close c
              LEFT JOIN perf.close_tree t ON ((t.close_id = c.id)))) x
   WHERE (x.problem IS NOT NULL);
END;

--
-- Name: FUNCTION check_closes(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_closes() IS 'Closes that do not fit their digest or the chain, with the reason: none in a sound workspace. Sees only what the caller may see.';

--
-- Name: check_goal_loop(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_goal_loop() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
DECLARE
	changed bigint[];
	looped bigint;
	loop_text text;
BEGIN
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n JOIN old_rows o ON o.id = n.id
		WHERE n.parent_id IS NOT NULL AND n.parent_id IS DISTINCT FROM o.parent_id;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(DISTINCT n.goal_id) INTO changed FROM new_rows n;
	END IF;
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	IF cardinality(changed) > 200 THEN
		-- many at once: the engine links the whole tree in one pass and names a loop
		PERFORM opm.goaltree(e.goal_id, e.parent_id, NULL) FROM (
			SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e;
		RETURN NULL;
	END IF;
	WITH RECURSIVE up(origin, id) AS (
		SELECT c.id, e.parent_id FROM unnest(changed) c(id)
		CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = c.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = c.id) e
		WHERE e.parent_id IS NOT NULL
		UNION
		SELECT up.origin, e.parent_id FROM up
		CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) e
		WHERE e.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT up.origin INTO looped FROM up WHERE up.id = up.origin ORDER BY 1 LIMIT 1;
	IF looped IS NOT NULL THEN
		WITH RECURSIVE walk(id, keys, ids) AS (
			SELECT g.id, g.key, ARRAY[g.id] FROM goal g WHERE g.id = looped
			UNION ALL
			SELECT e.parent_id, walk.keys || ' -> ' || (SELECT p.key FROM goal p WHERE p.id = e.parent_id), walk.ids || e.parent_id
			FROM walk
			CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = walk.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = walk.id) e
			WHERE e.parent_id IS NOT NULL AND (cardinality(walk.ids) = 1 OR walk.id <> looped) AND cardinality(walk.ids) < 20
				AND NOT e.parent_id = ANY (walk.ids[2:])
		)
		SELECT walk.keys INTO loop_text FROM walk WHERE walk.id = looped AND cardinality(walk.ids) > 1 ORDER BY cardinality(walk.ids) LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" would be above itself', (SELECT g.key FROM goal g WHERE g.id = looped)),
			DETAIL = COALESCE('The loop is ' || loop_text || '.', 'The loop has many goals.'),
			HINT = 'Give one of these goals another parent.';
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION check_goal_loop(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_goal_loop() IS 'Trigger function: refuses a change of goals or links that closes a loop.';

--
-- Name: check_period_nesting(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_period_nesting() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
DECLARE
	wrong record;
BEGIN
	SELECT c.name AS child, p.name AS parent, p.first_day, p.last_day INTO wrong
	FROM new_rows n
	JOIN period c ON c.id = n.id OR c.parent_id = n.id
	JOIN period p ON p.id = c.parent_id
	WHERE c.first_day < p.first_day OR c.last_day > p.last_day OR c.calendar <> p.calendar
		OR (c.first_day = p.first_day AND c.last_day = p.last_day AND c.kind = p.kind)
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" is not a part of "%s"', wrong.child, wrong.parent),
			DETAIL = format('A period has the calendar of its parent and lies within it, here %s to %s; a part of the same length is of another kind.', wrong.first_day, wrong.last_day);
	END IF;
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, p.parent_id FROM up JOIN period p ON p.id = up.id WHERE p.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT p.name INTO wrong FROM up JOIN period p ON p.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" would be part of itself', wrong.name);
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION check_period_nesting(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_period_nesting() IS 'Trigger function: a period lies within its parent, and around its children.';

--
-- Name: check_team_loop(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_team_loop() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
DECLARE
	looped text;
BEGIN
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, t.parent_id FROM up JOIN team t ON t.id = up.id WHERE t.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT t.key INTO looped FROM up JOIN team t ON t.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF looped IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'team', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('team "%s" would be above itself', looped), HINT = 'Give one of the teams above it another parent.';
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION check_team_loop(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_team_loop() IS 'Trigger function: refuses a change of teams that closes a loop.';

--
-- Name: check_tree(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.check_tree() RETURNS TABLE(goal_id bigint, goal_key text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
	alive bigint[];
	before integer := -1;
BEGIN
	-- take away goals without a parent that is still there, again and again; what stays is on a loop or below one;
	-- then the same from below, which leaves the loops
	SELECT array_agg(g.id) INTO alive FROM goal g;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.goal_id) INTO alive
		FROM (SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	before := -1;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.parent_id) INTO alive
		FROM (SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	RETURN QUERY SELECT g.id, g.key FROM goal g WHERE g.id = ANY (alive) ORDER BY g.id;
END
$$;

--
-- Name: FUNCTION check_tree(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.check_tree() IS 'Goals on a loop, one row a goal: none in a sound workspace. Finds loops that came past the triggers, for example by replication.';

--
-- Name: close_period(bigint, text); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.close_period(period_id bigint, note text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	p period;
	tree opm.goaltree;
	as_of timestamptz;
	last_digest text;
	mark text;
	made bigint;
BEGIN
	IF NOT sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to close a period',
			DETAIL = 'A close holds every goal, so only the owner and admins of the workspace, who see all of them, may close.';
	END IF;
	UPDATE tree_lock SET turn = turn + 1;
	SELECT q.* INTO p FROM period q WHERE q.id = period_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('period %s does not exist', COALESCE(period_id::text, 'NULL'));
	END IF;
	IF EXISTS (SELECT FROM period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('period "%s" is closed already', p.name),
			DETAIL = 'A close never changes; later corrections show in the view restatements.';
	END IF;
	IF p.from_at > now() THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('period "%s" has not begun', p.name);
	END IF;
	as_of := LEAST(now(), p.until_at - interval '1 microsecond');
	tree := tree_at(as_of, now());
	SELECT c.digest INTO last_digest FROM period_close c ORDER BY c.id DESC LIMIT 1;
	mark := close_digest(last_digest, p.id, now(), COALESCE(tree::text, ''));
	INSERT INTO period_close (period_id, note, score, previous_digest, digest)
		VALUES (p.id, note, (SELECT 100 * avg(r.score) FROM opm.rollup(tree, NULL::bigint) r WHERE r.depth = 0), last_digest, mark) RETURNING id INTO made;
	INSERT INTO close_tree (close_id, outline) SELECT made, tree::text WHERE tree IS NOT NULL;
	INSERT INTO close_result (close_id, goal_id, goal_name, parent_goal_id, depth, tree_order, actual, target, unit, score, status, status_order, coverage_fraction, root_weight_fraction, visibility)
		SELECT made, s.id, s.name, s.parent_goal_id, s.depth, s.tree_order, s.actual, s.target, s.unit, s.score, s.status, s.status_order, s.coverage_fraction, s.root_weight_fraction, g.visibility
		FROM scorecard_at(as_of, now()) s JOIN goal g ON g.id = s.id;
	RETURN made;
END
$$;

--
-- Name: FUNCTION close_period(period_id bigint, note text); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.close_period(period_id bigint, note text) IS 'Closes a period: stores the scored tree at its end (or now, if it is not over) as known now, with a digest chained to the last close. For the owner of the workspace and admins, who see all goals. Returns the id of the close. Errors: 23505 if the period is closed already, 42704 if there is no such period, 42501 for others.';

--
-- Name: person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.person (
    id bigint NOT NULL,
    name text NOT NULL,
    login text,
    team_id bigint,
    active boolean DEFAULT true NOT NULL
);

--
-- Name: TABLE person; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.person IS 'People who own goals, check in and give feedback. A database role is not needed to be listed.';

--
-- Name: COLUMN person.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.id IS 'Person key.';

--
-- Name: COLUMN person.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.name IS 'Name as people say it.';

--
-- Name: COLUMN person.login; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.login IS 'Database role of this person, which decides what they may write; empty for people who never connect.';

--
-- Name: COLUMN person.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.team_id IS 'Team the person belongs to.';

--
-- Name: COLUMN person.active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.person.active IS 'False for someone who left.';

--
-- Name: me(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.me() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT p.id
    FROM perf.person p
   WHERE (p.login = CURRENT_USER);
END;

--
-- Name: FUNCTION me(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.me() IS 'Key of the person whose login is the current database role; NULL if nobody is listed for it.';

--
-- Name: setting; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.setting (
    id integer DEFAULT 1 NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    year_begins_in integer DEFAULT 1 NOT NULL,
    bands text DEFAULT 'off track | 0.4 | at risk | 0.7 | on track'::text NOT NULL,
    credit_floor double precision DEFAULT 0,
    credit_cap double precision DEFAULT 1,
    cadence_days integer DEFAULT 7 NOT NULL,
    grace_days integer DEFAULT 2 NOT NULL,
    CONSTRAINT setting_bands_valid CHECK ((((bands)::opm.bands)::text <> ''::text)),
    CONSTRAINT setting_cadence CHECK (((cadence_days >= 1) AND (cadence_days <= 3660))),
    CONSTRAINT setting_credit_cap CHECK (((credit_cap > '-Infinity'::double precision) AND (credit_cap < 'Infinity'::double precision) AND (credit_cap > credit_floor))),
    CONSTRAINT setting_credit_floor CHECK (((credit_floor > '-Infinity'::double precision) AND (credit_floor < 'Infinity'::double precision))),
    CONSTRAINT setting_grace CHECK (((grace_days >= 0) AND (grace_days <= 3660))),
    CONSTRAINT setting_month CHECK (((year_begins_in >= 1) AND (year_begins_in <= 12))),
    CONSTRAINT setting_one_row CHECK ((id = 1)),
    CONSTRAINT setting_time_zone_known CHECK ((timezone(time_zone, '2000-01-01 00:00:00'::timestamp without time zone) IS NOT NULL))
);

--
-- Name: TABLE setting; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.setting IS 'Settings of this workspace, one row. opm workspace, version 0.0.1.';

--
-- Name: COLUMN setting.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.id IS 'Always 1: there is one row.';

--
-- Name: COLUMN setting.time_zone; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.time_zone IS 'Time zone in which days and periods begin and end, for new periods; an IANA name.';

--
-- Name: COLUMN setting.year_begins_in; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.year_begins_in IS 'Month in which the fiscal year begins, 1 to 12.';

--
-- Name: COLUMN setting.bands; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.bands IS 'Names of scores for goals that have no bands of their own, an opm.bands literal; cuts are fractions, 1 is goal reached.';

--
-- Name: COLUMN setting.credit_floor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_floor IS 'A child counts at least this much in its parent (a fraction, 1 is goal reached), for goals that say nothing else; empty: no limit.';

--
-- Name: COLUMN setting.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.credit_cap IS 'A child counts at most this much in its parent (a fraction, 1 is goal reached), for goals that say nothing else; empty: no limit.';

--
-- Name: COLUMN setting.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.cadence_days IS 'Days between two check-ins for goals that have no cadence of their own.';

--
-- Name: COLUMN setting.grace_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.setting.grace_days IS 'Days after the cadence before a goal counts as stale.';

--
-- Name: time_zone(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.time_zone() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT s.time_zone
    FROM perf.setting s;
END;

--
-- Name: FUNCTION time_zone(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.time_zone() IS 'Time zone of the workspace.';

--
-- Name: bound; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.bound WITH (security_invoker='true') AS
 SELECT NULL::bigint AS goal_id,
    NULL::timestamp with time zone AS at,
    NULL::double precision AS value,
    NULL::double precision AS base
  WHERE false;

--
-- Name: VIEW bound; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.bound IS 'Measurements of goals that are bound to queries, see opm.bind; no rows while nothing is bound.';

--
-- Name: COLUMN bound.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.bound.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN bound.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.bound.at IS 'Time the value holds for.';

--
-- Name: COLUMN bound.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.bound.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN bound.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.bound.base IS 'For a ratio the denominator; for a survey the number of answers.';

--
-- Name: check_in; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.check_in (
    id bigint NOT NULL,
    goal_id bigint NOT NULL,
    person_id bigint DEFAULT perf.me() NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    confidence double precision,
    score double precision,
    note text,
    blocker text,
    blocker_kind text,
    blocker_owner_id bigint,
    cleared_at timestamp with time zone,
    CONSTRAINT check_in_blocker_kind CHECK ((blocker_kind = ANY (ARRAY['people'::text, 'process'::text, 'technology'::text, 'dependency'::text, 'priority'::text, 'other'::text]))),
    CONSTRAINT check_in_blocker_said CHECK (((blocker IS NOT NULL) OR ((blocker_kind IS NULL) AND (blocker_owner_id IS NULL)))),
    CONSTRAINT check_in_cleared CHECK (((cleared_at IS NULL) OR ((blocker IS NOT NULL) AND (cleared_at >= at)))),
    CONSTRAINT check_in_confidence CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
    CONSTRAINT check_in_says_something CHECK ((num_nonnulls(confidence, score, note, blocker) > 0)),
    CONSTRAINT check_in_score CHECK (((score > '-Infinity'::double precision) AND (score < 'Infinity'::double precision)))
);

--
-- Name: TABLE check_in; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.check_in IS 'Check-ins: how it looks, how sure the owner is, and what is in the way.';

--
-- Name: COLUMN check_in.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.id IS 'Key of the check-in.';

--
-- Name: COLUMN check_in.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.goal_id IS 'Goal.';

--
-- Name: COLUMN check_in.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.person_id IS 'Person who checked in.';

--
-- Name: COLUMN check_in.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.at IS 'When.';

--
-- Name: COLUMN check_in.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.confidence IS 'How likely the person thinks the goal is reached in time, 0 to 1.';

--
-- Name: COLUMN check_in.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.score IS 'Score given by judgement, a fraction (1 is goal reached), for goals that are not measured; the newest one counts.';

--
-- Name: COLUMN check_in.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.note IS 'What happened, in words.';

--
-- Name: COLUMN check_in.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker IS 'What is in the way; empty: nothing.';

--
-- Name: COLUMN check_in.blocker_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker_kind IS 'people, process, technology, dependency, priority or other.';

--
-- Name: COLUMN check_in.blocker_owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.blocker_owner_id IS 'Person who is to clear the blocker.';

--
-- Name: COLUMN check_in.cleared_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.check_in.cleared_at IS 'When the blocker was cleared; empty: still there.';

--
-- Name: goal; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal (
    id bigint NOT NULL,
    key text DEFAULT ('g'::text || (gen_random_uuid())::text) NOT NULL,
    parent_id bigint,
    name text NOT NULL,
    why text,
    kind text DEFAULT 'kpi'::text NOT NULL,
    perspective_id bigint,
    team_id bigint,
    owner_id bigint DEFAULT perf.me() NOT NULL,
    period_id bigint,
    target text,
    unit text,
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    rollup text,
    missing text,
    credit_floor double precision,
    credit_cap double precision,
    time_aggregation text DEFAULT 'last'::text NOT NULL,
    cadence_days integer,
    max_age_days integer,
    min_group integer,
    bands text,
    plan_curve text,
    lifecycle text DEFAULT 'active'::text NOT NULL,
    priority integer,
    horizon text,
    indicator text,
    ambition text,
    visibility text DEFAULT 'everyone'::text NOT NULL,
    due_on date,
    accepted_at timestamp with time zone,
    template_id bigint,
    template_node text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT goal_ambition CHECK ((ambition = ANY (ARRAY['committed'::text, 'aspirational'::text]))),
    CONSTRAINT goal_bands_valid CHECK ((((bands)::opm.bands)::text <> ''::text)),
    CONSTRAINT goal_cadence CHECK (((cadence_days >= 1) AND (cadence_days <= 3660))),
    CONSTRAINT goal_count_target CHECK (((time_aggregation <> 'count'::text) OR (target IS NULL) OR (opm.goal_value((target)::opm.target) IS NULL) OR (opm.goal_value((target)::opm.target) >= (0)::double precision))),
    CONSTRAINT goal_credit_cap CHECK (((credit_cap > '-Infinity'::double precision) AND (credit_cap < 'Infinity'::double precision))),
    CONSTRAINT goal_credit_floor CHECK (((credit_floor > '-Infinity'::double precision) AND (credit_floor < 'Infinity'::double precision))),
    CONSTRAINT goal_credit_range CHECK (((credit_floor < credit_cap) AND ((credit_floor IS NULL) = (credit_cap IS NULL)))),
    CONSTRAINT goal_horizon CHECK ((horizon = ANY (ARRAY['short'::text, 'long'::text]))),
    CONSTRAINT goal_indicator CHECK ((indicator = ANY (ARRAY['leading'::text, 'lagging'::text]))),
    CONSTRAINT goal_key_form CHECK (((key <> ''::text) AND (key !~ '\s'::text) AND (octet_length(key) <= 255))),
    CONSTRAINT goal_key_result_target CHECK (((kind <> 'key result'::text) OR (target IS NOT NULL) OR (lifecycle = ANY (ARRAY['draft'::text, 'dropped'::text])))),
    CONSTRAINT goal_kind CHECK ((kind = ANY (ARRAY['objective'::text, 'key result'::text, 'kpi'::text, 'initiative'::text, 'development'::text]))),
    CONSTRAINT goal_lifecycle CHECK ((lifecycle = ANY (ARRAY['draft'::text, 'active'::text, 'paused'::text, 'done'::text, 'dropped'::text]))),
    CONSTRAINT goal_max_age CHECK (((max_age_days >= 1) AND (max_age_days <= 36600))),
    CONSTRAINT goal_min_group CHECK (((min_group >= 2) AND (min_group <= 1000000))),
    CONSTRAINT goal_missing CHECK (((missing = ANY (ARRAY['ignore'::text, 'zero'::text, 'block'::text])) OR (missing ~ '^>= *(0(\.[0-9]+)?|1(\.0+)?)$'::text))),
    CONSTRAINT goal_name CHECK ((name <> ''::text)),
    CONSTRAINT goal_not_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT goal_objective_target CHECK (((kind <> 'objective'::text) OR (target IS NULL) OR (rollup = ANY (ARRAY['sum'::text, 'avg'::text, 'ratio'::text, 'low'::text, 'high'::text, 'own'::text])))),
    CONSTRAINT goal_plan_curve_valid CHECK ((((plan_curve)::opm.target)::text <> ''::text)),
    CONSTRAINT goal_priority CHECK (((priority >= 1) AND (priority <= 9))),
    CONSTRAINT goal_private_to_team CHECK (((visibility <> 'team'::text) OR (team_id IS NOT NULL))),
    CONSTRAINT goal_rollup CHECK ((rollup ~ '^(mean|min|max|geomean|harmean|median|any|all|at_least\([1-9][0-9]{0,8}\)|sum|avg|ratio|low|high|own)$'::text)),
    CONSTRAINT goal_share CHECK (((share > (0)::double precision) AND (share <= (1)::double precision))),
    CONSTRAINT goal_sum_of_percentages CHECK ((NOT ((unit = '%'::text) AND ((rollup = 'sum'::text) OR (time_aggregation = 'sum'::text))))),
    CONSTRAINT goal_target_valid CHECK ((((target)::opm.target)::text <> ''::text)),
    CONSTRAINT goal_time_aggregation CHECK ((time_aggregation = ANY (ARRAY['last'::text, 'first'::text, 'sum'::text, 'mean'::text, 'min'::text, 'max'::text, 'count'::text, 'ratio'::text]))),
    CONSTRAINT goal_visibility CHECK ((visibility = ANY (ARRAY['everyone'::text, 'team'::text, 'owner'::text]))),
    CONSTRAINT goal_weight CHECK (((weight >= (0)::double precision) AND (weight < 'Infinity'::double precision))),
    CONSTRAINT goal_yes_no_target CHECK (((unit <> 'yes/no'::text) OR (target IS NULL) OR ((opm.goal_value((target)::opm.target) >= (0)::double precision) AND (opm.goal_value((target)::opm.target) <= (1)::double precision))))
);

--
-- Name: TABLE goal; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal IS 'Goals of every kind: objectives, key results, KPIs, initiatives, development goals. parent_id makes the tree; more parents are in goal_link.';

--
-- Name: COLUMN goal.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.id IS 'Goal key.';

--
-- Name: COLUMN goal.key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.key IS 'Short unique word for outlines and queries, without blanks; made up if not given.';

--
-- Name: COLUMN goal.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.parent_id IS 'Goal above; empty for a root.';

--
-- Name: COLUMN goal.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.name IS 'What is to be achieved, as people say it.';

--
-- Name: COLUMN goal.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.why IS 'Reason: what this goal is for.';

--
-- Name: COLUMN goal.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.kind IS 'objective, key result, kpi, initiative or development.';

--
-- Name: COLUMN goal.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.perspective_id IS 'Perspective the goal belongs to; empty: that of the goal above.';

--
-- Name: COLUMN goal.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.team_id IS 'Team the goal belongs to.';

--
-- Name: COLUMN goal.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.owner_id IS 'The one person who answers for the goal.';

--
-- Name: COLUMN goal.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.period_id IS 'Time box of the goal; measurements inside it count. Empty: all measurements count.';

--
-- Name: COLUMN goal.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.target IS 'What good looks like, an opm.target literal: 80 -> 95, >= 99.9, 10 .. 20 ~ 5, 200 -> -30%. Recurring targets by period are in goal_target.';

--
-- Name: COLUMN goal.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.unit IS 'Unit of the value: EUR, %, days, yes/no. Values of different units are never added up.';

--
-- Name: COLUMN goal.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.weight IS 'How much the goal counts among its siblings, 0 or more; 0: shown, does not count.';

--
-- Name: COLUMN goal.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.share IS 'Part of this goal that counts under parent_id when it has several parents and is split; the parts add up to 1. Empty: counts in full.';

--
-- Name: COLUMN goal.rollup; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.rollup IS 'How children count: mean (default with children), min, max, geomean, harmean, median, any, all, at_least(k); sum, avg, ratio, low, high of their values; own: they do not count.';

--
-- Name: COLUMN goal.missing; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.missing IS 'What an unknown child does: ignore (default), zero, block, or a least coverage such as >= 0.8.';

--
-- Name: COLUMN goal.credit_floor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.credit_floor IS 'A child counts at least this much here (a fraction, 1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.credit_cap; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.credit_cap IS 'A child counts at most this much here, so that one over-achiever cannot hide failures (a fraction, 1 is goal reached); empty: that of the workspace.';

--
-- Name: COLUMN goal.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.time_aggregation IS 'How the measurements of the period make one value: last, first, sum, mean, min, max, count, or ratio (sum of values / sum of bases).';

--
-- Name: COLUMN goal.cadence_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.cadence_days IS 'Days between two measurements or check-ins; empty: that of the workspace.';

--
-- Name: COLUMN goal.max_age_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.max_age_days IS 'A last value older than this is no longer carried forward: the goal is unknown. Empty: no limit.';

--
-- Name: COLUMN goal.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.min_group IS 'For surveys: least number of answers (the base); smaller groups are not shown. Empty: no limit.';

--
-- Name: COLUMN goal.bands; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.bands IS 'Names of scores, an opm.bands literal; empty: those of the workspace.';

--
-- Name: COLUMN goal.plan_curve; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.plan_curve IS 'Plan over time, a curve from elapsed fraction of the period to fraction of the way, such as 0:0 0.5:0.3 1:1; empty: a straight line.';

--
-- Name: COLUMN goal.lifecycle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.lifecycle IS 'draft, active, paused, done or dropped. Only active and done goals count.';

--
-- Name: COLUMN goal.priority; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.priority IS '1 is most important, 9 least.';

--
-- Name: COLUMN goal.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.horizon IS 'short or long term.';

--
-- Name: COLUMN goal.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.indicator IS 'leading (moves first) or lagging (moves last).';

--
-- Name: COLUMN goal.ambition; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.ambition IS 'committed (to be reached in full) or aspirational.';

--
-- Name: COLUMN goal.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.visibility IS 'Who may see the goal: everyone who may read the workspace, its team, or its owner.';

--
-- Name: COLUMN goal.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.due_on IS 'Day by which the goal is to be reached; empty: last day of its period.';

--
-- Name: COLUMN goal.accepted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.accepted_at IS 'When the owner accepted the goal; empty: not yet.';

--
-- Name: COLUMN goal.template_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.template_id IS 'Template the goal was made from.';

--
-- Name: COLUMN goal.template_node; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.template_node IS 'Key of the goal inside its template, the same for all teams.';

--
-- Name: COLUMN goal.created_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.created_at IS 'When the row was made.';

--
-- Name: COLUMN goal.updated_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal.updated_at IS 'When the row was last changed.';

--
-- Name: goal_link; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_link (
    goal_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    weight double precision DEFAULT 1 NOT NULL,
    share double precision,
    CONSTRAINT goal_link_not_own_parent CHECK ((parent_id <> goal_id)),
    CONSTRAINT goal_link_share CHECK (((share > (0)::double precision) AND (share <= (1)::double precision))),
    CONSTRAINT goal_link_weight CHECK (((weight >= (0)::double precision) AND (weight < 'Infinity'::double precision)))
);

--
-- Name: TABLE goal_link; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_link IS 'Further parents of a goal, beside goal.parent_id: the tree becomes a network.';

--
-- Name: COLUMN goal_link.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.goal_id IS 'Goal that counts.';

--
-- Name: COLUMN goal_link.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.parent_id IS 'Goal under which it counts as well.';

--
-- Name: COLUMN goal_link.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.weight IS 'How much it counts there, 0 or more; 0: supports, does not count.';

--
-- Name: COLUMN goal_link.share; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_link.share IS 'Part of the goal that counts there when it is split; the parts of all parents add up to 1. Empty: counts in full.';

--
-- Name: goal_target; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_target (
    goal_id bigint NOT NULL,
    period_id bigint NOT NULL,
    target text NOT NULL,
    CONSTRAINT goal_target_target_valid CHECK ((((target)::opm.target)::text <> ''::text))
);

--
-- Name: TABLE goal_target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_target IS 'Target of a goal for one period, for goals that recur: the row of the shortest period that holds now counts before goal.target.';

--
-- Name: COLUMN goal_target.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_target.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.period_id IS 'Period for which the target holds; only measurements inside it count.';

--
-- Name: COLUMN goal_target.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_target.target IS 'What good looks like in this period, an opm.target literal.';

--
-- Name: period; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.period (
    id bigint NOT NULL,
    parent_id bigint,
    calendar text DEFAULT 'main'::text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    time_zone text DEFAULT perf.time_zone() NOT NULL,
    from_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, (first_day)::timestamp without time zone)) STORED,
    until_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, ((last_day + 1))::timestamp without time zone)) STORED,
    CONSTRAINT period_days CHECK (((first_day <= last_day) AND (first_day >= '0001-01-01'::date) AND (last_day < '9999-12-31'::date))),
    CONSTRAINT period_kind CHECK ((kind = ANY (ARRAY['year'::text, 'half'::text, 'quarter'::text, 'month'::text, 'week'::text, 'day'::text, 'sprint'::text, 'custom'::text]))),
    CONSTRAINT period_not_own_parent CHECK ((parent_id <> id)),
    CONSTRAINT period_time_zone_known CHECK ((timezone(time_zone, '2000-01-01 00:00:00'::timestamp without time zone) IS NOT NULL))
);

--
-- Name: TABLE period; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.period IS 'Time boxes: fiscal years, halves, quarters, months, weeks, sprints, nested. Siblings of one calendar and kind never overlap, children lie within their parent.';

--
-- Name: COLUMN period.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.id IS 'Period key.';

--
-- Name: COLUMN period.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.parent_id IS 'Period around this one; empty at the top.';

--
-- Name: COLUMN period.calendar; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.calendar IS 'Name of the calendar; different calendars (fiscal, sprints of a team) may overlap.';

--
-- Name: COLUMN period.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.kind IS 'year, half, quarter, month, week, day, sprint or custom.';

--
-- Name: COLUMN period.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.name IS 'Name, such as FY2026 Q1.';

--
-- Name: COLUMN period.first_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.first_day IS 'First day.';

--
-- Name: COLUMN period.last_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.last_day IS 'Last day, included.';

--
-- Name: COLUMN period.time_zone; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.time_zone IS 'Time zone in which the days begin and end.';

--
-- Name: COLUMN period.from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.from_at IS 'First instant of the period.';

--
-- Name: COLUMN period.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.period.until_at IS 'First instant after the period.';

--
-- Name: goal_scope; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_scope WITH (security_invoker='true') AS
 SELECT g.id AS goal_id,
    g.time_aggregation,
    COALESCE(t.target, g.target) AS target,
    p.id AS period_id,
    p.from_at,
    p.until_at,
    LEAST(now(), p.until_at) AS reference_at,
        CASE
            WHEN ((g.max_age_days IS NOT NULL) AND (g.time_aggregation = 'last'::text)) THEN (LEAST(now(), p.until_at) - make_interval(secs => (((g.max_age_days)::numeric * 86400.0))::double precision))
            ELSE COALESCE(p.from_at, '-infinity'::timestamp with time zone)
        END AS usable_from_at,
    (COALESCE(g.cadence_days, s.cadence_days) + s.grace_days) AS fresh_days,
    g.min_group
   FROM (((perf.goal g
     CROSS JOIN perf.setting s)
     LEFT JOIN ( SELECT DISTINCT ON (gt.goal_id) gt.goal_id,
            gt.target,
            gt.period_id
           FROM (perf.goal_target gt
             JOIN perf.period q ON ((q.id = gt.period_id)))
          WHERE ((q.from_at <= now()) AND (now() < q.until_at))
          ORDER BY gt.goal_id, (q.last_day - q.first_day), q.id) t ON ((t.goal_id = g.id)))
     LEFT JOIN perf.period p ON ((p.id = COALESCE(t.period_id, g.period_id))));

--
-- Name: VIEW goal_scope; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_scope IS 'What counts for each goal now: target, window of time, and how long a value stays fresh. One row a goal.';

--
-- Name: COLUMN goal_scope.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_scope.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.time_aggregation IS 'How the measurements of the window make one value: last, first, sum, mean, min, max, count or ratio.';

--
-- Name: COLUMN goal_scope.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.target IS 'Target that holds now: that of the shortest period with a goal_target row, else that of the goal.';

--
-- Name: COLUMN goal_scope.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.period_id IS 'Period whose measurements count; empty: all measurements count.';

--
-- Name: COLUMN goal_scope.from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.from_at IS 'Measurements from this time on count; empty: no limit.';

--
-- Name: COLUMN goal_scope.until_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.until_at IS 'Measurements before this time count; empty: no limit.';

--
-- Name: COLUMN goal_scope.reference_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.reference_at IS 'Time at which freshness and pace are judged: now, or the end of a period that is over.';

--
-- Name: COLUMN goal_scope.usable_from_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.usable_from_at IS 'Oldest time a value may have to count now; -infinity for no limit.';

--
-- Name: COLUMN goal_scope.fresh_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.fresh_days IS 'Days after which a value counts as stale: cadence and grace.';

--
-- Name: COLUMN goal_scope.min_group; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_scope.min_group IS 'For surveys: least number of answers.';

--
-- Name: measurement; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.measurement (
    goal_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    base double precision,
    note text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by text DEFAULT CURRENT_USER NOT NULL,
    CONSTRAINT measurement_base_finite CHECK (((base > '-Infinity'::double precision) AND (base < 'Infinity'::double precision))),
    CONSTRAINT measurement_not_in_the_future CHECK (((at <= (recorded_at + '01:00:00'::interval)) AND (at > '-infinity'::timestamp with time zone))),
    CONSTRAINT measurement_value_finite CHECK (((value > '-Infinity'::double precision) AND (value < 'Infinity'::double precision)))
);

--
-- Name: TABLE measurement; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.measurement IS 'Measured values, one row a goal and time. Insert or COPY goal_id, at, value (and base for ratios); a correction is an UPDATE or DELETE, and keeps what was there in measurement_history.';

--
-- Name: COLUMN measurement.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measurement.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.at IS 'Time the value holds for.';

--
-- Name: COLUMN measurement.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN measurement.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.base IS 'For a ratio the denominator; for a survey the number of answers. Empty otherwise.';

--
-- Name: COLUMN measurement.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.note IS 'What there is to say about it.';

--
-- Name: COLUMN measurement.recorded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_at IS 'When it became known.';

--
-- Name: COLUMN measurement.recorded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement.recorded_by IS 'Database role that wrote it.';

--
-- Name: measured; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.measured WITH (security_invoker='true') AS
 SELECT m.goal_id,
    m.at,
    m.value,
    m.base
   FROM perf.measurement m
UNION ALL
 SELECT b.goal_id,
    b.at,
    b.value,
    b.base
   FROM perf.bound b;

--
-- Name: VIEW measured; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.measured IS 'All measurements: stored ones and those of the bound queries.';

--
-- Name: COLUMN measured.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measured.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.at IS 'Time the value holds for.';

--
-- Name: COLUMN measured.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';

--
-- Name: COLUMN measured.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measured.base IS 'For a ratio the denominator; for a survey the number of answers.';

--
-- Name: goal_now; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_now WITH (security_invoker='true') AS
 SELECT g.id,
    g.name,
    g.key AS goal_key,
    s.period_id,
    g.unit,
    v.actual,
    m.measurement_count,
    m.measured_at,
    v.previous_actual,
    m.change_per_day,
    g.time_aggregation,
    s.target,
    opm.goal_value((s.target)::opm.target) AS target_value,
    opm.baseline((s.target)::opm.target) AS baseline,
    ((100)::double precision * v.own) AS score,
    v.own AS attained_fraction,
        CASE
            WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN g.lifecycle
            WHEN (v.own IS NULL) THEN 'no data'::text
            WHEN ((v.fresh_until < s.reference_at) AND (g.lifecycle = 'active'::text)) THEN 'stale'::text
            ELSE opm.status(v.own, (COALESCE(g.bands, d.bands))::opm.bands)
        END AS status,
    v.fresh_until,
    c.confidence,
    g.owner_id
   FROM (((((((perf.goal g
     CROSS JOIN perf.setting d)
     JOIN perf.goal_scope s ON ((s.goal_id = g.id)))
     LEFT JOIN LATERAL ( SELECT opm.kpi(x.at, x.value, x.base) AS kpi,
            (count(*))::integer AS measurement_count,
            max(x.at) AS measured_at,
            opm.slope(opm.kpi(x.at, x.value, x.base)) AS change_per_day
           FROM perf.measured x
          WHERE ((x.goal_id = g.id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))) m ON (true))
     LEFT JOIN LATERAL ( SELECT ci.score
           FROM perf.check_in ci
          WHERE ((ci.goal_id = g.id) AND (ci.score IS NOT NULL))
          ORDER BY ci.at DESC, ci.id DESC
         LIMIT 1) j ON (true))
     LEFT JOIN LATERAL ( SELECT ci.confidence
           FROM perf.check_in ci
          WHERE ((ci.goal_id = g.id) AND (ci.confidence IS NOT NULL))
          ORDER BY ci.at DESC, ci.id DESC
         LIMIT 1) c ON (true))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN ((s.min_group IS NULL) OR (opm.base(m.kpi) >= (s.min_group)::double precision)) THEN opm.value(m.kpi, g.time_aggregation)
                    ELSE NULL::double precision
                END AS actual
         OFFSET 0) a)
     CROSS JOIN LATERAL ( SELECT a.actual,
            COALESCE(opm.score(a.actual, (s.target)::opm.target),
                CASE
                    WHEN (a.actual IS NULL) THEN j.score
                    ELSE NULL::double precision
                END) AS own,
            (m.measured_at + make_interval(secs => (((s.fresh_days)::numeric * 86400.0))::double precision)) AS fresh_until,
            ( SELECT
                        CASE
                            WHEN (g.time_aggregation = 'ratio'::text) THEN (x.value / NULLIF(x.base, (0)::double precision))
                            ELSE x.value
                        END AS value
                   FROM perf.measured x
                  WHERE ((x.goal_id = g.id) AND (x.at < m.measured_at) AND (s.min_group IS NULL))
                  ORDER BY x.at DESC
                 LIMIT 1) AS previous_actual
         OFFSET 0) v);

--
-- Name: VIEW goal_now; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_now IS 'Current value of each goal by its own time aggregation, and its score without its children. One row a goal; reading one goal by id needs no tree and takes milliseconds.';

--
-- Name: COLUMN goal_now.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.id IS 'Goal key; unique in this view.';

--
-- Name: COLUMN goal_now.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.name IS 'Name of the goal.';

--
-- Name: COLUMN goal_now.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN goal_now.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.period_id IS 'Period whose measurements count; empty: all measurements count.';

--
-- Name: COLUMN goal_now.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.unit IS 'Unit of actual and target_value.';

--
-- Name: COLUMN goal_now.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.actual IS 'Current value, in the unit of the goal; empty: not known.';

--
-- Name: COLUMN goal_now.measurement_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.measurement_count IS 'Measurements that count, in the window of the goal.';

--
-- Name: COLUMN goal_now.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.measured_at IS 'Time of the last measurement that counts.';

--
-- Name: COLUMN goal_now.previous_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.previous_actual IS 'Value of the measurement before the last one.';

--
-- Name: COLUMN goal_now.change_per_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.change_per_day IS 'Trend: slope of the least-squares line through the measurements of the window, in units per day.';

--
-- Name: COLUMN goal_now.time_aggregation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.time_aggregation IS 'How the measurements make one value.';

--
-- Name: COLUMN goal_now.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.target IS 'Target, as text.';

--
-- Name: COLUMN goal_now.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.target_value IS 'Value to aim at, where there is one.';

--
-- Name: COLUMN goal_now.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.baseline IS 'Value the goal starts from, where there is one.';

--
-- Name: COLUMN goal_now.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.score IS 'Score of the goal by itself, 0 to 100 and beyond: 100 is goal reached. Empty: not known.';

--
-- Name: COLUMN goal_now.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.attained_fraction IS 'The same as a fraction, 1 is goal reached.';

--
-- Name: COLUMN goal_now.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.status IS 'Name of the score, or stale (measured too long ago), no data, or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN goal_now.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.fresh_until IS 'Time until which the last measurement counts as fresh.';

--
-- Name: COLUMN goal_now.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.confidence IS 'Latest stated confidence that the goal is reached in time, 0 to 1.';

--
-- Name: COLUMN goal_now.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_now.owner_id IS 'Person who answers for the goal.';

--
-- Name: export_outline(text, boolean); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.export_outline(goal_key text DEFAULT NULL::text, with_values boolean DEFAULT true) RETURNS text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (
         CASE
             WHEN (export_outline.goal_key IS NULL) THEN t.tree
             ELSE opm.subtree(t.tree, export_outline.goal_key)
         END)::text AS subtree
    FROM ( SELECT opm.goaltree(x.goal) AS tree
            FROM ( SELECT opm.goal(g.key, p.key, NULLIF(g.name, g.key),
                         CASE
                             WHEN export_outline.with_values THEN
                             CASE
                                 WHEN (g.time_aggregation = 'ratio'::text) THEN (n.actual * b.base)
                                 ELSE n.actual
                             END
                             ELSE NULL::double precision
                         END,
                         CASE
                             WHEN (export_outline.with_values AND (g.time_aggregation = 'ratio'::text)) THEN b.base
                             ELSE NULL::double precision
                         END, (g.target)::opm.target,
                         CASE
                             WHEN (export_outline.with_values AND (n.actual IS NULL)) THEN j.score
                             ELSE NULL::double precision
                         END, g.weight, g.rollup, g.missing, g.credit_floor, g.credit_cap, g.unit, g.share,
                         CASE
                             WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN false
                             ELSE NULL::boolean
                         END) AS goal
                    FROM ((((perf.goal g
                      JOIN perf.goal_now n ON ((n.id = g.id)))
                      LEFT JOIN perf.goal p ON ((p.id = g.parent_id)))
                      LEFT JOIN LATERAL ( SELECT sum(m.base) AS base
                            FROM (perf.measured m
                              JOIN perf.goal_scope s ON ((s.goal_id = m.goal_id)))
                           WHERE ((m.goal_id = g.id) AND (m.at >= s.usable_from_at) AND (m.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))) b ON ((g.time_aggregation = 'ratio'::text)))
                      LEFT JOIN LATERAL ( SELECT c.score
                            FROM perf.check_in c
                           WHERE ((c.goal_id = g.id) AND (c.score IS NOT NULL))
                           ORDER BY c.at DESC, c.id DESC
                          LIMIT 1) j ON (true))
                 UNION ALL
                  SELECT opm.goal(g.key, p.key, weight => l.weight, share => l.share) AS goal
                    FROM ((perf.goal_link l
                      JOIN perf.goal g ON ((g.id = l.goal_id)))
                      JOIN perf.goal p ON ((p.id = l.parent_id)))) x) t;
END;

--
-- Name: FUNCTION export_outline(goal_key text, with_values boolean); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.export_outline(goal_key text, with_values boolean) IS 'The goals of the workspace as one outline with their current values: the text that load_outline reads. Key NULL: all goals.';

--
-- Name: change_log; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.change_log (
    id bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by text DEFAULT CURRENT_USER NOT NULL,
    table_name text NOT NULL,
    operation text NOT NULL,
    row_key text NOT NULL,
    goal_id bigint,
    confidential boolean DEFAULT false NOT NULL,
    old_row text
);

--
-- Name: TABLE change_log; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.change_log IS 'Every change of goals, links, targets, people, teams, periods and settings: what the row was before. Filled by triggers; scorecard_at reads it.';

--
-- Name: COLUMN change_log.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.id IS 'Order of the changes.';

--
-- Name: COLUMN change_log.changed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.changed_at IS 'When (start of the transaction).';

--
-- Name: COLUMN change_log.changed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.changed_by IS 'Database role.';

--
-- Name: COLUMN change_log.table_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.table_name IS 'Table that was changed.';

--
-- Name: COLUMN change_log.operation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.operation IS 'INSERT, UPDATE or DELETE.';

--
-- Name: COLUMN change_log.row_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.row_key IS 'Key of the row in that table.';

--
-- Name: COLUMN change_log.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.goal_id IS 'Goal concerned, if any.';

--
-- Name: COLUMN change_log.confidential; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.confidential IS 'True if the row was or is about a goal that not everyone may see.';

--
-- Name: COLUMN change_log.old_row; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.change_log.old_row IS 'The row before the change as JSON text; empty for INSERT.';

--
-- Name: goal_links_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.goal_links_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal_link
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT DISTINCT ON (c.row_key) c.row_key,
             c.operation,
             c.old_row
            FROM perf.change_log c
           WHERE ((c.table_name = 'goal_link'::text) AND (c.changed_at > goal_links_known_at.known_at))
           ORDER BY c.row_key, c.id
         )
  SELECT g.goal_id,
     g.parent_id,
     g.weight,
     g.share
    FROM perf.goal_link g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (((g.goal_id)::text || '/'::text) || (g.parent_id)::text)))))
 UNION ALL
  SELECT p.goal_id,
     p.parent_id,
     p.weight,
     p.share
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(NULL::perf.goal_link, (l.old_row)::jsonb) p(goal_id, parent_id, weight, share))
   WHERE (l.operation <> 'INSERT'::text);
END;

--
-- Name: FUNCTION goal_links_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.goal_links_known_at(known_at timestamp with time zone) IS 'Extra parents of goals as they were known at a time.';

--
-- Name: goal_targets_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.goal_targets_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal_target
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT DISTINCT ON (c.row_key) c.row_key,
             c.operation,
             c.old_row
            FROM perf.change_log c
           WHERE ((c.table_name = 'goal_target'::text) AND (c.changed_at > goal_targets_known_at.known_at))
           ORDER BY c.row_key, c.id
         )
  SELECT g.goal_id,
     g.period_id,
     g.target
    FROM perf.goal_target g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (((g.goal_id)::text || '/'::text) || (g.period_id)::text)))))
 UNION ALL
  SELECT p.goal_id,
     p.period_id,
     p.target
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(NULL::perf.goal_target, (l.old_row)::jsonb) p(goal_id, period_id, target))
   WHERE (l.operation <> 'INSERT'::text);
END;

--
-- Name: FUNCTION goal_targets_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.goal_targets_known_at(known_at timestamp with time zone) IS 'Targets by period as they were known at a time.';

--
-- Name: goals_known_at(timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.goals_known_at(known_at timestamp with time zone) RETURNS SETOF perf.goal
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH later AS (
          SELECT DISTINCT ON (c.row_key) c.row_key,
             c.operation,
             c.old_row
            FROM perf.change_log c
           WHERE ((c.table_name = 'goal'::text) AND (c.changed_at > goals_known_at.known_at))
           ORDER BY c.row_key, c.id
         )
  SELECT g.id,
     g.key,
     g.parent_id,
     g.name,
     g.why,
     g.kind,
     g.perspective_id,
     g.team_id,
     g.owner_id,
     g.period_id,
     g.target,
     g.unit,
     g.weight,
     g.share,
     g.rollup,
     g.missing,
     g.credit_floor,
     g.credit_cap,
     g.time_aggregation,
     g.cadence_days,
     g.max_age_days,
     g.min_group,
     g.bands,
     g.plan_curve,
     g.lifecycle,
     g.priority,
     g.horizon,
     g.indicator,
     g.ambition,
     g.visibility,
     g.due_on,
     g.accepted_at,
     g.template_id,
     g.template_node,
     g.created_at,
     g.updated_at
    FROM perf.goal g
   WHERE (NOT (EXISTS ( SELECT
            FROM later l
           WHERE (l.row_key = (g.id)::text))))
 UNION ALL
  SELECT p.id,
     p.key,
     p.parent_id,
     p.name,
     p.why,
     p.kind,
     p.perspective_id,
     p.team_id,
     p.owner_id,
     p.period_id,
     p.target,
     p.unit,
     p.weight,
     p.share,
     p.rollup,
     p.missing,
     p.credit_floor,
     p.credit_cap,
     p.time_aggregation,
     p.cadence_days,
     p.max_age_days,
     p.min_group,
     p.bands,
     p.plan_curve,
     p.lifecycle,
     p.priority,
     p.horizon,
     p.indicator,
     p.ambition,
     p.visibility,
     p.due_on,
     p.accepted_at,
     p.template_id,
     p.template_node,
     p.created_at,
     p.updated_at
    FROM (later l
      CROSS JOIN LATERAL jsonb_populate_record(NULL::perf.goal, (l.old_row)::jsonb) p(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age_days, min_group, bands, plan_curve, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at))
   WHERE (l.operation <> 'INSERT'::text);
END;

--
-- Name: FUNCTION goals_known_at(known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.goals_known_at(known_at timestamp with time zone) IS 'Goals as they were known at a time: the rows of goal, with every later change undone.';

--
-- Name: instantiate(text, bigint[], bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.instantiate(template_name text, team_ids bigint[], period_id bigint DEFAULT NULL::bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	t record;
	wanted record;
	made integer := 0;
BEGIN
	SELECT x.id, x.outline INTO wanted FROM template x WHERE x.name = template_name;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('template "%s" does not exist', template_name);
	END IF;
	FOR t IN SELECT i.id, m.key, m.lead_id FROM unnest(team_ids) i(id) LEFT JOIN team m ON m.id = i.id LOOP
		IF t.key IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = format('team %s does not exist', t.id);
		END IF;
		made := made + load_outline(wanted.outline, period_id, t.lead_id, t.id, 'kpi', t.key || '.', wanted.id);
	END LOOP;
	RETURN made;
END
$$;

--
-- Name: FUNCTION instantiate(template_name text, team_ids bigint[], period_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.instantiate(template_name text, team_ids bigint[], period_id bigint) IS 'Makes the goals of a template for each of the teams, with the team key and a point in front of their keys. Returns how many goals there are now from this call. The owner is the team lead where there is one.';

--
-- Name: keep_superseded(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.keep_superseded() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	INSERT INTO measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, operation)
	SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by, TG_OP FROM old_rows o;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION keep_superseded(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.keep_superseded() IS 'Trigger function: keeps superseded measurements in measurement_history.';

--
-- Name: load_outline(text, bigint, bigint, bigint, text, text, bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.load_outline(outline text, period_id bigint DEFAULT NULL::bigint, owner_id bigint DEFAULT NULL::bigint, team_id bigint DEFAULT NULL::bigint, kind text DEFAULT 'kpi'::text, key_prefix text DEFAULT ''::text, template_id bigint DEFAULT NULL::bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
	plan jsonb := (outline::opm.goaltree)::jsonb -> 'goals';
	responsible bigint := COALESCE(owner_id, me());
BEGIN
	IF plan IS NULL THEN
		RETURN 0;
	END IF;
	IF responsible IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'not_null_violation', MESSAGE = 'goals need an owner',
			DETAIL = format('No person has the login %I.', current_user), HINT = 'Name the owner with owner_id, or add a person with this login.';
	END IF;
	INSERT INTO goal AS g (key, name, kind, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, lifecycle, owner_id, period_id, team_id, template_id, template_node)
		SELECT key_prefix || r.key, COALESCE(r.label, r.key), kind, r.target, r.unit, COALESCE(r.weight, 1), r.share, r.rollup, r.missing, r.credit_floor, r.credit_cap,
			CASE WHEN r.applicable IS FALSE THEN 'paused' ELSE 'active' END, responsible, period_id, team_id, template_id, CASE WHEN template_id IS NOT NULL THEN r.key END
		FROM jsonb_to_recordset(plan) r(key text, label text, target text, unit text, weight double precision, share double precision, rollup text, missing text,
			credit_floor double precision, credit_cap double precision, applicable boolean)
	ON CONFLICT (key) DO UPDATE SET name = EXCLUDED.name, target = EXCLUDED.target, unit = EXCLUDED.unit, weight = EXCLUDED.weight, share = EXCLUDED.share,
		rollup = EXCLUDED.rollup, missing = EXCLUDED.missing, credit_floor = EXCLUDED.credit_floor, credit_cap = EXCLUDED.credit_cap, lifecycle = EXCLUDED.lifecycle,
		period_id = COALESCE(EXCLUDED.period_id, g.period_id), team_id = COALESCE(EXCLUDED.team_id, g.team_id),
		owner_id = COALESCE(load_outline.owner_id, g.owner_id);
	DELETE FROM goal_link l USING goal g, jsonb_array_elements(plan) r WHERE g.key = key_prefix || (r ->> 'key') AND l.goal_id = g.id;
	UPDATE goal g SET parent_id = p.id
		FROM jsonb_to_recordset(plan) r(key text, parent text) LEFT JOIN goal p ON p.key = key_prefix || r.parent
		WHERE g.key = key_prefix || r.key AND g.parent_id IS DISTINCT FROM p.id;
	INSERT INTO goal_link (goal_id, parent_id, weight, share)
		SELECT g.id, p.id, COALESCE(l.weight, 1), l.share
		FROM jsonb_array_elements(plan) r
		CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(r -> 'links', '[]')) l(parent text, weight double precision, share double precision)
		JOIN goal g ON g.key = key_prefix || (r ->> 'key') JOIN goal p ON p.key = key_prefix || l.parent;
	UPDATE goal g SET time_aggregation = 'ratio'
		FROM jsonb_to_recordset(plan) r(key text, base double precision)
		WHERE g.key = key_prefix || r.key AND r.base IS NOT NULL AND g.time_aggregation <> 'ratio';
	INSERT INTO measurement AS m (goal_id, at, value, base)
		SELECT g.id, now(), r.value, r.base FROM jsonb_to_recordset(plan) r(key text, value double precision, base double precision)
		JOIN goal g ON g.key = key_prefix || r.key WHERE r.value IS NOT NULL
	ON CONFLICT (goal_id, at) DO UPDATE SET value = EXCLUDED.value, base = EXCLUDED.base;
	INSERT INTO check_in (goal_id, person_id, score)
		SELECT g.id, responsible, r.score FROM jsonb_to_recordset(plan) r(key text, score double precision)
		JOIN goal g ON g.key = key_prefix || r.key WHERE r.score IS NOT NULL;
	RETURN jsonb_array_length(plan);
END
$$;

--
-- Name: FUNCTION load_outline(outline text, period_id bigint, owner_id bigint, team_id bigint, kind text, key_prefix text, template_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.load_outline(outline text, period_id bigint, owner_id bigint, team_id bigint, kind text, key_prefix text, template_id bigint) IS 'Loads a plan from an opm.goaltree outline: makes goals, or changes those whose key is there already. Values become measurements at the time of the call, given scores become check-ins. Goals of the outline belong to period_id, owner_id and team_id where these are given. Returns how many goals the outline has.';

--
-- Name: log_change(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.log_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, TG_OP, row_key(j.n), row_goal(TG_TABLE_NAME, j.n), COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone', NULL
		FROM (SELECT to_jsonb(r) AS n FROM new_rows r) j;
	ELSIF TG_OP = 'UPDATE' THEN
		-- a changed key is a deletion and an insertion
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, CASE WHEN j.n IS NULL THEN 'DELETE' WHEN j.o IS NULL THEN 'INSERT' ELSE 'UPDATE' END,
			COALESCE(j.o_key, j.n_key), row_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)),
			COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone' OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone', j.o::text
		FROM (
			SELECT o.j AS o, o.k AS o_key, n.j AS n, n.k AS n_key
			FROM (SELECT to_jsonb(r) AS j, row_key(to_jsonb(r)) AS k FROM old_rows r) o
			FULL JOIN (SELECT to_jsonb(r) AS j, row_key(to_jsonb(r)) AS k FROM new_rows r) n ON n.k = o.k
		) j
		WHERE (j.o - 'updated_at') IS DISTINCT FROM (j.n - 'updated_at');
	ELSE
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, TG_OP, row_key(j.o), row_goal(TG_TABLE_NAME, j.o), COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone', j.o::text
		FROM (SELECT to_jsonb(r) AS o FROM old_rows r) j;
	END IF;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION log_change(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.log_change() IS 'Trigger function: keeps what rows were before a change, in change_log.';

--
-- Name: access; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.access (
    login text NOT NULL,
    level text NOT NULL,
    CONSTRAINT access_level CHECK ((level = ANY (ARRAY['reader'::text, 'contributor'::text, 'manager'::text, 'admin'::text])))
);

--
-- Name: TABLE access; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.access IS 'Levels granted to database roles by opm.grant_workspace. A member of a role has its level.';

--
-- Name: COLUMN access.login; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.access.login IS 'Database role.';

--
-- Name: COLUMN access.level; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.access.level IS 'reader, contributor, manager or admin.';

--
-- Name: my_level(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.my_level() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT COALESCE(max(array_position(ARRAY['reader'::text, 'contributor'::text, 'manager'::text, 'admin'::text], a.level)), 0) AS "coalesce"
    FROM (perf.access a
      JOIN pg_roles r ON ((r.rolname = a.login)))
   WHERE pg_has_role(CURRENT_USER, r.oid, 'USAGE'::text);
END;

--
-- Name: FUNCTION my_level(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.my_level() IS 'Highest level of the current role, by its own grant or that of a role it is a member of: 0 none, 1 reader, 2 contributor, 3 manager, 4 admin.';

--
-- Name: team; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.team (
    id bigint NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    parent_id bigint,
    lead_id bigint,
    CONSTRAINT team_key_form CHECK (((key <> ''::text) AND (key !~ '\s'::text))),
    CONSTRAINT team_not_own_parent CHECK ((parent_id <> id))
);

--
-- Name: TABLE team; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.team IS 'Teams and other units, nested.';

--
-- Name: COLUMN team.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.id IS 'Team key.';

--
-- Name: COLUMN team.key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.key IS 'Short unique word, without blanks.';

--
-- Name: COLUMN team.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.name IS 'Name as people say it.';

--
-- Name: COLUMN team.parent_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.parent_id IS 'Team above; empty at the top.';

--
-- Name: COLUMN team.lead_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team.lead_id IS 'Person who leads the team and may write for its goals.';

--
-- Name: my_teams(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.my_teams() RETURNS SETOF bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH RECURSIVE led(id) AS (
          SELECT t.id
            FROM perf.team t
           WHERE (t.lead_id = perf.me())
         UNION
          SELECT t.id
            FROM (perf.team t
              JOIN led led_1 ON ((t.parent_id = led_1.id)))
         )
  SELECT led.id
    FROM led;
END;

--
-- Name: FUNCTION my_teams(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.my_teams() IS 'Teams the current person leads, with all teams below them.';

--
-- Name: may_change_goal(bigint, bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.may_change_goal(owner_id bigint, team_id bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT ((( SELECT perf.my_level() AS my_level) >= 4) OR ((( SELECT perf.my_level() AS my_level) >= 2) AND (owner_id = ( SELECT perf.me() AS me))) OR ((( SELECT perf.my_level() AS my_level) >= 3) AND (team_id IN ( SELECT t.id
            FROM perf.my_teams() t(id)))));
END;

--
-- Name: FUNCTION may_change_goal(owner_id bigint, team_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.may_change_goal(owner_id bigint, team_id bigint) IS 'True if the current person may change this goal itself: owners from contributor on; managers also for teams they lead; admins for all.';

--
-- Name: goal_person; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_person (
    goal_id bigint NOT NULL,
    person_id bigint NOT NULL,
    part text DEFAULT 'contributor'::text NOT NULL,
    CONSTRAINT goal_person_one_accountable_is_goal_owner CHECK ((part = ANY (ARRAY['contributor'::text, 'reviewer'::text, 'consulted'::text, 'informed'::text])))
);

--
-- Name: TABLE goal_person; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_person IS 'People who take part in a goal beside its owner. The one accountable person is goal.owner_id and nobody else.';

--
-- Name: COLUMN goal_person.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_person.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.person_id IS 'Person.';

--
-- Name: COLUMN goal_person.part; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_person.part IS 'contributor (may write), reviewer, consulted or informed; accountable is not a choice here, it is goal.owner_id.';

--
-- Name: may_write_goal(bigint); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.may_write_goal(goal_id bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT ((( SELECT perf.my_level() AS my_level) >= 4) OR ((( SELECT perf.my_level() AS my_level) >= 2) AND (EXISTS ( SELECT
            FROM perf.goal g
           WHERE ((g.id = may_write_goal.goal_id) AND ((g.owner_id = ( SELECT perf.me() AS me)) OR (g.team_id IN ( SELECT t.id
                    FROM perf.my_teams() t(id))) OR (EXISTS ( SELECT
                    FROM perf.goal_person gp
                   WHERE ((gp.goal_id = g.id) AND (gp.person_id = ( SELECT perf.me() AS me)) AND (gp.part = 'contributor'::text))))))))));
END;

--
-- Name: FUNCTION may_write_goal(goal_id bigint); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.may_write_goal(goal_id bigint) IS 'True if the current person may write what belongs to this goal: measurements, check-ins, actions. From contributor on for goals they own, take part in or whose team they lead; admins for all.';

--
-- Name: measurement_history; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.measurement_history (
    goal_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    value double precision NOT NULL,
    base double precision,
    note text,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    superseded_at timestamp with time zone DEFAULT now() NOT NULL,
    superseded_by text DEFAULT CURRENT_USER NOT NULL,
    operation text NOT NULL,
    CONSTRAINT measurement_history_operation CHECK ((operation = ANY (ARRAY['UPDATE'::text, 'DELETE'::text])))
);

--
-- Name: TABLE measurement_history; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.measurement_history IS 'Measurements that were corrected or deleted, as they were, with the time from which they no longer held.';

--
-- Name: COLUMN measurement_history.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.goal_id IS 'Goal that was measured.';

--
-- Name: COLUMN measurement_history.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.at IS 'Time the value held for.';

--
-- Name: COLUMN measurement_history.value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.value IS 'Value before the correction.';

--
-- Name: COLUMN measurement_history.base; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.base IS 'Base before the correction.';

--
-- Name: COLUMN measurement_history.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.note IS 'Note before the correction.';

--
-- Name: COLUMN measurement_history.recorded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.recorded_at IS 'When it had become known.';

--
-- Name: COLUMN measurement_history.recorded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.recorded_by IS 'Database role that had written it.';

--
-- Name: COLUMN measurement_history.superseded_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.superseded_at IS 'When it was corrected or deleted.';

--
-- Name: COLUMN measurement_history.superseded_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.superseded_by IS 'Database role that corrected or deleted it.';

--
-- Name: COLUMN measurement_history.operation; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.measurement_history.operation IS 'UPDATE for a correction, DELETE for a deletion.';

--
-- Name: measurements_known_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone) RETURNS TABLE(goal_id bigint, at timestamp with time zone, value double precision, base double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT m.goal_id,
     m.at,
     m.value,
     m.base
    FROM perf.measurement m
   WHERE ((m.at <= measurements_known_at.as_of) AND (m.recorded_at <= measurements_known_at.known_at))
 UNION ALL
  SELECT h.goal_id,
     h.at,
     h.value,
     h.base
    FROM perf.measurement_history h
   WHERE ((h.at <= measurements_known_at.as_of) AND (h.recorded_at <= measurements_known_at.known_at) AND (h.superseded_at > measurements_known_at.known_at))
 UNION ALL
  SELECT b.goal_id,
     b.at,
     b.value,
     b.base
    FROM perf.bound b
   WHERE (b.at <= measurements_known_at.as_of);
END;

--
-- Name: FUNCTION measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.measurements_known_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'Measurements up to as_of as they were known at known_at: without what was recorded later, with what was corrected later as it was. Rows of bound queries have no record of their own and are as they are.';

--
-- Name: refuse_change_of_close(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.refuse_change_of_close() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'a close never changes',
		DETAIL = 'What was closed stays as it was; later corrections show in the view restatements.';
END
$$;

--
-- Name: FUNCTION refuse_change_of_close(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.refuse_change_of_close() IS 'Trigger function: a close never changes.';

--
-- Name: refuse_truncate(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('table "%s" cannot be truncated', TG_TABLE_NAME),
		DETAIL = 'Every change is kept, and TRUNCATE would leave no trace.', HINT = 'Use DELETE.';
END
$$;

--
-- Name: FUNCTION refuse_truncate(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.refuse_truncate() IS 'Trigger function: refuses TRUNCATE, which would lose measurements without a trace.';

--
-- Name: row_goal(text, jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.row_goal(table_name text, j jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (CASE WHEN (table_name = 'goal'::text) THEN (j ->> 'id'::text) ELSE (j ->> 'goal_id'::text) END)::bigint;

--
-- Name: FUNCTION row_goal(table_name text, j jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.row_goal(table_name text, j jsonb) IS 'Goal a row is about, for change_log; NULL if none.';

--
-- Name: row_key(jsonb); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.row_key(j jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((j ->> 'id'::text), (((j ->> 'goal_id'::text) || '/'::text) || COALESCE((j ->> 'parent_id'::text), (j ->> 'period_id'::text), (j ->> 'person_id'::text), ''::text)));

--
-- Name: FUNCTION row_key(j jsonb); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.row_key(j jsonb) IS 'Key of a row for change_log: its id, or the two keys it links.';

--
-- Name: tree_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.tree_at(as_of timestamp with time zone DEFAULT now(), known_at timestamp with time zone DEFAULT now()) RETURNS opm.goaltree
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH g AS MATERIALIZED (
          SELECT k.id,
             k.key,
             k.parent_id,
             k.name,
             k.why,
             k.kind,
             k.perspective_id,
             k.team_id,
             k.owner_id,
             k.period_id,
             k.target,
             k.unit,
             k.weight,
             k.share,
             k.rollup,
             k.missing,
             k.credit_floor,
             k.credit_cap,
             k.time_aggregation,
             k.cadence_days,
             k.max_age_days,
             k.min_group,
             k.bands,
             k.plan_curve,
             k.lifecycle,
             k.priority,
             k.horizon,
             k.indicator,
             k.ambition,
             k.visibility,
             k.due_on,
             k.accepted_at,
             k.template_id,
             k.template_node,
             k.created_at,
             k.updated_at
            FROM perf.goals_known_at(tree_at.known_at) k(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age_days, min_group, bands, plan_curve, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at)
         ), scope AS MATERIALIZED (
          SELECT g.id AS goal_id,
             COALESCE(t.target, g.target) AS target,
             g.time_aggregation,
             g.min_group,
                 CASE
                     WHEN ((g.max_age_days IS NOT NULL) AND (g.time_aggregation = 'last'::text)) THEN (LEAST(tree_at.as_of, p.until_at) - make_interval(secs => (((g.max_age_days)::numeric * 86400.0))::double precision))
                     ELSE COALESCE(p.from_at, '-infinity'::timestamp with time zone)
                 END AS usable_from_at,
             COALESCE(p.until_at, 'infinity'::timestamp with time zone) AS until_at
            FROM ((g
              LEFT JOIN ( SELECT DISTINCT ON (gt.goal_id) gt.goal_id,
                     gt.target,
                     gt.period_id
                    FROM (perf.goal_targets_known_at(tree_at.known_at) gt(goal_id, period_id, target)
                      JOIN perf.period q ON ((q.id = gt.period_id)))
                   WHERE ((q.from_at <= tree_at.as_of) AND (tree_at.as_of < q.until_at))
                   ORDER BY gt.goal_id, (q.last_day - q.first_day), q.id) t ON ((t.goal_id = g.id)))
              LEFT JOIN perf.period p ON ((p.id = COALESCE(t.period_id, g.period_id))))
         ), k AS (
          SELECT s.goal_id,
             opm.kpi(m.at, m.value, m.base) AS kpi
            FROM (scope s
              JOIN perf.measurements_known_at(tree_at.as_of, tree_at.known_at) m(goal_id, at, value, base) ON (((m.goal_id = s.goal_id) AND (m.at >= s.usable_from_at) AND (m.at < s.until_at))))
           GROUP BY s.goal_id
         ), judged AS (
          SELECT DISTINCT ON (c.goal_id) c.goal_id,
             c.score
            FROM perf.check_in c
           WHERE ((c.score IS NOT NULL) AND (c.at <= LEAST(tree_at.as_of, tree_at.known_at)))
           ORDER BY c.goal_id, c.at DESC, c.id DESC
         ), v AS (
          SELECT s.goal_id,
             s.target,
             j.score AS judged,
                 CASE
                     WHEN ((s.min_group IS NULL) OR (
                     CASE
                         WHEN (s.time_aggregation = 'last'::text) THEN ( SELECT m.base
                            FROM perf.measurements_known_at(tree_at.as_of, tree_at.known_at) m(goal_id, at, value, base)
                           WHERE ((m.goal_id = s.goal_id) AND (m.at = opm.last_at(k.kpi)))
                          LIMIT 1)
                         ELSE opm.base(k.kpi)
                     END >= (s.min_group)::double precision)) THEN
                     CASE
                         WHEN (s.time_aggregation <> 'ratio'::text) THEN opm.value(k.kpi, s.time_aggregation)
                         WHEN (opm.base(k.kpi) = (0)::double precision) THEN NULL::double precision
                         WHEN (opm.pairs(k.kpi) = opm.n(k.kpi)) THEN opm.total(k.kpi)
                         ELSE (opm.ratio(k.kpi) * opm.base(k.kpi))
                     END
                     ELSE NULL::double precision
                 END AS value,
                 CASE
                     WHEN (s.time_aggregation = 'ratio'::text) THEN NULLIF(opm.base(k.kpi), (0)::double precision)
                     ELSE NULL::double precision
                 END AS base
            FROM ((scope s
              LEFT JOIN k ON ((k.goal_id = s.goal_id)))
              LEFT JOIN judged j ON ((j.goal_id = s.goal_id)))
         )
  SELECT opm.goaltree(x.goal) AS goaltree
    FROM ( SELECT opm.goal(g.id, g.parent_id, g.name, v.value,
                 CASE
                     WHEN (v.value IS NOT NULL) THEN v.base
                     ELSE NULL::double precision
                 END, (v.target)::opm.target,
                 CASE
                     WHEN (v.value IS NULL) THEN v.judged
                     ELSE NULL::double precision
                 END, g.weight, g.rollup, g.missing, COALESCE(g.credit_floor, d.credit_floor), COALESCE(g.credit_cap, d.credit_cap), g.unit, g.share, (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) AS goal
            FROM ((g
              CROSS JOIN perf.setting d)
              JOIN v ON ((v.goal_id = g.id)))
         UNION ALL
          SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share => l.share) AS goal
            FROM perf.goal_links_known_at(tree_at.known_at) l(goal_id, parent_id, weight, share)) x;
END;

--
-- Name: FUNCTION tree_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.tree_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'The scored tree of all goals at as_of, as known at known_at, keys are goal ids. The same rules as the scorecard.';

--
-- Name: scorecard_at(timestamp with time zone, timestamp with time zone); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone DEFAULT now()) RETURNS TABLE(id bigint, name text, parent_goal_id bigint, depth integer, tree_order integer, actual double precision, target text, unit text, score double precision, attained_fraction double precision, status text, status_order integer, coverage_fraction double precision, root_weight_fraction double precision, contribution_score double precision)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT r.key,
     g.name,
     r.parent,
     r.depth,
     r.ordinal,
     r.value,
     r.target,
     r.unit,
     ((100)::double precision * r.score),
     r.score,
         CASE
             WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN g.lifecycle
             WHEN (r.score IS NULL) THEN 'no data'::text
             ELSE opm.status(r.score, (COALESCE(g.bands, d.bands))::opm.bands)
         END AS status,
         CASE
             WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN '-2'::integer
             WHEN (r.score IS NULL) THEN '-1'::integer
             ELSE opm.status_rank(r.score, (COALESCE(g.bands, d.bands))::opm.bands)
         END AS status_rank,
     r.coverage,
     r.share,
     ((100)::double precision * r.contribution)
    FROM ((opm.rollup(perf.tree_at(scorecard_at.as_of, scorecard_at.known_at), NULL::bigint) r(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, coverage, score_low, score_high, share, contribution, goals)
      JOIN perf.goals_known_at(scorecard_at.known_at) g(id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age_days, min_group, bands, plan_curve, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at) ON ((g.id = r.key)))
      CROSS JOIN perf.setting d)
   ORDER BY r.ordinal;
END;

--
-- Name: FUNCTION scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.scorecard_at(as_of timestamp with time zone, known_at timestamp with time zone) IS 'The scorecard at a time. as_of: what had happened by then; known_at: what was known by then. scorecard_at(t, t) is as it was known then, scorecard_at(t) is as it is known now about then. Scores and fractions as in the view scorecard; keys of goals that are gone stay.';

--
-- Name: sees_everything(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.sees_everything() RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	RETURN my_level() >= 4 OR NOT row_security_active('goal');
END
$$;

--
-- Name: FUNCTION sees_everything(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.sees_everything() IS 'True for admins of the workspace and for the owner of its tables, whom no policy limits.';

--
-- Name: stamp_correction(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.stamp_correction() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	NEW.recorded_at := now();
	NEW.recorded_by := current_user;
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION stamp_correction(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.stamp_correction() IS 'Trigger function: a correction is known from now on.';

--
-- Name: take_tree_lock(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.take_tree_lock() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	UPDATE tree_lock SET turn = turn + 1;
	RETURN NULL;
END
$$;

--
-- Name: FUNCTION take_tree_lock(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.take_tree_lock() IS 'Trigger function: takes the lock row, so that changes of a tree are one after the other. An UPDATE, because only a write-write conflict is seen at every isolation level.';

--
-- Name: touch(); Type: FUNCTION; Schema: perf; Owner: -
--

CREATE FUNCTION perf.touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'perf', 'pg_temp'
    AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;

--
-- Name: FUNCTION touch(); Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON FUNCTION perf.touch() IS 'Trigger function: sets updated_at.';

--
-- Name: action; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.action (
    id bigint NOT NULL,
    kind text DEFAULT 'action'::text NOT NULL,
    name text NOT NULL,
    why text,
    goal_id bigint,
    decision_id bigint,
    owner_id bigint DEFAULT perf.me(),
    raised_by_id bigint DEFAULT perf.me(),
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    verdict text,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    due_on date,
    began_on date,
    done_at timestamp with time zone,
    dropped_at timestamp with time zone,
    outcome text,
    expected_effect double precision,
    realised_effect double precision,
    impact integer,
    feasibility integer,
    baseline_from date,
    CONSTRAINT action_decided CHECK ((((verdict IS NULL) = (decided_at IS NULL)) AND ((decided_at IS NULL) OR (decided_at >= raised_at)))),
    CONSTRAINT action_done_or_dropped CHECK (((done_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT action_expected_effect CHECK (((expected_effect > '-Infinity'::double precision) AND (expected_effect < 'Infinity'::double precision))),
    CONSTRAINT action_feasibility CHECK (((feasibility >= 1) AND (feasibility <= 10))),
    CONSTRAINT action_has_owner CHECK (((owner_id IS NOT NULL) OR (kind = 'proposal'::text))),
    CONSTRAINT action_impact CHECK (((impact >= 1) AND (impact <= 10))),
    CONSTRAINT action_kind CHECK ((kind = ANY (ARRAY['action'::text, 'corrective'::text, 'initiative'::text, 'pilot'::text, 'proposal'::text]))),
    CONSTRAINT action_outcome_when_done CHECK (((outcome IS NULL) OR (done_at IS NOT NULL) OR (dropped_at IS NOT NULL))),
    CONSTRAINT action_pilot_days CHECK (((baseline_from IS NULL) OR ((began_on IS NOT NULL) AND (baseline_from < began_on)))),
    CONSTRAINT action_realised_effect CHECK (((realised_effect > '-Infinity'::double precision) AND (realised_effect < 'Infinity'::double precision))),
    CONSTRAINT action_verdict CHECK ((verdict = ANY (ARRAY['accepted'::text, 'rejected'::text, 'studied'::text])))
);

--
-- Name: TABLE action; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.action IS 'What people do to reach goals: actions, corrective actions, initiatives, improvement pilots and Work-Out proposals.';

--
-- Name: COLUMN action.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.id IS 'Key of the action.';

--
-- Name: COLUMN action.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.kind IS 'action, corrective, initiative, pilot or proposal (Work-Out).';

--
-- Name: COLUMN action.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.name IS 'What is to be done.';

--
-- Name: COLUMN action.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.why IS 'Reason, or the hypothesis of a pilot.';

--
-- Name: COLUMN action.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.goal_id IS 'Goal it serves.';

--
-- Name: COLUMN action.decision_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decision_id IS 'Decision it comes from.';

--
-- Name: COLUMN action.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.owner_id IS 'Person who does it; only a proposal may have none.';

--
-- Name: COLUMN action.raised_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.raised_by_id IS 'Person who proposed it.';

--
-- Name: COLUMN action.raised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.raised_at IS 'When it was raised.';

--
-- Name: COLUMN action.verdict; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.verdict IS 'For a proposal: accepted, rejected, or to be studied; empty: not decided.';

--
-- Name: COLUMN action.decided_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decided_by_id IS 'Person who gave the verdict.';

--
-- Name: COLUMN action.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.decided_at IS 'When the verdict was given.';

--
-- Name: COLUMN action.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.due_on IS 'Day by which it is to be done.';

--
-- Name: COLUMN action.began_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.began_on IS 'Day on which work, or the pilot, began.';

--
-- Name: COLUMN action.done_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.done_at IS 'When it was done; empty: open.';

--
-- Name: COLUMN action.dropped_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.dropped_at IS 'When it was given up; empty: not.';

--
-- Name: COLUMN action.outcome; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.outcome IS 'What came of it.';

--
-- Name: COLUMN action.expected_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.expected_effect IS 'Change of the goal''s value that is hoped for, in its unit.';

--
-- Name: COLUMN action.realised_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.realised_effect IS 'Change of the goal''s value that came of it, in its unit.';

--
-- Name: COLUMN action.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.impact IS 'Impact, 1 to 10.';

--
-- Name: COLUMN action.feasibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.feasibility IS 'How easily it can be done, 1 to 10.';

--
-- Name: COLUMN action.baseline_from; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.action.baseline_from IS 'For a pilot: first day of the time before, with which it is compared.';

--
-- Name: perspective; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.perspective (
    id bigint NOT NULL,
    name text NOT NULL,
    display_order integer DEFAULT 0 NOT NULL,
    why text
);

--
-- Name: TABLE perspective; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.perspective IS 'The views from which a strategy is looked at: financial, customer, internal process, learning and growth, or your own.';

--
-- Name: COLUMN perspective.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.id IS 'Perspective key.';

--
-- Name: COLUMN perspective.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.name IS 'Name.';

--
-- Name: COLUMN perspective.display_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.display_order IS 'Place in lists, lowest first.';

--
-- Name: COLUMN perspective.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.perspective.why IS 'What the perspective asks.';

--
-- Name: scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.scorecard WITH (security_invoker='true') AS
 WITH last_value AS (
         SELECT s.goal_id,
            m.value,
            m.base,
            m.at
           FROM (perf.goal_scope s
             CROSS JOIN LATERAL ( SELECT x.value,
                    x.base,
                    x.at
                   FROM perf.measured x
                  WHERE ((x.goal_id = s.goal_id) AND (x.at >= s.usable_from_at) AND (x.at < COALESCE(s.until_at, 'infinity'::timestamp with time zone)))
                  ORDER BY x.at DESC
                 LIMIT 1) m)
          WHERE (s.time_aggregation = 'last'::text)
        ), all_values AS (
         SELECT x.goal_id,
            opm.kpi(x.at, x.value, x.base) AS kpi
           FROM (( SELECT i.goal_id,
                    i.usable_from_at,
                    COALESCE(i.until_at, 'infinity'::timestamp with time zone) AS until_at
                   FROM perf.goal_scope i
                  WHERE (i.time_aggregation <> 'last'::text)
                  GROUP BY i.goal_id, i.usable_from_at, COALESCE(i.until_at, 'infinity'::timestamp with time zone)) s
             JOIN perf.measured x ON (((x.goal_id = s.goal_id) AND (x.at >= s.usable_from_at) AND (x.at < s.until_at))))
          GROUP BY x.goal_id
        ), judged AS (
         SELECT DISTINCT ON (ci.goal_id) ci.goal_id,
            ci.score
           FROM perf.check_in ci
          WHERE (ci.score IS NOT NULL)
          ORDER BY ci.goal_id, ci.at DESC, ci.id DESC
        ), present AS MATERIALIZED (
         SELECT s.goal_id,
            (s.target)::opm.target AS target,
            s.period_id,
            s.from_at,
            s.until_at,
            s.reference_at,
                CASE
                    WHEN ((s.min_group IS NULL) OR (v.group_size >= (s.min_group)::double precision)) THEN v.value
                    ELSE NULL::double precision
                END AS value,
            v.base,
            v.measured_at,
                CASE
                    WHEN (v.value IS NULL) THEN j.score
                    ELSE NULL::double precision
                END AS judged,
            (v.measured_at + make_interval(secs => (((s.fresh_days)::numeric * 86400.0))::double precision)) AS fresh_until
           FROM ((perf.goal_scope s
             LEFT JOIN ( SELECT l.goal_id,
                    l.value,
                    NULL::double precision AS base,
                    l.base AS group_size,
                    l.at AS measured_at
                   FROM last_value l
                UNION ALL
                 SELECT k.goal_id,
                        CASE
                            WHEN (g_1.time_aggregation <> 'ratio'::text) THEN opm.value(k.kpi, g_1.time_aggregation)
                            WHEN (opm.pairs(k.kpi) = opm.n(k.kpi)) THEN opm.total(k.kpi)
                            ELSE (opm.ratio(k.kpi) * opm.base(k.kpi))
                        END AS "case",
                        CASE
                            WHEN (g_1.time_aggregation = 'ratio'::text) THEN NULLIF(opm.base(k.kpi), (0)::double precision)
                            ELSE NULL::double precision
                        END AS "case",
                    opm.base(k.kpi) AS base,
                    opm.last_at(k.kpi) AS last_at
                   FROM (all_values k
                     JOIN perf.goal g_1 ON ((g_1.id = k.goal_id)))
                  WHERE ((g_1.time_aggregation <> 'ratio'::text) OR (opm.base(k.kpi) <> (0)::double precision))) v ON ((v.goal_id = s.goal_id)))
             LEFT JOIN judged j ON ((j.goal_id = s.goal_id)))
        ), tree AS MATERIALIZED (
         SELECT opm.goaltree(x.goal) AS scored
           FROM ( SELECT opm.goal(g_1.id, g_1.parent_id, g_1.name, p_1.value, p_1.base, p_1.target, p_1.judged, g_1.weight, g_1.rollup, g_1.missing, COALESCE(g_1.credit_floor, d_1.credit_floor), COALESCE(g_1.credit_cap, d_1.credit_cap), g_1.unit, g_1.share, (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) AS goal
                   FROM ((perf.goal g_1
                     CROSS JOIN perf.setting d_1)
                     JOIN present p_1 ON ((p_1.goal_id = g_1.id)))
                UNION ALL
                 SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share => l.share) AS goal
                   FROM perf.goal_link l) x
        ), freshness AS MATERIALIZED (
         SELECT opm.goaltree(x.id, x.parent_id, x.fresh, (1)::double precision, x.rollup) AS latest
           FROM ( SELECT g_1.id,
                    g_1.parent_id,
                    date_part('epoch'::text, p_1.fresh_until) AS fresh,
                        CASE
                            WHEN (g_1.rollup = 'own'::text) THEN 'own'::text
                            WHEN (p_1.fresh_until IS NULL) THEN 'max'::text
                            ELSE NULL::text
                        END AS rollup
                   FROM (perf.goal g_1
                     JOIN present p_1 ON ((p_1.goal_id = g_1.id)))
                  WHERE (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))
                UNION ALL
                 SELECT l.goal_id,
                    l.parent_id,
                    NULL::double precision,
                    NULL::text
                   FROM (perf.goal_link l
                     JOIN perf.goal g_1 ON ((g_1.id = l.goal_id)))
                  WHERE (g_1.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))) x
        ), listed AS (
         SELECT r_1.ordinal,
            r_1.key,
            r_1.parent,
            r_1.depth,
            r_1.leaf,
            r_1.goals,
            r_1.method,
            r_1.value,
            r_1.score,
            r_1.coverage,
            r_1.score_low,
            r_1.score_high,
            r_1.share,
            r_1.contribution,
            opm.path(t.scored, r_1.key) AS path,
            to_timestamp(opm.score(f_1.latest, r_1.key)) AS fresh_until
           FROM ((tree t
             CROSS JOIN freshness f_1)
             CROSS JOIN LATERAL opm.rollup(t.scored, NULL::bigint) r_1(ordinal, key, parent, label, depth, leaf, weight, method, value, target, unit, score, coverage, score_low, score_high, share, contribution, goals))
         OFFSET 0
        ), scored AS (
         SELECT l.ordinal,
            l.key,
            l.parent,
            l.depth,
            l.leaf,
            l.goals,
            l.method,
            l.value,
            l.score,
            l.coverage,
            l.score_low,
            l.score_high,
            l.share,
            l.contribution,
            l.path,
            l.fresh_until,
            first_value(l.key) OVER (PARTITION BY l.root_ordinal ORDER BY l.ordinal) AS root
           FROM ( SELECT x.ordinal,
                    x.key,
                    x.parent,
                    x.depth,
                    x.leaf,
                    x.goals,
                    x.method,
                    x.value,
                    x.score,
                    x.coverage,
                    x.score_low,
                    x.score_high,
                    x.share,
                    x.contribution,
                    x.path,
                    x.fresh_until,
                    max(
                        CASE
                            WHEN (x.depth = 0) THEN x.ordinal
                            ELSE NULL::integer
                        END) OVER (ORDER BY x.ordinal) AS root_ordinal
                   FROM listed x) l
        )
 SELECT g.id,
    g.name,
    g.key AS goal_key,
    g.kind AS goal_kind,
    r.parent AS parent_goal_id,
    up.name AS parent_goal_name,
    r.root AS root_goal_id,
    r.depth,
    r.ordinal AS tree_order,
    r.path AS goal_path,
    r.leaf AS is_leaf,
    r.goals AS goals_below_count,
    g.perspective_id,
    pv.name AS perspective_name,
    g.team_id,
    tm.name AS team_name,
    g.owner_id,
    ow.name AS owner_name,
    p.period_id,
    pe.name AS period_name,
    COALESCE(g.due_on, pe.last_day) AS due_on,
    g.unit,
    r.value AS actual,
    p.measured_at,
    (p.target)::text AS target,
    opm.baseline(p.target) AS baseline,
    opm.goal_value(p.target) AS target_value,
    opm.goal_low(p.target) AS target_low,
    opm.goal_high(p.target) AS target_high,
    opm.direction(p.target) AS direction,
    e.elapsed AS elapsed_fraction,
    pc.planned AS pace_value,
    ((100)::double precision * opm.score(pc.planned, p.target)) AS pace_score,
    ((r.score - opm.score(pc.planned, p.target)) >= (0)::double precision) AS is_on_pace,
    ((100)::double precision * r.score) AS score,
    r.score AS attained_fraction,
    st.status,
        CASE
            WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN '-2'::integer
            WHEN (r.score IS NULL) THEN '-1'::integer
            WHEN st.is_stale THEN 0
            ELSE opm.status_rank(r.score, b.bands)
        END AS status_order,
    st.is_stale,
    r.fresh_until,
    ((100)::double precision * (opm.cuts(b.bands))[(opm.status_rank(r.score, b.bands) - 1)]) AS band_from_score,
    ((100)::double precision * (opm.cuts(b.bands))[opm.status_rank(r.score, b.bands)]) AS band_to_score,
    opm.required(p.target, (opm.cuts(b.bands))[opm.status_rank(r.score, b.bands)]) AS next_band_value,
    r.coverage AS coverage_fraction,
    ((100)::double precision * r.score_low) AS score_low,
    ((100)::double precision * r.score_high) AS score_high,
    g.weight,
    r.method AS rollup,
    r.share AS root_weight_fraction,
    ((100)::double precision * r.contribution) AS contribution_score,
    g.lifecycle,
    g.priority,
    g.horizon,
    g.indicator,
    g.visibility,
    g.accepted_at
   FROM (((((((((((((scored r
     JOIN perf.goal g ON ((g.id = r.key)))
     JOIN present p ON ((p.goal_id = r.key)))
     CROSS JOIN ( SELECT (s.bands)::opm.bands AS bands
           FROM perf.setting s
         OFFSET 0) d)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.bands IS NULL) THEN d.bands
                    ELSE (g.bands)::opm.bands
                END AS bands) b)
     CROSS JOIN LATERAL ( SELECT ((g.lifecycle = 'active'::text) AND (r.score IS NOT NULL) AND (r.fresh_until < p.reference_at)) AS is_stale) f)
     CROSS JOIN LATERAL ( SELECT COALESCE(f.is_stale, false) AS is_stale,
                CASE
                    WHEN (g.lifecycle <> ALL (ARRAY['active'::text, 'done'::text])) THEN g.lifecycle
                    WHEN (r.score IS NULL) THEN 'no data'::text
                    WHEN f.is_stale THEN 'stale'::text
                    ELSE opm.status(r.score, b.bands)
                END AS status) st)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (p.from_at IS NOT NULL) THEN LEAST((1)::double precision, GREATEST((0)::double precision, (date_part('epoch'::text, (p.reference_at - p.from_at)) / date_part('epoch'::text, (p.until_at - p.from_at)))))
                    ELSE NULL::double precision
                END AS elapsed) e)
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (g.plan_curve IS NULL) THEN opm.planned(p.target, e.elapsed)
                    ELSE opm.planned(p.target, e.elapsed, (g.plan_curve)::opm.target)
                END AS planned) pc)
     LEFT JOIN perf.goal up ON ((up.id = r.parent)))
     LEFT JOIN perf.perspective pv ON ((pv.id = g.perspective_id)))
     LEFT JOIN perf.team tm ON ((tm.id = g.team_id)))
     LEFT JOIN perf.person ow ON ((ow.id = g.owner_id)))
     LEFT JOIN perf.period pe ON ((pe.id = p.period_id)));

--
-- Name: VIEW scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.scorecard IS 'The scorecard: every goal with its place in the tree, actual, target, pace, score and status, now. One row a goal. Start here.';

--
-- Name: COLUMN scorecard.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.id IS 'Goal key; unique in this view. Other views call it goal_id.';

--
-- Name: COLUMN scorecard.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.name IS 'Name of the goal.';

--
-- Name: COLUMN scorecard.goal_key; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_key IS 'Short unique word of the goal.';

--
-- Name: COLUMN scorecard.goal_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_kind IS 'objective, key result, kpi, initiative or development.';

--
-- Name: COLUMN scorecard.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.parent_goal_id IS 'Key of the goal above, under which it is listed; empty for a root.';

--
-- Name: COLUMN scorecard.parent_goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.parent_goal_name IS 'Name of the goal above.';

--
-- Name: COLUMN scorecard.root_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.root_goal_id IS 'Key of the goal at the top of this tree.';

--
-- Name: COLUMN scorecard.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.depth IS '0 for a root, 1 for its children, and so on.';

--
-- Name: COLUMN scorecard.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.tree_order IS 'Sort by this to show the tree in reading order.';

--
-- Name: COLUMN scorecard.goal_path; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goal_path IS 'Names from the root to this goal, joined by " / ".';

--
-- Name: COLUMN scorecard.is_leaf; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_leaf IS 'True if no goal is below this one.';

--
-- Name: COLUMN scorecard.goals_below_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.goals_below_count IS 'Number of goals below, each counted once.';

--
-- Name: COLUMN scorecard.perspective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.perspective_id IS 'Perspective of the goal.';

--
-- Name: COLUMN scorecard.perspective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.perspective_name IS 'Name of the perspective.';

--
-- Name: COLUMN scorecard.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.team_id IS 'Team of the goal.';

--
-- Name: COLUMN scorecard.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.team_name IS 'Name of the team.';

--
-- Name: COLUMN scorecard.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.owner_id IS 'Person who answers for the goal.';

--
-- Name: COLUMN scorecard.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.owner_name IS 'Name of that person.';

--
-- Name: COLUMN scorecard.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.period_id IS 'Period whose measurements count.';

--
-- Name: COLUMN scorecard.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.period_name IS 'Name of that period.';

--
-- Name: COLUMN scorecard.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.due_on IS 'Day by which the goal is to be reached.';

--
-- Name: COLUMN scorecard.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.unit IS 'Unit of actual, target_value, baseline and pace_value.';

--
-- Name: COLUMN scorecard.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.actual IS 'Current value, measured or added up from the goals below; empty: not known.';

--
-- Name: COLUMN scorecard.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.measured_at IS 'Time of the last measurement of this goal itself.';

--
-- Name: COLUMN scorecard.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target IS 'Target as text, such as 80 -> 95.';

--
-- Name: COLUMN scorecard.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.baseline IS 'Value the goal starts from, where there is one.';

--
-- Name: COLUMN scorecard.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_value IS 'Value to aim at, where there is one.';

--
-- Name: COLUMN scorecard.target_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_low IS 'Lower end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN scorecard.target_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.target_high IS 'Upper end of the values that reach the goal, where there is one.';

--
-- Name: COLUMN scorecard.direction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.direction IS 'Which way is better: up, down, range, mixed or flat.';

--
-- Name: COLUMN scorecard.elapsed_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.elapsed_fraction IS 'Part of the period that has passed, 0 to 1.';

--
-- Name: COLUMN scorecard.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_value IS 'Value the plan expects by now.';

--
-- Name: COLUMN scorecard.pace_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.pace_score IS 'Score the plan expects by now, 0 to 100.';

--
-- Name: COLUMN scorecard.is_on_pace; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_on_pace IS 'True if the score is at least what the plan expects by now.';

--
-- Name: COLUMN scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score IS 'Score, 0 to 100 and beyond: 100 is goal reached. Empty: not known.';

--
-- Name: COLUMN scorecard.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.attained_fraction IS 'The same as a fraction: 1 is goal reached.';

--
-- Name: COLUMN scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status IS 'Name of the score, or stale (measured too long ago), no data, or the lifecycle of a goal that does not count (draft, paused, dropped).';

--
-- Name: COLUMN scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.status_order IS 'For sorting by status: -2 does not count, -1 no data, 0 stale, then 1 for the lowest band and up.';

--
-- Name: COLUMN scorecard.is_stale; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.is_stale IS 'True if the last measurement (for a parent: every measurement below) is older than cadence and grace.';

--
-- Name: COLUMN scorecard.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.fresh_until IS 'Time until which the last measurement counts as fresh; for a parent that of the freshest goal below.';

--
-- Name: COLUMN scorecard.band_from_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_from_score IS 'Score, 0 to 100, at which the present band begins; empty in the lowest band.';

--
-- Name: COLUMN scorecard.band_to_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.band_to_score IS 'Score, 0 to 100, at which the next band begins; empty in the highest band.';

--
-- Name: COLUMN scorecard.next_band_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.next_band_value IS 'Value needed to get into the next band.';

--
-- Name: COLUMN scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.coverage_fraction IS 'Part of the weight below that has data, 0 to 1.';

--
-- Name: COLUMN scorecard.score_low; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_low IS 'What the score could still become if all unknown goals came in worst, 0 to 100.';

--
-- Name: COLUMN scorecard.score_high; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.score_high IS 'What the score could still become if all unknown goals came in best, 0 to 100.';

--
-- Name: COLUMN scorecard.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.weight IS 'Weight among the siblings.';

--
-- Name: COLUMN scorecard.rollup; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.rollup IS 'How the goals below count.';

--
-- Name: COLUMN scorecard.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';

--
-- Name: COLUMN scorecard.contribution_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.contribution_score IS 'Points of the root score that come through this goal.';

--
-- Name: COLUMN scorecard.lifecycle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.lifecycle IS 'draft, active, paused, done or dropped.';

--
-- Name: COLUMN scorecard.priority; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.priority IS '1 is most important, 9 least; empty: not said.';

--
-- Name: COLUMN scorecard.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.horizon IS 'short or long; empty: not said.';

--
-- Name: COLUMN scorecard.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.indicator IS 'leading or lagging; empty: not said.';

--
-- Name: COLUMN scorecard.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.visibility IS 'Who may see the goal: everyone, team or owner.';

--
-- Name: COLUMN scorecard.accepted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard.accepted_at IS 'When the owner accepted the goal.';

--
-- Name: accountability; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.accountability WITH (security_invoker='true') AS
 SELECT p.id,
    p.name,
    p.team_id,
    t.name AS team_name,
    p.active AS is_active,
    COALESCE(g.goal_count, 0) AS goal_count,
    COALESCE(g.lowest_band_count, 0) AS lowest_band_count,
    COALESCE(g.stale_count, 0) AS stale_count,
    COALESCE(g.no_data_count, 0) AS no_data_count,
    COALESCE(g.not_accepted_count, 0) AS not_accepted_count,
    g.score,
    g.root_weight_fraction,
    COALESCE(a.open_action_count, 0) AS open_action_count,
    COALESCE(a.overdue_action_count, 0) AS overdue_action_count,
    COALESCE(a.done_action_count, 0) AS done_action_count,
    c.last_check_in_at
   FROM ((((perf.person p
     LEFT JOIN perf.team t ON ((t.id = p.team_id)))
     LEFT JOIN ( SELECT s.owner_id,
            (count(*))::integer AS goal_count,
            (count(*) FILTER (WHERE (s.status_order = 1)))::integer AS lowest_band_count,
            (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count,
            (count(*) FILTER (WHERE (s.status = 'no data'::text)))::integer AS no_data_count,
            (count(*) FILTER (WHERE (s.accepted_at IS NULL)))::integer AS not_accepted_count,
            ((100)::double precision * opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf))) AS score,
            sum(s.root_weight_fraction) FILTER (WHERE s.is_leaf) AS root_weight_fraction
           FROM perf.scorecard s
          WHERE (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))
          GROUP BY s.owner_id) g ON ((g.owner_id = p.id)))
     LEFT JOIN ( SELECT x.owner_id,
            (count(*) FILTER (WHERE ((x.done_at IS NULL) AND (x.dropped_at IS NULL))))::integer AS open_action_count,
            (count(*) FILTER (WHERE ((x.done_at IS NULL) AND (x.dropped_at IS NULL) AND (x.due_on < (timezone(d.time_zone, now()))::date))))::integer AS overdue_action_count,
            (count(*) FILTER (WHERE (x.done_at IS NOT NULL)))::integer AS done_action_count
           FROM (perf.action x
             CROSS JOIN perf.setting d)
          GROUP BY x.owner_id) a ON ((a.owner_id = p.id)))
     LEFT JOIN ( SELECT ci.person_id,
            max(ci.at) AS last_check_in_at
           FROM perf.check_in ci
          GROUP BY ci.person_id) c ON ((c.person_id = p.id)))
  WHERE ((g.owner_id IS NOT NULL) OR (a.owner_id IS NOT NULL) OR p.active);

--
-- Name: VIEW accountability; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.accountability IS 'Accountability: one row a person who owns goals or actions, with how these stand.';

--
-- Name: COLUMN accountability.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.id IS 'Person; unique in this view.';

--
-- Name: COLUMN accountability.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.name IS 'Name of the person.';

--
-- Name: COLUMN accountability.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.team_id IS 'Team of the person.';

--
-- Name: COLUMN accountability.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.team_name IS 'Name of the team.';

--
-- Name: COLUMN accountability.is_active; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.is_active IS 'False for someone who left but still owns something.';

--
-- Name: COLUMN accountability.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.goal_count IS 'Goals the person answers for, which count.';

--
-- Name: COLUMN accountability.lowest_band_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.lowest_band_count IS 'Of these, in the lowest band.';

--
-- Name: COLUMN accountability.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.stale_count IS 'Of these, measured too long ago.';

--
-- Name: COLUMN accountability.no_data_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.no_data_count IS 'Of these, without a score.';

--
-- Name: COLUMN accountability.not_accepted_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.not_accepted_count IS 'Of these, not accepted by the owner.';

--
-- Name: COLUMN accountability.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.score IS 'Mean score of the owned goals at the bottom of the tree, by weight at the root, 0 to 100.';

--
-- Name: COLUMN accountability.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.root_weight_fraction IS 'Effective weight of those goals at the root, 0 to 1 for one tree.';

--
-- Name: COLUMN accountability.open_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.open_action_count IS 'Actions not done.';

--
-- Name: COLUMN accountability.overdue_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.overdue_action_count IS 'Actions past their day.';

--
-- Name: COLUMN accountability.done_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.done_action_count IS 'Actions done.';

--
-- Name: COLUMN accountability.last_check_in_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.accountability.last_check_in_at IS 'Latest check-in by this person.';

--
-- Name: action_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.action ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: alignment_gaps; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.alignment_gaps WITH (security_invoker='true') AS
 SELECT x.goal_id,
    g.name AS goal_name,
    x.gap_type,
    x.detail,
    g.owner_id,
    p.name AS owner_name,
    g.team_id
   FROM ((( SELECT c.id AS goal_id,
            'orphan'::text AS gap_type,
            'has no goal above and none below'::text AS detail
           FROM perf.goal c
          WHERE ((c.parent_id IS NULL) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE ((c.id = l.goal_id) OR (c.id = l.parent_id))))))
        UNION ALL
         SELECT c.id,
            'no key results'::text,
            'an objective without key results or goals below'::text
           FROM perf.goal c
          WHERE ((c.kind = 'objective'::text) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.parent_id = c.id)))))
        UNION ALL
         SELECT c.id,
            'left owner'::text,
            'the owner is not active any more'::text
           FROM (perf.goal c
             JOIN perf.person o ON ((o.id = c.owner_id)))
          WHERE (NOT o.active)
        UNION ALL
         SELECT c.id,
            'no target'::text,
            'nothing says what good looks like'::text
           FROM perf.goal c
          WHERE ((c.target IS NULL) AND (c.kind <> 'objective'::text) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id)))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_target gt
                  WHERE (gt.goal_id = c.id)))))
        UNION ALL
         SELECT c.id,
            'outside the period above'::text,
            ((('its period '::text || cp.name) || ' is not within '::text) || pp.name)
           FROM (((perf.goal c
             JOIN perf.goal a ON ((a.id = c.parent_id)))
             JOIN perf.period cp ON ((cp.id = c.period_id)))
             JOIN perf.period pp ON ((pp.id = a.period_id)))
          WHERE ((cp.first_day < pp.first_day) OR (cp.last_day > pp.last_day))
        UNION ALL
         SELECT c.id,
            'opposite direction'::text,
            (((('better is '::text || opm.direction((c.target)::opm.target)) || ' here and '::text) || opm.direction((a.target)::opm.target)) || ' above, in the same unit'::text)
           FROM (perf.goal c
             JOIN perf.goal a ON (((a.id = c.parent_id) AND (a.unit = c.unit))))
          WHERE ((opm.direction((c.target)::opm.target) = ANY (ARRAY['up'::text, 'down'::text])) AND (opm.direction((a.target)::opm.target) = ANY (ARRAY['up'::text, 'down'::text])) AND (opm.direction((c.target)::opm.target) <> opm.direction((a.target)::opm.target)))
        UNION ALL
         SELECT c.id,
            'same measure twice'::text,
            ('another goal of the same name, team and period: '::text || o.key)
           FROM (perf.goal c
             JOIN perf.goal o ON (((o.name = c.name) AND (NOT (o.team_id IS DISTINCT FROM c.team_id)) AND (NOT (o.period_id IS DISTINCT FROM c.period_id)) AND (o.id < c.id))))
        UNION ALL
         SELECT c.id,
            'no weight'::text,
            'all goals below have weight 0'::text
           FROM perf.goal c
          WHERE ((EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = c.id))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE ((k.parent_id = c.id) AND (k.weight > (0)::double precision))))) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE ((l.parent_id = c.id) AND (l.weight > (0)::double precision))))))
        UNION ALL
         SELECT c.id,
            'not accepted'::text,
            'the owner has not accepted the goal'::text
           FROM perf.goal c
          WHERE ((c.accepted_at IS NULL) AND (c.lifecycle = 'active'::text))) x
     JOIN perf.goal g ON (((g.id = x.goal_id) AND (g.lifecycle = ANY (ARRAY['draft'::text, 'active'::text])))))
     LEFT JOIN perf.person p ON ((p.id = g.owner_id)));

--
-- Name: VIEW alignment_gaps; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.alignment_gaps IS 'Where goals do not fit together: one row a goal and kind of gap.';

--
-- Name: COLUMN alignment_gaps.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.goal_id IS 'Goal.';

--
-- Name: COLUMN alignment_gaps.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN alignment_gaps.gap_type; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.gap_type IS 'orphan, no key results, left owner, no target, outside the period above, opposite direction, same measure twice, no weight, not accepted or level of one''s own.';

--
-- Name: COLUMN alignment_gaps.detail; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.detail IS 'What is wrong, in words.';

--
-- Name: COLUMN alignment_gaps.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN alignment_gaps.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.owner_name IS 'Name of that person.';

--
-- Name: COLUMN alignment_gaps.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.alignment_gaps.team_id IS 'Team of the goal.';

--
-- Name: announced; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.announced (
    goal_id bigint NOT NULL,
    status text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE announced; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.announced IS 'Status of a goal by its own measurements when it was last announced by NOTIFY.';

--
-- Name: COLUMN announced.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.goal_id IS 'Goal.';

--
-- Name: COLUMN announced.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.status IS 'Status announced last.';

--
-- Name: COLUMN announced.since; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.announced.since IS 'When it was announced.';

--
-- Name: balance; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.balance WITH (security_invoker='true') AS
 SELECT COALESCE(s.horizon, 'not said'::text) AS horizon,
    COALESCE(s.indicator, 'not said'::text) AS indicator,
    (count(*))::integer AS goal_count,
    sum(s.root_weight_fraction) AS root_weight_fraction,
    ((100)::double precision * opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction))) AS score
   FROM perf.scorecard s
  WHERE (s.is_leaf AND (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))
  GROUP BY COALESCE(s.horizon, 'not said'::text), COALESCE(s.indicator, 'not said'::text);

--
-- Name: VIEW balance; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.balance IS 'Short-term and long-term, leading and lagging: one row a horizon and kind of indicator, with the weight that goes there.';

--
-- Name: COLUMN balance.horizon; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.horizon IS 'short, long or not said.';

--
-- Name: COLUMN balance.indicator; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.indicator IS 'leading, lagging or not said.';

--
-- Name: COLUMN balance.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.goal_count IS 'Goals at the bottom of the tree.';

--
-- Name: COLUMN balance.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.root_weight_fraction IS 'Effective weight at the root, 0 to 1 for one tree.';

--
-- Name: COLUMN balance.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balance.score IS 'Mean score by that weight, 0 to 100.';

--
-- Name: balanced_scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.balanced_scorecard WITH (security_invoker='true') AS
 WITH RECURSIVE s AS MATERIALIZED (
         SELECT x.id,
            x.parent_goal_id,
            x.perspective_id,
            x.is_leaf,
            x.attained_fraction,
            x.root_weight_fraction,
            x.status,
            x.lifecycle
           FROM perf.scorecard x
        ), inherited(id, perspective_id) AS (
         SELECT s_1.id,
            s_1.perspective_id
           FROM s s_1
          WHERE (s_1.parent_goal_id IS NULL)
        UNION ALL
         SELECT s_1.id,
            COALESCE(s_1.perspective_id, i_1.perspective_id) AS "coalesce"
           FROM (s s_1
             JOIN inherited i_1 ON ((i_1.id = s_1.parent_goal_id)))
        )
 SELECT p.id,
    p.name,
    p.display_order,
    (count(s.id))::integer AS goal_count,
    (count(s.attained_fraction))::integer AS measured_count,
    ((100)::double precision * opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE (s.id IS NOT NULL)))) AS score,
    opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE (s.id IS NOT NULL))) AS attained_fraction,
    COALESCE(opm.status(opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE (s.id IS NOT NULL))), (d.bands)::opm.bands), 'no data'::text) AS status,
    COALESCE(opm.status_rank(opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE (s.id IS NOT NULL))), (d.bands)::opm.bands), '-1'::integer) AS status_order,
    opm.coverage(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE (s.id IS NOT NULL))) AS coverage_fraction,
    ((100)::double precision * min(s.attained_fraction)) AS worst_score,
    ((100)::double precision * max(s.attained_fraction)) AS best_score,
    sum(s.root_weight_fraction) AS root_weight_fraction,
    (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count
   FROM (((perf.perspective p
     CROSS JOIN perf.setting d)
     LEFT JOIN inherited i ON ((i.perspective_id = p.id)))
     LEFT JOIN s ON (((s.id = i.id) AND s.is_leaf AND (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))))
  GROUP BY p.id, p.name, p.display_order, d.bands;

--
-- Name: VIEW balanced_scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.balanced_scorecard IS 'Balanced scorecard: one row a perspective. The score is the mean of the goals at the bottom of the tree, by their weight at the root; a goal without a perspective has that of the nearest goal above.';

--
-- Name: COLUMN balanced_scorecard.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.id IS 'Perspective; unique in this view.';

--
-- Name: COLUMN balanced_scorecard.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.name IS 'Name of the perspective.';

--
-- Name: COLUMN balanced_scorecard.display_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.display_order IS 'Place in lists.';

--
-- Name: COLUMN balanced_scorecard.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.goal_count IS 'Goals at the bottom of the tree in this perspective.';

--
-- Name: COLUMN balanced_scorecard.measured_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.measured_count IS 'Of these, goals with a score.';

--
-- Name: COLUMN balanced_scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.score IS 'Mean score, 0 to 100 and beyond.';

--
-- Name: COLUMN balanced_scorecard.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.attained_fraction IS 'The same as a fraction.';

--
-- Name: COLUMN balanced_scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.status IS 'Name of the score, or no data.';

--
-- Name: COLUMN balanced_scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.status_order IS 'For sorting by status.';

--
-- Name: COLUMN balanced_scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.coverage_fraction IS 'Part of the weight that has data, 0 to 1.';

--
-- Name: COLUMN balanced_scorecard.worst_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.worst_score IS 'Lowest score, 0 to 100.';

--
-- Name: COLUMN balanced_scorecard.best_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.best_score IS 'Highest score, 0 to 100 and beyond.';

--
-- Name: COLUMN balanced_scorecard.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.root_weight_fraction IS 'Effective weight of the perspective at the root, 0 to 1 for one tree.';

--
-- Name: COLUMN balanced_scorecard.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.balanced_scorecard.stale_count IS 'Goals measured too long ago.';

--
-- Name: template; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.template (
    id bigint NOT NULL,
    name text NOT NULL,
    outline text NOT NULL,
    CONSTRAINT template_outline_valid CHECK ((((outline)::opm.goaltree)::text <> ''::text))
);

--
-- Name: TABLE template; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.template IS 'Goal trees to be instantiated for many teams, as outlines.';

--
-- Name: COLUMN template.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.id IS 'Template key.';

--
-- Name: COLUMN template.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.name IS 'Name.';

--
-- Name: COLUMN template.outline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.template.outline IS 'The goals, as an opm.goaltree outline; keys get the team key in front.';

--
-- Name: benchmark; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.benchmark WITH (security_invoker='true') AS
 SELECT s.id,
    g.template_node,
    s.name,
    g.template_id,
    x.name AS template_name,
    s.team_id,
    s.team_name,
    s.actual,
    s.unit,
    s.score,
    s.status,
    s.status_order,
    (rank() OVER (PARTITION BY g.template_id, g.template_node ORDER BY s.score DESC NULLS LAST))::integer AS team_rank,
    avg(s.score) OVER (PARTITION BY g.template_id, g.template_node) AS mean_score,
    max(s.score) OVER (PARTITION BY g.template_id, g.template_node) AS best_score
   FROM ((perf.scorecard s
     JOIN perf.goal g ON ((g.id = s.id)))
     JOIN perf.template x ON ((x.id = g.template_id)));

--
-- Name: VIEW benchmark; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.benchmark IS 'The same goal across teams that use one template: one row a template goal and team.';

--
-- Name: COLUMN benchmark.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.id IS 'Goal; unique in this view.';

--
-- Name: COLUMN benchmark.template_node; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_node IS 'Key of the goal inside the template, the same for all teams.';

--
-- Name: COLUMN benchmark.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.name IS 'Name of the goal.';

--
-- Name: COLUMN benchmark.template_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_id IS 'Template.';

--
-- Name: COLUMN benchmark.template_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.template_name IS 'Name of the template.';

--
-- Name: COLUMN benchmark.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_id IS 'Team.';

--
-- Name: COLUMN benchmark.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_name IS 'Name of the team.';

--
-- Name: COLUMN benchmark.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.actual IS 'Current value, in unit.';

--
-- Name: COLUMN benchmark.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.unit IS 'Unit of the values.';

--
-- Name: COLUMN benchmark.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.score IS 'Score, 0 to 100 and beyond.';

--
-- Name: COLUMN benchmark.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.status IS 'Status.';

--
-- Name: COLUMN benchmark.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.status_order IS 'For sorting by status.';

--
-- Name: COLUMN benchmark.team_rank; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.team_rank IS '1 is the best team for this goal.';

--
-- Name: COLUMN benchmark.mean_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.mean_score IS 'Mean score of the teams.';

--
-- Name: COLUMN benchmark.best_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.benchmark.best_score IS 'Best score of the teams.';

--
-- Name: binding; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.binding (
    id bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL
);

--
-- Name: TABLE binding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.binding IS 'Goals that read their measurements from a query on other tables, set by opm.bind. Nothing is copied.';

--
-- Name: COLUMN binding.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.id IS 'Key of the binding.';

--
-- Name: COLUMN binding.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.name IS 'Name by which opm.unbind finds it.';

--
-- Name: COLUMN binding.query; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.binding.query IS 'Query that yields goal (its key or id), at, value and base.';

--
-- Name: binding_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.binding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.binding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: calendar; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.calendar WITH (security_invoker='true') AS
 SELECT (d.day)::date AS day,
    (date_part('isodow'::text, d.day))::integer AS weekday,
    y.id AS year_id,
    y.name AS year_name,
    q.id AS quarter_id,
    q.name AS quarter_name,
    m.id AS month_id,
    m.name AS month_name,
    to_char(d.day, 'IYYY"-W"IW'::text) AS iso_week_name
   FROM (((( SELECT generate_series((min(p.first_day))::timestamp without time zone, (max(p.last_day))::timestamp without time zone, '1 day'::interval) AS day
           FROM perf.period p
          WHERE (p.calendar = 'main'::text)) d
     LEFT JOIN perf.period y ON (((y.calendar = 'main'::text) AND (y.kind = 'year'::text) AND (y.parent_id IS NULL) AND (((d.day)::date >= y.first_day) AND ((d.day)::date <= y.last_day)))))
     LEFT JOIN perf.period q ON (((q.calendar = 'main'::text) AND (q.kind = 'quarter'::text) AND (q.parent_id = y.id) AND (((d.day)::date >= q.first_day) AND ((d.day)::date <= q.last_day)))))
     LEFT JOIN perf.period m ON (((m.calendar = 'main'::text) AND (m.kind = 'month'::text) AND (m.parent_id = q.id) AND (((d.day)::date >= m.first_day) AND ((d.day)::date <= m.last_day)))));

--
-- Name: VIEW calendar; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.calendar IS 'Every day covered by the periods, with the periods it is in: one row a day, for gaps in time series and as a time spine.';

--
-- Name: COLUMN calendar.day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.day IS 'Day; unique in this view.';

--
-- Name: COLUMN calendar.weekday; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.weekday IS '1 is Monday, 7 is Sunday.';

--
-- Name: COLUMN calendar.year_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.year_id IS 'Fiscal year in the calendar main.';

--
-- Name: COLUMN calendar.year_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.year_name IS 'Name of the fiscal year.';

--
-- Name: COLUMN calendar.quarter_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.quarter_id IS 'Quarter in the calendar main.';

--
-- Name: COLUMN calendar.quarter_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.quarter_name IS 'Name of the quarter.';

--
-- Name: COLUMN calendar.month_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.month_id IS 'Month in the calendar main.';

--
-- Name: COLUMN calendar.month_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.month_name IS 'Name of the month.';

--
-- Name: COLUMN calendar.iso_week_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.calendar.iso_week_name IS 'ISO week.';

--
-- Name: capacity; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.capacity (
    team_id bigint NOT NULL,
    period_id bigint NOT NULL,
    unit text DEFAULT 'days'::text NOT NULL,
    available double precision NOT NULL,
    committed double precision DEFAULT 0 NOT NULL,
    used double precision,
    CONSTRAINT capacity_available CHECK (((available >= (0)::double precision) AND (available < 'Infinity'::double precision))),
    CONSTRAINT capacity_committed CHECK (((committed >= (0)::double precision) AND (committed < 'Infinity'::double precision))),
    CONSTRAINT capacity_used CHECK (((used >= (0)::double precision) AND (used < 'Infinity'::double precision)))
);

--
-- Name: TABLE capacity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.capacity IS 'Capacity of a team in a period: what there is, what is promised, what was used.';

--
-- Name: COLUMN capacity.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.team_id IS 'Team.';

--
-- Name: COLUMN capacity.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.period_id IS 'Period.';

--
-- Name: COLUMN capacity.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.unit IS 'Unit: days, hours, points.';

--
-- Name: COLUMN capacity.available; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.available IS 'What there is.';

--
-- Name: COLUMN capacity.committed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.committed IS 'What is promised.';

--
-- Name: COLUMN capacity.used; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity.used IS 'What was used; empty: not known yet.';

--
-- Name: capacity_load; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.capacity_load WITH (security_invoker='true') AS
 SELECT c.team_id,
    t.name AS team_name,
    c.period_id,
    p.name AS period_name,
    c.unit,
    c.available AS available_quantity,
    c.committed AS committed_quantity,
    c.used AS used_quantity,
    (c.used / NULLIF(c.available, (0)::double precision)) AS used_fraction,
    (c.committed / NULLIF(c.available, (0)::double precision)) AS committed_fraction,
    (c.committed > c.available) AS is_overcommitted
   FROM ((perf.capacity c
     JOIN perf.team t ON ((t.id = c.team_id)))
     JOIN perf.period p ON ((p.id = c.period_id)));

--
-- Name: VIEW capacity_load; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.capacity_load IS 'Capacity: one row a team, period and unit.';

--
-- Name: COLUMN capacity_load.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.team_id IS 'Team.';

--
-- Name: COLUMN capacity_load.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.team_name IS 'Name of the team.';

--
-- Name: COLUMN capacity_load.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.period_id IS 'Period.';

--
-- Name: COLUMN capacity_load.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.period_name IS 'Name of the period.';

--
-- Name: COLUMN capacity_load.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.unit IS 'Unit of the amounts.';

--
-- Name: COLUMN capacity_load.available_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.available_quantity IS 'What there is.';

--
-- Name: COLUMN capacity_load.committed_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.committed_quantity IS 'What is promised.';

--
-- Name: COLUMN capacity_load.used_quantity; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.used_quantity IS 'What was used.';

--
-- Name: COLUMN capacity_load.used_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.used_fraction IS 'Used out of available, 0 to 1 and beyond.';

--
-- Name: COLUMN capacity_load.committed_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.committed_fraction IS 'Promised out of available, 0 to 1 and beyond.';

--
-- Name: COLUMN capacity_load.is_overcommitted; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.capacity_load.is_overcommitted IS 'More is promised than there is.';

--
-- Name: change_log_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.change_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME perf.change_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: check_in_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.check_in ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.check_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: close_result; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.close_result (
    close_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    goal_name text NOT NULL,
    parent_goal_id bigint,
    depth integer NOT NULL,
    tree_order integer NOT NULL,
    actual double precision,
    target text,
    unit text,
    score double precision,
    status text NOT NULL,
    status_order integer NOT NULL,
    coverage_fraction double precision,
    root_weight_fraction double precision,
    visibility text NOT NULL
);

--
-- Name: TABLE close_result; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.close_result IS 'Results of closed periods, one row a goal and close, as they were then. They never change; later corrections are in restatements.';

--
-- Name: COLUMN close_result.close_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.close_id IS 'Close.';

--
-- Name: COLUMN close_result.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.goal_id IS 'Goal.';

--
-- Name: COLUMN close_result.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.goal_name IS 'Name of the goal then.';

--
-- Name: COLUMN close_result.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.parent_goal_id IS 'Goal above then.';

--
-- Name: COLUMN close_result.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.depth IS '0 for a root.';

--
-- Name: COLUMN close_result.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.tree_order IS 'Place in tree order.';

--
-- Name: COLUMN close_result.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.actual IS 'Value then, in unit.';

--
-- Name: COLUMN close_result.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.target IS 'Target then.';

--
-- Name: COLUMN close_result.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.unit IS 'Unit of actual.';

--
-- Name: COLUMN close_result.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.score IS 'Score then, 0 to 100 and beyond; empty: not known.';

--
-- Name: COLUMN close_result.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.status IS 'Name of the score then.';

--
-- Name: COLUMN close_result.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.status_order IS 'For sorting by status.';

--
-- Name: COLUMN close_result.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';

--
-- Name: COLUMN close_result.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';

--
-- Name: COLUMN close_result.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.close_result.visibility IS 'Who might see the goal then: everyone, team or owner.';

--
-- Name: rating; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.rating (
    id bigint NOT NULL,
    kind text NOT NULL,
    criterion text DEFAULT 'overall'::text NOT NULL,
    subject_id bigint NOT NULL,
    rater_id bigint DEFAULT perf.me() NOT NULL,
    period_id bigint,
    score double precision NOT NULL,
    required_score double precision,
    weight double precision DEFAULT 1 NOT NULL,
    note text,
    rated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rating_kind CHECK ((kind = ANY (ARRAY['performance'::text, 'potential'::text, 'competency'::text]))),
    CONSTRAINT rating_required CHECK (((required_score >= (0)::double precision) AND (required_score <= (100)::double precision))),
    CONSTRAINT rating_score CHECK (((score >= (0)::double precision) AND (score <= (100)::double precision))),
    CONSTRAINT rating_weight CHECK (((weight > (0)::double precision) AND (weight < 'Infinity'::double precision)))
);

--
-- Name: TABLE rating; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.rating IS 'Ratings of people: performance, potential, and competencies with the level their role asks for. Seen by the two people and managers of the workspace.';

--
-- Name: COLUMN rating.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.id IS 'Key of the rating.';

--
-- Name: COLUMN rating.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.kind IS 'performance, potential or competency.';

--
-- Name: COLUMN rating.criterion; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.criterion IS 'What is rated; for a competency its name.';

--
-- Name: COLUMN rating.subject_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.subject_id IS 'Person who is rated.';

--
-- Name: COLUMN rating.rater_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.rater_id IS 'Person who rates.';

--
-- Name: COLUMN rating.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.period_id IS 'Period the rating is for.';

--
-- Name: COLUMN rating.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.score IS 'The rating, 0 to 100.';

--
-- Name: COLUMN rating.required_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.required_score IS 'For a competency: level that the role asks for, 0 to 100.';

--
-- Name: COLUMN rating.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.weight IS 'How much it counts among the ratings of the person.';

--
-- Name: COLUMN rating.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.note IS 'Reason.';

--
-- Name: COLUMN rating.rated_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.rating.rated_at IS 'When.';

--
-- Name: competency_gaps; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.competency_gaps WITH (security_invoker='true', security_barrier='true') AS
 SELECT r.subject_id AS person_id,
    p.name AS person_name,
    r.criterion AS competency_name,
    (sum((r.score * r.weight)) / sum(r.weight)) AS actual_score,
    max(r.required_score) AS required_score,
    (max(r.required_score) - (sum((r.score * r.weight)) / sum(r.weight))) AS gap_score,
    (count(*))::integer AS rating_count
   FROM (perf.rating r
     JOIN perf.person p ON ((p.id = r.subject_id)))
  WHERE (r.kind = 'competency'::text)
  GROUP BY r.subject_id, p.name, r.criterion;

--
-- Name: VIEW competency_gaps; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.competency_gaps IS 'Competencies: one row a person and competency, what is asked for and what is there, as far as you may see.';

--
-- Name: COLUMN competency_gaps.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.person_id IS 'Person.';

--
-- Name: COLUMN competency_gaps.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.person_name IS 'Name of the person.';

--
-- Name: COLUMN competency_gaps.competency_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.competency_name IS 'Competency.';

--
-- Name: COLUMN competency_gaps.actual_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.actual_score IS 'Mean rating by weight, 0 to 100.';

--
-- Name: COLUMN competency_gaps.required_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.required_score IS 'Level asked for, 0 to 100.';

--
-- Name: COLUMN competency_gaps.gap_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.gap_score IS 'Points that are missing; below 0: more than asked for.';

--
-- Name: COLUMN competency_gaps.rating_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.competency_gaps.rating_count IS 'Ratings.';

--
-- Name: decision; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.decision (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    goal_id bigint,
    name text NOT NULL,
    why text,
    decided_by_id bigint DEFAULT perf.me(),
    decided_at timestamp with time zone DEFAULT now() NOT NULL
);

--
-- Name: TABLE decision; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.decision IS 'Decisions taken in a review.';

--
-- Name: COLUMN decision.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.id IS 'Key of the decision.';

--
-- Name: COLUMN decision.review_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.review_id IS 'Review in which it was taken.';

--
-- Name: COLUMN decision.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN decision.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.name IS 'The decision, in one sentence.';

--
-- Name: COLUMN decision.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.why IS 'Reason.';

--
-- Name: COLUMN decision.decided_by_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.decided_by_id IS 'Person who decided.';

--
-- Name: COLUMN decision.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.decision.decided_at IS 'When.';

--
-- Name: decision_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: exceptions; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.exceptions WITH (security_invoker='true') AS
 WITH found AS (
         SELECT s.id,
            s.name,
            s.goal_path,
            s.team_id,
            s.team_name,
            s.owner_id,
            s.owner_name,
            s.status,
            s.status_order,
            s.score,
            s.due_on,
            s.root_weight_fraction,
            (COALESCE(s.root_weight_fraction, (0)::double precision) * GREATEST((0)::double precision, ((100)::double precision - COALESCE(s.score, (0)::double precision)))) AS lost_score,
            b.blocker,
            a.overdue,
            c.confidence,
            concat_ws('; '::text,
                CASE
                    WHEN (b.blocker IS NOT NULL) THEN ('blocked: '::text || b.blocker)
                    ELSE NULL::text
                END,
                CASE
                    WHEN (s.status = 'no data'::text) THEN 'no data'::text
                    WHEN (s.status = 'stale'::text) THEN ('stale: last measured on '::text || (timezone(d.time_zone, s.measured_at))::date)
                    ELSE NULL::text
                END,
                CASE
                    WHEN (s.status_order = 1) THEN ('status is '::text || s.status)
                    ELSE NULL::text
                END,
                CASE
                    WHEN ((s.due_on < (timezone(d.time_zone, now()))::date) AND (s.attained_fraction < (1)::double precision) AND (s.lifecycle = 'active'::text)) THEN ('past its day, '::text || s.due_on)
                    ELSE NULL::text
                END,
                CASE
                    WHEN ((s.is_on_pace = false) AND (s.status_order <> 1)) THEN 'behind plan'::text
                    ELSE NULL::text
                END,
                CASE
                    WHEN (c.confidence < (0.5)::double precision) THEN (('confidence '::text || round((((100)::double precision * c.confidence))::numeric)) || ' %'::text)
                    ELSE NULL::text
                END,
                CASE
                    WHEN (a.overdue > 0) THEN (a.overdue || ' overdue actions'::text)
                    ELSE NULL::text
                END) AS reason
           FROM ((((perf.scorecard s
             CROSS JOIN perf.setting d)
             LEFT JOIN LATERAL ( SELECT string_agg(ci.blocker, ', '::text ORDER BY ci.at, ci.id) AS blocker
                   FROM perf.check_in ci
                  WHERE ((ci.goal_id = s.id) AND (ci.blocker IS NOT NULL) AND (ci.cleared_at IS NULL))) b ON (true))
             LEFT JOIN LATERAL ( SELECT ci.confidence
                   FROM perf.check_in ci
                  WHERE ((ci.goal_id = s.id) AND (ci.confidence IS NOT NULL))
                  ORDER BY ci.at DESC, ci.id DESC
                 LIMIT 1) c ON (true))
             LEFT JOIN LATERAL ( SELECT (count(*))::integer AS overdue
                   FROM perf.action x
                  WHERE ((x.goal_id = s.id) AND (x.done_at IS NULL) AND (x.dropped_at IS NULL) AND (x.due_on < (timezone(d.time_zone, now()))::date))) a ON (true))
          WHERE ((s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])) AND (s.is_leaf OR (b.blocker IS NOT NULL) OR (a.overdue > 0)))
        )
 SELECT f.id,
    f.name,
    (row_number() OVER (ORDER BY f.lost_score DESC, f.status_order, f.id))::integer AS attention_order,
    f.reason,
    f.lost_score,
    f.status,
    f.status_order,
    f.score,
    f.owner_id,
    f.owner_name,
    f.team_id,
    f.team_name,
    f.due_on,
    f.blocker,
    f.overdue AS overdue_action_count,
    f.confidence,
    f.goal_path
   FROM found f
  WHERE (f.reason <> ''::text);

--
-- Name: VIEW exceptions; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.exceptions IS 'What needs attention first, and why: one row a goal. Sort by attention_order.';

--
-- Name: COLUMN exceptions.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.id IS 'Goal; unique in this view.';

--
-- Name: COLUMN exceptions.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.name IS 'Name of the goal.';

--
-- Name: COLUMN exceptions.attention_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.attention_order IS '1 needs attention first: most points of the root score lost.';

--
-- Name: COLUMN exceptions.reason; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.reason IS 'Why it is here, in words.';

--
-- Name: COLUMN exceptions.lost_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.lost_score IS 'Points of the root score that are missing here: weight at the root times the way to 100.';

--
-- Name: COLUMN exceptions.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.status IS 'Status of the goal.';

--
-- Name: COLUMN exceptions.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.status_order IS 'For sorting by status.';

--
-- Name: COLUMN exceptions.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.score IS 'Score, 0 to 100.';

--
-- Name: COLUMN exceptions.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN exceptions.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.owner_name IS 'Name of that person.';

--
-- Name: COLUMN exceptions.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.team_id IS 'Team of the goal.';

--
-- Name: COLUMN exceptions.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.team_name IS 'Name of the team.';

--
-- Name: COLUMN exceptions.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.due_on IS 'Day by which it is to be reached.';

--
-- Name: COLUMN exceptions.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.blocker IS 'What is in the way, if anything.';

--
-- Name: COLUMN exceptions.overdue_action_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.overdue_action_count IS 'Actions past their day.';

--
-- Name: COLUMN exceptions.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.confidence IS 'Latest stated confidence, 0 to 1.';

--
-- Name: COLUMN exceptions.goal_path; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.exceptions.goal_path IS 'Names from the root to the goal.';

--
-- Name: factor; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.factor (
    id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    note text,
    team_id bigint,
    owner_id bigint,
    impact integer,
    likelihood integer,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT factor_impact CHECK (((impact >= 1) AND (impact <= 5))),
    CONSTRAINT factor_kind CHECK ((kind = ANY (ARRAY['strength'::text, 'weakness'::text, 'opportunity'::text, 'threat'::text, 'risk'::text, 'stakeholder'::text]))),
    CONSTRAINT factor_likelihood CHECK (((likelihood >= 1) AND (likelihood <= 5)))
);

--
-- Name: TABLE factor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.factor IS 'Strategy around the goals: strengths, weaknesses, opportunities, threats, risks and stakeholders.';

--
-- Name: COLUMN factor.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.id IS 'Key of the factor.';

--
-- Name: COLUMN factor.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';

--
-- Name: COLUMN factor.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.name IS 'What it is.';

--
-- Name: COLUMN factor.note; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.note IS 'More about it; for a stakeholder the interest.';

--
-- Name: COLUMN factor.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.team_id IS 'Team it concerns; empty: the whole organisation.';

--
-- Name: COLUMN factor.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.owner_id IS 'Person who watches it.';

--
-- Name: COLUMN factor.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.impact IS 'Impact, 1 to 5; for a stakeholder the influence.';

--
-- Name: COLUMN factor.likelihood; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.likelihood IS 'Likelihood, 1 to 5; for a stakeholder the interest.';

--
-- Name: COLUMN factor.noted_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.noted_at IS 'When it was noted.';

--
-- Name: COLUMN factor.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.factor.closed_at IS 'When it no longer held; empty: it holds.';

--
-- Name: factor_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.factor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.factor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: feedback; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.feedback (
    id bigint NOT NULL,
    kind text DEFAULT 'feedback'::text NOT NULL,
    from_id bigint DEFAULT perf.me() NOT NULL,
    to_id bigint NOT NULL,
    goal_id bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    body text NOT NULL,
    visibility text DEFAULT 'private'::text NOT NULL,
    points integer,
    CONSTRAINT feedback_kind CHECK ((kind = ANY (ARRAY['feedback'::text, 'coaching'::text, 'recognition'::text, 'one-on-one'::text]))),
    CONSTRAINT feedback_not_to_oneself CHECK (((from_id <> to_id) OR (kind = 'coaching'::text))),
    CONSTRAINT feedback_points CHECK (((points >= 0) AND (points <= 1000))),
    CONSTRAINT feedback_visibility CHECK ((visibility = ANY (ARRAY['private'::text, 'team'::text, 'everyone'::text])))
);

--
-- Name: TABLE feedback; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.feedback IS 'Feedback, coaching and recognition between people. Private rows are seen by the two people only.';

--
-- Name: COLUMN feedback.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.id IS 'Key of the row.';

--
-- Name: COLUMN feedback.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.kind IS 'feedback, coaching, recognition or one-on-one.';

--
-- Name: COLUMN feedback.from_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.from_id IS 'Person who gives it.';

--
-- Name: COLUMN feedback.to_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.to_id IS 'Person who gets it.';

--
-- Name: COLUMN feedback.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN feedback.at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.at IS 'When.';

--
-- Name: COLUMN feedback.body; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.body IS 'What is said.';

--
-- Name: COLUMN feedback.visibility; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.visibility IS 'private (the two people), team (also the team of the receiver), or everyone.';

--
-- Name: COLUMN feedback.points; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.feedback.points IS 'For recognition: points given.';

--
-- Name: feedback_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.feedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: goal_factor; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.goal_factor (
    goal_id bigint NOT NULL,
    factor_id bigint NOT NULL,
    effect text DEFAULT 'supports'::text NOT NULL,
    CONSTRAINT goal_factor_effect CHECK ((effect = ANY (ARRAY['supports'::text, 'endangers'::text, 'answered by'::text])))
);

--
-- Name: TABLE goal_factor; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.goal_factor IS 'Which factors bear on which goals.';

--
-- Name: COLUMN goal_factor.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_factor.factor_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.factor_id IS 'Factor.';

--
-- Name: COLUMN goal_factor.effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_factor.effect IS 'supports, endangers, or answered by (the goal is the answer to the factor).';

--
-- Name: goal_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.goal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.goal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: goal_trend; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.goal_trend WITH (security_invoker='true') AS
 SELECT m.at AS measured_at,
    m.goal_id,
    g.name AS goal_name,
        CASE
            WHEN (g.time_aggregation = 'ratio'::text) THEN (m.value / NULLIF(m.base, (0)::double precision))
            ELSE m.value
        END AS actual,
    g.unit,
    opm.goal_value((s.target)::opm.target) AS target_value,
    opm.baseline((s.target)::opm.target) AS baseline,
        CASE
            WHEN ((m.at >= s.from_at) AND (m.at <= s.until_at)) THEN opm.planned((s.target)::opm.target, (date_part('epoch'::text, (m.at - s.from_at)) / date_part('epoch'::text, (s.until_at - s.from_at))))
            ELSE NULL::double precision
        END AS pace_value,
        CASE
            WHEN (g.time_aggregation = ANY (ARRAY['last'::text, 'first'::text, 'mean'::text, 'min'::text, 'max'::text])) THEN ((100)::double precision * opm.score(m.value, (s.target)::opm.target))
            WHEN (g.time_aggregation = 'ratio'::text) THEN ((100)::double precision * opm.score((m.value / NULLIF(m.base, (0)::double precision)), (s.target)::opm.target))
            ELSE NULL::double precision
        END AS score
   FROM ((perf.measured m
     JOIN perf.goal g ON ((g.id = m.goal_id)))
     JOIN perf.goal_scope s ON ((s.goal_id = m.goal_id)))
  WHERE ((s.min_group IS NULL) OR (m.base >= (s.min_group)::double precision));

--
-- Name: VIEW goal_trend; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.goal_trend IS 'Measurements with the target they are judged by: one row a measurement, for charts.';

--
-- Name: COLUMN goal_trend.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.measured_at IS 'Time the value holds for.';

--
-- Name: COLUMN goal_trend.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.goal_id IS 'Goal.';

--
-- Name: COLUMN goal_trend.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN goal_trend.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.actual IS 'Measured value, in unit; for a ratio value / base.';

--
-- Name: COLUMN goal_trend.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.unit IS 'Unit of actual.';

--
-- Name: COLUMN goal_trend.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.target_value IS 'Value to aim at now.';

--
-- Name: COLUMN goal_trend.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.baseline IS 'Value the goal starts from.';

--
-- Name: COLUMN goal_trend.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.pace_value IS 'Value a straight plan expected then.';

--
-- Name: COLUMN goal_trend.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.goal_trend.score IS 'Score of this one value, 0 to 100; empty where single values have none (sums, counts).';

--
-- Name: huddle; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.huddle WITH (security_invoker='true') AS
 SELECT n.id,
    n.name,
    g.team_id,
    t.name AS team_name,
    n.owner_id,
    p.name AS owner_name,
    n.actual,
    n.previous_actual,
    (n.actual - n.previous_actual) AS change_value,
    n.target_value,
    n.unit,
    n.score,
    n.status,
    n.measured_at,
    b.blocker,
        CASE
            WHEN (n.fresh_until < now()) THEN ((date_part('epoch'::text, (now() - n.fresh_until)) / (86400)::double precision))::integer
            ELSE 0
        END AS overdue_days
   FROM ((((perf.goal_now n
     JOIN perf.goal g ON (((g.id = n.id) AND (g.lifecycle = 'active'::text))))
     LEFT JOIN perf.team t ON ((t.id = g.team_id)))
     LEFT JOIN perf.person p ON ((p.id = n.owner_id)))
     LEFT JOIN LATERAL ( SELECT string_agg(ci.blocker, ', '::text ORDER BY ci.at, ci.id) AS blocker
           FROM perf.check_in ci
          WHERE ((ci.goal_id = n.id) AND (ci.blocker IS NOT NULL) AND (ci.cleared_at IS NULL))) b ON (true))
  WHERE ((n.measured_at IS NOT NULL) OR (n.target IS NOT NULL));

--
-- Name: VIEW huddle; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.huddle IS 'Daily huddle: one row a measured goal, with the last two values, the plan, and what is in the way.';

--
-- Name: COLUMN huddle.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.id IS 'Goal; unique in this view.';

--
-- Name: COLUMN huddle.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.name IS 'Name of the goal.';

--
-- Name: COLUMN huddle.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.team_id IS 'Team of the goal.';

--
-- Name: COLUMN huddle.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.team_name IS 'Name of the team.';

--
-- Name: COLUMN huddle.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN huddle.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.owner_name IS 'Name of that person.';

--
-- Name: COLUMN huddle.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.actual IS 'Current value, in unit.';

--
-- Name: COLUMN huddle.previous_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.previous_actual IS 'Value of the measurement before the last one.';

--
-- Name: COLUMN huddle.change_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.change_value IS 'Difference between the two, in unit.';

--
-- Name: COLUMN huddle.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.target_value IS 'Value to aim at.';

--
-- Name: COLUMN huddle.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.unit IS 'Unit of the values.';

--
-- Name: COLUMN huddle.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.score IS 'Score of the goal by itself, 0 to 100.';

--
-- Name: COLUMN huddle.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.status IS 'Name of the score, stale or no data.';

--
-- Name: COLUMN huddle.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.measured_at IS 'Time of the last measurement.';

--
-- Name: COLUMN huddle.blocker; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.blocker IS 'Open blockers.';

--
-- Name: COLUMN huddle.overdue_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.huddle.overdue_days IS 'Days a measurement is overdue.';

--
-- Name: incentive; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.incentive (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    goal_id bigint NOT NULL,
    amount numeric(14,2) NOT NULL,
    currency text DEFAULT 'EUR'::text NOT NULL,
    curve text DEFAULT '0.8:0.5 1:1 1.2:2'::text NOT NULL,
    threshold double precision,
    CONSTRAINT incentive_amount CHECK ((amount >= (0)::numeric)),
    CONSTRAINT incentive_curve_valid CHECK ((((curve)::opm.target)::text <> ''::text)),
    CONSTRAINT incentive_threshold CHECK (((threshold > '-Infinity'::double precision) AND (threshold < 'Infinity'::double precision)))
);

--
-- Name: TABLE incentive; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.incentive IS 'Pay that depends on a goal: the amount at full payment and the curve from score to paid fraction. Seen by the person and managers of the workspace.';

--
-- Name: COLUMN incentive.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.id IS 'Key of the row.';

--
-- Name: COLUMN incentive.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.person_id IS 'Person who is paid.';

--
-- Name: COLUMN incentive.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.goal_id IS 'Goal whose score decides.';

--
-- Name: COLUMN incentive.amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.amount IS 'Amount when the curve gives 1.';

--
-- Name: COLUMN incentive.currency; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.currency IS 'Currency of the amount.';

--
-- Name: COLUMN incentive.curve; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.curve IS 'Curve from score (fraction, 1 is goal reached) to paid fraction, an opm.target literal.';

--
-- Name: COLUMN incentive.threshold; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.incentive.threshold IS 'Score (fraction) below which nothing is paid; empty: the curve alone decides.';

--
-- Name: incentive_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.incentive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.incentive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: nine_box; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.nine_box WITH (security_invoker='true', security_barrier='true') AS
 SELECT x.person_id,
    p.name AS person_name,
    x.period_id,
    x.performance_score,
    x.potential_score,
    (width_bucket(x.performance_score, ARRAY[((100.0 / (3)::numeric))::double precision, ((200.0 / (3)::numeric))::double precision]) + 1) AS performance_box,
    (width_bucket(x.potential_score, ARRAY[((100.0 / (3)::numeric))::double precision, ((200.0 / (3)::numeric))::double precision]) + 1) AS potential_box,
    x.rater_count
   FROM (( SELECT r.subject_id AS person_id,
            r.period_id,
            (sum((r.score * r.weight)) FILTER (WHERE (r.kind = 'performance'::text)) / NULLIF(sum(r.weight) FILTER (WHERE (r.kind = 'performance'::text)), (0)::double precision)) AS performance_score,
            (sum((r.score * r.weight)) FILTER (WHERE (r.kind = 'potential'::text)) / NULLIF(sum(r.weight) FILTER (WHERE (r.kind = 'potential'::text)), (0)::double precision)) AS potential_score,
            (count(DISTINCT r.rater_id))::integer AS rater_count
           FROM perf.rating r
          WHERE (r.kind = ANY (ARRAY['performance'::text, 'potential'::text]))
          GROUP BY r.subject_id, r.period_id) x
     JOIN perf.person p ON ((p.id = x.person_id)));

--
-- Name: VIEW nine_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.nine_box IS 'Nine-box: one row a person and period with ratings of performance and potential that you may see. Boxes begin at 33.3 and 66.7.';

--
-- Name: COLUMN nine_box.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.person_id IS 'Person.';

--
-- Name: COLUMN nine_box.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.person_name IS 'Name of the person.';

--
-- Name: COLUMN nine_box.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.period_id IS 'Period the ratings are for.';

--
-- Name: COLUMN nine_box.performance_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.performance_score IS 'Mean performance rating by weight, 0 to 100.';

--
-- Name: COLUMN nine_box.potential_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.potential_score IS 'Mean potential rating by weight, 0 to 100.';

--
-- Name: COLUMN nine_box.performance_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.performance_box IS '1 low, 2 middle, 3 high.';

--
-- Name: COLUMN nine_box.potential_box; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.potential_box IS '1 low, 2 middle, 3 high.';

--
-- Name: COLUMN nine_box.rater_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.nine_box.rater_count IS 'People who rated.';

--
-- Name: okr; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.okr WITH (security_invoker='true') AS
 SELECT k.id,
    k.name,
    o.id AS objective_id,
    o.name AS objective_name,
    o.score AS objective_score,
    o.status AS objective_status,
    k.period_id,
    k.period_name,
    k.team_id,
    k.team_name,
    k.owner_id,
    k.owner_name,
    k.actual,
    k.baseline,
    k.target_value,
    k.pace_value,
    k.unit,
    k.score,
    k.attained_fraction,
    k.status,
    k.status_order,
    c.confidence,
    g.ambition,
    k.weight,
    k.measured_at,
    k.due_on,
    k.tree_order
   FROM (((perf.scorecard k
     JOIN perf.goal g ON ((g.id = k.id)))
     LEFT JOIN perf.scorecard o ON ((o.id = k.parent_goal_id)))
     LEFT JOIN LATERAL ( SELECT ci.confidence
           FROM perf.check_in ci
          WHERE ((ci.goal_id = k.id) AND (ci.confidence IS NOT NULL))
          ORDER BY ci.at DESC, ci.id DESC
         LIMIT 1) c ON (true))
  WHERE (k.goal_kind = 'key result'::text);

--
-- Name: VIEW okr; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.okr IS 'OKRs: one row a key result with its objective. Objectives without key results are in alignment_gaps.';

--
-- Name: COLUMN okr.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.id IS 'Key result; unique in this view.';

--
-- Name: COLUMN okr.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.name IS 'Name of the key result.';

--
-- Name: COLUMN okr.objective_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_id IS 'Objective it belongs to.';

--
-- Name: COLUMN okr.objective_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_name IS 'Name of the objective.';

--
-- Name: COLUMN okr.objective_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_score IS 'Score of the objective, 0 to 100.';

--
-- Name: COLUMN okr.objective_status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.objective_status IS 'Status of the objective.';

--
-- Name: COLUMN okr.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.period_id IS 'Period whose measurements count.';

--
-- Name: COLUMN okr.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.period_name IS 'Name of that period.';

--
-- Name: COLUMN okr.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.team_id IS 'Team of the key result.';

--
-- Name: COLUMN okr.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.team_name IS 'Name of the team.';

--
-- Name: COLUMN okr.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.owner_id IS 'Person who answers for the key result.';

--
-- Name: COLUMN okr.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.owner_name IS 'Name of that person.';

--
-- Name: COLUMN okr.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.actual IS 'Current value, in unit.';

--
-- Name: COLUMN okr.baseline; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.baseline IS 'Value it starts from.';

--
-- Name: COLUMN okr.target_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.target_value IS 'Value to aim at.';

--
-- Name: COLUMN okr.pace_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.pace_value IS 'Value the plan expects by now.';

--
-- Name: COLUMN okr.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.unit IS 'Unit of the values.';

--
-- Name: COLUMN okr.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.score IS 'Score, 0 to 100 and beyond: 100 is reached.';

--
-- Name: COLUMN okr.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.attained_fraction IS 'The same as a fraction.';

--
-- Name: COLUMN okr.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.status IS 'Name of the score, stale or no data.';

--
-- Name: COLUMN okr.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.status_order IS 'For sorting by status.';

--
-- Name: COLUMN okr.confidence; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.confidence IS 'Latest stated confidence that it is reached in time, 0 to 1.';

--
-- Name: COLUMN okr.ambition; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.ambition IS 'committed or aspirational.';

--
-- Name: COLUMN okr.weight; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.weight IS 'Weight among the siblings.';

--
-- Name: COLUMN okr.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.measured_at IS 'Time of the last measurement.';

--
-- Name: COLUMN okr.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.due_on IS 'Day by which it is to be reached.';

--
-- Name: COLUMN okr.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.okr.tree_order IS 'Sort by this to show key results under their objectives.';

--
-- Name: payout; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.payout WITH (security_invoker='true', security_barrier='true') AS
 SELECT i.id,
    i.person_id,
    p.name AS person_name,
    i.goal_id,
    s.name AS goal_name,
    s.score,
    i.amount AS full_amount,
        CASE
            WHEN (s.attained_fraction < i.threshold) THEN (0)::double precision
            ELSE opm.score(s.attained_fraction, (i.curve)::opm.target)
        END AS paid_fraction,
    (round((i.amount * (
        CASE
            WHEN (s.attained_fraction < i.threshold) THEN (0)::double precision
            ELSE opm.score(s.attained_fraction, (i.curve)::opm.target)
        END)::numeric), 2))::numeric(14,2) AS paid_amount,
    i.currency
   FROM ((perf.incentive i
     JOIN perf.person p ON ((p.id = i.person_id)))
     JOIN perf.scorecard s ON ((s.id = i.goal_id)));

--
-- Name: VIEW payout; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.payout IS 'Pay-out by the present scores: one row a person and goal, as far as you may see.';

--
-- Name: COLUMN payout.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.id IS 'Incentive; unique in this view.';

--
-- Name: COLUMN payout.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.person_id IS 'Person who is paid.';

--
-- Name: COLUMN payout.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.person_name IS 'Name of the person.';

--
-- Name: COLUMN payout.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.goal_id IS 'Goal whose score decides.';

--
-- Name: COLUMN payout.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN payout.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.score IS 'Score of the goal, 0 to 100 and beyond.';

--
-- Name: COLUMN payout.full_amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.full_amount IS 'Amount when the curve gives 1, in currency.';

--
-- Name: COLUMN payout.paid_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.paid_fraction IS 'Part that is paid, 1 is the full amount; empty: no score.';

--
-- Name: COLUMN payout.paid_amount; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.paid_amount IS 'Amount paid, in currency, rounded to the cent.';

--
-- Name: COLUMN payout.currency; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.payout.currency IS 'Currency of the amounts.';

--
-- Name: period_close_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.period_close ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME perf.period_close_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: period_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.period ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.period_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: person_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: perspective_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.perspective ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.perspective_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: pillar_health; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.pillar_health WITH (security_invoker='true') AS
 SELECT x.id,
    x.name,
    x.measure_name,
    x.counted_count,
    x.of_count,
    ((100)::double precision * LEAST((1)::double precision, ((x.counted_count)::double precision / (NULLIF(x.of_count, 0))::double precision))) AS score
   FROM ( SELECT 1 AS id,
            'Goal setting and alignment'::text AS name,
            'active goals that are part of a tree'::text AS measure_name,
            (count(*) FILTER (WHERE ((g.parent_id IS NOT NULL) OR (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = g.id))) OR (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.goal_id = g.id))))))::integer AS counted_count,
            (count(*))::integer AS of_count
           FROM perf.goal g
          WHERE (g.lifecycle = 'active'::text)
        UNION ALL
         SELECT 2,
            'Feedback and communication'::text,
            'active people who got feedback, coaching or recognition that you may see'::text,
            (count(*) FILTER (WHERE (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.at > (now() - '2160:00:00'::interval)))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf.person p
          WHERE p.active
        UNION ALL
         SELECT 3,
            'Measurement and analytics'::text,
            'active goals with a target whose last value is fresh'::text,
            (count(*) FILTER (WHERE ((n.measured_at IS NOT NULL) AND (n.fresh_until >= s.reference_at))))::integer AS count,
            (count(*))::integer AS count
           FROM ((perf.goal_scope s
             JOIN perf.goal g ON (((g.id = s.goal_id) AND (g.lifecycle = 'active'::text))))
             LEFT JOIN LATERAL ( SELECT max(m.at) AS measured_at,
                    (max(m.at) + make_interval(secs => (((s.fresh_days)::numeric * 86400.0))::double precision)) AS fresh_until
                   FROM perf.measured m
                  WHERE (m.goal_id = g.id)) n ON (true))
          WHERE (s.target IS NOT NULL)
        UNION ALL
         SELECT 4,
            'Development and coaching'::text,
            'active people with a development goal or coaching that you may see'::text,
            (count(*) FILTER (WHERE ((EXISTS ( SELECT
                   FROM perf.goal g
                  WHERE ((g.owner_id = p.id) AND (g.kind = 'development'::text) AND (g.lifecycle = ANY (ARRAY['active'::text, 'done'::text]))))) OR (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.kind = 'coaching'::text) AND (f.at > (now() - '2160:00:00'::interval))))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf.person p
          WHERE p.active
        UNION ALL
         SELECT 5,
            'Recognition and reward'::text,
            'active people who were recognised, as far as you may see'::text,
            (count(*) FILTER (WHERE (EXISTS ( SELECT
                   FROM perf.feedback f
                  WHERE ((f.to_id = p.id) AND (f.kind = 'recognition'::text) AND (f.at > (now() - '2160:00:00'::interval)))))))::integer AS count,
            (count(*))::integer AS count
           FROM perf.person p
          WHERE p.active) x;

--
-- Name: VIEW pillar_health; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.pillar_health IS 'Health of the five pillars of performance management over the last 90 days: one row a pillar.';

--
-- Name: COLUMN pillar_health.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.id IS 'Pillar, 1 to 5; unique in this view.';

--
-- Name: COLUMN pillar_health.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.name IS 'Name of the pillar.';

--
-- Name: COLUMN pillar_health.measure_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.measure_name IS 'What is counted.';

--
-- Name: COLUMN pillar_health.counted_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.counted_count IS 'What was found.';

--
-- Name: COLUMN pillar_health.of_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.of_count IS 'Out of how many.';

--
-- Name: COLUMN pillar_health.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.pillar_health.score IS 'Found out of expected, 0 to 100; empty: nothing expected.';

--
-- Name: rating_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: recognition_feed; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.recognition_feed WITH (security_invoker='true', security_barrier='true') AS
 SELECT f.id,
    f.at AS recognised_at,
    f.from_id AS from_person_id,
    a.name AS from_person_name,
    f.to_id AS to_person_id,
    b.name AS to_person_name,
    f.goal_id,
    g.name AS goal_name,
    f.body,
    f.points AS point_count
   FROM (((perf.feedback f
     JOIN perf.person a ON ((a.id = f.from_id)))
     JOIN perf.person b ON ((b.id = f.to_id)))
     LEFT JOIN perf.goal g ON ((g.id = f.goal_id)))
  WHERE (f.kind = 'recognition'::text);

--
-- Name: VIEW recognition_feed; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.recognition_feed IS 'Recognition for all to see, newest first: one row a recognition.';

--
-- Name: COLUMN recognition_feed.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.id IS 'Recognition; unique in this view.';

--
-- Name: COLUMN recognition_feed.recognised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.recognised_at IS 'When.';

--
-- Name: COLUMN recognition_feed.from_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.from_person_id IS 'Person who gives it.';

--
-- Name: COLUMN recognition_feed.from_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.from_person_name IS 'Name of that person.';

--
-- Name: COLUMN recognition_feed.to_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.to_person_id IS 'Person who gets it.';

--
-- Name: COLUMN recognition_feed.to_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.to_person_name IS 'Name of that person.';

--
-- Name: COLUMN recognition_feed.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.goal_id IS 'Goal it is about.';

--
-- Name: COLUMN recognition_feed.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN recognition_feed.body; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.body IS 'What is said.';

--
-- Name: COLUMN recognition_feed.point_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.recognition_feed.point_count IS 'Points given.';

--
-- Name: restatements; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.restatements WITH (security_invoker='true') AS
 SELECT c.period_id,
    p.name AS period_name,
    x.goal_id,
    g.name AS goal_name,
    x.at AS measured_at,
    x.change_type,
    x.old_value,
    x.new_value,
    x.changed_at,
    x.changed_by,
    r.actual AS closed_actual,
    r.score AS closed_score,
    c.closed_at
   FROM ((((perf.period_close c
     JOIN perf.period p ON ((p.id = c.period_id)))
     JOIN ( SELECT m.goal_id,
            m.at,
            'late'::text AS change_type,
            NULL::double precision AS old_value,
            m.value AS new_value,
            m.recorded_at AS changed_at,
            m.recorded_by AS changed_by
           FROM perf.measurement m
          WHERE (NOT (EXISTS ( SELECT
                   FROM perf.measurement_history h
                  WHERE ((h.goal_id = m.goal_id) AND (h.at = m.at)))))
        UNION ALL
         SELECT h.goal_id,
            h.at,
                CASE h.operation
                    WHEN 'DELETE'::text THEN 'deleted'::text
                    ELSE 'corrected'::text
                END AS "case",
            h.value,
            m.value,
            h.superseded_at,
            h.superseded_by
           FROM (perf.measurement_history h
             LEFT JOIN perf.measurement m ON (((m.goal_id = h.goal_id) AND (m.at = h.at))))) x ON (((x.at >= p.from_at) AND (x.at < p.until_at) AND (x.changed_at > c.closed_at))))
     JOIN perf.goal g ON ((g.id = x.goal_id)))
     LEFT JOIN perf.close_result r ON (((r.close_id = c.id) AND (r.goal_id = x.goal_id))));

--
-- Name: VIEW restatements; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.restatements IS 'What was corrected after a period was closed: one row a change, with what the close had and what is known now.';

--
-- Name: COLUMN restatements.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.period_id IS 'Closed period.';

--
-- Name: COLUMN restatements.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.period_name IS 'Name of the period.';

--
-- Name: COLUMN restatements.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.goal_id IS 'Goal.';

--
-- Name: COLUMN restatements.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN restatements.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.measured_at IS 'Time the value holds for.';

--
-- Name: COLUMN restatements.change_type; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.change_type IS 'late (recorded after the close), corrected or deleted.';

--
-- Name: COLUMN restatements.old_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.old_value IS 'Value as it was before; empty: none.';

--
-- Name: COLUMN restatements.new_value; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.new_value IS 'Value as it is now; empty: none.';

--
-- Name: COLUMN restatements.changed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.changed_at IS 'When it was changed.';

--
-- Name: COLUMN restatements.changed_by; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.changed_by IS 'Database role that changed it.';

--
-- Name: COLUMN restatements.closed_actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_actual IS 'Value of the goal in the close.';

--
-- Name: COLUMN restatements.closed_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_score IS 'Score of the goal in the close, 0 to 100.';

--
-- Name: COLUMN restatements.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.restatements.closed_at IS 'When the period was closed.';

--
-- Name: review; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.review (
    id bigint NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'weekly'::text NOT NULL,
    team_id bigint,
    period_id bigint,
    facilitator_id bigint DEFAULT perf.me(),
    planned_at timestamp with time zone,
    held_at timestamp with time zone,
    summary text,
    CONSTRAINT review_kind CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text, 'quarterly'::text, 'annual'::text, 'work-out'::text, 'other'::text])))
);

--
-- Name: TABLE review; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.review IS 'Meetings in which goals are reviewed.';

--
-- Name: COLUMN review.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.id IS 'Key of the review.';

--
-- Name: COLUMN review.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.name IS 'Name.';

--
-- Name: COLUMN review.kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.kind IS 'daily, weekly, monthly, quarterly, annual, work-out or other.';

--
-- Name: COLUMN review.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.team_id IS 'Team that meets; empty: the whole organisation.';

--
-- Name: COLUMN review.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.period_id IS 'Period under review.';

--
-- Name: COLUMN review.facilitator_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.facilitator_id IS 'Person who runs it.';

--
-- Name: COLUMN review.planned_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.planned_at IS 'When it is to be held.';

--
-- Name: COLUMN review.held_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.held_at IS 'When it was held; empty: not yet.';

--
-- Name: COLUMN review.summary; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review.summary IS 'What came out, in words.';

--
-- Name: review_agenda; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.review_agenda WITH (security_invoker='true') AS
 SELECT i.team_id,
    t.name AS team_name,
    (row_number() OVER (PARTITION BY i.team_id ORDER BY i.rank, i.weight DESC, i.goal_id, i.item))::integer AS item_order,
    i.topic,
    i.item,
    i.why,
    i.goal_id,
    g.name AS goal_name,
    i.person_id,
    p.name AS person_name
   FROM (((( SELECT e.team_id,
            1 AS rank,
            'exception'::text AS topic,
            e.name AS item,
            e.reason AS why,
            e.id AS goal_id,
            e.owner_id AS person_id,
            e.lost_score AS weight
           FROM perf.exceptions e
          WHERE (e.blocker IS NULL)
        UNION ALL
         SELECT g_1.team_id,
            0,
            'blocker'::text,
            ci.blocker,
            ('open since '::text || (timezone(d.time_zone, ci.at))::date),
            ci.goal_id,
            COALESCE(ci.blocker_owner_id, ci.person_id) AS "coalesce",
            0
           FROM ((perf.check_in ci
             JOIN perf.goal g_1 ON ((g_1.id = ci.goal_id)))
             CROSS JOIN perf.setting d)
          WHERE ((ci.blocker IS NOT NULL) AND (ci.cleared_at IS NULL))
        UNION ALL
         SELECT g_1.team_id,
            2,
            'overdue action'::text,
            a.name,
            ('due on '::text || a.due_on),
            a.goal_id,
            a.owner_id,
            0
           FROM ((perf.action a
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g_1 ON ((g_1.id = a.goal_id)))
          WHERE ((a.done_at IS NULL) AND (a.dropped_at IS NULL) AND (a.due_on < (timezone(d.time_zone, now()))::date))
        UNION ALL
         SELECT g_1.team_id,
            3,
            'proposal to decide'::text,
            a.name,
            ('raised on '::text || (timezone(d.time_zone, a.raised_at))::date),
            a.goal_id,
            a.raised_by_id,
            0
           FROM ((perf.action a
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.goal g_1 ON ((g_1.id = a.goal_id)))
          WHERE ((a.kind = 'proposal'::text) AND (a.verdict IS NULL) AND (a.dropped_at IS NULL))
        UNION ALL
         SELECT COALESCE(g_1.team_id, r.team_id) AS "coalesce",
            4,
            'decision to follow up'::text,
            x.name,
            'no action yet'::text,
            x.goal_id,
            x.decided_by_id,
            0
           FROM ((perf.decision x
             JOIN perf.review r ON ((r.id = x.review_id)))
             LEFT JOIN perf.goal g_1 ON ((g_1.id = x.goal_id)))
          WHERE (NOT (EXISTS ( SELECT
                   FROM perf.action a
                  WHERE (a.decision_id = x.id))))) i
     LEFT JOIN perf.team t ON ((t.id = i.team_id)))
     LEFT JOIN perf.goal g ON ((g.id = i.goal_id)))
     LEFT JOIN perf.person p ON ((p.id = i.person_id)));

--
-- Name: VIEW review_agenda; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.review_agenda IS 'Agenda of the next review: one row an item, for each team and for goals without a team. Sort by team_name, item_order.';

--
-- Name: COLUMN review_agenda.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.team_id IS 'Team whose review it is for; empty: the whole organisation.';

--
-- Name: COLUMN review_agenda.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.team_name IS 'Name of the team.';

--
-- Name: COLUMN review_agenda.item_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.item_order IS 'Place on the agenda.';

--
-- Name: COLUMN review_agenda.topic; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.topic IS 'exception, blocker, overdue action, proposal to decide, or decision to follow up.';

--
-- Name: COLUMN review_agenda.item; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.item IS 'What to talk about.';

--
-- Name: COLUMN review_agenda.why; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.why IS 'Why it is on the agenda.';

--
-- Name: COLUMN review_agenda.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.goal_id IS 'Goal concerned.';

--
-- Name: COLUMN review_agenda.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN review_agenda.person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.person_id IS 'Person to report.';

--
-- Name: COLUMN review_agenda.person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.review_agenda.person_name IS 'Name of that person.';

--
-- Name: review_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: scorecard_history; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.scorecard_history WITH (security_invoker='true') AS
 SELECT c.period_id,
    p.name AS period_name,
    p.kind AS period_kind,
    p.last_day,
    r.goal_id,
    r.goal_name,
    r.parent_goal_id,
    r.depth,
    r.tree_order,
    r.actual,
    r.unit,
    r.target,
    r.score,
    (r.score / (100)::double precision) AS attained_fraction,
    r.status,
    r.status_order,
    r.coverage_fraction,
    (r.score - lag(r.score) OVER (PARTITION BY r.goal_id, p.kind, p.calendar ORDER BY p.first_day)) AS change_score,
    c.closed_at
   FROM ((perf.close_result r
     JOIN perf.period_close c ON ((c.id = r.close_id)))
     JOIN perf.period p ON ((p.id = c.period_id)));

--
-- Name: VIEW scorecard_history; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.scorecard_history IS 'Results of closed periods: one row a goal and period, as closed.';

--
-- Name: COLUMN scorecard_history.period_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_id IS 'Period.';

--
-- Name: COLUMN scorecard_history.period_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_name IS 'Name of the period.';

--
-- Name: COLUMN scorecard_history.period_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.period_kind IS 'year, quarter, month and so on.';

--
-- Name: COLUMN scorecard_history.last_day; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.last_day IS 'Last day of the period.';

--
-- Name: COLUMN scorecard_history.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.goal_id IS 'Goal.';

--
-- Name: COLUMN scorecard_history.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.goal_name IS 'Name of the goal then.';

--
-- Name: COLUMN scorecard_history.parent_goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.parent_goal_id IS 'Goal above then.';

--
-- Name: COLUMN scorecard_history.depth; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.depth IS '0 for a root.';

--
-- Name: COLUMN scorecard_history.tree_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.tree_order IS 'Place in tree order.';

--
-- Name: COLUMN scorecard_history.actual; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.actual IS 'Value then, in unit.';

--
-- Name: COLUMN scorecard_history.unit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.unit IS 'Unit of actual.';

--
-- Name: COLUMN scorecard_history.target; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.target IS 'Target then, as text.';

--
-- Name: COLUMN scorecard_history.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.score IS 'Score then, 0 to 100 and beyond.';

--
-- Name: COLUMN scorecard_history.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.attained_fraction IS 'The same as a fraction.';

--
-- Name: COLUMN scorecard_history.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.status IS 'Name of the score then.';

--
-- Name: COLUMN scorecard_history.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.status_order IS 'For sorting by status.';

--
-- Name: COLUMN scorecard_history.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';

--
-- Name: COLUMN scorecard_history.change_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.change_score IS 'Points more than in the closed period of the same kind before.';

--
-- Name: COLUMN scorecard_history.closed_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.scorecard_history.closed_at IS 'When the period was closed.';

--
-- Name: smart_audit; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.smart_audit WITH (security_invoker='true') AS
 SELECT x.id,
    x.name,
    x.is_specific,
    x.is_measurable,
    x.is_achievable,
    x.is_relevant,
    x.is_time_bound,
    (((100 * (((((x.is_specific)::integer + (x.is_measurable)::integer) + (COALESCE(x.is_achievable, false))::integer) + (x.is_relevant)::integer) + (x.is_time_bound)::integer)))::double precision / (5.0)::double precision) AS smart_score,
    concat_ws('; '::text,
        CASE
            WHEN (NOT x.is_specific) THEN 'say why, or name the team'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_measurable) THEN 'give a target and a unit'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (x.is_achievable IS NULL) THEN 'measure it'::text
            WHEN (NOT x.is_achievable) THEN 'the target is far from the trend'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_relevant) THEN 'put it under a goal'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (NOT x.is_time_bound) THEN 'give it a period or a day'::text
            ELSE NULL::text
        END) AS advice,
    x.owner_id,
    x.owner_name,
    x.team_id
   FROM ( SELECT g.id,
            g.name,
            g.owner_id,
            p.name AS owner_name,
            g.team_id,
            ((g.why IS NOT NULL) OR (g.team_id IS NOT NULL)) AS is_specific,
            ((n.target IS NOT NULL) AND (g.unit IS NOT NULL)) AS is_measurable,
                CASE
                    WHEN (n.attained_fraction >= (1)::double precision) THEN true
                    WHEN ((n.change_per_day IS NULL) OR (n.target_value IS NULL) OR (COALESCE(g.due_on, q.last_day) IS NULL)) THEN NULL::boolean
                    WHEN (COALESCE(g.due_on, q.last_day) <= (timezone(d.time_zone, now()))::date) THEN false
                    ELSE (((((2)::double precision * n.change_per_day) * sign((n.target_value - n.actual))) * ((COALESCE(g.due_on, q.last_day) - (timezone(d.time_zone, now()))::date))::double precision) >= abs((n.target_value - n.actual)))
                END AS is_achievable,
            ((g.parent_id IS NOT NULL) OR (EXISTS ( SELECT
                   FROM perf.goal_link l
                  WHERE (l.goal_id = g.id)))) AS is_relevant,
            ((g.period_id IS NOT NULL) OR (g.due_on IS NOT NULL) OR (n.period_id IS NOT NULL)) AS is_time_bound
           FROM ((((perf.goal g
             JOIN perf.goal_now n ON ((n.id = g.id)))
             CROSS JOIN perf.setting d)
             LEFT JOIN perf.person p ON ((p.id = g.owner_id)))
             LEFT JOIN perf.period q ON ((q.id = n.period_id)))
          WHERE ((g.lifecycle = ANY (ARRAY['draft'::text, 'active'::text])) AND (NOT (EXISTS ( SELECT
                   FROM perf.goal k
                  WHERE (k.parent_id = g.id)))))) x;

--
-- Name: VIEW smart_audit; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.smart_audit IS 'Are the goals SMART? One row a goal at the bottom of the tree, computed from the data; empty where it cannot be told.';

--
-- Name: COLUMN smart_audit.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.id IS 'Goal; unique in this view.';

--
-- Name: COLUMN smart_audit.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.name IS 'Name of the goal.';

--
-- Name: COLUMN smart_audit.is_specific; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_specific IS 'It has a reason, or a team, and one owner.';

--
-- Name: COLUMN smart_audit.is_measurable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_measurable IS 'It has a target and a unit.';

--
-- Name: COLUMN smart_audit.is_achievable; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_achievable IS 'It is reached, or the trend so far needs to be at most twice as fast to reach it in time; empty: too little data.';

--
-- Name: COLUMN smart_audit.is_relevant; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_relevant IS 'It is part of a tree.';

--
-- Name: COLUMN smart_audit.is_time_bound; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.is_time_bound IS 'It has a period or a day.';

--
-- Name: COLUMN smart_audit.smart_score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.smart_score IS 'Part of the five that hold, 0 to 100; what cannot be told does not hold.';

--
-- Name: COLUMN smart_audit.advice; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.advice IS 'What to do; empty: nothing.';

--
-- Name: COLUMN smart_audit.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN smart_audit.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.owner_name IS 'Name of that person.';

--
-- Name: COLUMN smart_audit.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.smart_audit.team_id IS 'Team of the goal.';

--
-- Name: stale_goals; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.stale_goals WITH (security_invoker='true') AS
 SELECT s.id,
    s.name,
    s.status,
    s.status_order,
    s.measured_at,
    s.fresh_until,
        CASE
            WHEN (s.fresh_until IS NOT NULL) THEN ((date_part('epoch'::text, (now() - s.fresh_until)) / (86400)::double precision))::integer
            ELSE NULL::integer
        END AS overdue_days,
    s.owner_id,
    s.owner_name,
    s.team_id,
    s.team_name,
    s.root_weight_fraction,
    s.goal_path
   FROM perf.scorecard s
  WHERE (s.is_leaf AND (s.lifecycle = 'active'::text) AND (s.status = ANY (ARRAY['stale'::text, 'no data'::text])));

--
-- Name: VIEW stale_goals; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.stale_goals IS 'Goals measured too long ago or never, one row a goal at the bottom of the tree. Silence is never green.';

--
-- Name: COLUMN stale_goals.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.id IS 'Goal; unique in this view.';

--
-- Name: COLUMN stale_goals.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.name IS 'Name of the goal.';

--
-- Name: COLUMN stale_goals.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.status IS 'stale or no data.';

--
-- Name: COLUMN stale_goals.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.status_order IS 'For sorting by status.';

--
-- Name: COLUMN stale_goals.measured_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.measured_at IS 'Last measurement that counts; empty: never.';

--
-- Name: COLUMN stale_goals.fresh_until; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.fresh_until IS 'Time until which it counted as fresh.';

--
-- Name: COLUMN stale_goals.overdue_days; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.overdue_days IS 'Days since then.';

--
-- Name: COLUMN stale_goals.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.owner_id IS 'Person who answers for it.';

--
-- Name: COLUMN stale_goals.owner_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.owner_name IS 'Name of that person.';

--
-- Name: COLUMN stale_goals.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.team_id IS 'Team of the goal.';

--
-- Name: COLUMN stale_goals.team_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.team_name IS 'Name of the team.';

--
-- Name: COLUMN stale_goals.root_weight_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';

--
-- Name: COLUMN stale_goals.goal_path; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.stale_goals.goal_path IS 'Names from the root to the goal.';

--
-- Name: strategy_factors; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.strategy_factors AS
SELECT
    NULL::bigint AS id,
    NULL::text AS name,
    NULL::text AS factor_kind,
    NULL::integer AS impact,
    NULL::integer AS likelihood,
    NULL::integer AS weight_product,
    NULL::integer AS goal_count,
    NULL::integer AS answer_count,
    NULL::text AS finding,
    NULL::bigint AS owner_id,
    NULL::bigint AS team_id;

--
-- Name: VIEW strategy_factors; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.strategy_factors IS 'Strengths, weaknesses, opportunities, threats, risks and stakeholders: one row a factor, with how many goals it bears on.';

--
-- Name: COLUMN strategy_factors.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.id IS 'Factor; unique in this view.';

--
-- Name: COLUMN strategy_factors.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.name IS 'What it is.';

--
-- Name: COLUMN strategy_factors.factor_kind; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.factor_kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';

--
-- Name: COLUMN strategy_factors.impact; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.impact IS 'Impact, 1 to 5.';

--
-- Name: COLUMN strategy_factors.likelihood; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.likelihood IS 'Likelihood, 1 to 5.';

--
-- Name: COLUMN strategy_factors.weight_product; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.weight_product IS 'Impact times likelihood, 1 to 25.';

--
-- Name: COLUMN strategy_factors.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.goal_count IS 'Goals it bears on.';

--
-- Name: COLUMN strategy_factors.answer_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.answer_count IS 'Goals that answer it.';

--
-- Name: COLUMN strategy_factors.finding; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.finding IS 'unanswered, unused or in hand.';

--
-- Name: COLUMN strategy_factors.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.owner_id IS 'Person who watches it.';

--
-- Name: COLUMN strategy_factors.team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.strategy_factors.team_id IS 'Team it concerns.';

--
-- Name: team_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: team_scorecard; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.team_scorecard WITH (security_invoker='true') AS
 SELECT t.id,
    t.name,
    t.parent_id AS parent_team_id,
    t.lead_id AS lead_person_id,
    l.name AS lead_name,
    (count(s.id))::integer AS goal_count,
    ((100)::double precision * opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf))) AS score,
    opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf)) AS attained_fraction,
    COALESCE(opm.status(opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf)), (d.bands)::opm.bands), 'no data'::text) AS status,
    COALESCE(opm.status_rank(opm.mean(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf)), (d.bands)::opm.bands), '-1'::integer) AS status_order,
    opm.coverage(opm.scorecard(s.attained_fraction, s.root_weight_fraction) FILTER (WHERE s.is_leaf)) AS coverage_fraction,
    (count(*) FILTER (WHERE (s.status_order = 1)))::integer AS lowest_band_count,
    (count(*) FILTER (WHERE (s.status = 'stale'::text)))::integer AS stale_count,
    (count(*) FILTER (WHERE (s.status = 'no data'::text)))::integer AS no_data_count
   FROM (((perf.team t
     CROSS JOIN perf.setting d)
     LEFT JOIN perf.person l ON ((l.id = t.lead_id)))
     LEFT JOIN perf.scorecard s ON (((s.team_id = t.id) AND (s.lifecycle = ANY (ARRAY['active'::text, 'done'::text])))))
  GROUP BY t.id, t.name, t.parent_id, t.lead_id, l.name, d.bands;

--
-- Name: VIEW team_scorecard; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.team_scorecard IS 'Team scorecard: one row a team. The score is the mean of the team''s own goals at the bottom of the tree, by their weight at the root.';

--
-- Name: COLUMN team_scorecard.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.id IS 'Team; unique in this view.';

--
-- Name: COLUMN team_scorecard.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.name IS 'Name of the team.';

--
-- Name: COLUMN team_scorecard.parent_team_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.parent_team_id IS 'Team above.';

--
-- Name: COLUMN team_scorecard.lead_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lead_person_id IS 'Person who leads the team.';

--
-- Name: COLUMN team_scorecard.lead_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lead_name IS 'Name of that person.';

--
-- Name: COLUMN team_scorecard.goal_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.goal_count IS 'Goals of the team that count.';

--
-- Name: COLUMN team_scorecard.score; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.score IS 'Mean score, 0 to 100 and beyond.';

--
-- Name: COLUMN team_scorecard.attained_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.attained_fraction IS 'The same as a fraction.';

--
-- Name: COLUMN team_scorecard.status; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.status IS 'Name of the score, or no data.';

--
-- Name: COLUMN team_scorecard.status_order; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.status_order IS 'For sorting by status.';

--
-- Name: COLUMN team_scorecard.coverage_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.coverage_fraction IS 'Part of the weight that has data, 0 to 1.';

--
-- Name: COLUMN team_scorecard.lowest_band_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.lowest_band_count IS 'Goals in the lowest band.';

--
-- Name: COLUMN team_scorecard.stale_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.stale_count IS 'Goals measured too long ago.';

--
-- Name: COLUMN team_scorecard.no_data_count; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.team_scorecard.no_data_count IS 'Goals without a score.';

--
-- Name: template_id_seq; Type: SEQUENCE; Schema: perf; Owner: -
--

ALTER TABLE perf.template ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME perf.template_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: tree_lock; Type: TABLE; Schema: perf; Owner: -
--

CREATE TABLE perf.tree_lock (
    id integer DEFAULT 1 NOT NULL,
    turn bigint DEFAULT 0 NOT NULL,
    CONSTRAINT tree_lock_one_row CHECK ((id = 1))
)
WITH (fillfactor='50');

--
-- Name: TABLE tree_lock; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON TABLE perf.tree_lock IS 'Row that every change of the goal tree or the team tree updates first, so that two changes at the same time cannot close a loop between them. Holds no information.';

--
-- Name: COLUMN tree_lock.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.tree_lock.id IS 'Always 1: there is one row.';

--
-- Name: COLUMN tree_lock.turn; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.tree_lock.turn IS 'Number of changes so far.';

--
-- Name: work_out; Type: VIEW; Schema: perf; Owner: -
--

CREATE VIEW perf.work_out WITH (security_invoker='true') AS
 SELECT a.id,
    a.name,
    a.goal_id,
    g.name AS goal_name,
    a.raised_by_id AS raised_by_person_id,
    r.name AS raised_by_person_name,
    a.raised_at,
    COALESCE(a.verdict, 'open'::text) AS verdict,
    a.decided_at,
    (date_part('epoch'::text, (COALESCE(a.decided_at, now()) - a.raised_at)) / (3600)::double precision) AS decision_hours,
    a.owner_id,
    a.due_on,
    a.done_at,
    a.expected_effect,
    a.realised_effect,
    (a.realised_effect / NULLIF(a.expected_effect, (0)::double precision)) AS realised_fraction
   FROM ((perf.action a
     LEFT JOIN perf.goal g ON ((g.id = a.goal_id)))
     LEFT JOIN perf.person r ON ((r.id = a.raised_by_id)))
  WHERE (a.kind = 'proposal'::text);

--
-- Name: VIEW work_out; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON VIEW perf.work_out IS 'Work-Out proposals: one row a proposal, with how fast it was decided and what came of it.';

--
-- Name: COLUMN work_out.id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.id IS 'Proposal; unique in this view.';

--
-- Name: COLUMN work_out.name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.name IS 'What is proposed.';

--
-- Name: COLUMN work_out.goal_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.goal_id IS 'Goal it serves.';

--
-- Name: COLUMN work_out.goal_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.goal_name IS 'Name of the goal.';

--
-- Name: COLUMN work_out.raised_by_person_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_by_person_id IS 'Person who proposed it.';

--
-- Name: COLUMN work_out.raised_by_person_name; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_by_person_name IS 'Name of that person.';

--
-- Name: COLUMN work_out.raised_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.raised_at IS 'When it was raised.';

--
-- Name: COLUMN work_out.verdict; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.verdict IS 'accepted, rejected, studied or open.';

--
-- Name: COLUMN work_out.decided_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.decided_at IS 'When it was decided.';

--
-- Name: COLUMN work_out.decision_hours; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.decision_hours IS 'Hours from proposal to decision, or until now.';

--
-- Name: COLUMN work_out.owner_id; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.owner_id IS 'Person who does it.';

--
-- Name: COLUMN work_out.due_on; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.due_on IS 'Day by which it is to be done.';

--
-- Name: COLUMN work_out.done_at; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.done_at IS 'When it was done.';

--
-- Name: COLUMN work_out.expected_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.expected_effect IS 'Change of the goal''s value that was hoped for.';

--
-- Name: COLUMN work_out.realised_effect; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.realised_effect IS 'Change that came of it.';

--
-- Name: COLUMN work_out.realised_fraction; Type: COMMENT; Schema: perf; Owner: -
--

COMMENT ON COLUMN perf.work_out.realised_fraction IS 'Realised out of expected, 1 is all of it.';

--
-- Data for Name: access; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.access (login, level) FROM stdin;
\.

--
-- Data for Name: action; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.action (id, kind, name, why, goal_id, decision_id, owner_id, raised_by_id, raised_at, verdict, decided_by_id, decided_at, due_on, began_on, done_at, dropped_at, outcome, expected_effect, realised_effect, impact, feasibility, baseline_from) FROM stdin;
1	corrective	Call the supplier	\N	3	1	2	1	2025-05-10 00:00:00+00	\N	\N	\N	2025-06-01	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.

--
-- Data for Name: announced; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.announced (goal_id, status, since) FROM stdin;
3	on track	2026-11-22 00:54:11.522126+00
4	on track	2026-11-22 00:54:11.522126+00
6	stale	2026-11-22 00:54:11.522126+00
7	stale	2026-11-22 00:54:11.522126+00
8	at risk	2026-11-22 00:54:20.352503+00
\.

--
-- Data for Name: binding; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.binding (id, name, query) FROM stdin;
\.

--
-- Data for Name: capacity; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.capacity (team_id, period_id, unit, available, committed, used) FROM stdin;
2	1	days	200	150	\N
\.

--
-- Data for Name: change_log; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.change_log (id, changed_at, changed_by, table_name, operation, row_key, goal_id, confidential, old_row) FROM stdin;
1	2026-11-22 00:54:11.292492+00	postgres	setting	UPDATE	1	\N	f	{"id": 1, "bands": "off track | 0.4 | at risk | 0.7 | on track", "time_zone": "UTC", "credit_cap": 1, "grace_days": 2, "cadence_days": 7, "credit_floor": 0, "year_begins_in": 1}
2	2026-11-22 00:54:11.303422+00	postgres	team	INSERT	1	\N	f	\N
3	2026-11-22 00:54:11.303422+00	postgres	team	INSERT	2	\N	f	\N
4	2026-11-22 00:54:11.303422+00	postgres	team	INSERT	3	\N	f	\N
5	2026-11-22 00:54:11.305754+00	postgres	team	UPDATE	2	\N	f	{"id": 2, "key": "sales", "name": "Sales", "lead_id": null, "parent_id": null}
6	2026-11-22 00:54:11.305754+00	postgres	team	UPDATE	3	\N	f	{"id": 3, "key": "it", "name": "IT", "lead_id": null, "parent_id": null}
7	2026-11-22 00:54:11.310615+00	postgres	person	UPDATE	1	\N	f	{"id": 1, "name": "postgres", "login": "postgres", "active": true, "team_id": null}
8	2026-11-22 00:54:11.31179+00	postgres	person	INSERT	2	\N	f	\N
9	2026-11-22 00:54:11.31179+00	postgres	person	INSERT	3	\N	f	\N
10	2026-11-22 00:54:11.312459+00	postgres	team	UPDATE	2	\N	f	{"id": 2, "key": "sales", "name": "Sales", "lead_id": null, "parent_id": 1}
11	2026-11-22 00:54:11.316506+00	postgres	period	INSERT	1	\N	f	\N
12	2026-11-22 00:54:11.324177+00	postgres	period	INSERT	2	\N	f	\N
13	2026-11-22 00:54:11.324177+00	postgres	period	INSERT	3	\N	f	\N
14	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	1	1	f	\N
15	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	2	2	f	\N
16	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	3	3	f	\N
17	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	4	4	f	\N
18	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	5	5	f	\N
19	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	6	6	f	\N
20	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	7	7	f	\N
21	2026-11-22 00:54:11.325121+00	postgres	goal	INSERT	8	8	f	\N
22	2026-11-22 00:54:11.508554+00	postgres	goal_link	INSERT	6/2	6	f	\N
23	2026-11-22 00:54:11.510628+00	postgres	goal_target	INSERT	3/2	3	f	\N
24	2026-11-22 00:54:11.510628+00	postgres	goal_target	INSERT	3/3	3	f	\N
25	2026-11-22 00:54:11.5165+00	postgres	goal_person	INSERT	3/3	3	f	\N
\.

--
-- Data for Name: check_in; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.check_in (id, goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at) FROM stdin;
1	8	2	2025-05-05 00:00:00+00	0.7	0.5	half done	\N	\N	\N	\N
2	3	2	2025-05-06 00:00:00+00	0.4	\N	\N	no stock	process	3	2025-05-20 00:00:00+00
3	6	3	2025-06-01 00:00:00+00	0.9	\N	fine	\N	\N	\N	\N
\.

--
-- Data for Name: close_result; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.close_result (close_id, goal_id, goal_name, parent_goal_id, depth, tree_order, actual, target, unit, score, status, status_order, coverage_fraction, root_weight_fraction, visibility) FROM stdin;
1	1	Company	\N	0	1	\N	\N	\N	93.7037037037037	on track	3	0.7121212121212123	1	everyone
1	2	Sell more	1	1	2	\N	\N	\N	90.55555555555556	on track	3	0.8181818181818182	0.6666666666666666	everyone
1	3	Orders	2	2	3	35	0 -> 20	orders	175	on track	3	1	0.3636363636363636	everyone
1	4	Margin	2	2	4	0.315	0.2 -> 0.4	EUR/EUR	57.49999999999999	at risk	2	1	0.12121212121212122	everyone
1	8	New shop	2	2	5	\N	\N	\N	\N	no data	-1	0	0.12121212121212122	everyone
1	5	Run well	1	1	6	\N	\N	\N	100	on track	3	0.5	0.3333333333333333	everyone
1	6	Uptime	5	2	7	99.6	>= 99.5	%	100	on track	3	1	0.22727272727272727	everyone
1	7	People like it here	5	2	8	\N	>= 7	points	\N	no data	-1	0	0.16666666666666666	everyone
2	1	Company	\N	0	1	\N	\N	\N	91.81818181818181	on track	3	1	1	everyone
2	2	Sell more	1	1	2	\N	\N	\N	87.72727272727272	on track	3	1	0.6666666666666666	everyone
2	3	Orders	2	2	3	138	0 -> 100	orders	138	on track	3	1	0.3636363636363636	everyone
2	4	Margin	2	2	4	0.365	0.2 -> 0.4	EUR/EUR	82.49999999999999	on track	3	1	0.12121212121212122	everyone
2	8	New shop	2	2	5	\N	\N	\N	50	at risk	2	1	0.12121212121212122	everyone
2	5	Run well	1	1	6	\N	\N	\N	100	on track	3	1	0.3333333333333333	everyone
2	6	Uptime	5	2	7	99.6	>= 99.5	%	100	on track	3	1	0.22727272727272727	everyone
2	7	People like it here	5	2	8	7.5	>= 7	points	100	on track	3	1	0.16666666666666666	everyone
\.

--
-- Data for Name: close_tree; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.close_tree (close_id, outline) FROM stdin;
1	1 credit(0..1) "Company"\n  2 *2 mean credit(0..1) "Sell more"\n    3 *3 credit(0..1) {orders} [0 -> 20] = 35 "Orders"\n    4 credit(0..1) {EUR/EUR} [0.2 -> 0.4] = 63 / 200 "Margin"\n    8 credit(0..1) "New shop"\n  5 min credit(0..1) "Run well"\n    6 ^2*0.5 credit(0..1) {%} [>= 99.5] = 99.6 "Uptime"\n    7 credit(0..1) {points} [>= 7] "People like it here"
2	1 credit(0..1) "Company"\n  2 *2 mean credit(0..1) "Sell more"\n    3 *3 credit(0..1) {orders} [0 -> 100] = 138 "Orders"\n    4 credit(0..1) {EUR/EUR} [0.2 -> 0.4] = 438 / 1200 "Margin"\n    8 credit(0..1) score=0.5 "New shop"\n  5 min credit(0..1) "Run well"\n    6 ^2*0.5 credit(0..1) {%} [>= 99.5] = 99.6 "Uptime"\n    7 credit(0..1) {points} [>= 7] = 7.5 "People like it here"
\.

--
-- Data for Name: decision; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.decision (id, review_id, goal_id, name, why, decided_by_id, decided_at) FROM stdin;
1	1	3	Order stock earlier	\N	1	2025-05-10 00:00:00+00
\.

--
-- Data for Name: factor; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.factor (id, kind, name, note, team_id, owner_id, impact, likelihood, noted_at, closed_at) FROM stdin;
1	risk	One supplier	\N	\N	3	\N	\N	2025-02-01 00:00:00+00	\N
\.

--
-- Data for Name: feedback; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.feedback (id, kind, from_id, to_id, goal_id, at, body, visibility, points) FROM stdin;
1	recognition	1	2	\N	2025-05-11 00:00:00+00	Well sold	everyone	\N
2	feedback	2	3	\N	2025-05-12 00:00:00+00	Between us	private	\N
\.

--
-- Data for Name: goal; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal (id, key, parent_id, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, share, rollup, missing, credit_floor, credit_cap, time_aggregation, cadence_days, max_age_days, min_group, bands, plan_curve, lifecycle, priority, horizon, indicator, ambition, visibility, due_on, accepted_at, template_id, template_node, created_at, updated_at) FROM stdin;
1	co	\N	Company	\N	objective	\N	1	1	1	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
2	sell	1	Sell more	\N	objective	\N	2	2	1	\N	\N	2	\N	mean	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
3	orders	2	Orders	\N	key result	\N	2	2	1	0 -> 100	orders	3	\N	\N	\N	\N	\N	sum	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
4	margin	2	Margin	\N	key result	\N	2	2	1	0.2 -> 0.4	EUR/EUR	1	\N	\N	\N	\N	\N	ratio	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
5	run	1	Run well	\N	objective	\N	3	3	1	\N	\N	1	\N	min	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
6	uptime	5	Uptime	\N	kpi	\N	3	3	\N	>= 99.5	%	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
7	survey	5	People like it here	\N	kpi	\N	3	3	1	>= 7	points	1	\N	\N	\N	\N	\N	mean	\N	\N	5	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
8	judged	2	New shop	\N	initiative	\N	2	2	\N	\N	\N	1	\N	\N	\N	\N	\N	last	\N	\N	\N	\N	\N	active	\N	\N	\N	\N	everyone	\N	\N	\N	\N	2025-01-01 00:00:00+00	2026-11-22 00:54:11.325121+00
\.

--
-- Data for Name: goal_factor; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_factor (goal_id, factor_id, effect) FROM stdin;
3	1	endangers
\.

--
-- Data for Name: goal_link; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_link (goal_id, parent_id, weight, share) FROM stdin;
6	2	0.5	\N
\.

--
-- Data for Name: goal_person; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_person (goal_id, person_id, part) FROM stdin;
3	3	contributor
\.

--
-- Data for Name: goal_target; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.goal_target (goal_id, period_id, target) FROM stdin;
3	2	0 -> 20
3	3	0 -> 30
\.

--
-- Data for Name: incentive; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.incentive (id, person_id, goal_id, amount, currency, curve, threshold) FROM stdin;
1	2	3	1000.00	EUR	0.8:0.5 1:1 1.2:2	\N
\.

--
-- Data for Name: measurement; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement (goal_id, at, value, base, note, recorded_at, recorded_by) FROM stdin;
3	2025-01-21 12:00:00+00	4	\N	\N	2025-01-21 12:00:00+00	postgres
3	2025-01-28 12:00:00+00	1	\N	\N	2025-01-28 12:00:00+00	postgres
3	2025-02-11 12:00:00+00	3	\N	\N	2025-02-11 12:00:00+00	postgres
3	2025-02-18 12:00:00+00	4	\N	\N	2025-02-18 12:00:00+00	postgres
3	2025-02-25 12:00:00+00	1	\N	\N	2025-02-25 12:00:00+00	postgres
3	2025-03-04 12:00:00+00	2	\N	\N	2025-03-04 12:00:00+00	postgres
3	2025-03-11 12:00:00+00	3	\N	\N	2025-03-11 12:00:00+00	postgres
3	2025-03-18 12:00:00+00	4	\N	\N	2025-03-18 12:00:00+00	postgres
3	2025-03-25 12:00:00+00	1	\N	\N	2025-03-25 12:00:00+00	postgres
3	2025-04-01 12:00:00+00	2	\N	\N	2025-04-01 12:00:00+00	postgres
3	2025-04-08 12:00:00+00	3	\N	\N	2025-04-08 12:00:00+00	postgres
3	2025-04-15 12:00:00+00	4	\N	\N	2025-04-15 12:00:00+00	postgres
3	2025-04-22 12:00:00+00	1	\N	\N	2025-04-22 12:00:00+00	postgres
3	2025-04-29 12:00:00+00	2	\N	\N	2025-04-29 12:00:00+00	postgres
3	2025-05-06 12:00:00+00	3	\N	\N	2025-05-06 12:00:00+00	postgres
3	2025-05-13 12:00:00+00	4	\N	\N	2025-05-13 12:00:00+00	postgres
3	2025-05-20 12:00:00+00	1	\N	\N	2025-05-20 12:00:00+00	postgres
3	2025-05-27 12:00:00+00	2	\N	\N	2025-05-27 12:00:00+00	postgres
3	2025-06-03 12:00:00+00	3	\N	\N	2025-06-03 12:00:00+00	postgres
3	2025-06-10 12:00:00+00	4	\N	\N	2025-06-10 12:00:00+00	postgres
3	2025-06-17 12:00:00+00	1	\N	\N	2025-06-17 12:00:00+00	postgres
3	2025-06-24 12:00:00+00	2	\N	\N	2025-06-24 12:00:00+00	postgres
3	2025-07-01 12:00:00+00	3	\N	\N	2025-07-01 12:00:00+00	postgres
3	2025-07-08 12:00:00+00	4	\N	\N	2025-07-08 12:00:00+00	postgres
3	2025-07-15 12:00:00+00	1	\N	\N	2025-07-15 12:00:00+00	postgres
3	2025-07-22 12:00:00+00	2	\N	\N	2025-07-22 12:00:00+00	postgres
3	2025-07-29 12:00:00+00	3	\N	\N	2025-07-29 12:00:00+00	postgres
3	2025-08-05 12:00:00+00	4	\N	\N	2025-08-05 12:00:00+00	postgres
3	2025-08-12 12:00:00+00	1	\N	\N	2025-08-12 12:00:00+00	postgres
3	2025-08-19 12:00:00+00	2	\N	\N	2025-08-19 12:00:00+00	postgres
3	2025-08-26 12:00:00+00	3	\N	\N	2025-08-26 12:00:00+00	postgres
3	2025-09-02 12:00:00+00	4	\N	\N	2025-09-02 12:00:00+00	postgres
3	2025-09-09 12:00:00+00	1	\N	\N	2025-09-09 12:00:00+00	postgres
3	2025-09-16 12:00:00+00	2	\N	\N	2025-09-16 12:00:00+00	postgres
3	2025-09-23 12:00:00+00	3	\N	\N	2025-09-23 12:00:00+00	postgres
3	2025-09-30 12:00:00+00	4	\N	\N	2025-09-30 12:00:00+00	postgres
3	2025-10-07 12:00:00+00	1	\N	\N	2025-10-07 12:00:00+00	postgres
3	2025-10-14 12:00:00+00	2	\N	\N	2025-10-14 12:00:00+00	postgres
3	2025-10-21 12:00:00+00	3	\N	\N	2025-10-21 12:00:00+00	postgres
3	2025-10-28 12:00:00+00	4	\N	\N	2025-10-28 12:00:00+00	postgres
3	2025-11-04 12:00:00+00	1	\N	\N	2025-11-04 12:00:00+00	postgres
3	2025-11-11 12:00:00+00	2	\N	\N	2025-11-11 12:00:00+00	postgres
3	2025-11-18 12:00:00+00	3	\N	\N	2025-11-18 12:00:00+00	postgres
3	2025-11-25 12:00:00+00	4	\N	\N	2025-11-25 12:00:00+00	postgres
3	2025-12-02 12:00:00+00	1	\N	\N	2025-12-02 12:00:00+00	postgres
3	2025-12-09 12:00:00+00	2	\N	\N	2025-12-09 12:00:00+00	postgres
3	2025-12-16 12:00:00+00	3	\N	\N	2025-12-16 12:00:00+00	postgres
3	2025-12-23 12:00:00+00	4	\N	\N	2025-12-23 12:00:00+00	postgres
4	2025-01-31 12:00:00+00	31	100	\N	2025-01-31 12:00:00+00	postgres
4	2025-03-02 12:00:00+00	32	100	\N	2025-03-02 12:00:00+00	postgres
4	2025-04-01 12:00:00+00	33	100	\N	2025-04-01 12:00:00+00	postgres
4	2025-05-01 12:00:00+00	34	100	\N	2025-05-01 12:00:00+00	postgres
4	2025-05-31 12:00:00+00	35	100	\N	2025-05-31 12:00:00+00	postgres
4	2025-06-30 12:00:00+00	36	100	\N	2025-06-30 12:00:00+00	postgres
4	2025-07-30 12:00:00+00	37	100	\N	2025-07-30 12:00:00+00	postgres
4	2025-08-29 12:00:00+00	38	100	\N	2025-08-29 12:00:00+00	postgres
4	2025-09-28 12:00:00+00	39	100	\N	2025-09-28 12:00:00+00	postgres
4	2025-10-28 12:00:00+00	40	100	\N	2025-10-28 12:00:00+00	postgres
4	2025-11-27 12:00:00+00	41	100	\N	2025-11-27 12:00:00+00	postgres
4	2025-12-27 12:00:00+00	42	100	\N	2025-12-27 12:00:00+00	postgres
6	2025-01-21 12:00:00+00	99.2	\N	\N	2025-01-21 12:00:00+00	postgres
6	2025-02-04 12:00:00+00	99.3	\N	\N	2025-02-04 12:00:00+00	postgres
6	2025-02-18 12:00:00+00	99.4	\N	\N	2025-02-18 12:00:00+00	postgres
6	2025-03-04 12:00:00+00	99.5	\N	\N	2025-03-04 12:00:00+00	postgres
6	2025-03-18 12:00:00+00	99.6	\N	\N	2025-03-18 12:00:00+00	postgres
6	2025-04-01 12:00:00+00	99.7	\N	\N	2025-04-01 12:00:00+00	postgres
6	2025-04-15 12:00:00+00	99.8	\N	\N	2025-04-15 12:00:00+00	postgres
6	2025-04-29 12:00:00+00	99.9	\N	\N	2025-04-29 12:00:00+00	postgres
6	2025-05-13 12:00:00+00	99	\N	\N	2025-05-13 12:00:00+00	postgres
6	2025-05-27 12:00:00+00	99.1	\N	\N	2025-05-27 12:00:00+00	postgres
6	2025-06-10 12:00:00+00	99.2	\N	\N	2025-06-10 12:00:00+00	postgres
6	2025-06-24 12:00:00+00	99.3	\N	\N	2025-06-24 12:00:00+00	postgres
6	2025-07-08 12:00:00+00	99.4	\N	\N	2025-07-08 12:00:00+00	postgres
6	2025-07-22 12:00:00+00	99.5	\N	\N	2025-07-22 12:00:00+00	postgres
6	2025-08-05 12:00:00+00	99.6	\N	\N	2025-08-05 12:00:00+00	postgres
6	2025-08-19 12:00:00+00	99.7	\N	\N	2025-08-19 12:00:00+00	postgres
6	2025-09-02 12:00:00+00	99.8	\N	\N	2025-09-02 12:00:00+00	postgres
6	2025-09-16 12:00:00+00	99.9	\N	\N	2025-09-16 12:00:00+00	postgres
6	2025-09-30 12:00:00+00	99	\N	\N	2025-09-30 12:00:00+00	postgres
6	2025-10-14 12:00:00+00	99.1	\N	\N	2025-10-14 12:00:00+00	postgres
6	2025-10-28 12:00:00+00	99.2	\N	\N	2025-10-28 12:00:00+00	postgres
6	2025-11-11 12:00:00+00	99.3	\N	\N	2025-11-11 12:00:00+00	postgres
6	2025-11-25 12:00:00+00	99.4	\N	\N	2025-11-25 12:00:00+00	postgres
6	2025-12-09 12:00:00+00	99.5	\N	\N	2025-12-09 12:00:00+00	postgres
6	2025-12-23 12:00:00+00	99.6	\N	\N	2025-12-23 12:00:00+00	postgres
7	2025-03-01 12:00:00+00	8	4	\N	2025-03-01 12:00:00+00	postgres
7	2025-05-30 12:00:00+00	7	5	\N	2025-05-30 12:00:00+00	postgres
7	2025-08-28 12:00:00+00	8	6	\N	2025-08-28 12:00:00+00	postgres
7	2025-11-26 12:00:00+00	7	7	\N	2025-11-26 12:00:00+00	postgres
3	2025-01-07 12:00:00+00	5	\N	two orders came late	2026-11-22 00:54:14.876637+00	postgres
3	2025-01-14 12:00:00+00	5	\N	two orders came late	2026-11-22 00:54:14.876637+00	postgres
3	2025-02-04 12:00:00+00	6	\N	\N	2026-11-22 00:54:37.124525+00	postgres
\.

--
-- Data for Name: measurement_history; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation) FROM stdin;
3	2025-01-07 12:00:00+00	2	\N	\N	2025-01-07 12:00:00+00	postgres	2026-11-22 00:54:14.876637+00	postgres	UPDATE
3	2025-01-14 12:00:00+00	3	\N	\N	2025-01-14 12:00:00+00	postgres	2026-11-22 00:54:14.876637+00	postgres	UPDATE
6	2025-01-07 12:00:00+00	99.1	\N	\N	2025-01-07 12:00:00+00	postgres	2026-11-22 00:54:17.528459+00	postgres	DELETE
3	2025-02-04 12:00:00+00	2	\N	\N	2025-02-04 12:00:00+00	postgres	2026-11-22 00:54:37.124525+00	postgres	UPDATE
\.

--
-- Data for Name: period; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.period (id, parent_id, calendar, kind, name, first_day, last_day, time_zone) FROM stdin;
1	\N	main	year	FY2025	2025-01-01	2025-12-31	Europe/Vienna
2	1	main	quarter	FY2025 Q1	2025-01-01	2025-03-31	Europe/Vienna
3	1	main	quarter	FY2025 Q2	2025-04-01	2025-06-30	Europe/Vienna
\.

--
-- Data for Name: period_close; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.period_close (id, period_id, closed_at, closed_by, note, score, previous_digest, digest) FROM stdin;
1	2	2026-11-22 00:54:23.0815+00	postgres	first quarter	93.7037037037037	\N	0f4859a0c129ecf5cdf4342f157802b0425702eea3071478352f58358c716336
2	1	2026-11-22 00:54:39.920505+00	postgres	the year	91.81818181818181	0f4859a0c129ecf5cdf4342f157802b0425702eea3071478352f58358c716336	3b958b0ddff65dd0716bdfbed3a03fd7bc82ff7c84d0d502619443ffd718a42d
\.

--
-- Data for Name: person; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.person (id, name, login, team_id, active) FROM stdin;
1	The owner	old_owner	1	t
2	Ann	old_ann	2	t
3	Bob	\N	3	t
\.

--
-- Data for Name: perspective; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.perspective (id, name, display_order, why) FROM stdin;
1	Financial	1	How do we look to those who fund us?
2	Customer	2	How do customers see us?
3	Internal process	3	What must we excel at?
4	Learning and growth	4	Can we continue to improve?
\.

--
-- Data for Name: rating; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.rating (id, kind, criterion, subject_id, rater_id, period_id, score, required_score, weight, note, rated_at) FROM stdin;
1	performance	overall	2	1	1	80	\N	1	\N	2025-12-20 00:00:00+00
2	potential	overall	2	1	1	60	\N	1	\N	2025-12-20 00:00:00+00
\.

--
-- Data for Name: review; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.review (id, name, kind, team_id, period_id, facilitator_id, planned_at, held_at, summary) FROM stdin;
1	May review	weekly	\N	\N	1	\N	2025-05-10 00:00:00+00	\N
\.

--
-- Data for Name: setting; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.setting (id, time_zone, year_begins_in, bands, credit_floor, credit_cap, cadence_days, grace_days) FROM stdin;
1	Europe/Vienna	1	off track | 0.4 | at risk | 0.7 | on track	0	1	14	2
\.

--
-- Data for Name: team; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.team (id, key, name, parent_id, lead_id) FROM stdin;
1	co	Company	\N	\N
3	it	IT	1	\N
2	sales	Sales	1	2
\.

--
-- Data for Name: template; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.template (id, name, outline) FROM stdin;
1	shop	shop\n  sales [>= 5]
\.

--
-- Data for Name: tree_lock; Type: TABLE DATA; Schema: perf; Owner: -
--

COPY perf.tree_lock (id, turn) FROM stdin;
1	8
\.

--
-- Name: action_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.action_id_seq', 1, true);

--
-- Name: binding_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.binding_id_seq', 1, false);

--
-- Name: change_log_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.change_log_id_seq', 25, true);

--
-- Name: check_in_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.check_in_id_seq', 3, true);

--
-- Name: decision_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.decision_id_seq', 1, true);

--
-- Name: factor_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.factor_id_seq', 1, true);

--
-- Name: feedback_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.feedback_id_seq', 2, true);

--
-- Name: goal_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.goal_id_seq', 8, true);

--
-- Name: incentive_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.incentive_id_seq', 1, true);

--
-- Name: period_close_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.period_close_id_seq', 2, true);

--
-- Name: period_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.period_id_seq', 3, true);

--
-- Name: person_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.person_id_seq', 3, true);

--
-- Name: perspective_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.perspective_id_seq', 4, true);

--
-- Name: rating_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.rating_id_seq', 2, true);

--
-- Name: review_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.review_id_seq', 1, true);

--
-- Name: team_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.team_id_seq', 3, true);

--
-- Name: template_id_seq; Type: SEQUENCE SET; Schema: perf; Owner: -
--

SELECT pg_catalog.setval('perf.template_id_seq', 1, true);

--
-- Name: access access_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (login);

--
-- Name: action action_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_pkey PRIMARY KEY (id);

--
-- Name: announced announced_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.announced
    ADD CONSTRAINT announced_pkey PRIMARY KEY (goal_id);

--
-- Name: binding binding_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.binding
    ADD CONSTRAINT binding_name UNIQUE (name);

--
-- Name: binding binding_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.binding
    ADD CONSTRAINT binding_pkey PRIMARY KEY (id);

--
-- Name: capacity capacity_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_pkey PRIMARY KEY (team_id, period_id, unit);

--
-- Name: change_log change_log_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.change_log
    ADD CONSTRAINT change_log_pkey PRIMARY KEY (id);

--
-- Name: check_in check_in_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_pkey PRIMARY KEY (id);

--
-- Name: close_result close_result_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_result
    ADD CONSTRAINT close_result_pkey PRIMARY KEY (close_id, goal_id);

--
-- Name: close_tree close_tree_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_tree
    ADD CONSTRAINT close_tree_pkey PRIMARY KEY (close_id);

--
-- Name: decision decision_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (id);

--
-- Name: factor factor_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_pkey PRIMARY KEY (id);

--
-- Name: feedback feedback_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);

--
-- Name: goal_factor goal_factor_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_pkey PRIMARY KEY (goal_id, factor_id);

--
-- Name: goal goal_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_key UNIQUE (key);

--
-- Name: goal_link goal_link_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_pkey PRIMARY KEY (goal_id, parent_id);

--
-- Name: goal_person goal_person_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_pkey PRIMARY KEY (goal_id, person_id);

--
-- Name: goal goal_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_pkey PRIMARY KEY (id);

--
-- Name: goal_target goal_target_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_pkey PRIMARY KEY (goal_id, period_id);

--
-- Name: incentive incentive_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_once UNIQUE (person_id, goal_id);

--
-- Name: incentive incentive_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_pkey PRIMARY KEY (id);

--
-- Name: measurement measurement_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.measurement
    ADD CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at) INCLUDE (value, base);

--
-- Name: period_close period_close_digest; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_digest UNIQUE (digest);

--
-- Name: period_close period_close_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_once UNIQUE (period_id);

--
-- Name: period_close period_close_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_pkey PRIMARY KEY (id);

--
-- Name: period period_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_name UNIQUE (calendar, name);

--
-- Name: period period_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_pkey PRIMARY KEY (id);

--
-- Name: period period_siblings_overlap; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_siblings_overlap EXCLUDE USING gist (int8range((hashtextextended(((((calendar || '/'::text) || kind) || '/'::text) || (COALESCE(parent_id, (0)::bigint))::text), (0)::bigint) / 2), (hashtextextended(((((calendar || '/'::text) || kind) || '/'::text) || (COALESCE(parent_id, (0)::bigint))::text), (0)::bigint) / 2), '[]'::text) WITH &&, daterange(first_day, last_day, '[]'::text) WITH &&);

--
-- Name: person person_login; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_login UNIQUE (login);

--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

--
-- Name: perspective perspective_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.perspective
    ADD CONSTRAINT perspective_name UNIQUE (name);

--
-- Name: perspective perspective_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.perspective
    ADD CONSTRAINT perspective_pkey PRIMARY KEY (id);

--
-- Name: rating rating_once; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_once UNIQUE NULLS NOT DISTINCT (kind, criterion, subject_id, rater_id, period_id);

--
-- Name: rating rating_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (id);

--
-- Name: review review_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_pkey PRIMARY KEY (id);

--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (id);

--
-- Name: team team_key; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_key UNIQUE (key);

--
-- Name: team team_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);

--
-- Name: template template_name; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.template
    ADD CONSTRAINT template_name UNIQUE (name);

--
-- Name: template template_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.template
    ADD CONSTRAINT template_pkey PRIMARY KEY (id);

--
-- Name: tree_lock tree_lock_pkey; Type: CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.tree_lock
    ADD CONSTRAINT tree_lock_pkey PRIMARY KEY (id);

--
-- Name: action_decision_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_decision_id ON perf.action USING btree (decision_id);

--
-- Name: action_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_goal_id ON perf.action USING btree (goal_id);

--
-- Name: action_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX action_owner_id ON perf.action USING btree (owner_id);

--
-- Name: capacity_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX capacity_period_id ON perf.capacity USING btree (period_id);

--
-- Name: change_log_changed_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX change_log_changed_at ON perf.change_log USING btree (changed_at);

--
-- Name: change_log_row; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX change_log_row ON perf.change_log USING btree (table_name, row_key, id);

--
-- Name: check_in_blocker; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_blocker ON perf.check_in USING btree (goal_id) WHERE ((blocker IS NOT NULL) AND (cleared_at IS NULL));

--
-- Name: check_in_confidence; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_confidence ON perf.check_in USING btree (goal_id, at, id) WHERE (confidence IS NOT NULL);

--
-- Name: check_in_goal_id_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_goal_id_at ON perf.check_in USING btree (goal_id, at);

--
-- Name: check_in_person_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_person_id ON perf.check_in USING btree (person_id);

--
-- Name: check_in_score; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX check_in_score ON perf.check_in USING btree (goal_id, at, id) WHERE (score IS NOT NULL);

--
-- Name: close_result_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX close_result_goal_id ON perf.close_result USING btree (goal_id);

--
-- Name: decision_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_goal_id ON perf.decision USING btree (goal_id);

--
-- Name: decision_review_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX decision_review_id ON perf.decision USING btree (review_id);

--
-- Name: feedback_from_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_from_id ON perf.feedback USING btree (from_id);

--
-- Name: feedback_to_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX feedback_to_id ON perf.feedback USING btree (to_id);

--
-- Name: goal_factor_factor_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_factor_factor_id ON perf.goal_factor USING btree (factor_id);

--
-- Name: goal_link_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_link_parent_id ON perf.goal_link USING btree (parent_id);

--
-- Name: goal_owner_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_owner_id ON perf.goal USING btree (owner_id);

--
-- Name: goal_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_parent_id ON perf.goal USING btree (parent_id);

--
-- Name: goal_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_period_id ON perf.goal USING btree (period_id);

--
-- Name: goal_person_person_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_person_person_id ON perf.goal_person USING btree (person_id);

--
-- Name: goal_perspective_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_perspective_id ON perf.goal USING btree (perspective_id);

--
-- Name: goal_target_period_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_target_period_id ON perf.goal_target USING btree (period_id);

--
-- Name: goal_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_team_id ON perf.goal USING btree (team_id);

--
-- Name: goal_template_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX goal_template_id ON perf.goal USING btree (template_id) WHERE (template_id IS NOT NULL);

--
-- Name: incentive_goal_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX incentive_goal_id ON perf.incentive USING btree (goal_id);

--
-- Name: measurement_history_goal_id_at; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX measurement_history_goal_id_at ON perf.measurement_history USING btree (goal_id, at);

--
-- Name: period_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX period_parent_id ON perf.period USING btree (parent_id);

--
-- Name: person_team_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX person_team_id ON perf.person USING btree (team_id);

--
-- Name: rating_rater_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_rater_id ON perf.rating USING btree (rater_id);

--
-- Name: rating_subject_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX rating_subject_id ON perf.rating USING btree (subject_id);

--
-- Name: team_lead_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_lead_id ON perf.team USING btree (lead_id);

--
-- Name: team_parent_id; Type: INDEX; Schema: perf; Owner: -
--

CREATE INDEX team_parent_id ON perf.team USING btree (parent_id);

--
-- Name: strategy_factors _RETURN; Type: RULE; Schema: perf; Owner: -
--

CREATE OR REPLACE VIEW perf.strategy_factors WITH (security_invoker='true') AS
 SELECT f.id,
    f.name,
    f.kind AS factor_kind,
    f.impact,
    f.likelihood,
    (f.impact * f.likelihood) AS weight_product,
    (count(l.goal_id))::integer AS goal_count,
    (count(l.goal_id) FILTER (WHERE (l.effect = 'answered by'::text)))::integer AS answer_count,
        CASE
            WHEN ((f.kind = ANY (ARRAY['threat'::text, 'risk'::text, 'weakness'::text])) AND (count(l.goal_id) FILTER (WHERE (l.effect = 'answered by'::text)) = 0)) THEN 'unanswered'::text
            WHEN ((f.kind = ANY (ARRAY['strength'::text, 'opportunity'::text])) AND (count(l.goal_id) = 0)) THEN 'unused'::text
            ELSE 'in hand'::text
        END AS finding,
    f.owner_id,
    f.team_id
   FROM (perf.factor f
     LEFT JOIN perf.goal_factor l ON ((l.factor_id = f.id)))
  WHERE (f.closed_at IS NULL)
  GROUP BY f.id;

--
-- Name: check_in check_in_announce_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_announce_insert AFTER INSERT ON perf.check_in REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.announce_status();

--
-- Name: check_in check_in_announce_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER check_in_announce_update AFTER UPDATE ON perf.check_in REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.announce_status();

--
-- Name: close_result close_result_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_result_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.close_result FOR EACH STATEMENT EXECUTE FUNCTION perf.refuse_change_of_close();

--
-- Name: close_tree close_tree_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER close_tree_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.close_tree FOR EACH STATEMENT EXECUTE FUNCTION perf.refuse_change_of_close();

--
-- Name: goal_link goal_link_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_lock BEFORE INSERT OR UPDATE ON perf.goal_link FOR EACH STATEMENT EXECUTE FUNCTION perf.take_tree_lock();

--
-- Name: goal_link goal_link_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_delete AFTER DELETE ON perf.goal_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_link goal_link_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_link goal_link_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_log_update AFTER UPDATE ON perf.goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_link goal_link_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_loop_insert AFTER INSERT ON perf.goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_goal_loop();

--
-- Name: goal_link goal_link_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_link_loop_update AFTER UPDATE ON perf.goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_goal_loop();

--
-- Name: goal goal_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_lock BEFORE INSERT OR UPDATE OF parent_id ON perf.goal FOR EACH STATEMENT EXECUTE FUNCTION perf.take_tree_lock();

--
-- Name: goal goal_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_delete AFTER DELETE ON perf.goal REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal goal_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal goal_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_log_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal goal_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_loop_insert AFTER INSERT ON perf.goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_goal_loop();

--
-- Name: goal goal_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_loop_update AFTER UPDATE ON perf.goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_goal_loop();

--
-- Name: goal_person goal_person_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_delete AFTER DELETE ON perf.goal_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_person goal_person_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_insert AFTER INSERT ON perf.goal_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_person goal_person_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_person_log_update AFTER UPDATE ON perf.goal_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_target goal_target_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_delete AFTER DELETE ON perf.goal_target REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_target goal_target_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_insert AFTER INSERT ON perf.goal_target REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal_target goal_target_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_target_log_update AFTER UPDATE ON perf.goal_target REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: goal goal_touch; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_touch BEFORE UPDATE ON perf.goal FOR EACH ROW EXECUTE FUNCTION perf.touch();

--
-- Name: goal goal_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER goal_truncate BEFORE TRUNCATE ON perf.goal FOR EACH STATEMENT EXECUTE FUNCTION perf.refuse_truncate();

--
-- Name: measurement measurement_announce_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_delete AFTER DELETE ON perf.measurement REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.announce_status();

--
-- Name: measurement measurement_announce_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_insert AFTER INSERT ON perf.measurement REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.announce_status();

--
-- Name: measurement measurement_announce_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_announce_update AFTER UPDATE ON perf.measurement REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.announce_status();

--
-- Name: measurement measurement_keep_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_keep_delete AFTER DELETE ON perf.measurement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.keep_superseded();

--
-- Name: measurement measurement_keep_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_keep_update AFTER UPDATE ON perf.measurement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.keep_superseded();

--
-- Name: measurement measurement_stamp; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_stamp BEFORE UPDATE ON perf.measurement FOR EACH ROW EXECUTE FUNCTION perf.stamp_correction();

--
-- Name: measurement measurement_truncate; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER measurement_truncate BEFORE TRUNCATE ON perf.measurement FOR EACH STATEMENT EXECUTE FUNCTION perf.refuse_truncate();

--
-- Name: period_close period_close_final; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_close_final BEFORE DELETE OR UPDATE OR TRUNCATE ON perf.period_close FOR EACH STATEMENT EXECUTE FUNCTION perf.refuse_change_of_close();

--
-- Name: period period_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_lock BEFORE INSERT OR UPDATE ON perf.period FOR EACH STATEMENT EXECUTE FUNCTION perf.take_tree_lock();

--
-- Name: period period_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_delete AFTER DELETE ON perf.period REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: period period_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_insert AFTER INSERT ON perf.period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: period period_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_log_update AFTER UPDATE ON perf.period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: period period_nesting_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_nesting_insert AFTER INSERT ON perf.period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_period_nesting();

--
-- Name: period period_nesting_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER period_nesting_update AFTER UPDATE ON perf.period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_period_nesting();

--
-- Name: person person_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_delete AFTER DELETE ON perf.person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: person person_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_insert AFTER INSERT ON perf.person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: person person_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER person_log_update AFTER UPDATE ON perf.person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: perspective perspective_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_delete AFTER DELETE ON perf.perspective REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: perspective perspective_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_insert AFTER INSERT ON perf.perspective REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: perspective perspective_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER perspective_log_update AFTER UPDATE ON perf.perspective REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: setting setting_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_delete AFTER DELETE ON perf.setting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: setting setting_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_insert AFTER INSERT ON perf.setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: setting setting_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER setting_log_update AFTER UPDATE ON perf.setting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: team team_lock; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_lock BEFORE INSERT OR UPDATE OF parent_id ON perf.team FOR EACH STATEMENT EXECUTE FUNCTION perf.take_tree_lock();

--
-- Name: team team_log_delete; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_delete AFTER DELETE ON perf.team REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: team team_log_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_insert AFTER INSERT ON perf.team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: team team_log_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_log_update AFTER UPDATE ON perf.team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();

--
-- Name: team team_loop_insert; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_loop_insert AFTER INSERT ON perf.team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_team_loop();

--
-- Name: team team_loop_update; Type: TRIGGER; Schema: perf; Owner: -
--

CREATE TRIGGER team_loop_update AFTER UPDATE ON perf.team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.check_team_loop();

--
-- Name: action action_decided_by; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_decided_by FOREIGN KEY (decided_by_id) REFERENCES perf.person(id);

--
-- Name: action action_decision; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_decision FOREIGN KEY (decision_id) REFERENCES perf.decision(id);

--
-- Name: action action_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: action action_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: action action_raised_by; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.action
    ADD CONSTRAINT action_raised_by FOREIGN KEY (raised_by_id) REFERENCES perf.person(id);

--
-- Name: announced announced_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.announced
    ADD CONSTRAINT announced_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: capacity capacity_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: capacity capacity_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.capacity
    ADD CONSTRAINT capacity_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: check_in check_in_blocker_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_blocker_owner FOREIGN KEY (blocker_owner_id) REFERENCES perf.person(id);

--
-- Name: check_in check_in_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: check_in check_in_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.check_in
    ADD CONSTRAINT check_in_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: close_result close_result_close; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_result
    ADD CONSTRAINT close_result_close FOREIGN KEY (close_id) REFERENCES perf.period_close(id);

--
-- Name: close_tree close_tree_close; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.close_tree
    ADD CONSTRAINT close_tree_close FOREIGN KEY (close_id) REFERENCES perf.period_close(id);

--
-- Name: decision decision_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: decision decision_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_person FOREIGN KEY (decided_by_id) REFERENCES perf.person(id);

--
-- Name: decision decision_review; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.decision
    ADD CONSTRAINT decision_review FOREIGN KEY (review_id) REFERENCES perf.review(id);

--
-- Name: factor factor_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: factor factor_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.factor
    ADD CONSTRAINT factor_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: feedback feedback_from; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_from FOREIGN KEY (from_id) REFERENCES perf.person(id);

--
-- Name: feedback feedback_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: feedback feedback_to; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.feedback
    ADD CONSTRAINT feedback_to FOREIGN KEY (to_id) REFERENCES perf.person(id);

--
-- Name: goal_factor goal_factor_factor; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_factor FOREIGN KEY (factor_id) REFERENCES perf.factor(id) ON DELETE CASCADE;

--
-- Name: goal_factor goal_factor_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_factor
    ADD CONSTRAINT goal_factor_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_link goal_link_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_link goal_link_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_link
    ADD CONSTRAINT goal_link_parent FOREIGN KEY (parent_id) REFERENCES perf.goal(id);

--
-- Name: goal goal_owner; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_owner FOREIGN KEY (owner_id) REFERENCES perf.person(id);

--
-- Name: goal goal_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_parent FOREIGN KEY (parent_id) REFERENCES perf.goal(id);

--
-- Name: goal goal_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: goal_person goal_person_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_person goal_person_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_person
    ADD CONSTRAINT goal_person_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: goal goal_perspective; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_perspective FOREIGN KEY (perspective_id) REFERENCES perf.perspective(id);

--
-- Name: goal_target goal_target_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id) ON DELETE CASCADE;

--
-- Name: goal_target goal_target_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal_target
    ADD CONSTRAINT goal_target_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: goal goal_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: goal goal_template; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.goal
    ADD CONSTRAINT goal_template FOREIGN KEY (template_id) REFERENCES perf.template(id);

--
-- Name: incentive incentive_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: incentive incentive_person; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.incentive
    ADD CONSTRAINT incentive_person FOREIGN KEY (person_id) REFERENCES perf.person(id);

--
-- Name: measurement measurement_goal; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.measurement
    ADD CONSTRAINT measurement_goal FOREIGN KEY (goal_id) REFERENCES perf.goal(id);

--
-- Name: period_close period_close_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period_close
    ADD CONSTRAINT period_close_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: period period_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.period
    ADD CONSTRAINT period_parent FOREIGN KEY (parent_id) REFERENCES perf.period(id);

--
-- Name: person person_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.person
    ADD CONSTRAINT person_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: rating rating_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: rating rating_rater; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_rater FOREIGN KEY (rater_id) REFERENCES perf.person(id);

--
-- Name: rating rating_subject; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.rating
    ADD CONSTRAINT rating_subject FOREIGN KEY (subject_id) REFERENCES perf.person(id);

--
-- Name: review review_facilitator; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_facilitator FOREIGN KEY (facilitator_id) REFERENCES perf.person(id);

--
-- Name: review review_period; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_period FOREIGN KEY (period_id) REFERENCES perf.period(id);

--
-- Name: review review_team; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.review
    ADD CONSTRAINT review_team FOREIGN KEY (team_id) REFERENCES perf.team(id);

--
-- Name: team team_lead; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_lead FOREIGN KEY (lead_id) REFERENCES perf.person(id);

--
-- Name: team team_parent; Type: FK CONSTRAINT; Schema: perf; Owner: -
--

ALTER TABLE ONLY perf.team
    ADD CONSTRAINT team_parent FOREIGN KEY (parent_id) REFERENCES perf.team(id);

--
-- Name: access; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.access ENABLE ROW LEVEL SECURITY;

--
-- Name: action; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.action ENABLE ROW LEVEL SECURITY;

--
-- Name: action added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.action FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 2) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: announced added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.announced FOR INSERT WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: capacity added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.capacity FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf.my_teams() t(id)))));

--
-- Name: change_log added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.change_log FOR INSERT WITH CHECK (((changed_by = CURRENT_USER) AND (( SELECT perf.my_level() AS my_level) >= 2)));

--
-- Name: check_in added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.check_in FOR INSERT WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: decision added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.decision FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 2) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)))));

--
-- Name: factor added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.factor FOR INSERT WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 2));

--
-- Name: feedback added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.feedback FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 2) AND (from_id = ( SELECT perf.me() AS me))));

--
-- Name: goal added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 3) AND perf.may_change_goal(owner_id, team_id)));

--
-- Name: goal_factor added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_factor FOR INSERT WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: goal_link added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_link FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_person added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_person FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_target added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.goal_target FOR INSERT WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: measurement added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.measurement FOR INSERT WITH CHECK (((recorded_by = CURRENT_USER) AND (goal_id IN ( SELECT g.id
   FROM perf.goal g
  WHERE perf.may_write_goal(g.id)))));

--
-- Name: measurement_history added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.measurement_history FOR INSERT WITH CHECK (((superseded_by = CURRENT_USER) AND perf.may_write_goal(goal_id)));

--
-- Name: rating added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.rating FOR INSERT WITH CHECK (((( SELECT perf.my_level() AS my_level) >= 2) AND (rater_id = ( SELECT perf.me() AS me))));

--
-- Name: review added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.review FOR INSERT WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 2));

--
-- Name: template added; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY added ON perf.template FOR INSERT WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 3));

--
-- Name: access admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.access USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: action admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.action USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: announced admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.announced USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: binding admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.binding USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: capacity admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.capacity USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: change_log admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.change_log USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: check_in admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.check_in USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: close_result admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.close_result USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: close_tree admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.close_tree USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: decision admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.decision USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: factor admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.factor USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: goal admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: goal_factor admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_factor USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: goal_link admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_link USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: goal_person admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_person USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: goal_target admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.goal_target USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: incentive admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.incentive USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: measurement admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.measurement USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: measurement_history admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.measurement_history USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: period admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.period USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: period_close admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.period_close USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: person admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.person USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: perspective admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.perspective USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: rating admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.rating USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: review admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.review USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: setting admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.setting USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: team admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.team USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: template admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.template USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: tree_lock admin; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY admin ON perf.tree_lock USING ((( SELECT perf.my_level() AS my_level) >= 4)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 4));

--
-- Name: announced; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.announced ENABLE ROW LEVEL SECURITY;

--
-- Name: binding; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.binding ENABLE ROW LEVEL SECURITY;

--
-- Name: capacity; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.capacity ENABLE ROW LEVEL SECURITY;

--
-- Name: change_log; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.change_log ENABLE ROW LEVEL SECURITY;

--
-- Name: action changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.action FOR UPDATE USING (((( SELECT perf.my_level() AS my_level) >= 2) AND ((owner_id = ( SELECT perf.me() AS me)) OR (raised_by_id = ( SELECT perf.me() AS me)) OR (( SELECT perf.my_level() AS my_level) >= 3) OR perf.may_write_goal(goal_id))));

--
-- Name: announced changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.announced FOR UPDATE USING (perf.may_write_goal(goal_id)) WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: capacity changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.capacity FOR UPDATE USING (((( SELECT perf.my_level() AS my_level) >= 3) AND (team_id IN ( SELECT t.id
   FROM perf.my_teams() t(id)))));

--
-- Name: check_in changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.check_in FOR UPDATE USING (perf.may_write_goal(goal_id)) WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: decision changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.decision FOR UPDATE USING (((( SELECT perf.my_level() AS my_level) >= 2) AND (decided_by_id = ( SELECT perf.me() AS me))));

--
-- Name: factor changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.factor FOR UPDATE USING (((( SELECT perf.my_level() AS my_level) >= 3) OR (owner_id = ( SELECT perf.me() AS me))));

--
-- Name: goal changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal FOR UPDATE USING (perf.may_change_goal(owner_id, team_id)) WITH CHECK (perf.may_change_goal(owner_id, team_id));

--
-- Name: goal_factor changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_factor FOR UPDATE USING (perf.may_write_goal(goal_id)) WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: goal_link changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_link FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_person changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_person FOR UPDATE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_target changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.goal_target FOR UPDATE USING (perf.may_write_goal(goal_id)) WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: measurement changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.measurement FOR UPDATE USING (perf.may_write_goal(goal_id)) WITH CHECK (perf.may_write_goal(goal_id));

--
-- Name: rating changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.rating FOR UPDATE USING ((rater_id = ( SELECT perf.me() AS me))) WITH CHECK ((rater_id = ( SELECT perf.me() AS me)));

--
-- Name: review changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.review FOR UPDATE USING (((( SELECT perf.my_level() AS my_level) >= 3) OR (facilitator_id = ( SELECT perf.me() AS me)))) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 2));

--
-- Name: tree_lock changed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY changed ON perf.tree_lock FOR UPDATE USING ((( SELECT perf.my_level() AS my_level) >= 2)) WITH CHECK ((( SELECT perf.my_level() AS my_level) >= 2));

--
-- Name: check_in; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.check_in ENABLE ROW LEVEL SECURITY;

--
-- Name: close_result; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.close_result ENABLE ROW LEVEL SECURITY;

--
-- Name: close_tree; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.close_tree ENABLE ROW LEVEL SECURITY;

--
-- Name: decision; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.decision ENABLE ROW LEVEL SECURITY;

--
-- Name: factor; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.factor ENABLE ROW LEVEL SECURITY;

--
-- Name: feedback; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.feedback ENABLE ROW LEVEL SECURITY;

--
-- Name: goal; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_factor; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_factor ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_link; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_link ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_person; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_person ENABLE ROW LEVEL SECURITY;

--
-- Name: goal_target; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.goal_target ENABLE ROW LEVEL SECURITY;

--
-- Name: incentive; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.incentive ENABLE ROW LEVEL SECURITY;

--
-- Name: measurement; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.measurement ENABLE ROW LEVEL SECURITY;

--
-- Name: measurement_history; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.measurement_history ENABLE ROW LEVEL SECURITY;

--
-- Name: period; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.period ENABLE ROW LEVEL SECURITY;

--
-- Name: period_close; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.period_close ENABLE ROW LEVEL SECURITY;

--
-- Name: person; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.person ENABLE ROW LEVEL SECURITY;

--
-- Name: perspective; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.perspective ENABLE ROW LEVEL SECURITY;

--
-- Name: rating; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.rating ENABLE ROW LEVEL SECURITY;

--
-- Name: access readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.access FOR SELECT USING (true);

--
-- Name: action readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.action FOR SELECT USING (((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))));

--
-- Name: announced readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.announced FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: binding readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.binding FOR SELECT USING (true);

--
-- Name: capacity readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.capacity FOR SELECT USING (true);

--
-- Name: change_log readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.change_log FOR SELECT USING ((((NOT confidential) AND ((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g)) OR (operation = 'DELETE'::text))) OR (confidential AND (goal_id IN ( SELECT g.id
   FROM perf.goal g
  WHERE (g.owner_id = perf.me()))))));

--
-- Name: check_in readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.check_in FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: close_result readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.close_result FOR SELECT USING (((visibility = 'everyone'::text) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))));

--
-- Name: decision readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.decision FOR SELECT USING (((goal_id IS NULL) OR (goal_id IN ( SELECT g.id
   FROM perf.goal g))));

--
-- Name: factor readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.factor FOR SELECT USING (true);

--
-- Name: feedback readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.feedback FOR SELECT USING (((visibility = 'everyone'::text) OR (from_id = ( SELECT perf.me() AS me)) OR (to_id = ( SELECT perf.me() AS me)) OR ((visibility = 'team'::text) AND (( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = feedback.to_id)) = ( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = perf.me()))))));

--
-- Name: goal readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal FOR SELECT USING (((visibility = 'everyone'::text) OR (owner_id = ( SELECT perf.me() AS me)) OR (team_id IN ( SELECT t.id
   FROM perf.my_teams() t(id))) OR ((visibility = 'team'::text) AND (team_id = ( SELECT p.team_id
   FROM perf.person p
  WHERE (p.id = perf.me()))))));

--
-- Name: goal_factor readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_factor FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: goal_link readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_link FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: goal_person readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_person FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: goal_target readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.goal_target FOR SELECT USING ((goal_id IN ( SELECT g.id
   FROM perf.goal g)));

--
-- Name: incentive readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.incentive FOR SELECT USING ((person_id = ( SELECT perf.me() AS me)));

--
-- Name: measurement readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.measurement FOR SELECT USING (((goal_id IN ( SELECT g.id
   FROM perf.goal g
  WHERE (g.min_group IS NULL))) OR (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement.goal_id) AND (measurement.base >= (g.min_group)::double precision))))));

--
-- Name: measurement_history readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.measurement_history FOR SELECT USING (((goal_id IN ( SELECT g.id
   FROM perf.goal g
  WHERE (g.min_group IS NULL))) OR (EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = measurement_history.goal_id) AND (measurement_history.base >= (g.min_group)::double precision))))));

--
-- Name: period readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.period FOR SELECT USING (true);

--
-- Name: period_close readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.period_close FOR SELECT USING (true);

--
-- Name: person readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.person FOR SELECT USING (true);

--
-- Name: perspective readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.perspective FOR SELECT USING (true);

--
-- Name: rating readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.rating FOR SELECT USING (((subject_id = ( SELECT perf.me() AS me)) OR (rater_id = ( SELECT perf.me() AS me))));

--
-- Name: review readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.review FOR SELECT USING (true);

--
-- Name: setting readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.setting FOR SELECT USING (true);

--
-- Name: team readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.team FOR SELECT USING (true);

--
-- Name: template readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.template FOR SELECT USING (true);

--
-- Name: tree_lock readable; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY readable ON perf.tree_lock FOR SELECT USING (true);

--
-- Name: feedback removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.feedback FOR DELETE USING ((from_id = ( SELECT perf.me() AS me)));

--
-- Name: goal removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal FOR DELETE USING (((( SELECT perf.my_level() AS my_level) >= 3) AND perf.may_change_goal(owner_id, team_id)));

--
-- Name: goal_factor removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_factor FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_factor.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_link removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_link FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_link.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_person removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_person FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_person.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: goal_target removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.goal_target FOR DELETE USING ((EXISTS ( SELECT
   FROM perf.goal g
  WHERE ((g.id = goal_target.goal_id) AND perf.may_change_goal(g.owner_id, g.team_id)))));

--
-- Name: measurement removed; Type: POLICY; Schema: perf; Owner: -
--

CREATE POLICY removed ON perf.measurement FOR DELETE USING (perf.may_write_goal(goal_id));

--
-- Name: review; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.review ENABLE ROW LEVEL SECURITY;

--
-- Name: setting; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.setting ENABLE ROW LEVEL SECURITY;

--
-- Name: team; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.team ENABLE ROW LEVEL SECURITY;

--
-- Name: template; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.template ENABLE ROW LEVEL SECURITY;

--
-- Name: tree_lock; Type: ROW SECURITY; Schema: perf; Owner: -
--

ALTER TABLE perf.tree_lock ENABLE ROW LEVEL SECURITY;

--
-- PostgreSQL database dump complete
--
