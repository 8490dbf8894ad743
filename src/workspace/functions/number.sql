-- Numbers as the engine takes them, and as people read them.

CREATE OR REPLACE FUNCTION _bounded(score double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN score > 1e140 THEN 1e140 WHEN score < -1e140 THEN -1e140 ELSE score END;
END;
COMMENT ON FUNCTION _bounded IS
	'Internal: a score within what opm.scorecard takes: one absurd measurement must not stop the scorecards of '
	'everyone. NULL for NULL.';

CREATE OR REPLACE FUNCTION _counting(weight double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN weight >= 1e-100 THEN weight ELSE 0 END;
END;
COMMENT ON FUNCTION _counting IS
	'Internal: a weight at the root as opm.scorecard and opm.goal take it: below 1e-100 it counts as 0, and so does '
	'none at all, that of a goal which is not applicable, where these would take NULL as 1.';

CREATE OR REPLACE FUNCTION _plotted(value double precision, base double precision, how text) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN how = 'ratio' THEN
			CASE WHEN abs(value) > 1e140 OR abs(base) > 1e140 OR abs(base) < 1e-140 THEN NULL
				WHEN abs(value) < 1e-140 THEN 0 * base
				WHEN abs(value / base) <= 1e140 THEN value / base END
		WHEN abs(value) < 1e-140 THEN 0
		WHEN abs(value) <= 1e140 THEN value END;
END;
COMMENT ON FUNCTION _plotted IS
	'Internal: a single measurement as it is plotted: the value, for a ratio value / base. '
	'NULL where the base is 0 or missing, for NULL, and beyond 1e140, because one absurd measurement must not stop a '
	'view of all goals; below 1e-140 it counts as 0.';

CREATE OR REPLACE FUNCTION _number_text(x double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN x = 0 THEN '0'
		WHEN abs(x) >= 1e-6 AND abs(x) < 1e15
			THEN trim_scale(round(x::numeric, GREATEST(0, 3 - floor(log(abs(x)))::integer)))::text
		ELSE to_char(x, 'FM9.999EEEE') END;
END;
COMMENT ON FUNCTION _number_text IS
	'Internal: a number for a sentence: 4 significant digits, whole numbers whole. The same whatever the settings of '
	'the session are. NULL for NULL.';
