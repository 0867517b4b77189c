import type { GatewayEvent } from './event.js';

/** An event within another one's data. */
export type ListedEvent = Omit<GatewayEvent, 'time'> & { readonly time: string };

/** A member of an event's data: its JSON schema, and a value of it for the sample. */
export interface Member<Value> {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly sample: Value;
}

export type Members = Readonly<Record<string, Member<unknown>>>;

/** The data whose members are described. */
export type DataOf<Described extends Members> = { readonly [Name in keyof Described]: Described[Name]['sample'] };

export function text(description: string, sample: string): Member<string> {
  return { schema: { type: 'string', description }, sample };
}

/** One of a few words. */
export function word<Word extends string>(description: string, words: readonly Word[], sample: NoInfer<Word>): Member<Word> {
  return { schema: { type: 'string', enum: words, description }, sample };
}

/** A day in GP, such as "2026-03-31". */
export function day(description: string, sample: string): Member<string> {
  return { schema: { type: 'string', format: 'date', description }, sample };
}

export function number(description: string, sample: number): Member<number> {
  return { schema: { type: 'integer', description }, sample };
}

export function flag(description: string, sample: boolean): Member<boolean> {
  return { schema: { type: 'boolean', description }, sample };
}

export function texts(description: string, sample: readonly string[]): Member<readonly string[]> {
  return { schema: { type: 'array', items: { type: 'string' }, description }, sample };
}

/** Events, as they are in a message of their own. */
export function events(description: string, sample: readonly ListedEvent[]): Member<readonly ListedEvent[]> {
  const words = { type: 'string' };
  const properties = {
    ...{ id: words, type: words, subject: words, sequence: { type: 'integer' }, time: { type: 'string', format: 'date-time' } },
    ...{ account: { type: ['string', 'null'] }, data: { type: 'object' } },
  };
  return {
    schema: { type: 'array', items: { type: 'object', required: Object.keys(properties), properties }, description },
    sample,
  };
}

/** The same, or null. */
export function orNull<Value>({ schema, sample }: Member<Value>): Member<Value | null> {
  const { enum: words } = schema as { enum?: readonly unknown[] };
  return { schema: { ...schema, type: [schema.type, 'null'], ...(words && { enum: [...words, null] }) }, sample };
}
