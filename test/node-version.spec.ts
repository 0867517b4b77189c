import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { buildGateway } from './support/built-gateway.js';

const ROOT = resolve(import.meta.dirname, '..');
const PROGRAMS = Object.values(manifest.scripts).flatMap((script) => /^node (dist\/\S+\.js)$/.exec(script)?.[1] ?? []);
/** Also where the machine has no older Node.js: it says that it is one. */
const AS_IF_OLD = `Object.defineProperty(process, 'version', { value: 'v20.20.2' });
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;

interface OldNode {
  readonly name: string;
  readonly command: string;
  readonly words: readonly string[];
}

function oldNodes(): OldNode[] {
  const folders = new Set([...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']);
  const installed = [...folders]
    .map((folder) => join(folder, 'node'))
    .filter((command) => existsSync(command))
    .map((command) => ({ name: versionOf(command), command, words: [] }))
    .find(({ name }) => name !== '' && Number(name.slice(1).split('.')[0]) < 24);
  const words = ['--import', `data:text/javascript,${encodeURIComponent(AS_IF_OLD)}`];
  return [...(installed ? [installed] : []), { name: 'one that is called v20.20.2', command: process.execPath, words }];
}

function versionOf(command: string): string {
  return spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

interface Run {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

function run({ command, words }: OldNode, program: string): Promise<Run> {
  return new Promise((resolveRun) => {
    execFile(command, [...words, join(ROOT, program)], (fault, stdout, stderr) =>
      resolveRun({ code: fault ? fault.code : 0, stdout, stderr }),
    );
  });
}

describe('An older Node.js than the gateway needs', () => {
  beforeAll(() => buildGateway());

  const cases = oldNodes().flatMap((node) => PROGRAMS.map((program) => ({ ...node, program })));

  it.each(cases)('is told so by $program: $name', async ({ program, ...node }) => {
    const { code, stdout, stderr } = await run(node, program);
    expect(stderr).toMatch(
      /^Node\.js 24 or newer is needed, not v\d+\.\S+ in \S+\. "npx node" is the one that comes with the gateway\.\n$/,
    );
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('is told so by every program of the gateway', () => {
    expect(PROGRAMS).toContain('dist/main.js');
    expect(PROGRAMS.length).toBeGreaterThan(10);
  });
});
