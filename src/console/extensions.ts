import 'reflect-metadata';
import { EXTENSION_POINTS } from '../capabilities/index.js';
import { readEnvironment } from '../config/index.js';
import { type Difference, differences, Extensions, nameOf, problemsIn, type Trial } from '../extensions/index.js';
import { counted } from '../values/counted.js';
import type { Reply } from './local-line.js';
import { notUnderstood, unreadable } from './not-understood.js';
import { runCommand } from './run-command.js';
import { table } from './terminal.js';

const HELP = [
  'npm run extensions -- list    the functions of the folder that GP_EXTENSIONS names',
  'npm run extensions -- test    tries each with sample records, and shows what it changes',
  'npm run extensions -- points  where functions can decide, and the samples of each',
];

/** Loads the merchant's functions as the gateway does, without a gateway. */
async function run([command = '', more]: readonly string[]): Promise<Reply> {
  if (command === '') return unreadable(HELP);
  if (!['list', 'test', 'points'].includes(command)) return notUnderstood(command, HELP);
  if (more !== undefined) return notUnderstood(more, HELP);
  if (command === 'points') return points();
  const settings = readEnvironment().settings.extensions;
  if (settings.folder === undefined) return { lines: ['GP_EXTENSIONS names no folder.'], exitCode: 1 };
  // What functions print is shown here: it can only be of a sample.
  const extensions = await Extensions.read(settings, EXTENSION_POINTS, 'shown');
  try {
    return command === 'list' ? list(extensions) : test(extensions, await extensions.trySamples());
  } finally {
    await extensions.close();
  }
}

function list({ functions, problems }: Extensions): Reply {
  const lines = table(functions.map(({ file, point }) => [file, nameOf(point), point.about]));
  return { lines: [...lines, ...problems.map((problem) => `${problem}.`)], exitCode: problems.length > 0 ? 1 : 0 };
}

function test({ problems }: Extensions, trials: readonly Trial[]): Reply {
  const broken = [...problems, ...problemsIn(trials)];
  const byFunction = Map.groupBy(trials, ({ file, point }) => `${file}, ${nameOf(point)}`);
  const worked = [...byFunction].filter(([, ofFunction]) => ofFunction.every(({ problem }) => problem === null));
  const lines = worked.flatMap(([name, ofFunction]) => shown(name, ofFunction));
  if (broken.length > 0) return { lines: [...lines, ...broken.map((problem) => `${problem}.`)], exitCode: 1 };
  const count =
    worked.length === 1 ? '1 function works with its samples.' : `${worked.length} functions work with their samples.`;
  return { lines: [...lines, count], exitCode: 0 };
}

/** What a function changes of its samples. */
function shown(name: string, trials: readonly Trial[]): string[] {
  const tried = trials.map(({ sample, before, after }) => ({ sample, changes: differences(before, after) }));
  const changed = tried.filter(({ changes }) => changes.length > 0);
  const others = tried.length - changed.length;
  return [
    ...changed.flatMap(({ sample, changes }) => [`${name}, with ${sample}:`, ...changes.map(changeText)]),
    ...(others === 0 ? [] : [`${name}: changes nothing of ${counted(others, 'sample')}`]),
  ];
}

function changeText({ place, before, after }: Difference): string {
  if (before === undefined) return `  + ${place}: ${JSON.stringify(after)}`;
  if (after === undefined) return `  - ${place}: ${JSON.stringify(before)}`;
  return `  ${place}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
}

function points(): Reply {
  const lines = EXTENSION_POINTS.flatMap((point) => [
    `${nameOf(point)}: ${point.about}`,
    ...Object.entries(point.samples).flatMap(([name, subject]) => [
      `  ${name}:`,
      ...point
        .argumentsOf(subject)
        .flatMap((argument) => JSON.stringify(argument, null, 2).split('\n'))
        .map((line) => `    ${line}`),
    ]),
  ]);
  return { lines, exitCode: 0 };
}

await runCommand(HELP, run);
