-- How each perspective stands.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT b.perspective_id, b.perspective_name, b.display_order, b.goal_count, b.measured_count, b.score, b.expected_score,
	b.status, b.coverage_fraction, b.worst_score, b.best_score, b.root_weight_fraction
FROM (VALUES (1)) always(row)
LEFT JOIN balanced_scorecard b ON true
ORDER BY b.display_order
