/*
 * goaltree_plan.c: tells the planner what combining costs.
 *
 * A partial state is not one number but all its rows, and they cross to the leader like tuples. Without that, the
 * planner would go parallel over a plain table, where collecting in one process is faster.
 */
#include "goaltree.h"

#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"

/* A row in a state is copied in bulk: a tenth of what a tuple through a queue is said to cost. */
#define ROW_IN_STATE	0.1

/* Rows that the statement aggregates, as far as the planner knows: of its last join, or its largest relation. */
static double
InputRows(PlannerInfo *root)
{
	double		rows = 0;

	if (root->join_rel_list != NIL)
		return ((RelOptInfo *) llast(root->join_rel_list))->rows;
	for (int i = 1; i < root->simple_rel_array_size; i++)
	{
		RelOptInfo *rel = root->simple_rel_array[i];

		if (rel != NULL && rel->reloptkind == RELOPT_BASEREL)
			rows = Max(rows, rel->rows);
	}
	return rows;
}

PG_FUNCTION_INFO_V1(goaltree_combine_support);
Datum
goaltree_combine_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestCost))
	{
		SupportRequestCost *req = (SupportRequestCost *) request;

		/* with groups, each call combines one group's part: the default will do */
		if (req->root != NULL && req->root->parse->groupClause == NIL)
		{
			req->startup = 0;
			req->per_tuple = cpu_operator_cost + ROW_IN_STATE * parallel_tuple_cost * InputRows(req->root) / 2;
			PG_RETURN_POINTER(req);
		}
	}
	PG_RETURN_POINTER(NULL);
}
