/** Root of every fault the guard throws itself. `code` is stable and safe to match on; the message is for people. */
export abstract class GuardError extends Error {
  abstract readonly code: string;
  /** Whether the same call may succeed later without anybody changing anything. */
  abstract readonly retryable: boolean;
  override get name(): string {
    return this.constructor.name;
  }
}

/** A call to the cloud did not answer, or answered that it would not. "Could not ask" is never "not found". */
export class CloudCallError extends GuardError {
  readonly code = "cloud-call-failed";
  constructor(
    /** `service:Operation`, e.g. `lambda:PutFunctionConcurrency`. */
    readonly operation: string,
    readonly retryable: boolean,
    /** The cloud's own error name, e.g. `AccessDeniedException`. */
    readonly reason: string,
    options: ErrorOptions = {},
  ) {
    super(`${operation} failed: ${reason}`, options);
  }
}

/** A conditional write lost against another run. The caller reads again and decides afresh. */
export class ConcurrentChangeError extends GuardError {
  readonly code = "concurrent-change";
  readonly retryable = true;
  constructor(readonly item: string) {
    super(`${item} was changed by another run meanwhile`);
  }
}

/** The environment or the policy cannot be used; says every problem at once, with the cure. */
export class ConfigInvalidError extends GuardError {
  readonly code = "config-invalid";
  readonly retryable = false;
  constructor(
    readonly source: string,
    problems: string,
  ) {
    super(`${source} is not valid:\n${problems}`);
  }
}

/** A message to the guard's own workers is no order. Nobody but the guard writes them. */
export class OrderInvalidError extends GuardError {
  readonly code = "order-invalid";
  readonly retryable = false;
  constructor(problems: string) {
    super(`the message is no order:\n${problems}`);
  }
}
