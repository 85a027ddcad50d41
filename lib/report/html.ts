/** Markup that may stand in a page as it is. Only `html` makes it. */
export type Html = { readonly markup: string };

type Part = string | number | Html | readonly Html[];

/**
 * Markup with values in it. Texts and numbers are escaped, so that a function's name, or a message out of a file, is never
 * taken for markup; only what came out of `html` itself goes in as it is.
 *
 * @example
 * html`<p title="${'"'}">${"<b>"}</p>`.markup; // <p title="&quot;">&lt;b&gt;</p>
 */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: literals.reduce((markup, literal, index) => markup + markupOf(parts[index - 1] ?? "") + literal),
});

export const NOTHING: Html = html``;

function markupOf(part: Part): string {
  if (typeof part === "string" || typeof part === "number") return escapeText(String(part));
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
