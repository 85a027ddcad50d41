import { type CheckGuardDeps, checkGuard } from "./check-guard.ts";
import { type DispatchDeps, type DispatchReport, dispatch } from "./dispatch.ts";

/** What happens each minute for all targets, and for the guard itself. @throws {CloudCallError} as both */
export async function dispatchAndCheck(deps: DispatchDeps & CheckGuardDeps): Promise<DispatchReport> {
  const report = await dispatch(deps);
  const [, ...foreign] = report.targets;
  await checkGuard(deps, foreign);
  return report;
}
