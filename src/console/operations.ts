import { writeFileSync } from 'node:fs';
import { CAPABILITIES } from '../capabilities/index.js';
import { readEnvironment } from '../config/index.js';
import { reasonOf, StartRefused } from '../faults/index.js';
import { manifestOf } from '../graphql/index.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { optionsIn } from './options.js';
import { runCommand } from './run-command.js';
import { printNotice } from './terminal.js';
import { WrongUsage } from './wrong-usage.js';

const HELP = ['npm run operations -- manifest FOLDER [--out FILE]'];

/** Writes the manifest of a folder of .graphql files, for OPERATIONS_MANIFEST. */
function run(words: readonly string[]): Reply {
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
    return { lines: [], exitCode: 0 };
  }
  try {
    writeFileSync(out, text);
  } catch (cause) {
    throw new StartRefused(`--out: cannot write ${out} (${reasonOf(cause)}).`, { cause });
  }
  const count = `${operations.length} ${operations.length === 1 ? 'operation is' : 'operations are'}`;
  return { lines: [`${count} in ${out}.`], exitCode: 0 };
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

/** @throws {WrongUsage} the words are no command; the reply names the first that is not understood */
function wordsOf(words: readonly string[]): { folder: string; out: string | undefined } {
  const { values, others } = optionsIn(words, { out: 'a file' }, HELP);
  const [command, folder, ...more] = others;
  const [wrong] = command === undefined || command === 'manifest' ? more : [command];
  if (wrong !== undefined) throw new WrongUsage(notUnderstood(wrong, HELP));
  if (command === undefined) throw new WrongUsage(unreadable(HELP));
  if (folder === undefined) throw new WrongUsage(incomplete('manifest', 'a folder of .graphql files', HELP));
  return { folder, out: values.out };
}

await runCommand(HELP, run);
