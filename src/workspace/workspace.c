/*
 * workspace.c: what a workspace does at every insert of measurements, where SQL would cost more than the
 * insert itself.
 *
 * The one idea: the table announced keeps, for every goal, the range of values that leaves its status as it
 * is. A statement whose measurements of a goal all lie in that range needs nothing further. Only the other
 * goals go to _announce_goals(), a function of the workspace. Both is done by SQL with the rights of the
 * owner of the table (see by_owner.c), because announced is written by nobody else; every isolation level
 * means what it means elsewhere.
 */
#include "opm.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"

#include "by_owner.h"

/* A value that is up to a day old is fresh at every cadence. */
#define QUIET_AGE			USECS_PER_DAY
#define MEASURED_FIRST		64

/* What one statement measured of one goal. */
typedef struct Measured
{
	int64		goal_id;		/* key of the goal */
	float8		low;			/* least value, in the unit of the goal; finite */
	float8		high;			/* greatest value; finite, >= low */
	TimestampTz first_at;		/* earliest time measured */
	TimestampTz last_at;		/* latest time measured, >= first_at */
} Measured;

typedef struct MeasuredList
{
	Measured   *item;			/* room items; after MeasuredGroup one per goal, by goal_id */
	Size		n;				/* items used, 0 to room */
	Size		room;			/* items allocated, >= MEASURED_FIRST */
} MeasuredList;

/* The plan that reads and locks the quiet range of a goal; kept for the session, one per workspace. */
typedef struct QuietPlan
{
	NameData	schema;			/* key; must be first */
	SPIPlanPtr	plan;			/* kept by SPI_keepplan, never freed */
} QuietPlan;

static HTAB *QuietPlans = NULL;

/* SPI reports by its result what only a mistake in this file could cause. */
static void
SpiExpect(bool good)
{
	if (unlikely(!good))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg_internal("unexpected answer of SPI: %s", SPI_result_code_string(SPI_result))));
}

static int
MeasuredCompare(const void *a, const void *b)
{
	int64		x = ((const Measured *) a)->goal_id;
	int64		y = ((const Measured *) b)->goal_id;

	return (x > y) - (x < y);
}

/* One item per goal, in the order of goals. */
static void
MeasuredGroup(MeasuredList *list)
{
	Size		last = 0;

	if (list->n < 2)
		return;
	qsort(list->item, list->n, sizeof(Measured), MeasuredCompare);
	for (Size i = 1; i < list->n; i++)
	{
		Measured   *to = &list->item[last];
		Measured   *from = &list->item[i];

		if (from->goal_id != to->goal_id)
		{
			list->item[++last] = *from;
			continue;
		}
		to->low = Min(to->low, from->low);
		to->high = Max(to->high, from->high);
		to->first_at = Min(to->first_at, from->first_at);
		to->last_at = Max(to->last_at, from->last_at);
	}
	list->n = last + 1;
}

static void
MeasuredAdd(MeasuredList *list, Measured item)
{
	if (list->n == list->room)
	{
		/* many rows are often of few goals: memory grows with the goals, not with the rows */
		MeasuredGroup(list);
		if (list->n > list->room / 2)
		{
			list->room *= 2;
			list->item = repalloc_huge(list->item, list->room * sizeof(Measured));
		}
	}
	list->item[list->n++] = item;
}

/* Place of a column of the table measurement, which the owner of the table could have changed. */
static int
MeasuredColumn(Relation rel, const char *name, Oid type)
{
	int			column = SPI_fnumber(RelationGetDescr(rel), name);

	if (column <= 0 || SPI_gettypeid(RelationGetDescr(rel), column) != type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("table \"%s\" has no column \"%s\" of type %s",
						RelationGetRelationName(rel), name, format_type_be(type)),
				 errdetail("This trigger is for the table measurement of a workspace.")));
	return column;
}

/* What the statement measured, one item per goal. */
static MeasuredList
MeasuredRead(TriggerData *trigger)
{
	Relation	rel = trigger->tg_relation;
	Tuplestorestate *rows = trigger->tg_newtable;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(RelationGetDescr(rel), &TTSOpsMinimalTuple);
	int			goal_id = MeasuredColumn(rel, "goal_id", INT8OID);
	int			at = MeasuredColumn(rel, "at", TIMESTAMPTZOID);
	int			value = MeasuredColumn(rel, "value", FLOAT8OID);
	MeasuredList list = {palloc(MEASURED_FIRST * sizeof(Measured)), 0, MEASURED_FIRST};

	/* other triggers read the same rows */
	tuplestore_select_read_pointer(rows, tuplestore_alloc_read_pointer(rows, EXEC_FLAG_REWIND));
	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, slot))
	{
		bool		isnull[3];
		Measured	item;

		CHECK_FOR_INTERRUPTS();
		item.goal_id = DatumGetInt64(slot_getattr(slot, goal_id, &isnull[0]));
		item.first_at = item.last_at = DatumGetTimestampTz(slot_getattr(slot, at, &isnull[1]));
		item.low = item.high = DatumGetFloat8(slot_getattr(slot, value, &isnull[2]));
		if (!(isnull[0] || isnull[1] || isnull[2]))
			MeasuredAdd(&list, item);
	}
	ExecDropSingleTupleTableSlot(slot);
	MeasuredGroup(&list);
	return list;
}

static SPIPlanPtr
QuietPlanOf(const char *schema)
{
	QuietPlan  *known;
	SPIPlanPtr	plan;
	char	   *query;
	NameData	key;
	Oid			bigint = INT8OID;
	bool		found;

	if (QuietPlans == NULL)
	{
		HASHCTL		how = {.keysize = sizeof(NameData), .entrysize = sizeof(QuietPlan)};

		QuietPlans = hash_create("opm workspaces", 16, &how, HASH_ELEM | HASH_BLOBS);
	}
	namestrcpy(&key, schema);
	known = hash_search(QuietPlans, &key, HASH_FIND, NULL);
	if (known != NULL)
		return known->plan;
	/* By name, not by OID: after a rename, or in another workspace of that name, it is planned anew. */
	query = psprintf("SELECT a.quiet_from::pg_catalog.float8, a.quiet_to::pg_catalog.float8,"
					 " a.quiet_since::pg_catalog.timestamptz, a.quiet_until::pg_catalog.timestamptz"
					 " FROM %s.announced a WHERE a.goal_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE",
					 quote_identifier(schema));
	plan = SPI_prepare_cursor(query, 1, &bigint, CURSOR_OPT_GENERIC_PLAN);
	SpiExpect(plan != NULL && SPI_keepplan(plan) == 0);
	known = hash_search(QuietPlans, &key, HASH_ENTER, &found);
	known->plan = plan;
	return plan;
}

/*
 * True if these measurements leave the status of the goal as it is. The lock makes a second transaction that
 * measures the goal wait, and then see what the first one wrote.
 */
static bool
MeasuredIsQuiet(SPIPlanPtr plan, const Measured *m)
{
	Datum		goal_id = Int64GetDatum(m->goal_id);
	Datum		quiet[4];
	bool		isnull = false;

	SpiExpect(SPI_execute_plan(plan, &goal_id, NULL, false, 0) == SPI_OK_SELECT);
	if (SPI_processed == 0)
		return true;			/* a goal that was loaded while triggers were off */
	for (int i = 0; i < (int) lengthof(quiet) && !isnull; i++)
		quiet[i] = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, i + 1, &isnull);
	if (isnull)
		return false;
	return m->low >= DatumGetFloat8(quiet[0]) && m->high <= DatumGetFloat8(quiet[1]) &&
		m->first_at >= DatumGetTimestampTz(quiet[2]) && m->last_at < DatumGetTimestampTz(quiet[3]) &&
		m->first_at > GetCurrentTransactionStartTimestamp() - QUIET_AGE;
}

static void
AnnounceGoals(Relation rel, const char *schema, Datum *goal_ids, int n)
{
	Oid			types[2] = {INT8ARRAYOID, REGCLASSOID};
	Datum		args[2];
	ArrayType  *ids = construct_array(goal_ids, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	char	   *query = psprintf("SELECT %s._announce_goals($1, $2)", quote_identifier(schema));

	ByOwnerFunction(rel, "_announce_goals", buildoidvector(types, lengthof(types)), VOIDOID, false);
	args[0] = PointerGetDatum(ids);
	args[1] = ObjectIdGetDatum(RelationGetRelid(rel));
	SpiExpect(SPI_execute_with_args(query, 2, types, args, NULL, false, 0) == SPI_OK_SELECT);
}

PG_FUNCTION_INFO_V1(opm_workspace_measured);
Datum
opm_workspace_measured(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	MeasuredList list;
	SPIPlanPtr	plan;
	char	   *schema;
	Datum	   *loud;
	int			n = 0;
	ByOwner		by;

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_AFTER(trigger->tg_event) ||
		!TRIGGER_FIRED_BY_INSERT(trigger->tg_event) || !TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event) ||
		trigger->tg_newtable == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("opm._workspace_measured() was called in a way it is not made for"),
				 errdetail("It is the function of a trigger AFTER INSERT ... REFERENCING NEW TABLE ..."
						   " FOR EACH STATEMENT.")));
	SpiExpect(SPI_connect() == SPI_OK_CONNECT);
	schema = get_namespace_name(ByOwnerHome(RelationGetRelid(trigger->tg_relation)));
	list = MeasuredRead(trigger);
	ByOwnerTable(trigger->tg_relation, "announced");
	by = ByOwnerBegin(trigger->tg_relation);
	plan = QuietPlanOf(schema);
	loud = MemoryContextAllocHuge(CurrentMemoryContext, (list.n + 1) * sizeof(Datum));
	for (Size i = 0; i < list.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!MeasuredIsQuiet(plan, &list.item[i]))
			loud[n++] = Int64GetDatum(list.item[i].goal_id);
		SPI_freetuptable(SPI_tuptable);
	}
	if (n > 0)
		AnnounceGoals(trigger->tg_relation, schema, loud, n);
	ByOwnerEnd(by);
	SPI_finish();
	return PointerGetDatum(NULL);
}
