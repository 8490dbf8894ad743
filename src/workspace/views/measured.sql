-- Stored and bound measurements together.

CREATE OR REPLACE VIEW measured WITH (security_invoker) AS
SELECT m.goal_id,
	m.at,
	m.value,
	m.base
FROM measurement m
UNION ALL
SELECT b.goal_id, b.at, b.value, b.base FROM bound b;
COMMENT ON VIEW measured IS 'All measurements: stored ones and those of the bound queries.';
COMMENT ON COLUMN measured.goal_id IS 'Goal that was measured.';
COMMENT ON COLUMN measured.at IS 'Time the value holds for.';
COMMENT ON COLUMN measured.value IS 'Measured value in the unit of the goal; for a ratio the numerator.';
COMMENT ON COLUMN measured.base IS 'For a ratio the denominator; for a survey the number of answers.';
