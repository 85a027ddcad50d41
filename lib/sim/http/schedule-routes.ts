import type { Schedules } from "../faces.ts";
import type { RestRoute } from "./rest-json.ts";
import { tokenPage } from "./token-page.ts";

/** Also the largest MaxResults that AWS takes. */
const PAGE_SIZE = 100;

/** EventBridge Scheduler: all schedules of the account, whatever their group. */
export const scheduleRoutes = (schedules: Schedules): RestRoute[] => [
  {
    operation: "ListSchedules",
    method: "GET",
    path: "/schedules",
    query: ["MaxResults", "NextToken"],
    answer({ query }) {
      const pageSize = Math.min(PAGE_SIZE, Number(query.get("MaxResults") ?? PAGE_SIZE));
      const { items, next } = tokenPage(
        schedules.listSchedules().Schedules,
        query.get("NextToken"),
        pageSize,
      );
      return { status: 200, body: { Schedules: items, ...next } };
    },
  },
];
