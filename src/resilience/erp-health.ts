import type { Instant } from '../values/instant.js';

/** Something that is wrong with the ERP, or with the way to it, in words for the operator. */
export interface ErpProblem {
  /** Which connections it is about, such as "reading". */
  readonly connection: string;
  /** One word for it, such as "loginRefused". */
  readonly reason: string;
  /** The error's code, such as SQLSERVER_18456. */
  readonly code: string;
  /** A line without hosts, logins, statements and data. */
  readonly message: string;
  /** What to do about it, where the message does not say it. */
  readonly todo?: string;
  readonly since: Instant;
}

/** Connections to the ERP by how they are at the moment. */
export interface ErpConnections {
  readonly connection: string;
  readonly busy: number;
  readonly idle: number;
  /** Questions that wait for a connection. */
  readonly awaited: number;
}

/** How the ERP is, for health checks and metrics. */
export abstract class ErpHealth {
  /** Whether there is an ERP outside of this process that can fail by itself; false for a sandbox. */
  abstract readonly isExternal: boolean;
  abstract problems(): readonly ErpProblem[];
  abstract connections(): readonly ErpConnections[];
  /** How reads are kept apart from the writes of others, in one word; undefined while it is not known. */
  abstract isolation(): string | undefined;
}

/** For an ERP that is part of the gateway. */
export class AlwaysWell implements ErpHealth {
  readonly isExternal = false;

  problems(): readonly ErpProblem[] {
    return [];
  }

  connections(): readonly ErpConnections[] {
    return [];
  }

  isolation(): undefined {
    return undefined;
  }
}
