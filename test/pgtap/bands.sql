-- opm.bands against answers that nobody wrote for opm: test/data/kpi/expected_status.csv, tables of cases of published thresholds.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(9);

CREATE TEMP TABLE status (amber_from float8, green_from float8, attainment float8, status text);
\copy status FROM 'test/data/kpi/expected_status.csv' (FORMAT csv, HEADER)
SELECT is((SELECT count(*) FROM status), 48::bigint, 'all status cases are here');
-- An amber band of no width (amber_from = green_from) is not written: two labels remain. No attainment has no status; a view calls it unknown.
CREATE TEMP VIEW answer AS
SELECT *, CASE WHEN amber_from < green_from THEN opm.bands('{red,amber,green}', ARRAY[amber_from, green_from]) ELSE opm.bands('{red,green}', ARRAY[green_from]) END AS bands FROM status;
SELECT is_empty($$SELECT * FROM answer WHERE coalesce(opm.status(attainment, bands), 'unknown') <> status$$, 'status');
SELECT is_empty($$SELECT * FROM answer WHERE (opm.labels(bands)) [opm.status_rank(attainment, bands)] IS DISTINCT FROM nullif(status, 'unknown')$$, 'status rank');
SELECT throws_ok($$SELECT opm.bands('{red,amber,green}', '{0.5,0.5}')$$, '22023', 'invalid bands', 'a band without width is refused');

-- Published thresholds as cases, on and next to every cut
CREATE TEMP TABLE preset_case (name text, score float8, status text);
INSERT INTO preset_case VALUES
	('okr', 0.3, 'off track'), ('okr', 0.4, 'at risk'), ('okr', 0.6, 'at risk'), ('okr', 0.7, 'on track'), ('okr', 1, 'on track'),
	('atlassian', 0.0, 'off track'), ('atlassian', 0.3, 'off track'), ('atlassian', 0.4, 'at risk'), ('atlassian', 0.6, 'at risk'), ('atlassian', 0.7, 'on track'), ('atlassian', 1.0, 'on track'),
	('rag', 0.74, 'red'), ('rag', 0.75, 'amber'), ('rag', 0.89, 'amber'), ('rag', 0.9, 'green'),
	-- ServiceNow's worked tables: 220 of 250, 480 of 500, 710 of 750, 968 of 1000, 890 of 1000
	('servicenow', 220 / 250.0, 'yellow'), ('servicenow', 480 / 500.0, 'green'), ('servicenow', 710 / 750.0, 'green'), ('servicenow', 968 / 1000.0, 'green'), ('servicenow', 890 / 1000.0, 'yellow'),
	('servicenow', 0.895, 'yellow'), ('servicenow', 0.7499, 'red'), ('servicenow', 0.75, 'yellow'), ('servicenow', 0.9, 'green'),
	('openokr', 0.49, 'red'), ('openokr', 0.5, 'amber'), ('openokr', 0.75, 'green'), ('openokr_kpi', 0.69, 'red'), ('openokr_kpi', 0.7, 'amber'), ('openokr_kpi', 0.9, 'green'),
	('flowyteam', 0.49, 'red'), ('flowyteam', 0.5, 'amber'), ('flowyteam', 0.75, 'green'),
	('upraise', 0.74, 'at risk'), ('upraise', 0.75, 'lagging'), ('upraise', 0.95, 'on track'),
	('engagedly', 0.8351, 'on track'), ('engagedly', 0.83, 'behind'), ('engagedly', 0.67, 'behind'), ('engagedly', 0.6699, 'at risk'), ('engagedly', 1.2, 'on track'),
	('leankit', 0.89, 'behind'), ('leankit', 1, 'on track'), ('leankit', 1.11, 'ahead'),
	('align_okr', 0.19, 'red'), ('align_okr', 0.2, 'amber'), ('align_okr', 0.6, 'green'),
	('koan', 3, 'low'), ('koan', 4, 'medium'), ('koan', 7, 'medium'), ('koan', 8, 'high'), ('koan', 10, 'high'),
	('workboard', 0.39, 'low'), ('workboard', 0.4, 'medium'), ('workboard', 0.7, 'high'),
	-- Spider Impact: goal 700 with red flag 500 scores 20/3 and 10/3
	('spider', 10.0 / 3, 'yellow'), ('spider', 20.0 / 3, 'green'), ('spider', 3.29, 'red'),
	('puzzle', 0.29, 'fail'), ('puzzle', 0.3, 'commit'), ('puzzle', 0.7, 'target'), ('puzzle', 1.0, 'stretch'),
	('openokr_confidence', 0.29, 'very low'), ('openokr_confidence', 0.3, 'low'), ('openokr_confidence', 0.4, 'medium'), ('openokr_confidence', 0.7, 'high');
SELECT is_empty('SELECT name, score, status, opm.status(score, opm.bands_preset(name)) FROM preset_case WHERE opm.status(score, opm.bands_preset(name)) <> status', 'published thresholds');
SELECT is_empty('SELECT name FROM opm.bands_presets() EXCEPT SELECT name FROM preset_case', 'every preset has cases');
SELECT throws_ok($$SELECT opm.bands_preset('none')$$, '22023', 'unrecognized bands preset "none"', 'unknown preset');

-- Hysteresis as a table of cases: label before, score, margin, label after
SELECT is_empty($$
	SELECT * FROM (VALUES (NULL, 0.5, 0.1, 'at risk'), ('at risk', 0.39, 0.1, 'at risk'), ('at risk', 0.31, 0.1, 'at risk'), ('at risk', 0.3, 0.1, 'off track'), ('at risk', 0.29, 0.1, 'off track'),
		('at risk', 0.7, 0.1, 'at risk'), ('at risk', 0.79, 0.1, 'at risk'), ('at risk', 0.8, 0.1, 'on track'), ('off track', 0.9, 0.1, 'on track'), ('off track', 0.75, 0.1, 'on track'),
		('on track', 0.45, 0.1, 'at risk'), ('on track', 0.39, 0.1, 'off track'), ('on track', 0.7, 0, 'on track'), ('at risk', 0.7, 0, 'on track'), ('at risk', 0.4, 0, 'at risk'), ('on track', 0.6, 0.1, 'at risk')) v(before, score, margin, want)
	WHERE opm.sticky_status(before, score, opm.bands_preset('okr'), margin) <> want$$, 'hysteresis');
SELECT is((SELECT string_agg(s, ',' ORDER BY i) FROM (SELECT i, opm.sticky_status(x, 'bad | 0.4 | good', 0.1) OVER (ORDER BY i) AS s FROM unnest('{0.45,0.35,0.31,0.3,0.45,0.5}'::float8[]) WITH ORDINALITY u(x, i)) w),
	'good,good,good,bad,bad,good', 'hysteresis over rows');

SELECT * FROM finish();
ROLLBACK;
