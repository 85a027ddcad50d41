/** Follows Lambda's `NextMarker` to the end and joins the items of all pages. */
export const allPages = <Page extends { readonly NextMarker?: string | undefined }, T>(
  askPage: (marker: { readonly Marker?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> =>
  joinPages(
    (cursor) => askPage(cursor === undefined ? {} : { Marker: cursor }),
    (page) => page.NextMarker,
    itemsOf,
  );

/** As `allPages`, for the services that write `NextToken`. */
export const allTokenPages = <Page extends { readonly NextToken?: string | undefined }, T>(
  askPage: (token: { readonly NextToken?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> =>
  joinPages(
    (cursor) => askPage(cursor === undefined ? {} : { NextToken: cursor }),
    (page) => page.NextToken,
    itemsOf,
  );

async function joinPages<Page, T>(
  askPage: (cursor: string | undefined) => Promise<Page>,
  cursorOf: (page: Page) => string | undefined,
  itemsOf: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await askPage(cursor);
    items.push(...(itemsOf(page) ?? []));
    // Some operations end with an empty marker instead of none.
    cursor = cursorOf(page) || undefined;
  } while (cursor !== undefined);
  return items;
}
