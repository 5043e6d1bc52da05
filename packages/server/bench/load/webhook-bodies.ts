/** Signed webhooks as Meta posts them, each with a message of its own. */
import { createHmac } from "node:crypto";

export interface WebhookTask {
  readonly count: number;
  readonly contacts: number;
  readonly text: string;
  /** Makes ids differ between rounds. */
  readonly round: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly appSecret: string;
}

export function buildSignedWebhook(task: WebhookTask, index: number): { body: string; signature: string } {
  const waId = contactPhone(index % task.contacts);
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: task.wabaId,
        changes: [
          {
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: task.phoneNumberId },
              contacts: [
                { profile: { name: `Contact ${index % task.contacts}` }, wa_id: waId, user_id: `PE.${waId}00000000` },
              ],
              messages: [
                {
                  from: waId,
                  from_user_id: `PE.${waId}00000000`,
                  id: `wamid.${task.round}.${index}`,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  text: { body: task.text },
                  type: "text",
                },
              ],
            },
            field: "messages",
          },
        ],
      },
    ],
  });
  return { body, signature: `sha256=${createHmac("sha256", task.appSecret).update(body).digest("hex")}` };
}

/** Digits without +, as in `wa_id`. */
export function contactPhone(index: number): string {
  return `5198${String(index).padStart(7, "0")}`;
}
