import aapl from "./data/tweets-aapl.json" with { type: "json" };
import amzn from "./data/tweets-amzn.json" with { type: "json" };
import crm from "./data/tweets-crm.json" with { type: "json" };
import cvs from "./data/tweets-cvs.json" with { type: "json" };
import fb from "./data/tweets-fb.json" with { type: "json" };

/** Real counts of something people do, in equal periods without a gap. See data/SOURCE.md. */
export type Recording = {
  readonly source: string;
  /** Day of the first count, `YYYY-MM-DD`; it starts at 00:00 UTC. */
  readonly firstDay: string;
  readonly periodSeconds: number;
  readonly counts: readonly number[];
};

/**
 * The recorded series by the character that matters to whoever gives them to a function: `steady` (Amazon) keeps to
 * its daily course, `lively` (Facebook) has bursts of up to 90 times its median, `wild` (Apple) of up to 290 times,
 * `sparse` (Salesforce) counts about one in a minute and a half, `rare` (CVS) four in an hour.
 */
export const RECORDINGS = {
  steady: amzn,
  lively: fb,
  wild: aapl,
  sparse: crm,
  rare: cvs,
} as const satisfies Readonly<Record<string, Recording>>;

export type RecordingName = keyof typeof RECORDINGS;
