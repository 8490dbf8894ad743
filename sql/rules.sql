-- Laws of run rules: their lists, their words, and the two rules that no published set of cases covers.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text;
BEGIN
	EXECUTE 'SELECT ' || call;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;

SELECT * FROM opm.signal_rules();
SELECT opm.signal_text(0) AS none, opm.signal_text(NULL) AS unknown, opm.signal_text(1) AS one, opm.signal_text(17) AS two;
SELECT count(*) = 1023 AS all_have_words, count(DISTINCT opm.signal_text(s)) = 1023 AS all_differ FROM generate_series(1, 1023) s WHERE opm.signal_text(s) <> '';
SELECT pg_temp.refusal('opm.signal_text(-1)'), pg_temp.refusal('opm.signal_text(1024)');

-- Lists: which rules fire on a series that breaks them all
CREATE TABLE series AS
SELECT i, (ARRAY[0,1,-1,1,-1,1,-1,1,-1,1,-1,1,-1,1,0,.1,.2,.3,.4,.5,.6,.7,1.2,1.7,1.8,2.1,2.5,2.6,3.5,-1.1,1.1,-1.1,1.1,-1.1,1.1,-1.1,1.1,NULL,.1,0,-.1,0,.1,0,.1,0,.1,0,.1,0,.1,0,.1])[i] AS value FROM generate_series(1, 53) i;
CREATE FUNCTION pg_temp.fires(rules text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE format('SELECT string_agg(rule, '' '' ORDER BY r.signal) FROM opm.signal_rules() r WHERE EXISTS (SELECT FROM (SELECT opm.chart(value, 0, 1, %L) OVER (ORDER BY i) AS p FROM series) x WHERE (p).signal & r.signal <> 0)', rules) INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ': ' || SQLERRM;
END $$;
SELECT list, pg_temp.fires(list) FROM unnest(ARRAY[NULL, '', 'none', ' ', 'all', 'western electric', 'Western_Electric', 'nelson', 'wheeler', 'beyond', 'run', 'run 20', 'run 100', 'nelson, -alternating, -trend', 'nelson,-nelson',
	'beyond, 2of3, 4OF5', 'outside', 'outside either', 'trend 3', 'within 5', 'alternating 14', 'all, -western electric',
	'running', 'run 1', 'run 101', 'run x', 'run 7 7', 'beyond 3', '2of3 4', '-run 7', 'nelson,', ',nelson', 'run,,trend', '-', 'run -7', repeat('x', 30)]) list;

-- 3of4 by brute force over many random walks on a grid that meets the zone lines
CREATE TABLE walk AS
SELECT s, i, CASE WHEN (s * 31 + i * 17) % 23 <> 0 THEN round((2.4 * sin(s * i * CASE WHEN s % 2 = 0 THEN 0.7 ELSE 0.02 END) + 1.1 * cos(s + i * 1.3)) * 2) / 2 END AS value FROM generate_series(1, 60) s, generate_series(1, 60) i;
WITH zone AS (
	SELECT s, i, value, count(value) OVER w AS known, count(*) FILTER (WHERE value > 1.5) OVER w AS high, count(*) FILTER (WHERE value < -1.5) OVER w AS low,
		opm.chart(value, 0, 1, '3of4') OVER (PARTITION BY s ORDER BY i) AS p FROM walk WINDOW w AS (PARTITION BY s ORDER BY i ROWS 3 PRECEDING))
SELECT count(*) FILTER (WHERE (p).signal <> 0) > 100 AS some, count(*) FILTER (WHERE known = 4 AND (value > 1.5 AND high >= 3 OR value < -1.5 AND low >= 3) <> ((p).signal = 256)) AS wrong,
	count(*) FILTER (WHERE known < 4 AND (p).signal <> 0) AS too_early, count(*) FILTER (WHERE (p).signal <> 0 AND (p).direction <> sign(value)) AS wrong_side FROM zone;

-- Every rule, stepped through, is the rule looked at afresh in each window that ends at the point.
WITH point AS (SELECT s, i, value, (opm.chart(value, 0, 1, 'all, run 5, trend 4, alternating 5, within 4, outside 4') OVER (PARTITION BY s ORDER BY i)).signal FROM walk),
past AS (
	SELECT p.s, p.i, p.value, p.signal, h.v
	FROM point p, LATERAL (SELECT array_agg(q.value ORDER BY q.i DESC) AS v FROM walk q WHERE q.s = p.s AND q.i BETWEEN p.i - 4 AND p.i) h WHERE p.value IS NOT NULL),
want AS (
	SELECT *, (CASE WHEN abs(value) > 3 THEN 1 ELSE 0 END)
		+ (CASE WHEN array_length(v, 1) = 5 AND (0 < ALL (v) OR 0 > ALL (v)) THEN 2 ELSE 0 END)
		+ (CASE WHEN v[1] > v[2] AND v[2] > v[3] AND v[3] > v[4] OR v[1] < v[2] AND v[2] < v[3] AND v[3] < v[4] THEN 4 ELSE 0 END)
		+ (CASE WHEN (v[1] - v[2]) * (v[2] - v[3]) < 0 AND (v[2] - v[3]) * (v[3] - v[4]) < 0 AND (v[3] - v[4]) * (v[4] - v[5]) < 0 THEN 8 ELSE 0 END)
		+ (CASE WHEN abs(v[1]) <= 1 AND abs(v[2]) <= 1 AND abs(v[3]) <= 1 AND abs(v[4]) <= 1 THEN 64 ELSE 0 END)
		+ (CASE WHEN abs(v[1]) > 1 AND abs(v[2]) > 1 AND abs(v[3]) > 1 AND abs(v[4]) > 1 AND greatest(v[1], v[2], v[3], v[4]) > 1 AND least(v[1], v[2], v[3], v[4]) < -1 THEN 128 ELSE 0 END) AS expected FROM past)
SELECT count(*) AS points, count(*) FILTER (WHERE signal & 207 <> expected) AS wrong, bit_or(expected) AS rules_seen FROM want;

-- What happened, in words
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT i, (p).signal, (p).direction, (p).run, (p).since, (p).reason
FROM (SELECT i, opm.chart(value, 0, 1, 'all, alternating 6, within 12', at => timestamptz '2026-04-30 00:00Z' + i * interval '12 hours') OVER (ORDER BY i) AS p FROM series) x WHERE (p).signal > 0 AND i NOT BETWEEN 9 AND 14 OR i = 38 ORDER BY i;
-- In the time zone of the session; without times, no dates; BC and the far future
SET timezone = 'America/New_York';
SELECT (p).since, (p).reason FROM (SELECT opm.chart(1, 0, 1, 'run 2', at => timestamptz '2026-05-03 04:00Z' + i * interval '1 hour') OVER (ORDER BY i) AS p FROM generate_series(0, 1) i) x WHERE (p).signal > 0;
SELECT (p).since, (p).reason FROM (SELECT opm.chart(1, 0, 1, 'run 2') OVER (ORDER BY i) AS p FROM generate_series(0, 1) i) x WHERE (p).signal > 0;
SET timezone = 'UTC';
SELECT (p).since, (p).reason FROM (SELECT opm.chart(1, 0, 1, 'run 2', at => at) OVER (PARTITION BY n ORDER BY i) AS p FROM (VALUES (1, timestamptz '0044-03-15 00:00Z BC'), (2, '294276-12-30 00:00Z'), (3, '-infinity'), (4, NULL)) v(n, at), generate_series(0, 1) i) x WHERE (p).signal > 0;
DROP TABLE series, walk;
