import type { PipeDescription, Pipes } from "../faces.ts";
import type { RestRoute, RouteAnswer } from "./rest-json.ts";

/** EventBridge Pipes: one pipe, described and switched. */
export function pipeRoutes(pipes: Pipes): RestRoute[] {
  const onePipe = "/v1/pipes/{Name}";
  const route = (
    operation: string,
    method: string,
    path: string,
    answer: (name: string) => PipeDescription,
  ): RestRoute => ({
    operation,
    method,
    path,
    query: [],
    answer: ({ label }): RouteAnswer => ({ status: 200, body: answer(label) }),
  });
  return [
    route("DescribePipe", "GET", onePipe, pipes.describePipe),
    route("StartPipe", "POST", `${onePipe}/start`, pipes.startPipe),
    route("StopPipe", "POST", `${onePipe}/stop`, pipes.stopPipe),
  ];
}
