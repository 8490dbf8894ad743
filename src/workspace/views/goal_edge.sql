-- The edges of the goal tree: every goal under each of its parents, and what it gives to the score there.

-- fence: jit
CREATE OR REPLACE FUNCTION _goal_edges() RETURNS TABLE (
	id text, goal_id bigint, goal_key text, goal_name text, parent_goal_id bigint, parent_goal_key text,
	parent_goal_name text, is_main boolean, weight double precision, split_fraction double precision,
	weight_fraction double precision, score double precision, parent_score double precision, parent_rollup text,
	contribution_points double precision
) LANGUAGE sql STABLE ROWS 1000 SET jit = off
BEGIN ATOMIC
	WITH s AS MATERIALIZED ( -- fence: one-pass
		SELECT x.goal_id, x.goal_key, x.goal_name, x.parent_goal_id, x.score, x.rollup, x.lifecycle
		FROM scorecard x
	), edge AS (
		-- the same parent twice is one parent
		SELECT e.goal_id, e.parent_id, COALESCE(max(e.weight) FILTER (WHERE e.weight <> 1), 1) AS weight,
			min(e.share) AS share
		FROM _edge e
		GROUP BY e.goal_id, e.parent_id
	), counted AS (
		-- what the child counts as there: size is its weight in the parent, credited its score within the credit range
		SELECT c.goal_id, c.goal_key, c.goal_name, c.score, p.goal_id AS parent_goal_id, p.goal_key AS parent_goal_key,
			p.goal_name AS parent_goal_name, p.score AS parent_score, p.rollup AS parent_rollup,
			c.parent_goal_id = p.goal_id AS is_main, e.weight, h.share,
			CASE WHEN p.rollup IN ('own', 'not applicable') THEN NULL
				WHEN c.rollup = 'not applicable' THEN 0
				ELSE _product(e.weight, h.share) END AS size,
			CASE WHEN z.score IS NOT NULL THEN LEAST(GREATEST(z.score, COALESCE(g.credit_floor, d.credit_floor)),
				COALESCE(g.credit_cap, d.credit_cap)) END AS credited
		FROM edge e
		JOIN s c ON c.goal_id = e.goal_id
		JOIN s p ON p.goal_id = e.parent_id
		JOIN goal g ON g.id = e.parent_id
		CROSS JOIN setting d
		LEFT JOIN _split_goal k ON k.goal_id = e.goal_id
		CROSS JOIN LATERAL (SELECT CASE WHEN k.goal_id IS NOT NULL THEN COALESCE(e.share, 1) ELSE 1 END AS share) h
		CROSS JOIN LATERAL (
			SELECT COALESCE(c.score, CASE WHEN lower(g.missing) = 'zero' THEN 0 END) AS score
		) z
	), part AS (
		-- the part of the parent's score that is this child's: by weight of what is known; of those that set it, alike
		SELECT x.*,
			_quotient(x.size, sum(x.size) OVER w) AS weight_fraction,
			CASE WHEN x.parent_rollup NOT IN ('mean', 'min', 'max') THEN NULL
				WHEN x.size > 0 AND x.credited IS NOT NULL THEN CASE x.parent_rollup
					WHEN 'mean' THEN _quotient(x.size, sum(x.size) FILTER (WHERE x.credited IS NOT NULL) OVER w)
					ELSE CASE WHEN x.credited = x.parent_score THEN 1.0 / count(*) FILTER (WHERE x.size > 0
						AND x.credited = x.parent_score) OVER w ELSE 0 END END
				ELSE 0 END AS fraction
		FROM counted x
		WINDOW w AS (PARTITION BY x.parent_goal_id)
	)
	SELECT y.goal_id || '/' || y.parent_goal_id AS id,
		y.goal_id,
		y.goal_key,
		y.goal_name,
		y.parent_goal_id,
		y.parent_goal_key,
		y.parent_goal_name,
		COALESCE(y.is_main, false) AS is_main,
		y.weight,
		y.share AS split_fraction,
		y.weight_fraction,
		y.score,
		y.parent_score,
		y.parent_rollup,
		-- a child whose own rollup has no answer does not count as zero: then the others weigh more, all alike
		100 * CASE WHEN abs(y.total - y.parent_score) <= 1e-9 * (1 + abs(y.parent_score)) THEN y.points
			ELSE _product(y.points, _quotient(y.parent_score, y.total)) END AS contribution_points
	FROM (
		SELECT p.*, q.points, sum(q.points) OVER (PARTITION BY p.parent_goal_id) AS total
		FROM part p
		CROSS JOIN LATERAL (SELECT _product(p.fraction, COALESCE(p.credited, 0)) AS points) q
	) y;
END;
COMMENT ON FUNCTION _goal_edges IS
	'Internal: rows of the view goal_edge. A function, because millions are guessed, and compiling the query (JIT) '
	'would take many times as long as running it; nothing is lost, since the scorecard needs all goals whatever is '
	'asked.';

CREATE OR REPLACE VIEW goal_edge WITH (security_invoker) AS
SELECT e.id,
	e.goal_id,
	e.goal_key,
	e.goal_name,
	e.parent_goal_id,
	e.parent_goal_key,
	e.parent_goal_name,
	e.is_main,
	e.weight,
	e.split_fraction,
	e.weight_fraction,
	e.score,
	opm.percent(e.score) AS score_percent,
	e.parent_score,
	e.parent_rollup,
	e.contribution_points
FROM _goal_edges() e;
COMMENT ON VIEW goal_edge IS
	'Which goal counts under which, and what does it give there? One row per goal and goal above it, with all parents '
	'of a goal: the arrows of a strategy map.';
COMMENT ON COLUMN goal_edge.id IS 'Goal and goal above it; unique in this view.';
COMMENT ON COLUMN goal_edge.goal_id IS 'Goal that counts.';
COMMENT ON COLUMN goal_edge.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_edge.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_edge.parent_goal_id IS 'Goal above, under which it counts.';
COMMENT ON COLUMN goal_edge.parent_goal_key IS 'Short unique word of the goal above.';
COMMENT ON COLUMN goal_edge.parent_goal_name IS 'Name of the goal above.';
COMMENT ON COLUMN goal_edge.is_main IS
	'True for the parent under which the scorecard lists the goal: one of each goal.';
COMMENT ON COLUMN goal_edge.weight IS 'How much it counts there, as said; 0: it supports and does not count.';
COMMENT ON COLUMN goal_edge.split_fraction IS
	'Part of the goal that counts there, 0 to 1, of one that is split among its parents; 1: all of it.';
COMMENT ON COLUMN goal_edge.weight_fraction IS
	'Its part of the weight under the goal above, 0 to 1, with or without data: they add up to 1. Empty where the goal '
	'above does not count its children.';
COMMENT ON COLUMN goal_edge.score IS 'Score of the goal: 1 is goal reached. Empty: not known.';
COMMENT ON COLUMN goal_edge.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN goal_edge.parent_score IS 'Score of the goal above.';
COMMENT ON COLUMN goal_edge.parent_rollup IS 'How the goal above counts its children: mean, min, sum and so on.';
COMMENT ON COLUMN goal_edge.contribution_points IS
	'Points of the score of the goal above that come from this one; over all children they add up to 100 times '
	'parent_score. By weight for mean; for min and max all of it from the child that sets the score. 0 where it has no '
	'score. Empty for other rollups, whose scores are no sums, and where the goal above has no score.';
