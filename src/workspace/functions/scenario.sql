-- The scorecard as it would be.

CREATE OR REPLACE FUNCTION scenario(changes jsonb) RETURNS TABLE (
	goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, depth integer, tree_order integer,
	score_before double precision, score double precision, score_percent double precision,
	change_points double precision, actual_before double precision, actual double precision, unit text, status text
) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH present AS MATERIALIZED ( -- fence: one-pass
		SELECT tree_at() AS tree
	), said AS (
		-- people write goal keys, the tree has goal ids; new goals get ids that are nobody's
		SELECT c.key, c.value,
			COALESCE(g.id, CASE
				WHEN c.key ~ '^-?[0-9]{1,18}$' THEN c.key::bigint
				WHEN c.value @> '{"add": true}' THEN -c.place END)::text AS id
		FROM (SELECT e.key, e.value, row_number() OVER (ORDER BY e.key) AS place FROM jsonb_each(scenario.changes) e) c
		LEFT JOIN goal g ON g.key = c.key
	), known AS (
		SELECT s.key, s.id FROM said s WHERE s.id IS NOT NULL
		UNION
		SELECT g.key, g.id::text FROM goal g
	), translated AS (
		SELECT COALESCE(s.id, s.key) AS id,
			CASE WHEN jsonb_typeof(s.value) <> 'object' THEN s.value ELSE s.value
				|| CASE WHEN jsonb_typeof(s.value -> 'parent') = 'string'
					THEN jsonb_build_object('parent',
						COALESCE((SELECT k.id FROM known k WHERE k.key = s.value ->> 'parent' LIMIT 1),
							s.value ->> 'parent'))
					ELSE '{}' END
				|| CASE WHEN jsonb_typeof(s.value -> 'links') = 'array'
					THEN jsonb_build_object('links', (
						SELECT COALESCE(jsonb_agg(CASE WHEN jsonb_typeof(l.link -> 'parent') = 'string'
								THEN l.link || jsonb_build_object('parent',
									COALESCE((SELECT k.id FROM known k WHERE k.key = l.link ->> 'parent' LIMIT 1),
										l.link ->> 'parent'))
								ELSE l.link END ORDER BY l.place), '[]')
						FROM jsonb_array_elements(s.value -> 'links') WITH ORDINALITY l(link, place)))
					ELSE '{}' END
			END AS value
		FROM said s
	), whatif AS MATERIALIZED ( -- fence: one-pass
		SELECT p.tree AS before,
			opm.what_if(p.tree, (SELECT COALESCE(jsonb_object_agg(t.id, t.value), '{}') FROM translated t)) AS after
		FROM present p
		WHERE scenario.changes IS NOT NULL
	)
	SELECT COALESCE(a.key, b.key),
		COALESCE(g.key, (SELECT s.key FROM said s WHERE s.id = a.key::text)),
		COALESCE(a.label, b.label),
		a.parent,
		COALESCE(a.depth, b.depth),
		COALESCE(a.ordinal, b.ordinal),
		b.score,
		a.score,
		opm.percent(a.score),
		100 * (a.score - b.score),
		b.value,
		a.value,
		COALESCE(a.unit, b.unit),
		CASE WHEN a.key IS NULL THEN 'removed'
			WHEN a.method = 'not applicable' THEN 'not applicable'
			ELSE _goal_status('active',
				_judged_score(a.score, a.expected_score, COALESCE(z.status_basis, d.status_basis),
					COALESCE(z.elapsed >= 1, false) OR COALESCE(g.lifecycle = 'done', false)),
				_lacks_target(a.score, a.value, a.target IS NOT NULL, a.method), false,
				_not_started(COALESCE(z.has_begun, true), NULL, a.score, a.coverage),
				COALESCE(g.bands, d.bands)::opm.bands) END
	FROM (
		SELECT r.key, r.parent, r.label, r.depth, r.ordinal, r.method, r.score, r.expected_score, r.value, r.target,
			r.unit, r.coverage
		FROM whatif w
		CROSS JOIN LATERAL opm.rollup_bigint(w.after) r
	) a
	FULL JOIN (
		SELECT r.key, r.label, r.depth, r.ordinal, r.score, r.value, r.unit
		FROM whatif w
		CROSS JOIN LATERAL opm.rollup_bigint(w.before) r
	) b ON b.key = a.key
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = COALESCE(a.key, b.key)
	LEFT JOIN _goal_scope z ON z.goal_id = g.id
	ORDER BY COALESCE(a.ordinal, b.ordinal), a.key IS NULL;
END;
COMMENT ON FUNCTION scenario IS
	'The scorecard as it would be; nothing is stored. changes: {"goal key": {"value": 97, "weight": '
	'2, ...}, ...} as in opm.what_if, with keys of goals or their ids; for a ratio value is the numerator and base '
	'the denominator. Scores before and after; removed goals are listed with the status removed, '
	'new ones have ids below 0 if their key is not a number. No rows for NULL. Errors: '
	'22023 for an unknown goal, parent or member, or a loop.';
