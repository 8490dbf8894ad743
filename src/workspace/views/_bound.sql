-- Measurements of goals that are bound to queries. opm.bind makes it anew; here it has its columns and no rows.

CREATE OR REPLACE VIEW _bound WITH (security_invoker) AS
SELECT NULL::bigint AS goal_id,
	NULL::timestamptz AS at,
	NULL::double precision AS value,
	NULL::double precision AS base
WHERE false;
COMMENT ON VIEW _bound IS
	'Internal: measurements of goals that are bound to queries, see opm.bind; no rows while nothing is bound.';
COMMENT ON COLUMN _bound.goal_id IS 'Goal that was measured.';
COMMENT ON COLUMN _bound.at IS 'Time the value holds for.';
COMMENT ON COLUMN _bound.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';
COMMENT ON COLUMN _bound.base IS 'For a ratio the denominator; for a survey the number of answers.';
