import { type ExtensionPoint, WrongAnswer } from './extension-point.js';

/** Whether a job works on a record. */
export interface Acceptance<Record> {
  readonly record: Record;
  readonly isAccepted: boolean;
}

/**
 * The point at which a merchant decides which records a job works on.
 * @param job the job's name
 * @param samples by what they are called
 */
export function acceptancePoint<Record>(
  job: string,
  about: string,
  samples: Readonly<{ [name: string]: Record }>,
): ExtensionPoint<Acceptance<Record>> {
  return {
    export: 'acceptRecord',
    member: job,
    about,
    samples: Object.fromEntries(Object.entries(samples).map(([name, record]) => [name, { record, isAccepted: true }])),
    argumentsOf: ({ record }) => [record],
    applied: ({ record, isAccepted }, answer) => {
      if (typeof answer !== 'boolean') throw new WrongAnswer('the result: expected true or false');
      return { record, isAccepted: isAccepted && answer };
    },
  };
}
