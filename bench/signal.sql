-- Control charts: 10,000 series of 260 points (a year of working days), against the cheapest thing a window can do with a whole partition.
CREATE TABLE series AS
SELECT s AS series, timestamptz '2026-01-01 00:00+00' + day * interval '1 day' AS at,
	100 + 5 * sin(s * day * 0.37) + hashint8(s * 1000 + day) % 1000 / 100.0::double precision AS value
FROM generate_series(1, 10000) AS s, generate_series(1, 260) AS day;
ALTER TABLE series ADD PRIMARY KEY (series, at) INCLUDE (value);
VACUUM (FREEZE, ANALYZE) series;

INSERT INTO bench_case (name, opm, versus, other, kind, bound) VALUES
('xmr, all rules, 10,000 series of 260: signals',
 'SELECT count((point).signal) FROM (SELECT opm.xmr_chart(value, rules => ''all'') OVER (PARTITION BY series ORDER BY at) AS point FROM series) x',
 'avg OVER (PARTITION BY)', 'SELECT count(a) FROM (SELECT avg(value) OVER (PARTITION BY series) AS a FROM series) x', 'at most', 3),
('xmr, all rules, all columns, dated',
 'SELECT count(x) FROM (SELECT (opm.xmr_chart(value, rules => ''all'', at => at) OVER (PARTITION BY series ORDER BY at)).* FROM series OFFSET 0) x',
 'avg OVER (PARTITION BY)', 'SELECT count(a) FROM (SELECT avg(value) OVER (PARTITION BY series) AS a FROM series) x', 'at most', NULL),
('cusum, 10,000 series of 260',
 'SELECT count((point).signal) FROM (SELECT opm.cusum_chart(value) OVER (PARTITION BY series ORDER BY at) AS point FROM series) x',
 'avg OVER (PARTITION BY)', 'SELECT count(a) FROM (SELECT avg(value) OVER (PARTITION BY series) AS a FROM series) x', 'at most', NULL),
('p_chart (two arguments a row), one series of 1,000,000',
 'SELECT count((point).signal) FROM (SELECT opm.p_chart(value, 200) OVER (ORDER BY at) AS point FROM fact) x',
 'avg OVER (ORDER BY ... whole frame)', 'SELECT count(a) FROM (SELECT avg(value) OVER (ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a FROM fact) x', 'at most', NULL);
