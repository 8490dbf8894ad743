-- How is it going? One row per goal; score is 1 when the goal is reached. What is n/a in the plan is paused: it does not count. Silence is never green: no data.
SELECT repeat('  ', depth) || goal_name AS goal, opm.bar(score) AS bar, round(score_percent) AS "score, %",
       concat_ws(' ', round(actual::numeric, 2), unit) AS actual, target, status
FROM health.scorecard ORDER BY tree_order;

-- What needs attention first, and why? (lost: points of the score at the top)
SELECT attention_order AS "#", goal_name, round(lost_points::numeric, 1) AS lost, reason FROM health.exceptions ORDER BY attention_order;

-- Is it news or noise? Every second of each goal on its control chart.
SELECT goal_name, opm.sparkline(measured_at, value) AS "second by second", count(*) FILTER (WHERE is_signal) AS signals,
       max(signal) FILTER (WHERE is_latest) AS "the last second"
FROM health.control_chart GROUP BY goal_name ORDER BY signals DESC, goal_name;
