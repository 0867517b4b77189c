import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from '../draining/index.js';

/**
 * For orchestrators and load balancers. Readiness does not depend on GP or the database: without them an instance still answers
 * with remembered facts, and otherwise all instances would be taken out of service at once.
 */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    if (this.readiness.isReady) return { status: 'ready' };
    // Not thrown: probes read this body, and not the errors of the GraphQL API.
    reply.code(503);
    return { status: 'draining' };
  }
}
