import { Controller, Get, Header } from '@nestjs/common';

/**
 * For whoever starts, stops and routes to instances. Readiness does not depend on GP or the database: an instance without
 * them still answers with what it remembers, and to take all instances away at once would help nobody.
 */
@Controller('health')
export class HealthController {
  @Get('live')
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  ready() {
    return { status: 'ready' };
  }
}
