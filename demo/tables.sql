-- Where the samples go: a plain table with the server's counters, one row a second.
CREATE TABLE sample (
	at timestamptz PRIMARY KEY DEFAULT clock_timestamp(),
	commits bigint, rollbacks bigint, deadlocks bigint, conflicts bigint, -- pg_stat_database, since its start
	busy_ms double precision,                                             -- time sessions spent in a transaction
	hits bigint, reads bigint, temp_bytes bigint,
	index_scans bigint, seq_scans bigint,                                 -- pg_stat_user_tables
	live bigint, dead bigint,                                             -- tuples, now
	wal_bytes numeric,                                                    -- pg_stat_wal
	checkpoints_timed bigint, checkpoints_forced bigint,                  -- pg_stat_bgwriter, since 17 pg_stat_checkpointer
	waiting bigint                                                        -- sessions waiting for a lock, now
);

-- What the counters did from one second to the next: one row a metric and second, a ratio as value over base.
CREATE VIEW measurement AS
SELECT at, metric, value::double precision, base::double precision
FROM (SELECT *, extract(epoch FROM at - lag(at) OVER w) AS seconds,
             commits + rollbacks - lag(commits + rollbacks) OVER w AS transactions,
             rollbacks - lag(rollbacks) OVER w AS d_rollbacks, deadlocks - lag(deadlocks) OVER w AS d_deadlocks,
             conflicts - lag(conflicts) OVER w AS d_conflicts, busy_ms - lag(busy_ms) OVER w AS d_busy,
             hits - lag(hits) OVER w AS d_hits, reads - lag(reads) OVER w AS d_reads, temp_bytes - lag(temp_bytes) OVER w AS d_temp,
             index_scans - lag(index_scans) OVER w AS d_index, seq_scans - lag(seq_scans) OVER w AS d_seq,
             wal_bytes - lag(wal_bytes) OVER w AS d_wal,
             checkpoints_timed - lag(checkpoints_timed) OVER w AS d_timed, checkpoints_forced - lag(checkpoints_forced) OVER w AS d_forced
      FROM sample WINDOW w AS (ORDER BY at)) s,
     LATERAL (VALUES ('throughput', transactions, seconds),
                     ('latency', d_busy, transactions),
                     ('slowest', d_busy / nullif(transactions, 0), 1),
                     ('waiting', waiting, 1),
                     ('rollbacks', d_rollbacks, transactions),
                     ('deadlocks', d_deadlocks, 1),
                     ('conflicts', d_conflicts, 1),
                     ('cache', d_hits, d_hits + d_reads),
                     ('index', d_index, d_index + d_seq),
                     ('temp', d_temp / 1e6, seconds),
                     ('dead', dead, live + dead),
                     ('wal', d_wal / 1000.0, transactions),
                     ('checkpoints', d_forced, d_timed + d_forced)) m(metric, value, base)
WHERE value IS NOT NULL AND base IS NOT NULL;
