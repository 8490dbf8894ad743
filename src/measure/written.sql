-- written: numbers and targets as people write them in spreadsheets.

CREATE FUNCTION opm.try_number(
	written text, decimal_sign text DEFAULT NULL, hundred_percent double precision DEFAULT NULL,
	OUT value double precision, OUT unit text, OUT problem text)
	AS 'MODULE_PATHNAME', 'opm_written_number' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.try_number(text, text, double precision) IS
	'The number that people wrote: 1,234.50 EUR, 8 days, 31 %, with its unit. Where it is no number, or could be two, '
	'value is NULL and problem says what is wrong or asks. decimal_sign (. or ,) answers what 1,234 is; '
	'hundred_percent (100 or 1: the number that 100 % is) answers whether 31 % is 31 or 0.31. All NULL for NULL. Never '
	'an error for what is written. Error 22023 for another decimal_sign or hundred_percent.';
CREATE FUNCTION opm.try_target(
	written text, direction text DEFAULT NULL, baseline double precision DEFAULT NULL,
	decimal_sign text DEFAULT NULL, hundred_percent double precision DEFAULT NULL
) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_written_target' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.try_target(text, text, double precision, text, double precision) IS
	'The target that people wrote: a literal of opm.target, or at least 95 %, at most 8 days, ≤ 3, from 80 to 95. '
	'NULL where it is none or could be two, which opm.target_problem tells. direction (up, down, or a word of a '
	'column such as lower is better) and baseline make a target of a bare number. decimal_sign and hundred_percent are '
	'those of opm.try_number. NULL for NULL. Never an error for what is written. Error 22023 for another decimal_sign '
	'or hundred_percent.';
CREATE FUNCTION opm.target_problem(
	written text, direction text DEFAULT NULL, baseline double precision DEFAULT NULL,
	decimal_sign text DEFAULT NULL, hundred_percent double precision DEFAULT NULL
) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_written_problem' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_problem(text, text, double precision, text, double precision) IS
	'Why opm.try_target, with the same arguments, gives no target: what is wrong and what to write, or the question '
	'that a reader would ask. NULL where it gives one, and for NULL. Errors: 22023 as there.';
CREATE FUNCTION opm.target_unit(
	written text, direction text DEFAULT NULL, baseline double precision DEFAULT NULL,
	decimal_sign text DEFAULT NULL, hundred_percent double precision DEFAULT NULL
) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_written_unit' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_unit(text, text, double precision, text, double precision) IS
	'The unit in what opm.try_target reads: days of at most 8 days. NULL where there is none, or no target, and for '
	'NULL. Errors: 22023 as there.';
