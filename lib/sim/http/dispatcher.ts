import { AwsError } from "../faces.ts";
import type { ControlPlaneGate } from "./control-plane-gate.ts";
import type { Fault } from "./fault-injection.ts";
import type { RequestMeter } from "./request-meter.ts";
import {
  NotSimulatedError,
  type WireCall,
  type WireProtocol,
  type WireRequest,
  type WireResponse,
} from "./wire.ts";

export type Dispatcher = {
  /** Never throws: whatever goes wrong becomes an answer in the caller's protocol, or a broken connection. */
  dispatch(request: WireRequest): Promise<WireResponse | "connection-lost">;
  /** What was asked for and is not simulated, in the order of asking. */
  unknownRequests(): readonly string[];
};

export function dispatcher(parts: {
  readonly protocols: readonly WireProtocol[];
  readonly meter: RequestMeter;
  readonly gate: ControlPlaneGate;
  /** @throws {AwsError} when whoever signed the request is not let in */
  readonly takeFault: (operation: string, request: WireRequest) => Fault | undefined;
}): Dispatcher {
  const unknown: string[] = [];

  async function answer(call: WireCall, request: WireRequest): Promise<WireResponse | "connection-lost"> {
    parts.meter.countCall(call.operation);
    const fault = parts.takeFault(call.operation, request);
    if (fault === "lost-request") return "connection-lost";
    if (fault instanceof AwsError) throw fault;
    const answered = isControlPlane(call.operation) ? parts.gate(call.perform) : call.perform();
    const response = await answered;
    return fault === "lost-answer" ? "connection-lost" : response;
  }

  return {
    async dispatch(request) {
      const protocol = parts.protocols.find((one) => one.speaks(request));
      if (protocol === undefined) {
        unknown.push(`${request.method} ${request.path}`);
        return plain(501, `The simulated account does not implement ${request.method} ${request.path}`);
      }
      let operation: string | undefined;
      try {
        const call = protocol.read(request);
        operation = call.operation;
        return await answer(call, request);
      } catch (error) {
        if (operation !== undefined) parts.meter.countRefusal(operation);
        if (error instanceof NotSimulatedError) unknown.push(error.message);
        return protocol.writeError(asAwsError(error), operation);
      }
    },
    unknownRequests: () => unknown,
  };
}

const isControlPlane = (operation: string): boolean =>
  operation.startsWith("lambda:") && operation !== "lambda:InvokeFunction";

/** A fault of the simulation itself reaches the caller with its stack, as nobody else would see it. */
const asAwsError = (error: unknown): AwsError =>
  error instanceof AwsError
    ? error
    : new AwsError(
        "InternalFailure",
        error instanceof Error ? (error.stack ?? error.message) : String(error),
        500,
      );

const plain = (status: number, body: string): WireResponse => ({
  status,
  headers: { "content-type": "text/plain" },
  body,
});
