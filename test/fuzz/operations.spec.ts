import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { expect, it } from 'vitest';
import { Random } from '../../src/sandbox/generator/random.js';
import { Operations } from './operations.js';

const OPERATIONS = 40_000;
const SCHEMA = resolve(import.meta.dirname, '../../schema');

it('operations made up at random reach every field of the contract and every argument', () => {
  const schema = buildSchema(
    readdirSync(SCHEMA)
      .map((file) => readFileSync(join(SCHEMA, file), 'utf8'))
      .join('\n'),
  );
  const missing = new Set(everythingIn(schema));
  const operations = new Operations(schema);
  for (let index = 0; index < OPERATIONS && missing.size > 0; index++) {
    const { query } = operations.next(new Random(1, index));
    const document = validIn(schema, query);
    if (!document) continue;
    const types = new TypeInfo(schema);
    const visitor = visitWithTypeInfo(types, {
      Field: ({ name }) => void missing.delete(`${types.getParentType()?.name}.${name.value}`),
      Argument: ({ name }) => void missing.delete(`${types.getParentType()?.name}.${types.getFieldDef()?.name}(${name.value})`),
    });
    visit(document, visitor);
  }
  expect([...missing]).toEqual([]);
});

/** Undefined for one that is refused before anything of it runs. */
function validIn(schema: GraphQLSchema, query: string): DocumentNode | undefined {
  try {
    const document = parse(query);
    return validate(schema, document).length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

function everythingIn(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) => [
      `${type.name}.${name}`,
      ...args.map((argument) => `${type.name}.${name}(${argument.name})`),
    ]);
  });
}
