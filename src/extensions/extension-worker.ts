import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  Answer,
  BrokenFile,
  Call,
  ExportedValue,
  Failure,
  FromThread,
  LoadedFile,
  ThreadData,
} from './extension-messages.ts';

// The thread in which a merchant's functions run, one record after the other. Nothing is decided here: the thread answers, and
// the gateway checks the answer.
type Module = Readonly<Record<string, unknown>>;

const { files } = workerData as ThreadData;
const modules = new Map<string, Module>();

/** Node names the file in the first line of a syntax error, and in the frames of the stack of any other. */
function failureIn(file: string, fault: unknown): Failure {
  if (!(fault instanceof Error)) return { reason: 'throws what is no Error', detail: null, at: null };
  const { name, message, stack = '' } = fault;
  const place = [pathToFileURL(file).href, file].map((path) => stack.split(`${path}:`)[1]).find((rest) => rest !== undefined);
  return {
    reason: /^[A-Za-z]{1,60}$/.test(name) ? name : 'Error',
    detail: message.split('\n')[0] ?? '',
    at: /^\d+(?::\d+)?/.exec(place ?? '')?.[0] ?? null,
  };
}

async function load(file: string): Promise<LoadedFile | BrokenFile> {
  try {
    const module: Module = await import(pathToFileURL(file).href);
    modules.set(file, module);
    // Node's names for all that a CommonJS module exports. A file without import and export, such as an empty one, is one too.
    const whole = Object.hasOwn(module, 'module.exports') ? ['module.exports', 'default'] : [];
    const exports = Object.entries(module).filter(([name]) => !whole.includes(name));
    return { file, exports: exports.map(([name, value]) => exportedValue(name, value)) };
  } catch (fault) {
    return { file, ...failureIn(file, fault) };
  }
}

function exportedValue(name: string, value: unknown): ExportedValue {
  const parameters = (of: unknown) => (typeof of === 'function' ? of.length : null);
  const isObject = typeof value === 'object' && value !== null;
  const members = isObject ? Object.entries(value).map(([member, of]) => ({ name: member, parameters: parameters(of) })) : [];
  return { name, parameters: parameters(value), members };
}

async function answerOf({ file, export: name, member }: Call, record: readonly unknown[]): Promise<Answer> {
  try {
    const exported = modules.get(file)?.[name];
    const called = (member === null ? exported : (exported as Module)[member]) as (...record: readonly unknown[]) => unknown;
    const returned = called(...record.map(frozen));
    return { json: JSON.stringify(isThenable(returned) ? await returned : returned) ?? null };
  } catch (fault) {
    return failureIn(file, fault);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** A function that changes its argument instead of returning changes finds out: it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const each of Object.values(value)) frozen(each);
    Object.freeze(value);
  }
  return value;
}

const send = (message: FromThread) => parentPort?.postMessage(message);

/** One file after the other: what hangs or ends the thread is the first one of which nothing was said. */
async function loadAll(): Promise<void> {
  for (const file of files) {
    const failure = { reason: 'it waits at its top level for what never comes (await)', detail: null, at: null };
    const onIdle = () => send({ loaded: { file, ...failure } });
    process.once('beforeExit', onIdle);
    send({ loaded: await load(file) });
    process.off('beforeExit', onIdle);
  }
  parentPort?.on('message', async (call: Call) => {
    for (const record of call.records) send({ answer: await answerOf(call, record) });
  });
}

// Not awaited: Node would warn of this file, where one of the extensions waits for ever.
void loadAll();
