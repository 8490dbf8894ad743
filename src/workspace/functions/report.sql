-- The page: one HTML document that a browser and an e-mail client show alike. So there is no script and no picture,
-- all that matters is in the style of each element (e-mail clients drop style sheets), and no colour stands without
-- its word. Every text of people goes through _html_text; what these functions get as html has been through it.

CREATE OR REPLACE FUNCTION _html_cell(html text, style text DEFAULT '', head text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<%1$s style="padding:4px 8px;border-bottom:1px solid #999999;%2$s">%3$s</%4$s>',
	COALESCE('th scope="' || head || '"', 'td'),
	CASE WHEN head IS NULL THEN '' ELSE 'text-align:left;font-weight:normal;' END || style, COALESCE(html, ''),
	CASE WHEN head IS NULL THEN 'td' ELSE 'th' END);
COMMENT ON FUNCTION _html_cell IS 'Internal: a cell of a table; head is row or col for what names a row or a column.';

CREATE OR REPLACE FUNCTION _html_name(words text, otherwise text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN words ~ '\S{30}' THEN '<bdi style="overflow-wrap:anywhere">' ELSE '<bdi>' END
	|| COALESCE(NULLIF(_html_text(words), ''), _html_text(otherwise)) || '</bdi>';
COMMENT ON FUNCTION _html_name IS
	'Internal: a name as HTML, whose direction of writing does not reach the words beside it; otherwise stands in for '
	'an empty one.';

CREATE OR REPLACE FUNCTION _html_word(word text, kind text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT format('<span style="background-color:%s;color:%s;padding:1px 6px;white-space:nowrap">'
		'%s</span>', COALESCE(b.color, '#FFFFFF'), COALESCE(b.text_color, '#000000'), _html_name(word))
	FROM (SELECT word WHERE word IS NOT NULL) w
	LEFT JOIN status_band b ON b.kind = _html_word.kind AND b.status = w.word;
END;
COMMENT ON FUNCTION _html_word IS 'Internal: a word of status_band in its colour. NULL for NULL.';

CREATE OR REPLACE FUNCTION _html_spark(line text, first text, last text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<span role="img" aria-label="from %s to %s" style="white-space:pre;font-family:monospace">%s</span>',
	first, last, line);
COMMENT ON FUNCTION _html_spark IS 'Internal: a sparkline that a screen reader reads by its ends.';

CREATE OR REPLACE FUNCTION _html_history(goal_id bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT _html_spark(opm.sparkline(y.until_at, y.score),
		opm.value_text((array_agg(y.score_percent ORDER BY y.until_at))[1], '%', 0),
		opm.value_text((array_agg(y.score_percent ORDER BY y.until_at DESC))[1], '%', 0))
	FROM (
		SELECT x.until_at, x.score, x.score_percent FROM goal_history x
		WHERE x.goal_id = _html_history.goal_id AND x.score IS NOT NULL ORDER BY x.until_at DESC LIMIT 26
	) y
	HAVING count(*) > 1;
END;
COMMENT ON FUNCTION _html_history IS 'Internal: the last 26 snapshots of the score of a goal as a sparkline.';

CREATE OR REPLACE FUNCTION _html_points(points double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN abs(points) < 0.05 THEN 'unchanged'
	ELSE CASE WHEN points > 0 THEN '<span aria-hidden="true">&#9650;</span>&nbsp;up&nbsp;'
		ELSE '<span aria-hidden="true">&#9660;</span>&nbsp;down&nbsp;' END || opm.value_text(abs(points), NULL, 1) END;
COMMENT ON FUNCTION _html_points IS 'Internal: by how many points a score changed, and which way in words.';

CREATE OR REPLACE FUNCTION _html_score(score double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN score IS NOT NULL THEN format(
	'<span style="white-space:nowrap"><span aria-hidden="true" style="font-family:monospace">%s</span> %s</span>',
	opm.bar(score, 8), opm.value_text(opm.percent(score), '%', 0)) END;
COMMENT ON FUNCTION _html_score IS 'Internal: a score as a bar and in percent.';

CREATE OR REPLACE FUNCTION _html_section(title text, caption text, heads text[], rows text, nothing text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT format(E'<h2 style="font-size:20px;margin:28px 0 4px 0">%s</h2>\n', title)
		|| CASE WHEN rows IS NULL THEN format(E'<p style="margin:4px 0">%s</p>\n', nothing)
			ELSE format(E'<div style="overflow-x:auto">'
				'<table style="border-collapse:collapse;width:100%%;min-width:640px;font-size:14px">\n'
				'<caption style="text-align:left;padding:0 0 6px 0">%s</caption>\n<thead><tr>%s</tr></thead>\n'
				'<tbody>\n%s\n</tbody>\n</table></div>\n', caption,
				(SELECT string_agg(_html_cell(h.head, 'font-weight:bold', 'col'), '' ORDER BY h.place)
				FROM unnest(heads) WITH ORDINALITY h(head, place)), rows) END;
END;
COMMENT ON FUNCTION _html_section IS
	'Internal: a part of the page: its title and a table, or words where it has no rows.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_scores() RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH root AS (
		SELECT s.*, row_number() OVER (ORDER BY s.tree_order) AS place, count(*) OVER () AS of_count
		FROM (
			SELECT r.*, bool_or(r.is_current) OVER () AS any_current FROM scorecard r WHERE r.depth = 0
		) s
		WHERE s.is_current OR NOT s.any_current
	)
	SELECT _html_section('Score against plan',
		'How each tree of goals stands, and how far its plan expects it to be by now. 100&nbsp;% is goal reached.'
			|| CASE WHEN max(r.of_count) > 20 THEN format(' The first 20 of %s trees.', max(r.of_count)) ELSE '' END,
		ARRAY['Goal', 'Score', 'Plan by now', 'Against plan', 'Status', 'Known', 'Over time'],
		string_agg('<tr style="vertical-align:top">'
			|| _html_cell('<b>' || _html_name(r.goal_name, r.goal_key) || '</b>', '', 'row')
			|| _html_cell(_html_score(r.score)) || _html_cell(_html_score(r.pace_score))
			|| _html_cell(COALESCE(_html_word(r.outcome, 'outcome'), _html_word(r.plan_status, 'plan_status')))
			|| _html_cell(_html_word(r.status, 'status'))
			|| _html_cell(round(100 * r.coverage_fraction::numeric) || '&nbsp;% of the weight'
				|| CASE WHEN r.is_partial THEN ', of the goals you may see' ELSE '' END)
			|| _html_cell(_html_history(r.goal_id)) || '</tr>', E'\n' ORDER BY r.place),
		'No goals yet.')
	FROM root r
	WHERE r.place <= 20;
END;
COMMENT ON FUNCTION _report_scores IS 'Internal: the part of the page that says how each tree stands.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_counts() RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT format(E'<p style="margin:8px 0;line-height:2">%s</p>\n', string_agg(c.goal_count || '&nbsp;'
		|| _html_word(c.status, 'status'), ' &nbsp; ' ORDER BY c.status_order DESC, c.status))
	FROM (
		SELECT s.status, min(s.status_order) AS status_order, count(*) AS goal_count
		FROM scorecard s WHERE s.is_current AND s.is_leaf GROUP BY s.status
	) c
	HAVING count(*) > 0;
END;
COMMENT ON FUNCTION _report_counts IS
	'Internal: how many goals of now, with none below them, have each status; NULL without goals.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_attention() RETURNS TABLE (html text, goal_ids bigint[])
LANGUAGE sql STABLE ROWS 1 SET jit = off
BEGIN ATOMIC
	SELECT _html_section('What needs attention', CASE WHEN max(e.of_count) > 12
			THEN format('The first 12 of %s goals, the most urgent first.', max(e.of_count))
			ELSE 'The most urgent first.' END,
		ARRAY['Goal', 'Status', 'Score', 'Why', 'Owner', 'Due'],
		string_agg('<tr style="vertical-align:top">' || _html_cell(_html_name(e.goal_name, e.goal_key), '', 'row')
			|| _html_cell(_html_word(e.status, 'status')) || _html_cell(opm.value_text(e.score_percent, '%', 0))
			|| _html_cell(_html_name(e.reason)) || _html_cell(_html_name(e.owner_name))
			|| _html_cell(to_char(e.due_on, 'YYYY-MM-DD'), 'white-space:nowrap;') || '</tr>',
			E'\n' ORDER BY e.attention_order),
		'Nothing needs attention.'),
		COALESCE(array_agg(e.goal_id), '{}')
	FROM (
		SELECT x.*, count(*) OVER () AS of_count FROM exceptions x ORDER BY x.attention_order LIMIT 12
	) e;
END;
COMMENT ON FUNCTION _report_attention IS
	'Internal: the part of the page that says what needs attention, and the goals in it.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_moves() RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT _html_section('What moved',
		'What moved the score of each tree most, in points; 100 points are the whole way.',
		ARRAY['Goal', 'Moved', 'Since', 'Tree', 'Why'],
		string_agg('<tr style="vertical-align:top">' || _html_cell(_html_name(d.goal_name, d.goal_key), '', 'row')
			|| _html_cell(_html_points(d.effect_points))
			|| _html_cell(_html_text(d.since) || ', ' || to_char(d.since_at AT TIME ZONE time_zone(), 'YYYY-MM-DD'))
			|| _html_cell(_html_name(d.scope_name) || ' ' || _html_points(d.scope_change_points))
			|| _html_cell(_html_name(d.reason)) || '</tr>', E'\n' ORDER BY d.since DESC, d.place),
		'Nothing moved a score since last week.')
	FROM (
		SELECT x.*, row_number() OVER (PARTITION BY x.since ORDER BY abs(x.effect_points) DESC, x.id) AS place
		FROM drivers x
		WHERE x.scope_kind = 'tree' AND abs(x.effect_points) >= 0.05
	) d
	WHERE d.place <= 6;
END;
COMMENT ON FUNCTION _report_moves IS 'Internal: the part of the page that says what moved the scores.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_asked() RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT _html_section('Who is asked next', CASE WHEN max(e.of_count) > 12
			THEN format('What has been open too long: the oldest 12 of %s.', max(e.of_count))
			ELSE 'What has been open too long, the oldest first.' END,
		ARRAY['What', 'Kind', 'Goal', 'Open since', 'Has it', 'Asked next'],
		string_agg('<tr style="vertical-align:top">' || _html_cell(_html_name(e.item), '', 'row')
			|| _html_cell(_html_text(e.item_kind))
			|| _html_cell(_html_name(e.goal_name, e.goal_key))
			|| _html_cell(to_char(e.open_on, 'YYYY-MM-DD') || ', ' || e.age_days || ' days')
			|| _html_cell(_html_name(e.person_name))
			|| _html_cell(concat_ws(': ', '<b>' || _html_name(e.next_person_name) || '</b>', _html_text(e.reason)))
			|| '</tr>',
			E'\n' ORDER BY e.place),
		'Nobody: nothing has been open longer than the cadence of its goal.')
	FROM (
		SELECT x.*, row_number() OVER (ORDER BY x.age_days DESC, x.id) AS place, count(*) OVER () AS of_count
		FROM escalations x
	) e
	WHERE e.place <= 12;
END;
COMMENT ON FUNCTION _report_asked IS 'Internal: the part of the page that says who is asked next.';

-- fence: jit
CREATE OR REPLACE FUNCTION _report_tree(max_goals integer, needed bigint[]) RETURNS text
LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT _html_section('All goals', concat(
			CASE WHEN max(x.shown_count) = max(x.goal_count) THEN 'Every goal. '
				ELSE format('Shown are %s of %s goals%s. ', max(x.shown_count), max(x.goal_count),
					CASE max(x.level_count) WHEN 0 THEN ''
						WHEN 1 THEN ': the first level, and what needs attention with all above it'
						ELSE format(': the first %s levels, and what needs attention with all above it',
							max(x.level_count)) END) END,
			'The number says where a goal is in its tree. Over time: what was measured, or the score.',
			CASE WHEN max(x.past_count) > 0
				THEN format(' Left out: %s goals of trees that are over.', max(x.past_count)) ELSE '' END),
		ARRAY['No.', 'Goal', 'Actual', 'Target', 'Score', 'Plan', 'Status', 'Over time', 'Owner'],
		string_agg('<tr style="vertical-align:top">' || _html_cell(x.outline)
			|| _html_cell(_html_name(s.goal_name, s.goal_key),
				format('padding-left:%spx;%s', 8 + 14 * LEAST(x.depth, 8),
				CASE WHEN NOT s.is_leaf THEN 'font-weight:bold;' ELSE '' END), 'row')
			|| _html_cell(_html_text(s.actual_text)) || _html_cell(_html_text(s.target_text))
			|| _html_cell(_html_score(s.score))
			|| _html_cell(COALESCE(_html_word(s.outcome, 'outcome'), _html_word(s.plan_status, 'plan_status')))
			|| _html_cell(_html_word(s.status, 'status')) || _html_cell(COALESCE(t.line, _html_history(s.goal_id)))
			|| _html_cell(_html_name(s.owner_name)) || '</tr>',
			E'\n' ORDER BY x.tree_order),
		'No goals yet.')
	FROM _shown_goals(max_goals, needed) x
	JOIN scorecard s ON s.goal_id = x.goal_id
	LEFT JOIN LATERAL (
		SELECT _html_spark(opm.sparkline(y.measured_at, y.actual_so_far),
			opm.value_text((array_agg(y.actual_so_far ORDER BY y.measured_at))[1], NULL, NULL),
			opm.value_text((array_agg(y.actual_so_far ORDER BY y.measured_at DESC))[1], NULL, NULL)) AS line
		FROM (
			SELECT m.measured_at, m.actual_so_far FROM goal_trend m
			WHERE m.goal_id = x.goal_id AND m.actual_so_far IS NOT NULL ORDER BY m.measured_at DESC LIMIT 20
		) y
		HAVING count(*) > 1
	) t ON true;
END;
COMMENT ON FUNCTION _report_tree IS 'Internal: the part of the page that lists the goals in the order of the tree.';

-- fence: jit
CREATE OR REPLACE FUNCTION report_html(title text DEFAULT NULL, max_goals integer DEFAULT 80) RETURNS text
LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	SELECT format(E'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
		'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
		'<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
		'<title>%1$s</title>\n<style>\n:root { color-scheme: light dark; }\n'
		'@media (prefers-color-scheme: dark) { body, .page { background-color: #16181d !important; '
		'color: #e6e6e6 !important; } }\n</style>\n</head>\n'
		'<body style="margin:0;padding:0;background-color:#ffffff;color:#1a1a1a">\n'
		'<div class="page" style="background-color:#ffffff;color:#1a1a1a;font-family:Helvetica,Arial,sans-serif;'
		'font-size:14px;line-height:1.4;max-width:1040px;margin:0 auto;padding:16px">\n<main>\n'
		'<h1 style="font-size:26px;margin:0">%1$s</h1>\n<p style="margin:4px 0">As of %2$s (%3$s), '
		'as <bdi>%4$s</bdi> may see it.</p>\n%5$s%6$s%7$s%8$s%9$s%10$s</main>\n</div>\n</body>\n</html>\n',
		COALESCE(NULLIF(_html_text(title), ''), (
			SELECT CASE WHEN count(*) = 1 THEN min(_html_text(s.goal_name)) END FROM scorecard s
			WHERE s.depth = 0 AND s.is_current AND s.goal_name ~ '[^[:space:]]'), 'Scorecard'),
		to_char(now() AT TIME ZONE time_zone(), 'YYYY-MM-DD HH24:MI'), _html_text(time_zone()),
		_html_text(current_user::text),
		_report_counts(), _report_scores(), a.html, _report_moves(), _report_asked(),
		_report_tree(max_goals, a.goal_ids))
	FROM _report_attention() a;
END;
COMMENT ON FUNCTION report_html IS
	'The workspace as one page for a browser or an e-mail: score against plan, what needs attention, what moved, who '
	'is asked next, and the tree. HTML without script, pictures or anything from outside; light and dark; colours are '
	'those of status_band and stand beside their words. It says what the current role may see. title: heading, NULL '
	'for the name of the only tree. max_goals: the tree shows the upper levels that have at most so many goals '
	'together (if the first has more, so many of it), and what needs attention; the page says so. In UTF-8, so set '
	'PGCLIENTENCODING=UTF8 to write it to a file.';
