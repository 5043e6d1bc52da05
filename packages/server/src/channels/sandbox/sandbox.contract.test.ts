/** The contract of all channels, with the virtual phone as the far side. */
import { createTestDatabase } from "../../../test/test-database.ts";
import { insertChat, insertFailures } from "../../domains/sandbox/chats.store.ts";
import { createSandboxPhone } from "../../domains/sandbox/index.ts";
import { insertPhoneMessage } from "../../domains/sandbox/phone-messages.store.ts";
import { systemClock } from "../../platform/clock.ts";
import { runInTransaction } from "../../platform/db/index.ts";
import { createIds } from "../../platform/ids.ts";
import { type ChannelContractHarness, describeChannelContract, type SimulatedFailure } from "../channel.contract.ts";
import type { SandboxFailure } from "../sandbox-phone.ts";
import { createSandboxDriver } from "./index.ts";

const FAILURES: Readonly<Record<SimulatedFailure, SandboxFailure>> = {
  "rate-limited": "too-fast",
  "recipient-rate-limited": "too-fast-to-contact",
  unreachable: "unreachable",
  "broken-after-send": "answer-lost",
  "never-answers": "lost",
  "refused-for-good": "not-on-whatsapp",
  "refused-for-now": "later",
  "access-revoked": "access-revoked",
};
const ADDRESS = "sandbox";
const PHONE = "+12025550100";

async function startHarness(): Promise<ChannelContractHarness> {
  const test = await createTestDatabase();
  const { db, pool } = test.database;
  const ids = createIds(systemClock);
  const chatId = ids.newId();
  const chat = { id: chatId, channelAddress: ADDRESS, address: PHONE, isGroup: false, name: null, isInvented: true };
  await runInTransaction(db, (tx) => insertChat(tx, chat, systemClock.now()));
  const driver = createSandboxDriver({
    clock: systemClock,
    phone: createSandboxPhone({ db, clock: systemClock, ids }),
  });
  const settings = { address: ADDRESS };
  return {
    driver,
    settings,
    recipient: { phone: PHONE },
    open: () => driver.open(driver.parseConfig(settings)),
    async findReceived(messageId) {
      const { rows } = await pool.query(
        "select type, concat(content::text, quoted_provider_id) as text from sandbox_messages where message_id = $1",
        [messageId],
      );
      return rows[0];
    },
    async simulate(failure) {
      await runInTransaction(db, (tx) => insertFailures(tx, chatId, [FAILURES[failure]]));
      return () => undefined;
    },
    async receiveMessage() {
      const id = ids.newId();
      const providerId = `sandbox.${id}`;
      const message = { id, chatId, authorId: chatId, providerId, messageId: null, quotedProviderId: null };
      const rest = { type: "text", content: { type: "text", text: "hola" }, state: "delivered" as const };
      await runInTransaction(db, (tx) => insertPhoneMessage(tx, { ...message, ...rest }, systemClock.now()));
      return providerId;
    },
    async close() {
      await test[Symbol.asyncDispose]();
    },
  };
}

describeChannelContract("sandbox", Object.keys(FAILURES) as SimulatedFailure[], startHarness);
