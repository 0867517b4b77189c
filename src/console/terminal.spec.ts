import { describe, expect, it } from 'vitest';
import { table } from './terminal.js';

describe('a table in a terminal', () => {
  it('has its columns one under the other, wide letters and written-out ones included', () => {
    expect(
      table([
        ['WEB-1', 'RECEIVED', 'x'],
        ['北京', 'PUSHED', 'x'],
        ['Ame\u0301lie', 'PUSHED', 'x'],
        ['a\nb\u202ec', 'PUSHED', ''],
      ]),
    ).toEqual([
      'WEB-1          RECEIVED  x',
      '北京           PUSHED    x',
      'Ame\u0301lie         PUSHED    x',
      'a\\nb\\u{202e}c  PUSHED',
    ]);
  });

  it('of nothing is nothing', () => {
    expect(table([])).toEqual([]);
  });
});
