/** What Cost Explorer says a day cost; a day late and rounded, so it confirms and never detects. */
export type DailyLambdaCost = { readonly day: string; readonly usd: number; readonly estimated: boolean };

export type BillingReader = {
  /** Lambda's cost per day in `[fromDay, toDay)`, `YYYY-MM-DD`. $0.01 per page. @throws {CloudCallError} */
  readDailyLambdaCost(fromDay: string, toDay: string): Promise<readonly DailyLambdaCost[]>;
};
