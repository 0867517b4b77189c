import { type DirectiveNode, Kind, type SelectionNode } from 'graphql';

/** Whether a selection is included, according to its @skip and @include. */
export type Condition = (variables: Readonly<Record<string, unknown>>) => boolean;

/**
 * The condition of a selection's directives: undefined if it is always included, "never" if it never is, else a function of the
 * variables.
 */
export function conditionOf({ directives }: SelectionNode): Condition | undefined | 'never' {
  const open: Condition[] = [];
  for (const directive of directives ?? []) {
    const { name } = directive;
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const takesPart = name.value === 'include';
    const value = ifOf(directive);
    if (value?.kind === Kind.BOOLEAN) {
      if (value.value !== takesPart) return 'never';
    } else if (value?.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      open.push((variables) => variables[variable] === takesPart);
    }
  }
  return open.length === 0 ? undefined : (variables) => open.every((holds) => holds(variables));
}

function ifOf({ arguments: given }: DirectiveNode) {
  return given?.find(({ name }) => name.value === 'if')?.value;
}
