-- One sample of the server's own statistics views; then what the workspace makes of it.
SELECT current_setting('server_version_num')::int >= 170000 AS new_names \gset
\if :new_names
CREATE TEMP VIEW checkpoints AS SELECT num_timed AS timed, num_requested AS forced FROM pg_stat_checkpointer;
\else
CREATE TEMP VIEW checkpoints AS SELECT checkpoints_timed AS timed, checkpoints_req AS forced FROM pg_stat_bgwriter;
\endif
INSERT INTO sample (commits, rollbacks, deadlocks, conflicts, busy_ms, hits, reads, temp_bytes, index_scans, seq_scans, live, dead,
                    wal_bytes, checkpoints_timed, checkpoints_forced, waiting)
SELECT xact_commit, xact_rollback, deadlocks, conflicts + coalesce(checksum_failures, 0), active_time + idle_in_transaction_time,
       blks_hit, blks_read, temp_bytes, idx, seq, live, dead, wal_bytes, timed, forced,
       (SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock')
FROM pg_stat_database,
     (SELECT sum(idx_scan) AS idx, sum(seq_scan) AS seq, sum(n_live_tup) AS live, sum(n_dead_tup) AS dead
      FROM pg_stat_user_tables WHERE relname LIKE 'pgbench%') t,
     pg_stat_wal, checkpoints
WHERE datname = current_database();
SELECT format('%s transactions a second, score %s', coalesce(round(n.value / n.base), 0), coalesce(round(s.score_percent)::text, 'unknown'))
FROM health.scorecard s LEFT JOIN LATERAL (SELECT value, base FROM measurement WHERE metric = 'throughput' ORDER BY at DESC LIMIT 1) n ON true
WHERE s.depth = 0;
