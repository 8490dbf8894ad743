-- How each team stands.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT t.team_id, t.team_name, t.lead_person_name, t.goal_count, t.score, t.expected_score, t.status,
	t.coverage_fraction, t.lowest_band_count, t.stale_count, t.no_data_count
FROM (VALUES (1)) always(row)
LEFT JOIN team_scorecard t ON true
ORDER BY t.team_name
