-- Closing a period, and checking that no close was changed.

-- With SET it is not written out where it is called, which with long arrays takes ten times as long.
-- fence: jit
CREATE OR REPLACE FUNCTION _figure_parts(close_id bigint, goal_ids bigint[], actuals double precision[])
RETURNS SETOF opm._figure_part LANGUAGE sql STABLE ROWS 100 SET jit = off
BEGIN ATOMIC
	WITH RECURSIVE figure AS MATERIALIZED ( -- fence: one-pass
		SELECT f.id, f.actual, f.place::integer AS place
		FROM ROWS FROM (unnest(_figure_parts.goal_ids), unnest(_figure_parts.actuals))
			WITH ORDINALITY f(id, actual, place)
	), counted AS MATERIALIZED ( -- fence: one-pass
		SELECT e.parent_id AS id, e.goal_id AS child_id, p.visibility <> 'everyone' AS is_private,
			c.visibility <> 'everyone' AS child_is_private,
			-- a target of its own makes a score of what is below
			_adds_values(c.rollup) IS TRUE AND _adds_values(p.rollup) IS NOT TRUE AS is_targeted,
			CASE WHEN COALESCE(lower(p.rollup), 'mean') IN ('mean', 'geomean', 'harmean', 'sum', 'avg')
					AND count(*) OVER (PARTITION BY e.goal_id) = 1
				THEN _quotient(m.size, sum(m.size) OVER (PARTITION BY e.parent_id)) END AS fraction
		FROM _edge e
		JOIN goal c ON c.id = e.goal_id
		JOIN goal p ON p.id = e.parent_id
		JOIN figure f ON f.id = e.goal_id
		CROSS JOIN LATERAL (SELECT _product(COALESCE(e.share, 1), CASE lower(p.rollup)
			WHEN 'sum' THEN COALESCE(abs(f.actual), 1)
			WHEN 'avg' THEN _product(e.weight, COALESCE(abs(f.actual), 1)) ELSE e.weight END) AS size) m
		WHERE e.weight > 0 AND c.lifecycle IN ('active', 'done') AND lower(p.rollup) IS DISTINCT FROM 'own'
	), part AS MATERIALIZED ( -- fence: one-pass
		SELECT k.id, k.child_id, k.is_private, k.child_is_private AND (b.id IS NULL OR k.is_targeted) AS is_secret,
			CASE WHEN b.id IS NULL OR NOT (k.child_is_private AND k.is_targeted) THEN k.fraction END AS fraction
		FROM counted k
		LEFT JOIN (SELECT DISTINCT x.id FROM counted x) b ON b.id = k.child_id
	), resting(id) AS (
		SELECT k.id FROM part k WHERE k.is_secret
		UNION
		SELECT k.id FROM resting r JOIN part k ON k.child_id = r.id
	)
	SELECT _figure_parts.close_id, k.id, k.child_id, f.place, k.is_private, k.is_secret, k.fraction
	FROM part k
	JOIN figure f ON f.id = k.id
	WHERE k.is_secret OR k.child_id IN (SELECT r.id FROM resting r);
END;
COMMENT ON FUNCTION _figure_parts IS
	'Internal: which figures rest on private goals, as rows for close_part. goal_ids: goals that have a figure, '
	'parents before children; actuals: their values, NULL for those judged by a score alone. Used by _make_close and '
	'_shared_scores.';

CREATE OR REPLACE FUNCTION _close_digest(previous_digest text, period_id bigint, closed_at timestamptz, tree text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(COALESCE(previous_digest, '') || E'\n' || period_id::text || E'\n'
	|| (1000000 * date_part('epoch', closed_at))::numeric(24, 0)::text || E'\n' || tree, 'UTF8')), 'hex');
COMMENT ON FUNCTION _close_digest IS
	'Internal: digest of a close, from what it is made of: SHA-256 in hex. tree: salt and outline of close_tree.';

CREATE OR REPLACE FUNCTION close_period(
	period_id bigint, note text DEFAULT NULL, confirm text DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	p record; -- a type would be looked up before the first statement
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	PERFORM perf._may_close();
	SELECT q.* INTO p FROM perf.period q WHERE q.id = period_id;
	-- a close is for good
	IF confirm IS DISTINCT FROM 'not over' AND p.from_at <= now() AND p.until_at > now()
		AND NOT EXISTS (SELECT FROM perf.period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('period "%s" is not over', p.name),
			DETAIL = format('Its last day is %s. A period is closed once, and its close never changes.', p.last_day),
			HINT = format('To close it as it is now, for good: SELECT %I.close_period(%s, confirm => %L);',
				'perf', p.id, 'not over');
	END IF;
	-- the trigger makes the close, see rules/close.sql
	INSERT INTO perf.period_close (period_id, note) VALUES (period_id, note);
	RETURN (SELECT c.id FROM perf.period_close c WHERE c.period_id = close_period.period_id);
END
$$;
COMMENT ON FUNCTION close_period IS
	'Closes a period: stores the scored tree at its end as known now, with a digest chained to the last close; note '
	'is a name for it, or anything to say. A period that is not over is closed as of now, and asks for a word: confirm '
	'=> ''not over''. For the owner of the workspace and admins, who see all goals. Returns the id of the close. '
	'Errors: 23505 if the period is closed already, 42704 if there is no such period, 55000 if it is not over and that '
	'was not confirmed, or has not begun, 42501 for others, 25000 in a transaction that is not READ COMMITTED.';

-- fence: jit
CREATE OR REPLACE FUNCTION _close_problem(close_id bigint, home regclass DEFAULT 'setting'::regclass) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN (
		SELECT CASE
			WHEN c.previous_digest IS DISTINCT FROM
					(SELECT p.digest FROM perf.period_close p WHERE p.id < c.id ORDER BY p.id DESC LIMIT 1)
				THEN 'does not follow the close before'
			-- the tree of a close holds private goals too, and not everyone sees it
			WHEN t.close_id IS NULL AND NOT perf._sees_everything() THEN NULL
			WHEN c.digest <> perf._close_digest(c.previous_digest, c.period_id, c.closed_at,
					COALESCE(t.salt || t.outline, ''))
				THEN 'was changed: the digest does not fit'
			ELSE (
				SELECT format('was changed: results are not those of the tree (goals: %s, first: %s)', count(*),
					(array_agg(COALESCE(s.goal_id::text, r.key) ORDER BY COALESCE(s.tree_order, r.ordinal)))[1])
				FROM (
					SELECT x.key, x.label, x.parent, x.ordinal, x.value, x.target, x.unit, x.score, x.coverage,
						x.root_weight, y.tree
					FROM (SELECT t.outline::opm.goaltree AS tree OFFSET 0) y -- fence: once
					CROSS JOIN LATERAL opm.rollup(y.tree) x
				) r
				FULL JOIN (
					SELECT z.*, u.depth AS parent_depth
					FROM perf.close_result z
					LEFT JOIN perf.close_result u ON u.close_id = z.close_id AND u.goal_id = z.parent_goal_id
					WHERE z.close_id = c.id
				) s ON s.goal_id::text = r.key
				WHERE s.goal_id IS NULL OR r.key IS NULL
					OR (s.goal_name, s.depth, s.target, s.unit)
						IS DISTINCT FROM (COALESCE(r.label, r.key), COALESCE(s.parent_depth + 1, 0), r.target, r.unit)
					-- of several parents it is listed under its main one, the tree has it under the last of them
					OR (s.parent_goal_id IS NULL) <> (r.parent IS NULL)
					OR CASE WHEN s.parent_goal_id::text <> r.parent
						THEN s.parent_goal_id::text <> ALL (opm.ancestors(r.tree, s.goal_id)) ELSE false END
					-- the last digits may be others on another machine
					OR EXISTS (SELECT FROM (VALUES
							(s.actual, r.value, false),
							(s.score, r.score, false),
							-- empty where a private goal says so
							(s.coverage_fraction, r.coverage, true),
							(s.root_weight_fraction, r.root_weight, true)) v(closed, said, may_lack)
						WHERE (v.closed IS NULL AND v.said IS NOT NULL AND NOT v.may_lack)
							OR (v.closed IS NOT NULL AND v.said IS NULL)
							OR abs(v.closed - v.said) > 1e-9 * (1 + abs(v.said)))
				HAVING count(*) > 0) END
		FROM perf.period_close c
		LEFT JOIN perf.close_tree t ON t.close_id = c.id
		WHERE c.id = _close_problem.close_id);
END
$$;
COMMENT ON FUNCTION _close_problem IS
	'Internal: what is wrong with a close: it does not fit the one before, its tree does not fit its digest, or its '
	'results are not those of its tree. NULL if nothing is wrong. Those who may not see the tree are told only about '
	'the first.';

CREATE OR REPLACE FUNCTION check_closes() RETURNS TABLE (close_id bigint, problem text) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT x.id, x.problem
	FROM (SELECT c.id, _close_problem(c.id) AS problem FROM period_close c) x
	WHERE x.problem IS NOT NULL
	ORDER BY x.id;
END;
COMMENT ON FUNCTION check_closes IS
	'Closes that do not fit their digest or the chain, or whose results are not those of the stored tree, with the '
	'reason: none in a healthy workspace. For those who may not see the trees, only the chain is checked.';
