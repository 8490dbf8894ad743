-- Every word of a status, with its order, its scores and a colour: what a BI tool joins.

CREATE OR REPLACE VIEW status_band WITH (security_invoker) AS
WITH named AS (
	SELECT s.bands::opm.bands AS bands, true AS of_workspace FROM setting s
	UNION ALL
	-- by their text: functions read this view, so a dump makes it before opm.bands can be compared
	SELECT x.bands::opm.bands, false FROM (SELECT DISTINCT g.bands FROM goal g WHERE g.bands IS NOT NULL) x
), band AS (
	SELECT DISTINCT ON (l.status) l.status, l.place::integer AS status_order,
		CASE WHEN n.of_workspace THEN (opm.cuts(n.bands))[l.place - 1] END AS from_score,
		CASE WHEN n.of_workspace THEN (opm.cuts(n.bands))[l.place] END AS to_score,
		-- the highest is green, the others are spread over the scale
		CASE WHEN l.place = cardinality(opm.labels(n.bands)) THEN 5
			ELSE 1 + round(4.0 * (l.place - 1) / (cardinality(opm.labels(n.bands)) - 1)) END AS shade
	FROM named n
	CROSS JOIN LATERAL unnest(opm.labels(n.bands)) WITH ORDINALITY l(status, place)
	ORDER BY l.status, n.of_workspace DESC, n.bands::text
), word(kind, status, status_order, from_score, to_score, color) AS (
	SELECT 'status', b.status, b.status_order, b.from_score, b.to_score,
		CASE b.shade WHEN 1 THEN '#D55E00' WHEN 2 THEN '#E69F00' WHEN 3 THEN '#F0E442' WHEN 4 THEN '#56B4E9'
			ELSE '#009E73' END
	FROM band b
	UNION ALL
	SELECT 'status', f.status, f.status_order, NULL, NULL, f.color
	FROM (VALUES ('stale', 0, '#999999'), ('no data', -1, '#BBBBBB'), ('no target', -1, '#CCCCCC'),
		('not started', -2, '#DDDDDD'), ('draft', -2, '#DDDDDD'), ('paused', -2, '#DDDDDD'),
		('dropped', -2, '#DDDDDD')) f(status, status_order, color)
	WHERE f.status NOT IN (SELECT b.status FROM band b)
	UNION ALL
	SELECT v.kind, v.status, v.status_order, v.from_score, v.to_score, v.color
	FROM (VALUES ('plan_status', 'behind', 1, NULL::double precision, NULL::double precision, '#D55E00'),
		('plan_status', 'on plan', 2, NULL, NULL, '#009E73'),
		('plan_status', 'ahead', 3, NULL, NULL, '#0072B2'),
		('outcome', 'unknown', 0, NULL, NULL, '#999999'),
		('outcome', 'missed', 1, NULL, 1, '#D55E00'),
		('outcome', 'reached', 2, 1, NULL, '#009E73')) v(kind, status, status_order, from_score, to_score, color)
)
SELECT w.kind || ' ' || w.status AS id,
	w.kind,
	w.status,
	w.status_order,
	w.from_score,
	w.to_score,
	w.color,
	CASE WHEN w.color = '#0072B2' THEN '#FFFFFF' ELSE '#000000' END AS text_color,
	c.contrast_white::double precision AS contrast_white,
	c.contrast_black::double precision AS contrast_black
FROM word w
JOIN (VALUES ('#D55E00', 3.9, 5.4), ('#E69F00', 2.3, 9.3), ('#F0E442', 1.3, 15.9), ('#56B4E9', 2.3, 9.1),
	('#009E73', 3.4, 6.1), ('#0072B2', 5.2, 4.0), ('#999999', 2.8, 7.4), ('#BBBBBB', 1.9, 10.9),
	('#CCCCCC', 1.6, 13.1), ('#DDDDDD', 1.4, 15.5)) c(color, contrast_white, contrast_black) ON c.color = w.color;
COMMENT ON VIEW status_band IS
	'What does a status mean, and which colour has it? One row per word of status, plan_status and outcome, for BI '
	'tools to join by kind and status. Colours are those of Okabe and Ito (Color Universal Design, 2008), which people '
	'tell apart whose eyes do not tell red from green; what says nothing of success is grey.';
COMMENT ON COLUMN status_band.id IS 'Kind and word together; unique in this view.';
COMMENT ON COLUMN status_band.kind IS 'Column that has the word: status, plan_status or outcome.';
COMMENT ON COLUMN status_band.status IS
	'The word: a label of the bands of the workspace or of a goal, stale, no data, no target, not started, draft, '
	'paused, dropped; behind, on plan, ahead; unknown, missed, reached.';
COMMENT ON COLUMN status_band.status_order IS 'For sorting, as the order column that stands beside the word elsewhere.';
COMMENT ON COLUMN status_band.from_score IS
	'Score from which on it is given, 1 is goal reached. Empty: no lower end, it does not depend on the score alone, '
	'or only goals with bands of their own have it.';
COMMENT ON COLUMN status_band.to_score IS 'Score up to which, but not including it, it is given; empty as from_score.';
COMMENT ON COLUMN status_band.color IS 'Colour to fill with, #RRGGBB.';
COMMENT ON COLUMN status_band.text_color IS 'Black or white, whichever is read more easily on it.';
COMMENT ON COLUMN status_band.contrast_white IS
	'Contrast of white text on the colour by WCAG 2, 1 to 21; from 4.5 on it is read easily.';
COMMENT ON COLUMN status_band.contrast_black IS 'The same of black text.';
