-- uncertainty of a root. Checks against enumeration are in test/pgtap/uncertainty.sql.
SET search_path = public, opm;
CREATE TABLE u (name text, t goaltree, stddevs jsonb, threshold float8, correlation float8);
INSERT INTO u VALUES
	('linear', E'r\n  a *3 score=0.5\n  b score=0.9', '{"a": 0.1, "b": 0.2}', 0.6, 0), ('correlated', E'r\n  a *3 score=0.5\n  b score=0.9', '{"a": 0.1, "b": 0.2}', 0.7, 0.5),
	('certain', E'r\n  a *3 score=0.5\n  b score=0.9', '{}', 0.6, 0), ('coins', E'r\n  a *3\n  b score=0', '{"a": {"p": 0.25}, "b": {"p": 0.5}}', 0.75, 0), ('value', E'r sum [0 -> 100]\n  a = 50\n  b = 30', '{"a": 10, "b": {"mean": 40, "stddev": 10}}', 0.9, 0),
	('min', E'r min\n  a score=0.5\n  b score=0.9', '{"a": 0.1, "b": 0.2}', 0.6, 0), ('min, any dependence', E'r min\n  a score=0.5\n  b score=0.9', '{"a": 0.1, "b": 0.2}', 0.6, 0.5), ('capped', E'r credit(0..1)\n  a score=0.5\n  b score=0.9', '{"a": 0.1, "b": 0.2}', 0.6, 0.5),
	('two of three', E'r at_least(2)\n  a\n  b\n  c', '{"a": {"p": 0.5}, "b": {"p": 0.5}, "c": {"p": 0.5}}', 1, 0), ('curved', E'r sum [10 .. 20]\n  a = 5\n  b = 6', '{"a": 1}', 1, 0), ('blocked', E'r block\n  a\n  b', '{"a": {"p": 0.5}}', 1, 0);
SELECT name, round(mean::numeric, 4) AS mean, round(stddev::numeric, 4) AS stddev, round(p::numeric, 4) AS p, round(mean_low::numeric, 4) AS mean_low, round(mean_high::numeric, 4) AS mean_high,
	round(p_low::numeric, 4) AS p_low, round(p_high::numeric, 4) AS p_high, exact FROM u, uncertainty(t, stddevs, threshold, correlation);

-- bad input
SELECT uncertainty('r score=1', '[]');
SELECT uncertainty('r score=1', '{"x": 1}');
SELECT uncertainty(E'r\n  a score=1', '{"r": 1}');
SELECT uncertainty('r score=1', '{"r": -1}');
SELECT uncertainty('r score=1', '{"r": {"p": 2}}');
SELECT uncertainty('r score=1', '{"r": {"p": 0.5, "stddev": 1}}');
SELECT uncertainty('r score=1', '{"r": {"q": 0.5}}');
SELECT uncertainty('r', '{"r": 1}');
SELECT uncertainty('r score=1', '{"r": 1}', 'NaN');
SELECT uncertainty('r score=1', '{"r": 1}', 1, 2);
