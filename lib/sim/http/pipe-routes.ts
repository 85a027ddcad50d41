import type { PipeDescription, Pipes } from "../faces.ts";
import type { RestRoute, RouteAnswer } from "./rest-json.ts";
import { tokenPage } from "./token-page.ts";

/** Also the largest Limit that AWS takes. */
const PAGE_SIZE = 100;

/** EventBridge Pipes: all of them listed, and one described and switched. */
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
    {
      operation: "ListPipes",
      method: "GET",
      path: "/v1/pipes",
      query: ["NextToken"],
      answer({ query }) {
        const { items, next } = tokenPage(pipes.listPipes().Pipes, query.get("NextToken"), PAGE_SIZE);
        return { status: 200, body: { Pipes: items, ...next } };
      },
    },
    route("DescribePipe", "GET", onePipe, pipes.describePipe),
    route("StartPipe", "POST", `${onePipe}/start`, pipes.startPipe),
    route("StopPipe", "POST", `${onePipe}/stop`, pipes.stopPipe),
  ];
}
