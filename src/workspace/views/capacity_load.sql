-- Capacity by team and period.

CREATE OR REPLACE VIEW capacity_load WITH (security_invoker) AS
SELECT c.team_id || '/' || c.period_id || '/' || c.unit AS id,
	c.team_id,
	t.name AS team_name,
	c.period_id,
	p.name AS period_name,
	c.unit,
	c.available AS available_quantity,
	c.committed AS committed_quantity,
	c.used AS used_quantity,
	c.used / NULLIF(c.available, 0) AS used_fraction,
	c.committed / NULLIF(c.available, 0) AS committed_fraction,
	c.committed > c.available AS is_overcommitted
FROM capacity c
JOIN team t ON t.id = c.team_id
JOIN period p ON p.id = c.period_id;
COMMENT ON VIEW capacity_load IS 'Has a team promised more than it can do? One row per team, period and unit.';
COMMENT ON COLUMN capacity_load.id IS 'Team, period and unit; unique in this view.';
COMMENT ON COLUMN capacity_load.team_id IS 'Team.';
COMMENT ON COLUMN capacity_load.team_name IS 'Name of the team.';
COMMENT ON COLUMN capacity_load.period_id IS 'Period.';
COMMENT ON COLUMN capacity_load.period_name IS 'Name of the period.';
COMMENT ON COLUMN capacity_load.unit IS 'Unit of the amounts.';
COMMENT ON COLUMN capacity_load.available_quantity IS 'What is available.';
COMMENT ON COLUMN capacity_load.committed_quantity IS 'What is promised.';
COMMENT ON COLUMN capacity_load.used_quantity IS 'What was used.';
COMMENT ON COLUMN capacity_load.used_fraction IS 'Used out of available, 0 to 1 and beyond.';
COMMENT ON COLUMN capacity_load.committed_fraction IS 'Promised out of available, 0 to 1 and beyond.';
COMMENT ON COLUMN capacity_load.is_overcommitted IS 'More is promised than there is.';
