-- Status of each goal as it was announced last, and the range of values that leaves it as it is (see workspace.c).

CREATE TABLE IF NOT EXISTS announced (
	goal_id bigint PRIMARY KEY CONSTRAINT announced_goal REFERENCES goal ON DELETE CASCADE,
	status text NOT NULL,
	since timestamptz NOT NULL DEFAULT now(),
	quiet_from double precision,
	quiet_to double precision,
	quiet_since timestamptz,
	quiet_until timestamptz
) WITH (fillfactor = 50);
COMMENT ON TABLE announced IS
	'Status of each goal when it was last announced by NOTIFY, or when it was made. One row per goal.';
COMMENT ON COLUMN announced.goal_id IS 'Goal.';
COMMENT ON COLUMN announced.status IS 'Status announced last.';
COMMENT ON COLUMN announced.since IS 'When it was announced.';
COMMENT ON COLUMN announced.quiet_from IS
	'A new measurement from this value on, up to quiet_to, leaves the status as it is; empty: to be worked out.';
COMMENT ON COLUMN announced.quiet_to IS 'See quiet_from.';
COMMENT ON COLUMN announced.quiet_since IS 'That holds for measurements from this time on, and from the last day.';
COMMENT ON COLUMN announced.quiet_until IS 'That holds for measurements before this time.';
