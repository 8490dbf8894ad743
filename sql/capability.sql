-- Laws of capability; numbers against independent answers are in test/pgtap/capability.sql.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; row record;
BEGIN
	EXECUTE 'SELECT ' || call INTO row;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;

CREATE TABLE measured AS SELECT i, 10 + sin(i * 1.7) + i % 7 * 0.1 AS value, timestamptz '2026-01-01 00:00Z' + i * interval '1 hour' AS at FROM generate_series(1, 200) i;
CREATE TABLE k AS SELECT opm.kpi(at, value) AS k, avg(value) AS m, stddev_samp(value) AS sd FROM measured;
-- From a kpi or from its numbers: the same. With sigma within = the overall sigma, C and P indices are the same.
SELECT abs((a).pp - (b).pp) < 1e-12 AND abs((a).ppk - (b).ppk) < 1e-12 AND (a).reason = (b).reason AS same, (a).cp IS NULL AND (a).cpk IS NULL AND (a).cp_low IS NULL AND (a).dpm_within IS NULL AS no_c
FROM k, LATERAL (SELECT opm.capability(k, 7, 13, 10) AS a, opm.capability(200, m, sd, 7, 13, 10) AS b) x;
SELECT (c).cp = (c).pp AND (c).cpk = (c).ppk AND (c).cpm = (c).cpm_overall AND (c).cp_low = (c).pp_low AND (c).cpk_high = (c).ppk_high AND (c).dpm_within = (c).dpm_overall AS same FROM opm.capability(50, 1, 2, -4, 9, 3, 2) c;
-- Unit and sign do not matter: a change of unit keeps all indices, a mirror swaps the sides.
SELECT abs(a.cpk - b.cpk) < 1e-12 AND abs(a.cpm - b.cpm) < 1e-12 AND abs(a.dpm_overall - b.dpm_overall) < 1e-6 AND abs(a.cpm_high - b.cpm_high) < 1e-12 AS unit, a.cpl = c.cpu AND a.cpu = c.cpl AND a.cpk = c.cpk AS mirror
FROM opm.capability(40, 5, 1.5, 1, 11, 6, 1.2) a, opm.capability(40, 9 * 5 + 32, 9 * 1.5, 9 + 32, 9 * 11 + 32, 9 * 6 + 32, 9 * 1.2) b, opm.capability(40, -5, 1.5, -11, -1, -6, 1.2) c;
-- One limit gives one side; a centred process has Cpk = Cp; intervals hold their index and widen with the level; no intervals beyond reason
SELECT cp IS NULL AND cpm IS NULL AND cpl IS NULL AND cpk = cpu AND cpk_low < cpk AND cpk < cpk_high AS upper_only FROM opm.capability(30, 5, 1, NULL, 9, 6, 1);
SELECT cp = cpk AND cpl = cpu AND cpm = cp AS centred FROM opm.capability(30, 5, 1, 1, 9, 5, 1);
SELECT bool_and(cp_low < cp AND cp < cp_high AND cpk_low < cpk AND cpk < cpk_high AND cpm_low < cpm AND cpm < cpm_high AND cp_high - cp_low > before) AS ordered
FROM (SELECT c.*, lag(cp_high - cp_low, 1, 0::float8) OVER (ORDER BY level) AS before FROM unnest('{0.5,0.8,0.9,0.95,0.99,0.9999}'::float8[]) level, opm.capability(30, 5.5, 1, 1, 9, 5, 1, level) c) x;
SELECT opm.capability(NULL::opm.kpi, 1, 2) IS NULL AND opm.capability(5, NULL, 1, 1, 2) IS NULL AND opm.capability(5, 1, 1, 1, 2, level => NULL) IS NULL AS null_in_null_out;
SELECT cp, cpk, ppk, reason FROM opm.capability(0, 0, NULL, 1, 2);
-- A mean outside the limits: below 0, and the share outside is near everything
SELECT cpk < 0 AND dpm_within > 999999 AS outside FROM opm.capability(20, 30, 1, 0, 20, sigma_within => 1);

SELECT call, pg_temp.refusal(call) FROM (VALUES ('opm.capability(5, 1, 1, 2, 2)'), ('opm.capability(5, 1, 1, 3, 2)'), ('opm.capability(5, 1, -1, 1, 2)'), ('opm.capability(5, 1, 1, 1, 2, sigma_within => -1)'), ('opm.capability(-1, 1, 1, 1, 2)'),
	($$opm.capability(5, 'NaN', 1, 1, 2)$$), ($$opm.capability(5, 1, 1, '-Infinity', 2)$$), ('opm.capability(5, 1, 1, 1, 2, level => 1)'), ('opm.capability(5, 1, 1, 1, 2, level => 0)')) v(call);
DROP TABLE measured, k;
