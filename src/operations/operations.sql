
-- operations: OEE, takt, surveys, error budgets: ratios of totals

CREATE FUNCTION opm.oee(
	planned double precision, run double precision, ideal_cycle double precision, total double precision,
	good double precision,
	OUT availability double precision,
	OUT performance double precision,
	OUT quality double precision,
	OUT oee double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_oee' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.oee(double precision, double precision, double precision, double precision, double precision) IS
	'Overall equipment effectiveness and its factors (1 = 100 %). availability: run / planned time. performance: ideal '
	'cycle time * total count / run time. quality: good / total count. oee: their product, good * ideal_cycle / '
	'planned. All times in one unit; add shifts up first. Performance above 1 means that the ideal cycle time is not '
	'ideal. Where cells are NULL, reason says why. NULL when an argument is NULL. Errors: 22023 for a negative number, '
	'run > planned or good > total; 22003 for NaN or infinity.';

CREATE FUNCTION opm.takt(available double precision, demand double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_takt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.takt(double precision, double precision) IS
	'Takt time: available time / units demanded, in the unit of the time. NULL without demand, and when an argument is '
	'NULL. Errors: 22023 for a negative number, 22003 for NaN or infinity.';

-- internal

CREATE FUNCTION opm.nps_accum(bigint[], integer) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_nps_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.nps_accum(bigint[], integer) IS 'Internal: transition function of opm.nps(rating).';
CREATE FUNCTION opm.nps_accum(bigint[], integer, integer) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_nps_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.nps_accum(bigint[], integer, integer) IS
	'Internal: transition function of opm.nps(rating, min_group).';
CREATE FUNCTION opm.csat_accum(bigint[], double precision, double precision) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_csat_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.csat_accum(bigint[], double precision, double precision) IS
	'Internal: transition function of opm.csat(rating, satisfied_from).';
CREATE FUNCTION opm.csat_accum(bigint[], double precision, double precision, integer) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_csat_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.csat_accum(bigint[], double precision, double precision, integer) IS
	'Internal: transition function of opm.csat(rating, satisfied_from, min_group).';
CREATE FUNCTION opm.survey_merge(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'opm_survey_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.survey_merge(bigint[], bigint[]) IS
	'Internal: combine function of opm.nps and opm.csat. Adds the counts of two parts; NULL stands for none.';
CREATE FUNCTION opm.nps_final(bigint[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_nps_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.nps_final(bigint[]) IS 'Internal: final function of opm.nps.';
CREATE FUNCTION opm.csat_final(bigint[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_csat_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.csat_final(bigint[]) IS 'Internal: final function of opm.csat.';

-- surveys

CREATE AGGREGATE opm.nps(rating integer) (
	SFUNC = opm.nps_accum, STYPE = bigint[], FINALFUNC = opm.nps_final,
	COMBINEFUNC = opm.survey_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.nps(integer) IS
	'Net promoter score (and eNPS), -100 to 100: percent of ratings 9 and 10 minus percent of ratings 0 to 6. NULL '
	'ratings are left out; none give NULL. Error 22023 for a rating outside 0 to 10. Not for small groups: see '
	'opm.nps(rating, min_group).';
CREATE AGGREGATE opm.nps(rating integer, min_group integer) (
	SFUNC = opm.nps_accum, STYPE = bigint[], FINALFUNC = opm.nps_final,
	COMBINEFUNC = opm.survey_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.nps(integer, integer) IS
	'As opm.nps(rating), but NULL where fewer than min_group (NULL: 1) have answered, so that nobody can be '
	'recognised. Hide the count too, and mind that a total minus its other parts shows a hidden part.';
CREATE AGGREGATE opm.csat(rating double precision, satisfied_from double precision) (
	SFUNC = opm.csat_accum, STYPE = bigint[], FINALFUNC = opm.csat_final,
	COMBINEFUNC = opm.survey_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.csat(double precision, double precision) IS
	'Share (0 to 1) of ratings of at least satisfied_from: CSAT, percent favourable. Rows with a NULL are left out; '
	'none give NULL. Error 22003 for NaN or infinity. Not for small groups: see opm.csat(rating, satisfied_from, '
	'min_group).';
CREATE AGGREGATE opm.csat(rating double precision, satisfied_from double precision, min_group integer) (
	SFUNC = opm.csat_accum, STYPE = bigint[], FINALFUNC = opm.csat_final,
	COMBINEFUNC = opm.survey_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.csat(double precision, double precision, integer) IS
	'As opm.csat(rating, satisfied_from), but NULL where fewer than min_group (NULL: 1) have answered.';

-- error budgets

CREATE FUNCTION opm.burn_rate(
	bad double precision, total double precision, objective double precision
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_burn_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.burn_rate(double precision, double precision, double precision) IS
	'How fast an error budget burns: share of bad events / (1 - objective). At 1 the budget lasts exactly its period, '
	'at 2 half of it. For a goal to maintain, bad events are the measurements that miss it. NULL without events, and '
	'when an argument is NULL. Errors: 22023 unless 0 < objective < 1 and bad <= total, 22003 for NaN or infinity.';

CREATE FUNCTION opm.burn_windows(
	at timestamp with time zone[], bad double precision[], total double precision[], objective double precision,
	as_of timestamp with time zone, budget_days double precision DEFAULT 30
) RETURNS TABLE (
	severity text,
	long_hours double precision,
	short_hours double precision,
	threshold double precision,
	long_burn double precision,
	short_burn double precision,
	budget_used double precision,
	firing boolean
)
	AS 'MODULE_PATHNAME', 'opm_burn_windows' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.burn_windows(
	timestamp with time zone[], double precision[], double precision[], double precision, timestamp with time zone,
	double precision
) IS
	'Alerts on an error budget, by three pairs of windows: 1 h and 5 min at 14.4, 6 h and 30 min at 6, 3 days and 6 h '
	'at 1. The thresholds are for a budget of 30 days (2, 5 and 10 % of it) and change in proportion for others. '
	'Events count from after as_of minus the window up to as_of. firing: the burn rate of both windows is at the '
	'threshold or above. budget_used: share of the whole budget that the long window used. A burn is NULL for a window '
	'without events, which does not fire. Elements that are NULL are left out. No rows when an argument is NULL. '
	'Errors: 22023 for a negative or impossible number, 22008 for an infinite time, 22003 for NaN. Source: Google, The '
	'Site Reliability Workbook, chapter 5.';
