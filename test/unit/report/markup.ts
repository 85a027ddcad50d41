/** Elements that have no end. */
const VOID = ["meta", "br", "hr", "img", "input", "link"];

/** Tags that are not closed in the order in which they were opened; empty for a page that parses as it was meant. */
export function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  const problems: string[] = [];
  const body = page.replace(/<style>[\s\S]*?<\/style>/g, "").replace(/<!doctype html>/, "");
  for (const [, closing, name = "", attributes = ""] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/gi)) {
    if (VOID.includes(name) || attributes.endsWith("/")) continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) problems.push(`</${name}>`);
  }
  return [...problems, ...open];
}

/** What a reader sees, without tags, one line. */
export const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
