-- Capability against answers that nobody wrote for opm: test/data/spc, NIST, and, where at hand, qcc's piston rings.
-- Tolerance: 1e-9 relative. Left out: ppm_observed, a plain count of rows outside.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
\set qcc `test -f ../shared/oracles/qcc_textbook/pistonrings.csv && echo true || echo false`
SELECT plan(14);

CREATE FUNCTION pg_temp.close(got double precision, want double precision, scale double precision DEFAULT 0) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= greatest(1e-9 * abs(want), 1e-9 * scale) END;

CREATE TEMP TABLE individuals (set_id text, seq int, value numeric);
\copy individuals FROM 'test/data/spc/data_individuals.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE subgroups (set_id text, subgroup int, obs int, value float8);
\copy subgroups FROM 'test/data/spc/data_subgroups.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected (set_id text, kind text, sigma_within_from text, lsl numeric, usl numeric, target numeric, mean float8, sigma_within float8, sd_overall float8, cp float8, cpl float8, cpu float8, cpk float8,
	cpm_within float8, pp float8, ppl float8, ppu float8, ppk float8, cpm_overall float8, ppm_within float8, ppm_overall float8, ppm_observed float8);
\copy expected FROM 'test/data/spc/expected_capability.csv' (FORMAT csv, HEADER)

-- The set around 1e9 is shifted before it becomes double precision, as the note of opm.xmr asks.
CREATE TEMP TABLE shift AS SELECT set_id, CASE set_id WHEN 'offset_1e9_40' THEN 1000000000 ELSE 0 END AS by FROM (SELECT set_id FROM individuals UNION SELECT set_id FROM subgroups) s;
-- The four ways to sigma within, each in plain SQL.
CREATE TEMP TABLE groups AS SELECT set_id, subgroup, opm.kpi(timestamptz '2026-01-01' + obs * interval '1 minute', value) AS k FROM subgroups GROUP BY 1, 2;
CREATE TEMP TABLE within AS
SELECT set_id, 'r' AS sigma_within_from, opm.merge(k) AS k, avg((opm.max(k) - opm.min(k)) / opm.d2(opm.n(k)::int)) AS sigma FROM groups GROUP BY 1
UNION ALL SELECT set_id, 's', opm.merge(k), avg(opm.stddev(k) / opm.c4(opm.n(k)::int)) FROM groups GROUP BY 1
UNION ALL SELECT set_id, 'pooled', opm.merge(k), sqrt(sum(opm.variance(k) * (opm.n(k) - 1)) / sum(opm.n(k) - 1)) FROM groups GROUP BY 1
UNION ALL SELECT set_id, 'mr', opm.kpi(timestamptz '2026-01-01' + seq * interval '1 day', value), max(sigma)
	FROM (SELECT set_id, seq, (value - by)::float8 AS value, (opm.xmr_chart((value - by)::float8) OVER (PARTITION BY set_id ORDER BY seq)).sigma FROM individuals JOIN shift USING (set_id)) x GROUP BY 1;
CREATE TEMP TABLE got AS
SELECT e.set_id, e.sigma_within_from, by, (opm.capability(k, (lsl - by)::float8, (usl - by)::float8, (target - by)::float8, sigma)).*
FROM expected e JOIN within USING (set_id, sigma_within_from) JOIN shift USING (set_id);

SELECT is((SELECT count(*) FROM got), (SELECT count(*) FROM expected), 'all 25 cases');
SELECT is_empty($$SELECT set_id, sigma_within_from FROM got g JOIN expected e USING (set_id, sigma_within_from)
	WHERE NOT (pg_temp.close(g.mean + by, e.mean) AND pg_temp.close(g.sigma_within, e.sigma_within) AND pg_temp.close(g.sigma_overall, e.sd_overall))$$, 'mean, sigma within, overall sigma');
SELECT is_empty($$SELECT set_id, sigma_within_from FROM got g JOIN expected e USING (set_id, sigma_within_from)
	WHERE NOT (pg_temp.close(g.cp, e.cp) AND pg_temp.close(g.cpl, e.cpl, g.cpk) AND pg_temp.close(g.cpu, e.cpu, g.cpk) AND pg_temp.close(g.cpk, e.cpk) AND pg_temp.close(g.cpm, e.cpm_within))$$, 'Cp, Cpl, Cpu, Cpk, Cpm');
SELECT is_empty($$SELECT set_id, sigma_within_from FROM got g JOIN expected e USING (set_id, sigma_within_from)
	WHERE NOT (pg_temp.close(g.pp, e.pp) AND pg_temp.close(g.ppl, e.ppl) AND pg_temp.close(g.ppu, e.ppu) AND pg_temp.close(g.ppk, e.ppk) AND pg_temp.close(g.cpm_overall, e.cpm_overall))$$, 'Pp, Ppl, Ppu, Ppk, Cpm overall');
SELECT is_empty($$SELECT set_id, sigma_within_from, g.dpm_within, e.ppm_within FROM got g JOIN expected e USING (set_id, sigma_within_from)
	WHERE NOT (pg_temp.close(g.dpm_within, e.ppm_within) AND pg_temp.close(g.dpm_overall, e.ppm_overall))$$, 'expected defects in a million');

SELECT is((SELECT (round(cp::numeric, 4), round(cpu::numeric, 4), round(cpl::numeric, 4), round(cpk::numeric, 4))::text FROM opm.capability(50, 16, 2, 8, 20, sigma_within => 2)),
	'(1.0000,0.6667,1.3333,0.6667)', 'NIST 6.1.6');

-- Chi-square quantiles behind the intervals: tables (NIST/SEMATECH e-Handbook 1.3.6.7.4, three decimals), through Cp = 1:
-- cp_low^2 * (n - 1) is the lower quantile, cp_high^2 * (n - 1) the upper.
CREATE TEMP TABLE chi (df int, low numeric, high numeric);
INSERT INTO chi VALUES (1, 0.001, 5.024), (2, 0.051, 7.378), (3, 0.216, 9.348), (4, 0.484, 11.143), (5, 0.831, 12.833), (10, 3.247, 20.483), (20, 9.591, 34.170), (30, 16.791, 46.979), (50, 32.357, 71.420), (100, 74.222, 129.561);
SELECT is_empty($$SELECT df, round((cp_low ^ 2 * df)::numeric, 3), low, round((cp_high ^ 2 * df)::numeric, 3), high FROM chi, opm.capability(df + 1, 0, NULL, -3, 3, sigma_within => 1)
	WHERE round((cp_low ^ 2 * df)::numeric, 3) <> low OR round((cp_high ^ 2 * df)::numeric, 3) <> high$$, 'chi-square quantiles as tabled');
-- With 2 degrees of freedom the distribution is exponential, so quantiles are logarithms.
SELECT is_empty($$SELECT c, cp_low ^ 2 * 2, -2 * ln((1 + c) / 2) FROM unnest('{0.01,0.5,0.9,0.95,0.99,0.999,0.999999}'::float8[]) c, opm.capability(3, 0, NULL, -3, 3, sigma_within => 1, level => c)
	WHERE NOT (pg_temp.close(cp_low ^ 2 * 2, -2 * ln((1 + c) / 2), 1e-3) AND pg_temp.close(cp_high ^ 2 * 2, -2 * ln((1 - c) / 2)))$$, 'chi-square quantiles with 2 degrees of freedom, exactly');
SELECT ok((SELECT bool_and(cp_low < 1 AND cp_high > 1 AND cp_low > lag_low AND cp_high < lag_high) FROM (SELECT m, cp_low, cp_high, lag(cp_low, 1, 0::float8) OVER (ORDER BY m) AS lag_low, lag(cp_high, 1, 1e9::float8) OVER (ORDER BY m) AS lag_high
	FROM unnest('{2,3,5,10,100,1000,10000,99999,100001,100002,200000,1000000,100000000}'::bigint[]) m, opm.capability(m, 0, NULL, -3, 3, sigma_within => 1)) x), 'intervals narrow as measurements grow, also where the method changes');
SELECT is((SELECT array_agg(reason ORDER BY o) FROM (VALUES (1, 5, 1, NULL, NULL, NULL), (2, 1, NULL, 0, 2, NULL), (3, 5, 0, 0, 2, NULL), (4, 5, 1, 0, 2, NULL), (5, 5, 1, 0, 2, 1)) v(o, m, deviation, lower, upper, sigma),
		opm.capability(m, 1, deviation, lower, upper, sigma_within => sigma)),
	ARRAY['no limits', 'fewer than 2 measurements', 'no variation', 'no sigma within: Cp, Cpk and Cpm need it', NULL], 'NULL indices say why');
SELECT throws_ok('SELECT opm.capability(5, 1, 1, 2, 0)', '22023', 'lower limit must be below the upper limit', 'limits the wrong way round');

\if :qcc
CREATE TEMP TABLE rings (diameter float8, sample int, trial boolean);
\copy rings FROM '../shared/oracles/qcc_textbook/pistonrings.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE exact (constants text, index text, value float8);
\copy exact FROM '../shared/oracles/qcc_textbook/expected_capability_pistonrings_exact.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE ring AS
SELECT (opm.capability(opm.merge(k), 73.95, 74.05, 74, avg((opm.max(k) - opm.min(k)) / opm.d2(5)))).*
FROM (SELECT opm.kpi(timestamptz '2026-01-01', diameter) AS k FROM rings WHERE trial GROUP BY sample) s;
SELECT is_empty($$SELECT index, value FROM exact, ring WHERE NOT pg_temp.close(CASE index WHEN 'Cp' THEN cp WHEN 'Cp_l' THEN cpl WHEN 'Cp_u' THEN cpu WHEN 'Cp_k' THEN cpk WHEN 'Cpm' THEN cpm END, value)$$, 'qcc: piston rings, exact constants');
-- The survey quotes qcc with rounded constants: sigma within 0.00978504.
SELECT is((SELECT (round(c.cp::numeric, 6), round(c.cp_low::numeric, 6), round(c.cp_high::numeric, 6), round(c.cpk::numeric, 6), round(c.cpm::numeric, 6))::text FROM ring r, opm.capability(r.n, r.mean, r.sigma_overall, 73.95, 74.05, 74, (r.sigma_within * opm.d2(5)) / 2.326) c),
	'(1.703281,1.491411,1.914826,1.663219,1.691111)', 'qcc: piston rings, rounded constant, with the interval of Cp');
SELECT is((SELECT (round(pp::numeric, 6), round(ppk::numeric, 6), round(cpm_overall::numeric, 6))::text FROM ring), '(1.655086,1.616159,1.643914)', 'qcc: Pp, Ppk and Cpm of the overall sigma');
\else
SELECT skip('../shared/oracles/qcc_textbook is not here (it may not be shipped): capability of the piston rings was NOT checked', 3);
\endif
SELECT * FROM finish();
ROLLBACK;
