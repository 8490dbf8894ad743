/*
 * csv.c: the raw lines of a file as rows of cells, for import.sql: quotes, line ends, a byte order mark.
 *
 * Nothing is refused: rows may be ragged, and a quote may never end. What is wrong is said in its row.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "result.h"

/* The delimiter that the first line has most often, outside quotes; a comma where it has none. */
static char
FindDelimiter(const char *p)
{
	static const char tried[] = ",;\t|";
	int			count[4] = {0};
	int			best = 0;
	bool		quoted = false;

	for (; *p != '\0' && (quoted || (*p != '\n' && *p != '\r')); p++)
	{
		const char *which = strchr(tried, *p);

		if (*p == '"')
			quoted = !quoted;
		else if (which != NULL && !quoted)
			count[which - tried]++;
	}
	for (int i = 1; i < 4; i++)
		if (count[i] > count[best])
			best = i;
	return tried[best];
}

/* Appends one cell and returns what comes after it; counts the lines that a quoted cell goes over. */
static const char *
ReadCell(const char *p, char delimiter, StringInfo cell, int *lines, bool *unclosed)
{
	bool		quoted = false;

	resetStringInfo(cell);
	if (*p == '"')
	{
		quoted = true;
		p++;
	}
	for (; *p != '\0'; p++)
	{
		CHECK_FOR_INTERRUPTS();
		if (quoted && *p == '"')
		{
			if (p[1] != '"')
			{
				quoted = false;
				continue;
			}
			p++;
		}
		else if (!quoted && (*p == delimiter || *p == '\n' || *p == '\r'))
			break;
		if (*p == '\n')
			(*lines)++;
		appendStringInfoChar(cell, *p);
	}
	*unclosed = quoted;
	return p;
}

/* Arguments: content, delimiter or NULL. Columns: line, cells, problem. */
PG_FUNCTION_INFO_V1(opm_workspace_csv);
Datum
opm_workspace_csv(PG_FUNCTION_ARGS)
{
	const char *p;
	char		delimiter;
	int			line = 1;
	StringInfoData cell;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	p = text_to_cstring(PG_GETARG_TEXT_PP(0));
	if (strncmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	delimiter = PG_ARGISNULL(1) ? FindDelimiter(p) : *text_to_cstring(PG_GETARG_TEXT_PP(1));
	initStringInfo(&cell);
	while (*p != '\0')
	{
		ArrayBuildState *cells = NULL;
		bool		unclosed = false;
		int			begun = line;
		Row			row;

		for (;;)
		{
			p = ReadCell(p, delimiter, &cell, &line, &unclosed);
			cells = accumArrayResult(cells, PointerGetDatum(cstring_to_text_with_len(cell.data, cell.len)),
									 false, TEXTOID, CurrentMemoryContext);
			if (*p == '\0' || *p != delimiter)
				break;
			p++;
		}
		if (*p == '\r')
			p++;
		if (*p == '\n')
			p++;
		line++;
		RowInit(&row);
		RowInt32(&row, 0, begun);
		RowSet(&row, 1, makeArrayResult(cells, CurrentMemoryContext));
		if (unclosed)
			RowText(&row, 2, "A quote that begins here does not end.");
		RowPut(fcinfo, &row);
	}
	PG_RETURN_NULL();
}
