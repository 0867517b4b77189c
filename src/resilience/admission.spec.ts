import { beforeEach, describe, expect, it } from 'vitest';
import { Admission } from './admission.js';

let lateMs: number;
let admission: Admission;
beforeEach(() => {
  lateMs = 0;
  admission = new Admission({ pagesAtMs: 200, checkoutsAtMs: 800, mostUnderWay: 4 }, () => lateMs);
});

const admitted = () => (['page', 'checkout'] as const).filter((kind) => admission.admits(kind));

function begin(operations: number) {
  for (let operation = 0; operation < operations; operation++) admission.enter();
}

describe('who is admitted', () => {
  it('is everybody while the process has time', () => {
    lateMs = 199;
    begin(3);
    expect(admitted()).toEqual(['page', 'checkout']);
  });

  it('are checkouts alone where pages would have to wait too long', () => {
    lateMs = 200;
    expect(admitted()).toEqual(['checkout']);
    lateMs = 799;
    expect(admitted()).toEqual(['checkout']);
  });

  it('is no operation where checkouts would have to wait too long', () => {
    lateMs = 800;
    expect(admitted()).toEqual([]);
  });

  it('are checkouts alone where too much is under way, and no operation with half as much again', () => {
    begin(4);
    expect(admitted()).toEqual(['checkout']);
    begin(2);
    expect(admitted()).toEqual([]);
  });

  it('is everybody again when there is time again', () => {
    lateMs = 5_000;
    begin(6);
    lateMs = 0;
    for (let operation = 0; operation < 3; operation++) admission.leave();
    expect(admission.underWay).toBe(3);
    expect(admitted()).toEqual(['page', 'checkout']);
  });

  it('never are pages where checkouts are not, even if the limits are configured so', () => {
    admission = new Admission({ pagesAtMs: 800, checkoutsAtMs: 200, mostUnderWay: 1 }, () => lateMs);
    for (lateMs of [0, 100, 200, 400, 800, 900]) expect(admitted()).not.toEqual(['page']);
  });
});
