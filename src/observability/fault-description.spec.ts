import { describe, expect, it } from 'vitest';
import { ErpUnavailable, ExtensionFailed, InvalidInput, StartRefused, StoreUnavailable } from '../faults/index.js';
import { BreakerOpen, BulkheadFull, DeadlinePassed } from '../resilience/index.js';
import { describeFault } from './fault-description.js';

const SECRETS = ['db.internal.example', 's3cret', 'select * from', 'nell@example.com'];

class DatabaseError extends Error {
  readonly code = '23505';
  readonly detail = 'Key (email)=(nell@example.com) already exists.';
  readonly query = 'select * from app_user';
}

describe('the description of a fault', () => {
  it('leads down to the deepest cause, with types, codes and places, and our own messages alone', () => {
    const driver = new DatabaseError('connect to db.internal.example as s3cret failed: select * from app_user');
    const fault = new ErpUnavailable('gp.stock.levels', { cause: new Error('nell@example.com', { cause: driver }) });
    const description = describeFault(fault);
    expect(description).toMatchObject({
      type: 'ErpUnavailable',
      code: 'ERP_UNAVAILABLE',
      message: 'Dynamics GP did not complete gp.stock.levels',
      cause: { type: 'Error', cause: { type: 'DatabaseError', code: '23505' } },
    });
    expect(description.cause).not.toHaveProperty('message');
    expect(description.cause?.cause).not.toHaveProperty('message');
    expect(description.cause?.cause?.stack).toMatch(/^at .*fault-description\.spec\.ts:\d+:\d+/);
    for (const secret of SECRETS) expect(JSON.stringify(description)).not.toContain(secret);
  });

  it('takes no line of a message for a place in the code', () => {
    const statement = "failed:\n    at time zone 's3cret'\n    at db.internal.example:5432:1\n";
    const { stack } = describeFault(new Error(statement));
    for (const secret of SECRETS) expect(stack).not.toContain(secret);
    expect(stack).toContain('fault-description.spec.ts');
  });

  it('takes none even where the message was changed afterwards', () => {
    const fault = new Error("failed:\n    at time zone 's3cret'");
    fault.message = 'another';
    expect(describeFault(fault).stack).not.toContain('s3cret');
  });

  it.each([
    new ErpUnavailable('gp.stock.levels', { cause: undefined }),
    new StoreUnavailable('database.migrate', { cause: undefined }),
    new InvalidInput('near.postalCode', 'is unknown'),
    new ExtensionFailed('orders.ts:3:9, mapOrder: TypeError'),
    new StartRefused('PORT: expected a whole number.'),
    new DeadlinePassed(800),
    new BulkheadFull(),
    new BreakerOpen(),
  ])('has the message of $constructor.name, which is ours', (fault) => {
    expect(describeFault(fault).message).toBe(fault.message);
  });

  it.each([
    { thrown: 's3cret', type: 'string' },
    { thrown: { password: 's3cret' }, type: 'object' },
    { thrown: null, type: 'object' },
    { thrown: undefined, type: 'undefined' },
  ])('tells no more than its type of what is no Error: $type', ({ thrown, type }) => {
    expect(describeFault(thrown)).toEqual({ type });
  });

  it('leaves out codes that are no text', () => {
    expect(describeFault(Object.assign(new Error('x'), { code: 7 }))).not.toHaveProperty('code');
  });
});
