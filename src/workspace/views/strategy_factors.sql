-- Strategy around the goals.

CREATE OR REPLACE VIEW strategy_factors WITH (security_invoker) AS
SELECT f.id AS factor_id,
	f.name AS factor_name,
	f.kind AS factor_kind,
	f.impact,
	f.likelihood,
	f.impact * f.likelihood AS weight_product,
	count(l.goal_id)::integer AS goal_count,
	count(l.goal_id) FILTER (WHERE l.effect = 'answered by')::integer AS answer_count,
	CASE WHEN f.kind IN ('threat', 'risk', 'weakness') AND count(l.goal_id) FILTER (WHERE l.effect = 'answered by') = 0
		THEN 'unanswered'
		WHEN f.kind IN ('strength', 'opportunity') AND count(l.goal_id) = 0 THEN 'unused'
		ELSE 'in hand' END AS finding,
	f.owner_id,
	p.name AS owner_name,
	f.team_id,
	t.name AS team_name,
	CASE WHEN f.kind IN ('threat', 'risk', 'weakness') AND count(l.goal_id) FILTER (WHERE l.effect = 'answered by') = 0
		THEN 1
		WHEN f.kind IN ('strength', 'opportunity') AND count(l.goal_id) = 0 THEN 2
		ELSE 3 END AS finding_order
FROM factor f
LEFT JOIN goal_factor l ON l.factor_id = f.id
LEFT JOIN person p ON p.id = f.owner_id
LEFT JOIN team t ON t.id = f.team_id
WHERE f.closed_at IS NULL
GROUP BY f.id, f.name, f.kind, f.impact, f.likelihood, f.owner_id, p.name, f.team_id, t.name;
COMMENT ON VIEW strategy_factors IS
	'Which strengths, weaknesses, opportunities, threats and risks has no goal taken up? One row per factor that is '
	'not closed, stakeholders too, with how many goals it bears on.';
COMMENT ON COLUMN strategy_factors.factor_id IS 'Factor; unique in this view.';
COMMENT ON COLUMN strategy_factors.factor_name IS 'What it is.';
COMMENT ON COLUMN strategy_factors.factor_kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';
COMMENT ON COLUMN strategy_factors.impact IS 'Impact, 1 to 5.';
COMMENT ON COLUMN strategy_factors.likelihood IS 'Likelihood, 1 to 5.';
COMMENT ON COLUMN strategy_factors.weight_product IS 'Impact times likelihood, 1 to 25.';
COMMENT ON COLUMN strategy_factors.goal_count IS 'Goals it bears on.';
COMMENT ON COLUMN strategy_factors.answer_count IS 'Goals that answer it.';
COMMENT ON COLUMN strategy_factors.finding IS
	'unanswered (a weakness, threat or risk that no goal answers), unused (a strength or opportunity without a goal) '
	'or in hand.';
COMMENT ON COLUMN strategy_factors.owner_id IS 'Person who watches it.';
COMMENT ON COLUMN strategy_factors.owner_name IS 'Name of that person.';
COMMENT ON COLUMN strategy_factors.team_id IS 'Team it concerns.';
COMMENT ON COLUMN strategy_factors.team_name IS 'Name of the team.';
COMMENT ON COLUMN strategy_factors.finding_order IS 'For sorting by finding, 1 is worst.';
