-- The plan, written by people and kept under version control.
\set plan `cat demo/health.outline`

-- Each metric's seconds as one summary, and how its goal reads it.
CREATE TABLE measured AS
SELECT metric, how, opm.kpi(at, value, base) AS kpi
FROM measurement
JOIN (VALUES ('throughput', 'ratio'), ('latency', 'ratio'), ('slowest', 'max'), ('waiting', 'mean'), ('rollbacks', 'ratio'),
             ('deadlocks', 'sum'), ('conflicts', 'sum'), ('cache', 'ratio'), ('index', 'ratio'), ('temp', 'ratio'),
             ('dead', 'ratio'), ('wal', 'ratio'), ('checkpoints', 'ratio')) m(metric, how) USING (metric)
GROUP BY metric, how;

-- The tree is the union of what is wanted and what was measured.
CREATE TABLE health AS
SELECT opm.merge(goals) AS tree
FROM (SELECT :'plan'::opm.goaltree
      UNION ALL
      SELECT opm.goal(metric, value => opm.value(kpi, how)) FROM measured) x(goals);

SELECT repeat('  ', depth) || coalesce(label, key)       AS goal,
       coalesce(opm.bar(score, 10), '')                  AS score_bar,
       round(score::numeric, 2)                          AS score,
       round(value::numeric, 3) || coalesce(' ' || unit, '') AS value,
       target,
       coalesce(opm.status(score, 'off track | 0.4 | at risk | 0.7 | on track'),
                CASE WHEN coverage IS NULL THEN 'n/a' ELSE 'no data' END) AS status,
       round(100 * coverage::numeric) || ' %'            AS coverage
FROM health, opm.rollup(tree)
ORDER BY ordinal;
