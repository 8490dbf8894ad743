// mend.mjs: what npm runs after it has installed the packages. It changes three lines of Evidence 40, so that pages work without a network.
// DuckDB-Wasm from 1.29 on fetches its Parquet part from elsewhere at run time. 1.28.0 (package.json, overrides) has it built in, but not
// two of the settings that Evidence makes at the start. And 5 s are too few for a busy machine to start it.
import fs from 'node:fs';

const folder = new URL('node_modules/@evidence-dev/universal-sql/src/client-duckdb/', import.meta.url);
for (const [file, pattern, text] of [
	['node.js', /^.*SET (ieee_floating_point_ops|old_implicit_casting).*\n/gm, ''],
	['browser.js', /^.*SET (ieee_floating_point_ops|old_implicit_casting).*\n/gm, ''],
	['both.js', /(Timeout while initializing database'\)\), )5000\b/, (_, start) => `${start}60000`]
]) {
	const name = new URL(file, folder);
	const before = fs.readFileSync(name, 'utf8');
	fs.writeFileSync(name, before.replace(pattern, text));
}
