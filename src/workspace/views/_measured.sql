-- Stored and bound measurements together.

CREATE OR REPLACE VIEW _measured WITH (security_invoker) AS
SELECT m.goal_id,
	m.at,
	m.value,
	m.base
FROM measurement m
UNION ALL
SELECT b.goal_id, b.at, b.value, b.base FROM _bound b;
COMMENT ON VIEW _measured IS 'Internal: all measurements: stored ones and those of the bound queries.';
COMMENT ON COLUMN _measured.goal_id IS 'Goal that was measured.';
COMMENT ON COLUMN _measured.at IS 'Time the value holds for.';
COMMENT ON COLUMN _measured.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';
COMMENT ON COLUMN _measured.base IS 'For a ratio the denominator; for a survey the number of answers.';
