import { resolveImport, roomOf, type SourceFile } from "./source-files.ts";

/** Rooms that decide: the same input gives the same output, at any time, on any machine. */
export const PURE_ROOMS = [
  ...["domain", "stats", "detect", "policy", "brake", "breaker", "pricing", "watch"],
  ...["backtest", "report"],
];

/** Which rooms a room may import besides itself. A room that is not listed here does not exist. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  stats: ["domain"],
  detect: ["domain", "stats", "pricing"],
  policy: ["domain", "stats"],
  brake: ["domain", "stats"],
  breaker: ["domain", "stats"],
  pricing: ["domain", "stats"],
  watch: ["domain", "stats", "pricing"],
  backtest: ["domain", "stats", "detect", "policy", "brake", "breaker", "pricing", "watch"],
  report: ["domain", "backtest", "notify"],
  ports: ["domain"],
  app: [...PURE_ROOMS, "ports", "notify"],
  aws: ["domain", "ports"],
  notify: ["domain", "ports"],
  sim: ["domain", "stats", "pricing", "ports"],
  config: ["domain", "policy"],
  http: ["domain", "app"],
  cli: ["domain", "policy", "backtest", "report", "ports", "app", "notify", "config", "aws"],
  wire: [...PURE_ROOMS, "ports", "app", "aws", "notify", "config", "http"],
  functions: ["domain", "app", "http", "config", "wire"],
};

/** Packages that the pure rooms may use: they compute and do nothing else. */
const PURE_PACKAGES = ["simple-statistics", "zod", "yaml"];

/** What makes the same input give another output, or reaches out of the process. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bprocess\.\w+|\bperformance\.|\bcrypto\.|\bconsole\.|\bfetch\(|\bset(?:Timeout|Interval|Immediate)\b|\bawait\b|\basync\b|\bimport\(/;

/** One sentence per import that the table does not allow. */
export function importProblems(file: SourceFile): string[] {
  const room = roomOf(file.path);
  const allowed = MAY_IMPORT[room];
  if (allowed === undefined) return [`${file.path}: ${room} is not a room of the house`];
  return file.imports.flatMap((specifier) => {
    const target = resolveImport(file, specifier);
    if (target === undefined) return [];
    const targetRoom = roomOf(target);
    return targetRoom === room || allowed.includes(targetRoom)
      ? []
      : [`${file.path}: ${room} may not import ${targetRoom} (${specifier})`];
  });
}

/** One sentence per thing that a pure room must not contain. */
export function impurities(file: SourceFile): string[] {
  const packages = file.imports.filter(
    (specifier) => !specifier.startsWith(".") && !PURE_PACKAGES.includes(specifier),
  );
  const identifiers = file.code.split("\n").flatMap((line) => IMPURE.exec(line)?.[0] ?? []);
  return [...packages, ...identifiers].map((found) => `${file.path}: ${found}`);
}
