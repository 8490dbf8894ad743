-- What a role asks for and what is there.

CREATE OR REPLACE VIEW competency_gaps WITH (security_invoker, security_barrier) AS
SELECT r.subject_id || '/' || r.criterion AS id,
	r.subject_id AS person_id,
	p.name AS person_name,
	r.criterion AS competency_name,
	sum(r.score * r.weight) / sum(r.weight) AS actual_score,
	max(r.required_score) AS required_score,
	max(r.required_score) - sum(r.score * r.weight) / sum(r.weight) AS gap_score,
	count(*)::integer AS rating_count
FROM rating r JOIN person p ON p.id = r.subject_id
WHERE r.kind = 'competency' GROUP BY r.subject_id, p.name, r.criterion;
COMMENT ON VIEW competency_gaps IS
	'Competencies: one row per person and competency, what is asked for and what is there, of what you may see.';
COMMENT ON COLUMN competency_gaps.id IS 'Person and competency; unique in this view.';
COMMENT ON COLUMN competency_gaps.person_id IS 'Person.';
COMMENT ON COLUMN competency_gaps.person_name IS 'Name of the person.';
COMMENT ON COLUMN competency_gaps.competency_name IS 'Competency.';
COMMENT ON COLUMN competency_gaps.actual_score IS 'Mean rating by weight, 0 to 100.';
COMMENT ON COLUMN competency_gaps.required_score IS 'Level asked for, 0 to 100.';
COMMENT ON COLUMN competency_gaps.gap_score IS 'Points that are missing; below 0: more than asked for.';
COMMENT ON COLUMN competency_gaps.rating_count IS 'Ratings.';
