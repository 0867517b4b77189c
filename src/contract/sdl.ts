import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMA_FOLDER = join(import.meta.dirname, '../../schema');

/** The whole contract in GraphQL's schema language. */
export function contract(): string {
  return readdirSync(SCHEMA_FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(SCHEMA_FOLDER, file), 'utf8'))
    .join('\n');
}
