-- What CREATE TABLE IF NOT EXISTS leaves as it was: in an older workspace, and in one that lost its constraints to DROP EXTENSION opm CASCADE.
-- Does nothing in a new workspace. Constraints that use opm are listed here as well as in their table; test/t/013_workspace_removal.pl compares the two.

DO $do$
DECLARE
	c record;
BEGIN
	-- the time of the row, not of the transaction: what is written while a period is being closed is later than the close
	ALTER TABLE measurement ALTER COLUMN recorded_at SET DEFAULT clock_timestamp();
	ALTER TABLE measurement_history ALTER COLUMN superseded_at SET DEFAULT clock_timestamp();
	ALTER TABLE change_log ALTER COLUMN changed_at SET DEFAULT clock_timestamp();
	ALTER TABLE incentive ALTER COLUMN threshold SET DEFAULT 0.8;
	-- each is written anew where it is missing, or lacks a word that it got later
	FOR c IN SELECT * FROM (VALUES
		('setting', 'setting_bands_valid', '', $$bands::opm.bands::text <> ''$$),
		('template', 'template_outline_valid', '', $$outline::opm.goaltree::text <> ''$$),
		('goal', 'goal_target_valid', '280', $$target::opm.target::text <> '' AND abs(opm.score(1e140, target::opm.target)) <= 1e280 AND abs(opm.score(-1e140, target::opm.target)) <= 1e280$$),
		('goal', 'goal_bands_valid', '', $$bands::opm.bands::text <> ''$$),
		('goal', 'goal_plan_curve_valid', '280', $$plan_curve::opm.target::text <> '' AND abs(opm.score(1e140, plan_curve::opm.target)) <= 1e280 AND abs(opm.score(-1e140, plan_curve::opm.target)) <= 1e280$$),
		('goal', 'goal_objective_target', 'COALESCE', $$kind <> 'objective' OR target IS NULL OR COALESCE(rollup, 'mean') IN ('sum', 'avg', 'ratio', 'low', 'high', 'own')$$),
		('goal', 'goal_yes_no_target', '', $$unit <> 'yes/no' OR target IS NULL OR (opm.target_value(target::opm.target) BETWEEN 0 AND 1)$$),
		('goal', 'goal_count_target', '', $$time_aggregation <> 'count' OR target IS NULL OR opm.target_value(target::opm.target) IS NULL OR opm.target_value(target::opm.target) >= 0$$),
		('goal_target', 'goal_target_target_valid', '280', $$target::opm.target::text <> '' AND abs(opm.score(1e140, target::opm.target)) <= 1e280 AND abs(opm.score(-1e140, target::opm.target)) <= 1e280$$),
		('rating', 'rating_weight', '100', $$weight > 0 AND weight <= 100$$),
		('incentive', 'incentive_curve_valid', '', $$curve::opm.target::text <> ''$$),
		('measurement', 'measurement_value_finite', '100', $$value BETWEEN -1e100 AND 1e100$$),
		('measurement', 'measurement_base_finite', '100', $$base = 0 OR abs(base) BETWEEN 1e-40 AND 1e100$$),
		('check_in', 'check_in_score', '1000000', $$score BETWEEN -1e6 AND 1e6$$),
		('close_tree', 'close_tree_outline_valid', '', $$outline::opm.goaltree::text = outline$$)) v(table_name, name, has, expression)
		WHERE NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = v.table_name::regclass AND o.conname = v.name AND position(v.has IN pg_get_constraintdef(o.oid)) > 0)
	LOOP
		EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I, ADD CONSTRAINT %I CHECK (%s) NOT VALID', c.table_name, c.name, c.name, c.expression);
		BEGIN
			EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', c.table_name, c.name);
		EXCEPTION WHEN check_violation OR data_exception THEN
			RAISE WARNING USING MESSAGE = format('constraint "%s" of table "%s" holds for new rows only: %s', c.name, c.table_name, SQLERRM),
				HINT = format('Mend the rows, then ALTER TABLE %s VALIDATE CONSTRAINT %I.', c.table_name::regclass, c.name);
		END;
	END LOOP;
END
$do$;
