-- decompose: why a ratio, a revenue or a product of factors moved

CREATE FUNCTION opm.rate_effect(
	volume_before double precision, rate_before double precision, volume_after double precision,
	rate_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_rate_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.rate_effect(double precision, double precision, double precision, double precision, text) IS
	'Window function over the segments of a ratio (overall rate = sum(volume * rate) / sum(volume)): how much the '
	'overall rate moved because the rate of this segment moved. midpoint (default): mean share of the volume times '
	'change of rate. base: share before times change of rate. volume: 0 or more; NULL, or no row before or after: the '
	'segment is not there in that period and has the rate of the other. NULL if a period has no volume at all. Errors: '
	'22003 for NaN or infinity, 22004 for a NULL rate where there is volume, 22023 for a negative volume or an unknown '
	'method.';

CREATE FUNCTION opm.mix_effect(
	volume_before double precision, rate_before double precision, volume_after double precision,
	rate_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_mix_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.mix_effect(double precision, double precision, double precision, double precision, text) IS
	'Window function over the segments of a ratio: how much the overall rate moved because the share of this segment '
	'in the volume moved. midpoint (default): change of share times the distance of its mean rate from the mean of '
	'both overall rates, so that rate and mix effects add up to the change exactly. base: change of share times (rate '
	'before - overall rate before). volume: 0 or more; NULL, or no row before or after: the segment is not there in '
	'that period and has the rate of the other. NULL if a period has no volume at all. Errors: 22003 for NaN or '
	'infinity, 22004 for a NULL rate where there is volume, 22023 for a negative volume or an unknown method.';

CREATE FUNCTION opm.interaction_effect(
	volume_before double precision, rate_before double precision, volume_after double precision,
	rate_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_interaction_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.interaction_effect(
	double precision, double precision, double precision, double precision, text
) IS
	'Window function over the segments of a ratio: change of share times change of rate. This is what the base form of '
	'rate and mix effects leaves over; with it they add up to the change. The midpoint form leaves nothing over; there '
	'this only shows how much was shared between the two. volume: 0 or more; NULL, or no row before or after: the '
	'segment is not there in that period and has the rate of the other. NULL if a period has no volume at all. Errors: '
	'22003 for NaN or infinity, 22004 for a NULL rate where there is volume, 22023 for a negative volume or an unknown '
	'method.';

CREATE FUNCTION opm.volume_effect(
	quantity_before double precision, price_before double precision, quantity_after double precision,
	price_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_volume_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.volume_effect(double precision, double precision, double precision, double precision, text) IS
	'Window function over the products of a revenue (sum of quantity times price): how much the revenue of this '
	'product moved because the volume of all products together moved. Volume, assortment and price effects add up to '
	'the change of the revenue of the product, and over the window to that of all products. midpoint (default): '
	'Shapley values of the three factors volume, share and price. base: one after the other in this order, each at the '
	'new value of those before it. Quantities that cannot be added up need a common unit first. quantity: 0 or more; '
	'NULL, or no row before or after: the product is not there in that period and has the price of the other. NULL '
	'without any price; 0 if there is no volume in either period. Errors: 22003 for NaN or infinity, 22004 for a NULL '
	'price where there is a quantity, 22023 for a negative quantity or an unknown method.';

CREATE FUNCTION opm.assortment_effect(
	quantity_before double precision, price_before double precision, quantity_after double precision,
	price_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_assortment_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.assortment_effect(
	double precision, double precision, double precision, double precision, text
) IS
	'Window function over the products of a revenue: how much the revenue of this product moved because its share of '
	'the volume moved (the mix). See opm.volume_effect for methods, NULL and errors.';

CREATE FUNCTION opm.price_effect(
	quantity_before double precision, price_before double precision, quantity_after double precision,
	price_after double precision, method text DEFAULT 'midpoint'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_price_effect' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.price_effect(double precision, double precision, double precision, double precision, text) IS
	'Window function over the products of a revenue: how much the revenue of this product moved because its price '
	'moved. See opm.volume_effect for methods, NULL and errors.';

CREATE FUNCTION opm.product_effects(
	before double precision[], after double precision[], method text DEFAULT 'shapley'
) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'opm_product_effects' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.product_effects(double precision[], double precision[], text) IS
	'How much a product of 1 to 100 factors moved because of each factor: effects in the order of the factors, which '
	'add up to the change. shapley (default): the exact average over all orders in which the factors could move. lmdi: '
	'logarithmic mean Divisia index, L(after, before) * ln(x1 / x0), for factors above 0. NULL when an argument is '
	'NULL. Errors: 22023 for an unknown method, or a factor not above 0 with lmdi; 2202E for arrays of different '
	'length, 22004 for a NULL factor, 22003 for NaN, infinity or a result out of range. Source: Ang 2004.';
