-- Performance and potential of people.

CREATE OR REPLACE VIEW nine_box WITH (security_invoker, security_barrier) AS
SELECT concat_ws('/', x.person_id, x.period_id) AS id,
	x.person_id,
	p.name AS person_name,
	x.period_id,
	e.name AS period_name,
	x.performance_rating,
	x.potential_rating,
	width_bucket(x.performance_rating, ARRAY[100.0 / 3, 200.0 / 3]::double precision[]) + 1 AS performance_box,
	width_bucket(x.potential_rating, ARRAY[100.0 / 3, 200.0 / 3]::double precision[]) + 1 AS potential_box,
	x.rater_count
FROM (
	SELECT r.subject_id AS person_id, r.period_id,
		sum(r.rating * r.weight) FILTER (WHERE r.kind = 'performance')
			/ NULLIF(sum(r.weight) FILTER (WHERE r.kind = 'performance'), 0) AS performance_rating,
		sum(r.rating * r.weight) FILTER (WHERE r.kind = 'potential')
			/ NULLIF(sum(r.weight) FILTER (WHERE r.kind = 'potential'), 0) AS potential_rating,
		count(DISTINCT r.rater_id)::integer AS rater_count
	FROM rating r
	WHERE r.kind IN ('performance', 'potential') AND r.rater_id <> r.subject_id
	GROUP BY 1, 2
) x
JOIN person p ON p.id = x.person_id
LEFT JOIN period e ON e.id = x.period_id;
COMMENT ON VIEW nine_box IS
	'Who is strong in performance and in potential? One row per person and period with ratings that you may see, '
	'without what people say of themselves (nine-box). Boxes begin at 100/3 and 200/3.';
COMMENT ON COLUMN nine_box.id IS 'Person and period; unique in this view.';
COMMENT ON COLUMN nine_box.person_id IS 'Person.';
COMMENT ON COLUMN nine_box.person_name IS 'Name of the person.';
COMMENT ON COLUMN nine_box.period_id IS 'Period the ratings are for.';
COMMENT ON COLUMN nine_box.period_name IS 'Name of the period.';
COMMENT ON COLUMN nine_box.performance_rating IS 'Mean performance rating by weight, 0 to 100.';
COMMENT ON COLUMN nine_box.potential_rating IS 'Mean potential rating by weight, 0 to 100.';
COMMENT ON COLUMN nine_box.performance_box IS '1 low, 2 middle, 3 high.';
COMMENT ON COLUMN nine_box.potential_box IS '1 low, 2 middle, 3 high.';
COMMENT ON COLUMN nine_box.rater_count IS 'People who rated.';
