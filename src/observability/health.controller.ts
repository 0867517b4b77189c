import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangeFeed } from '../changes/index.js';
import { Readiness } from '../draining/index.js';
import { ErpHealth } from '../resilience/index.js';

/**
 * For orchestrators and load balancers. Readiness does not depend on GP or the database: without them an instance still answers
 * with remembered facts, and otherwise all instances would be taken out of service at once. What is wrong with GP is only told.
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly erp: ErpHealth,
    private readonly changes: ChangeFeed,
  ) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    // Not thrown: probes read this body, and not the errors of the GraphQL API.
    if (!this.readiness.isReady) reply.code(503);
    return { status: this.readiness.isReady ? 'ready' : 'draining', changes: this.changes.state, ...this.gp() };
  }

  private gp() {
    if (!this.erp.isExternal) return {};
    const problems = this.erp.problems().map(({ since, ...problem }) => ({ ...problem, since: new Date(since).toISOString() }));
    const isolation = this.erp.isolation();
    return { gp: { status: problems.length > 0 ? 'trouble' : 'well', ...(isolation && { isolation }), problems } };
  }
}
