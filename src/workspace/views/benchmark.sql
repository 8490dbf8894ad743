-- The same goal across teams.

CREATE OR REPLACE VIEW benchmark WITH (security_invoker) AS
SELECT s.goal_id,
	s.goal_key,
	s.goal_name,
	g.template_node,
	g.template_id,
	x.name AS template_name,
	s.team_id,
	s.team_name,
	s.actual,
	s.unit,
	s.score,
	s.score_percent,
	s.expected_score,
	s.status,
	s.status_order,
	CASE WHEN s.score IS NOT NULL THEN rank() OVER (same ORDER BY s.score DESC NULLS LAST)::integer END AS team_rank,
	avg(s.score) OVER same AS mean_score,
	max(s.score) OVER same AS best_score
FROM scorecard s
JOIN goal g ON g.id = s.goal_id
JOIN template x ON x.id = g.template_id
WINDOW same AS (PARTITION BY g.template_id, g.template_node);
COMMENT ON VIEW benchmark IS
	'How do teams compare on the same goal? One row per template goal and team, for teams that use one template.';
COMMENT ON COLUMN benchmark.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN benchmark.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN benchmark.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN benchmark.template_node IS 'Key of the goal inside the template, the same for all teams.';
COMMENT ON COLUMN benchmark.template_id IS 'Template.';
COMMENT ON COLUMN benchmark.template_name IS 'Name of the template.';
COMMENT ON COLUMN benchmark.team_id IS 'Team.';
COMMENT ON COLUMN benchmark.team_name IS 'Name of the team.';
COMMENT ON COLUMN benchmark.actual IS 'Current value, in unit.';
COMMENT ON COLUMN benchmark.unit IS 'Unit of the values.';
COMMENT ON COLUMN benchmark.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN benchmark.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN benchmark.expected_score IS 'Score with which it is expected to end, as in the scorecard.';
COMMENT ON COLUMN benchmark.status IS 'Status of the goal, as in the scorecard.';
COMMENT ON COLUMN benchmark.status_order IS 'For sorting by status.';
COMMENT ON COLUMN benchmark.team_rank IS '1 is the best team for this goal; empty: no score.';
COMMENT ON COLUMN benchmark.mean_score IS 'Mean score of this goal over the teams that have one.';
COMMENT ON COLUMN benchmark.best_score IS 'Best score of this goal over the teams.';
