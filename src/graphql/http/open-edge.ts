import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EdgeSettings } from '../../config/index.js';
import { allowOrigins } from './allow-origins.js';
import { HttpErrorsFilter } from './http-errors.filter.js';
import { protectAnswers } from './protective-headers.js';
import { refuseForgedRequests } from './refuse-forged-requests.js';

/**
 * Prepares the server for browsers and unknown callers. To be called after `observeRequests`, and before all hooks that refuse or
 * answer, since refusals need these headers too.
 */
export async function openEdge(
  app: NestFastifyApplication,
  settings: EdgeSettings,
  publicUrl: string | undefined,
): Promise<void> {
  const http = app.getHttpAdapter().getInstance();
  app.useGlobalFilters(new HttpErrorsFilter());
  protectAnswers(http, publicUrl);
  await allowOrigins(http, settings);
  refuseForgedRequests(http);
}
