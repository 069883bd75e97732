import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

type Element = Tree.Element

/** All elements of a page, as a browser would read it; fails on what no browser should have to guess. */
export function elementsOf(html: string): Element[] {
  const faults: string[] = []
  const document = parse(html, { onParseError: ({ code }) => faults.push(code) })
  if (faults.length > 0) throw new Error(`not well-formed: ${faults.join(', ')}`)
  return descendants(document)
}

/** The classes of an element. */
export function classesOf({ attrs }: Element): string[] {
  return attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? []
}

/** Whether an element could run, load or send anything, or lead away from its page. */
export function isActive({ tagName, attrs }: Element): boolean {
  const hasHandler = attrs.some(({ name }) => name.startsWith('on') || name === 'style')
  const leadsAway = attrs.some(
    ({ name, value }) => LEADING.includes(name) && !/^(#|data:,$)/.test(value),
  )
  return ACTIVE.includes(tagName) || hasHandler || leadsAway
}

const ACTIVE = ['script', 'iframe', 'object', 'embed', 'img', 'form', 'base', 'video', 'audio']
const LEADING = ['href', 'src', 'srcset', 'action', 'xlink:href']

function descendants(node: Tree.Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : []
  const own = 'tagName' in node ? [node] : []
  return [...own, ...children.flatMap(descendants)]
}
