
-- capability: does a process keep within its limits?

CREATE TYPE opm.capability AS (
	n bigint,
	mean double precision,
	sigma_within double precision,
	sigma_overall double precision,
	cp double precision,
	cpl double precision,
	cpu double precision,
	cpk double precision,
	cpm double precision,
	dpm_within double precision,
	cp_low double precision,
	cp_high double precision,
	cpk_low double precision,
	cpk_high double precision,
	cpm_low double precision,
	cpm_high double precision,
	pp double precision,
	ppl double precision,
	ppu double precision,
	ppk double precision,
	cpm_overall double precision,
	dpm_overall double precision,
	pp_low double precision,
	pp_high double precision,
	ppk_low double precision,
	ppk_high double precision,
	cpm_overall_low double precision,
	cpm_overall_high double precision,
	reason text
);
COMMENT ON TYPE opm.capability IS 'Capability of a process against its limits: C indices with sigma within (what a stable process could do), P indices with the overall sigma (what it did), with confidence intervals.';
COMMENT ON COLUMN opm.capability.n IS 'Number of measurements.';
COMMENT ON COLUMN opm.capability.mean IS 'Mean of the measurements, in their unit.';
COMMENT ON COLUMN opm.capability.sigma_within IS 'Sigma within subgroups, as given. NULL if not given.';
COMMENT ON COLUMN opm.capability.sigma_overall IS 'Sample standard deviation of all measurements. NULL for fewer than 2.';
COMMENT ON COLUMN opm.capability.cp IS 'Cp: width between the limits / 6 sigma_within. NULL with one limit or without variation.';
COMMENT ON COLUMN opm.capability.cpl IS 'Cpl: (mean - lower limit) / 3 sigma_within. NULL without a lower limit.';
COMMENT ON COLUMN opm.capability.cpu IS 'Cpu: (upper limit - mean) / 3 sigma_within. NULL without an upper limit.';
COMMENT ON COLUMN opm.capability.cpk IS 'Cpk: the smaller of Cpl and Cpu, or the only one; below 0 if the mean is outside.';
COMMENT ON COLUMN opm.capability.cpm IS 'Cpm: Cp reduced for the distance of the mean from the target, Cp / sqrt(1 + ((mean - target) / sigma_within)^2). NULL without a target.';
COMMENT ON COLUMN opm.capability.dpm_within IS 'Expected measurements outside the limits in a million, if normal with sigma_within.';
COMMENT ON COLUMN opm.capability.cp_low IS 'Lower end of the interval for Cp.';
COMMENT ON COLUMN opm.capability.cp_high IS 'Upper end of the interval for Cp.';
COMMENT ON COLUMN opm.capability.cpk_low IS 'Lower end of the interval for Cpk.';
COMMENT ON COLUMN opm.capability.cpk_high IS 'Upper end of the interval for Cpk.';
COMMENT ON COLUMN opm.capability.cpm_low IS 'Lower end of the interval for cpm.';
COMMENT ON COLUMN opm.capability.cpm_high IS 'Upper end of the interval for cpm.';
COMMENT ON COLUMN opm.capability.pp IS 'Pp: width between the limits / 6 sigma_overall. NULL with one limit or without variation.';
COMMENT ON COLUMN opm.capability.ppl IS 'Ppl: (mean - lower limit) / 3 sigma_overall. NULL without a lower limit.';
COMMENT ON COLUMN opm.capability.ppu IS 'Ppu: (upper limit - mean) / 3 sigma_overall. NULL without an upper limit.';
COMMENT ON COLUMN opm.capability.ppk IS 'Ppk: the smaller of Ppl and Ppu, or the only one; below 0 if the mean is outside.';
COMMENT ON COLUMN opm.capability.cpm_overall IS 'Cpm with the overall sigma: Pp reduced for the distance of the mean from the target, Pp / sqrt(1 + ((mean - target) / sigma_overall)^2). NULL without a target.';
COMMENT ON COLUMN opm.capability.dpm_overall IS 'Expected measurements outside the limits in a million, if normal with sigma_overall.';
COMMENT ON COLUMN opm.capability.pp_low IS 'Lower end of the interval for Pp.';
COMMENT ON COLUMN opm.capability.pp_high IS 'Upper end of the interval for Pp.';
COMMENT ON COLUMN opm.capability.ppk_low IS 'Lower end of the interval for Ppk.';
COMMENT ON COLUMN opm.capability.ppk_high IS 'Upper end of the interval for Ppk.';
COMMENT ON COLUMN opm.capability.cpm_overall_low IS 'Lower end of the interval for cpm_overall.';
COMMENT ON COLUMN opm.capability.cpm_overall_high IS 'Upper end of the interval for cpm_overall.';
COMMENT ON COLUMN opm.capability.reason IS 'Why indices are NULL. NULL if there is nothing to say.';

CREATE FUNCTION opm.capability(kpi opm.kpi, lower double precision, upper double precision, target double precision DEFAULT NULL,
	sigma_within double precision DEFAULT NULL, level double precision DEFAULT 0.95) RETURNS opm.capability
	AS 'MODULE_PATHNAME', 'capability_of_kpi' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.capability(opm.kpi, double precision, double precision, double precision, double precision, double precision) IS 'Capability of the measurements in a kpi. lower and upper are the limits of what is acceptable; one of them may be NULL. target is the best value, for Cpm. sigma_within: from a chart (sigma of opm.xmr_chart), or avg(range / opm.d2(n)), avg(stddev / opm.c4(n)), or pooled sqrt(sum((n - 1) * variance) / sum(n - 1)) over subgroups; NULL leaves the C indices out. Intervals treat either sigma as one of n - 1 degrees of freedom: chi-square for Cp and Pp, Bissell (1990) for Cpk and Ppk, Boyles (1991) for Cpm. NULL when kpi or level is NULL. Errors: 22023 for limits the wrong way round, a negative sigma, a level outside 0 to 1; 22003 for NaN or infinity. Source: NIST/SEMATECH e-Handbook 6.1.6.';
CREATE FUNCTION opm.capability(n bigint, mean double precision, stddev double precision, lower double precision, upper double precision, target double precision DEFAULT NULL,
	sigma_within double precision DEFAULT NULL, level double precision DEFAULT 0.95) RETURNS opm.capability
	AS 'MODULE_PATHNAME', 'capability_of_numbers' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.capability(bigint, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS 'Capability from n measurements, their mean and their sample standard deviation (NULL leaves the P indices out). lower and upper are the limits of what is acceptable; one of them may be NULL. target is the best value, for Cpm. sigma_within: from a chart (sigma of opm.xmr_chart), or avg(range / opm.d2(n)), avg(stddev / opm.c4(n)), or pooled sqrt(sum((n - 1) * variance) / sum(n - 1)) over subgroups; NULL leaves the C indices out. Intervals treat either sigma as one of n - 1 degrees of freedom: chi-square for Cp and Pp, Bissell (1990) for Cpk and Ppk, Boyles (1991) for Cpm. NULL when n, mean or level is NULL. Errors: 22023 for limits the wrong way round, a negative sigma, a level outside 0 to 1; 22003 for NaN or infinity. Source: NIST/SEMATECH e-Handbook 6.1.6.';
