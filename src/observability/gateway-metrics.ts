import type { Registry } from 'prom-client';
import type { ChangeFeed } from '../changes/index.js';
import type { EventDesk } from '../events/index.js';
import type { JobDesk } from '../jobs/index.js';
import type { LiveReaders, SharedLevel } from '../live/index.js';
import type { Admission, ErpHealth, Guards } from '../resilience/index.js';
import type { SubmissionsService } from '../submissions/index.js';
import { watchAdmission } from './admission-metrics.js';
import { watchChanges } from './change-metrics.js';
import { watchErp } from './erp-metrics.js';
import { watchEvents } from './event-metrics.js';
import { watchGuards } from './guard-metrics.js';
import { watchJobs } from './job-metrics.js';
import { countReads } from './live-metrics.js';
import { processMetrics } from './process-metrics.js';
import { watchSharedLevel } from './shared-level-metrics.js';
import { watchSubmissions } from './submission-metrics.js';

/** The parts of the gateway that keep their own counts. They are read when Prometheus reads the metrics. */
export interface Counting {
  readonly readers: Pick<LiveReaders, 'figures'>;
  readonly guards: Pick<Guards, 'operations'>;
  readonly admission: Pick<Admission, 'shed' | 'underWay'>;
  readonly sharedLevel: Pick<SharedLevel, 'state' | 'figures'>;
  readonly changes: Pick<ChangeFeed, 'state' | 'ageSeconds' | 'found'>;
  readonly submissions: Pick<SubmissionsService, 'waiting'>;
  readonly jobs: Pick<JobDesk, 'outcomes'>;
  readonly events: Pick<EventDesk, 'destinations'>;
  readonly erp: ErpHealth;
}

/** All metrics of one gateway, and those of its process. */
export class GatewayMetrics {
  private readonly process = processMetrics();
  readonly contentType: string;

  constructor(
    private readonly registry: Registry,
    { readers, guards, admission, sharedLevel, changes, submissions, jobs, events, erp }: Counting,
  ) {
    this.contentType = registry.contentType;
    countReads(registry, readers);
    watchGuards(registry, guards);
    watchAdmission(registry, admission);
    watchSharedLevel(registry, sharedLevel);
    watchChanges(registry, changes);
    watchSubmissions(registry, submissions);
    watchJobs(registry, jobs);
    watchEvents(registry, events);
    watchErp(registry, erp);
  }

  /** The metrics in Prometheus' text format. */
  async text(): Promise<string> {
    const parts = await Promise.all([this.registry.metrics(), this.process.metrics()]);
    return parts.join('\n');
  }
}
