-- What rows were before each change, for the tables that people model with. Everything "as known at" rests on it.

CREATE TABLE IF NOT EXISTS change_log (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	changed_by text NOT NULL DEFAULT current_user,
	table_name text NOT NULL,
	operation text NOT NULL,
	row_key text NOT NULL,
	goal_id bigint,
	confidential boolean NOT NULL DEFAULT false,
	old_row text
);
COMMENT ON TABLE change_log IS
	'Every change of goals, links, targets, people, teams, periods and settings, and of check-ins, actions, reviews, '
	'decisions, factors and ratings: what the row was before. '
	'Filled by triggers; scorecard_at reads it.';
COMMENT ON COLUMN change_log.id IS 'Order of the changes.';
COMMENT ON COLUMN change_log.changed_at IS 'When.';
COMMENT ON COLUMN change_log.changed_by IS 'Database role.';
COMMENT ON COLUMN change_log.table_name IS 'Table that was changed.';
COMMENT ON COLUMN change_log.operation IS 'INSERT, UPDATE or DELETE.';
COMMENT ON COLUMN change_log.row_key IS 'Key of the row in that table.';
COMMENT ON COLUMN change_log.goal_id IS 'Goal concerned, if any.';
COMMENT ON COLUMN change_log.confidential IS
	'True if the row was or is about a goal that not everyone may see, or is a rating.';
COMMENT ON COLUMN change_log.old_row IS 'The row before the change as JSON text; empty for INSERT.';
CREATE INDEX IF NOT EXISTS change_log_row ON change_log (table_name, row_key, id);
CREATE INDEX IF NOT EXISTS change_log_changed_at ON change_log (changed_at);
