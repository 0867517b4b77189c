import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExtensionsSettings } from '../config/index.js';
import { acceptancePoint } from './acceptance.js';
import { changesOf, line } from './checks.js';
import type { ExtensionPoint } from './extension-point.js';
import { Extensions } from './extensions.js';

interface Thing {
  readonly key: string;
  readonly name: string;
}

/** Stands for a point of a capability. */
const thingPoint: ExtensionPoint<Thing> = {
  export: 'mapThing',
  member: null,
  about: 'a thing',
  samples: { 'a bolt': { key: 'SAMPLE', name: 'Bolt' } },
  argumentsOf: (thing) => [thing],
  applied: (thing, answer) => ({ ...thing, ...changesOf(answer, { name: line(20) }) }),
};
const acceptance = acceptancePoint('things.refresh', 'which things there are', thingPoint.samples);
const POINTS: readonly ExtensionPoint[] = [thingPoint, acceptance];

const opened: { close(): Promise<void> }[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function settingsOf(files: Readonly<Record<string, string>>, timeoutMs = 60_000): ExtensionsSettings {
  const folder = mkdtempSync(join(tmpdir(), 'extensions-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.assign(new ExtensionsSettings(), { folder, timeoutMs });
}

async function open(files: Readonly<Record<string, string>>, timeoutMs?: number): Promise<Extensions> {
  const extensions = await Extensions.open(settingsOf(files, timeoutMs), POINTS);
  opened.push(extensions);
  return extensions;
}

const things = (...keys: string[]): Thing[] => keys.map((key) => ({ key, name: 'Bolt' }));

async function outcomes(extensions: Extensions, ...keys: string[]) {
  const results = await extensions.run(thingPoint, things(...keys));
  return results.map((result) => (result.kind === 'done' ? result.subject.name : result.fault.message));
}

describe('Extensions', () => {
  it('change records, in the order of the files, each after the one before', async () => {
    const extensions = await open({
      'a.ts': 'export const mapThing = (thing: { name: string }) => ({ name: thing.name + " a" });',
      'b.mjs': 'export async function mapThing(thing) { await null; return { name: thing.name + " b" }; }',
      'notes.txt': 'No module.',
      'a.spec.ts': 'throw new Error("A test is no extension");',
    });
    expect(await outcomes(extensions, 'ONE', 'TWO')).toEqual(['Bolt a b', 'Bolt a b']);
    expect(extensions.has(acceptance)).toBe(false);
  });

  it('are none where there is no folder', async () => {
    const extensions = await Extensions.open(new ExtensionsSettings(), POINTS);
    expect(extensions.has(thingPoint)).toBe(false);
    expect(await outcomes(extensions, 'ONE')).toEqual(['Bolt']);
  });

  it('are functions of an object where a point has several', async () => {
    const extensions = await open({
      'accept.ts': 'export const acceptRecord = { "things.refresh": (thing: { key: string }) => thing.key !== "TWO" };',
    });
    const records = things('ONE', 'TWO').map((record) => ({ record, isAccepted: true }));
    const results = await extensions.run(acceptance, records);
    expect(results.map((result) => result.kind === 'done' && result.subject.isAccepted)).toEqual([true, false]);
  });

  it('fail for one record and for no other', async () => {
    const extensions = await open({
      'a.ts': [
        'export const mapThing = (thing: { key: string; name: string }) => {',
        '  if (thing.key === "THROWS") throw new RangeError("cannot map " + thing.key);',
        '  if (thing.key === "WRONG") return { name: 5 };',
        '  if (thing.key === "MORE") return { key: "OTHER" };',
        '  if (thing.key === "CHANGES") thing.name = "changed";',
        '  return { name: "mapped" };',
        '};',
      ].join('\n'),
    });
    expect(await outcomes(extensions, 'ONE', 'THROWS', 'WRONG', 'MORE', 'CHANGES', 'TWO')).toEqual([
      'mapped',
      // Neither the message of the error nor any part of the record.
      'a.ts:2:37, mapThing: RangeError',
      'a.ts, mapThing: name: expected a text in one line of at most 20 characters',
      'a.ts, mapThing: "key" cannot be changed; what can be is name',
      'a.ts:5:43, mapThing: TypeError',
      'mapped',
    ]);
  });

  it('are stopped in an endless loop, which costs no other record', async () => {
    const extensions = await open(
      {
        'a.ts': 'export const mapThing = ({ key }) => { while (key === "LOOPS") {} return { name: "mapped" }; };',
        'b.ts': 'export const mapThing = ({ key }) => (key === "WAITS" ? new Promise(() => {}) : undefined);',
      },
      4_000,
    );
    expect(await outcomes(extensions, 'ONE', 'LOOPS', 'TWO', 'WAITS', 'THREE')).toEqual([
      'mapped',
      'a.ts, mapThing: it took longer than 4000 ms',
      'mapped',
      'b.ts, mapThing: it took longer than 4000 ms',
      'mapped',
    ]);
  });

  it('are left where the gateway closes, however long they would take', async () => {
    const settings = settingsOf(
      {
        'a.mjs': [
          'import { writeFileSync } from "node:fs";',
          'export const mapThing = ({ key }) => {',
          '  if (key === "LOOPS") writeFileSync(import.meta.dirname + "/began.txt", "");',
          '  while (key === "LOOPS") {}',
          '};',
        ].join('\n'),
      },
      60_000,
    );
    const extensions = await Extensions.open(settings, POINTS);
    opened.push(extensions);
    const closing = new AbortController();
    const running = extensions.run(thingPoint, things('LOOPS', 'TWO'), closing.signal);
    await vi.waitFor(() => expect(existsSync(join(settings.folder ?? '', 'began.txt'))).toBe(true));
    closing.abort(new Error('The gateway is closing.'));
    await expect(running).rejects.toThrow('The gateway is closing.');
    expect(await outcomes(extensions, 'THREE')).toEqual(['Bolt']);
  });

  it('are left also where the gateway closes while their thread begins', async () => {
    const hangs = 'export const mapThing = ({ key }) => key === "HANGS" ? new Promise(() => undefined) : undefined;';
    const extensions = await open({ 'a.mjs': hangs }, 3_600_000);
    const close = async (closing: AbortController) => {
      const running = extensions.run(thingPoint, things('HANGS'), closing.signal);
      setImmediate(() => closing.abort(new Error('The gateway is closing.')));
      await expect(running).rejects.toThrow('The gateway is closing.');
    };
    // The first ends the thread, and the next one begins with the second.
    await close(new AbortController());
    await close(new AbortController());
    expect(await outcomes(extensions, 'ONE')).toEqual(['Bolt']);
  });

  it('that end their thread, or take all memory, cost no other record', async () => {
    const extensions = await open({
      'a.ts': [
        'export const mapThing = ({ key }) => {',
        '  if (key === "EXITS") process.exit(1);',
        '  if (key === "GROWS") for (const all = [];;) all.push(new Array(1_000_000).fill(key));',
        '  return { name: Object.keys(process.env).length + " variables" };',
        '};',
      ].join('\n'),
    });
    expect(await outcomes(extensions, 'ONE', 'EXITS', 'TWO', 'GROWS', 'THREE')).toEqual([
      // Nor do they see the secrets of the environment.
      '0 variables',
      'a.ts, mapThing: it ended its thread (exit)',
      '0 variables',
      'a.ts, mapThing: it ended its thread (ERR_WORKER_OUT_OF_MEMORY)',
      '0 variables',
    ]);
  });

  it.each<[what: string, files: Readonly<Record<string, string>>, line: string]>([
    ['an empty folder', {}, 'there is no extension in the folder'],
    ['a syntax error', { 'a.ts': 'export const mapThing = (;' }, 'a.ts:1: SyntaxError: Expression expected'],
    ['a missing import', { 'a.mjs': "import { x } from './b.mjs';" }, 'a.mjs: Error: Cannot find module'],
    ['an empty file', { 'a.ts': '' }, 'a.ts: it exports nothing; expected mapThing, acceptRecord'],
    ['no export', { 'a.ts': 'const mapThing = 1; export {};' }, 'a.ts: it exports nothing; expected mapThing, acceptRecord'],
    [
      'an unknown export',
      { 'a.ts': 'export const mapThings = () => 1;' },
      'a.ts, mapThings: there is no such extension point; there are mapThing, acceptRecord',
    ],
    ['an export that is no function', { 'a.ts': 'export const mapThing = 1;' }, 'a.ts, mapThing: expected a function'],
    [
      'an unknown job',
      { 'a.ts': 'export const acceptRecord = { "things.mend": () => true };' },
      'a.ts, acceptRecord["things.mend"]: expected one of things.refresh',
    ],
    [
      'too many parameters',
      { 'a.ts': 'export const mapThing = (thing, more) => more;' },
      'a.ts, mapThing: it expects 2 arguments, and is called with 1',
    ],
    [
      'a function that throws on the sample',
      { 'a.ts': 'export const mapThing = (thing) => {\n  return thing.nothing.at;\n};' },
      "a.ts:2:24, mapThing: TypeError: Cannot read properties of undefined (reading 'at')",
    ],
    [
      'a wrong answer on the sample',
      { 'a.ts': 'export const mapThing = () => "mapped";' },
      'a.ts, mapThing: the result: expected an object',
    ],
    ['an answer that JSON cannot have', { 'a.ts': 'export const mapThing = () => ({ name: 1n });' }, 'a.ts, mapThing: TypeError'],
  ])('with %s stop the start with a line that names it', async (_, files, told) => {
    const refused = await Extensions.open(settingsOf(files), POINTS).catch((fault: Error) => fault);
    expect(refused).toMatchObject({ code: 'START_REFUSED' });
    expect((refused as Error).message.split('\n')).toEqual([expect.stringContaining(`GP_EXTENSIONS: ${told}`)]);
  });

  it('that hang while they are imported or tried stop the start too', async () => {
    const files = { 'a.ts': 'export const mapThing = () => { for (;;); };' };
    await expect(Extensions.open(settingsOf(files, 4_000), POINTS)).rejects.toThrow(
      'GP_EXTENSIONS: a.ts, mapThing: it took longer than 4000 ms.',
    );
  });

  it('that wait at their top level for what never comes stop the start too, and the others are not looked at', async () => {
    const files = {
      'a.js': 'await new Promise(() => {});\nexport const mapThing = () => {};',
      'b.js': 'export const mapThing = 1;',
    };
    await expect(Extensions.open(settingsOf(files), POINTS)).rejects.toThrow(
      'GP_EXTENSIONS: a.js: it waits at its top level for what never comes (await).',
    );
  });

  it('have a version that changes with their files', async () => {
    const file = (name: string) => ({ 'a.ts': `export const mapThing = () => ({ name: "${name}" });` });
    const [one, same, other] = await Promise.all([open(file('one')), open(file('one')), open(file('other'))]);
    expect(same.version).toBe(one.version);
    expect(other.version).not.toBe(one.version);
  });
});
