
-- rules: patterns on a chart that are news and not noise

CREATE FUNCTION opm.signal_text(signal integer) RETURNS text
	AS 'MODULE_PATHNAME', 'rules_signal_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.signal_text(integer) IS 'What the bits of a signal mean, in general words. The note of opm.chart_point says it with numbers, side and date. NULL for NULL and for 0 (no signal). Errors: 22023 for a number that is no signal.';

CREATE FUNCTION opm.signal_rules(OUT rule text, OUT signal integer, OUT usual_length integer, OUT meaning text,
	OUT western_electric boolean, OUT nelson boolean, OUT wheeler boolean) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rules_signal_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION opm.signal_rules() IS 'All run rules, one a row: its name in a list of rules, its bit in the signal of a point, the usual number of points (NULL = fixed), what it means, and the sets it belongs to (Western Electric 1956, Nelson 1984, Wheeler 1993; Nelson''s rule k is bit 2^(k-1), and his run is 9 points). Test a point with: point.signal & rule.signal <> 0.';
