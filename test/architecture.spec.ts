import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => ({ file: file.split(sep).join('/'), code: withoutComments(readFileSync(join('src', file), 'utf8')) }));

/** Who may import whom is checked by `npm run arrows`; this is what imports do not show. */
describe('The architecture', () => {
  it("keeps GP's table names in gp/", () => {
    const naming = sources.filter(({ code }) => /\b(IV|RM|SOP|SY|MC|TX|CM)\d{5}\b/.test(code));
    expect(naming.map(({ file }) => file).filter((file) => !file.startsWith('gp/') && !MAY_NAME_TABLES.has(file))).toEqual([]);
  });

  it('reads the environment in config/ alone', () => {
    const reading = sources.filter(({ code }) => /process\.env\b/.test(code)).map(({ file }) => file);
    expect(reading.filter((file) => !file.startsWith('config/'))).toEqual([]);
  });

  it("keeps decimals out of JavaScript's floats", () => {
    const parsing = sources.filter(({ code }) => /\bparseFloat\(/.test(code)).map(({ file }) => file);
    expect(parsing).toEqual([]);
  });
});

/** They tell the integrator which columns may be mapped. */
const MAY_NAME_TABLES = new Set(['config/settings.ts']);

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}
