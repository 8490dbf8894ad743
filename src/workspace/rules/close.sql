-- A close is made at once, as a whole, by a trigger with the rights of the owner, and never changes. Who may close says
-- which period, and nothing else: INSERT INTO period_close (period_id, note), which close_period does.

CREATE OR REPLACE FUNCTION _may_close(home regclass DEFAULT 'setting'::regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to close a period',
			DETAIL = 'A close holds every goal, so only the owner and admins of the workspace, who see all of them,'
				' may close.';
	END IF;
END
$$;
COMMENT ON FUNCTION _may_close IS 'Internal: raises 42501 for those who may not close a period.';

CREATE OR REPLACE FUNCTION _check_closer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	PERFORM perf._may_close();
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _check_closer IS
	'Internal: trigger function: asks whether the role that inserts may close, before the owner makes the close.';
CREATE OR REPLACE TRIGGER period_close_check BEFORE INSERT ON period_close
	FOR EACH ROW EXECUTE FUNCTION _check_closer();

-- fence: jit
CREATE OR REPLACE FUNCTION _make_close() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	p record; -- a type would be looked up before the first statement
	as_of timestamptz;
	closing timestamptz;
	is_shared boolean;
	last_day date;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- this function itself, or the owner who brings back a close from elsewhere: _refuse_late_close looks at it
	IF NEW.digest IS NOT NULL THEN
		RETURN NEW;
	END IF;
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
			MESSAGE = format('a period cannot be closed in a transaction of isolation level %s',
				current_setting('transaction_isolation')),
			DETAIL = 'Measurements that others write at this moment would be neither in the close'
				' nor among its restatements.',
			HINT = 'Use READ COMMITTED.';
	END IF;
	-- Whatever is being written is waited for, and the close and its rows are made by one statement, from one snapshot.
	-- What is written later has a later time than the close, so it is a restatement.
	EXECUTE (SELECT format('LOCK TABLE %s IN SHARE MODE',
			string_agg(format('%I.%I', TG_TABLE_SCHEMA, t.table_name), ', ' ORDER BY t.ordinality))
		FROM opm._workspace_tables() WITH ORDINALITY t WHERE t.closed);
	UPDATE perf.tree_lock SET turn = turn + 1;
	SELECT q.* INTO p FROM perf.period q WHERE q.id = NEW.period_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('period %s does not exist', COALESCE(NEW.period_id::text, 'NULL')),
			HINT = format('%I.period_id(name) finds one by its name; %I.add_fiscal_year(...) makes those of a year.',
				TG_TABLE_SCHEMA, TG_TABLE_SCHEMA);
	END IF;
	IF EXISTS (SELECT FROM perf.period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('period "%s" is closed already', p.name),
			DETAIL = 'A close never changes; later corrections show in the view restatements.';
	END IF;
	IF p.from_at > now() THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('period "%s" has not begun', p.name),
			DETAIL = format('Its first day is %s.', p.first_day), HINT = 'Close it when it is over.';
	END IF;
	-- everyone reads it, so it rests on nothing that not everyone may see
	is_shared := NOT EXISTS (SELECT FROM perf.goal g
		WHERE g.parent_id IS NULL AND g.lifecycle IN ('active', 'done')
			AND (g.visibility <> 'everyone' OR g.id IN (SELECT k.goal_id
				FROM perf._figure_parts(0, ARRAY(SELECT q.id FROM perf.goal q), '{}') k)));
	closing := clock_timestamp();
	as_of := LEAST(closing, p.until_at - interval '1 microsecond');
	WITH RECURSIVE t AS MATERIALIZED ( -- fence: one-pass
		SELECT perf.tree_at(as_of, closing) AS tree, gen_random_uuid()::text AS salt,
			(SELECT c.digest FROM perf.period_close c ORDER BY c.id DESC LIMIT 1) AS last_digest
	), c AS (
		INSERT INTO perf.period_close (id, period_id, closed_at, closed_by, note, score, previous_digest, digest)
		OVERRIDING SYSTEM VALUE
		SELECT NEW.id, p.id, closing, TG_ARGV[1], NEW.note,
			(SELECT avg(LEAST(GREATEST(r.score, d.credit_floor), d.credit_cap))
				FROM opm.rollup_bigint(t.tree) r CROSS JOIN perf.setting d
				WHERE r.depth = 0 AND r.score IS NOT NULL AND is_shared),
			t.last_digest, perf._close_digest(t.last_digest, p.id, closing, COALESCE(t.salt || t.tree::text, ''))
		FROM t
		RETURNING id
	), o AS (
		INSERT INTO perf.close_tree (close_id, outline, salt)
		SELECT c.id, t.tree::text, t.salt FROM c, t WHERE t.tree IS NOT NULL
	), edge AS MATERIALIZED ( -- fence: one-pass
		SELECT e.goal_id, e.parent_id,
			e.weight > 0 AND g.lifecycle IN ('active', 'done') AND g.visibility <> 'everyone' AS is_private
		FROM perf._edge e JOIN perf.goal g ON g.id = e.goal_id
	), above(id) AS (
		SELECT e.parent_id FROM edge e WHERE e.is_private
		UNION
		SELECT e.parent_id FROM above a JOIN edge e ON e.goal_id = a.id
	), beside(id) AS (
		SELECT e.goal_id FROM edge e WHERE e.parent_id IN (SELECT q.parent_id FROM edge q WHERE q.is_private)
		UNION
		SELECT e.goal_id FROM beside b JOIN edge e ON e.parent_id = b.id
	), r AS (
		INSERT INTO perf.close_result (close_id, goal_id, goal_key, goal_name, parent_goal_id, depth, tree_order,
			actual, target, unit, score, status, status_order, outcome, coverage_fraction, root_weight_fraction,
			visibility)
		SELECT c.id, s.goal_id, s.goal_key, s.goal_name, s.parent_goal_id, s.depth, s.tree_order, s.actual, s.target,
			s.unit, s.score, s.status, s.status_order, s.outcome,
			-- everyone who sees the goal reads these: they tell weights, and which goals have a score
			CASE WHEN s.goal_id NOT IN (SELECT a.id FROM above a) THEN s.coverage_fraction END,
			CASE WHEN s.goal_id NOT IN (SELECT b.id FROM beside b) THEN s.root_weight_fraction END,
			g.visibility
		FROM c, perf.scorecard_at(as_of, closing) s JOIN perf.goal g ON g.id = s.goal_id
	)
	SELECT c.id INTO NEW.id FROM c;
	INSERT INTO perf.close_part (close_id, goal_id, child_id, tree_order, is_private, is_secret, fraction)
	SELECT k.close_id, k.goal_id, k.child_id, k.tree_order, k.is_private, k.is_secret, k.fraction
	FROM (
		-- by the order of the tree itself, in which every parent stands before its children
		SELECT array_agg(r.goal_id ORDER BY k.ordinal) AS goal_ids, array_agg(r.actual ORDER BY k.ordinal) AS actuals
		FROM perf.close_result r
		JOIN opm.rollup((SELECT o.outline::opm.goaltree FROM perf.close_tree o WHERE o.close_id = NEW.id)) k
			ON k.key = r.goal_id::text
		WHERE r.close_id = NEW.id AND (r.score IS NOT NULL OR r.actual IS NOT NULL)
	) f
	CROSS JOIN LATERAL perf._figure_parts(NEW.id, f.goal_ids, f.actuals) k;
	-- so that goal_history says of that day what the close says
	last_day := timezone(perf.time_zone(), as_of)::date;
	DELETE FROM perf.snapshot s WHERE s.day = last_day;
	INSERT INTO perf.snapshot (day) VALUES (last_day);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _make_close IS
	'Internal: trigger function: makes the close of the period that is inserted, in place of the row that is inserted.';
CREATE OR REPLACE TRIGGER period_close_make BEFORE INSERT ON period_close
	FOR EACH ROW EXECUTE FUNCTION opm._workspace_by_owner('_make_close');

CREATE OR REPLACE FUNCTION _refuse_change_of_close() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'a close never changes',
		DETAIL = 'What was closed stays as it was; later corrections show in the view restatements.';
END
$$;
COMMENT ON FUNCTION _refuse_change_of_close IS 'Internal: trigger function: a close never changes.';
CREATE OR REPLACE TRIGGER period_close_final BEFORE UPDATE OR DELETE OR TRUNCATE ON period_close
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_tree_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_tree
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_part_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_part
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_result_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_result
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();

-- fence: jit
CREATE OR REPLACE FUNCTION _refuse_late_close() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	wrong text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- Only the owner could write one by hand, and is not believed either. _make_close writes all of a close in one
	-- statement, so at the end of one that writes any of it the close is of this transaction, and whole: the tree fits
	-- the digest, and the results are those of the tree. A row that comes later does not fit.
	SELECT CASE WHEN c.closed_at < now() OR c.closed_at > clock_timestamp() THEN 'was not made now'
			ELSE perf._close_problem(c.id) END
	INTO wrong
	FROM perf.period_close c
	WHERE c.id IN (SELECT COALESCE(to_jsonb(n) ->> 'close_id', to_jsonb(n) ->> 'id')::bigint FROM new_rows n)
	ORDER BY 1 LIMIT 1;
	IF wrong IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = TG_TABLE_NAME,
			SCHEMA = TG_TABLE_SCHEMA, MESSAGE = 'a close is made as a whole',
			DETAIL = format('With these rows, a close %s.', wrong),
			HINT = format('SELECT %I.close_period(...) makes one.', TG_TABLE_SCHEMA);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _refuse_late_close IS
	'Internal: trigger function: rows of a close are written by the transaction that makes it, all at once, and as the '
	'tree says.';
CREATE OR REPLACE TRIGGER period_close_whole AFTER INSERT ON period_close
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
CREATE OR REPLACE TRIGGER close_tree_whole AFTER INSERT ON close_tree
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
CREATE OR REPLACE TRIGGER close_part_whole AFTER INSERT ON close_part
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
CREATE OR REPLACE TRIGGER close_result_whole AFTER INSERT ON close_result
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
