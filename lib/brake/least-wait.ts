import type { FunctionProfile } from "../domain/function-profile.ts";
import { DEFAULT_RISK_HOURS } from "../domain/guard-policy.ts";
import type { ReadSource } from "../domain/read-source.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { durationWords } from "./duration-words.ts";

/** What would be lost sooner than this is not made to wait: a trip with its probes needs about as long. */
const LEAST_LOSS_AFTER_MS = 30 * MINUTE_MS;

/**
 * A change stream that has lost its place cannot be resumed at all, so a person must be able to come in time: warned at
 * half, there is a night's sleep left. DocumentDB keeps 3 h unless its owner says more.
 */
const LEAST_CHANGE_STREAM_MS = 2 * DEFAULT_RISK_HOURS * HOUR_MS;
const DEFAULT_CHANGE_STREAM_SECONDS = 3 * 3_600;

/** Half a sentence why events must not be made to wait for this function; `undefined` when they may. */
export function whyNotToWait({
  maximumEventAgeSeconds,
  hasFailureDestination,
}: FunctionProfile): string | undefined {
  const lossAfterMs = maximumEventAgeSeconds * SECOND_MS;
  if (lossAfterMs >= LEAST_LOSS_AFTER_MS) return undefined;
  const fate = hasFailureDestination ? "be moved to its failure destination" : "be lost";
  return `its waiting events would ${fate} after ${durationWords(lossAfterMs)}: ${needs(LEAST_LOSS_AFTER_MS)}`;
}

/** Half a sentence why a source is read on; `undefined` when it may be paused, also where nobody knows how long it keeps. */
export function whyNotToPause(source: ReadSource): string | undefined {
  const isChangeStream = source.kind === "documentdb";
  const keepsForSeconds =
    source.keepsForSeconds ?? (isChangeStream ? DEFAULT_CHANGE_STREAM_SECONDS : undefined);
  const leastMs = isChangeStream ? LEAST_CHANGE_STREAM_MS : LEAST_LOSS_AFTER_MS;
  if (keepsForSeconds === undefined || keepsForSeconds * SECOND_MS >= leastMs) return undefined;
  const lost = isChangeStream ? "its place" : "what is unread";
  return `it would lose ${lost} after ${durationWords(keepsForSeconds * SECOND_MS)}: ${needs(leastMs)}`;
}

const needs = (leastMs: number): string => `a brake, also a person's, needs ${durationWords(leastMs)}`;
