/** Percent of the limit of the guard's own bill that its owner is told of. */
export const BILL_STEPS = [50, 80, 100] as const;
export type BillStep = (typeof BILL_STEPS)[number];

/** The highest step that so much of the limit has reached; absent: none yet. @param limitUsd > 0 */
export const billStep = (billedUsd: number, limitUsd: number): BillStep | undefined =>
  BILL_STEPS.findLast((percent) => billedUsd * 100 >= percent * limitUsd);
