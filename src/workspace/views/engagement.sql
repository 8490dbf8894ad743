-- Who keeps checking in.

CREATE OR REPLACE VIEW engagement WITH (security_invoker) AS
WITH today AS (
	-- weeks are numbered from a Monday, by the clock of the workspace
	SELECT timezone(d.time_zone, now())::date AS day,
		floor((timezone(d.time_zone, now())::date - date '1970-01-05') / 7.0)::integer AS week
	FROM setting d
), week_of AS (
	SELECT DISTINCT ci.person_id, floor((timezone(d.time_zone, ci.at)::date - date '1970-01-05') / 7.0)::integer AS week
	FROM check_in ci
	CROSS JOIN setting d
	WHERE ci.at <= now() AND ci.at > '-infinity'
), streak AS (
	SELECT x.person_id, count(*)::integer AS weeks, max(x.week) AS last_week
	FROM (
		SELECT w.person_id, w.week, w.week - row_number() OVER (PARTITION BY w.person_id ORDER BY w.week) AS island
		FROM week_of w
	) x
	GROUP BY x.person_id, x.island
), streaks AS (
	SELECT s.person_id,
		max(s.weeks) AS longest,
		COALESCE(max(s.weeks) FILTER (WHERE s.last_week >= n.week - 1), 0) AS present
	FROM streak s
	CROSS JOIN today n
	GROUP BY s.person_id
), recent AS (
	SELECT w.person_id, count(*)::integer AS weeks
	FROM week_of w
	CROSS JOIN today n
	WHERE w.week > n.week - 13
	GROUP BY w.person_id
), last_of AS (
	SELECT ci.person_id, max(ci.at) AS at FROM check_in ci WHERE ci.at <= now() GROUP BY ci.person_id
), owned AS (
	SELECT g.owner_id,
		count(*)::integer AS goals,
		count(*) FILTER (WHERE c.at
			> now() - _days(COALESCE(g.cadence_days, d.cadence_days) + d.grace_days))::integer AS kept
	FROM goal g
	CROSS JOIN setting d
	LEFT JOIN (
		SELECT ci.goal_id, max(ci.at) AS at FROM check_in ci WHERE ci.at <= now() GROUP BY ci.goal_id
	) c ON c.goal_id = g.id
	WHERE g.lifecycle = 'active'
	GROUP BY g.owner_id
)
SELECT p.id AS person_id,
	p.name AS person_name,
	p.team_id,
	t.name AS team_name,
	COALESCE(o.goals, 0) AS active_goal_count,
	COALESCE(o.kept, 0) AS checked_goal_count,
	COALESCE(r.weeks, 0) AS checked_week_count,
	COALESCE(k.present, 0) AS streak_weeks,
	COALESCE(k.longest, 0) AS longest_streak_weeks,
	l.at AS last_check_in_at,
	CASE WHEN o.goals IS NULL THEN 'owns no active goal'
		WHEN o.kept = o.goals THEN 'all goals checked in time'
		WHEN o.kept > 0 THEN 'some goals waiting'
		ELSE 'all goals waiting' END AS finding,
	CASE WHEN o.goals IS NULL THEN 4 WHEN o.kept = o.goals THEN 3 WHEN o.kept > 0 THEN 2 ELSE 1 END AS finding_order
FROM _people p
LEFT JOIN team t ON t.id = p.team_id
LEFT JOIN owned o ON o.owner_id = p.id
LEFT JOIN recent r ON r.person_id = p.id
LEFT JOIN streaks k ON k.person_id = p.id
LEFT JOIN last_of l ON l.person_id = p.id
WHERE p.active OR o.goals IS NOT NULL;
COMMENT ON VIEW engagement IS
	'Who keeps checking in? One row per person, with the active goals they own, how many of them have had a check-in '
	'in time, and how many weeks in a row the person has checked in. Weeks begin on Monday.';
COMMENT ON COLUMN engagement.person_id IS 'Person; unique in this view.';
COMMENT ON COLUMN engagement.person_name IS 'Name of the person.';
COMMENT ON COLUMN engagement.team_id IS 'Team of the person.';
COMMENT ON COLUMN engagement.team_name IS 'Name of the team.';
COMMENT ON COLUMN engagement.active_goal_count IS 'Active goals the person owns.';
COMMENT ON COLUMN engagement.checked_goal_count IS
	'Of these, goals with a check-in, by anyone, within cadence and grace.';
COMMENT ON COLUMN engagement.checked_week_count IS
	'Weeks with a check-in by this person, of the last 13 with the present one.';
COMMENT ON COLUMN engagement.streak_weeks IS
	'Weeks in a row with a check-in by this person, up to this week or the last.';
COMMENT ON COLUMN engagement.longest_streak_weeks IS 'Most weeks in a row ever.';
COMMENT ON COLUMN engagement.last_check_in_at IS 'Latest check-in by this person.';
COMMENT ON COLUMN engagement.finding IS
	'all goals checked in time, some goals waiting, all goals waiting, or owns no active goal.';
COMMENT ON COLUMN engagement.finding_order IS 'For sorting by finding, 1 is worst.';
