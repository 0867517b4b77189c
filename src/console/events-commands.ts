import {
  type DestinationOnDesk,
  type EventDesk,
  type EventFilter,
  type EventTypes,
  type GatewayEvent,
  matches,
} from '../events/index.js';
import { counted } from '../values/counted.js';
import { type Instant, instantText } from '../values/instant.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { table } from './terminal.js';
import { replyOf, WrongUsage } from './wrong-usage.js';

export const EVENTS_HELP = [
  'npm run events -- types                     what can be told, with the version of its data',
  'npm run events -- list [FILTER]             the last 100 events that fit',
  'npm run events -- show ID                   an event, and every attempt to deliver it',
  'npm run events -- replay DESTINATION FILTER sends a destination again what fits, and what it never got; --all for everything',
  'npm run events -- endpoints                 where events go: webhooks, files, Sitecore, mail, and how that goes',
  'npm run events -- test DESTINATION          sends a test event to one of them',
  'npm run events -- enable DESTINATION        sends it events again, beginning with what waits',
  'npm run events -- disable DESTINATION       sends it nothing until it is enabled; what is recorded meanwhile waits',
  'FILTER: one or several of --type order.*  --subject order/ID  --from 2026-03-31T08:00:00Z  --to 2026-04-01',
];

const A_TYPE = 'a type that "npm run events -- types" lists, or its beginning such as order.*';
const AN_INSTANT = 'a day or an instant in UTC, such as 2026-03-31T08:00:00Z';
const FILTER_OPTIONS = { type: A_TYPE, subject: 'what events are about, such as order/ID', from: AN_INSTANT, to: AN_INSTANT };
const MAX_LISTED = 100;
const DAY_OR_INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/;

/** The operator's commands for events. */
export class EventsCommands {
  constructor(
    private readonly desk: EventDesk,
    private readonly types: EventTypes,
  ) {}

  run(words: readonly string[]): Promise<Reply> {
    return replyOf(() => this.obey(words));
  }

  private async obey(words: readonly string[]): Promise<Reply> {
    const [command, ...values] = words;
    const [value, ...rest] = values;
    switch (command) {
      case undefined:
        return unreadable(EVENTS_HELP);
      case 'types':
        return value === undefined ? this.listTypes() : notUnderstood(value, EVENTS_HELP);
      case 'endpoints':
        return value === undefined ? this.endpoints() : notUnderstood(value, EVENTS_HELP);
      case 'list':
        return this.list(this.filterOf(onlyOptionsIn(values, FILTER_OPTIONS, EVENTS_HELP)));
      case 'replay':
        if (value === undefined) return incomplete(command, 'the name of a destination', EVENTS_HELP);
        return this.replay(value, this.replayedOf(rest));
      case 'show':
      case 'test':
      case 'enable':
      case 'disable':
        if (value === undefined)
          return incomplete(command, command === 'show' ? 'the ID of an event' : 'the name of a destination', EVENTS_HELP);
        if (rest[0] !== undefined) return notUnderstood(rest[0], EVENTS_HELP);
        return this[command](value);
      default:
        return notUnderstood(command, EVENTS_HELP);
    }
  }

  private replayedOf(words: readonly string[]): EventFilter {
    const { all, ...filter } = onlyOptionsIn(words, { ...FILTER_OPTIONS, all: null }, EVENTS_HELP);
    if (!all && Object.keys(filter).length === 0)
      throw new WrongUsage(incomplete('replay', '--all, or which events', EVENTS_HELP));
    return this.filterOf(filter);
  }

  private filterOf({ type, subject, from, to }: { readonly [Name in keyof typeof FILTER_OPTIONS]?: string }): EventFilter {
    if (type !== undefined && !this.types.all.some(({ name }) => matches(type, name)))
      throw new WrongUsage(notUnderstood(type, EVENTS_HELP, A_TYPE));
    return {
      ...(type !== undefined && { type }),
      ...(subject !== undefined && { subject }),
      ...(from !== undefined && { from: instantOf(from) }),
      ...(to !== undefined && { to: instantOf(to) }),
    };
  }

  private listTypes(): Reply {
    return done(...table(this.types.all.map(({ name, summary }) => [name, summary])));
  }

  private async list(filter: EventFilter): Promise<Reply> {
    const events = await this.desk.list(filter, MAX_LISTED);
    return events.length === 0 ? done('No event fits.') : done(...table(events.map(row)));
  }

  private async show(id: string): Promise<Reply> {
    const found = await this.desk.show(id);
    if (!found) return refusal([`There is no event ${id}.`]);
    const { event, deliveries, attempts } = found;
    return done(
      `id         ${event.id}`,
      `type       ${event.type}`,
      `subject    ${event.subject}, ${event.sequence}`,
      `time       ${instantText(event.time)}`,
      `account    ${event.account ?? '-'}`,
      `data       ${JSON.stringify(event.data)}`,
      ...table(
        deliveries.map(({ destination, state, attempts: tried, nextAttemptAt, lastError }) => [
          destination,
          state,
          counted(tried, 'attempt'),
          nextAttemptAt === null ? '-' : `next ${instantText(nextAttemptAt)}`,
          lastError ?? '-',
        ]),
      ),
      ...table(
        attempts.map(({ destination, attempt, beganAt, tookMs, error, status, answer }) => [
          destination,
          `attempt ${attempt}`,
          instantText(beganAt),
          `${tookMs} ms`,
          status === null ? '-' : `HTTP ${status}`,
          error ?? 'delivered',
          answer ?? '-',
        ]),
      ),
    );
  }

  private async endpoints(): Promise<Reply> {
    const destinations = await this.desk.destinations('wanted');
    if (destinations.length === 0) return done('Events go nowhere: no destination was configured when a gateway last ran.');
    return done(...table(destinations.map((each) => [each.name, stateOf(each), waitingOf(each)])));
  }

  private async replay(name: string, filter: EventFilter): Promise<Reply> {
    const replayed = await this.desk.replay(name, filter);
    if (replayed === undefined) return unknown(name);
    const { fitting, wanted, inDigest, again } = replayed;
    if (fitting === 0) return refusal([`No event fits: nothing is sent to ${name}. See: npm run events -- list`]);
    if (wanted === 0)
      return refusal([`${name} does not want what fits, which is ${counted(fitting, 'event')}: nothing is sent to it.`]);
    if (wanted === inDigest)
      return refusal([
        `All that it wants of what fits, which is ${counted(wanted, 'event')}, is in a digest: nothing is sent to ${name}.`,
      ]);
    const unwanted = fitting === wanted ? '' : ` It does not want the other ${fitting - wanted} that fit.`;
    const others = `${inDigest === 0 ? '' : ` Not sent is what is in a digest: ${counted(inDigest, 'event')}.`}${unwanted}`;
    if (again === 0) {
      return done(`All that is to be sent, which is ${counted(wanted - inDigest, 'event')}, waits for ${name} already.${others}`);
    }
    return done(
      `${counted(again, 'event')} ${again === 1 ? 'waits' : 'wait'} for ${name}, sent within seconds of a gateway running.${others}`,
    );
  }

  private async test(name: string): Promise<Reply> {
    const id = await this.desk.test(name);
    if (id === undefined) return unknown(name);
    if (id === null) {
      return refusal([`${name} is disabled: no test event is sent. To enable it: npm run events -- enable ${name}`]);
    }
    return done(`A test event is on its way to ${name}. See: npm run events -- show ${id}`);
  }

  private async enable(name: string): Promise<Reply> {
    return (await this.desk.enable(name)) ? done(`${name} is sent events again.`) : unknown(name);
  }

  private async disable(name: string): Promise<Reply> {
    return (await this.desk.disable(name)) ? done(`${name} is sent nothing until it is enabled.`) : unknown(name);
  }
}

function instantOf(text: string): Instant {
  const instant = DAY_OR_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new WrongUsage(notUnderstood(text, EVENTS_HELP, AN_INSTANT));
  return instant;
}

function row({ id, time, type, subject, sequence, account }: GatewayEvent): string[] {
  return [id, instantText(time), type, `${subject}, ${sequence}`, account ?? '-'];
}

function stateOf({ disabledAt, disabledBecause, failures, failingSince, pausedUntil, succeededAt }: DestinationOnDesk): string {
  if (disabledAt !== null) return `disabled since ${instantText(disabledAt)}: ${disabledBecause ?? ''}`;
  if (pausedUntil !== null && pausedUntil > Date.now()) return `paused until ${instantText(pausedUntil)}, as it has asked for`;
  if (failingSince !== null) return `failing since ${instantText(failingSince)}: ${counted(failures, 'attempt')}`;
  return succeededAt === null ? 'nothing was sent yet' : `works: last delivery ${instantText(succeededAt)}`;
}

function waitingOf({ waiting, oldestAt, underWay, underWayUntil }: DestinationOnDesk): string {
  if (oldestAt === null) return 'nothing waits';
  const attempts =
    underWayUntil === null ? '' : `; ${underWay} under way, or left by a dead gateway until ${instantText(underWayUntil)}`;
  return `${waiting} ${waiting === 1 ? 'waits' : 'wait'}, the first since ${instantText(oldestAt)}${attempts}`;
}

const done = (...lines: string[]): Reply => ({ lines, exitCode: 0 });
const refusal = (lines: readonly string[]): Reply => ({ lines, exitCode: 1 });
const unknown = (name: string): Reply => refusal([`There is no destination ${name}. See: npm run events -- endpoints`]);
