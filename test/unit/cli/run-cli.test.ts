import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { API_URL, killed, run, status } from "./fake-io.ts";

const refusal = (httpStatus: number, code: string, message: string, next: string) => ({
  status: httpStatus,
  body: { error: { code, message, next } },
});

describe("overcurrent status", () => {
  it("shows what is tripped, since when, until when and why", async () => {
    const { code, stdout, stderr } = await run(["status"]);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(0, 9)).toEqual([
      "enforce mode, 37 functions (inventory 12 min ago), 35 baselines (learned 5 h ago)",
      "",
      "The guard is well: last look 1 min ago, 3 targets.",
      "",
      "FUNCTION    STATE             SINCE      ENDS    BRAKE                   WHY",
      "thumbnails  tripped, stopped  4 min ago  in 5 h  reserved concurrency 1  flood: 41 times the expected calls (guard)",
      "",
      "FUNCTION    INCIDENT   BEGAN      CAUSE  PEAK      EXCESS  PLAN",
      "thumbnails  mitigated  6 min ago  flood  $12.60/h  $0.42   flood, 12.60 USD per hour over normal",
    ]);
    expect(stderr).toBe("");
  });

  it("prints the API's answer with --json, before or after the command", async () => {
    expect(JSON.parse((await run(["status", "--json"])).stdout)).toEqual(status);
    expect(JSON.parse((await run(["--json", "status"])).stdout)).toEqual(status);
  });

  it("says plainly that the guard is young, blind or mute", async () => {
    const { catalogueTakenAtMs: _1, baselinesLearnedAtMs: _2, ...young } = status;
    const { stdout } = await run(["status"], {
      answers: {
        "GET /status": {
          status: 200,
          body: {
            ...young,
            breakers: [],
            openIncidents: [],
            unsentAlerts: 2,
            unanswered: [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "denied" }],
          },
        },
      },
    });
    expect(stdout).toContain("no inventory taken yet, nothing learned yet");
    expect(stdout).toContain("No function is tripped or held.");
    expect(stdout).toContain("No open incident.");
    expect(stdout).toContain("never acted on: checkout");
    expect(stdout).toContain("2 alerts wait to be sent");
  });

  it("uses colours on a terminal, and none with NO_COLOR", async () => {
    const escapeCode = String.fromCharCode(27);
    const onTerminal = await run(["status"], {
      isTTY: true,
      environment: { apiUrl: API_URL, noColor: false },
    });
    expect(onTerminal.stdout).toContain(escapeCode);
    const plain = await run(["status"], { isTTY: true });
    expect(plain.stdout).not.toContain(escapeCode);
  });
});

describe("overcurrent incidents", () => {
  it("shows open and resolved ones", async () => {
    const { code, stdout } = await run(["incidents"]);
    expect(code).toBe(0);
    expect(stdout).toContain("thumbnails  mitigated");
  });

  it("says so when there are none", async () => {
    const answers = { "GET /incidents?limit=3": { status: 200, body: { open: [], resolved: [] } } };
    expect((await run(["incidents", "--limit", "3"], { answers })).stdout).toBe("No incident yet.");
  });
});

describe("an order", () => {
  const kill = ["kill", "checkout", "--reason", "leaked key"];

  it("is given with --yes, signed, with reason and expiry", async () => {
    const { code, stdout, requests } = await run([...kill, "--expires", "2h", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toBe("checkout is held, ends in 4 h: killed by an operator");
    expect(requests).toEqual([
      {
        asked: "POST /functions/checkout/kill",
        body: { reason: "leaked key", expiresInMinutes: 120 },
        host: "a1b2c3.execute-api.eu-west-1.amazonaws.com",
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/execute-api\/aws4_request/,
        ),
      },
    ]);
  });

  it("prints the outcome with --json", async () => {
    expect(JSON.parse((await run([...kill, "--yes", "--json"])).stdout)).toEqual(killed);
  });

  it("is only previewed where nobody can be asked: exit 3, nothing sent", async () => {
    const { code, stdout, stderr, requests } = await run(kill);
    expect(code).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("now    armed: running");
    expect(stderr).toContain("put it back as it was in 4 h");
    expect(stderr).toContain("Nothing was done: add --yes");
    expect(requests.map(({ asked }) => asked)).toEqual(["GET /status"]);
  });

  it.each([["y"], ["YES"], [" yes "]])("is given when a person answers %j", async (typed) => {
    const { code, asked, requests } = await run(kill, { isTTY: true, typed });
    expect([code, asked]).toEqual([0, 1]);
    expect(requests.at(-1)?.asked).toBe("POST /functions/checkout/kill");
  });

  it.each([[""], ["n"], ["yep"], ["checkout"]])("is not given when a person answers %j", async (typed) => {
    const { code, stderr, requests } = await run(kill, { isTTY: true, typed });
    expect(code).toBe(3);
    expect(stderr).toContain("Nothing was done.");
    expect(requests.map(({ asked }) => asked)).toEqual(["GET /status"]);
  });

  it("previews the present trip before a restore", async () => {
    const { stderr } = await run(["restore", "thumbnails", "--reason", "all clear"]);
    expect(stderr).toContain("now    tripped, stopped since 4 min ago: flood: 41 times the expected calls");
    expect(stderr).toContain("would  put back what it was before the trip");
  });

  it("that has nothing to do is no failure", async () => {
    const { code, stderr } = await run(["restore", "checkout", "--reason", "all clear", "--yes"], {
      answers: {
        "POST /functions/checkout/restore": refusal(
          409,
          "nothing-to-do",
          "There is nothing to do: armed.",
          "x",
        ),
      },
    });
    expect([code, stderr]).toEqual([0, "There is nothing to do: armed."]);
  });

  it("that is refused fails with the guard's own words and the next step", async () => {
    const { code, stdout, stderr } = await run([...kill, "--yes"], {
      answers: {
        "POST /functions/checkout/kill": refusal(422, "exempt", "The function is exempt.", "Remove the tag."),
      },
    });
    expect([code, stdout, stderr]).toEqual([1, "", "The function is exempt.\nRemove the tag."]);
  });

  it.each([
    ["without a reason", ["kill", "checkout"], "required option '--reason <text>'"],
    ["with a reason of two letters", ["kill", "checkout", "--reason", "ok"], "3 to 500 characters"],
    ["with an unknown unit", [...kill, "--expires", "2w"], "such as 30m, 4h or 2d"],
    ["with too short an expiry", [...kill, "--expires", "4m"], "Give 5m to 7d"],
    ["with an expiry of a restore", ["restore", "x", "--reason", "yes", "--expires", "2h"], "unknown option"],
    ["without a function", ["kill", "--reason", "leaked key"], "missing required argument"],
    ["of an unknown kind", ["nuke", "checkout"], "unknown command"],
  ])("%s is a usage error and reaches nobody", async (_what, argv, message) => {
    const { code, stderr, requests, accounts } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect([requests, accounts]).toEqual([[], 0]);
  });
});

describe("finding the API", () => {
  it("prefers --url and signs for the region in its name", async () => {
    const url = "https://d4e5f6.execute-api.us-east-2.amazonaws.com";
    const { requests } = await run(["status", "--url", url]);
    expect(requests[0]?.host).toBe("d4e5f6.execute-api.us-east-2.amazonaws.com");
    expect(requests[0]?.authorization).toContain("/us-east-2/execute-api/");
  });

  it("looks the address up in the outputs of the deployed stack", async () => {
    const lookedUp: string[] = [];
    const { code, requests } = await run(["status", "--stage", "dev"], {
      environment: { noColor: true },
      account: {
        findStackOutput: async (stackName, outputKey) => {
          lookedUp.push(`${stackName} ${outputKey}`);
          return API_URL;
        },
      },
    });
    expect(code).toBe(0);
    expect(lookedUp).toEqual(["overcurrent-dev ApiUrl"]);
    expect(requests[0]?.authorization).toContain("/eu-central-1/execute-api/");
  });

  it.each([
    ["the guard is not deployed", {}, "There is no stack overcurrent-prod in eu-central-1", "npm run deploy"],
    [
      "nobody is signed in",
      {
        signingKeys: async () => {
          throw new CloudCallError("credentials", false, "CredentialsProviderError");
        },
      },
      "credentials failed",
      "AWS_PROFILE",
    ],
    [
      "no region is known",
      {
        region: async () => {
          throw new CloudCallError("region", false, "Region is missing");
        },
      },
      "region failed",
      "Give --region",
    ],
    [
      "the stack may not be read",
      {
        findStackOutput: async () => {
          throw new CloudCallError("cloudformation:DescribeStacks", false, "AccessDenied");
        },
      },
      "cloudformation:DescribeStacks failed: AccessDenied",
      "Give --url, or allow cloudformation:DescribeStacks",
    ],
  ])("says what to do when %s", async (_what, account, message, next) => {
    const { code, stderr } = await run(["status"], { environment: { noColor: true }, account });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).toContain(next);
  });

  it("calls an address that is none a usage error", async () => {
    const { code, stderr } = await run(["status", "--url", "a1b2c3"]);
    expect(code).toBe(2);
    expect(stderr).toContain('"a1b2c3" is no address');
  });
});

describe("an API that does not play along", () => {
  it("that cannot be reached is named, with the reason", async () => {
    const { code, stderr } = await run(["status"], {
      fetch: async () => {
        throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND a1b2c3") });
      },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`${API_URL} does not answer: getaddrinfo ENOTFOUND a1b2c3`);
  });

  it("that refuses the signature says which right is missing", async () => {
    const answers = { "GET /status": { status: 403, body: { message: "Forbidden" } } };
    const { code, stderr } = await run(["status"], { answers });
    expect(code).toBe(1);
    expect(stderr).toContain("Allow execute-api:Invoke");
  });

  it("that is another server altogether is not taken for the guard", async () => {
    const { code, stderr } = await run(["status"], {
      fetch: async () => new Response("<html>hello</html>"),
    });
    expect(code).toBe(1);
    expect(stderr).toContain("answered 200 without a reason");
  });
});

describe("overcurrent --help", () => {
  it("shows usage, examples with output and exit codes, on stdout, without opening the account", async () => {
    const { code, stdout, accounts } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Usage: overcurrent/);
    expect(stdout).toContain("$ overcurrent status\n  enforce mode");
    expect(stdout).toContain("3  would act");
    expect(accounts).toBe(0);
  });

  it("is shown on stderr when no command is given", async () => {
    const { code, stdout, stderr } = await run([]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage: overcurrent");
  });
});
