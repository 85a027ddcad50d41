import { ATTACKS } from "./attack-scenes.ts";
import { BENIGN } from "./benign-scenes.ts";
import { ATTACK_SCENES, BENIGN_SCENES, type SceneKind, type SceneWriter } from "./scene.ts";

export const ALL_SCENES = [...ATTACK_SCENES, ...BENIGN_SCENES] as const;

const WRITERS: Readonly<Record<SceneKind, SceneWriter>> = { ...ATTACKS, ...BENIGN };

export const writerOf = (kind: SceneKind): SceneWriter => WRITERS[kind];

export const isAttackScene = (kind: SceneKind): boolean => kind in ATTACKS;
