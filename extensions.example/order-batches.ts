import type { MapOrder } from 'gp-storefront-gateway/extensions';

/** Orders are entered in a batch for each region, in which staff look for them. */
export const mapOrder: MapOrder = ({ shipTo, payments }) => {
  const region = shipTo && 'address' in shipTo ? shipTo.address.region : null;
  const isPaid = payments.some(({ method }) => method !== 'ON_ACCOUNT');
  return { ...(region && { batch: `WEB-${region}`.slice(0, 15) }), userDefined: { 5: isPaid ? 'PAID ONLINE' : 'ON ACCOUNT' } };
};
