import type { EpochMs } from "../domain/time.ts";
import { AwsError, type Pipes } from "./faces.ts";
import type { Pipe } from "./pipe.ts";

/** The control plane of EventBridge Pipes over the running world. */
export function pipeControlPlane(pipes: () => readonly Pipe[], nowMs: () => EpochMs): Pipes {
  const find = (name: string): Pipe => {
    const found = pipes().find(({ pipeName }) => pipeName === name);
    if (found === undefined) throw new AwsError("NotFoundException", `Pipe ${name} does not exist.`, 404);
    return found;
  };
  return {
    listPipes: () => ({
      Pipes: pipes().map((each) => {
        const { SourceParameters: _, ...summary } = each.description(nowMs());
        return summary;
      }),
    }),
    describePipe: (name) => find(name).description(nowMs()),
    startPipe: (name) => find(name).start(nowMs()),
    stopPipe: (name) => find(name).stop(nowMs()),
  };
}
