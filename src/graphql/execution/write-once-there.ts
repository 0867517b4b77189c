import { JoinedText } from './joined-text.js';
import { FallbackToGraphqlJs, type Run } from './run.js';
import type { TextSink } from './text-sink.js';
import type { Writer } from './writers.js';

/** Writes a value that may be a promise. */
export function writeOnceThere(value: unknown, writer: Writer, run: Run, text: TextSink): void {
  if (typeof value !== 'object' || value === null) {
    writer.write(value, run, text);
    return;
  }
  if (value instanceof Promise) {
    text.later(
      value.then((settled) => {
        const own = new JoinedText();
        writer.write(settled, run, own);
        return own.end();
      }),
    );
    return;
  }
  if (value instanceof Error) throw new FallbackToGraphqlJs('an error instead of a value');
  writer.write(value, run, text);
}
