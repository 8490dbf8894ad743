-- What CREATE TABLE IF NOT EXISTS leaves as it was in an older workspace. Each statement does nothing in a new one.

DO $do$
BEGIN
	-- the values of a goal are read from the index alone
	IF EXISTS (SELECT FROM pg_index i WHERE i.indrelid = 'measurement'::regclass AND i.indisprimary AND i.indnatts = i.indnkeyatts) THEN
		ALTER TABLE measurement DROP CONSTRAINT measurement_pkey, ADD CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at) INCLUDE (value, base);
	END IF;
	-- an objective without a rollup takes the mean of its children, so a target of its own says nothing; rows that have one stay
	IF EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = 'goal'::regclass AND c.conname = 'goal_objective_target' AND position('COALESCE' IN pg_get_constraintdef(c.oid)) = 0) THEN
		ALTER TABLE goal DROP CONSTRAINT goal_objective_target,
			ADD CONSTRAINT goal_objective_target CHECK (kind <> 'objective' OR target IS NULL OR COALESCE(rollup, 'mean') IN ('sum', 'avg', 'ratio', 'low', 'high', 'own')) NOT VALID;
		BEGIN
			ALTER TABLE goal VALIDATE CONSTRAINT goal_objective_target;
		EXCEPTION WHEN check_violation THEN
			RAISE WARNING USING MESSAGE = 'some objectives have a target that does not count', HINT = 'Give them a rollup such as own, then ALTER TABLE goal VALIDATE CONSTRAINT goal_objective_target.';
		END;
	END IF;
END
$do$;
