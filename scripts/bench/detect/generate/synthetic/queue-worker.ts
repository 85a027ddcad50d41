import type { Random } from "../../../../../lib/sim/random.ts";
import { between, dayCourse, minuteCounts } from "./minute-course.ts";

/** Batches of very different size fall into a queue and are worked off at a limited pace, over a trickle. */
export function queueWorker(random: Random): number[] {
  const batchesPerHour = between(random, 1.5, 5);
  const medianBatch = between(random, 100, 400);
  const perMinute = between(random, 60, 180);
  const trickle = between(random, 0.5, 3);
  const course = dayCourse([{ hour: between(random, 8, 18), widthHours: 4, height: 1 }], 0.1);
  let backlog = 0;
  return minuteCounts(({ ofDay }) => {
    const batches = random.poisson((batchesPerHour / 60) * course(ofDay));
    for (let batch = 0; batch < batches; batch++)
      backlog += Math.round(medianBatch * Math.exp(0.9 * random.normal()));
    const worked = Math.min(backlog, random.poisson(perMinute));
    backlog -= worked;
    return worked + random.poisson(trickle);
  });
}
