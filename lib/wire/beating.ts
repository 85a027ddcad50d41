import { withHeartbeat } from "../app/heartbeat.ts";
import { dynamoHeartbeatStore } from "../aws/stores/heartbeat-store.ts";
import type { Surroundings } from "./surroundings.ts";

/** Makes the handler of a part: its good runs leave a heartbeat. @param isGood by default every run that does not throw is good */
export const beating =
  ({ part, clock, log, table }: Surroundings) =>
  <Input extends readonly unknown[], Report>(
    useCase: (...input: Input) => Promise<Report>,
    isGood?: (report: Report) => boolean,
  ) =>
  (...input: Input): Promise<Report> =>
    withHeartbeat(
      { clock, log, heartbeats: dynamoHeartbeatStore(table) },
      part,
      () => useCase(...input),
      isGood,
    );
