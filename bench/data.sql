-- Tables of the benchmark. All are made here, from arithmetic, so every run measures the same rows.

-- 1,111,111 goals: fan-out 10, six levels below the root, scores on the million leaves, weights 1 to 5; rows in random order.
CREATE TABLE tree AS
SELECT i AS id, CASE WHEN i > 1 THEN (i - 2) / 10 + 1 END AS parent_id,
       CASE WHEN i > 111111 THEN (i::bigint * 7919 % 1000) / 1000.0::double precision END AS score,
       (1 + i % 5)::double precision AS weight
FROM generate_series(1::bigint, 1111111) i
ORDER BY hashint8(i);

-- A million measurements, a value and a target each, the time as timestamp and as number.
CREATE TABLE fact AS
SELECT timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' AS at, i * 60.0::double precision AS x,
       70 + (i::bigint * 7919 % 1000) / 25.0::double precision AS value
FROM generate_series(1, 1000000) i;
ALTER TABLE tree SET (parallel_workers = 2);
ALTER TABLE fact SET (parallel_workers = 2);
VACUUM (FREEZE, ANALYZE) tree;
VACUUM (FREEZE, ANALYZE) fact;
