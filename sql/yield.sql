-- Laws of yields; numbers against independent answers are in test/pgtap/yield.sql.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; row record;
BEGIN
	EXECUTE 'SELECT ' || call INTO row;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;

-- Serial = parallel = merged parts; empty and all NULL
CREATE TABLE step AS SELECT i, CASE WHEN i % 1000 <> 0 THEN 1 - (i % 13) * 1e-6 END AS y FROM generate_series(1, 100000) i;
ANALYZE step;
CREATE TEMP TABLE serial AS SELECT opm.rolled_yield(y) AS y FROM step;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
CREATE FUNCTION pg_temp.is_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line LIKE '%Partial Aggregate%' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT pg_temp.is_parallel('SELECT opm.rolled_yield(y) FROM step') AS parallel, (SELECT abs(opm.rolled_yield(step.y) / (SELECT y FROM serial) - 1) < 1e-12 FROM step) AS same;
COMMIT;
SELECT abs((SELECT opm.rolled_yield(part) FROM (SELECT opm.rolled_yield(y) AS part FROM step GROUP BY i % 7) x) / y - 1) < 1e-12 AS merged, abs(y / (SELECT exp(sum(ln(y::numeric))) FROM step)::float8 - 1) < 1e-10 AS by_logarithms FROM serial;
SELECT opm.rolled_yield(y) FROM step WHERE false;
SELECT opm.rolled_yield(y) FROM step WHERE y IS NULL;
SELECT opm.yield_multiply(NULL, NULL) AS none, opm.yield_multiply(NULL, 0.5) AS second, opm.yield_multiply(0.5, NULL) AS first, opm.yield_multiply(0.5, 0.5) AS both;
-- With every step of the same defect rate, yields agree
SELECT abs(opm.throughput_yield(opm.dpu(3, 100)) - exp(-0.03::float8)) < 1e-15 AS poisson, opm.dpo(3, 100) = opm.dpu(3, 100) AS one_opportunity, 1e6 * opm.dpo(3, 100, 4) = opm.dpmo(3, 100, 4) AS million, opm.first_pass_yield(10, 2, 0) = opm.final_yield(10, 2) AS no_rework;
SELECT opm.sigma_level(66807.2012688580659), abs(opm.sigma_level(500000, 0)) < 1e-15 AS half, opm.sigma_level(0) AS none, opm.sigma_level(1000000) AS all_bad, opm.sigma_level(NULL) AS unknown;

SELECT call, pg_temp.refusal(call) FROM (VALUES ('opm.dpu(-1, 2)'), ('opm.dpu(1, -2)'), ($$opm.dpu('NaN', 2)$$), ('opm.dpo(3, 1, 2)'), ('opm.dpmo(1, 1, -1)'), ('opm.first_pass_yield(5, 3, 3)'), ('opm.final_yield(5, 6)'), ('opm.throughput_yield(-0.1)'),
	('opm.sigma_level(1000001)'), ('opm.sigma_level(-1)'), ($$opm.sigma_dpmo('Infinity')$$), ('opm.rolled_yield(-0.1)'), ($$opm.rolled_yield('NaN')$$), ('opm.dpu(1e308, 1e-300)')) v(call);
DROP TABLE step;
