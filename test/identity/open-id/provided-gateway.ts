import type { Logger } from '@nestjs/common';
import type { MockInstance } from 'vitest';
import { bringBack, createDatabase, dropDatabase, takeAway } from '../../support/databases.js';
import { TestGateway } from '../../support/test-gateway.js';
import { OpenIdProvider, type Person } from './open-id-provider.js';

/** Gateways on one database, whose users a provider signs in. */
export class ProvidedGateway {
  private constructor(
    readonly provider: OpenIdProvider,
    readonly gateways: readonly [TestGateway, ...TestGateway[]],
    private readonly databases: readonly string[],
  ) {}

  static async start(
    people: Record<string, Person>,
    instances = 1,
    environment: NodeJS.ProcessEnv = {},
    issuer: Record<string, unknown> = {},
  ): Promise<ProvidedGateway> {
    const provider = await OpenIdProvider.start(people);
    const databases = await Promise.all([createDatabase(), createDatabase()]);
    const [DATABASE_URL, GP_URL] = databases;
    const OIDC_ISSUERS = JSON.stringify([{ issuer: provider.issuer, clientIds: ['storefront'], ...issuer }]);
    const gateways: TestGateway[] = [];
    // One after the other: the first one makes the tables and the users.
    for (let each = 0; each < instances; each++) {
      gateways.push(await TestGateway.start({ DATABASE_URL, GP_URL, OIDC_ISSUERS, ...environment }));
    }
    return new ProvidedGateway(provider, gateways as [TestGateway], databases);
  }

  get gateway(): TestGateway {
    return this.gateways[0];
  }

  /** Takes the gateway's own database away, or brings it back. */
  async setDatabaseAway(isAway: boolean): Promise<void> {
    await (isAway ? takeAway : bringBack)(this.databases[0] ?? '');
  }

  async stop(): Promise<void> {
    await Promise.all(this.gateways.map((gateway) => gateway.stop()));
    await this.provider.stop();
    await Promise.all(this.databases.map(dropDatabase));
  }
}

/** Why the last sign-in was refused, as the log has it. */
export function lastProblem(warnings: MockInstance<Logger['warn']>): string | undefined {
  return (warnings.mock.lastCall as [{ problem?: string }] | undefined)?.[0].problem;
}
