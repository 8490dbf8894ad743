-- Where goals do not fit together.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT a.id, a.goal_name, a.gap_type, a.detail, a.owner_name, a.team_name
FROM (VALUES (1)) always(row)
LEFT JOIN alignment_gaps a ON true
ORDER BY a.id
