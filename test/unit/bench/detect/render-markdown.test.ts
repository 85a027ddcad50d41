import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renewTables } from "../../../../scripts/bench/detect/render-markdown.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "bench-docs-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const table = { title: "Who", head: ["detector", "recall"], rows: [["hw", "0.96"]] };

describe("renewTables", () => {
  it("replaces what stands between the marks and nothing else", () => {
    const path = join(directory, "page.md");
    writeFileSync(path, "# Page\n<!-- bench:detect -->\nold\n<!-- /bench:detect -->\nend\n");
    renewTables(path, [table]);
    renewTables(path, [table]);
    expect(readFileSync(path, "utf8")).toBe(
      "# Page\n<!-- bench:detect -->\n\nWho:\n\n| detector | recall |\n| --- | ---: |\n| hw | 0.96 |\n\n<!-- /bench:detect -->\nend\n",
    );
  });

  it("says what is missing in a page without marks", () => {
    const path = join(directory, "page.md");
    writeFileSync(path, "# Page\n");
    expect(() => renewTables(path, [table])).toThrow("has no marks");
  });
});
