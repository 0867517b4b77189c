import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => ({ file: file.split(sep).join('/'), code: withoutComments(readFileSync(join('src', file), 'utf8')) }));

/** Who may import whom is checked by `npm run arrows`; this is what imports do not show. */
describe('The architecture', () => {
  it("keeps GP's table names in gp/ and the sandbox", () => {
    const naming = sources.filter(({ code }) => /\b(IV|RM|SOP|SY|MC|TX|CM)\d{5}\b/.test(code));
    expect(naming.map(({ file }) => file).filter((file) => !/^(gp|sandbox)\//.test(file) && !MAY_NAME_TABLES.has(file))).toEqual(
      [],
    );
  });

  it('reads the environment in config/ alone', () => {
    const reading = sources.filter(({ code }) => /process\.env\b/.test(code)).map(({ file }) => file);
    expect(reading.filter((file) => !file.startsWith('config/'))).toEqual([]);
  });

  it('has the arrows that its document tells', () => {
    const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { readonly forbidden: readonly Rule[] };
    const checked = config.forbidden.flatMap(({ name, from, to }) => {
      const [, room] = /^([a-z]+)-imports-/.exec(name) ?? [];
      const others = /\^src\/\(([a-z|]+)\)\//.exec(to.pathNot ?? '')?.[1]?.split('|') ?? [];
      return room && from.path === `^src/${room}/` ? [[room, others.filter((other) => other !== room).toSorted()]] : [];
    });
    const table = readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|$/gm);
    const told = [...table].map(([, room, others = '']) => [
      room,
      [...others.matchAll(/`([a-z]+)`/g)].map(([, name]) => name).toSorted(),
    ]);
    expect(told.length).toBeGreaterThan(20);
    expect(told).toEqual(checked);
  });

  it("keeps decimals out of JavaScript's floats", () => {
    const parsing = sources.filter(({ code }) => /\bparseFloat\(/.test(code)).map(({ file }) => file);
    expect(parsing).toEqual([]);
  });
});

interface Rule {
  readonly name: string;
  readonly from: { readonly path?: string };
  readonly to: { readonly pathNot?: string };
}

/** They tell the integrator which columns may be mapped, and in which tables an order would be. */
const MAY_NAME_TABLES = new Set(['config/gp-settings.ts', 'console/gp-rehearsal.ts']);

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
