/**
 * A process that runs one command of the built gateway's console after the other, with the words, the environment and the
 * standard input that are sent for each. Only the command's own module is evaluated anew: a process of its own for each
 * command spends a second on the others.
 */
import { Readable } from 'node:stream';
import { inspect } from 'node:util';

export interface HostedCommand {
  readonly id: number;
  /** The URL of its module. */
  readonly module: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: string;
}

let turn = Promise.resolve();
process.on('message', (command: HostedCommand) => {
  turn = turn.then(() => run(command));
});

async function run({ id, module, words, environment, input }: HostedCommand): Promise<void> {
  process.argv = [process.execPath, module, ...words];
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) process.env[name] = value;
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    };
  }
  process.exitCode = undefined;
  try {
    await import(`${module}?${id}`);
  } catch (fault) {
    written.stderr += inspect(fault);
    process.exitCode = 1;
  }
  process.send?.({ id, exitCode: process.exitCode ?? 0, ...written });
  process.exitCode = undefined;
}
