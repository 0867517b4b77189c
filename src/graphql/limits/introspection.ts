import type { GpSettings, LimitsSettings } from '../../config/index.js';

/** Whether callers are told the schema, and shown GraphiQL, which is of no use without. */
export function tellsSchema({ introspection }: LimitsSettings, { url }: GpSettings): boolean {
  return introspection === 'sandbox' ? url === undefined : introspection === 'on';
}
