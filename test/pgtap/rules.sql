-- Run rules against answers that nobody wrote for opm: test/data/rules (point by point) and the rule hits of test/data/spc.
-- Not covered, because the convention is fixed otherwise (the flagged point lies in the zone; on 1 sigma is within):
-- 2of3_beyond_2s_window, 4of5_beyond_1s_window, within_1s_15_strict.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(9);

CREATE TEMP TABLE data (series_id text, seq int, value float8);
\copy data FROM 'test/data/rules/data.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_hits (series_id text, rule text, seq int);
\copy expected_hits FROM 'test/data/rules/expected_hits.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE expected_counts (series_id text, rule text, hits int, first_seq int);
\copy expected_counts FROM 'test/data/rules/expected_counts.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE individuals (set_id text, seq int, value float8);
\copy individuals FROM 'test/data/spc/data_individuals.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE individual_hits (set_id text, seq int, value float8, rules_completed_here text);
\copy individual_hits FROM 'test/data/spc/expected_individuals_rule_hits.csv' (FORMAT csv, HEADER)

CREATE TEMP TABLE covered (rule text, list text);
INSERT INTO covered VALUES ('beyond_3s', 'beyond'), ('same_side_7', 'run 7'), ('same_side_8', 'run'), ('same_side_9', 'run 9'),
	('trend_6', 'trend'), ('trend_7', 'trend 7'), ('alternating_14', 'alternating'), ('2of3_beyond_2s_member', '2of3'),
	('4of5_beyond_1s_member', '4of5'), ('within_1s_15', 'within'), ('outside_1s_8_both', 'outside'), ('outside_1s_8_either', 'outside either');

CREATE TEMP TABLE hits AS
SELECT series_id, rule, seq, (point).signal, (point).direction, (point).run, (point).reason
FROM (SELECT series_id, rule, seq, opm.chart(value, 0, 1, rules => list) OVER (PARTITION BY rule, series_id ORDER BY seq) AS point FROM data, covered) x;

SELECT is((SELECT count(*) FROM covered JOIN expected_counts USING (rule)), 12 * 61::bigint, 'twelve rules on 61 series');
SELECT is_empty($$(SELECT series_id, rule, seq FROM hits WHERE signal <> 0 EXCEPT SELECT series_id, rule, seq FROM expected_hits)$$, 'no rule fires where it should not');
SELECT is_empty($$(SELECT series_id, rule, seq FROM expected_hits JOIN covered USING (rule) EXCEPT SELECT series_id, rule, seq FROM hits WHERE signal <> 0)$$, 'every rule fires where it should');
SELECT is_empty($$SELECT series_id, rule, e.hits, h.hits, first_seq, first FROM expected_counts e JOIN covered USING (rule)
	LEFT JOIN (SELECT series_id, rule, count(*) AS hits, min(seq) AS first FROM hits WHERE signal <> 0 GROUP BY 1, 2) h USING (series_id, rule)
	WHERE e.hits <> coalesce(h.hits, 0) OR first_seq IS DISTINCT FROM first$$, 'number of hits and first hit');
SELECT is_empty($$SELECT series_id, seq, rule FROM hits WHERE (signal IS NULL) <> ((SELECT value FROM data d WHERE d.series_id = hits.series_id AND d.seq = hits.seq) IS NULL)$$,
	'only a missing point is not judged');

-- All rules at once are the sum of each alone.
SELECT is_empty($$
	SELECT series_id, seq, h.signal, s.signal FROM
	(SELECT series_id, seq, bit_or(signal) AS signal FROM hits WHERE rule IN ('beyond_3s', 'same_side_9', 'trend_6', 'alternating_14', '2of3_beyond_2s_member', '4of5_beyond_1s_member', 'within_1s_15', 'outside_1s_8_both') GROUP BY 1, 2) h
	JOIN (SELECT series_id, seq, (opm.chart(value, 0, 1, 'nelson') OVER (PARTITION BY series_id ORDER BY seq)).signal FROM data) s USING (series_id, seq)
	WHERE h.signal IS DISTINCT FROM s.signal$$, 'nelson = its eight rules');
SELECT is_empty($$
	SELECT series_id, seq, h.signal, s.signal FROM
	(SELECT series_id, seq, bit_or(signal) AS signal FROM hits WHERE rule IN ('beyond_3s', 'same_side_8', '2of3_beyond_2s_member', '4of5_beyond_1s_member') GROUP BY 1, 2) h
	JOIN (SELECT series_id, seq, (opm.chart(value, 0, 1) OVER (PARTITION BY series_id ORDER BY seq)).signal FROM data) s USING (series_id, seq)
	WHERE h.signal IS DISTINCT FROM s.signal$$, 'western electric, the default, = its four rules');

-- Real limits: xmr charts of the individuals of test/data/spc.
CREATE TEMP TABLE individual_found AS
SELECT set_id, rule, seq FROM (SELECT set_id, rule, seq, opm.xmr_chart(value, rules => list) OVER (PARTITION BY rule, set_id ORDER BY seq) AS point FROM individuals, covered) x
WHERE (point).signal <> 0;
CREATE TEMP TABLE individual_expected AS
SELECT set_id, rule, seq FROM individual_hits, unnest(string_to_array(rules_completed_here, ';')) AS rule WHERE rule IN (SELECT rule FROM covered);
SELECT is_empty($$SELECT * FROM individual_found EXCEPT SELECT * FROM individual_expected$$, 'xmr: no rule fires where it should not');
SELECT is_empty($$SELECT * FROM individual_expected EXCEPT SELECT * FROM individual_found$$, 'xmr: every rule fires where it should');
SELECT * FROM finish();
ROLLBACK;
