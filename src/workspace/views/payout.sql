-- Pay by the present scores.

CREATE OR REPLACE VIEW payout WITH (security_invoker, security_barrier) AS
SELECT i.id,
	i.person_id,
	p.name AS person_name,
	i.goal_id,
	s.goal_key,
	s.goal_name,
	s.score,
	s.score_percent,
	i.amount AS full_amount,
	f.paid AS paid_fraction,
	-- in double precision, then to 15 digits, as the cast has it: so half a cent is half a cent
	round((i.amount::double precision * f.paid)::numeric, 2)::numeric(14, 2) AS paid_amount,
	i.currency,
	s.status,
	s.status_order
FROM incentive i
JOIN person p ON p.id = i.person_id
JOIN scorecard s ON s.goal_id = i.goal_id
CROSS JOIN LATERAL (
	-- a goal that does not count pays nothing and is not known to pay nothing
	SELECT CASE WHEN s.lifecycle NOT IN ('active', 'done') THEN NULL
		WHEN s.score < i.threshold THEN 0
		ELSE opm.score(s.score, i.curve::opm.target) END AS paid
) f;
COMMENT ON VIEW payout IS
	'What do the present scores pay? One row per person and goal with an incentive, as far as you may see.';
COMMENT ON COLUMN payout.id IS 'Incentive; unique in this view.';
COMMENT ON COLUMN payout.person_id IS 'Person who is paid.';
COMMENT ON COLUMN payout.person_name IS 'Name of the person.';
COMMENT ON COLUMN payout.goal_id IS 'Goal whose score decides.';
COMMENT ON COLUMN payout.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN payout.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN payout.score IS
	'Score of the goal: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN payout.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN payout.full_amount IS 'Amount when the curve gives 1, in currency.';
COMMENT ON COLUMN payout.paid_fraction IS
	'Part that is paid, 1 is the full amount; empty: no score, or the goal does not count.';
COMMENT ON COLUMN payout.paid_amount IS 'Amount paid, in currency, rounded to the cent.';
COMMENT ON COLUMN payout.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payout.status IS 'Status of the goal: a stale one pays by its last value.';
COMMENT ON COLUMN payout.status_order IS 'For sorting by status.';
