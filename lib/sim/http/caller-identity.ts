/** Who somebody is to IAM. */
export type CallerIdentity = {
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
};

/** The role that the guard's functions run under: requests to the account are taken as its, whatever they are signed with. */
export const guardIdentity = (accountId: string): CallerIdentity => ({
  accountId,
  userId: "AROASIMULATEDGUARD00:overcurrent",
  arn: `arn:aws:sts::${accountId}:assumed-role/overcurrent/overcurrent`,
});
