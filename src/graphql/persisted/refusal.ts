import type { FastifyReply } from 'fastify';
import { type ErrorCode, errorBody } from '../../faults/index.js';
import { NEVER_STORED } from '../never-stored.plugin.js';

/** An answer to a request that is not executed. */
export class Refusal {
  private readonly body: string;

  constructor(
    private readonly status: number,
    code: ErrorCode,
    message: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    this.body = errorBody(code, message);
  }

  send(reply: FastifyReply): void {
    reply
      .code(this.status)
      .headers({ 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED, ...this.headers })
      .send(this.body);
  }
}

const badRequest = (message: string) => new Refusal(400, 'BAD_REQUEST', message);

export const NOT_REGISTERED = new Refusal(400, 'OPERATION_NOT_REGISTERED', 'This operation is not registered.');
export const MUTATION_OVER_GET = new Refusal(405, 'BAD_REQUEST', 'GET is for queries. Send mutations with POST.', {
  allow: 'POST',
});
export const NO_PREFLIGHT = badRequest(
  'A GET request needs the hash of a persisted query, or a header that no other site can set, ' +
    'such as content-type: application/json.',
);
export const UNREADABLE_URL = badRequest('Each parameter may be given once; variables and extensions have to be JSON objects.');
export const MUTATION_IN_BATCH = new Refusal(
  400,
  'MUTATION_IN_BATCH',
  'A mutation has to be sent in a request of its own. None of these operations was executed.',
);
