-- Part of the load: two updates in random order, taken back every fourth time. Now and then two of them deadlock.
\set a random(1, 3)
\set b random(1, 3)
\set back random(1, 4)
BEGIN;
UPDATE pgbench_branches SET bbalance = bbalance - 1 WHERE bid = :a;
UPDATE pgbench_branches SET bbalance = bbalance + 1 WHERE bid = :b;
\if :back = 1
ROLLBACK;
\else
COMMIT;
\endif
