import type { Severity } from "../domain/anomaly.ts";
import type { BreakerNews } from "../domain/breaker-news.ts";
import { clockTime } from "../domain/clock-time.ts";
import { operatorName } from "../domain/operator.ts";
import type { EpochMs } from "../domain/time.ts";

type Headline = {
  /** What the subject begins with, before the function's name. */
  readonly subject: string;
  readonly severity: Severity;
  /** The first line of the text, from the function's name and `at 03:14 UTC, by whom`. */
  readonly sentence: (functionName: string, when: string) => string;
};

const HEADLINES: Readonly<Record<BreakerNews["kind"], Headline>> = {
  tripped: {
    subject: "STOPPED",
    severity: "critical",
    sentence: (name, when) => `${name} was stopped ${when}.`,
  },
  retripped: {
    subject: "STILL BURNING, stopped again",
    severity: "warning",
    sentence: (name, when) => `${name} still burns and was stopped again ${when}.`,
  },
  restored: {
    subject: "RESTORED",
    severity: "info",
    sentence: (name, when) => `${name} runs as it did before; it was restored ${when}.`,
  },
  deleted: {
    subject: "DELETED while it was limited,",
    severity: "info",
    sentence: (name, when) => `${name} was deleted while it was limited; it was let go of ${when}.`,
  },
  drifted: {
    subject: "CHANGED BY SOMEBODY ELSE, not restored",
    severity: "critical",
    sentence: (name, when) => `${name} was not restored ${when}: somebody else changed it meanwhile.`,
  },
  failed: {
    subject: "COULD NOT ACT on",
    severity: "critical",
    sentence: (name, when) => `AWS refused a change of ${name}, tried ${when}.`,
  },
  killed: {
    subject: "STOPPED BY HAND",
    severity: "warning",
    sentence: (name, when) => `${name} was stopped by hand ${when}.`,
  },
  held: {
    subject: "HELD BY HAND",
    severity: "info",
    sentence: (name, when) => `${name} is kept as it is by hand, ordered ${when}.`,
  },
  released: {
    subject: "GIVEN BACK to the guard",
    severity: "info",
    sentence: (name, when) => `${name} was given back to the guard ${when}.`,
  },
  exempted: {
    subject: "LEFT ALONE BY HAND",
    severity: "info",
    sentence: (name, when) => `${name} is left alone by the guard, ordered ${when}.`,
  },
  escalated: {
    subject: "CAP WAS NOT ENOUGH, stopped",
    severity: "critical",
    sentence: (name, when) => `${name} cost too much under its cap and was stopped ${when}.`,
  },
  eased: {
    subject: "LETTING THROUGH what waits for",
    severity: "critical",
    sentence: (name, when) =>
      `${name} runs at its usual pace again ${when}, so that what waits behind the brake is not lost.`,
  },
  "loss-near": {
    subject: "WAITING EVENTS AGE behind the brake of",
    severity: "warning",
    sentence: (name, when) =>
      `${name} has been stopped for half of the time its events can wait, told ${when}.`,
  },
  losing: {
    subject: "LOSING EVENTS behind the brake of",
    severity: "critical",
    sentence: (name, when) => `Events of ${name} are being lost behind the brake, seen ${when}.`,
  },
  leaking: {
    subject: "BRAKE DOES NOT HOLD on",
    severity: "critical",
    sentence: (name, when) => `${name} still runs although its settings say stopped, seen ${when}.`,
  },
  expired: {
    subject: "TIME IS UP, restoring",
    severity: "warning",
    sentence: (name, when) =>
      `${name} has been stopped for as long as it may be; the restore was begun ${when}.`,
  },
};

/** The brake itself was refused: whatever runs away goes on. */
const NOT_STOPPED: Headline = {
  subject: "COULD NOT STOP",
  severity: "critical",
  sentence: (name, when) => `${name} has NOT been stopped: AWS refused the brake that was tried ${when}.`,
};

/** Rightful callers still get through, as many as on a busy day. */
const CAPPED: Readonly<Partial<Record<BreakerNews["kind"], Headline>>> = {
  tripped: {
    subject: "CAPPED",
    severity: "critical",
    sentence: (name, when) => `${name} was limited to what a busy minute needs ${when}.`,
  },
  retripped: {
    subject: "STILL BURNING, capped again",
    severity: "warning",
    sentence: (name, when) => `${name} still burns and was limited again ${when}.`,
  },
};

const headlineOf = (news: BreakerNews): Headline => {
  const { kind, breaker } = news;
  if (isRefusedTrip(news)) return NOT_STOPPED;
  const isCapped = breaker.state.kind === "tripped" && breaker.state.grade === "cap";
  return (isCapped ? CAPPED[kind] : undefined) ?? HEADLINES[kind];
};

/** Whether a trip was refused, and not a probe or a restore. */
export const isRefusedTrip = ({ kind, breaker }: BreakerNews): boolean =>
  kind === "failed" && breaker.state.kind === "tripped";

/** The headline of one step of a breaker: subject, severity and first line. */
export function breakerHeadline(news: BreakerNews, nowMs: EpochMs) {
  const { breaker, by } = news;
  const { subject, severity, sentence } = headlineOf(news);
  const who = by.kind === "guard" ? "the guard" : operatorName(by);
  const when = `at ${clockTime(nowMs, nowMs)} by ${who}`;
  const isLeft = news.ends?.some(({ kind }) => kind === "left") === true;
  const grave = isLeft ? "warning" : severity;
  return { subject, severity: news.severity ?? grave, sentence: sentence(breaker.functionName, when) };
}
