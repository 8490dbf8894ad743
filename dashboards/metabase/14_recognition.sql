-- Who was recognised, and for what?
-- Show as: table; columns = recognised_at, from_person_name, to_person_name, body
SELECT recognised_at, from_person_name, to_person_name, goal_name, body, point_count
FROM perf.recognition_feed
ORDER BY recognised_at DESC;
