-- Yields and sigma levels: test/data/kpi/expected_yield.csv (exact rationals) and the published table of sigma levels.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(9);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL ELSE abs(got - want) <= 1e-13 * abs(want) END;
CREATE TEMP TABLE yield (case_id text, step int, units_in float8, scrapped float8, reworked float8, first_pass_yield float8, final_yield_step float8, rolled_throughput_yield float8, overall_final_yield float8);
\copy yield FROM 'test/data/kpi/expected_yield.csv' (FORMAT csv, HEADER)
SELECT is((SELECT count(*) FROM yield), 31::bigint, 'all steps');
SELECT is_empty($$SELECT case_id, step FROM yield WHERE NOT (pg_temp.close(opm.first_pass_yield(units_in, scrapped, reworked), first_pass_yield) AND pg_temp.close(opm.final_yield(units_in, scrapped), final_yield_step))$$, 'first-pass and final yield of a step');
SELECT is_empty($$SELECT case_id FROM yield GROUP BY case_id HAVING NOT (pg_temp.close(opm.rolled_yield(opm.first_pass_yield(units_in, scrapped, reworked)), min(rolled_throughput_yield))
	AND pg_temp.close(opm.rolled_yield(opm.final_yield(units_in, scrapped)), min(overall_final_yield)))$$, 'rolled throughput yield and overall final yield');
-- Published with the customary shift of 1.5 (one-sided): 691462, 308538, 66807, 6210, 233, 3.4.
SELECT is((SELECT string_agg(round(opm.sigma_dpmo(level)::numeric, CASE WHEN level = 6 THEN 1 ELSE 0 END)::text, ' ' ORDER BY level) FROM generate_series(1, 6) level), '691462 308538 66807 6210 233 3.4', 'defects in a million by sigma level');
SELECT is_empty($$SELECT level, shift FROM (SELECT i / 4.0::float8 AS level FROM generate_series(-12, 30) i) l, unnest('{0,1.5}'::float8[]) shift WHERE level - shift < 7 AND abs(opm.sigma_level(opm.sigma_dpmo(level, shift), shift) - level) > 1e-9 $$, 'sigma_level undoes sigma_dpmo');
SELECT ok(pg_temp.close(opm.dpu(12, 40), 0.3) AND pg_temp.close(opm.dpo(12, 40, 5), 0.06) AND pg_temp.close(opm.dpmo(12, 40, 5), 60000) AND pg_temp.close(opm.dpmo(12, 40), 300000) AND pg_temp.close(opm.throughput_yield(0.3), exp(-0.3::float8)), 'defects per unit, opportunity and million');
SELECT ok(opm.dpu(0, 0) IS NULL AND opm.dpmo(0, 0, 3) IS NULL AND opm.first_pass_yield(0, 0, 0) IS NULL AND opm.final_yield(0, 0) IS NULL AND opm.sigma_level(0) IS NULL AND opm.sigma_level(1000000) IS NULL
	AND (SELECT opm.rolled_yield(y) IS NULL FROM (VALUES (NULL::float8), (NULL)) v(y)) AND (SELECT opm.rolled_yield(y) = 0.5 FROM (VALUES (NULL::float8), (0.5)) v(y)), 'nothing counted is NULL');
SELECT throws_ok('SELECT opm.dpmo(10, 3, 3)', '22023', 'more defects than opportunities', 'more defects than opportunities');
SELECT throws_ok('SELECT opm.rolled_yield(1.01)', '22023', 'yield must be from 0 to 1', 'a yield above 1');
SELECT * FROM finish();
ROLLBACK;
