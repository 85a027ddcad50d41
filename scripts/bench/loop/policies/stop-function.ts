import { CloudCallError } from "../../../../lib/domain/errors.ts";
import type { FunctionControl } from "../../../../lib/ports/function-control.ts";

/**
 * What every article recommends: reserved concurrency 0, nothing noted, nothing to be put back.
 * @returns whether it is set; AWS may refuse, or not answer
 */
export async function stopFunction(control: FunctionControl, functionName: string): Promise<boolean> {
  try {
    const stopped = await control.write(
      { kind: "concurrency", functionName },
      { kind: "concurrency", reserved: 0 },
    );
    return stopped.ok;
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return false;
  }
}
