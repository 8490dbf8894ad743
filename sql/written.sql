-- written: numbers and targets as people write them. What can be read in two ways is asked.
\pset null -
-- one number, whatever its signs are
SELECT written, (opm.try_number(written)).* FROM unnest(ARRAY['1,234.50 EUR', '1.234,5', '1.234.567', '12,5', '0,234',
	'1 234,567', '12''345', '1,23,45,678', '$10K', '$ 10M', '10 million', 'USD 100', '5 EUR', '8 days', '5 m2', '4 per month',
	'1e5', '$-5', '-5']) written;
SELECT value = -5 AS minus FROM opm.try_number(U&'\2212 5');
SELECT value = 1234.5 AS narrow_blank, unit = U&'\20AC' AS euro FROM opm.try_number(U&'1\202F234,5 \20AC');
SELECT value = 123 AS wide FROM opm.try_number(U&'\FEFF\FF11\FF12\FF13');
-- what can be two numbers is a question, and the arguments answer it
SELECT written, (opm.try_number(written)).problem FROM unnest(ARRAY['1,234', '1.234', '31 %', '5m', '(5)', '1/2', '12-Apr']) written;
SELECT sign, (opm.try_number('1,234', sign)).value, (opm.try_number('1.234', sign)).value FROM unnest('{.,","}'::text[]) sign;
SELECT (opm.try_number('31 %', hundred_percent => 100)).*;
SELECT (opm.try_number('31 %', hundred_percent => 1)).*;
SELECT (opm.try_number('1.234,5', '.')).problem;
-- what is no number
SELECT written, (opm.try_number(written)).* FROM unnest(ARRAY['', '-', 'Pending', '1,2,3', 'abc', '5-10', '>= 5', '1e400', '50% reduction']) written;
SELECT (opm.try_number(repeat('9', 2000))).problem;
SELECT opm.try_number(NULL) IS NULL AS of_null;
-- targets
SELECT written, opm.try_target(written), opm.target_unit(written) AS unit FROM unnest(ARRAY['>= 95', 'at least 1.5 days', 'max. 8 days',
	'within 8 days', 'within 5% of 100', 'from 80 to 95', 'between 10 and 20 bikes', '95+', '5 or more', '3 or fewer', '> 1 million',
	'no more than $ 10K', 'increase to 95', 'exactly 5', '200 -> -30%', '0.8:0.5 1:1']) written;
SELECT opm.try_target(U&'\2265 95') AS hold, opm.try_target(U&'80 \2192 95') AS move, opm.try_target(U&'100 \00B1 5%') AS range,
	opm.try_target(U&'\2264 3 %', hundred_percent => 1) AS share;
SELECT written, opm.target_problem(written) FROM unnest(ARRAY['6', '10%', '80 to 95', '80-95', 'within 5 %', '+- 4.5', '95% +- 5%', '10:1',
	'50% reduction', '+50% of average', 'Top 5 of OECD', '12-Apr', 'TBD', '', '>=', '>= 95 or <= 3', 'at least 1,000', '5 -> 5']) written;
-- a bare number beside a direction, or a baseline
SELECT direction, opm.try_target('95', direction) FROM unnest(ARRAY['up', 'Lower is better', 'down_is_good', 'GROW', '>=']) direction;
SELECT opm.try_target('95', NULL, 80), opm.try_target('95', 'up', 95), opm.try_target('95 %', 'up', 0.8, hundred_percent => 1);
SELECT opm.target_problem('95', 'up', 100), opm.target_problem('<= 3', 'grow'), opm.target_problem('95', NULL, 95),
	opm.target_problem('95', 'sideways');
-- one of the two answers, never both and never none
SELECT count(*) FILTER (WHERE (opm.try_target(w, d, b, s, h) IS NULL) = (opm.target_problem(w, d, b, s, h) IS NULL)) AS both_or_none
FROM unnest(ARRAY['95', '95 %', '<= 1,000', 'within 5', 'from 1 to 2', 'x y', '', '1.234 -> 5', '5 %+']) w,
	unnest(ARRAY[NULL, 'up', 'down', '?']) d, unnest(ARRAY[NULL, 0, 95]::float8[]) b, unnest(ARRAY[NULL, '.', ',']) s,
	unnest(ARRAY[NULL, 1, 100]::float8[]) h;
-- every target is read as it is written
SELECT count(*) AS not_read_back FROM unnest(ARRAY['80 -> 95', '>= 1.234', '< 2 ~ 0.5', '10 .. 20 ~ 5', '-5 .. -1', '1e10 -> 1e-10',
	'0.8:0.5 1:1 1.2:2']::opm.target[]) t WHERE opm.try_target(t::text) IS DISTINCT FROM t;
SELECT opm.try_number('5', ';');
SELECT opm.try_target('5 %', hundred_percent => 10);
