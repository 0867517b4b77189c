import { Kind, parse } from 'graphql';

/** A query of the README, ready to be run. */
export interface ReadmeTab {
  readonly query: string;
  /** JSON object; absent where the README gives none. */
  readonly variables?: string;
}

interface Block {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** Whether nothing but blank lines stands between this block and the one before. */
  readonly followsBlock: boolean;
}

/**
 * Every graphql block of a Markdown text as a tab, in order; a json block directly after one gives its variables.
 * @throws {Error} a block without a named operation, variables that are not a JSON object, or no graphql block at all
 */
export function readmeTabs(markdown: string): ReadmeTab[] {
  const blocks = fencedBlocks(markdown);
  const tabs = blocks.flatMap((block, index) => {
    if (block.language !== 'graphql') return [];
    refuseUnnamed(block);
    const next = blocks[index + 1];
    if (next?.language !== 'json' || !next.followsBlock) return [{ query: block.text }];
    refuseOtherThanObject(next);
    return [{ query: block.text, variables: next.text }];
  });
  if (tabs.length === 0) throw new Error('README.md has no graphql block: GraphiQL would open without a query.');
  return tabs;
}

function fencedBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; followsBlock: boolean; lines: string[] } | undefined;
  let followsBlock = false;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    if (open && /^```\s*$/.test(line)) {
      const { lines, ...rest } = open;
      blocks.push({ ...rest, text: lines.join('\n') });
      open = undefined;
      followsBlock = true;
    } else if (open) {
      open.lines.push(line);
    } else if (line.startsWith('```')) {
      open = {
        language: line.slice(3).trim(),
        line: index + 1,
        followsBlock,
        lines: [],
      };
    } else if (line.trim() !== '') {
      followsBlock = false;
    }
  }
  return blocks;
}

/** The operation's name is the tab's title. */
function refuseUnnamed(block: Block): void {
  const { definitions } = documentOf(block);
  const named = definitions.some((definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.name);
  if (!named) throw new Error(`README.md, line ${block.line}: the graphql block has no named operation.`);
}

function documentOf(block: Block) {
  try {
    return parse(block.text);
  } catch (error) {
    throw new Error(`README.md, line ${block.line}: the graphql block cannot be parsed: ${String(error)}`, { cause: error });
  }
}

function refuseOtherThanObject(block: Block): void {
  const value = jsonOf(block);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`README.md, line ${block.line}: the variables are not a JSON object.`);
  }
}

function jsonOf(block: Block): unknown {
  try {
    return JSON.parse(block.text);
  } catch (error) {
    throw new Error(`README.md, line ${block.line}: the variables cannot be parsed: ${String(error)}`, { cause: error });
  }
}
