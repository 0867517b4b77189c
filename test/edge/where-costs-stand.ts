import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type GraphQLField, type GraphQLObjectType, parse } from 'graphql';
import { traitsOf } from '../../src/graphql/execution/field-traits.js';

/**
 * Tells the file in which the cost of a field has to stand: in the room of its resolver's module, or, where it is a property,
 * in the room that has the name of its type's file in schema/.
 */
export function whereCostsStand(app: INestApplicationContext) {
  const rooms = new Map<string | undefined, string>();
  for (const { metatype, host } of app.get(DiscoveryService).getProviders()) {
    const [, room] = /^(.+?)(Edge)?Module$/.exec(host?.metatype?.name ?? '') ?? [];
    if (metatype && room) rooms.set(metatype.name, room.toLowerCase());
  }
  const files = schemaFiles();
  return (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string => {
    const room = rooms.get(traitsOf(field)?.resolver) ?? files.get(type.name) ?? '?';
    return `src/${room}/${room}.costs.ts`;
  };
}

/** The name of each type's file, without its ending. */
function schemaFiles(): ReadonlyMap<string, string> {
  const files = readdirSync('schema').map((file) => [file.replace(/\.graphql$/, ''), readFileSync(join('schema', file), 'utf8')]);
  return new Map(
    files.flatMap(([room = '', text = '']) =>
      parse(text).definitions.flatMap((definition) =>
        definition.kind === 'ObjectTypeDefinition' ? [[definition.name.value, room] as const] : [],
      ),
    ),
  );
}
