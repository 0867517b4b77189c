import { type IncomingMessage, ServerResponse } from 'node:http';

/** What is shorter is quickly sent in any encoding. */
const WORTH_LOOKING_AT = 4_096;

/**
 * Sends a long text of ASCII letters as Latin-1, which is the same bytes: for a text in UTF-8, Node.js sets aside and clears
 * three bytes a letter before it looks at it. To be given to the server as the class of its responses.
 */
export class AsciiResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** How many bytes whoever sends it has said that there will be. */
  private announced: number | undefined;

  override writeHead(status: number, reason?: unknown, headers?: unknown): this {
    const length = ((headers ?? reason) as { readonly 'content-length'?: unknown } | undefined)?.['content-length'];
    this.announced = length === undefined ? undefined : Number(length);
    return super.writeHead(status, reason as string, headers as Record<string, string>);
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const isAscii =
      typeof chunk === 'string' &&
      encoding == null &&
      chunk.length > WORTH_LOOKING_AT &&
      // As many bytes as letters.
      chunk.length === (this.announced ?? Buffer.byteLength(chunk));
    return super.end(chunk, (isAscii ? 'latin1' : encoding) as BufferEncoding, callback as () => void);
  }
}
