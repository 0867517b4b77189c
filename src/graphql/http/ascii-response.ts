import { type IncomingMessage, ServerResponse } from 'node:http';

/** What is shorter is quickly sent in any encoding. */
const WORTH_LOOKING_AT = 4_096;

/**
 * Sends a long text of ASCII letters as Latin-1, which is the same bytes: for a text in UTF-8, Node.js sets aside and clears
 * three bytes a letter before it looks at it. To be given to the server as the class of its responses.
 */
export class AsciiResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const isPlain = typeof chunk === 'string' && encoding == null && chunk.length > WORTH_LOOKING_AT && isAscii(chunk);
    return super.end(chunk, (isPlain ? 'latin1' : encoding) as BufferEncoding, callback as () => void);
  }
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
