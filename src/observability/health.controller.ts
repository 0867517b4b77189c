import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from '../draining/index.js';

/**
 * For whoever starts, stops and routes to instances. Readiness does not depend on GP or the database: an instance without
 * them still answers with what it remembers, and to take all instances away at once would help nobody.
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
    // Not thrown: probes are no callers, and read this status in their own words.
    reply.code(503);
    return { status: 'draining' };
  }
}
