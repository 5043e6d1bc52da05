import type { Emulation } from "../emulation.ts";
import { pageOf } from "../graph/fields.ts";
import { isObject } from "../http/body.ts";
import { invalidParameter } from "../http/graph-errors.ts";
import { type GraphRequest, readParameters } from "../http/graph-request.ts";
import { jsonReply, type Reply } from "../http/reply.ts";
import { visibleBsuid } from "../webhooks/message-value.ts";
import type { Phone, User } from "../world/entities.ts";
import { phoneDigits } from "../world/phone-format.ts";
import { threadOf, type World } from "../world/world.ts";

const BLOCK_LIST_MAX = 64_000;

/** `POST /{PNID}/block_users` (cloud-api.md §2.10): only people who wrote within 24 hours. */
export function blockUsers(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  return changeBlocks(emulation, phone, request, "added_users", (user) => {
    if (phone.blockedUsers.has(user.key)) return undefined;
    if (threadOf(phone, user).windowUntil <= emulation.world.clock.now())
      return failure(139100, "The user has not written within 24 hours.");
    if (phone.blockedUsers.size >= BLOCK_LIST_MAX) return failure(139101, "The block list is full.");
    phone.blockedUsers.add(user.key);
    return undefined;
  });
}

/** `DELETE /{PNID}/block_users`. */
export function unblockUsers(emulation: Emulation, phone: Phone, request: GraphRequest): Promise<Reply> {
  return changeBlocks(emulation, phone, request, "removed_users", (user) => {
    phone.blockedUsers.delete(user.key);
    return undefined;
  });
}

/** `GET /{PNID}/block_users`. */
export function listBlockedUsers(emulation: Emulation, phone: Phone, request: GraphRequest): Reply {
  const blocked = emulation.world.users.list().filter((user) => phone.blockedUsers.has(user.key));
  const selfUrl = `${emulation.baseUrl()}/${request.version}/${request.path}`;
  const { items, paging } = pageOf(blocked, request.query, selfUrl);
  const data = items.map((user) => ({
    messaging_product: "whatsapp",
    wa_id: user.waId,
    user_id: visibleBsuid(emulation.world, phone, user),
  }));
  return jsonReply({ data, paging });
}

interface BlockFailure {
  readonly code: number;
  readonly message: string;
  readonly error_data: { readonly details: string };
}

function failure(code: number, details: string): BlockFailure {
  return { code, message: "Failed to block user", error_data: { details } };
}

async function changeBlocks(
  { world }: Emulation,
  phone: Phone,
  request: GraphRequest,
  doneKey: string,
  change: (user: User) => BlockFailure | undefined,
): Promise<Reply> {
  const { fields } = await readParameters(request);
  if (fields.messaging_product !== "whatsapp") throw invalidParameter("The parameter messaging_product is required.");
  if (!Array.isArray(fields.block_users)) throw invalidParameter("The parameter block_users is required.");
  const done: object[] = [];
  const failed: object[] = [];
  for (const item of fields.block_users) {
    const input = isObject(item) ? String(item.user ?? item.user_id ?? "") : "";
    const user = findUser(world, phone, input);
    const problem = user === undefined ? failure(139100, "There is no such user.") : change(user);
    if (problem === undefined) done.push({ input, wa_id: user?.waId });
    else failed.push({ input, wa_id: user?.waId, errors: [problem] });
  }
  const status = failed.length > 0 ? 400 : 200;
  const blockUsers = { [doneKey]: done, failed_users: failed.length > 0 ? failed : undefined };
  const error =
    failed.length > 0
      ? {
          message: "(#139100) Failed to block/unblock users",
          type: "OAuthException",
          code: 139100,
          fbtrace_id: world.ids.traceId(),
        }
      : undefined;
  return jsonReply({ messaging_product: "whatsapp", block_users: blockUsers, error }, status);
}

function findUser(world: World, phone: Phone, input: string): User | undefined {
  const digits = phoneDigits(input);
  if (digits !== undefined) return world.users.findByPhone(digits);
  return world.users.findByBsuid(input, phone.waba.business);
}
