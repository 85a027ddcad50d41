export type SigningKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** The account as the operator's own credentials see it. */
export type OperatorAccount = {
  /** @throws {CloudCallError} when the operator has no credentials, or they have expired */
  signingKeys(): Promise<SigningKeys>;
  /** @throws {CloudCallError} when no region is configured */
  region(): Promise<string>;
  /** `undefined`: there is no such stack, or it has no such output. @throws {CloudCallError} when it could not be asked */
  findStackOutput(stackName: string, outputKey: string): Promise<string | undefined>;
};
