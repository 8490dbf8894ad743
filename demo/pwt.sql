-- Gross domestic product as a tree of sums: 20 economies, 4 regions, one goaltree a year.
CREATE TABLE node (node_id text PRIMARY KEY, parent_id text, level text, name text);
CREATE TABLE part (leaf_id text, year int, value double precision, PRIMARY KEY (leaf_id, year));
CREATE TABLE published (node_id text, year int, value numeric, PRIMARY KEY (node_id, year));
\copy node FROM 'test/data/pwt_tree/nodes.csv' (FORMAT csv, HEADER)
\copy part FROM 'test/data/pwt_tree/values.csv' (FORMAT csv, HEADER)
\copy published FROM 'test/data/pwt_tree/expected_sum.csv' (FORMAT csv, HEADER)

CREATE TABLE world AS
SELECT y.year, opm.goaltree(opm.goal(node_id, parent => parent_id, label => name, value => value,
                                   rollup => CASE WHEN level <> 'component' THEN 'sum' END, unit => 'M$')) AS tree
FROM (SELECT DISTINCT year FROM part) y CROSS JOIN node LEFT JOIN part p ON p.leaf_id = node_id AND p.year = y.year
GROUP BY y.year;

SELECT label AS "GDP, billion 2011 US$", round("1990"::numeric / 1000) AS "1990", round("2000"::numeric / 1000) AS "2000",
       round("2010"::numeric / 1000) AS "2010", round("2017"::numeric / 1000) AS "2017", opm.bar("2017" / max("2017") OVER (), 20) AS "share of 2017"
FROM (SELECT ordinal, depth, repeat('  ', depth) || label AS label,
             max(value) FILTER (WHERE year = 1990) AS "1990", max(value) FILTER (WHERE year = 2000) AS "2000",
             max(value) FILTER (WHERE year = 2010) AS "2010", max(value) FILTER (WHERE year = 2017) AS "2017"
      FROM world, opm.rollup(tree) GROUP BY ordinal, depth, label) t
WHERE depth <= 1
ORDER BY ordinal;

-- Every inner node of every year against the published sums, as exact decimals.
SELECT count(*) AS "inner nodes compared", count(*) FILTER (WHERE r.value::numeric IS DISTINCT FROM p.value) AS differences
FROM published p LEFT JOIN (world CROSS JOIN opm.rollup(tree) r) ON world.year = p.year AND r.key = p.node_id;
