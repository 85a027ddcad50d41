import { costUsd } from "../fleet/cost.ts";
import type { AttackOutcome, ContestNews, ContestOutcome, ContestTask } from "./contest-task.ts";
import { playAttack } from "./play-attack.ts";
import { playQuiet } from "./play-quiet.ts";
import { contestWorld } from "./world.ts";

const KIB_PER_MIB = 1024;
const MONTH_MINUTES = 43_200;

async function contest(task: ContestTask, say: (news: ContestNews) => void): Promise<ContestOutcome> {
  const world = contestWorld(task);
  const { fleet, attacks, smallAttacks } = world;
  const quietTicks = task.settlingMinutes + task.quietMinutes;
  const steps = quietTicks + 20 * (attacks.length + smallAttacks.length);
  let done = 0;
  const advance = (by: number, what: string): void => {
    done += by;
    say({ kind: "progress", done, of: steps, what });
  };
  const { outcome: quiet, usageAt } = await playQuiet(world, task, () => advance(1, "quiet"));
  const peakMiB = process.resourceUsage().maxRSS / KIB_PER_MIB;
  const outcomes: AttackOutcome[] = [];
  for (const [list, isSmall] of [
    [attacks, false],
    [smallAttacks, true],
  ] as const)
    for (const attack of list) {
      const outcome = await playAttack(world, attack, isSmall, task.limitUsdPerMonth, usageAt);
      if (outcome !== undefined) outcomes.push(outcome);
      advance(20, "attacks");
    }
  return {
    task,
    fleetUsdPerMonth: fleet.functions.reduce(
      (usd, member) =>
        usd +
        MONTH_MINUTES *
          costUsd(member, { runs: member.perMinute, durationMs: member.perMinute * member.runMs }),
      0,
    ),
    quiet,
    attacks: outcomes,
    peakMiB,
  };
}

process.once("message", async (task: ContestTask) => {
  const say = (news: ContestNews): void => void process.send?.(news);
  const outcome = await contest(task, say);
  process.send?.({ kind: "measured", outcome } satisfies ContestNews, () => process.disconnect());
});
