import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'

/** The value of a JSON text that must obey a schema of `schemas/`. */
export function validated(name: string, text: string) {
  const validate = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
  }).compile(JSON.parse(schemaFile(`${name}.json`)))
  const value = JSON.parse(text)
  validate(value)
  expect(validate.errors ?? []).toEqual([])
  return value
}

export function schemaFile(name: string): string {
  return readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8')
}
