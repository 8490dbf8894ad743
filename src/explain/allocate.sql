-- allocate: a total split into whole units that add up to it

CREATE FUNCTION opm.allocate(
	total numeric, weight numeric, unit numeric DEFAULT NULL, at_least numeric DEFAULT NULL,
	at_most numeric DEFAULT NULL
) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_allocate_numeric' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.allocate(numeric, numeric, numeric, numeric, numeric) IS
	'Window function: the part of this row of the total of its partition, in proportion to its weight (0 or more). '
	'Parts are whole units (unit NULL: the last digit that the total is written with, 0.01 for 100.00) and add up to '
	'the total exactly. Largest remainder (Hamilton): everybody gets the whole units of their quota; units left over '
	'go to the largest remainders, ties to the earlier row of the ORDER BY of the window. A negative total mirrors the '
	'positive one. at_least, at_most: limits of this part (NULL: none), kept by water-filling. A NULL weight takes no '
	'part and gives NULL. NULL when total is NULL or all weights are 0. Errors: 22023 if the total differs within a '
	'partition, is not a whole number of units, or the limits do not allow it; 22003 for a negative weight, NaN or '
	'infinity.';

CREATE FUNCTION opm.allocate(
	total numeric, weight double precision, unit numeric DEFAULT NULL, at_least numeric DEFAULT NULL,
	at_most numeric DEFAULT NULL
) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_allocate_float8' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.allocate(numeric, double precision, numeric, numeric, numeric) IS
	'As opm.allocate(total, weight numeric, ...), with double precision weights.';

CREATE FUNCTION opm.allocate(
	total numeric, weight bigint, unit numeric DEFAULT NULL, at_least numeric DEFAULT NULL, at_most numeric DEFAULT NULL
) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_allocate_bigint' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.allocate(numeric, bigint, numeric, numeric, numeric) IS
	'As opm.allocate(total, weight numeric, ...), with bigint weights.';

CREATE FUNCTION opm.phase(total numeric, weight numeric, unit numeric DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_phase_numeric' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.phase(numeric, numeric, numeric) IS
	'Window function over periods, in the order of the ORDER BY of the window: the part of this period of a total, by '
	'weights. The plan to date is always the exact one rounded to units (half away from zero), so no later period '
	'changes an earlier one, and the parts add up to the total exactly. unit NULL: the last digit that the total is '
	'written with. A NULL weight takes no part and gives NULL. NULL when total is NULL or all weights are 0. Errors as '
	'for opm.allocate.';

CREATE FUNCTION opm.phase(total numeric, weight double precision, unit numeric DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_phase_float8' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.phase(numeric, double precision, numeric) IS
	'As opm.phase(total, weight numeric, unit), with double precision weights.';

CREATE FUNCTION opm.phase(total numeric, weight bigint, unit numeric DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'opm_phase_bigint' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.phase(numeric, bigint, numeric) IS
	'As opm.phase(total, weight numeric, unit), with bigint weights.';
