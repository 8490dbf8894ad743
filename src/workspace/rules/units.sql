-- Values of different units are not added up. The engine is asked, so that the rule is its own.

CREATE OR REPLACE FUNCTION _added_values(goal_ids bigint[]) RETURNS opm.goaltree LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH RECURSIVE up(id) AS (
		SELECT c.id FROM unnest(goal_ids) c(id)
		UNION
		SELECT p.id FROM up
		CROSS JOIN LATERAL _parents(up.id) e
		JOIN goal p ON p.id = e.parent_id AND _adds_values(p.rollup)
	), down(id, adds) AS (
		SELECT g.id, true FROM up JOIN goal g ON g.id = up.id AND _adds_values(g.rollup)
		UNION
		SELECT k.id, COALESCE(_adds_values(k.rollup), false) FROM down
		CROSS JOIN LATERAL (
			SELECT g.id, g.rollup FROM goal g WHERE g.parent_id = down.id
			UNION ALL
			SELECT g.id, g.rollup FROM goal_link l JOIN goal g ON g.id = l.goal_id WHERE l.parent_id = down.id
		) k
		WHERE down.adds
	), sums AS MATERIALIZED ( -- fence: one-pass
		SELECT p.id, p.key FROM down d JOIN goal p ON p.id = d.id WHERE d.adds
	)
	SELECT opm.goaltree(x.goal) FROM (
		SELECT opm.goal(g.key, p.key,
			value => CASE WHEN v.adds THEN NULL ELSE 0 END,
			base => CASE WHEN NOT v.adds AND g.time_aggregation = 'ratio' THEN 1 END,
			weight => CASE WHEN p.key IS NOT NULL THEN g.weight END,
			rollup => CASE WHEN v.adds THEN g.rollup END,
			unit => g.unit,
			applicable => g.lifecycle IN ('active', 'done')) AS goal
		FROM down v
		JOIN goal g ON g.id = v.id
		LEFT JOIN sums p ON p.id = g.parent_id
		UNION ALL
		SELECT opm.goal(g.key, p.key, weight => l.weight)
		FROM down v
		JOIN goal_link l ON l.goal_id = v.id
		JOIN goal g ON g.id = v.id
		JOIN sums p ON p.id = l.parent_id
	) x;
END;
COMMENT ON FUNCTION _added_values IS
	'Internal: tree of all goals whose values are combined with those of the given goals, by rollups that add up, each '
	'with a value of 0: opm.rollup of it raises what a scorecard would raise. NULL if these goals add up nothing. Used '
	'by _check_units.';

-- fence: jit
CREATE OR REPLACE FUNCTION _check_units() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	changed bigint[];
	said text;
	detail text;
	is_over_all boolean := TG_NARGS > 0; -- as the owner
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF is_over_all AND NOT EXISTS (SELECT FROM perf.guarded_goal) THEN
		RETURN NULL;
	END IF;
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		SELECT array_agg(x.id) INTO changed FROM (
			SELECT n.id, n.parent_id, n.unit, n.rollup, n.time_aggregation, n.lifecycle, n.weight FROM new_rows n
			EXCEPT
			SELECT o.id, o.parent_id, o.unit, o.rollup, o.time_aggregation, o.lifecycle, o.weight FROM old_rows o
		) x;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(n.goal_id) INTO changed FROM new_rows n;
	END IF;
	-- Most goals are not part of a sum, and most of those that are have the unit of a goal beside them, which fits
	-- already.
	SELECT array_agg(g.id) INTO changed
	FROM unnest(changed) c(id)
	JOIN perf.goal g ON g.id = c.id
	LEFT JOIN perf.goal p ON p.id = g.parent_id
	WHERE perf._adds_values(g.rollup)
		OR (perf._adds_values(p.rollup) AND (g.time_aggregation = 'ratio'
			-- of many, the engine looks at all: each would look at all the others
			OR (g.unit IS NOT NULL AND (cardinality(changed) > 200 OR NOT EXISTS (SELECT FROM perf.goal b
				WHERE b.parent_id = p.id AND b.unit = g.unit AND b.time_aggregation <> 'ratio'
					AND b.lifecycle IN ('active', 'done') AND b.id <> ALL (changed))))))
		OR EXISTS (SELECT FROM perf.goal_link l JOIN perf.goal q ON q.id = l.parent_id
			WHERE l.goal_id = g.id AND perf._adds_values(q.rollup));
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	-- the engine knows what may be added up, and says what may not
	PERFORM count(*) FROM opm.rollup(perf._added_values(changed));
	RETURN NULL;
EXCEPTION WHEN datatype_mismatch THEN
	GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	IF is_over_all THEN
		said := 'cannot roll up values of different units';
		detail := 'Goals whose values are added up have one unit. One that you may not see has another.';
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
		MESSAGE = said, DETAIL = detail,
		HINT = 'Change the unit of a sum and of all goals below it in one statement, or set it to NULL first; '
			'goals of different units are put together by their scores, with mean.';
END
$$;
COMMENT ON FUNCTION _check_units IS
	'Internal: trigger function: refuses what would add up values of different units, or percentages, and so stop '
	'every view that shows the tree. Asked as the writer, with the goals that stand in the way, and then as the owner '
	'over all goals, without naming one.';
CREATE OR REPLACE TRIGGER goal_units_insert AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_units();
CREATE OR REPLACE TRIGGER goal_units_update AFTER UPDATE ON goal
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_units();
CREATE OR REPLACE TRIGGER goal_link_units_insert AFTER INSERT ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_units();
CREATE OR REPLACE TRIGGER goal_link_units_update AFTER UPDATE ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_units();

-- private goals are added up as well, and are not named
CREATE OR REPLACE TRIGGER goal_units_with_private_insert AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');
CREATE OR REPLACE TRIGGER goal_units_with_private_update AFTER UPDATE ON goal
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');
CREATE OR REPLACE TRIGGER goal_link_units_with_private_insert AFTER INSERT ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');
CREATE OR REPLACE TRIGGER goal_link_units_with_private_update AFTER UPDATE ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_check_units');
