import type { GpSettings, LimitsSettings } from '../../config/index.js';

/** Whether callers may read the schema. GraphiQL is shown only then, because it needs the schema. */
export function tellsSchema({ introspection }: LimitsSettings, { url }: GpSettings): boolean {
  return introspection === 'sandbox' ? url === undefined : introspection === 'on';
}
