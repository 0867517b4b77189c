import { getMetadataStorage, type ValidationError } from 'class-validator';

/** The place and the problem of a validation error in one line: "products[0].visibleTo: must be an object". */
export function placeOf(error: ValidationError, path = ''): string {
  const here = /^\d+$/.test(error.property) ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
  const [child] = error.children ?? [];
  // What is no list has a problem of its own, and those of a list's members besides.
  if (child && !error.constraints) return placeOf(child, here);
  return `${here}: ${problemOf(error)}`;
}

function problemOf({ property, value, target, constraints = {} }: ValidationError): string {
  if ('whitelistValidation' in constraints) return `is not known${knownIn(target)}`;
  if (value === undefined) return 'is missing';
  const rules = Object.keys(constraints).toSorted((one, other) => rankOf(one) - rankOf(other));
  if (rules[0] === 'nestedValidation') return 'must be an object';
  const problem = constraints[rules[0] ?? ''] ?? 'is wrong';
  // The validators' own messages begin with the name, which the place has already.
  return problem.startsWith(`${property} `) ? problem.slice(property.length + 1) : problem;
}

/** A wrong type is told before a wrong size, as a text is not too great a number, and a list before its members. */
function rankOf(rule: string): number {
  if (rule === 'isArray') return 0;
  if (rule === 'nestedValidation') return 3;
  return rule.startsWith('is') ? 1 : 2;
}

/** The names that an object may have. */
function knownIn(target: object | undefined): string {
  if (!target) return '';
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return `; known are ${[...new Set(rules.map(({ propertyName }) => propertyName))].join(', ')}`;
}
