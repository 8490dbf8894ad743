-- Periods lie within their parents and do not overlap their siblings.

-- fence: jit
CREATE OR REPLACE FUNCTION _check_period_nesting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	wrong record;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	SELECT c.name AS child, p.name AS parent, p.first_day, p.last_day INTO wrong
	FROM new_rows n
	JOIN perf.period c ON c.id = n.id OR c.parent_id = n.id
	JOIN perf.period p ON p.id = c.parent_id
	WHERE c.first_day < p.first_day OR c.last_day > p.last_day OR c.calendar <> p.calendar
		OR (c.first_day = p.first_day AND c.last_day = p.last_day AND c.kind = p.kind)
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" is not a part of "%s"', wrong.child, wrong.parent),
			DETAIL = format('A period has the calendar of its parent and lies within it, here %s to %s;'
				' a part of the same length is of another kind.', wrong.first_day, wrong.last_day);
	END IF;
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, p.parent_id FROM up JOIN perf.period p ON p.id = up.id
		WHERE p.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT p.name INTO wrong FROM up JOIN perf.period p ON p.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" would be part of itself', wrong.name);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _check_period_nesting IS
	'Internal: trigger function: a period lies within its parent, and around its children.';
CREATE OR REPLACE TRIGGER period_nesting_insert AFTER INSERT ON period
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_period_nesting();
CREATE OR REPLACE TRIGGER period_nesting_update AFTER UPDATE ON period
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_period_nesting();

-- fence: jit
CREATE OR REPLACE FUNCTION _check_period_overlap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	other record; -- a type would be looked up before the first statement
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	SELECT p.* INTO other FROM perf.period p
	WHERE p.calendar = NEW.calendar AND p.kind = NEW.kind AND p.parent_id IS NOT DISTINCT FROM NEW.parent_id
		AND p.id <> NEW.id AND p.first_day <= NEW.last_day AND p.last_day >= NEW.first_day LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			CONSTRAINT = 'period_siblings_overlap',
			MESSAGE = format('period "%s" overlaps "%s"', NEW.name, other.name),
			DETAIL = format('Periods of one calendar, kind and parent share no day; "%s" is from %s to %s.',
				other.name, other.first_day, other.last_day),
			HINT = 'Choose other days, or another calendar.';
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _check_period_overlap IS
	'Internal: trigger function: refuses a period that overlaps a sibling, in words; the constraint '
	'period_siblings_overlap stands behind it for what another transaction does at the same time.';
CREATE OR REPLACE TRIGGER period_overlap BEFORE INSERT OR UPDATE ON period
	FOR EACH ROW EXECUTE FUNCTION _check_period_overlap();
