import { getMetadataStorage, type ValidationError } from 'class-validator';

/** The place and the problem of a validation error in one line: "products[0].visibleTo: must be an object". */
export function placeOf(error: ValidationError, path = ''): string {
  const here = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
  const [child] = error.children ?? [];
  if (child) return placeOf(child, here);
  return `${here}: ${problemOf(error)}`;
}

function problemOf({ property, target, constraints = {} }: ValidationError): string {
  if ('whitelistValidation' in constraints) return `is not known${knownIn(target)}`;
  const [problem = 'is wrong'] = Object.values(constraints);
  // The validators' own messages begin with the name, which the place has already.
  return problem.startsWith(`${property} `) ? problem.slice(property.length + 1) : problem;
}

/** The names that an object may have. */
function knownIn(target: object | undefined): string {
  if (!target) return '';
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return `; known are ${[...new Set(rules.map(({ propertyName }) => propertyName))].join(', ')}`;
}
