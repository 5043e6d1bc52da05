/** The contacts domain as one part: who they are, what people know of them, who must not be written to, and the vocabulary of tags. */
import type { FindActorNames } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { createContactDetailsService } from "./contact-details.service.ts";
import { registerContactRoutes } from "./contacts.routes.ts";
import { type ContactsService, createContactsService } from "./contacts.service.ts";
import { registerTagRoutes } from "./tags.routes.ts";
import { createTagsService, type TagDeletedHandler, type TagsService } from "./tags.service.ts";

export interface Contacts {
  readonly service: ContactsService;
  readonly tags: Pick<TagsService, "lock">;
  /** Subscribes to deleted tags, in the transaction that deletes them. Before the first request. */
  onTagDeleted(handler: TagDeletedHandler): void;
  registerRoutes(app: HttpApp): void;
}

interface ContactsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly findActorNames: FindActorNames;
}

export function createContacts(deps: ContactsDeps): Contacts {
  const deletedHandlers: TagDeletedHandler[] = [];
  const service = createContactsService(deps);
  const tags = createTagsService({ ...deps, deletedHandlers });
  return {
    service,
    tags,
    onTagDeleted: (handler) => void deletedHandlers.push(handler),
    registerRoutes(app) {
      registerContactRoutes(app, {
        service: createContactDetailsService({ ...deps, contacts: service }),
        findActorNames: deps.findActorNames,
      });
      registerTagRoutes(app, tags);
    },
  };
}
