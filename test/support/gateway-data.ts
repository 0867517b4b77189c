import { readEnvironment } from '../../src/config/index.js';
import { GatewayDatabase } from '../../src/database/index.js';
import { addDemoUsers } from '../../src/demo.js';
import { startGateway } from '../../src/gateway.js';
import { PasswordHasher, UserStore } from '../../src/identity/index.js';

/** What differs from one gateway to the next, or ages: every gateway of the tests makes it itself. */
const OWN_TO_EACH = ['known_fact', 'signing_key', 'session'] as const;

/** Makes in empty places what a first start makes, and the sandbox's users. */
export async function makeGatewayData(places: NodeJS.ProcessEnv): Promise<void> {
  const gateway = await startGateway(
    readEnvironment({ HOST: '127.0.0.1', PORT: '0', JOBS: 'off', GP_CHANGES: 'off', ...places }),
    false,
  );
  await addDemoUsers(gateway.app.get(UserStore), gateway.app.get(PasswordHasher));
  const database = gateway.app.get(GatewayDatabase);
  for (const table of OWN_TO_EACH) await database.deleteFrom(table).execute();
  await gateway.close();
}
