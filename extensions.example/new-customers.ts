import type { MapCustomer } from 'gp-storefront-gateway/extensions';

const TERRITORIES: Readonly<Record<string, string>> = { IL: 'MIDWEST', IN: 'MIDWEST', NY: 'ATLANTIC', WA: 'MOUNTAIN' };

/** Builders get contractors' terms, and everybody the territory of their address. */
export const mapCustomer: MapCustomer = ({ company }, { shipTo }) => {
  const region = shipTo && 'address' in shipTo ? shipTo.address.region : null;
  const territory = TERRITORIES[region ?? ''];
  return { customerClass: company?.includes('Builders') ? 'CONTRACTOR' : 'RETAIL', ...(territory && { territory }) };
};
