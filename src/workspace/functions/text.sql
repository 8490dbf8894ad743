-- Numbers as people read them, and names that fit into a cell.

-- The number rests on numeric, so that no setting of the session changes it.
CREATE OR REPLACE FUNCTION _value_text(value double precision, unit text, decimals integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN s.size >= 1e15 OR (s.size < 1e-6 AND s.size > 0) THEN btrim(to_char(s.number, '9.99EEEE'))
			WHEN decimals IS NULL THEN rtrim(rtrim(to_char(s.number, 'FM999,999,999,999,990.999999'), '0'), '.')
			ELSE rtrim(to_char(s.number, 'FM999,999,999,999,990.' || repeat('0', decimals)), '.') END
		|| CASE WHEN s.is_share THEN ' %' ELSE COALESCE(' ' || unit, '') END
	FROM (
		SELECT b.is_share, abs(b.value) AS size,
			CASE WHEN abs(b.value) >= 1e15 OR abs(b.value) < 1e-6 THEN b.value::numeric
				ELSE round(b.value::numeric, COALESCE(decimals, CASE WHEN abs(b.value) >= 1000 THEN 0
					WHEN abs(b.value) >= 100 THEN 1 WHEN abs(b.value) >= 1 THEN 2
					ELSE 2 - floor(log(abs(b.value)))::integer END)) END AS number
		FROM (
			SELECT CASE WHEN q.is_share THEN _value_text.value * 100 ELSE _value_text.value END AS value, q.is_share
			-- a part of the same unit, such as EUR/EUR, is a share
			FROM (SELECT COALESCE(split_part(unit, '/', 1) <> '' AND split_part(unit, '/', 3) = ''
				AND btrim(split_part(unit, '/', 1)) = btrim(split_part(unit, '/', 2)), false) AS is_share) q
		) b
	) s;
END;
COMMENT ON FUNCTION _value_text IS
	'Internal: a value with its unit as text, such as 4,600 bikes, or 34.2 % for a share (unit EUR/EUR). Decimals '
	'empty: about three digits that count, without zeros at the end. NULL for an unknown value.';

CREATE OR REPLACE FUNCTION _target_text(low double precision, high double precision, unit text, decimals integer)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN low = high THEN _value_text(low, unit, decimals)
		WHEN low IS NOT NULL AND high IS NOT NULL
			-- the unit once
			THEN regexp_replace(_value_text(low, unit, decimals), ' .*', '') || ' to ' || _value_text(high, unit, decimals)
		WHEN low IS NOT NULL THEN 'at least ' || _value_text(low, unit, decimals)
		WHEN high IS NOT NULL THEN 'at most ' || _value_text(high, unit, decimals) END;
END;
COMMENT ON FUNCTION _target_text IS
	'Internal: the values that reach a target, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. '
	'NULL without a target.';

CREATE OR REPLACE FUNCTION _cut(words text, width integer) RETURNS text
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
COMMENT ON FUNCTION _cut IS
	'Internal: words that fit into so many places on a screen, cut with two points at the end if they are longer. '
	'NULL for NULL.';
