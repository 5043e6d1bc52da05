import { describe, expect, it } from "vitest";
import { startStage, statusesIn } from "./callback.ts";
import { send, text } from "./graph-client.ts";

const ANA = "+51987654321";

describe("people change (§1.6, §1.10)", () => {
  it("their number, and with it their BSUID", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.receive({ from: ANA });
    const before = emulator.updateUser(ANA, {});
    const after = emulator.changeUserNumber(ANA, "+51900000001");
    expect(after.bsuid).not.toBe(before.bsuid);
    await stage.receiver.waitFor(3);
    const system = stage.changes("messages")[1].value;
    expect(system).not.toHaveProperty("contacts");
    expect(system.messages[0]).toMatchObject({
      type: "system",
      from: "51987654321",
      from_user_id: before.bsuid,
      system: { type: "user_changed_number", wa_id: "51900000001", user_id: after.bsuid },
    });
    expect(stage.changes("user_id_update")[0].value.user_id_update).toMatchObject([
      { wa_id: "51900000001", user_id: { previous: before.bsuid, current: after.bsuid } },
    ]);
  });

  it("their BSUID alone", async () => {
    await using stage = await startStage();
    stage.emulator.receive({ from: ANA });
    const before = stage.emulator.updateUser(ANA, {});
    const after = stage.emulator.rotateUserId(ANA);
    expect([after.phone, after.bsuid === before.bsuid]).toEqual(["51987654321", false]);
    await stage.receiver.waitFor(3);
    expect(stage.changes("messages")[1].value.messages[0].system.type).toBe("user_changed_user_id");
    const answer = await send(stage.emulator, { recipient: before.bsuid, type: "text", text: { body: "Hi" } });
    expect(answer.json.error.code).toBe(131026);
  });

  it("their username, hiding the number until the business knows it", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.createUser({ phone: ANA });
    emulator.updateUser(ANA, { username: "@ana.q" });
    emulator.receive({ from: ANA });
    emulator.addToContactBook(ANA);
    emulator.receive({ from: ANA });
    await stage.receiver.waitFor(2);
    expect(stage.changes("messages").map((change) => change.value.messages[0].from)).toEqual([
      undefined,
      "51987654321",
    ]);
    expect(stage.changes("messages")[0].value.contacts[0].profile.username).toBe("ana.q");
  });

  it("being offline: delivery waits, and is dropped silently past its time to live (§2.9)", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.receive({ from: ANA });
    emulator.updateUser(ANA, { online: false });
    await send(emulator, text(ANA, "first"));
    await emulator.clock.advance(60_000);
    expect(statusesIn(stage.changes()).map((status) => status.status)).toEqual(["sent"]);
    emulator.updateUser(ANA, { online: true });
    await stage.receiver.waitFor(3);
    expect(statusesIn(stage.changes()).map((status) => status.status)).toEqual(["sent", "delivered"]);

    emulator.updateUser(ANA, { online: false });
    await send(emulator, text(ANA, "second"));
    await emulator.clock.advance(31 * 86_400_000);
    emulator.updateUser(ANA, { online: true });
    await emulator.settled();
    expect(emulator.sentMessages.map((message) => message.status)).toEqual(["delivered", "dropped"]);
  });

  it("BSUIDs can be switched off, as before April 2026", async () => {
    await using stage = await startStage({ bsuid: false });
    stage.emulator.receive({ from: ANA });
    await stage.receiver.waitFor(1);
    expect(stage.receiver.received[0]?.text).not.toContain("user_id");
  });

  it("BSUIDs differ between businesses and are the same for all numbers of one", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    const sameBusiness = emulator.createPhone();
    const elsewhere = emulator.createPhone({ wabaId: emulator.createWaba().id });
    for (const phoneNumberId of [emulator.preset.phoneNumberId, sameBusiness.id, elsewhere.id]) {
      emulator.receive({ from: ANA, phoneNumberId });
    }
    await stage.receiver.waitFor(3);
    const byPhone = new Map(
      stage.changes("messages").map(({ value }) => [value.metadata.phone_number_id, value.messages[0].from_user_id]),
    );
    expect(byPhone.get(sameBusiness.id)).toBe(byPhone.get(emulator.preset.phoneNumberId));
    expect(byPhone.get(elsewhere.id)).not.toBe(byPhone.get(sameBusiness.id));
  });
});

describe("coexistence with the WhatsApp Business app (§1.9)", () => {
  it("echoes what staff type, and shares history and contacts", async () => {
    await using stage = await startStage();
    const { emulator } = stage;
    emulator.receive({ from: ANA, text: "Hola" });
    await send(emulator, text(ANA, "Hi"));
    await emulator.clock.advance(1_000);
    emulator.echo({ to: ANA, text: "Typed by hand" });
    emulator.sendHistory();
    emulator.declineHistory();
    emulator.sendContacts();
    await emulator.settled();
    expect(stage.changes("smb_message_echoes")[0].value.message_echoes).toMatchObject([
      { from: "15550783881", to: "51987654321", type: "text", text: { body: "Typed by hand" } },
    ]);
    const history = stage.changes("history").flatMap((change) => change.value.history);
    expect(history.map((chunk) => chunk.metadata?.progress ?? chunk.errors[0].code)).toEqual([34, 67, 100, 2593109]);
    expect(history[0].threads[0].messages).toMatchObject([
      { from: "51987654321", text: { body: "Hola" } },
      { from: "15550783881", to: "51987654321", text: { body: "Hi" }, history_context: { status: "DELIVERED" } },
    ]);
    expect(stage.changes("smb_app_state_sync")[0].value.state_sync).toMatchObject([
      { type: "contact", action: "add", contact: { phone_number: "51987654321" } },
    ]);
  });
});
