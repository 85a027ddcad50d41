/**
 * How functions are used in a real cloud, as far as it was published: M. Shahrad et al., "Serverless in the Wild:
 * Characterizing and Optimizing the Serverless Workload at a Large Cloud Provider", USENIX ATC 2020, sections 3.2 to
 * 3.5 (arXiv 2003.03423): all of Azure Functions, two weeks of July 2019. Nothing as complete exists for AWS.
 */
export const PUBLISHED = {
  /** Share of applications invoked at most once an hour on average. */
  atMostHourlyRatio: 0.45,
  /** Share of applications invoked at most once a minute on average. */
  atMostMinutelyRatio: 0.81,
  /** Share of all invocations that go to the others, the 18.6 % most popular. */
  popularInvocationRatio: 0.996,
  /** Share of functions by what triggers them. Figure 2 of the paper. */
  triggerRatio: { http: 0.55, queue: 0.152, timer: 0.156, other: 0.142 },
  /** Log-normal fit of the functions' average durations, natural logarithm of seconds. */
  durationLogMean: -0.38,
  durationLogSd: 2.36,
  /** Share of functions that run for less than a second on average, and for less than a minute. */
  belowSecondRatio: 0.5,
  belowMinuteRatio: 0.96,
} as const;
