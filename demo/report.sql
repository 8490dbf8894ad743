-- Part of the load: a report that sorts more than work_mem holds, so it writes a temporary file.
SELECT count(*) FROM (SELECT abalance, filler FROM pgbench_accounts WHERE aid <= 40000 ORDER BY filler, abalance OFFSET 0) x;
