-- The tree on one screen: eight narrow columns, for psql and e-mail.

CREATE OR REPLACE VIEW brief WITH (security_invoker) AS
SELECT s.tree_order AS id,
	_cut(repeat('  ', LEAST(s.depth, 4)) || s.goal_name, 19) AS goal,
	-- the number without its unit, where both do not fit
	_cut(CASE WHEN length(s.actual_text) > 11 THEN regexp_replace(s.actual_text, ' .*', '')
		ELSE s.actual_text END, 11) AS actual_text,
	_cut(CASE WHEN length(t.short) > 11 THEN regexp_replace(t.short, '([0-9]) .*', '\1') ELSE t.short END, 11)
		AS target_text,
	opm.bar(s.score, 4) || ' ' || _cut(round(s.score_percent::numeric)::text, 4) AS progress,
	_cut(s.status, 9) AS standing,
	COALESCE(s.outcome, s.plan_status) AS plan,
	_cut(s.owner_name, 8) AS owner
FROM scorecard s
CROSS JOIN LATERAL (
	SELECT replace(replace(replace(s.target_text, 'at least ', '>= '), 'at most ', '<= '), ' to ', '..') AS short
	OFFSET 0 -- fence: once
) t
ORDER BY s.tree_order;
COMMENT ON VIEW brief IS
	'How does the whole tree stand, on one screen? One row per goal, in the order of the tree, within 100 characters, '
	'for psql and e-mail. Texts that are too long are cut. For charts and filters take the scorecard.';
COMMENT ON COLUMN brief.id IS 'Place in the tree, the tree_order of the scorecard; unique in this view.';
COMMENT ON COLUMN brief.goal IS 'Name of the goal, indented by its depth.';
COMMENT ON COLUMN brief.actual_text IS 'Current value with its unit where both fit; empty: not known.';
COMMENT ON COLUMN brief.target_text IS 'Values that reach the goal, with their unit where both fit; empty: no target.';
COMMENT ON COLUMN brief.progress IS 'Score as a bar and in percent: 100 is goal reached. Empty: not known.';
COMMENT ON COLUMN brief.standing IS 'Status, as in the scorecard.';
COMMENT ON COLUMN brief.plan IS
	'ahead, on plan or behind while the goal runs; reached, missed or unknown when it is over; empty: nothing is '
	'planned.';
COMMENT ON COLUMN brief.owner IS 'Person who answers for the goal.';
