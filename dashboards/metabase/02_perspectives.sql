-- How does each perspective stand (balanced scorecard)?
-- Show as: bar; x = perspective_name; y = score_percent
SELECT perspective_name, score_percent, 100 * expected_score AS expected_percent, status, goal_count, coverage_fraction
FROM perf.balanced_scorecard
ORDER BY display_order;
