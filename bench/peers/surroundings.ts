import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Compiled, this file lies in dist/bench/peers. */
const SCHEMA = join(resolve(import.meta.dirname, '../../..'), 'bench/peers/schema.graphql');

export function schema(): string {
  return readFileSync(SCHEMA, 'utf8');
}

/** What the benchmark tells a peer. @throws {Error} it was not told */
export function told(variable: 'FACTS' | 'KEY_SET_URL' | 'ISSUER' | 'ANSWERS'): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set.`);
  return value;
}

export function announce(port: number): void {
  console.log(`http://127.0.0.1:${port}/graphql`);
}
