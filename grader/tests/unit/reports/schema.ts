import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'

/** The value of a JSON text that must obey a schema of `schemas/`. */
export function validated(name: string, text: string) {
  const validate = validators.get(name) ?? compiled(name)
  validators.set(name, validate)
  const value = JSON.parse(text)
  validate(value)
  expect(validate.errors ?? []).toEqual([])
  return value
}

const validators = new Map<string, ValidateFunction>()

function compiled(name: string): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false })
  return ajv.compile(JSON.parse(schemaFile(`${name}.json`)))
}

export function schemaFile(name: string): string {
  return readFileSync(join(import.meta.dirname, 'schemas', name), 'utf8')
}
