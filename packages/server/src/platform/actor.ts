import type { FastifyRequest } from "fastify";
import { getPrincipal } from "./http/index.ts";

/** Who did something, as records of it keep it. */
export interface Actor {
  readonly kind: "user" | "api-key";
  readonly id: string;
}

/** What these users and API keys are called, those gone included; unknown ones are left out. */
export type FindActorNames = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Who calls a route that is not public. */
export function getActor(request: FastifyRequest): Actor {
  const { kind, id } = getPrincipal(request);
  return { kind, id };
}
