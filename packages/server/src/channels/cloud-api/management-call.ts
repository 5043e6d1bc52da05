import type { GraphRequest } from "./graph-client.ts";
import type { JsonRecord } from "./json-members.ts";

/** Calls Meta; answers with the JSON object it gave. `path` is from after the version. `bearer`: instead of the channel's token.
 *  @throws PlatformRefused, PlatformBusy, PlatformUnreachable */
export type ManagementCall = (
  method: GraphRequest["method"],
  path: string,
  body?: Readonly<Record<string, unknown>>,
  bearer?: string,
) => Promise<JsonRecord>;
