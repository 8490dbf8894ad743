-- Are we on track? One row per goal; score is 1 when the goal is reached, score_percent is the same times 100. A goal measured too long ago is stale, however good its last value was.
SELECT repeat('  ', depth) || goal_name AS goal, opm.bar(score, 8) AS bar, round(score_percent) AS "score, %", status,
       round(actual::numeric, 2) AS actual, round(pace_value::numeric, 2) AS by_now, round(target_value::numeric, 2) AS target
FROM demo.scorecard
WHERE root_goal_id = (SELECT id FROM demo.goal WHERE key = 'larkmoor') AND depth <= 2 AND lifecycle = 'active'
ORDER BY tree_order;

-- How sure are we? Where the goals are heading, and whether people knew that in quarters that are over.
SELECT goal_name, round(expected_low::numeric, 2) AS low, round(expected_value::numeric, 2) AS expected,
       round(expected_high::numeric, 2) AS high, round(target_value::numeric, 2) AS target, outlook
FROM demo.forecast WHERE goal_id IN (SELECT goal_id FROM demo.okr) ORDER BY outlook_order, goal_name;
SELECT origin, person_name AS who, case_count AS cases, round(100 * mean_probability) || ' %' AS said,
       round(100 * hit_fraction) || ' %' AS came_true, finding
FROM demo.calibration ORDER BY origin, case_count DESC, who;

-- Why did it move? Points of the company's score since a week ago and since the last close.
SELECT since, round(scope_change_points::numeric, 1) AS change, goal_name, round(effect_points::numeric, 2) AS points, reason
FROM demo.drivers WHERE scope_name LIKE 'Larkmoor%' AND scope_kind = 'tree' AND driver_order <= 4 ORDER BY since DESC, driver_order;

-- What to look at next? What needs attention first; then where one point more is worth most.
SELECT attention_order AS "#", goal_name, round(lost_points::numeric, 1) AS lost, reason
FROM demo.exceptions ORDER BY attention_order LIMIT 6;
SELECT leverage_order AS "#", goal_name, round(gain_points::numeric, 1) AS points_to_gain
FROM demo.leverage WHERE root_goal_id = (SELECT id FROM demo.goal WHERE key = 'larkmoor') ORDER BY leverage_order LIMIT 3;

-- Who answers for it?
SELECT person_name, goal_count AS goals, round(score_percent) AS "score, %", lowest_band_count AS off_track, stale_count AS stale,
       open_action_count AS actions, overdue_action_count AS overdue, last_check_in_at::date AS last_check_in
FROM demo.accountability WHERE goal_count > 0 ORDER BY score;
