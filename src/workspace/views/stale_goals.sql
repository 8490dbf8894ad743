-- Goals that nobody measured in time.

CREATE OR REPLACE VIEW stale_goals WITH (security_invoker) AS
SELECT s.id,
	s.name,
	s.status,
	s.status_order,
	s.measured_at,
	s.fresh_until,
	opm.days_between(s.fresh_until, now())::integer AS overdue_days,
	s.owner_id,
	s.owner_name,
	s.team_id,
	s.team_name,
	s.root_weight_fraction,
	s.goal_path
FROM scorecard s
WHERE s.is_leaf AND s.lifecycle = 'active' AND s.status IN ('stale', 'no data');
COMMENT ON VIEW stale_goals IS
	'Active goals at the bottom of the tree that were measured too long ago, or have no value that counts: '
	'one row per goal. Silence is never green.';
COMMENT ON COLUMN stale_goals.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN stale_goals.name IS 'Name of the goal.';
COMMENT ON COLUMN stale_goals.status IS 'stale or no data.';
COMMENT ON COLUMN stale_goals.status_order IS 'For sorting by status.';
COMMENT ON COLUMN stale_goals.measured_at IS 'Last measurement that counts; empty: none does.';
COMMENT ON COLUMN stale_goals.fresh_until IS 'Time until which it counted as fresh.';
COMMENT ON COLUMN stale_goals.overdue_days IS 'Days since then, rounded; empty: no measurement counts.';
COMMENT ON COLUMN stale_goals.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN stale_goals.owner_name IS 'Name of that person.';
COMMENT ON COLUMN stale_goals.team_id IS 'Team of the goal.';
COMMENT ON COLUMN stale_goals.team_name IS 'Name of the team.';
COMMENT ON COLUMN stale_goals.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';
COMMENT ON COLUMN stale_goals.goal_path IS 'Names from the root to the goal.';
