import type { RouteEvent } from 'gp-storefront-gateway/extensions';

/** Nobody is told of the orders by which the storefront tries itself. */
export const routeEvent: RouteEvent = ({ data }, destinations) => {
  const { reference } = data;
  return typeof reference === 'string' && reference.startsWith('TEST-') ? [] : destinations;
};
