import { type DirectiveNode, Kind, type SelectionNode } from 'graphql';

/** Whether a selection takes part, as its @skip and @include say. */
export type Condition = (variables: Readonly<Record<string, unknown>>) => boolean;

/**
 * What a selection's directives say: undefined where it always takes part, "never" where it never does, else what the
 * variables decide.
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
