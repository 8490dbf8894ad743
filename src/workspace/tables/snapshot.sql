-- The score of every goal over time: one row per goal and day that a snapshot was taken of. Written by a trigger alone;
-- who takes a snapshot says of which day, and nothing else.

CREATE TABLE IF NOT EXISTS snapshot (
	day date PRIMARY KEY,
	as_of timestamptz NOT NULL,
	known_at timestamptz NOT NULL,
	taken_by text NOT NULL
);
COMMENT ON TABLE snapshot IS
	'Days for which the score of every goal is kept, in goal_snapshot. The function snapshot() adds those that are '
	'missing; a day that is deleted goes with its scores, and may be taken again.';
COMMENT ON COLUMN snapshot.day IS 'Day, in the time zone of the workspace.';
COMMENT ON COLUMN snapshot.as_of IS
	'Last instant of that day; for a day that was not over, the time at which the snapshot was taken.';
COMMENT ON COLUMN snapshot.known_at IS 'When it was taken: what was known by then is in it.';
COMMENT ON COLUMN snapshot.taken_by IS 'Database role that took it; the owner, where a close did.';

CREATE TABLE IF NOT EXISTS goal_snapshot (
	goal_id bigint NOT NULL CONSTRAINT goal_snapshot_goal REFERENCES goal ON DELETE CASCADE,
	day date NOT NULL CONSTRAINT goal_snapshot_day REFERENCES snapshot ON DELETE CASCADE,
	is_partial boolean NOT NULL,
	rests_on bigint[] NOT NULL,
	parent_goal_id bigint,
	root_goal_id bigint,
	perspective_id bigint,
	team_id bigint,
	owner_id bigint,
	period_id bigint,
	target text,
	unit text,
	actual double precision,
	pace_value double precision,
	score double precision,
	pace_score double precision,
	expected_score double precision,
	status text NOT NULL,
	status_order integer NOT NULL,
	plan_status text,
	outcome text,
	band_from_score double precision,
	band_to_score double precision,
	coverage_fraction double precision,
	CONSTRAINT goal_snapshot_pkey PRIMARY KEY (goal_id, day, is_partial)
);
COMMENT ON TABLE goal_snapshot IS
	'How every goal stood at the end of a day, by the rules of scorecard_at. Read it through goal_history. A goal '
	'above private ones has two rows: one in which all goals count, seen by who sees all of them, and one without '
	'them.';
COMMENT ON COLUMN goal_snapshot.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_snapshot.day IS 'Day.';
COMMENT ON COLUMN goal_snapshot.is_partial IS
	'True for the row in which only goals count that everyone might see, where others are below too.';
COMMENT ON COLUMN goal_snapshot.rests_on IS
	'Private goals that count in this row. It is shown to who may see all of them; empty: to who may see the goal.';
COMMENT ON COLUMN goal_snapshot.parent_goal_id IS 'Goal above, when the snapshot was taken; empty for a root.';
COMMENT ON COLUMN goal_snapshot.root_goal_id IS 'Goal at the top of the tree when it was taken.';
COMMENT ON COLUMN goal_snapshot.perspective_id IS
	'Perspective when it was taken, that of the nearest goal above if not said.';
COMMENT ON COLUMN goal_snapshot.team_id IS 'Team of the goal on that day.';
COMMENT ON COLUMN goal_snapshot.owner_id IS 'Person who answered for the goal on that day.';
COMMENT ON COLUMN goal_snapshot.period_id IS 'Period whose measurements counted; empty: all did.';
COMMENT ON COLUMN goal_snapshot.target IS 'Target that held, as text.';
COMMENT ON COLUMN goal_snapshot.unit IS 'Unit of actual and pace_value.';
COMMENT ON COLUMN goal_snapshot.actual IS 'Value by then; empty: not known.';
COMMENT ON COLUMN goal_snapshot.pace_value IS 'Value the plan expected by then.';
COMMENT ON COLUMN goal_snapshot.score IS
	'Score by then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN goal_snapshot.pace_score IS 'Score the plan expected by then: 1 is goal reached.';
COMMENT ON COLUMN goal_snapshot.expected_score IS 'Score expected at the end, as in scorecard.';
COMMENT ON COLUMN goal_snapshot.plan_status IS 'ahead, on plan or behind, as in scorecard; empty: not known, or over.';
COMMENT ON COLUMN goal_snapshot.outcome IS 'reached or missed, as in scorecard; empty: not over.';
COMMENT ON COLUMN goal_snapshot.status IS 'Status by then, as in scorecard.';
COMMENT ON COLUMN goal_snapshot.status_order IS 'For sorting by status.';
COMMENT ON COLUMN goal_snapshot.band_from_score IS 'Score at which the band of score began; empty in the lowest.';
COMMENT ON COLUMN goal_snapshot.band_to_score IS 'Score at which the next band began; empty in the highest.';
COMMENT ON COLUMN goal_snapshot.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';
CREATE INDEX IF NOT EXISTS goal_snapshot_day ON goal_snapshot (day);
CREATE INDEX IF NOT EXISTS goal_snapshot_partial ON goal_snapshot (goal_id, day) WHERE is_partial;
