-- What a BI user sees of the workspace: views with plain columns.
SELECT repeat('  ', depth) || name AS goal, round(score::numeric) AS score, opm.bar(attained_fraction, 10) AS bar, status,
       round(actual::numeric, 1) AS actual, round(pace_value::numeric, 1) AS expected_now, target_value AS target, owner_name AS owner
FROM demo.scorecard WHERE depth <= 2 ORDER BY tree_order;

-- What needs attention first, and why.
SELECT attention_order AS "#", name, reason, round(lost_score::numeric, 1) AS points_lost, owner_name AS owner FROM demo.exceptions ORDER BY attention_order LIMIT 5;
