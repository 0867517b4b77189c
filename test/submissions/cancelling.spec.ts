import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimalString } from '../../src/values/exact.js';
import { MemoryGp } from './memory-gp.js';
import { callOf, Office, PLACES } from './office.js';

const SOON_MS = 1_500;
const claim = (key: string) => ({ kind: 'room', key, amount: decimalString('5') });

describe.each(PLACES)('Taking a submission back on $place', ({ open }) => {
  let office: Office;
  let gp: MemoryGp;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = await open();
    gp = new MemoryGp();
    office = await Office.open(opened.database, gp);
    close = async () => {
      await office.close();
      await opened.close();
    };
  });
  afterAll(() => close());

  const cancel = (id: string) => office.service.cancel(id, 'a note', SOON_MS);
  const claimed = async (key: string) => {
    const [sum] = await office.store.taken.of([claim(key)], office.clock.now());
    return sum?.toFixed();
  };
  const look = (id: string) =>
    office.database
      .updateTable('submission')
      .set({ look_again_at: new Date(0) })
      .where('id', '=', id)
      .execute();
  const lookAgainAt = async (id: string) => {
    const row = await office.database
      .selectFrom('submission')
      .where('id', '=', id)
      .select('look_again_at')
      .executeTakeFirstOrThrow();
    return row.look_again_at?.getTime();
  };
  const watch = () => office.watch();

  it('ends it CANCELLED, frees what it claimed, and nothing of it reaches GP', async () => {
    const { id } = await office.accept('ANNA', 'one', [claim('A')]);
    expect(await claimed('A')).toBe('5');
    expect(await cancel(id)).toEqual({ kind: 'cancelled' });
    expect(await claimed('A')).toBe('0');
    expect(await office.service.byId(id)).toMatchObject({
      status: 'CANCELLED',
      nextAttemptAt: null,
      note: 'a note',
      attempts: 0,
    });
    expect(await office.push(id)).toBe('notNow');
    await office.queue.pushDue('ANNA');
    expect(gp.textsOf('ANNA')).toEqual([]);
    expect(await office.told(id)).toEqual(['received', 'cancelled']);
  });

  it('may be repeated, and the call that placed it is answered with what became of it', async () => {
    const { id } = await office.accept('BERT', 'two', [claim('B')]);
    expect(await cancel(id)).toEqual({ kind: 'cancelled' });
    expect(await cancel(id)).toEqual({ kind: 'cancelled' });
    const again = await office.place(callOf('BERT', 'two', [claim('B')]), 'two', [claim('B')]);
    expect(again).toMatchObject({ kind: 'same', submission: { id, status: 'CANCELLED' } });
  });

  it('is no longer possible once GP has it', async () => {
    const { id } = await office.accept('CARA', 'three');
    await office.push(id);
    expect(await cancel(id)).toMatchObject({ kind: 'inErp', submission: { id, status: 'PUSHED' } });
    expect(await office.statusOf(id)).toBe('PUSHED');
  });

  it('looks at GP first where an attempt may have arrived, and leaves it as it is where GP does not say', async () => {
    gp.troubles.set('DORA', 'failsAfterWriting');
    const arrived = await office.accept('DORA', 'four');
    expect(await office.push(arrived.id)).toBe('postponed');
    gp.troubles.set('DORA', 'away');
    expect(await cancel(arrived.id)).toEqual({ kind: 'notNow' });
    expect(await office.service.byId(arrived.id)).toMatchObject({ status: 'RECEIVED', nextAttemptAt: expect.any(Number) });
    gp.troubles.delete('DORA');
    expect(await cancel(arrived.id)).toMatchObject({ kind: 'inErp' });
    expect(await office.statusOf(arrived.id)).toBe('PUSHED');
  });

  it('does not need GP where no attempt was made, and needs it not to hang', async () => {
    gp.troubles.set('EMIL', 'away');
    const untried = await office.accept('EMIL', 'five');
    expect(await cancel(untried.id)).toEqual({ kind: 'cancelled' });
    gp.troubles.set('EMIL', 'failsBeforeWriting');
    const tried = await office.accept('EMIL', 'six');
    await office.push(tried.id);
    gp.troubles.set('EMIL', 'hangs');
    expect(await office.service.cancel(tried.id, 'a note', 50)).toEqual({ kind: 'notNow' });
    gp.troubles.delete('EMIL');
    expect(await cancel(tried.id)).toEqual({ kind: 'cancelled' });
  });

  it('waits for a push that is at work, and ends as that does', async () => {
    const { id } = await office.accept('FAYE', 'seven');
    const submitting = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    gp.onSubmit = async () => {
      submitting.resolve();
      await goOn.promise;
    };
    const push = office.push(id);
    await submitting.promise;
    expect(await office.service.cancel(id, 'a note', 50)).toEqual({ kind: 'notNow' });
    const cancelling = cancel(id);
    goOn.resolve();
    gp.onSubmit = () => undefined;
    expect(await push).toBe('pushed');
    expect(await cancelling).toMatchObject({ kind: 'inErp' });
  });

  it('ends in one of the two, however push and cancellation meet', async () => {
    const ends = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const owner = `GINA-${index}`;
        const { id } = await office.accept(owner, 'eight', [claim(owner)]);
        const [outcome] = await Promise.all([cancel(id), office.push(id)]);
        return { outcome: outcome.kind, status: await office.statusOf(id), inErp: gp.textsOf(owner).length };
      }),
    );
    for (const end of ends) {
      expect([
        { outcome: 'cancelled', status: 'CANCELLED', inErp: 0 },
        { outcome: 'inErp', status: 'PUSHED', inErp: 1 },
      ]).toContainEqual(end);
    }
  });

  it('takes back what GP has refused, which nobody can try again then', async () => {
    gp.troubles.set('HUGO', 'refuses');
    const { id } = await office.accept('HUGO', 'nine', [claim('H')]);
    expect(await office.push(id)).toBe('rejected');
    expect(await cancel(id)).toEqual({ kind: 'cancelled' });
    expect(await office.service.byId(id)).toMatchObject({ status: 'CANCELLED', rejection: null });
    expect(await office.desk.retry(id)).toMatchObject({ kind: 'notNow' });
    expect((await office.desk.list('openAndRejected', 500)).map((each) => each.id)).not.toContain(id);
    expect(await claimed('H')).toBe('0');
  });

  describe('of which an attempt arrives in GP afterwards', () => {
    async function late(owner: string): Promise<string> {
      gp.troubles.set(owner, 'failsBeforeWriting');
      const { id } = await office.accept(owner, 'late');
      await office.push(id);
      gp.troubles.delete(owner);
      expect(await cancel(id)).toEqual({ kind: 'cancelled' });
      const submission = await office.service.byId<{ text: string }>(id);
      if (!submission?.documentNumber) throw new Error('It has no number.');
      gp.documents.set(submission.documentNumber, { ...submission, documentNumber: submission.documentNumber });
      await look(id);
      return id;
    }

    it('takes it back there', async () => {
      const id = await late('IDA');
      gp.takesBack = true;
      await watch();
      expect(gp.textsOf('IDA')).toEqual([]);
      expect(await office.statusOf(id)).toBe('CANCELLED');
    });

    it('says PUSHED where it cannot be taken back any more', async () => {
      const id = await late('JON');
      gp.takesBack = false;
      await watch();
      expect(gp.textsOf('JON')).toEqual(['late']);
      expect(await office.statusOf(id)).toBe('PUSHED');
      expect(await office.told(id)).toEqual(['received', 'cancelled', 'pushed']);
    });

    it('goes on to look while GP is away, after those whose turn it is, and stops once GP has said that it is not there', async () => {
      const id = await late('KIRA');
      gp.takesBack = true;
      gp.troubles.set('KIRA', 'away');
      await watch();
      expect(await office.cancelled.toLookAt(50)).toEqual([]);
      expect(await lookAgainAt(id)).toBeGreaterThan(office.clock.now());
      gp.troubles.delete('KIRA');
      await look(id);
      await watch();
      expect(await lookAgainAt(id)).toBeUndefined();
      expect(await office.statusOf(id)).toBe('CANCELLED');
    });
  });

  it('is not looked for again where no attempt was made', async () => {
    const { id } = await office.accept('LENA', 'ten');
    await cancel(id);
    expect(await lookAgainAt(id)).toBeUndefined();
  });
});
