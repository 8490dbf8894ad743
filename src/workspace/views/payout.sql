-- Pay by the present scores.

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
FROM incentive i
JOIN person p ON p.id = i.person_id
JOIN scorecard s ON s.id = i.goal_id
CROSS JOIN LATERAL (
	-- a goal that does not count pays nothing and is not known to pay nothing
	SELECT CASE WHEN s.lifecycle NOT IN ('active', 'done') THEN NULL
		WHEN s.attained_fraction < i.threshold THEN 0
		ELSE opm.score(s.attained_fraction, i.curve::opm.target) END AS paid
) f;
COMMENT ON VIEW payout IS 'Pay-out by the present scores: one row per person and goal, of what you may see.';
COMMENT ON COLUMN payout.id IS 'Incentive; unique in this view.';
COMMENT ON COLUMN payout.person_id IS 'Person who is paid.';
COMMENT ON COLUMN payout.person_name IS 'Name of the person.';
COMMENT ON COLUMN payout.goal_id IS 'Goal whose score decides.';
COMMENT ON COLUMN payout.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN payout.score IS 'Score of the goal, 0 to 100 and beyond.';
COMMENT ON COLUMN payout.full_amount IS 'Amount when the curve gives 1, in currency.';
COMMENT ON COLUMN payout.paid_fraction IS
	'Part that is paid, 1 is the full amount; empty: no score, or the goal does not count.';
COMMENT ON COLUMN payout.paid_amount IS 'Amount paid, in currency, rounded to the cent.';
COMMENT ON COLUMN payout.currency IS 'Currency of the amounts.';
COMMENT ON COLUMN payout.status IS 'Status of the goal: a stale one pays by its last value.';
COMMENT ON COLUMN payout.status_order IS 'For sorting by status.';
