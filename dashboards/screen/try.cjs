// The laws of the screen, tried in a browser: see try.
'use strict'
const { chromium } = require('playwright-core')
const page = 'file://' + __dirname + '/index.html'
const server = 'http://127.0.0.1:' + process.env.SCREEN_PORT + '/graphql'
let failed = 0

function law(holds, words) {
	console.log((holds ? 'ok      ' : 'FAIL    ') + words)
	failed += holds ? 0 : 1
}

async function ask(token, query) {
	const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: 'Bearer ' + token } : {}) }
	const answer = await fetch(server, { method: 'POST', headers, body: JSON.stringify({ query }) })
	return answer.json()
}

async function enter(browser, token, options) {
	const tab = await (await browser.newContext({ viewport: { width: 900, height: 1100 }, ...options })).newPage()
	tab.wrong = []
	tab.on('pageerror', e => tab.wrong.push(e.message))
	tab.on('request', r => { if (!r.url().startsWith(server) && !r.url().startsWith('file:')) tab.wrong.push(r.url()) })
	await tab.goto(page + '#' + new URLSearchParams({ server, token }))
	await tab.waitForSelector('#main:not([hidden]), #said.bad')
	return tab
}

async function tryAll() {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] })
	const count = async () => (await ask(process.env.LEAD, '{ allCheckInFeeds { nodes { id } } }')).data.allCheckInFeeds.nodes.length

	const lead = await enter(browser, process.env.LEAD)
	if (await lead.locator('#said').innerText()) throw new Error(await lead.locator('#said').innerText())
	law(await lead.locator('#goals li b').count() > 0, 'a person sees the goals that he or she answers for')
	law((await lead.locator('#goals').innerText()).includes('<img src=x onerror='), 'a name is text, whatever is in it')
	law(!lead.url().includes('token'), 'the token leaves the address')
	const before = await count()
	const item = lead.locator('#goals > li').first()
	await item.locator('summary').click()
	await item.locator('[name=confidence]').fill('70')
	await item.locator('[name=note]').fill('Said on the <b>screen</b>')
	await item.locator('button', { hasText: 'Check in' }).click()
	await lead.waitForSelector('#said:not(:empty)')
	law(/^Checked in: /.test(await lead.locator('#said').innerText()), 'a check-in is taken')
	law(await count() === before + 1, 'and is in the database')
	await lead.locator('#goals > li').first().locator('button.link').click()
	await lead.waitForSelector('#goal:not([hidden])')
	law((await lead.locator('#goal-body').innerText()).includes('70 % sure · Said on the <b>screen</b>'), 'and is read as it was written')
	await lead.screenshot({ path: process.env.SCREEN_SHOTS + '/screen-lead.png', fullPage: true })
	await lead.locator('#goals > li').first().locator('summary').click()
	await lead.locator('#goals > li').first().locator('[name=confidence]').evaluate(e => { e.removeAttribute('max'); e.value = '170' })
	await lead.locator('#goals > li').first().locator('button', { hasText: 'Check in' }).click()
	await lead.waitForSelector('#said.bad')
	law(/confidence/.test(await lead.locator('#said').innerText()), 'a wrong value is refused in the words of the database: ' + await lead.locator('#said').innerText())
	law(await lead.evaluate(() => window.hacked) === undefined && lead.wrong.length === 0, 'nothing ran, nothing was asked outside: ' + lead.wrong)

	const looker = await enter(browser, process.env.LOOKER, { colorScheme: 'dark', viewport: { width: 400, height: 900 } })
	const keys = await looker.locator('#all option').evaluateAll(all => all.map(o => o.value))
	const leads = await lead.locator('#all option').evaluateAll(all => all.map(o => o.value))
	law(leads.includes('weld') && !keys.includes('weld') && keys.includes('nps'), 'two people see two sets of goals: a private goal is its owner\'s')
	await looker.screenshot({ path: process.env.SCREEN_SHOTS + '/screen-looker.png' })
	const mine = looker.locator('#goals > li').first()
	await mine.locator('summary').click()
	await mine.locator('[name=note]').fill('May not')
	await mine.locator('button', { hasText: 'Check in' }).click()
	await looker.waitForSelector('#said.bad')
	law(/permission denied/.test(await looker.locator('#said').innerText()), 'a reader may not check in: ' + await looker.locator('#said').innerText())
	law(await count() === before + 1, 'and nothing was written')

	for (const [token, who] of [['', 'nobody'], ['a.b.c', 'a made-up token'], [process.env.OWNER, 'a token of a role that is none of the people']]) {
		const answer = await ask(token, '{ allScorecards { nodes { goalKey } } }')
		law(answer.errors && !(answer.data && answer.data.allScorecards), `${who} sees nothing: ${answer.errors && answer.errors[0].message}`)
	}
	await browser.close()
	process.exitCode = failed ? 1 : 0
}
tryAll().catch(e => { console.log('FAIL    ' + e.message); process.exit(1) })
