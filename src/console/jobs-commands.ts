import { wordOfReason } from '../faults/index.js';
import type { FailedRecord, JobDesk, JobOnDesk, JobRun, RunRequested } from '../jobs/index.js';
import { type Instant, instantText } from '../values/instant.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { optionsIn } from './options.js';
import { table } from './terminal.js';
import { replyOf } from './wrong-usage.js';

export const JOBS_HELP = [
  'npm run jobs -- list                 all jobs, when they run, how the last run ended, and what waits for retry',
  'npm run jobs -- show NAME|RUN        a job, or one of its runs with what failed and, of a dry run, what would change',
  'npm run jobs -- run NAME             runs a job now',
  'npm run jobs -- dry-run NAME         tells what a run would change, and changes nothing',
  'npm run jobs -- retry NAME           tries the records again that failed in the last run',
  'npm run jobs -- pause NAME           begins no run any more; one that is under way stops after its present part',
  'npm run jobs -- resume NAME          goes on',
  'npm run jobs -- cancel NAME          ends the run that waits or is under way',
  'npm run jobs -- history [NAME]       the last 50 runs',
  'list, show and history take --json.',
];

const MAX_LISTED = 50;
const PATIENCE_MS = 10_000;

/** The operator's commands for jobs. */
export class JobsCommands {
  /** @param patienceMs how long a command waits for the end of the run that it asked for */
  constructor(
    private readonly desk: JobDesk,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  run(words: readonly string[]): Promise<Reply> {
    return replyOf(() => this.obey(words));
  }

  private async obey(words: readonly string[]): Promise<Reply> {
    const { values, others } = optionsIn(words, { json: null }, JOBS_HELP);
    const asJson = values.json ?? false;
    const [command, name, stray] = others;
    if (command === undefined) return unreadable(JOBS_HELP);
    if (stray !== undefined) return notUnderstood(stray, JOBS_HELP);
    switch (command) {
      case 'list':
        return name === undefined ? this.list(asJson) : notUnderstood(name, JOBS_HELP);
      case 'history':
        return this.history(name ?? null, asJson);
      case 'show':
        if (name === undefined) return incomplete(command, 'the name of a job', JOBS_HELP);
        return this.show(name, asJson);
      case 'run':
      case 'dry-run':
      case 'retry':
      case 'pause':
      case 'resume':
      case 'cancel':
        if (name === undefined) return incomplete(command, 'the name of a job', JOBS_HELP);
        return asJson ? notUnderstood('--json', JOBS_HELP) : this.change(command, name);
      default:
        return notUnderstood(command, JOBS_HELP);
    }
  }

  private async list(asJson: boolean): Promise<Reply> {
    const jobs = await this.desk.list();
    if (asJson) return json(jobs);
    if (jobs.length === 0) return refusal(['No gateway has run here yet.']);
    return done(...table(jobs.map(jobRow)));
  }

  private async history(name: string | null, asJson: boolean): Promise<Reply> {
    const runs = await this.desk.history(name, MAX_LISTED);
    // A job that a release has taken away has runs all the same.
    if (name !== null && runs.length === 0 && !(await this.isJob(name))) return unknown(name);
    if (asJson) return json(runs);
    if (runs.length === 0) return done(name === null ? 'No job has run yet.' : `There is no run of ${name}.`);
    return done(...table(runs.map(runRow)));
  }

  private async isJob(name: string): Promise<boolean> {
    return (await this.desk.list()).some((job) => job.name === name);
  }

  private async show(name: string, asJson: boolean): Promise<Reply> {
    if (/^\d{1,18}$/.test(name)) {
      const run = await this.desk.run(name);
      if (!run) return refusal([`There is no run ${name}.`]);
      const failed = await this.desk.failedRecords(run.id, MAX_LISTED);
      return asJson ? json({ ...run, failedRecords: failed }) : done(...runDetails(run, failed));
    }
    const job = (await this.desk.list()).find((one) => one.name === name);
    if (!job) return unknown(name);
    const runs = await this.desk.history(name, 10);
    return asJson ? json({ ...job, runs }) : done(...jobDetails(job), '', ...table(runs.map(runRow)));
  }

  private async change(command: 'run' | 'dry-run' | 'retry' | 'pause' | 'resume' | 'cancel', name: string): Promise<Reply> {
    switch (command) {
      case 'run':
      case 'dry-run':
        return this.begun(name, await this.desk.request(name, command === 'dry-run'));
      case 'retry':
        return this.begun(name, await this.desk.retry(name));
      case 'pause':
        return (await this.desk.setPaused(name, true)) ? done(`${name} is paused.`) : unknown(name);
      case 'resume':
        return (await this.desk.setPaused(name, false)) ? done(`${name} goes on.`) : unknown(name);
      case 'cancel':
        if ((await this.desk.cancel(name)) > 0) return done(`The run of ${name} ends.`);
        return (await this.isJob(name)) ? refusal([`No run of ${name} is under way.`]) : unknown(name);
    }
  }

  private async begun(name: string, requested: RunRequested): Promise<Reply> {
    switch (requested.kind) {
      case 'unknown':
        return unknown(name);
      case 'paused':
        return refusal([`${name} is paused. Resume it first.`]);
      case 'otherWaits':
        return refusal([`Another run of ${name} waits already. Try again after it.`]);
      case 'nothingFailed':
        return refusal([`No record of ${name} waits for another try.`]);
      case 'requested': {
        const run = await this.desk.ended(requested.id, AbortSignal.timeout(this.patienceMs));
        if (run?.endedAt)
          return { lines: runDetails(run, await this.desk.failedRecords(run.id, MAX_LISTED)), exitCode: exitCodeOf(run) };
        const begins = run?.startedAt ? 'It is under way.' : 'It begins when a gateway runs that has room for it.';
        return done(`Run ${requested.id} of ${name} is asked for. ${begins} See "npm run jobs -- show ${requested.id}".`);
      }
    }
  }
}

function jobRow({ name, cron, timeZone, isPaused, succeededAt, dueAt, run, failed }: JobOnDesk): string[] {
  const schedule = cron === null ? 'off' : `${cron} ${timeZone}`;
  return [
    name,
    schedule,
    `${isPaused ? 'PAUSED' : run ? stateOf(run) : '-'}${failed ? `, ${failed.records} failed in run ${failed.runId}` : ''}`,
    `last success ${moment(succeededAt)}`,
    `next ${moment(dueAt)}`,
  ];
}

function jobDetails({ name, about, cron, timeZone, isPaused, succeededAt, dueAt }: JobOnDesk): string[] {
  return [
    `name          ${name}`,
    `what it does  ${about}`,
    `runs          ${cron === null ? 'by no schedule' : `${cron}, in the time zone ${timeZone}`}`,
    `state         ${isPaused ? 'paused' : 'on'}`,
    `last success  ${moment(succeededAt)}`,
    `next run      ${moment(dueAt)}`,
  ];
}

function runRow(run: JobRun): string[] {
  const { id, job, trigger, requestedAt, endedAt } = run;
  return [id, job, trigger.toLowerCase(), stateOf(run), instantText(requestedAt), moment(endedAt), countsOf(run)];
}

function runDetails(run: JobRun, failed: readonly FailedRecord[]): string[] {
  return [
    `run           ${run.id} of ${run.job}`,
    `asked for by  ${run.trigger.toLowerCase()}`,
    `state         ${stateOf(run, run.fault)}`,
    `asked for     ${instantText(run.requestedAt)}`,
    `began         ${moment(run.startedAt)}`,
    `ended         ${moment(run.endedAt)}`,
    `records       ${countsOf(run)}`,
    `parts         ${run.chunks}`,
    `watermark     ${run.watermarkBefore ?? '-'} -> ${run.watermarkAfter ?? '-'}`,
    ...failed.map(({ key, error }) => `failed        ${key}: ${error}`),
    ...run.sample.map(({ key, before, after }) => `change        ${key}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`),
  ];
}

/** @param reason in a line of a list its word alone */
function stateOf(run: JobRun, reason = run.fault === null ? null : wordOfReason(run.fault)): string {
  const { state, isDryRun, isHeld } = run;
  const shown = state === 'RUNNING' && !isHeld ? 'INTERRUPTED' : state;
  return [isDryRun ? `${shown} (dry run)` : shown, reason].filter(Boolean).join(': ');
}

const countsOf = ({ read, changed, unchanged, failed }: JobRun) =>
  `${read} read, ${changed} changed, ${unchanged} unchanged, ${failed} failed`;
const exitCodeOf = ({ state, failed }: JobRun) => (state === 'SUCCEEDED' && failed === 0 ? 0 : 1);
const moment = (instant: Instant | null) => (instant === null ? '-' : instantText(instant));
const done = (...lines: string[]): Reply => ({ lines, exitCode: 0 });
const json = (value: unknown): Reply => done(...JSON.stringify(value, null, 2).split('\n'));
const refusal = (lines: readonly string[]): Reply => ({ lines, exitCode: 1 });
const unknown = (name: string): Reply => refusal([`There is no job ${name}. See: npm run jobs -- list`]);
