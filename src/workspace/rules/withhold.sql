-- Figures that count goals which their reader may not see: which of them are shown, and which would give such a goal
-- away. One rule for closes and for the shared scores of now.

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _my_sight(home regclass DEFAULT 'setting'::regclass) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF perf._sees_everything() THEN
		RETURN NULL;
	END IF;
	RETURN ARRAY(SELECT s.id FROM perf._seen_guarded() s(id));
END
$$;
COMMENT ON FUNCTION _my_sight IS
	'Internal: the guarded goals that the current role sees; NULL: it sees all goals. Asked as the reader by '
	'opm._workspace_shared_scores and opm._workspace_partial_goals, before they compute with the rights of the owner.';

-- A figure that rests on one hidden number gives that number away: the rest of the sum is known. So it is hidden too,
-- and is itself one hidden number in the figures above. Two numbers that are hidden in a figure, and in no other, hide
-- each other; but a large one is not hidden by a small one, which moves the figure too little. So the others have to
-- make at least a tenth of what the largest makes (the p% rule of official statistics, p = 10).
-- What hides nothing (no fraction): a goal with several parents, which is in several figures; what counts where the
-- figure is the score of one goal (min, max), and is then that goal's number itself; a score that is hidden only
-- because its target is. A figure that rests on these alone is not shown, and hides nothing above.
-- The rule looks at which goals have a number, never at scores: else it would tell of them what it hides.
CREATE OR REPLACE FUNCTION _withheld(parts opm._figure_part[], seen bigint[])
RETURNS TABLE (close_id bigint, goal_id bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	k record;
	sizes double precision[] := '{}'; -- of unknown figures: the part that may still be anything, 0 to 1
	size double precision;
	largest double precision := 0;
	together double precision := 0;
	rests boolean := false;
BEGIN
	-- from the leaves up, so that what is below is known
	FOR k IN
		SELECT c.*, b.place AS child_place, s.id IS NULL AS is_unseen, p.id IS NULL AS is_parent_unseen,
			lead(c.place) OVER (ORDER BY c.place) IS DISTINCT FROM c.place AS is_last
		FROM (
			SELECT x.close_id, x.goal_id, x.child_id, x.is_private, x.is_secret, x.fraction,
				dense_rank() OVER (ORDER BY x.close_id, x.tree_order DESC) AS place
			FROM unnest(parts) x
		) c
		LEFT JOIN (
			SELECT y.close_id, y.goal_id, dense_rank() OVER (ORDER BY y.close_id, y.tree_order DESC) AS place
			FROM (SELECT DISTINCT x.close_id, x.goal_id, x.tree_order FROM unnest(parts) x) y
		) b ON b.close_id = c.close_id AND b.goal_id = c.child_id
		LEFT JOIN unnest(seen) s(id) ON s.id = c.child_id
		LEFT JOIN unnest(seen) p(id) ON p.id = c.goal_id
		ORDER BY c.place
	LOOP
		size := CASE WHEN k.is_secret AND k.is_unseen THEN 1 ELSE sizes[k.child_place] END;
		IF size IS NOT NULL THEN
			rests := true;
			-- what is that small hides nothing, and has no product
			size := CASE WHEN size >= 1e-150 AND k.fraction >= 1e-150 THEN size * k.fraction ELSE 0 END;
			largest := GREATEST(largest, size);
			together := together + size;
		END IF;
		CONTINUE WHEN NOT k.is_last;
		sizes[k.place] := NULL;
		IF rests AND (together <= 1.1 * largest OR (k.is_private AND k.is_parent_unseen)) THEN
			sizes[k.place] := together;
			_withheld.close_id := k.close_id;
			_withheld.goal_id := k.goal_id;
			RETURN NEXT;
		END IF;
		largest := 0;
		together := 0;
		rests := false;
	END LOOP;
END
$$;
COMMENT ON FUNCTION _withheld IS
	'Internal: figures that are not shown to who sees the goals in seen, because one could solve for a goal that is '
	'not among these. parts: what the figures rest on.';

-- Who reads as one role may have connected as another, or can take a third one by SET ROLE, and puts together what
-- each of them is told. A superuser who takes a role needs no such way; a role that is no member but by SET ROLE
-- (NOINHERIT), as a web server connects with, is not asked either, or nobody behind it would see a figure.
CREATE OR REPLACE FUNCTION _reader_persons(reader oid, home regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	connected oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user AND NOT r.rolsuper);
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT p.id FROM perf.person p, LATERAL (SELECT opm._workspace_role(p.role_key, p.login) AS id) r
		WHERE pg_has_role(reader, r.id, 'MEMBER') OR pg_has_role(connected, r.id, 'USAGE');
END
$$;
COMMENT ON FUNCTION _reader_persons IS
	'Internal: persons as whom the role reader, or the role that connected, can read. Used by _seen_by and '
	'_withheld_scores, as the owner.';

CREATE OR REPLACE FUNCTION _seen_by(reader oid, sight bigint[], home regclass) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	persons bigint[];
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	persons := ARRAY(SELECT p.id FROM perf._reader_persons(reader, home) p(id));
	RETURN ARRAY(
		WITH RECURSIVE led(id) AS (
			SELECT t.id FROM perf.team t WHERE t.lead_id = ANY (persons)
			UNION
			SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
		)
		-- as the policy of goal
		SELECT g.id FROM perf.goal g
		WHERE g.visibility = 'everyone' OR g.id = ANY (sight) OR g.owner_id = ANY (persons)
			OR g.team_id IN (SELECT l.id FROM led l) OR (g.visibility = 'team'
				AND g.team_id IN (SELECT p.team_id FROM perf.person p WHERE p.id = ANY (persons))));
END
$$;
COMMENT ON FUNCTION _seen_by IS
	'Internal: goals that the role reader sees, or can see as another role. sight: see _my_sight. Used as the owner.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _withheld_results(reader oid, sight bigint[], home regclass)
RETURNS TABLE (close_id bigint, goal_id bigint)
LANGUAGE plpgsql STABLE COST 1 ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NOT NULL AND EXISTS (SELECT FROM perf.close_part) THEN
		RETURN QUERY SELECT w.close_id, w.goal_id
			FROM perf._withheld(ARRAY(SELECT ROW(k.close_id, k.goal_id, k.child_id, k.tree_order, k.is_private,
				k.is_secret, k.fraction)::opm._figure_part FROM perf.close_part k),
				perf._seen_by(reader, sight, home)) w;
	END IF;
END
$$;
COMMENT ON FUNCTION _withheld_results IS
	'Internal: the work of opm._workspace_withheld_results, done as the owner. sight: see _my_sight.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _partial_goals(reader oid, sight bigint[], home regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NULL OR NOT EXISTS (SELECT FROM perf.guarded_goal) THEN
		RETURN;
	END IF;
	RETURN QUERY WITH RECURSIVE edge AS MATERIALIZED ( -- fence: one-pass
		SELECT e.goal_id, e.parent_id, p.visibility = 'everyone' OR p.id = ANY (sight) AS is_seen
		FROM perf._edge e
		JOIN perf.goal c ON c.id = e.goal_id
		JOIN perf.goal p ON p.id = e.parent_id
		WHERE e.weight > 0 AND c.lifecycle IN ('active', 'done') AND lower(p.rollup) IS DISTINCT FROM 'own'
	), above(id, is_seen) AS (
		SELECT e.parent_id, e.is_seen
		FROM perf.guarded_goal q
		JOIN perf.goal g ON g.id = q.goal_id
		JOIN edge e ON e.goal_id = g.id
		WHERE g.visibility <> 'everyone' AND g.id <> ALL (sight)
		UNION
		SELECT e.parent_id, e.is_seen FROM above a JOIN edge e ON e.goal_id = a.id
	)
	SELECT a.id FROM above a WHERE a.is_seen;
END
$$;
COMMENT ON FUNCTION _partial_goals IS
	'Internal: the work of opm._workspace_partial_goals, done as the owner: goals that the reader sees, above goals '
	'that count there and are hidden from the reader. sight: see _my_sight.';

-- Whoever may change how a figure is made (its credit range, its rollup) could have it computed in many ways, and read
-- from that what each hidden number is. So figures that rest on hidden numbers by way of such a goal are withheld from
-- who may change it, also as another role (_reader_persons).
-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _withheld_scores(
	reader oid, sight bigint[], goal_ids bigint[], actuals double precision[], home regclass)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	seen bigint[];
	connected oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = session_user AND NOT r.rolsuper);
	may_write boolean;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	seen := perf._seen_by(reader, sight, home);
	may_write := EXISTS (SELECT FROM perf.access a, LATERAL (SELECT opm._workspace_role(a.role_key, a.login) AS id) r
		WHERE a.level IN ('contributor', 'manager')
			AND (pg_has_role(reader, r.id, 'MEMBER') OR pg_has_role(connected, r.id, 'USAGE')));
	RETURN QUERY WITH RECURSIVE part AS MATERIALIZED ( -- fence: one-pass
		SELECT k.* FROM perf._figure_parts(0, goal_ids, actuals) k
	), taken AS (
		SELECT p.id FROM perf._reader_persons(reader, home) p(id) WHERE may_write
	), led(id) AS (
		SELECT t.id FROM perf.team t WHERE t.lead_id IN (SELECT m.id FROM taken m)
		UNION
		SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
	), changed(id) AS (
		SELECT g.id FROM perf.goal g
		WHERE (g.owner_id IN (SELECT m.id FROM taken m) OR g.team_id IN (SELECT l.id FROM led l))
			AND (g.visibility <> 'everyone' OR g.id IN (SELECT k.goal_id FROM part k))
		UNION
		SELECT k.goal_id FROM changed c JOIN part k ON k.child_id = c.id
	)
	-- what may be changed, and what is above: as if it were hidden itself
	SELECT w.goal_id FROM perf._withheld(
		ARRAY(SELECT ROW(k.close_id, k.goal_id, k.child_id, k.tree_order,
				k.is_private OR k.goal_id IN (SELECT c.id FROM changed c), k.is_secret, k.fraction)::opm._figure_part
			FROM part k),
		ARRAY(SELECT u.id FROM unnest(seen) u(id) WHERE u.id NOT IN (SELECT c.id FROM changed c))) w;
END
$$;
COMMENT ON FUNCTION _withheld_scores IS
	'Internal: goals whose shared score of now is withheld from the role reader. sight: see _my_sight; '
	'goal_ids and actuals: see _figure_parts. Used by _shared_scores, as the owner.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _shared_scores(reader oid, sight bigint[], home regclass)
RETURNS TABLE (
	goal_id bigint, score double precision, status text, status_order integer, is_withheld boolean
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	goal_ids bigint[]; -- those that have a figure, parents before children
	actuals double precision[];
	parents bigint[];
	scores double precision[];
	statuses text[];
	orders integer[];
	unseen bigint[] := '{}';
	withheld bigint[] := '{}';
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF sight IS NOT NULL AND NOT EXISTS (SELECT FROM perf.access a
		WHERE a.level = 'reporter' AND pg_has_role(reader, opm._workspace_role(a.role_key, a.login), 'USAGE')) THEN
		RETURN;
	END IF;
	SELECT array_agg(s.goal_id) FILTER (WHERE s.score IS NOT NULL OR s.actual IS NOT NULL),
		array_agg(s.actual) FILTER (WHERE s.score IS NOT NULL OR s.actual IS NOT NULL),
		array_agg(s.goal_id) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.score) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.status) FILTER (WHERE NOT s.is_leaf),
		array_agg(s.status_order) FILTER (WHERE NOT s.is_leaf)
	INTO goal_ids, actuals, parents, scores, statuses, orders
	FROM (
		-- more goals are below a goal than below any goal below it
		SELECT x.goal_id, x.actual, x.score, x.status, x.status_order, x.is_leaf
		FROM perf.scorecard x ORDER BY x.goals_below_count DESC, x.tree_order
	) s;
	IF sight IS NOT NULL THEN
		unseen := ARRAY(SELECT g.id FROM perf.goal g WHERE g.visibility <> 'everyone' AND g.id <> ALL (sight));
	END IF;
	IF unseen <> '{}' THEN
		withheld := ARRAY(SELECT w.id FROM perf._withheld_scores(reader, sight, goal_ids, actuals, home) w(id));
	END IF;
	RETURN QUERY
		SELECT p.id, CASE WHEN NOT w.it THEN p.score END, CASE WHEN NOT w.it THEN p.status END,
			CASE WHEN NOT w.it THEN p.status_order END, w.it
		FROM unnest(parents, scores, statuses, orders) p(id, score, status, status_order)
		CROSS JOIN LATERAL (SELECT p.id = ANY (withheld)) w(it)
		WHERE p.id <> ALL (unseen);
END
$$;
COMMENT ON FUNCTION _shared_scores IS
	'Internal: the work of opm._workspace_shared_scores, done as the owner: the score of every parent that the reader '
	'sees, in which all goals count, for reporters, admins and the owner. sight: see _my_sight.';
