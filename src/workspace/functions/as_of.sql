-- As it was, as it was known: the tables with later changes undone, and the scored tree made of them by the rules of
-- the scorecard.

CREATE OR REPLACE FUNCTION _changed_after(table_name text, known_at timestamptz)
RETURNS TABLE (row_key text, old_row jsonb) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT DISTINCT ON (c.row_key) c.row_key, CASE WHEN c.operation <> 'INSERT' THEN c.old_row::jsonb END
	FROM change_log c
	WHERE c.table_name = _changed_after.table_name AND c.changed_at > _changed_after.known_at
	ORDER BY c.row_key, c.id;
END;
COMMENT ON FUNCTION _changed_after IS
	'Internal: rows of a table that were changed after a time, by their row_key in change_log, each as it was at that '
	'time; empty for a row that was not there yet. Used by the functions that end in _known_at.';

-- The base of jsonb_populate_record is a row of the table, and not NULL::goal: what has a constant of its row type
-- stored keeps users from adding columns to a table (PostgreSQL 15.20).
CREATE OR REPLACE FUNCTION _goals_known_at(known_at timestamptz) RETURNS SETOF goal LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM _changed_after('goal', _goals_known_at.known_at) c)
	SELECT g FROM goal g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM goal x WHERE false), l.old_row) p
	WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION _goals_known_at IS
	'Internal: goals as they were known at a time: the rows of goal, with every later change undone.';

CREATE OR REPLACE FUNCTION _goal_links_known_at(known_at timestamptz) RETURNS SETOF goal_link LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM _changed_after('goal_link', _goal_links_known_at.known_at) c)
	SELECT g FROM goal_link g
	WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.goal_id::text || '/' || g.parent_id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM goal_link x WHERE false), l.old_row) p
	WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION _goal_links_known_at IS 'Internal: extra parents of goals as they were known at a time.';

CREATE OR REPLACE FUNCTION _goal_targets_known_at(known_at timestamptz) RETURNS SETOF goal_target LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM _changed_after('goal_target', _goal_targets_known_at.known_at) c)
	SELECT g FROM goal_target g
	WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.goal_id::text || '/' || g.period_id::text)
	UNION ALL
	SELECT p FROM later l
	CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM goal_target x WHERE false), l.old_row) p
	WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION _goal_targets_known_at IS 'Internal: targets by period as they were known at a time.';

CREATE OR REPLACE FUNCTION _periods_known_at(known_at timestamptz) RETURNS SETOF period LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM _changed_after('period', _periods_known_at.known_at) c)
	SELECT g FROM period g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM period x WHERE false), l.old_row) p
	WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION _periods_known_at IS
	'Internal: periods as they were known at a time, from_at and until_at included.';

CREATE OR REPLACE FUNCTION _measurements_known_at(as_of timestamptz, known_at timestamptz)
RETURNS TABLE (goal_id bigint, at timestamptz, value double precision, base double precision) LANGUAGE sql STABLE
BEGIN ATOMIC
	-- clocks may differ by an hour: what was there already counted, as in the scorecard
	SELECT m.goal_id, m.at, m.value, m.base FROM measurement m
	WHERE m.at <= _measurements_known_at.as_of + interval '1 hour'
		AND (m.at <= _measurements_known_at.as_of OR m.recorded_at <= _measurements_known_at.as_of)
		AND m.recorded_at <= _measurements_known_at.known_at
	UNION ALL
	SELECT h.goal_id, h.at, h.value, h.base FROM measurement_history h
	WHERE (h.at <= _measurements_known_at.as_of OR h.recorded_at <= _measurements_known_at.as_of)
		AND h.recorded_at <= _measurements_known_at.known_at AND h.superseded_at > _measurements_known_at.known_at
	UNION ALL
	SELECT b.goal_id, b.at, b.value, b.base FROM _bound b WHERE b.at <= _measurements_known_at.as_of;
END;
COMMENT ON FUNCTION _measurements_known_at IS
	'Internal: measurements up to as_of as they were known at known_at: without what was recorded later, with what was '
	'corrected later as it was. Rows of bound queries have no record of their own and are as they are.';

CREATE OR REPLACE FUNCTION _check_ins_known_at(known_at timestamptz)
RETURNS TABLE (id bigint, goal_id bigint, at timestamptz, score double precision) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM _changed_after('check_in', _check_ins_known_at.known_at) c)
	SELECT c.id, c.goal_id, c.at, c.score FROM check_in c
	WHERE c.at <= _check_ins_known_at.known_at AND NOT EXISTS (SELECT FROM later l WHERE l.row_key = c.id::text)
	UNION ALL
	SELECT p.id, p.goal_id, p.at, p.score FROM later l
	CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM check_in x WHERE false), l.old_row) p
	WHERE l.old_row IS NOT NULL AND p.at <= _check_ins_known_at.known_at;
END;
COMMENT ON FUNCTION _check_ins_known_at IS
	'Internal: check-ins as they were known at a time, with their judged scores.';

CREATE OR REPLACE FUNCTION _setting_known_at(known_at timestamptz) RETURNS SETOF setting LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (
		SELECT c.old_row FROM _changed_after('setting', _setting_known_at.known_at) c WHERE c.old_row IS NOT NULL
	)
	SELECT s FROM setting s WHERE NOT EXISTS (SELECT FROM later)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record((SELECT x FROM setting x WHERE false), l.old_row) p;
END;
COMMENT ON FUNCTION _setting_known_at IS 'Internal: settings as they were at a time, one row.';

CREATE OR REPLACE FUNCTION _scope_at(as_of timestamptz, known_at timestamptz)
RETURNS TABLE (
	goal goal, target text, usable_from_at timestamptz, until_at timestamptz, reference_at timestamptz,
	graded_until_at timestamptz, counted_at timestamptz, elapsed double precision, status_basis text, bands text,
	is_current boolean, has_begun boolean, fresh_days integer
) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH p AS MATERIALIZED ( -- fence: one-pass
		SELECT k.id, k.first_day, k.last_day, k.from_at, k.until_at, k.time_zone
		FROM _periods_known_at(_scope_at.known_at) k
	), t AS MATERIALIZED ( -- fence: one-pass
		SELECT gt.goal_id, gt.target, q.id AS period_id, q.from_at, q.until_at, q.last_day - q.first_day AS days
		FROM _goal_targets_known_at(_scope_at.known_at) gt JOIN p q ON q.id = gt.period_id
	)
	SELECT g, COALESCE(h.target, g.target),
		_window_from(p.from_at, p.until_at, g.max_age, _scope_at.as_of, d.time_zone),
		COALESCE(p.until_at, 'infinity'::timestamptz),
		LEAST(_scope_at.as_of, p.until_at),
		(SELECT min(GREATEST(l.from_at, p.until_at)) FROM t l WHERE l.goal_id = g.id AND l.until_at > p.until_at),
		CASE WHEN g.time_aggregation IN ('count', 'sum') THEN _counted_at(CASE WHEN b.goal_id IS NULL
			THEN g.counted_until ELSE timezone(d.time_zone, _scope_at.as_of)::date END, p.until_at, d.time_zone) END,
		_elapsed(COALESCE(p.first_day, timezone(d.time_zone, g.created_at)::date), LEAST(g.due_on, p.last_day),
			CASE WHEN p.time_zone <> d.time_zone THEN _day(p.time_zone, _scope_at.as_of) ELSE d.today END),
		COALESCE(g.status_basis, d.status_basis),
		COALESCE(g.bands, d.bands),
		CASE WHEN p.id IS NULL THEN g.lifecycle <> 'done'
			ELSE p.from_at <= _scope_at.as_of AND _scope_at.as_of < p.until_at END,
		COALESCE(p.from_at <= _scope_at.as_of, true),
		_fresh_days(g.cadence_days, d.cadence_days, d.grace_days, p.first_day, p.last_day)
	FROM _goals_known_at(_scope_at.known_at) g
	CROSS JOIN (
		SELECT x.time_zone, x.status_basis, x.bands, _day(x.time_zone, _scope_at.as_of) AS today,
			x.cadence_days, x.grace_days
		FROM _setting_known_at(_scope_at.known_at) x
		OFFSET 0 -- fence: once
	) d
	LEFT JOIN _bound_logs(_scope_at.as_of) b ON b.goal_id = g.id
	LEFT JOIN (
		SELECT DISTINCT ON (t.goal_id) t.goal_id, t.target, t.period_id
		FROM t
		WHERE t.from_at <= _scope_at.as_of AND _scope_at.as_of < t.until_at ORDER BY t.goal_id, t.days, t.period_id
	) h ON h.goal_id = g.id
	LEFT JOIN p ON p.id = COALESCE(h.period_id, g.period_id);
END;
COMMENT ON FUNCTION _scope_at IS
	'Internal: what counted for each goal at as_of, as known at known_at: the goal as it was, its target, the window '
	'of time, which begins at usable_from_at and ends before until_at, and the columns of the view _goal_scope, which '
	'says the same of now; the bands that name its score.';

-- fence: jit
CREATE OR REPLACE FUNCTION _trees_at(as_of timestamptz, known_at timestamptz, with_freshness boolean)
RETURNS TABLE (scored opm.goaltree, latest opm.goaltree, left_over opm.goaltree, begun opm.goaltree,
	main opm.goaltree)
LANGUAGE sql STABLE ROWS 1 SET jit = off
BEGIN ATOMIC
	WITH scope AS MATERIALIZED ( -- fence: one-pass
		SELECT (c.goal).id AS goal_id, (c.goal).parent_id, (c.goal).name, (c.goal).unit, (c.goal).weight,
			(c.goal).share, (c.goal).rollup, (c.goal).missing, (c.goal).credit_floor, (c.goal).credit_cap,
			(c.goal).time_aggregation, (c.goal).min_group, c.fresh_days, (c.goal).lifecycle, (c.goal).plan,
			c.target::opm.target AS target, c.usable_from_at, c.until_at, c.reference_at, c.counted_at,
			c.graded_until_at, c.elapsed, c.status_basis, c.has_begun
		FROM _scope_at(_trees_at.as_of, _trees_at.known_at) c
	), k AS (
		SELECT s.goal_id, opm.kpi(m.at, m.value, m.base) AS kpi
		FROM scope s
		JOIN _measurements_known_at(_trees_at.as_of, _trees_at.known_at) m
			ON m.goal_id = s.goal_id AND m.at >= s.usable_from_at
			AND m.at < s.until_at AND (s.min_group IS NULL OR m.base >= s.min_group)
		GROUP BY s.goal_id
	), judged AS (
		-- a grade given after the end of a period is one of its last instant, as in _judged_now
		SELECT DISTINCT ON (c.goal_id) c.goal_id, c.score, e.at
		FROM scope s
		JOIN _check_ins_known_at(_trees_at.known_at) c ON c.goal_id = s.goal_id AND c.score IS NOT NULL
			AND c.at >= s.usable_from_at AND c.at < COALESCE(s.graded_until_at, 'infinity'::timestamptz)
		CROSS JOIN LATERAL (SELECT LEAST(c.at, s.until_at - interval '1 microsecond') AS at) e
		WHERE e.at <= _trees_at.as_of
		ORDER BY c.goal_id, c.at DESC, c.id DESC
	), present AS (
		SELECT s.*, v.value, CASE WHEN v.value IS NOT NULL THEN _counted_base(k.kpi, s.time_aggregation) END AS base,
			CASE WHEN v.value IS NULL THEN j.score END AS judged,
			CASE WHEN v.value IS NULL THEN j.at ELSE GREATEST(opm.last_at(k.kpi), s.counted_at) END
				+ _days(s.fresh_days) AS fresh_until,
			COALESCE(s.credit_floor, d.credit_floor) AS floor,
			COALESCE(s.credit_cap, d.credit_cap) AS cap,
			s.lifecycle IN ('active', 'done') AS counts
		FROM scope s
		CROSS JOIN _setting_known_at(_trees_at.known_at) d
		LEFT JOIN k ON k.goal_id = s.goal_id
		LEFT JOIN judged j ON j.goal_id = s.goal_id
		CROSS JOIN LATERAL (
			SELECT CASE WHEN _is_zero(k.kpi, s.counted_at, s.usable_from_at, _trees_at.as_of) THEN 0
				ELSE _counted_value(k.kpi, s.time_aggregation) END AS value
		) v
	), links AS MATERIALIZED ( -- fence: one-pass
		SELECT k.goal_id, k.parent_id, k.weight, k.share FROM _goal_links_known_at(_trees_at.known_at) k
	), split AS (
		-- as the view _split_goal, of what was known
		SELECT l.goal_id
		FROM links l
		JOIN scope s ON s.goal_id = l.goal_id
		GROUP BY l.goal_id, s.parent_id, s.share
		HAVING _is_whole(sum(COALESCE(l.share, 1)) + CASE WHEN s.parent_id IS NULL THEN 0 ELSE COALESCE(s.share, 1) END)
			AND bool_or(l.parent_id = s.parent_id) IS NOT TRUE
	)
	SELECT opm.goaltree(x.goal),
		opm.goaltree(x.id, x.parent_id, x.fresh, 1, x.fresh_rollup)
			FILTER (WHERE x.counts AND _trees_at.with_freshness),
		opm.goaltree(x.id, x.parent_id, x.fresh - x.reference, 1, x.fresh_rollup)
			FILTER (WHERE x.counts AND _trees_at.with_freshness),
		opm.goaltree(x.id, x.parent_id, x.begun, 1, x.fresh_rollup)
			FILTER (WHERE x.counts AND _trees_at.with_freshness AND EXISTS (SELECT FROM scope f WHERE NOT f.has_begun)),
		(SELECT opm.goaltree(y.goal)
			FROM (
				SELECT opm.goal(s.goal_id, s.parent_id) AS goal FROM scope s
				UNION ALL
				SELECT opm.goal(l.goal_id, l.parent_id)
				FROM links l
				JOIN scope s ON s.goal_id = l.goal_id
				LEFT JOIN scope u ON u.goal_id = s.parent_id
				WHERE u.goal_id IS NULL
			) y
			WHERE _trees_at.with_freshness AND EXISTS (SELECT FROM links))
	FROM (
		SELECT opm.goal(g.goal_id, g.parent_id, g.name, g.value, g.base, g.target, g.judged,
				CASE WHEN g.parent_id IS NOT NULL THEN g.weight END,
				g.rollup, g.missing, g.floor, g.cap, g.unit,
				CASE WHEN g.share IS NOT NULL AND g.parent_id IS NOT NULL
						AND g.goal_id IN (SELECT s.goal_id FROM split s)
					THEN g.share END,
				g.counts,
				_pace_score(g.target, CASE WHEN g.lifecycle = 'done' THEN 1 ELSE g.elapsed END, g.plan),
				NULLIF(g.status_basis, 'expected')) AS goal,
			g.goal_id AS id, g.parent_id,
			CASE WHEN g.lifecycle = 'active' THEN date_part('epoch', g.fresh_until) END AS fresh,
			date_part('epoch', g.reference_at) AS reference,
			_fresh_rollup(g.rollup) AS fresh_rollup,
			CASE WHEN g.has_begun OR g.lifecycle = 'done' THEN 1 ELSE 0 END::double precision AS begun,
			g.counts
		FROM present g
		UNION ALL
		SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight,
				share => CASE WHEN l.share IS NOT NULL AND l.goal_id IN (SELECT s.goal_id FROM split s)
					THEN l.share END),
			l.goal_id, l.parent_id, NULL::double precision, NULL::double precision, NULL::text,
			NULL::double precision, g.lifecycle IN ('active', 'done')
		FROM links l
		LEFT JOIN scope g ON g.goal_id = l.goal_id
	) x;
END;
COMMENT ON FUNCTION _trees_at IS
	'Internal: the trees of the view scorecard at as_of, as known at known_at: scores, times until which goals are '
	'fresh, and seconds left until then as seen from as_of or from the end of the goal''s period; below 0 it is stale; '
	'begun: 1 where a goal has begun or one below it, else 0, empty if all have; '
	'main: each goal under the parent where it is listed, empty if none has several. The last four are empty unless '
	'with_freshness.';

CREATE OR REPLACE FUNCTION tree_at(
	as_of timestamptz DEFAULT clock_timestamp(), known_at timestamptz DEFAULT clock_timestamp())
RETURNS opm.goaltree LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT t.scored FROM _trees_at(tree_at.as_of, tree_at.known_at, false) t;
END;
COMMENT ON FUNCTION tree_at IS
	'The scored tree of all goals at as_of, as known at known_at, keys are goal ids. The same rules as the scorecard.';

-- fence: jit
CREATE OR REPLACE FUNCTION scorecard_at(as_of timestamptz, known_at timestamptz DEFAULT clock_timestamp())
RETURNS TABLE (
	goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, depth integer, tree_order integer,
	actual double precision, target text, unit text, score double precision, score_percent double precision,
	status text, status_order integer, coverage_fraction double precision, root_weight_fraction double precision,
	contribution_points double precision, is_stale boolean, fresh_until timestamptz, pace_score double precision,
	expected_score double precision, plan_status text, outcome text
) LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH t AS MATERIALIZED ( -- fence: one-pass
		SELECT f.scored, f.latest, f.left_over, f.begun, f.main
		FROM _trees_at(scorecard_at.as_of, scorecard_at.known_at, true) f
	), placed AS (
		SELECT x.key, x.parent, x.depth, x.ordinal
		FROM t
		CROSS JOIN LATERAL opm.rollup_bigint(t.main) x
		OFFSET 0 -- fence: stay
	)
	SELECT r.key, (g.goal).key, (g.goal).name, CASE WHEN m.key IS NULL THEN r.parent ELSE m.parent END,
		COALESCE(m.depth, r.depth), COALESCE(m.ordinal, r.ordinal), r.value, r.target, r.unit, r.score,
		opm.percent(r.score),
		_goal_status((g.goal).lifecycle, j.judged, r.lacks_target, r.is_late, n.not_started, g.bands::opm.bands),
		_goal_status_order((g.goal).lifecycle, j.judged, r.lacks_target, r.is_late, n.not_started,
			g.bands::opm.bands),
		r.coverage, r.root_weight, 100 * r.contribution,
		COALESCE((g.goal).lifecycle = 'active' AND (r.score IS NOT NULL OR r.lacks_target) AND r.is_late, false),
		r.fresh_until, r.pace_score, r.expected_score,
		_plan_status(r.score, r.pace_score, o.is_over),
		_outcome((g.goal).lifecycle, r.score, o.is_over)
	FROM (
		SELECT x.key, x.parent, x.depth, x.ordinal, x.value, x.target, x.unit, x.score, x.coverage, x.root_weight,
			x.contribution, x.pace_score, x.expected_score, opm.score(t.left_over, x.key) < 0 AS is_late,
			CASE WHEN t.begun IS NOT NULL THEN opm.score(t.begun, x.key) <> 0 END AS has_begun_below,
			to_timestamp(opm.score(t.latest, x.key)) AS fresh_until,
			_lacks_target(x.score, x.value, x.target IS NOT NULL, x.method) AS lacks_target
		FROM t
		CROSS JOIN LATERAL opm.rollup_bigint(t.scored) x
		OFFSET 0 -- fence: stay
	) r
	LEFT JOIN placed m ON m.key = r.key
	JOIN _scope_at(scorecard_at.as_of, scorecard_at.known_at) g ON (g.goal).id = r.key
	CROSS JOIN LATERAL (SELECT COALESCE(g.elapsed >= 1, false) OR (g.goal).lifecycle = 'done' AS is_over) o
	CROSS JOIN LATERAL (SELECT _not_started(g.has_begun, r.has_begun_below, r.score, r.coverage) AS not_started) n
	CROSS JOIN LATERAL (
		SELECT _judged_score(r.score, r.expected_score, g.status_basis, o.is_over) AS judged
		OFFSET 0 -- fence: once
	) j
	ORDER BY COALESCE(m.ordinal, r.ordinal);
END;
COMMENT ON FUNCTION scorecard_at IS
	'The scorecard at a time. as_of: what had happened by then; known_at: what was known by then. '
	'scorecard_at(t, t) is as it was known then, scorecard_at(t) is as it is known now about then. '
	'Scores, fractions and statuses as in the view scorecard, a stale goal as stale; keys of goals that are gone stay.';
