import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse, refusedStatusOf } from './refusal.js';
import { ALLOWED_METHODS } from './refuse-forged-requests.js';

/**
 * Answers errors of plain HTTP requests with a text from a fixed list, which repeats neither messages of frameworks and drivers
 * nor parts of the request. Faults of the gateway are logged.
 */
@Catch()
export class HttpErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(private readonly graphqlPath: string) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    // Errors of GraphQL operations are formatted by publicError.
    if (host.getType() !== 'http') throw thrown;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { url } = host.switchToHttp().getRequest<FastifyRequest>();
    // A client that disconnects while its body is read causes no fault.
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
