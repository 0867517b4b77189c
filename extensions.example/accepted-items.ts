import type { AcceptRecord } from 'gp-storefront-gateway/extensions';

/** Rigging is sold with advice alone, and so not on pages. */
export const acceptRecord: AcceptRecord = {
  'catalog.refresh': ({ itemClass }) => itemClass !== 'RIGGING',
};
