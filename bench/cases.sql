-- The cases: what opm does, what one would use without it, and what is promised.
-- promise: 'at most R' bounds opm's time as a multiple of the other's; 'at least R' bounds the other's as a multiple of opm's.
CREATE TABLE bench_case (
	ordinal int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL, opm text NOT NULL,
	versus text NOT NULL, other text NOT NULL,
	kind text NOT NULL CHECK (kind IN ('at most', 'at least')), bound double precision, -- no bound: shown for comparison
	settings text NOT NULL DEFAULT 'max_parallel_workers_per_gather = 0'
);
CREATE TABLE bench_time (round int, ordinal int, side text, ms double precision, problem text);

-- All scores, from the leaves up, in one statement. The recursive part of a query may not aggregate, so a window does the grouping:
-- each step folds the deepest level into its parents and carries the rest. The fastest of four that were tried and give what opm
-- gives: the score of every node, at any depth, with missing scores left out. (Sums over all pairs of leaf and ancestor took 15 s where
-- this took 8.5 s; shares multiplied from the root down, which give the root's score only and need every leaf, took 8.9 s.)
CREATE FUNCTION bottom_up() RETURNS double precision LANGUAGE sql BEGIN ATOMIC
	WITH RECURSIVE depths AS (
		SELECT id, parent_id, weight, score, 0 AS depth FROM tree WHERE parent_id IS NULL
		UNION ALL
		SELECT t.id, t.parent_id, t.weight, t.score, d.depth + 1 FROM depths d JOIN tree t ON t.parent_id = d.id),
	up(id, parent_id, weight, score, depth, level) AS (
		SELECT id, parent_id, weight, score, depth, (SELECT max(depth) FROM depths) FROM depths
		UNION ALL
		SELECT id, parent_id, weight, score, depth, level
		FROM (SELECT id, parent_id, weight, depth, level - 1 AS level,
		             coalesce(sum(score * weight) FILTER (WHERE depth = level) OVER w /
		                      nullif(sum(weight) FILTER (WHERE depth = level AND score IS NOT NULL) OVER w, 0), score) AS score
		      FROM up WHERE level > 0 WINDOW w AS (PARTITION BY CASE WHEN depth = level THEN parent_id ELSE id END)) x
		WHERE depth <= level)
	SELECT max(score) FILTER (WHERE parent_id IS NULL) FROM up WHERE depth = level;
END;

-- The same where all leaves have one depth, which opm does not need: no depths to find, nothing to carry.
CREATE FUNCTION bottom_up_even() RETURNS double precision LANGUAGE sql BEGIN ATOMIC
	WITH RECURSIVE scored(id, parent_id, weight, score) AS (
		SELECT id, parent_id, weight, score FROM tree WHERE score IS NOT NULL
		UNION ALL
		SELECT t.id, t.parent_id, t.weight, s.score
		FROM (SELECT DISTINCT ON (parent_id) parent_id AS id, sum(score * weight) OVER w / sum(weight) OVER w AS score
		      FROM scored WHERE parent_id IS NOT NULL WINDOW w AS (PARTITION BY parent_id)) s
		JOIN tree t ON t.id = s.id)
	SELECT score FROM scored WHERE parent_id IS NULL;
END;

-- The usual loop: depths first, then one aggregating UPDATE a level, over an indexed temporary table.
CREATE FUNCTION level_loop() RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	d int := 0;
BEGIN
	DROP TABLE IF EXISTS work;
	CREATE TEMP TABLE work AS SELECT id, parent_id, score, weight, NULL::int AS depth FROM tree WHERE false;
	INSERT INTO work SELECT id, parent_id, score, weight, 0 FROM tree WHERE parent_id IS NULL;
	LOOP
		INSERT INTO work SELECT t.id, t.parent_id, t.score, t.weight, d + 1 FROM tree t JOIN work p ON p.id = t.parent_id AND p.depth = d;
		EXIT WHEN NOT FOUND;
		d := d + 1;
	END LOOP;
	CREATE INDEX ON work (depth);
	CREATE INDEX ON work (id);
	ANALYZE work;
	WHILE d > 0 LOOP
		UPDATE work p SET score = c.score
		FROM (SELECT parent_id, sum(score * weight) / sum(weight) FILTER (WHERE score IS NOT NULL) AS score FROM work WHERE depth = d GROUP BY parent_id) c
		WHERE p.id = c.parent_id;
		d := d - 1;
	END LOOP;
	RETURN (SELECT score FROM work WHERE depth = 0);
END $$;

INSERT INTO bench_case (name, opm, versus, other, kind, bound) VALUES
('tree of 1,111,111 goals', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree',
 'plain aggregate', 'SELECT sum(score * weight), count(id), count(parent_id) FROM tree', 'at most', 3),
('tree of 1,111,111 goals', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree',
 'recursive SQL', 'SELECT bottom_up()', 'at least', 40),
('tree of 1,111,111 goals', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree',
 'recursive SQL for leaves of one depth', 'SELECT bottom_up_even()', 'at least', NULL),
('tree of 1,111,111 goals', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree',
 'PL/pgSQL level loop', 'SELECT level_loop()', 'at least', 10);
INSERT INTO bench_case (name, opm, versus, other, kind, bound, settings) VALUES
('tree, parallel', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree',
 'plain aggregate, parallel', 'SELECT sum(score * weight), count(id), count(parent_id) FROM tree', 'at most', NULL, 'max_parallel_workers_per_gather = 2'),
('every row scored in place, work_mem 4MB', 'SELECT max(s) FROM (SELECT opm.score(opm.goaltree(id, parent_id, score, weight) OVER (), id) AS s FROM tree) x',
 'sum() OVER ()', 'SELECT max(s) FROM (SELECT sum(score) OVER () AS s, id FROM tree) x', 'at most', 3, 'max_parallel_workers_per_gather = 0, work_mem = 4MB'),
('every row scored in place, work_mem 1GB', 'SELECT max(s) FROM (SELECT opm.score(opm.goaltree(id, parent_id, score, weight) OVER (), id) AS s FROM tree) x',
 'sum() OVER ()', 'SELECT max(s) FROM (SELECT sum(score) OVER () AS s, id FROM tree) x', 'at most', 3, 'max_parallel_workers_per_gather = 0, work_mem = 1GB'),
('score(value, target), move', $$SELECT count(opm.score(value, '80 -> 95')) FROM fact$$,
 'CASE', 'SELECT count(CASE WHEN value IS NOT NULL THEN (value - 80.0) / (95.0 - 80.0) END) FROM fact', 'at most', 1, 'max_parallel_workers_per_gather = 0'),
('score(value, target), hold with tolerance', $$SELECT count(opm.score(value, '>= 95 ~ 5')) FROM fact$$,
 'CASE', 'SELECT count(CASE WHEN value >= 95 THEN 1 WHEN value > 90 THEN (value - 90) / 5 WHEN value IS NOT NULL THEN 0 END) FROM fact', 'at most', 1, 'max_parallel_workers_per_gather = 0'),
('score(value, target), parallel', $$SELECT count(opm.score(value, '>= 95 ~ 5')) FROM fact$$,
 'CASE, parallel', 'SELECT count(CASE WHEN value >= 95 THEN 1 WHEN value > 90 THEN (value - 90) / 5 WHEN value IS NOT NULL THEN 0 END) FROM fact', 'at most', 1, 'max_parallel_workers_per_gather = 2'),
('kpi(at, value)', 'SELECT opm.kpi(at, value) FROM fact',
 'regr_slope', 'SELECT regr_slope(value, x) FROM fact', 'at most', 1.5, 'max_parallel_workers_per_gather = 0'),
('kpi(at, value), parallel', 'SELECT opm.kpi(at, value) FROM fact',
 'regr_slope, parallel', 'SELECT regr_slope(value, x) FROM fact', 'at most', 1.5, 'max_parallel_workers_per_gather = 2');

-- Milliseconds of one statement, its rows made and thrown away.
CREATE FUNCTION milliseconds(statement text, settings text) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	setting text;
	began timestamptz;
BEGIN
	FOREACH setting IN ARRAY string_to_array(settings, ', ') LOOP
		PERFORM set_config(split_part(setting, ' = ', 1), split_part(setting, ' = ', 2), true);
	END LOOP;
	began := clock_timestamp();
	EXECUTE statement;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - began);
END $$;

-- One round: every case, opm and the other right after each other, in an order that changes from round to round.
CREATE PROCEDURE one_round(round int) LANGUAGE plpgsql AS $$
DECLARE
	c bench_case;
	side text;
	ms double precision;
	problem text;
BEGIN
	FOR c IN SELECT * FROM bench_case ORDER BY ordinal LOOP
		FOREACH side IN ARRAY CASE WHEN round % 2 = 0 THEN ARRAY['opm', 'other'] ELSE ARRAY['other', 'opm'] END LOOP
			ms := NULL;
			problem := NULL;
			BEGIN
				ms := milliseconds(CASE side WHEN 'opm' THEN c.opm ELSE c.other END, c.settings);
			EXCEPTION WHEN OTHERS THEN
				problem := sqlerrm;
			END;
			INSERT INTO bench_time VALUES (round, c.ordinal, side, ms, problem);
		END LOOP;
	END LOOP;
END $$;
