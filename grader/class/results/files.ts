import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * Writes a file whole or not at all, at whatever moment this process is ended: under another name
 * first, and once it is on the disk under its own.
 */
export function writeWhole(path: string, content: string | Buffer): void {
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w')
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
}

/** @returns undefined for a file that is not there, or can't be read */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Data from a file that this project wrote. @returns undefined when it is not there or is no JSON */
export function readData(path: string): unknown {
  const text = readIfThere(path)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
