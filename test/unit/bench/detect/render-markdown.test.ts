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

const BEGIN = "<!-- bench:detect held-out -->";
const END = "<!-- /bench:detect held-out -->";
const table = { title: "Who", head: ["detector", "recall"], rows: [["hw", "0.96"]] };

describe("renewTables", () => {
  it("replaces what stands between the marks and nothing else", () => {
    const path = join(directory, "page.md");
    writeFileSync(path, `# Page\n${BEGIN}\nold\n${END}\nend\n`);
    renewTables(path, [table], "bench:detect held-out");
    renewTables(path, [table], "bench:detect held-out");
    expect(readFileSync(path, "utf8")).toBe(
      `# Page\n${BEGIN}\n\nWho:\n\n| detector | recall |\n| --- | ---: |\n| hw | 0.96 |\n\n${END}\nend\n`,
    );
  });

  it("says what is missing in a page without the marks of the split", () => {
    const path = join(directory, "page.md");
    writeFileSync(path, "# Page\n<!-- bench:detect development -->\n<!-- /bench:detect development -->\n");
    expect(() => renewTables(path, [table], "bench:detect held-out")).toThrow("has no marks");
  });
});
