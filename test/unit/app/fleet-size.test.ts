import { expect, it } from "vitest";
import { sizedCatalogue } from "../../../lib/app/fleet-size.ts";
import { memoryCatalogueStore } from "../../../lib/sim/memory/catalogue-store.ts";
import { aCatalogue, aProfile } from "../../support/builders.ts";

it("a fleet is of unknown size until its catalogue was loaded", async () => {
  const { catalogue, fleetSize } = sizedCatalogue(memoryCatalogueStore());
  await catalogue.load();
  expect(fleetSize()).toBe(Number.POSITIVE_INFINITY);
  const stored = aCatalogue([aProfile(), aProfile({ functionName: "basket" })]);
  await catalogue.save(stored);
  await catalogue.load();
  expect(fleetSize()).toBe(2);
});
