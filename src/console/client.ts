import { newApiKey } from '../callers/index.js';
import { ALL_ORDER_RIGHTS } from '../values/calling-client.js';
import { print } from './terminal.js';

const RIGHTS = Object.keys(ALL_ORDER_RIGHTS);
const HELP = [
  'npm run client -- new-key NAME [RIGHT …]   makes an API key for a client: shown once, and kept nowhere',
  `Rights of a storefront's server: ${RIGHTS.join(', ')}.`,
  'The clients themselves stand in the file of CLIENTS.',
];
const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

const [command, name = '', ...rights] = process.argv.slice(2);
if (command === 'new-key' && NAME.test(name) && rights.every((right) => RIGHTS.includes(right))) {
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
    ...(rights.length > 0 ? entryWith(sha256) : []),
  ];
  print({ lines, exitCode: 0 });
} else {
  print({ lines: HELP, exitCode: 1 });
}

/** Has the class SERVER: a key proves the caller's identity only where it is kept on a server. */
function entryWith(sha256: string): string[] {
  const entry = { name, class: 'SERVER', keys: [{ sha256 }], ...Object.fromEntries(rights.map((right) => [right, true])) };
  return [`${name} as a client of its own, with ${rights.join(', ')}:`, '', `  ${JSON.stringify(entry)}`, ''];
}
