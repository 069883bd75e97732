// In the browser: follows the grades that a watch carries out, as the server tells of them.
const status = document.getElementById('status')
const events = new EventSource('events')
let work = Promise.resolve()

events.addEventListener('status', ({ data }) => {
  const { told, isBusy } = JSON.parse(data)
  say(told, isBusy)
})

events.addEventListener('report', ({ data }) => {
  work = work.then(() => (data === shown().dataset.version ? undefined : renew()))
})

events.addEventListener('error', () => {
  say('The watch has ended: this is its last report.', false)
})

function say(told, isBusy) {
  status.textContent = told
  status.classList.toggle('busy', isBusy)
}

function shown() {
  return document.getElementById('report')
}

async function renew() {
  const response = await fetch('', { cache: 'no-store' })
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const next = page.getElementById('report')
  keepOpen(shown(), next)
  const focused = document.activeElement?.closest('.check')
  document.title = page.title
  shown().replaceWith(next)
  if (focused)
    checksIn(next).get(idOf(focused))?.querySelector('summary').focus({ preventScroll: true })
}

/** What somebody has opened or closed stays so, unless the check came out otherwise. */
function keepOpen(before, after) {
  const known = checksIn(before)
  for (const [id, check] of checksIn(after)) {
    const earlier = known.get(id)
    if (earlier?.className === check.className) check.open = earlier.open
  }
}

function checksIn(report) {
  return new Map([...report.querySelectorAll('.check')].map((check) => [idOf(check), check]))
}

function idOf(check) {
  return check.querySelector('[id]').id
}
