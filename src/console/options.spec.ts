import { describe, expect, it } from 'vitest';
import { onlyOptionsIn, optionsIn } from './options.js';
import { WrongUsage } from './wrong-usage.js';

const HELP = ['npm run mail -- send MESSAGE --to ADDRESS [--language TAG] [--dry]'];
const TAKEN = { to: 'an e-mail address', language: 'a language', dry: null };

const read = (...words: string[]) => optionsIn(words, TAKEN, HELP);

function refusal(take: () => unknown): readonly string[] {
  try {
    take();
  } catch (fault) {
    expect(fault).toBeInstanceOf(WrongUsage);
    return (fault as WrongUsage).reply.lines;
  }
  throw new Error('not refused');
}

describe('the options of a command', () => {
  it('are taken from among its other words', () => {
    expect(read('send', '--to', 'a@b', 'order', '--dry')).toEqual({
      values: { to: 'a@b', dry: true },
      others: ['send', 'order'],
    });
    expect(read()).toEqual({ values: {}, others: [] });
  });

  it('may have their value after an equals sign', () => {
    expect(read('--to=a@b', '--language=').values).toEqual({ to: 'a@b', language: '' });
  });

  it.each([
    ['with a value', ['--to', 'a@b', '--to', 'c@d'], '--to: expected once.'],
    ['after an equals sign', ['--to=a@b', 'send', '--to=a@b'], '--to: expected once.'],
    ['without a value', ['--dry', '--dry'], '--dry: expected once.'],
  ])('are refused where they were given before: %s', (_, words, line) => {
    expect(refusal(() => read(...words))).toEqual([line, ...HELP]);
  });

  it('end at two hyphens', () => {
    expect(read('--dry', '--', '--to').others).toEqual(['--to']);
  });

  it.each([
    ['at the end', ['send', '--to'], '--to: expected an e-mail address.'],
    ['before another option', ['--to', '--language', 'en'], '--to: expected an e-mail address.'],
    ['before another one with its value', ['--to', '--language=en'], '--to: expected an e-mail address.'],
    ['before what may be a value', ['--to', '-a@b'], '--to: expected an e-mail address, or --to=-a@b where that is meant.'],
  ])('are refused without their value: %s', (_, words, line) => {
    expect(refusal(() => read(...words))).toEqual([line, ...HELP]);
  });

  it.each([
    ['--colour', '"--colour" is not understood.'],
    ['--colour=red', '"--colour" is not understood.'],
    ['-t', '"-t" is not understood.'],
    ['--constructor', '"--constructor" is not understood.'],
    ['--__proto__', '"--__proto__" is not understood.'],
    ['--no-dry', '"--no-dry" is not understood.'],
    ['--dry=yes', '"--dry=yes" is not understood: expected --dry without a value.'],
  ])('are refused where the command does not take them: %s', (word, line) => {
    expect(refusal(() => read('send', word))).toEqual([line, ...HELP]);
  });

  it('may be all that a command takes', () => {
    expect(onlyOptionsIn(['--dry'], TAKEN, HELP)).toEqual({ dry: true });
    expect(refusal(() => onlyOptionsIn(['--dry', 'more'], TAKEN, HELP))).toEqual(['"more" is not understood.', ...HELP]);
  });
});
