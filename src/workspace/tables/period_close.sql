-- Closed periods, with their trees and results. Rows are only ever added.

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
COMMENT ON TABLE period_close IS
	'Closed periods. Each close is final and carries the digest of the one before, so that none can be changed or '
	'removed unnoticed.';
COMMENT ON COLUMN period_close.id IS 'Key of the close, in the order of closing.';
COMMENT ON COLUMN period_close.period_id IS 'Period that was closed.';
COMMENT ON COLUMN period_close.closed_at IS 'When.';
COMMENT ON COLUMN period_close.closed_by IS 'Database role that closed it.';
COMMENT ON COLUMN period_close.note IS 'Name of the close, or anything to say about it.';
COMMENT ON COLUMN period_close.score IS
	'Mean score of the roots, each within the credit range of the workspace: 1 is goal reached. Empty where a private '
	'goal counts.';
COMMENT ON COLUMN period_close.previous_digest IS 'Digest of the close before; empty for the first.';
COMMENT ON COLUMN period_close.digest IS
	'SHA-256 over previous digest, period, time, salt and the scored tree, in hex.';

CREATE TABLE IF NOT EXISTS close_tree (
	close_id bigint PRIMARY KEY CONSTRAINT close_tree_close REFERENCES period_close,
	outline text NOT NULL,
	salt text NOT NULL DEFAULT gen_random_uuid()
);
COMMENT ON TABLE close_tree IS
	'The scored tree of each close, as an opm.goaltree outline with goal ids as keys. '
	'Seen by owner and admins of the workspace, because it holds private goals too.';
COMMENT ON COLUMN close_tree.close_id IS 'Close.';
COMMENT ON COLUMN close_tree.outline IS 'The tree, canonical text.';
COMMENT ON COLUMN close_tree.salt IS
	'Random word that is part of the digest: without it, who sees the digest could try which numbers of private goals '
	'fit.';

CREATE TABLE IF NOT EXISTS close_result (
	close_id bigint NOT NULL CONSTRAINT close_result_close REFERENCES period_close,
	goal_id bigint NOT NULL,
	goal_key text NOT NULL,
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
	outcome text,
	coverage_fraction double precision,
	root_weight_fraction double precision,
	visibility text NOT NULL,
	CONSTRAINT close_result_pkey PRIMARY KEY (close_id, goal_id)
);
COMMENT ON TABLE close_result IS
	'Results of closed periods, one row per goal and close, as they were then. They never change; '
	'later corrections are in restatements.';
COMMENT ON COLUMN close_result.close_id IS 'Close.';
COMMENT ON COLUMN close_result.goal_id IS 'Goal.';
COMMENT ON COLUMN close_result.goal_key IS 'Short unique word of the goal then.';
COMMENT ON COLUMN close_result.goal_name IS 'Name of the goal then.';
COMMENT ON COLUMN close_result.parent_goal_id IS 'Goal above then.';
COMMENT ON COLUMN close_result.depth IS '0 for a root.';
COMMENT ON COLUMN close_result.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN close_result.actual IS 'Value then, in unit.';
COMMENT ON COLUMN close_result.target IS 'Target then.';
COMMENT ON COLUMN close_result.unit IS 'Unit of actual.';
COMMENT ON COLUMN close_result.score IS
	'Score then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN close_result.status IS 'Name of the score then.';
COMMENT ON COLUMN close_result.status_order IS 'For sorting by status.';
COMMENT ON COLUMN close_result.outcome IS
	'reached, missed or unknown, of a goal that was over then; empty: it was not, or did not count.';
COMMENT ON COLUMN close_result.coverage_fraction IS
	'Part of the weight below that had data, 0 to 1. Empty where a private goal counts below; close_tree has it.';
COMMENT ON COLUMN close_result.root_weight_fraction IS
	'Effective weight at the root, 0 to 1. Empty where a private goal counts beside it, or beside a goal above it; '
	'close_tree has it.';
COMMENT ON COLUMN close_result.visibility IS 'Who might see the goal then: everyone, team or owner.';
CREATE INDEX IF NOT EXISTS close_result_goal_id ON close_result (goal_id);

CREATE TABLE IF NOT EXISTS close_part (
	close_id bigint NOT NULL CONSTRAINT close_part_close REFERENCES period_close,
	goal_id bigint NOT NULL,
	child_id bigint NOT NULL,
	tree_order integer NOT NULL,
	is_private boolean NOT NULL,
	is_secret boolean NOT NULL,
	fraction double precision,
	CONSTRAINT close_part_pkey PRIMARY KEY (close_id, goal_id, child_id)
);
COMMENT ON TABLE close_part IS
	'Which figures of a close rest on goals that not everyone may see: one row per goal and goal right below it that '
	'counts there, and is private or rests on such. Decides which results are shown to whom. Filled by a trigger.';
COMMENT ON COLUMN close_part.close_id IS 'Close.';
COMMENT ON COLUMN close_part.goal_id IS 'Goal whose figure it is.';
COMMENT ON COLUMN close_part.child_id IS 'Goal right below it.';
COMMENT ON COLUMN close_part.tree_order IS 'Place of the goal among those that have a figure, parents before children.';
COMMENT ON COLUMN close_part.is_private IS 'True if the goal itself was private.';
COMMENT ON COLUMN close_part.is_secret IS
	'True if the goal below was private and had a figure of its own, which does not follow from goals below it: it had '
	'none that counted, or a target of its own made a score of their values.';
COMMENT ON COLUMN close_part.fraction IS
	'Part of the figure that the goal below made, 0 to 1: by weight, in a sum by the size of values, in a ratio one as '
	'much as the other. Empty where it hides no other number: it counted under several goals, the figure is not made '
	'of all (min, max, median and the like), or the score is hidden only by its target.';
