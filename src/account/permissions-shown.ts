import { PartlyShared } from '../contract/index.js';
import type { AccountPermissions } from './account.service.js';

const OWN = new Set(['asOf', 'source']);

/** As the contract's Permissions. What is allowed lasts as long as what GP says of the account; how old that is does not. */
export function permissionsShown(permissions: AccountPermissions): PartlyShared {
  return new PartlyShared('Permissions', permissions.allowed, permissions, OWN);
}
