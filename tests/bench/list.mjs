// list.mjs identifiers|select|whole: does what list.py does, with fetch.
const url = `${process.env.PORT_API_URL}/v1/blueprints/service/entities/search`
const headers = {
	'Authorization': `Bearer ${process.env.PORT_ACCESS_TOKEN}`,
	'Content-Type': 'application/json',
}
const shown = {
	identifiers: (e) => e.identifier,
	whole: (e) => JSON.stringify(e),
	select: (e) => JSON.stringify({ identifier: e.identifier,
		owner: e.properties.owner, version: e.properties.version }),
}[process.argv[2]]
const body = { limit: 1000 }
do {
	const answer = await fetch(url,
		{ method: 'POST', headers, body: JSON.stringify(body) })
	if (!answer.ok)
		throw new Error(`HTTP ${answer.status}`)
	const page = await answer.json()
	const wanted = page.entities.filter((e) => process.argv[2] !== 'select' ||
		e.properties.tier === 'gold')
	process.stdout.write(wanted.map((e) => `${shown(e)}\n`).join(''))
	body.from = page.next
} while (body.from)
