/** Follows Lambda's `NextMarker` to the end and joins the items of all pages. */
export async function allPages<Page extends { readonly NextMarker?: string | undefined }, T>(
  askPage: (marker: { readonly Marker?: string }) => Promise<Page>,
  itemsOf: (page: Page) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  let marker: string | undefined;
  do {
    const page = await askPage(marker === undefined ? {} : { Marker: marker });
    items.push(...(itemsOf(page) ?? []));
    // Some operations end with an empty marker instead of none.
    marker = page.NextMarker || undefined;
  } while (marker !== undefined);
  return items;
}
