import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AsciiResponse } from './ascii-response.js';

const LONG = 'x'.repeat(10_000);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function answerOf(listener: RequestListener): Promise<Buffer> {
  const server = createServer({ ServerResponse: AsciiResponse }, listener).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return Buffer.from(await response.arrayBuffer());
}

describe('A response', () => {
  it.each([
    ['short', 'a short one'],
    ['long, in ASCII', LONG],
    ['long, with letters that take two bytes', `${LONG}é`],
    ['long, with letters beyond Latin-1', `${LONG}€ 漢字 🛒`],
  ])('is sent in UTF-8: %s', async (_, text) => {
    expect(await answerOf((_request, response) => void response.end(text))).toEqual(Buffer.from(text));
  });

  it.each([`${LONG}é`, LONG])('is sent in UTF-8 where its length was announced', async (text) => {
    const sent = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
    expect(sent).toEqual(Buffer.from(text));
  });

  it('in another encoding is sent as it is asked for', async () => {
    const hex = LONG.replaceAll('x', 'ab');
    expect(await answerOf((_request, response) => void response.end(hex, 'hex'))).toEqual(Buffer.from(hex, 'hex'));
  });

  it('of bytes, of pieces or of nothing is sent as ever', async () => {
    expect(await answerOf((_request, response) => void response.end(Buffer.from(LONG)))).toEqual(Buffer.from(LONG));
    expect(await answerOf((_request, response) => void response.end())).toHaveLength(0);
    const inPieces = await answerOf((_request, response) => {
      response.write('é');
      response.end(LONG);
    });
    expect(inPieces).toEqual(Buffer.from(`é${LONG}`));
  });

  it('calls back when it was sent', async () => {
    const onSent = vi.fn();
    await answerOf((_request, response) => void response.end(LONG, onSent));
    await answerOf((_request, response) => void response.end(LONG, null as unknown as BufferEncoding, onSent));
    await vi.waitFor(() => expect(onSent).toHaveBeenCalledTimes(2));
  });
});
