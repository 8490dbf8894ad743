-- What was changed after a period was closed.

CREATE OR REPLACE VIEW restatements WITH (security_invoker) AS
WITH closed AS MATERIALIZED ( -- fence: one-pass
	SELECT c.id, c.period_id, c.closed_at, p.name, p.first_day, p.last_day, p.from_at, p.until_at,
		LEAST(c.closed_at, p.until_at - interval '1 microsecond') AS as_of
	FROM period_close c
	JOIN period p ON p.id = c.period_id
), logged AS MATERIALIZED ( -- fence: one-pass
	-- a row of the log has what was before; what came after is in the next row of the log, or in the table
	SELECT l.table_name, l.operation, l.row_key, l.goal_id, l.changed_at, l.changed_by, l.old_row::jsonb AS old_row,
		lead(l.operation) OVER w AS next_operation, (lead(l.old_row) OVER w)::jsonb AS next_row
	FROM change_log l
	WHERE l.table_name IN ('goal', 'goal_link', 'goal_target', 'check_in')
		AND l.changed_at > (SELECT min(c.closed_at) FROM closed c)
	WINDOW w AS (PARTITION BY l.table_name, l.row_key ORDER BY l.id)
), goal_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, f.change_type, f.field, f.old_value, f.new_value, f.old_text,
		f.new_text
	FROM logged l
	CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM goal x WHERE false), l.old_row) o
	CROSS JOIN LATERAL (
		SELECT n.parent_id, n.period_id, n.target, n.unit, n.weight, n.share, n.rollup, n.missing, n.credit_floor,
			n.credit_cap, n.time_aggregation, n.max_age_days, n.min_group, n.bands, n.lifecycle,
			n.plan, n.status_basis, n.due_on
		FROM jsonb_populate_record((SELECT x FROM goal x WHERE false), l.next_row) n
		WHERE l.next_operation IS NOT NULL
		UNION ALL
		SELECT g.parent_id, g.period_id, g.target, g.unit, g.weight, g.share, g.rollup, g.missing, g.credit_floor,
			g.credit_cap, g.time_aggregation, g.max_age_days, g.min_group, g.bands, g.lifecycle,
			g.plan, g.status_basis, g.due_on
		FROM goal g
		WHERE l.next_operation IS NULL AND g.id = l.goal_id
	) n
	LEFT JOIN goal op ON op.id = o.parent_id
	LEFT JOIN goal np ON np.id = n.parent_id
	LEFT JOIN period oq ON oq.id = o.period_id
	LEFT JOIN period nq ON nq.id = n.period_id
	CROSS JOIN LATERAL (VALUES
		('target', 'target', o.target IS DISTINCT FROM n.target, NULL::double precision, NULL::double precision,
			o.target, n.target),
		('weight', 'weight', o.weight IS DISTINCT FROM n.weight, o.weight, n.weight, NULL, NULL),
		('weight', 'share', o.share IS DISTINCT FROM n.share, o.share, n.share, NULL, NULL),
		('parent', 'parent_id', o.parent_id IS DISTINCT FROM n.parent_id, NULL, NULL,
			COALESCE(op.name, 'goal ' || o.parent_id), COALESCE(np.name, 'goal ' || n.parent_id)),
		('rollup', 'rollup', o.rollup IS DISTINCT FROM n.rollup, NULL, NULL, o.rollup, n.rollup),
		('rollup', 'missing', o.missing IS DISTINCT FROM n.missing, NULL, NULL, o.missing, n.missing),
		('rollup', 'credit_floor', o.credit_floor IS DISTINCT FROM n.credit_floor, o.credit_floor, n.credit_floor,
			NULL, NULL),
		('rollup', 'credit_cap', o.credit_cap IS DISTINCT FROM n.credit_cap, o.credit_cap, n.credit_cap, NULL, NULL),
		('rule', 'unit', o.unit IS DISTINCT FROM n.unit, NULL, NULL, o.unit, n.unit),
		('rule', 'time_aggregation', o.time_aggregation IS DISTINCT FROM n.time_aggregation, NULL, NULL,
			o.time_aggregation, n.time_aggregation),
		('rule', 'max_age_days', o.max_age_days IS DISTINCT FROM n.max_age_days, o.max_age_days, n.max_age_days,
			NULL, NULL),
		('rule', 'min_group', o.min_group IS DISTINCT FROM n.min_group, o.min_group, n.min_group, NULL, NULL),
		('rule', 'bands', o.bands IS DISTINCT FROM n.bands, NULL, NULL, o.bands, n.bands),
		('rule', 'plan', o.plan IS DISTINCT FROM n.plan, NULL, NULL, o.plan, n.plan),
		('rule', 'status_basis', o.status_basis IS DISTINCT FROM n.status_basis, NULL, NULL, o.status_basis,
			n.status_basis),
		('rule', 'due_on', o.due_on IS DISTINCT FROM n.due_on, NULL, NULL, o.due_on::text, n.due_on::text),
		('rule', 'lifecycle', o.lifecycle IS DISTINCT FROM n.lifecycle, NULL, NULL, o.lifecycle, n.lifecycle),
		('rule', 'period_id', o.period_id IS DISTINCT FROM n.period_id, NULL, NULL,
			COALESCE(oq.name, 'period ' || o.period_id), COALESCE(nq.name, 'period ' || n.period_id))
	) f(change_type, field, differs, old_value, new_value, old_text, new_text)
	WHERE l.table_name = 'goal' AND l.operation = 'UPDATE' AND f.differs
), link_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, f.change_type, f.field, f.old_value, f.new_value, f.old_text,
		f.new_text
	FROM logged l
	CROSS JOIN LATERAL (
		SELECT o.parent_id, o.weight, o.share
		FROM jsonb_populate_record((SELECT x FROM goal_link x WHERE false), l.old_row) o
	) o
	LEFT JOIN LATERAL (
		SELECT n.parent_id, n.weight, n.share
		FROM jsonb_populate_record((SELECT x FROM goal_link x WHERE false), l.next_row) n
		WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.parent_id, k.weight, k.share
		FROM goal_link k
		WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.goal_id = l.goal_id
			AND k.goal_id || '/' || k.parent_id = l.row_key
	) n ON true
	LEFT JOIN goal op ON op.id = o.parent_id
	LEFT JOIN goal np ON np.id = n.parent_id
	CROSS JOIN LATERAL (VALUES
		('parent', 'goal_link', l.operation <> 'UPDATE', NULL::double precision, NULL::double precision,
			COALESCE(op.name, 'goal ' || o.parent_id), COALESCE(np.name, 'goal ' || n.parent_id)),
		('weight', 'goal_link.weight', l.operation = 'UPDATE' AND o.weight IS DISTINCT FROM n.weight, o.weight,
			n.weight, op.name, np.name),
		('weight', 'goal_link.share', l.operation = 'UPDATE' AND o.share IS DISTINCT FROM n.share, o.share, n.share,
			op.name, np.name)
	) f(change_type, field, differs, old_value, new_value, old_text, new_text)
	WHERE l.table_name = 'goal_link' AND f.differs AND EXISTS (SELECT FROM goal g WHERE g.id = l.goal_id)
), target_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by,
		COALESCE(o.period_id, n.period_id) AS period_id,
		o.target AS old_text,
		n.target AS new_text
	FROM logged l
	CROSS JOIN LATERAL (SELECT o.period_id, o.target
		FROM jsonb_populate_record((SELECT x FROM goal_target x WHERE false), l.old_row) o) o
	LEFT JOIN LATERAL (
		SELECT n.period_id, n.target
		FROM jsonb_populate_record((SELECT x FROM goal_target x WHERE false), l.next_row) n
		WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.period_id, k.target
		FROM goal_target k
		WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.goal_id = l.goal_id
			AND k.goal_id || '/' || k.period_id = l.row_key
	) n ON true
	WHERE l.table_name = 'goal_target' AND o.target IS DISTINCT FROM n.target
		AND EXISTS (SELECT FROM goal g WHERE g.id = l.goal_id)
), judged_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, COALESCE(o.at, n.at) AS at, o.score AS old_value, n.score AS new_value
	FROM logged l
	CROSS JOIN LATERAL (SELECT o.at, o.score
		FROM jsonb_populate_record((SELECT x FROM check_in x WHERE false), l.old_row) o) o
	LEFT JOIN LATERAL (
		SELECT n.at, n.score
		FROM jsonb_populate_record((SELECT x FROM check_in x WHERE false), l.next_row) n
		WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.at, k.score
		FROM check_in k
		WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.id = l.row_key::bigint
	) n ON true
	WHERE l.table_name = 'check_in' AND o.score IS DISTINCT FROM n.score
), version AS (
	-- Each measurement that was ever corrected, as it was and as it is. What has the value of the one before or after
	-- it is no other result, were it deleted in between.
	SELECT v.*,
		lag(v.superseded_at) OVER w AS was_until_at,
		COALESCE(lag(v.operation) OVER w = 'DELETE', true) AS is_new,
		(v.value, v.base) IS NOT DISTINCT FROM (lag(v.value) OVER w, lag(v.base) OVER w) AS is_as_before,
		lead(v.value) OVER w AS next_value,
		COALESCE((v.value, v.base) IS NOT DISTINCT FROM (lead(v.value) OVER w, lead(v.base) OVER w), false)
			AND lead(v.goal_id) OVER w IS NOT NULL AS stays
	FROM (
		SELECT h.goal_id, h.at, h.value, h.base, h.recorded_at, h.recorded_by, h.superseded_at, h.superseded_by,
			h.operation
		FROM measurement_history h
		UNION ALL
		SELECT m.goal_id, m.at, m.value, m.base, m.recorded_at, m.recorded_by, NULL, NULL, NULL
		FROM (SELECT DISTINCT h.goal_id, h.at FROM measurement_history h) h
		JOIN measurement m ON m.goal_id = h.goal_id AND m.at = h.at
	) v
	WINDOW w AS (PARTITION BY v.goal_id, v.at ORDER BY v.recorded_at, v.superseded_at)
), found AS (
	SELECT c.id AS close_id, x.goal_id, x.at, x.change_type, 'measurement' AS field, x.old_value, x.new_value,
		NULL::text AS old_text, NULL::text AS new_text, x.changed_at, x.changed_by
	FROM closed c
	JOIN (
		SELECT m.goal_id, m.at, 'late' AS change_type, NULL::double precision AS old_value, m.value AS new_value,
			m.recorded_at AS changed_at, m.recorded_by AS changed_by, NULL::timestamptz AS gone_at
		FROM measurement m
		WHERE NOT EXISTS (SELECT FROM measurement_history h WHERE h.goal_id = m.goal_id AND h.at = m.at)
		UNION ALL
		SELECT v.goal_id, v.at, 'late', NULL, v.value, v.recorded_at, v.recorded_by,
			CASE WHEN v.is_as_before THEN v.was_until_at END
		FROM version v
		WHERE v.is_new
		UNION ALL
		SELECT v.goal_id, v.at, CASE v.operation WHEN 'DELETE' THEN 'deleted' ELSE 'corrected' END, v.value,
			CASE WHEN v.operation <> 'DELETE' THEN v.next_value END, v.superseded_at, v.superseded_by, NULL
		FROM version v
		WHERE v.operation IS NOT NULL AND NOT v.stays
	-- what was deleted after the close and is back as it was is no late one
	) x ON x.at >= c.from_at AND x.at < c.until_at AND x.changed_at > c.closed_at
		AND (x.gone_at > c.closed_at) IS NOT TRUE
	WHERE EXISTS (SELECT FROM goal g WHERE g.id = x.goal_id)
	UNION ALL
	SELECT c.id, x.goal_id, NULL, x.change_type, x.field, x.old_value, x.new_value, x.old_text, x.new_text,
		x.changed_at, x.changed_by
	FROM closed c
	JOIN (SELECT y.* FROM goal_change y UNION ALL SELECT y.* FROM link_change y) x ON x.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id
	JOIN goal g ON g.id = x.goal_id
	LEFT JOIN period q ON q.id = g.period_id
	-- of another period: it had nothing to say in this one; where a target of its own held then, that of the goal did
	-- not count
	WHERE (x.field = 'period_id' OR q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day)
		OR EXISTS (SELECT FROM goal_target t WHERE t.goal_id = g.id AND t.period_id = c.period_id))
		AND NOT (x.field = 'target' AND EXISTS (SELECT FROM goal_target t JOIN period h ON h.id = t.period_id
			WHERE t.goal_id = g.id AND h.from_at <= c.as_of AND c.as_of < h.until_at))
	UNION ALL
	SELECT c.id, x.goal_id, NULL, 'target', 'goal_target', NULL, NULL, x.old_text, x.new_text,
		x.changed_at, x.changed_by
	FROM closed c
	JOIN target_change x ON x.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id
	JOIN period h ON h.id = x.period_id AND h.from_at <= c.as_of AND c.as_of < h.until_at
	UNION ALL
	-- a judged score counts where nothing is measured
	SELECT c.id, x.goal_id, x.at, 'judged', 'check_in.score', x.old_value, x.new_value, NULL, NULL, x.changed_at,
		x.changed_by
	FROM closed c
	JOIN judged_change x ON x.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id AND r.actual IS NULL
	JOIN goal g ON g.id = x.goal_id
	LEFT JOIN period q ON q.id = g.period_id
	-- a grade given after the end of a period is one of its last instant
	WHERE LEAST(x.at, q.until_at - interval '1 microsecond') <= c.as_of AND ((x.at < q.from_at) IS NOT TRUE
		OR EXISTS (SELECT FROM goal_target t WHERE t.goal_id = g.id AND t.period_id = c.period_id))
	UNION ALL
	SELECT c.id, l.goal_id, NULL, 'new goal', 'goal', NULL, NULL, NULL, g.name, l.changed_at, l.changed_by
	FROM closed c
	JOIN logged l ON l.table_name = 'goal' AND l.operation = 'INSERT' AND l.changed_at > c.closed_at
	JOIN goal g ON g.id = l.goal_id
	LEFT JOIN period q ON q.id = g.period_id
	WHERE q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day)
		OR EXISTS (SELECT FROM goal_target t WHERE t.goal_id = g.id AND t.period_id = c.period_id)
	UNION ALL
	SELECT c.id, l.goal_id, NULL, 'deleted goal', 'goal', NULL, NULL, r.goal_name, NULL, l.changed_at, l.changed_by
	FROM closed c
	JOIN logged l ON l.table_name = 'goal' AND l.operation = 'DELETE' AND l.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = l.goal_id
	LEFT JOIN period q ON q.id = (l.old_row ->> 'period_id')::bigint
	WHERE q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day)
)
SELECT c.period_id,
	c.name AS period_name,
	x.goal_id,
	COALESCE(g.key, r.goal_key) AS goal_key,
	COALESCE(g.name, r.goal_name) AS goal_name,
	x.at AS measured_at,
	x.change_type,
	x.old_value,
	x.new_value,
	x.changed_at,
	x.changed_by,
	r.actual AS closed_actual,
	r.score AS closed_score,
	c.closed_at,
	x.field AS changed_field,
	x.old_text,
	x.new_text
FROM found x
JOIN closed c ON c.id = x.close_id
LEFT JOIN goal g ON g.id = x.goal_id
LEFT JOIN close_result r ON r.close_id = x.close_id AND r.goal_id = x.goal_id;
COMMENT ON VIEW restatements IS
	'What was changed after a period was closed? One row per change that bears on its results and closed period, with '
	'what the close had. Measurements and judged scores of that time; target, weight, parent, rollup and other rules '
	'of goals in the close; goals made or deleted since. A goal bears on a period if its own period overlaps it, or '
	'it has none. Not listed: periods that were moved, settings, and what bound queries say now. '
	'scorecard_at tells what the results are with all of it.';
COMMENT ON COLUMN restatements.period_id IS 'Closed period.';
COMMENT ON COLUMN restatements.period_name IS 'Name of the period.';
COMMENT ON COLUMN restatements.goal_id IS 'Goal.';
COMMENT ON COLUMN restatements.goal_key IS 'Short unique word of the goal; of a deleted one that in the close.';
COMMENT ON COLUMN restatements.goal_name IS 'Name of the goal; of a deleted one its name in the close.';
COMMENT ON COLUMN restatements.measured_at IS
	'Time that a measured value or a judged score holds for; empty for all else.';
COMMENT ON COLUMN restatements.change_type IS
	'Of measurements: late (recorded after the close), corrected or deleted, if the number became another. judged: '
	'the score of a check-in, of a goal without measurements. Of goals: target, weight, parent, rollup, rule '
	'(whatever else decides how it counts), new goal or deleted goal.';
COMMENT ON COLUMN restatements.old_value IS
	'Number before the change; empty: there was none, or it is not a number and is in old_text.';
COMMENT ON COLUMN restatements.new_value IS
	'Number after the change; empty: there is none, or it is not a number and is in new_text.';
COMMENT ON COLUMN restatements.changed_at IS 'When it was changed.';
COMMENT ON COLUMN restatements.changed_by IS 'Database role that changed it.';
COMMENT ON COLUMN restatements.closed_actual IS 'Value of the goal in the close; empty: not known, or not in it.';
COMMENT ON COLUMN restatements.closed_score IS
	'Score of the goal in the close: 1 is goal reached; empty: not known, or not in it.';
COMMENT ON COLUMN restatements.closed_at IS 'When the period was closed.';
COMMENT ON COLUMN restatements.changed_field IS
	'What was changed: measurement, check_in.score (1 is goal reached), goal (made or deleted), a column '
	'of the table goal such as target or weight, goal_target (the target of the period), goal_link (one more parent, '
	'or one less) or its weight or share.';
COMMENT ON COLUMN restatements.old_text IS
	'What was there before, where it is not a number: a target, a rule, the name of the goal above; empty: nothing.';
COMMENT ON COLUMN restatements.new_text IS 'What is there since, where it is not a number; empty: nothing.';
