-- How good probabilities were.

CREATE OR REPLACE VIEW calibration WITH (security_invoker) AS
SELECT concat_ws('/', x.origin, x.person_id) AS id,
	x.origin,
	x.person_id,
	CASE WHEN x.everyone = 1 THEN 'everyone' ELSE p.name END AS person_name,
	(c.y).n AS case_count,
	(c.y).mean_p AS mean_probability,
	(c.y).hit_rate AS hit_fraction,
	(c.y).bias,
	(c.y).bias_z,
	(c.y).brier,
	(c.y).log_score AS log_loss,
	(c.y).reliability,
	(c.y).resolution,
	(c.y).skill,
	CASE WHEN (c.y).n < 10 THEN 'too few cases'
		WHEN (c.y).bias_z > 2 THEN 'over-confident'
		WHEN (c.y).bias_z < -2 THEN 'under-confident'
		ELSE 'no bias shown' END AS finding,
	(c.y).reason,
	CASE WHEN (c.y).n < 10 THEN 0 WHEN (c.y).bias_z > 2 THEN 1 WHEN (c.y).bias_z < -2 THEN 2 ELSE 3 END AS finding_order
FROM (
	SELECT k.origin, k.person_id, GROUPING(k.person_id) AS everyone,
		array_agg(k.probability ORDER BY k.made_at, k.goal_id, k.person_id) AS stated,
		array_agg(k.is_reached ORDER BY k.made_at, k.goal_id, k.person_id) AS outcome
	FROM calibration_case k GROUP BY GROUPING SETS ((k.origin), (k.origin, k.person_id))
) x
LEFT JOIN person p ON p.id = x.person_id
CROSS JOIN LATERAL (
	SELECT opm.calibration(x.stated, x.outcome) AS y
	OFFSET 0 -- fence: once
) c
WHERE x.everyone = 1 OR x.person_id IS NOT NULL;
COMMENT ON VIEW calibration IS
	'Can stated confidence and forecasts be trusted? One row for the forecasts, one for all stated confidence, and one '
	'per person. Empty until goals with stated confidence are over.';
COMMENT ON COLUMN calibration.id IS 'Origin and person; unique in this view.';
COMMENT ON COLUMN calibration.origin IS 'stated confidence or forecast.';
COMMENT ON COLUMN calibration.person_id IS 'Person; empty for everyone together.';
COMMENT ON COLUMN calibration.person_name IS 'Name of the person, or everyone.';
COMMENT ON COLUMN calibration.case_count IS 'Probabilities whose outcome is known.';
COMMENT ON COLUMN calibration.mean_probability IS 'Their mean, 0 to 1.';
COMMENT ON COLUMN calibration.hit_fraction IS 'Part of them that came true, 0 to 1.';
COMMENT ON COLUMN calibration.bias IS 'mean_probability less hit_fraction: above 0 is over-confident.';
COMMENT ON COLUMN calibration.bias_z IS 'The bias in standard errors: beyond 2 it is hardly chance.';
COMMENT ON COLUMN calibration.brier IS
	'Mean squared distance from the outcome: 0 is perfect, 0.25 is always saying one half.';
COMMENT ON COLUMN calibration.log_loss IS 'Mean of -ln of the probability given to what happened: 0 is perfect.';
COMMENT ON COLUMN calibration.reliability IS 'Part of brier that comes from saying the wrong number: 0 is best.';
COMMENT ON COLUMN calibration.resolution IS 'Part of brier that comes off for telling cases apart: more is better.';
COMMENT ON COLUMN calibration.skill IS '1 is perfect, 0 no better than always saying hit_fraction.';
COMMENT ON COLUMN calibration.finding IS 'over-confident, under-confident, no bias shown, or too few cases (below 10).';
COMMENT ON COLUMN calibration.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN calibration.finding_order IS
	'For sorting by finding: 0 too few cases, 1 over-confident, 2 under-confident, 3 no bias shown.';
