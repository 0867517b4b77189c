import type { DigestRate } from './staff-notices.js';
import type { StaffRules } from './staff-rules.js';

export function digestRate({ digest }: Pick<StaffRules, 'digest'>): DigestRate {
  return { windowMs: digest.windowMinutes * 60_000, messages: digest.messages };
}
