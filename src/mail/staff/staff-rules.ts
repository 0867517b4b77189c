import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { placeOf } from '../../config/index.js';
import { StartRefused } from '../../faults/index.js';
import { readJsonFile, UnreadableText } from '../../files/index.js';
import { isPlainDecimal } from '../../values/exact.js';
import { isMailbox } from '../../values/mailbox.js';

/** What staff can be told of: events by their names without the version. */
export const STAFF_EVENTS = [
  ...['order.received', 'order.pushed', 'order.rejected', 'order.cancelled'],
  ...['quote.requested', 'quote.rejected', 'quote.answered', 'quote.ordered'],
  ...['payment.rejected', 'payment.unapplied'],
] as const;
export type StaffEvent = (typeof STAFF_EVENTS)[number];

/** The name of a type of events without its version, where staff can be told of it. */
export function staffEventOf(type: string): StaffEvent | undefined {
  return STAFF_EVENTS.find((name) => type.startsWith(`${name}.v`));
}

/** The types of events, in any version, by their names without it. */
export function typesOf(events: readonly StaffEvent[]): readonly string[] {
  return [...new Set(events)].map((event) => `${event}.*`);
}

/** Recipients that depend on the account: its salesperson, or MAIL_DESK where there is none; and MAIL_DESK. */
export const SALESPERSON = 'salesperson';
export const DESK = 'desk';

/** A recipient that is an endpoint of EVENTS_ENDPOINTS, by the name of its destination. */
export const isWebhook = (recipient: string): boolean => recipient.startsWith('webhook.');

/** Documents of at least this total, in this currency. Documents in another one do not match. */
export class AtLeast {
  @IsString()
  @Matches(/^\d+(\.\d+)?$/)
  amount!: string;

  @Matches(/^[A-Z]{3}$/)
  currency!: string;
}

/** Who is told of what. A list that is left out matches everything; of one that is given, one entry has to match. */
export class StaffRule {
  @IsArray()
  @ArrayNotEmpty()
  @IsIn(STAFF_EVENTS, { each: true })
  events!: StaffEvent[];

  /** Customer classes in GP. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  classes?: string[];

  /** IDs of the accounts' salespersons in GP. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  salespersons?: string[];

  /** Values of names of GP_ACCOUNT_FIELDS, such as { "territory": ["WEST"] }. */
  @IsOptional()
  @IsObject()
  fields?: Record<string, string[]>;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AtLeast)
  atLeast?: AtLeast;

  /** E-mail addresses, "salesperson", "desk", and endpoints such as "webhook.crm". */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  to!: string[];
}

/** How many messages one address gets before the rest waits for a digest. */
export class Digest {
  @IsInt()
  @Min(1)
  @Max(1_440)
  windowMinutes = 15;

  @IsInt()
  @Min(1)
  @Max(1_000)
  messages = 10;
}

export class StaffRules {
  /** The language of messages to staff; by default MAIL_LANGUAGE. */
  @IsOptional()
  @Length(2, 35)
  language?: string;

  /** Addresses of salespersons by their IDs in GP, in place of those that GP has. */
  @IsObject()
  salespersons: Record<string, string> = {};

  @IsObject()
  @ValidateNested()
  @Type(() => Digest)
  digest: Digest = new Digest();

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StaffRule)
  rules: StaffRule[] = [];
}

/** Without a file: refused documents and money that is not applied go to the desk, and requests for quotes to the salesperson of the account. */
const USUAL: readonly Pick<StaffRule, 'events' | 'to'>[] = [
  { events: ['order.rejected', 'quote.rejected', 'payment.rejected', 'payment.unapplied'], to: [DESK] },
  { events: ['quote.requested', 'quote.answered'], to: [SALESPERSON] },
];

/** What a rules file may name. */
export interface Nameable {
  readonly languages: readonly string[];
  /** The names of GP_ACCOUNT_FIELDS. */
  readonly fields: readonly string[];
  /** The names of the destinations that are endpoints of EVENTS_ENDPOINTS. */
  readonly webhooks: readonly string[];
}

/** @throws {StartRefused} with the place of what is wrong in the file */
export function readStaffRules(file: string | undefined, nameable: Nameable): StaffRules {
  if (file === undefined) return Object.assign(new StaffRules(), { rules: USUAL });
  try {
    return checked(readJsonFile(file), nameable);
  } catch (fault) {
    if (fault instanceof UnreadableText) throw new StartRefused(`STAFF_RULES: ${fault.message}.`, { cause: fault });
    throw fault;
  }
}

function checked(plain: unknown, { languages, fields, webhooks }: Nameable): StaffRules {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw wrong('the file has to be an object');
  const rules = plainToInstance(StaffRules, plain);
  const [problem] = validateSync(rules, { whitelist: true, forbidNonWhitelisted: true });
  if (problem) throw wrong(placeOf(problem));
  if (rules.language !== undefined && !languages.includes(rules.language)) {
    throw wrong(`language has to be one of ${languages.join(', ')}`);
  }
  for (const [id, address] of Object.entries(rules.salespersons)) {
    if (typeof address !== 'string' || !isMailbox(address)) throw wrong(`salespersons["${id}"] has to be one e-mail address`);
  }
  for (const [index, rule] of rules.rules.entries()) checkRule(rule, `rules[${index}]`, fields, webhooks);
  return rules;
}

function checkRule(
  { to, fields = {}, atLeast }: StaffRule,
  place: string,
  known: readonly string[],
  webhooks: readonly string[],
): void {
  to.forEach((recipient, index) => {
    if (isWebhook(recipient)) {
      if (!webhooks.includes(recipient)) throw wrong(`${place}.to[${index}] has to name an endpoint of EVENTS_ENDPOINTS`);
    } else if (recipient !== SALESPERSON && recipient !== DESK && !isMailbox(recipient)) {
      throw wrong(
        `${place}.to[${index}] has to be an e-mail address, ${SALESPERSON}, ${DESK} or an endpoint such as webhook.crm`,
      );
    }
  });
  for (const [name, values] of Object.entries(fields)) {
    if (!known.includes(name)) throw wrong(`${place}.fields.${name} has to be a name of GP_ACCOUNT_FIELDS`);
    const areTexts = Array.isArray(values) && values.every((value) => typeof value === 'string');
    if (!areTexts) throw wrong(`${place}.fields.${name} has to be a list of texts`);
  }
  if (atLeast && !isPlainDecimal(atLeast.amount)) throw wrong(`${place}.atLeast.amount has to be a decimal number`);
}

function wrong(problem: string): StartRefused {
  return new StartRefused(`STAFF_RULES: ${problem}.`);
}
