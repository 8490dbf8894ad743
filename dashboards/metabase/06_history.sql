-- How did the score of a goal go over time, against its plan?
-- Show as: line; x = day_on; y = score_percent, plan_percent, expected_percent
SELECT day_on, score_percent, 100 * pace_score AS plan_percent, 100 * expected_score AS expected_percent, status
FROM perf.goal_history
WHERE goal_key = {{goal}}
	[[AND day_on >= {{from}}]]
ORDER BY day_on;
