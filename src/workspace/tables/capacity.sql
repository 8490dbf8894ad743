-- What a team can do in a period, and what is promised.

CREATE TABLE IF NOT EXISTS capacity (
	team_id bigint NOT NULL CONSTRAINT capacity_team REFERENCES team,
	period_id bigint NOT NULL CONSTRAINT capacity_period REFERENCES period,
	unit text NOT NULL DEFAULT 'days',
	available double precision NOT NULL,
	committed double precision NOT NULL DEFAULT 0,
	used double precision,
	CONSTRAINT capacity_pkey PRIMARY KEY (team_id, period_id, unit)
);
COMMENT ON TABLE capacity IS 'Capacity of a team in a period: what there is, what is promised, what was used.';
COMMENT ON COLUMN capacity.team_id IS 'Team.';
COMMENT ON COLUMN capacity.period_id IS 'Period.';
COMMENT ON COLUMN capacity.unit IS 'Unit: days, hours, points.';
COMMENT ON COLUMN capacity.available IS 'What is available.';
COMMENT ON COLUMN capacity.committed IS 'What is promised.';
COMMENT ON COLUMN capacity.used IS 'What was used; empty: not known yet.';
CREATE INDEX IF NOT EXISTS capacity_period_id ON capacity (period_id);
