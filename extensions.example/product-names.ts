import type { MapItem } from 'gp-storefront-gateway/extensions';

/** Whom buyers ask about products of a class. */
const ADVICE: Readonly<Record<string, string>> = { PAINT: 'coatings@example.com', WELDING: 'welding@example.com' };

/** Inches as pages write them, and a custom field that GP has no column for. */
export const mapItem: MapItem = ({ description, itemClass }) => ({
  description: description.replaceAll(/(\d) in\b/g, '$1″').replaceAll('″ x ', '″ × '),
  customFields: { advice: ADVICE[itemClass] ?? 'desk@example.com' },
});
