import { z } from "zod";
import { type HttpApp, idParams, pageOf, toPage } from "../../platform/http/index.ts";
import {
  groupCursor,
  groupDetailSchema,
  groupListQuery,
  groupParams,
  groupSchema,
  inviteLinkSchema,
} from "./groups.schemas.ts";
import type { GroupsService } from "./groups.service.ts";

const READ = { access: { scope: "channels:read" } } as const;
/** Asks the platform, which does not like to be asked too often: not for whoever only looks on. */
const ASK = { access: { scope: "messages:send" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["groups"];

export function registerGroupRoutes(app: HttpApp, service: GroupsService): void {
  app.get(
    "/api/v1/channels/:id/groups",
    {
      config: READ,
      schema: {
        operationId: "listGroups",
        tags,
        summary: "Groups that a channel's account is in, by name",
        description: "As the platform last told; kept up with what happens while the channel is connected.",
        params: idParams,
        querystring: groupListQuery,
        response: { 200: pageOf(groupSchema) },
      },
    },
    async ({ params, query: { limit, cursor, search, state } }) => {
      const after = cursor === undefined ? undefined : groupCursor.decode(cursor);
      const query = { channelId: params.id, search, isLeft: state === "left" };
      const rows = await service.list(query, { limit: limit + 1, after });
      return toPage(rows, limit, ({ place }) => groupCursor.encode(place));
    },
  );

  app.post(
    "/api/v1/channels/:id/groups/refresh",
    {
      config: ASK,
      schema: {
        operationId: "refreshGroups",
        tags,
        summary: "Ask the platform for all groups now",
        params: idParams,
        response: { 200: z.object({ count: z.int().describe("Groups the account is in") }) },
      },
    },
    async ({ params }) => ({ count: await service.refreshAll(params.id) }),
  );

  app.get(
    "/api/v1/channels/:id/groups/:groupId",
    {
      config: READ,
      schema: {
        operationId: "getGroup",
        tags,
        summary: "One group with those in it",
        params: groupParams,
        response: { 200: groupDetailSchema },
      },
    },
    ({ params }) => service.get(params.id, params.groupId),
  );

  app.post(
    "/api/v1/channels/:id/groups/:groupId/refresh",
    {
      config: ASK,
      schema: {
        operationId: "refreshGroup",
        tags,
        summary: "Ask the platform for one group now",
        params: groupParams,
        response: { 200: groupDetailSchema },
      },
    },
    ({ params }) => service.refresh(params.id, params.groupId),
  );

  app.get(
    "/api/v1/channels/:id/groups/:groupId/invite-link",
    {
      config: ASK,
      schema: {
        operationId: "getGroupInviteLink",
        tags,
        summary: "The link by which people join a group",
        description: "Fetched from the platform, and kept nowhere. Only for groups in which the account is an admin.",
        params: groupParams,
        response: { 200: inviteLinkSchema },
      },
    },
    async ({ params }) => ({ link: await service.getInviteLink(params.id, params.groupId) }),
  );

  app.post(
    "/api/v1/channels/:id/groups/:groupId/invite-link/reset",
    {
      config: WRITE,
      schema: {
        operationId: "resetGroupInviteLink",
        tags,
        summary: "Make a new invite link; the one there was works no more",
        params: groupParams,
        response: { 200: inviteLinkSchema },
      },
    },
    async ({ params }) => ({ link: await service.resetInviteLink(params.id, params.groupId) }),
  );
}
