-- Laws of EWMA and CUSUM; numbers against independent answers are in test/pgtap/drift.sql.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; row record;
BEGIN
	EXECUTE 'SELECT ' || call INTO row;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;
SET timezone = 'UTC';
SET datestyle = 'ISO';

-- A shift of one sigma after 20 quiet points: found, dated, measured. Missing values neither hide nor help.
CREATE TABLE series AS SELECT i, CASE WHEN i NOT IN (7, 26) THEN (ARRAY[0, 1, -1, 0.5, -0.5])[i % 5 + 1] + CASE WHEN i > 20 THEN 1.5 ELSE 0 END END AS value, timestamptz '2026-01-01 00:00Z' + i * interval '1 day' AS at FROM generate_series(1, 34) i;
SELECT i, (c).high, (c).low, (c).signal, (c).run, (c).since::date, round((c).level::numeric, 3) AS level, (c).reason FROM (SELECT i, opm.cusum_chart(value, 0, 1, at => at) OVER (ORDER BY i) AS c FROM series) x WHERE i > 20 ORDER BY i;
SELECT i, (e).signal, (e).direction, (e).reason, (e).points FROM (SELECT i, opm.ewma_chart(value, centre => 0, sigma => 1, at => at) OVER (ORDER BY i) AS e FROM series) x WHERE (e).signal <> 0 OR (e).reason IS NOT NULL ORDER BY i;
-- Upside down is the same upside down.
SELECT bool_and((a).high = (b).low AND (a).low = (b).high AND (a).signal = -(b).signal AND (a).level IS NOT DISTINCT FROM -(b).level) FROM (SELECT opm.cusum_chart(value, 0, 1) OVER w AS a, opm.cusum_chart(-value, 0, 1) OVER w AS b FROM series WHERE value IS NOT NULL WINDOW w AS (ORDER BY i)) x;
-- A head start finds a bad start sooner, and fades on a good one.
SELECT min(i) FILTER (WHERE (plain).signal = 1) AS plain, min(i) FILTER (WHERE (quick).signal = 1) AS quick FROM (SELECT i, opm.cusum_chart(1.5, 0, 1) OVER w AS plain, opm.cusum_chart(1.5, 0, 1, head_start => 2.5) OVER w AS quick FROM generate_series(1, 20) i WINDOW w AS (ORDER BY i)) x;
SELECT count(*) FILTER (WHERE (quick).signal <> 0) AS false_alarms, bool_and((quick).high = (plain).high) FILTER (WHERE i > 10) AS faded FROM (SELECT i, opm.cusum_chart(value, 0, 1) OVER w AS plain, opm.cusum_chart(value, 0, 1, head_start => 2.5) OVER w AS quick FROM series WHERE i <= 20 WINDOW w AS (ORDER BY i)) x;
-- lambda 1 is the plain chart
SELECT bool_and((e).value = (x).value AND (e).upper = (x).upper AND (e).signal = (x).signal) AS lambda_1 FROM (SELECT opm.ewma_chart(value, 1) OVER w AS e, opm.xmr_chart(value, rules => 'beyond') OVER w AS x FROM series WHERE value IS NOT NULL WINDOW w AS (ORDER BY i)) y;
-- Left-out centre and sigma: the baseline; one of both may be given; too little to know is NULL with a reason
SELECT DISTINCT (c).centre, round((c).sigma::numeric, 4) AS sigma FROM (SELECT opm.cusum_chart(value, baseline => 20) OVER (ORDER BY i) AS c FROM series) x;
SELECT DISTINCT (c).centre, (c).sigma FROM (SELECT opm.cusum_chart(value, 3, baseline => 20) OVER (ORDER BY i) AS c FROM series UNION ALL SELECT opm.cusum_chart(value, sigma => 2, in_baseline => i <= 20) OVER (ORDER BY i) FROM series) x ORDER BY 1;
SELECT i, c, e FROM (SELECT i, opm.cusum_chart(5) OVER (ORDER BY i) AS c, opm.ewma_chart(5) OVER (ORDER BY i) AS e FROM generate_series(1, 1) i) x;
SELECT i, c FROM (SELECT i, opm.cusum_chart(v) OVER (ORDER BY i) AS c FROM (VALUES (1, NULL::float8), (2, NULL)) v(i, v)) x;

SELECT call, pg_temp.refusal(call || ' OVER (ORDER BY i) FROM generate_series(1, 3) i') FROM (VALUES ('opm.ewma_chart(i, 0)'), ('opm.ewma_chart(i, 1.01)'), ('opm.ewma_chart(i, NULL)'), ('opm.ewma_chart(i, width => 0)'), ('opm.ewma_chart(i, sigma => -1)'), ($$opm.ewma_chart('NaN')$$), ($$opm.ewma_chart(i, centre => 'Infinity')$$), ('opm.ewma_chart(i, baseline => 1)'),
	('opm.cusum_chart(i, k => -1)'), ('opm.cusum_chart(i, h => 0)'), ('opm.cusum_chart(i, h => NULL)'), ('opm.cusum_chart(i, head_start => 5)'), ('opm.cusum_chart(i, head_start => -1)'), ('opm.cusum_chart(i, sigma => -1)'), ('opm.cusum_chart(1.7e308, 0, 1)')) v(call);
DROP TABLE series;
