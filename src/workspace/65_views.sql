-- Views for people and BI tools, all of them built on the scorecard and the tables: one documented grain each, plain types only.

CREATE OR REPLACE FUNCTION bounded(score double precision) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN score > 1e140 THEN 1e140 WHEN score < -1e140 THEN -1e140 ELSE score END;
END;
COMMENT ON FUNCTION bounded IS 'A score within what opm.scorecard takes: one absurd measurement must not stop the scorecards of everyone. NULL for NULL.';

CREATE OR REPLACE FUNCTION counting(weight double precision) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN weight < 1e-100 THEN 0 ELSE weight END;
END;
COMMENT ON FUNCTION counting IS 'A weight at the root as opm.scorecard and opm.goal take it: below 1e-100 it counts as 0. NULL for NULL.';

CREATE OR REPLACE FUNCTION plotted(value double precision, base double precision, how text) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN how = 'ratio' THEN
			CASE WHEN abs(value) > 1e140 OR abs(base) > 1e140 OR abs(base) < 1e-140 THEN NULL WHEN abs(value) < 1e-140 THEN 0 * base WHEN abs(value / base) <= 1e140 THEN value / base END
		WHEN abs(value) < 1e-140 THEN 0 WHEN abs(value) <= 1e140 THEN value END;
END;
COMMENT ON FUNCTION plotted IS 'A single measurement as it is plotted: the value, for a ratio value / base. NULL where the base is 0 or missing, for NULL, and beyond 1e140, because one absurd measurement must not stop a view of all goals; below 1e-140 it counts as 0.';

CREATE OR REPLACE VIEW okr WITH (security_invoker) AS
WITH s AS MATERIALIZED (
	-- one pass for key results and objectives
	SELECT x.id, x.name, x.goal_kind, x.parent_goal_id, x.period_id, x.period_name, x.team_id, x.team_name, x.owner_id, x.owner_name, x.actual, x.baseline, x.target_value, x.pace_value, x.unit,
		x.score, x.attained_fraction, x.status, x.status_order, x.weight, x.measured_at, x.due_on, x.tree_order FROM scorecard x
)
SELECT k.id,
	k.name,
	o.id AS objective_id,
	o.name AS objective_name,
	o.score AS objective_score,
	o.status AS objective_status,
	k.period_id,
	k.period_name,
	k.team_id,
	k.team_name,
	k.owner_id,
	k.owner_name,
	k.actual,
	k.baseline,
	k.target_value,
	k.pace_value,
	k.unit,
	k.score,
	k.attained_fraction,
	k.status,
	k.status_order,
	c.confidence,
	g.ambition,
	k.weight,
	k.measured_at,
	k.due_on,
	k.tree_order,
	o.status_order AS objective_status_order
FROM s k
JOIN goal g ON g.id = k.id
LEFT JOIN s o ON o.id = k.parent_goal_id
LEFT JOIN (SELECT DISTINCT ON (ci.goal_id) ci.goal_id, ci.confidence FROM check_in ci WHERE ci.confidence IS NOT NULL ORDER BY ci.goal_id, ci.at DESC, ci.id DESC) c ON c.goal_id = k.id
WHERE k.goal_kind = 'key result';
COMMENT ON VIEW okr IS 'OKRs: one row a key result with its objective. Objectives without key results are in alignment_gaps.';
COMMENT ON COLUMN okr.id IS 'Key result; unique in this view.';
COMMENT ON COLUMN okr.name IS 'Name of the key result.';
COMMENT ON COLUMN okr.objective_id IS 'Goal above the key result, as a rule its objective; empty: none.';
COMMENT ON COLUMN okr.objective_name IS 'Name of that goal.';
COMMENT ON COLUMN okr.objective_score IS 'Score of that goal, 0 to 100 and beyond.';
COMMENT ON COLUMN okr.objective_status IS 'Status of that goal.';
COMMENT ON COLUMN okr.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN okr.period_name IS 'Name of that period.';
COMMENT ON COLUMN okr.team_id IS 'Team of the key result.';
COMMENT ON COLUMN okr.team_name IS 'Name of the team.';
COMMENT ON COLUMN okr.owner_id IS 'Person who answers for the key result.';
COMMENT ON COLUMN okr.owner_name IS 'Name of that person.';
COMMENT ON COLUMN okr.actual IS 'Current value, in unit.';
COMMENT ON COLUMN okr.baseline IS 'Value it starts from.';
COMMENT ON COLUMN okr.target_value IS 'Value to aim at.';
COMMENT ON COLUMN okr.pace_value IS 'Value the plan expects by now.';
COMMENT ON COLUMN okr.unit IS 'Unit of the values.';
COMMENT ON COLUMN okr.score IS 'Score, 0 to 100 and beyond: 100 is reached.';
COMMENT ON COLUMN okr.attained_fraction IS 'The same as a fraction.';
COMMENT ON COLUMN okr.status IS 'Name of the score, stale, no target, no data, or the lifecycle of a key result that does not count (draft, paused, dropped).';
COMMENT ON COLUMN okr.status_order IS 'For sorting by status.';
COMMENT ON COLUMN okr.confidence IS 'Latest stated confidence that it is reached in time, 0 to 1.';
COMMENT ON COLUMN okr.ambition IS 'committed or aspirational.';
COMMENT ON COLUMN okr.weight IS 'Weight among the siblings.';
COMMENT ON COLUMN okr.measured_at IS 'Time of the last measurement.';
COMMENT ON COLUMN okr.due_on IS 'Day by which it is to be reached.';
COMMENT ON COLUMN okr.tree_order IS 'Sort by this to show key results under their objectives.';
COMMENT ON COLUMN okr.objective_status_order IS 'For sorting by objective_status.';

CREATE OR REPLACE VIEW balanced_scorecard WITH (security_invoker) AS
WITH RECURSIVE s AS MATERIALIZED (
	SELECT x.id, x.parent_goal_id, x.perspective_id, x.is_leaf, x.attained_fraction, x.credited_fraction, x.root_weight_fraction, x.status, x.lifecycle FROM scorecard x
), inherited(id, perspective_id) AS (
	SELECT s.id, s.perspective_id FROM s WHERE s.parent_goal_id IS NULL
	UNION ALL
	SELECT s.id, COALESCE(s.perspective_id, i.perspective_id) FROM s JOIN inherited i ON i.id = s.parent_goal_id
)
SELECT p.id,
	p.name,
	p.display_order,
	count(s.id)::integer AS goal_count,
	count(s.attained_fraction)::integer AS measured_count,
	100 * opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)) AS score,
	opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)) AS attained_fraction,
	COALESCE(opm.status(opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)), d.bands::opm.bands), 'no data') AS status,
	COALESCE(opm.status_rank(opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)), d.bands::opm.bands), -1) AS status_order,
	opm.coverage(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)) AS coverage_fraction,
	100 * min(s.attained_fraction) AS worst_score,
	100 * max(s.attained_fraction) AS best_score,
	opm.weight(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE s.id IS NOT NULL)) AS root_weight_fraction,
	count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count
FROM perspective p
CROSS JOIN setting d
LEFT JOIN inherited i ON i.perspective_id = p.id
LEFT JOIN s ON s.id = i.id AND s.is_leaf AND s.lifecycle IN ('active', 'done')
GROUP BY p.id, p.name, p.display_order, d.bands;
COMMENT ON VIEW balanced_scorecard IS 'Balanced scorecard: one row a perspective. The score is the mean of the goals at the bottom of the tree, by their weight at the root; a goal without a perspective has that of the nearest goal above.';
COMMENT ON COLUMN balanced_scorecard.id IS 'Perspective; unique in this view.';
COMMENT ON COLUMN balanced_scorecard.name IS 'Name of the perspective.';
COMMENT ON COLUMN balanced_scorecard.display_order IS 'Place in lists.';
COMMENT ON COLUMN balanced_scorecard.goal_count IS 'Active and done goals at the bottom of the tree in this perspective.';
COMMENT ON COLUMN balanced_scorecard.measured_count IS 'Of these, goals with a score.';
COMMENT ON COLUMN balanced_scorecard.score IS 'Mean score of these by their weight at the root, 0 to 100: each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';
COMMENT ON COLUMN balanced_scorecard.attained_fraction IS 'The same as a fraction.';
COMMENT ON COLUMN balanced_scorecard.status IS 'Name of the score by the bands of the workspace, or no data where there is none.';
COMMENT ON COLUMN balanced_scorecard.status_order IS 'For sorting by status: -1 no data, then 1 for the lowest band and up.';
COMMENT ON COLUMN balanced_scorecard.coverage_fraction IS 'Part of the weight that has data, 0 to 1.';
COMMENT ON COLUMN balanced_scorecard.worst_score IS 'Lowest score of one of these goals, without the credit range: it may be below 0.';
COMMENT ON COLUMN balanced_scorecard.best_score IS 'Highest score of one of these goals, without the credit range: it may be above 100.';
COMMENT ON COLUMN balanced_scorecard.root_weight_fraction IS 'Effective weight of the perspective at the root, 0 to 1 for one tree.';
COMMENT ON COLUMN balanced_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';

CREATE OR REPLACE FUNCTION topmost_goals() RETURNS TABLE (goal_id bigint, of_owner boolean, of_team boolean) LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
BEGIN
	-- not written out in the views: the walk is guessed to find millions, and they would be compiled for many times as long as they run
	RETURN QUERY WITH RECURSIVE edge AS (
		SELECT g.id AS goal_id, g.parent_id FROM goal g WHERE g.parent_id IS NOT NULL
		UNION ALL
		SELECT l.goal_id, l.parent_id FROM goal_link l
	), owner_above(goal_id, owner_id) AS (
		-- each owner above once, not each goal above: that many there are not, however deep the tree
		SELECT e.goal_id, a.owner_id FROM edge e JOIN goal a ON a.id = e.parent_id AND a.lifecycle IN ('active', 'done')
		UNION
		SELECT e.goal_id, o.owner_id FROM owner_above o JOIN edge e ON e.parent_id = o.goal_id
	), team_above(goal_id, team_id) AS (
		SELECT e.goal_id, a.team_id FROM edge e JOIN goal a ON a.id = e.parent_id AND a.lifecycle IN ('active', 'done') AND a.team_id IS NOT NULL
		UNION
		SELECT e.goal_id, t.team_id FROM team_above t JOIN edge e ON e.parent_id = t.goal_id
	)
	SELECT g.id, o.goal_id IS NULL, t.goal_id IS NULL
	FROM goal g
	LEFT JOIN owner_above o ON o.goal_id = g.id AND o.owner_id = g.owner_id
	LEFT JOIN team_above t ON t.goal_id = g.id AND t.team_id = g.team_id
	WHERE g.lifecycle IN ('active', 'done');
END
$$;
COMMENT ON FUNCTION topmost_goals IS 'Active and done goals; of_owner is true where no such goal above, by any parent, has the same owner, of_team where none has the same team. The mean over these counts nothing twice.';

CREATE OR REPLACE VIEW team_scorecard WITH (security_invoker) AS
SELECT t.id,
	t.name,
	t.parent_id AS parent_team_id,
	u.name AS parent_team_name,
	t.lead_id AS lead_person_id,
	l.name AS lead_person_name,
	count(s.id)::integer AS goal_count,
	100 * opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_team)) AS score,
	opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_team)) AS attained_fraction,
	COALESCE(opm.status(opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_team)), d.bands::opm.bands), 'no data') AS status,
	COALESCE(opm.status_rank(opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_team)), d.bands::opm.bands), -1) AS status_order,
	LEAST(1, sum(counting(s.root_weight_fraction) * s.coverage_fraction) FILTER (WHERE m.of_team) / NULLIF(sum(counting(s.root_weight_fraction)) FILTER (WHERE m.of_team), 0)) AS coverage_fraction,
	count(*) FILTER (WHERE s.status_order = 1)::integer AS lowest_band_count,
	count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count,
	count(*) FILTER (WHERE s.status = 'no data')::integer AS no_data_count,
	count(*) FILTER (WHERE s.status = 'no target')::integer AS no_target_count
FROM team t
CROSS JOIN setting d
LEFT JOIN team u ON u.id = t.parent_id
LEFT JOIN person l ON l.id = t.lead_id
LEFT JOIN (scorecard s JOIN topmost_goals() m ON m.goal_id = s.id) ON s.team_id = t.id
GROUP BY t.id, t.name, t.parent_id, u.name, t.lead_id, l.name, d.bands;
COMMENT ON VIEW team_scorecard IS 'Team scorecard: one row a team, with the goals that belong to the team itself, not those of the teams below. Counts are over all of these; the score is over the topmost, those that are not below another goal of the same team, so that an objective and its key results do not count twice.';
COMMENT ON COLUMN team_scorecard.id IS 'Team; unique in this view.';
COMMENT ON COLUMN team_scorecard.name IS 'Name of the team.';
COMMENT ON COLUMN team_scorecard.parent_team_id IS 'Team above.';
COMMENT ON COLUMN team_scorecard.parent_team_name IS 'Name of the team above.';
COMMENT ON COLUMN team_scorecard.lead_person_id IS 'Person who leads the team.';
COMMENT ON COLUMN team_scorecard.lead_person_name IS 'Name of that person.';
COMMENT ON COLUMN team_scorecard.goal_count IS 'Active and done goals of the team, wherever in the tree.';
COMMENT ON COLUMN team_scorecard.score IS 'Mean score of the topmost goals of the team by their weight at the root, 0 to 100: each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';
COMMENT ON COLUMN team_scorecard.attained_fraction IS 'The same as a fraction.';
COMMENT ON COLUMN team_scorecard.status IS 'Name of the score by the bands of the workspace, or no data where there is none.';
COMMENT ON COLUMN team_scorecard.status_order IS 'For sorting by status: -1 no data, then 1 for the lowest band and up.';
COMMENT ON COLUMN team_scorecard.coverage_fraction IS 'Part of the weight of the topmost goals that has data, below them included, 0 to 1.';
COMMENT ON COLUMN team_scorecard.lowest_band_count IS 'Of goal_count, in the lowest band.';
COMMENT ON COLUMN team_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';
COMMENT ON COLUMN team_scorecard.no_data_count IS 'Of goal_count, with the status no data: not measured, and no score below.';
COMMENT ON COLUMN team_scorecard.no_target_count IS 'Of goal_count, with the status no target: measured, but nothing says what good looks like.';

CREATE OR REPLACE VIEW accountability WITH (security_invoker) AS
SELECT p.id,
	p.name,
	p.team_id,
	t.name AS team_name,
	p.active AS is_active,
	COALESCE(g.goal_count, 0) AS goal_count,
	COALESCE(g.lowest_band_count, 0) AS lowest_band_count,
	COALESCE(g.stale_count, 0) AS stale_count,
	COALESCE(g.no_data_count, 0) AS no_data_count,
	COALESCE(g.not_accepted_count, 0) AS not_accepted_count,
	g.score,
	g.root_weight_fraction,
	COALESCE(a.open_action_count, 0) AS open_action_count,
	COALESCE(a.overdue_action_count, 0) AS overdue_action_count,
	COALESCE(a.done_action_count, 0) AS done_action_count,
	c.last_check_in_at,
	COALESCE(g.no_target_count, 0) AS no_target_count
FROM person p
LEFT JOIN team t ON t.id = p.team_id
LEFT JOIN (
	SELECT s.owner_id, count(*)::integer AS goal_count, count(*) FILTER (WHERE s.status_order = 1)::integer AS lowest_band_count,
		count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count, count(*) FILTER (WHERE s.status = 'no data')::integer AS no_data_count,
		count(*) FILTER (WHERE s.status = 'no target')::integer AS no_target_count, count(*) FILTER (WHERE s.accepted_at IS NULL)::integer AS not_accepted_count,
		100 * opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_owner)) AS score,
		opm.weight(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction)) FILTER (WHERE m.of_owner)) AS root_weight_fraction
	FROM scorecard s JOIN topmost_goals() m ON m.goal_id = s.id GROUP BY s.owner_id
) g ON g.owner_id = p.id
LEFT JOIN (
	SELECT x.owner_id, count(*) FILTER (WHERE x.done_at IS NULL AND x.dropped_at IS NULL)::integer AS open_action_count,
		count(*) FILTER (WHERE x.done_at IS NULL AND x.dropped_at IS NULL AND x.due_on < timezone(d.time_zone, now())::date)::integer AS overdue_action_count,
		count(*) FILTER (WHERE x.done_at IS NOT NULL)::integer AS done_action_count
	FROM action x CROSS JOIN setting d GROUP BY x.owner_id
) a ON a.owner_id = p.id
LEFT JOIN (SELECT ci.person_id, max(ci.at) AS last_check_in_at FROM check_in ci GROUP BY ci.person_id) c ON c.person_id = p.id
WHERE g.owner_id IS NOT NULL OR a.owner_id IS NOT NULL OR p.active;
COMMENT ON VIEW accountability IS 'Accountability: one row a person who is active or owns goals or actions, with how these stand. Counts are over all goals the person owns, objectives and what is below them alike; the score is over the topmost, those that are not below another goal of the same owner, so that nothing counts twice.';
COMMENT ON COLUMN accountability.id IS 'Person; unique in this view.';
COMMENT ON COLUMN accountability.name IS 'Name of the person.';
COMMENT ON COLUMN accountability.team_id IS 'Team of the person.';
COMMENT ON COLUMN accountability.team_name IS 'Name of the team.';
COMMENT ON COLUMN accountability.is_active IS 'False for someone who left but still owns something.';
COMMENT ON COLUMN accountability.goal_count IS 'Active and done goals the person owns, wherever in the tree.';
COMMENT ON COLUMN accountability.lowest_band_count IS 'Of goal_count, in the lowest band.';
COMMENT ON COLUMN accountability.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';
COMMENT ON COLUMN accountability.no_data_count IS 'Of goal_count, with the status no data: not measured, and no score below.';
COMMENT ON COLUMN accountability.not_accepted_count IS 'Of goal_count, not accepted by the owner.';
COMMENT ON COLUMN accountability.score IS 'Mean score of the topmost goals of the person by their weight at the root, 0 to 100: each counts within the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';
COMMENT ON COLUMN accountability.root_weight_fraction IS 'Weight of these topmost goals at the root, added up: 0 to 1 for one tree.';
COMMENT ON COLUMN accountability.open_action_count IS 'Actions neither done nor dropped.';
COMMENT ON COLUMN accountability.overdue_action_count IS 'Of these, actions past their day.';
COMMENT ON COLUMN accountability.done_action_count IS 'Actions done.';
COMMENT ON COLUMN accountability.last_check_in_at IS 'Latest check-in by this person.';
COMMENT ON COLUMN accountability.no_target_count IS 'Of goal_count, with the status no target: measured, but nothing says what good looks like.';

CREATE OR REPLACE VIEW stale_goals WITH (security_invoker) AS
SELECT s.id,
	s.name,
	s.status,
	s.status_order,
	s.measured_at,
	s.fresh_until,
	CASE WHEN s.fresh_until IS NOT NULL THEN (date_part('epoch', now() - s.fresh_until) / 86400)::integer END AS overdue_days,
	s.owner_id,
	s.owner_name,
	s.team_id,
	s.team_name,
	s.root_weight_fraction,
	s.goal_path
FROM scorecard s
WHERE s.is_leaf AND s.lifecycle = 'active' AND s.status IN ('stale', 'no data');
COMMENT ON VIEW stale_goals IS 'Active goals at the bottom of the tree that were measured too long ago, or have no value that counts: one row a goal. Silence is never green.';
COMMENT ON COLUMN stale_goals.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN stale_goals.name IS 'Name of the goal.';
COMMENT ON COLUMN stale_goals.status IS 'stale or no data.';
COMMENT ON COLUMN stale_goals.status_order IS 'For sorting by status.';
COMMENT ON COLUMN stale_goals.measured_at IS 'Last measurement that counts; empty: none does.';
COMMENT ON COLUMN stale_goals.fresh_until IS 'Time until which it counted as fresh.';
COMMENT ON COLUMN stale_goals.overdue_days IS 'Days since then, rounded; empty: no measurement counts.';
COMMENT ON COLUMN stale_goals.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN stale_goals.owner_name IS 'Name of that person.';
COMMENT ON COLUMN stale_goals.team_id IS 'Team of the goal.';
COMMENT ON COLUMN stale_goals.team_name IS 'Name of the team.';
COMMENT ON COLUMN stale_goals.root_weight_fraction IS 'Effective weight at the root, 0 to 1.';
COMMENT ON COLUMN stale_goals.goal_path IS 'Names from the root to the goal.';

CREATE OR REPLACE VIEW huddle WITH (security_invoker) AS
SELECT n.id,
	n.name,
	g.team_id,
	t.name AS team_name,
	n.owner_id,
	p.name AS owner_name,
	n.actual,
	n.previous_actual,
	n.newest_actual - n.previous_actual AS change_value,
	n.target_value,
	n.unit,
	n.score,
	n.status,
	n.measured_at,
	b.blocker,
	CASE WHEN n.fresh_until < now() THEN (date_part('epoch', now() - n.fresh_until) / 86400)::integer ELSE 0 END AS overdue_days,
	CASE WHEN n.status = 'stale' THEN 0 WHEN n.attained_fraction IS NULL THEN -1 ELSE opm.status_rank(n.attained_fraction, COALESCE(g.bands, d.bands)::opm.bands) END AS status_order
FROM goal_now n
CROSS JOIN setting d
JOIN goal g ON g.id = n.id AND g.lifecycle = 'active'
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person p ON p.id = n.owner_id
LEFT JOIN (SELECT ci.goal_id, string_agg(ci.blocker, ', ' ORDER BY ci.at, ci.id) AS blocker FROM check_in ci WHERE ci.blocker IS NOT NULL AND ci.cleared_at IS NULL GROUP BY 1) b ON b.goal_id = n.id
WHERE n.measured_at IS NOT NULL OR n.target IS NOT NULL;
COMMENT ON VIEW huddle IS 'Daily huddle: one row an active goal that has a measurement or a target of its own, with the last two values, the value to aim at, and what is in the way. What the goals below come to is in the scorecard.';
COMMENT ON COLUMN huddle.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN huddle.name IS 'Name of the goal.';
COMMENT ON COLUMN huddle.team_id IS 'Team of the goal.';
COMMENT ON COLUMN huddle.team_name IS 'Name of the team.';
COMMENT ON COLUMN huddle.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN huddle.owner_name IS 'Name of that person.';
COMMENT ON COLUMN huddle.actual IS 'Current value, in unit.';
COMMENT ON COLUMN huddle.previous_actual IS 'Value of the measurement before the last one.';
COMMENT ON COLUMN huddle.change_value IS 'Last measurement less the one before, in unit; not actual less previous_actual where the goal adds up or averages.';
COMMENT ON COLUMN huddle.target_value IS 'Value to aim at.';
COMMENT ON COLUMN huddle.unit IS 'Unit of the values.';
COMMENT ON COLUMN huddle.score IS 'Score of the goal by itself, 0 to 100.';
COMMENT ON COLUMN huddle.status IS 'Name of that score, stale, no target or no data; not that of the goals below.';
COMMENT ON COLUMN huddle.measured_at IS 'Time of the last measurement.';
COMMENT ON COLUMN huddle.blocker IS 'Open blockers.';
COMMENT ON COLUMN huddle.overdue_days IS 'Days a new measurement is overdue; 0: not yet, or never measured.';
COMMENT ON COLUMN huddle.status_order IS 'For sorting by status: -1 no data or no target, 0 stale, then 1 for the lowest band and up.';

CREATE OR REPLACE VIEW alignment_gaps WITH (security_invoker) AS
SELECT x.goal_id || ' ' || x.gap_type AS id,
	x.goal_id,
	g.name AS goal_name,
	x.gap_type,
	x.detail,
	g.owner_id,
	p.name AS owner_name,
	g.team_id,
	t.name AS team_name
FROM (
	SELECT c.id AS goal_id, 'orphan' AS gap_type, 'has no goal above and none below' AS detail FROM goal c
	WHERE c.parent_id IS NULL AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id) AND NOT EXISTS (SELECT FROM goal_link l WHERE c.id IN (l.goal_id, l.parent_id))
	UNION ALL
	SELECT c.id, 'no key results', 'an objective without key results or goals below' FROM goal c
	WHERE c.kind = 'objective' AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id) AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id)
	UNION ALL
	SELECT c.id, 'left owner', 'the owner is not active any more' FROM goal c JOIN person o ON o.id = c.owner_id WHERE NOT o.active
	UNION ALL
	SELECT c.id, 'no target', 'nothing says what good looks like' FROM goal c
	WHERE c.target IS NULL AND c.kind <> 'objective' AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id) AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id)
		AND NOT EXISTS (SELECT FROM goal_target gt WHERE gt.goal_id = c.id)
	UNION ALL
	SELECT c.id, 'outside the period above', 'its period ' || cp.name || ' is not within ' || pp.name FROM goal c
	JOIN goal a ON a.id = c.parent_id JOIN period cp ON cp.id = c.period_id JOIN period pp ON pp.id = a.period_id WHERE cp.first_day < pp.first_day OR cp.last_day > pp.last_day
	UNION ALL
	SELECT c.id, 'opposite direction', 'better is ' || opm.direction(c.target::opm.target) || ' here and ' || opm.direction(a.target::opm.target) || ' above, in the same unit' FROM goal c
	JOIN goal a ON a.id = c.parent_id AND a.unit = c.unit
	WHERE opm.direction(c.target::opm.target) IN ('up', 'down') AND opm.direction(a.target::opm.target) IN ('up', 'down') AND opm.direction(c.target::opm.target) <> opm.direction(a.target::opm.target)
	UNION ALL
	SELECT c.id, 'shares do not add up', 'the shares of its parents add up to ' || round(c.total::numeric, 6) || ' and not to 1, so each of them counts it in full'
	FROM (
		SELECT g.id, sum(COALESCE(y.share, 1)) AS total FROM goal g
		JOIN (SELECT o.id AS goal_id, o.share FROM goal o WHERE o.parent_id IS NOT NULL UNION ALL SELECT l.goal_id, l.share FROM goal_link l) y ON y.goal_id = g.id
		GROUP BY g.id HAVING bool_or(y.share < 1) AND abs(sum(COALESCE(y.share, 1)) - 1) > 1e-9
	) c
	UNION ALL
	SELECT c.id, 'same measure twice', 'another goal of the same name, team and period: ' || c.first_key
	FROM (SELECT o.id, first_value(o.id) OVER w AS first_id, first_value(o.key) OVER w AS first_key FROM goal o WINDOW w AS (PARTITION BY o.name, o.team_id, o.period_id ORDER BY o.id)) c
	WHERE c.id <> c.first_id
	UNION ALL
	SELECT c.id, 'no weight', 'all goals below have weight 0' FROM goal c
	WHERE EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id) AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = c.id AND k.weight > 0)
		AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = c.id AND l.weight > 0)
	UNION ALL
	SELECT c.id, 'not accepted', 'the owner has not accepted the goal' FROM goal c WHERE c.accepted_at IS NULL AND c.lifecycle = 'active'
) x
JOIN goal g ON g.id = x.goal_id AND g.lifecycle IN ('draft', 'active')
LEFT JOIN person p ON p.id = g.owner_id
LEFT JOIN team t ON t.id = g.team_id;
COMMENT ON VIEW alignment_gaps IS 'Where goals do not fit together: one row a draft or active goal and kind of gap.';
COMMENT ON COLUMN alignment_gaps.id IS 'Goal and kind of gap; unique in this view.';
COMMENT ON COLUMN alignment_gaps.goal_id IS 'Goal.';
COMMENT ON COLUMN alignment_gaps.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN alignment_gaps.gap_type IS 'orphan, no key results, left owner, no target, outside the period above, opposite direction, shares do not add up, same measure twice, no weight or not accepted.';
COMMENT ON COLUMN alignment_gaps.detail IS 'What is wrong, in words.';
COMMENT ON COLUMN alignment_gaps.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN alignment_gaps.owner_name IS 'Name of that person.';
COMMENT ON COLUMN alignment_gaps.team_id IS 'Team of the goal.';
COMMENT ON COLUMN alignment_gaps.team_name IS 'Name of the team.';

CREATE OR REPLACE VIEW smart_audit WITH (security_invoker) AS
SELECT x.id,
	x.name,
	x.is_specific,
	x.is_measurable,
	x.is_achievable,
	x.is_relevant,
	x.is_time_bound,
	100 * (x.is_specific::integer + x.is_measurable::integer + COALESCE(x.is_achievable, false)::integer + x.is_relevant::integer + x.is_time_bound::integer) / 5.0::double precision AS smart_score,
	concat_ws('; ', CASE WHEN NOT x.is_specific THEN 'say why, or name the team' END, CASE WHEN NOT x.is_measurable THEN 'give a target and a unit' END,
		CASE WHEN x.is_unmeasured AND x.is_achievable IS NULL THEN 'measure it' WHEN NOT x.is_achievable THEN 'the target is far from the trend' END,
		CASE WHEN NOT x.is_relevant THEN 'put it under a goal' END, CASE WHEN NOT x.is_time_bound THEN 'give it a period or a day' END) AS advice,
	x.owner_id,
	x.owner_name,
	x.team_id,
	x.team_name
FROM (
	SELECT g.id, g.name, g.owner_id, p.name AS owner_name, g.team_id, t.name AS team_name,
		(g.why IS NOT NULL OR g.team_id IS NOT NULL) AS is_specific,
		(n.target IS NOT NULL AND g.unit IS NOT NULL) AS is_measurable,
		CASE WHEN n.attained_fraction >= 1 THEN true
			WHEN n.change_per_day IS NULL OR n.target_value IS NULL OR COALESCE(g.due_on, q.last_day) IS NULL THEN NULL
			WHEN COALESCE(g.due_on, q.last_day) <= timezone(d.time_zone, now())::date THEN false
			ELSE 2 * n.change_per_day * sign(n.target_value - n.actual) * (COALESCE(g.due_on, q.last_day) - timezone(d.time_zone, now())::date) >= abs(n.target_value - n.actual) END AS is_achievable,
		n.change_per_day IS NULL AS is_unmeasured,
		(g.parent_id IS NOT NULL OR EXISTS (SELECT FROM goal_link l WHERE l.goal_id = g.id)) AS is_relevant,
		(g.period_id IS NOT NULL OR g.due_on IS NOT NULL OR n.period_id IS NOT NULL) AS is_time_bound
	FROM goal g JOIN goal_now n ON n.id = g.id CROSS JOIN setting d LEFT JOIN person p ON p.id = g.owner_id LEFT JOIN team t ON t.id = g.team_id LEFT JOIN period q ON q.id = n.period_id
	WHERE g.lifecycle IN ('draft', 'active') AND NOT EXISTS (SELECT FROM goal k WHERE k.parent_id = g.id) AND NOT EXISTS (SELECT FROM goal_link l WHERE l.parent_id = g.id)
) x;
COMMENT ON VIEW smart_audit IS 'Are the goals SMART? One row a draft or active goal at the bottom of the tree, computed from the data; empty where it cannot be told.';
COMMENT ON COLUMN smart_audit.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN smart_audit.name IS 'Name of the goal.';
COMMENT ON COLUMN smart_audit.is_specific IS 'It has a reason (why) or a team; an owner every goal has.';
COMMENT ON COLUMN smart_audit.is_measurable IS 'It has a target and a unit.';
COMMENT ON COLUMN smart_audit.is_achievable IS 'It is reached, or the trend so far needs to be at most twice as fast to reach it in time; empty: fewer than two measurements, no one value to aim at, or no day.';
COMMENT ON COLUMN smart_audit.is_relevant IS 'It is part of a tree.';
COMMENT ON COLUMN smart_audit.is_time_bound IS 'It has a period or a day.';
COMMENT ON COLUMN smart_audit.smart_score IS 'Part of the five that hold, 0 to 100; what cannot be told does not hold.';
COMMENT ON COLUMN smart_audit.advice IS 'What to do; empty: nothing.';
COMMENT ON COLUMN smart_audit.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN smart_audit.owner_name IS 'Name of that person.';
COMMENT ON COLUMN smart_audit.team_id IS 'Team of the goal.';
COMMENT ON COLUMN smart_audit.team_name IS 'Name of the team.';

CREATE OR REPLACE VIEW pillar_health WITH (security_invoker) AS
SELECT x.id,
	x.name,
	x.measure_name,
	x.counted_count,
	x.of_count,
	100 * LEAST(1, x.counted_count::double precision / NULLIF(x.of_count, 0)) AS score
FROM (
	SELECT 1 AS id, 'Goal setting and alignment' AS name, 'active goals that are part of a tree' AS measure_name,
		count(*) FILTER (WHERE g.parent_id IS NOT NULL OR g.id IN (SELECT k.parent_id FROM goal k WHERE k.parent_id IS NOT NULL) OR g.id IN (SELECT l.goal_id FROM goal_link l))::integer AS counted_count, count(*)::integer AS of_count
	FROM goal g WHERE g.lifecycle = 'active'
	UNION ALL
	SELECT 2, 'Feedback and communication', 'active people who got feedback, coaching or recognition that you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM feedback f WHERE f.to_id = p.id AND f.at > now() - interval '2160 hours'))::integer, count(*)::integer FROM person p WHERE p.active
	UNION ALL
	SELECT 3, 'Measurement and analytics', 'active goals with a target whose last value is fresh',
		count(*) FILTER (WHERE n.measured_at IS NOT NULL AND n.fresh_until >= s.reference_at)::integer, count(*)::integer
	FROM goal_scope s JOIN goal g ON g.id = s.goal_id AND CASE g.lifecycle WHEN 'active' THEN 'counts' END = 'counts'
	LEFT JOIN LATERAL (
		SELECT m.at AS measured_at, m.at + make_interval(secs => s.fresh_days * 86400.0) AS fresh_until FROM measured m WHERE m.goal_id = g.id ORDER BY m.at DESC LIMIT 1
	) n ON true
	WHERE s.target IS NOT NULL
	UNION ALL
	SELECT 4, 'Development and coaching', 'active people with a development goal or coaching that you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM goal g WHERE g.owner_id = p.id AND g.kind = 'development' AND g.lifecycle IN ('active', 'done'))
			OR EXISTS (SELECT FROM feedback f WHERE f.to_id = p.id AND f.kind = 'coaching' AND f.at > now() - interval '2160 hours'))::integer, count(*)::integer FROM person p WHERE p.active
	UNION ALL
	SELECT 5, 'Recognition and reward', 'active people who were recognised, as far as you may see',
		count(*) FILTER (WHERE EXISTS (SELECT FROM feedback f WHERE f.to_id = p.id AND f.kind = 'recognition' AND f.at > now() - interval '2160 hours'))::integer, count(*)::integer FROM person p WHERE p.active
) x;
COMMENT ON VIEW pillar_health IS 'Health of the five pillars of performance management: one row a pillar. Goals are counted as they are now, feedback, coaching and recognition over the last 90 days.';
COMMENT ON COLUMN pillar_health.id IS 'Pillar, 1 to 5; unique in this view.';
COMMENT ON COLUMN pillar_health.name IS 'Name of the pillar.';
COMMENT ON COLUMN pillar_health.measure_name IS 'What is counted.';
COMMENT ON COLUMN pillar_health.counted_count IS 'What was found.';
COMMENT ON COLUMN pillar_health.of_count IS 'Out of how many.';
COMMENT ON COLUMN pillar_health.score IS 'Found out of expected, 0 to 100; empty: nothing expected.';

CREATE OR REPLACE VIEW recognition_feed WITH (security_invoker, security_barrier) AS
SELECT f.id,
	f.at AS recognised_at,
	f.from_id AS from_person_id,
	a.name AS from_person_name,
	f.to_id AS to_person_id,
	b.name AS to_person_name,
	f.goal_id,
	g.name AS goal_name,
	f.body,
	f.points AS point_count
FROM feedback f
JOIN person a ON a.id = f.from_id JOIN person b ON b.id = f.to_id LEFT JOIN goal g ON g.id = f.goal_id
WHERE f.kind = 'recognition';
COMMENT ON VIEW recognition_feed IS 'Recognition that you may see: one row a recognition. Sort by recognised_at.';
COMMENT ON COLUMN recognition_feed.id IS 'Recognition; unique in this view.';
COMMENT ON COLUMN recognition_feed.recognised_at IS 'When.';
COMMENT ON COLUMN recognition_feed.from_person_id IS 'Person who gives it.';
COMMENT ON COLUMN recognition_feed.from_person_name IS 'Name of that person.';
COMMENT ON COLUMN recognition_feed.to_person_id IS 'Person who gets it.';
COMMENT ON COLUMN recognition_feed.to_person_name IS 'Name of that person.';
COMMENT ON COLUMN recognition_feed.goal_id IS 'Goal it is about.';
COMMENT ON COLUMN recognition_feed.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN recognition_feed.body IS 'What is said.';
COMMENT ON COLUMN recognition_feed.point_count IS 'Points given.';

CREATE OR REPLACE VIEW scorecard_history WITH (security_invoker) AS
SELECT c.period_id || '/' || r.goal_id AS id,
	c.period_id,
	p.name AS period_name,
	p.kind AS period_kind,
	p.last_day,
	r.goal_id,
	r.goal_name,
	r.parent_goal_id,
	u.goal_name AS parent_goal_name,
	r.depth,
	r.tree_order,
	r.actual,
	r.unit,
	r.target,
	r.score,
	r.score / 100 AS attained_fraction,
	r.status,
	r.status_order,
	r.coverage_fraction,
	r.score - lag(r.score) OVER (PARTITION BY r.goal_id, p.kind, p.calendar ORDER BY p.first_day) AS change_score,
	c.closed_at
FROM close_result r JOIN period_close c ON c.id = r.close_id JOIN period p ON p.id = c.period_id
LEFT JOIN close_result u ON u.close_id = r.close_id AND u.goal_id = r.parent_goal_id;
COMMENT ON VIEW scorecard_history IS 'Results of closed periods: one row a goal and period, as closed.';
COMMENT ON COLUMN scorecard_history.id IS 'Period and goal; unique in this view.';
COMMENT ON COLUMN scorecard_history.period_id IS 'Period.';
COMMENT ON COLUMN scorecard_history.period_name IS 'Name of the period.';
COMMENT ON COLUMN scorecard_history.period_kind IS 'year, quarter, month and so on.';
COMMENT ON COLUMN scorecard_history.last_day IS 'Last day of the period.';
COMMENT ON COLUMN scorecard_history.goal_id IS 'Goal.';
COMMENT ON COLUMN scorecard_history.goal_name IS 'Name of the goal then.';
COMMENT ON COLUMN scorecard_history.parent_goal_id IS 'Goal above then.';
COMMENT ON COLUMN scorecard_history.parent_goal_name IS 'Name of the goal above then.';
COMMENT ON COLUMN scorecard_history.depth IS '0 for a root.';
COMMENT ON COLUMN scorecard_history.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN scorecard_history.actual IS 'Value then, in unit.';
COMMENT ON COLUMN scorecard_history.unit IS 'Unit of actual.';
COMMENT ON COLUMN scorecard_history.target IS 'Target then, as text.';
COMMENT ON COLUMN scorecard_history.score IS 'Score then, 0 to 100 and beyond.';
COMMENT ON COLUMN scorecard_history.attained_fraction IS 'The same as a fraction.';
COMMENT ON COLUMN scorecard_history.status IS 'Status then: name of the score, stale, no target, no data, or draft, paused or dropped.';
COMMENT ON COLUMN scorecard_history.status_order IS 'For sorting by status: -2 did not count, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';
COMMENT ON COLUMN scorecard_history.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';
COMMENT ON COLUMN scorecard_history.change_score IS 'Points more than in the closed period before, of the same kind and calendar; empty: none, or no score.';
COMMENT ON COLUMN scorecard_history.closed_at IS 'When the period was closed.';

CREATE OR REPLACE VIEW restatements WITH (security_invoker) AS
WITH closed AS MATERIALIZED (
	SELECT c.id, c.period_id, c.closed_at, p.name, p.first_day, p.last_day, p.from_at, p.until_at, LEAST(c.closed_at, p.until_at - interval '1 microsecond') AS as_of
	FROM period_close c JOIN period p ON p.id = c.period_id
), logged AS MATERIALIZED (
	-- a row of the log has what was before; what came after is in the next row of the log, or in the table
	SELECT l.table_name, l.operation, l.row_key, l.goal_id, l.changed_at, l.changed_by, l.old_row::jsonb AS old_row,
		lead(l.operation) OVER w AS next_operation, (lead(l.old_row) OVER w)::jsonb AS next_row
	FROM change_log l
	WHERE l.table_name IN ('goal', 'goal_link', 'goal_target', 'check_in') AND l.changed_at > (SELECT min(c.closed_at) FROM closed c)
	WINDOW w AS (PARTITION BY l.table_name, l.row_key ORDER BY l.id)
), goal_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, f.change_type, f.field, f.old_value, f.new_value, f.old_text, f.new_text
	FROM logged l
	CROSS JOIN LATERAL jsonb_populate_record(NULL::goal, l.old_row) o
	CROSS JOIN LATERAL (
		SELECT n.parent_id, n.period_id, n.target, n.unit, n.weight, n.share, n.rollup, n.missing, n.credit_floor, n.credit_cap, n.time_aggregation, n.max_age_days, n.min_group, n.bands, n.lifecycle
		FROM jsonb_populate_record(NULL::goal, l.next_row) n WHERE l.next_operation IS NOT NULL
		UNION ALL
		SELECT g.parent_id, g.period_id, g.target, g.unit, g.weight, g.share, g.rollup, g.missing, g.credit_floor, g.credit_cap, g.time_aggregation, g.max_age_days, g.min_group, g.bands, g.lifecycle
		FROM goal g WHERE l.next_operation IS NULL AND g.id = l.goal_id
	) n
	LEFT JOIN goal op ON op.id = o.parent_id
	LEFT JOIN goal np ON np.id = n.parent_id
	LEFT JOIN period oq ON oq.id = o.period_id
	LEFT JOIN period nq ON nq.id = n.period_id
	CROSS JOIN LATERAL (VALUES
		('target', 'target', o.target IS DISTINCT FROM n.target, NULL::double precision, NULL::double precision, o.target, n.target),
		('weight', 'weight', o.weight IS DISTINCT FROM n.weight, o.weight, n.weight, NULL, NULL),
		('weight', 'share', o.share IS DISTINCT FROM n.share, o.share, n.share, NULL, NULL),
		('parent', 'parent_id', o.parent_id IS DISTINCT FROM n.parent_id, NULL, NULL, COALESCE(op.name, 'goal ' || o.parent_id), COALESCE(np.name, 'goal ' || n.parent_id)),
		('rollup', 'rollup', o.rollup IS DISTINCT FROM n.rollup, NULL, NULL, o.rollup, n.rollup),
		('rollup', 'missing', o.missing IS DISTINCT FROM n.missing, NULL, NULL, o.missing, n.missing),
		('rollup', 'credit_floor', o.credit_floor IS DISTINCT FROM n.credit_floor, o.credit_floor, n.credit_floor, NULL, NULL),
		('rollup', 'credit_cap', o.credit_cap IS DISTINCT FROM n.credit_cap, o.credit_cap, n.credit_cap, NULL, NULL),
		('rule', 'unit', o.unit IS DISTINCT FROM n.unit, NULL, NULL, o.unit, n.unit),
		('rule', 'time_aggregation', o.time_aggregation IS DISTINCT FROM n.time_aggregation, NULL, NULL, o.time_aggregation, n.time_aggregation),
		('rule', 'max_age_days', o.max_age_days IS DISTINCT FROM n.max_age_days, o.max_age_days, n.max_age_days, NULL, NULL),
		('rule', 'min_group', o.min_group IS DISTINCT FROM n.min_group, o.min_group, n.min_group, NULL, NULL),
		('rule', 'bands', o.bands IS DISTINCT FROM n.bands, NULL, NULL, o.bands, n.bands),
		('rule', 'lifecycle', o.lifecycle IS DISTINCT FROM n.lifecycle, NULL, NULL, o.lifecycle, n.lifecycle),
		('rule', 'period_id', o.period_id IS DISTINCT FROM n.period_id, NULL, NULL, COALESCE(oq.name, 'period ' || o.period_id), COALESCE(nq.name, 'period ' || n.period_id))
	) f(change_type, field, differs, old_value, new_value, old_text, new_text)
	WHERE l.table_name = 'goal' AND l.operation = 'UPDATE' AND f.differs
), link_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, f.change_type, f.field, f.old_value, f.new_value, f.old_text, f.new_text
	FROM logged l
	CROSS JOIN LATERAL (SELECT o.parent_id, o.weight, o.share FROM jsonb_populate_record(NULL::goal_link, l.old_row) o) o
	LEFT JOIN LATERAL (
		SELECT n.parent_id, n.weight, n.share FROM jsonb_populate_record(NULL::goal_link, l.next_row) n WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.parent_id, k.weight, k.share FROM goal_link k WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.goal_id = l.goal_id AND k.goal_id || '/' || k.parent_id = l.row_key
	) n ON true
	LEFT JOIN goal op ON op.id = o.parent_id
	LEFT JOIN goal np ON np.id = n.parent_id
	CROSS JOIN LATERAL (VALUES
		('parent', 'goal_link', l.operation <> 'UPDATE', NULL::double precision, NULL::double precision, COALESCE(op.name, 'goal ' || o.parent_id), COALESCE(np.name, 'goal ' || n.parent_id)),
		('weight', 'goal_link.weight', l.operation = 'UPDATE' AND o.weight IS DISTINCT FROM n.weight, o.weight, n.weight, op.name, np.name),
		('weight', 'goal_link.share', l.operation = 'UPDATE' AND o.share IS DISTINCT FROM n.share, o.share, n.share, op.name, np.name)
	) f(change_type, field, differs, old_value, new_value, old_text, new_text)
	WHERE l.table_name = 'goal_link' AND f.differs AND EXISTS (SELECT FROM goal g WHERE g.id = l.goal_id)
), target_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, COALESCE(o.period_id, n.period_id) AS period_id, o.target AS old_text, n.target AS new_text
	FROM logged l
	CROSS JOIN LATERAL (SELECT o.period_id, o.target FROM jsonb_populate_record(NULL::goal_target, l.old_row) o) o
	LEFT JOIN LATERAL (
		SELECT n.period_id, n.target FROM jsonb_populate_record(NULL::goal_target, l.next_row) n WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.period_id, k.target FROM goal_target k WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.goal_id = l.goal_id AND k.goal_id || '/' || k.period_id = l.row_key
	) n ON true
	WHERE l.table_name = 'goal_target' AND o.target IS DISTINCT FROM n.target AND EXISTS (SELECT FROM goal g WHERE g.id = l.goal_id)
), judged_change AS (
	SELECT l.goal_id, l.changed_at, l.changed_by, COALESCE(o.at, n.at) AS at, o.score AS old_value, n.score AS new_value
	FROM logged l
	CROSS JOIN LATERAL (SELECT o.at, o.score FROM jsonb_populate_record(NULL::check_in, l.old_row) o) o
	LEFT JOIN LATERAL (
		SELECT n.at, n.score FROM jsonb_populate_record(NULL::check_in, l.next_row) n WHERE l.next_operation IS NOT NULL AND l.operation <> 'DELETE'
		UNION ALL
		SELECT k.at, k.score FROM check_in k WHERE l.next_operation IS NULL AND l.operation <> 'DELETE' AND k.id = l.row_key::bigint
	) n ON true
	WHERE l.table_name = 'check_in' AND o.score IS DISTINCT FROM n.score
), found AS (
	SELECT c.id AS close_id, x.goal_id, x.at, x.change_type, 'measurement' AS field, x.old_value, x.new_value, NULL::text AS old_text, NULL::text AS new_text, x.changed_at, x.changed_by
	FROM closed c
	JOIN (
		SELECT m.goal_id, m.at, 'late' AS change_type, NULL::double precision AS old_value, m.value AS new_value, m.recorded_at AS changed_at, m.recorded_by AS changed_by
		FROM measurement m WHERE NOT EXISTS (SELECT FROM measurement_history h WHERE h.goal_id = m.goal_id AND h.at = m.at)
		UNION ALL
		SELECT h.goal_id, h.at, CASE h.operation WHEN 'DELETE' THEN 'deleted' ELSE 'corrected' END, h.value, m.value, h.superseded_at, h.superseded_by
		FROM measurement_history h LEFT JOIN measurement m ON m.goal_id = h.goal_id AND m.at = h.at
	) x ON x.at >= c.from_at AND x.at < c.until_at AND x.changed_at > c.closed_at
	WHERE EXISTS (SELECT FROM goal g WHERE g.id = x.goal_id)
	UNION ALL
	SELECT c.id, x.goal_id, NULL, x.change_type, x.field, x.old_value, x.new_value, x.old_text, x.new_text, x.changed_at, x.changed_by
	FROM closed c
	JOIN (SELECT y.* FROM goal_change y UNION ALL SELECT y.* FROM link_change y) x ON x.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id
	JOIN goal g ON g.id = x.goal_id
	LEFT JOIN period q ON q.id = g.period_id
	-- of another period: it had nothing to say in this one; where a target of its own held then, that of the goal did not count
	WHERE (x.field = 'period_id' OR q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day) OR EXISTS (SELECT FROM goal_target t WHERE t.goal_id = g.id AND t.period_id = c.period_id))
		AND NOT (x.field = 'target' AND EXISTS (SELECT FROM goal_target t JOIN period h ON h.id = t.period_id WHERE t.goal_id = g.id AND h.from_at <= c.as_of AND c.as_of < h.until_at))
	UNION ALL
	SELECT c.id, x.goal_id, NULL, 'target', 'goal_target', NULL, NULL, x.old_text, x.new_text, x.changed_at, x.changed_by
	FROM closed c
	JOIN target_change x ON x.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id
	JOIN period h ON h.id = x.period_id AND h.from_at <= c.as_of AND c.as_of < h.until_at
	UNION ALL
	-- a judged score counts where nothing is measured
	SELECT c.id, x.goal_id, x.at, 'judged', 'check_in.score', x.old_value, x.new_value, NULL, NULL, x.changed_at, x.changed_by
	FROM closed c
	JOIN judged_change x ON x.changed_at > c.closed_at AND x.at <= c.as_of
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = x.goal_id AND r.actual IS NULL
	WHERE EXISTS (SELECT FROM goal g WHERE g.id = x.goal_id)
	UNION ALL
	SELECT c.id, l.goal_id, NULL, 'new goal', 'goal', NULL, NULL, NULL, g.name, l.changed_at, l.changed_by
	FROM closed c
	JOIN logged l ON l.table_name = 'goal' AND l.operation = 'INSERT' AND l.changed_at > c.closed_at
	JOIN goal g ON g.id = l.goal_id
	LEFT JOIN period q ON q.id = g.period_id
	WHERE q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day) OR EXISTS (SELECT FROM goal_target t WHERE t.goal_id = g.id AND t.period_id = c.period_id)
	UNION ALL
	SELECT c.id, l.goal_id, NULL, 'deleted goal', 'goal', NULL, NULL, r.goal_name, NULL, l.changed_at, l.changed_by
	FROM closed c
	JOIN logged l ON l.table_name = 'goal' AND l.operation = 'DELETE' AND l.changed_at > c.closed_at
	JOIN close_result r ON r.close_id = c.id AND r.goal_id = l.goal_id
	LEFT JOIN period q ON q.id = (l.old_row ->> 'period_id')::bigint
	WHERE q.id IS NULL OR (q.first_day <= c.last_day AND q.last_day >= c.first_day)
)
SELECT c.period_id,
	c.name AS period_name,
	x.goal_id,
	COALESCE(g.name, r.goal_name) AS goal_name,
	x.at AS measured_at,
	x.change_type,
	x.old_value,
	x.new_value,
	x.changed_at,
	x.changed_by,
	r.actual AS closed_actual,
	r.score AS closed_score,
	c.closed_at,
	x.field AS changed_field,
	x.old_text,
	x.new_text
FROM found x
JOIN closed c ON c.id = x.close_id
LEFT JOIN goal g ON g.id = x.goal_id
LEFT JOIN close_result r ON r.close_id = x.close_id AND r.goal_id = x.goal_id;
COMMENT ON VIEW restatements IS 'What was changed after a period was closed and bears on its results: one row a change and closed period, with what the close had. Measurements and judged scores of that time; target, weight, parent, rollup and other rules of goals in the close; goals made or deleted since. A goal bears on a period if its own period overlaps it, or it has none. Not listed: periods that were moved, settings, and what bound queries say now. scorecard_at tells what the results are with all of it.';
COMMENT ON COLUMN restatements.period_id IS 'Closed period.';
COMMENT ON COLUMN restatements.period_name IS 'Name of the period.';
COMMENT ON COLUMN restatements.goal_id IS 'Goal.';
COMMENT ON COLUMN restatements.goal_name IS 'Name of the goal; of a deleted one its name in the close.';
COMMENT ON COLUMN restatements.measured_at IS 'Time that a measured value or a judged score holds for; empty for all else.';
COMMENT ON COLUMN restatements.change_type IS 'Of measurements: late (recorded after the close), corrected or deleted. judged: the score of a check-in, of a goal without measurements. Of goals: target, weight, parent, rollup, rule (whatever else decides how it counts), new goal or deleted goal.';
COMMENT ON COLUMN restatements.old_value IS 'Number before the change; empty: there was none, or it is no number and in old_text.';
COMMENT ON COLUMN restatements.new_value IS 'Number since: of a measurement the value as it is now; empty: there is none, or it is no number and in new_text.';
COMMENT ON COLUMN restatements.changed_at IS 'When it was changed.';
COMMENT ON COLUMN restatements.changed_by IS 'Database role that changed it.';
COMMENT ON COLUMN restatements.closed_actual IS 'Value of the goal in the close; empty: not known, or not in it.';
COMMENT ON COLUMN restatements.closed_score IS 'Score of the goal in the close, 0 to 100; empty: not known, or not in it.';
COMMENT ON COLUMN restatements.closed_at IS 'When the period was closed.';
COMMENT ON COLUMN restatements.changed_field IS 'What was changed: measurement, check_in.score (a fraction, 1 is goal reached), goal (made or deleted), a column of the table goal such as target or weight, goal_target (the target of the period), goal_link (one more parent, or one less) or its weight or share.';
COMMENT ON COLUMN restatements.old_text IS 'What was there before, where it is no number: a target, a rule, the name of the goal above; empty: nothing.';
COMMENT ON COLUMN restatements.new_text IS 'What is there since, where it is no number; empty: nothing.';

CREATE OR REPLACE VIEW calendar WITH (security_invoker) AS
WITH covering AS MATERIALIZED (
	-- the days of each period, which is cheaper than the periods of each day; one of more than ten years (all time) makes no days
	SELECT p.calendar, d.day, p.id, p.kind, p.name, row_number() OVER (PARTITION BY p.calendar, d.day, p.kind ORDER BY p.last_day - p.first_day, p.id) AS place,
		row_number() OVER (PARTITION BY p.calendar, d.day ORDER BY p.last_day - p.first_day, p.id) AS shortest
	FROM period p CROSS JOIN LATERAL generate_series(p.first_day::timestamp, p.last_day::timestamp, interval '1 day') d(day)
	WHERE p.last_day - p.first_day <= 3660
), named AS (
	SELECT c.calendar, c.day,
		max(c.id) FILTER (WHERE c.kind = 'year') AS year_id, max(c.name) FILTER (WHERE c.kind = 'year') AS year_name,
		max(c.id) FILTER (WHERE c.kind = 'quarter') AS quarter_id, max(c.name) FILTER (WHERE c.kind = 'quarter') AS quarter_name,
		max(c.id) FILTER (WHERE c.kind = 'month') AS month_id, max(c.name) FILTER (WHERE c.kind = 'month') AS month_name,
		max(c.id) FILTER (WHERE c.kind = 'week') AS week_id, max(c.name) FILTER (WHERE c.kind = 'week') AS week_name,
		max(c.id) FILTER (WHERE c.kind = 'sprint') AS sprint_id, max(c.name) FILTER (WHERE c.kind = 'sprint') AS sprint_name,
		max(c.id) FILTER (WHERE c.shortest = 1) AS period_id, max(c.name) FILTER (WHERE c.shortest = 1) AS period_name, max(c.kind) FILTER (WHERE c.shortest = 1) AS period_kind
	FROM covering c WHERE c.place = 1 GROUP BY c.calendar, c.day
), spine AS (
	SELECT p.calendar, CASE WHEN p.calendar = 'main' THEN 0 ELSE min(p.id) END AS place, min(p.first_day)::timestamp AS first_day, max(p.last_day)::timestamp AS last_day
	FROM period p WHERE p.last_day - p.first_day <= 3660 GROUP BY p.calendar
)
SELECT 100000000 * s.place + to_char(d.day, 'YYYYMMDD')::bigint AS id,
	d.day::date AS day,
	date_part('isodow', d.day)::integer AS weekday,
	n.year_id,
	n.year_name,
	n.quarter_id,
	n.quarter_name,
	n.month_id,
	n.month_name,
	to_char(d.day, 'IYYY"-W"IW') AS iso_week_name,
	s.calendar,
	n.week_id,
	n.week_name,
	n.sprint_id,
	n.sprint_name,
	n.period_id,
	n.period_name,
	n.period_kind
FROM spine s
CROSS JOIN LATERAL generate_series(s.first_day, s.last_day, interval '1 day') d(day)
LEFT JOIN named n ON n.calendar = s.calendar AND n.day = d.day;
COMMENT ON VIEW calendar IS 'The days of every calendar, from its first to its last, with the periods they are in: one row a calendar and day, for gaps in time series and as a time spine. Filter by calendar (main, if you have made no other) to have each day once.';
COMMENT ON COLUMN calendar.id IS 'Calendar and day as a number, unique in this view; in the calendar main the day itself, such as 20260131.';
COMMENT ON COLUMN calendar.day IS 'Day; unique within a calendar.';
COMMENT ON COLUMN calendar.weekday IS '1 is Monday, 7 is Sunday.';
COMMENT ON COLUMN calendar.year_id IS 'Year of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.year_name IS 'Name of the year.';
COMMENT ON COLUMN calendar.quarter_id IS 'Quarter of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.quarter_name IS 'Name of the quarter.';
COMMENT ON COLUMN calendar.month_id IS 'Month of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.month_name IS 'Name of the month.';
COMMENT ON COLUMN calendar.iso_week_name IS 'ISO week of the day, such as 2026-W05, whatever the calendar.';
COMMENT ON COLUMN calendar.calendar IS 'Name of the calendar, as in the table period: main, or one of your own for sprints, weeks or another fiscal year.';
COMMENT ON COLUMN calendar.week_id IS 'Week of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.week_name IS 'Name of the week.';
COMMENT ON COLUMN calendar.sprint_id IS 'Sprint of this calendar; empty: the day is in none.';
COMMENT ON COLUMN calendar.sprint_name IS 'Name of the sprint.';
COMMENT ON COLUMN calendar.period_id IS 'Shortest period of this calendar that holds the day, of any kind; empty: none, a gap between periods. Periods of more than ten years are left out.';
COMMENT ON COLUMN calendar.period_name IS 'Name of that period.';
COMMENT ON COLUMN calendar.period_kind IS 'Kind of that period: year, half, quarter, month, week, day, sprint or custom.';

CREATE OR REPLACE VIEW goal_trend WITH (security_invoker) AS
SELECT m.at AS measured_at,
	m.goal_id,
	g.name AS goal_name,
	plotted(m.value, m.base, g.time_aggregation) AS actual,
	g.unit,
	opm.target_value(s.target::opm.target) AS target_value,
	opm.baseline(s.target::opm.target) AS baseline,
	CASE WHEN m.at BETWEEN s.from_at AND s.until_at THEN opm.planned(s.target::opm.target,
		date_part('epoch', m.at - s.from_at) / date_part('epoch', s.until_at - s.from_at)) END AS pace_value,
	CASE WHEN g.time_aggregation NOT IN ('sum', 'count') THEN 100 * opm.score(plotted(m.value, m.base, g.time_aggregation), s.target::opm.target) END AS score
FROM measured m JOIN goal g ON g.id = m.goal_id JOIN goal_scope s ON s.goal_id = m.goal_id
WHERE s.min_group IS NULL OR m.base >= s.min_group;
COMMENT ON VIEW goal_trend IS 'Measurements beside the target that holds now: one row a measurement, for charts.';
COMMENT ON COLUMN goal_trend.measured_at IS 'Time the value holds for.';
COMMENT ON COLUMN goal_trend.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_trend.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_trend.actual IS 'Measured value, in unit; for a ratio value / base.';
COMMENT ON COLUMN goal_trend.unit IS 'Unit of actual.';
COMMENT ON COLUMN goal_trend.target_value IS 'Value to aim at now.';
COMMENT ON COLUMN goal_trend.baseline IS 'Value the goal starts from.';
COMMENT ON COLUMN goal_trend.pace_value IS 'Value a straight plan expected then; empty outside the period that counts now.';
COMMENT ON COLUMN goal_trend.score IS 'Score of this one value by the target of now, 0 to 100 and beyond; empty where single values have none (sums, counts).';

CREATE OR REPLACE VIEW work_out WITH (security_invoker) AS
SELECT a.id,
	a.name,
	a.goal_id,
	g.name AS goal_name,
	a.raised_by_id AS raised_by_person_id,
	r.name AS raised_by_person_name,
	a.raised_at,
	COALESCE(a.verdict, 'open') AS verdict,
	a.decided_at,
	date_part('epoch', a.decided_at - a.raised_at) / 3600 AS decision_hours,
	CASE WHEN a.decided_at IS NULL THEN timezone(d.time_zone, now())::date - timezone(d.time_zone, a.raised_at)::date END AS waiting_days,
	a.owner_id,
	o.name AS owner_name,
	a.due_on,
	a.done_at,
	a.expected_effect,
	a.realised_effect,
	a.realised_effect / NULLIF(a.expected_effect, 0) AS realised_fraction
FROM action a CROSS JOIN setting d LEFT JOIN goal g ON g.id = a.goal_id LEFT JOIN person r ON r.id = a.raised_by_id LEFT JOIN person o ON o.id = a.owner_id
WHERE a.kind = 'proposal';
COMMENT ON VIEW work_out IS 'Work-Out proposals: one row a proposal, with how fast it was decided and what came of it.';
COMMENT ON COLUMN work_out.id IS 'Proposal; unique in this view.';
COMMENT ON COLUMN work_out.name IS 'What is proposed.';
COMMENT ON COLUMN work_out.goal_id IS 'Goal it serves.';
COMMENT ON COLUMN work_out.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN work_out.raised_by_person_id IS 'Person who proposed it.';
COMMENT ON COLUMN work_out.raised_by_person_name IS 'Name of that person.';
COMMENT ON COLUMN work_out.raised_at IS 'When it was raised.';
COMMENT ON COLUMN work_out.verdict IS 'accepted, rejected, studied or open.';
COMMENT ON COLUMN work_out.decided_at IS 'When it was decided.';
COMMENT ON COLUMN work_out.decision_hours IS 'Hours from proposal to decision; empty: not decided.';
COMMENT ON COLUMN work_out.waiting_days IS 'Days an open proposal has been waiting.';
COMMENT ON COLUMN work_out.owner_id IS 'Person who does it.';
COMMENT ON COLUMN work_out.owner_name IS 'Name of that person.';
COMMENT ON COLUMN work_out.due_on IS 'Day by which it is to be done.';
COMMENT ON COLUMN work_out.done_at IS 'When it was done.';
COMMENT ON COLUMN work_out.expected_effect IS 'Change of the goal''s value that was hoped for.';
COMMENT ON COLUMN work_out.realised_effect IS 'Change that came of it.';
COMMENT ON COLUMN work_out.realised_fraction IS 'Realised out of expected, 1 is all of it.';

CREATE OR REPLACE VIEW capacity_load WITH (security_invoker) AS
SELECT c.team_id || '/' || c.period_id || '/' || c.unit AS id,
	c.team_id,
	t.name AS team_name,
	c.period_id,
	p.name AS period_name,
	c.unit,
	c.available AS available_quantity,
	c.committed AS committed_quantity,
	c.used AS used_quantity,
	c.used / NULLIF(c.available, 0) AS used_fraction,
	c.committed / NULLIF(c.available, 0) AS committed_fraction,
	c.committed > c.available AS is_overcommitted
FROM capacity c JOIN team t ON t.id = c.team_id JOIN period p ON p.id = c.period_id;
COMMENT ON VIEW capacity_load IS 'Capacity: one row a team, period and unit.';
COMMENT ON COLUMN capacity_load.id IS 'Team, period and unit; unique in this view.';
COMMENT ON COLUMN capacity_load.team_id IS 'Team.';
COMMENT ON COLUMN capacity_load.team_name IS 'Name of the team.';
COMMENT ON COLUMN capacity_load.period_id IS 'Period.';
COMMENT ON COLUMN capacity_load.period_name IS 'Name of the period.';
COMMENT ON COLUMN capacity_load.unit IS 'Unit of the amounts.';
COMMENT ON COLUMN capacity_load.available_quantity IS 'What there is.';
COMMENT ON COLUMN capacity_load.committed_quantity IS 'What is promised.';
COMMENT ON COLUMN capacity_load.used_quantity IS 'What was used.';
COMMENT ON COLUMN capacity_load.used_fraction IS 'Used out of available, 0 to 1 and beyond.';
COMMENT ON COLUMN capacity_load.committed_fraction IS 'Promised out of available, 0 to 1 and beyond.';
COMMENT ON COLUMN capacity_load.is_overcommitted IS 'More is promised than there is.';

CREATE OR REPLACE VIEW strategy_factors WITH (security_invoker) AS
SELECT f.id,
	f.name,
	f.kind AS factor_kind,
	f.impact,
	f.likelihood,
	f.impact * f.likelihood AS weight_product,
	count(l.goal_id)::integer AS goal_count,
	count(l.goal_id) FILTER (WHERE l.effect = 'answered by')::integer AS answer_count,
	CASE WHEN f.kind IN ('threat', 'risk', 'weakness') AND count(l.goal_id) FILTER (WHERE l.effect = 'answered by') = 0 THEN 'unanswered'
		WHEN f.kind IN ('strength', 'opportunity') AND count(l.goal_id) = 0 THEN 'unused' ELSE 'in hand' END AS finding,
	f.owner_id,
	p.name AS owner_name,
	f.team_id,
	t.name AS team_name,
	CASE WHEN f.kind IN ('threat', 'risk', 'weakness') AND count(l.goal_id) FILTER (WHERE l.effect = 'answered by') = 0 THEN 1
		WHEN f.kind IN ('strength', 'opportunity') AND count(l.goal_id) = 0 THEN 2 ELSE 3 END AS finding_order
FROM factor f LEFT JOIN goal_factor l ON l.factor_id = f.id LEFT JOIN person p ON p.id = f.owner_id LEFT JOIN team t ON t.id = f.team_id
WHERE f.closed_at IS NULL
GROUP BY f.id, p.name, t.name;
COMMENT ON VIEW strategy_factors IS 'Strengths, weaknesses, opportunities, threats, risks and stakeholders that are not closed: one row a factor, with how many goals it bears on.';
COMMENT ON COLUMN strategy_factors.id IS 'Factor; unique in this view.';
COMMENT ON COLUMN strategy_factors.name IS 'What it is.';
COMMENT ON COLUMN strategy_factors.factor_kind IS 'strength, weakness, opportunity, threat, risk or stakeholder.';
COMMENT ON COLUMN strategy_factors.impact IS 'Impact, 1 to 5.';
COMMENT ON COLUMN strategy_factors.likelihood IS 'Likelihood, 1 to 5.';
COMMENT ON COLUMN strategy_factors.weight_product IS 'Impact times likelihood, 1 to 25.';
COMMENT ON COLUMN strategy_factors.goal_count IS 'Goals it bears on.';
COMMENT ON COLUMN strategy_factors.answer_count IS 'Goals that answer it.';
COMMENT ON COLUMN strategy_factors.finding IS 'unanswered (a weakness, threat or risk that no goal answers), unused (a strength or opportunity without a goal) or in hand.';
COMMENT ON COLUMN strategy_factors.owner_id IS 'Person who watches it.';
COMMENT ON COLUMN strategy_factors.owner_name IS 'Name of that person.';
COMMENT ON COLUMN strategy_factors.team_id IS 'Team it concerns.';
COMMENT ON COLUMN strategy_factors.team_name IS 'Name of the team.';
COMMENT ON COLUMN strategy_factors.finding_order IS 'For sorting by finding, 1 is worst.';

CREATE OR REPLACE VIEW benchmark WITH (security_invoker) AS
SELECT s.id,
	g.template_node,
	s.name,
	g.template_id,
	x.name AS template_name,
	s.team_id,
	s.team_name,
	s.actual,
	s.unit,
	s.score,
	s.status,
	s.status_order,
	CASE WHEN s.score IS NOT NULL THEN rank() OVER (PARTITION BY g.template_id, g.template_node ORDER BY s.score DESC NULLS LAST)::integer END AS team_rank,
	avg(s.score) OVER (PARTITION BY g.template_id, g.template_node) AS mean_score,
	max(s.score) OVER (PARTITION BY g.template_id, g.template_node) AS best_score
FROM scorecard s JOIN goal g ON g.id = s.id JOIN template x ON x.id = g.template_id;
COMMENT ON VIEW benchmark IS 'The same goal across teams that use one template: one row a template goal and team.';
COMMENT ON COLUMN benchmark.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN benchmark.template_node IS 'Key of the goal inside the template, the same for all teams.';
COMMENT ON COLUMN benchmark.name IS 'Name of the goal.';
COMMENT ON COLUMN benchmark.template_id IS 'Template.';
COMMENT ON COLUMN benchmark.template_name IS 'Name of the template.';
COMMENT ON COLUMN benchmark.team_id IS 'Team.';
COMMENT ON COLUMN benchmark.team_name IS 'Name of the team.';
COMMENT ON COLUMN benchmark.actual IS 'Current value, in unit.';
COMMENT ON COLUMN benchmark.unit IS 'Unit of the values.';
COMMENT ON COLUMN benchmark.score IS 'Score, 0 to 100 and beyond.';
COMMENT ON COLUMN benchmark.status IS 'Status of the goal, as in the scorecard.';
COMMENT ON COLUMN benchmark.status_order IS 'For sorting by status.';
COMMENT ON COLUMN benchmark.team_rank IS '1 is the best team for this goal; empty: no score.';
COMMENT ON COLUMN benchmark.mean_score IS 'Mean score of this goal over the teams that have one.';
COMMENT ON COLUMN benchmark.best_score IS 'Best score of this goal over the teams.';

CREATE OR REPLACE VIEW nine_box WITH (security_invoker, security_barrier) AS
SELECT concat_ws('/', x.person_id, x.period_id) AS id,
	x.person_id,
	p.name AS person_name,
	x.period_id,
	e.name AS period_name,
	x.performance_score,
	x.potential_score,
	width_bucket(x.performance_score, ARRAY[100.0 / 3, 200.0 / 3]::double precision[]) + 1 AS performance_box,
	width_bucket(x.potential_score, ARRAY[100.0 / 3, 200.0 / 3]::double precision[]) + 1 AS potential_box,
	x.rater_count
FROM (
	SELECT r.subject_id AS person_id, r.period_id,
		sum(r.score * r.weight) FILTER (WHERE r.kind = 'performance') / NULLIF(sum(r.weight) FILTER (WHERE r.kind = 'performance'), 0) AS performance_score,
		sum(r.score * r.weight) FILTER (WHERE r.kind = 'potential') / NULLIF(sum(r.weight) FILTER (WHERE r.kind = 'potential'), 0) AS potential_score,
		count(DISTINCT r.rater_id)::integer AS rater_count
	FROM rating r WHERE r.kind IN ('performance', 'potential') AND r.rater_id <> r.subject_id GROUP BY 1, 2
) x JOIN person p ON p.id = x.person_id LEFT JOIN period e ON e.id = x.period_id;
COMMENT ON VIEW nine_box IS 'Nine-box: one row a person and period with ratings of performance and potential that you may see, without what people say of themselves. Boxes begin at 33.3 and 66.7.';
COMMENT ON COLUMN nine_box.id IS 'Person and period; unique in this view.';
COMMENT ON COLUMN nine_box.person_id IS 'Person.';
COMMENT ON COLUMN nine_box.person_name IS 'Name of the person.';
COMMENT ON COLUMN nine_box.period_id IS 'Period the ratings are for.';
COMMENT ON COLUMN nine_box.period_name IS 'Name of the period.';
COMMENT ON COLUMN nine_box.performance_score IS 'Mean performance rating by weight, 0 to 100.';
COMMENT ON COLUMN nine_box.potential_score IS 'Mean potential rating by weight, 0 to 100.';
COMMENT ON COLUMN nine_box.performance_box IS '1 low, 2 middle, 3 high.';
COMMENT ON COLUMN nine_box.potential_box IS '1 low, 2 middle, 3 high.';
COMMENT ON COLUMN nine_box.rater_count IS 'People who rated.';

CREATE OR REPLACE VIEW competency_gaps WITH (security_invoker, security_barrier) AS
SELECT r.subject_id || '/' || r.criterion AS id,
	r.subject_id AS person_id,
	p.name AS person_name,
	r.criterion AS competency_name,
	sum(r.score * r.weight) / sum(r.weight) AS actual_score,
	max(r.required_score) AS required_score,
	max(r.required_score) - sum(r.score * r.weight) / sum(r.weight) AS gap_score,
	count(*)::integer AS rating_count
FROM rating r JOIN person p ON p.id = r.subject_id
WHERE r.kind = 'competency' GROUP BY r.subject_id, p.name, r.criterion;
COMMENT ON VIEW competency_gaps IS 'Competencies: one row a person and competency, what is asked for and what is there, as far as you may see.';
COMMENT ON COLUMN competency_gaps.id IS 'Person and competency; unique in this view.';
COMMENT ON COLUMN competency_gaps.person_id IS 'Person.';
COMMENT ON COLUMN competency_gaps.person_name IS 'Name of the person.';
COMMENT ON COLUMN competency_gaps.competency_name IS 'Competency.';
COMMENT ON COLUMN competency_gaps.actual_score IS 'Mean rating by weight, 0 to 100.';
COMMENT ON COLUMN competency_gaps.required_score IS 'Level asked for, 0 to 100.';
COMMENT ON COLUMN competency_gaps.gap_score IS 'Points that are missing; below 0: more than asked for.';
COMMENT ON COLUMN competency_gaps.rating_count IS 'Ratings.';

CREATE OR REPLACE VIEW payout WITH (security_invoker, security_barrier) AS
SELECT i.id,
	i.person_id,
	p.name AS person_name,
	i.goal_id,
	s.name AS goal_name,
	s.score,
	i.amount AS full_amount,
	f.paid AS paid_fraction,
	round((i.amount * f.paid::numeric), 2)::numeric(14, 2) AS paid_amount,
	i.currency,
	s.status,
	s.status_order
FROM incentive i JOIN person p ON p.id = i.person_id JOIN scorecard s ON s.id = i.goal_id
CROSS JOIN LATERAL (
	-- a goal that does not count pays nothing and is not known to pay nothing
	SELECT CASE WHEN s.lifecycle NOT IN ('active', 'done') THEN NULL WHEN s.attained_fraction < i.threshold THEN 0 ELSE opm.score(s.attained_fraction, i.curve::opm.target) END AS paid
) f;
COMMENT ON VIEW payout IS 'Pay-out by the present scores: one row a person and goal, as far as you may see.';
COMMENT ON COLUMN payout.id IS 'Incentive; unique in this view.';
COMMENT ON COLUMN payout.person_id IS 'Person who is paid.';
COMMENT ON COLUMN payout.person_name IS 'Name of the person.';
COMMENT ON COLUMN payout.goal_id IS 'Goal whose score decides.';
COMMENT ON COLUMN payout.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN payout.score IS 'Score of the goal, 0 to 100 and beyond.';
COMMENT ON COLUMN payout.full_amount IS 'Amount when the curve gives 1, in currency.';
COMMENT ON COLUMN payout.paid_fraction IS 'Part that is paid, 1 is the full amount; empty: no score, or the goal does not count.';
COMMENT ON COLUMN payout.paid_amount IS 'Amount paid, in currency, rounded to the cent.';
COMMENT ON COLUMN payout.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payout.status IS 'Status of the goal: a stale one pays by its last value.';
COMMENT ON COLUMN payout.status_order IS 'For sorting by status.';

CREATE OR REPLACE VIEW balance WITH (security_invoker) AS
WITH RECURSIVE s AS MATERIALIZED (
	SELECT x.id, x.parent_goal_id, x.horizon, x.indicator, x.is_leaf, x.credited_fraction, x.root_weight_fraction, x.lifecycle FROM scorecard x
), inherited(id, horizon) AS (
	SELECT s.id, s.horizon FROM s WHERE s.parent_goal_id IS NULL
	UNION ALL
	SELECT s.id, COALESCE(s.horizon, i.horizon) FROM s JOIN inherited i ON i.id = s.parent_goal_id
)
SELECT COALESCE(i.horizon, 'not said') || ', ' || COALESCE(s.indicator, 'not said') AS id,
	COALESCE(i.horizon, 'not said') AS horizon,
	COALESCE(s.indicator, 'not said') AS indicator,
	count(*)::integer AS goal_count,
	opm.weight(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction))) AS root_weight_fraction,
	100 * opm.mean(opm.scorecard(bounded(s.credited_fraction), counting(s.root_weight_fraction))) AS score
FROM s JOIN inherited i ON i.id = s.id WHERE s.is_leaf AND s.lifecycle IN ('active', 'done') GROUP BY i.horizon, s.indicator;
COMMENT ON VIEW balance IS 'Short-term and long-term, leading and lagging: one row a horizon and kind of indicator, with the weight that goes there. Counted are active and done goals at the bottom of the tree; one without a horizon has that of the nearest goal above.';
COMMENT ON COLUMN balance.id IS 'Horizon and indicator; unique in this view.';
COMMENT ON COLUMN balance.horizon IS 'short, long, or not said: neither by the goal nor by one above.';
COMMENT ON COLUMN balance.indicator IS 'leading, lagging or not said, by the goal itself.';
COMMENT ON COLUMN balance.goal_count IS 'Active and done goals at the bottom of the tree.';
COMMENT ON COLUMN balance.root_weight_fraction IS 'Effective weight at the root, 0 to 1 for one tree.';
COMMENT ON COLUMN balance.score IS 'Mean score by that weight, 0 to 100.';
