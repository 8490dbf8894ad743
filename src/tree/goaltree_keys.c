/*
 * goaltree_keys.c: from keys to ranks: which rows speak of one goal, and where a goal stands in key order.
 *
 * Ranks are found in one of four ways, the cheapest that the keys allow:
 * - bigint keys min, min + 1, ... in rows of that order: rank = key - min, nothing is stored;
 * - bigint keys without large gaps, one row per key: a table with an entry per possible key;
 * - bigint keys in rising order: the rows are in key order as they are;
 * - everything else: the rows are sorted, and rows of the same key make one rank. In the last two ways a hash
 * table leads from a key to its rank. Sorting is a radix sort of 8 bytes per key, with a comparison sort only
 * where those are equal: no collation has a say, so ranks are the same on every machine.
 */
#include "goaltree_build.h"

#include "common/hashfn.h"
#include "common/pg_prng.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"

#include "huge.h"

/* What is sorted instead of rows, which are more than twice as large. */
typedef struct SortItem
{
	uint64		prefix;			/* orders like the first 8 bytes of the key */
	uint32		row;			/* index in rows */
} SortItem;

/* Keys as rows have them: numbers, or offsets into the arena. */
int
BuildCompareKeys(const Build *b, int64 x, int64 y)
{
	uint32		xlen;
	uint32		ylen;
	int			cmp;

	if (b->in->keytype == GOAL_KEY_BIGINT)
		return x < y ? -1 : x > y;
	xlen = GoalArenaLen(b->in, x);
	ylen = GoalArenaLen(b->in, y);
	cmp = memcmp(GoalArenaData(b->in, x), GoalArenaData(b->in, y), Min(xlen, ylen));
	return cmp != 0 ? cmp : (xlen < ylen ? -1 : xlen > ylen);
}

/* A key for a message. */
char *
BuildKeyString(const Build *b, int64 key)
{
	GoalKey		k = GoalRowsKey(b->in, key);

	return GoalKeyForMessage(b->in->keytype, &k);
}

/* ---- sorting ---- */

/* Bytes that all keys begin with: they tell nothing, and the 8 that are sorted by come after them. */
static uint32
CommonPrefix(const Build *b)
{
	int64		first = b->in->rows[0].key;
	uint32		common = GoalArenaLen(b->in, first);

	for (int64 i = 1; i < b->in->nrows && common > 0; i++)
	{
		int64		key = b->in->rows[i].key;
		uint32		same = 0;

		common = Min(common, GoalArenaLen(b->in, key));
		while (same < common && GoalArenaData(b->in, key)[same] == GoalArenaData(b->in, first)[same])
			same++;
		common = same;
		BuildInterrupt((uint32) i);
	}
	return common;
}

/*
 * 8 bytes of a key as a number that orders like them: the most significant byte first, and for bigint the
 * sign turned round. A key that ends early is filled with zeros; what that makes equal, comparing tells
 * apart.
 */
static uint64
KeyPrefix(const Build *b, int64 key, uint32 skip)
{
	uint64		prefix = 0;

	if (b->in->keytype == GOAL_KEY_BIGINT)
		return (uint64) key ^ ((uint64) 1 << 63);
	memcpy(&prefix, GoalArenaData(b->in, key) + skip, Min(GoalArenaLen(b->in, key) - skip, sizeof(prefix)));
	return pg_ntoh64(prefix);
}

/*
 * Least significant byte first, each pass stable, so that after the last one all bytes are in order. All
 * counts are taken in one look at the items; a byte that is the same in all of them needs no pass. Returns
 * the buffer that holds the result.
 */
static SortItem *
RadixSort(SortItem *items, SortItem *spare, uint32 n)
{
	uint32		(*counts)[256] = palloc0(8 * sizeof(*counts));

	for (uint32 i = 0; i < n; i++)
		for (int byte = 0; byte < 8; byte++)
			counts[byte][(items[i].prefix >> (8 * byte)) & 0xff]++;
	for (int byte = 0; byte < 8; byte++)
	{
		uint32	   *count = counts[byte];
		uint32		sum = 0;
		SortItem   *swap;

		/* one value has them all: this byte orders nothing */
		if (n == 0 || count[(items[0].prefix >> (8 * byte)) & 0xff] == n)
			continue;
		/* counts become the places where each value begins */
		for (int v = 0; v < 256; v++)
		{
			uint32		c = count[v];

			count[v] = sum;
			sum += c;
		}
		for (uint32 i = 0; i < n; i++)
			spare[count[(items[i].prefix >> (8 * byte)) & 0xff]++] = items[i];
		swap = items;
		items = spare;
		spare = swap;
		CHECK_FOR_INTERRUPTS();
	}
	pfree(counts);
	return items;
}

/* For items of the same prefix; a sort of many is cancelled here. */
static int
CompareItems(const void *x, const void *y, void *arg)
{
	Build	   *b = arg;
	const GoalRow *rows = b->in->rows;

	BuildInterrupt(++b->compared);
	return BuildCompareKeys(b, rows[((const SortItem *) x)->row].key, rows[((const SortItem *) y)->row].key);
}

/* Fill b->order: row indexes in key order, rows of one key together. */
static void
SortRows(Build *b)
{
	uint32		n = (uint32) b->in->nrows;
	SortItem   *items = HugeAlloc(n, sizeof(SortItem));
	SortItem   *spare = HugeAlloc(n, sizeof(SortItem));
	SortItem   *sorted;
	uint32		skip = b->in->keytype == GOAL_KEY_BIGINT ? 0 : CommonPrefix(b);

	for (uint32 i = 0; i < n; i++)
	{
		items[i].prefix = KeyPrefix(b, b->in->rows[i].key, skip);
		items[i].row = i;
		BuildInterrupt(i);
	}
	sorted = RadixSort(items, spare, n);
	/* a bigint is its prefix; of other keys, runs of one prefix are put in order by their other bytes */
	for (uint32 i = 0, end; b->in->keytype != GOAL_KEY_BIGINT && i < n; i = end)
	{
		for (end = i + 1; end < n && sorted[end].prefix == sorted[i].prefix;)
			end++;
		if (end - i > 1)
		{
			qsort_arg(sorted + i, end - i, sizeof(SortItem), CompareItems, b);
			CHECK_FOR_INTERRUPTS();
		}
	}
	b->order = HugeAlloc(n, sizeof(uint32));
	for (uint32 i = 0; i < n; i++)
		b->order[i] = sorted[i].row;
	pfree(items);
	pfree(spare);
}

/* After sorting: runs of equal keys are one rank each. */
static void
GroupRows(Build *b)
{
	uint32		n = (uint32) b->in->nrows;
	uint32		ranks = 0;
	const GoalRow *rows = b->in->rows;

	for (uint32 i = 1; i < n; i++)
	{
		ranks += BuildCompareKeys(b, rows[b->order[i - 1]].key, rows[b->order[i]].key) != 0;
		BuildInterrupt(i);
	}
	b->nodes = ranks + 1;
	if (b->nodes == n)
		return;					/* one row per key: b->first stays NULL, which is cheaper for all that
								 * follows */
	b->first = HugeAlloc((int64) b->nodes + 1, sizeof(uint32));
	b->first[0] = 0;
	for (uint32 i = 1, r = 0; i < n; i++)
		if (BuildCompareKeys(b, rows[b->order[i - 1]].key, rows[b->order[i]].key) != 0)
			b->first[++r] = i;
	b->first[b->nodes] = n;
}

/* ---- dense bigint keys ---- */

/* Are the rows in strictly rising key order? Also finds the span of the keys. */
static bool
ScanBigintKeys(Build *b, int64 *max)
{
	const GoalRow *rows = b->in->rows;
	bool		rising = true;
	int64		lo = rows[0].key;
	int64		hi = rows[0].key;

	for (int64 i = 1; i < b->in->nrows; i++)
	{
		rising &= rows[i - 1].key < rows[i].key;
		lo = Min(lo, rows[i].key);
		hi = Max(hi, rows[i].key);
	}
	b->min = lo;
	*max = hi;
	return rising;
}

/* One entry per possible key. False if a key comes twice: then rows must be grouped by sorting. */
static bool
RankByTable(Build *b)
{
	uint32		n = (uint32) b->in->nrows;
	uint32		rank = 0;

	b->dense = HugeAlloc(b->range, sizeof(uint32));
	memset(b->dense, 0xff, b->range * sizeof(uint32));
	for (uint32 i = 0; i < n; i++)
	{
		uint32	   *entry = &b->dense[(uint64) b->in->rows[i].key - (uint64) b->min];

		if (*entry != GOALTREE_NONE)
		{
			pfree(b->dense);
			b->dense = NULL;
			return false;
		}
		*entry = i;
		BuildInterrupt(i);
	}
	/* going through the keys in order turns row indexes into ranks */
	b->order = HugeAlloc(n, sizeof(uint32));
	for (uint64 k = 0; k < b->range; k++)
		if (b->dense[k] != GOALTREE_NONE)
		{
			b->order[rank] = b->dense[k];
			b->dense[k] = rank++;
		}
	b->nodes = n;
	return true;
}

/* ---- hash table ---- */

/* The first place to look for a key: the upper bits of its hash. */
static inline uint32
HashSlot(const Build *b, int64 key)
{
	unsigned char *bytes = (unsigned char *) &key;
	int			len = sizeof(key);

	if (b->in->keytype != GOAL_KEY_BIGINT)
	{
		bytes = (unsigned char *) GoalArenaData(b->in, key);
		len = (int) GoalArenaLen(b->in, key);
	}
	/* seeded: no table of keys is slow every time */
	return (uint32) (hash_bytes_extended(bytes, len, b->seed) >> (64 - b->slotbits));
}

/* Open addressing, at most half full: a few steps to the next free place do. Entries are ranks + 1. */
static void
FillHash(Build *b)
{
	uint32		mask;

	b->seed = pg_prng_uint64(&pg_global_prng_state);
	b->slotbits = Max(pg_ceil_log2_64((uint64) b->nodes * 2), 1);
	mask = ((uint32) 1 << b->slotbits) - 1;
	b->slots = HugeZeroed((int64) mask + 1, sizeof(uint32));
	for (uint32 r = 0; r < b->nodes; r++)
	{
		uint32		s = HashSlot(b, BuildRow(b, r)->key);

		while (b->slots[s] != 0)
			s = (s + 1) & mask;
		b->slots[s] = r + 1;
		BuildInterrupt(r);
	}
}

/* The rank of a key, GOALTREE_NONE if no row has it. */
uint32
BuildFindKey(const Build *b, int64 key)
{
	uint32		mask;

	if (b->contiguous || b->dense)
	{
		uint64		k = (uint64) key - (uint64) b->min;

		if (k >= b->range)
			return GOALTREE_NONE;
		return b->contiguous ? (uint32) k : b->dense[k];
	}
	mask = ((uint32) 1 << b->slotbits) - 1;
	for (uint32 s = HashSlot(b, key); b->slots[s] != 0; s = (s + 1) & mask)
		if (BuildCompareKeys(b, BuildRow(b, b->slots[s] - 1)->key, key) == 0)
			return b->slots[s] - 1;
	return GOALTREE_NONE;
}

/* Choose the way, and find all ranks. */
void
BuildRankKeys(Build *b)
{
	int64		max;

	b->nodes = (uint32) b->in->nrows;
	if (b->in->keytype == GOAL_KEY_BIGINT)
	{
		bool		rising = ScanBigintKeys(b, &max);
		uint64		span = (uint64) max - (uint64) b->min;

		b->range = span + 1;
		if (rising && span == (uint64) b->nodes - 1)
		{
			b->contiguous = true;
			return;
		}
		/* 4: the table takes less memory than sorting would */
		if (span < (uint64) b->nodes * 4 && RankByTable(b))
			return;
		if (!rising)
		{
			SortRows(b);
			GroupRows(b);
		}
	}
	else
	{
		SortRows(b);
		GroupRows(b);
	}
	CHECK_FOR_INTERRUPTS();
	FillHash(b);
}

/* Links are resolved: nobody asks for keys any more. */
void
BuildFreeIndex(Build *b)
{
	if (b->dense)
		pfree(b->dense);
	if (b->slots)
		pfree(b->slots);
	b->dense = b->slots = NULL;
}
