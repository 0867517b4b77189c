import type { ValidationError } from 'class-validator';

/** The place and the problem of a validation error in one line: "products[0].visibleTo: must be an object". */
export function placeOf(error: ValidationError, path = ''): string {
  const here = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
  const [child] = error.children ?? [];
  if (child) return placeOf(child, here);
  return `${here}: ${Object.values(error.constraints ?? { is: 'is wrong' })[0]}`;
}
