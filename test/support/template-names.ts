import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What a first start makes in seconds, made once a run and copied: the gateway's own database with its tables, the sandbox's
 * users and the catalogue, and the database of the shipped company.
 */
export const TEMPLATES = ['gateway', 'company'] as const;
export type Template = (typeof TEMPLATES)[number];

/** @returns the name of a database on the tests' server */
export function templateNameOf(runId: string, template: Template): string {
  return `gateway_test_template_${runId}_${template}`;
}

/** @returns the folder of the embedded ones, each in a folder by its name */
export function templatesFolderOf(runId: string): string {
  return join(tmpdir(), `gateway-test-templates-${runId}`);
}
