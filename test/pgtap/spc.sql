-- Control charts against answers that nobody wrote for opm: test/data/spc, test/data/nist_handbook, and, where the project's
-- shared oracles are at hand, the textbook charts of R's qcc and public health care series (these may not be shipped).
-- Tolerance: 1e-9 relative, or 1e-9 of sigma where a limit happens to be near 0.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
\set qcc `test -f ../shared/oracles/qcc_textbook/expected_charts.csv && echo true || echo false`
\set health `test -f ../shared/oracles/healthcare_ops/expected_charts.csv && echo true || echo false`
SELECT plan(38);

CREATE FUNCTION pg_temp.close(got double precision, want double precision, sigma double precision DEFAULT 0) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= greatest(1e-9 * abs(want), 1e-9 * sigma) END;

-- ---- Rare events ----
-- Hours between failures of a valve, and the same to the power 0.2777, as Montgomery prints them (Introduction to Statistical Quality
-- Control, section 7.3.5).
CREATE TEMP TABLE valve AS SELECT * FROM unnest('{286,948,536,124,816,729,4,143,431,8,2837,596,81,227,603,492,1199,1214,2831,96}'::float8[],
	'{4.80986,6.70903,5.72650,3.81367,6.43541,6.23705,1.46958,3.96768,5.39007,1.78151,9.09619,5.89774,3.38833,4.51095,5.91690,5.59189,7.16124,7.18601,9.09083,3.55203}'::float8[])
	WITH ORDINALITY v(hours, printed, seq);
CREATE TEMP TABLE valve_chart AS SELECT seq, hours, (opm.t_chart(hours) OVER (ORDER BY seq)).* FROM valve;
CREATE TEMP VIEW valve_limits AS SELECT avg(printed) AS m, avg(abs(printed - before)) * sqrt(pi()) / 2 AS s FROM (SELECT printed, lag(printed) OVER (ORDER BY seq) AS before FROM valve) x;
SELECT is_empty('SELECT * FROM valve_chart, valve_limits WHERE abs(power(centre, 0.2777) - m) > 0.005 OR abs(power(upper, 0.2777) - m - 3 * s) > 0.01 OR lower <> 0
	OR value <> hours OR signal <> 0 OR sigma IS NOT NULL OR range IS NOT NULL OR points <> 20', 't: limits of the printed values, nothing is news');
SELECT is_empty($$
	SELECT * FROM (SELECT seq, opm.t_chart(hours, 12, rules => 'all') OVER w AS t, opm.xmr_chart(power(hours, 1 / 3.6), 12, rules => 'all') OVER w AS x FROM valve WINDOW w AS (ORDER BY seq)) c
	WHERE (t).signal IS DISTINCT FROM (x).signal OR (t).direction IS DISTINCT FROM (x).direction OR NOT pg_temp.close((t).centre, power((x).centre, 3.6)) OR NOT pg_temp.close((t).upper, power((x).upper, 3.6))$$,
	't: as a chart of single values of the transformed times');
SELECT is_empty($$
	SELECT * FROM (SELECT hours, opm.g_chart(hours, rules => 'beyond') OVER () AS g, avg(hours) OVER () AS m FROM valve) c
	WHERE NOT (pg_temp.close((g).centre, m) AND pg_temp.close((g).sigma, sqrt(m * (m + 1))) AND (g).lower = 0 AND pg_temp.close((g).upper, m + 3 * sqrt(m * (m + 1))) AND (g).value = hours AND (g).signal = 0)$$,
	'g: limits of the geometric distribution');
SELECT is((SELECT array_agg(round((g).upper::numeric, 6) || ' ' || COALESCE((g).reason, '') ORDER BY i) FROM (SELECT i, opm.g_chart(v, baseline => 4) OVER (ORDER BY i) AS g FROM (VALUES (1, 2), (2, 0), (3, 5), (4, 1), (5, NULL), (6, 11)) d(i, v)) x),
	'{"9.348469 ","9.348469 ","9.348469 ","9.348469 ","9.348469 no value","9.348469 above the upper limit"}'::text[], 'g: mean 2, so the limit is 2 + 3 sqrt 6');

-- ---- Individuals ----
CREATE TEMP TABLE individuals (set_id text, seq int, value numeric);
\copy individuals FROM 'test/data/spc/data_individuals.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_individuals (set_id text, n int, center float8, sigma_mr float8, lcl float8, ucl float8, mr_center float8, mr_ucl float8, sd_overall float8, median float8, median_mr float8);
\copy expected_individuals FROM 'test/data/spc/expected_individuals.csv' (FORMAT csv, HEADER)
-- The set around 1e9 loses digits on the way into double precision, so its constant is taken off first, as the note says.
CREATE TEMP VIEW shifted AS SELECT set_id, seq, CASE set_id WHEN 'offset_1e9_40' THEN 1000000000 ELSE 0 END AS offset_by, value FROM individuals;
CREATE TEMP TABLE xmr AS SELECT set_id, seq, offset_by, (opm.xmr_chart((value - offset_by)::float8) OVER (PARTITION BY set_id ORDER BY seq)).* FROM shifted;

SELECT is((SELECT count(DISTINCT set_id) FROM xmr), 15::bigint, 'xmr: 15 sets');
SELECT is_empty($$
	SELECT DISTINCT set_id, x.centre, x.sigma, x.lower, x.upper FROM xmr x JOIN expected_individuals e USING (set_id)
	WHERE NOT (pg_temp.close(centre + offset_by, center) AND pg_temp.close(sigma, sigma_mr) AND pg_temp.close(lower + offset_by, lcl, sigma) AND pg_temp.close(upper + offset_by, ucl, sigma)
		AND pg_temp.close(range_centre, mr_center) AND pg_temp.close(range_upper, mr_ucl) AND points = n)$$,
	'xmr: centre, sigma, limits, moving range');
SELECT is_empty($$
	SELECT DISTINCT set_id FROM (SELECT set_id, offset_by, opm.xmr_chart((value - offset_by)::float8, method => 'median') OVER (PARTITION BY set_id ORDER BY seq) AS p,
		opm.xmr_chart((value - offset_by)::float8, method => 'median range') OVER (PARTITION BY set_id ORDER BY seq) AS q FROM shifted) x JOIN expected_individuals e USING (set_id)
	WHERE NOT (pg_temp.close((p).centre + offset_by, median) AND pg_temp.close((p).range_centre, median_mr) AND pg_temp.close((q).centre + offset_by, center) AND pg_temp.close((q).range_centre, median_mr)
		AND pg_temp.close((p).sigma, median_mr / 0.95387255240893975) AND pg_temp.close((q).sigma, (p).sigma))$$,
	'xmr: medians');
SELECT is((SELECT array_agg(DISTINCT reason) FROM (SELECT set_id, (opm.xmr_chart(value::float8, rules => 'none') OVER (PARTITION BY set_id ORDER BY seq)).reason FROM individuals) x WHERE set_id = 'offset_1e9_40'),
	ARRAY['limits have fewer than 9 digits: subtract a constant from the values first'], 'xmr says that it cannot carry 9 digits of the set around 1e9');
SELECT is((SELECT array_agg(DISTINCT reason) FROM xmr WHERE set_id = 'constant_20'), ARRAY['no variation in the baseline'], 'xmr: a constant series says so');

CREATE TEMP TABLE gaps (set_id text, seq int, value float8);
\copy gaps FROM 'test/data/spc/data_gaps.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_gaps (set_id text, center float8, mr_center_bridging float8, sigma_bridging float8, mr_center_breaking float8, sigma_breaking float8);
\copy expected_gaps FROM 'test/data/spc/expected_gaps.csv' (FORMAT csv, HEADER)
SELECT is_empty($$
	SELECT DISTINCT set_id FROM (SELECT set_id, (opm.xmr_chart(value) OVER (PARTITION BY set_id ORDER BY seq)).* FROM gaps) x JOIN expected_gaps USING (set_id)
	WHERE NOT (pg_temp.close(centre, center) AND pg_temp.close(range_centre, mr_center_breaking) AND pg_temp.close(sigma, sigma_breaking))$$,
	'xmr: a missing value breaks the moving range');
SELECT is_empty($$
	SELECT DISTINCT set_id FROM (SELECT set_id, (opm.xmr_chart(value) OVER (PARTITION BY set_id ORDER BY seq)).* FROM gaps WHERE value IS NOT NULL) x JOIN expected_gaps USING (set_id)
	WHERE NOT (pg_temp.close(centre, center) AND pg_temp.close(range_centre, mr_center_bridging) AND pg_temp.close(sigma, sigma_bridging))$$,
	'xmr: to bridge gaps, leave the rows out');

-- ---- Subgroups ----
CREATE TEMP TABLE subgroups (set_id text, subgroup int, obs int, value float8);
\copy subgroups FROM 'test/data/spc/data_subgroups.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_subgroups (set_id text, chart text, subgroup_size int, subgroups int, center float8, sigma_within float8, lcl float8, ucl float8, disp_center float8, disp_lcl float8, disp_ucl float8, sd_overall float8);
\copy expected_subgroups FROM 'test/data/spc/expected_subgroups.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE subgroup_kpi AS
SELECT set_id, subgroup, opm.kpi(timestamptz '2026-01-01' + obs * interval '1 minute', value) AS k, avg(value) AS mean, max(value) - min(value) AS range, stddev_samp(value) AS sd, count(*) AS n
FROM subgroups GROUP BY 1, 2;
CREATE TEMP TABLE xbar AS
SELECT set_id, 'xbar_r' AS chart, n, (opm.xbar_r_chart(mean, range, n) OVER (PARTITION BY set_id ORDER BY subgroup)).* FROM subgroup_kpi
UNION ALL
SELECT set_id, 'xbar_s' AS chart, n, (opm.xbar_s_chart(mean, sd, n) OVER (PARTITION BY set_id ORDER BY subgroup)).* FROM subgroup_kpi;
CREATE TEMP TABLE xbar_kpi AS
SELECT set_id, 'xbar_r' AS chart, opm.n(k) AS n, (opm.xbar_r_chart(k) OVER (PARTITION BY set_id ORDER BY subgroup)).* FROM subgroup_kpi
UNION ALL
SELECT set_id, 'xbar_s' AS chart, opm.n(k) AS n, (opm.xbar_s_chart(k) OVER (PARTITION BY set_id ORDER BY subgroup)).* FROM subgroup_kpi;
SELECT is((SELECT count(DISTINCT (set_id, chart)) FROM xbar JOIN expected_subgroups USING (set_id, chart)), 26::bigint, 'xbar: 26 charts');
SELECT is_empty($$
	SELECT DISTINCT set_id, chart FROM xbar JOIN expected_subgroups USING (set_id, chart)
	WHERE NOT (pg_temp.close(centre, center, sigma) AND pg_temp.close(sigma * sqrt(n), sigma_within) AND pg_temp.close(lower, lcl, sigma) AND pg_temp.close(upper, ucl, sigma)
		AND pg_temp.close(range_centre, disp_center, sigma) AND pg_temp.close(range_lower, disp_lcl, sigma) AND pg_temp.close(range_upper, disp_ucl, sigma) AND points = subgroups)$$,
	'xbar: centre, sigma, limits of means and of ranges');
SELECT is_empty($$
	SELECT DISTINCT set_id, chart FROM xbar_kpi JOIN expected_subgroups USING (set_id, chart)
	WHERE NOT (pg_temp.close(centre, center, sigma) AND pg_temp.close(sigma * sqrt(n), sigma_within) AND pg_temp.close(lower, lcl, sigma) AND pg_temp.close(upper, ucl, sigma)
		AND pg_temp.close(range_centre, disp_center, sigma) AND pg_temp.close(range_upper, disp_ucl, sigma))$$,
	'xbar: the same from one kpi a subgroup');

-- ---- Counts ----
CREATE TEMP TABLE attributes (set_id text, chart text, seq int, defects float8, sample_size float8);
\copy attributes FROM 'test/data/spc/data_attributes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_attributes (set_id text, chart text, seq int, statistic float8, center float8, lcl float8, ucl float8, beyond_limits int);
\copy expected_attributes FROM 'test/data/spc/expected_attributes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE counts AS
SELECT set_id, chart, seq, (opm.p_chart(defects, sample_size) OVER (PARTITION BY set_id ORDER BY seq)).* FROM attributes WHERE chart = 'p'
UNION ALL
SELECT set_id, chart, seq, (opm.np_chart(defects, sample_size) OVER (PARTITION BY set_id ORDER BY seq)).* FROM attributes WHERE chart = 'np'
UNION ALL
SELECT set_id, chart, seq, (opm.c_chart(defects) OVER (PARTITION BY set_id ORDER BY seq)).* FROM attributes WHERE chart = 'c'
UNION ALL
SELECT set_id, chart, seq, (opm.u_chart(defects, sample_size) OVER (PARTITION BY set_id ORDER BY seq)).* FROM attributes WHERE chart = 'u';
SELECT is((SELECT count(*) FROM counts JOIN expected_attributes USING (set_id, chart, seq)), 427::bigint, 'counts: 427 points on 14 charts');
SELECT is_empty($$
	SELECT set_id, seq, value, statistic, centre, center, lower, lcl, upper, ucl FROM counts JOIN expected_attributes USING (set_id, chart, seq)
	WHERE NOT (pg_temp.close(value, statistic) AND pg_temp.close(centre, center) AND pg_temp.close(lower, lcl, sigma) AND pg_temp.close(upper, ucl, sigma))$$,
	'counts: plotted value, centre, limits');
SELECT is_empty($$SELECT set_id, seq, signal, beyond_limits FROM counts JOIN expected_attributes USING (set_id, chart, seq) WHERE signal & 1 <> beyond_limits$$, 'counts: beyond the limits');

-- Laney's method has no oracle here: it is checked against its definition in plain SQL.
SELECT is_empty($$
	WITH rate AS (SELECT *, sum(defects) OVER w / sum(sample_size) OVER w AS bar FROM attributes WHERE set_id IN ('rnd_p_var', 'rnd_u_var') WINDOW w AS (PARTITION BY set_id)),
	z AS (SELECT *, sqrt(CASE chart WHEN 'p' THEN bar * (1 - bar) ELSE bar END / sample_size) AS s FROM rate),
	moving AS (SELECT *, abs((defects / sample_size - bar) / s - lag((defects / sample_size - bar) / s) OVER (PARTITION BY set_id ORDER BY seq)) AS r FROM z),
	want AS (SELECT set_id, seq, bar, s * avg(r) OVER (PARTITION BY set_id) / (2 / sqrt(pi())) AS s FROM moving),
	got AS (SELECT set_id, seq, opm.p_chart(defects, sample_size, method => 'laney') OVER (ORDER BY seq) AS p FROM attributes WHERE set_id = 'rnd_p_var'
		UNION ALL SELECT set_id, seq, opm.u_chart(defects, sample_size, method => 'laney') OVER (ORDER BY seq) FROM attributes WHERE set_id = 'rnd_u_var')
	SELECT set_id, seq, (p).sigma, s FROM got JOIN want USING (set_id, seq) WHERE NOT (pg_temp.close((p).sigma, s) AND pg_temp.close((p).centre, bar))$$,
	'counts: Laney''s p-prime and u-prime');

-- ---- NIST/SEMATECH e-Handbook ----
CREATE TEMP TABLE nist (dataset text, seq int, value float8, sample_size float8);
\copy nist FROM 'test/data/nist_handbook/data.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE scalars (dataset text, quantity text, printed text, full_precision float8);
\copy scalars FROM 'test/data/nist_handbook/expected_scalars.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE nist_got AS
SELECT 'flowrate_xmr' AS dataset, (opm.xmr_chart(value) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'flowrate_xmr'
UNION ALL SELECT 'flowrate_xmr rounded', (opm.xmr_chart(value, constants => 'rounded') OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'flowrate_xmr'
UNION ALL SELECT 'wafer_c', (opm.c_chart(value) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'wafer_c'
UNION ALL SELECT 'chips_p', (opm.p_chart(value * sample_size, sample_size) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'chips_p' AND value < 1
UNION ALL SELECT 'chips_p', (opm.p_chart(value, sample_size) OVER (ORDER BY seq)).* FROM nist WHERE dataset = 'chips_p' AND value >= 1;
SELECT is_empty($$
	SELECT DISTINCT dataset, quantity, full_precision, g.* FROM nist_got g JOIN scalars USING (dataset)
	WHERE NOT pg_temp.close(CASE quantity WHEN 'center' THEN centre WHEN 'ucl' THEN upper WHEN 'lcl' THEN lower WHEN 'mr_center' THEN range_centre WHEN 'mr_ucl' THEN range_upper END, full_precision)$$,
	'NIST: full precision');
SELECT is_empty($$
	SELECT DISTINCT dataset, quantity, printed FROM nist_got JOIN scalars USING (dataset) WHERE dataset IN ('wafer_c', 'chips_p') AND
	abs(CASE quantity WHEN 'center' THEN centre WHEN 'ucl' THEN upper WHEN 'lcl' THEN lower END - printed::float8) > 1.00001e-4$$,
	'NIST: counts as printed (the handbook rounds on the way: up to one unit of the 4th decimal)');
-- The printed limit of the moving range, 6.1349, follows from no published constants; limits of the values follow from d2 = 1.128.
SELECT is((SELECT array_agg(DISTINCT (round(centre::numeric, 2), round(upper::numeric, 4), round(lower::numeric, 4), round(range_centre::numeric, 4))::text) FROM nist_got WHERE dataset = 'flowrate_xmr rounded'),
	ARRAY['(50.81,55.8041,45.8159,1.8778)'], 'NIST: xmr with rounded constants is as printed');
SELECT is((SELECT array_agg(n) FROM (SELECT row_number() OVER () AS n, signal FROM nist_got WHERE dataset = 'wafer_c') x WHERE signal & 1 = 1), ARRAY[24::bigint], 'NIST: a count on the limit is inside');

-- ---- Constants ----
-- Table values: Montgomery, Introduction to Statistical Quality Control, appendix VI.
SELECT is((SELECT string_agg(round(opm.d2(n)::numeric, 3)::text, ' ' ORDER BY n) FROM generate_series(2, 25) n),
	'1.128 1.693 2.059 2.326 2.534 2.704 2.847 2.970 3.078 3.173 3.258 3.336 3.407 3.472 3.532 3.588 3.640 3.689 3.735 3.778 3.819 3.858 3.895 3.931', 'd2 as tabled');
SELECT is((SELECT string_agg(round(opm.d3(n)::numeric, 3)::text, ' ' ORDER BY n) FROM generate_series(2, 25) n),
	'0.853 0.888 0.880 0.864 0.848 0.833 0.820 0.808 0.797 0.787 0.778 0.770 0.763 0.756 0.750 0.744 0.739 0.733 0.729 0.724 0.720 0.716 0.712 0.708', 'd3 as tabled');
SELECT ok(pg_temp.close(opm.d2(2), 2 / sqrt(pi())) AND pg_temp.close(opm.d2(3), 3 / sqrt(pi())) AND pg_temp.close(opm.d3(2), sqrt(2 - 4 / pi()))
	AND pg_temp.close(opm.d2(5), 5 / sqrt(pi()) * (0.5 + 3 / pi() * asin(1 / 3.0::float8)) ), 'd2 and d3 where there is a closed form');
SELECT ok(pg_temp.close(opm.c4(2), sqrt(2 / pi())) AND pg_temp.close(opm.c4(3), sqrt(pi()) / 2) AND round(opm.c4(10)::numeric, 4) = 0.9727 AND round(opm.c4(25)::numeric, 4) = 0.9896
	AND (SELECT bool_and(abs(opm.c4(n) * opm.c4(n + 1) / sqrt((n - 1) / n::float8) - 1) < 1e-13) FROM generate_series(2, 200) n), 'c4: closed forms, table, and c4(n) c4(n + 1) = sqrt((n - 1) / n)');

-- ---- Textbook charts of qcc ----
\if :qcc
CREATE TEMP TABLE qcc (set_id text, chart text, constants text, points int, center float8, sigma float8, lcl_first float8, ucl_first float8, beyond int, beyond_at text);
\copy qcc FROM '../shared/oracles/qcc_textbook/expected_charts.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE rings (diameter float8, sample int, trial boolean);
\copy rings FROM '../shared/oracles/qcc_textbook/pistonrings.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE viscosity (batch int, viscosity float8, trial boolean);
\copy viscosity FROM '../shared/oracles/qcc_textbook/viscosity.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE juice (sample int, d float8, size float8, trial boolean);
\copy juice FROM '../shared/oracles/qcc_textbook/orangejuice.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE circuit (sample int, x float8, size float8, trial boolean);
\copy circuit FROM '../shared/oracles/qcc_textbook/circuit.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE cloth (sample serial, x float8, size float8);
\copy cloth (x, size) FROM '../shared/oracles/qcc_textbook/dyedcloth.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE pc (sample serial, x float8, size float8);
\copy pc (x, size) FROM '../shared/oracles/qcc_textbook/pcmanufact.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE ring_groups AS SELECT sample, bool_and(trial) AS trial, avg(diameter) AS mean, max(diameter) - min(diameter) AS range, stddev_samp(diameter) AS sd, count(*) AS n FROM rings GROUP BY sample;
CREATE TEMP TABLE qcc_got AS
SELECT 'pistonrings_1_25' AS set_id, 'xbar_r' AS chart, c.w AS constants, sample AS at, (opm.xbar_r_chart(mean, range, n, constants => c.o) OVER (PARTITION BY c.o ORDER BY sample)).* FROM ring_groups, (VALUES ('exact', 'exact'), ('package_3_decimals', 'rounded')) c(w, o) WHERE trial
UNION ALL SELECT 'pistonrings_all', 'xbar_r', c.w, sample, (opm.xbar_r_chart(mean, range, n, constants => c.o) OVER (PARTITION BY c.o ORDER BY sample)).* FROM ring_groups, (VALUES ('exact', 'exact'), ('package_3_decimals', 'rounded')) c(w, o)
UNION ALL SELECT 'pistonrings_1_25', 'xbar_s', c.w, sample, (opm.xbar_s_chart(mean, sd, n) OVER (PARTITION BY c.w ORDER BY sample)).* FROM ring_groups, (VALUES ('exact'), ('package_3_decimals')) c(w) WHERE trial
UNION ALL SELECT 'pistonrings_all', 'xbar_s', c.w, sample, (opm.xbar_s_chart(mean, sd, n) OVER (PARTITION BY c.w ORDER BY sample)).* FROM ring_groups, (VALUES ('exact'), ('package_3_decimals')) c(w)
UNION ALL SELECT 'viscosity_trial', 'xbar_one', c.w, batch, (opm.xmr_chart(viscosity, constants => c.o) OVER (PARTITION BY c.o ORDER BY batch)).* FROM viscosity, (VALUES ('exact', 'exact'), ('package_3_decimals', 'rounded')) c(w, o) WHERE trial
UNION ALL SELECT 'orangejuice_trial', 'p', 'package_3_decimals', sample, (opm.p_chart(d, size) OVER (ORDER BY sample)).* FROM juice WHERE trial
UNION ALL SELECT 'orangejuice_all', 'p', 'package_3_decimals', sample, (opm.p_chart(d, size) OVER (ORDER BY sample)).* FROM juice
UNION ALL SELECT 'orangejuice_all', 'np', 'package_3_decimals', sample, (opm.np_chart(d, size) OVER (ORDER BY sample)).* FROM juice
UNION ALL SELECT 'circuit_trial', 'c', 'package_3_decimals', sample, (opm.c_chart(x) OVER (ORDER BY sample)).* FROM circuit WHERE trial
UNION ALL SELECT 'circuit_all', 'c', 'package_3_decimals', sample, (opm.c_chart(x) OVER (ORDER BY sample)).* FROM circuit
UNION ALL SELECT 'dyedcloth', 'u', 'package_3_decimals', sample, (opm.u_chart(x, size) OVER (ORDER BY sample)).* FROM cloth
UNION ALL SELECT 'pcmanufact', 'u', 'package_3_decimals', sample, (opm.u_chart(x, size) OVER (ORDER BY sample)).* FROM pc;
SELECT is((SELECT count(DISTINCT (set_id, chart, constants)) FROM qcc_got JOIN qcc USING (set_id, chart, constants)), (SELECT count(*) FROM qcc WHERE chart NOT IN ('r', 's')), 'qcc: all charts of means, values and counts');
SELECT is_empty($$
	SELECT set_id, chart, constants FROM qcc LEFT JOIN (SELECT DISTINCT ON (set_id, chart, constants) * FROM qcc_got ORDER BY 1, 2, 3, at) g USING (set_id, chart, constants)
	WHERE chart NOT IN ('r', 's') AND NOT coalesce(pg_temp.close(centre, center) AND pg_temp.close(lower, lcl_first, g.sigma) AND pg_temp.close(upper, ucl_first, g.sigma) AND g.points = qcc.points, false)$$,
	'qcc: centre and limits');
SELECT is_empty($$
	SELECT set_id, chart, constants, string_agg(at::text, ' ' ORDER BY at) FILTER (WHERE signal & 1 = 1), beyond_at FROM qcc_got JOIN qcc USING (set_id, chart, constants)
	GROUP BY set_id, chart, constants, beyond_at HAVING coalesce(string_agg(at::text, ' ' ORDER BY at) FILTER (WHERE signal & 1 = 1), '') <> coalesce(beyond_at, '')$$,
	'qcc: points beyond the limits');
SELECT is_empty($$
	SELECT q.set_id, q.chart, q.constants FROM qcc q LEFT JOIN (SELECT DISTINCT ON (set_id, chart, constants) * FROM qcc_got ORDER BY 1, 2, 3, at) g
		ON q.set_id = g.set_id AND g.chart = 'xbar_' || q.chart AND q.constants = g.constants
	WHERE (q.chart = 's' OR q.chart = 'r' AND q.constants = 'exact') AND NOT coalesce(pg_temp.close(range_centre, center) AND pg_temp.close(range_lower, lcl_first, g.sigma) AND pg_temp.close(range_upper, ucl_first, g.sigma), false)$$,
	'qcc: charts of ranges and standard deviations');
-- Left out: ranges with package_3_decimals, where qcc takes d3(5) = 0.8640855; the integral is 0.8640819.
-- domain survey: rules of R qcc with 25 base samples, 15 new
SELECT is((SELECT string_agg(sample || ':' || signal, ' ' ORDER BY sample) FROM (SELECT sample, (opm.xbar_r_chart(mean, range, n, baseline => 25, rules => 'beyond, 2of3') OVER (ORDER BY sample)).signal FROM ring_groups) x WHERE signal <> 0),
	'35:16 37:17 38:17 39:17 40:16', 'qcc: limits of 25 samples applied to 40; rules as in its documentation');
SELECT is((SELECT string_agg(batch || ':' || signal, ' ' ORDER BY batch) FROM (SELECT batch, (opm.xmr_chart(viscosity, in_baseline => trial, rules => 'nelson') OVER (ORDER BY batch)).signal FROM viscosity) x WHERE signal <> 0), '4:1 29:32 33:2 34:2 35:2', 'qcc: viscosity with Nelson rules (batches 25 to 33 are the first nine in a row above the centre)');
SELECT is((SELECT array_agg(DISTINCT round((p).centre::numeric, 7)) FROM (SELECT opm.p_chart(d, size, in_baseline => trial) OVER (ORDER BY sample) AS p FROM juice) x), ARRAY[0.2313333], 'qcc: a baseline by flag');
SELECT is((SELECT count(*) FROM (SELECT (opm.xmr_chart(viscosity, baseline => 20) OVER (ORDER BY batch)) AS a, (opm.xmr_chart(viscosity, in_baseline => trial) OVER (ORDER BY batch)) AS b FROM viscosity) x WHERE a IS DISTINCT FROM b), 0::bigint, 'a baseline by number = by flag');
SELECT ok((SELECT bool_and(a.signal = b.signal) FROM (SELECT sample, (opm.c_chart(x) OVER (ORDER BY sample)).signal FROM circuit) a JOIN (SELECT sample, (opm.u_chart(x, size) OVER (ORDER BY sample)).signal FROM circuit) b USING (sample)), 'c and u agree where sizes are equal');
\else
SELECT skip('../shared/oracles/qcc_textbook is not here (it may not be shipped): textbook charts of qcc were NOT checked', 9);
\endif

-- ---- Health care series ----
\if :health
CREATE TEMP TABLE health (series text, chart text, period text, statistic float8, center float8, lcl float8, ucl float8, beyond_limits int);
\copy health FROM '../shared/oracles/healthcare_ops/expected_charts.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE nhs (i int, r float8, n float8);
\copy nhs FROM '../shared/oracles/healthcare_ops/nhs_accidents.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE infections (hospital text, infection text, month date, n float8, days float8);
\copy infections FROM '../shared/oracles/healthcare_ops/hospital_infections.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE health_got AS
SELECT 'nhs_accidents' AS series, i::text AS period, (opm.p_chart(r, n) OVER (ORDER BY i)).* FROM nhs
UNION ALL SELECT series, month::text, (opm.u_chart(n, days) OVER (PARTITION BY series ORDER BY month)).* FROM (
	SELECT hospital || '/' || infection AS series, month, n, days FROM infections
	UNION ALL SELECT hospital, month, sum(n), sum(days) FROM infections GROUP BY 1, 2
	UNION ALL SELECT 'region/' || infection, month, sum(n), sum(days) FROM infections GROUP BY 1, 2
	UNION ALL SELECT 'region', month, sum(n), sum(days) FROM infections GROUP BY 2) s;
SELECT is((SELECT count(*) FROM health_got JOIN health USING (series, period)), (SELECT count(*) FROM health), 'health care: all points');
SELECT is_empty($$SELECT series, period, value, statistic, centre, center, lower, lcl, upper, ucl FROM health_got JOIN health USING (series, period)
	WHERE NOT (pg_temp.close(value, statistic) AND pg_temp.close(centre, center) AND pg_temp.close(lower, lcl, sigma) AND pg_temp.close(upper, ucl, sigma))$$, 'health care: values, centre, limits');
SELECT is_empty($$SELECT series, period FROM health_got JOIN health USING (series, period) WHERE signal & 1 <> beyond_limits$$, 'health care: beyond the limits');
\else
SELECT skip('../shared/oracles/healthcare_ops is not here (it may not be shipped): health care charts were NOT checked', 3);
\endif
SELECT * FROM finish();
ROLLBACK;
