-- uncertainty: what uncertain goals make of the root

CREATE FUNCTION opm.uncertainty(
	tree opm.goaltree, stddevs jsonb, threshold double precision DEFAULT 1, correlation double precision DEFAULT 0,
	OUT mean double precision,
	OUT stddev double precision,
	OUT p double precision,
	OUT mean_low double precision,
	OUT mean_high double precision,
	OUT p_low double precision,
	OUT p_high double precision,
	OUT exact boolean
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_uncertainty' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.uncertainty(opm.goaltree, jsonb, double precision, double precision) IS
	'The score of the root when goals are uncertain. stddevs: {"goal key": 0.1} is a normal score with this standard '
	'deviation around the present score; {"goal key": {"mean": 0.6, "stddev": 0.1}} has its own mean; {"goal key": '
	'{"p": 0.7}} scores 1 with this probability, else 0. For a goal that counts by its value, it is the standard '
	'deviation of its value. Goals that are not named are certain. correlation: between any two uncertain goals, 0 to '
	'1. p: probability that the root scores at least threshold. exact: is p exact? Where the root is linear in the '
	'uncertain goals (mean; sum and avg under a move target; no credit range), mean and stddev are exact. p is then '
	'exact if all uncertain goals are normal, or for up to 16 yes-no goals without correlation; else p is the normal '
	'approximation, and p_low and p_high are Cantelli''s bounds. Where the root is not linear, mean, stddev and p are '
	'NULL unless the bounds meet. mean_low, mean_high, p_low and p_high then hold for any dependence (Frechet, Jensen) '
	'or, in a tree with correlation 0, for independent goals. Uncertain values under a curved target or another method '
	'give no bounds: p is 0 to 1, and the mean NULL. NULL when an argument is NULL. Errors: 22023 for an unknown goal, '
	'a goal that takes its score from its children, or malformed stddevs; 22003 for a threshold or correlation out of '
	'range; 21000 for several roots.';
