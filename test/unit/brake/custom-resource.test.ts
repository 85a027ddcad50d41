import { describe, expect, it } from "vitest";
import { isCustomResource } from "../../../lib/brake/custom-resource.ts";
import { aProfile } from "../../support/builders.ts";

const withLogicalId = (id: string) => aProfile({ tags: { "aws:cloudformation:logical-id": id } });

describe("a custom resource", () => {
  // Logical ids as CDK writes them into its templates.
  it.each([
    "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F",
    "CustomVpcRestrictDefaultSGCustomResourceProviderHandlerDC833E5E",
    "CustomCrossRegionExportWriterHandlerD8786E8A",
    "ProviderframeworkonEvent890A3570",
    "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536",
    "AWS679f53fac002430cb0da5b7982bd22872D164C4C",
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691",
  ])("is seen in the logical id %s", (id) => {
    expect(isCustomResource(withLogicalId(id))).toBe(true);
  });

  it.each(["CustomerOrdersHandler1A2B3C4D", "CheckoutHandler1A2B3C4D", "CustomCheckoutHandler", "Custom"])(
    "is not seen in %s, which a person may have written",
    (id) => {
      expect(isCustomResource(withLogicalId(id))).toBe(false);
    },
  );

  it("is not seen in a function that no stack made", () => {
    expect(isCustomResource(aProfile())).toBe(false);
  });
});
