-- Flow of the work.

CREATE OR REPLACE VIEW flow WITH (security_invoker) AS
WITH item AS (
	SELECT a.kind, g.team_id, a.raised_at,
		LEAST(COALESCE(timezone(d.time_zone, a.began_on::timestamp), CASE
			WHEN a.kind <> 'proposal' THEN a.raised_at
			WHEN a.verdict = 'accepted' THEN a.decided_at
			ELSE a.done_at END), a.done_at) AS began_at,
		a.done_at
	FROM action a
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.dropped_at IS NULL
), window_of AS (
	-- to the full hour, so that two readings one after the other are the same
	SELECT h.until_at - interval '2184 hours' AS from_at, h.until_at
	FROM (SELECT date_trunc('hour', now(), 'UTC') + interval '1 hour' AS until_at) h
), numbers AS (
	SELECT i.team_id, i.kind, opm.flow(i.began_at, i.done_at, w.from_at, w.until_at) AS f,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at))
			FILTER (WHERE i.done_at >= w.from_at AND i.done_at < w.until_at) AS lead_half,
		percentile_cont(0.85) WITHIN GROUP (ORDER BY opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at))
			FILTER (WHERE i.done_at >= w.from_at AND i.done_at < w.until_at) AS lead_most,
		avg(opm.age_days(i.began_at, i.done_at, w.until_at)) AS mean_age,
		max(opm.age_days(i.began_at, i.done_at, w.until_at)) AS oldest_age,
		count(*) FILTER (WHERE i.began_at IS NULL) AS waiting
	FROM item i
	CROSS JOIN window_of w
	GROUP BY i.team_id, i.kind
)
SELECT concat_ws(' ', n.kind, n.team_id) AS id,
	n.team_id,
	t.name AS team_name,
	n.kind AS action_kind,
	n.waiting::integer AS waiting_count,
	(n.f).started::integer AS begun_count,
	(n.f).finished::integer AS finished_count,
	(n.f).wip_to::integer AS wip_count,
	(n.f).mean_wip AS mean_wip,
	7 * (n.f).throughput AS throughput_per_week,
	n.lead_half AS lead_days_median,
	n.lead_most AS lead_days_85,
	(n.f).mean_cycle_days AS mean_cycle_days,
	(n.f).littles_cycle_days AS littles_cycle_days,
	n.mean_age AS mean_age_days,
	n.oldest_age AS oldest_age_days
FROM numbers n LEFT JOIN team t ON t.id = n.team_id;
COMMENT ON VIEW flow IS
	'How fast does work get done? One row per team and kind of action, over the last 13 weeks. Work begins on the day '
	'it began, else when it was raised (proposals: accepted), and ends when it is done; what was dropped is left out.';
COMMENT ON COLUMN flow.id IS 'Kind of action and team; unique in this view.';
COMMENT ON COLUMN flow.team_id IS 'Team of the goal that the actions serve; empty for actions without one.';
COMMENT ON COLUMN flow.team_name IS 'Name of the team.';
COMMENT ON COLUMN flow.action_kind IS 'action, corrective, initiative, pilot or proposal.';
COMMENT ON COLUMN flow.waiting_count IS 'Actions that have not begun.';
COMMENT ON COLUMN flow.begun_count IS 'Actions begun in the last 13 weeks.';
COMMENT ON COLUMN flow.finished_count IS 'Actions done in the last 13 weeks.';
COMMENT ON COLUMN flow.wip_count IS 'Actions in progress now.';
COMMENT ON COLUMN flow.mean_wip IS 'Actions in progress, averaged over the 13 weeks.';
COMMENT ON COLUMN flow.throughput_per_week IS 'Actions done a week.';
COMMENT ON COLUMN flow.lead_days_median IS 'Half of the actions done took no more days than this, from raised to done.';
COMMENT ON COLUMN flow.lead_days_85 IS '85 % of the actions done took no more days than this, from raised to done.';
COMMENT ON COLUMN flow.mean_cycle_days IS 'Mean days from begun to done.';
COMMENT ON COLUMN flow.littles_cycle_days IS
	'mean_wip over throughput in days (Little''s law): what work begun now can expect.';
COMMENT ON COLUMN flow.mean_age_days IS 'Mean age in days of what is in progress.';
COMMENT ON COLUMN flow.oldest_age_days IS 'Age in days of the oldest in progress.';
