import { spawnSync } from "node:child_process";

/** A Python tool that some tests need. They skip themselves without it; on CI that would hide a broken check. */
export type PythonTool = {
  readonly name: string;
  readonly probe: readonly [command: string, ...args: string[]];
  readonly needed: string;
  readonly install: string;
};

export const CFN_LINT: PythonTool = {
  name: "cfn-lint",
  probe: ["cfn-lint", "--version"],
  needed: "linting the packaged CloudFormation template",
  install: "python3 -m pip install cfn-lint==1.51.0",
};

export const MOTO: PythonTool = {
  name: "moto",
  probe: ["python3", "-c", "import moto.server"],
  needed: "running the AWS adapters against an independent emulator",
  install: "python3 -m pip install 'moto[server]==5.2.1'",
};

export function isInstalled(tool: PythonTool): boolean {
  const [command, ...args] = tool.probe;
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
