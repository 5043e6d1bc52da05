export { createGroupBook, type GroupsChangedHandler } from "./group-book.ts";
export { GroupForAdmins, GroupLeft, GroupUnknown } from "./groups.errors.ts";
export { registerGroupRoutes } from "./groups.routes.ts";
export { isGroupAddress } from "./groups.rules.ts";
export { createGroupsService, type GroupsService } from "./groups.service.ts";
