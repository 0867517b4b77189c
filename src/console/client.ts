import { newApiKey } from '../callers/index.js';
import { ALL_ORDER_RIGHTS } from '../values/calling-client.js';
import type { Reply } from './local-line.js';
import { incomplete, notUnderstood, unreadable } from './not-understood.js';
import { runCommand } from './run-command.js';

const RIGHTS = Object.keys(ALL_ORDER_RIGHTS);
const HELP = [
  'npm run client -- new-key NAME [RIGHT …]   makes an API key for a client: shown once, and kept nowhere',
  `Rights of a storefront's server: ${RIGHTS.join(', ')}.`,
  'The clients themselves stand in the file of CLIENTS.',
];
const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;
const NAME_EXPECTED = 'a name of up to 64 letters, digits, points, hyphens and underscores';

function run([command, name, ...rights]: readonly string[]): Reply {
  if (command !== undefined && command !== 'new-key') return notUnderstood(command, HELP);
  if (command === undefined) return unreadable(HELP);
  if (name === undefined) return incomplete(command, NAME_EXPECTED, HELP);
  if (!NAME.test(name)) return notUnderstood(name, HELP, NAME_EXPECTED);
  const wrong = rights.find((right) => !RIGHTS.includes(right));
  if (wrong !== undefined) return notUnderstood(wrong, HELP, 'a right');
  const { key, sha256 } = newApiKey();
  const lines = [
    `The API key for ${name}, for its own configuration (header x-api-key or sc_apikey):`,
    '',
    `  ${key}`,
    '',
    `What goes into the "keys" of ${name} in the file of CLIENTS:`,
    '',
    `  { "sha256": "${sha256}" }`,
    '',
    ...(rights.length > 0 ? entryWith(name, sha256, rights) : []),
  ];
  return { lines, exitCode: 0 };
}

/** Has the class SERVER: a key proves the caller's identity only where it is kept on a server. */
function entryWith(name: string, sha256: string, rights: readonly string[]): string[] {
  const entry = { name, class: 'SERVER', keys: [{ sha256 }], ...Object.fromEntries(rights.map((right) => [right, true])) };
  return [`${name} as a client of its own, with ${rights.join(', ')}:`, '', `  ${JSON.stringify(entry)}`, ''];
}

await runCommand(HELP, run);
