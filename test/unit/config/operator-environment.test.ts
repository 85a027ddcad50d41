import { describe, expect, it } from "vitest";
import { parseOperatorEnvironment } from "../../../lib/config/operator-environment.ts";

describe("the environment of the operator", () => {
  it("may be empty", () => {
    expect(parseOperatorEnvironment({})).toEqual({ noColor: false });
  });

  it("gives the address, the region and the wish for no colours", () => {
    expect(
      parseOperatorEnvironment({
        OVERCURRENT_API_URL: "https://a1b2c3.execute-api.eu-west-1.amazonaws.com",
        AWS_DEFAULT_REGION: "eu-west-1",
        NO_COLOR: "1",
      }),
    ).toEqual({
      apiUrl: "https://a1b2c3.execute-api.eu-west-1.amazonaws.com",
      region: "eu-west-1",
      noColor: true,
    });
  });

  it("prefers AWS_REGION, as the SDK does", () => {
    expect(
      parseOperatorEnvironment({ AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "eu-west-1" }).region,
    ).toBe("us-east-1");
  });

  it("refuses an address that is none, saying where to find it", () => {
    expect(() => parseOperatorEnvironment({ OVERCURRENT_API_URL: "a1b2c3" })).toThrow(
      /OVERCURRENT_API_URL: must be the ApiUrl that the deployment printed.*got "a1b2c3"/,
    );
  });
});
