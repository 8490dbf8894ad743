-- Goals that not everyone may see all of. It is small, so policies ask it first and spare most rows the rest.

CREATE TABLE IF NOT EXISTS guarded_goal (
	goal_id bigint PRIMARY KEY -- no foreign key: what is known of a private goal stays guarded after it is gone
);
COMMENT ON TABLE guarded_goal IS
	'Goals that are or were private, or surveys with a minimum group: only for these do the policies ask who may see '
	'what. Filled by a trigger, only ever added to; goals that are gone stay.';
COMMENT ON COLUMN guarded_goal.goal_id IS 'Goal.';
