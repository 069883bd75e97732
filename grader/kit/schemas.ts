import { type Config, createGenerator, type Schema } from 'ts-json-schema-generator'

/** The types whose JSON others read or write, each with the file that defines it. */
const TYPES = {
  Report: 'grader/scoring/report.ts',
  Manifest: 'grader/harness/manifest.ts',
} as const

/** Whether fields that the type does not name are allowed: to readers yes, in a test no. */
type Strictness = { additionalProperties: boolean }

/** The JSON Schema of a report, made from its type. */
export function reportSchema(root: string, strictness: Strictness): Schema {
  return { ...schemaOf('Report', root, strictness), title: 'Socket Lab: the report of one grade' }
}

/** The JSON Schema of `submission.json`, made from its type and the names of the programs. */
export function manifestSchema(root: string, programs: readonly string[]): Schema {
  const schema = schemaOf('Manifest', root, { additionalProperties: true })
  const named = {
    ...(schema.properties?.programs as Schema),
    propertyNames: { enum: [...programs] },
  }
  const properties = { ...schema.properties, programs: named }
  return { ...schema, properties, title: 'Socket Lab: submission.json' }
}

function schemaOf(type: keyof typeof TYPES, root: string, strictness: Strictness): Schema {
  const config: Config = {
    path: `${root}/${TYPES[type]}`,
    tsconfig: `${root}/tsconfig.json`,
    type,
    topRef: false,
    // The project's own type check is done by a newer compiler.
    skipTypeCheck: true,
    ...strictness,
  }
  return createGenerator(config).createSchema(type)
}
