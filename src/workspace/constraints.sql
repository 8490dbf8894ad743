-- Constraints that ask the engine: texts that are targets, bands or outlines. They are here and not in CREATE TABLE,
-- because DROP EXTENSION opm CASCADE takes them away and leaves the tables; opm.upgrade_workspace then adds those that
-- are missing.

DO $do$
DECLARE
	c record;
	-- a target that scores every value that may be measured, within what an opm.goaltree takes
	target_rule text := '%1$s::opm.target::text <> '''''
		' AND abs(opm.score(1e140, %1$s::opm.target)) <= 1e280 AND abs(opm.score(-1e140, %1$s::opm.target)) <= 1e280';
BEGIN
	FOR c IN SELECT * FROM (VALUES
		('setting', 'setting_bands_valid', $$bands::opm.bands::text <> ''$$),
		('template', 'template_outline_valid', $$outline::opm.goaltree::text <> ''$$),
		('goal', 'goal_target_valid', format(target_rule, 'target')),
		('goal', 'goal_bands_valid', $$bands::opm.bands::text <> ''$$),
		('goal', 'goal_plan_valid', format(target_rule, 'plan')),
		('goal', 'goal_yes_no_target',
			$$unit <> 'yes/no' OR target IS NULL OR (opm.target_value(target::opm.target) BETWEEN 0 AND 1)$$),
		('goal', 'goal_count_target',
			$$time_aggregation <> 'count' OR target IS NULL OR opm.target_value(target::opm.target) IS NULL
			OR opm.target_value(target::opm.target) >= 0$$),
		('goal_target', 'goal_target_target_valid', format(target_rule, 'target')),
		('incentive', 'incentive_curve_valid', $$curve::opm.target::text <> ''$$),
		('close_tree', 'close_tree_outline_valid', $$outline::opm.goaltree::text = outline$$)
		) v(table_name, name, expression)
		WHERE NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = v.table_name::regclass AND o.conname = v.name)
	LOOP
		EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s) NOT VALID', c.table_name, c.name, c.expression);
		BEGIN
			EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', c.table_name, c.name);
		EXCEPTION WHEN check_violation OR data_exception THEN
			RAISE WARNING USING
				MESSAGE = format('constraint "%s" of table "%s" holds for new rows only: %s',
					c.name, c.table_name, SQLERRM),
				HINT = format('Mend the rows, then ALTER TABLE %s VALIDATE CONSTRAINT %I.',
					c.table_name::regclass, c.name);
		END;
	END LOOP;
END
$do$;
