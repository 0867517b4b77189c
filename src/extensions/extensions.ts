import { basename, join } from 'node:path';
import type { ExtensionsSettings } from '../config/index.js';
import { ExtensionFailed, reasonOf, StartRefused } from '../faults/index.js';
import { digestOf, extensionsIn } from './extension-folder.js';
import type { Answer, BrokenFile, Failure, LoadedFile } from './extension-messages.js';
import { type ExtensionPoint, nameOf, WrongAnswer } from './extension-point.js';
import { ExtensionThread, type Output } from './extension-thread.js';

/** A function of a file, at its point. */
export interface ExtensionFunction {
  /** The file's name. */
  readonly file: string;
  readonly point: ExtensionPoint;
}

/** What became of a record at a point. */
export type Extended<Subject> =
  | { readonly kind: 'done'; readonly subject: Subject }
  | { readonly kind: 'failed'; readonly fault: ExtensionFailed };

/** What a function makes of a sample of its point, or why it does not work. */
export interface Trial extends ExtensionFunction {
  /** What the sample is called. */
  readonly sample: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly problem: string | null;
}

const NONE = 'none';

/**
 * The merchant's functions (GP_EXTENSIONS). Each point has a thread of its own, so that a slow function delays its point alone.
 * Where several files have a function for one point, they are called in the order of the files' names, each with what the one
 * before has made of the record.
 */
export class Extensions {
  /** By the names of the points. */
  private readonly threads = new Map<string, ExtensionThread>();

  private constructor(
    private readonly folder: string,
    private readonly settings: ExtensionsSettings,
    private readonly output: Output,
    readonly functions: readonly ExtensionFunction[],
    /** What is wrong with the files, a line each. */
    readonly problems: readonly string[],
    /** Changes with every change of the files. */
    readonly version: string,
  ) {}

  /** Reads what the files export. */
  static async read(
    settings: ExtensionsSettings,
    points: readonly ExtensionPoint[],
    output: Output = 'discarded',
  ): Promise<Extensions> {
    const { folder, timeoutMs } = settings;
    if (folder === undefined) return new Extensions('', settings, output, [], [], NONE);
    const found = filesOf(folder);
    const thread = new ExtensionThread(
      found.files.map((file) => join(folder, file)),
      timeoutMs,
      output,
    );
    try {
      const loaded = await thread.load();
      const functions = loaded.flatMap((file) => ('exports' in file ? functionsOf(file, points) : []));
      const problems = [...found.problems, ...loaded.flatMap((file) => problemsOf(file, points))];
      return new Extensions(folder, settings, output, functions, problems, found.problems.length > 0 ? NONE : digestOf(folder));
    } finally {
      await thread.close();
    }
  }

  /**
   * Reads the files, and tries every function with its samples.
   * @throws {StartRefused} a file or a function does not work; a line for each
   */
  static async open(settings: ExtensionsSettings, points: readonly ExtensionPoint[]): Promise<Extensions> {
    const extensions = await Extensions.read(settings, points);
    const trials = await extensions.trySamples();
    const problems = [...extensions.problems, ...problemsIn(trials)];
    if (problems.length === 0) return extensions;
    await extensions.close();
    throw new StartRefused(problems.map((problem) => `GP_EXTENSIONS: ${problem}.`).join('\n'));
  }

  /** The functions with their files, in one line; blank where there are none. */
  get summary(): string {
    return this.functions.map(({ file, point }) => `${nameOf(point)} of ${file}`).join(', ');
  }

  /** Whether the merchant has a function for a point. */
  has(point: ExtensionPoint): boolean {
    return this.functions.some((each) => isOf(each, point));
  }

  /**
   * What the merchant's functions make of records. Each record fails or succeeds by itself.
   * @param signal ends the work; its reason is thrown then
   */
  async run<Subject>(
    point: ExtensionPoint<Subject>,
    subjects: readonly Subject[],
    signal?: AbortSignal,
  ): Promise<readonly Extended<Subject>[]> {
    let results = subjects.map((subject): Extended<Subject> => ({ kind: 'done', subject }));
    for (const each of this.functions.filter((other) => isOf(other, point))) {
      const at = results.flatMap((result, index) => (result.kind === 'done' ? [{ index, subject: result.subject }] : []));
      const answers = await this.answers(
        each,
        at.map(({ subject }) => point.argumentsOf(subject)),
        signal,
      );
      const next = [...results];
      at.forEach(({ index, subject }, place) => {
        next[index] = resultOf(each, point, subject, answers[place]);
      });
      results = next;
    }
    return results;
  }

  /** Tries every function with each sample of its point. */
  async trySamples(): Promise<readonly Trial[]> {
    const trials = await Promise.all(
      this.functions.map(async (each): Promise<readonly Trial[]> => {
        const samples = Object.entries(each.point.samples);
        const answers = await this.answers(
          each,
          samples.map(([, subject]) => each.point.argumentsOf(subject)),
        );
        return samples.map(([sample, before], index) => ({ ...each, sample, before, ...tried(each, sample, answers[index]) }));
      }),
    );
    return trials.flat();
  }

  async close(): Promise<void> {
    await Promise.all([...this.threads.values()].map((thread) => thread.close()));
  }

  private answers(
    { file, point }: ExtensionFunction,
    records: readonly (readonly unknown[])[],
    signal?: AbortSignal,
  ): Promise<readonly Answer[]> {
    const { export: name, member } = point;
    return this.threadOf(point).call({ file: join(this.folder, file), export: name, member, records }, signal);
  }

  private threadOf(point: ExtensionPoint): ExtensionThread {
    const name = nameOf(point);
    const running = this.threads.get(name);
    if (running) return running;
    const files = new Set(this.functions.filter((each) => isOf(each, point)).map(({ file }) => join(this.folder, file)));
    const thread = new ExtensionThread([...files], this.settings.timeoutMs, this.output);
    this.threads.set(name, thread);
    return thread;
  }
}

function resultOf<Subject>(
  each: ExtensionFunction,
  point: ExtensionPoint<Subject>,
  subject: Subject,
  answer: Answer | undefined,
): Extended<Subject> {
  const outcome = applied(point, subject, answer);
  if ('subject' in outcome) return { kind: 'done', subject: outcome.subject };
  const { reason, at } = outcome.failure;
  return { kind: 'failed', fault: new ExtensionFailed(`${placeOf(each, at)}: ${reason}`) };
}

function filesOf(folder: string): { readonly files: readonly string[]; readonly problems: readonly string[] } {
  try {
    const files = extensionsIn(folder);
    return { files, problems: files.length === 0 ? ['there is no extension in the folder'] : [] };
  } catch (fault) {
    return { files: [], problems: [`the folder cannot be read (${reasonOf(fault)})`] };
  }
}

function functionsOf({ file, exports }: LoadedFile, points: readonly ExtensionPoint[]): ExtensionFunction[] {
  return points
    .filter(({ export: name, member }) => {
      const exported = exports.find((each) => each.name === name);
      const found = member === null ? exported : exported?.members.find((each) => each.name === member);
      return found !== undefined && found.parameters !== null;
    })
    .map((point) => ({ file: basename(file), point }));
}

function problemsOf(file: LoadedFile | BrokenFile, points: readonly ExtensionPoint[]): string[] {
  const name = basename(file.file);
  if ('reason' in file) return [`${placed(name, file.at)}: ${told(file)}`];
  if (file.exports.length === 0) return [`${name}: it exports nothing; expected ${exportsOf(points)}`];
  return file.exports.flatMap((exported) => {
    const own = points.filter((point) => point.export === exported.name);
    const [first] = own;
    if (!first) return [`${name}, ${exported.name}: there is no such extension point; there are ${exportsOf(points)}`];
    if (first.member === null) return wrongFunction(`${name}, ${exported.name}`, exported.parameters, first);
    if (exported.members.length === 0) return [`${name}, ${exported.name}: expected an object of functions`];
    return exported.members.flatMap((member) => {
      const place = `${name}, ${nameOf({ export: exported.name, member: member.name })}`;
      const point = own.find((each) => each.member === member.name);
      const others = own.map((each) => each.member).join(', ');
      return point ? wrongFunction(place, member.parameters, point) : [`${place}: expected one of ${others}`];
    });
  });
}

function wrongFunction(place: string, parameters: number | null, { samples, ...point }: ExtensionPoint): string[] {
  if (parameters === null) return [`${place}: expected a function`];
  const most = point.argumentsOf(Object.values(samples)[0]).length;
  return parameters > most ? [`${place}: it expects ${parameters} arguments, and is called with ${most}`] : [];
}

function exportsOf(points: readonly ExtensionPoint[]): string {
  return [...new Set(points.map(({ export: name }) => name))].join(', ');
}

type Outcome<Subject> = { readonly subject: Subject } | { readonly failure: Failure };

function applied<Subject>(point: ExtensionPoint<Subject>, subject: Subject, answer: Answer | undefined): Outcome<Subject> {
  if (!answer) return { failure: { reason: 'it gave no answer', detail: null, at: null } };
  if ('reason' in answer) return { failure: answer };
  try {
    return { subject: point.applied(subject, answer.json === null ? undefined : JSON.parse(answer.json)) };
  } catch (fault) {
    if (!(fault instanceof WrongAnswer)) throw fault;
    return { failure: { reason: fault.message, detail: null, at: null } };
  }
}

function tried(each: ExtensionFunction, sample: string, answer: Answer | undefined): Pick<Trial, 'after' | 'problem'> {
  const { point } = each;
  const before = point.samples[sample];
  const outcome = applied(point, before, answer);
  if ('subject' in outcome) return { after: outcome.subject, problem: null };
  const name = Object.keys(point.samples).length > 1 ? `, with ${sample}` : '';
  return { after: before, problem: `${placeOf(each, outcome.failure.at)}${name}: ${told(outcome.failure)}` };
}

/** The first problem of each function. */
export function problemsIn(trials: readonly Trial[]): readonly string[] {
  const first = new Map<string, string>();
  for (const { file, point, problem } of trials) {
    const name = `${file}, ${nameOf(point)}`;
    if (problem !== null && !first.has(name)) first.set(name, problem);
  }
  return [...first.values()];
}

function isOf(each: ExtensionFunction, point: ExtensionPoint): boolean {
  return nameOf(each.point) === nameOf(point);
}

/** Of a file or a sample: the error may be quoted. */
function told({ reason, detail }: Failure): string {
  return detail ? `${reason}: ${detail.replace(/\.$/, '')}` : reason;
}

function placeOf({ file, point }: ExtensionFunction, at: string | null): string {
  return `${placed(file, at)}, ${nameOf(point)}`;
}

function placed(file: string, at: string | null): string {
  return at === null ? file : `${file}:${at}`;
}
