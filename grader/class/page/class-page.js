// In the browser: sorts the table by a column, and shows only the students that are looked for.
const table = document.getElementById('table')
const find = document.getElementById('find')
const failed = document.getElementById('failed')
const shown = document.getElementById('shown')
const lines = [...table.tBodies[0].rows].map((row) => ({
  row,
  text: row.textContent.toLowerCase(),
  failed: new Set(row.dataset.failed.split(' ')),
}))
const compare = new Intl.Collator(undefined, { numeric: true }).compare

for (const [index, heading] of [...table.tHead.rows[0].cells].entries()) {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...heading.childNodes)
  heading.append(button)
  button.addEventListener('click', () => sortBy(index, heading))
}

document.getElementById('filters').hidden = false
find.addEventListener('input', filter)
failed.addEventListener('change', filter)
document.getElementById('filters').addEventListener('submit', (event) => event.preventDefault())
filter()

/** Upwards first, then downwards; who has nothing there comes last either way. */
function sortBy(index, heading) {
  const isDown = heading.ariaSort === 'ascending'
  for (const other of heading.parentElement.cells) other.removeAttribute('aria-sort')
  heading.ariaSort = isDown ? 'descending' : 'ascending'
  const keyed = lines.map(({ row }) => ({ row, key: keyOf(row.cells[index]) }))
  keyed.sort((left, right) => {
    if (left.key === '' || right.key === '') return (left.key === '') - (right.key === '')
    return isDown ? compare(right.key, left.key) : compare(left.key, right.key)
  })
  table.tBodies[0].append(...keyed.map(({ row }) => row))
}

function keyOf(cell) {
  return cell.dataset.value ?? cell.textContent
}

function filter() {
  const words = find.value.toLowerCase().split(/\s+/)
  let count = 0
  for (const line of lines) {
    const isFound = words.every((word) => line.text.includes(word))
    const isShown = isFound && (failed.value === '' || line.failed.has(failed.value))
    line.row.hidden = !isShown
    if (isShown) count++
  }
  shown.textContent = `${count} of ${lines.length} shown`
}
