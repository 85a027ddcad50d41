import { GuardError } from "../domain/errors.ts";

/** A command that cannot go on, with what the operator can do about it. */
export class CommandError extends GuardError {
  readonly retryable = false;
  constructor(
    /** `usage` for a command that was called wrongly; else the API's own code, or one of ours. */
    readonly code: string,
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}
