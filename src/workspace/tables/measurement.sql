-- Measured values, and what they were before a correction. measurement is the one table that grows without limit.

CREATE TABLE IF NOT EXISTS measurement (
	goal_id bigint NOT NULL CONSTRAINT measurement_goal REFERENCES goal,
	at timestamptz NOT NULL,
	value double precision NOT NULL,
	base double precision,
	note text,
	-- not now(): what is written while a period is being closed is later than the close
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	recorded_by text NOT NULL DEFAULT current_user,
	-- Base, or 0: never NULL, because a NULL in an index entry slows every look at it.
	group_size double precision NOT NULL GENERATED ALWAYS AS (COALESCE(base, 0)) STORED,
	-- the index holds what views and policies read of a measurement
	CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at) INCLUDE (value, group_size)
);
COMMENT ON TABLE measurement IS
	'Measured values, one row per goal and time. Insert or COPY goal_id, at, value (and base for ratios; '
	'COPY is for the owner, PostgreSQL has none for roles under row security); '
	'a correction is an UPDATE or DELETE, and keeps what was there in measurement_history.';
COMMENT ON COLUMN measurement.goal_id IS 'Goal that was measured.';
COMMENT ON COLUMN measurement.at IS 'Time the value holds for.';
COMMENT ON COLUMN measurement.value IS
	'Measured value in the unit of the goal; for a ratio the numerator. From -1e100 to 1e100.';
COMMENT ON COLUMN measurement.base IS
	'For a ratio the denominator; for a survey the number of answers. Empty otherwise.';
COMMENT ON COLUMN measurement.note IS 'Anything to say about it.';
COMMENT ON COLUMN measurement.recorded_at IS 'When it became known.';
COMMENT ON COLUMN measurement.recorded_by IS 'Database role that wrote it.';
COMMENT ON COLUMN measurement.group_size IS
	'Base, or 0 where there is none; not to be written. What hides small groups of a survey.';

CREATE TABLE IF NOT EXISTS measurement_history (
	goal_id bigint NOT NULL,
	at timestamptz NOT NULL,
	value double precision NOT NULL,
	base double precision,
	note text,
	recorded_at timestamptz NOT NULL,
	recorded_by text NOT NULL,
	superseded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	superseded_by text NOT NULL DEFAULT current_user,
	operation text NOT NULL
);
COMMENT ON TABLE measurement_history IS
	'Measurements that were corrected or deleted, as they were, with the time from which they no longer held.';
COMMENT ON COLUMN measurement_history.goal_id IS 'Goal that was measured.';
COMMENT ON COLUMN measurement_history.at IS 'Time the value held for.';
COMMENT ON COLUMN measurement_history.value IS 'Value before the correction.';
COMMENT ON COLUMN measurement_history.base IS 'Base before the correction.';
COMMENT ON COLUMN measurement_history.note IS 'Note before the correction.';
COMMENT ON COLUMN measurement_history.recorded_at IS 'When it had become known.';
COMMENT ON COLUMN measurement_history.recorded_by IS 'Database role that had written it.';
COMMENT ON COLUMN measurement_history.superseded_at IS 'When it was corrected or deleted.';
COMMENT ON COLUMN measurement_history.superseded_by IS 'Database role that corrected or deleted it.';
COMMENT ON COLUMN measurement_history.operation IS 'UPDATE for a correction, DELETE for a deletion.';
CREATE INDEX IF NOT EXISTS measurement_history_goal_id_at ON measurement_history (goal_id, at);
-- it has no key, and a publication FOR ALL TABLES would refuse to delete a row (a person who is to be forgotten)
DO $do$
BEGIN
	IF EXISTS (SELECT FROM pg_class c WHERE c.oid = 'measurement_history'::regclass AND c.relreplident = 'd') THEN
		ALTER TABLE measurement_history REPLICA IDENTITY FULL;
	END IF;
END
$do$;
