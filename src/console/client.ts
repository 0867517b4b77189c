import { newApiKey } from '../callers/index.js';

const HELP = [
  'npm run client -- new-key NAME    makes an API key for a client: shown once, and kept nowhere',
  'The clients themselves stand in the file of CLIENTS.',
];
const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

const [command, name = '', ...more] = process.argv.slice(2);
if (command === 'new-key' && NAME.test(name) && more.length === 0) {
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
  ];
  for (const line of lines) console.log(line);
} else {
  for (const line of HELP) console.error(line);
  process.exitCode = 1;
}
