import type { ErpConnections, ErpHealth, ErpProblem } from '../resilience/index.js';
import type { Alarms } from './alarms.js';
import type { Answers } from './answers.js';
import type { Isolation } from './session.js';
import type { SqlServerConnections } from './sql-server-connections.js';

/** Connections of one kind, and what the server has refused on them. */
export interface WatchedConnections {
  readonly subject: string;
  readonly connections: SqlServerConnections;
  readonly alarms: Alarms;
  readonly answers: Answers;
}

export class SqlServerHealth implements ErpHealth {
  readonly isExternal = true;

  constructor(
    private readonly watched: readonly WatchedConnections[],
    private readonly isolationNow: () => Isolation | undefined,
  ) {}

  problems(): readonly ErpProblem[] {
    return this.watched.flatMap(({ subject, connections, alarms, answers }) => {
      const { trouble, since } = connections.state;
      const problem = trouble ? { connection: subject, ...trouble, since } : answers.problem();
      return [...(problem ? [problem] : []), ...alarms.problems()];
    });
  }

  connections(): readonly ErpConnections[] {
    return this.watched.map(({ subject, connections }) => ({ connection: subject, ...connections.counts }));
  }

  isolation(): Isolation | undefined {
    return this.isolationNow();
  }
}
