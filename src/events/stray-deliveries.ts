import { Injectable } from '@nestjs/common';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { openMissingLanes } from './delivery-lanes.js';

/**
 * An instance of a release that knew no lanes routes events without them while it runs beside this one. What it has not delivered
 * itself when it ends would wait for ever.
 */
@Injectable()
@RunsBySchedule()
export class StrayDeliveries implements Job {
  readonly name = 'events.stray-deliveries';
  readonly about = 'finds deliveries that an instance of a former release has left';
  readonly schedule = { cron: '*/10 * * * *', timeZone: 'UTC', missed: 'skip' } as const;
  readonly plan = inOnePart;

  constructor(private readonly database: GatewayDatabase) {}

  /** @throws {StoreUnavailable} */
  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, () => stored('events.strayDeliveries', () => openMissingLanes(this.database)));
  }
}
