/** The clock of GP's company. */
export abstract class CompanyClock {
  /** How far it is ahead of the gateway's, in milliseconds: 0 but for a sandbox company, which lives in a time of its own. */
  abstract aheadMs(): number;
}
