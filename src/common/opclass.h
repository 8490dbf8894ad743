/*
 * opclass.h: what a type needs to be compared, sorted, indexed and hashed: six operators and the support
 * functions of its btree and hash operator classes.
 *
 * The one idea: a type has one order, and its equal values have equal bytes; the rest follows from these two.
 * A macro stands once per type, on a line of its own at file level: OPCLASS_COMPARISON makes TYPE_eq,
 * TYPE_ne, TYPE_lt, TYPE_le, TYPE_ge, TYPE_gt and TYPE_cmp, OPCLASS_HASH makes TYPE_hash and
 * TYPE_hash_extended, OPCLASS_FIXED makes all nine.
 */
#ifndef OPM_OPCLASS_H
#define OPM_OPCLASS_H

#include "opm.h"

#include "common/hashfn.h"

/* The bytes that make a value: two values are equal if and only if these are. */
typedef struct OpclassBytes
{
	const unsigned char *at;	/* not aligned */
	int			n;				/* how many, >= 0 */
} OpclassBytes;

/*
 * Of a type of variable length: everything behind the header, whichever header the value has where it lies.
 */
static inline OpclassBytes
OpclassVarlena(Datum datum)
{
	struct varlena *v = PG_DETOAST_DATUM_PACKED(datum);
	OpclassBytes bytes = {(unsigned char *) VARDATA_ANY(v), (int) VARSIZE_ANY_EXHDR(v)};

	return bytes;
}

/* memcmp and differences may be any number; SQL sees -1, 0 or 1. */
static inline int32
OpclassSign(int c)
{
	return (c > 0) - (c < 0);
}

/* compare(Datum a, Datum b): below 0, 0 or above 0 where a comes before b, is equal to it or comes after. */
#define OPCLASS_COMPARED(compare)	compare(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1))
#define OPCLASS_COMPARISON(type, compare) \
SQL_FUNCTION(opm_##type##_eq, BoolGetDatum(OPCLASS_COMPARED(compare) == 0)) \
SQL_FUNCTION(opm_##type##_ne, BoolGetDatum(OPCLASS_COMPARED(compare) != 0)) \
SQL_FUNCTION(opm_##type##_lt, BoolGetDatum(OPCLASS_COMPARED(compare) < 0)) \
SQL_FUNCTION(opm_##type##_le, BoolGetDatum(OPCLASS_COMPARED(compare) <= 0)) \
SQL_FUNCTION(opm_##type##_ge, BoolGetDatum(OPCLASS_COMPARED(compare) >= 0)) \
SQL_FUNCTION(opm_##type##_gt, BoolGetDatum(OPCLASS_COMPARED(compare) > 0)) \
SQL_FUNCTION(opm_##type##_cmp, Int32GetDatum(OpclassSign(OPCLASS_COMPARED(compare))))

/* bytes(Datum) returns the OpclassBytes of a value; OpclassVarlena serves every type of variable length. */
#define OPCLASS_HASH(type, bytes) \
PG_FUNCTION_INFO_V1(opm_##type##_hash); \
Datum \
opm_##type##_hash(PG_FUNCTION_ARGS) \
{ \
	OpclassBytes b = bytes(PG_GETARG_DATUM(0)); \
\
	return hash_any(b.at, b.n); \
} \
PG_FUNCTION_INFO_V1(opm_##type##_hash_extended); \
Datum \
opm_##type##_hash_extended(PG_FUNCTION_ARGS) \
{ \
	OpclassBytes b = bytes(PG_GETARG_DATUM(0)); \
\
	return hash_any_extended(b.at, b.n, PG_GETARG_INT64(1)); \
}

/*
 * For a type of fixed size, passed by reference, that is sorted by its bytes: no order means more than
 * another.
 */
#define OPCLASS_FIXED(type, Type) \
static OpclassBytes \
Type##Bytes(Datum datum) \
{ \
	OpclassBytes bytes = {(unsigned char *) DatumGetPointer(datum), (int) sizeof(Type)}; \
\
	return bytes; \
} \
static int \
Type##Compare(Datum a, Datum b) \
{ \
	return memcmp(DatumGetPointer(a), DatumGetPointer(b), sizeof(Type)); \
} \
OPCLASS_COMPARISON(type, Type##Compare) \
OPCLASS_HASH(type, Type##Bytes)

#endif							/* OPM_OPCLASS_H */
