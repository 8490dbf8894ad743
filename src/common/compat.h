/*
 * compat.h: the only file that knows which PostgreSQL it is compiled for.
 * Modules use the newest server's names; older servers get them from here.
 */
#ifndef OPM_COMPAT_H
#define OPM_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "opm needs PostgreSQL 15 or newer"
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else
#include "nodes/nodes.h"
/* Before 16 an input error is always raised at once. */
#define ereturn(escontext, dummy, ...) \
	do { (void) (escontext); ereport(ERROR, __VA_ARGS__); return dummy; } while (0)
#define errsave(escontext, ...) \
	do { (void) (escontext); ereport(ERROR, __VA_ARGS__); } while (0)
#endif

/* 16 took Abs() away; 17 has this for int64 */
#ifndef i64abs
#define i64abs(i) ((int64) llabs(i))
#endif

/* 18 marks a function that does not return before its words, not after them. */
#ifndef pg_noreturn
#define pg_noreturn __attribute__((noreturn))
#endif

/* The sequence of an identity column: 17 asks for the relation itself. */
#if PG_VERSION_NUM >= 170000
#define IdentitySequence(rel, column) getIdentitySequence(rel, column, true)
#else
#define IdentitySequence(rel, column) getIdentitySequence(RelationGetRelid(rel), column, true)
#endif

/* Tell the processor what will be read soon; without it, nothing changes but time. */
#ifdef __GNUC__
#define OpmPrefetch(address) __builtin_prefetch(address)
#else
#define OpmPrefetch(address) ((void) 0)
#endif

#ifndef PG_MODULE_MAGIC_EXT
#define PG_MODULE_MAGIC_EXT(...) PG_MODULE_MAGIC
#endif

#endif							/* OPM_COMPAT_H */
