-- Numbers as people read them, and names that fit into a cell.

CREATE OR REPLACE FUNCTION _target_text(low double precision, high double precision, unit text, decimals integer)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN low = high THEN opm.value_text(low, unit, decimals)
		WHEN low IS NOT NULL AND high IS NOT NULL
			-- the unit once
			THEN regexp_replace(opm.value_text(low, unit, decimals), ' .*', '') || ' to '
				|| opm.value_text(high, unit, decimals)
		WHEN low IS NOT NULL THEN 'at least ' || opm.value_text(low, unit, decimals)
		WHEN high IS NOT NULL THEN 'at most ' || opm.value_text(high, unit, decimals) END;
END;
COMMENT ON FUNCTION _target_text IS
	'Internal: the values that reach a target, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. '
	'NULL without a target.';

CREATE OR REPLACE FUNCTION _cut_wide(words text, width integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
	SELECT CASE WHEN sum(c.cells) <= width THEN words
		ELSE left(words, (count(*) FILTER (WHERE c.until <= width - 2))::integer) || '..' END
	FROM (
		SELECT x.cells, sum(x.cells) OVER (ORDER BY x.place) AS until
		FROM (
			-- wide characters (Chinese, Japanese, Korean, pictures) take two places on a screen
			SELECT k.place, CASE WHEN ascii(k.letter) >= 4352 AND ascii(k.letter) NOT BETWEEN 7424 AND 11903
				THEN 2 ELSE 1 END AS cells
			FROM string_to_table(words, NULL) WITH ORDINALITY k(letter, place)
		) x
	) c;
END;
COMMENT ON FUNCTION _cut_wide IS 'Internal: _cut for words that are not all ASCII.';

CREATE OR REPLACE FUNCTION _cut(words text, width integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN octet_length(words) <= width THEN words
		WHEN octet_length(words) = length(words) THEN left(words, width - 2) || '..'
		ELSE _cut_wide(words, width) END;
END;
COMMENT ON FUNCTION _cut IS
	'Internal: words that fit into so many places on a screen, cut with two points at the end if they are longer. '
	'NULL for NULL.';
