import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse, refusedStatusOf } from './refusal.js';
import { ALLOWED_METHODS } from './refuse-forged-requests.js';

/**
 * Tells whoever asked over HTTP what went wrong in one of the texts of a fixed list: nothing of what frameworks and drivers
 * say, and nothing of what was sent. What is our fault goes into the log.
 */
@Catch()
export class HttpErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly graphqlPath: string) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    // GraphQL has its own texts.
    if (host.getType() !== 'http') throw thrown;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    // Who goes away while the body is read is nobody's fault.
    const isGone = Reflect.get(Object(thrown), 'code') === 'ECONNRESET';
    const status = isGone ? 400 : refusedStatusOf(statusOf(thrown));
    if (status === 500) this.log.error(thrown);
    const isMethodMissing = status === 404 && url.split('?', 1)[0] === this.graphqlPath;
    if (isMethodMissing) refuse(reply.header('allow', ALLOWED_METHODS), 405);
    else refuse(reply, status);
  }
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = Reflect.get(Object(thrown), 'statusCode');
  return typeof status === 'number' ? status : 500;
}
