import type { JsonObject } from "../http/body.ts";
import type { Phone, Waba } from "../world/entities.ts";

/** Something Meta tells about; becomes one `changes[]` member for every app that subscribed to its field. */
export interface WebhookChange {
  readonly waba: Waba;
  /** The number it concerns; decides which callback override applies. */
  readonly phone?: Phone | undefined;
  readonly field: string;
  /** The value in the payload version an app subscribed to (major number, e.g. 25). */
  readonly value: (majorVersion: number) => JsonObject;
  /** `entry[].id` when it is not the WABA (partner events). */
  readonly entryId?: string | undefined;
}

/** Fields whose payloads go to an override when there is one; all others always reach the app's own callback. */
export const MESSAGE_LIKE_FIELDS: ReadonlySet<string> = new Set([
  "messages",
  "calls",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "smb_message_echoes",
  "smb_app_state_sync",
  "history",
  "user_preferences",
  "user_id_update",
  "standby",
  "messaging_handovers",
]);
