import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type SourceFile = {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without the inside of strings, for looking up identifiers. */
  readonly code: string;
  /** Module specifiers as written. */
  readonly imports: readonly string[];
};

const repository = join(import.meta.dirname, "../..");

const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"\n]+)"/g;

export const parseSource = (path: string, text: string): SourceFile => {
  const withoutComments = text.replace(COMMENT, "");
  return {
    path,
    text,
    code: withoutComments.replace(STRING, '""'),
    imports: [...withoutComments.matchAll(IMPORT)].flatMap((match) => match[1] ?? []),
  };
};

/** Every TypeScript file below a directory of the repository. */
export function sourceFiles(directory: string): SourceFile[] {
  return readdirSync(join(repository, directory), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(directory, path))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(repository, path), "utf8")));
}

/** `lib/brake/choose.ts` is of the room `brake`, `functions/watch.ts` of `functions`. */
export function roomOf(path: string): string {
  const [top, second] = path.split("/");
  return top === "lib" ? (second ?? "") : (top ?? "");
}

/** Where a relative import leads, as a path of the repository; `undefined` for a package. */
export const resolveImport = (file: SourceFile, specifier: string): string | undefined =>
  specifier.startsWith(".") ? normalize(join(dirname(file.path), specifier)) : undefined;
