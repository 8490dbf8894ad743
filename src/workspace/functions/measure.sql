-- Measuring by the key of a goal, by days of the workspace: one value, or many by COPY into a view.

CREATE OR REPLACE FUNCTION measure(
	key text, value double precision, at timestamptz DEFAULT NULL, base double precision DEFAULT NULL,
	day date DEFAULT NULL, note text DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	of_day timestamptz;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	of_day := timezone(perf.time_zone(), day::timestamp);
	IF at <> of_day THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a measurement has a day or a time, not both',
			DETAIL = format('The day %s begins at %s in the time zone of the workspace, %s.', day, of_day,
				perf.time_zone()),
			HINT = 'Leave one of them out.';
	END IF;
	INSERT INTO perf.measurement AS m (goal_id, at, value, base, note)
	VALUES (perf.goal_id(key), COALESCE(at, of_day, now()), value, base, note)
	ON CONFLICT ON CONSTRAINT measurement_pkey DO UPDATE
	SET value = EXCLUDED.value, base = EXCLUDED.base, note = EXCLUDED.note;
END
$$;
COMMENT ON FUNCTION measure IS
	'Records a measurement of the goal with this key: at a time, or on a day of the workspace (setting.time_zone), '
	'else now. The same time again corrects. base: see the table measurement. Errors: 42704 for a key that is none, '
	'22023 for a day and a time that differ, 23514 for what is in the future, 42501 for a goal that is not yours to '
	'measure.';

CREATE OR REPLACE VIEW measurement_by_key WITH (security_invoker) AS
SELECT m.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	timezone(time_zone(), m.at)::date AS day,
	m.at,
	m.value,
	m.base,
	m.note
FROM measurement m
JOIN goal g ON g.id = m.goal_id;
COMMENT ON VIEW measurement_by_key IS
	'What was measured, by key and day? One row per measurement. COPY or INSERT into it: goal_key, value, and day or '
	'at (empty: now). A day is one of the workspace, whatever the time zone of the session is.';
COMMENT ON COLUMN measurement_by_key.goal_id IS 'Goal; not needed when rows are put in.';
COMMENT ON COLUMN measurement_by_key.goal_key IS 'Key of the goal.';
COMMENT ON COLUMN measurement_by_key.goal_name IS 'Name of the goal; not looked at when rows are put in.';
COMMENT ON COLUMN measurement_by_key.day IS 'Day in the time zone of the workspace.';
COMMENT ON COLUMN measurement_by_key.at IS 'Time of the measurement; of a day: its first instant.';
COMMENT ON COLUMN measurement_by_key.value IS 'Measured value; of a ratio the numerator.';
COMMENT ON COLUMN measurement_by_key.base IS 'Denominator of a ratio, or number of answers; else empty.';
COMMENT ON COLUMN measurement_by_key.note IS 'Remark.';

CREATE OR REPLACE FUNCTION _measure_by_key() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NEW.goal_id IS NOT NULL AND NEW.goal_id <> perf.goal_id(NEW.goal_key) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" has not the id %s', NEW.goal_key, NEW.goal_id),
			HINT = 'Leave goal_id out: the key says which goal it is.';
	END IF;
	PERFORM perf.measure(NEW.goal_key, NEW.value, NEW.at, NEW.base, NEW.day, NEW.note);
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _measure_by_key IS 'Internal: trigger function: a row put into measurement_by_key is measured.';
CREATE OR REPLACE TRIGGER measurement_by_key_insert INSTEAD OF INSERT ON measurement_by_key
	FOR EACH ROW EXECUTE FUNCTION _measure_by_key();
