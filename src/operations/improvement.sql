
-- improvement: did the pilot work, and did it last?

CREATE FUNCTION opm.improvement(
	before opm.kpi, after opm.kpi, level double precision DEFAULT 0.95,
	OUT change double precision,
	OUT low double precision,
	OUT high double precision,
	OUT relative double precision,
	OUT error double precision,
	OUT df double precision,
	OUT p double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_improvement' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.improvement(opm.kpi, opm.kpi, double precision) IS
	'Before and after. change: mean after - mean before, in units of value. low, high: its confidence interval at this '
	'level. relative: change / |mean before|. error: its standard error. df: degrees of freedom. p: probability of a '
	'change at least this big by chance alone (Welch''s t test, independent measurements). It says that something '
	'changed, not why: see the form with a control group. Where cells are NULL, reason says why. NULL when an argument '
	'is NULL. Error 22023 unless 0 < level < 1. Source: Welch 1947.';

CREATE FUNCTION opm.improvement(
	before opm.kpi, after opm.kpi, control_before opm.kpi, control_after opm.kpi, level double precision DEFAULT 0.95,
	OUT change double precision,
	OUT low double precision,
	OUT high double precision,
	OUT relative double precision,
	OUT error double precision,
	OUT df double precision,
	OUT p double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_improvement_controlled' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.improvement(opm.kpi, opm.kpi, opm.kpi, opm.kpi, double precision) IS
	'Difference in differences: the change of the pilot minus the change of a control group over the same time, so '
	'that what happened to all is taken out. Columns, NULL and errors as in opm.improvement(before, after, level); '
	'degrees of freedom by Welch and Satterthwaite over the four groups. Assumes that without the pilot both would '
	'have changed alike.';

CREATE FUNCTION opm.gain_kept(
	before opm.kpi, after opm.kpi, recent opm.kpi, level double precision DEFAULT 0.95,
	OUT kept double precision,
	OUT change double precision,
	OUT p double precision,
	OUT alarm boolean,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_gain_kept' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.gain_kept(opm.kpi, opm.kpi, opm.kpi, double precision) IS
	'Does a gain last? kept: (mean recent - mean before) / (mean after - mean before); 1 = all of it, 0 = back where '
	'it was. change: mean recent - mean after. p: probability of so much loss by chance (one-sided Welch test against '
	'the direction of the gain). alarm: p < 1 - level. Where cells are NULL, reason says why. NULL when an argument is '
	'NULL. Error 22023 unless 0 < level < 1.';
