import { describe, expect, it } from "vitest";
import { importProblems, impurities, MAY_IMPORT, PURE_ROOMS } from "./house-rules.ts";
import { parseSource, roomOf, sourceFiles } from "./source-files.ts";

const library = sourceFiles("lib");
const functions = sourceFiles("functions");
const all = [...library, ...functions];

describe("the house", () => {
  it("has imports that run one way", () => {
    expect(all.flatMap(importProblems)).toEqual([]);
  });

  it("keeps clock, chance, environment and input/output out of the rooms that decide", () => {
    const pure = library.filter((file) => PURE_ROOMS.includes(roomOf(file.path)));
    expect(pure.length).toBeGreaterThan(0);
    expect(pure.flatMap(impurities)).toEqual([]);
  });

  it("speaks to AWS in lib/aws only", () => {
    const speakers = all
      .filter((file) => file.imports.some((specifier) => /^@(aws-sdk|smithy)\//.test(specifier)))
      .map((file) => roomOf(file.path));
    expect([...new Set(speakers)].filter((room) => room !== "aws")).toEqual([]);
  });

  it("reads the environment in lib/config only", () => {
    const readers = all.filter((file) => /\bprocess\.env\b/.test(file.code)).map((file) => file.path);
    expect(readers.filter((path) => roomOf(path) !== "config")).toEqual([]);
  });

  it("lets the command line reach AWS from its entry point only", () => {
    const reaching = library.filter(
      (file) => roomOf(file.path) === "cli" && file.imports.some((specifier) => specifier.includes("/aws/")),
    );
    expect(reaching.map((file) => file.path).filter((path) => path !== "lib/cli/main.ts")).toEqual([]);
  });

  it("has thin functions: an entry point, no decision", () => {
    const thick = functions.filter((file) => file.text.split("\n").length > 40);
    expect(thick.map((file) => file.path)).toEqual([]);
    const branching = functions.filter((file) => /\b(if|switch|for|while)\s*\(/.test(file.code));
    expect(branching.map((file) => file.path)).toEqual([]);
  });

  it("has no file over 300 lines", () => {
    const long = [...all, ...sourceFiles("scripts")].filter((file) => file.text.split("\n").length > 301);
    expect(long.map((file) => file.path)).toEqual([]);
  });
});

describe("the rules themselves", () => {
  it("see an import against the direction", () => {
    const file = parseSource("lib/domain/usd.ts", 'import type { A } from "../app/watch.ts";');
    expect(importProblems(file)).toEqual(["lib/domain/usd.ts: domain may not import app (../app/watch.ts)"]);
  });

  it("see a room that nobody planned", () => {
    const file = parseSource("lib/utils/text.ts", "export const a = 1;");
    expect(importProblems(file)).toEqual(["lib/utils/text.ts: utils is not a room of the house"]);
  });

  it.each([
    ["a clock", "const now = Date.now();", "Date.now"],
    ["a date of now", "const now = new Date();", "new Date()"],
    ["chance", "const x = Math.random();", "Math.random"],
    ["the environment", "const home = process.env.HOME;", "process.env"],
    ["waiting", "const x = await y;", "await"],
    ["input/output", 'import { readFileSync } from "node:fs";', "node:fs"],
    ["the SDK", 'import { LambdaClient } from "@aws-sdk/client-lambda";', "@aws-sdk/client-lambda"],
  ])("see %s in a pure room", (_what, text, found) => {
    expect(impurities(parseSource("lib/stats/x.ts", text))).toEqual([`lib/stats/x.ts: ${found}`]);
  });

  it("do not take a comment or a message for code", () => {
    const text = '// never Date.now() here\nconst message = "await the process";\n';
    expect(impurities(parseSource("lib/stats/x.ts", text))).toEqual([]);
  });

  it("name no room that may import itself through another", () => {
    const reaches = (from: string, to: string): boolean =>
      (MAY_IMPORT[from] ?? []).some((room) => room === to || reaches(room, to));
    expect(Object.keys(MAY_IMPORT).filter((room) => reaches(room, room))).toEqual([]);
  });
});
