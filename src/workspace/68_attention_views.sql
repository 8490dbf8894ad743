-- Attention: what to look at first, the agenda of the next review, what nobody has cleared, and who keeps checking in.

CREATE OR REPLACE FUNCTION exception_rows() RETURNS TABLE (
	id bigint, name text, attention_order integer, reason text, lost_score double precision, status text, status_order integer, score double precision,
	owner_id bigint, owner_name text, team_id bigint, team_name text, due_on date, blocker text, overdue_action_count integer, confidence double precision,
	goal_path text, finding text, finding_order integer, urgency_order integer, momentum text, momentum_order integer,
	hit_probability double precision, outlook text, outlook_order integer, measured_at timestamptz
) LANGUAGE sql STABLE ROWS 1000 SET jit = off
BEGIN ATOMIC
	WITH signals AS MATERIALIZED (
		SELECT x.id, x.momentum, x.momentum_order, x.reason FROM goal_signal x
	), outlooks AS MATERIALIZED (
		SELECT x.id, x.hit_probability, x.miss_probability, x.outlook, x.outlook_order FROM forecast x
	), seen AS MATERIALIZED (
		SELECT s.id, s.name, s.goal_path, s.team_id, s.team_name, s.owner_id, s.owner_name, s.status, s.status_order, s.score, s.due_on, s.measured_at,
			COALESCE(s.root_weight_fraction, 0) * GREATEST(0, 100 - COALESCE(s.score, 0)) AS lost_score,
			COALESCE(s.root_weight_fraction, 0) * COALESCE(f.miss_probability, CASE WHEN s.attained_fraction >= 1 THEN 0 ELSE 1 END) AS expected_loss,
			b.blocker, a.overdue, c.confidence, f.hit_probability, f.miss_probability, f.outlook, f.outlook_order,
			COALESCE(v.momentum, 'unknown') AS momentum, COALESCE(v.momentum_order, 0) AS momentum_order, v.reason AS momentum_reason,
			s.band_to_score IS NULL AND s.status_order > 1 AS is_green,
			f.outlook_order > 0 AND f.outlook NOT IN ('reached', 'missed') AND f.miss_probability >= 0.5 AS is_heading_for_miss,
			s.due_on < timezone(d.time_zone, now())::date AND s.attained_fraction < 1 AND s.lifecycle = 'active' AS is_overdue,
			s.is_on_pace = false AND s.status_order <> 1 AS is_behind,
			d.time_zone
		FROM scorecard s
		CROSS JOIN setting d
		LEFT JOIN signals v ON v.id = s.id
		LEFT JOIN outlooks f ON f.id = s.id
		LEFT JOIN (SELECT ci.goal_id, string_agg(ci.blocker, ', ' ORDER BY ci.at, ci.id) AS blocker FROM check_in ci WHERE ci.blocker IS NOT NULL AND ci.cleared_at IS NULL GROUP BY 1) b ON b.goal_id = s.id
		LEFT JOIN (SELECT DISTINCT ON (ci.goal_id) ci.goal_id, ci.confidence FROM check_in ci WHERE ci.confidence IS NOT NULL ORDER BY ci.goal_id, ci.at DESC, ci.id DESC) c ON c.goal_id = s.id
		LEFT JOIN (
			SELECT x.goal_id, count(*)::integer AS overdue FROM action x CROSS JOIN setting e
			WHERE x.done_at IS NULL AND x.dropped_at IS NULL AND x.due_on < timezone(e.time_zone, now())::date GROUP BY 1
		) a ON a.goal_id = s.id
		WHERE (s.lifecycle = 'active' AND s.is_leaf) OR (s.lifecycle IN ('active', 'done') AND (b.blocker IS NOT NULL OR a.overdue > 0))
	), found AS (
		SELECT x.id, x.name, x.goal_path, x.team_id, x.team_name, x.owner_id, x.owner_name, x.status, x.status_order, x.score, x.due_on, x.measured_at, x.lost_score, x.expected_loss,
			x.blocker, x.overdue, x.confidence, x.hit_probability, x.outlook, x.outlook_order, x.momentum, x.momentum_order,
			-- news first, then what may be news, then what is noise or on the mend
			CASE WHEN x.momentum = 'deteriorating' OR x.blocker IS NOT NULL THEN 1
				WHEN x.status_order = 1 AND x.momentum = 'steady' THEN 3 WHEN x.momentum = 'improving' AND x.status_order >= 1 THEN 4 ELSE 2 END AS urgency,
			CASE WHEN x.blocker IS NOT NULL THEN 1
				WHEN x.status = 'no data' THEN 5
				WHEN x.status = 'stale' THEN 6
				WHEN x.status_order = 1 THEN CASE x.momentum WHEN 'deteriorating' THEN 2 WHEN 'steady' THEN 13 WHEN 'improving' THEN 14 ELSE 7 END
				WHEN x.momentum = 'deteriorating' THEN CASE WHEN x.is_green THEN 4 ELSE 3 END
				WHEN x.is_overdue THEN 8
				WHEN x.is_heading_for_miss THEN 9
				WHEN x.is_behind THEN 10
				WHEN x.confidence < 0.5 THEN 11
				WHEN x.overdue > 0 THEN 12 END AS finding_order,
			concat_ws('; ',
				CASE WHEN x.blocker IS NOT NULL THEN 'blocked: ' || x.blocker END,
				CASE WHEN x.status = 'no data' THEN 'no data' WHEN x.status = 'stale' THEN 'stale: last measured on ' || to_char(timezone(x.time_zone, x.measured_at), 'YYYY-MM-DD') END,
				CASE WHEN x.status_order = 1 AND x.momentum = 'steady' THEN 'red, but noise: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 AND x.momentum = 'deteriorating' THEN 'red, and deteriorating: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 AND x.momentum = 'improving' THEN 'red, but improving: ' || x.status || ', ' || x.momentum_reason
					WHEN x.status_order = 1 THEN 'red: status is ' || x.status
					WHEN x.momentum = 'deteriorating' AND x.is_green THEN 'green, but deteriorating: ' || x.status || ', ' || x.momentum_reason
					WHEN x.momentum = 'deteriorating' THEN 'deteriorating: ' || x.status || ', ' || x.momentum_reason END,
				CASE WHEN x.is_overdue THEN 'past its day, ' || to_char(x.due_on::timestamp, 'YYYY-MM-DD') END,
				-- a model's word, so never more certain than words for it
				CASE WHEN x.is_heading_for_miss THEN 'on its present trend it ' || CASE WHEN x.miss_probability >= 0.95 THEN 'almost surely misses its target'
					ELSE 'misses its target (about ' || round((10 * x.miss_probability)::numeric) || ' in 10)' END END,
				CASE WHEN x.is_behind THEN 'behind plan' END,
				CASE WHEN x.confidence < 0.5 THEN 'stated confidence ' || round((100 * x.confidence)::numeric) || ' %' END,
				CASE WHEN x.overdue > 0 THEN x.overdue || CASE WHEN x.overdue = 1 THEN ' overdue action' ELSE ' overdue actions' END END) AS reason
		FROM seen x
	)
	SELECT f.id,
		f.name,
		row_number() OVER (ORDER BY f.urgency, f.expected_loss DESC, f.lost_score DESC, f.status_order, f.id)::integer AS attention_order,
		f.reason,
		f.lost_score,
		f.status,
		f.status_order,
		f.score,
		f.owner_id,
		f.owner_name,
		f.team_id,
		f.team_name,
		f.due_on,
		f.blocker,
		f.overdue AS overdue_action_count,
		f.confidence,
		f.goal_path,
		CASE f.finding_order WHEN 1 THEN 'blocked' WHEN 2 THEN 'red, and deteriorating' WHEN 3 THEN 'deteriorating' WHEN 4 THEN 'green, but deteriorating' WHEN 5 THEN 'no data' WHEN 6 THEN 'stale'
			WHEN 7 THEN 'red' WHEN 8 THEN 'overdue' WHEN 9 THEN 'heading for a miss' WHEN 10 THEN 'behind plan' WHEN 11 THEN 'low confidence' WHEN 12 THEN 'overdue actions'
			WHEN 13 THEN 'red, but noise' WHEN 14 THEN 'red, but improving' END AS finding,
		f.finding_order,
		f.urgency AS urgency_order,
		f.momentum,
		f.momentum_order,
		f.hit_probability,
		f.outlook,
		f.outlook_order,
		f.measured_at
	FROM found f WHERE f.finding_order IS NOT NULL;
END;
COMMENT ON FUNCTION exception_rows IS 'Rows of the view exceptions. A function, because compiling the query (JIT) would take longer than running it; nothing is lost, since attention_order needs all goals whatever is asked of them.';

CREATE OR REPLACE VIEW exceptions WITH (security_invoker) AS
SELECT e.id,
	e.name,
	e.attention_order,
	e.reason,
	e.lost_score,
	e.status,
	e.status_order,
	e.score,
	e.owner_id,
	e.owner_name,
	e.team_id,
	e.team_name,
	e.due_on,
	e.blocker,
	e.overdue_action_count,
	e.confidence,
	e.goal_path,
	e.finding,
	e.finding_order,
	e.urgency_order,
	e.momentum,
	e.momentum_order,
	e.hit_probability,
	e.outlook,
	e.outlook_order,
	e.measured_at
FROM exception_rows() e;
COMMENT ON VIEW exceptions IS 'What needs attention first, and why: one row a goal. Sort by attention_order. Red, but noise and green, but deteriorating are told apart; the numbers behind it are in momentum and forecast.';
COMMENT ON COLUMN exceptions.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN exceptions.name IS 'Name of the goal.';
COMMENT ON COLUMN exceptions.attention_order IS '1 needs attention first: by urgency_order; within these by weight at the root times the probability of missing the target.';
COMMENT ON COLUMN exceptions.reason IS 'Why it is here, in words, all that holds: red, but noise is a low score without news; green, but deteriorating is news in a good score.';
COMMENT ON COLUMN exceptions.lost_score IS 'Points of the root score that are missing here: weight at the root times the way to 100.';
COMMENT ON COLUMN exceptions.status IS 'Status of the goal.';
COMMENT ON COLUMN exceptions.status_order IS 'For sorting by status.';
COMMENT ON COLUMN exceptions.score IS 'Score, 0 to 100.';
COMMENT ON COLUMN exceptions.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN exceptions.owner_name IS 'Name of that person.';
COMMENT ON COLUMN exceptions.team_id IS 'Team of the goal.';
COMMENT ON COLUMN exceptions.team_name IS 'Name of the team.';
COMMENT ON COLUMN exceptions.due_on IS 'Day by which it is to be reached.';
COMMENT ON COLUMN exceptions.blocker IS 'What is in the way, if anything.';
COMMENT ON COLUMN exceptions.overdue_action_count IS 'Actions past their day; empty: none.';
COMMENT ON COLUMN exceptions.confidence IS 'Latest stated confidence, 0 to 1.';
COMMENT ON COLUMN exceptions.goal_path IS 'Names from the root to the goal.';
COMMENT ON COLUMN exceptions.finding IS 'The first that holds: blocked; no data; stale; red, and deteriorating; red; red, but noise; red, but improving; deteriorating; green, but deteriorating; overdue; heading for a miss; behind plan; low confidence; overdue actions.';
COMMENT ON COLUMN exceptions.finding_order IS 'For sorting and colouring by finding: 1 blocked, 2 red, and deteriorating, 3 deteriorating, 4 green, but deteriorating, 5 no data, 6 stale, 7 red, 8 overdue, 9 heading for a miss, 10 behind plan, 11 low confidence, 12 overdue actions, 13 red, but noise, 14 red, but improving.';
COMMENT ON COLUMN exceptions.urgency_order IS '1 blocked or deteriorating by signal, 2 what cannot be told or may be news, 3 red, but noise, 4 improving.';
COMMENT ON COLUMN exceptions.momentum IS 'improving, steady, deteriorating or unknown, as in the view momentum.';
COMMENT ON COLUMN exceptions.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';
COMMENT ON COLUMN exceptions.hit_probability IS 'Probability that the target is reached if things go on as in the last half year, 0 to 1, as in the view forecast.';
COMMENT ON COLUMN exceptions.outlook IS 'The same in words, as in the view forecast.';
COMMENT ON COLUMN exceptions.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';
COMMENT ON COLUMN exceptions.measured_at IS 'Time of the last measurement.';

CREATE OR REPLACE VIEW review_agenda WITH (security_invoker) AS
SELECT i.id,
	i.team_id,
	t.name AS team_name,
	row_number() OVER (PARTITION BY i.team_id ORDER BY i.rank, i.place, i.id)::integer AS item_order,
	i.topic,
	i.rank + 1 AS topic_order,
	i.item,
	i.why,
	i.goal_id,
	g.name AS goal_name,
	i.person_id,
	p.name AS person_name,
	i.since_on
FROM (
	SELECT 'exception ' || e.id AS id, e.team_id, 1 AS rank, 'exception' AS topic, e.name AS item, e.reason AS why, e.id AS goal_id, e.owner_id AS person_id, e.attention_order::double precision AS place, timezone(d.time_zone, e.measured_at)::date AS since_on
	FROM exceptions e CROSS JOIN setting d WHERE e.blocker IS NULL
	UNION ALL
	SELECT 'blocker ' || ci.id, g.team_id, 0, 'blocker', ci.blocker, 'open since ' || to_char(timezone(d.time_zone, ci.at), 'YYYY-MM-DD'), ci.goal_id, COALESCE(ci.blocker_owner_id, ci.person_id), date_part('epoch', ci.at), timezone(d.time_zone, ci.at)::date
	FROM check_in ci JOIN goal g ON g.id = ci.goal_id CROSS JOIN setting d WHERE ci.blocker IS NOT NULL AND ci.cleared_at IS NULL
	UNION ALL
	SELECT 'action ' || a.id, g.team_id, 2, 'overdue action', a.name, 'due on ' || to_char(a.due_on::timestamp, 'YYYY-MM-DD'), a.goal_id, a.owner_id, date_part('epoch', a.due_on::timestamp), a.due_on
	FROM action a CROSS JOIN setting d LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.done_at IS NULL AND a.dropped_at IS NULL AND a.due_on < timezone(d.time_zone, now())::date
	UNION ALL
	SELECT 'proposal ' || a.id, g.team_id, 3, 'proposal to decide', a.name, 'raised on ' || to_char(timezone(d.time_zone, a.raised_at), 'YYYY-MM-DD'), a.goal_id, a.raised_by_id, date_part('epoch', a.raised_at), timezone(d.time_zone, a.raised_at)::date
	FROM action a CROSS JOIN setting d LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.kind = 'proposal' AND a.verdict IS NULL AND a.done_at IS NULL AND a.dropped_at IS NULL
	UNION ALL
	SELECT 'decision ' || x.id, COALESCE(g.team_id, r.team_id), 4, 'decision to follow up', x.name, 'no action yet', x.goal_id, x.decided_by_id, date_part('epoch', x.decided_at), timezone(d.time_zone, x.decided_at)::date
	FROM decision x JOIN review r ON r.id = x.review_id CROSS JOIN setting d LEFT JOIN goal g ON g.id = x.goal_id
	WHERE NOT EXISTS (SELECT FROM action a WHERE a.decision_id = x.id)
) i
LEFT JOIN team t ON t.id = i.team_id
LEFT JOIN goal g ON g.id = i.goal_id
LEFT JOIN person p ON p.id = i.person_id;
COMMENT ON VIEW review_agenda IS 'Agenda of the next review: one row an item, for each team and for goals without a team. Sort by team_name, item_order.';
COMMENT ON COLUMN review_agenda.id IS 'Kind and key of the item; unique in this view.';
COMMENT ON COLUMN review_agenda.team_id IS 'Team whose review it is for; empty: the whole organisation.';
COMMENT ON COLUMN review_agenda.team_name IS 'Name of the team.';
COMMENT ON COLUMN review_agenda.item_order IS 'Place on the agenda of the team.';
COMMENT ON COLUMN review_agenda.topic IS 'blocker, exception, overdue action, proposal to decide, or decision to follow up.';
COMMENT ON COLUMN review_agenda.topic_order IS 'For sorting by topic.';
COMMENT ON COLUMN review_agenda.item IS 'What to talk about.';
COMMENT ON COLUMN review_agenda.why IS 'Why it is on the agenda.';
COMMENT ON COLUMN review_agenda.goal_id IS 'Goal concerned.';
COMMENT ON COLUMN review_agenda.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN review_agenda.person_id IS 'Person to report.';
COMMENT ON COLUMN review_agenda.person_name IS 'Name of that person.';
COMMENT ON COLUMN review_agenda.since_on IS 'Day from which it is open: raised, decided or due; for an exception the day of the last measurement.';

CREATE OR REPLACE VIEW escalations WITH (security_invoker) AS
WITH RECURSIVE item AS (
	SELECT 'blocker ' || ci.id AS id, 'blocker' AS item_kind, ci.blocker AS name, ci.goal_id, COALESCE(ci.blocker_owner_id, ci.person_id) AS person_id, timezone(d.time_zone, ci.at)::date AS open_on,
		timezone(d.time_zone, now())::date - timezone(d.time_zone, ci.at)::date AS age_days, COALESCE(g.cadence_days, d.cadence_days) AS patience_days
	FROM check_in ci JOIN goal g ON g.id = ci.goal_id CROSS JOIN setting d
	WHERE ci.blocker IS NOT NULL AND ci.cleared_at IS NULL
	UNION ALL
	SELECT 'action ' || a.id, 'overdue action', a.name, a.goal_id, a.owner_id, a.due_on,
		timezone(d.time_zone, now())::date - a.due_on, COALESCE(g.cadence_days, d.cadence_days)
	FROM action a JOIN goal g ON g.id = a.goal_id CROSS JOIN setting d
	WHERE a.done_at IS NULL AND a.dropped_at IS NULL AND a.due_on < timezone(d.time_zone, now())::date AND a.due_on > '-infinity'
), late AS (
	SELECT i.id, i.item_kind, i.name, i.goal_id, i.person_id, i.open_on, i.age_days, i.patience_days, i.age_days / i.patience_days AS step FROM item i WHERE i.age_days >= i.patience_days
), way(id, goal_id, height) AS (
	-- a tree has no loops; the limit holds even for one that came past the triggers
	SELECT l.id, l.goal_id, 0 FROM late l
	UNION ALL
	SELECT w.id, g.parent_id, w.height + 1 FROM way w JOIN goal g ON g.id = w.goal_id WHERE g.parent_id IS NOT NULL AND w.height < 64
), team_way(id, team_id, height) AS (
	SELECT l.id, g.team_id, 0 FROM late l JOIN goal g ON g.id = l.goal_id WHERE g.team_id IS NOT NULL
	UNION ALL
	SELECT w.id, t.parent_id, w.height + 1 FROM team_way w JOIN team t ON t.id = w.team_id WHERE t.parent_id IS NOT NULL AND w.height < 64
), asked AS (
	-- goals and teams are climbed in step: whoever is nearer to the goal is asked first
	SELECT c.id, c.person_id, row_number() OVER (PARTITION BY c.id ORDER BY min(c.place)) AS turn, count(*) OVER (PARTITION BY c.id) AS turns
	FROM (
		SELECT w.id, g.owner_id AS person_id, 3 * w.height AS place FROM way w JOIN goal g ON g.id = w.goal_id
		UNION ALL
		SELECT w.id, t.lead_id, 3 * w.height + 1 FROM way w JOIN goal g ON g.id = w.goal_id JOIN team t ON t.id = g.team_id
		UNION ALL
		SELECT w.id, t.lead_id, 3 * w.height + 2 FROM team_way w JOIN team t ON t.id = w.team_id
	) c
	JOIN late l ON l.id = c.id
	JOIN person p ON p.id = c.person_id AND p.active
	WHERE c.person_id IS DISTINCT FROM l.person_id
	GROUP BY c.id, c.person_id
)
SELECT l.id,
	l.name,
	l.item_kind,
	l.goal_id,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	l.person_id,
	p.name AS person_name,
	l.open_on,
	l.age_days,
	l.patience_days,
	l.step AS escalation_step,
	a.person_id AS next_person_id,
	n.name AS next_person_name,
	CASE WHEN a.person_id IS NULL THEN 'nobody is above the person who has it' WHEN l.step > a.turns THEN 'the last one up; asked before, and still open' END AS reason
FROM late l
JOIN goal g ON g.id = l.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person p ON p.id = l.person_id
LEFT JOIN asked a ON a.id = l.id AND a.turn = LEAST(l.step, a.turns)
LEFT JOIN person n ON n.id = a.person_id;
COMMENT ON VIEW escalations IS 'What has been open too long, and who is to be asked next: one row a blocker, or overdue action of a goal, that is open for at least one check-in cadence of its goal. With every further cadence it goes one person up, goals and teams in step: owner of the goal, lead of its team; owner of the goal above, lead of the team of that goal, lead of the team above the own team; then the same two goals and two teams up, and so on to the top, each person once, without those who have it already or left.';
COMMENT ON COLUMN escalations.id IS 'Kind and key of the item; unique in this view.';
COMMENT ON COLUMN escalations.name IS 'The blocker, or what is to be done.';
COMMENT ON COLUMN escalations.item_kind IS 'blocker or overdue action.';
COMMENT ON COLUMN escalations.goal_id IS 'Goal concerned.';
COMMENT ON COLUMN escalations.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN escalations.team_id IS 'Team of the goal.';
COMMENT ON COLUMN escalations.team_name IS 'Name of the team.';
COMMENT ON COLUMN escalations.person_id IS 'Person who has it: for a blocker who is to clear it, else who said it.';
COMMENT ON COLUMN escalations.person_name IS 'Name of that person.';
COMMENT ON COLUMN escalations.open_on IS 'Day on which the blocker was said, or the action was due.';
COMMENT ON COLUMN escalations.age_days IS 'Days since then.';
COMMENT ON COLUMN escalations.patience_days IS 'Days for one step: the check-in cadence of the goal.';
COMMENT ON COLUMN escalations.escalation_step IS 'How many times the cadence has passed, 1 or more: it goes up so many persons.';
COMMENT ON COLUMN escalations.next_person_id IS 'Person to ask now; the last one up once all were asked; empty: there is nobody above.';
COMMENT ON COLUMN escalations.next_person_name IS 'Name of that person.';
COMMENT ON COLUMN escalations.reason IS 'Why there is nobody to ask, or nobody new; empty: the next one is to be asked.';

CREATE OR REPLACE VIEW engagement WITH (security_invoker) AS
WITH today AS (
	-- weeks are numbered from a Monday, by the clock of the workspace
	SELECT timezone(d.time_zone, now())::date AS day, floor((timezone(d.time_zone, now())::date - date '1970-01-05') / 7.0)::integer AS week FROM setting d
), week_of AS (
	SELECT DISTINCT ci.person_id, floor((timezone(d.time_zone, ci.at)::date - date '1970-01-05') / 7.0)::integer AS week
	FROM check_in ci CROSS JOIN setting d WHERE ci.at <= now() AND ci.at > '-infinity'
), streak AS (
	SELECT x.person_id, count(*)::integer AS weeks, max(x.week) AS last_week
	FROM (SELECT w.person_id, w.week, w.week - row_number() OVER (PARTITION BY w.person_id ORDER BY w.week) AS island FROM week_of w) x GROUP BY x.person_id, x.island
), streaks AS (
	SELECT s.person_id, max(s.weeks) AS longest, COALESCE(max(s.weeks) FILTER (WHERE s.last_week >= n.week - 1), 0) AS present
	FROM streak s CROSS JOIN today n GROUP BY s.person_id
), recent AS (
	SELECT w.person_id, count(*)::integer AS weeks FROM week_of w CROSS JOIN today n WHERE w.week > n.week - 13 GROUP BY w.person_id
), last_of AS (
	SELECT ci.person_id, max(ci.at) AS at FROM check_in ci WHERE ci.at <= now() GROUP BY ci.person_id
), owned AS (
	SELECT g.owner_id, count(*)::integer AS goals,
		count(*) FILTER (WHERE c.at > now() - make_interval(secs => (COALESCE(g.cadence_days, d.cadence_days) + d.grace_days) * 86400.0))::integer AS kept
	FROM goal g CROSS JOIN setting d
	LEFT JOIN (SELECT ci.goal_id, max(ci.at) AS at FROM check_in ci WHERE ci.at <= now() GROUP BY ci.goal_id) c ON c.goal_id = g.id
	WHERE g.lifecycle = 'active' GROUP BY g.owner_id
)
SELECT p.id,
	p.name,
	p.team_id,
	t.name AS team_name,
	COALESCE(o.goals, 0) AS goal_count,
	COALESCE(o.kept, 0) AS checked_goal_count,
	COALESCE(r.weeks, 0) AS checked_week_count,
	COALESCE(k.present, 0) AS streak_weeks,
	COALESCE(k.longest, 0) AS longest_streak_weeks,
	l.at AS last_check_in_at,
	CASE WHEN o.goals IS NULL THEN 'owns no active goal' WHEN o.kept = o.goals THEN 'all goals checked in time' WHEN o.kept > 0 THEN 'some goals waiting' ELSE 'all goals waiting' END AS finding,
	CASE WHEN o.goals IS NULL THEN 4 WHEN o.kept = o.goals THEN 3 WHEN o.kept > 0 THEN 2 ELSE 1 END AS finding_order
FROM person p
LEFT JOIN team t ON t.id = p.team_id
LEFT JOIN owned o ON o.owner_id = p.id
LEFT JOIN recent r ON r.person_id = p.id
LEFT JOIN streaks k ON k.person_id = p.id
LEFT JOIN last_of l ON l.person_id = p.id
WHERE p.active OR o.goals IS NOT NULL;
COMMENT ON VIEW engagement IS 'Check-ins: one row a person, with the goals they own, how many of them have had a check-in in time, and how many weeks in a row the person has checked in. Weeks begin on Monday.';
COMMENT ON COLUMN engagement.id IS 'Person; unique in this view.';
COMMENT ON COLUMN engagement.name IS 'Name of the person.';
COMMENT ON COLUMN engagement.team_id IS 'Team of the person.';
COMMENT ON COLUMN engagement.team_name IS 'Name of the team.';
COMMENT ON COLUMN engagement.goal_count IS 'Active goals the person owns.';
COMMENT ON COLUMN engagement.checked_goal_count IS 'Of these, goals with a check-in, by anyone, within cadence and grace.';
COMMENT ON COLUMN engagement.checked_week_count IS 'Weeks with a check-in by this person, of the last 13 with the present one.';
COMMENT ON COLUMN engagement.streak_weeks IS 'Weeks in a row with a check-in by this person, up to this week or the last.';
COMMENT ON COLUMN engagement.longest_streak_weeks IS 'Most weeks in a row ever.';
COMMENT ON COLUMN engagement.last_check_in_at IS 'Latest check-in by this person.';
COMMENT ON COLUMN engagement.finding IS 'all goals checked in time, some goals waiting, all goals waiting, or owns no active goal.';
COMMENT ON COLUMN engagement.finding_order IS 'For sorting by finding, 1 is worst.';
