-- Health of performance management itself, by its five pillars.

CREATE OR REPLACE VIEW pillar_health WITH (security_invoker) AS
SELECT x.id,
	x.pillar_name,
	x.measure_name,
	x.counted_count,
	x.of_count,
	_at_most_one(x.counted_count::double precision / NULLIF(x.of_count, 0)) AS score,
	opm.percent(_at_most_one(x.counted_count::double precision / NULLIF(x.of_count, 0))) AS score_percent
FROM (
	SELECT 1 AS id,
		'Goal setting and alignment' AS pillar_name,
		'active goals that are part of a tree' AS measure_name,
		count(*) FILTER (WHERE g.parent_id IS NOT NULL
			OR g.id IN (SELECT k.parent_id FROM goal k WHERE k.parent_id IS NOT NULL)
			OR g.id IN (SELECT l.goal_id FROM goal_link l))::integer AS counted_count,
		count(*)::integer AS of_count
	FROM goal g
	JOIN _goal_scope s ON s.goal_id = g.id AND s.is_current
	WHERE g.lifecycle = 'active'
	UNION ALL
	SELECT 2, 'Feedback and communication', 'active people who got feedback, coaching or recognition that you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM feedback f
			WHERE f.to_id = p.id AND f.at > now() - interval '2160 hours'))::integer,
		count(*)::integer
	FROM _people p
	WHERE p.active
	UNION ALL
	SELECT 3, 'Measurement and analytics', 'active goals with a target whose last value is fresh',
		count(*) FILTER (WHERE n.measured_at IS NOT NULL AND n.fresh_until >= s.reference_at)::integer,
		count(*)::integer
	FROM _goal_scope s
	-- fence: few-rows
	JOIN goal g ON g.id = s.goal_id AND CASE g.lifecycle WHEN 'active' THEN 'counts' END = 'counts'
	LEFT JOIN LATERAL (
		SELECT m.at AS measured_at, m.at + _days(s.fresh_days) AS fresh_until
		FROM _measured m
		WHERE m.goal_id = g.id AND m.at >= s.usable_from_at AND m.at < COALESCE(s.until_at, 'infinity'::timestamptz)
			AND (s.min_group IS NULL OR m.base >= s.min_group)
		ORDER BY m.at DESC LIMIT 1
	) n ON true
	WHERE s.target IS NOT NULL AND s.is_current
	UNION ALL
	SELECT 4, 'Development and coaching', 'active people with a development goal or coaching that you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM goal g
				WHERE g.owner_id = p.id AND g.kind = 'development' AND g.lifecycle IN ('active', 'done'))
			OR EXISTS (SELECT FROM feedback f
				WHERE f.to_id = p.id AND f.kind = 'coaching' AND f.at > now() - interval '2160 hours'))::integer,
		count(*)::integer
	FROM _people p
	WHERE p.active
	UNION ALL
	SELECT 5, 'Recognition and reward', 'active people who were recognised, as far as you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM feedback f
			WHERE f.to_id = p.id AND f.kind = 'recognition' AND f.at > now() - interval '2160 hours'))::integer,
		count(*)::integer
	FROM _people p
	WHERE p.active
) x;
COMMENT ON VIEW pillar_health IS
	'Is performance management itself in good health? One row per pillar of performance management, of five. Goals are '
	'counted as they are now, feedback, coaching and recognition over the last 90 days.';
COMMENT ON COLUMN pillar_health.id IS 'Pillar, 1 to 5; unique in this view.';
COMMENT ON COLUMN pillar_health.pillar_name IS 'Name of the pillar.';
COMMENT ON COLUMN pillar_health.measure_name IS 'What is counted.';
COMMENT ON COLUMN pillar_health.counted_count IS 'What was found.';
COMMENT ON COLUMN pillar_health.of_count IS 'Out of how many.';
COMMENT ON COLUMN pillar_health.score IS 'Found out of expected, 0 to 1; empty: nothing expected.';
COMMENT ON COLUMN pillar_health.score_percent IS 'The same times 100.';
