-- The strategy map as text that others draw: GitHub reads Mermaid, Graphviz reads DOT. What people wrote becomes a
-- label of one line, and each syntax has a function that makes every sign of it harmless.

CREATE OR REPLACE FUNCTION _one_line(words text, width integer) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN length(c.line) <= width THEN c.line ELSE left(c.line, width - 2) || '..' END
	FROM (
		SELECT btrim(regexp_replace(regexp_replace(left(words, 1000),
			-- signs that turn the direction of what comes after them, and code points that are no characters
			CASE WHEN getdatabaseencoding() = 'UTF8'
				THEN '[\u202a-\u202e\u2066-\u2069\u0080-\u009f\ufdd0-\ufdef\ufffe\uffff]' ELSE '[\u0001-\u0008]' END,
			'', 'g'), '[\u0001-\u0020\u007f]+', ' ', 'g')) AS line
		OFFSET 0 -- fence: once
	) c;
END;
COMMENT ON FUNCTION _one_line IS
	'Internal: words as one line of at most width characters: control characters and line ends become a blank, signs '
	'that turn the direction of what follows are left out. NULL for NULL.';

CREATE OR REPLACE FUNCTION _html_text(words text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(_one_line(words, 300),
	'&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');
COMMENT ON FUNCTION _html_text IS
	'Internal: words as text of an HTML document or of an attribute between double quotes. NULL for NULL.';

CREATE OR REPLACE FUNCTION _mermaid_text(words text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	-- what is not a letter, a digit, a blank, or outside ASCII is written as its number: Mermaid looks for directives,
	-- styles, Markdown and HTML in labels too
	SELECT string_agg(CASE WHEN k.letter ~ '[ A-Za-z0-9]' OR octet_length(k.letter) > 1 OR ascii(k.letter) > 127
		THEN k.letter ELSE '#' || ascii(k.letter) || ';' END, '' ORDER BY k.place)
	FROM string_to_table(_one_line(words, 60), NULL) WITH ORDINALITY k(letter, place);
END;
COMMENT ON FUNCTION _mermaid_text IS 'Internal: words as a label of Mermaid between double quotes. NULL for NULL.';

CREATE OR REPLACE FUNCTION _dot_text(words text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(_one_line(words, 60),
	'\', '\\'), '"', '\"'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;');
COMMENT ON FUNCTION _dot_text IS 'Internal: words as a label of DOT between double quotes. NULL for NULL.';

-- fence: jit
CREATE OR REPLACE FUNCTION _shown_goals(max_goals integer, needed bigint[]) RETURNS TABLE (
	goal_id bigint, outline text, depth integer, tree_order integer, shown_count bigint, goal_count bigint,
	level_count integer, past_count bigint
) LANGUAGE sql STABLE ROWS 50 SET jit = off
BEGIN ATOMIC
	WITH RECURSIVE goals AS MATERIALIZED ( -- fence: one-pass
		SELECT s.goal_id, s.parent_goal_id, s.depth, s.tree_order, s.is_current,
			row_number() OVER (PARTITION BY s.parent_goal_id ORDER BY s.tree_order) AS place
		FROM scorecard s
	), root AS (
		SELECT g.goal_id, g.place, row_number() OVER (ORDER BY g.tree_order) AS new_place
		FROM goals g
		-- trees that are over are the past, unless there is nothing else
		WHERE g.depth = 0 AND (g.is_current OR NOT EXISTS (SELECT FROM goals c WHERE c.depth = 0 AND c.is_current))
	), numbered AS (
		SELECT g.goal_id, r.new_place::text AS outline, g.depth, g.tree_order, ARRAY[g.goal_id] AS above
		FROM goals g JOIN root r ON r.goal_id = g.goal_id
		UNION ALL
		SELECT g.goal_id, n.outline || '.' || g.place, g.depth, g.tree_order, n.above || g.goal_id
		FROM numbered n JOIN goals g ON g.parent_goal_id = n.goal_id
	), kept AS MATERIALIZED ( -- fence: one-pass
		SELECT n.*, row_number() OVER (ORDER BY n.depth, n.tree_order) AS place FROM numbered n
	), level AS (
		-- the levels that fit as a whole
		SELECT count(*)::integer AS fit
		FROM (SELECT k.depth FROM kept k GROUP BY k.depth HAVING max(k.place) <= max_goals) l
	), chosen AS (
		SELECT DISTINCT a.goal_id
		FROM kept k CROSS JOIN LATERAL unnest(k.above) a(goal_id)
		WHERE k.goal_id = ANY (needed)
	)
	SELECT k.goal_id, k.outline, k.depth, k.tree_order, count(*) OVER (), (SELECT count(*) FROM kept), l.fit,
		(SELECT count(*) FROM goals) - (SELECT count(*) FROM kept)
	FROM kept k CROSS JOIN level l
	WHERE k.depth < l.fit OR k.goal_id IN (SELECT c.goal_id FROM chosen c) OR (l.fit = 0 AND k.place <= max_goals);
END;
COMMENT ON FUNCTION _shown_goals IS
	'Internal: the goals of the trees of now that a page or a map shows: the upper levels that have at most max_goals '
	'goals together (if the first has more, so many of it), and the goals needed with all above them. outline: the '
	'number of the goal in the tree, such as 1.2.3. past_count: goals of trees that are over, left out.';

-- fence: jit
CREATE OR REPLACE FUNCTION tree_mermaid(max_goals integer DEFAULT 100) RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH shown AS MATERIALIZED ( -- fence: one-pass
		SELECT x.*, s.goal_key, s.goal_name, s.parent_goal_id, s.score_percent, s.status, b.color, b.text_color,
			dense_rank() OVER (ORDER BY s.status) AS class
		FROM _shown_goals(max_goals, '{}') x
		JOIN scorecard s ON s.goal_id = x.goal_id
		LEFT JOIN status_band b ON b.kind = 'status' AND b.status = s.status
	), line(kind, place, at, text) AS (
		SELECT 1, 0, 0::bigint, 'flowchart LR'
		UNION ALL
		SELECT 2 AS kind, x.tree_order AS place, 0 AS at, format('  g%s["%s<br>%s%s"]:::s%s', x.goal_id,
			COALESCE(NULLIF(_mermaid_text(x.goal_name), ''), _mermaid_text(x.goal_key)),
			_mermaid_text(opm.value_text(x.score_percent, '%', 0)) || ' ', _mermaid_text(x.status), x.class) AS text
		FROM shown x
		UNION ALL
		SELECT 3 AS kind, c.tree_order AS place, e.parent_id AS at, format('  g%s %s g%s', e.parent_id,
			CASE WHEN e.parent_id = c.parent_goal_id THEN '-->' ELSE '-.->' END, e.goal_id) AS text
		FROM _edge e
		JOIN shown c ON c.goal_id = e.goal_id
		JOIN shown p ON p.goal_id = e.parent_id
		UNION ALL
		SELECT DISTINCT 4 AS kind, 0 AS place, x.class AS at,
			format('  classDef s%s fill:%s,color:%s,stroke:%s', x.class, x.color,
			x.text_color, x.text_color) AS text
		FROM shown x WHERE x.color IS NOT NULL
		UNION ALL
		SELECT DISTINCT 5 AS kind, 0 AS place, 0::bigint AS at,
			format('  rest["%s of %s goals are shown"]', x.shown_count, x.goal_count) AS text
		FROM shown x WHERE x.shown_count < x.goal_count
		UNION ALL
		SELECT 5 AS kind, 0 AS place, 0 AS at, '  none["No goals yet"]' AS text WHERE NOT EXISTS (SELECT FROM shown)
	)
	SELECT string_agg(l.text, chr(10) ORDER BY l.kind, l.place, l.at) || chr(10) FROM line l;
END;
COMMENT ON FUNCTION tree_mermaid IS
	'The goal tree as a Mermaid flowchart, which GitHub draws between ```mermaid and ```: name, score and status of '
	'each goal, in the colours of status_band; a dotted line leads from a further parent. Names are cut to 60 '
	'characters. Shows the upper levels that have at most max_goals goals together (if the first has more, so many of '
	'it), of what the current role may see. Mermaid itself refuses more than 50,000 characters or 500 lines between '
	'goals.';

-- fence: jit
CREATE OR REPLACE FUNCTION tree_dot(max_goals integer DEFAULT 500) RETURNS text LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH shown AS MATERIALIZED ( -- fence: one-pass
		SELECT x.*, s.goal_key, s.goal_name, s.parent_goal_id, s.score_percent, s.status, b.color, b.text_color
		FROM _shown_goals(max_goals, '{}') x
		JOIN scorecard s ON s.goal_id = x.goal_id
		LEFT JOIN status_band b ON b.kind = 'status' AND b.status = s.status
	), line(kind, place, at, text) AS (
		SELECT 1, 0, 0::bigint, format(E'digraph goals {\n\trankdir=LR;\n'
			'\tnode [shape=box, style="rounded,filled", fontname="Helvetica", fillcolor="#FFFFFF"];\n'
			'\tedge [color="#777777"];')
		UNION ALL
		SELECT 2 AS kind, x.tree_order AS place, 0 AS at,
			format(E'\t"%s" [label="%s\\n%s%s", fillcolor="%s", fontcolor="%s"];', x.goal_id,
			COALESCE(NULLIF(_dot_text(x.goal_name), ''), _dot_text(x.goal_key)),
			opm.value_text(x.score_percent, '%', 0) || ' ',
			_dot_text(x.status), COALESCE(x.color, '#FFFFFF'), COALESCE(x.text_color, '#000000')) AS text
		FROM shown x
		UNION ALL
		SELECT 3 AS kind, c.tree_order AS place, e.parent_id AS at, format(E'\t"%s" -> "%s"%s;', e.parent_id, e.goal_id,
			CASE WHEN e.parent_id <> c.parent_goal_id THEN ' [style=dashed]' END) AS text
		FROM _edge e
		JOIN shown c ON c.goal_id = e.goal_id
		JOIN shown p ON p.goal_id = e.parent_id
		UNION ALL
		SELECT DISTINCT 4 AS kind, 0 AS place, 0::bigint AS at,
			format(E'\t"rest" [label="%s of %s goals are shown"];', x.shown_count, x.goal_count) AS text
		FROM shown x WHERE x.shown_count < x.goal_count
		UNION ALL
		SELECT 4 AS kind, 0 AS place, 0 AS at, E'\t"none" [label="No goals yet"];' AS text
		WHERE NOT EXISTS (SELECT FROM shown)
		UNION ALL
		SELECT 5 AS kind, 0 AS place, 0 AS at, '}' AS text
	)
	SELECT string_agg(l.text, chr(10) ORDER BY l.kind, l.place, l.at) || chr(10) FROM line l;
END;
COMMENT ON FUNCTION tree_dot IS
	'The goal tree in DOT, the language of Graphviz (dot -Tsvg): name, score and status of each goal, in the colours '
	'of status_band; a dashed line leads from a further parent. Names are cut to 60 characters. Shows the upper levels '
	'that have at most max_goals goals together (if the first has more, so many of it), of what the current role may '
	'see.';
