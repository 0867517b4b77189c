import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
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
  ready() {
    if (!this.readiness.isReady) throw new ServiceUnavailableException({ status: 'draining' });
    return { status: 'ready' };
  }
}
