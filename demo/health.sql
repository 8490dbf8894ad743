-- The database's health as a workspace: goals from the outline, values from the user's own table. Nothing is copied.
\set plan `cat demo/health.outline`
SELECT opm.create_workspace('health');
SELECT opm.load_outline('health', :'plan');

-- How the seconds of a goal make one value.
UPDATE health.goal SET time_aggregation = CASE WHEN key IN ('deadlocks', 'conflicts') THEN 'sum' WHEN key = 'slowest' THEN 'max'
                                               WHEN key = 'waiting' THEN 'mean' ELSE 'ratio' END
WHERE target IS NOT NULL AND key NOT IN ('backup', 'standby');

-- Where the values are: any query of goal key, time, value and base.
SELECT opm.bind('health', 'statistics', 'SELECT metric, at, value, base FROM public.measurement');
