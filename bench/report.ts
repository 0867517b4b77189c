import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './place.js';

/** What a scenario found. */
export interface Report {
  readonly title: string;
  /** What was done. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table for the terminal and for Markdown: numbers to the right. */
export function table({ columns, rows }: Pick<Report, 'columns' | 'rows'>): string {
  const widths = columns.map((column, index) => Math.max(3, column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) => {
    const padded = widths.map((width, index) =>
      index === 0 ? (cells[0] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

/** @param leftOut what was not measured, and why; undefined where everything was */
export function markdown(reports: readonly Report[], isPinned: boolean, leftOut: string | undefined): string {
  const sections = reports.map((report) => `## ${report.title}\n\n${report.about}\n\n${table(report)}\n`);
  return [
    '# Benchmark',
    '',
    `${machine(isPinned)}`,
    '',
    'Machines that are shared drift: read the ratios, which are medians of the ratios within each round.',
    '',
    ...(leftOut === undefined ? [] : [leftOut, '']),
    ...sections,
  ].join('\n');
}

function machine(isPinned: boolean): string {
  const [first] = cpus();
  const pinning = isPinned ? 'server on one core, load and databases on another' : 'server and load not kept apart';
  const packages = ['@apollo/server', '@nestjs/core', 'fastify', 'graphql', 'mercurius', 'dataloader', 'lru-cache'];
  return [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores (${first?.model.trim()}), ${pinning}.`,
    `Node ${process.versions.node}, ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}.`,
  ].join('\n');
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return version;
}
