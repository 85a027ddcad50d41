/** What the guard itself consumed, as counted where the calls are made, repetitions by the SDK included. */
export type GuardUsage = {
  /** Metrics asked by GetMetricData: a name with its dimensions, whatever the number of datapoints. */
  readonly getMetricDataMetrics: number;
  /** Calls of GetMetricStatistics and ListMetrics. */
  readonly metricApiRequests: number;
  /** Metrics that ranking queries went through. */
  readonly insightsMetricsAnalyzed: number;
  readonly costExplorerRequests: number;
  readonly lambdaInvocations: number;
  readonly lambdaGbSeconds: number;
  readonly dynamoWriteUnits: number;
  readonly dynamoReadUnits: number;
  readonly sqsRequests: number;
  readonly emails: number;
  readonly logBytes: number;
  /** Hours for which the guard's own metrics are there, each counting by itself. */
  readonly metricHours: number;
  /** Hours for which the alarms on the guard are there, each counting by itself. */
  readonly alarmHours: number;
};

export type UsageKind = keyof GuardUsage;

export const NO_USAGE: GuardUsage = {
  getMetricDataMetrics: 0,
  metricApiRequests: 0,
  insightsMetricsAnalyzed: 0,
  costExplorerRequests: 0,
  lambdaInvocations: 0,
  lambdaGbSeconds: 0,
  dynamoWriteUnits: 0,
  dynamoReadUnits: 0,
  sqsRequests: 0,
  emails: 0,
  logBytes: 0,
  metricHours: 0,
  alarmHours: 0,
};

export const USAGE_KINDS = Object.keys(NO_USAGE) as readonly UsageKind[];

/** The functions that the guard is deployed as. */
export const GUARD_PARTS = [
  "watch",
  "probe",
  "dispatch",
  "worker",
  "actuate",
  "inventory",
  "learn",
  "notify",
  "api",
] as const;
export type GuardPart = (typeof GUARD_PARTS)[number];

/** What each part of the guard has consumed in one calendar month (UTC); a part that did nothing is absent. */
export type MonthlyUsage = Readonly<Partial<Record<GuardPart, GuardUsage>>>;

/** Both together. */
export function addUsage(one: GuardUsage, other: GuardUsage): GuardUsage {
  const sum = { ...one };
  for (const kind of USAGE_KINDS) (sum as Record<UsageKind, number>)[kind] = one[kind] + other[kind];
  return sum;
}
