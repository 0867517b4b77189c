import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayDatabase } from '../../src/database/index.js';
import { EventLog, eventType, newEvent, text } from '../../src/events/index.js';
import { SystemClock } from '../../src/values/clock.js';
import { PLACES } from '../submissions/office.js';

const written = eventType({
  ...{ name: 'note.written.v1', summary: 'A note was written.', about: 'note', key: 'a', ofAccount: false },
  data: { words: text('What it says.', 'hello') },
});
const about = (key: string, words: string) => newEvent(written, key, null, { words });

describe.each(PLACES)('The outbox on $place', ({ open }) => {
  let database: GatewayDatabase;
  let close: () => Promise<void>;
  const log = new EventLog(new SystemClock());

  beforeAll(async () => ({ database, close } = await open()));
  afterAll(() => close());
  beforeEach(async () => {
    await database.deleteFrom('event').execute();
    await database.deleteFrom('event_subject').execute();
  });

  const recorded = async () =>
    (await database.selectFrom('event').selectAll().orderBy('position').execute()).map(
      ({ subject, sequence, data }) => `${subject} ${sequence} ${(data as { words: string }).words}`,
    );

  it('counts the events of each subject, those of one call in their order', async () => {
    await log.record(database, [about('a', 'one'), about('b', 'two'), about('a', 'three')]);
    await log.record(database, about('a', 'four'));
    expect(await recorded()).toEqual(['note/a 1 one', 'note/b 1 two', 'note/a 2 three', 'note/a 3 four']);
  });

  it('keeps nothing of a transaction that is rolled back, and leaves no gap', async () => {
    await log.record(database, about('a', 'one'));
    const failing = database.transaction().execute(async (transaction) => {
      await log.record(transaction, about('a', 'never'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await log.record(database, about('a', 'two'));
    expect(await recorded()).toEqual(['note/a 1 one', 'note/a 2 two']);
  });

  it('gives transactions that cross one place each, in the order of their ends', async () => {
    const writers = Array.from({ length: 8 }, (_, writer) =>
      database
        .transaction()
        .execute((transaction) => log.record(transaction, [about('a', `${writer}`), about('b', `${writer}`)])),
    );
    await Promise.all(writers);
    const rows = await database.selectFrom('event').select(['subject', 'sequence']).orderBy('position').execute();
    for (const key of ['a', 'b']) {
      const sequences = rows.filter(({ subject }) => subject === `note/${key}`).map(({ sequence }) => sequence);
      expect(sequences).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });
});
