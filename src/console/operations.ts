import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CAPABILITIES } from '../capabilities/index.js';
import { readEnvironment } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { manifestOf } from '../graphql/index.js';
import { helpReply } from './help.js';
import { print, printNotice, printRefusal } from './terminal.js';

const USAGE = 'npm run operations -- manifest FOLDER [--out FILE]';

/** Writes the manifest of a folder of .graphql files, for OPERATIONS_MANIFEST. */
function run(words: readonly string[]): void {
  const { folder, out } = wordsOf(words);
  const { operations, costs, problems } = made(folder);
  if (problems.length > 0) throw new StartRefused(problems.join('\n'));
  if (operations.length === 0) throw new StartRefused(`There are no operations in ${folder}.`);
  const allowed = readEnvironment().settings.limits.cost;
  for (const [name, cost] of costs) {
    if (cost > allowed)
      printNotice(`${name}: may cost ${cost}, and GRAPHQL_COST allows ${allowed}. With such variables it is refused.`);
  }
  const text = `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(out, text);
  } catch (cause) {
    throw new StartRefused(`--out: cannot write ${out} (${reasonOf(cause)}).`, { cause });
  }
  const count = `${operations.length} ${operations.length === 1 ? 'operation is' : 'operations are'}`;
  print({ lines: [`${count} in ${out}.`], exitCode: 0 });
}

function made(folder: string) {
  try {
    return manifestOf(
      folder,
      CAPABILITIES.map(({ costs }) => costs),
    );
  } catch (cause) {
    throw new StartRefused(`Cannot read ${folder} (${reasonOf(cause)}).`, { cause });
  }
}

/** @throws {StartRefused} the words are no command; the message names the first that is not understood */
function wordsOf(words: readonly string[]): { folder: string; out: string | undefined } {
  const { positionals, values } = parsed(words);
  const [command, folder, ...more] = positionals;
  const [wrong] = command === undefined || command === 'manifest' ? more : [command];
  if (wrong !== undefined) throw new StartRefused(`"${wrong}" is not understood. ${USAGE}`);
  if (folder === undefined) throw new StartRefused(USAGE);
  return { folder, out: values.out };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { out: { type: 'string' } }, allowPositionals: true });
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split(/[\n.]/);
    throw new StartRefused(`${reason}. ${USAGE}`, { cause });
  }
}

try {
  const words = process.argv.slice(2);
  const help = helpReply(words, [USAGE]);
  if (help) print(help);
  else run(words);
} catch (fault) {
  if (!(fault instanceof StartRefused)) throw fault;
  printRefusal(fault.message);
}
