/**
 * The file that starts a program: it looks at the version of Node.js, and imports the program after that. Node links all static
 * imports of a file before it runs a line of it, and an older one ends there where it has not what is imported.
 * @param program the program's file, relative to this one
 * @param oldest the first major version of Node.js that will do
 */
export function entryOf(program: string, oldest: number): string {
  return `if (Number(process.versions.node.split('.')[0]) < ${oldest}) {
  const found = \`\${process.version} in \${process.execPath}\`;
  console.error(\`Node.js ${oldest} or newer is needed, not \${found}. "npx node" is the one that comes with the gateway.\`);
  process.exitCode = 1;
} else {
  await import(${JSON.stringify(program)});
}
`;
}
