import type { Colors } from "picocolors/types";
import type { GuardOverview, ListedTarget } from "../../app/guard-overview.ts";
import type { EpochMs } from "../../domain/time.ts";
import { troubleCure, troubleSentence } from "../../notify/trouble-words.ts";
import { relativeTime } from "../format.ts";
import { plainTable } from "../table.ts";
import { wrappedLines } from "../wrapped-lines.ts";
import { takenOutSentences } from "./taken-out-sentences.ts";

const LINE_WIDTH = 80;

/** What matters stands first, where a narrow terminal still shows it. */
const STATES: Readonly<Record<ListedTarget["state"], (colors: Colors) => string>> = {
  seen: () => "ok",
  new: () => "new",
  blind: (colors) => colors.red("BLIND"),
};

/** Which accounts and regions are looked after and seen, and below them what keeps the others from being seen. */
export function showTargets(overview: GuardOverview, nowMs: EpochMs, colors: Colors): string {
  const { targets, troubles } = overview;
  const seen = targets.filter(({ state }) => state === "seen").length;
  const rows = targets.map((target) => [
    target.targetId,
    STATES[target.state](colors),
    target.lastGoodReadMs === undefined ? "never" : relativeTime(target.lastGoodReadMs, nowMs),
    target.kind,
    target.functions === undefined ? "?" : String(target.functions),
  ]);
  const unseen = troubles.flatMap((trouble) => {
    const isOfTarget =
      trouble.kind === "blind-target" || (trouble.kind === "silent-part" && trouble.part === "watch");
    if (!isOfTarget) return [];
    const problem = trouble.kind === "blind-target" ? trouble.problem : undefined;
    const sentence = troubleSentence(trouble, nowMs);
    return [
      ...wrappedLines(
        problem === undefined ? sentence : `${sentence.replace(/\.$/, "")}: ${problem}`,
        LINE_WIDTH,
      ),
      ...wrappedLines(troubleCure(trouble), LINE_WIDTH - 2).map((line) => `  ${line}`),
    ].join("\n");
  });
  return [
    colors.bold(`${seen} of ${targets.length} accounts and regions are seen`),
    plainTable(["TARGET", "STATE", "SEEN", "KIND", "FUNCTIONS"], rows, colors),
    ...takenOutSentences(targets).map((sentence) => wrappedLines(sentence, LINE_WIDTH).join("\n")),
    ...unseen.map((text) => colors.yellow(text)),
  ].join("\n\n");
}
