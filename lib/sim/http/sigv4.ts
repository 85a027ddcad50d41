import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { headerOf, type WireRequest } from "./wire.ts";

export type Signature = {
  readonly accessKeyId: string;
  /** `YYYYMMDD`, UTC. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
};

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** What the Authorization header claims; `undefined` when there is none in this form. */
export function readSignature(request: WireRequest): Signature | undefined {
  const [, accessKeyId, day, region, service, signedHeaders, signature] =
    AUTHORIZATION.exec(headerOf(request, "authorization")) ?? [];
  if (!accessKeyId || !day || !region || !service || !signedHeaders || !signature) return undefined;
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(";"), signature };
}

/**
 * Whether this very request was signed with the secret: method, path, query, body and the headers it names.
 * The host and the date must be among them, or a signature could be replayed elsewhere.
 *
 * Source: AWS General Reference, "Create a signed AWS API request" (Signature Version 4).
 */
export function isSignedWith(secretAccessKey: string, request: WireRequest, claimed: Signature): boolean {
  if (!["host", "x-amz-date"].every((name) => claimed.signedHeaders.includes(name))) return false;
  const expected = sign(secretAccessKey, request, claimed);
  return timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(claimed.signature, "hex"));
}

function sign(secretAccessKey: string, request: WireRequest, claimed: Signature): string {
  const scope = [claimed.day, claimed.region, claimed.service, "aws4_request"];
  const stringToSign = [
    "AWS4-HMAC-SHA256",
    headerOf(request, "x-amz-date"),
    scope.join("/"),
    sha256(canonicalRequest(request, claimed.signedHeaders)),
  ].join("\n");
  let key: string | Buffer = `AWS4${secretAccessKey}`;
  for (const part of scope) key = hmac(key, part);
  return hmac(key, stringToSign).toString("hex");
}

function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): string {
  // Every service but S3 encodes the path once more than the request line does.
  const path = request.path.replace(/\/+/g, "/").split("/").map(encode).join("/");
  const query = [...request.query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const headers = signedHeaders.map(
    (name) => `${name}:${headerOf(request, name).trim().replace(/\s+/g, " ")}\n`,
  );
  return [request.method, path, query, headers.join(""), signedHeaders.join(";"), sha256(request.body)].join(
    "\n",
  );
}

/** Percent-encoding by RFC 3986, which leaves fewer characters alone than encodeURIComponent. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, content: string): Buffer =>
  createHmac("sha256", key).update(content).digest();
