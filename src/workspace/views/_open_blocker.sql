-- What is in the way now, of all goals.

CREATE OR REPLACE VIEW _open_blocker WITH (security_invoker) AS
SELECT ci.id AS check_in_id,
	ci.goal_id,
	ci.blocker,
	ci.at,
	COALESCE(ci.blocker_owner_id, ci.person_id) AS person_id
FROM check_in ci
WHERE ci.blocker IS NOT NULL AND ci.cleared_at IS NULL;
COMMENT ON VIEW _open_blocker IS 'Internal: check-ins with a blocker that nobody has cleared.';
COMMENT ON COLUMN _open_blocker.check_in_id IS 'Check-in.';
COMMENT ON COLUMN _open_blocker.goal_id IS 'Goal.';
COMMENT ON COLUMN _open_blocker.blocker IS 'What is in the way.';
COMMENT ON COLUMN _open_blocker.at IS 'When it was said.';
COMMENT ON COLUMN _open_blocker.person_id IS 'Person who is to clear it, else who said it.';
