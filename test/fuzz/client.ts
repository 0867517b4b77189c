import { Agent, type IncomingMessage, request as open } from 'node:http';
import { connect } from 'node:net';
import type { FuzzAnswer } from './outcomes.js';
import type { FuzzRequest } from './requests.js';

/** No answer takes so long on any machine: whoever waits longer waits for ever. */
const HANGS_AFTER_MS = 120_000;

/** Sends requests over connections that are kept, and bytes that are hardly HTTP over ones of their own. */
export class FuzzClient {
  private readonly agent: Agent;
  private readonly port: number;

  constructor(url: string) {
    this.port = Number(new URL(url).port);
    this.agent = new Agent({ keepAlive: true });
  }

  /** The answers: one, or what came before the connection was closed. @throws {Error} there was none */
  async send(request: FuzzRequest): Promise<FuzzAnswer[]> {
    return request.kind === 'bytes' ? this.sendBytes(request.bytes) : [await this.sendRequest(request)];
  }

  close(): void {
    this.agent.destroy();
  }

  private sendRequest(request: Extract<FuzzRequest, { kind: 'request' }>): Promise<FuzzAnswer> {
    const { method, path, headers, body } = request;
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        method,
        path,
        headers: headers as NodeJS.Dict<string[]>,
        agent: this.agent,
      };
      const sent = open(options);
      const giveUp = setTimeout(() => sent.destroy(new Error(`no answer within ${HANGS_AFTER_MS} ms`)), HANGS_AFTER_MS);
      sent.on('error', (fault: NodeJS.ErrnoException) => {
        clearTimeout(giveUp);
        // The server may close a kept connection just when the next request is on its way: nobody has seen that request.
        const isUnseen = sent.reusedSocket && (fault.code === 'ECONNRESET' || fault.code === 'EPIPE');
        if (isUnseen) resolve(this.sendRequest(request));
        else reject(fault);
      });
      sent.on('response', (response: IncomingMessage) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', (fault) => sent.destroy(fault));
        response.on('end', () => {
          clearTimeout(giveUp);
          const contentType = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, contentType, body: Buffer.concat(pieces) });
        });
      });
      sent.end(body);
    });
  }

  private sendBytes(bytes: Buffer): Promise<FuzzAnswer[]> {
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = [];
      const socket = connect(this.port, '127.0.0.1');
      const giveUp = setTimeout(() => {
        socket.destroy();
        reject(new Error(`the connection is still open after ${HANGS_AFTER_MS} ms`));
      }, HANGS_AFTER_MS);
      socket.on('data', (piece) => pieces.push(piece));
      // Closed in the midst of what is written is an answer too.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(giveUp);
        const statuses = Buffer.concat(pieces)
          .toString('latin1')
          .matchAll(/^HTTP\/1\.1 (\d{3}) /gm);
        resolve([...statuses].map(([, status]) => ({ status: Number(status), contentType: '', body: Buffer.alloc(0) })));
      });
      // Says that nothing more will come, so that the server waits for nothing.
      socket.end(bytes);
    });
  }
}
