-- Nobody has reported a backup. One is made, the goal is found by its key, and the change of status is announced in the same transaction.
LISTEN opm_health;
INSERT INTO health.measurement (goal_id, at, value) SELECT id, now(), 3 FROM health.goal WHERE key = 'backup';
SELECT goal_name, actual, unit, status FROM health.goal_now WHERE goal_key = 'backup';
