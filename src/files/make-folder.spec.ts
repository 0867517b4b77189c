import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.js';

describe('A folder', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'make-folder-'));
  });
  afterAll(() => rmSync(place, { recursive: true }));

  it('is made with those above it, and left as it is where it is there', () => {
    const folder = join(place, 'a/b/c');
    makeFolder(folder);
    writeFileSync(join(folder, 'kept'), '');
    makeFolder(folder);
    expect(statSync(join(folder, 'kept')).isFile()).toBe(true);
  });

  it('cannot be made below a file, or where a file is', () => {
    const file = join(place, 'file');
    writeFileSync(file, '');
    expect(() => makeFolder(file)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => makeFolder(join(file, 'a'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
  });

  it.runIf(process.platform === 'linux')(
    'cannot be made in a file system without room for folders, which is told at once',
    () => {
      expect(() => makeFolder('/proc/gateway/events')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    },
  );
});
