-- XmR charts with all rules over 10,000 series of 260 points in one statement, against avg(value) OVER (PARTITION BY series).
-- Run in a scratch database with the extension: psql -d bench -f bench/signal.sql
-- Target: at most 3 times as long. Each statement runs 5 times in turn; the medians are compared.
\set ON_ERROR_STOP on
\timing off
SET client_min_messages = warning;
DROP TABLE IF EXISTS signal_series, signal_time;
CREATE UNLOGGED TABLE signal_series AS
SELECT series, timestamptz '2026-01-01 00:00Z' + day * interval '1 day' AS at,
	100 + 5 * sin(series * day * 0.37) + hashint8(series * 1000 + day) % 1000 / 100.0::double precision AS value
FROM generate_series(1, 10000) AS series, generate_series(1, 260) AS day;
CREATE INDEX ON signal_series (series, at) INCLUDE (value);
VACUUM ANALYZE signal_series;
CREATE UNLOGGED TABLE signal_time (what text, ms double precision);
SET max_parallel_workers_per_gather = 0;
SET jit = off;

CREATE PROCEDURE pg_temp.clock(what text, query text) LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	INSERT INTO signal_time VALUES (what, extract(epoch FROM clock_timestamp() - start) * 1000);
	COMMIT;
END $$;
SELECT format('CALL pg_temp.clock(%L, %L)', what, query)
FROM generate_series(1, 5) AS run, (VALUES
	(1, 'avg(value) OVER (PARTITION BY series)', 'SELECT count(a) FROM (SELECT avg(value) OVER (PARTITION BY series) AS a FROM signal_series) x'),
	(2, 'avg(value) OVER (PARTITION BY series ORDER BY at ROWS ...)', 'SELECT count(a) FROM (SELECT avg(value) OVER (PARTITION BY series ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a FROM signal_series) x'),
	(3, 'xmr, all rules: signal', 'SELECT count((x).signal) FROM (SELECT opm.xmr(value, rules => ''all'') OVER (PARTITION BY series ORDER BY at) AS x FROM signal_series) x'),
	(4, 'xmr, all rules, dated: (x).*', 'SELECT count(upper), count(signal), count(since), count(note), max(value), max(run), max(sigma) FROM (SELECT (opm.xmr(value, rules => ''all'', at => at) OVER (PARTITION BY series ORDER BY at)).* FROM signal_series) x')
	) AS q(n, what, query) ORDER BY run, n
\gexec
SELECT what, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric) AS median_ms,
	round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) / (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FROM signal_time WHERE what LIKE 'avg(value) OVER (PARTITION BY series)'))::numeric, 2) AS times_avg
FROM signal_time GROUP BY what ORDER BY 2;
DROP TABLE signal_series, signal_time;
