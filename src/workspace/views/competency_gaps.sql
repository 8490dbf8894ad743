-- What a role asks for and what is there.

CREATE OR REPLACE VIEW competency_gaps WITH (security_invoker, security_barrier) AS
SELECT r.subject_id || '/' || r.criterion AS id,
	r.subject_id AS person_id,
	p.name AS person_name,
	r.criterion AS competency_name,
	sum(r.rating * r.weight) / sum(r.weight) AS actual_rating,
	max(r.required_rating) AS required_rating,
	max(r.required_rating) - sum(r.rating * r.weight) / sum(r.weight) AS gap_rating,
	count(*)::integer AS rating_count
FROM rating r JOIN person p ON p.id = r.subject_id
WHERE r.kind = 'competency' AND r.rater_id <> r.subject_id GROUP BY r.subject_id, p.name, r.criterion;
COMMENT ON VIEW competency_gaps IS
	'Which competencies are missing? One row per person and competency, what is asked for and what is there, as far as '
	'you may see, without what people say of themselves.';
COMMENT ON COLUMN competency_gaps.id IS 'Person and competency; unique in this view.';
COMMENT ON COLUMN competency_gaps.person_id IS 'Person.';
COMMENT ON COLUMN competency_gaps.person_name IS 'Name of the person.';
COMMENT ON COLUMN competency_gaps.competency_name IS 'Competency.';
COMMENT ON COLUMN competency_gaps.actual_rating IS 'Mean rating by weight, 0 to 100.';
COMMENT ON COLUMN competency_gaps.required_rating IS 'Level asked for, 0 to 100.';
COMMENT ON COLUMN competency_gaps.gap_rating IS 'Points that are missing; below 0: more than asked for.';
COMMENT ON COLUMN competency_gaps.rating_count IS 'Ratings.';
