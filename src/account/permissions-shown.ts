import { PartlyShared } from '../contract/index.js';
import type { AccountPermissions } from './account.service.js';

const OWN = new Set(['asOf', 'source']);

/** The contract's Permissions. The allowed actions are shared while GP's record is unchanged; the record's age is not. */
export function permissionsShown(permissions: AccountPermissions): PartlyShared {
  return new PartlyShared('Permissions', permissions.allowed, permissions, OWN);
}
