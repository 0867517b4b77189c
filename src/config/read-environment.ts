import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { StartRefused } from '../faults/index.js';
import { CatalogRules, readCatalogRules } from './catalog-rules.js';
import { Settings } from './settings.js';
import { variablesOf } from './variable.js';

/** Settings that have to fit to each other. */
interface Consistent {
  /** A line for each problem, which begins with a variable. It is asked where each value is valid by itself. */
  problems(): readonly string[];
}

export interface Configuration {
  readonly settings: Settings;
  readonly catalogRules: CatalogRules;
}

/**
 * Reads all settings from the environment. A blank variable counts as not set.
 * @throws {StartRefused} one line for each wrong variable: its name and what was expected, and no value that may be a secret
 */
export function readEnvironment(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const settings = new Settings();
  const problems: string[] = [];
  for (const part of Object.values(settings) as Record<string, unknown>[]) {
    const variables = variablesOf(part);
    const told = new Set<string>();
    for (const { name, property, expected, parse } of variables) {
      const text = environment[name]?.trim();
      if (!text) continue;
      try {
        part[property] = parse ? parse(text) : text;
      } catch (cause) {
        problems.push(`${name}: expected ${expected}; ${(cause as Error).message}.`);
        told.add(property);
      }
    }
    const wrong = new Set(validateSync(part).map((error) => error.property));
    for (const { name, property, expected } of variables) {
      if (wrong.has(property) && !told.has(property)) problems.push(`${name}: expected ${expected}.`);
    }
    if (wrong.size === 0 && told.size === 0) problems.push(...((part as Partial<Consistent>).problems?.() ?? []));
  }

  let catalogRules = new CatalogRules();
  if (settings.catalog.rulesFile) {
    try {
      catalogRules = readCatalogRules(settings.catalog.rulesFile);
    } catch (cause) {
      problems.push(`CATALOG_RULES: expected a readable JSON file of catalogue rules; ${(cause as Error).message}.`);
    }
  }
  if (problems.length === 0) problems.push(...settings.problems());
  if (problems.length > 0) throw new StartRefused(problems.join('\n'));
  return { settings, catalogRules };
}
