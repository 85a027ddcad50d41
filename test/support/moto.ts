import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type Moto = { readonly endpoint: string; stop(): Promise<void> };

const READY_WITHIN_MS = 30_000;

/**
 * Whether the independent emulator can be asked here: `pip install 'moto[server]==5.2.1'`.
 * @throws in continuous integration, where a silent skip would look like a pass
 */
export function motoIsInstalled(): boolean {
  const { status } = spawnSync("python3", ["-c", "import moto.server"], { stdio: "ignore" });
  if (status === 0) return true;
  const cure = "moto is not installed (pip install 'moto[server]==5.2.1')";
  if (process.env.CI) throw new Error(cure);
  console.log(`SKIPPED: ${cure}; the AWS adapters were not compared with the independent emulator`);
  return false;
}

/** Starts moto on a free port and waits until it answers. Without a limit it takes any reservation. */
export async function startMoto({ concurrencyLimit }: { concurrencyLimit?: number } = {}): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: {
      ...process.env,
      ...(concurrencyLimit === undefined ? {} : { MOTO_LAMBDA_CONCURRENCY_QUOTA: String(concurrencyLimit) }),
    },
  });
  // A run that is cut short must not leave the server behind.
  process.once("exit", () => child.kill());
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new Error(`moto ended with code ${child.exitCode}`);
    if (Date.now() > deadlineMs) {
      child.kill("SIGKILL");
      throw new Error("moto did not answer in time");
    }
    await pause(50);
  }
  return { endpoint, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/moto-api/data.json`).then(
    (response) => response.ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/**
 * One request in AWS's Query protocol, for services whose client is not installed.
 * @param accessKeyId whose account is asked; moto's own by default
 * @returns the XML answer
 */
export async function motoQuery(
  endpoint: string,
  service: string,
  parameters: Readonly<Record<string, string>>,
  accessKeyId = "example",
): Promise<string> {
  const scope = `Credential=${accessKeyId}/20261122/us-east-1/${service}/aws4_request`;
  const response = await fetch(endpoint, {
    method: "POST",
    // Moto reads the service from the signature's scope and checks nothing else of it.
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none` },
    body: new URLSearchParams(parameters),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service}:${parameters.Action} failed: ${text}`);
  return text;
}
