-- One row that every change of a tree updates first, so that such changes come one after the other.

CREATE TABLE IF NOT EXISTS tree_lock (
	id integer PRIMARY KEY DEFAULT 1,
	turn bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
COMMENT ON TABLE tree_lock IS
	'Row that every change of the goal tree or the team tree updates first, so that two changes at the same time '
	'cannot close a loop between them. Holds no information.';
COMMENT ON COLUMN tree_lock.id IS 'Always 1: there is one row.';
COMMENT ON COLUMN tree_lock.turn IS 'Number of changes so far.';
INSERT INTO tree_lock (id) VALUES (1) ON CONFLICT DO NOTHING;
