import type { JobDesk } from '../jobs/index.js';
import { type DeskDecision, type SubmissionDesk, type SubmissionOnDesk, SWEEP } from '../submissions/index.js';
import { type Instant, instantText } from '../values/instant.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { onlyOptionsIn } from './options.js';
import { table } from './terminal.js';
import { replyOf } from './wrong-usage.js';

export const SUBMISSIONS_HELP = [
  'npm run submissions -- list [--all]       what is not in GP yet and what GP refused; with --all, the last 500 of any kind',
  'npm run submissions -- show ID            ID: here, the one that the API gives out, the reference, or the number in GP',
  'npm run submissions -- retry ID           tries again at once what GP refused, or what waits for a later attempt',
  'npm run submissions -- reject ID REASON   gives up what is not in GP yet; the customer reads the reason',
];

const MAX_LISTED = 500;
const SUBMISSION = 'the ID, the reference or the number of a document';

/** The operator's commands for documents on their way to GP. */
export class SubmissionsCommands {
  /** @param jobs tells whether the job runs that has submissions go on */
  constructor(
    private readonly desk: SubmissionDesk,
    private readonly jobs: Pick<JobDesk, 'standstill'>,
  ) {}

  run(words: readonly string[]): Promise<Reply> {
    return replyOf(() => this.obey(words));
  }

  private async obey(words: readonly string[]): Promise<Reply> {
    const [command, ...values] = words;
    const [value, ...rest] = values;
    switch (command) {
      case undefined:
        return unreadable(SUBMISSIONS_HELP);
      case 'list':
        return this.list(onlyOptionsIn(values, { all: null }, SUBMISSIONS_HELP).all ?? false);
      case 'show':
      case 'retry':
        if (value === undefined) return incomplete(command, SUBMISSION, SUBMISSIONS_HELP);
        if (rest[0] !== undefined) return notUnderstood(rest[0], SUBMISSIONS_HELP);
        return command === 'show' ? this.show(value) : this.retry(value);
      case 'reject': {
        const reason = rest.join(' ').trim();
        if (value === undefined) return incomplete(command, SUBMISSION, SUBMISSIONS_HELP);
        return reason === ''
          ? incomplete(command, 'a reason, for the buyer to read', SUBMISSIONS_HELP)
          : this.reject(value, reason);
      }
      default:
        return notUnderstood(command, SUBMISSIONS_HELP);
    }
  }

  private async list(all: boolean): Promise<Reply> {
    const submissions = await this.desk.list(all ? 'all' : 'openAndRejected', MAX_LISTED);
    if (submissions.length === 0) return done(all ? 'There are no submissions yet.' : 'Everything is in GP.');
    return done(...table(submissions.map(row)), ...(await this.waiting(submissions)));
  }

  private async show(id: string): Promise<Reply> {
    const [submission, ...others] = await this.desk.named(id, MAX_LISTED);
    if (!submission) return unknown(id);
    const lines = others.length > 0 ? table([submission, ...others].map(row)) : details(submission);
    return done(...lines, ...(await this.waiting([submission, ...others])));
  }

  private async retry(name: string): Promise<Reply> {
    const [submission, ...others] = await this.desk.named(name, MAX_LISTED);
    if (!submission) return unknown(name);
    if (others.length > 0) return several(name);
    const { id } = submission;
    const standstill = await this.jobs.standstill(SWEEP);
    return answer(id, await this.desk.retry(id), ({ reference }) => [
      standstill === null
        ? `${reference} is tried again within seconds of a gateway running.`
        : `${reference} is to be tried again, and waits for ${whyStill[standstill]}`,
    ]);
  }

  /** Says, where it is so, that submissions wait for the job that has them go on. */
  private async waiting(submissions: readonly SubmissionOnDesk[]): Promise<readonly string[]> {
    const overdue = submissions.filter(({ isOverdue }) => isOverdue).map(({ reference }) => reference);
    const standstill = overdue.length === 0 ? null : await this.jobs.standstill(SWEEP);
    if (standstill === null) return [];
    return [`Overdue, and waiting for ${whyStill[standstill]} They are: ${overdue.join(', ')}.`];
  }

  private async reject(name: string, reason: string): Promise<Reply> {
    const [submission, ...others] = await this.desk.named(name, MAX_LISTED);
    if (!submission) return unknown(name);
    if (others.length > 0) return several(name);
    const { id } = submission;
    return answer(id, await this.desk.reject(id, reason), ({ reference, attempts, documentNumber }) => [
      `${reference} is given up.`,
      ...(attempts > 0 && documentNumber !== null
        ? [`An attempt may have reached GP all the same: look there for the document ${documentNumber}.`]
        : []),
    ]);
  }
}

/** The job that has submissions go on, why it does not run, and what to do. */
const whyStill = {
  paused: `${SWEEP}, which is paused: npm run jobs -- resume ${SWEEP}.`,
  off: `${SWEEP}, which is switched off: take it out of JOBS_SCHEDULES and restart, or have it run once: npm run jobs -- run ${SWEEP}.`,
} as const;

function answer(id: string, decision: DeskDecision, lines: (submission: SubmissionOnDesk) => readonly string[]): Reply {
  switch (decision.kind) {
    case 'done':
      return done(...lines(decision.submission));
    case 'unknown':
      return unknown(id);
    case 'atWork':
      return refusal([`${id} is being pushed at this moment. Try again.`]);
    case 'notNow':
      return refusal([`${decision.submission.reference} is ${decision.submission.status}; there is nothing to do.`]);
  }
}

function row(submission: SubmissionOnDesk): string[] {
  const { id, status, kind, owner, reference, documentNumber, receivedAt, note } = submission;
  const state = [stateOf(submission), note ?? ''].filter(Boolean).join('; ');
  return [id, status, kind, withoutPerson(owner), reference, documentNumber ?? '-', instantText(receivedAt), state];
}

function details(submission: SubmissionOnDesk): string[] {
  const { id, kind, owner, reference, status, receivedAt, pushedAt, attempts, documentNumber } = submission;
  return [
    `id            ${id}`,
    `kind          ${kind}`,
    `owner         ${withoutPerson(owner)}`,
    `reference     ${reference}`,
    `status        ${status}`,
    `number in GP  ${documentNumber ?? '-'}`,
    `received      ${instantText(receivedAt)}`,
    `pushed        ${moment(pushedAt)}`,
    `attempts      ${attempts}`,
    `state         ${stateOf(submission) || '-'}`,
    ...(submission.note === null ? [] : [`note          ${submission.note}`]),
  ];
}

/** Why a document is not in GP yet: its rejection, a push at work, or the next attempt. Blank for one that is there. */
function stateOf({ rejection, leasedUntil, nextAttemptAt, lastFault }: SubmissionOnDesk): string {
  if (rejection) return rejection.code === null ? rejection.message : `${rejection.code}: ${rejection.message}`;
  if (leasedUntil !== null) return 'at work';
  if (nextAttemptAt === null) return '';
  return `next attempt ${instantText(nextAttemptAt)}${lastFault === null ? '' : `, after ${lastFault}`}`;
}

/** An account number unchanged; an e-mail address without the part before the @, which names a person. */
function withoutPerson(owner: string): string {
  return owner.replace(/^.*@/, '…@');
}

const moment = (instant: Instant | null) => (instant === null ? '-' : instantText(instant));
const done = (...lines: string[]): Reply => ({ lines, exitCode: 0 });
const refusal = (lines: readonly string[]): Reply => ({ lines, exitCode: 1 });
const several = (name: string): Reply =>
  refusal([`There are several submissions ${name}. Take the ID of one: show ${name} lists them.`]);
const unknown = (id: string): Reply => refusal([`There is no submission ${id}.`]);
