-- Laws of opm.bands: text and binary round trip, every score has one label, hysteresis, refusals.

-- Operators live in schema opm like everything else.
SET search_path = public, opm;

-- What a call raises: SQLSTATE, message, detail.
CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; detail text;
BEGIN
	EXECUTE 'SELECT ' || call;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', state, message, nullif(detail, ''));
END $$;

-- Canonical form: labels are trimmed, and quoted only where they must be.
SELECT literal, literal::opm.bands AS canonical, opm.labels(literal::opm.bands), opm.cuts(literal::opm.bands)
FROM (VALUES ('off track | 0.4 | at risk | 0.7 | on track | 1 | achieved'), ('red|.75|amber|9e-1|green'), ('  "any"  '), ('"plain" | 1 | b'),
	('"1" | 1 | "2" | 2 | " padded "'), ('"a|b" | -1 | "say ""yes"""'), ('""""'), ('1st | 1 | 2nd'), ('"1e5" | 1 | e5 | 2 | -'), ('inf | 1 | NaN'), ('zu spät | 0 | pünktlich ✓'), ('a | -0 | b')) v(literal);

CREATE TEMP TABLE some_bands AS
SELECT opm.bands(literal) AS b
FROM (VALUES ('off track | 0.4 | at risk | 0.7 | on track | 1 | achieved'), ('"any"'), ('"1" | 1 | "2" | 2 | " padded "'), ('"a|b" | -1 | "say ""yes"""'), ('zu spät | 0 | pünktlich ✓'),
	('a | 0.1 | b | 0.30000000000000004 | c'), ('a | -1.7976931348623157e308 | b | 5e-324 | c | 1.7976931348623157e308 | d')) v(literal)
UNION ALL SELECT bands FROM opm.bands_presets()
UNION ALL SELECT opm.bands(array_agg('label ' || i ORDER BY i), (array_agg(i * 0.01::float8 ORDER BY i))[1:99]) FROM generate_series(1, 100) i
UNION ALL SELECT opm.bands(array_agg(repeat(chr(64 + i), 255) ORDER BY i), (array_agg(i::float8 ORDER BY i))[1:49]) FROM generate_series(1, 50) i
UNION ALL SELECT opm.bands(ARRAY[E'two\nlines', E'tab\t', '"', '|', 'a "b" c'], '{1,2,3,4}');
SELECT count(*) AS bands, bool_and(b::text::opm.bands = b) AS text_round_trip, bool_and(b::text::opm.bands::text = b::text) AS text_is_canonical,
	bool_and(opm.bands(opm.labels(b), opm.cuts(b)) = b) AS parts_round_trip FROM some_bands;

-- Binary round trip, through a file
CREATE TEMP TABLE copied_bands (b opm.bands);
\copy some_bands TO 'results/bands.copy' (FORMAT binary)
\copy copied_bands FROM 'results/bands.copy' (FORMAT binary)
SELECT (SELECT count(*) FROM copied_bands) = (SELECT count(*) FROM some_bands) AND
	NOT EXISTS (SELECT b FROM some_bands EXCEPT ALL SELECT b FROM copied_bands) AS binary_round_trip;
TRUNCATE copied_bands;

-- Malformed binary values are refused with 22P03.
\set VERBOSITY sqlstate
-- too short
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\001\001\377\377"' (FORMAT binary)
-- unknown format
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\006\002\000\001\000\001\141\377\377"' (FORMAT binary)
-- no label
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\001\000\000\377\377"' (FORMAT binary)
-- count beyond the limit
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\006\001\352\140\000\001\141\377\377"' (FORMAT binary)
-- count beyond the bytes that are there
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\021\001\000\132\077\340\000\000\000\000\000\000\000\001\141\000\001\142\377\377"' (FORMAT binary)
-- label longer than what is left
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\001\000\001\000\310\141\142\143\377\377"' (FORMAT binary)
-- bytes left over
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\007\001\000\001\000\001\141\170\377\377"' (FORMAT binary)
-- NaN cut
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\021\001\000\002\177\370\000\000\000\000\000\000\000\001\141\000\001\142\377\377"' (FORMAT binary)
-- falling cuts
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\034\001\000\003\077\360\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\001\141\000\001\142\000\001\143\377\377"' (FORMAT binary)
-- the same label twice
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\021\001\000\002\077\360\000\000\000\000\000\000\000\001\141\000\001\141\377\377"' (FORMAT binary)
-- empty label
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\001\000\002\077\360\000\000\000\000\000\000\000\001\141\000\000\377\377"' (FORMAT binary)
-- and one that is fine: -0 comes in as 0
\copy copied_bands FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\001\000\000\000\026\001\000\002\200\000\000\000\000\000\000\000\000\003\142\141\144\000\004\147\157\157\144\377\377"' (FORMAT binary)
\set VERBOSITY default
SELECT * FROM copied_bands;

-- Malformed literals: the position, the rule
SELECT literal, pg_temp.refusal(format('%L::opm.bands', literal)) AS refusal
FROM (VALUES (''), ('  '), ('|'), ('a |'), ('a | '), ('a | b'), ('a | 1'), ('a | 1 |'), ('a | 1 | '), ('1 | a'), ('a | 1 | 2'), ('a | 1 | 2 | b'), ('a || b'), ('a | 1 | b | 1 | c'), ('a | 1 | b | 0.5 | c'),
	('ä | 1 | ä'), ('a | 1 | "a"'), ('"a'), ('"a" b | 1 | c'), ('a "b" | 1 | c'), ('"" | 1 | c'), ('a | NaN | b'), ('a | 1e999 | b'), ('a | 1 x | b'), ('a | 0.4, 0.7 | b')) v(literal);
SELECT pg_temp.refusal(format('%L::opm.bands', string_agg('l' || i, ' | ' || i || ' | '))) FROM generate_series(1, 101) i;
SELECT pg_temp.refusal(format('%L::opm.bands', 'a | 1 | ' || repeat('x', 256)));

-- The constructor
SELECT opm.bands('{red,amber,green}', '{0.75,0.9}'), opm.bands('{any}', '{}'), opm.bands(labels => '{bad,good}', cuts => '{-0}');
SELECT opm.bands(NULL::text), opm.bands(NULL, '{1}'), opm.bands('{a}', NULL), opm.labels(NULL::opm.bands), opm.cuts(NULL::opm.bands), opm.bands_preset(NULL);
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ($$opm.bands('{}', '{}')$$), ($$opm.bands('{a,b}', '{}')$$), ($$opm.bands('{a,b}', '{1,2}')$$), ($$opm.bands('{a,NULL}', '{1}')$$), ($$opm.bands('{a,b}', '{NULL}')$$),
	($$opm.bands('{a,""}', '{1}')$$), ($$opm.bands('{a,a}', '{1}')$$), ($$opm.bands('{a,b,c}', '{2,1}')$$), ($$opm.bands('{a,b,c}', '{1,1}')$$), ($$opm.bands('{a,b}', '{NaN}')$$), ($$opm.bands('{a,b}', '{Infinity}')$$),
	($$opm.bands('{{a,b}}', '{1}')$$), ($$opm.bands(array_fill('x'::text, ARRAY[101]), array_fill(1::float8, ARRAY[100]))$$), ($$opm.bands(ARRAY[repeat('x', 256)], '{}')$$),
	($$opm.bands_preset('OKR')$$)) v(call);
SELECT opm.bands_preset('');

-- One word is most often the name of a preset, not the label of every score: that stands in quotes.
SELECT opm.status(0.5, 'okr');
SELECT opm.status(0.5, ' any ');
SELECT opm.status(0.5, '"okr"'), '"okr"'::opm.bands;
-- Status: a cut belongs to the label above it.
SELECT score, opm.status(score, b), opm.status_rank(score, b)
FROM (SELECT 'off track | 0.4 | at risk | 0.7 | on track | 1 | achieved'::opm.bands AS b) x, unnest('{-1e300,0.39999999,0.4,0.69,0.7,0.9999999999999999,1,7}'::float8[]) score;
SELECT opm.status(NULL, opm.bands_preset('okr')), opm.status(1, NULL::opm.bands), opm.status_rank(NULL, opm.bands_preset('okr')), opm.status_rank(1, NULL::opm.bands), opm.status(-1, '"any"'::opm.bands);
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ($$opm.status('NaN'::float8, '"any"')$$), ($$opm.status('Infinity'::float8, '"any"')$$), ($$opm.status_rank('-Infinity'::float8, '"any"')$$)) v(call);
-- Every score has exactly the label whose cuts enclose it, and rank and label agree.
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE (opm.labels(b)) [r] <> s OR x < c [r - 1] OR x >= c [r] OR r <> 1 + (SELECT count(*) FROM unnest(c) u WHERE u <= x)) AS broken
FROM (SELECT b, x, opm.cuts(b) AS c, opm.status(x, b) AS s, opm.status_rank(x, b) AS r
	FROM some_bands, LATERAL (SELECT unnest(opm.cuts(b)) AS cut UNION SELECT 0) e, LATERAL (VALUES (cut * 1), (cut * 0.99), (cut * 0.9999999999999999), (cut + 0.001)) v(x)) y;

-- Hysteresis: a step is taken only when the score is outside its band by the margin.
SELECT i, score, opm.sticky_status(score, opm.bands_preset('okr'), 0.05) OVER (ORDER BY i) AS sticky, opm.status(score, opm.bands_preset('okr'))
FROM unnest('{0.72,0.69,0.66,0.65,0.69,0.74,0.75,NULL,0.66,0.2,0.44,0.45,0.9,0.4}'::float8[]) WITH ORDINALITY AS v(score, i) ORDER BY i;
-- A margin of 0 is the plain status; a margin that no score can beat keeps the first label; partitions do not see each other.
CREATE TEMP TABLE walk AS SELECT p, i, sin(i * 0.7 + p) * sin(i * 0.013 * p) + 0.5 AS score FROM generate_series(1, 5) p, generate_series(1, 400) i;
SELECT count(*) FILTER (WHERE free <> plain) AS free, count(*) FILTER (WHERE stuck <> first) AS stuck, count(*) FILTER (WHERE sticky <> plain) > 100 AS sticks
FROM (SELECT opm.sticky_status(score, b, 0) OVER w AS free, opm.sticky_status(score, b, 1e6) OVER w AS stuck, opm.sticky_status(score, b, 0.2) OVER w AS sticky,
	opm.status(score, b) AS plain, first_value(opm.status(score, b)) OVER w AS first
	FROM walk, opm.bands_preset('okr') b WINDOW w AS (PARTITION BY p ORDER BY i)) x;
-- The stored form, step by step, gives the same.
WITH RECURSIVE step AS (
	SELECT p, i, opm.sticky_status(NULL, score, opm.bands_preset('okr'), 0.2) AS label FROM walk WHERE i = 1
	UNION ALL
	SELECT w.p, w.i, opm.sticky_status(s.label, w.score, opm.bands_preset('okr'), 0.2) FROM step s JOIN walk w ON w.p = s.p AND w.i = s.i + 1)
SELECT count(*) AS steps, count(*) FILTER (WHERE s.label <> x.label) AS different
FROM step s JOIN (SELECT p, i, opm.sticky_status(score, opm.bands_preset('okr'), 0.2) OVER (PARTITION BY p ORDER BY i) AS label FROM walk) x USING (p, i);
-- Other bands start afresh; the same bands again do too. NULL arguments change nothing.
SELECT i, opm.sticky_status(score, b, m) OVER (ORDER BY i) AS sticky
FROM (VALUES (1, 0.5::float8, 'bad | 0.4 | good'::opm.bands, 0.1::float8), (2, 0.35, 'bad | 0.4 | good', 0.1), (3, 0.35, 'bad | 0.4 | fine', 0.1), (4, 0.42, 'bad | 0.4 | fine', 0.1),
	(5, 0.42, 'bad | 0.4 | good', 0.1), (6, 0.2, NULL, 0.1), (7, 0.2, 'bad | 0.4 | good', NULL), (8, 0.35, 'bad | 0.4 | good', 0.1), (9, 0.35, 'bad | 0.4 | good', 0)) v(i, score, b, m);
SELECT opm.sticky_status('gone', 0.35, 'bad | 0.4 | good', 0.1), opm.sticky_status('good', 0.35, 'bad | 0.4 | good', 0.1), opm.sticky_status('good', NULL, 'bad | 0.4 | good', 0.1), opm.sticky_status('good', 0.35, NULL, 0.1);
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ($$opm.sticky_status(0.5, '"any"', -0.1) OVER ()$$), ($$opm.sticky_status(0.5, '"any"', 'NaN') OVER ()$$), ($$opm.sticky_status('NaN', '"any"', 0.1) OVER ()$$), ($$opm.sticky_status('a', 0.5, '"any"', -1)$$)) v(call);

-- Presets: the list and the function agree.
SELECT name, bands FROM opm.bands_presets();
SELECT bool_and(opm.bands_preset(name) = bands AND source <> '') AS agree FROM opm.bands_presets();

-- Equality, order and hash agree.
SELECT count(*) FILTER (WHERE (a.b = b.b) <> (a.b::text = b.b::text)) AS eq, count(*) FILTER (WHERE (a.b <> b.b) = (a.b = b.b)) AS ne,
	count(*) FILTER (WHERE (a.b < b.b) <> (opm.bands_cmp(a.b, b.b) < 0) OR (a.b <= b.b) <> (opm.bands_cmp(a.b, b.b) <= 0)
		OR (a.b > b.b) <> (b.b < a.b) OR (a.b >= b.b) <> (b.b <= a.b)) AS "order",
	count(*) FILTER (WHERE a.b = b.b AND (opm.bands_hash(a.b) <> opm.bands_hash(b.b) OR opm.bands_hash_extended(a.b, 7) <> opm.bands_hash_extended(b.b, 7))) AS hash
FROM some_bands a, some_bands b;
SELECT count(DISTINCT opm.bands_hash(opm.bands(ARRAY['a' || i, 'b'], ARRAY[j::float8]))) > 9900 AS hash_spreads FROM generate_series(1, 100) i, generate_series(101, 200) j;
CREATE TEMP TABLE keyed (b opm.bands PRIMARY KEY);
INSERT INTO keyed SELECT DISTINCT b FROM some_bands WHERE length(b::text) < 1000;
SELECT b FROM keyed ORDER BY b LIMIT 3;
