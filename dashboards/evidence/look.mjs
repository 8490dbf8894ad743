// look.mjs FOLDER OUT: serves a built dashboard on 127.0.0.1, opens each of its pages in headless Chromium, and keeps a picture and the
// text of each in OUT. Ends with 1 if a page has an error, shows one, loads something from elsewhere, or does not come to rest.
// CHROMIUM names the browser (chromium). puppeteer-core is looked up from the working folder, where npm installed it.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const puppeteer = createRequire(path.join(process.cwd(), 'package.json'))('puppeteer-core');
const [folder, out] = process.argv.slice(2).map((name) => path.resolve(name));
const types = {
	css: 'text/css', html: 'text/html', ico: 'image/x-icon', js: 'text/javascript', json: 'application/json', png: 'image/png',
	svg: 'image/svg+xml', wasm: 'application/wasm', webmanifest: 'application/json', woff2: 'font/woff2'
};
const limit = 60000; // ms for a page to come to rest

// DuckDB in the page reads Parquet by ranges of bytes.
const server = http.createServer((request, response) => {
	const asked = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, 'http://here').pathname)));
	const file = [asked, path.join(asked, 'index.html'), `${asked}.html`].find((name) => fs.statSync(name, { throwIfNoEntry: false })?.isFile());
	if (!file) return response.writeHead(404).end();
	const { size } = fs.statSync(file);
	const head = { 'content-type': types[path.extname(file).slice(1)] ?? 'application/octet-stream', 'accept-ranges': 'bytes' };
	const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
	const start = Number(from ?? 0);
	const end = Math.min(to ? Number(to) : size - 1, size - 1);
	if (from) head['content-range'] = `bytes ${start}-${end}/${size}`;
	response.writeHead(from ? 206 : 200, { ...head, 'content-length': size ? end - start + 1 : 0 });
	if (request.method === 'HEAD' || !size) return response.end();
	return fs.createReadStream(file, { start, end }).pipe(response);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const home = `http://127.0.0.1:${server.address().port}`;

// A page is at rest when nothing in it waits for data, twice a second apart.
async function rest(page)
{
	const end = Date.now() + limit;
	for (let calm = 0; calm < 2;) {
		if (Date.now() > end) return false;
		await new Promise((go) => setTimeout(go, 1000));
		const waits = await page.evaluate(() => !document.querySelector('main, article')
			|| document.querySelector('.animate-pulse, [class*="skeleton" i]') !== null);
		calm = waits ? 0 : calm + 1;
	}
	return true;
}

const browser = await puppeteer.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run']
});
fs.mkdirSync(out, { recursive: true });
let failed = 0;
for (const name of process.argv.slice(4)) {
	const faults = [];
	const page = await browser.newPage();
	await page.setViewport({ width: 1280, height: 900 });
	await page.setRequestInterception(true);
	page.on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (origin === home || ['data:', 'blob:'].includes(protocol)) return request.continue();
		faults.push(`asks for ${request.url()}`);
		return request.abort();
	});
	page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
	page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
	await page.goto(`${home}/${name === 'index' ? '' : name}`, { timeout: limit });
	if (!await rest(page)) faults.push('does not come to rest');
	const text = await page.evaluate(() => document.body.innerText);
	for (const [line] of text.matchAll(/^.*(?:\bError\b|\bNaN\b|\bundefined\b|\[object Object\]).*$/gm)) faults.push(`shows: ${line}`);
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	await page.setViewport({ width: 1280, height: Math.min(Math.max(height, 600), 8000) });
	await new Promise((go) => setTimeout(go, 1500));
	await page.screenshot({ path: path.join(out, `${name}.png`) });
	fs.writeFileSync(path.join(out, `${name}.txt`), `${text}\n`);
	console.log(`${faults.length ? 'FAIL' : 'ok  '}  ${name}`);
	for (const fault of new Set(faults)) console.log(`      ${fault.slice(0, 300)}`);
	failed += faults.length > 0;
	await page.close();
}
await browser.close();
server.close();
process.exit(failed ? 1 : 0);
