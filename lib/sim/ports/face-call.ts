import { CloudCallError } from "../../domain/errors.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { AwsError } from "../faces.ts";

/**
 * Asks a face as an SDK client would: what AWS answers as an error becomes a fault of the call, except for the names in
 * `expected`, which come back as values.
 * @throws {CloudCallError}
 */
export function faceAnswer<T>(
  operation: string,
  question: () => T,
  expected: readonly string[],
): Result<T, AwsError> {
  try {
    return ok(question());
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (expected.includes(error.errorName)) return refused(error);
    const mayPass = error.status >= 500 || error.status === 429 || error.errorName.startsWith("Throttl");
    throw new CloudCallError(operation, mayPass, error.errorName, { cause: error });
  }
}

/** As `faceAnswer`, expecting nothing. @throws {CloudCallError} */
export function faceCall<T>(operation: string, question: () => T): T {
  const answer = faceAnswer(operation, question, []);
  if (!answer.ok) throw answer.error;
  return answer.value;
}

/** Follows `NextMarker` to the end and joins the items of all pages. */
export function allItems<Page extends { NextMarker?: string }, T>(
  askPage: (page: { Marker?: string }) => Page,
  itemsOf: (page: Page) => readonly T[],
): readonly T[] {
  const items: T[] = [];
  let marker: string | undefined;
  do {
    const page = askPage(marker === undefined ? {} : { Marker: marker });
    items.push(...itemsOf(page));
    marker = page.NextMarker;
  } while (marker !== undefined);
  return items;
}
