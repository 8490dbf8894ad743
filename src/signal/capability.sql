
-- capability: the spread of a process against its limits

CREATE FUNCTION opm.capability(kpi opm.kpi, lower double precision, upper double precision,
	target double precision DEFAULT NULL, sigma_within double precision DEFAULT NULL,
	level double precision DEFAULT 0.95,
	OUT n bigint, OUT mean double precision, OUT sigma_within double precision,
	OUT sigma_overall double precision, OUT cp double precision, OUT cpl double precision,
	OUT cpu double precision, OUT cpk double precision, OUT cpm double precision, OUT dpm_within double precision,
	OUT cp_low double precision, OUT cp_high double precision, OUT cpk_low double precision,
	OUT cpk_high double precision, OUT cpm_low double precision, OUT cpm_high double precision,
	OUT pp double precision, OUT ppl double precision, OUT ppu double precision, OUT ppk double precision,
	OUT cpm_overall double precision, OUT dpm_overall double precision, OUT pp_low double precision,
	OUT pp_high double precision, OUT ppk_low double precision, OUT ppk_high double precision,
	OUT cpm_overall_low double precision, OUT cpm_overall_high double precision,
	OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_capability_of_kpi' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.capability(opm.kpi, double precision, double precision, double precision, double precision,
	double precision) IS
	'Capability of a process, from a kpi of its measurements, against the limits lower and upper of what is '
	'acceptable; one of them may be NULL. target is the best value, for Cpm. sigma_within: from a chart (its sigma), '
	'or avg(range / opm.d2(n)), avg(stddev / opm.c4(n)), or pooled sqrt(sum((n - 1) * variance) / sum(n - 1)) over '
	'subgroups; a NULL sigma_within leaves the C indices out. Columns: n, mean and sigma_overall (sample standard '
	'deviation, NULL for fewer than 2) of the measurements, sigma_within as given; cp: width between the limits / 6 '
	'sigma; cpl, cpu: room from the mean to one limit / 3 sigma; cpk: the smaller of them, below 0 if the mean is '
	'outside; cpm: cp / sqrt(1 + ((mean - target) / sigma)^2); dpm: expected measurements outside the limits in a '
	'million, if normal; cp, cpl, cpu, cpk, cpm and dpm_within with sigma_within (what a stable process could do), pp, '
	'ppl, ppu, ppk, cpm_overall and dpm_overall with sigma_overall (what it did); *_low and *_high: ends of the '
	'interval at the confidence level; reason: why indices are NULL. Intervals treat either sigma as one of n - 1 '
	'degrees of freedom: chi-square for Cp and Pp, Bissell (1990) for Cpk and Ppk; for Cpm Boyles (1991), with degrees '
	'of freedom of its own. NULL when kpi or level is NULL. Errors: 22023 for limits the wrong way round, a negative '
	'sigma, a level outside 0 to 1; 22003 for NaN or infinity. Source: NIST/SEMATECH e-Handbook 6.1.6.';
CREATE FUNCTION opm.capability(n bigint, mean double precision, stddev double precision, lower double precision,
	upper double precision, target double precision DEFAULT NULL, sigma_within double precision DEFAULT NULL,
	level double precision DEFAULT 0.95,
	OUT n bigint, OUT mean double precision, OUT sigma_within double precision,
	OUT sigma_overall double precision, OUT cp double precision, OUT cpl double precision,
	OUT cpu double precision, OUT cpk double precision, OUT cpm double precision, OUT dpm_within double precision,
	OUT cp_low double precision, OUT cp_high double precision, OUT cpk_low double precision,
	OUT cpk_high double precision, OUT cpm_low double precision, OUT cpm_high double precision,
	OUT pp double precision, OUT ppl double precision, OUT ppu double precision, OUT ppk double precision,
	OUT cpm_overall double precision, OUT dpm_overall double precision, OUT pp_low double precision,
	OUT pp_high double precision, OUT ppk_low double precision, OUT ppk_high double precision,
	OUT cpm_overall_low double precision, OUT cpm_overall_high double precision,
	OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_capability_of_numbers' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.capability(bigint, double precision, double precision, double precision, double precision,
	double precision, double precision, double precision) IS
	'As opm.capability with a kpi, from n measurements, their mean and their sample standard deviation stddev (NULL '
	'leaves the P indices out). NULL when n, mean or level is NULL. Errors: 22023 for limits the wrong way round, a '
	'negative number, a level outside 0 to 1; 22003 for NaN or infinity.';
