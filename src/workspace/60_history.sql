-- As it was, as it was known, and what was closed.

CREATE OR REPLACE FUNCTION changed_after(table_name text, known_at timestamptz) RETURNS TABLE (row_key text, old_row jsonb) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT DISTINCT ON (c.row_key) c.row_key, CASE WHEN c.operation <> 'INSERT' THEN c.old_row::jsonb END
	FROM change_log c WHERE c.table_name = changed_after.table_name AND c.changed_at > known_at ORDER BY c.row_key, c.id;
END;
COMMENT ON FUNCTION changed_after IS 'Rows of a table that were changed after a time, by their row_key in change_log, each as it was at that time; empty for a row that was not there yet. Behind the functions that end in _known_at.';

CREATE OR REPLACE FUNCTION goals_known_at(known_at timestamptz) RETURNS SETOF goal LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM changed_after('goal', known_at) c)
	SELECT g FROM goal g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record(NULL::goal, l.old_row) p WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION goals_known_at IS 'Goals as they were known at a time: the rows of goal, with every later change undone.';

CREATE OR REPLACE FUNCTION goal_links_known_at(known_at timestamptz) RETURNS SETOF goal_link LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM changed_after('goal_link', known_at) c)
	SELECT g FROM goal_link g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.goal_id::text || '/' || g.parent_id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record(NULL::goal_link, l.old_row) p WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION goal_links_known_at IS 'Extra parents of goals as they were known at a time.';

CREATE OR REPLACE FUNCTION goal_targets_known_at(known_at timestamptz) RETURNS SETOF goal_target LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM changed_after('goal_target', known_at) c)
	SELECT g FROM goal_target g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.goal_id::text || '/' || g.period_id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record(NULL::goal_target, l.old_row) p WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION goal_targets_known_at IS 'Targets by period as they were known at a time.';

CREATE OR REPLACE FUNCTION periods_known_at(known_at timestamptz) RETURNS SETOF period LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.row_key, c.old_row FROM changed_after('period', known_at) c)
	SELECT g FROM period g WHERE NOT EXISTS (SELECT FROM later l WHERE l.row_key = g.id::text)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record(NULL::period, l.old_row) p WHERE l.old_row IS NOT NULL;
END;
COMMENT ON FUNCTION periods_known_at IS 'Periods as they were known at a time, from_at and until_at included.';

CREATE OR REPLACE FUNCTION measurements_known_at(as_of timestamptz, known_at timestamptz) RETURNS TABLE (goal_id bigint, at timestamptz, value double precision, base double precision) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT m.goal_id, m.at, m.value, m.base FROM measurement m WHERE m.at <= as_of AND m.recorded_at <= known_at
	UNION ALL
	SELECT h.goal_id, h.at, h.value, h.base FROM measurement_history h
	WHERE h.at <= as_of AND h.recorded_at <= known_at AND h.superseded_at > known_at
	UNION ALL
	SELECT b.goal_id, b.at, b.value, b.base FROM bound b WHERE b.at <= as_of;
END;
COMMENT ON FUNCTION measurements_known_at IS 'Measurements up to as_of as they were known at known_at: without what was recorded later, with what was corrected later as it was. Rows of bound queries have no record of their own and are as they are.';

CREATE OR REPLACE FUNCTION setting_known_at(known_at timestamptz) RETURNS SETOF setting LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH later AS (SELECT c.old_row FROM changed_after('setting', known_at) c WHERE c.old_row IS NOT NULL)
	SELECT s FROM setting s WHERE NOT EXISTS (SELECT FROM later)
	UNION ALL
	SELECT p FROM later l CROSS JOIN LATERAL jsonb_populate_record(NULL::setting, l.old_row) p;
END;
COMMENT ON FUNCTION setting_known_at IS 'Settings as they were at a time, one row.';

CREATE OR REPLACE FUNCTION scope_at(as_of timestamptz, known_at timestamptz) RETURNS TABLE (goal goal, target text, usable_from_at timestamptz, until_at timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH p AS MATERIALIZED (SELECT k.id, k.first_day, k.last_day, k.from_at, k.until_at FROM periods_known_at(known_at) k)
	SELECT g, COALESCE(t.target, g.target),
		CASE WHEN g.max_age_days IS NOT NULL AND g.time_aggregation = 'last'
			THEN LEAST(as_of, p.until_at) - make_interval(secs => g.max_age_days * 86400.0) ELSE COALESCE(p.from_at, '-infinity'::timestamptz) END,
		COALESCE(p.until_at, 'infinity'::timestamptz)
	FROM goals_known_at(known_at) g
	LEFT JOIN (
		SELECT DISTINCT ON (gt.goal_id) gt.goal_id, gt.target, gt.period_id
		FROM goal_targets_known_at(known_at) gt JOIN p q ON q.id = gt.period_id
		WHERE q.from_at <= as_of AND as_of < q.until_at ORDER BY gt.goal_id, q.last_day - q.first_day, q.id
	) t ON t.goal_id = g.id
	LEFT JOIN p ON p.id = COALESCE(t.period_id, g.period_id);
END;
COMMENT ON FUNCTION scope_at IS 'What counted for each goal at as_of, as known at known_at: the goal as it was, its target, and the window of time, which begins at usable_from_at and ends before until_at. As the view goal_scope says it of now.';

CREATE OR REPLACE FUNCTION tree_at(as_of timestamptz DEFAULT clock_timestamp(), known_at timestamptz DEFAULT clock_timestamp()) RETURNS opm.goaltree LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH scope AS MATERIALIZED (
		SELECT (c.goal).id AS goal_id, (c.goal).parent_id, (c.goal).name, (c.goal).unit, (c.goal).weight, (c.goal).share, (c.goal).rollup, (c.goal).missing, (c.goal).credit_floor, (c.goal).credit_cap,
			(c.goal).time_aggregation, (c.goal).min_group, (c.goal).lifecycle, c.target, c.usable_from_at, c.until_at
		FROM scope_at(as_of, known_at) c
	), k AS (
		SELECT s.goal_id, opm.kpi(m.at, m.value, m.base) AS kpi
		FROM scope s JOIN measurements_known_at(as_of, known_at) m ON m.goal_id = s.goal_id AND m.at >= s.usable_from_at AND m.at < s.until_at AND (s.min_group IS NULL OR m.base >= s.min_group)
		GROUP BY s.goal_id
	), judged AS (
		SELECT DISTINCT ON (c.goal_id) c.goal_id, c.score FROM check_in c WHERE c.score IS NOT NULL AND c.at <= LEAST(as_of, known_at)
		ORDER BY c.goal_id, c.at DESC, c.id DESC
	), v AS (
		SELECT s.goal_id, s.target, j.score AS judged,
			CASE WHEN s.time_aggregation <> 'ratio' THEN opm.value(k.kpi, s.time_aggregation)
				WHEN opm.base(k.kpi) = 0 THEN NULL
				WHEN opm.pairs(k.kpi) = opm.n(k.kpi) THEN opm.total(k.kpi)
				ELSE opm.ratio(k.kpi) * opm.base(k.kpi) END AS value,
			CASE WHEN s.time_aggregation = 'ratio' THEN NULLIF(opm.base(k.kpi), 0) END AS base
		FROM scope s LEFT JOIN k ON k.goal_id = s.goal_id LEFT JOIN judged j ON j.goal_id = s.goal_id
	), links AS MATERIALIZED (
		SELECT k.goal_id, k.parent_id, k.weight, k.share FROM goal_links_known_at(known_at) k
	), split AS (
		SELECT l.goal_id FROM links l JOIN scope s ON s.goal_id = l.goal_id GROUP BY l.goal_id, s.parent_id, s.share
		HAVING abs(sum(COALESCE(l.share, 1)) + CASE WHEN s.parent_id IS NULL THEN 0 ELSE COALESCE(s.share, 1) END - 1) <= 1e-9
	)
	SELECT opm.goaltree(x.goal) FROM (
		SELECT opm.goal(g.goal_id, g.parent_id, g.name, v.value, CASE WHEN v.value IS NOT NULL THEN v.base END, v.target::opm.target, CASE WHEN v.value IS NULL THEN v.judged END,
			CASE WHEN g.parent_id IS NOT NULL THEN g.weight END, g.rollup, g.missing, COALESCE(g.credit_floor, d.credit_floor), COALESCE(g.credit_cap, d.credit_cap), g.unit,
			CASE WHEN g.share IS NOT NULL AND g.parent_id IS NOT NULL AND g.goal_id IN (SELECT s.goal_id FROM split s) THEN g.share END,
			g.lifecycle IN ('active', 'done')) AS goal
		FROM scope g CROSS JOIN setting_known_at(known_at) d JOIN v ON v.goal_id = g.goal_id
		UNION ALL
		SELECT opm.goal(l.goal_id, l.parent_id, weight => l.weight, share => CASE WHEN l.share IS NOT NULL AND l.goal_id IN (SELECT s.goal_id FROM split s) THEN l.share END) FROM links l
	) x;
END;
COMMENT ON FUNCTION tree_at IS 'The scored tree of all goals at as_of, as known at known_at, keys are goal ids. The same rules as the scorecard.';

CREATE OR REPLACE FUNCTION freshness_at(as_of timestamptz, known_at timestamptz) RETURNS opm.goaltree LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH scope AS MATERIALIZED (
		SELECT (c.goal).id AS goal_id, (c.goal).parent_id, (c.goal).rollup, (c.goal).min_group, (c.goal).cadence_days, (c.goal).lifecycle, c.usable_from_at, c.until_at
		FROM scope_at(as_of, known_at) c WHERE (c.goal).lifecycle IN ('active', 'done')
	)
	-- seconds by which the newest measurement of a goal, or of the freshest goal below it, is younger than cadence and grace allow
	SELECT opm.goaltree(x.id, x.parent_id, x.fresh, 1, x.rollup) FROM (
		SELECT g.goal_id AS id, g.parent_id, f.fresh, CASE WHEN g.rollup = 'own' THEN 'own' WHEN f.fresh IS NULL THEN 'max' END AS rollup
		FROM scope g
		CROSS JOIN setting_known_at(known_at) d
		LEFT JOIN (
			-- what does not count for the value does not make it fresh either
			SELECT s.goal_id, max(x.at) AS at
			FROM scope s JOIN measurements_known_at(as_of, known_at) x ON x.goal_id = s.goal_id AND x.at >= s.usable_from_at AND x.at < s.until_at AND (s.min_group IS NULL OR x.base >= s.min_group)
			GROUP BY s.goal_id
		) m ON m.goal_id = g.goal_id
		CROSS JOIN LATERAL (
			SELECT CASE WHEN g.lifecycle = 'active' THEN date_part('epoch', m.at + make_interval(secs => (COALESCE(g.cadence_days, d.cadence_days) + d.grace_days) * 86400.0) - LEAST(as_of, g.until_at)) END AS fresh
		) f
		UNION ALL
		SELECT l.goal_id, l.parent_id, NULL::double precision, NULL::text FROM goal_links_known_at(known_at) l JOIN scope g ON g.goal_id = l.goal_id
	) x;
END;
COMMENT ON FUNCTION freshness_at IS 'Tree of all goals whose scores are seconds left until a goal goes stale, seen from as_of; below 0 it is stale. Behind scorecard_at.';

CREATE OR REPLACE FUNCTION scorecard_at(as_of timestamptz, known_at timestamptz DEFAULT clock_timestamp()) RETURNS TABLE (
	id bigint, name text, parent_goal_id bigint, depth integer, tree_order integer, actual double precision, target text, unit text,
	score double precision, attained_fraction double precision, status text, status_order integer, coverage_fraction double precision, root_weight_fraction double precision, contribution_score double precision
) LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT r.key, g.name, r.parent, r.depth, r.ordinal, r.value, r.target, r.unit, 100 * r.score, r.score,
		CASE WHEN g.lifecycle NOT IN ('active', 'done') THEN g.lifecycle WHEN r.score IS NULL AND NOT r.lacks_target THEN 'no data' WHEN r.is_stale AND g.lifecycle = 'active' THEN 'stale'
			WHEN r.lacks_target THEN 'no target' ELSE opm.status(r.score, COALESCE(g.bands, d.bands)::opm.bands) END,
		CASE WHEN g.lifecycle NOT IN ('active', 'done') THEN -2 WHEN r.score IS NULL AND NOT r.lacks_target THEN -1 WHEN r.is_stale AND g.lifecycle = 'active' THEN 0
			WHEN r.lacks_target THEN -1 ELSE opm.status_rank(r.score, COALESCE(g.bands, d.bands)::opm.bands) END,
		r.coverage, r.root_weight, 100 * r.contribution
	FROM (
		-- the trees go no further than here: a sort above would copy them for every goal
		SELECT x.key, x.parent, x.depth, x.ordinal, x.value, x.target, x.unit, x.score, x.coverage, x.root_weight, x.contribution, opm.score(t.fresh, x.key) < 0 AS is_stale,
			lacks_target(x.score, x.value, x.target IS NOT NULL, x.method) AS lacks_target
		FROM (SELECT tree_at(as_of, known_at) AS tree, freshness_at(as_of, known_at) AS fresh OFFSET 0) t CROSS JOIN LATERAL opm.rollup_bigint(t.tree) x OFFSET 0
	) r
	JOIN goals_known_at(known_at) g ON g.id = r.key
	CROSS JOIN setting_known_at(known_at) d
	ORDER BY r.ordinal;
END;
COMMENT ON FUNCTION scorecard_at IS 'The scorecard at a time. as_of: what had happened by then; known_at: what was known by then. scorecard_at(t, t) is as it was known then, scorecard_at(t) is as it is known now about then. Scores, fractions and statuses as in the view scorecard, a stale goal as stale; keys of goals that are gone stay.';

CREATE TABLE IF NOT EXISTS period_close (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	period_id bigint NOT NULL CONSTRAINT period_close_period REFERENCES period CONSTRAINT period_close_once UNIQUE,
	closed_at timestamptz NOT NULL DEFAULT now(),
	closed_by text NOT NULL DEFAULT current_user,
	note text,
	score double precision,
	previous_digest text,
	digest text NOT NULL CONSTRAINT period_close_digest UNIQUE
);
COMMENT ON TABLE period_close IS 'Closed periods. Each close is final and carries the digest of the one before, so that none can be changed or removed unnoticed.';
COMMENT ON COLUMN period_close.id IS 'Key of the close, in the order of closing.';
COMMENT ON COLUMN period_close.period_id IS 'Period that was closed.';
COMMENT ON COLUMN period_close.closed_at IS 'When.';
COMMENT ON COLUMN period_close.closed_by IS 'Database role that closed it.';
COMMENT ON COLUMN period_close.note IS 'What there is to say.';
COMMENT ON COLUMN period_close.score IS 'Mean score of the roots, each within the credit range of the workspace, 0 to 100.';
COMMENT ON COLUMN period_close.previous_digest IS 'Digest of the close before; empty for the first.';
COMMENT ON COLUMN period_close.digest IS 'SHA-256 over previous digest, period, time and the scored tree, in hex.';

CREATE TABLE IF NOT EXISTS close_tree (
	close_id bigint PRIMARY KEY CONSTRAINT close_tree_close REFERENCES period_close,
	outline text NOT NULL CONSTRAINT close_tree_outline_valid CHECK (outline::opm.goaltree::text = outline)
);
COMMENT ON TABLE close_tree IS 'The scored tree of each close, as an opm.goaltree outline with goal ids as keys. Seen by managers of the workspace, because it holds private goals too.';
COMMENT ON COLUMN close_tree.close_id IS 'Close.';
COMMENT ON COLUMN close_tree.outline IS 'The tree, canonical text.';

CREATE TABLE IF NOT EXISTS close_result (
	close_id bigint NOT NULL CONSTRAINT close_result_close REFERENCES period_close,
	goal_id bigint NOT NULL,
	goal_name text NOT NULL,
	parent_goal_id bigint,
	depth integer NOT NULL,
	tree_order integer NOT NULL,
	actual double precision,
	target text,
	unit text,
	score double precision,
	status text NOT NULL,
	status_order integer NOT NULL,
	coverage_fraction double precision,
	root_weight_fraction double precision,
	visibility text NOT NULL,
	CONSTRAINT close_result_pkey PRIMARY KEY (close_id, goal_id)
);
COMMENT ON TABLE close_result IS 'Results of closed periods, one row a goal and close, as they were then. They never change; later corrections are in restatements.';
COMMENT ON COLUMN close_result.close_id IS 'Close.';
COMMENT ON COLUMN close_result.goal_id IS 'Goal.';
COMMENT ON COLUMN close_result.goal_name IS 'Name of the goal then.';
COMMENT ON COLUMN close_result.parent_goal_id IS 'Goal above then.';
COMMENT ON COLUMN close_result.depth IS '0 for a root.';
COMMENT ON COLUMN close_result.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN close_result.actual IS 'Value then, in unit.';
COMMENT ON COLUMN close_result.target IS 'Target then.';
COMMENT ON COLUMN close_result.unit IS 'Unit of actual.';
COMMENT ON COLUMN close_result.score IS 'Score then, 0 to 100 and beyond; empty: not known.';
COMMENT ON COLUMN close_result.status IS 'Name of the score then.';
COMMENT ON COLUMN close_result.status_order IS 'For sorting by status.';
COMMENT ON COLUMN close_result.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';
COMMENT ON COLUMN close_result.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';
COMMENT ON COLUMN close_result.visibility IS 'Who might see the goal then: everyone, team or owner.';
CREATE INDEX IF NOT EXISTS close_result_goal_id ON close_result (goal_id);

CREATE OR REPLACE FUNCTION refuse_change_of_close() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'a close never changes',
		DETAIL = 'What was closed stays as it was; later corrections show in the view restatements.';
END
$$;
COMMENT ON FUNCTION refuse_change_of_close IS 'Trigger function: a close never changes.';
CREATE OR REPLACE TRIGGER period_close_final BEFORE UPDATE OR DELETE OR TRUNCATE ON period_close FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_tree_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_tree FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_result_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_result FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_close();

CREATE OR REPLACE FUNCTION refuse_late_close() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	wrong text;
BEGIN
	-- Nobody is believed to be close_period. It writes all of a close in one statement, so at the end of one that writes any of it the close is of
	-- this transaction, and whole: the tree fits the digest, and the results are those of the tree. A row that comes later does not fit.
	SELECT CASE WHEN c.closed_by <> current_user OR c.closed_at < now() OR c.closed_at > clock_timestamp() THEN 'was not made now, by you' ELSE close_problem(c.id) END INTO wrong
	FROM period_close c WHERE c.id IN (SELECT COALESCE(to_jsonb(n) ->> 'close_id', to_jsonb(n) ->> 'id')::bigint FROM new_rows n) ORDER BY 1 LIMIT 1;
	IF wrong IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA, MESSAGE = 'a close is made as a whole',
			DETAIL = format('With these rows, a close %s.', wrong), HINT = format('SELECT %I.close_period(...) makes one.', TG_TABLE_SCHEMA);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION refuse_late_close IS 'Trigger function: rows of a close are written by the transaction that makes it, all at once, and as the tree says.';
CREATE OR REPLACE TRIGGER period_close_whole AFTER INSERT ON period_close REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_close();
CREATE OR REPLACE TRIGGER close_tree_whole AFTER INSERT ON close_tree REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_close();
CREATE OR REPLACE TRIGGER close_result_whole AFTER INSERT ON close_result REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_close();

CREATE OR REPLACE FUNCTION close_digest(previous_digest text, period_id bigint, closed_at timestamptz, outline text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(COALESCE(previous_digest, '') || E'\n' || period_id::text || E'\n' || (1000000 * date_part('epoch', closed_at))::numeric(24, 0)::text || E'\n' || outline, 'UTF8')), 'hex');
COMMENT ON FUNCTION close_digest IS 'Digest of a close, from what it is made of: SHA-256 in hex.';

CREATE OR REPLACE FUNCTION close_period(period_id bigint, note text DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	p period;
	as_of timestamptz;
	closing timestamptz;
	made bigint;
BEGIN
	IF NOT sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to close a period',
			DETAIL = 'A close holds every goal, so only the owner and admins of the workspace, who see all of them, may close.';
	END IF;
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = format('a period cannot be closed in a transaction of isolation level %s', current_setting('transaction_isolation')),
			DETAIL = 'Measurements that others write at this moment would be neither in the close nor among its restatements.', HINT = 'Use READ COMMITTED.';
	END IF;
	-- Whatever is being written is waited for, and the close and its rows are made by one statement, from one snapshot. What is written
	-- later has a later time than the close, so it is a restatement.
	LOCK TABLE measurement, check_in, goal, goal_link, goal_target IN SHARE MODE;
	UPDATE tree_lock SET turn = turn + 1;
	SELECT q.* INTO p FROM period q WHERE q.id = period_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('period %s does not exist', COALESCE(period_id::text, 'NULL'));
	END IF;
	IF EXISTS (SELECT FROM period_close c WHERE c.period_id = p.id) THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = format('period "%s" is closed already', p.name),
			DETAIL = 'A close never changes; later corrections show in the view restatements.';
	END IF;
	IF p.from_at > now() THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('period "%s" has not begun', p.name);
	END IF;
	closing := clock_timestamp();
	as_of := LEAST(closing, p.until_at - interval '1 microsecond');
	WITH t AS MATERIALIZED (
		SELECT tree_at(as_of, closing) AS tree, (SELECT c.digest FROM period_close c ORDER BY c.id DESC LIMIT 1) AS last_digest
	), c AS (
		INSERT INTO period_close (period_id, closed_at, note, score, previous_digest, digest)
		SELECT p.id, closing, note, (SELECT 100 * avg(LEAST(GREATEST(r.score, d.credit_floor), d.credit_cap)) FROM opm.rollup_bigint(t.tree) r CROSS JOIN setting d WHERE r.depth = 0 AND r.score IS NOT NULL), t.last_digest,
			close_digest(t.last_digest, p.id, closing, COALESCE(t.tree::text, '')) FROM t
		RETURNING id
	), o AS (
		INSERT INTO close_tree (close_id, outline) SELECT c.id, t.tree::text FROM c, t WHERE t.tree IS NOT NULL
	), r AS (
		INSERT INTO close_result (close_id, goal_id, goal_name, parent_goal_id, depth, tree_order, actual, target, unit, score, status, status_order, coverage_fraction, root_weight_fraction, visibility)
		SELECT c.id, s.id, s.name, s.parent_goal_id, s.depth, s.tree_order, s.actual, s.target, s.unit, s.score, s.status, s.status_order, s.coverage_fraction, s.root_weight_fraction, g.visibility
		FROM c, scorecard_at(as_of, closing) s JOIN goal g ON g.id = s.id
	)
	SELECT c.id INTO made FROM c;
	RETURN made;
END
$$;
COMMENT ON FUNCTION close_period IS 'Closes a period: stores the scored tree at its end (or now, if it is not over) as known now, with a digest chained to the last close. For the owner of the workspace and admins, who see all goals. Returns the id of the close. Errors: 23505 if the period is closed already, 42704 if there is no such period, 42501 for others, 25000 in a transaction that is not READ COMMITTED.';

CREATE OR REPLACE FUNCTION close_problem(close_id bigint) RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RETURN (SELECT CASE WHEN c.previous_digest IS DISTINCT FROM (SELECT p.digest FROM period_close p WHERE p.id < c.id ORDER BY p.id DESC LIMIT 1) THEN 'does not follow the close before'
		-- the tree of a close holds private goals too, and not everyone sees it
		WHEN t.close_id IS NULL AND NOT sees_everything() THEN NULL
		WHEN c.digest <> close_digest(c.previous_digest, c.period_id, c.closed_at, COALESCE(t.outline, '')) THEN 'was changed: the digest does not fit'
		ELSE (
			SELECT format('was changed: results are not those of the tree (goals: %s, first: %s)', count(*), (array_agg(COALESCE(s.goal_id::text, r.key) ORDER BY COALESCE(s.tree_order, r.ordinal)))[1])
			FROM opm.rollup(t.outline::opm.goaltree) r
			FULL JOIN (SELECT z.* FROM close_result z WHERE z.close_id = c.id) s ON s.goal_id::text = r.key
			WHERE s.goal_id IS NULL OR r.key IS NULL
				OR (s.goal_name, s.parent_goal_id::text, s.depth, s.target, s.unit) IS DISTINCT FROM (COALESCE(r.label, r.key), r.parent, r.depth, r.target, r.unit)
				-- the last digits may be others on another machine
				OR EXISTS (SELECT FROM (VALUES (s.actual, r.value), (s.score, 100 * r.score), (s.coverage_fraction, r.coverage), (s.root_weight_fraction, r.root_weight)) v(closed, said)
					WHERE (v.closed IS NULL) <> (v.said IS NULL) OR abs(v.closed - v.said) > 1e-9 * (1 + abs(v.said)))
			HAVING count(*) > 0) END
	FROM period_close c LEFT JOIN close_tree t ON t.close_id = c.id WHERE c.id = close_problem.close_id);
END
$$;
COMMENT ON FUNCTION close_problem IS 'What is wrong with a close: it does not fit the one before, its tree does not fit its digest, or its results are not those of its tree. NULL if it is sound. Who may not see the tree learns of the first only.';

CREATE OR REPLACE FUNCTION check_closes() RETURNS TABLE (close_id bigint, problem text) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT x.id, x.problem FROM (SELECT c.id, close_problem(c.id) AS problem FROM period_close c) x WHERE x.problem IS NOT NULL ORDER BY x.id;
END;
COMMENT ON FUNCTION check_closes IS 'Closes that do not fit their digest or the chain, or whose results are not those of the stored tree, with the reason: none in a sound workspace. Who may not see the trees checks the chain alone.';
