import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Answers } from './answers.js';

const START = Date.parse('2026-11-23T09:00:00Z');

let lines: string[];
let ask: ReturnType<typeof vi.fn<() => void>>;
let answers: Answers;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  lines = [];
  Logger.overrideLogger({
    log: (_, text) => lines.push(`log ${text}`),
    warn: (_, text) => lines.push(`warn ${text}`),
    error: () => undefined,
  });
  ask = vi.fn();
  answers = new Answers('reading', Date.now, ask);
});

afterEach(() => {
  answers.forget();
  Logger.overrideLogger(false);
  vi.useRealTimers();
});

/** Questions that come together, and all pass their deadline of 800 ms. */
async function passDeadlines(count: number): Promise<void> {
  const cameAt = performance.now();
  await vi.advanceTimersByTimeAsync(800);
  for (let question = 0; question < count; question++) answers.passedDeadline(cameAt);
}

describe('A server that takes questions', () => {
  it('does not answer, once the deadlines of three in a row have passed: it is a problem, and said once', async () => {
    await passDeadlines(2);
    expect(answers.problem()).toBeUndefined();
    await passDeadlines(1);
    expect(answers.problem()).toEqual({
      connection: 'reading',
      reason: 'notAnswering',
      code: 'ETIMEOUT',
      message: expect.stringMatching(/^GP's server does not answer \(ETIMEOUT\)/),
      since: START + 800,
    });
    await passDeadlines(5);
    expect(answers.problem()?.since).toBe(START + 800);
    expect(lines).toEqual([expect.stringMatching(/^warn GP's server does not answer/)]);
  });

  it('answers again with the first answer, which is said once', async () => {
    await passDeadlines(3);
    answers.answered();
    answers.answered();
    expect(answers.problem()).toBeUndefined();
    expect(lines.slice(1)).toEqual(["log GP's server answers again"]);
    await passDeadlines(2);
    expect(answers.problem()).toBeUndefined();
  });

  it('answers, where it has answered another question meanwhile: the others are slow ones', async () => {
    for (let round = 0; round < 5; round++) {
      const cameAt = performance.now();
      await vi.advanceTimersByTimeAsync(400);
      answers.answered();
      await vi.advanceTimersByTimeAsync(400);
      for (let question = 0; question < 5; question++) answers.passedDeadline(cameAt);
    }
    expect(answers.problem()).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('is asked once in a while, where nobody else asks it any more', async () => {
    await passDeadlines(3);
    for (let second = 0; second < 30; second++) {
      await passDeadlines(1);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ask).toHaveBeenCalled();
    answers.answered();
    ask.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('is not spoken of any more, once there is another login', async () => {
    await passDeadlines(3);
    answers.forget();
    expect(answers.problem()).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
    expect(lines).toHaveLength(1);
  });
});
