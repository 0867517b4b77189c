import { type AccountNumber, asAccountNumber } from '../values/identifiers.js';
import type { DataOf, Members } from './event-data.js';

/** A kind of event, declared in the room of what it tells of. Its data may get more members; any other change is a new version. */
export interface EventType<Data extends object = object> {
  /** The name with the version of the data, such as "order.pushed.v1". */
  readonly name: string;
  /** When it is recorded, in a sentence. */
  readonly summary: string;
  /** The first part of its subjects, such as "order" of "order/1f0c…". */
  readonly about: string;
  /** JSON schema (draft 2020-12) of the data. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly sample: { readonly subject: string; readonly account: AccountNumber | null; readonly data: Data };
}

/** An event before it has its ID, its time and its place. */
export interface NewEvent {
  readonly type: EventType;
  readonly subject: string;
  readonly account: AccountNumber | null;
  readonly data: object;
}

interface Declared<Described extends Members> {
  readonly name: `${string}.${string}.v${number}`;
  readonly summary: string;
  readonly about: string;
  /** The second part of the sample's subject; null where all events of the type have one subject. */
  readonly key: string | null;
  /** Whether it belongs to an account. */
  readonly ofAccount: boolean;
  readonly data: Described;
}

export function eventType<Described extends Members>(declared: Declared<Described>): EventType<DataOf<Described>> {
  const { name, summary, about, key, ofAccount, data } = declared;
  const members = Object.entries(data);
  return {
    name,
    summary,
    about,
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: members.map(([member]) => member),
      properties: Object.fromEntries(members.map(([member, { schema }]) => [member, schema])),
    },
    sample: {
      subject: subjectOf(about, key),
      account: ofAccount ? asAccountNumber('HARGATE') : null,
      data: Object.fromEntries(members.map(([member, { sample }]) => [member, sample])) as DataOf<Described>,
    },
  };
}

/**
 * @param key names what it happened to, among all that the type is about: a submission's ID, or a number of GP's. Null where
 *   all events of the type have one subject
 */
export function newEvent<Data extends object>(
  type: EventType<Data>,
  key: string | null,
  account: AccountNumber | null,
  data: NoInfer<Data>,
): NewEvent {
  return { type, subject: subjectOf(type.about, key), account, data };
}

function subjectOf(about: string, key: string | null): string {
  return key === null ? about : `${about}/${key}`;
}
