-- Medians and ratios of all rounds.
WITH m AS (
	SELECT ordinal, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'opm') AS opm_ms,
	       percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'other') AS other_ms,
	       min(problem) AS problem
	FROM bench_time WHERE round > 0 GROUP BY ordinal)
SELECT name AS "case", round(opm_ms::numeric, 1) AS "opm ms", versus, round(other_ms::numeric, 1) AS "its ms",
       round(ratio::numeric, 2) AS ratio, coalesce(kind || ' ' || bound, '') AS promise,
       CASE WHEN problem IS NOT NULL THEN 'failed: ' || problem
            WHEN bound IS NULL THEN ''
            WHEN kind = 'at most' AND ratio <= bound OR kind = 'at least' AND ratio >= bound THEN 'kept' ELSE 'missed' END AS result
FROM bench_case JOIN m USING (ordinal), LATERAL (SELECT CASE kind WHEN 'at most' THEN opm_ms / other_ms ELSE other_ms / opm_ms END) r(ratio)
ORDER BY ordinal;
