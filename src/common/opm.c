/*
 * opm.c: module entry. opm needs no preload, hook, worker or setting, so there is nothing to initialise.
 */
#include "opm.h"

PG_MODULE_MAGIC_EXT(.name = "opm", .version = OPM_VERSION);
