/*
 * bands_preset.c: the status thresholds of known products and methods, by name.
 *
 * Thresholds are facts taken from the published documentation of each. Where a source leaves a gap
 * ("0.0 - 0.3, 0.4 - 0.6") the cut is the lower end of the better label, so that every score has one.
 */
#include "opm.h"

#include "bands.h"
#include "option.h"
#include "result.h"

typedef struct Preset
{
	const char *name;			/* lower case */
	const char *literal;		/* as opm.bands reads it */
	const char *source;			/* who uses it, and on what scale */
} Preset;

static const Preset preset[] = {
	{"okr", "off track | 0.4 | at risk | 0.7 | on track",
	"OKR grading of Google and Doerr: 0.7 and more green, 0.4 to 0.6 yellow, 0.3 and less red. Score 0..1."},
	{"rag", "red | 0.75 | amber | 0.9 | green",
	"Red, amber, green with the usual scorecard cuts 75 % and 90 % of the goal. Score 0..1."},
	{"align_okr", "red | 0.2 | amber | 0.6 | green",
	"Align-OKR: cuts at 20 % and 60 % progress. Score 0..1."},
	{"atlassian", "off track | 0.4 | at risk | 0.7 | on track",
	"Atlassian Goals: 0.0 to 0.3 off track, 0.4 to 0.6 at risk, 0.7 to 1.0 on track. Score 0..1."},
	{"engagedly", "at risk | 0.67 | behind | 0.835 | on track",
		"Engagedly: less than 16.5 points behind the expected progress on track, up to 33 behind. "
	"Score = 1 + actual - expected progress: opm.expected_score by plan."},
	{"flowyteam", "red | 0.5 | amber | 0.75 | green",
	"FlowyTeam: cuts at 50 % and 75 % progress. Score 0..1."},
	{"koan", "low | 4 | medium | 8 | high",
	"Koan: confidence 1 to 3, 4 to 7, 8 to 10. Score = confidence 1..10."},
	{"leankit", "behind | 0.9 | on track | 1.1 | ahead",
		"Planview LeanKit: within 10 points of the projected progress on track. "
	"Score = 1 + actual - projected progress: opm.expected_score by plan."},
	{"openokr", "red | 0.5 | amber | 0.75 | green",
	"OpenOKR METHOD.md, progress of key results: cuts at 50 % and 75 %. Score 0..1."},
	{"openokr_confidence", "very low | 0.3 | low | 0.4 | medium | 0.7 | high",
	"OpenOKR METHOD.md, confidence: cuts at 0.3, 0.4 and 0.7. Score = confidence 0..1."},
	{"openokr_kpi", "red | 0.7 | amber | 0.9 | green",
	"OpenOKR METHOD.md, KPI corridor: cuts at 70 % and 90 % of the goal. Score 0..1."},
	{"puzzle", "fail | 0.3 | commit | 0.7 | target | 1 | stretch",
		"puzzle/okr: zones fail, commit, target and stretch at 0.3, 0.7 and 1.0. "
	"Score = share of the way to the stretch goal."},
	{"servicenow", "red | 0.75 | yellow | 0.9 | green",
		"ServiceNow Goal Framework: green from 90 %, yellow 75 to 89 %, red below. "
	"Score = share of the planned change."},
	{"spider", "red | 3.3 | yellow | 6.6 | green",
	"Spider Impact: goal at 6.6, red flag at 3.3. Score 0..10."},
	{"upraise", "at risk | 0.75 | lagging | 0.95 | on track",
		"UpRaise: 0.95 and more of the ideal progress on track, 0.75 lagging. "
	"Score = actual / ideal progress: opm.expected_score by pace."},
	{"workboard", "low | 0.4 | medium | 0.7 | high",
	"Workboard: confidence from 40 % medium, from 70 % high. Score = confidence 0..1."},
};

bool
IsBandsPreset(const char *name)
{
	for (int i = 0; i < (int) lengthof(preset); i++)
		if (strcmp(name, preset[i].name) == 0)
			return true;
	return false;
}

PG_FUNCTION_INFO_V1(opm_bands_preset);
Datum
opm_bands_preset(PG_FUNCTION_ARGS)
{
	const char *name[lengthof(preset)];
	int			found;

	for (int i = 0; i < (int) lengthof(preset); i++)
		name[i] = preset[i].name;
	found = ChooseWord(PG_GETARG_TEXT_PP(0), "bands preset", name, lengthof(name));
	PG_RETURN_BANDS_P(BandsParse(preset[found].literal, NULL));
}

PG_FUNCTION_INFO_V1(opm_bands_presets);
Datum
opm_bands_presets(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < (int) lengthof(preset); i++)
	{
		Row			row;

		RowInit(&row);
		RowText(&row, 0, preset[i].name);
		RowSet(&row, 1, PointerGetDatum(BandsParse(preset[i].literal, NULL)));
		RowText(&row, 2, preset[i].source);
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
