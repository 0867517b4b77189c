import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse, refusedStatusOf } from './refusal.js';

/**
 * Answers errors of plain HTTP requests with a text from a fixed list, which repeats neither messages of frameworks and drivers
 * nor parts of the request. Faults of the gateway are logged.
 */
@Catch()
export class HttpErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    // Errors of GraphQL operations are formatted by publicError.
    if (host.getType() !== 'http') throw thrown;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    // A client that disconnects while its body is read causes no fault.
    const isGone = Reflect.get(Object(thrown), 'code') === 'ECONNRESET';
    const status = isGone ? 400 : refusedStatusOf(statusOf(thrown));
    if (status === 500) this.log.error(thrown);
    refuse(reply, status);
  }
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = Reflect.get(Object(thrown), 'statusCode');
  return typeof status === 'number' ? status : 500;
}
