import { describe, expect, it } from 'vitest';
import { splitWhereRefused } from './split-where-refused.js';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Which of the numbers from 0 to `count` - 1 are done where those in `bad` make an action fail. */
async function done(count: number, bad: readonly number[], fault: unknown = new TypeError('no sense')) {
  const answered: number[] = [];
  const refused: number[] = [];
  let questions = 0;
  const action = async (part: readonly number[]) => {
    questions++;
    if (part.some((one) => bad.includes(one))) throw fault;
    answered.push(...part);
  };
  const outcome = await splitWhereRefused(numbers(count), action, (one) => refused.push(one)).then(
    () => 'done',
    (thrown: unknown) => thrown,
  );
  return { answered: answered.toSorted((a, b) => a - b), refused, questions, outcome };
}

describe('many at once, one of which may be refused', () => {
  it('are done at once where none is', async () => {
    expect(await done(100, [])).toEqual({ answered: numbers(100), refused: [], questions: 1, outcome: 'done' });
    expect(await done(0, [])).toMatchObject({ questions: 0, outcome: 'done' });
  });

  it.each([0, 1, 49, 63, 99])('are done but for the one, wherever it stands: %i', async (bad) => {
    const { answered, refused, questions, outcome } = await done(100, [bad]);
    expect(answered).toEqual(numbers(100).filter((one) => one !== bad));
    expect({ refused, outcome }).toEqual({ refused: [bad], outcome: 'done' });
    expect(questions).toBeLessThanOrEqual(15);
  });

  it('are done but for a few', async () => {
    const { answered, refused } = await done(100, [3, 77]);
    expect(answered).toHaveLength(98);
    expect(refused).toEqual([3, 77]);
  });

  it('cost a bounded number of questions, however many are refused', async () => {
    const { questions, outcome } = await done(500, numbers(500));
    expect(questions).toBeLessThanOrEqual(33);
    expect(outcome).toBeInstanceOf(TypeError);
  });

  it('are asked once in an outage', async () => {
    const outage = new Error('the ERP is away');
    expect(await done(100, [3], outage)).toEqual({ answered: [], refused: [], questions: 1, outcome: outage });
  });
});
