import type { FastifyReply } from 'fastify';
import { type Excess, refusalOf } from './limit-exceeded.js';

/** Answers a request that exceeds a limit, in the form of a GraphQL response. */
export function refuseRequest(reply: FastifyReply, status: number, excess: Excess): void {
  reply
    .code(status)
    .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .send(JSON.stringify({ errors: [refusalOf(excess)] }));
}
